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

// whose names, for each place that is evidence, the newsroom it rests on, and
// for each report its copies and the reports it shares a story with.
func whose(docs []*readout.Document) map[string]string {
	r := corroborate.Read(docs, nil)
	name := func(i int) string { return docs[i].Report.Outlet.Value }
	out := map[string]string{}
	for _, st := range r.Stories {
		for _, c := range st.Claims {
			for _, e := range c.Evidence {
				out[name(e.Report)+": "+e.Exact] = st.Origins[e.Origin].Name
			}
		}
		var in []string
		for _, i := range st.Reports {
			in = append(in, name(i))
		}
		slices.Sort(in)
		for _, n := range in {
			out["story of "+n] = strings.Join(slices.DeleteFunc(slices.Clone(in), func(s string) bool { return s == "Mirror" }), ", ")
		}
	}
	for _, c := range r.Copies {
		out[fmt.Sprint("copy ", name(c.Report), " of ", name(c.Of))] = fmt.Sprint(c.Partial, c.Blocks, c.Basis)
	}
	return out
}

func pile() []*readout.Document {
	return []*readout.Document{
		wire(),
		doc("Town Post", "", "2026-03-03", "The old ferry pier of Ostrava Bay stays shut, the harbour council decided on Monday after rust was found in its steel legs.",
			"Coast Wire reported that, according to two unnamed people, negotiators for the dockers and the port company met directly on Monday."),
		doc("Lookout", "Coast Wire", "2026-03-04", wireLead, wireTalks),
		doc("Hill Gazette", "", "2026-03-04", "A school bus slid off the mountain road near Vellin on Tuesday and came to rest against a barn, the police said.",
			"Nobody was hurt, the driver told the Hill Gazette."),
	}
}

// Copies, stories and origins do not depend on the order of the reports.
func TestOrderChangesNoOrigin(t *testing.T) {
	docs := pile()
	want := whose(docs)
	rapid.Check(t, func(t *rapid.T) {
		if got := whose(rapid.Permutation(docs).Draw(t, "order")); !maps.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// Adding a copy changes no other report's origin, copies or story.
func TestAddingACopyChangesNoOrigin(t *testing.T) {
	docs := pile()
	want := whose(docs)
	for i, d := range docs {
		got := whose(append(slices.Clone(docs), doc("Mirror", "", "2026-03-09", strings.Split(d.Report.Source, "\n")...)))
		maps.DeleteFunc(got, func(k, _ string) bool { return strings.Contains(k, "Mirror") })
		if !maps.Equal(got, want) {
			t.Errorf("a copy of report %d changed\n%v\nto\n%v", i, want, got)
		}
	}
}
