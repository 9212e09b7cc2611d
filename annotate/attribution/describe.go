package attribution

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// sources describes the sources of attributions: who or what they are, how many
// are stated to speak, and what access they are said to have. It reads the
// words, trees, mentions and entities of a document; where a document has no
// words it takes its tokens, without trees.
type sources struct {
	d        *readout.Document
	text     string
	t        *describing
	words    []readout.Word
	keys     []string // folded words, made when first asked for
	mentions []readout.Mention
	cue      []readout.Span // of the attribution at hand
	said     readout.Span   // its content, the first span
}

// longestPhrase bounds the words of a source that are looked at.
const longestPhrase = 80

func newSources(d *readout.Document) *sources {
	s := &sources{d: d, text: d.Report.Source, t: describingTables(), words: d.Words, mentions: d.Mentions}
	if len(s.words) == 0 {
		s.words = tokenWords(d)
	}
	s.keys = make([]string, len(s.words))
	byStart := func(a, b readout.Mention) int { return a.Start - b.Start }
	if !slices.IsSortedFunc(s.mentions, byStart) {
		s.mentions = slices.Clone(s.mentions)
		slices.SortStableFunc(s.mentions, byStart)
	}
	return s
}

// tokenWords are the tokens as words without trees, possessive marks apart.
func tokenWords(d *readout.Document) []readout.Word {
	out := make([]readout.Word, 0, len(d.Tokens))
	for _, t := range d.Tokens {
		w := readout.Word{Span: t.Span, Head: -1}
		if t.Kind == readout.PunctToken {
			w.UPOS = readout.PUNCT
		}
		text := t.Of(d.Report.Source)
		for _, mark := range []string{"'s", "’s"} {
			if len(text) > len(mark) && strings.HasSuffix(text, mark) {
				w.End -= len(mark)
				out = append(out, w)
				w = readout.Word{Span: readout.Span{Start: w.End, End: t.End}, Head: -1, UPOS: readout.PART, XPOS: readout.TagPOS}
				break
			}
		}
		out = append(out, w)
	}
	return out
}

// describe fills Entity, Kind, Count and Access of an attribution whose Source,
// Cue and Content spans are set. A Kind that is set to [readout.NoAnswer] or
// [readout.PhotoCredit] before stays.
func (s *sources) describe(a *readout.Attribution) {
	a.Entity, a.Count, a.Access = -1, 0, readout.Span{}
	found := source{kind: readout.Unnamed, entity: -1}
	s.cue, s.said = a.Cue, readout.Span{}
	if len(a.Content) > 0 {
		s.said = a.Content[0]
	}
	if p, ok := s.phraseOf(a); ok {
		found = s.identify(p, 0)
		if person(found.kind) {
			a.Access = s.access(a, p)
		}
		if found.kind == readout.Group && (!a.Access.Empty() || found.count > 0) {
			found.kind = readout.Unnamed
		}
	}
	a.Entity, a.Count = found.entity, found.count
	if a.Kind != readout.NoAnswer && a.Kind != readout.PhotoCredit {
		a.Kind = found.kind
	}
}

// person reports whether sources of the kind are persons, who can have access.
func person(k readout.SourceKind) bool {
	switch k {
	case readout.NamedPerson, readout.Official, readout.UnnamedOfficial, readout.Unnamed, readout.Group:
		return true
	}
	return false
}

// source is what is found of a source.
type source struct {
	kind   readout.SourceKind
	entity int
	count  int
}

// phraseOf is the noun phrase of the source: that of its first part that is more
// than a relative pronoun, else the antecedent of the pronoun.
func (s *sources) phraseOf(a *readout.Attribution) (phraseAt, bool) {
	relative := -1
	for _, part := range a.Source {
		from, to := s.wordsIn(part)
		to = min(to, from+longestPhrase)
		for from < to && (s.punct(from) || s.preposition(from) && from+1 < to) {
			from++
		}
		for from < to && s.punct(to-1) {
			to--
		}
		if from >= to {
			continue
		}
		if to == from+1 && s.relative(from) {
			relative = from
			continue
		}
		return s.phrase(from, to), true
	}
	if relative < 0 {
		return phraseAt{}, false
	}
	if from, to, ok := s.antecedent(relative); ok {
		return s.phrase(from, to), true
	}
	return s.phrase(relative, relative+1), true
}

