package ingest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
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

// creditOrigin finds the newsroom whose reporting a report says it is: a credit
// line or mark, an agency in the dateline or the byline, a rights line. A
// newsroom that only contributed is not the origin of the whole. Outlets and
// agencies are known from the gazetteer; an unknown agency counts only where
// the form leaves no doubt. Nothing found is an answer.
func creditOrigin(lines []line) readout.Found {
	for _, find := range [...]func([]line) readout.Found{datelineOrigin, endOrigin, topOrigin} {
		if f := find(lines); f.Stated() {
			return f
		}
	}
	return readout.Found{}
}

func basisAt(i int, what string) string { return fmt.Sprintf("B%d %s", i+1, what) }

// datelineOrigin reads the mark in the opening of the first running text.
func datelineOrigin(lines []line) readout.Found {
	seen := 0
	for i, l := range lines {
		if !l.role.Text() && l.role != readout.RoleDateline {
			continue
		}
		t := foldLine(l.text)
		m := creditDateline.FindStringSubmatchIndex(t)
		if m != nil {
			inner, place := t[m[2]:m[3]], strings.TrimRight(t[:m[2]-1], " ,")
			dash := m[4] >= 0
			if dateline(place, dash) {
				if n, ok := newsroom(inner); ok {
					return readout.Found{Value: n, Basis: basisAt(i, "dateline mark")}
				}
				if dash && capitalPlace(place) && (agencyForm(inner) || capitalWords(inner) == inner) {
					return readout.Found{Value: inner, Basis: basisAt(i, "dateline mark, agency not in the gazetteer")}
				}
			}
		}
		if seen++; seen == 3 {
			break
		}
	}
	return readout.Found{}
}

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

// agencyForm reports whether a word has the form of an agency's mark: two to
// six capitals.
func agencyForm(s string) bool {
	if len(s) < 2 || len(s) > 6 {
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

// endOrigin reads the last lines of the article and the credits behind it.
func endOrigin(lines []line) readout.Found {
	last := -1
	for i, l := range lines {
		if l.role.Text() {
			last = i
		}
	}
	for i := len(lines) - 1; i >= 0 && last >= 0; i-- {
		l := lines[i]
		if l.role != readout.RoleCredit && l.role != readout.RoleByline && i != last {
			continue
		}
		t := foldLine(l.text)
		if contributed.MatchString(t) {
			continue
		}
		if f := creditIn(t, i, l.role); f.Stated() {
			return f
		}
	}
	return readout.Found{}
}

// found names a newsroom, as the gazetteer has it or as it is written.
func found(name string, i int, what string) readout.Found {
	if n, ok := newsroom(name); ok {
		return readout.Found{Value: n, Basis: basisAt(i, what)}
	}
	return readout.Found{Value: name, Basis: basisAt(i, what+", not in the gazetteer")}
}

// creditIn reads one folded line.
func creditIn(t string, i int, role readout.Role) readout.Found {
	try := func(name, what string) readout.Found {
		if n, ok := newsroom(name); ok {
			return readout.Found{Value: n, Basis: basisAt(i, what)}
		}
		return readout.Found{}
	}
	if role == readout.RoleCredit {
		if m := takenFrom.FindStringSubmatch(t); m != nil {
			if f := try(m[1], "says where it first appeared"); f.Stated() {
				return f
			}
			if name := capitalWords(m[1]); name != "" {
				return found(name, i, "says where it first appeared")
			}
		}
		if m := creditRights.FindStringSubmatch(t); m != nil {
			if f := try(m[2], "rights line"); f.Stated() {
				return f
			}
		}
		if m := creditMark.FindStringSubmatch(t); m != nil {
			if f := try(m[1], "credit line"); f.Stated() {
				return f
			}
		}
		if m := creditSource.FindStringSubmatch(t); m != nil {
			if f := try(m[2], "credit line"); f.Stated() {
				return f
			}
		}
		if m := closingMark.FindStringSubmatch(t); m != nil {
			return found(m[1], i, "credit mark")
		}
	}
	if role != readout.RoleCredit && role.Text() {
		if m := creditClosing.FindStringSubmatch(t); m != nil {
			return try(m[2]+m[3], "credit at the end of the text")
		}
	}
	return readout.Found{}
}

// topOrigin reads bylines that name a newsroom.
func topOrigin(lines []line) readout.Found {
	for i, l := range lines {
		if l.role != readout.RoleByline && l.role != readout.RoleCredit {
			continue
		}
		t := foldLine(l.text)
		if contributed.MatchString(t) {
			continue
		}
		if m := creditVia.FindStringSubmatch(t); m != nil {
			if n, ok := newsroom(m[2]); ok {
				return readout.Found{Value: n, Basis: basisAt(i, string(l.role)+", via")}
			}
		}
		if m := creditByline.FindStringSubmatch(t); m != nil {
			if n, ok := newsroom(m[3]); ok {
				return readout.Found{Value: n, Basis: basisAt(i, string(l.role))}
			}
			if f := bylineAgency(m[3], i); f.Stated() {
				return f
			}
			if houseWord.MatchString(m[3]) && capitalWords(m[3]) == m[3] {
				return found(m[3], i, "byline")
			}
		}
	}
	return readout.Found{}
}

// bylineAgency finds an agency behind the names of a byline: "Ana Roe, Agency".
// An outlet that is no agency there is the writer's own house.
func bylineAgency(rest string, i int) readout.Found {
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' || r == '|' || r == '/' || r == '(' || r == ')' }) {
		if n, ok := gazetteer.NewsroomByName(strings.TrimPrefix(strings.TrimSpace(part), "The ")); ok && n.Agency {
			return readout.Found{Value: n.Name, Basis: basisAt(i, "byline names the agency")}
		}
	}
	return readout.Found{}
}
