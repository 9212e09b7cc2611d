package serve_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// Each page names its twin, and the twin answers with JSON.
func TestPagesHaveTwins(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	without := []string{"/add", "/help", "/login", "/search"}
	for _, path := range d.paths() {
		links := find(d.page(path), func(n *html.Node) bool { return n.Data == "link" && attr(n, "rel") == "alternate" })
		if len(links) != 1 {
			if !slices.Contains(without, path) {
				t.Errorf("%s has %d twins", path, len(links))
			}
			continue
		}
		if a := d.get(attr(links[0], "href")); a.StatusCode != 200 && path != "/search?q=nothingofthekind" || !json.Valid([]byte(a.body)) {
			t.Errorf("%s: %s: %s", path, attr(links[0], "href"), a.Status)
		}
	}
}

func TestProblems(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	story := d.ids[0].Story
	for _, c := range []struct {
		method, path, body string
		status             int
		kind               string
	}{
		{"GET", "/api/v1/nope", "", 404, "not-found"}, {"GET", "/api/v1/stories/nope", "", 404, "not-found"}, {"GET", "/api/v1/stories/" + story + "/why/C999", "", 404, "not-found"},
		{"GET", "/api/v1/stories?limit=x", "", 400, "invalid"}, {"GET", "/api/v1/stories?limti=5", "", 400, "invalid"}, {"GET", "/api/v1/search", "", 400, "invalid"},
		{"GET", "/api/v1/stories/" + story + "/who?name=Nobodyhere", "", 404, "not-found"}, {"GET", "/api/v1/stories/" + story + "/export/doc", "", 400, "invalid"},
		{"POST", "/api/v1/stories", "", 405, "method"}, {"POST", "/api/v1/corrections", "{", 400, "invalid"}, {"POST", "/api/v1/corrections", `{"what":"shout","args":[]}`, 400, "invalid"},
		{"POST", "/api/v1/corrections", `{"what":"note","args":[],"more":1}`, 400, "invalid"}, {"POST", "/api/v1/corrections/7/undo", "", 404, "not-found"},
	} {
		a := d.do(c.method, c.path, c.body, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
		var p struct {
			Type, Title, Detail string
			Status              int
		}
		if err := json.Unmarshal([]byte(a.body), &p); err != nil {
			t.Errorf("%s %s: %v: %s", c.method, c.path, err, a.body)
			continue
		}
		if a.StatusCode != c.status || p.Status != c.status || p.Type != "urn:readout:problem:"+c.kind || p.Title == "" || p.Detail == "" || a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: %s %+v, want %d %s", c.method, c.path, a.Status, p, c.status, c.kind)
		}
	}
}

func TestEntityTags(t *testing.T) {
	d := open(t, serve.Options{}, daily, courier)
	tag := func(path, match string) answer {
		return d.do(http.MethodGet, path, "", func(r *http.Request) {
			if match != "" {
				r.Header.Set("If-None-Match", match)
			}
		})
	}
	const path = "/api/v1/stories"
	d.get(path) // weighs
	first := tag(path, "")
	etag := first.Header.Get("ETag")
	if etag == "" {
		t.Fatal("no ETag")
	}
	for _, match := range []string{etag, "W/" + etag, `"x", ` + etag, "*"} {
		if a := tag(path, match); a.StatusCode != http.StatusNotModified || a.body != "" {
			t.Errorf("%s: %s %q", match, a.Status, a.body)
		}
	}
	if a := tag(path+"?limit=1", etag); a.StatusCode != 200 {
		t.Errorf("another list: %s", a.Status)
	}
	if a := d.post("/corrections", url.Values{"what": {"note"}, "arg": {d.ids[0].ID, "look"}}); a.StatusCode != 303 {
		t.Fatal(a.Status)
	}
	if a := tag(path, etag); a.StatusCode != 200 || a.Header.Get("ETag") == etag {
		t.Errorf("after a change: %s", a.Status)
	}
}

func TestPaging(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	var all []string
	next := "/api/v1/claims?limit=7"
	for n := 0; next != "" && n < 100; n++ {
		a := d.get(next)
		var got struct{ Claims []struct{ ID string } }
		if err := json.Unmarshal([]byte(a.body), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Claims) > 7 {
			t.Fatalf("%d claims", len(got.Claims))
		}
		for _, c := range got.Claims {
			all = append(all, c.ID)
		}
		next = ""
		for l := range strings.SplitSeq(a.Header.Get("Link"), ", ") {
			if to, ok := strings.CutSuffix(l, `>; rel="next"`); ok {
				next = strings.TrimPrefix(to, "<")
			}
		}
	}
	var whole struct{ Claims []struct{ ID string } }
	if err := json.Unmarshal([]byte(d.get("/api/v1/claims?limit=1000").body), &whole); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(whole.Claims) || len(all) < 14 {
		t.Fatalf("%d claims page by page, %d at once", len(all), len(whole.Claims))
	}
	for i, c := range whole.Claims {
		if all[i] != c.ID {
			t.Errorf("claim %d is %s, at once %s", i, all[i], c.ID)
		}
	}
}

