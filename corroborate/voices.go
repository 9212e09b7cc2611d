package corroborate

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// voices names the origins and roots of a story, each once.
type voices struct {
	s        *story
	origins  map[string]int
	roots    map[string]int
	credited map[int]string    // report that states no outlet -> newsroom credited by those who copy it
	outlets  map[string]bool   // folded names of the outlets and origins of the reports
	bodies   map[string]string // key of a body's name -> key of its fullest
	office   map[string]int    // office -> the one identity that holds it; -1 for two
	full     []fullName
}

// fullName is a name of several words of a person of the story.
type fullName struct {
	who   int
	words string // between blanks
}

func newVoices(s *story) voices {
	v := voices{s: s, origins: map[string]int{}, roots: map[string]int{}, office: map[string]int{}, outlets: map[string]bool{}}
	for _, r := range s.out.Reports {
		for _, f := range []readout.Found{s.r.Docs[r].Report.Outlet, s.r.Docs[r].Report.Origin} {
			if f.Stated() {
				v.outlets[fold.Key(newsroomName(f.Value))] = true
			}
		}
	}
	v.credited = v.credits()
	v.bodies = v.bodyNames()
	for i, id := range s.people.list {
		for _, o := range id.Offices {
			k := officeKey(o.Office)
			if j, held := v.office[k]; held && j != i {
				v.office[k] = -1
			} else {
				v.office[k] = i
			}
		}
		for _, n := range id.Names {
			if w := nameWords(n.Name); id.Type == readout.Person && len(w) > 1 {
				v.full = append(v.full, fullName{i, " " + strings.Join(w, " ") + " "})
			}
		}
	}
	return v
}

// ident makes an id from what the thing is, so that it does not depend on what
// else is read.
func ident(prefix, key string) string {
	h := fnv.New64a()
	h.Write([]byte(key)) //nolint:errcheck // a hash never fails
	return fmt.Sprintf("%s%012x", prefix, h.Sum64()>>16)
}

// origin is the newsroom that vouches for a statement of report r: the last one
// inward along its chain. Where that is the report's own voice, copies and
// lifted blocks lead on to the report whose text it is.
func (v *voices) origin(r int, st *readout.Statement) int {
	hop := st.Chain[v.vouching(st)]
	if v.through(st) {
		return v.newsroom(hop.Name, "named in the text: “"+hop.Name+"”")
	}
	r, because := v.textOf(r, st.Span)
	p := v.s.r.Docs[r].Report
	switch {
	case p.Origin.Stated():
		return v.newsroom(p.Origin.Value, join(because, p.Origin.Basis))
	case p.Outlet.Stated():
		return v.newsroom(p.Outlet.Value, join(because, p.Outlet.Basis))
	}
	if name := v.credited[r]; name != "" {
		return v.newsroom(name, join(because, "the report states no outlet; another that carries its text credits "+name))
	}
	return v.addOrigin("report "+p.ID(), "", join(because, "the report states no outlet"))
}

// credits finds, for reports that state no outlet, the one newsroom that those
// who carry their text name for it, by a credit or a cue.
func (v *voices) credits() map[int]string {
	credit, cue := map[int]map[string]bool{}, map[int]map[string]bool{}
	add := func(to map[int]map[string]bool, r int, name string) {
		if to[r] == nil {
			to[r] = map[string]bool{}
		}
		to[r][newsroomName(name)] = true
	}
	for _, r := range v.s.out.Reports {
		c, ok := v.s.copyOf[r]
		if !ok || c.Of < 0 {
			continue
		}
		of := v.s.r.Docs[c.Of].Report
		if of.Outlet.Stated() || of.Origin.Stated() {
			continue
		}
		d := v.s.r.Docs[r]
		if d.Report.Origin.Stated() {
			add(credit, c.Of, d.Report.Origin.Value)
			continue
		}
		for i := range d.Statements {
			for _, hop := range d.Statements[i].Chain[1:] {
				if v.newsroomHop(hop) {
					add(cue, c.Of, hop.Name)
					break
				}
			}
		}
	}
	named := cue
	maps.Copy(named, credit) // a credit is for the whole, a cue for a sentence
	out := map[int]string{}
	for r, names := range named {
		if len(names) == 1 {
			for n := range names {
				out[r] = n
			}
		}
	}
	return out
}

// through reports whether the statement comes through a newsroom that its
// report names, other than by a credit for the whole.
func (v *voices) through(st *readout.Statement) bool {
	hop := st.Chain[v.vouching(st)]
	return hop.Kind != readout.OwnVoice && hop.Cue != "credit"
}

// vouching is the last newsroom inward along the chain: a hop known as one, or one
// with the name of an outlet among the story's reports, whatever it was read as.
func (v *voices) vouching(st *readout.Statement) int {
	o := 0
	for i, hop := range st.Chain {
		if v.newsroomHop(hop) {
			o = i
		}
	}
	return o
}

