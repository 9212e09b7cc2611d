package names

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"pgregory.net/rapid"
)

const (
	person = readout.Person
	body   = readout.Organization
	place  = readout.Place
)

// cases are pairs of invented names, by what makes them one or two.
var cases = []struct {
	about string
	kind  readout.Type
	a, b  string
	same  bool
}{
	{"Arabic spelling", person, "Tarek al-Bousiri", "Tariq Al Busiri", true},
	{"Arabic spelling", person, "Khaled Mashhouri", "Khalid al-Mashhuri", true},
	{"Arabic, joined article", person, "Nasser Elbadawy", "Nasir al-Badawi", true},
	{"Arabic, father's name left out", person, "Hamad bin Rashid Al Farsi", "Hamad al-Farsi", true},
	{"Arabic, another given name", person, "Hamad al-Farsi", "Salim al-Farsi", false},
	{"Persian spelling", person, "Gholamreza Sohrabi", "Qolam-Reza Sohrabi", true},
	{"Persian, another given name", person, "Gholamreza Sohrabi", "Mehdi Sohrabi", false},
	{"Turkish letters", person, "Çağlar Yıldırımoğlu", "Caglar Yildirimoglu", true},
	{"Turkish, another surname", person, "Çağlar Yıldırım", "Çağlar Demirtaş", false},
	{"Chinese, two systems", person, "Zhou Meiling", "Chou Mei-ling", true},
	{"Chinese, another given name", person, "Zhou Meiling", "Zhou Guoqiang", false},
	{"Korean, hyphen", person, "Han Dong-wook", "Han Dongwook", true},
	{"Korean, another given name", person, "Han Dong-wook", "Han Seo-yeon", false},
	{"Slavic spelling", person, "Serhii Tymchuk", "Sergey Timchuk", true},
	{"Slavic, patronymic", person, "Oleg Petrovich Zhdanov", "Oleg Zhdanov", true},
	{"Slavic, a relative", person, "Oleg Zhdanov", "Olga Zhdanova", false},
	{"Slavic, another given name", person, "Oleg Zhdanov", "Dmitry Zhdanov", false},
	{"Spanish, second surname", person, "Rafael Ibarra Cienfuegos", "Rafael Ibarra", true},
	{"Spanish, another first surname", person, "Rafael Ibarra", "Rafael Quintero", false},
	{"Portuguese diacritics", person, "João Conceição Farias", "Joao Conceicao Farias", true},
	{"West African spelling", person, "Ousmane Diarrassouba", "Usman Diarasuba", true},
	{"West African, another given name", person, "Ousmane Diarrassouba", "Fatoumata Diarrassouba", false},
	{"East African, names in another order", person, "Kiprono Cheruiyot Langat", "Kiprono Langat Cheruiyot", true},
	{"Indian spelling", person, "Lakshmi Narayanan", "Laxmi Narayanan", true},
	{"Indian, initials", person, "K. R. Venkataraman", "Krishnan Rajan Venkataraman", true},
	{"Indian, another given name", person, "Suresh Venkataraman", "Anita Venkataraman", false},
	{"forms of address", person, "Sheikh Omar Haddadin", "Omar Haddadin", true},
	{"office before the name", person, "Foreign Minister Ada Mellin", "Ada Mellin", true},
	{"military rank", person, "Brig. Gen. Tomas Welk", "Tomas Welk", true},
	{"middle initial", person, "Harriet J. Olding", "Harriet Olding", true},
	{"given name as initial", person, "H. Olding", "Harriet Olding", true},
	{"another initial", person, "B. Olding", "Harriet Olding", false},
	{"a surname that is a title", person, "Amos King", "Amos Rider", false},
	{"a given name that is a title", person, "Don Ferncastle", "Amos Ferncastle", false},
	{"two suffixes", person, "Amos Rider Jr.", "Amos Rider III", false},
	{"suffix", person, "Amos Rider Jr.", "Amos Rider", true},
	{"short form", person, "Bill Ferncastle", "William Ferncastle", true},
	{"surname first", person, "Olding, Harriet", "Harriet Olding", true},
	{"no blank", person, "HarrietOlding", "Harriet Olding", true},
	{"nobler letters", person, "HARRIET OLDING", "Harriet Olding", true},
	{"nothing in common", person, "Harriet Olding", "Tomas Welk", false},
	{"initials of a body", body, "BRCU", "Baltic River Crews Union", true},
	{"initials with small words", body, "FLT", "Front for the Liberation of Tarkun", true},
	{"other initials", body, "FLT", "Union of Rural Teachers", false},
	{"initials within", body, "UN Harbour Agency", "United Nations Harbour Agency", true},
	{"legal form", body, "Varra Lines Ltd", "Varra Lines", true},
	{"article", body, "The Varra Lines", "Varra Lines", true},
	{"order of words", body, "Ministry of Transport", "Transport Ministry", true},
	{"translated words", body, "Tarkun Islamic Front", "Tarkun Muslim Front", true},
	{"other bodies of one kind", body, "Tarkun Teachers Union", "Baltic Crews Union", false},
	{"long form of a country", place, "Federal Republic of Germany", "Germany", true},
	{"country and adjective", place, "Norway", "Norwegian", true},
	{"two countries", place, "Norway", "Austria", false},
}

