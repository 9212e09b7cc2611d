package gazetteer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/readout-project/readout/internal/fold"
)

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		word      string
		has, lack Class
	}{
		{"Maria", Given | GivenFemale, TerritoryName | PersonTitle},
		{"Thomas", Given | GivenMale | Surname, OrgWord},
		{"Nguyen", Surname, TerritoryName},
		{"Müller", Surname, LegalForm},
		{"Peru", TerritoryName, Surname | Nation},
		{"Peruvian", Nation, TerritoryName},
		{"Peruvians", Nation, TerritoryName},
		{"Jordan", TerritoryName | Given | Surname, Lower},
		{"Arequipa", CityName, Nation},
		{"Bavaria", RegionName, Nation},
		{"Danube", NaturalName, Given},
		{"NATO", OrgName, Surname},
		{"U.N.", OrgName, Lower},
		{"Reuters", MediaName | OrgName, Given},
		{"ministry", OrgWord, Given | Surname | CityName},
		{"GmbH", LegalForm, Given},
		{"Inc.", LegalForm, Given},
		{"Gen.", PersonTitle, CityName},
		{"Sheikh", PersonTitle, CityName},
		{"spokeswoman", Role, Surname},
		{"bin", Particle, TerritoryName},
		{"Jr.", Particle, CityName},
		{"Lima", CityName | Major, LegalForm},
		{"Ministerio", OrgWord, CityName},
		{"Lutherans", Faith, CityName},
		{"Tuesday", Calendar, Surname},
		{"northern", Direction, CityName},
		{"airport", PlaceNoun, CityName},
		{"summit", EventName, Given},
		{"trucks", ThingNoun, Given | Surname},
		{"soup", SubstanceNoun, Surname},
		{"sparrow", AnimalNoun, CityName},
		{"opinion", AbstractNoun, Given},
		{"of", Lower, CityName | Surname | Given},
		{"police", Mixed | OrgWord, CityName},
		{"the", Lower, CityName},
		{"reached", Lower, Surname | Given | CityName},
		{"qwxyzzy", 0, ^Class(0)},
		{"", 0, ^Class(0)},
	} {
		got := Classes(c.word)
		if got&c.has != c.has {
			t.Errorf("Classes(%q) = %v, lacks %v", c.word, got, c.has&^got)
		}
		if got&c.lack != 0 {
			t.Errorf("Classes(%q) = %v, should lack %v", c.word, got, got&c.lack)
		}
	}
}

// tagged writes tags as B and I with the types of entries of several words.
func tagged(words string) string {
	ws := strings.Fields(words)
	hashes := make([]Hash, len(ws))
	for i, w := range ws {
		hashes[i] = HashOf(fold.Key(w))
	}
	tags := make([]Tag, len(ws))
	Tags(hashes, tags)
	var out []string
	for i, g := range tags {
		switch {
		case g.Phrase == 0:
			out = append(out, "-")
		case g.Begin:
			out = append(out, "B:"+g.Phrase.String())
		default:
			out = append(out, "I")
		}
		if g.Last != (g.Phrase != 0 && (i+1 == len(tags) || tags[i+1].Phrase == 0 || tags[i+1].Begin)) {
			out = append(out, fmt.Sprintf("last=%v", g.Last))
		}
	}
	return strings.Join(out, " ")
}

func TestTags(t *testing.T) {
	for words, want := range map[string]string{
		"":                                   "",
		"She flew to Sri Lanka today .":      "- - - B:TerritoryName|Major I - -",
		"the World Health Organization said": "- B:OrgName I I -",
		"in the Democratic Republic of the Congo":  "- - B:TerritoryName|Major I I I I",
		"the Security Council":                     "- B:OrgName I",
		"Nagorno - Karabakh and Nagorno Karabakh":  "B:RegionName I I - B:RegionName I",
		"Prime Minister Ana Bello":                 "B:PersonTitle I - -",
		"United":                                   "-",
		"the United Kingdom United States":         "- B:TerritoryName|Major I B:TerritoryName|Nation|Major I",
		"St Petersburg is not St. Petersburg , he": "B:CityName|RegionName|Major I - - B:CityName|RegionName|Major I - -",
	} {
		if got := tagged(words); got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

// TestClassesOfNoWord counts how often a word that nobody wrote is taken for
// one of the lexicon.
func TestClassesOfNoWord(t *testing.T) {
	const n = 20000
	found := 0
	for i := range n {
		if ClassesFolded(fmt.Sprintf("zq%dxv", i)) != 0 {
			found++
		}
	}
	if found > n/1000 {
		t.Errorf("%d of %d words that do not exist are found", found, n)
	}
}

func TestLookupDoesNotAllocate(t *testing.T) {
	word := []byte("danube")
	hashes := []Hash{HashOf("sri"), HashOf("lanka"), HashOf("won")}
	tags := make([]Tag, len(hashes))
	if n := testing.AllocsPerRun(100, func() { ClassesFolded(word); ClassesFolded("danube"); Tags(hashes, tags) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestClassNames(t *testing.T) {
	if got := (GivenMale | Upper).String(); got != "GivenMale|Upper" {
		t.Errorf("String = %q", got)
	}
	if AbstractNoun != 1<<(NumClasses-1) {
		t.Errorf("%d names for the classes up to %b", NumClasses, AbstractNoun)
	}
}

func FuzzTags(f *testing.F) {
	f.Add("Prime Minister of the United Kingdom - U.S. St. Petersburg")
	f.Fuzz(func(t *testing.T, s string) {
		ws := strings.Fields(s)
		hashes := make([]Hash, len(ws))
		for i, w := range ws {
			hashes[i] = HashOf(fold.Key(w))
			if c := Classes(w); c != ClassesHash(hashes[i]) {
				t.Errorf("%q: %v by word, %v by key", w, c, ClassesHash(hashes[i]))
			}
		}
		tags := make([]Tag, len(ws))
		Tags(hashes, tags)
		for i, g := range tags {
			inside := g.Phrase != 0 && !g.Begin
			if inside && (i == 0 || tags[i-1].Phrase != g.Phrase || tags[i-1].Last) {
				t.Errorf("word %d of %q goes on with an entry that is not open", i, s)
			}
			if (g.Begin || g.Last) && g.Phrase == 0 {
				t.Errorf("word %d of %q: a border without an entry", i, s)
			}
		}
		if n := len(tags); n > 0 && tags[n-1].Phrase != 0 && !tags[n-1].Last {
			t.Errorf("%q: an entry is open at the end", s)
		}
	})
}

func BenchmarkTags(b *testing.B) {
	ws := strings.Fields(strings.Repeat("the ministry of health in New York said that Ana Bello had left on Tuesday . ", 10))
	hashes := make([]Hash, len(ws))
	for i, w := range ws {
		hashes[i] = HashOf(fold.Key(w))
	}
	tags := make([]Tag, len(ws))
	for b.Loop() {
		Tags(hashes, tags)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(ws)), "ns/word")
}
