package corroborate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

var needs = []readout.Need{{Roots: 1}, {Roots: 1, Named: true}, {Roots: 2}, {Roots: 2, Named: true}, {Roots: 3}, {Roots: 3, Named: true}}

// closing are reports with named, unnamed and no sources, a denial, and a claim in
// a headline alone.
func closing() []*readout.Document {
	headline := doc("Day Sheet", "", "2026-03-04", "Ferry pier of Ostrava Bay closed", "The harbour council of Ostrava Bay did not explain why it closed the old ferry pier on Monday.")
	headline.Report.Blocks[0].Role = readout.RoleHeadline
	return append(seizure(),
		wire(),
		doc("Bay Radio", "", "2026-03-02", "The harbour council of Ostrava Bay voted on Monday to close the old ferry pier, the port company said.", "Engineers found rust in eleven steel legs of the ferry pier, the port company said."),
		doc("Town Crier", "", "2026-03-03", "The harbour council of Ostrava Bay voted on Monday to close the old ferry pier, two people briefed on the vote said.", "Rust was found by engineers in eleven of the steel legs that carry the ferry pier, the engineers' union said."),
		headline,
	)
}

// passing are the words of the claims that pass a rule, by rule.
func passing(docs []*readout.Document) map[string]bool {
	out := map[string]bool{}
	for _, s := range corroborate.Read(docs, nil).Stories {
		for i := range s.Claims {
			for _, n := range needs {
				if c := &s.Claims[i]; n.Applies(c) && n.Of(c).Pass {
					for _, e := range c.Evidence {
						out[n.String()+" "+e.Exact] = true
					}
				}
			}
		}
	}
	return out
}

func TestNeedNeverCountsMore(t *testing.T) {
	passed := 0
	for _, s := range corroborate.Read(closing(), nil).Stories {
		for i := range s.Claims {
			c := &s.Claims[i]
			for _, n := range needs {
				if n.Applies(c) != (c.Ledger == readout.IsSo) {
					t.Errorf("%s is applied to %s", n, c.Ledger)
				}
				d, plain := n.Of(c), readout.Need{Roots: n.Roots}.Of(c)
				if d.Counts > c.Count || d.Counts > plain.Counts || d.Pass && !plain.Pass {
					t.Errorf("%s: %d of %d, without named %d: %q", n, d.Counts, c.Count, plain.Counts, c.Text)
				}
				if d.Pass && (c.Level == readout.Disputed || c.Level == readout.Withdrawn) || d.Pass != (d.Why == "") {
					t.Errorf("%s: pass %v, %s, %q: %q", n, d.Pass, c.Level, d.Why, c.Text)
				}
				if d.Pass && n.Roots > 1 {
					passed++
				}
			}
		}
	}
	if passed == 0 {
		t.Error("nothing passes a rule of two roots")
	}
}

// No copy and no relay makes a claim pass.
func TestNeedIsNotMetByCopiesAndRelays(t *testing.T) {
	docs := closing()
	before := passing(docs)
	look := func(name string, with *readout.Document) {
		for k := range passing(append(slices.Clone(docs), with)) {
			rule, words, _ := strings.Cut(k, " ")
			anew := !slices.ContainsFunc(docs, func(d *readout.Document) bool { return strings.Contains(d.Report.Source, words) })
			if one := strings.HasPrefix(rule, "1"); !before[k] && !(anew && one) { // a relay's own cut of words rests on one root
				t.Errorf("%s passes %s because of %s", words, rule, name)
			}
		}
	}
	for i, d := range docs {
		list := strings.Split(d.Report.Source, "\n")
		look(fmt.Sprint("a copy of ", i), doc("Mirror", "", "2026-03-09", list...))
		outlet := d.Report.Outlet.Value
		look(fmt.Sprint("a credited copy of ", i), doc("Reprint", outlet, "2026-03-09", list...))
		look(fmt.Sprint("a relay of ", i), doc("Echo", "", "2031-04-01", outlet+" reported that "+strings.ToLower(list[0][:1])+list[0][1:]))
	}
}

func TestNeedInAnyOrder(t *testing.T) {
	docs := closing()
	want := passing(docs)
	rapid.Check(t, func(t *rapid.T) {
		if got := passing(rapid.Permutation(docs).Draw(t, "order")); !maps.Equal(got, want) {
			t.Fatalf("in another order %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	})
}
