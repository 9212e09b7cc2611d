package corroborate

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
	"github.com/readout-project/readout/names"
)

//go:embed data/organs.txt
var organsTXT string

var organs = wordSet(organsTXT)

func wordSet(text string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				m[w] = true
			}
		}
	}
	return m
}

// bearer is all entities of a story that bear one name, and so are one.
type bearer struct {
	kind    readout.Type
	key     string
	text    string // the name, verbatim
	name    *names.Name
	members []readout.Member
	offices []readout.Office
	aliases map[string]bool // keys of other names that reports give it
	party   string          // of a body: the country or body that it is an organ of
	vague   bool            // an organ of some government, no report says of which
	company map[string]string
	single  bool // by decision alone: see pool.single
}

// pool holds the bearers of a story in the order in which reports name them.
type pool struct {
	docs    []*readout.Document
	copyOf  map[int]readout.Copy
	bearers []*bearer
	of      map[readout.Member]int
	byKey   map[string]int
	edges   map[[2]int]string     // pairs that are one, with the reason
	doubts  map[[2]int]string     // pairs that can be one, with what is missing
	bodies  map[string]string     // names of bodies in offices -> their keys
	rare    map[[2]int][]rareWord // by report and block, read when first asked for
	blocks  map[int][]int         // of mentions, by report
	told    *decidedNames         // nil where nothing was decided
}

func newPool(docs []*readout.Document, reports []int, copyOf map[int]readout.Copy, decided []*decision) *pool {
	p := &pool{docs: docs, copyOf: copyOf, edges: map[[2]int]string{}, doubts: map[[2]int]string{}, bodies: map[string]string{}, rare: map[[2]int][]rareWord{}, blocks: map[int][]int{}}
	p.fill(reports)
	if p.told = p.decide(reports, decided); p.told != nil {
		p.divide()
		p.fill(reports)
	}
	for _, b := range p.bearers {
		p.accompany(b)
	}
	return p
}

// fill makes the bearers of the reports' entities.
func (p *pool) fill(reports []int) {
	p.bearers, p.of, p.byKey = nil, map[readout.Member]int{}, map[string]int{}
	for _, r := range reports {
		for e := range p.docs[r].Entities {
			p.add(readout.Member{Report: r, Entity: e})
		}
	}
}

// add puts an entity to the bearers of its name. Persons of one name only and
// what is neither person nor body are left out.
func (p *pool) add(m readout.Member) {
	d := p.docs[m.Report]
	ent := &d.Entities[m.Entity]
	var b *bearer
	switch ent.Type {
	case readout.Person:
		b = personBearer(ent)
	case readout.Organization:
		b = bodyBearer(d, m)
		if b != nil && b.vague {
			b.key += " of " + p.docs[p.original(m.Report)].Report.ID()
		}
	}
	if p.told != nil {
		if b == nil {
			b = p.single(m)
		} else {
			b.key += p.told.apart[m]
		}
	}
	if b == nil {
		return
	}
	k, known := p.byKey[b.key]
	if !known {
		k = len(p.bearers)
		p.byKey[b.key] = k
		p.bearers = append(p.bearers, b)
	}
	have := p.bearers[k]
	have.text = min(have.text, b.text)
	have.members = append(have.members, m)
	have.offices = append(have.offices, ent.Roles...)
	for a := range b.aliases {
		have.aliases[a] = true
	}
	p.of[m] = k
}

// original follows copies to the report whose text a report has: what is vague in
// both is one thing.
func (p *pool) original(r int) int {
	for range p.copyOf {
		c, ok := p.copyOf[r]
		if !ok || c.Of < 0 {
			break
		}
		r = c.Of
	}
	return r
}

func personBearer(ent *readout.Entity) *bearer {
	n := names.Parse(ent.Name, readout.Person)
	if n.Words() < 2 {
		return nil
	}
	return &bearer{kind: readout.Person, key: "person " + n.Key(), text: ent.Name, name: n, aliases: map[string]bool{}}
}