// wordsIn are the words that a span touches, [from, to).
func (s *sources) wordsIn(x readout.Span) (from, to int) {
	from = s.wordAt(x.Start)
	to = from
	for to < len(s.words) && s.words[to].Start < x.End {
		to++
	}
	return from, to
}

// wordAt is the first word that ends behind byte b.
func (s *sources) wordAt(b int) int {
	return sort.Search(len(s.words), func(i int) bool { return s.words[i].End > b })
}

func (s *sources) key(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	if s.keys[i] == "" {
		s.keys[i] = folded(s.words[i].Of(s.text))
	}
	return s.keys[i]
}

func (s *sources) span(from, to int) readout.Span {
	if from < 0 || from >= to || to > len(s.words) {
		return readout.Span{}
	}
	return readout.Span{Start: s.words[from].Start, End: s.words[to-1].End}
}

func (s *sources) punct(i int) bool { return s.words[i].UPOS == readout.PUNCT }

func (s *sources) capital(i int) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.words[i].Start:])
	return unicode.IsUpper(r)
}

func (s *sources) relative(i int) bool {
	switch s.key(i) {
	case "who", "whom", "which":
		return true
	case "that":
		w := &s.words[i]
		return w.XPOS == readout.TagWDT || w.XPOS == readout.TagWP
	}
	return false
}

// preposition reports a preposition, by its tag or as a word of the closed class.
func (s *sources) preposition(i int) bool {
	if s.words[i].UPOS == readout.NoUPOS {
		return lex().in("preposition", s.key(i)) && !s.capital(i)
	}
	return s.words[i].UPOS == readout.ADP && s.words[i].Rel != readout.RelCompoundPrt
}

// possessiveMark reports "'s" and "'" behind a noun.
func (s *sources) possessiveMark(i int) bool {
	k := s.key(i)
	return (k == "'s" || k == "'") && (s.words[i].XPOS == readout.TagPOS || s.words[i].UPOS == readout.PART || s.words[i].UPOS == readout.NoUPOS)
}

// lemma is the dictionary form of a word; of a word without one the form that
// loses the mark of the plural.
func (s *sources) lemma(i int) string {
	if w := &s.words[i]; w.Lemma != "" {
		return folded(w.Lemma)
	}
	k := s.key(i)
	switch {
	case len(k) > 4 && strings.HasSuffix(k, "ies"):
		return k[:len(k)-3] + "y"
	case len(k) > 3 && strings.HasSuffix(k, "men"):
		return k[:len(k)-3] + "man"
	case len(k) > 3 && strings.HasSuffix(k, "s") && !strings.HasSuffix(k, "ss"):
		return strings.TrimSuffix(k, "s")
	}
	return k
}

// plural reports a plural noun.
func (s *sources) plural(i int) bool {
	w := &s.words[i]
	switch w.XPOS {
	case readout.TagNNS, readout.TagNNPS:
		return true
	case readout.NoXPOS:
		return s.lemma(i) != s.key(i)
	}
	switch s.key(i) {
	case "people", "they", "these", "those":
		return true
	}
	return false
}

// noun is the class of the word as a noun.
func (s *sources) noun(i int) noun {
	k := strings.TrimSuffix(s.key(i), ".") // "Sen."
	if n, ok := s.t.nouns[k]; ok {
		return n
	}
	return s.t.nouns[s.lemma(i)]
}

// line is the text of the words [from, to) on one line.
func (s *sources) line(from, to int) string { return fold.Line(s.span(from, to).Of(s.text)) }
