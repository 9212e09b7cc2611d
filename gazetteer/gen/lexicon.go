package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/namedata"
)

// names are the classes that a word gets from lists of names, and loses where
// it is an everyday word.
const names = gazetteer.Given | gazetteer.GivenMale | gazetteer.GivenFemale | gazetteer.Surname | gazetteer.TerritoryName |
	gazetteer.CityName | gazetteer.RegionName | gazetteer.NaturalName | gazetteer.OrgName | gazetteer.MediaName | gazetteer.PlaceWord

// lexicon collects entries: words, and sequences of words joined by blanks.
type lexicon struct {
	entries map[string]gazetteer.Class
	parts   map[string]int // words of multiword names of organisations, counted
	casing  map[string]*namedata.Casing
	hand    map[string]gazetteer.Class // what the tables kept by hand say of nouns
	small   map[string]bool            // words that dictionaries write small
	capital map[string]bool            // words that dictionaries write with a capital
	cities  []string                   // keys of the list of cities
}

func compileLexicon(shared string) error {
	reference := filepath.Join(shared, "reference")
	l := &lexicon{entries: map[string]gazetteer.Class{}, parts: map[string]int{},
		hand: map[string]gazetteer.Class{}, small: map[string]bool{}, capital: map[string]bool{}}
	var err error
	if l.casing, err = namedata.Casings(filepath.Join(shared, "corpora")); err != nil {
		return err
	}
	for _, step := range []func(string) error{l.places, l.outlets, l.actors, l.agents, l.listed, l.wordNet, l.spelling, l.terms} {
		if err := step(reference); err != nil {
			return err
		}
	}
	l.orgParts()
	l.filter()
	if err := l.byHand(); err != nil {
		return err
	}
	l.caseBits()
	return l.write("gazetteer/data/lexicon.bin")
}

// add gives an entry a class. The words of a longer entry become known as
// parts of such names.
func (l *lexicon) add(name string, c, part gazetteer.Class) {
	ws := namedata.Words(name)
	if len(ws) > 1 && ws[0] == "the" {
		ws = ws[1:]
	}
	if len(ws) == 0 || len(ws) > 10 || len(ws) == 1 && len(ws[0]) < 2 {
		return
	}
	l.entries[strings.Join(ws, " ")] |= c
	if len(ws) == 1 {
		return
	}
	for i, w := range ws {
		if part != 0 && len(w) > 2 {
			l.entries[w] |= part
		}
		if short, ok := strings.CutSuffix(w, "."); ok && short == "st" || w == "st" {
			twin := append([]string(nil), ws...)
			twin[i] = map[bool]string{true: "st", false: "st."}[ok]
			l.entries[strings.Join(twin, " ")] |= c
		}
	}
}

func (l *lexicon) places(reference string) error {
	places, err := namedata.Places(reference)
	if err != nil {
		return err
	}
	for _, p := range places {
		c := map[string]gazetteer.Class{"country": gazetteer.TerritoryName, "region": gazetteer.RegionName, "city": gazetteer.CityName}[p.Detail]
		if p.Major {
			c |= gazetteer.Major
		}
		l.add(p.Text, c, gazetteer.PlaceWord)
	}
	cities, err := namedata.Rows(filepath.Join(reference, "places", "world-cities.csv.gz"))
	if err != nil {
		return err
	}
	for _, r := range cities {
		if k := fold.Key(r["name"]); len(k) >= 4 {
			l.cities = append(l.cities, k)
		}
	}
	nations, err := namedata.Nations(reference)
	for _, p := range nations {
		l.add(p.Text, gazetteer.Nation, 0)
	}
	return err
}

func (l *lexicon) outlets(reference string) error {
	outlets, err := namedata.Outlets(reference)
	for _, o := range outlets {
		l.add(o.Text, gazetteer.MediaName|gazetteer.OrgName, 0)
	}
	return err
}

