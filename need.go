package readout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Need is a desk's own rule: how many roots it asks for behind what is so. The
// zero Need is no rule.
type Need struct {
	Roots int
	Named bool // only named persons, bodies and documents count
}

// ParseNeed reads "2" or "2:named". An error wraps ErrInvalid.
func ParseNeed(s string) (Need, error) {
	n, kind, restricted := strings.Cut(s, ":")
	roots, err := strconv.Atoi(n)
	if err != nil || roots < 1 || roots > mostRoots || restricted && kind != "named" || n != strconv.Itoa(roots) {
		return Need{}, fmt.Errorf("%w: the rule %q is not read; give the number of roots, 1 to %d, alone or with :named, such as 2 or 2:named", ErrInvalid, s, mostRoots)
	}
	return Need{Roots: roots, Named: restricted}, nil
}

// mostRoots is the largest number that a rule may ask for.
const mostRoots = 999

// String is the rule as it is written: "2:named"; "" for none.
func (n Need) String() string {
	switch {
	case n.Roots == 0:
		return ""
	case n.Named:
		return fmt.Sprintf("%d:named", n.Roots)
	}
	return strconv.Itoa(n.Roots)
}

// Applies reports whether the rule judges a claim: only that something is so
// rests on roots.
func (n Need) Applies(c *Claim) bool { return n.Roots > 0 && c.Ledger == IsSo }

// Needed is the answer of a rule for one claim.
type Needed struct {
	Pass   bool
	Counts int    // roots that count under the rule, at most Claim.Count
	Voices []int  // indexes into Claim.Voices of those
	Why    string // what keeps a claim from passing; "" where it passes
}

// Of judges a claim. A claim that is disputed or withdrawn fails, whatever its
// count; headline, deck and caption alone never pass.
func (n Need) Of(c *Claim) Needed {
	var out Needed
	for i, v := range c.Voices {
		if v.Named || !n.Named {
			out.Voices = append(out.Voices, i)
		}
	}
	out.Counts = len(out.Voices)
	switch {
	case c.Level == Disputed:
		out.Why = "disputed"
	case c.Level == Withdrawn:
		out.Why = "withdrawn"
	case out.Counts >= n.Roots:
		out.Pass = true
	default:
		out.Why = n.short(c, out.Counts)
	}
	return out
}

// short says what is missing.
func (n Need) short(c *Claim, counts int) string {
	switch {
	case len(c.Voices) == 0:
		return "headline, deck or caption only"
	case n.Named && len(c.Voices) > counts:
		return fmt.Sprintf("%d of %d, %d not named", counts, n.Roots, len(c.Voices)-counts)
	}
	return fmt.Sprintf("%d of %d", counts, n.Roots)
}

// NeededRoots are the roots behind the voices that count, each once, ascending.
func (d Needed) NeededRoots(c *Claim) []int {
	var out []int
	for _, i := range d.Voices {
		out = append(out, c.Voices[i].Roots...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
