package readout_test

import (
	"errors"
	"testing"

	"github.com/readout-project/readout"
)

func TestParseNeed(t *testing.T) {
	for s, want := range map[string]readout.Need{"1": {Roots: 1}, "2": {Roots: 2}, "2:named": {Roots: 2, Named: true}, "999": {Roots: 999}} {
		if got, err := readout.ParseNeed(s); err != nil || got != want || got.String() != s {
			t.Errorf("%s is %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "0", "-1", "+2", "02", "two", "2:", "2:Named", "2:named:named", ":named", "1000", "2 ", "99999999999999999999"} {
		if _, err := readout.ParseNeed(s); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%q gives %v", s, err)
		}
	}
}

func TestNeedOf(t *testing.T) {
	named, unnamed := readout.Voice{Roots: []int{0}, Named: true}, readout.Voice{Roots: []int{1, 2}}
	for _, c := range []struct {
		name  string
		need  readout.Need
		claim readout.Claim
		pass  bool
		why   string
	}{
		{"two roots", readout.Need{Roots: 2}, readout.Claim{Level: readout.Corroborated, Voices: []readout.Voice{named, unnamed}}, true, ""},
		{"two of three", readout.Need{Roots: 3}, readout.Claim{Level: readout.Corroborated, Voices: []readout.Voice{named, unnamed}}, false, "2 of 3"},
		{"one is not named", readout.Need{Roots: 2, Named: true}, readout.Claim{Level: readout.Corroborated, Voices: []readout.Voice{named, unnamed}}, false, "1 of 2, 1 not named"},
		{"one text", readout.Need{Roots: 2}, readout.Claim{Level: readout.Relayed, Voices: []readout.Voice{unnamed}}, false, "1 of 2"},
		{"disputed", readout.Need{Roots: 1}, readout.Claim{Level: readout.Disputed, Voices: []readout.Voice{named, unnamed}}, false, "disputed"},
		{"withdrawn", readout.Need{Roots: 1}, readout.Claim{Level: readout.Withdrawn}, false, "withdrawn"},
		{"headline", readout.Need{Roots: 1}, readout.Claim{Level: readout.Single, Count: 1}, false, "headline, deck or caption only"},
	} {
		if d := c.need.Of(&c.claim); d.Pass != c.pass || d.Why != c.why {
			t.Errorf("%s: %+v, want %v %q", c.name, d, c.pass, c.why)
		}
	}
}
