package entity

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// longestTitle bounds the words of a title before a name.
const longestTitle = 5

// title is the length of the longest title that begins at i and ends by j; 0
// for none.
func (p *page) title(i, j int) int {
	for n := min(longestTitle, j-i); n > 0; n-- {
		if p.isTitle(i, i+n) {
			return n
		}
	}
	return 0
}

// isTitle reports whether pieces [i,j) are a title or office: one of the table,
// or a noun of office with modifiers before it.
func (p *page) isTitle(i, j int) bool {
	text := p.phrase(i, j)
	if text == "" {
		return false
	}
	w := words()
	last := officeNoun(p.pieces[j-1].key)
	if last == "" && p.pieces[j-1].name {
		last = pluralOffice(p.pieces[j-1].key)
	}
	if p.titleOf(text) && (last != "" || w.honorifics[p.pieces[j-1].key] || strings.Contains(text, " ")) {
		return true
	}
	if last == "" {
		return j-i == 1 && w.honorifics[p.pieces[i].key]
	}
	rank := strings.HasSuffix(p.pieces[j-1].key, ".")
	for k := i; k < j-1; k++ {
		key := p.pieces[k].key
		if rank && w.ranks[key] == "" && key != "vice" && key != "rear" && key != "retired" && key != "former" {
			return false
		}
		if w.ranks[key] == "" && !w.modifiers[key] && !w.modifiers[strings.TrimPrefix(key, "ex-")] {
			return false
		}
	}
	return true
}

// officeNoun is the noun of office that a word is or stands for: "adm." is
// "admiral"; "" for other words.
func officeNoun(k string) string {
	w := words()
	if noun, ok := w.ranks[k]; ok {
		return noun
	}
	for _, prefix := range []string{"ex-", "then-", "co-"} {
		k = strings.TrimPrefix(k, prefix)
	}
	if w.offices[k] {
		return k
	}
	if cut := strings.LastIndexByte(k, '-'); cut >= 0 && w.offices[k[cut+1:]] {
		return k[cut+1:]
	}
	return ""
}

// pluralOffice is the noun of office of a title for several: "Senators", "Reps.".
func pluralOffice(k string) string {
	stop := ""
	if strings.HasSuffix(k, ".") {
		k, stop = k[:len(k)-1], "."
	}
	if len(k) < 4 || !strings.HasSuffix(k, "s") {
		return ""
	}
	return officeNoun(k[:len(k)-1] + stop)
}

// officeEndsAt reports whether a title ends right before piece i.
func (r *reader) officeEndsAt(i int) bool {
	if i <= r.first[r.sentence] || !r.pieces[i].joined {
		return false
	}
	k := r.pieces[i-1].key
	return officeNoun(k) != "" && !r.article(i-1) || words().honorifics[k] || r.pieces[i-1].name && pluralOffice(k) != ""
}

// article reports "a" or "an" before the noun at i, with which no name follows
// as its holder: "a minister Norland sent".
func (r *reader) article(i int) bool {
	k := r.at(i-1, r.sentence)
	return k == "a" || k == "an"
}

// ends finds the candidates of organizations and places by the piece after
// their last one.
type ends map[int]*candidate

// titlesBefore reads the titles that stand before the person at piece first,
// nearest last, each with the country or organization before it.
func (p *page) titlesBefore(first int, at ends) []readout.Office {
	s := p.pieces[first].sentence
	k, left := first, first
	var out []readout.Office
	for k > p.first[s] && (k == first || p.pieces[k].joined) && p.pieces[first].joined {
		n := 0
		for try := min(longestTitle, k-p.first[s]); try > 0 && n == 0; try-- {
			if p.isTitle(k-try, k) && p.pieces[k].joined && !p.taken(k-try, k) {
				n = try
			}
		}
		if n == 0 {
			if p.pieces[k-1].key == "and" && k < first {
				k--
				continue
			}
			break
		}
		k -= n
		if !p.honorific(k, k+n) && pluralOffice(p.pieces[k+n-1].key) == "" {
			out = append([]readout.Office{p.office(k, k+n)}, out...)
			left = k
		}
	}
	if len(out) > 0 {
		p.own(&out[0], left, s, at)
	}
	return out
}

// own adds to the office that begins at piece i the owner before it, and "former"
// before the owner: "former Norlandic president".
func (p *page) own(o *readout.Office, i, s int, at ends) {
	c := p.ownerBefore(i, at)
	if c == nil {
		return
	}
	o.Of = c.Of(p.source)
	if formerly(p.at(c.first-1, s)) {
		o.Span.Start = p.pieces[c.first-1].Start
		o.Title = o.Span.Of(p.source)
	}
}

// formerly reports whether a word puts an office into the past.
func formerly(k string) bool {
	return k == "former" || k == "ex" || k == "then" || k == "late" || k == "onetime" ||
		strings.HasPrefix(k, "ex-") || strings.HasPrefix(k, "then-")
}

// past reports whether the office is said to be a former one.
func past(o readout.Office) bool {
	for _, w := range strings.Fields(fold.Key(o.Title)) {
		if formerly(w) {
			return true
		}
	}
	return false
}

