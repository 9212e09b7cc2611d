package ingest

import (
	"testing"

	"github.com/readout-project/readout/internal/fold"
)

func TestFindStamp(t *testing.T) {
	for in, want := range map[string]string{
		"Feb. 6, 2026": "2026-02-06",
		"Published 9:50 p.m. ET Thursday 14 September 2017":  "2017-09-14",
		"Published 9:50 p.m. EDT Thursday 14 September 2017": "2017-09-14T21:50:00-04:00",
		"Updated at 14:05 GMT, 3rd May 2024":                 "2024-05-03T14:05:00Z",
		"2024-05-03T14:05:00+02:00":                          "2024-05-03T14:05:00+02:00",
		"2024-05-03 14:05":                                   "2024-05-03",
		"06.12.2022":                                         "2022-12-06",
		"2. September 2015":                                  "2015-09-02",
		"20 janvier 2020":                                    "2020-01-20",
		"3 de mayo de 2022":                                  "2022-05-03",
		"25/12/2021":                                         "2021-12-25",
		"12/25/2021":                                         "2021-12-25",
		"03/05/2022":                                         "",
		"31 February 2022":                                   "",
		"May 2022":                                           "",
		"Thursday, May 4":                                    "",
		"25:99 GMT, 4 May 2022":                              "2022-05-04",
		"no date":                                            "",
	} {
		got, _ := findStamp(fold.Key(in))
		if got.value != want {
			t.Errorf("findStamp(%q) = %q, want %q", in, got.value, want)
		}
	}
}

func TestDateOnly(t *testing.T) {
	for in, want := range map[string]bool{
		"Feb. 6, 2026":                       true,
		"Updated at 9:50 p.m. ET Thursday":   true,
		"Veröffentlicht am 06.12.2022":       true,
		"Published: 03 December 2019, 14:00": true,
		"The pier was closed on May 4, 2026": false,
		"Port Alder":                         false,
		"Monday":                             false,
		"":                                   false,
	} {
		if got := dateOnly(fold.Line(in)); got != want {
			t.Errorf("dateOnly(%q) = %v", in, got)
		}
	}
}

func TestDatesNearTheHeadline(t *testing.T) {
	const body = "\n\nThe council of Port Alder voted on Tuesday to close the old pier for a year, after divers found cracks in eleven of its forty pillars.\n\nThe harbour master had asked for a ban on lorries since March 3, 2024, and the council said it would now look at the cost of a repair.\n"
	for in, want := range map[string][2]string{
		"Old pier of Port Alder closed for a year\n\nBy Maren Holt\n\nMay 5, 2026":                            {"2026-05-05", ""},
		"Old pier of Port Alder closed for a year\n\nPublished 5 May 2026\n\nUpdated 6 May 2026 at 10:15 GMT": {"2026-05-05", "2026-05-06T10:15:00Z"},
		"Old pier of Port Alder closed for a year\n\nMay 5":                                                   {"", ""},
		"Old pier of Port Alder closed for a year":                                                            {"", ""},
	} {
		r := readString(t, in+body)
		if r.Published.Value != want[0] || r.Modified.Value != want[1] {
			t.Errorf("%q: published %v, modified %v, want %v", in, r.Published, r.Modified, want)
		}
	}
}
