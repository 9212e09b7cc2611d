package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// piece is a token, or a part of a hyphenated token that names a country
// ("Iran" in "Iran-backed"), or two tokens that were written apart ("U. S.").
type piece struct {
	readout.Span
	text, key string
	word      bool
	name      bool // written as a name is
	initial   bool // a capital would stand here anyway
	quoted    bool // inside a direct quotation
	joined    bool // only white space lies between it and the piece before
	sentence  int
}

// key folds a name; full stops of abbreviations go.
func key(s string) string { return strings.ReplaceAll(fold.Key(s), ".", "") }

// page is a document cut into pieces.
type page struct {
	source    string
	words     []readout.Word // of the whole report; none where it was not parsed
	pieces    []piece
	first     []int  // first piece of each sentence, and the end
	titled    []bool // sentence whose capitals say nothing
	head      []bool // sentence of a headline or deck
	block     []int
	lower     set                  // words seen in lower case
	named     []bool               // piece belongs to a name
	memo      map[string]candidate // answers of lookUp
	titleMemo map[string]bool      // answers of gazetteer.Title
}

func newPage(d *readout.Document) *page {
	p := &page{source: d.Report.Source, words: d.Words, lower: set{}, memo: map[string]candidate{}, titleMemo: map[string]bool{}}
	for i, s := range d.Sentences {
		p.first = append(p.first, len(p.pieces))
		p.block = append(p.block, s.Block)
		for _, t := range d.Tokens[s.First:s.Last] {
			p.add(t, i)
		}
		role := d.Report.Blocks[s.Block].Role
		p.head = append(p.head, role == readout.RoleHeadline || role == readout.RoleDeck)
		p.titled = append(p.titled, role == readout.RoleHeadline || p.titleCase(p.first[i]))
	}
	p.first = append(p.first, len(p.pieces))
	p.marks()
	return p
}

// add appends the pieces of one token.
func (p *page) add(t readout.Token, sentence int) {
	for _, s := range parts(p.source, t) {
		text := s.Of(p.source)
		q := piece{Span: s, text: text, key: fold.Key(text), word: t.Kind != readout.PunctToken, sentence: sentence}
		q.name = q.word && nameLike(text)
		n := len(p.pieces)
		if n > p.first[len(p.first)-1] {
			last := &p.pieces[n-1]
			q.joined = blankOnly(p.source[last.End:s.Start])
			if whole := last.text + text; len(whole) == 4 && q.joined && known(whole) {
				last.Span = last.Join(s)
				last.text, last.key, last.name = whole, fold.Key(whole), true
				continue
			}
		}
		p.pieces = append(p.pieces, q)
	}
}

// known reports whether initials written apart, "U. S.", are an abbreviation.
func known(text string) bool {
	if text[1] != '.' || text[3] != '.' {
		return false
	}
	return lookUp(text).typ != ""
}

func blankOnly(gap string) bool {
	return gap != "" && strings.IndexFunc(gap, func(r rune) bool { return !unicode.IsSpace(r) && fold.Rune(r) >= 0 }) < 0
}

// parts cuts a hyphenated token where a part of it names a country or a body.
func parts(source string, t readout.Token) []readout.Span {
	text := t.Of(source)
	k := strings.IndexAny(text, "-‐‑")
	if t.Kind != readout.WordToken || k <= 0 || strings.IndexFunc(text, unicode.IsUpper) < 0 {
		return []readout.Span{t.Span}
	}
	if k := lookUp(text); k.typ != "" {
		return []readout.Span{t.Span}
	}
	_, n := utf8.DecodeRuneInString(text[k:])
	left, right := text[:k], text[k+n:]
	if right == "" || !splits(left, right) && !splits(right, left) {
		return []readout.Span{t.Span}
	}
	m := t.Start + k
	return []readout.Span{{Start: t.Start, End: m}, {Start: m, End: m + n}, {Start: m + n, End: t.End}}
}

