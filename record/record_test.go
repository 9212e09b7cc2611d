package record_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
)

// start is when the clock of the tests begins; each look at it is a second on.
var start = time.Date(2031, 5, 2, 8, 0, 0, 0, time.UTC)

type clock struct{ at time.Time }

func (c *clock) now() time.Time {
	c.at = c.at.Add(time.Second)
	return c.at
}

// open opens a new record in a folder of the test.
func open(t testing.TB) (*record.Record, *clock) {
	t.Helper()
	c := &clock{start}
	return openAt(t, filepath.Join(t.TempDir(), "record.db"), c), c
}

func openAt(t testing.TB, path string, c *clock) *record.Record {
	t.Helper()
	r, err := record.Open(context.Background(), path, record.Options{Create: true, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// page is a report as a web page; the address may be "".
func page(outlet, address, published, title string, paragraphs ...string) string {
	link := ""
	if address != "" {
		link = `<link rel="canonical" href="` + address + `">`
	}
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s</title>%s<meta property="og:site_name" content="%s">
<meta property="article:published_time" content="%s"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
		title, link, outlet, published, title, strings.Join(paragraphs, "</p><p>"))
}

// The reports of a strike at an invented port.
var (
	strikeDaily = page("Sundvik Daily", "https://daily.example/strike", "2031-05-01T08:00:00Z", "Dock workers in Sundvik walk out over pay",
		"About 400 dock workers in Sundvik walked out on Thursday morning over pay, the harbour company Orlava Port said.",
		"Orlava Port closed the container terminal at noon.", "Union leader Ketil Brenna said the strike would last until Monday.",
		"The company said it had offered the union a raise of three percent in April.")
	strikePost = page("Orlava Post", "https://post.example/port-strike", "2031-05-01T12:00:00Z", "Strike shuts container terminal in Sundvik",
		"The container terminal in Sundvik was closed at noon on Thursday after some 400 dock workers walked out over pay.",
		"Two port officials, who asked not to be named, said talks with the union would resume on Friday.",
		"The union leader, Ketil Brenna, said the strike would last until Monday.")
	quake = page("Hill Courier", "https://courier.example/quake", "2031-05-01T10:00:00Z", "Earthquake damages homes near Tamsk",
		"An earthquake damaged 30 homes in villages near Tamsk on Wednesday night, the civil protection office said.",
		"Nobody was killed, the office said. The quake had a magnitude of 5.1.", "Schools in the valley stayed closed on Thursday.")
)

// add puts pages into the record, one after the other, and weighs.
func add(t testing.TB, r *record.Record, c *clock, pages ...string) []record.Result {
	t.Helper()
	var out []record.Result
	for i, p := range pages {
		d, err := record.Read(ingest.Input{Name: fmt.Sprintf("page-%d.html", i), Data: []byte(p), Received: c.now()})
		if err != nil {
			t.Fatal(err)
		}
		res, err := r.Add(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, res)
	}
	if err := r.Weigh(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return out
}

func clean(t testing.TB, r *record.Record) {
	t.Helper()
	v, err := r.Verify(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Faults {
		t.Error(f)
	}
}

func TestReportsOfOneMatterMakeOneStory(t *testing.T) {
	r, c := open(t)
	got := add(t, r, c, strikeDaily, quake, strikePost, strikeDaily)
	if got[0].Story != got[2].Story || got[0].Story == got[1].Story {
		t.Errorf("stories %s, %s, %s", got[0].Story, got[1].Story, got[2].Story)
	}
	if got[3].Outcome != record.Known || got[3].Story != got[0].Story {
		t.Errorf("the same bytes again: %+v", got[3])
	}
	stories, err := r.Stories(context.Background(), 0)
	if err != nil || len(stories) != 2 {
		t.Fatalf("%d stories, %v", len(stories), err)
	}
	reading, err := r.Reading(context.Background(), got[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(reading.Docs); n != 2 {
		t.Errorf("the story has %d reports", n)
	}
	corroborated := 0
	for _, k := range reading.Stories[0].Claims {
		if k.Level == readout.Corroborated {
			corroborated++
		}
	}
	if corroborated == 0 {
		t.Error("nothing is corroborated by two reports of one strike")
	}
	clean(t, r)
}

func TestAsOf(t *testing.T) {
	r, c := open(t)
	got := add(t, r, c, strikeDaily, strikePost)
	at := func(s string) record.Moment {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return record.Moment{AsOf: v}
	}
	for when, want := range map[string]int{"2031-05-01T07:59:59Z": 0, "2031-05-01T08:00:00Z": 1, "2031-05-01T11:59:59Z": 1, "2031-05-01T12:00:00Z": 2} {
		reading, err := r.Reading(context.Background(), got[0].Story, at(when))
		n := 0
		if err == nil {
			n = len(reading.Docs)
		}
		if n != want {
			t.Errorf("%s: %d reports, want %d (%v)", when, n, want, err)
		}
	}
	if _, err := r.Reading(context.Background(), got[0].Story, record.Moment{Held: start}); err == nil {
		t.Error("the record had reports before any was added")
	}
}

func TestALaterVersionReplacesTheEarlier(t *testing.T) {
	r, c := open(t)
	later := strings.Replace(strikeDaily, "About 400", "About 450", 1)
	later = strings.Replace(later, "2031-05-01T08:00:00Z", "2031-05-01T18:00:00Z", 1)
	got := add(t, r, c, strikeDaily, later)
	if got[1].Version != got[0].ID {
		t.Fatalf("the second report revises %q, want %q", got[1].Version, got[0].ID)
	}
	reading, err := r.Reading(context.Background(), got[0].Story, record.Moment{})
	if err != nil || len(reading.Docs) != 1 || reading.Docs[0].Report.ID() != got[1].ID {
		t.Fatalf("the story does not rest on the later version alone: %v", err)
	}
	clean(t, r)
}

// What somebody had forgotten must not be found in the file any more.
func TestForgetLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.db")
	c := &clock{start}
	r := openAt(t, path, c)
	got := add(t, r, c, strikeDaily, strikePost, quake)
	if _, err := r.Forget(context.Background(), got[0].ID, "A. Tester", "a source is in danger"); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil && suffix == "" {
			t.Fatal(err)
		}
		for _, words := range []string{"three percent in April", "raise of three", "Sundvik Daily", "daily.example"} {
			if strings.Contains(string(data), words) {
				t.Errorf("record.db%s still has %q", suffix, words)
			}
		}
	}
	again := add(t, r, c, strikeDaily)
	if again[0].Outcome != record.Forgotten || !strings.Contains(again[0].Reason, "a source is in danger") {
		t.Errorf("added again: %+v", again[0])
	}
	reading, err := r.Reading(context.Background(), got[1].Story, record.Moment{})
	if err != nil || len(reading.Docs) != 1 {
		t.Errorf("the other report's story: %v", err)
	}
	clean(t, r)
}

// dump is what a record says, but for when it was added.
func dump(t testing.TB, r *record.Record) string {
	t.Helper()
	ctx := context.Background()
	stories, err := r.Stories(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range stories {
		fmt.Fprintf(&b, "%+v\n", s)
		reading, err := r.Reading(ctx, s.ID, record.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range reading.Docs {
			fmt.Fprintln(&b, " ", d.Report.ID())
		}
		for _, c := range reading.Stories[0].Claims {
			fmt.Fprintf(&b, "  %s %s %d %s %q\n", c.ID, c.Level, c.Count, c.Independence, c.Text)
		}
	}
	return b.String()
}

// Reports added in any order, or twice, give the same record once it is rebuilt.
func TestOrderDoesNotMatter(t *testing.T) {
	pages := []string{strikeDaily, strikePost, quake}
	for i := range 6 {
		pages = append(pages, page(fmt.Sprintf("Outlet %d", i), fmt.Sprintf("https://o%d.example/a", i), fmt.Sprintf("2031-05-0%dT09:00:00Z", 1+i%3),
			[]string{"Dock strike in Sundvik goes into second day", "Homes near Tamsk damaged by earthquake"}[i%2],
			[]string{"Some 400 dock workers in Sundvik stayed on strike over pay on Friday.", "An earthquake damaged 30 homes in villages near Tamsk."}[i%2],
			[]string{"Orlava Port said the container terminal was closed.", "The civil protection office said nobody was killed near Tamsk."}[i%2],
			[]string{"Union leader Ketil Brenna said the strike would last until Monday.", "Schools in the valley stayed closed on Thursday, the office said."}[i%2]))
	}
	rng := rand.New(rand.NewPCG(7, 8))
	want := ""
	for range 12 {
		order := slices.Clone(pages)
		for range rng.IntN(4) {
			order = append(order, pages[rng.IntN(len(pages))])
		}
		rng.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		r, _ := open(t)
		for _, p := range order {
			d, err := record.Read(ingest.Input{Name: "page.html", Data: []byte(p), Received: start})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := r.Add(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := r.Rebuild(context.Background(), false, nil); err != nil {
			t.Fatal(err)
		}
		got := dump(t, r)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

// A story is named by a report that the program reads, though one in another language
// came first; by that one where it is alone.
func TestAStoryIsNamedByAReportThatIsRead(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	foreign := strings.NewReplacer(`lang="en"`, `lang="es"`, "2031-05-01T08", "2031-05-01T06").Replace(page("El Faro", "https://faro.example/huelga", "2031-05-01T08:00:00Z", "Los estibadores de Sundvik paran por el salario",
		"Unos 400 estibadores de Sundvik abandonaron el trabajo el jueves por la mañana por el salario, dijo la empresa Orlava Port.",
		"El dirigente sindical Ketil Brenna dijo que la huelga duraría hasta el lunes en la terminal de contenedores de Orlava Port en Sundvik."))
	got := add(t, r, c, foreign)
	if line, err := r.Story(ctx, got[0].Story); err != nil || !strings.HasPrefix(line.Title, "Los estibadores") {
		t.Errorf("alone: %q, %v", line.Title, err)
	}
	more := add(t, r, c, strikeDaily)
	if more[0].Story != got[0].Story {
		state(t, r, record.Correction{What: "merge-stories", Args: []string{got[0].ID, more[0].ID}})
	}
	line, err := r.Story(ctx, got[0].ID)
	if err != nil || line.Reports != 2 || line.Title != "Dock workers in Sundvik walk out over pay" {
		t.Errorf("%d reports, %q, %v", line.Reports, line.Title, err)
	}
}
