package corroborate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReuses(t *testing.T) {
	items := []Item{
		{ID: "wire", Date: "2026-03-01", Text: harbour + "\n\n" + council + "\n" + engine},
		{ID: "cut", Date: "2026-03-02", Text: harbour + "\n" + council},
		{ID: "mixed", Date: "2026-03-02", Text: other + "\n \n" + council + "\n" + other},
		{ID: "apart", Text: other},
	}
	got := map[string]string{}
	for _, r := range Reuses(items) {
		got[items[r.Report].ID+"<"+items[r.Of].ID] = fmt.Sprint(r.Partial, r.Blocks)
	}
	if got["cut<wire"] != "false [0 1]" || got["mixed<wire"] != "true [1]" {
		t.Errorf("got %v", got)
	}
}

// However many copies there are, and however long they are cut, they are one.
func TestManyCopies(t *testing.T) {
	var items []Item
	for i := range 3 * crowded {
		it := Item{ID: fmt.Sprint(i), Text: harbour + "\n" + council}
		if i%3 == 1 {
			it.Text = council + "\n" + engine + "\n" + harbour
		}
		items = append(items, it)
	}
	for i, g := range Group(items) {
		if g.Dup != "t1" || g.Story != "s1" {
			t.Fatalf("report %d: %+v", i, g)
		}
	}
}

// A text cut from an original is no bridge to one that lifts a passage of it.
func TestCutCopyOfWhatIsLifted(t *testing.T) {
	g := Group([]Item{
		{ID: "original", Text: harbour + "\n" + council + "\n" + engine},
		{ID: "cut", Text: harbour},
		{ID: "host", Text: other + " " + other[:90] + "\n" + harbour + "\nNothing else was known of the bus, its driver or the barn by the evening, when the road was opened again, and the school gave no lessons for a day. The farmer had been at the market."},
	})
	if g[0].Dup != g[1].Dup || g[2].Dup == g[0].Dup {
		t.Errorf("got %+v", g)
	}
}

// Stories and copies do not depend on the order of the reports, and one more
// copy of a report moves no other.
func TestGroupWithoutOrder(t *testing.T) {
	items := []Item{
		{ID: "1", Date: "2026-03-01", Title: "Ferry pier closes", Text: harbour + "\n" + council},
		{ID: "2", Date: "2026-03-03", Title: "School bus slides off road", Text: other},
		{ID: "3", Date: "2026-03-02", Title: "Rust shuts ferry pier", Text: engine + " The laboratory lies two hours inland by train and has done such work for bridges before, though never for a pier that stands in salt water all year.\n" + harbour},
		{ID: "4", Date: "2026-03-02", Title: "Ferry pier closes", Text: harbour},
		{ID: "5", Text: "Bus leaves mountain road near Vellin; driver and pupils unhurt after it hits a barn on Tuesday."},
		{ID: "6", Text: ""},
	}
	together := func(items []Item) (out []string) {
		g := Group(items)
		for i := range items {
			for j := range items {
				if items[i].ID < items[j].ID && g[i].Story == g[j].Story {
					out = append(out, fmt.Sprint(items[i].ID, items[j].ID, g[i].Dup == g[j].Dup))
				}
			}
		}
		slices.Sort(out)
		return out
	}
	want := together(items)
	rapid.Check(t, func(t *rapid.T) {
		if got := together(rapid.Permutation(items).Draw(t, "order")); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		more := append(slices.Clone(items), rapid.SampledFrom(items[:5]).Draw(t, "copied"))
		more[len(items)].ID = "copy"
		got := slices.DeleteFunc(together(more), func(s string) bool { return strings.Contains(s, "copy") })
		if !slices.Equal(got, want) {
			t.Fatalf("with a copy: %v, want %v", got, want)
		}
	})
}
