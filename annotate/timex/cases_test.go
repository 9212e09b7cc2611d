package timex_test

import (
	"testing"

	readout "github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/timex"
)

// The texts are published on Saturday 7 February 2026.

func TestRanges(t *testing.T) {
	check(t, []example{
		{"Talks at the mill ran from 10am to around 6pm on Friday.", "10am=2026-02-06T10:00 | 6pm on Friday=2026-02-06T18:00/APPROX"},
		{"The hearing lasted from 9:30 a.m. until 4 p.m. on Tuesday.", "9:30 a.m.=2026-02-03T09:30 | 4 p.m. on Tuesday=2026-02-03T16:00"},
		{"Polls are open between 7 a.m. and 8 p.m. on Sunday.", "7 a.m.=2026-02-08T07:00 | 8 p.m. on Sunday=2026-02-08T20:00"},
		{"The hall will be open 7-9 p.m. Monday.", "7=2026-02-09T19:00 | 9 p.m. Monday=2026-02-09T21:00"},
		{"The curfew held from 10 p.m. Thursday to 6 a.m.", "10 p.m. Thursday=2026-02-05T22:00 | 6 a.m.=2026-02-06T06:00"},
		{"The curfew held from 10 p.m. to 6 a.m. on Friday.", "10 p.m.=2026-02-05T22:00 | 6 a.m. on Friday=2026-02-06T06:00"},
		{"The bridge was shut from Thursday to Monday.", "Thursday=2026-01-29 | Monday=2026-02-02"},
		{"The bridge is shut from Thursday to Monday.", "Thursday=2026-02-05 | Monday=2026-02-09"},
		{"The bridge will be shut from Friday until Tuesday.", "Friday=2026-02-13 | Tuesday=2026-02-17"},
		{"From January through March output fell.", "January=2025-01 | March=2025-03"},
		{"The pass will be closed from December to March.", "December=2026-12 | March=2027-03"},
		{"The siege (June-August 2019) was long.", "June=2019-06 | August 2019=2019-08"},
		{"They met on May 3, 4 and 5.", "May 3=2025-05-03 | 4=2025-05-04 | 5=2025-05-05"},
		{"They met on the 3rd and 4th of May 2025.", "the 3rd=2025-05-03 | 4th of May 2025=2025-05-04"},
		{"The strike of 3-5 February ended.", "3=2026-02-03 | 5 February=2026-02-05"},
		{"The fair runs from 3 to 5 March 2027.", "3=2027-03-03 | 5 March 2027=2027-03-05"},
		{"The festival is set for Dec. 28 to Jan. 2.", "Dec. 28=2026-12-28 | Jan. 2=2027-01-02"},
		{"The mission ran from 2019 to 2021.", "2019=2019 | 2021=2021"},
	})
}

func TestPartsOfMonthsAndYears(t *testing.T) {
	check(t, []example{
		{"The dividend will be paid on a still unspecified date in January.", "January=2027-01"},
		{"They had offered to release the water by the end of June.", "the end of June=2026-06/END"},
		{"The dam will be formally completed in June.", "June=2026-06"},
		{"In March, the council asked for money.", "March=2025-03"},
		{"The last week of March was quiet.", "The last week of March=2025-03/END"},
		{"In the last week of March, troops will leave.", "the last week of March=2026-03/END"},
		{"Troops will leave in the last week of March.", "the last week of March=2026-03/END"},
		{"They met in the first week of January 2025.", "the first week of January 2025=2025-01/START"},
		{"The second half of February was cold.", "The second half of February=2026-02/END"},
		{"Rents rose in the first half of the year.", "the first half of the year=2026-H1"},
		{"They will vote in the second week of next month.", "the second week of next month=2026-03/MID"},
		{"On the last day of the month they will leave.", "the last day of the month=2026-02-28"},
		{"The first Monday of March is a holiday.", "The first Monday of March=2026-03-02"},
		{"They married on the last Saturday in May 2024.", "the last Saturday in May 2024=2024-05-25"},
		{"The tax falls due on the first day of next month.", "the first day of next month=2026-03-01"},
		{"They met on the fifth Monday of February 2026.", "the fifth Monday of February 2026=2026-02"},
	})
}

