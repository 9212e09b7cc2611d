package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// relays lists where a report passes on another newsroom's reporting, matched
// with the report relayed where that is among the story's.
func (s *story) relays() []readout.Relay {
	var out []readout.Relay
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		for i, a := range d.Attributions {
			if a.Kind != readout.OutletSource && a.Kind != readout.StateMedia || len(a.Source) == 0 {
				continue
			}
			name := readout.Hull(a.Source).Of(d.Report.Source)
			if sameNewsroom(name, d.Report.Outlet.Value) || sameNewsroom(name, d.Report.Origin.Value) {
				continue
			}
			at := readout.Hull(append(slices.Clone(a.Source), a.Cue...))
			rel := readout.Relay{Report: r, Of: name, Match: s.outletAmong(name, r), Ref: readout.Ref{Report: r, Span: at}}
			rel.Claims = s.claimsThrough(r, i)
			rel.Lost = s.lost(rel)
			out = append(out, rel)
		}
	}
	return out
}

// outletAmong is the report of the story, other than r, whose own reporting is
// the named newsroom's; -1 for none.
func (s *story) outletAmong(name string, r int) int {
	for _, o := range s.out.Reports {
		p := s.r.Docs[o].Report
		own := p.Outlet.Value
		if p.Origin.Stated() {
			own = p.Origin.Value
		}
		if _, copied := s.copyOf[o]; o != r && !copied && sameNewsroom(own, name) {
			return o
		}
	}
	return -1
}

// claimsThrough are the claims with evidence that report r has through its
// attribution a.
func (s *story) claimsThrough(r, a int) []int {
	d := s.r.Docs[r]
	var out []int
	for c := range s.out.Claims {
		for _, e := range s.out.Claims[c].Evidence {
			if e.Report == r && s.goesThrough(d, d.Statements[e.Statement].Attribution, a) {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// goesThrough reports whether attribution i is a or lies within it.
func (s *story) goesThrough(d *readout.Document, i, a int) bool {
	for n := 0; i >= 0 && n <= len(d.Attributions); i, n = d.Attributions[i].Within, n+1 {
		if i == a {
			return true
		}
	}
	return false
}

// lost lists what the relayed report has on the relayed claims and the relay
// has nowhere: stated access and names of persons.
func (s *story) lost(rel readout.Relay) []string {
	if rel.Match < 0 {
		return nil
	}
	d := s.r.Docs[rel.Match]
	kept := " " + strings.Join(fold.Words(s.r.Docs[rel.Report].Report.Text()), " ") + " "
	var out []string
	add := func(words string) {
		if !strings.Contains(kept, " "+strings.Join(fold.Words(words), " ")+" ") && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	for _, c := range rel.Claims {
		for _, e := range s.out.Claims[c].Evidence {
			if e.Report != rel.Match {
				continue
			}
			st := d.Statements[e.Statement]
			if a := st.Root().Access; !a.Empty() {
				add(a.Of(d.Report.Source))
			}
			for _, n := range s.namesIn(d, st.Span) {
				add(n)
			}
		}
	}
	return out
}

// namesIn are the names of persons in a span, as they stand there.
func (s *story) namesIn(d *readout.Document, at readout.Span) []string {
	var out []string
	i, _ := slices.BinarySearchFunc(d.Mentions, at.Start, func(m readout.Mention, p int) int { return cmp.Compare(m.Start, p) })
	for ; i < len(d.Mentions) && d.Mentions[i].Start < at.End; i++ {
		m := d.Mentions[i]
		if at.Contains(m.Span) && m.Type == readout.Person && m.Kind == readout.Name {
			out = append(out, m.Of(d.Report.Source))
		}
	}
	return out
}
