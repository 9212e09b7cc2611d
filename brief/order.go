package brief

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/readout-project/readout"
)

// entry is a claim as the brief lists it. Where a proposition stands in both
// ledgers on the same words, one entry carries both.
type entry struct {
	claim *readout.Claim
	twin  *readout.Claim // the same words in the other ledger; may be nil
	seen  []string       // numbers of the differences it stands in: D1
}

// listing is the order in which a story's claims are shown.
type listing struct {
	weighed []entry // more than one origin or report, or disputed
	said    []entry // utterances heard in several reports
	single  []entry
}

// list sorts the claims: those of the next steps and assessments have sections
// of their own and are left out where they rest on one report.
func (v *view) list() listing {
	twins, folded := v.twins()
	diffs := v.diffs()
	elsewhere := map[int]bool{}
	for _, k := range append(append([]int{}, v.st.Next...), v.st.Assessments...) {
		elsewhere[k] = true
	}
	var l listing
	for i := range v.st.Claims {
		c := &v.st.Claims[i]
		if folded[i] {
			continue
		}
		e := entry{claim: c, seen: diffs[i]}
		if t, ok := twins[i]; ok {
			e.twin = &v.st.Claims[t]
			e.seen = merge(e.seen, diffs[t])
			elsewhere[i] = elsewhere[i] || elsewhere[t]
		}
		one := c.Level == readout.Single || c.Level == readout.Relayed && v.copied(c) || c.Count == 0 && v.copied(c)
		switch {
		case one && !elsewhere[i]:
			l.single = append(l.single, e)
		case one:
		case c.Ledger == readout.WasSaid && c.Level != readout.Disputed && c.Level != readout.Withdrawn:
			l.said = append(l.said, e)
		default:
			l.weighed = append(l.weighed, e)
		}
	}
	weighed, said := refsOf(l.weighed), refsOf(l.said)
	l.single = slices.DeleteFunc(l.single, func(e entry) bool { return shownWith(e, weighed) || shownWith(e, said) })
	sort.SliceStable(l.weighed, func(a, b int) bool { return heavier(l.weighed[a], l.weighed[b]) })
	sort.SliceStable(l.said, func(a, b int) bool { return heavier(l.said[a], l.said[b]) })
	sort.SliceStable(l.single, func(a, b int) bool { return v.rank(l.single[a]) < v.rank(l.single[b]) })
	return l
}

// refsOf are where the claims of a list stand.
func refsOf(list []entry) map[readout.Ref]bool {
	out := map[readout.Ref]bool{}
	for _, e := range list {
		for _, x := range e.claim.Evidence {
			out[x.Ref] = true
		}
	}
	return out
}

// shownWith reports a claim all of whose words stand at the places of a list too: the
// same words in the other ledger.
func shownWith(e entry, places map[readout.Ref]bool) bool {
	return !slices.ContainsFunc(e.claim.Evidence, func(x readout.Evidence) bool { return !places[x.Ref] })
}

// copied reports a claim that stands in several reports only because some of
// them are copies: they add nothing to it.
func (v *view) copied(c *readout.Claim) bool {
	originals := map[int]bool{}
	for _, e := range c.Evidence {
		r := e.Report
		for _, k := range v.copies()[r] {
			if !k.Partial && k.Of >= 0 {
				r = k.Of
			}
		}
		originals[r] = true
	}
	return len(originals) < 2
}

// isCopy reports a report that is a copy of another as a whole.
func (v *view) isCopy(report int) bool {
	for _, k := range v.copies()[report] {
		if !k.Partial && k.Of >= 0 {
			return true
		}
	}
	return false
}

// twins pairs claims of the two ledgers that rest on the same words. The pair
// is listed once: as what is so where that is corroborated, disputed or stands
// in one report, else as what was said. folded holds the claims not listed.
func (v *view) twins() (twins map[int]int, folded map[int]bool) {
	twins, folded = map[int]int{}, map[int]bool{}
	at := map[string]int{}
	for i := range v.st.Claims {
		c := &v.st.Claims[i]
		k := places(c)
		j, ok := at[k]
		if !ok {
			at[k] = i
			continue
		}
		d := &v.st.Claims[j]
		if c.Ledger == d.Ledger || folded[j] || hasKey(twins, j) {
			continue
		}
		keep, fold := j, i
		if leads(c, d) {
			keep, fold = i, j
		}
		twins[keep], folded[fold] = fold, true
	}
	return twins, folded
}

func hasKey(m map[int]int, k int) bool { _, ok := m[k]; return ok }