func TestWeekdayBesideDate(t *testing.T) {
	check(t, []example{
		{"The accord was signed on Friday (Feb. 6).", "Friday (Feb. 6)=2026-02-06"},
		{"The accord was signed on Friday (Feb. 5).", "Friday (Feb. 5)=CONFLICT"},
		{"The accord was signed on Friday, 5 February.", "Friday, 5 February=CONFLICT"},
		{"The accord was signed on Friday the 6th.", "Friday the 6th=2026-02-06"},
		{"The accord was signed on Friday the 5th.", "Friday the 5th=CONFLICT"},
		{"The accord was signed Feb. 6, a Tuesday.", "Feb. 6, a Tuesday=CONFLICT"},
		{"The accord was signed on February 6, which was a Friday.", "February 6, which was a Friday=2026-02-06"},
		{"The accord was signed on 6 February (a Thursday).", "6 February (a Thursday)=CONFLICT"},
	})
}

func TestClocks(t *testing.T) {
	check(t, []example{
		{"The boat left at half past ten on Friday.", "half past ten on Friday=2026-02-06T10:30"},
		{"The boat left at a quarter to 4 on Friday.", "a quarter to 4 on Friday=2026-02-06T03:45"},
		{"The boat left at ten o'clock on Friday morning.", "ten o'clock on Friday morning=2026-02-06T10:00"},
		{"The boat left in the early hours of Saturday.", "the early hours of Saturday=2026-02-07TMO/START"},
		{"The boat left Friday's pier at dawn.", "Friday=2026-02-06 | dawn=2026-02-06TMO"},
		{"The boat left at 22:15 CET Friday and at 9.15pm Tokyo time.", "22:15 CET Friday=2026-02-06T22:15 | 9.15pm Tokyo time=2026-02-06T21:15"},
		{"The envoys met on Thursday. In the late afternoon they signed.", "Thursday=2026-02-05 | late afternoon=2026-02-05TAF/END"},
		{"They work in the morning and sleep in the afternoon.", ""},
		{"The siren went at 7:06 am (2206 GMT) on Friday.", "7:06 am=2026-02-06T07:06 | 2206 GMT=2026-02-05T22:06Z | Friday=2026-02-06"},
		{"The vote will be on Monday between 1:30 and 4:00 p.m., the count from 11:30 to 1 p.m. on Tuesday.",
			"Monday=2026-02-09 | 1:30=2026-02-09T13:30 | 4:00 p.m.=2026-02-09T16:00 | 11:30=2026-02-10T11:30 | 1 p.m. on Tuesday=2026-02-10T13:00"},
		{"The boat left at 6:40 p.m. (GMT +8) on Friday.", "6:40 p.m. (GMT +8) on Friday=2026-02-06T18:40+08:00"},
		{"The boat left at 14:00 UTC+2 on Friday.", "14:00 UTC+2 on Friday=2026-02-06T14:00+02:00"},
		{"At 10am the envoys, who had come by boat from the other side of the lake with their aides and their cooks, met the governor on Friday.",
			"10am=2026-02-06T10:00 | Friday=2026-02-06"},
		{"On Friday the boat, which had been built for the lake and not for the sea beyond its mouth, left the pier at 10am.",
			"Friday=2026-02-06 | 10am=2026-02-06T10:00"},
	})
}

func TestRepeatedTimes(t *testing.T) {
	check(t, []example{
		{"The council meets on the first Tuesday of each month.", "the first Tuesday of each month=P1M"},
		{"The council meets every second Friday.", "every second Friday=P2W"},
		{"The ferry calls several times a week.", "several times a week=P1W"},
		{"The ferry runs at weekends and every other day.", "weekends=XXXX-WXX-WE | every other day=P2D"},
	})
}

func TestFiscalYears(t *testing.T) {
	check(t, []example{
		{"Revenue in FY2025 fell; FY26 looks better.", "FY2025=2025 | FY26=2026"},
		{"The budget for the next fiscal year was cut.", "the next fiscal year=2027"},
		{"Sales for the fiscal year ended June 30, 2025 fell.", "the fiscal year=P1Y | June 30, 2025=2025-06-30"},
		{"The third fiscal quarter of last year was weak.", "The third fiscal quarter of last year=2025-Q3"},
	})
}

