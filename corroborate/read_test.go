package corroborate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
)

// doc annotates a report of paragraphs.
func doc(outlet, origin, published string, paragraphs ...string) *readout.Document {
	found := func(v string) readout.Found {
		if v == "" {
			return readout.Found{}
		}
		return readout.Found{Value: v, Basis: "test"}
	}
	r := &readout.Report{Outlet: found(outlet), Origin: found(origin), Published: found(published), Source: strings.Join(paragraphs, "\n")}
	r.Capture.SHA256 = fmt.Sprintf("%-12x", outlet+published)
	at := 0
	for i, p := range paragraphs {
		role := readout.RoleBody
		if i == 0 {
			role = readout.RoleLead
		}
		r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: at, End: at + len(p)}, Role: role, Reason: "test", Repeats: -1})
		at += len(p) + 1
	}
	return annotate.Document(r)
}

// story reads documents and expects one story.
func story(t *testing.T, docs ...*readout.Document) readout.Story {
	t.Helper()
	for _, d := range docs {
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	}
	r := corroborate.Read(docs, nil)
	if len(r.Stories) != 1 {
		t.Fatalf("%d stories, expected one", len(r.Stories))
	}
	return r.Stories[0]
}

// claim is the one claim of the ledger with evidence that holds the words.
func claim(t *testing.T, s readout.Story, ledger readout.ClaimLedger, words string) readout.Claim {
	t.Helper()
	for _, c := range s.Claims {
		if c.Ledger == ledger && slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool { return strings.Contains(e.Exact, words) }) {
			return c
		}
	}
	t.Fatalf("no %s claim with %q", ledger, words)
	return readout.Claim{}
}

const (
	wireLead  = "The harbour council of Ostrava Bay voted on Monday to close the old ferry pier after engineers found rust in eleven steel legs."
	wireTalks = "Negotiators for the dockers and the port company met directly at the customs house on Monday, two people briefed on the meeting said."
)

func wire() *readout.Document {
	return doc("Coast Wire", "", "2026-03-02", wireLead, wireTalks,
		"Council leader Marit Solberg said a landing stage would open within two weeks.")
}

func TestRelayRestsOnOneRoot(t *testing.T) {
	relay := doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
		"Coast Wire reported that, according to two unnamed people, negotiators for the dockers and the port company met directly on Monday.")
	s := story(t, wire(), relay)
	c := claim(t, s, readout.IsSo, "met directly")
	if len(c.Evidence) != 2 || c.Level != readout.Relayed || c.Count != 1 {
		t.Errorf("the relayed claim is %s with %d of %d", c.Level, c.Count, len(c.Evidence))
	}
	if len(s.Relays) != 1 || s.Relays[0].Report != 1 || s.Relays[0].Match != 0 || !slices.Contains(s.Relays[0].Lost, "briefed on the meeting") {
		t.Errorf("relays: %+v", s.Relays)
	}
}

// A relay that drops the source of the report it relays rests on that source all the
// same: the newsroom's own voice is no second root beside whom it names.
func TestRelayWithoutItsSourceRestsOnOneRoot(t *testing.T) {
	relay := doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
		"Coast Wire reported that the port company met the negotiators of the dockers directly.")
	s := story(t, wire(), relay)
	c := claim(t, s, readout.IsSo, "met the negotiators of the dockers directly")
	if len(c.Evidence) != 2 || c.Level != readout.Relayed || c.Count != 1 {
		t.Errorf("the relayed claim is %s with %d of %d", c.Level, c.Count, len(c.Evidence))
	}
}

func TestCopyAddsNothing(t *testing.T) {
	copied := doc("Town Post", "Coast Wire", "2026-03-03", wireLead, wireTalks,
		"Council leader Marit Solberg said a landing stage would open within two weeks.")
	for _, c := range story(t, wire(), copied).Claims {
		if c.Count > 1 || c.Level == readout.Corroborated {
			t.Errorf("%s %s: %q", c.Level, c.Ledger, c.Text)
		}
	}
}

func TestTwoNewsroomsHearOneSpeaker(t *testing.T) {
	const other = "The pier of Ostrava Bay closes at once, the harbour council ruled on Monday, and a temporary stage follows. "
	a := doc("Coast Wire", "", "2026-03-02", wireLead, "“We will not put a single passenger on those legs again,” council leader Marit Solberg said.")
	b := doc("Bay Radio", "", "2026-03-02", other, "Marit Solberg, the council leader, said: “We will not put a single passenger on those legs again, whatever the engineers promise.”")
	c := claim(t, story(t, a, b), readout.WasSaid, "single passenger")
	if c.Count != 2 || c.Level != readout.Corroborated || c.Independence == readout.Established {
		t.Errorf("%s, %d, %s", c.Level, c.Count, c.Independence)
	}
	for _, so := range story(t, a, b).Claims {
		if so.Ledger == readout.IsSo && strings.Contains(so.Text, "single passenger") {
			t.Errorf("words of one speaker are counted as what is so: %+v", so)
		}
	}
}

