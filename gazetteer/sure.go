package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Sure gives the words of a report that head names, of a type that the lexicon
// leaves no doubt about: whole names of persons that start with a given name or
// follow a title, the surnames of those persons where they stand alone later on,
// names of organisations that end with a noun for one, their acronyms, names of
// states, large cities and other entries of several words. The result has a type
// for each word of each sentence, "" where nothing is sure: that a word has no
// type says nothing.
//
// The words are those of UD (a hyphen stands alone), and so are the heads: the
// first word of a person's name, the last of other names.
func Sure(report [][]string) [][]readout.Type {
	s := sure{surnames: map[string]bool{}, bare: map[string]bool{}}
	out := make([][]readout.Type, len(report))
	var single []place
	for i, words := range report {
		out[i] = make([]readout.Type, len(words))
		s.read(words)
		for _, r := range s.runs {
			at, t := s.typeOf(r)
			switch {
			case t != "":
				out[i][at] = t
			case r.len() == 1:
				single = append(single, place{i, r.first})
			}
		}
	}
	for _, p := range single {
		w := report[p.sentence][p.word]
		if k := fold.Key(w); s.surnames[k] && !s.bare[k] {
			out[p.sentence][p.word] = readout.Person
		}
	}
	return out
}

type place struct{ sentence, word int }

type run struct{ first, end int } // words, half-open

func (r run) len() int { return r.end - r.first }

// sure holds a sentence, and what was learnt from the report.
type sure struct {
	words          []string
	hashes         []Hash
	tags           []Tag
	runs           []run
	surnames, bare map[string]bool // last words of persons' names; words that stand for something else as well
}

// read looks a sentence up and finds its runs of words with a capital.
func (s *sure) read(words []string) {
	s.words, s.hashes, s.runs = words, s.hashes[:0], s.runs[:0]
	for _, w := range words {
		s.hashes = append(s.hashes, HashOf(fold.Key(w)))
	}
	s.tags = append(s.tags[:0], make([]Tag, len(words))...)
	Tags(s.hashes, s.tags)
	if s.shouting() {
		return
	}
	for i := 0; i < len(words); i++ {
		if !s.proper(i) {
			continue
		}
		r := run{i, i + 1}
		for r.end < len(words) {
			j := r.end
			for j < len(words) && j < r.end+2 && (words[j] == "-" || s.tags[j].Word&Particle != 0 && !capital(words[j]) && len(words[j]) > 1) {
				j++
			}
			if j == len(words) || !s.proper(j) {
				break
			}
			r.end = j + 1
		}
		s.runs = append(s.runs, r)
		i = r.end - 1
	}
}

