package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// A near-twin stands beside its claim in every form, with the reason; a claim without
// one has an empty list.
func TestNearIsShown(t *testing.T) {
	r := harbour(t)
	st := &r.Stories[0]
	for i := range st.Claims {
		st.Claims[i].Near = []readout.NearClaim{{Claim: (i + 1) % len(st.Claims), Reason: "other number (3 / 5)"}}
	}
	st.Claims[0].Near = nil
	if text := render(t, Text, r, Options{}); !strings.Contains(text, "\n      near [C") || !strings.Contains(text, "stays apart: other number (3 / 5)\n") {
		t.Errorf("the text has no near-twin:\n%s", text)
	}
	if markdown := render(t, Markdown, r, Options{}); !strings.Contains(markdown, "\n  - near: ") {
		t.Errorf("the Markdown has no near-twin:\n%s", markdown)
	}
	var form struct {
		Stories []struct {
			Claims []struct {
				ID   string
				Near []struct{ Claim, Reason string }
			}
		}
	}
	if err := json.Unmarshal([]byte(render(t, JSON, r, Options{})), &form); err != nil {
		t.Fatal(err)
	}
	claims := form.Stories[0].Claims
	for i, c := range claims {
		if c.Near == nil || len(c.Near) != len(st.Claims[i].Near) {
			t.Errorf("%s: near %v", c.ID, c.Near)
		} else if len(c.Near) > 0 && (c.Near[0].Claim != claims[(i+1)%len(claims)].ID || c.Near[0].Reason != "other number (3 / 5)") {
			t.Errorf("%s: near %v", c.ID, c.Near)
		}
	}
}
