package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
)

// mostOnly bounds what one report alone says, of all that could be listed.
const mostOnly = 30

// lone is a statement that only one report makes.
type lone struct {
	prop   int
	rank   int
	silent []int
}

// onlyOneSays lists what stands in one report alone and no other has anything
// like: leads, and statements of identified sources, of unnamed officials and of
// other unnamed sources who say how they know, that tell of something that happened
// or is planned. Copies and reports of the same newsroom are not silent. Where any
// other report has something like it, or the words stand in another difference, it
// is not listed at all.
func (s *story) onlyOneSays(differ []readout.Difference) []readout.Difference {
	if len(s.readers()) < 2 {
		return nil
	}
	h := s.hearing()
	var list []lone
	for _, i := range s.loneProps() {
		p := &s.props[i]
		if !s.newsworthy(p) || !s.whole(p) || h.heard(i) || sided(differ, p) {
			continue
		}
		if silent := s.silentOn(p); len(silent) > 0 {
			list = append(list, lone{prop: i, rank: s.newsValue(p), silent: silent})
		}
	}
	slices.SortStableFunc(list, func(a, b lone) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(s.props[a.prop].key, s.props[b.prop].key))
	})
	var out []readout.Difference
	for _, l := range s.rounds(s.distinct(list)) {
		p := &s.props[l.prop]
		side := readout.Side{Claims: s.claimsOn(p.report, p.stmt), Evidence: []readout.Ref{{Report: p.report, Span: p.st.Span}}}
		x := sides{s: s, list: []readout.Side{side}}
		d := x.difference(readout.OnlyOneSays, "", s.matterOf(p), "no sentence of the others has most of its words, and none the same happening")
		d.Silent = l.silent
		out = append(out, d)
	}
	return out
}

// sided reports words that stand on a side of a difference.
func sided(differ []readout.Difference, p *prop) bool {
	for _, d := range differ {
		for _, side := range d.Sides {
			if slices.ContainsFunc(side.Evidence, func(e readout.Ref) bool { return e.Report == p.report && e.Span.Overlaps(p.st.Span) }) {
				return true
			}
		}
	}
	return false
}

