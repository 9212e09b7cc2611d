package brief

import (
	"fmt"
	"slices"

	"github.com/readout-project/readout"
)

// mostNotIn is how many silent reports are named one by one.
const mostNotIn = 6

// notIn names the reports that are silent on what one says: "not in A, C".
func (v *view) notIn(silent []int) string {
	if len(silent) > mostNotIn && !v.whole {
		return fmt.Sprintf("not in %d of %d other reports", len(silent), len(v.st.Reports)-1)
	}
	return "not in " + labels(silent)
}

// differ splits the differences: those between values, and what one report alone
// says, as indexes.
func (v *view) differ() (between, only []int) {
	for i, d := range v.st.Differences {
		if d.Kind == readout.OnlyOneSays {
			only = append(only, i)
		} else {
			between = append(between, i)
		}
	}
	return between, only
}

// onlyOf is the difference that says that a claim stands in one report alone; -1.
func (v *view) onlyOf(claim int) int {
	return slices.IndexFunc(v.st.Differences, func(d readout.Difference) bool {
		return d.Kind == readout.OnlyOneSays && slices.ContainsFunc(d.Sides, func(s readout.Side) bool { return slices.Contains(s.Claims, claim) })
	})
}

// ahead reports a difference of which a claim stands under what comes next, where
// it is told that nobody else has it.
func (v *view) ahead(i int) bool {
	return slices.ContainsFunc(v.st.Next[:min(len(v.st.Next), mostOther)], func(claim int) bool { return v.onlyOf(claim) == i })
}

// onlyOne is ONLY ONE SAYS: the words, who says them and which reports have nothing
// like them.
func (t *teller) onlyOne() {
	const name = "ONLY ONE SAYS"
	_, all := t.differ()
	list := slices.DeleteFunc(slices.Clone(all), t.ahead)
	switch {
	case len(all) == 0:
		return
	case len(list) == 0:
		t.blank()
		t.item(bold, name, len(name)+2, "see NEXT")
		return
	}
	t.head(name, "the others have no words like it")
	shown := 0
	for _, i := range list {
		d := &t.st.Differences[i]
		if !contains(t.shown, number(differenceItem, i)) {
			continue
		}
		shown++
		for _, s := range d.Sides {
			for _, ref := range t.sideRefs(s) {
				by := t.saidBy(s, ref) + "; " + t.notIn(d.Silent)
				t.item(normal, "  "+t.place(ref), 8, tag(differenceItem, i)+quote(t.words(ref), t.fit(8, by))+" "+by)
			}
		}
	}
	t.more(2, len(list)-shown, "difference", "differences", "json")
}

// onlyAt says of words that stand in one report alone which others are silent on
// them; "" for other words.
func (v *view) onlyAt(ref readout.Ref) string {
	for i, d := range v.st.Differences {
		if d.Kind == readout.OnlyOneSays && slices.ContainsFunc(d.Sides, func(s readout.Side) bool { return slices.Contains(s.Evidence, ref) }) {
			return "; " + v.notIn(d.Silent) + ", see " + number(differenceItem, i)
		}
	}
	return ""
}

// beyondOnly are the claims of one report without those that ONLY ONE SAYS shows.
func (t *teller) beyondOnly(list []entry) []entry {
	return slices.DeleteFunc(slices.Clone(list), func(e entry) bool {
		for _, c := range []*readout.Claim{e.claim, e.twin} {
			if c == nil {
				continue
			}
			i := t.onlyOf(slices.IndexFunc(t.st.Claims, func(x readout.Claim) bool { return x.ID == c.ID && x.Ledger == c.Ledger }))
			if i >= 0 && contains(t.shown, number(differenceItem, i)) {
				return true
			}
		}
		return false
	})
}
