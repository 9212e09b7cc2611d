package timex

import (
	"fmt"
	"time"
)

// day is a date of the proleptic Gregorian calendar. Month and day may be 0
// where only the year, or year and month, are known.
type day struct {
	year, month, day int
}

// full reports whether year, month and day are all there and exist.
func (d day) full() bool {
	if d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 {
		return false
	}
	return d.day <= daysIn(d.year, d.month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (d day) time() time.Time {
	return time.Date(d.year, time.Month(max(d.month, 1)), max(d.day, 1), 0, 0, 0, 0, time.UTC)
}

func fromTime(t time.Time) day { return day{t.Year(), int(t.Month()), t.Day()} }

func (d day) add(days int) day { return fromTime(d.time().AddDate(0, 0, days)) }

// addMonths moves by whole months and forgets the day.
func (d day) addMonths(n int) day {
	m := d.year*12 + d.month - 1 + n
	return day{m / 12, m%12 + 1, 0}
}

// weekday is 1 for Monday to 7 for Sunday.
func (d day) weekday() int { return (int(d.time().Weekday())+6)%7 + 1 }

func (d day) before(o day) bool {
	if d.year != o.year {
		return d.year < o.year
	}
	if d.month != o.month {
		return d.month < o.month
	}
	return d.day < o.day
}

// String is the date as ISO 8601 writes it, as far as it is known.
func (d day) String() string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// week is the ISO week that holds the day, as TIMEX3 writes it.
func (d day) week() string {
	y, w := d.time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

func (d day) quarter() int { return (d.month + 2) / 3 }

// parseDay reads the date at the head of an RFC 3339 date or date-time, or a
// year, or year and month. The zero day means that there is none.
func parseDay(s string) day {
	var d day
	if len(s) < 4 || digits(s, 0) != 4 {
		return day{}
	}
	d.year = atoi(s[:4])
	if len(s) >= 7 && s[4] == '-' && digits(s, 5) == 7 {
		d.month = atoi(s[5:7])
		if len(s) >= 10 && s[7] == '-' && digits(s, 8) == 10 {
			d.day = atoi(s[8:10])
		}
	}
	if d.day > 0 && !d.full() || d.month > 12 || d.year == 0 {
		return day{}
	}
	return d
}

// atoi is the number that a short run of digits writes; 0 for anything else.
func atoi(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 9; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
