package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// fateNames are the fates that a toll is kept of, in the order in which they are
// told.
var fateNames = []struct{ unit, name string }{{"kill", "dead"}, {"hurt", "injured"}, {"miss", "missing"}, {"arrest", "arrested"}, {"kidnap", "abducted"}, {"releas", "released"}}

// tolls are the numbers of people killed, hurt, missing or seized, as each root
// gives them, without those that the words put before the story's days. Numbers
// are never added up.
func (s *story) tolls() []readout.Toll {
	var out []readout.Toll
	for _, f := range fateNames {
		if !s.turnsOn(f.unit) {
			continue
		}
		t := readout.Toll{Fate: f.name}
		for i := range s.props {
			p := &s.props[i]
			if from, _ := s.voices.textOf(p.report, p.st.Span); from != p.report || !s.ofTheseDays(p) || p.st.Status != readout.Happened && p.st.Status != readout.Ongoing {
				continue
			}
			for _, q := range p.numbers {
				if q.unit == f.unit && isPeople(q) {
					addCount(&t, q.label(), q.value, p.root, readout.Ref{Report: p.report, Span: p.st.Span})
				}
			}
		}
		if len(t.Counts) > 0 {
			slices.SortStableFunc(t.Counts, func(a, b readout.TollCount) int {
				return cmp.Or(cmp.Compare(len(b.Evidence), len(a.Evidence)), cmp.Compare(a.Label, b.Label))
			})
			out = append(out, t)
		}
	}
	return out
}

func addCount(t *readout.Toll, label, value string, root int, at readout.Ref) {
	k := slices.IndexFunc(t.Counts, func(c readout.TollCount) bool { return c.Label == label })
	if k < 0 {
		k = len(t.Counts)
		t.Counts = append(t.Counts, readout.TollCount{Label: label, Value: value})
	}
	c := &t.Counts[k]
	if !slices.Contains(c.Roots, root) {
		c.Roots = append(c.Roots, root)
	}
	if !slices.Contains(c.Evidence, at) {
		c.Evidence = append(c.Evidence, at)
	}
}

// turnsOn reports that a third of the reports count a fate in their headline or
// lead: what stands further down may be of other days.
func (s *story) turnsOn(unit string) bool {
	in := map[int]bool{}
	for i := range s.props {
		p := &s.props[i]
		if p.st.Position != readout.InHeadline && p.st.Position != readout.InLead && p.st.Position != readout.InDeck {
			continue
		}
		if slices.ContainsFunc(p.numbers, func(q quantity) bool { return q.unit == unit && isPeople(q) }) {
			in[p.report] = true
		}
	}
	return 3*len(in) >= len(s.out.Reports)
}

// isPeople leaves out years, and what is counted beside people.
func isPeople(q quantity) bool {
	if len(q.value) == 4 && (strings.HasPrefix(q.value, "19") || strings.HasPrefix(q.value, "20")) {
		return false
	}
	switch q.noun {
	case "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "percent", "dollar", "dollars", "mile", "miles", "time", "times":
		return false
	}
	return true
}

// ofTheseDays reports that a proposition names no day, or one that is not before
// the first day of the story.
func (s *story) ofTheseDays(p *prop) bool {
	if len(p.days) == 0 || s.out.From == "" {
		return p.st.Position != readout.InBackground
	}
	return slices.ContainsFunc(p.days, func(d string) bool {
		n := min(len(d), len(s.out.From))
		return strings.ContainsAny(d, "XW") || d[:n] >= s.out.From[:n]
	})
}

// inside are the prepositions of where things happen.
var inside = map[string]bool{"in": true, "at": true, "near": true, "off": true, "outside": true, "on": true, "over": true, "around": true}

// wheres are the places that headlines, leads and the sentences right behind place
// things in, those of most reports first.
func (s *story) wheres() []readout.NameAt {
	type where struct {
		at      []readout.NameAt
		reports map[int]bool
	}
	byKey := map[string]*where{}
	var order []string
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Type != readout.Place || m.Kind != readout.Name || !s.nearTop(r, m.Start) || !standsIn(d, m.Start) {
				continue
			}
			name := m.Of(d.Report.Source)
			k := fold.Key(name)
			if byKey[k] == nil {
				byKey[k] = &where{reports: map[int]bool{}}
				order = append(order, k)
			}
			byKey[k].at = append(byKey[k].at, readout.NameAt{Name: name, Ref: readout.Ref{Report: r, Span: m.Span}})
			byKey[k].reports[r] = true
		}
	}
	slices.SortStableFunc(order, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(byKey[b].reports), len(byKey[a].reports)), cmp.Compare(len(byKey[b].at), len(byKey[a].at)))
	})
	var out []readout.NameAt
	for _, k := range order[:min(len(order), mostWheres)] {
		if len(out) > 0 && 3*len(byKey[k].reports) < len(s.out.Reports) {
			break
		}
		out = append(out, byKey[k].at...)
	}
	return out
}

// nearTop reports an offset in the headline, the lead or the paragraph behind it.
func (s *story) nearTop(r, at int) bool {
	d := s.r.Docs[r]
	b := d.Report.BlockAt(at)
	if b < 0 {
		return false
	}
	texts := 0
	for i := range d.Report.Blocks[:b+1] {
		if d.Report.Blocks[i].Role.Text() {
			texts++
		}
	}
	return d.Report.Blocks[b].Role == readout.RoleHeadline || d.Report.Blocks[b].Role.Text() && texts <= 2
}

// standsIn reports that the word before a name, but for an article, is a preposition
// of place.
func standsIn(d *readout.Document, at int) bool {
	source := d.Report.Source
	before := strings.Fields(fold.Key(source[max(0, at-24):at]))
	n := len(before)
	if n > 0 && before[n-1] == "the" {
		n--
	}
	return n > 0 && inside[before[n-1]]
}

const mostWheres = 3
