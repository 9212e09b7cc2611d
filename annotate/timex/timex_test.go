package timex_test

import (
	"strings"
	"testing"

	readout "github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/timex"
)

// report makes a report of blocks "role: text"; a block without a role is body.
func report(published string, blocks ...string) *readout.Report {
	r := &readout.Report{Published: readout.Found{Value: published, Basis: "test"}}
	for i, b := range blocks {
		role := readout.RoleBody
		if head, tail, ok := strings.Cut(b, ": "); ok && readout.Role(head).Share() != "" {
			role, b = readout.Role(head), tail
		}
		if i > 0 {
			r.Source += "\n"
		}
		start := len(r.Source)
		r.Source += b
		r.Blocks = append(r.Blocks, readout.Block{
			Span: readout.Span{Start: start, End: len(r.Source)}, Role: role, Reason: "test", Repeats: -1,
		})
	}
	return r
}

// show writes expressions as "words=VALUE" or "words=TYPE:VALUE/MOD".
func show(r *readout.Report, ts []readout.Timex) string {
	var out []string
	for _, t := range ts {
		v := t.Value
		if t.Conflict != "" {
			v = "CONFLICT"
		}
		s := t.Of(r.Source) + "=" + v
		if t.Mod != "" {
			s += "/" + t.Mod
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

type example struct{ text, want string }

// check holds what is found in each text, published on Saturday 7 February
// 2026, against what is wanted.
func check(t *testing.T, cases []example) {
	t.Helper()
	for _, c := range cases {
		r := report("2026-02-07", c.text)
		if err := (&readout.Document{Report: r, Timexes: timex.Find(&readout.Document{Report: r})}).Check(); err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		if got := show(r, timex.Find(&readout.Document{Report: r})); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestCalendarDates(t *testing.T) {
	check(t, []example{
		{"The pact was signed on Friday Feb 6, 2026.", "Friday Feb 6, 2026=2026-02-06"},
		{"The envoys met on Feb. 6.", "Feb. 6=2026-02-06"},
		{"Delegates met on 6 February 2026 in Larkhaven.", "6 February 2026=2026-02-06"},
		{"The log entry of 2026-02-06 was lost.", "2026-02-06=2026-02-06"},
		{"Strikes began in June 2025.", "June 2025=2025-06"},
		{"The ferry sank on Sept 3.", "Sept 3=2025-09-03"},
		{"The harbour was dredged in the 1990s.", "the 1990s=199"},
		{"The accord dates from 2016.", "2016=2016"},
		{"The tape, made in December, came to light in April 2024 - a year late.", "December=2025-12 | April 2024=2024-04"},
		{"They agreed to meet on March 3.", "March 3=2026-03-03"},
		{"In this Nov. 2, 2017 photo a harbour is seen.", "this Nov. 2, 2017=2017-11-02"},
		{"Voters go to the polls on the 21st of March 2026.", "the 21st of March 2026=2026-03-21"},
		{"The bridge opened on December 12th, 1999.", "December 12th, 1999=1999-12-12"},
		{"The siege lasted from March 3 to April 9, 2024.", "March 3=2024-03-03 | April 9, 2024=2024-04-09"},
		{"Courts were shut Feb. 3-5.", "Feb. 3=2026-02-03 | 5=2026-02-05"},
		{"It was the wettest January since 1961.", "January=2026-01 | 1961=1961"},
		{"A treaty of the 19th century still binds them.", "the 19th century=18"},
		{"He was freed early in 2019.", "early in 2019=2019/START"},
		{"The dam will open in mid-2027.", "mid-2027=2027/MID"},
		{"Talks resume at the end of March.", "the end of March=2026-03/END"},
		{"The vote is scheduled for Dec. 12.", "Dec. 12=2026-12-12"},
	})
}

func TestWeekdays(t *testing.T) {
	check(t, []example{
		{"The envoys met on Friday.", "Friday=2026-02-06"},
		{"That was the format for some of Friday’s meeting.", "Friday=2026-02-06"},
		{"She resigned last Tuesday.", "last Tuesday=2026-02-03"},
		{"The council approved the plan on Tuesday.", "Tuesday=2026-02-03"},
		{"The mayor approved its plans on Tuesday.", "Tuesday=2026-02-03"},
		{"The panel returns next Monday.", "next Monday=2026-02-09"},
		{"The premier will address parliament on Monday.", "Monday=2026-02-09"},
		{"A hearing is scheduled for Wednesday, officials said.", "Wednesday=2026-02-11"},
		{"The governor said Thursday that he will travel on Sunday.", "Thursday=2026-02-05 | Sunday=2026-02-08"},
		{"Shops are closed until Tuesday.", "Tuesday=2026-02-10"},
		{"The court sits on Tuesday of next week.", "Tuesday of next week=2026-02-10"},
	})
}

func TestWeekdayAndDateMustAgree(t *testing.T) {
	check(t, []example{
		{"The pact was signed on Friday, Feb. 6.", "Friday, Feb. 6=2026-02-06"},
		{"The pact was signed on Thursday, Feb. 6, 2026.", "Thursday, Feb. 6, 2026=CONFLICT"},
		{"The pact was signed on Monday, Feb. 3.", "Monday, Feb. 3=CONFLICT"},
		{"The couple had parted on Monday, August 3.", "Monday, August 3=XXXX-08-03"},
	})
	r := report("", "The pact was signed on Thursday, Feb. 6, 2026.")
	got := timex.Find(&readout.Document{Report: r})[0]
	want := `"Thursday, Feb. 6, 2026" gives Thursday, but 2026-02-06 is a Friday`
	if got.Conflict != want || got.Value != "" {
		t.Errorf("conflict %q, value %q; want %q and no value", got.Conflict, got.Value, want)
	}
}

func TestDeicticDays(t *testing.T) {
	check(t, []example{
		{"It rained today, as yesterday, and tomorrow it snows.", "today=2026-02-07 | yesterday=2026-02-06 | tomorrow=2026-02-08"},
		{"The council meets tonight.", "tonight=2026-02-07TNI"},
		{"They are now in hiding.", "now=PRESENT_REF"},
		{"A truce was broken this week.", "this week=2026-W06"},
		{"The talks were postponed earlier in the week.", "earlier in the week=2026-W06/START"},
		{"Prices fell last week.", "last week=2026-W05"},
		{"War broke out last June.", "last June=2025-06"},
		{"The term ends next month.", "next month=2026-03"},
		{"Two years ago, the mine closed.", "Two years ago=2024"},
		{"The mine closed two days ago.", "two days ago=2026-02-05"},
		{"They quarrelled over the weekend.", "the weekend=2026-W06-WE"},
		{"The port shut on March 1, 2021 and reopened three years later.", "March 1, 2021=2021-03-01 | three years later=2024"},
		{"The firm failed in 2011. Later that year it was sold.", "2011=2011 | Later that year=2011/END"},
		{"It moved by sea over the last decade.", "the last decade=P10Y"},
		{"This weekend they will vote.", "This weekend=2026-W06-WE"},
		{"In the past five seasons they lost.", ""},
		{"He arrived on Feb. 2 and left the next day.", "Feb. 2=2026-02-02 | the next day=2026-02-03"},
	})
}

func TestTimesOfDay(t *testing.T) {
	check(t, []example{
		{"On Friday talks started at 10am local time and ended around 6pm.", "Friday=2026-02-06 | 10am local time=2026-02-06T10:00 | 6pm=2026-02-06T18:00/APPROX"},
		{"The tremor struck at 7:06 a.m. on Tuesday.", "7:06 a.m. on Tuesday=2026-02-03T07:06"},
		{"Polls closed at 9:50 p.m. ET Thursday.", "9:50 p.m. ET Thursday=2026-02-05T21:50"},
		{"The guns fell silent at noon Wednesday.", "noon Wednesday=2026-02-04T12:00"},
		{"Crowds gathered Friday morning.", "Friday morning=2026-02-06TMO"},
		{"A curfew begins at 2130 GMT.", "2130 GMT=2026-02-07T21:30Z"},
		{"The flat was searched last night.", "last night=2026-02-06TNI"},
		{"The siren went at 12:30 am on Monday.", "12:30 am on Monday=2026-02-02T00:30"},
	})
}

func TestDurations(t *testing.T) {
	check(t, []example{
		{"The 12-day war ended.", "12-day=P12D"},
		{"They held several hours of talks.", "several hours=PTXH"},
		{"He was held for two weeks.", "two weeks=P2W"},
		{"It took more than a decade.", "more than a decade=P10Y/MORE_THAN"},
		{"The outage lasted half an hour.", "half an hour=PT30M"},
		{"She waited two and a half hours.", "two and a half hours=PT2H30M"},
		{"They were apart for years.", "years=PXY"},
		{"The ship waited at least three days.", "at least three days=P3D/EQUAL_OR_MORE"},
		{"The siege went on for the past four months.", "the past four months=P4M"},
	})
}

func TestSets(t *testing.T) {
	check(t, []example{
		{"The cabinet meets every Monday.", "every Monday=XXXX-WXX-1"},
		{"Dues are paid annually.", "annually=P1Y"},
		{"Patrols pass twice a week.", "twice a week=P1W"},
		{"The panel sits on Tuesdays.", "Tuesdays=XXXX-WXX-2"},
		{"The list is revised every two years.", "every two years=P2Y"},
	})
}

func TestVagueStaysVague(t *testing.T) {
	check(t, []example{
		{"A second round is expected in the coming days.", "the coming days=PXD/APPROX"},
		{"Prices rose recently.", "recently=PAST_REF"},
		{"Clashes grew in recent weeks.", "recent weeks=PXW/APPROX"},
		{"That may change in the near future.", "the near future=FUTURE_REF"},
		{"It was decided a few hours ago.", "a few hours ago=PAST_REF"},
	})
}

func TestSeasonsQuartersFiscalYears(t *testing.T) {
	check(t, []example{
		{"The offensive began last summer.", "last summer=2025-SU"},
		{"They fought through the winter of 1994.", "the winter of 1994=1994-WI"},
		{"Output fell in the third quarter of 2025.", "the third quarter of 2025=2025-Q3"},
		{"Exports rose in the first half of 2024.", "the first half of 2024=2024-H1"},
		{"The budget for fiscal 2027 was cut.", "fiscal 2027=2027"},
		{"Profit fell in Q3 2025.", "Q3 2025=2025-Q3"},
	})
}

func TestFalseFriends(t *testing.T) {
	for _, s := range []string{
		"He may resign and march on.",
		"May I ask why, the clerk said.",
		"The Sunday Times reported it.",
		"A second round of talks was agreed.",
		"The ridge runs 2,000 kilometers to the east.",
		"Some 1,300 were hurt.",
		"Decree No. 2016 was repealed.",
		"Call the desk at 555-2016 or +44 2016 5550.",
		"Channel 4 broke the story.",
		"A 25-year-old was held, and a man 40 years old was freed.",
		"The March for Bread drew thousands.",
		"The fall of Larkhaven shocked them.",
		"They drank spring water.",
		"April Marsh and June Holt spoke to August Wynn.",
		"More than 2000 people fled.",
		"The crowd on Black Friday was small.",
		"The Daily Tern has it; Copyright 2018 The Tern.",
		"It was a last minute deal.",
		"The minutes of the meeting were lost in the quarters of the crew.",
		"Tokyo time is ahead.",
		"The Long March 4C rocket was fuelled.",
		"She told the Tarn Today that it was over.",
		"He was a guest of \"This Week\" and of Harbour News Today, a channel of the mayor.",
		"They fled by the first half hour's end.",
		"She was named Baker of the Year in Back to the Future.",
		"More than a quarter of the seats went to them.",
	} {
		r := report("2026-02-07", s)
		if got := timex.Find(&readout.Document{Report: r}); len(got) > 0 {
			t.Errorf("%q: found %s", s, show(r, got))
		}
	}
}

func TestAnchors(t *testing.T) {
	cases := []struct {
		name, published string
		blocks          []string
		want            string
		derivation      string // of the last expression
		anchor          string
	}{
		{"publication", "2026-02-07T08:30:00Z", []string{"Envoys met on Friday."},
			"Friday=2026-02-06", `"Friday" = the Friday on or before publication 2026-02-07`, ""},
		{"dateline before publication", "2026-02-09", []string{"LARKHAVEN, Feb. 6 (Agency) - Envoys met on Friday."},
			"Feb. 6=2026-02-06 | Friday=2026-02-06", `"Friday" = the Friday on or before dateline "Feb. 6" (2026-02-06)`, "Feb. 6"},
		{"a day between dateline and publication", "2026-02-07", []string{"LARKHAVEN, Feb. 6 (Agency) - Envoys met on Saturday."},
			"Feb. 6=2026-02-06 | Saturday=2026-02-07", `"Saturday" = the day after dateline "Feb. 6" (2026-02-06), no later than publication 2026-02-07`, "Feb. 6"},
		{"caption", "", []string{"caption: Envoys in Larkhaven, Friday Feb 6, 2026", "Envoys met on Friday."},
			"Friday Feb 6, 2026=2026-02-06 | Friday=2026-02-06",
			`"Friday" and caption "Friday Feb 6, 2026", which serves as the date of the report`, "Friday Feb 6, 2026"},
		{"caption serves the relative ones", "", []string{"caption: Envoys in Larkhaven, Friday Feb 6, 2026", "It was the first meeting since last June."},
			"Friday Feb 6, 2026=2026-02-06 | last June=2025-06",
			`"last June" = the last one before caption "Friday Feb 6, 2026", which serves as the date of the report`, "Friday Feb 6, 2026"},
		{"the weekday of a date elsewhere", "", []string{"The envoys met on Friday.", "The pact of Feb 6, 2026 was brief."},
			"Friday=XXXX-WXX-5 | Feb 6, 2026=2026-02-06", "", ""},
		{"the weekday of a date near", "", []string{"The envoys met on Friday. The pact of Feb 6, 2026 was brief."},
			"Friday=2026-02-06 | Feb 6, 2026=2026-02-06", "", ""},
		{"no anchor", "", []string{"Envoys met on Friday."},
			"Friday=XXXX-WXX-5", `"Friday": the report gives no date to count from`, ""},
		{"a picture far down", "", []string{"Envoys met on Friday.", "They left early.", "Nobody spoke.", "caption: The pact was signed on Jan. 30, 2026"},
			"Friday=XXXX-WXX-5 | Jan. 30, 2026=2026-01-30", "", ""},
		{"file photo", "", []string{"caption: File - In this Friday, Jan. 30, 2026 file photo, envoys arrive.", "Envoys met on Friday."},
			"this Friday, Jan. 30, 2026=2026-01-30 | Friday=XXXX-WXX-5", "", ""},
		{"no year", "", []string{"Strikes were ordered in June 2025.", "caption: Envoys on Feb. 6"},
			"June 2025=2025-06 | Feb. 6=XXXX-02-06", `"Feb. 6": no year is given; the report is later than "June 2025"`, ""},
		{"a date of history is no anchor", "", []string{"The pact of 5 March 2014 failed.", "Envoys met on Tuesday."},
			"5 March 2014=2014-03-05 | Tuesday=XXXX-WXX-2", "", ""},
		{"only the year of publication", "2026", []string{"Envoys met on Friday, as they had last year."},
			"Friday=XXXX-WXX-5 | last year=2025", "", ""},
	}
	for _, c := range cases {
		r := report(c.published, c.blocks...)
		got := timex.Find(&readout.Document{Report: r})
		if s := show(r, got); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
			continue
		}
		last := got[len(got)-1]
		if c.derivation != "" && last.Derivation != c.derivation {
			t.Errorf("%s: derivation\n got %s\nwant %s", c.name, last.Derivation, c.derivation)
		}
		if a := last.Anchor.Of(r.Source); c.anchor != "" && a != c.anchor {
			t.Errorf("%s: anchor %q, want %q", c.name, a, c.anchor)
		}
	}
}

// A weekday told as past that is the day after publication: another time zone,
// a later revision, or six days before.
func TestTheDayAfterPublication(t *testing.T) {
	show1 := func(modified string, blocks ...string) string {
		r := report("2026-02-05", blocks...)
		r.Modified = readout.Found{Value: modified}
		return show(r, timex.Find(&readout.Document{Report: r}))
	}
	for _, c := range []struct{ got, want string }{
		{show1("", "A rocket was fired on Friday."), "Friday=XXXX-WXX-5"},
		{show1("2026-02-06T04:00:00Z", "A rocket was fired on Friday."), "Friday=2026-02-06"},
		{show1("2027-05-01", "A rocket was fired on Friday."), "Friday=XXXX-WXX-5"},
		{show1("", "caption: A rocket on Feb. 6, 2026", "It was fired on Friday."), "Feb. 6, 2026=2026-02-06 | Friday=2026-02-06"},
		{show1("", "caption: A rocket on Jan. 30, 2026", "It was fired on Friday."), "Jan. 30, 2026=2026-01-30 | Friday=2026-01-30"},
		{show1("", "The vote will be held on Friday."), "Friday=2026-02-06"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestTimesWithoutADay(t *testing.T) {
	check(t, []example{
		{"An inquiry will begin Monday. The alarm was raised on Friday in Larkhaven; the fire was out by 4 p.m.", "Monday=2026-02-09 | Friday=2026-02-06 | 4 p.m.=2026-02-06T16:00"},
		{"An inquiry will begin Monday. The alarm was raised at 4 p.m.", "Monday=2026-02-09 | 4 p.m.=2026-02-07T16:00"},
		{"Sirens went off at 10:35 a.m. (0735 GMT) Friday.", "10:35 a.m.=2026-02-06T10:35 | 0735 GMT=2026-02-06T07:35Z | Friday=2026-02-06"},
		{"The boat left at noon and sank about 10 minutes later.", "noon=2026-02-07T12:00 | about 10 minutes later=PT10M/APPROX"},
	})
	check(t, []example{{"They met on Feb. 2 and Feb. 3. The hall was long shut.", "Feb. 2=2026-02-02 | Feb. 3=2026-02-03"}})
	many := report("2026-02-07", "They met on Feb. 2 and Feb. 3.", "The hall was shut at 4 p.m.")
	if got := show(many, timex.Find(&readout.Document{Report: many})); !strings.HasSuffix(got, "4 p.m.=XXXX-XX-XXT16:00") {
		t.Errorf("a day is chosen among several: got %s", got)
	}
	r := report("", "The boat left at noon.")
	if got := show(r, timex.Find(&readout.Document{Report: r})); got != "noon=XXXX-XX-XXT12:00" {
		t.Errorf("no day is made up: got %s", got)
	}
}

// Where sentences are known, their borders count.
func TestSentencesBoundTheTense(t *testing.T) {
	text := "Envoys will leave in Jan. Monday the court ruled."
	r := report("2026-02-05", text)
	one := []readout.Sentence{{Span: readout.Span{Start: 0, End: len(text)}}}
	two := []readout.Sentence{{Span: readout.Span{Start: 0, End: 25}}, {Span: readout.Span{Start: 26, End: len(text)}}}
	for _, c := range []struct {
		sentences []readout.Sentence
		want      string
	}{{one, "Monday=2026-02-09"}, {two, "Monday=2026-02-02"}} {
		got := show(r, timex.Find(&readout.Document{Report: r, Sentences: c.sentences}))
		if !strings.HasSuffix(got, c.want) {
			t.Errorf("%d sentences: got %s, want %s", len(c.sentences), got, c.want)
		}
	}
}

func TestRolesThatAreRead(t *testing.T) {
	r := report("2026-02-07", "headline: Envoys met Friday", "byline: By Ada Friday", "dateline: Larkhaven, Feb. 6",
		"teaser: Seen on Thursday", "body: They left on Wednesday.")
	want := "Friday=2026-02-06 | Wednesday=2026-02-04"
	if got := show(r, timex.Find(&readout.Document{Report: r})); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