func TestNearTwinsStayApart(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-02", wireLead, "It was the first formal meeting between the dockers and the port company since the strike.")
	b := doc("Bay Radio", "", "2026-03-02", "The harbour council voted on Monday to close the ferry pier of Ostrava Bay because of rust in the legs.",
		"It was the first face-to-face meeting between the dockers and the port company since the strike.")
	c := claim(t, story(t, a, b), readout.IsSo, "first formal meeting")
	if len(c.Evidence) != 1 {
		t.Errorf("near-twins are one claim: %+v", c.Evidence)
	}
}

func TestNumbersThatCannotBothHold(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-02", wireLead, "Engineers found rust in eleven steel legs of the ferry pier, the harbour council said.")
	b := doc("Bay Radio", "", "2026-03-02", "The harbour council voted on Monday to close the ferry pier of Ostrava Bay.", "Engineers found rust in fourteen steel legs of the ferry pier, the port company said.")
	s := story(t, a, b)
	if !slices.ContainsFunc(s.Differences, func(d readout.Difference) bool { return d.Kind == readout.Contradiction && len(d.Sides) == 2 }) {
		t.Errorf("no contradiction among %+v", s.Differences)
	}
	if c := claim(t, s, readout.IsSo, "fourteen"); len(c.Evidence) != 1 {
		t.Errorf("eleven and fourteen are one claim: %+v", c.Evidence)
	}
}

func TestDirectAndIndirectAreAScopeDifference(t *testing.T) {
	a := doc("Coast Wire", "", "2026-03-02", "Peru and Chile held indirect talks in Lima on Monday about the closed ferry line, officials of the harbour council said.", wireLead)
	b := doc("Bay Radio", "", "2026-03-02", "Envoys of Peru and Chile met directly in Lima on Monday over the closed ferry line.", "The harbour council voted to close the ferry pier of Ostrava Bay after rust was found.")
	s := story(t, a, b)
	i := slices.IndexFunc(s.Differences, func(d readout.Difference) bool { return d.Kind == readout.Scope })
	if i < 0 || len(s.Differences[i].Sides) != 2 {
		t.Fatalf("differences: %+v", s.Differences)
	}
}

// Levels, counts and differences do not depend on the order of the reports.
func TestOrderOfReportsChangesNothing(t *testing.T) {
	docs := []*readout.Document{
		wire(),
		doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
			"Coast Wire reported that, according to two unnamed people, negotiators for the dockers and the port company met directly on Monday."),
		doc("Bay Radio", "", "2026-03-02", "The harbour council voted on Monday to close the ferry pier of Ostrava Bay.", "Engineers found rust in fourteen steel legs of the ferry pier, the port company said."),
		doc("Lookout", "Coast Wire", "2026-03-04", wireLead, wireTalks),
	}
	summary := func(docs []*readout.Document) string {
		var out []string
		for _, s := range corroborate.Read(docs, nil).Stories {
			for _, c := range s.Claims {
				out = append(out, fmt.Sprintf("%s %s %d %d %s", c.Ledger, c.Level, c.Count, len(c.Evidence), c.ID))
			}
			for _, d := range s.Differences {
				out = append(out, fmt.Sprintf("%s %s %d", d.Kind, d.About, len(d.Sides)))
			}
		}
		slices.Sort(out)
		return strings.Join(out, "\n")
	}
	want := summary(docs)
	rapid.Check(t, func(t *rapid.T) {
		if got := summary(rapid.Permutation(docs).Draw(t, "order")); got != want {
			t.Fatalf("in another order:\n%s\nwant:\n%s", got, want)
		}
	})
}

// A copy of any report raises no count anywhere.
func TestAddingACopyRaisesNoCount(t *testing.T) {
	docs := []*readout.Document{
		wire(),
		doc("Bay Radio", "", "2026-03-02", "The harbour council voted on Monday to close the ferry pier of Ostrava Bay.", "Engineers found rust in eleven steel legs of the ferry pier, the port company said."),
	}
	counts := func(docs []*readout.Document) map[string]int {
		m := map[string]int{}
		for _, s := range corroborate.Read(docs, nil).Stories {
			for _, c := range s.Claims {
				for _, e := range c.Evidence {
					m[string(c.Ledger)+e.Exact] = max(m[string(c.Ledger)+e.Exact], c.Count)
				}
			}
		}
		return m
	}
	before := counts(docs)
	for i, d := range docs {
		paragraphs := strings.Split(d.Report.Source, "\n")
		for k, n := range counts(append(slices.Clone(docs), doc("Mirror", "", "2026-03-09", paragraphs...))) {
			if n > before[k] {
				t.Errorf("a copy of report %d raised %q from %d to %d", i, k, before[k], n)
			}
		}
	}
}
