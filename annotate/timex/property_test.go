package timex_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	readout "github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/timex"
)

// valid is the form of TIMEX3 values.
var valid = regexp.MustCompile(`^(` +
	`(PAST|PRESENT|FUTURE)_REF` +
	`|P(\d+(\.\d+)?|X)(D|W|M|Q|Y|DE|CE)` +
	`|P\d+Y6M` +
	`|PT((\d+(\.\d+)?|X)[HMS]|\d+H30M|\d+M30S)` +
	`|[\dX]{2,3}` +
	`|[\dX]{4}(-(Q[\dX]|H\d|SP|SU|FA|WI))?` +
	`|[\dX]{4}-W[\dX]{2}(-([1-7]|WE))?` + times +
	`|[\dX]{4}-[\dX]{2}(-[\dX]{2})?` + times +
	`)$`)

// grounded is a derivation without an anchor in the text: the words give all, or
// the metadata of the report do.
var grounded = regexp.MustCompile(`as written|publication|modification|its months are not stated|which part of the year|with the year of`)

const times = `(T(MO|AF|EV|NI|\d\d:\d\d(Z|[+-]\d\d:00)?))?`

var mods = map[string]bool{
	"": true, "APPROX": true, "MORE_THAN": true, "LESS_THAN": true, "EQUAL_OR_MORE": true,
	"EQUAL_OR_LESS": true, "START": true, "MID": true, "END": true,
}

// holds checks what must be true of any expressions of any report.
func holds(t interface{ Errorf(string, ...any) }, r *readout.Report, ts []readout.Timex) {
	if err := (&readout.Document{Report: r, Timexes: ts}).Check(); err != nil {
		t.Errorf("%v", err)
	}
	end := 0
	for _, x := range ts {
		words := x.Of(r.Source)
		if x.Start < end {
			t.Errorf("%q overlaps the one before", words)
		}
		end = x.End
		if (x.Conflict == "") == (x.Value == "") {
			t.Errorf("%q has the value %q and the conflict %q", words, x.Value, x.Conflict)
		}
		if x.Value != "" && !valid.MatchString(x.Value) {
			t.Errorf("%q has the value %q, no TIMEX3", words, x.Value)
		}
		if !mods[x.Mod] {
			t.Errorf("%q has the mod %q", words, x.Mod)
		}
		if !strings.Contains(x.Derivation, words) {
			t.Errorf("the derivation of %q does not name it: %s", words, x.Derivation)
		}
		if x.Anchor.Empty() && x.Value != "" && x.Value[0] >= '0' && x.Value[0] <= '9' && !grounded.MatchString(x.Derivation) {
			t.Errorf("the derivation of %q does not say what it is counted from: %s", words, x.Derivation)
		}
		if !x.Anchor.Empty() && !strings.Contains(x.Derivation, "\""+x.Anchor.Of(r.Source)+"\"") {
			t.Errorf("the derivation of %q does not name its anchor: %s", words, x.Derivation)
		}
	}
}

var vocabulary = strings.Fields(`on in at the a last next this past coming Friday Monday Tuesday's Feb . , 6 12 2026 2025 - 1990s
	June May March of early late mid week weeks month year years day days two three several few ago later earlier from now
	today yesterday tomorrow tonight morning night noon 10 am p.m. 10:35 GMT ET local time quarter third half first fiscal every
	twice weekend summer winter century 20th decade recent recently will said was that ; “ ” ’s ( ) or to and over about nearly
	until before 2,000 people same end start year-ago between through half five Christmas overnight coming ahead following previous
	CET UTC + other second last weeks days is shut which H1 FY2026 earlier 2026-02-06 3/4/2026 Q3 WASHINGTON (AP) — `)

func TestAnyWordsGiveValidExpressions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 40).Draw(t, "words")
		published := rapid.SampledFrom([]string{"", "2026-02-07", "2026-02", "1999", "2024-02-29T10:00:00Z", "soon"}).Draw(t, "published")
		role := rapid.SampledFrom([]string{"body", "caption", "lead", "headline"}).Draw(t, "role")
		cut := rapid.IntRange(0, len(words)-1).Draw(t, "cut")
		blocks := []string{role + ": " + strings.Join(words[cut:], " ")}
		if cut > 0 {
			blocks = append(blocks, strings.Join(words[:cut], " "))
		}
		r := report(published, blocks...)
		d := &readout.Document{Report: r}
		first := timex.Find(d)
		holds(t, r, first)
		if again := timex.Find(d); show(r, again) != show(r, first) {
			t.Errorf("two answers: %s and %s", show(r, first), show(r, again))
		}
	})
}

// Without a date to count from, no year is made up.
func TestNoAnchorNoYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var words []string
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 30).Draw(t, "words") {
			if !strings.ContainsAny(w, "0123456789") {
				words = append(words, w)
			}
		}
		r := report("", strings.Join(append(words, "end"), " "))
		for _, x := range timex.Find(&readout.Document{Report: r}) {
			if x.Type != readout.Duration && strings.ContainsAny(x.Value[:min(2, len(x.Value))], "0123456789") && x.Value[0] != 'P' && !strings.Contains(x.Derivation, "as written") {
				t.Errorf("%q has the value %s: %s", x.Of(r.Source), x.Value, x.Derivation)
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("Envoys met on Friday Feb 6, 2026 at 10am local time.\nThe 12-day war of last June", "2026-02-07", uint8(0))
	f.Add("“Today” ‑ 6 p. m. the ’80s\u00a0U. S. 5 1/2 hours ago, a.m", "", uint8(1))
	f.Add("LARKHAVEN, Feb. 29 (Agency) — the night of 30 Feb 9999", "2023", uint8(2))
	f.Add("the the a year earlier a year earlier third quarter 0000-00-00 99/99/9999 25:61", "0001-01-01", uint8(3))
	f.Add("from 10pm to 6am on Friday; Friday (Feb. 5); the first Monday of March, May 3, 4 and 5\nthe week before last, 07:06 (2206 GMT), UTC+2", "2026-02-07", uint8(0))
	f.Add("shut from Monday to Tuesday to Monday to the day before Friday the 31st of every month, the quarter ended Sept. 30", "2026-10", uint8(3))
	roles := []readout.Role{readout.RoleBody, readout.RoleCaption, readout.RoleDateline, readout.RoleLead}
	f.Fuzz(func(t *testing.T, text, published string, role uint8) {
		r := report(published, strings.Split(text, "\n")...)
		for i := range r.Blocks {
			r.Blocks[i].Role = roles[(int(role)+i)%len(roles)]
		}
		holds(t, r, timex.Find(&readout.Document{Report: r}))
	})
}

const paragraph = "LARKHAVEN, Feb. 6 (Agency) — Envoys of both sides met on Friday for several hours, the first talks since a 12-day war last June. " +
	"They started at 10am local time and ended around 6pm, officials said on Saturday. A second round is expected in the coming days. " +
	"Output fell 2.3 percent in the third quarter from a year earlier, and more than 2,000 people have fled since 2019. "

func BenchmarkFind(b *testing.B) {
	r := report("2026-02-07", strings.Repeat(paragraph, 3), strings.Repeat(paragraph, 3), strings.Repeat(paragraph, 3))
	d := &readout.Document{Report: r}
	b.SetBytes(int64(len(r.Source)))
	b.ReportAllocs()
	for b.Loop() {
		timex.Find(d)
	}
}
