package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// relays lists where a report passes on another newsroom's reporting, matched
// with the report relayed where that is among the story's. One place that
// several statements rest on is one relay.
func (s *story) relays() []readout.Relay {
	var out []readout.Relay
	for _, r := range s.out.Reports {
		d := s.r.Docs[r]
		seen := map[readout.Span]int{}
		for i := range d.Statements {
			for _, hop := range d.Statements[i].Chain[1:] {
				if !s.voices.newsroomHop(hop) && hop.Kind != readout.PhotoCredit {
					hop = within(hop)
				}
				if !s.relaying(d, hop) {
					continue
				}
				k, again := seen[hop.Span]
				if !again {
					k = len(out)
					seen[hop.Span] = k
					out = append(out, readout.Relay{
						Report: r, Of: hop.Name, Match: s.outletAmong(hop.Name, r),
						Ref: readout.Ref{Report: r, Span: s.passedOn(d, &d.Statements[i], hop)},
					})
				}
				for _, c := range s.claimsOn(r, i) {
					if !slices.Contains(out[k].Claims, c) {
						out[k].Claims = append(out[k].Claims, c)
					}
				}
			}
		}
	}
	for i := range out {
		s.compare(&out[i])
	}
	return out
}

// within is the newsroom that a source is said to write in or to speak for ("a
// commentator in the newspaper X"), as a hop in the source's place; the hop
// itself where it names none.
func within(hop readout.Hop) readout.Hop {
	fields := strings.Fields(hop.Name)
	for n := min(4, len(fields)-1); n > 0; n-- {
		for i := 1; i+n <= len(fields); i++ {
			name := strings.Trim(strings.Join(fields[i:i+n], " "), ",.;:'\"()“”‘’")
			if room, ok := gazetteer.NewsroomByName(name); ok && capital(name) && placed(fields[:i]) {
				hop.Name, hop.Kind = name, readout.OutletSource
				if room.State {
					hop.Kind = readout.StateMedia
				}
				return hop
			}
		}
	}
	return hop
}

// placed reports words that lead up to the newsroom somebody writes in.
func placed(before []string) bool {
	for i := len(before) - 1; i >= 0 && i >= len(before)-5; i-- {
		switch fold.Key(before[i]) {
		case "in", "by", "of", "from", "newspaper", "daily", "agency", "broadcaster", "magazine", "website":
			return true
		}
	}
	return false
}

// relaying reports a hop that is a newsroom named in the text, other than the
// report's own.
func (s *story) relaying(d *readout.Document, hop readout.Hop) bool {
	if !s.voices.newsroomHop(hop) || hop.Cue == "credit" || hop.Span.Empty() {
		return false
	}
	return !sameNewsroom(hop.Name, d.Report.Outlet.Value) && !sameNewsroom(hop.Name, d.Report.Origin.Value)
}

// passedOn are the words that pass another newsroom's reporting on, with the
// newsroom and its cue; these alone where together they are too long to show, or
// do not stand in one sentence.
func (s *story) passedOn(d *readout.Document, st *readout.Statement, hop readout.Hop) readout.Span {
	at := s.relayWords(d, st, hop)
	all := readout.Hull([]readout.Span{at, st.Span})
	k, found := slices.BinarySearchFunc(d.Sentences, all.Start, func(x readout.Sentence, p int) int { return cmp.Compare(x.Start, p) })
	if !found {
		k--
	}
	if k < 0 || !d.Sentences[k].Contains(all) || len(words(all.Of(d.Report.Source))) > sideWords {
		return at
	}
	return all
}

// relayWords are the newsroom with its cue: "Axios reported", "told Reuters".
func (s *story) relayWords(d *readout.Document, st *readout.Statement, hop readout.Hop) readout.Span {
	for i, n := st.Attribution, 0; i >= 0 && n <= len(d.Attributions); i, n = d.Attributions[i].Within, n+1 {
		a := d.Attributions[i]
		at := readout.Hull(append(slices.Clone(a.Source), a.Cue...)).Join(hop.Span)
		inSource := slices.ContainsFunc(a.Source, func(s readout.Span) bool { return s.Overlaps(hop.Span) })
		if inSource || slices.ContainsFunc(a.Cue, func(c readout.Span) bool { return strings.EqualFold(c.Of(d.Report.Source), hop.Cue) }) {
			return at
		}
	}
	return hop.Span
}

// claimsOn are the claims with statement i of report r as evidence.
func (s *story) claimsOn(r, i int) []int {
	var out []int
	for c := range s.out.Claims {
		if slices.ContainsFunc(s.out.Claims[c].Evidence, func(e readout.Evidence) bool { return e.Report == r && e.Statement == i }) {
			out = append(out, c)
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
