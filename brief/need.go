package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// How much of the answers to a rule the text shows.
const (
	mostPassed  = 12
	mostNumbers = 40 // of claims that fail for one reason
)

// answerOf is the answer of a rule for one claim in words.
func answerOf(n readout.Need, c *readout.Claim) string {
	d := n.Of(c)
	if d.Pass {
		return "need " + n.String() + ": pass"
	}
	return "need " + n.String() + ": fail, " + d.Why
}

// ruled is the answer of the rule for the claim of an entry that is so, behind
// what else is said of it; "" without a rule and for words that were only said.
func (v *view) ruled(e entry) string {
	for _, c := range []*readout.Claim{e.claim, e.twin} {
		if c != nil && v.need.Applies(c) {
			return "; " + answerOf(v.need, c)
		}
	}
	return ""
}

// verdicts are the claims of a story under a rule: those that pass, and those that
// fail by the reason, most first.
type verdicts struct {
	pass  []int
	why   []string
	fails map[string][]int
}

func (v *view) verdicts() verdicts {
	out := verdicts{fails: map[string][]int{}}
	for i := range v.st.Claims {
		c := &v.st.Claims[i]
		if !v.need.Applies(c) {
			continue
		}
		d := v.need.Of(c)
		if d.Pass {
			out.pass = append(out.pass, i)
			continue
		}
		if out.fails[d.Why] == nil {
			out.why = append(out.why, d.Why)
		}
		out.fails[d.Why] = append(out.fails[d.Why], i)
	}
	slices.SortStableFunc(out.why, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(out.fails[b]), len(out.fails[a])), cmp.Compare(a, b))
	})
	return out
}

// sum says what the rule judges and how many claims pass.
func (x verdicts) sum() string {
	failed := 0
	for _, w := range x.why {
		failed += len(x.fails[w])
	}
	return fmt.Sprintf("%s, %d fail; claims that something is so alone are judged, by their roots", passes(len(x.pass)), failed)
}

func passes(n int) string {
	if n == 1 {
		return "1 passes"
	}
	return fmt.Sprintf("%d pass", n)
}

// behind names the roots that count for a claim; those of one text stand together.
func (v *view) behind(c *readout.Claim) string {
	var out []string
	for _, i := range v.need.Of(c).Voices {
		var names []string
		for _, k := range c.Voices[i].Roots {
			x := v.st.Roots[k]
			s := or(Clean(x.Name), "newsroom not stated")
			if x.Kind == readout.OwnVoice {
				s += " (own voice)"
			}
			names = append(names, s)
		}
		out = append(out, strings.Join(names, " = "))
	}
	return strings.Join(out, "; ")
}

func numbers(claims []int, most int) string {
	var out []string
	for _, k := range claims[:min(len(claims), most)] {
		out = append(out, number(claimItem, k))
	}
	s := strings.Join(out, ", ")
	if n := len(claims) - most; n > 0 {
		s += fmt.Sprintf(" and %d more: --format json", n)
	}
	return s
}

// needed lists which claims pass the desk's own rule, with their roots, and why
// the others do not.
func (t *teller) needed() {
	if t.need.Roots == 0 {
		return
	}
	x := t.verdicts()
	t.head("NEED "+t.need.String(), x.sum())
	for _, k := range x.pass[:min(len(x.pass), mostPassed)] {
		c := &t.st.Claims[k]
		t.item(green, "  pass", 8, tag(claimItem, k)+t.claimText(c, quoteColumns)+" "+t.behind(c))
	}
	t.more(2, len(x.pass)-mostPassed, "claim that passes", "claims that pass", "json")
	for _, w := range x.why {
		t.item(normal, "  fail", 8, w+": "+numbers(x.fails[w], mostNumbers))
	}
}

// needed is the same in full.
func (m *chronicle) needed() {
	if m.need.Roots == 0 {
		return
	}
	x := m.verdicts()
	m.head("Need " + m.need.String())
	m.line("%s.\n", md(x.sum()))
	for _, k := range x.pass {
		c := &m.st.Claims[k]
		m.line("- pass: %s: %s", md(tag(claimItem, k)+m.claimText(c, 0)), md(m.behind(c)))
	}
	for _, w := range x.why {
		m.line("- fail, %s: %s", md(w), numbers(x.fails[w], len(x.fails[w])))
	}
}

// needOf is the answer for JSON; nil without a rule and for words that were said.
func needOf(n readout.Need, st *readout.Story, c *readout.Claim) *needJSON {
	if !n.Applies(c) {
		return nil
	}
	d := n.Of(c)
	out := &needJSON{Rule: n.String(), Pass: d.Pass, Count: d.Counts, Roots: []string{}, Why: d.Why}
	for _, k := range d.NeededRoots(c) {
		out.Roots = append(out.Roots, st.Roots[k].ID)
	}
	return out
}
