package namedata

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Sentence is a sentence of which some words are known to head mentions of a
// type. Of the other words nothing is known: they may head mentions too.
type Sentence struct {
	Doc    string
	Tokens []string // in the manner of UD words
	Heads  []Head   // by Word
}

// Head is a word that heads a mention.
type Head struct {
	Word int // index into Tokens
	Type readout.Type
}

// Kinds says what a lexicon knows of a word: part of a person's name, noun or
// title of persons, word of organisations, word of places.
type Kinds func(word string) (person, role, organization, place bool)

type ecbMention struct {
	Sent, Start, End  int
	Text, Chain, Kind string
	Type              string
}

type ecbDocument struct {
	Doc       string
	Sentences [][]string
	Mentions  []ecbMention
}

// ECB reads the entity mentions of an ECB+ file (see the README of
// corpora/events) as typed heads. ECB+ tells only humans (HUM: persons and what
// acts like one), places (LOC), times (TIM) and things (NON). So:
//
//   - A chain of human mentions is a person, an organisation or a place by what
//     its mentions say together, across documents: pronouns, given names, nouns
//     for persons; words of organisations; words of places. A chain for which
//     the votes are not clear is left out, and so is a mention that speaks
//     against its chain.
//   - A mention of a place counts if its head is a word of places, or has a
//     capital and no word of the other two.
//   - Weekdays and months alone are times. Things are left out.
//
// The head of a mention is the last word before the first "of", "in", "at",
// comma or the like, after the prepositions at its start. Where that word is the
// end of a person's name of several words, the head is its first word after the
// titles, as in UD.
func ECB(path string, kinds Kinds) ([]Sentence, error) {
	var docs []ecbDocument
	if err := each(path, func(d ecbDocument) { docs = append(docs, d) }); err != nil {
		return nil, err
	}
	chains := map[string]*votes{}
	for _, d := range docs {
		for _, m := range d.Mentions {
			if ws := d.words(m); m.Type == "HUM" && len(ws) > 0 {
				v := chains[m.Chain]
				if v == nil {
					v = &votes{}
					chains[m.Chain] = v
				}
				v.add(ws, kinds)
			}
		}
	}
	var out []Sentence
	for _, d := range docs {
		out = append(out, d.typed(chains, kinds)...)
	}
	return out, nil
}

func (d ecbDocument) words(m ecbMention) []string {
	if m.Kind != "entity" || m.Sent < 0 || m.Sent >= len(d.Sentences) || m.Start < 0 || m.End > len(d.Sentences[m.Sent]) || m.Start >= m.End {
		return nil
	}
	return d.Sentences[m.Sent][m.Start:m.End]
}

// typed are the sentences of a document in which a head is known.
func (d ecbDocument) typed(chains map[string]*votes, kinds Kinds) []Sentence {
	heads := map[int]map[int]readout.Type{}
	for _, m := range d.Mentions {
		ws := d.words(m)
		if len(ws) == 0 {
			continue
		}
		at, t := headOf(ws, m.Type == "HUM" && chains[m.Chain].verdict() == readout.Person, kinds), readout.Type("")
		if at < 0 {
			continue
		}
		switch m.Type {
		case "HUM":
			t = human(ws[at], chains[m.Chain].verdict(), kinds)
		case "LOC":
			t = place(ws[at], kinds)
		case "TIM":
			if calendar[ws[at]] && len(ws) <= 2 {
				t = readout.TimeType
			}
		}
		if t == "" {
			continue
		}
		if heads[m.Sent] == nil {
			heads[m.Sent] = map[int]readout.Type{}
		}
		if t == readout.Place && at > 0 && flat[ws[at-1]] {
			at--
		}
		heads[m.Sent][m.Start+at] = t
	}
	var out []Sentence
	for i, ws := range d.Sentences {
		if len(heads[i]) > 0 {
			out = append(out, sentence(d.Doc, ws, heads[i]))
		}
	}
	return out
}

