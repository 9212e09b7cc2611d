package corroborate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/names"
)

// decidedNames is what was decided on the names of a story.
type decidedNames struct {
	ruling *ruling // of entities, numbered through all reports
	base   map[int]int
	kinds  map[readout.Member]readout.Type // entities that a decision is about, with what they are
	apart  map[readout.Member]string       // what tells the key of an entity from that of others of its name
	merged []mergedNames
}

// mergedNames is a decision that joined an entity with another.
type mergedNames struct {
	entity int
	basis  string
}

func (n *decidedNames) of(m readout.Member) int { return n.base[m.Report] + m.Entity }

// decide reads what was decided on the names; nil for nothing.
func (p *pool) decide(reports []int, ds []*decision) *decidedNames {
	n := &decidedNames{base: map[int]int{}, kinds: map[readout.Member]readout.Type{}, apart: map[readout.Member]string{}}
	all := 0
	for _, r := range reports {
		n.base[r] = all
		all += len(p.docs[r].Entities)
	}
	n.ruling = newRuling(all)
	for _, d := range of(ds, readout.MergeNames, readout.SplitNames) {
		in, on := held(d.a, reports), held(d.b, reports)
		if len(in) == 0 || len(on) == 0 {
			continue
		}
		d.met = true
		a, b := p.bearing(in, d.at), p.bearing(on, d.to)
		kind, why := p.kindOf(a, b)
		switch {
		case why != "":
			d.why = why
			continue
		case d.Kind == readout.SplitNames && slices.ContainsFunc(a, func(m readout.Member) bool { return slices.Contains(b, m) }):
			d.why = "the report takes both names for one; its parts are not told from each other"
			continue
		}
		if !n.ruling.follow(d, d.Kind == readout.MergeNames, n.numbers(a), n.numbers(b)) {
			continue
		}
		for _, m := range append(a, b...) {
			n.kinds[m] = kind
			if t := p.entity(m).Type; bearing(t) {
				n.kinds[m] = t
			}
		}
		if d.Kind == readout.MergeNames {
			n.merged = append(n.merged, mergedNames{n.of(a[0]), d.Basis()})
		}
	}
	if len(n.kinds) == 0 {
		return nil
	}
	slices.Reverse(n.merged)
	return n
}

func (n *decidedNames) numbers(ms []readout.Member) []int {
	var out []int
	for _, m := range ms {
		out = append(out, n.of(m))
	}
	return out
}

func (p *pool) entity(m readout.Member) *readout.Entity { return &p.docs[m.Report].Entities[m.Entity] }

// bearing reports what can be one across reports.
func bearing(t readout.Type) bool { return t == readout.Person || t == readout.Organization }

// bearing are the entities that the words mean, one in each of the reports: that of
// the name which has most in common with them, else of another mention.
func (p *pool) bearing(reports []int, at readout.Span) []readout.Member {
	var out []readout.Member
	for _, r := range reports {
		ms := p.docs[r].Mentions
		for _, named := range []bool{true, false} {
			i := at.Best(len(ms), func(i int) readout.Span {
				if ms[i].Entity < 0 || named && ms[i].Kind != readout.Name {
					return readout.Span{}
				}
				return ms[i].Span
			})
			if i >= 0 {
				out = append(out, readout.Member{Report: r, Entity: ms[i].Entity})
				break
			}
		}
	}
	return out
}

// kindOf is what two things are that a decision is about: a person where either
// is one, else a body.
func (p *pool) kindOf(a, b []readout.Member) (kind readout.Type, why string) {
	if len(a) == 0 || len(b) == 0 {
		return "", "no name is read at the words"
	}
	for _, m := range append(slices.Clone(a), b...) {
		if t := p.entity(m).Type; bearing(t) && kind != readout.Person {
			kind = t
		}
	}
	if kind == "" {
		why = "neither is read as a person or a body; places are told apart by their names alone"
	}
	return kind, why
}

// single is the bearer of an entity that stands by itself, as a person does whom
// the report knows by one name only: nothing but a decision joins it with others.
func (p *pool) single(m readout.Member) *bearer {
	kind, decided := p.told.kinds[m]
	if !decided {
		return nil
	}
	ent := p.entity(m)
	key := fmt.Sprintf("single %s %s %d", p.docs[m.Report].Report.ID(), ent.Name, m.Entity)
	return &bearer{kind: kind, key: key, text: ent.Name, name: names.Parse(ent.Name, kind), aliases: map[string]bool{}, single: true}
}

