package serve_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// A story that was opened before is shown as it is, not as it was, after a change by
// another program too.
func TestOpenStoriesFollowTheRecord(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	at := "/api/v1/stories/" + d.ids[0].Story
	for range 2 {
		if a := d.get(at); strings.Contains(a.body, "Orlava Post") || !strings.Contains(a.body, "Sundvik Daily") {
			t.Fatalf("%s %s", a.Status, a.body)
		}
	}
	other, err := record.Open(t.Context(), d.rec.Path(), record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	draft, err := record.Read(ingest.Input{Name: "later.html", Data: []byte(post), Received: d.rec.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := other.Add(t.Context(), draft); err != nil || got.Story != d.ids[0].Story {
		t.Fatalf("%+v %v", got, err)
	}
	if a := d.get(at); !strings.Contains(a.body, "Orlava Post") {
		t.Errorf("the story is the old one: %s", a.Status)
	}
	if a := d.get(at + "?as_of=2031-05-01T09:00"); strings.Contains(a.body, "Orlava Post") {
		t.Error("as of nine the later report was there")
	}
}

// Many may read one story at once, while it changes: run with -race.
func TestManyReadOneStory(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	story := d.ids[0].Story
	paths := []string{
		"/stories/" + story, "/stories/" + story + "/people", "/api/v1/stories/" + story, "/api/v1/stories/" + story + "/timeline", "/api/v1/stories/" + story + "/who?name=Brenna",
		"/api/v1/check?claim=The+container+terminal+was+closed.", "/api/v1/stories/" + story + "/why/C1", "/api/v1/stories/" + story + "/export/json-ld", "/api/v1/stories/" + story + "/origins",
	}
	var all sync.WaitGroup
	for i := range 3 {
		all.Go(func() {
			for _, p := range append(paths[3*i:], paths[:3*i]...) {
				if a := d.get(p); a.StatusCode != http.StatusOK {
					t.Errorf("%s: %s %s", p, a.Status, a.body)
				}
			}
		})
	}
	all.Go(func() {
		a := d.do(http.MethodPost, "/api/v1/corrections", `{"what":"note","args":["`+d.ids[0].ID+`","seen"]}`, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
		if a.StatusCode != http.StatusCreated {
			t.Errorf("%s %s", a.Status, a.body)
		}
	})
	all.Wait()
}
