package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// mostLost bounds what is listed of one relay.
const mostLost = 10

// compare lists what the report relayed has on the relayed words and the relay
// drops or changes where it passes them on: stated access, the source, names of
// persons, numbers, hours and durations, hedges and conditions. What the relay has
// elsewhere in its text is lost where it relays.
func (s *story) compare(rel *readout.Relay) {
	if rel.Match < 0 {
		return
	}
	pass := s.passage(rel)
	for _, i := range s.relayedProps(rel, &pass) {
		p := &s.props[i]
		for _, lost := range [][]string{s.lostSource(p, &pass), s.lostNames(p, &pass), s.lostTimes(p, &pass), s.lostDoubt(p, &pass)} {
			for _, w := range lost {
				lose(rel, w)
			}
		}
		s.lostNumbers(rel, p, &pass)
	}
	rel.Lost = rel.Lost[:min(len(rel.Lost), mostLost)]
	rel.Changed = rel.Changed[:min(len(rel.Changed), mostLost)]
}

// lose adds words that a relay drops, each once, not as a part of others.
func lose(rel *readout.Relay, words string) {
	if words != "" && !slices.ContainsFunc(rel.Lost, func(w string) bool { return strings.Contains(w, words) }) {
		rel.Lost = append(rel.Lost, words)
	}
}

// passage is what a report says where it relays another.
type passage struct {
	report  int
	props   []int
	in      []readout.Span  // its sentences
	words   []string        // folded, of these
	names   map[string]bool // folded words of those whom it names or means
	access  bool            // it has a stated access of its own
	certain bool            // it tells it as so
}

// passage gathers the sentences that rest on a relay.
func (s *story) passage(rel *readout.Relay) passage {
	d := s.r.Docs[rel.Report]
	out := passage{report: rel.Report, names: map[string]bool{}, certain: true}
	at := []readout.Span{rel.Ref.Span}
	for i := range s.props {
		p := &s.props[i]
		if p.report != rel.Report || !slices.ContainsFunc(p.st.Chain[1:], func(h readout.Hop) bool { return within(h).Name == rel.Of || h.Name == rel.Of }) {
			continue
		}
		out.props = append(out.props, i)
		at = append(at, p.st.Span)
		out.certain = out.certain && p.st.Status == readout.Happened
		out.access = out.access || !p.st.Root().Access.Empty()
	}
	for _, sent := range d.Sentences {
		if slices.ContainsFunc(at, sent.Overlaps) {
			out.in = append(out.in, sent.Span)
			out.words = append(out.words, fold.Words(sent.Of(d.Report.Source))...)
		}
	}
	for _, w := range out.words {
		out.names[w] = true
	}
	for _, m := range d.Mentions {
		if m.Entity >= 0 && m.Type == readout.Person && slices.ContainsFunc(out.in, m.Overlaps) {
			for _, w := range fold.Words(d.Entities[m.Entity].Name) {
				out.names[w] = true
			}
		}
	}
	return out
}

// has reports whether the words stand in the passage, in a row.
func (x *passage) has(words string) bool {
	return strings.Contains(" "+strings.Join(x.words, " ")+" ", " "+strings.Join(fold.Words(words), " ")+" ")
}

// Likeness of two statements of which one passes on the other, where no claim
// holds both.
const (
	relayedPart = 0.5
	relayedAct  = 0.5
)