// actors takes the words of persons' names, and whole names of organisations.
func (l *lexicon) actors(reference string) error {
	actors, err := namedata.Phoenix(reference)
	for _, a := range actors {
		if a.Type == readout.Person {
			p := namedata.Split(a)
			l.person(p)
			continue
		}
		name := namedata.Bare(a.Text)
		l.add(a.Text, gazetteer.OrgName, 0)
		l.add(name, gazetteer.OrgName, 0)
		if ws := namedata.Words(name); len(ws) > 1 {
			for _, w := range ws {
				l.parts[w]++
			}
		}
	}
	return err
}

func (l *lexicon) person(p namedata.Person) {
	for _, g := range p.Given {
		for _, w := range namedata.Words(g) {
			if len(w) > 2 {
				l.entries[w] |= gazetteer.Given
			}
		}
	}
	for _, s := range p.Surname {
		for _, w := range namedata.Words(s) {
			if len(w) > 1 {
				l.entries[w] |= gazetteer.Surname
			}
		}
	}
}

// orgParts marks the words that stand in several names of organisations.
func (l *lexicon) orgParts() {
	for w, n := range l.parts {
		if n >= 4 && len(w) > 3 && l.entries[w]&(gazetteer.TerritoryName|gazetteer.Nation) == 0 {
			l.entries[w] |= gazetteer.OrgPart
		}
	}
}

// agents takes the single nouns for persons from the dictionary of agents: by
// their endings, since it holds nouns for groups and things as well.
func (l *lexicon) agents(reference string) error {
	nouns, err := namedata.Agents(reference)
	for _, n := range nouns {
		if ws := namedata.Words(n); len(ws) == 1 {
			l.entries[ws[0]] |= gazetteer.Role
		}
	}
	return err
}

// listed reads names.tsv: given names and surnames.
func (l *lexicon) listed(string) error {
	bits := map[rune]gazetteer.Class{
		'f': gazetteer.Given | gazetteer.GivenFemale, 'm': gazetteer.Given | gazetteer.GivenMale,
		'g': gazetteer.Given, 's': gazetteer.Surname,
	}
	return lines("gazetteer/gen/data/names.tsv", func(f []string) {
		for _, r := range f[1] {
			l.entries[f[0]] |= bits[r]
		}
	})
}

// wordNet reads the classes of nouns and of names in WordNet.
func (l *lexicon) wordNet(string) error {
	return lines("gazetteer/gen/data/wordnet.tsv", func(f []string) {
		for _, c := range strings.Fields(f[1]) {
			l.add(f[0], class(c), 0)
		}
	})
}

// orgGroups are the groups of rigour's words in names of organisations that mean
// an organisation; the others mean what it does.
var orgGroups = strings.Fields("co org corp coop assoc ngo center holding concern consortium agency fund fed institute " +
	"institution club fdn network enterprise committee kombinat association office bureau gov ministry alliance trust " +
	"union authority party branch intel tv university army airline brigade factory lab academy")

// terms reads words in names of organisations in many languages, legal forms
// and titles.
func (l *lexicon) terms(reference string) error {
	terms, err := namedata.Terms(reference)
	for _, t := range terms {
		group, sub, _ := strings.Cut(t.Group, "/")
		ws := namedata.Words(t.Text)
		switch {
		case group == "PERSON_NAME_PREFIXES":
			l.add(t.Text, gazetteer.PersonTitle, 0)
		case group == "types" && len(ws) == 1 && len(ws[0]) <= 8:
			l.add(t.Text, gazetteer.LegalForm, 0)
		case group == "org_symbols" && len(ws) == 1 && len(ws[0]) > 3 && slices.Contains(orgGroups, sub):
			l.add(t.Text, gazetteer.OrgWord, 0)
		case (group == "org_symbols" || group == "org_domains") && len(ws) == 1 && len(ws[0]) > 3:
			l.add(t.Text, gazetteer.OrgPart, 0)
		}
	}
	return err
}

// spelling reads which words are written small and which with a capital letter.
func (l *lexicon) spelling(string) error {
	sets := map[string]map[string]bool{"l": l.small, "u": l.capital}
	return lines("gazetteer/gen/data/spelling.tsv", func(f []string) {
		for _, w := range strings.Fields(f[1]) {
			sets[f[0]][w] = true
		}
	})
}

