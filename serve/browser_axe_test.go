package serve_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout/serve"
)

// testAxe looks for what shuts people out, by axe-core, on every page: light and wide,
// dark and narrow. READOUT_AXE is the path of axe.min.js.
func testAxe(t *testing.T, ctx context.Context, newsroom *desk) {
	if testing.Short() {
		t.Skip("not in short runs: it takes half a minute")
	}
	path := os.Getenv("READOUT_AXE")
	if path == "" {
		missing(t, "axe-core", "npm install axe-core@4.14.1, and give the path of axe.min.js in READOUT_AXE")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	small, empty, closed := open(t, serve.Options{}, daily, post, hostile), open(t, serve.Options{}), open(t, serve.Options{Tokens: tokens(t)})
	if a := small.post("/corrections", url.Values{"what": {"note"}, "arg": {small.ids[0].ID, "look again"}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("note: %s %s", a.Status, a.body)
	}
	talks, strike, evil := newsroom.story("Malta talks"), "/stories/"+small.ids[0].Story, "/stories/"+small.ids[2].Story
	for _, x := range []struct {
		d     *desk
		paths []string
	}{
		{newsroom, []string{talks, talks + "?all=1", talks + "/people", talks + "/history/C1", newsroom.story("Corrin Star")}},
		{small, []string{
			"/", strike, evil, evil + "/people", "/reports/" + small.ids[0].ID + "?at=10-40", "/reports/" + small.ids[2].ID, "/claims", "/search", "/search?q=strike", "/search?q=nothingofthekind",
			"/news", "/gaps?days=0", "/corrections", "/add", "/help", "/nothing",
		}},
		{empty, []string{"/", "/news", "/claims"}},
		{closed, []string{"/login"}},
	} {
		b := newTab(t, ctx, x.d.at.URL)
		for _, path := range x.paths {
			for _, look := range []struct {
				width  int64
				scheme string
			}{{1280, "light"}, {390, "dark"}} {
				b.size(look.width, 900)
				b.look(look.scheme, "screen")
				b.open(path)
				for _, v := range b.axe(string(axe)) {
					t.Errorf("%s, %d wide, %s: %s", path, look.width, look.scheme, v)
				}
				if wide := ask[int64](b, "document.documentElement.scrollWidth"); wide > look.width {
					t.Errorf("%s is %d wide on %d", path, wide, look.width)
				}
			}
		}
		b.forget("404")
		b.forget("recommendation:") // of a field for names, where a token is all that there is
		b.clean("axe")
	}

	b := newTab(t, ctx, small.at.URL)
	b.open("/help")
	ask[bool](b, "document.querySelector('main').append(document.createElement('button')); document.querySelector('main p').style.color = '#ddd'; true")
	got := b.axe(string(axe))
	for _, rule := range []string{"button-name", "color-contrast"} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, rule+":") }) {
			t.Errorf("of what was broken on purpose %s is not found: %q", rule, got)
		}
	}
}

// axe scans the page that is shown, with all that can be opened open.
func (b *tab) axe(script string) []string {
	b.t.Helper()
	ask[bool](b, "document.querySelectorAll('details').forEach(d => d.open = true), true")
	ask[bool](b, script+"; true")
	return ask[[]string](b, fmt.Sprintf("axe.run(document, %s).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ': ' + n.target + ' ' + n.html.slice(0, 160) + ' ' + (n.any[0]?.message || ''))))",
		`{resultTypes: ["violations"]}`))
}