// readers are the reports that are no copies and were analysed: who can be silent.
func (s *story) readers() []int {
	var out []int
	for _, r := range s.out.Reports {
		if _, copied := s.copyOf[r]; !copied && len(s.r.Docs[r].Sentences) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// original follows copies to the report whose text it is.
func (s *story) original(r int) int {
	for n := 0; n <= len(s.copyOf); n++ {
		c, ok := s.copyOf[r]
		if !ok || c.Of < 0 {
			break
		}
		r = c.Of
	}
	return r
}

// loneProps are the statements of reports that are no copies, all of whose claims
// rest on their report alone and are denied by nobody.
func (s *story) loneProps() []int {
	type at struct{ report, stmt int }
	alone, shared := map[at]bool{}, map[at]bool{}
	for c := range s.out.Claims {
		evidence := s.out.Claims[c].Evidence
		one := true
		for _, e := range evidence {
			one = one && s.original(e.Report) == s.original(evidence[0].Report) && e.Stance == readout.Supports && e.Withdrawn == ""
		}
		for _, e := range evidence {
			if one {
				alone[at{e.Report, e.Statement}] = true
			} else {
				shared[at{e.Report, e.Statement}] = true
			}
		}
	}
	var out []int
	for i := range s.props {
		p := &s.props[i]
		_, copied := s.copyOf[p.report]
		if k := (at{p.report, p.stmt}); alone[k] && !shared[k] && !copied {
			if from, _ := s.voices.textOf(p.report, p.st.Span); from == p.report {
				out = append(out, i)
			}
		}
	}
	return out
}

// newsworthy reports a lead or a statement of a source that can be told apart,
// which says that something happened, goes on, did not happen or is to come.
func (s *story) newsworthy(p *prop) bool {
	if m := mood(p.st.Status); m != "fact" && m != "coming" || p.st.Position.Weak() || p.st.Position == readout.InBackground || past(p) || assessing(p.words) {
		return false
	}
	if p.st.Attribution < 0 {
		return p.st.Position == readout.InLead
	}
	hop := p.st.Root()
	if hop.Unresolved || p.st.SpeechStatus != readout.Happened {
		return false
	}
	return p.st.Position == readout.InLead || sourced(s, p)
}

// sourced reports an identified person or body, an unnamed official, or another
// unnamed source who says how they know.
func sourced(s *story, p *prop) bool {
	hop := p.st.Root()
	if s.voices.newsroomHop(hop) || s.voices.vague(p.report, hop) {
		return false
	}
	return hop.Kind.Named() || hop.Kind == readout.UnnamedOfficial || !hop.Access.Empty()
}

// Words of a statement that is listed.
const (
	leastOnlyWords = 5
	mostOnlyWords  = 45
)

// whole reports words that can be read by themselves: with a subject that is no
// pronoun, before a predicate that tells of a happening and not of a feeling.
func (s *story) whole(p *prop) bool {
	if len(p.words) < leastOnlyWords || len(p.words) > mostOnlyWords || len(p.stated) == 0 || pointing(p.words[0]) {
		return false
	}
	sc := &p.stated[0]
	if empty[sc.what] && len(p.numbers) == 0 && len(acts(p.words)) == 0 || feelings[sc.what] {
		return false
	}
	if !s.specific(p, sc) {
		return false
	}
	words := s.stages[p.report].d.Words
	verb := &words[sc.frame.Verb]
	if (verb.UPOS != readout.VERB || p.st.Form == readout.Direct || p.st.Form == readout.Mixed) && len(sc.kinds) == 0 {
		return false // a judgement, most often
	}
	if slices.Contains(p.words, "we") || slices.Contains(p.words, "i") {
		return false
	}
	return slices.ContainsFunc(sc.takes, func(t taker) bool {
		w := &words[t.word]
		return t.role != frame.Oblique && w.Start < verb.Start && w.UPOS != readout.PRON && p.st.Contains(w.Span)
	})
}

// specific reports a statement that tells of one happening and judges nothing: it
// names an act of a kind, counts, dates or is to come; or somebody with a name did
// or underwent it.
func (s *story) specific(p *prop, sc *scene) bool {
	kind := slices.ContainsFunc(p.stated, func(x scene) bool { return len(x.kinds) > 0 })
	if kind || len(p.numbers) > 0 || len(p.days) > 0 || mood(p.st.Status) == "coming" {
		return true
	}
	return p.st.Status != readout.Ongoing && slices.ContainsFunc(sc.takes, func(t taker) bool { return t.role != frame.Oblique && t.named })
}

// pointing reports a first word that points to what was said before.
func pointing(w string) bool {
	switch w {
	case "it", "its", "this", "that", "these", "those", "such", "he", "she", "they", "we", "i", "you", "his", "her", "their", "our", "my", "there", "here", "so", "which", "who", "both", "neither", "one", "others", "another", "some":
		return true
	}
	return false
}

// feelings are predicates that tell what somebody feels or holds, or how words
// were said.
var feelings = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("feel fear hope worry regret welcome doubt love hate like enjoy trust mean matter remain look sound stay understand remember insist stress argue claim describe praise criticise criticize condemn thank wish wonder deserve risk reflect suggest signal underscore underline highlight mark represent justify pose show prove face") {
		feelings[concept(w)] = true
	}
}

// newsValue ranks what one report alone says: leads first, then named sources, acts
// of a kind, numbers, what happened.
func (s *story) newsValue(p *prop) int {
	v := 0
	if p.st.Position == readout.InLead {
		v += 8
	}
	switch hop := p.st.Root(); {
	case p.st.Attribution < 0:
	case hop.Kind.Named():
		v += 4
	case !hop.Access.Empty():
		v += 3
	default:
		v += 2
	}
	if slices.ContainsFunc(p.stated, func(sc scene) bool { return len(sc.kinds) > 0 }) {
		v += 2
	}
	if len(p.numbers) > 0 {
		v += 2
	}
	if p.st.Status == readout.Happened {
		v++
	}
	return v
}

// silentOn are the reports that can be called silent on a statement: none of its
// own newsroom.
func (s *story) silentOn(p *prop) []int {
	own := s.newsroomOf(p.report)
	var out []int
	for _, r := range s.readers() {
		if r != p.report && !(own != "" && sameNewsroom(own, s.newsroomOf(r))) {
			out = append(out, r)
		}
	}
	return out
}

// newsroomOf is whose reporting a report as a whole is; "" where it states none.
func (s *story) newsroomOf(r int) string {
	d := s.r.Docs[r].Report
	if d.Origin.Stated() {
		return d.Origin.Value
	}
	return cmp.Or(d.Outlet.Value, s.voices.credited[r])
}

// distinct leaves out what an earlier statement of the list tells, in the same
// report.
func (s *story) distinct(list []lone) []lone {
	var out []lone
	for _, l := range list {
		p := &s.props[l.prop]
		if !slices.ContainsFunc(out, func(o lone) bool {
			q := &s.props[o.prop]
			return p.report == q.report && (p.st.Overlaps(q.st.Span) || like(p, q).act >= alikeAct)
		}) {
			out = append(out, l)
		}
	}
	return out
}

// rounds takes one of each report in turn, in their order, up to mostOnly.
func (s *story) rounds(list []lone) []lone {
	nth := map[int]int{}
	round := make(map[int]int, len(list))
	for _, l := range list {
		r := s.props[l.prop].report
		round[l.prop] = nth[r]
		nth[r]++
	}
	slices.SortStableFunc(list, func(a, b lone) int { return cmp.Compare(round[a.prop], round[b.prop]) })
	return list[:min(len(list), mostOnly)]
}

// matterOf names what a statement is about: the kind of act, or its predicate.
func (s *story) matterOf(p *prop) string {
	sc := &p.stated[0]
	if len(sc.kinds) > 0 {
		return sc.kinds[0]
	}
	d := s.r.Docs[p.report]
	return strings.ToLower(d.Words[sc.frame.Word].Of(d.Report.Source))
}
