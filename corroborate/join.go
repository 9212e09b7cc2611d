package corroborate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/names"
)

// joined is a set of bearers that are one, in the order in which reports name
// them.
type joined struct {
	of      []int
	because string
}

// join puts bearers together that are one. Each pair of a set stands on evidence
// of its own, so merges never chain: where one name is like two that are not
// alike themselves, or that one report keeps apart, it joins neither.
func (p *pool) join() []joined {
	p.judgeAll()
	p.obey()
	up := make([]int, len(p.bearers))
	for i := range up {
		up[i] = i
	}
	root := func(i int) int {
		for up[i] != i {
			i = up[i]
		}
		return i
	}
	for e := range p.edges {
		if a, b := root(e[0]), root(e[1]); a != b {
			up[max(a, b)] = min(a, b)
		}
	}
	sets := map[int][]int{}
	for i := range p.bearers {
		sets[root(i)] = append(sets[root(i)], i)
	}
	var out []joined
	for i := range p.bearers {
		set := sets[root(i)]
		if !p.all(set) {
			p.between(i, set)
			switch own := p.together(i); {
			case len(own) == 1:
				out = append(out, joined{of: own})
			case own[0] == i:
				out = append(out, joined{of: own, because: p.because(own)})
			}
			continue
		}
		if set[0] == i {
			out = append(out, joined{of: set, because: p.because(set)})
		}
	}
	return out
}

// all reports that every pair of a set is one.
func (p *pool) all(set []int) bool {
	for x, i := range set {
		for _, j := range set[x+1:] {
			if _, ok := p.edges[pairKey(i, j)]; !ok {
				return false
			}
		}
	}
	return true
}

// between notes that a bearer has more than one candidate.
func (p *pool) between(i int, set []int) {
	for _, j := range set {
		if why, ok := p.edges[pairKey(i, j)]; ok {
			p.doubts[pairKey(i, j)] = why + "; but there are two candidates"
		}
	}
}

// because are the reasons of a set, each once.
func (p *pool) because(set []int) string {
	var out []string
	for _, i := range set {
		if why := p.varied(i); why != "" {
			out = append(out, why)
			break
		}
	}
	for x, i := range set {
		for _, j := range set[x+1:] {
			if why := p.edges[pairKey(i, j)]; why != "" && !slices.Contains(out, why) {
				out = append(out, why)
			}
		}
	}
	return strings.Join(p.decidedBecause(set, out), "; ")
}

// varied says how the names of a bearer differ, which are the same to its key;
// "" where they do not.
func (p *pool) varied(i int) string {
	b := p.bearers[i]
	first := ""
	for n, m := range b.members {
		w := strings.Join(nameWords(p.docs[m.Report].Entities[m.Entity].Name), " ")
		if n == 0 {
			first = w
		}
		switch {
		case w == first:
		case b.kind == readout.Person:
			return "the same words but for forms of address, particles or marks"
		case b.party != "":
			return "the same organ of one government"
		default:
			return "the same words, written another way"
		}
	}
	return ""
}

// near are the names that a bearer of a set may bear too.
func (p *pool) near(i int, set []int) []readout.NearName {
	var out []readout.NearName
	for j, b := range p.bearers {
		if why, ok := p.doubts[pairKey(i, j)]; ok && i != j && !slices.Contains(set, j) {
			out = append(out, readout.NearName{Name: b.text, Member: b.members[0], Reason: why})
		}
	}
	return out
}

func pairKey(i, j int) [2]int { return [2]int{min(i, j), max(i, j)} }

// mostOfKey bounds the bearers of one key of candidates: what more than so many
// share tells nobody from another, and other keys find those who are one.
const mostOfKey = 60

// judgeAll looks at the pairs that share a key of candidates.
func (p *pool) judgeAll() {
	index := map[string][]int{}
	for i, b := range p.bearers {
		if b.single {
			continue
		}
		for _, key := range b.name.Candidates() {
			key = string(b.kind) + " " + key
			index[key] = append(index[key], i)
		}
	}
	seen := map[[2]int]bool{}
	for _, list := range index {
		if len(list) > mostOfKey {
			continue
		}
		for x, i := range list {
			for _, j := range list[x+1:] {
				if k := pairKey(i, j); !seen[k] {
					seen[k] = true
					p.judge(k)
				}
			}
		}
	}
	for i, b := range p.bearers {
		for key := range b.aliases {
			if j, ok := p.byKey[key]; ok && j != i && p.edges[pairKey(i, j)] == "" {
				p.edges[pairKey(i, j)] = "one report gives both names"
			}
		}
	}
}

