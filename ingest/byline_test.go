package ingest

import (
	"strings"
	"testing"
)

func TestBylineNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Maren Holt":                                     "Maren Holt",
		"By Maren Holt, Jon Rask and Pia Sand":              "Maren Holt|Jon Rask|Pia Sand",
		"BY MAREN HOLT":                                     "MAREN HOLT",
		"By Maren Holt in Port Alder":                       "Maren Holt",
		"By Maren Holt | Coastal Review":                    "Maren Holt",
		"By Maren Holt, Associated Press":                   "Maren Holt",
		"By Maren Holt, staff writer":                       "Maren Holt",
		"By Maren Holt on Thu, Nov 9, 2023 at 4:00 am":      "Maren Holt",
		"Written by Maren Holt (@marenholt)":                "Maren Holt",
		"By By Maren Holt":                                  "Maren Holt",
		"Von Maren Holt und Jon Rask":                       "Maren Holt|Jon Rask",
		"Par Marène Holt":                                   "Marène Holt",
		"Por María de la Cruz Paz":                          "María de la Cruz Paz",
		"By Reuters Staff":                                  "",
		"By Associated Press":                               "",
		"By Xinhua":                                         "",
		"By our correspondent":                              "",
		"By , the Northern Brief writer at Coastal Review.": "",
		"Author: Jon O'Rask-Brand":                          "Jon O'Rask-Brand",
		"By J. R. Brand and Pia van der Sand":               "J. R. Brand|Pia van der Sand",
		"By Maren\u00a0Holt":                                "Maren Holt",
		"":                                                  "",
	} {
		got := strings.Join(bylineNames(in), "|")
		if got != want {
			t.Errorf("bylineNames(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzBylineNames(f *testing.F) {
	f.Add("By Maren Holt, Jon Rask and Pia Sand")
	f.Add("By , the")
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range bylineNames(s) {
			if strings.TrimSpace(n) != n || n == "" {
				t.Errorf("name %q of %q", n, s)
			}
		}
	})
}