// taken reports whether a piece of [i,j) belongs to a name: "King" is no title in
// "Ana King and Bo Ruiz", nor "House Counsel" in "White House Counsel Ana Ruiz".
func (p *page) taken(i, j int) bool {
	for ; i < j; i++ {
		if i < len(p.named) && p.named[i] {
			return true
		}
	}
	return false
}

func (p *page) honorific(i, j int) bool {
	return j-i == 1 && words().honorifics[p.pieces[i].key]
}

func (p *page) office(i, j int) readout.Office {
	span := readout.Span{Start: p.pieces[i].Start, End: p.pieces[j-1].End}
	return readout.Office{Title: span.Of(p.source), Span: span}
}

// ownerBefore is the country or organization whose office begins at piece i:
// "Norland’s", "Norlandic", "the Trade Council".
func (p *page) ownerBefore(i int, at ends) *candidate {
	if i <= 0 {
		return nil
	}
	if c := at[i]; c != nil {
		return c
	}
	if k := p.pieces[i-1].key; k == "'s" || k == "'" {
		return at[i-1]
	}
	return nil
}

// longestApposition bounds an apposition, in pieces.
const longestApposition = 16

// titleAfter reads ", the head of the Trade Council," after the person that ends
// before piece i.
func (p *page) titleAfter(i int, at ends) (readout.Office, bool) {
	s := p.pieces[i-1].sentence
	if p.at(i, s) != "," {
		return readout.Office{}, false
	}
	start := i + 1
	noun := p.apposedNoun(start, s, at)
	if noun < 0 {
		return readout.Office{}, false
	}
	end := p.appositionEnd(noun+1, s)
	if end < 0 {
		return readout.Office{}, false
	}
	o := p.office(start, end)
	for k := start + 1; k <= end; k++ {
		c := at[k]
		if c == nil {
			continue
		}
		o.Of = c.Of(p.source)
		if k <= noun { // the owner stands before the noun: the title begins after it
			if p.at(k, s) == "'s" {
				k++
			}
			if !formerly(p.at(c.first-1, s)) {
				o = p.office(k, end)
			}
			o.Of = c.Of(p.source)
		}
		break
	}
	return o, true
}

// apposedNoun is the piece of the noun of office that heads the apposition
// beginning at i, or -1.
func (p *page) apposedNoun(i, s int, at ends) int {
	w := words()
	for k := i; k < p.first[s+1] && k < i+longestApposition/2; k++ {
		q := &p.pieces[k]
		next := p.at(k+1, s)
		switch {
		case officeNoun(q.key) != "" && (officeNoun(next) == "" && next != "'s" && !w.modifiers[next] || next == ""):
			return k
		case q.key == "the" || q.key == "a" || q.key == "an":
			if k != i {
				return -1
			}
		case q.key == "'s", w.modifiers[q.key], officeNoun(q.key) != "", q.name, strings.HasPrefix(q.key, "ex-"), q.text == "-":
		default:
			return -1
		}
	}
	return -1
}

// appositionEnd is the end of an apposition whose noun stands before piece i:
// at a comma or a stop, past "of", "for" and the like; -1 where it is none.
func (p *page) appositionEnd(i, s int) int {
	switch k := p.at(i, s); k {
	case ",", ".", "", ";", "—", "–", ")", "”":
		return i
	case "of", "for", "at", "to", "in", "with", "on":
	default:
		return -1
	}
	for k := i + 1; k < p.first[s+1] && k < i+longestApposition; k++ {
		switch p.pieces[k].key {
		case ",", ".", ";", "—", "–", "--", "(", ")", "who", "that", "which":
			if k == i+1 {
				return -1
			}
			return k
		}
		if words().speech[p.pieces[k].key] {
			return -1
		}
	}
	return -1
}

// titleBeforeComma reads "Norland’s foreign minister, " before the person at
// pieces [first,last).
func (p *page) titleBeforeComma(first, last int, at ends) (readout.Office, bool) {
	s := p.pieces[first].sentence
	if p.at(first-1, s) != "," || p.at(last, s) == "and" || p.at(last, s) == "or" {
		return readout.Office{}, false
	}
	end := first - 1
	for n := min(longestTitle, end-p.first[s]); n > 0; n-- {
		k := end - n
		if !p.isTitle(k, end) || p.honorific(k, end) || p.taken(k, end) {
			continue
		}
		o := p.office(k, end)
		before := p.at(k-1, s)
		p.own(&o, k, s, at)
		switch {
		case o.Of != "", before == "the" && p.at(k-2, s) != ",":
			return o, true
		case before == "'s", before == "its", before == "their", before == "his", before == "her":
			return o, true
		}
		return readout.Office{}, false
	}
	return readout.Office{}, false
}

// officeKey folds an office for comparison.
func officeKey(o readout.Office) string { return fold.Key(o.Title) + "|" + fold.Key(o.Of) }

// headNoun is the last noun of office in a title that stands before any "of".
func headNoun(title string) string {
	noun := ""
	for _, w := range strings.Fields(fold.Key(title)) {
		if w == "of" || w == "for" || w == "to" || w == "at" || w == "in" {
			break
		}
		if n := officeNoun(w); n != "" {
			noun = n
		}
	}
	return noun
}
