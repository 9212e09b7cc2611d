package corroborate

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// heardFrom reports whether the words of a report come from whom the claim names. A
// newsroom is named by any link of the chain, and by the report's own voice.
func (s *story) heardFrom(claim *readout.Document, root readout.Hop, b *prop) bool {
	if !s.voices.newsroomHop(root) {
		return b.st.Attribution >= 0 && s.sameVoice(claim, root, b.report, b.st.Root())
	}
	if !b.through && sameNewsroom(root.Name, s.out.Origins[b.origin].Name) {
		return true
	}
	return slices.ContainsFunc(b.st.Chain, func(h readout.Hop) bool { return s.voices.newsroomHop(h) && sameNewsroom(root.Name, h.Name) })
}

// sameVoice reports whether a source of a report is the one that a claim names:
// a body by its name or through its spokesman, a person by a name or, where the
// reports have one holder alone, an office, a newsroom by its name, and somebody
// unnamed by the words for what he is.
func (s *story) sameVoice(claim *readout.Document, asked readout.Hop, r int, hop readout.Hop) bool {
	if asked.Unresolved || hop.Unresolved {
		return false
	}
	if s.voices.newsroomHop(hop) || asked.Kind.Newsroom() {
		return asked.Name != "" && sameNewsroom(asked.Name, hop.Name)
	}
	switch asked.Kind {
	case readout.Unnamed, readout.UnnamedOfficial, readout.Group:
		return hop.Kind == asked.Kind && slices.Equal(whatFor(asked.Name), whatFor(hop.Name))
	case readout.NamedPerson, readout.Official:
		return s.samePerson(claim, asked, r, hop)
	}
	if i, ok := s.voices.who(r, hop); ok {
		return s.voices.speaksFor(i) == bodyKey(asked.Name)
	}
	if hop.Kind == readout.Unnamed || hop.Kind == readout.UnnamedOfficial || hop.Kind == readout.Group {
		return false
	}
	return bodyKey(asked.Name) == bodyKey(hop.Name)
}

// whatFor are the words for what unnamed sources are, sorted.
func whatFor(name string) []string {
	var out []string
	for _, w := range words(name) {
		if !slices.Contains([]string{"a", "an", "the", "one", "two", "three", "some", "several", "unnamed", "anonymous"}, w) {
			out = append(out, demonym(concept(w)))
		}
	}
	slices.Sort(out)
	return out
}

// samePerson compares by name, and by office where the claim has no name.
func (s *story) samePerson(claim *readout.Document, asked readout.Hop, r int, hop readout.Hop) bool {
	var offices []readout.Office
	named := nameWords(asked.Name)
	if asked.Entity >= 0 {
		e := &claim.Entities[asked.Entity]
		offices = e.Roles
		if e.Type == readout.Person && e.Name != "" {
			named = nameWords(e.Name)
		}
	}
	i, ok := s.voices.who(r, hop)
	if ok {
		for _, n := range s.people.list[i].Names {
			if partOfName(named, nameWords(n.Name)) {
				return s.only(i, named)
			}
		}
	}
	if partOfName(named, nameWords(hop.Name)) && hop.Kind != readout.Unnamed && hop.Kind != readout.Group {
		return true
	}
	if f := strings.Fields(asked.Name); !ok || len(f) == 0 || capital(f[len(f)-1]) {
		return false // a name that is not his, whatever the office
	}
	title := whatFor(asked.Name)
	for _, o := range offices {
		title = whatFor(o.Title + " " + o.Of)
	}
	return s.holders(title) == 1 && s.holds(i, title)
}

// partOfName reports a name that is another, or its last words or more of it.
func partOfName(part, name []string) bool {
	if len(part) == 0 || len(name) == 0 || part[len(part)-1] != name[len(name)-1] {
		return false
	}
	return among(part, name)
}

// only reports that a name can mean no other identity.
func (s *story) only(who int, named []string) bool {
	for i, id := range s.people.list {
		if i != who && id.Type == readout.Person && slices.ContainsFunc(id.Names, func(n readout.NameAt) bool { return partOfName(named, nameWords(n.Name)) }) {
			return false
		}
	}
	return true
}

func (s *story) holders(title []string) int {
	n := 0
	for i := range s.people.list {
		if s.holds(i, title) {
			n++
		}
	}
	return n
}

// holds reports a person of whom reports give an office with all the words.
func (s *story) holds(who int, title []string) bool {
	return len(title) > 0 && slices.ContainsFunc(s.people.list[who].Offices, func(o readout.OfficeAt) bool {
		return among(title, whatFor(o.Office.Title+" "+o.Office.Of))
	})
}
