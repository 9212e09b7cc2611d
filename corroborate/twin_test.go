package corroborate_test

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// What is told beside a claim that another report has nearly in its words; "" for
// nothing. The values of the claim that has it come first.
func TestNearTwins(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"another manner", "Envoys of the Oru Front and the government held formal talks on the harbour in Selm.", "Envoys of the Oru Front and the government held face-to-face talks on the harbour in Selm.", "another manner (formal / face to face)"},
		{"another in order", "The Oru Front and the government held a second round of talks on the harbour in Selm.", "The Oru Front and the government held a third round of talks on the harbour in Selm.", "another in order (second / third)"},
		{"other day", "The navy closed the harbour of Selm to the ferries on Monday after the fire.", "The navy closed the harbour of Selm to the ferries on Sunday after the fire.", "other day (2026-03-02 / 2026-03-01)"},
		{"planned", "The navy moved the ferries to the old harbour of Selm for repairs.", "The navy will move the ferries to the old harbour of Selm for repairs.", "other status (happened / "},
		{"one claim", "The navy closed the harbour of Selm to all ferries for repairs.", "The navy closed the harbour of Selm to all ferries for repairs, an officer said.", ""},
		{"hardly alike", "The navy closed the harbour of Selm to all ferries for repairs.", "The navy bought two tugs for the harbour of Orby.", ""},
	} {
		s := story(t, doc("Coast Wire", "", "2026-03-03", filler, c.a),
			doc("Town Post", "", "2026-03-03", "The war in the province of Selm between the Oru Front and the government has gone on for eleven years.", c.b))
		var got []string
		for i := range s.Claims {
			for _, n := range s.Claims[i].Near {
				if s.Claims[i].Evidence[0].Report == 0 {
					got = append(got, n.Reason)
				}
				back := s.Claims[n.Claim].Near
				if len(back) == 0 || back[0].Claim != i && back[len(back)-1].Claim != i {
					t.Errorf("%s: not told on both sides", c.name)
				}
				if s.Claims[i].Ledger == readout.IsSo && s.Claims[n.Claim].Ledger != readout.IsSo {
					t.Errorf("%s: of two ledgers", c.name)
				}
			}
		}
		if all := strings.Join(got, "; "); c.want == "" && all != "" || !strings.HasPrefix(all, c.want) {
			t.Errorf("%s: %q, want %q", c.name, all, c.want)
		}
	}
}