// divide tells the entities of one name apart that were parted, or are joined with
// what was. Of those of its name on which nothing was decided each goes with the one
// whose text or office it shares, else with the one that was named first.
func (p *pool) divide() {
	n := p.told
	for _, key := range slices.Sorted(maps.Keys(p.byKey)) {
		var sides [][]readout.Member
		var rest []readout.Member
		members := slices.Clone(p.bearers[p.byKey[key]].members)
		slices.SortFunc(members, p.byContent)
		for _, m := range members {
			if _, decided := n.kinds[m]; !decided {
				rest = append(rest, m)
				continue
			}
			k := slices.IndexFunc(sides, func(side []readout.Member) bool { return n.ruling.join(n.of(side[0]), n.of(m)) })
			if k < 0 {
				k = len(sides)
				sides = append(sides, nil)
			}
			sides[k] = append(sides[k], m)
		}
		if len(sides) < 2 {
			continue
		}
		for _, m := range rest {
			k := 0
			for i := range sides {
				if p.affinity(m, sides[i]) > p.affinity(m, sides[k]) {
					k = i
				}
			}
			n.apart[m] = p.mark(k, sides[k][0])
		}
		for k, side := range sides {
			for _, m := range side {
				n.apart[m] = p.mark(k, side[0])
			}
		}
	}
}

func (p *pool) byContent(a, b readout.Member) int {
	x, y := p.docs[a.Report].Report, p.docs[b.Report].Report
	return cmp.Or(cmp.Compare(x.Published.Value, y.Published.Value), cmp.Compare(x.ID(), y.ID()), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Report, b.Report))
}

// mark is what is added to the key of a name for its k-th bearer.
func (p *pool) mark(k int, first readout.Member) string {
	if k == 0 {
		return ""
	}
	return fmt.Sprintf(" / %s %d", p.docs[first.Report].Report.ID(), first.Entity)
}

// affinity says how much speaks for an entity being one with others of its name.
func (p *pool) affinity(m readout.Member, side []readout.Member) int {
	best := 0
	for _, o := range side {
		title, _ := sharedOffice(p.entity(m).Roles, p.entity(o).Roles)
		of, _ := sharedBody(p.entity(m).Roles, p.entity(o).Roles)
		switch {
		case p.original(m.Report) == p.original(o.Report):
			best = max(best, 3)
		case title != "":
			best = max(best, 2)
		case of != "":
			best = max(best, 1)
		}
	}
	return best
}

// set is what stands for all that a bearer was decided to be one with, a number
// below zero where nothing was.
func (p *pool) set(i int) int {
	for _, m := range p.bearers[i].members {
		if _, decided := p.told.kinds[m]; decided {
			return p.told.ruling.find(p.told.of(m))
		}
	}
	return -1 - i
}

// together are the bearers that one was decided to be one with, itself among them.
func (p *pool) together(i int) []int {
	if p.told == nil {
		return []int{i}
	}
	var out []int
	for j := range p.bearers {
		if p.set(j) == p.set(i) {
			out = append(out, j)
		}
	}
	return out
}

// obey brings what was decided into the pairs that are one. Whoever is one with a
// bearer is one with all that it was joined with, unless a report names both.
func (p *pool) obey() {
	if p.told == nil {
		return
	}
	sets := map[int][]int{}
	of := make([]int, len(p.bearers))
	for i := range p.bearers {
		of[i] = p.set(i)
		sets[of[i]] = append(sets[of[i]], i)
	}
	between := map[[2]int]string{} // pairs of sets that are one, with the first reason
	for k, why := range p.edges {
		if s := pairKey(of[k[0]], of[k[1]]); s[0] != s[1] && len(sets[s[0]])+len(sets[s[1]]) > 2 && (between[s] == "" || why < between[s]) {
			between[s] = why
		}
	}
	for s, why := range between {
		p.level(sets[s[0]], sets[s[1]], why)
	}
	parted := func(k [2]int, _ string) bool { return p.told.ruling.parted[pairKey(of[k[0]], of[k[1]])] }
	maps.DeleteFunc(p.edges, parted)
	maps.DeleteFunc(p.doubts, parted)
	for _, list := range sets {
		for x, i := range list {
			for _, j := range list[x+1:] {
				p.edges[pairKey(i, j)] += ""
			}
		}
	}
}

// level makes each two of two sets one, or none.
func (p *pool) level(a, b []int, why string) {
	one := true
	for _, i := range a {
		for _, j := range b {
			_, edge := p.edges[pairKey(i, j)]
			one = one && (edge || !p.apart(p.bearers[i], p.bearers[j]))
		}
	}
	for _, i := range a {
		for _, j := range b {
			k := pairKey(i, j)
			_, edge := p.edges[k]
			switch {
			case one && !edge:
				p.edges[k] = why
			case !one && edge:
				p.doubts[k] = p.edges[k] + "; but one report names both it and another name of the other"
				delete(p.edges, k)
			}
		}
	}
}

// decidedBecause are the reasons for which people joined the bearers of a set.
func (p *pool) decidedBecause(set []int, out []string) []string {
	if p.told == nil {
		return out
	}
	for _, m := range p.told.merged {
		at := p.told.ruling.find(m.entity)
		if !slices.Contains(out, m.basis) && slices.ContainsFunc(set, func(i int) bool { return p.set(i) == at }) {
			out = append(out, m.basis)
		}
	}
	return out
}
