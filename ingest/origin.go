package ingest

import (
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// originFinder looks for the newsroom whose reporting a report is, in its lines.
type originFinder struct {
	lines []line
	own   func(name string) bool // the outlet itself, whose own mark is no origin
}

// creditOrigin finds the newsroom whose reporting a report says it is: a credit
// line or mark, an agency in the dateline or the byline, a rights line. A
// newsroom that only contributed is not the origin of the whole. Outlets and
// agencies are known from the gazetteer; an unknown agency counts only where
// the form leaves no doubt. Nothing found is an answer.
func creditOrigin(lines []line) readout.Found {
	return otherOrigin(lines, func(string) bool { return false })
}

// otherOrigin is creditOrigin for a report whose outlet is known: what is its
// own is passed over.
func otherOrigin(lines []line, own func(string) bool) readout.Found {
	f := originFinder{lines, own}
	for _, find := range [...]func() readout.Found{f.dateline, f.end, f.top} {
		if o := find(); o.Stated() {
			o.Value = f.spelling(o.Value)
			return o
		}
	}
	return readout.Found{}
}

// known is a newsroom of the gazetteer that is not the outlet.
func (f originFinder) known(name string, i int, what string) readout.Found {
	n, ok := newsroom(name)
	if !ok || f.own(n) || f.own(name) {
		return readout.Found{}
	}
	return readout.Found{Value: n, Basis: basisAt(i, what)}
}

// named is a newsroom by name, as the gazetteer has it or as it is written.
func (f originFinder) named(name string, i int, what string) readout.Found {
	name = strings.Trim(name, " .,;:()[]-")
	if _, ok := newsroom(name); ok {
		return f.known(name, i, what)
	}
	if !couldBeNewsroom(name) || f.own(name) {
		return readout.Found{}
	}
	return readout.Found{Value: name, Basis: basisAt(i, what+", not in the gazetteer")}
}

var (
	// callSign is the call sign of a station of North America, which marks its
	// own reports.
	callSign = regexp.MustCompile(`^[KW][A-Z]{2,3}(?:-(?:TV|DT|FM|AM))?$`)
	// noNewsroom are words that names in credits do not begin with: times, and
	// parts of a publication.
	noNewsroom = regexp.MustCompile(`(?i)^(?:\pL+day|spring|summer|autumn|fall|winter|print|issue|volume|vol|our|my|his|her|their|an?|this|the|its|part|section|page|file|photo|live|update|updated|video|staff|wire|agency|agencies)\b`)
	// itself is how a line speaks of the report that it stands in.
	itself = regexp.MustCompile(`(?i)^\W{0,3}(?:editor'?s'? note:? ?)?(?:(?:an? (?:earlier |longer |shorter )?version of )?this\b|(?:originally|first) (?:published|appeared|ran)\b|re-?published\b|reprinted\b|reposted\b|syndicated\b|read the original\b|information from\b|the (?:article|story|post|piece|essay|column|report)(?: above)? (?:was |is )?(?:originally|first|re-?published|reprinted)\b)`)
)

// couldBeNewsroom tells the name of a newsroom from a place, a day, a part of a
// publication.
func couldBeNewsroom(name string) bool {
	if len(name) < 3 || callSign.MatchString(name) || noNewsroom.MatchString(name) || gazetteer.City(name) {
		return false
	}
	if _, _, ok := gazetteer.CountryOf(name); ok {
		return false
	}
	w := fold.Words(name)
	return len(w) > 0 && monthOf()[w[0]] == 0
}

// dateline reads the mark of an agency in the opening of the first running text.
func (f originFinder) dateline() readout.Found {
	const opening = 3 // blocks
	seen := 0
	for i, l := range f.lines {
		if !l.role.Text() && l.role != readout.RoleDateline {
			continue
		}
		if o := f.datelineIn(foldLine(l.text), i); o.Stated() {
			return o
		}
		if seen++; seen == opening {
			break
		}
	}
	return readout.Found{}
}

func (f originFinder) datelineIn(t string, i int) readout.Found {
	m := creditDateline.FindStringSubmatchIndex(t)
	if m == nil {
		return readout.Found{}
	}
	inner, place := t[m[2]:m[3]], strings.TrimRight(t[:m[2]-1], " ,")
	dash := m[4] >= 0
	if !dateline(place, dash) {
		return readout.Found{}
	}
	if o := f.known(inner, i, "dateline mark"); o.Stated() {
		return o
	}
	if !dash || !capitalPlace(place) {
		return readout.Found{}
	}
	if agencyForm(inner) || capitalWords(inner) == inner && (houseWord.MatchString(inner) || f.told(inner)) {
		if o := f.named(inner, i, "dateline mark"); o.Stated() {
			o.Basis = strings.Replace(o.Basis, ", not in", ", agency not in", 1)
			return o
		}
	}
	return readout.Found{}
}

// told reports whether sources of the report told the newsroom of that name.
func (f originFinder) told(name string) bool {
	for _, l := range f.lines {
		if !l.role.Text() {
			continue
		}
		for _, m := range toldHouse.FindAllStringSubmatch(foldLine(l.text), 4) {
			if sameHouse(m[1], name) {
				return true
			}
		}
	}
	return false
}

// end reads the last lines of the article and the credits behind it.
func (f originFinder) end() readout.Found {
	last := -1
	for i, l := range f.lines {
		if l.role.Text() {
			last = i
		}
	}
	for i := len(f.lines) - 1; i >= 0 && last >= 0; i-- {
		l := f.lines[i]
		t := foldLine(l.text)
		switch {
		case l.role != readout.RoleCredit && i != last, contributed.MatchString(t):
			continue
		case l.role == readout.RoleCredit:
			if o := f.creditIn(t, i); o.Stated() {
				return o
			}
		default:
			if m := creditClosing.FindStringSubmatch(t); m != nil {
				if o := f.known(m[2]+m[3], i, "credit at the end of the text"); o.Stated() {
					return o
				}
			}
		}
	}
	return readout.Found{}
}

// creditIn reads one folded line of credit.
func (f originFinder) creditIn(t string, i int) readout.Found {
	if m := takenFrom.FindStringSubmatch(t); m != nil && itself.MatchString(t) {
		const what = "says where it first appeared"
		for _, name := range [...]string{m[1], "The " + m[1]} { // a word with its article may be a name
			if o := f.known(name, i, what); o.Stated() {
				return o
			}
		}
		if name := capitalWords(m[1]); name != "" {
			return f.named(name, i, what)
		}
	}
	if m := creditRights.FindStringSubmatch(t); m != nil {
		if o := f.known(m[2], i, "rights line"); o.Stated() {
			return o
		}
		if houseWord.MatchString(m[2]) && capitalWords(m[2]) == m[2] {
			return f.named(m[2], i, "rights line")
		}
	}
	if m := creditMark.FindStringSubmatch(t); m != nil {
		if o := f.known(m[1], i, "credit line"); o.Stated() {
			return o
		}
	}
	if m := creditSource.FindStringSubmatch(t); m != nil {
		if o := f.known(m[2], i, "credit line"); o.Stated() {
			return o
		}
	}
	if m := closingMark.FindStringSubmatch(t); m != nil {
		return f.named(m[1], i, "credit mark")
	}
	return readout.Found{}
}

// top reads bylines that name a newsroom.
func (f originFinder) top() readout.Found {
	for i, l := range f.lines {
		if l.role != readout.RoleByline && l.role != readout.RoleCredit {
			continue
		}
		t := foldLine(l.text)
		if contributed.MatchString(t) {
			continue
		}
		if m := creditVia.FindStringSubmatch(t); m != nil {
			if o := f.known(m[2], i, string(l.role)+", via"); o.Stated() {
				return o
			}
		}
		if m := creditByline.FindStringSubmatch(t); m != nil {
			if o := f.bylineIn(m[3], i, string(l.role)); o.Stated() {
				return o
			}
		}
	}
	return readout.Found{}
}

// staffTail is what bylines add to an agency's name.
var staffTail = regexp.MustCompile(`(?i),? (?:staff|staff reports?|reporters?|wire|newsroom)$`)

// bylineIn reads what follows the "By" of a byline.
func (f originFinder) bylineIn(rest string, i int, what string) readout.Found {
	rest = staffTail.ReplaceAllString(rest, "")
	if o := f.known(rest, i, what); o.Stated() {
		return o
	}
	if o := f.bylineAgency(rest, i); o.Stated() {
		return o
	}
	if houseWord.MatchString(rest) && capitalWords(rest) == rest {
		return f.named(rest, i, what)
	}
	return readout.Found{}
}

// bylineAgency finds an agency behind the names of a byline: "Ana Roe, Agency".
// An outlet that is no agency there is the writer's own house.
func (f originFinder) bylineAgency(rest string, i int) readout.Found {
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(",|/()", r) }) {
		name := strings.TrimPrefix(strings.TrimSpace(part), "The ")
		if n, ok := gazetteer.NewsroomByName(name); ok && n.Agency && !f.own(n.Name) {
			return readout.Found{Value: n.Name, Basis: basisAt(i, "byline names the agency")}
		}
	}
	return readout.Found{}
}

// spelling is a name in capitals as the report writes it elsewhere.
func (f originFinder) spelling(name string) string {
	const short = 5 // below, capitals are the name
	if len(name) < short || strings.ToUpper(name) != name {
		return name
	}
	if _, ok := newsroom(name); ok {
		return name
	}
	form := regexp.MustCompile(`(?i)(?:^|[^\pL\d])(` + regexp.QuoteMeta(name) + `)(?:$|[^\pL\d])`)
	for _, l := range f.lines {
		for _, m := range form.FindAllStringSubmatch(l.text, -1) {
			if s := m[1]; strings.ToUpper(s) != s && strings.ToUpper(s[:1]) == s[:1] {
				return s
			}
		}
	}
	return name
}
