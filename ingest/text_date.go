package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/readout-project/readout/internal/fold"
)

// months by the first letters of their names in English, German, French,
// Spanish, Portuguese, Italian and Dutch, folded.
var months = map[string]int{
	"january": 1, "jan": 1, "januar": 1, "janner": 1, "janvier": 1, "janv": 1, "enero": 1, "ene": 1, "janeiro": 1, "gennaio": 1, "januari": 1,
	"february": 2, "feb": 2, "februar": 2, "fevrier": 2, "fevr": 2, "febrero": 2, "fevereiro": 2, "febbraio": 2, "februari": 2,
	"march": 3, "mar": 3, "marz": 3, "mars": 3, "marzo": 3, "marco": 3, "maart": 3,
	"april": 4, "apr": 4, "avril": 4, "avr": 4, "abril": 4, "abr": 4, "aprile": 4,
	"may": 5, "mai": 5, "mayo": 5, "maio": 5, "maggio": 5, "mei": 5,
	"june": 6, "jun": 6, "juni": 6, "juin": 6, "junio": 6, "junho": 6, "giugno": 6,
	"july": 7, "jul": 7, "juli": 7, "juillet": 7, "juil": 7, "julio": 7, "julho": 7, "luglio": 7,
	"august": 8, "aug": 8, "aout": 8, "agosto": 8, "ago": 8, "augustus": 8,
	"september": 9, "sep": 9, "sept": 9, "septembre": 9, "septiembre": 9, "setembro": 9, "settembre": 9,
	"october": 10, "oct": 10, "oktober": 10, "okt": 10, "octobre": 10, "octubre": 10, "outubro": 10, "ottobre": 10,
	"november": 11, "nov": 11, "novembre": 11, "noviembre": 11, "novembro": 11,
	"december": 12, "dec": 12, "dezember": 12, "dez": 12, "decembre": 12, "diciembre": 12, "dic": 12, "dezembro": 12, "dicembre": 12,
}

