package serve_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// within are the texts of the elements of a class, blanks made one.
func within(n *html.Node, class string) []string {
	var out []string
	for _, e := range find(n, func(e *html.Node) bool { return strings.Contains(" "+attr(e, "class")+" ", " "+class+" ") }) {
		out = append(out, strings.Join(strings.Fields(text(e)), " "))
	}
	return out
}

// add puts another report in the record.
func (d *desk) add(text string) {
	d.t.Helper()
	draft, err := record.Read(ingest.Input{Name: "later.html", Data: []byte(text), Received: d.rec.Now()})
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.rec.Add(d.t.Context(), draft); err != nil {
		d.t.Fatal(err)
	}
}

// What became of the claims of a story since a reader looked stands on its page, and what
// is held of it does not outlive a change.
func TestStorySinceYouLastLooked(t *testing.T) {
	d := open(t, serve.Options{}, daily, post)
	story := "/stories/" + d.ids[0].Story
	if got := within(d.page(story), "since"); len(got) > 0 {
		t.Errorf("nobody has looked, and there is news: %q", got)
	}
	if a := d.post("/news/looked", url.Values{"back": {story}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("looked: %s %s", a.Status, a.body)
	}
	if got := within(d.page(story), "since"); len(got) > 0 {
		t.Errorf("nothing changed, and there is news: %q", got)
	}
	d.add(page("Tamsk Mirror", "2031-05-02T09:00:00Z", "Sundvik dock strike: mediator named",
		"The government named Ada Corvin as mediator in the strike of dock workers in Sundvik on Friday, the labour ministry said.", "The container terminal in Sundvik stayed closed on Friday."))
	var got []string
	for end := time.Now().Add(patience); len(got) == 0 && time.Now().Before(end); { // it may be late at first
		n := d.page(story)
		if len(within(n, "stories")) > 0 || !strings.Contains(text(n), "Tamsk Mirror") {
			t.Fatal("the report that was added is not on the page")
		}
		got = within(n, "since")
	}
	if len(got) != 1 || !strings.HasPrefix(got[0], "Since you last looked 2031-05-03") || !strings.Contains(got[0], "new “") {
		t.Errorf("since: %q", got)
	}
	if got := within(d.page(story+"?as_of=2031-05-01"), "since"); len(got) > 0 {
		t.Errorf("the story as it was has news: %q", got)
	}
}

// A decision is named once and undone by one button, however many places it joins.
func TestStoryDecisionIsOne(t *testing.T) {
	d := open(t, serve.Options{}, made(3, 20)...)
	story := "/stories/" + d.ids[0].Story
	n := d.page(story)
	claim := find(n, func(e *html.Node) bool { return attr(e, "class") == "claim on" })[0]
	path := story + "?claim=" + attr(claim, "id")
	before := within(d.page(path), "on")[0]
	if a := d.post("/corrections", url.Values{"what": {"confirm"}, "story": {d.ids[0].Story}, "arg": {attr(claim, "id")}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirm: %s %s", a.Status, a.body)
	}
	n = d.page(path)
	decided := find(n, func(e *html.Node) bool { return attr(e, "class") == "decided" })
	if len(decided) != 1 || strings.Count(within(n, "stand")[0], "one claim by A. Tester") != 1 {
		t.Fatalf("%d lists of decisions; the claim stands so: %q", len(decided), within(n, "stand"))
	}
	forms := find(decided[0], func(e *html.Node) bool { return e.Data == "form" })
	also := find(decided[0], func(e *html.Node) bool { return attr(e, "name") == "also" })
	if len(forms) != 1 || len(also) == 0 {
		t.Fatalf("%d buttons to undo, %d more decisions with it", len(forms), len(also))
	}
	v := url.Values{"back": {path}}
	for _, e := range also {
		v.Add("also", attr(e, "value"))
	}
	if a := d.post(attr(forms[0], "action"), url.Values{"also": {"x"}}); a.StatusCode != http.StatusNotFound {
		t.Errorf("undo of no number: %s", a.Status)
	}
	if a := d.post(attr(forms[0], "action"), v); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != path {
		t.Fatalf("undo: %s %s", a.Status, a.body)
	}
	if got := within(d.page(path), "on")[0]; got != before {
		t.Errorf("undone: %s\nbefore: %s", got, before)
	}
}

// Of many places the first are shown, with how many more there are and where.
func TestStoryOfManyPlaces(t *testing.T) {
	const reports = 30
	d := open(t, serve.Options{}, made(reports, reports)...)
	n := d.page("/stories/" + d.ids[0].Story)
	on := find(n, func(e *html.Node) bool { return attr(e, "class") == "claim on" })[0]
	places := func(n *html.Node) int {
		return len(find(n, func(e *html.Node) bool { return has(e, "data-side") }))
	}
	more := find(on, func(e *html.Node) bool { return e.Data == "a" && strings.Contains(attr(e, "href"), "places=all") })
	if len(more) != 1 || places(on) != 12 {
		t.Fatalf("%d places, %d links to more", places(on), len(more))
	}
	to, _, _ := strings.Cut(attr(more[0], "href"), "#")
	if all := places(d.page(to)); all < reports || !strings.HasPrefix(text(more[0]), fmt.Sprint(all-12)+" more") {
		t.Errorf("%d places in all, and the link says %q", all, text(more[0]))
	}
	options := find(on, func(e *html.Node) bool { return e.Data == "option" })
	if len(options) < reports {
		t.Errorf("%d places can be taken out of the claim", len(options))
	}

	var all sync.WaitGroup // readers share what is held
	for range 4 {
		all.Go(func() {
			for _, path := range []string{"", "?claim=C2", "/people", "/history/C1"} {
				r, err := http.Get(d.at.URL + "/stories/" + d.ids[0].Story + path)
				if err != nil || r.StatusCode != http.StatusOK {
					t.Errorf("%s: %v %v", path, r, err)
					continue
				}
				r.Body.Close()
			}
		})
	}
	all.Wait()
}

// made are reports by program: stories of so many reports each, about invented places.
func made(n, each int) []string {
	rng := rand.New(rand.NewPCG(3, 4))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	name := func(seed int) string {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		s := ""
		for range 3 {
			s += []string{"ba", "ke", "lin", "mor", "nu", "ra", "sel", "ti", "vo", "dan"}[r.IntN(10)]
		}
		return string(s[0]-'a'+'A') + s[1:]
	}
	var out []string
	for i := range n {
		k := i / each
		place, body, person := name(3*k+1), name(3*k+2)+" Port", "Ada "+name(3*k+3)
		day := 1 + i%20
		out = append(out, page(fmt.Sprintf("%s %s %d", name(1000+i), pick("Post", "Herald", "Courier"), i), fmt.Sprintf("2031-05-%02dT08:00:00Z", day),
			pick("Workers in "+place+" walk out", "Strike shuts terminal in "+place, place+" port stands still"),
			fmt.Sprintf("About %d workers in %s walked out on Thursday over pay, the company %s said.", 400+k, place, body),
			fmt.Sprintf("%s closed the container terminal of %s at noon.", body, place), fmt.Sprintf("%s, who leads the union, said the strike would last until Monday.", person),
			fmt.Sprintf("%d ships waited outside the harbour of %s on Wednesday.", 3+rng.IntN(20), place), fmt.Sprintf("%s had offered a raise of %d percent in April.", body, 2+rng.IntN(5)),
			pick("A spokesman for "+body+" declined to comment.", person+" met the mayor of "+place+" on Friday.", "Trains to "+place+" were late all morning."),
		))
	}
	return out
}