func (v *voices) newsroomHop(hop readout.Hop) bool {
	return hop.Kind.Newsroom() || hop.Kind.Named() && v.outlets[fold.Key(newsroomName(hop.Name))]
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// textOf follows copies to the report whose text stands at the span.
func (v *voices) textOf(r int, at readout.Span) (report int, because string) {
	b := v.s.r.Docs[r].Report.BlockAt(at.Start)
	if c, ok := v.s.partOf[[2]int{r, b}]; ok && c.Of >= 0 {
		return c.Of, "the block stands in another report"
	}
	for n := 0; n <= len(v.s.copyOf); n++ {
		c, ok := v.s.copyOf[r]
		if !ok || c.Of < 0 {
			break
		}
		r, because = c.Of, "copy of another report"
	}
	return r, because
}

func (v *voices) newsroom(name, basis string) int {
	name = newsroomName(name)
	return v.addOrigin("newsroom "+strings.Join(nameWords(name), " "), name, basis)
}

func (v *voices) addOrigin(key, name, basis string) int {
	if i, ok := v.origins[key]; ok {
		return i
	}
	i := len(v.s.out.Origins)
	v.origins[key] = i
	v.s.out.Origins = append(v.s.out.Origins, readout.Origin{ID: ident("o", key), Name: name, Basis: basis})
	return i
}

// root is what a statement rests on: its innermost hop, told apart by who it is
// and, where unnamed, by the origin through which it is heard.
func (v *voices) root(r int, st *readout.Statement, origin int) int {
	hop := st.Root()
	o := v.s.out.Origins[origin]
	if v.newsroomHop(hop) || hop.Cue == "credit" || itself(hop) {
		name := o.Name
		return v.addRoot("own "+o.ID, name, readout.OwnVoice, origin)
	}
	return v.addRoot(v.rootKey(r, hop, o), v.rootName(r, hop), hop.Kind, origin)
}

// itself reports the newsroom that speaks of itself: "as we have reported".
func itself(hop readout.Hop) bool {
	return hop.Entity < 0 && !hop.Span.Empty() && fold.Key(hop.Name) == "we"
}

func (v *voices) addRoot(key, name string, kind readout.SourceKind, origin int) int {
	if i, ok := v.roots[key]; ok {
		return i
	}
	i := len(v.s.out.Roots)
	v.roots[key] = i
	v.s.out.Roots = append(v.s.out.Roots, readout.Root{ID: ident("r", key), Name: name, Kind: kind, Origin: origin})
	return i
}

// rootKey tells roots apart. Unnamed sources of one origin are one root where
// nothing shows them to be different; a spokesman speaks for the body.
func (v *voices) rootKey(r int, hop readout.Hop, o readout.Origin) string {
	switch hop.Kind {
	case readout.Unnamed, readout.Group:
		if possessed(hop.Name) {
			return "someone " + someone(hop.Name)
		}
		return "unnamed " + o.ID
	case readout.UnnamedOfficial:
		return "official " + o.ID + " " + v.country(hop.Name)
	}
	if hop.Unresolved {
		return "unresolved " + o.ID
	}
	if i, ok := v.who(r, hop); ok {
		if body := v.speaksFor(i); body != "" {
			return "body " + v.bodyOf(body)
		}
		return "person " + ident("", v.s.people.list[i].Key)
	}
	if hop.Kind == readout.NamedPerson || hop.Kind == readout.Official {
		return "someone " + someone(hop.Name)
	}
	return "body " + v.bodyOf(bodyKey(hop.Name))
}

// bodyOf is the key of a body under all its names: "ICRC" is the committee where
// the reports show that it is.
func (v *voices) bodyOf(key string) string { return cmp.Or(v.bodies[key], key) }

// bodyNames are the keys of names of bodies that are one, under that of the
// fullest; a key of two bodies is neither's.
func (v *voices) bodyNames() map[string]string {
	out := map[string]string{}
	for _, id := range v.s.people.list {
		if id.Type != readout.Organization || len(id.Names) < 2 {
			continue
		}
		full := bodyKey(slices.MaxFunc(id.Names, func(a, b readout.NameAt) int {
			return cmp.Or(cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(b.Name, a.Name))
		}).Name)
		for _, n := range id.Names {
			k := bodyKey(n.Name)
			if have, ok := out[k]; ok && have != full {
				full = k
			}
			out[k] = full
		}
	}
	return out
}

// vague reports a hop that is a person, or a government, whom the story does not
// identify.
func (v *voices) vague(r int, hop readout.Hop) bool {
	switch hop.Kind {
	case readout.NamedPerson, readout.Official:
	case readout.Unnamed:
		return possessed(hop.Name)
	case readout.Body:
		// Whose government it is, no name says: it may be the one that a spokesman
		// in another report speaks for.
		k := bodyKey(hop.Name)
		return hop.Unresolved || k == "government" || k == "administration" || k == "authorities"
	default:
		return hop.Unresolved
	}
	_, ok := v.who(r, hop)
	return !ok
}

// possessed reports a person described by whose he is ("her father", "the
// man's lawyer"): one person, though not named.
func possessed(name string) bool {
	w := strings.Fields(fold.Key(name))
	if len(w) == 0 {
		return false
	}
	switch w[0] {
	case "her", "his", "their", "its", "my", "our":
		return true
	}
	return slices.ContainsFunc(w, func(s string) bool { return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "s'") })
}

