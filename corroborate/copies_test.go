package corroborate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/storypair"
)

// report makes a document of paragraphs in own words.
func report(outlet, origin, published string, paragraphs ...string) *readout.Document {
	r := &readout.Report{Outlet: found(outlet), Origin: found(origin), Published: found(published)}
	r.Source = strings.Join(paragraphs, "\n")
	at := 0
	for _, p := range paragraphs {
		r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: at, End: at + len(p)}, Role: readout.RoleBody, Reason: "test", Repeats: -1})
		at += len(p) + 1
	}
	r.Capture.SHA256 = fmt.Sprintf("%012x", shingles(append([]string{outlet}, paragraphs...))[0])
	return &readout.Document{Report: r}
}

func found(v string) readout.Found {
	if v == "" {
		return readout.Found{}
	}
	return readout.Found{Value: v, Basis: "test"}
}

func texts(docs []*readout.Document) []text {
	var out []text
	for _, d := range docs {
		out = append(out, newText(storypair.NewLexicon(), d.Report.Text()))
	}
	return out
}

const (
	harbour = "The harbour board of Ostrava Bay voted on Monday night to close the old ferry pier after engineers found rust in eleven of its steel legs, the third such finding since the winter storms."
	council = "Council leader Marit Solberg told residents that a temporary landing stage would open within two weeks and that fares would not rise before the summer timetable begins."
	engine  = "Engineers will cut samples from the legs on Thursday and send them to a laboratory in the capital, which has promised its first figures within ten days of their arrival."
	other   = "A school bus slid off the mountain road near Vellin on Tuesday and came to rest against a barn; nobody was hurt, the driver said, and lessons began an hour late."
)

func TestCopies(t *testing.T) {
	for _, c := range []struct {
		name   string
		a, b   *readout.Document
		report int // which is the copy; -1 for none, 2 for either
		part   bool
		basis  string
	}{
		{"by credit", report("Coast Wire", "", "", harbour, council, engine), report("Town Post", "Coast Wire", "", harbour, council, engine), 1, false, "credit"},
		{"by credit, the other way round", report("Town Post", "Coast Wire", "", harbour, council, engine), report("Coast Wire", "", "", harbour, council, engine), 0, false, "credit"},
		{"by time", report("A", "", "2026-03-02", harbour, council), report("B", "", "2026-03-01", harbour, council), 0, false, "earlier"},
		{"cut", report("A", "", "", harbour, council, engine), report("B", "", "", harbour), 1, false, "shorter"},
		{"same text", report("A", "", "", harbour), report("B", "", "", harbour), 2, false, "not established"},
		{"lifted block", report("A", "", "2026-03-01", harbour, council, engine), report("B", "", "2026-03-02", other, harbour, strings.ReplaceAll(other, "bus", "van")), 1, true, "earlier"},
		{"nothing in common", report("A", "", "", harbour), report("B", "", "", other), -1, false, ""},
	} {
		docs := []*readout.Document{c.a, c.b}
		got := findCopies(docs, texts(docs))
		if c.report < 0 {
			if len(got) > 0 {
				t.Errorf("%s: found %+v", c.name, got)
			}
			continue
		}
		if len(got) != 1 || c.report != 2 && got[0].Report != c.report || got[0].Partial != c.part || !strings.Contains(got[0].Basis, c.basis) {
			t.Errorf("%s: got %+v", c.name, got)
		}
	}
}

func TestLiftedBlockNamesItsBlock(t *testing.T) {
	docs := []*readout.Document{report("A", "", "2026-03-01", harbour, council, engine), report("B", "", "2026-03-02", other, harbour, other)}
	got := findCopies(docs, texts(docs))
	if len(got) != 1 || !slices.Equal(got[0].Blocks, []int{1}) {
		t.Errorf("got %+v, want block 1", got)
	}
}

// The pairs that are copies do not depend on the order of the reports.
func TestCopiesWithoutOrder(t *testing.T) {
	all := []*readout.Document{
		report("A", "", "2026-03-01", harbour, council, engine), report("B", "", "2026-03-02", harbour, council),
		report("C", "A", "", harbour, council, engine), report("D", "", "", other), report("E", "", "2026-03-03", other, harbour),
	}
	pairsOf := func(docs []*readout.Document) []string {
		var out []string
		for _, c := range findCopies(docs, texts(docs)) {
			out = append(out, docs[c.Report].Report.Outlet.Value+"<"+docs[c.Of].Report.Outlet.Value)
		}
		slices.Sort(out)
		return out
	}
	want := pairsOf(all)
	rapid.Check(t, func(t *rapid.T) {
		if got := pairsOf(rapid.Permutation(all).Draw(t, "order")); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestGroup(t *testing.T) {
	items := []Item{
		{ID: "1", Date: "2026-03-01", Title: "Ferry pier closes", Text: harbour + "\n" + council},
		{ID: "2", Date: "2026-03-03", Title: "School bus slides off road", Text: other},
		{ID: "3", Date: "2026-03-02", Title: "Rust shuts ferry pier", Text: engine + "\n" + harbour},
		{ID: "4", Date: "2026-03-02", Title: "Ferry pier closes", Text: harbour + "\n" + council},
	}
	g := Group(items)
	if g[0].Story != g[2].Story || g[0].Story == g[1].Story || g[0].Dup != g[3].Dup || g[0].Dup == g[1].Dup {
		t.Errorf("got %+v", g)
	}
}

func TestGroupOfNothing(t *testing.T) {
	if g := Group(nil); len(g) != 0 {
		t.Errorf("got %v", g)
	}
	if g := Group([]Item{{}, {}}); len(g) != 2 {
		t.Errorf("got %v", g)
	}
}

// Two reports of one speech share its words, and have not therefore copied each
// other.
func TestQuotedWordsAreNotLifted(t *testing.T) {
	const speech = "“We have walked these hills for forty years and never once met a wolf that wanted anything from us but distance, and I will not be told by an office in the capital that we must now be afraid of our own shadows,”"
	docs := []*readout.Document{
		report("A", "", "2026-03-01", harbour, speech+" the shepherd Ilka Brenn told the council on Monday."),
		report("B", "", "2026-03-02", other, speech+" Brenn said at the meeting."),
	}
	if got := findCopies(docs, texts(docs)); len(got) > 0 {
		t.Errorf("found %+v", got)
	}
}