// bodyBearer tells organs of governments by the government: "the Foreign
// Ministry" of two reports is one only where both say of which country.
func bodyBearer(d *readout.Document, m readout.Member) *bearer {
	ent := &d.Entities[m.Entity]
	b := &bearer{kind: readout.Organization, aliases: map[string]bool{}}
	for _, n := range ent.Names {
		party, organ := organOf(n)
		if organ && party == "" {
			party = ownerBeside(d, m.Entity, n)
		}
		key := bodyName(n, party, organ)
		if key == "" {
			continue
		}
		vague := organ && party == ""
		switch {
		case b.key == "", b.vague && !vague, b.vague == vague && len(n) > len(b.text):
			b.key, b.text, b.party, b.vague = key, n, party, vague
		}
		if !vague {
			b.aliases[key] = true
		}
	}
	if b.key == "" {
		return nil
	}
	delete(b.aliases, b.key)
	b.name = names.Parse(b.text, readout.Organization)
	return b
}

// bodyName is the key of a name of a body.
func bodyName(name, party string, organ bool) string {
	if n, ok := gazetteer.NewsroomByName(name); ok {
		return "newsroom " + n.Name
	}
	if !organ {
		if k := names.Parse(name, readout.Organization).Key(); k != "" {
			return "body " + k
		}
		return ""
	}
	var ws []string
	for _, w := range fold.Words(name) {
		if organs[w] && w != "of" && w != "the" && w != "for" && w != "and" && w != "on" {
			ws = append(ws, strings.Replace(strings.TrimSuffix(w, "s"), "defense", "defence", 1))
		}
	}
	slices.Sort(ws)
	return "organ " + strings.Join(ws, " ") + " / " + party
}

// organOf reports an organ of a government: a name that is made of the words for
// organs, with or without the country or body it is of. party is that one's key.
func organOf(name string) (party string, organ bool) {
	f := strings.Fields(name)
	for len(f) > 0 && strings.EqualFold(f[0], "the") {
		f = f[1:]
	}
	rest := f
	for n := min(3, len(f)-1); n > 0; n-- {
		first := strings.Join(f[:n], " ")
		if _, _, ok := gazetteer.CountryOf(first); ok {
			party, rest = partyKey(first), f[n:]
			break
		}
	}
	if party == "" && len(f) > 1 && !isOrgan(f[0]) && demonym(fold.Key(f[0])) != fold.Key(f[0]) {
		party, rest = partyKey(f[0]), f[1:]
	}
	for i := 1; i < len(rest)-1 && party == ""; i++ {
		if rest[i] == "of" {
			if _, _, ok := gazetteer.CountryOf(strings.Join(rest[i+1:], " ")); ok {
				party, rest = partyKey(strings.Join(rest[i+1:], " ")), rest[:i]
			}
		}
	}
	for _, w := range rest {
		if !isOrgan(w) {
			return "", false
		}
	}
	return party, len(rest) > 0
}

func isOrgan(w string) bool {
	ws := fold.Words(w)
	return len(ws) == 1 && organs[ws[0]]
}

// ownerBeside is the country or body that stands right before a name where it
// is first written so, or behind "of": "the Maltese | Foreign Ministry", "Malta's
// | Foreign Ministry", "Foreign Ministry | of Malta".
func ownerBeside(d *readout.Document, entity int, name string) string {
	at, ok := firstMention(d, entity, name)
	if !ok {
		return ""
	}
	source := d.Report.Source
	for _, x := range d.Mentions {
		if x.Kind == readout.Pronoun && x.Entity >= 0 && x.End < at.Start && strings.TrimSpace(source[x.End:at.Start]) == "" {
			if e := &d.Entities[x.Entity]; e.Type == readout.Place || e.Code != "" {
				return partyKey(e.Name)
			}
		}
	}
	line := strings.LastIndexByte(source[:at.Start], '\n') + 1
	before := strings.Fields(source[line:at.Start])
	for n := min(3, len(before)); n > 0; n-- {
		w := strings.Trim(strings.Join(before[len(before)-n:], " "), "“”\"(),;:")
		if _, _, ok := gazetteer.CountryOf(strings.TrimSuffix(strings.TrimSuffix(fold.Line(w), "'s"), "'")); ok {
			return partyKey(w)
		}
	}
	if len(before) > 0 {
		if k := nationOf(d, before[len(before)-1]); k != "" {
			return k
		}
	}
	if behind, ok := strings.CutPrefix(source[at.End:], " of "); ok {
		f := strings.Fields(strings.TrimPrefix(behind[:min(len(behind), 60)], "the "))
		for n := min(2, len(f)); n > 0; n-- {
			if _, _, ok := gazetteer.CountryOf(strings.Trim(strings.Join(f[:n], " "), ".,;:”\"")); ok {
				return partyKey(strings.Trim(strings.Join(f[:n], " "), ".,;:”\""))
			}
		}
	}
	return ""
}