// shouting reports whether letter case says nothing: in headlines, and lines
// all in capitals.
func (s *sure) shouting() bool {
	small := 0
	for _, w := range s.words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	return small*3 < len(s.words)
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// proper reports whether a word is written as a part of a name. The first word
// of a sentence is, unless it is mostly written small.
func (s *sure) proper(i int) bool {
	c := s.tags[i].Word
	start := i == 0 || strings.Trim(s.words[i-1], ".:?!\"“”‘`'") == ""
	if start && (c&(Lower|Mixed) != 0 || c == 0) && s.tags[i].Phrase == 0 {
		return false
	}
	return capital(s.words[i]) && s.words[i] != "I"
}

const places = TerritoryName | CityName | RegionName | NaturalName

// typeOf is the head of a run and its type.
func (s *sure) typeOf(r run) (int, readout.Type) {
	titled := false
	for r.len() > 1 && !s.tags[r.first].Begin {
		c := s.tags[r.first].Word
		switch {
		case c&PersonTitle != 0 && c&(Given|Surname) == 0, c&PersonTitle != 0 && strings.HasSuffix(s.words[r.first], "."):
			titled = true
		case c&(Nation|Calendar|Faith) != 0 && c&Given == 0:
		default:
			return s.named(r, titled)
		}
		r.first++
	}
	return s.named(r, titled)
}

func (s *sure) named(r run, titled bool) (int, readout.Type) {
	first, last := s.tags[r.first].Word, s.tags[r.end-1].Word
	all, short := Class(0), false
	for i := r.first; i < r.end; i++ {
		all |= s.tags[i].Word
		short = short || s.words[i] == "-"
	}
	if t := s.tags[r.first]; t.Begin && s.tags[r.end-1].Last && r.len() > 1 {
		return s.entry(r, phraseType(t.Phrase))
	}
	for i := r.first; i < r.end; i++ {
		if s.tags[i].Phrase != 0 {
			return 0, ""
		}
	}
	const other = OrgWord | OrgName | LegalForm | PlaceNoun | TerritoryName | MediaName | EventName | Nation | Calendar | Faith | Direction
	person := all&(other|Lower|Role) == 0 && !s.described(r) && !short && s.next(r.end) != "of"
	switch {
	case person && (r.len() >= 2 && r.len() <= 4 && first&Given != 0 && first&(Major|Particle) == 0 || titled && r.len() <= 3):
		s.surnames[fold.Key(s.words[r.end-1])] = true
		return r.first, readout.Person
	case r.len() >= 2 && last&OrgWord != 0 && last&(PlaceNoun|Role|EventName) == 0 && capital(s.words[r.end-1]) && s.next(r.end) != "of":
		return r.end - 1, readout.Organization
	case r.len() > 1:
		return 0, ""
	case last&OrgName != 0 && last&Upper != 0 && last&(places|Given|Surname|Lower|Mixed|AbstractNoun|ThingNoun) == 0 && strings.ToUpper(s.words[r.first]) == s.words[r.first]:
		return r.first, readout.Organization
	case last&places != 0 && last&Major != 0 && last&(Given|Surname|OrgName|Nation|Lower|Mixed|AbstractNoun) == 0 && !s.partitive(r):
		return r.first, readout.Place
	case last&(places|OrgName|Nation) != 0:
		s.bare[fold.Key(s.words[r.first])] = true
	}
	return 0, ""
}

func (s *sure) next(i int) string {
	if i < len(s.words) {
		return s.words[i]
	}
	return ""
}

// entry is the head of an entry of several words. In names of places it is the
// last word where that is an English noun or follows a direction ("West Bank",
// "South Korea"), the first where the name is flat ("San Remo", "Lake Como");
// the usage of others varies ("New York", "New Zealand").
func (s *sure) entry(r run, t readout.Type) (int, readout.Type) {
	first, last := s.tags[r.first].Word, s.tags[r.end-1].Word
	switch {
	case t != readout.Place, last&(PlaceNoun|OrgWord|Lower|Mixed) != 0, first&Direction != 0 && fold.Key(s.words[r.first]) != "new":
		return r.end - 1, t
	case first&(Particle|PlaceNoun) != 0 && first&(Direction|PersonTitle) == 0 && last&(Given|Surname) == 0:
		return r.first, t
	}
	return 0, ""
}

// described reports whether a noun for persons stands before a name, as in "the
// baker Ana Bello": which of the two is the head varies.
func (s *sure) described(r run) bool {
	return r.first > 0 && s.tags[r.first-1].Word&Role != 0
}

// partitive reports whether "state of" or the like stands before a name, which
// then heads no mention of its own.
func (s *sure) partitive(r run) bool {
	return r.first > 1 && s.words[r.first-1] == "of" && s.tags[r.first-2].Word&PlaceNoun != 0
}

// phraseType is the type of an entry of several words, "" where it may be of
// several types.
func phraseType(c Class) readout.Type {
	place, org, event := c&places != 0, c&(OrgName|MediaName) != 0, c&EventName != 0
	switch {
	case place && !org && !event:
		return readout.Place
	case org && !place && !event:
		return readout.Organization
	case event && !place && !org:
		return readout.EventType
	}
	return ""
}
