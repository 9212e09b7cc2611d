package gazetteer

import (
	_ "embed"
	"encoding/binary"
	"strings"

	"github.com/readout-project/readout/internal/fold"
)

// Class is what a word may be, as a set of bits. A word may have several
// ("Jordan" is a given name, a surname and a country): the set says what is
// known of the word, not what it is in a sentence. Letter case is not looked
// at; the caller sees whether a word is written with a capital.
type Class uint32

// Classes of words. Those from TerritoryName to EventName are also types of phrases.
const (
	GivenMale     Class = 1 << iota // given name of men
	GivenFemale                     // given name of women
	Given                           // given name
	Surname                         // family name
	TerritoryName                   // name of a country or territory, one word
	Nation                          // adjective or demonym: "Peruvian", "Kurds"
	CityName                        // populated place
	RegionName                      // part of a country or of the world: "Bavaria", "Balkans"
	NaturalName                     // river, sea, mountain, island by its own name: "Danube"
	OrgName                         // organisation by its own name or acronym: "NATO"
	MediaName                       // news outlet or agency
	EventName                       // noun or name of events: "summit", "Olympics"
	PlaceWord                       // word inside names of places: "Los", "Saudi"
	PlaceNoun                       // noun that ends or starts names of places: "airport", "Mount"
	OrgWord                         // noun in names of organisations: "ministry", "party"
	OrgPart                         // other word that stands often in names of organisations
	LegalForm                       // "Inc.", "GmbH"
	PersonTitle                     // stands before names of persons: "Gen.", "Sheikh"
	Role                            // noun for a person by office, trade or relation
	Particle                        // in names of persons: "van", "al", "bin", and after them: "Jr."
	Major                           // capital, large city, state: a place that news names often
	Faith                           // followers of a faith or a movement: "Muslim", "Republicans"
	Calendar                        // month, weekday, feast
	Direction                       // "north", "upper", "new": before names of places
	Lower                           // written in lower case nearly always, in news
	Mixed                           // written both ways in news, far from sentence starts
	Upper                           // written with a capital nearly always, in news
	ThingNoun                       // noun for things and parts of the body: "truck"
	SubstanceNoun                   // noun for substances and food
	AnimalNoun                      // noun for animals
	PlantNoun                       // noun for plants
	AbstractNoun                    // noun for what can't be touched: thoughts, texts, states, amounts
)

// Set is what the lexicon holds of an entry: a Class in the low half, and marks
// that only the lookup needs.
type Set uint64

// Marks of entries.
const (
	Inner  Set = 1 << (32 + iota) // it has several words and was found as a whole
	Prefix                        // longer entries start so
	InCity                        // the list of cities has it: see City
)

var classNames = [...]string{
	"GivenMale", "GivenFemale", "Given", "Surname", "TerritoryName", "Nation", "CityName", "RegionName", "NaturalName", "OrgName",
	"MediaName", "EventName", "PlaceWord", "PlaceNoun", "OrgWord", "OrgPart", "LegalForm", "PersonTitle", "Role",
	"Particle", "Major", "Faith", "Calendar", "Direction", "Lower", "Mixed", "Upper",
	"ThingNoun", "SubstanceNoun", "AnimalNoun", "PlantNoun", "AbstractNoun",
}

// NumClasses is the number of classes.
const NumClasses = len(classNames)

// String names the classes in the set.
func (c Class) String() string {
	var out []string
	for i, n := range classNames {
		if c>>i&1 != 0 {
			out = append(out, n)
		}
	}
	return strings.Join(out, "|")
}

// PhraseTypes are the bits that a phrase may have.
const PhraseTypes = TerritoryName | Nation | CityName | RegionName | NaturalName | OrgName | MediaName | EventName | PersonTitle |
	PlaceNoun | ThingNoun | AbstractNoun | Calendar

//go:generate go run ./gen ../../shared

//go:embed data/lexicon.bin
var lexicon []byte

// HeaderSize is the size of the line at the start of the lexicon.
//
// The layout of data/lexicon.bin: a line of text, filled up with blanks to
// HeaderSize bytes, with the number of sets and of slots in two
// little-endian uint32 at its end; the sets, uint64 each; the slots,
// uint32 each: the low 16 bits of the hash of the entry, then the index of its
// set plus one. A slot of zero is empty. An entry stands in the slot that
// the high half of its hash points at, or in the next free one. Words are not
// in the file. A word that is not in the lexicon is taken for one that is about
// once in ten thousand times.
const HeaderSize = 128