// splits reports whether a is a country or body and b no part of its name.
func splits(a, b string) bool {
	r, _ := utf8.DecodeRuneInString(b)
	return placed(a) && (!unicode.IsUpper(r) || placed(b) || len(a) == 2)
}

func placed(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) {
		return false
	}
	return lookUp(s).typ != ""
}

// nameLike reports whether a word is written as a name: with a capital, also
// after a particle ("al-Hamadi", "d’Arc").
func nameLike(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	if unicode.IsUpper(r) || unicode.IsTitle(r) {
		return !(len(text) > 2 && text[1] == '-' && strings.IndexByte("DRI", text[0]) >= 0) // "D-Ohio"
	}
	k := strings.IndexAny(text, "-‐‑'’‘")
	if k <= 0 || !unicode.IsLower(r) {
		return false
	}
	_, n := utf8.DecodeRuneInString(text[k:])
	after, _ := utf8.DecodeRuneInString(text[k+n:])
	return unicode.IsUpper(after) && (words().particles[fold.Key(text[:k])] || k == 1)
}

// titleCase reports whether the sentence that begins at piece i has a capital on
// nearly every word but function words and no full stop: a heading.
func (p *page) titleCase(i int) bool {
	const fewest = 4
	names, all := 0, 0
	for _, q := range p.pieces[i:] {
		if !q.word || words().function[q.key] || words().particles[q.key] {
			continue
		}
		all++
		if q.name {
			names++
		}
	}
	return all >= fewest && names*10 >= all*9 && p.pieces[len(p.pieces)-1].text != "."
}

// marks finds where a capital says nothing, what stands in quotation, and which
// words the report writes in lower case.
func (p *page) marks() {
	for s := range p.block {
		initial, quoted := true, false
		if s > 0 && p.block[s-1] == p.block[s] && p.first[s] > 0 {
			quoted = p.pieces[p.first[s]-1].quoted
		}
		for i := p.first[s]; i < p.first[s+1]; i++ {
			q := &p.pieces[i]
			opens, closes := quoteMark(q, i+1 < p.first[s+1] && p.pieces[i+1].Start == q.End, quoted)
			quoted = (quoted || opens) && !closes
			q.quoted = quoted
			q.initial = initial && q.word
			switch {
			case opens || q.text == ":" || q.text == "•" || q.text == "…" || q.text == "...":
				initial = true
			case q.word:
				initial = false
				if !q.name && !p.titled[s] {
					p.lower[q.key] = true
				}
			}
		}
	}
}

// quoteMark reports whether q opens or closes a double quotation mark.
func quoteMark(q *piece, tight, quoted bool) (opens, closes bool) {
	switch q.text {
	case "“", "«", "„":
		return true, false
	case "”", "»":
		return false, true
	case "\"", "''", "``":
		return !quoted && tight, quoted
	}
	return false, false
}

// phrase is the text of pieces [i,j) where only single gaps lie between them
// within one sentence, else "".
func (p *page) phrase(i, j int) string {
	if i < 0 || j > len(p.pieces) || i >= j || p.pieces[i].sentence != p.pieces[j-1].sentence {
		return ""
	}
	for k := i + 1; k < j; k++ {
		if !p.pieces[k].joined || !p.pieces[k].word {
			return ""
		}
	}
	return p.source[p.pieces[i].Start:p.pieces[j-1].End]
}

// at is the folded word at i, "" outside the sentence s.
func (p *page) at(i, s int) string {
	if i < p.first[s] || i >= p.first[s+1] {
		return ""
	}
	return p.pieces[i].key
}

// look is lookUp with the answers kept.
func (p *page) look(text string) candidate {
	c, ok := p.memo[text]
	if !ok {
		c = lookUp(text)
		p.memo[text] = c
	}
	return c
}

// titleOf is gazetteer.Title with the answers kept.
func (p *page) titleOf(text string) bool {
	t, ok := p.titleMemo[text]
	if !ok {
		t = gazetteer.Title(text)
		p.titleMemo[text] = t
	}
	return t
}