func TestFromTheDateNamedLast(t *testing.T) {
	check(t, []example{
		{"They met on Jan. 5, 2026. The previous week they had met twice.", "Jan. 5, 2026=2026-01-05 | The previous week=2026-W01"},
		{"They met on Jan. 5, 2026, and on the previous Friday.", "Jan. 5, 2026=2026-01-05 | the previous Friday=2026-01-02"},
		{"The law of 1997 was revised the following year.", "1997=1997 | the following year=1998"},
		{"The mine was shut the week before last.", "the week before last=2026-W04"},
		{"She resigned a week ago Monday, or was it Friday a week ago?", "a week ago Monday=2026-01-26 | Friday a week ago=2026-01-30"},
		{"The boat came three days later than planned.", "three days=P3D"},
		{"He left on Feb. 2, the day before the storm.", "Feb. 2=2026-02-02"},
		{"He left the day before Friday's talks.", "the day before Friday=2026-02-05"},
		{"She came the day after March 3, 2024.", "the day after March 3, 2024=2024-03-04"},
		{"They met on Thursday. Earlier in the day the hall was searched.", "Thursday=2026-02-05 | Earlier in the day=2026-02-05/START"},
		{"Earlier in the day the hall was searched.", "Earlier in the day=2026-02-07/START"},
		{"The boat leaves at 3pm on March 3 and comes back at 9pm the same day.", "3pm on March 3=2026-03-03T15:00 | 9pm=2026-03-03T21:00 | the same day=2026-03-03"},
	})
}

func TestStretchesFromTheReport(t *testing.T) {
	check(t, []example{
		{"More is due in the coming weeks and months.", "the coming weeks and months=PXW/APPROX"},
		{"In the days ahead they will vote.", "the days ahead=PXD/APPROX"},
		{"They will talk over the next two weeks.", "the next two weeks=P2W"},
		{"She was away for two and a half years.", "two and a half years=P2Y6M"},
		{"After months of talks they parted, and over the years they forgot.", "months=PXM | the years=PXY"},
		{"He served a two-and-a-half-year term.", "two-and-a-half-year=P2Y6M"},
		{"It took a minute and a half.", "a minute and a half=PT1M30S"},
	})
	r := report("2026-02-07", "A second round is expected in the coming days.")
	want := `"the coming days": a duration that begins with publication 2026-02-07`
	if got := timex.Find(&readout.Document{Report: r})[0].Derivation; got != want {
		t.Errorf("derivation %s, want %s", got, want)
	}
}

func TestQuartersThatAreReported(t *testing.T) {
	check(t, []example{
		{"In the third quarter sales fell.", "the third quarter=2025-Q3"},
		{"Sales will rise in the third quarter.", "the third quarter=2026-Q3"},
		{"Sales fell in Q4.", "Q4=2025-Q4"},
		{"For the quarter ended Sept. 28, sales were 3 crowns.", "the quarter=2025-Q3 | Sept. 28=2025-09-28"},
		{"He scored twice in the third quarter.", "the third quarter=XXXX-Q3"},
		{"For the quarter ended July 31, sales were 3 crowns.", "the quarter=2025-QX | July 31=2025-07-31"},
		{"Sales rose in H1 2025.", "H1 2025=2025-H1"},
		{"Profit in the fourth quarter was 3 crowns. In the year-ago third quarter it was 2.", "the fourth quarter=2025-Q4 | the year-ago third quarter=2025-Q3"},
		{"Profit fell in the third quarter. For the nine months it was 9 crowns, against 8 a year earlier.",
			"the third quarter=2025-Q3 | the nine months=P9M | a year earlier=2024"},
	})
}

func TestNamedDays(t *testing.T) {
	check(t, []example{
		{"Envoys Will Meet Next Week in Larkhaven", "Next Week=2026-W07"},
		{"Mayor Resigns Today", "Today=2026-02-07"},
		{"The hall has been shut since Christmas.", "Christmas=2025-12-25"},
		{"They sang on New Year's Eve and wept on New Year's Day.", "New Year's Eve=2025-12-31 | New Year's Day=2026-01-01"},
		{"They sold Christmas trees.", ""},
		{"Shells fell overnight.", "overnight=2026-02-06TNI"},
		{"The search will go on overnight.", "overnight=2026-02-07TNI"},
		{"Overnight on Thursday it snowed.", "Overnight on Thursday=2026-02-05TNI"},
	})
}