func class(name string) gazetteer.Class {
	for i := range gazetteer.NumClasses {
		if c := gazetteer.Class(1) << i; c.String() == name {
			return c
		}
	}
	log.Fatalf("gazetteer/gen/data: %q is no class", name)
	return 0
}

func lines(name string, f func([]string)) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) < 2 {
			return fmt.Errorf("%s:%d: want fields divided by tabs", name, i+1)
		}
		f(fields)
	}
	return nil
}

// notNames are the classes that a word can't have for what it is otherwise. The
// lists of persons' names are better than those of places: a small village may
// have any name.
func (l *lexicon) notNames(w string) gazetteer.Class {
	if l.everyday(w) {
		return names
	}
	if c := l.casing[w]; c != nil && c.Lower >= 3 && c.Lower > c.Upper {
		return gazetteer.CityName | gazetteer.RegionName | gazetteer.PlaceWord | gazetteer.OrgName | gazetteer.MediaName
	}
	return 0
}

// everyday reports whether a word is written small nearly always.
func (l *lexicon) everyday(w string) bool {
	if c := l.casing[w]; c != nil && c.Lower+c.Upper >= 3 {
		return c.Lower > 9*c.Upper
	}
	return l.small[w]
}

// filter takes name classes from everyday words, and drops short names of
// organisations that consist of such words.
func (l *lexicon) filter() {
	for k, c := range l.entries {
		ws := strings.Fields(k)
		plain := true
		for _, w := range ws {
			plain = plain && l.everyday(w)
		}
		if len(ws) == 1 {
			c &^= l.notNames(k)
		}
		if plain && len(ws) == 2 && c&(gazetteer.TerritoryName|gazetteer.CityName|gazetteer.RegionName) == 0 {
			c = 0
		}
		if c == 0 {
			delete(l.entries, k)
			continue
		}
		l.entries[k] = c
	}
}

// byHand reads the tables that are kept by hand.
func (l *lexicon) byHand() error {
	err := lines("gazetteer/gen/data/words.tsv", func(f []string) {
		for _, w := range strings.Fields(f[1]) {
			l.dotted(w, class(f[0]))
		}
	})
	if err != nil {
		return err
	}
	err = lines("gazetteer/gen/data/phrases.tsv", func(f []string) {
		for _, p := range strings.Split(f[1], "|") {
			l.add(p, class(f[0]), 0)
		}
	})
	if err != nil {
		return err
	}
	err = lines("gazetteer/data/adjectives.tsv", func(f []string) {
		for _, w := range strings.Fields(f[1]) {
			l.add(w, gazetteer.Nation, 0)
			l.add(w+"s", gazetteer.Nation, 0)
		}
	})
	if err != nil {
		return err
	}
	given, err := os.ReadFile("gazetteer/data/given.txt")
	for line := range strings.Lines(string(given)) {
		if line[0] != '#' {
			for _, w := range strings.Fields(line) {
				l.entries[fold.Key(w)] |= gazetteer.Given
			}
		}
	}
	return err
}

// dotted adds a word of a table kept by hand, and the forms with dots of an
// abbreviation. Where such a table has a noun, it alone says which kinds it is.
func (l *lexicon) dotted(w string, c gazetteer.Class) {
	const nouns = gazetteer.OrgWord | gazetteer.PlaceNoun | gazetteer.Role
	if c&nouns != 0 && l.hand[w] == 0 {
		l.entries[w] &^= nouns | gazetteer.CityName | gazetteer.RegionName
	}
	l.hand[w] |= c & nouns
	l.entries[w] |= c
	switch {
	case c&(gazetteer.PersonTitle|gazetteer.LegalForm|gazetteer.Calendar) != 0 && len(w) <= 6,
		c&(gazetteer.PlaceNoun|gazetteer.OrgWord) != 0 && len(w) <= 4:
		l.entries[w+"."] |= c
	case c&gazetteer.OrgName != 0 && len(w) <= 4:
		l.entries[strings.Join(strings.Split(w, ""), ".")+"."] |= c
	}
}

