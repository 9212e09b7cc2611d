package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// A rule judges each claim that is so in every form and lists them at the end;
// without one no form says a word of it.
func TestNeedIsShown(t *testing.T) {
	r := harbour(t)
	st := &r.Stories[0]
	var so int
	for i := range st.Claims {
		if c := &st.Claims[i]; c.Ledger == readout.IsSo {
			if so++; c.Level == readout.Corroborated {
				c.Voices = []readout.Voice{{Roots: []int{0}, Named: true}, {Roots: []int{1}}}
			}
		}
	}
	two := Options{Need: readout.Need{Roots: 2}}
	text := render(t, Text, r, two)
	for _, want := range []string{"need 2: pass", "\nNEED 2  ", "\n  pass  [C", "\n  fail  "} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %q:\n%s", want, text)
		}
	}
	markdown := render(t, Markdown, r, Options{Need: readout.Need{Roots: 2, Named: true}})
	for _, want := range []string{"## Need 2:named", "- fail, 1 of 2, 1 not named: C"} {
		if !strings.Contains(markdown, want) {
			t.Errorf("the Markdown has no %q:\n%s", want, markdown)
		}
	}
	var form struct {
		Stories []struct {
			Claims []struct {
				Ledger string
				Need   *struct {
					Rule  string
					Pass  bool
					Count int
					Roots []string
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(render(t, JSON, r, two)), &form); err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, c := range form.Stories[0].Claims {
		if c.Need == nil {
			continue
		}
		if judged++; c.Ledger != string(readout.IsSo) || c.Need.Rule != "2" || c.Need.Pass != (len(c.Need.Roots) == 2) || c.Need.Roots == nil {
			t.Errorf("%+v", c)
		}
	}
	if judged != so || so == 0 {
		t.Errorf("%d claims are judged of %d", judged, so)
	}
	for name, form := range map[string]renderer{"text": Text, "Markdown": Markdown, "JSON": JSON} {
		if s := render(t, form, r, Options{}); strings.Contains(s, "need ") || strings.Contains(s, "NEED") || strings.Contains(s, `"need"`) {
			t.Errorf("%s speaks of a rule", name)
		}
	}
}