// A dateline and the publication date that cannot both hold.
func TestDatelineAgainstPublication(t *testing.T) {
	for _, c := range []struct{ text, want, conflict, derivation string }{
		{"LARKHAVEN, Feb. 17 (Agency) - Envoys met on Friday.", "Feb. 17=CONFLICT | Friday=2026-02-06",
			`dateline "Feb. 17" (2026-02-17) is 10 days after publication 2026-02-07`,
			`"Friday" = the Friday on or before publication 2026-02-07, against dateline "Feb. 17" (2026-02-17)`},
		{"LARKHAVEN, Nov. 17, 2024 (Agency) - Envoys met on Friday.", "Nov. 17, 2024=CONFLICT | Friday=2026-02-06",
			`dateline "Nov. 17, 2024" (2024-11-17) is 447 days before publication 2026-02-07`, ""},
		{"LARKHAVEN, Friday, Feb. 6 (Agency) - Envoys met on Thursday.", "Friday, Feb. 6=2026-02-06 | Thursday=2026-02-05", "",
			`"Thursday" = the Thursday on or before dateline "Friday, Feb. 6" (2026-02-06)`},
		{"LARKHAVEN, Friday, Feb. 5 (Agency) - Envoys met on Thursday.", "Friday, Feb. 5=CONFLICT | Thursday=2026-02-05",
			`"Friday, Feb. 5" gives Friday, but 2026-02-05 is a Thursday`, ""},
		{"LARKHAVEN, Feb. 8 (Agency) - Envoys met on Friday.", "Feb. 8=2026-02-08 | Friday=2026-02-06", "", ""},
	} {
		r := report("2026-02-07", c.text)
		got := timex.Find(&readout.Document{Report: r})
		if s := show(r, got); s != c.want {
			t.Errorf("%q: got %s, want %s", c.text, s, c.want)
			continue
		}
		if got[0].Conflict != c.conflict {
			t.Errorf("%q: conflict %q, want %q", c.text, got[0].Conflict, c.conflict)
		}
		if c.derivation != "" && got[1].Derivation != c.derivation {
			t.Errorf("%q: derivation %s, want %s", c.text, got[1].Derivation, c.derivation)
		}
	}
	r := report("2026-02-07", "dateline: Larkhaven, Feb. 17", "Envoys met on Friday.")
	if got := show(r, timex.Find(&readout.Document{Report: r})); got != "Feb. 17=CONFLICT | Friday=2026-02-06" {
		t.Errorf("a conflict of the dateline's own block: got %s", got)
	}
}

// Without a publication date and a dateline.
func TestUndatedReports(t *testing.T) {
	for _, c := range []struct {
		blocks     []string
		want, last string
	}{
		{[]string{"caption: Envoys in Larkhaven, Feb. 6, 2026", "They had met the week before last June, and again yesterday."},
			"Feb. 6, 2026=2026-02-06 | last June=2025-06 | yesterday=2026-02-05",
			`"yesterday" = 1 day before caption "Feb. 6, 2026", which serves as the date of the report`},
		{[]string{"caption: Envoys on Feb. 6, 2026 (file photo)", "They met yesterday."}, "Feb. 6, 2026=2026-02-06 | yesterday=XXXX-XX-XX", ""},
		{[]string{"He arrived on Feb. 2, 2026 and left on Feb. 6. In June he came back."},
			"Feb. 2, 2026=2026-02-02 | Feb. 6=2026-02-06 | June=XXXX-06", ""},
		{[]string{"On Friday the talks began at 10am."}, "Friday=XXXX-WXX-5 | 10am=XXXX-WXX-5T10:00", ""},
		{[]string{"On the last Monday of March they left, from 10am to noon on Friday."},
			"the last Monday of March=XXXX-03 | 10am=XXXX-WXX-5T10:00 | noon on Friday=XXXX-WXX-5T12:00", ""},
	} {
		r := report("", c.blocks...)
		got := timex.Find(&readout.Document{Report: r})
		if s := show(r, got); s != c.want {
			t.Errorf("got %s, want %s", s, c.want)
		} else if c.last != "" && got[len(got)-1].Derivation != c.last {
			t.Errorf("derivation %s, want %s", got[len(got)-1].Derivation, c.last)
		}
	}
}