// On fold.Key. A day, a month by name and a year of four digits; or digits in
// an order that cannot be mistaken.
var (
	monthDay = regexp.MustCompile(`\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)\b`)
	dayMonth = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er)?\.?(?: de| of)? ([a-z]{3,10})\.?,?(?: de| del)? ((?:19|20)\d\d)\b`)
	isoDay   = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d{2})-(\d{2})(?:[t ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(z|[+-]\d{2}:?\d{2})?)?`)
	dotDay   = regexp.MustCompile(`\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b`)
	slashDay = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b`)
	yearDay  = regexp.MustCompile(`\b((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})\b`)
	clock    = regexp.MustCompile(`\b(\d{1,2})[:.](\d{2})(?::\d{2})? ?([ap]\.?m\b\.?)?(?: ?uhr)? ?\(?(gmt|utc|z\b|[+-]\d{2}:?\d{2}|cest|cet|edt|est|cdt|cst|mdt|mst|pdt|pst|jst|kst|msk|eat)?\b`)
)

// zones that name one offset only.
var zones = map[string]string{
	"gmt": "Z", "utc": "Z", "z": "Z", "cet": "+01:00", "cest": "+02:00", "edt": "-04:00", "est": "-05:00", "cdt": "-05:00",
	"mdt": "-06:00", "mst": "-07:00", "pdt": "-07:00", "pst": "-08:00", "jst": "+09:00", "kst": "+09:00", "msk": "+03:00", "eat": "+03:00",
}

// stamp is a date found in a line.
type stamp struct {
	value      string // RFC 3339 full-date, or date-time where the zone is stated
	start, end int    // in fold.Key of the line
}

// findStamp reads the first complete date of a line.
func findStamp(key string) (stamp, bool) {
	best := stamp{start: len(key) + 1}
	try := func(re *regexp.Regexp, y, m, d int) {
		loc := re.FindStringSubmatchIndex(key)
		if loc == nil || loc[0] >= best.start {
			return
		}
		get := func(k int) string { return key[loc[2*k]:loc[2*k+1]] }
		if v, ok := fullDate(get(y), get(m), get(d)); ok {
			best = stamp{value: v, start: loc[0], end: loc[1]}
		}
	}
	try(monthDay, 3, 1, 2)
	try(dayMonth, 3, 2, 1)
	try(isoDay, 1, 2, 3)
	try(dotDay, 3, 2, 1)
	try(yearDay, 1, 2, 3)
	if loc := slashDay.FindStringSubmatch(key); loc != nil && best.value == "" {
		best = slashStamp(key, loc)
	}
	if best.value == "" {
		return stamp{}, false
	}
	best.value += clockOf(key, best)
	return best, true
}

// slashStamp reads 13/2/2024 and 2/13/2024, of which one number can be no
// month; 3/2/2024 may be either and is left.
func slashStamp(key string, m []string) stamp {
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	day, month := m[1], m[2]
	switch {
	case a == b || a > 12 && b <= 12:
	case b > 12 && a <= 12:
		day, month = m[2], m[1]
	default:
		return stamp{}
	}
	v, ok := fullDate(m[3], month, day)
	if !ok {
		return stamp{}
	}
	at := strings.Index(key, m[0])
	return stamp{value: v, start: at, end: at + len(m[0])}
}

func fullDate(y, m, d string) (string, bool) {
	month, err := strconv.Atoi(m)
	if err != nil {
		month = months[m]
	}
	year, _ := strconv.Atoi(y)
	day, _ := strconv.Atoi(d)
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != day || int(t.Month()) != month {
		return "", false
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day), true
}

// clockOf is the time of the line as the rest of an RFC 3339 date-time; empty
// where there is none or its zone is not stated.
func clockOf(key string, s stamp) string {
	if m := isoDay.FindStringSubmatch(key); m != nil && m[4] != "" && m[5] != "" {
		t := m[4]
		if len(t) == 5 {
			t += ":00"
		}
		if validClock(t[:2], t[3:5]) {
			return "T" + t + zoneOf(m[5])
		}
		return ""
	}
	rest := key[:s.start] + strings.Repeat(" ", s.end-s.start) + key[s.end:]
	m := clock.FindStringSubmatch(rest)
	if m == nil || m[4] == "" {
		return ""
	}
	h, _ := strconv.Atoi(m[1])
	if half := strings.TrimSpace(m[3]); half != "" {
		if h < 1 || h > 12 {
			return ""
		}
		h %= 12
		if half[0] == 'p' {
			h += 12
		}
	}
	hh := fmt.Sprintf("%02d", h)
	if !validClock(hh, m[2]) {
		return ""
	}
	return "T" + hh + ":" + m[2] + ":00" + zoneOf(m[4])
}

func validClock(h, m string) bool { return h < "24" && m < "60" }

func zoneOf(z string) string {
	if v, ok := zones[z]; ok {
		return v
	}
	if len(z) == 5 {
		z = z[:3] + ":" + z[3:]
	}
	return z
}

// On fold.Key: the words that open a line of dates.
var (
	updatedOpen   = regexp.MustCompile(`\b(last (updated|modified)|updated|modified|aktualisiert|geandert|mis a jour|actualizado|aggiornato|bijgewerkt|atualizado|uppdaterad)\b`)
	publishedOpen = regexp.MustCompile(`\b(published|posted|first published|date|veroffentlicht|erschienen|stand|publie|publicado|publicada|pubblicato|gepubliceerd|publicerad|opublikowano|created)\b`)
	dateFiller    = regexp.MustCompile(`\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b|\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b|\b(at|on|am|um|le|les|el|il|a|as|op|om|den|der|first|last|uhr|h|et|local time|time|by|and|edt|est|bst|ist|gmt|utc)\b`)
)

// dateOnly reports whether a line is a date with its weekday, time and the
// words that open it, and nothing else.
func dateOnly(folded string) bool {
	if len(folded) > 120 {
		return false
	}
	key := fold.Key(folded)
	if s, ok := findStamp(key); ok {
		key = key[:s.start] + " " + key[s.end:]
		if s, ok := findStamp(key); ok {
			key = key[:s.start] + " " + key[s.end:]
		}
	} else if !openDate.MatchString(key) {
		return false
	} else {
		key = openDate.ReplaceAllString(key, " ")
	}
	key = clock.ReplaceAllString(key, " ")
	key = updatedOpen.ReplaceAllString(key, " ")
	key = publishedOpen.ReplaceAllString(key, " ")
	key = bareClock.ReplaceAllString(key, " ")
	key = dateFiller.ReplaceAllString(key, " ")
	left := 0
	for _, r := range key {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f {
			left++
		}
	}
	return left <= 3
}

// bareClock is a full hour: "9 p.m.", "7am", "18 h".
var bareClock = regexp.MustCompile(`\b\d{1,2} ?([ap]\.?m\b\.?|uhr|h\b)`)

// openDate is a date without its year, or an update with a time alone.
var openDate = regexp.MustCompile(`^(updated|published|posted|last updated)( at| on)? .*\d|^(mon|tues|wednes|thurs|fri|satur|sun)day,? [a-z]{3,9}\.? \d{1,2}$|^[a-z]{3,9}\.? \d{1,2}$`)