// judge decides on one pair.
func (p *pool) judge(k [2]int) {
	a, b := p.bearers[k[0]], p.bearers[k[1]]
	if b.key < a.key {
		a, b = b, a
	}
	one, why := "", ""
	if a.kind == readout.Person {
		one, why = p.person(a, b)
	} else {
		one, why = p.body(a, b)
	}
	switch {
	case one != "":
		p.edges[k] = one
	case why != "":
		p.doubts[k] = why
	}
}

// leastSpelled is the likeness of words from which two spellings can be of one
// name.
const leastSpelled = 600

// wellSpelled is the likeness that one name in both companies is enough for.
const wellSpelled = 680

// person joins two full names where each word of the shorter one has its like in
// the longer, and the office, the body or the company in common speaks for it.
func (p *pool) person(a, b *bearer) (one, doubt string) {
	m := names.Compare(a.name, b.name, false)
	if !m.Whole || m.Logit <= 0 || m.Lowest < leastSpelled {
		return "", ""
	}
	title, against := sharedOffice(a.offices, b.offices)
	switch {
	case !m.Head && title == "":
		return "", ""
	case p.apart(a, b):
		return "", m.Reason + "; but one report names both"
	case against:
		return "", m.Reason + "; but their offices differ"
	case m.Middle:
		return m.Reason, ""
	case title != "":
		return fmt.Sprintf("%s, same office: %s", m.Reason, title), ""
	}
	of, country := sharedBody(a.offices, b.offices)
	company := common(a.company, b.company)
	switch {
	case of != "" && (!country || m.Extra == 0):
		return fmt.Sprintf("%s, office in the same body: %s", m.Reason, of), ""
	case len(company) > 0 && m.Extra == 0 && m.Lowest > wellSpelled, len(company) > 1:
		return fmt.Sprintf("%s, named beside %s in both", m.Reason, strings.Join(company[:min(2, len(company))], " and ")), ""
	}
	return "", m.Reason + "; no office, body or company in common"
}

// body joins two names of bodies that say the same, and initials with what they
// stand for.
func (p *pool) body(a, b *bearer) (one, doubt string) {
	if a.vague || b.vague || a.party != b.party && a.party != "" && b.party != "" {
		return "", ""
	}
	m := names.Compare(a.name, b.name, false)
	if m.OtherForm {
		return "", ""
	}
	company := common(a.company, b.company)
	holder := p.holder(a, b)
	beside := ""
	switch {
	case holder != "":
		beside = "office of " + holder + " in both"
	case len(company) > 0:
		beside = "named beside " + strings.Join(company[:min(2, len(company))], " and ") + " in both"
	}
	switch {
	case m.Initials && p.apart(a, b):
		return m.Reason + ", in one report", ""
	case m.Initials || m.Blend:
		if beside == "" {
			return "", m.Reason + "; no holder of an office and no company in common"
		}
		return m.Reason + ", " + beside, ""
	case !m.Whole || m.Extra > 0 || m.Logit <= 0:
		return "", ""
	case m.Lowest >= 900:
		return m.Reason, ""
	case beside != "" && m.Lowest >= leastSpelled:
		return m.Reason + ", " + beside, ""
	}
	return "", m.Reason + "; no holder of an office and no company in common"
}

// apart reports that one report names both.
func (p *pool) apart(a, b *bearer) bool {
	return slices.ContainsFunc(a.members, func(x readout.Member) bool {
		return slices.ContainsFunc(b.members, func(y readout.Member) bool { return x.Report == y.Report })
	})
}

// holder is a person of one name whose office is of both bodies.
func (p *pool) holder(a, b *bearer) string {
	var found []string
	for _, x := range p.bearers {
		if x.kind != readout.Person {
			continue
		}
		of := func(body *bearer) bool {
			return slices.ContainsFunc(x.offices, func(o readout.Office) bool {
				return o.Of != "" && p.bodyOf(o.Of) == body.name.Key()
			})
		}
		if of(a) && of(b) {
			found = append(found, x.text)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return slices.Min(found)
}

// bodyOf is the key of the body that an office is of, read once for each name.
func (p *pool) bodyOf(name string) string {
	key, known := p.bodies[name]
	if !known {
		key = names.Parse(name, readout.Organization).Key()
		p.bodies[name] = key
	}
	return key
}

// common are the names that stand in both companies, in alphabetical order.
func common(a, b map[string]string) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(a)) {
		if _, ok := b[key]; ok {
			out = append(out, a[key])
		}
	}
	slices.SortFunc(out, cmp.Compare[string])
	return out
}
