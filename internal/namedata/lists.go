package namedata

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// Lists are names of the three types, to put in place of others when a model
// is trained. All are sorted, without doubles.
type Lists struct {
	Given, Surname []string   // single words, of many origins
	Persons        [][]string // whole names in words; the first word heads a name
	SurnameFirst   [][]string // those of which the first word is the surname
	Countries      [][]string
	Regions        [][]string
	Cities         [][]string
	Nations        []string   // adjectives: "Peruvian"
	Organizations  [][]string // names of which the last word is the head
	Agencies       [][]string // outlets and news agencies
}

// ByLength parts names by the number of their words.
func ByLength(names [][]string) map[int][][]string {
	m := map[int][][]string{}
	for _, n := range names {
		m[len(n)] = append(m[len(n)], n)
	}
	return m
}

// LoadLists reads the lists: shared is the folder with reference/ and corpora/,
// names the table of given names and surnames (gazetteer/gen/data/names.tsv).
func LoadLists(shared, names string) (*Lists, error) {
	l := &Lists{}
	reference := filepath.Join(shared, "reference")
	for _, step := range []func() error{
		func() error { return l.table(names) },
		func() error { return l.phoenix(reference) },
		func() error { return l.places(reference) },
		func() error { return l.pairs(filepath.Join(shared, "corpora", "names", "dev.jsonl.gz")) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.Given, l.Surname, l.Nations = sorted(l.Given), sorted(l.Surname), sorted(l.Nations)
	for _, s := range []*[][]string{&l.Persons, &l.SurnameFirst, &l.Countries, &l.Regions, &l.Cities, &l.Organizations, &l.Agencies} {
		slices.SortFunc(*s, slices.Compare[[]string])
		*s = slices.CompactFunc(*s, slices.Equal[[]string])
	}
	return l, nil
}

func sorted(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

func (l *Lists) table(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(b)) {
		w, kinds, ok := strings.Cut(strings.TrimSpace(line), "\t")
		switch {
		case line[0] == '#' || len(w) < 3 && ok:
			continue
		case !ok:
			return fmt.Errorf("%s: %q: want a word, a tab and letters for what it is", path, line)
		}
		if strings.ContainsAny(kinds, "fm") {
			l.Given = append(l.Given, title(w))
		}
		if strings.Contains(kinds, "s") {
			l.Surname = append(l.Surname, title(w))
		}
	}
	return nil
}

func (l *Lists) phoenix(reference string) error {
	actors, err := Phoenix(reference)
	for _, a := range actors {
		if a.Type == readout.Person {
			l.person(a)
			continue
		}
		l.organization(a.Text)
	}
	return err
}

func (l *Lists) person(n Name) {
	p := Split(n)
	ts := Tokens(strings.Join(p.Tokens(), " "))
	switch {
	case len(ts) < 2 || len(ts) > 6:
	case p.SurnameFirst:
		l.SurnameFirst = append(l.SurnameFirst, ts)
	default:
		l.Persons = append(l.Persons, ts)
	}
}

// inner are words after which, or before which, the head of a name of several
// words stands: such names are left out.
var inner = regexp.MustCompile(`(?i)(?:^|\s)(?:of|for|in|on|to|and|the|de|des|du|der|del|la|a|against|by|with|from|y|et|und|pour|para|al|el)(?:\s|$)`)

func (l *Lists) organization(text string) {
	if inner.MatchString(text) || strings.ContainsAny(text, "\",/") {
		return
	}
	for _, s := range []string{text, Bare(text)} {
		if ts := Tokens(s); len(ts) > 0 && len(ts) <= 5 {
			l.Organizations = append(l.Organizations, ts)
		}
	}
}

func (l *Lists) places(reference string) error {
	places, err := Places(reference)
	if err != nil {
		return err
	}
	for _, p := range places {
		ts := Tokens(p.Text)
		if len(ts) == 0 || len(ts) > 4 || inner.MatchString(p.Text) || p.Text[0] >= 'a' && p.Text[0] <= 'z' || len(p.Text) < 4 {
			continue
		}
		switch p.Detail {
		case "country":
			l.Countries = append(l.Countries, ts)
		case "region":
			l.Regions = append(l.Regions, ts)
		default:
			l.Cities = append(l.Cities, ts)
		}
	}
	nations, err := Nations(reference)
	if err != nil {
		return err
	}
	for _, n := range nations {
		if !strings.Contains(n.Text, " ") && english.MatchString(n.Text) {
			l.Nations = append(l.Nations, n.Text)
		}
	}
	outlets, err := Outlets(reference)
	for _, o := range outlets {
		if ts := Tokens(o.Text); !inner.MatchString(o.Text) && len(ts) > 0 && len(ts) <= 5 {
			l.Agencies = append(l.Agencies, ts)
		}
	}
	return err
}

// english is how English forms adjectives of countries.
var english = regexp.MustCompile(`(?:[ai]an|ese|ish|i|ic)$`)

// pairs reads the typed names of names/dev.jsonl.gz, apart from those that come
// from corpora on which models are measured.
func (l *Lists) pairs(path string) error {
	type pair struct{ A, B, Type, Source string }
	return each(path, func(p pair) {
		if p.Source == "gum" || p.Source == "ecb+" {
			return
		}
		for _, s := range []string{p.A, p.B} {
			if !plain(s) || strings.ToUpper(s) == s || inner.MatchString(s) {
				continue
			}
			switch ts := Tokens(s); {
			case len(ts) == 0 || len(ts) > 5:
			case p.Type == "person" && len(ts) > 1 && !ranks.MatchString(strings.ToUpper(s)):
				l.Persons = append(l.Persons, ts)
			case p.Type == "organization":
				l.Organizations = append(l.Organizations, ts)
			}
		}
	})
}

// Tokens are the words of a name as UD writes them: hyphens between letters,
// commas and a possessive 's stand alone.
func Tokens(s string) []string {
	var out []string
	for _, w := range strings.Fields(strings.ReplaceAll(s, "’", "'")) {
		out = append(out, pieces(w)...)
	}
	return out
}

var hyphenated = regexp.MustCompile(`[^-]+|-+`)

func pieces(w string) []string {
	if w == "" || w == "-" {
		return []string{w}
	}
	var out []string
	end := ""
	if n := len(w) - 1; n > 0 && (w[n] == ',' || w[n] == ';') {
		w, end = w[:n], w[n:]
	}
	possessive := len(w) > 2 && strings.HasSuffix(w, "'s")
	if possessive {
		w = w[:len(w)-2]
	}
	out = append(out, hyphenated.FindAllString(w, -1)...)
	if possessive {
		out = append(out, "'s")
	}
	if end != "" {
		out = append(out, end)
	}
	return out
}