func TestCases(t *testing.T) {
	for _, c := range cases {
		m := Compare(Parse(c.a, c.kind), Parse(c.b, c.kind), false)
		if got := m.Score() >= 0.5; got != c.same {
			t.Errorf("%s: %q and %q: score %.2f (%s)", c.about, c.a, c.b, m.Score(), m.Reason)
		}
	}
}

// anyName draws names that reports may hold, and what is none.
var anyName = rapid.OneOf(
	rapid.Custom(func(t *rapid.T) string { return cases[rapid.IntRange(0, len(cases)-1).Draw(t, "case")].a }),
	rapid.Custom(func(t *rapid.T) string { return cases[rapid.IntRange(0, len(cases)-1).Draw(t, "case")].b }),
	rapid.StringMatching(`[A-ZÀ-Ž][a-zà-ž'-]{0,9}( (al-|bin |de )?[A-Z][a-z.]{0,9}){0,4}`),
	rapid.String(),
)

var kinds = rapid.SampledFrom([]readout.Type{person, body, place})

// TestProperties: the same answer in either order, a score from 0 to 1, a reason
// always, and a name is itself, however it is written.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, kind, one := anyName.Draw(t, "a"), anyName.Draw(t, "b"), kinds.Draw(t, "kind"), rapid.Bool().Draw(t, "one")
		m := Compare(Parse(a, kind), Parse(b, kind), one)
		if turned := Compare(Parse(b, kind), Parse(a, kind), one); turned != m {
			t.Fatalf("%q, %q: %+v one way and %+v the other", a, b, m, turned)
		}
		if s := m.Score(); s < 0 || s > 1 {
			t.Fatalf("score %v", s)
		}
		if m.Reason == "" || !utf8.ValidString(m.Reason) {
			t.Fatalf("%q, %q: reason %q", a, b, m.Reason)
		}
		if m.Extra < 0 || m.Lowest < 0 || m.Lowest > 1000 {
			t.Fatalf("%q, %q: %+v", a, b, m)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		c := cases[rapid.IntRange(0, len(cases)-1).Draw(t, "case")]
		for _, again := range []string{strings.ToUpper(c.a), fold.Key(c.a), "  " + c.a + " "} {
			if m := Compare(Parse(c.a, c.kind), Parse(again, c.kind), false); m.Score() < 0.5 || !m.Whole {
				t.Fatalf("%q and %q: %+v", c.a, again, m)
			}
		}
	})
}

// TestParseIsIdempotent: making a name ready twice changes nothing.
func TestParseIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, kind := anyName.Draw(t, "a"), kinds.Draw(t, "kind")
		one := Parse(a, kind)
		two := Parse(phrase(one.words), kind)
		if one.letters != two.letters && len(one.titles)+len(one.forms) == 0 {
			t.Fatalf("%q: %q, then %q", a, one.letters, two.letters)
		}
	})
}

func TestBrokenModels(t *testing.T) {
	for about, text := range map[string]string{
		"no header":      "tree\n",
		"unknown line":   "{}\nleaf 1\n",
		"node first":     "{}\nnode 0 0 1 2 0\n",
		"empty tree":     "{}\ntree\n",
		"leads nowhere":  "{}\ntree\nnode 0 0 1 2 0\n",
		"leads back":     "{}\ntree\nnode 0 0 0 1 0\nnode -1 0 0 0 5\n",
		"no number":      "{}\nbase x\n",
		"short row":      "{}\ncost 1 2 3\n",
		"measure beyond": "{}\ntree\nnode 9999 0 1 2 0\nnode -1 0 0 0 5\nnode -1 0 0 0 5\n",
	} {
		if _, err := ParseModel(text); err == nil {
			t.Errorf("%s: no error", about)
		}
	}
}

func FuzzCompare(f *testing.F) {
	for _, c := range cases {
		f.Add(c.a, c.b, uint8(len(c.kind)))
	}
	f.Add("", "", uint8(0))
	f.Add(strings.Repeat("a ", 500), strings.Repeat("ب", 300), uint8(1))
	f.Fuzz(func(t *testing.T, a, b string, k uint8) {
		kind := []readout.Type{person, body, place}[k%3]
		if m := Compare(Parse(a, kind), Parse(b, kind), k > 99); m.Reason == "" {
			t.Error("no reason")
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	x, y := Parse("Hamad bin Rashid Al Farsi", person), Parse("Hamad al-Farsi", person)
	for b.Loop() {
		Compare(x, y, false)
	}
}