// A correction by a form changes the page, stays through a rebuild, and ends with undo.
func TestCorrectionByAForm(t *testing.T) {
	d := open(t, serve.Options{}, daily, post)
	ctx := context.Background()
	role := func() string {
		doc, err := d.rec.Document(ctx, d.ids[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return string(doc.Report.Blocks[0].Role)
	}
	was := role()
	a := d.post("/corrections", url.Values{"what": {"block"}, "arg": {d.ids[0].ID + ":1", "caption"}, "reason": {"it is <one>"}, "back": {"/reports/" + d.ids[0].ID}})
	if a.StatusCode != 303 || a.Header.Get("Location") != "/reports/"+d.ids[0].ID {
		t.Fatalf("%s to %q: %s", a.Status, a.Header.Get("Location"), a.body)
	}
	caption := func() bool {
		for _, li := range find(d.page("/reports/"+d.ids[0].ID), func(e *html.Node) bool { return attr(e, "id") == "b1" }) {
			return strings.Contains(text(li), "1 caption") && strings.Contains(text(li), "it is <one>")
		}
		return false
	}
	if !caption() || was == "caption" {
		t.Errorf("the page does not show the correction of %s", was)
	}
	if _, err := d.rec.Rebuild(ctx, true, nil); err != nil {
		t.Fatal(err)
	}
	if !caption() {
		t.Error("the correction is gone after a rebuild")
	}
	js, err := d.rec.Corrections(ctx)
	if err != nil || len(js) != 1 || js[0].By != "A. Tester" {
		t.Fatalf("%+v, %v", js, err)
	}
	undo := fmt.Sprintf("/corrections/%d/undo", js[0].ID)
	if !strings.Contains(d.get("/corrections").body, undo) {
		t.Error("the list has no form to undo it")
	}
	if a := d.post(undo, url.Values{}); a.StatusCode != 303 || caption() || role() != was {
		t.Errorf("after undo: %s, role %s", a.Status, role())
	}
	if a := d.post(undo, url.Values{}); a.StatusCode != 409 {
		t.Errorf("undone twice: %s", a.Status)
	}
}

func TestMergeAndSplitNames(t *testing.T) {
	d := open(t, serve.Options{}, daily, post)
	story := d.ids[0].Story
	one := func() bool {
		for _, li := range find(d.page("/stories/"+story+"/people"), func(e *html.Node) bool { return e.Data == "li" && has(e, "data-item") }) {
			if s := text(li); strings.Contains(s, "Ketil Brenna") && strings.Contains(s, "Ketil Brena ") && !strings.Contains(s, "may be") {
				return true
			}
		}
		return false
	}
	keep := func(what string) {
		t.Helper()
		if a := d.post("/corrections", url.Values{"what": {what}, "arg": {"Ketil Brenna", "Ketil Brena"}, "story": {story}}); a.StatusCode != 303 {
			t.Fatalf("%s: %s %s", what, a.Status, a.body)
		}
	}
	keep("split-names")
	if one() {
		t.Error("the names are one after they were parted")
	}
	keep("merge-names")
	if !one() {
		t.Error("the names are not one after they were merged")
	}
}

func TestConfirmAndReject(t *testing.T) {
	d := open(t, serve.Options{}, daily, post)
	ctx := context.Background()
	reading, err := d.rec.Reading(ctx, d.ids[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(reading.Stories[0].Claims, func(c readout.Claim) bool { return c.Level == readout.Corroborated })
	if i < 0 {
		t.Fatal("nothing is corroborated")
	}
	id, story := reading.Stories[0].Claims[i].ID, d.ids[0].Story
	at := "/stories/" + story + "?claim=" + id
	buttons := find(d.page(at), func(e *html.Node) bool { return e.Data == "button" && attr(e, "value") == "reject" })
	if len(buttons) != 1 {
		t.Fatalf("%d buttons to reject", len(buttons))
	}
	if a := d.post("/corrections", url.Values{"what": {"reject"}, "arg": {id}, "story": {story}, "back": {"/stories/" + story}}); a.StatusCode != 303 {
		t.Fatalf("%s %s", a.Status, a.body)
	}
	reading, err = d.rec.Reading(ctx, story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range reading.Stories[0].Claims {
		if c.ID == id && c.Level == readout.Corroborated {
			t.Error("the claim is still corroborated")
		}
	}
	d.page("/stories/" + story)
}

func TestNewsAreMarkedAsLooked(t *testing.T) {
	d := open(t, serve.Options{}, daily, courier)
	if !strings.Contains(d.get("/").body, "You have not looked yet") {
		t.Error("the list of stories does not say that nobody has looked")
	}
	if a := d.post("/news/looked", url.Values{"back": {"/"}}); a.StatusCode != 303 {
		t.Fatal(a.Status)
	}
	if !strings.Contains(d.get("/").body, "Nothing has changed") {
		t.Error("something has changed since")
	}
	a := d.do(http.MethodPost, "/api/v1/reports?name=post.html", post, nil)
	var got struct{ Input, Outcome, Story string }
	if err := json.Unmarshal([]byte(a.body), &got); err != nil || got.Outcome != "added" || got.Input != "post.html" || got.Story != d.ids[0].Story {
		t.Fatalf("%s %s %v", a.Status, a.body, err)
	}
	if !strings.Contains(d.get("/").body, "one root became two") {
		t.Errorf("the news are not in the list of stories")
	}
	if !strings.Contains(d.get("/api/v1/news").body, `"kind":"corroborated"`) {
		t.Error("the news are not in the API")
	}
}