// relayedProps are the statements of the report relayed that the relay passes on:
// those in a claim with its words, else the likest one, if it is like enough.
func (s *story) relayedProps(rel *readout.Relay, pass *passage) []int {
	type at struct{ report, stmt int }
	of := map[at]int{}
	for i := range s.props {
		of[at{s.props[i].report, s.props[i].stmt}] = i
	}
	var out []int
	for _, c := range rel.Claims {
		for _, e := range s.out.Claims[c].Evidence {
			if i, ok := of[at{e.Report, e.Statement}]; ok && e.Report == rel.Match && !slices.Contains(out, i) && e.Stance == readout.Supports {
				out = append(out, i)
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	best, most := -1, float32(0)
	for i := range s.props {
		q := &s.props[i]
		if q.report != rel.Match || q.st.Position.Weak() {
			continue
		}
		for _, j := range pass.props {
			p := &s.props[j]
			if l := like(p, q); l.count >= leastStems && l.part >= relayedPart && l.act >= relayedAct && shareVerb(p, q) && l.part+l.act > most {
				best, most = i, l.part+l.act
			}
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// lostSource are the stated access and the name of the source that a relay drops.
func (s *story) lostSource(p *prop, pass *passage) []string {
	src := s.r.Docs[p.report].Report.Source
	hop := p.st.Root()
	var out []string
	if w := hop.Access.Of(src); !hop.Access.Empty() && !pass.has(w) && !pass.access {
		out = append(out, w)
	}
	if p.st.Attribution < 0 || s.voices.newsroomHop(hop) || !hop.Kind.Named() || hop.Unresolved || hop.Span.Empty() {
		return out
	}
	name := hop.Span.Of(src)
	if !slices.ContainsFunc(fold.Words(name+" "+hop.Name), func(w string) bool { return !lexis.Grammar(w) && pass.names[w] }) {
		out = append(out, name)
	}
	return out
}

// lostNames are the persons whom a statement names and a relay neither names nor
// means.
func (s *story) lostNames(p *prop, pass *passage) []string {
	d := s.r.Docs[p.report]
	var out []string
	i, _ := slices.BinarySearchFunc(d.Mentions, p.st.Start, func(m readout.Mention, at int) int { return cmp.Compare(m.Start, at) })
	for ; i < len(d.Mentions) && d.Mentions[i].Start < p.st.End; i++ {
		m := d.Mentions[i]
		if !p.st.Contains(m.Span) || m.Type != readout.Person || m.Kind != readout.Name {
			continue
		}
		name := m.Of(d.Report.Source)
		if rest := d.Report.Source[m.End:]; strings.HasPrefix(rest, "’s ") || strings.HasPrefix(rest, "'s ") {
			continue // whose somebody is
		}
		if w := fold.Words(name); len(w) > 0 && !pass.names[w[len(w)-1]] {
			out = append(out, name)
		}
	}
	return out
}

// lostTimes are the hours and durations of a statement that a relay does not give.
func (s *story) lostTimes(p *prop, pass *passage) []string {
	d := s.r.Docs[p.report]
	mine := s.r.Docs[pass.report]
	given := func(t *readout.Timex) bool {
		return slices.ContainsFunc(mine.Timexes, func(o readout.Timex) bool {
			return o.Type == t.Type && (o.Value == t.Value || o.Value != "" && t.Type == readout.Time) && slices.ContainsFunc(pass.in, o.Overlaps)
		})
	}
	var out []string
	for i := range d.Timexes {
		t := &d.Timexes[i]
		clock := t.Type == readout.Time && strings.ContainsAny(t.Of(d.Report.Source), "0123456789")
		length := t.Type == readout.Duration && strings.ContainsAny(t.Value, "0123456789")
		if w := t.Of(d.Report.Source); (clock || length) && p.st.Contains(t.Span) && !pass.has(w) && !given(t) {
			out = append(out, w)
		}
	}
	return out
}

// hedges are words by which a report leaves it open whether something is so.
var hedges = []string{
	"allegedly", "reportedly", "apparently", "possibly", "probably", "perhaps", "may", "might", "could", "appeared", "appears", "seemed", "seems",
	"unconfirmed", "preliminary", "provisional", "suspected", "alleged", "purported", "believed", "likely",
}

// lostDoubt are the hedges and the conditions of a statement that a relay drops and
// tells as so.
func (s *story) lostDoubt(p *prop, pass *passage) []string {
	var out []string
	if pass.certain && !slices.ContainsFunc(pass.words, func(w string) bool { return slices.Contains(hedges, w) }) {
		for _, f := range strings.Fields(p.st.Of(s.r.Docs[p.report].Report.Source)) {
			if w := fold.Words(f); len(w) == 1 && w[0] == strings.ToLower(w[0]) && slices.Contains(hedges, w[0]) && !capital(f) {
				out = append(out, strings.Trim(f, ",.;:“”\"'"))
			}
		}
	}
	if slices.ContainsFunc(pass.words, conditional) {
		return out
	}
	return append(out, s.conditions(p)...)
}

// conditional reports a word that begins a condition.
func conditional(w string) bool { return w == "if" || w == "unless" || w == "provided" }

// conditions are the clauses of condition in a statement, or in its sentence where
// they hang on it.
func (s *story) conditions(p *prop) []string {
	g := s.stages[p.report]
	if g == nil {
		return nil
	}
	words := g.d.Words
	var out []string
	for _, sent := range g.d.Sentences {
		if !sent.Overlaps(p.st.Span) {
			continue
		}
		for w := sent.FirstWord; w < sent.LastWord; w++ {
			if words[w].Rel.Base() != readout.RelMark || !conditional(g.frames.Lemma(int32(w))) {
				continue
			}
			clause := g.frames.Head[w]
			if clause < 0 || g.frames.Head[clause] < 0 || !p.st.Contains(words[g.frames.Head[clause]].Span) {
				continue
			}
			at := readout.Span{Start: words[w].Start, End: words[g.frames.Hi[clause]-1].End}
			if at.Len() > 0 && at.End <= sent.End {
				out = append(out, strings.TrimRight(at.Of(g.d.Report.Source), ",.;:”\" "))
			}
		}
	}
	return out
}

// numbered is a number with what it counts, as words of a report.
type numbered struct {
	quantity
	text string
}

// numbersIn are the numbers that count a noun within a span.
func (g *stage) numbersIn(at readout.Span) []numbered {
	var out []numbered
	words := g.d.Words
	w, _ := slices.BinarySearchFunc(words, at.Start, func(w readout.Word, p int) int { return cmp.Compare(w.Start, p) })
	for ; w < len(words) && words[w].Start < at.End; w++ {
		x := &words[w]
		if x.UPOS != readout.NUM || x.Rel.Base() != readout.RelNummod || x.Mention == readout.TimeType {
			continue
		}
		noun := int(g.frames.Head[w])
		if noun <= w || noun-w > 4 || words[noun].UPOS != readout.NOUN || words[noun].Mention == readout.TimeType || slices.Contains(timeUnits, concept(g.frames.Lemma(int32(noun)))) {
			continue
		}
		lo := w
		for lo > 0 && w-lo < 2 && words[lo-1].Start >= at.Start && bounds(g.frames.Lemma(int32(lo-1))) {
			lo--
		}
		text := g.d.Report.Source[words[lo].Start:words[noun].End]
		folded := fold.Words(text)
		for i := range folded {
			if v, n := numberAt(folded[i:]); n > 0 {
				out = append(out, numbered{quantity{value: v, unit: concept(g.frames.Lemma(int32(noun))), bound: boundBefore(folded[:i])}, text})
				break
			}
		}
	}
	return out
}

// bounds reports a word of those that stand before a number and bound it.
func bounds(lemma string) bool {
	switch lemma {
	case "at", "least", "little", "most", "more", "than", "over", "about", "around", "some", "nearly", "almost", "up", "to", "roughly", "approximately", "under", "few", "less":
		return true
	}
	return false
}

// lostNumbers adds the numbers that a relay drops, and those that it changes: to
// another, or to one without its bound.
func (s *story) lostNumbers(rel *readout.Relay, p *prop, pass *passage) {
	from, to := s.stages[p.report], s.stages[pass.report]
	if from == nil || to == nil {
		return
	}
	var mine []numbered
	for _, at := range pass.in {
		mine = append(mine, to.numbersIn(at)...)
	}
	for _, q := range from.numbersIn(p.st.Span) {
		var same []numbered
		for _, o := range mine {
			if o.unit == q.unit {
				same = append(same, o)
			}
		}
		kept := slices.ContainsFunc(same, func(o numbered) bool { return o.value == q.value && (o.bound != "" || q.bound == "") })
		switch {
		case kept:
		case len(same) == 0 && !slices.Contains(pass.words, q.value):
			lose(rel, q.text)
		case len(same) == 1:
			if change := (readout.Change{From: q.text, To: same[0].text}); !slices.Contains(rel.Changed, change) {
				rel.Changed = append(rel.Changed, change)
			}
		}
	}
}