// leads reports whether of two twins a is the one to list.
func leads(a, b *readout.Claim) bool {
	so := a
	if a.Ledger != readout.IsSo {
		so = b
	}
	fact := so.Level == readout.Corroborated || so.Level == readout.Disputed || so.Level == readout.Single
	return fact == (so == a)
}

// places is a key of the words a claim rests on.
func places(c *readout.Claim) string {
	out := make([]string, len(c.Evidence))
	for i, e := range c.Evidence {
		out[i] = fmt.Sprintf("%d:%d-%d%s", e.Report, e.Span.Start, e.Span.End, e.Stance)
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

// diffs are the differences that each claim stands in, by their number.
func (v *view) diffs() map[int][]string {
	out := map[int][]string{}
	for i, d := range v.st.Differences {
		if d.Kind == readout.OnlyOneSays {
			continue
		}
		for _, s := range d.Sides {
			for _, k := range s.Claims {
				out[k] = merge(out[k], []string{fmt.Sprintf("D%d", i+1)})
			}
		}
	}
	return out
}

// merge appends the strings of b that a lacks.
func merge(a, b []string) []string {
	for _, s := range b {
		if !contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

var levelOrder = map[readout.Level]int{
	readout.Corroborated: 0, readout.Disputed: 1, readout.Relayed: 2, readout.Withdrawn: 3, readout.Single: 4,
}

// heavier orders claims by level, count and number of reports.
func heavier(a, b entry) bool {
	if x, y := levelOrder[a.claim.Level], levelOrder[b.claim.Level]; x != y {
		return x < y
	}
	if a.claim.Count != b.claim.Count {
		return a.claim.Count > b.claim.Count
	}
	return len(reportsOf(a.claim)) > len(reportsOf(b.claim))
}

// rank orders claims of one report: what leads the report first, what stands
// in a headline or caption alone last.
func (v *view) rank(e entry) int {
	if len(e.claim.Evidence) == 0 {
		return 3
	}
	switch p := v.position(&e.claim.Evidence[0]); {
	case p == readout.InLead:
		return 0
	case p.Weak():
		return 2
	}
	return 1
}

// reportsOf are the reports with evidence, in order of appearance.
func reportsOf(c *readout.Claim) []int {
	var out []int
	seen := map[int]bool{}
	for _, e := range c.Evidence {
		if !seen[e.Report] {
			seen[e.Report] = true
			out = append(out, e.Report)
		}
	}
	return out
}

// against counts what stands against a claim: roots that deny that it is so,
// origins that deny that it was said.
func against(c *readout.Claim) int {
	seen := map[int]bool{}
	for _, e := range c.Evidence {
		if e.Stance != readout.Denies || e.Withdrawn != "" {
			continue
		}
		if c.Ledger == readout.WasSaid {
			seen[e.Origin] = true
		} else {
			seen[e.Root] = true
		}
	}
	return len(seen)
}

// tally is the count of a claim in words: "2 roots", "3 hearers of 1 speaker",
// "1 root for, 1 against".
func tally(c *readout.Claim) string {
	s := count(c.Count, "root", "roots")
	if c.Ledger == readout.WasSaid {
		s = count(c.Count, "hearer", "hearers") + " of 1 speaker"
	}
	if n := against(c); n > 0 {
		return fmt.Sprintf("%s for, %d against", s, n)
	}
	if n := len(reportsOf(c)); n > c.Count && c.Count > 0 && c.Ledger == readout.IsSo {
		s += fmt.Sprintf(" in %d reports", n)
	}
	return s
}

// judgement is everything that is said of a claim besides its words.
func judgement(e entry) string {
	c := e.claim
	var out []string
	if c.Status != "" && c.Status != readout.Happened {
		out = append(out, "status "+Clean(string(c.Status)))
	}
	out = append(out, tally(c))
	if c.Level != readout.Single && c.Level != readout.Withdrawn && c.Independence != "" {
		out = append(out, "independence "+string(c.Independence))
	}
	s := strings.Join(out, ", ")
	if c.Reason != "" && c.Level != readout.Single {
		s += ": " + Clean(c.Reason)
	}
	if t := e.twin; t != nil && t.Level != readout.Single {
		side := "is so"
		if t.Ledger == readout.WasSaid {
			side = "was said"
		}
		s += fmt.Sprintf("; %s: %s, %s", side, t.Level, tally(t))
	}
	if c.Suggested {
		s += "; match suggested, not certain"
	}
	if len(e.seen) > 0 {
		s += "; see " + strings.Join(e.seen, ", ")
	}
	return s
}