type table struct {
	sets, slots []byte
	n           uint64
}

var words = func() table {
	sets := int(binary.LittleEndian.Uint32(lexicon[HeaderSize-8:]))
	slots := int(binary.LittleEndian.Uint32(lexicon[HeaderSize-4:]))
	at := HeaderSize + 8*sets
	return table{lexicon[HeaderSize:at], lexicon[at : at+4*slots], uint64(slots)}
}()

func (t table) find(h Hash) Set {
	check := uint32(h) & 0xffff
	i := uint64(h) >> 32 * t.n >> 32
	for {
		slot := binary.LittleEndian.Uint32(t.slots[4*i:])
		if slot == 0 {
			return 0
		}
		if slot&0xffff == check {
			return Set(binary.LittleEndian.Uint64(t.sets[8*(slot>>16-1):]))
		}
		if i++; i == t.n {
			i = 0
		}
	}
}

// Hash is the key of a word in the lexicon.
type Hash uint64

// HashOf is the key of a word that is folded already (fold.Key).
func HashOf[S string | []byte](folded S) Hash {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(folded); i++ {
		h = (h ^ uint64(folded[i])) * 0x100000001b3
	}
	return Hash(mix(h))
}

// Then is the key of the words so far with one more word.
func (h Hash) Then(next Hash) Hash {
	return Hash(mix(uint64(h)*0x9e3779b97f4a7c15 + uint64(next)))
}

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// Classes says what a word may be. The word may be written in any way.
func Classes(form string) Class { return ClassesFolded(fold.Key(form)) }

// ClassesFolded is Classes for a word that is folded already; it does not
// allocate.
func ClassesFolded[S string | []byte](folded S) Class { return Class(words.find(HashOf(folded))) }

// ClassesHash is Classes for a word of which the key is known.
func ClassesHash(h Hash) Class { return Class(words.find(h)) }

// Tag says what is known of a word in its sentence.
type Tag struct {
	Word   Class // of the word by itself
	Phrase Class // of the longest entry of several words that it stands in; 0 for none
	Begin  bool  // it is the first word of that entry
	Last   bool  // it is the last word of that entry
}

// maxPhrase is the number of words in the longest entry.
const maxPhrase = 12

// hyphen inside an entry is passed over: "Stratford-upon-Avon" may be one
// word, three or five.
var hyphen = HashOf("-")

// Tags looks up all words of a sentence, alone and as parts of entries of
// several words; hashes are the keys of the words, and tags has room for as
// many. Of two entries that overlap, the one that starts first counts; of those
// that start together, the longest. Most words cost one look into the table.
func Tags(hashes []Hash, tags []Tag) {
	end := 0 // of the entry that is open
	for i, h := range hashes {
		c := words.find(h)
		t := Tag{Word: Class(c)}
		if i < end {
			t.Phrase, t.Last = tags[i-1].Phrase, i == end-1
		} else if c&Prefix != 0 {
			if n, typ := longest(hashes[i:]); n > 0 {
				t.Phrase, t.Begin = typ, true
				end = i + n
			}
		}
		tags[i] = t
	}
}

// longest is the number of words of the longest entry that starts here, and
// its types; 0 for none.
func longest(hashes []Hash) (int, Class) {
	best, typ := 0, Class(0)
	h := hashes[0]
	for i := 1; i < len(hashes) && i < maxPhrase; i++ {
		if hashes[i] == hyphen {
			continue
		}
		h = h.Then(hashes[i])
		c := words.find(h)
		if c&Inner != 0 {
			best, typ = i+1, Class(c)
		}
		if c&Prefix == 0 {
			break
		}
	}
	return best, typ
}

// Kinds says of a word whether it is part of names of persons, a noun or title
// of persons, a word of organisations, a word of places; it may be several.
func Kinds(form string) (person, role, organization, place bool) {
	c := Classes(form)
	return c&(Given|Surname) != 0, c&(Role|PersonTitle) != 0, c&(OrgName|OrgWord|MediaName|LegalForm) != 0,
		c&(TerritoryName|CityName|RegionName|NaturalName|PlaceNoun) != 0
}
