package serve_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/readout-project/readout/serve"
)

// paths are the pages of a record, one for each route and then some.
func (d *desk) paths() []string {
	story, report := d.ids[0].Story, d.ids[0].ID
	return []string{
		"/", "/stories/" + story, "/stories/" + d.ids[2].Story, "/stories/" + story + "?claim=C1", "/stories/" + story + "?report=" + report + "&at=10-40", "/stories/" + story + "?all=1",
		"/stories/" + story + "/people", "/stories/" + story + "/history/C1", "/reports/" + report, "/reports/" + report + "?at=10-40", "/claims", "/claims?level=single", "/search",
		"/search?q=strike", "/search?q=nothingofthekind", "/news", "/gaps", "/gaps?days=0", "/corrections", "/add", "/help", "/login",
	}
}

func TestPagesAreSoundHTML(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier, hostile)
	if a := d.post("/corrections", url.Values{"what": {"note"}, "arg": {d.ids[0].ID, "look again"}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("note: %s %s", a.Status, a.body)
	}
	pages := append(d.paths(), "/stories/"+d.ids[3].Story, "/stories/"+d.ids[3].Story+"/people", "/reports/"+d.ids[3].ID)
	links := map[string][]string{}
	for _, path := range pages {
		a := d.get(path)
		if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %s, %s", path, a.Status, a.Header.Get("Content-Type"))
			continue
		}
		if csp := a.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
		n := parse(t, a.body)
		for _, f := range faults(n) {
			t.Errorf("%s: %s", path, f)
		}
		for _, l := range find(n, func(n *html.Node) bool { return n.Data == "a" || n.Data == "link" || n.Data == "script" }) {
			to := attr(l, "href") + attr(l, "src")
			if strings.HasPrefix(to, "#") {
				to = path + to
			}
			if to != "" && !slices.Contains(links[to], path) {
				links[to] = append(links[to], path)
			}
		}
	}
	ids := map[string]map[string]bool{}
	for to, from := range links {
		if !strings.HasPrefix(to, "/") {
			t.Errorf("%s leads to %s, outside", from[0], to)
			continue
		}
		path, anchor, _ := strings.Cut(to, "#")
		if ids[path] == nil {
			a := d.get(path)
			if a.StatusCode != http.StatusOK {
				t.Errorf("%s leads to %s: %s", from[0], to, a.Status)
			}
			ids[path] = map[string]bool{"": true}
			for _, n := range find(parse(t, a.body), func(n *html.Node) bool { return has(n, "id") }) {
				ids[path][attr(n, "id")] = true
			}
		}
		if !ids[path][anchor] {
			t.Errorf("%s leads to %s, and there is no such place", from[0], to)
		}
	}
	if len(links) < 100 {
		t.Errorf("only %d links were followed", len(links))
	}
}

// faults are what is wrong with a page for those who cannot see it, and otherwise.
func faults(n *html.Node) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	ids, labels := map[string]bool{}, map[string]bool{}
	mains, h1 := 0, 0
	level := 0
	for _, e := range find(n, func(*html.Node) bool { return true }) {
		if id := attr(e, "id"); has(e, "id") {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				say("id %q twice, empty or with blanks", id)
			}
			ids[id] = true
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				say("%s has the attribute %s", e.Data, a.Key)
			}
		}
		switch e.Data {
		case "html":
			if attr(e, "lang") != "en" {
				say("no language")
			}
		case "main":
			mains++
		case "label":
			labels[attr(e, "for")] = true
		case "script":
			if attr(e, "src") == "" || e.FirstChild != nil {
				say("a script within the page")
			}
		case "style":
			say("a style within the page")
		case "h1", "h2", "h3", "h4":
			l := int(e.Data[1] - '0')
			if l == 1 {
				h1++
			}
			if l > level+1 {
				say("heading %q of level %d after level %d", text(e), l, level)
			}
			level = l
			if strings.TrimSpace(text(e)) == "" {
				say("an empty heading")
			}
		case "svg":
			if attr(e, "aria-label") == "" && attr(e, "aria-labelledby") == "" {
				say("a drawing without words")
			}
		case "a", "button", "summary":
			if strings.TrimSpace(text(e)) == "" && attr(e, "aria-label") == "" {
				say("a %s without words", e.Data)
			}
		case "nav":
			if attr(e, "aria-label") == "" {
				say("a nav without a label")
			}
		case "img":
			say("a picture")
		}
	}
	if mains != 1 || h1 != 1 {
		say("%d main, %d h1", mains, h1)
	}
	for _, e := range find(n, func(e *html.Node) bool { return e.Data == "input" || e.Data == "select" || e.Data == "textarea" }) {
		if attr(e, "type") != "hidden" && !labels[attr(e, "id")] {
			say("%s %q has no label", e.Data, attr(e, "name"))
		}
	}
	for _, e := range find(n, func(e *html.Node) bool { return has(e, "aria-labelledby") || has(e, "list") }) {
		for _, id := range strings.Fields(attr(e, "aria-labelledby") + " " + attr(e, "list")) {
			if !ids[id] {
				say("nothing has the id %q that %s names", id, e.Data)
			}
		}
	}
	for _, e := range find(n, func(e *html.Node) bool { return e.Data == "form" && strings.EqualFold(attr(e, "method"), "post") }) {
		if len(find(e, func(i *html.Node) bool { return attr(i, "name") == "form" && attr(i, "value") != "" })) != 1 {
			say("a form to %s without a token", attr(e, "action"))
		}
	}
	return out
}

