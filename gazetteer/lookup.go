package gazetteer

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/fold"
)

//go:embed data/newsrooms.tsv
var newsroomsTSV string

//go:embed data/newsrooms_more.tsv
var newsroomsMoreTSV string

//go:embed data/codes.tsv
var codesTSV string

//go:embed data/countries.tsv
var countriesTSV string

//go:embed data/names_more.tsv
var namesMoreTSV string

//go:embed data/capitals_more.tsv
var capitalsMoreTSV string

//go:embed data/adjectives.tsv
var adjectivesTSV string

//go:embed data/titles.txt
var titlesTXT string

//go:embed data/given.txt
var givenTXT string

// rows calls f with the tab-separated fields of each line that is not a comment.
func rows(table string, f func([]string)) {
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f(strings.Split(line, "\t"))
	}
}

type newsroomIndex struct {
	byName, byDomain map[string]Newsroom
}

var newsrooms = sync.OnceValue(func() newsroomIndex {
	ix := newsroomIndex{map[string]Newsroom{}, map[string]Newsroom{}}
	add := func(f []string) {
		n := Newsroom{Name: f[0], Agency: f[1] == "agency", State: f[2] == "state", Domain: f[3]}
		names := []string{f[0]}
		if len(f) > 4 && f[4] != "" {
			names = append(names, strings.Split(f[4], "|")...)
		}
		for _, s := range names {
			if k := newsroomKey(s); len(k) > 1 { // "i" is a newspaper, and a word
				if _, taken := ix.byName[k]; !taken {
					ix.byName[k] = n
				}
			}
		}
		if _, taken := ix.byDomain[n.Domain]; !taken && n.Domain != "" {
			ix.byDomain[n.Domain] = n
		}
	}
	rows(newsroomsMoreTSV, add)
	rows(newsroomsTSV, add)
	return ix
})

// newsroomKey folds a name and cuts a leading article.
func newsroomKey(s string) string {
	return strings.TrimPrefix(strings.Trim(fold.Key(s), ".,:;!()[]'\"*-| "), "the ")
}

// commonWords are short names that are also words: they count only as written
// in capitals.
var commonWords = map[string]bool{
	"sun": true, "times": true, "time": true, "independent": true, "people": true, "focus": true, "hill": true,
	"beta": true, "slate": true, "mirror": true, "metro": true, "nation": true, "dawn": true, "hindu": true,
	"guardian": true, "stern": true, "bild": true, "welt": true, "golem": true, "kicker": true, "politico": false,
	"telegraph": true, "sputnik": true, "intercept": true, "atlantic": true, "economist": true, "new yorker": true,
	"mia": true, "sta": true, "apa": true, "tt": true, "ata": true, "ria": true, "abc": false, "express": true, "voice": true,
	"pap": true, "spectator": true, "record": true, "province": true, "world": true, "star": true, "standard": true,
}

// NewsroomByName looks an outlet or agency up by its name or an alias, with or
// without "the", in any case. A name that is also a common word ("The Sun",
// "TIME") is found only with its article or in capitals.
func NewsroomByName(name string) (Newsroom, bool) {
	k := newsroomKey(name)
	if commonWords[k] && !strings.HasPrefix(fold.Line(name), "The ") && strings.ToUpper(name) != name {
		return Newsroom{}, false
	}
	n, ok := newsrooms().byName[k]
	return n, ok
}

// NewsroomByDomain looks a newsroom up by the host of an address; subdomains
// match ("edition.cnn.com").
func NewsroomByDomain(host string) (Newsroom, bool) {
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	for host != "" {
		if n, ok := newsrooms().byDomain[host]; ok {
			return n, true
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok || !strings.Contains(rest, ".") {
			break
		}
		host = rest
	}
	return Newsroom{}, false
}

type countryEntry struct {
	country Country
	sense   Sense
}

var countries = sync.OnceValue(func() map[string]countryEntry {
	names := map[string]string{}
	rows(codesTSV, func(f []string) { names[f[0]] = f[1] })
	names["XKX"] = "Kosovo"
	m := map[string]countryEntry{}
	add := func(key, code string, s Sense) {
		if _, taken := m[key]; !taken && len(key) > 2 {
			m[key] = countryEntry{Country{Code: code, Name: names[code]}, s}
		}
	}
	rows(namesMoreTSV, func(f []string) {
		for _, n := range strings.Split(f[1], ";") {
			add(n, f[0], CountryName)
		}
	})
	rows(adjectivesTSV, func(f []string) {
		for _, a := range strings.Fields(f[1]) {
			a = strings.ReplaceAll(a, "-", " ")
			add(a, f[0], Adjective)
			add(a+"s", f[0], Adjective)
		}
	})
	rows(capitalsMoreTSV, func(f []string) { add(f[1], f[0], Capital) })
	rows(countriesTSV, func(f []string) {
		s := CountryName
		if f[2] == "capital" {
			s = Capital
		}
		add(f[0], f[1], s)
	})
	return m
})

// acronyms count only in capitals, with or without dots.
var acronyms = map[string]string{"US": "USA", "USA": "USA", "UK": "GBR", "UAE": "ARE", "DPRK": "PRK", "PRC": "CHN", "DRC": "COD"}

// CountryOf looks up a name, adjective, demonym or capital of a country:
// "Iran", "Iranian", "Tehran", "U.S.", "the United States", "South Korean".
func CountryOf(word string) (Country, Sense, bool) {
	if plain(word) {
		e, ok := countries()[word]
		return e.country, e.sense, ok
	}
	line := fold.Line(word)
	bare := strings.ReplaceAll(strings.ReplaceAll(line, ".", ""), " ", "")
	if code, ok := acronyms[bare]; ok {
		return Country{Code: code, Name: CountryByCode(code)}, CountryName, true
	}
	k := strings.ReplaceAll(fold.Key(line), "-", " ")
	e, ok := countries()[k]
	if !ok {
		e, ok = countries()[strings.TrimPrefix(k, "the ")]
	}
	return e.country, e.sense, ok
}

// plain reports one word of lower-case ASCII letters: it is a key as it stands,
// and no acronym.
func plain(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

var countryOpenings = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for key := range countries() {
		if first, _, several := strings.Cut(key, " "); several {
			m[first] = true
		}
	}
	return m
})

// OpensCountry reports whether a folded word can begin a name of several words
// that [CountryOf] knows, "the" left out.
func OpensCountry(word string) bool {
	return !plain(word) || countryOpenings()[word]
}

var byCode = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	rows(codesTSV, func(f []string) { m[f[0]] = f[1] })
	return m
})

// CountryByCode is the English short name of an ISO 3166 alpha-3 code, or "".
func CountryByCode(code string) string { return byCode()[code] }

// City reports whether a word names a populated place of more than 15,000
// people (or a smaller capital). Many such names are also surnames and common
// words: take it as a hint beside other signs.
func City(word string) bool {
	k := fold.Key(word)
	if len(k) < 4 {
		return false
	}
	return words.find(HashOf(k))&InCity != 0
}

func wordSet(table string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		m[strings.TrimSpace(line)] = true
	}
	return m
}

var titles = sync.OnceValue(func() map[string]bool { return wordSet(titlesTXT) })

// Title reports whether the words are a title or office that stands before a
// name: "Adm.", "Foreign Minister", "President". Case and final dots do not
// matter.
func Title(words string) bool {
	return titles()[strings.ReplaceAll(fold.Key(words), ".", "")]
}

var given = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(givenTXT) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			m[fold.Key(w)] = true
		}
	}
	return m
})

// GivenName reports whether the word is a common given name.
func GivenName(word string) bool { return given()[fold.Key(word)] }
