package mcp

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/record"
)

// Whatever number the brief of the example stories has, why and claim open it, and
// every list can be asked for.
func TestEverythingOfTheExamplesOpens(t *testing.T) {
	r, _ := filled(t)
	paths, err := filepath.Glob("../examples/*/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := record.Read(ingest.Input{Name: filepath.ToSlash(path), Data: data, Received: time.Date(2031, 5, 2, 8, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Add(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	c := dial(t, r, Options{})
	list, err := c.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Resolved{}
	for _, tool := range list.Tools {
		schemas[tool.Name] = resolved(t, tool.OutputSchema)
	}
	opens := func(tool string, a args) args {
		t.Helper()
		got, words := answered(t, c, tool, a)
		if verbatim(t, r, got, words) == 0 {
			t.Errorf("%s %v gives no span", tool, a)
		}
		if err := schemas[tool].Validate(got); err != nil {
			t.Errorf("%s %v is not of its schema: %v", tool, a, err)
		}
		return got
	}
	found := map[string]int{}
	for _, st := range mustStories(t, c) {
		story := at(t, st, "id")
		for _, section := range []string{"claims", "differences", "relays", "silence", "next", "headlines"} {
			got, words := answered(t, c, "brief", args{"story": story, "section": section, "limit": 50})
			verbatim(t, r, got, words)
			items := at(t, got, section+".items").([]any)
			found[section] += len(items)
			for i, x := range items {
				if number, ok := x.(args)["number"]; ok && (section != "claims" || i%5 == 0) {
					opens("why", args{"id": number, "story": story})
				}
				if section == "claims" && i%5 == 0 {
					opens("claim", args{"id": at(t, x, "id")})
					opens("history", args{"id": at(t, x, "id")})
				}
			}
		}
		opens("timeline", args{"story": story, "limit": 50})
	}
	for section, n := range found {
		if n == 0 {
			t.Errorf("the examples have no %s", section)
		}
	}
	for _, name := range []string{"Sorescu", "Meridian", "Malta", "minister"} {
		opens("who", args{"name": name})
	}
}

func TestLongPassagesAreCutAtTheirWords(t *testing.T) {
	filler := strings.Repeat("The naïve clerk of the harbour wrote “nothing” in the book. ", 60)
	source := "A title\n" + filler + "Then Ketil Brenna closed the gate. " + filler
	block := readout.Span{Start: len("A title\n"), End: len(source)}
	got := window(source, block, fold.Words("brenna gate"))
	if s := got.Of(source); !strings.Contains(s[:300], "Ketil Brenna") || !utf8.ValidString(s) || got.End != block.End {
		t.Errorf("got %.300q", s)
	}
	for _, words := range []string{"", "nowhere"} {
		if got := window(source, block, fold.Words(words)); got != block {
			t.Errorf("%q: %v", words, got)
		}
	}
	x := Span{Start: 8, Exact: source[block.Start:]}
	all := utf8.RuneCountInString(x.Exact)
	x.End = 8 + all
	x.shorten()
	if n := utf8.RuneCountInString(x.Exact); n != longestSpan || x.End-x.Start != n || x.LeftOut != all-n || !strings.HasPrefix(source[block.Start:], x.Exact) {
		t.Errorf("%d code points, %d-%d, %d left out", n, x.Start, x.End, x.LeftOut)
	}

	page := article("Sundvik Daily", "https://daily.example/long", "2031-05-01T08:00:00Z", "The gate of Sundvik harbour", filler+"Then Ketil Brenna closed the gate. "+filler)
	r, _ := filled(t, page)
	c := dial(t, r, Options{})
	found, words := answered(t, c, "search", args{"words": "Brenna gate"})
	verbatim(t, r, found, words)
	if exact := at(t, found, "hits.items.0.exact").(string); !strings.Contains(exact, "Ketil Brenna closed") || at(t, found, "hits.items.0.left_out").(float64) < 1000 {
		t.Errorf("got %q, %v left out", exact, at(t, found, "hits.items.0.left_out"))
	}
}

func TestAnswersInWordsEnd(t *testing.T) {
	var p page
	for range 2000 {
		p.line("%s", strings.Repeat("word ", 10))
	}
	if s := p.String(); len(s) > longestText+200 || !strings.HasSuffix(s, "more lines are in the structured content; ask with a smaller limit\n") {
		t.Errorf("%d bytes: ...%s", len(s), s[len(s)-200:])
	}
}