// nationOf is the key of an adjective or a possessive of a place that the report
// names and no table knows.
func nationOf(d *readout.Document, w string) string {
	w = strings.Trim(fold.Line(w), "\"(),;:")
	if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || isOrgan(w) {
		return ""
	}
	bare := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'")
	k := partyKey(bare)
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Type == readout.Place && slices.ContainsFunc(e.Names, func(n string) bool { return partyKey(n) == k }) {
			return k
		}
	}
	return ""
}

// accompany finds who is named in the paragraphs that name the bearer.
func (p *pool) accompany(b *bearer) {
	b.company = map[string]string{}
	for _, m := range b.members {
		d := p.docs[m.Report]
		blocks := p.blocksOf(m.Report)
		here := map[int]bool{}
		for i := range d.Mentions {
			if block := blocks[i]; d.Mentions[i].Entity == m.Entity && !here[block] {
				here[block] = true
				if block >= 0 {
					b.besideWords(p.rareWords(m.Report, block))
				}
			}
		}
		for i := range d.Mentions {
			x := &d.Mentions[i]
			if x.Kind != readout.Name || x.Entity == m.Entity || !here[blocks[i]] {
				continue
			}
			k, ok := p.of[readout.Member{Report: m.Report, Entity: x.Entity}]
			if !ok {
				continue
			}
			if o := p.bearers[k]; o != b && !o.vague {
				b.company[o.key] = o.text
			}
		}
	}
}

// blocksOf are the blocks of a report that its mentions stand in.
func (p *pool) blocksOf(report int) []int {
	out, known := p.blocks[report]
	if !known {
		d := p.docs[report]
		out = make([]int, len(d.Mentions))
		for i := range d.Mentions {
			out[i] = d.Report.BlockAt(d.Mentions[i].Start)
		}
		p.blocks[report] = out
	}
	return out
}

// besideWords adds the rare words with a capital that stand in a paragraph: names
// that are in no list of entities, as of a hospital.
func (b *bearer) besideWords(list []rareWord) {
	own := " " + b.name.Key() + " "
	for _, w := range list {
		if !strings.Contains(own, w.around) {
			b.company[w.key] = w.text
		}
	}
}

// rareWord is a rare word with a capital.
type rareWord struct{ around, key, text string }

// rareWords are those of a paragraph, which may name many.
func (p *pool) rareWords(report, block int) []rareWord {
	at := [2]int{report, block}
	out, known := p.rare[at]
	if known {
		return out
	}
	r := p.docs[report].Report
	for i, f := range strings.Fields(r.Blocks[block].Of(r.Source)) {
		f = strings.Trim(f, "“”\"(),;:.’'")
		if r, _ := utf8.DecodeRuneInString(f); i == 0 || !unicode.IsUpper(r) {
			continue
		}
		ws := fold.Words(f)
		if len(ws) != 1 || len(ws[0]) < 4 {
			continue
		}
		if _, _, country := gazetteer.CountryOf(ws[0]); !country && lexis.IDF(lexis.Stem(ws[0])) >= rareName {
			out = append(out, rareWord{" " + ws[0] + " ", "word " + ws[0], strings.TrimSuffix(strings.TrimSuffix(f, "'s"), "’s")})
		}
	}
	p.rare[at] = out
	return out
}

// rareName is the weight of words, in nats, that tell one place or body from
// most others.
const rareName = 6.5
