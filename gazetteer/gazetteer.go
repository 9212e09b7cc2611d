// Package gazetteer holds compiled facts: the names of news outlets and
// agencies, of countries with their adjectives and capitals, titles before
// names, common given names. A table may type or normalise a word that is
// there; it never fills a field that no report states.
//
// The tables are data files under data/, compiled by gen from sources whose
// licences allow it; see NOTICE.
package gazetteer

// Newsroom is a news outlet or a news agency.
type Newsroom struct {
	Name   string // as it calls itself: "Reuters"
	Agency bool
	State  bool // state-owned or state-run
	Domain string
}

// Country is a country or territory.
type Country struct {
	Code string // ISO 3166 alpha-3
	Name string // English short name
}

// Sense says how a word names a country.
type Sense uint8

// Senses of country words.
const (
	CountryName Sense = iota
	Adjective         // "Iranian", also the plural demonym "Iranians"
	Capital           // "Tehran"
)