// sentence parts the tokens at hyphens; the head of a token is its last part.
func sentence(doc string, ws []string, heads map[int]readout.Type) Sentence {
	s := Sentence{Doc: doc}
	for i, w := range ws {
		parts := pieces(w)
		s.Tokens = append(s.Tokens, parts...)
		if t := heads[i]; t != "" && len(parts) == 1 {
			s.Heads = append(s.Heads, Head{len(s.Tokens) - 1, t})
		}
	}
	return s
}

var starts = words("in at on near off to from into outside inside around across by over the a an this that for of with")

// stops end the part of a mention that holds its head.
var stops = words("of in at on near off from for who that which whose with between outside and or to 's , ( - -- :")

var calendar = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December")

var persons = words("he she him her his hers himself herself")

var things = words("it its itself")

// flat are first words of names of places that UD takes as flat: they head them.
var flat = words("San Santa Los Las El La Al Puerto Costa Sri Hong Bandar Tel Abu Fort Lake Mount")

// vague words say nothing of the type of what they mean.
var vague = words("where there here who whom whose which that this these those they them their theirs we us our you your i me my one ones two three four five six seven eight nine ten some all both others other everyone anyone someone nobody each it its itself")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// headOf is the index of the head; -1 where there is none.
func headOf(ws []string, person bool, kinds Kinds) int {
	i := 0
	for i < len(ws)-1 && starts[strings.ToLower(ws[i])] {
		i++
	}
	end := i + 1
	for end < len(ws) && !stops[strings.ToLower(ws[end])] {
		end++
	}
	h := end - 1
	if !letters(ws[h]) {
		return -1
	}
	if !person || !capital(ws[h]) {
		return h
	}
	if p, role, _, _ := kinds(ws[h]); role && !p {
		return h
	}
	for first := h; first > i && capital(ws[first-1]); first-- {
		p, role, org, place := kinds(ws[first-1])
		if role && !p || (org || place) && !p {
			break
		}
		h = first - 1
	}
	return h
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func letters(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '\'' && r != '.' && r != '-' {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r)
}

// votes count what the mentions of a chain say of its type.
type votes struct{ person, organization, place int }

func (v *votes) add(ws []string, kinds Kinds) {
	low := strings.ToLower(ws[len(ws)-1])
	h := headOf(ws, false, kinds)
	switch {
	case persons[low]:
		v.person += 3
	case things[low]:
		v.organization += 2
	case h < 0 || vague[low]:
	default:
		p, role, org, place := kinds(ws[h])
		first, _, _, _ := kinds(ws[0])
		switch {
		case org:
			v.organization += 2
		case place && !p && capital(ws[h]):
			v.place += 2
		case role && !capital(ws[h]):
			v.person += 2
		case capital(ws[h]) && h > 0 && capital(ws[h-1]) && first && !place:
			v.person += 2
		}
	}
}

func (v *votes) verdict() readout.Type {
	switch {
	case v == nil:
		return ""
	case v.person > 2*(v.organization+v.place):
		return readout.Person
	case v.organization > 2*(v.person+v.place):
		return readout.Organization
	case v.place > 2*(v.person+v.organization):
		return readout.Place
	}
	return ""
}

// human is the type of a human mention by its chain, "" where its own head
// speaks against that.
func human(head string, chain readout.Type, kinds Kinds) readout.Type {
	p, role, org, place := kinds(head)
	low := strings.ToLower(head)
	against := map[readout.Type]bool{
		readout.Person:       things[low] || (org || place) && !p && !role,
		readout.Organization: persons[low] || role && !org,
		readout.Place:        persons[low] || role || org,
	}
	if against[chain] || vague[low] && !things[low] {
		return ""
	}
	return chain
}

func place(head string, kinds Kinds) readout.Type {
	p, role, org, place := kinds(head)
	switch {
	case org || vague[strings.ToLower(head)]:
		return ""
	case place && !(role && !capital(head)), capital(head) && !p && !role:
		return readout.Place
	}
	return ""
}
