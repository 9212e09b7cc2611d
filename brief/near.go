package brief

import (
	"strings"

	"github.com/readout-project/readout"
)

// nearTo names the claim that is likest to one and stays apart, with the reason: the
// first of them; "" for none.
func (v *view) nearTo(e entry) string {
	for _, c := range []*readout.Claim{e.claim, e.twin} {
		if c != nil && len(c.Near) > 0 {
			return tag(claimItem, c.Near[0].Claim) + "stays apart: " + Clean(c.Near[0].Reason)
		}
	}
	return ""
}

// nearly is a dim line for the near-twin of a claim.
func (t *teller) nearly(indent int, e entry) {
	if s := t.nearTo(e); s != "" {
		lines := wrap("near "+s, t.width, indent, indent+2)
		lines[0] = strings.Repeat(" ", indent) + lines[0]
		for _, l := range lines {
			t.line(t.paint(dim, l))
		}
	}
}