func TestTextOfReportsStaysText(t *testing.T) {
	d := open(t, serve.Options{}, hostile)
	story, report := d.ids[0].Story, d.ids[0].ID
	for _, path := range []string{"/", "/stories/" + story, "/stories/" + story + "/people", "/stories/" + story + "/history/C1", "/reports/" + report, "/claims", "/search?q=resigned", "/news", "/gaps?days=0", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E+resigned"} {
		a := d.get(path)
		n := parse(t, a.body)
		for _, e := range find(n, func(e *html.Node) bool { return true }) {
			switch {
			case e.Data == "script" && attr(e, "src") != "/static/keys.js", e.Data == "img", e.Data == "b":
				t.Errorf("%s: <%s> %s", path, e.Data, text(e))
			case strings.Contains(attr(e, "href"), "javascript:"):
				t.Errorf("%s leads to %s", path, attr(e, "href"))
			}
			for _, x := range e.Attr {
				if strings.HasPrefix(x.Key, "on") {
					t.Errorf("%s: %s=%s", path, x.Key, x.Val)
				}
			}
		}
		if strings.ContainsAny(a.body, "\u202e\u202c") {
			t.Errorf("%s: text that turns the line around", path)
		}
	}
	if a := d.get("/stories/" + story); !strings.Contains(text(parse(t, a.body)), "<b>Korvat</b>") && !strings.Contains(text(parse(t, a.body)), "<script>alert(4)") {
		t.Error("the words of the report are not shown as they are")
	}
}

func TestStoryLightsTheSameWordsInBothReports(t *testing.T) {
	d := open(t, serve.Options{}, daily, post)
	n := d.page("/stories/" + d.ids[0].Story)
	for _, side := range []string{"left", "right"} {
		panes := find(n, func(e *html.Node) bool { return attr(e, "id") == side })
		if len(panes) != 1 {
			t.Fatalf("%d panes on the %s", len(panes), side)
		}
		lit := find(panes[0], func(e *html.Node) bool { return e.Data == "mark" && strings.Contains(attr(e, "class"), "lit") })
		same := find(panes[0], func(e *html.Node) bool { return e.Data == "mark" && strings.Contains(attr(e, "class"), "same") })
		if len(lit) == 0 || len(same) == 0 {
			t.Errorf("%s: %d pieces lit, %d words the same", side, len(lit), len(same))
		}
	}
	dots := find(n, func(e *html.Node) bool { return e.Data == "circle" && strings.Contains(attr(e, "class"), "dot") })
	hollow := find(n, func(e *html.Node) bool { return e.Data == "circle" && strings.Contains(attr(e, "class"), "hollow") })
	if len(dots) < 2 || len(hollow) == 0 || len(hollow) == len(dots) {
		t.Errorf("%d dots, %d hollow", len(dots), len(hollow))
	}
	cite := find(n, func(e *html.Node) bool { return e.Data == "textarea" && attr(e, "id") == "cite" })
	if len(cite) != 1 {
		t.Fatalf("%d texts to copy", len(cite))
	}
	if got := text(cite[0]); !strings.Contains(got, "[^1]:") || !strings.Contains(got, "sha256") {
		t.Errorf("the copy has no footnotes: %s", got)
	}
}

// Names that turn the page off its rails must end in a page with what to do.
func TestWhatIsNotThere(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	story, report := d.ids[0].Story, d.ids[0].ID
	for path, status := range map[string]int{
		"/nope": 404, "/stories/nope": 404, "/stories/" + story + "?claim=nope": 404, "/stories/" + story + "?report=nope": 404, "/stories/" + story + "?report=" + report + "&at=9-2": 404,
		"/stories/" + story + "?report=" + report + "&at=99999-100000": 404, "/stories/" + story + "?as_of=yesterday": 400, "/stories/" + story + "?as_of=1999-01-01": 404,
		"/reports/ffff00000000": 404, "/reports/" + report + "?at=x": 404, "/claims?limit=0": 400, "/claims?limit=x": 400, "/claims?from=x": 400, "/search?q=...": 400,
		"/stories/" + story + "/history/C9999": 404, "/static/..%2fserve.go": 404, "/gaps?days=-1": 400, "/news?since=x": 400,
	} {
		a := d.get(path)
		if a.StatusCode != status {
			t.Errorf("%s: %s, want %d", path, a.Status, status)
		}
		if !strings.Contains(a.body, `role="alert"`) {
			t.Errorf("%s: no page with what to do: %s", path, a.body)
		}
		for _, f := range faults(parse(t, a.body)) {
			t.Errorf("%s: %s", path, f)
		}
	}
	if a := d.do(http.MethodPut, "/claims", "", nil); a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != "GET" {
		t.Errorf("PUT: %s, Allow %q", a.Status, a.Header.Get("Allow"))
	}
}
