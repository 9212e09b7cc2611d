package ingest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout/gazetteer"
)

// Forms of credits, on folded lines.
var (
	// "HARBOR CITY, Dec 31 (Agency) - ", "(Agency) -", "(AGENCY) Text".
	creditDateline = regexp.MustCompile(`^[^()"]{0,90}\(([^()]{2,40})\) ?(-{1,2}|\.-)? ?\p{Lu}?`)
	creditMark     = regexp.MustCompile(`^[•*·+-]{0,2} ?\(?([\p{L}][\p{L}\d .&'/-]{1,50})\)?\.?$`)
	creditSource   = regexp.MustCompile(`(?i)^\(?(source|sources|quelle|quellen|fuente|fonte|bron|kilde|kalla|zrodlo|credit|via|from|courtesy of|courtesy|agency|agentur)s? ?:? (.{2,60}?)\)?\.?$`)
	creditByline   = regexp.MustCompile(`(?i)^(by|von|par|por) (the )?(.{2,60})$`)
	creditVia      = regexp.MustCompile(`(?i)\bvia (the )?([\p{L}][\p{L} .&'-]{1,40})$`)
	creditClosing  = regexp.MustCompile(`(?:[.!?"'] ?|- ?)\(?(\(([^()]{2,40})\)|- ([\p{L}][\p{L} .&'/-]{1,40}))\)?\.?$`)
	creditRights   = regexp.MustCompile(`(?i)^(?:©|copyright)(?: ©| \(c\))? ?(?:\d{4})?,? ?(?:by )?(the )?(.{2,50}?)(?:\. | - |\.$|, |all rights)`)
	contributed    = regexp.MustCompile(`(?i)\bcontribut|\badditional reporting|\breporting by|\bwith (reporting|inputs|files|material)`)
)

func basisAt(i int, what string) string { return fmt.Sprintf("block %d, %s", i+1, what) }

// dateline reports whether what stands before an agency's mark is a place with
// or without a date, or nothing.
func dateline(place string, dash bool) bool {
	if place == "" {
		return true
	}
	ws := strings.Fields(place)
	if len(ws) > 9 || !dash {
		return false
	}
	if phrases().functions[strings.ToLower(ws[0])] {
		return false
	}
	r := []rune(ws[0])
	return strings.ToUpper(string(r[0])) == string(r[0]) && !strings.ContainsAny(place, ".!?") || place == strings.ToUpper(place) ||
		strings.Count(place, ".") <= 2 && strings.Contains(place, ",")
}

// capitalPlace reports whether a dateline opens with a place in capitals.
func capitalPlace(place string) bool {
	first, _, _ := strings.Cut(place, " ")
	first = strings.Trim(first, ",.")
	return len(first) >= 3 && strings.ToUpper(first) == first && strings.ToLower(first) != first
}

// capitalWords is the run of capitalised words, four at most, that s opens with:
// the form of a newsroom's name.
func capitalWords(s string) string {
	ws := strings.Fields(s)
	n := 0
	for n < len(ws) && n < 4 {
		r, _ := utf8.DecodeRuneInString(ws[n])
		if !unicode.IsUpper(r) || strings.ContainsFunc(ws[n], unicode.IsDigit) {
			break
		}
		n++
	}
	return strings.TrimRight(strings.Join(ws[:n], " "), ".,;:")
}

// houseWord ends the names of agencies.
var houseWord = regexp.MustCompile(`\b(Press|News|Newswire|Wire|News Agency|News Service|Press Agency|Press Association)$`)

// closingMark is a dash or bullet before a name in capitals, at the end of a
// report.
var closingMark = regexp.MustCompile(`^[•*·+-]{1,2} ?([\p{Lu}][\p{Lu} .&'/-]{1,40})$`)

// agencyForm reports whether a word has the form of an agency's mark: three to
// six capitals.
func agencyForm(s string) bool {
	if len(s) < 3 || len(s) > 6 {
		return false
	}
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return true
}

// newsroom looks a name up as it stands and without what often stands around it.
func newsroom(s string) (string, bool) {
	s = strings.Trim(s, " .,;:()[]-")
	for _, try := range [...]string{s, strings.TrimPrefix(s, "the "), strings.TrimPrefix(s, "The "), cutAfter(s, "/"), cutAfter(s, ","), cutAfter(s, " news agency")} {
		if n, ok := gazetteer.NewsroomByName(try); ok {
			return n.Name, true
		}
	}
	return "", false
}

func cutAfter(s, sep string) string {
	before, _, _ := strings.Cut(s, sep)
	return strings.TrimSpace(before)
}
