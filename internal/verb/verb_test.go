package verb

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct {
		word, base string
		form       Form
	}{
		{"said", "say", Past | Participle}, {"says", "say", Third}, {"planning", "plan", Ing},
		{"began", "begin", Past}, {"begun", "begin", Participle}, {"beginning", "begin", Ing},
		{"denied", "deny", Past | Participle}, {"denies", "deny", Third}, {"watches", "watch", Third},
		{"agreeing", "agree", Ing}, {"lying", "lie", Ing}, {"held", "hold", Past | Participle},
	} {
		r, ok := Of(c.word)
		if !ok || r.Base != c.base || !r.Form.Has(c.form) {
			t.Errorf("Of(%q) = %v, %v; want %q, %b", c.word, r, ok, c.base, c.form)
		}
	}
	if r, ok := Of("ministry"); ok {
		t.Errorf("Of(ministry) = %v", r)
	}
}