// someone is what tells apart persons whom no report names in full: the words
// for what they are ("father" of "her father Bassem"), else the last name. Two
// newsrooms' "her father" are one root: where it is in doubt, nothing is added.
func someone(name string) string {
	var nouns []string
	last := ""
	for _, f := range strings.Fields(name) {
		w := fold.Words(f)
		if len(w) == 0 {
			continue
		}
		last = w[0]
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLower(r) && !lexis.Grammar(w[0]) {
			nouns = append(nouns, w[0])
		}
	}
	if len(nouns) > 0 {
		return nouns[len(nouns)-1]
	}
	return last
}

// who finds the identity of a hop: by its entity, or by an office that exactly
// one person of the story holds.
func (v *voices) who(r int, hop readout.Hop) (int, bool) {
	if hop.Entity < 0 {
		return v.named(hop)
	}
	ent := v.s.r.Docs[r].Entities[hop.Entity]
	if i, ok := v.s.people.of[readout.Member{Report: r, Entity: hop.Entity}]; ok && ent.Type == readout.Person {
		return i, true
	}
	for _, o := range ent.Roles {
		if i, ok := v.office[officeKey(o)]; ok && i >= 0 && officeKey(o) != "" {
			return i, true
		}
	}
	return 0, false
}

// named finds the one person of the story whose full name stands in the words of
// a hop.
func (v *voices) named(hop readout.Hop) (int, bool) {
	if hop.Kind != readout.NamedPerson && hop.Kind != readout.Official {
		return 0, false
	}
	words := " " + strings.Join(nameWords(hop.Name), " ") + " "
	found := -1
	for _, n := range v.full {
		if n.who != found && strings.Contains(words, n.words) {
			if found >= 0 {
				return 0, false
			}
			found = n.who
		}
	}
	return found, found >= 0
}

// speaksFor is the body that a person speaks for by office; "" for others. A
// "government spokesman" speaks for the government of the country that another
// of his offices names.
func (v *voices) speaksFor(i int) string {
	speaks, president, of, country := false, false, "", ""
	for _, o := range v.s.people.list[i].Offices {
		t := fold.Key(o.Office.Title)
		country = cmp.Or(country, v.country(o.Office.Of), v.country(o.Office.Title))
		if strings.Contains(t, "spokes") || strings.Contains(t, "press secretary") {
			speaks, president = true, president || strings.Contains(t, "presiden")
			of = cmp.Or(of, bodyKey(o.Office.Of), bodyKey(o.Office.Title))
		}
	}
	if !speaks {
		return ""
	}
	switch {
	case president && country != "":
		return country + " presidency" // "spokesman for the Chadian President": not for the whole government
	case of == "government" && country != "":
		return country + " government"
	}
	return of
}

// bodyKey names a body: a country for its government, else the words of its
// name without article and office of speech, countries by their code.
func bodyKey(name string) string {
	if name == "" {
		return ""
	}
	if k := partyKey(name); len(k) == 3 && isCode(k) {
		return k + " government"
	}
	var out []string
	for _, w := range words(name) {
		switch {
		case w == "the", w == "a", w == "an", w == "for", w == "of", w == "top", w == "chief", w == "local", w == "senior", w == "statement", w == "press", w == "secretary", strings.HasPrefix(w, "spokes"):
			continue
		case w == "gov't", w == "govt":
			w = "government"
		}
		if c, sense, ok := gazetteer.CountryOf(w); ok && sense != gazetteer.Capital {
			w = c.Code
		}
		out = append(out, w)
	}
	if len(out) > 1 && isCode(out[0]) && strings.HasPrefix(out[1], "presiden") {
		return out[0] + " presidency"
	}
	return strings.Join(out, " ")
}

// country is the code of the first country that s names, or "".
func (v *voices) country(s string) string {
	for _, w := range words(s) {
		if k := concept(w); isCode(k) {
			return k
		}
	}
	return ""
}

func (v *voices) rootName(r int, hop readout.Hop) string {
	if i, ok := v.who(r, hop); ok && len(v.s.people.list[i].Names) > 0 {
		best := ""
		for _, n := range v.s.people.list[i].Names {
			if len(n.Name) > len(best) {
				best = n.Name
			}
		}
		return best
	}
	return hop.Name
}

// party is the side that a root belongs to, for independence: the country of
// the office or body, "" where the reports do not give one.
func (v *voices) party(r int, hop readout.Hop) string {
	if i, ok := v.who(r, hop); ok {
		for _, o := range v.s.people.list[i].Offices {
			if k := partyKey(o.Office.Of); k != "" {
				return k
			}
			if c := v.country(o.Office.Title); c != "" {
				return c
			}
		}
		return ""
	}
	if c := v.country(hop.Name); c != "" {
		return c
	}
	if hop.Kind == readout.Body || hop.Kind == readout.SourceDocument {
		return bodyKey(hop.Name)
	}
	return ""
}
