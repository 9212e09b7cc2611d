package timex_test

import "testing"

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
		{"The strike of 3-5 February ended.", "3=2026-02-03 | 5 February=2026-02-05"},
		{"The fair runs from 3 to 5 March 2027.", "3=2027-03-03 | 5 March 2027=2027-03-05"},
		{"The festival is set for Dec. 28 to Jan. 2.", "Dec. 28=2026-12-28 | Jan. 2=2027-01-02"},
		{"The mission ran from 2019 to 2021.", "2019=2019 | 2021=2021"},
	})
}

func TestPartsOfMonthsAndYears(t *testing.T) {
	check(t, []example{
		{"The last week of March was quiet.", "The last week of March=2025-03/END"},
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