// caseBits notes how news writes a word.
func (l *lexicon) caseBits() {
	counted := map[string]bool{}
	for w, c := range l.casing {
		n := c.Lower + c.Upper
		if n < 3 {
			continue
		}
		counted[w] = true
		switch {
		case c.Upper*10 <= n:
			l.entries[w] |= gazetteer.Lower
		case c.Lower*10 > n:
			l.entries[w] |= gazetteer.Mixed
		default:
			l.entries[w] |= gazetteer.Upper
		}
	}
	for w := range l.small {
		if !counted[w] {
			l.entries[w] |= gazetteer.Lower
		}
	}
	for w := range l.capital {
		if !counted[w] {
			l.entries[w] |= gazetteer.Upper
		}
	}
}

// write lays the entries out as gazetteer/class.go describes.
func (l *lexicon) write(name string) error {
	nodes := map[gazetteer.Hash]gazetteer.Set{}
	keys := make([]string, 0, len(l.entries))
	for k := range l.entries {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		ws := strings.Fields(k)
		h := gazetteer.HashOf(ws[0])
		for _, w := range ws[1:] {
			nodes[h] |= gazetteer.Prefix
			h = h.Then(gazetteer.HashOf(w))
		}
		nodes[h] |= gazetteer.Set(l.entries[k])
		if len(ws) > 1 {
			nodes[h] |= gazetteer.Inner
		}
	}
	for _, k := range l.cities {
		nodes[gazetteer.HashOf(k)] |= gazetteer.InCity
	}
	b, err := layOut(nodes)
	if err != nil {
		return err
	}
	log.Printf("%s: %d entries, %d nodes, %d bytes", name, len(keys), len(nodes), len(b))
	return os.WriteFile(name, b, 0o644)
}

// layOut fills the table: hashes in order, so that the file is the same each time.
func layOut(nodes map[gazetteer.Hash]gazetteer.Set) ([]byte, error) {
	hashes := make([]gazetteer.Hash, 0, len(nodes))
	seen := map[gazetteer.Set]bool{}
	for h, c := range nodes {
		hashes = append(hashes, h)
		seen[c] = true
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	var sets []gazetteer.Set
	for c := range seen {
		sets = append(sets, c)
	}
	sort.Slice(sets, func(i, j int) bool { return sets[i] < sets[j] })
	if len(sets) >= 1<<16-1 {
		return nil, fmt.Errorf("%d sets: the table has room for %d", len(sets), 1<<16-2)
	}
	index := map[gazetteer.Set]uint32{}
	for i, c := range sets {
		index[c] = uint32(i)
	}
	n := len(nodes)*7/5 + 1
	slots, ok := fill(hashes, nodes, index, n)
	for ; !ok; slots, ok = fill(hashes, nodes, index, n) {
		n++
	}
	head := fmt.Sprintf("readout lexicon 1; classes of words and phrases; made by gazetteer/gen; entries %d\n", len(nodes))
	b := []byte(head + strings.Repeat(" ", gazetteer.HeaderSize-8-len(head)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(sets)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(slots)))
	for _, c := range sets {
		b = binary.LittleEndian.AppendUint64(b, uint64(c))
	}
	for _, s := range slots {
		b = binary.LittleEndian.AppendUint32(b, s)
	}
	return b, nil
}

// fill puts the entries into a table of n slots. It fails where an entry would
// stand behind another that can't be told from it: another n may do.
func fill(hashes []gazetteer.Hash, nodes map[gazetteer.Hash]gazetteer.Set, index map[gazetteer.Set]uint32, n int) ([]uint32, bool) {
	slots := make([]uint32, n)
	for _, h := range hashes {
		i := uint64(h) >> 32 * uint64(n) >> 32
		for slots[i] != 0 {
			if slots[i]&0xffff == uint32(h)&0xffff {
				return nil, false
			}
			i = (i + 1) % uint64(n)
		}
		slots[i] = (index[nodes[h]]+1)<<16 | uint32(h)&0xffff
	}
	return slots, true
}
