package talks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// parties fills the sides that talk. A side is named again and again, in most
// reports, and not as a place that things happen in; sides stand together, joined
// by "and", "between", "with" or a dash, in a sentence that speaks of the meeting.
func (f *filler) parties() {
	byKey := map[string]*votes{}
	in := map[string]map[int]bool{}
	var order []string
	for _, p := range f.pages {
		for _, m := range p.sides() {
			w := p.at(m.Start)
			s := int(p.Sent[w])
			if !p.article(s) || locative[p.caseOf(p.head(m))] {
				continue
			}
			k := sideKey(m.Of(p.source))
			v := byKey[k]
			if v == nil {
				v = &votes{name: m.Of(p.source)}
				byKey[k], in[k] = v, map[int]bool{}
				order = append(order, k)
			}
			if adjective(v.name) && !adjective(m.Of(p.source)) {
				v.name = m.Of(p.source)
			}
			v.n++
			if p.talk[s] {
				v.n++
			}
			if p.joined(m) {
				v.n += 4
			}
			in[k][p.report] = true
			v.at = append(v.at, p.ref(m))
		}
	}
	order = slices.DeleteFunc(order, func(k string) bool { return k == "" || 2*len(in[k]) <= len(f.pages) })
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(byKey[b].n, byKey[a].n) })
	for i, k := range order {
		v := byKey[k]
		if i > 5 || i > 1 && 10*v.n < 7*byKey[order[1]].n {
			break
		}
		for _, at := range v.at {
			f.add(readout.CardParties, v.name, "", at)
		}
	}
}

// adjective reports a name that has the form of an adjective of a place.
func adjective(name string) bool {
	if _, sense, ok := gazetteer.CountryOf(name); ok {
		return sense != gazetteer.CountryName
	}
	w := fold.Key(name)
	return strings.HasSuffix(w, "ian") || strings.HasSuffix(w, "ians") || strings.HasSuffix(w, "ese") || strings.HasSuffix(w, "ish")
}

// sides are the names in a report that can be a side: places, bodies and what is
// of another type than person, time and event, and the runs of names that are no mention.
func (p *page) sides() []readout.Span {
	taken := make([]bool, len(p.words))
	var out []readout.Span
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.Kind != readout.Name {
			continue
		}
		for w := p.at(m.Start); w < len(p.words) && p.words[w].End <= m.End; w++ {
			taken[w] = true
		}
		if m.Type != readout.Person && m.Type != readout.TimeType && m.Type != readout.EventType {
			out = append(out, m.Span)
		}
	}
	for w := 0; w < len(p.words); w++ {
		if taken[w] || p.words[w].UPOS != readout.PROPN && p.words[w].XPOS != readout.TagNNP {
			continue
		}
		if _, _, known := gazetteer.CountryOf(p.form[w]); !known && calendar[p.form[w]] {
			continue
		}
		out = append(out, p.words[w].Span)
	}
	slices.SortFunc(out, func(a, b readout.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

var calendar = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mr ms mrs jan feb aug sept oct nov dec gen dr president prime minister foreign") {
		calendar[w] = true
	}
}

// joined reports a name with another beside it that "and", "between", "with" or a
// dash ties it to.
func (p *page) joined(m readout.Span) bool {
	before := strings.Fields(fold.Key(p.source[max(0, m.Start-40):m.Start]))
	behind := strings.Fields(fold.Key(p.source[m.End:min(len(p.source), m.End+40)]))
	last, next := "", ""
	if n := len(before); n > 0 {
		if last = before[n-1]; last == "the" && n > 1 {
			last = before[n-2]
		}
	}
	if len(behind) > 0 {
		next = behind[0]
	}
	return last == "between" || last == "with" || last == "and" || next == "and"
}

// others reports a sentence that ties talks to somebody who is no side of this
// meeting: "talks on wheat with the Turkish government".
func (f *filler) others(p *page, in readout.Span) bool {
	for _, m := range p.sides() {
		if !in.Contains(m) {
			continue
		}
		before := strings.Fields(fold.Key(p.source[max(in.Start, m.Start-30):m.Start]))
		n := len(before)
		if n > 0 && before[n-1] == "the" {
			n--
		}
		if n == 0 || before[n-1] != "with" && before[n-1] != "between" {
			continue
		}
		k := sideKey(m.Of(p.source))
		if !slices.ContainsFunc(f.card.Values[readout.CardParties], func(v readout.CardValue) bool { return sideKey(v.Value) == k }) {
			return true
		}
	}
	// between A and B: both must be sides
	ms := p.sides()
	for i := 1; i < len(ms); i++ {
		a, b := ms[i-1], ms[i]
		if !in.Contains(a) || !in.Contains(b) || strings.TrimSpace(fold.Key(p.source[a.End:b.Start])) != "and" || !strings.HasSuffix(strings.TrimSpace(fold.Key(p.source[max(in.Start, a.Start-12):a.Start])), "between") {
			continue
		}
		for _, x := range []readout.Span{a, b} {
			k := sideKey(x.Of(p.source))
			if !slices.ContainsFunc(f.card.Values[readout.CardParties], func(v readout.CardValue) bool { return sideKey(v.Value) == k }) {
				return true
			}
		}
	}
	return false
}

// namesSide reports a span that names a side or somebody who took part.
func (f *filler) namesSide(p *page, in readout.Span) bool {
	for _, m := range p.sides() {
		k := sideKey(m.Of(p.source))
		if in.Contains(m) && slices.ContainsFunc(f.card.Values[readout.CardParties], func(v readout.CardValue) bool { return sideKey(v.Value) == k }) {
			return true
		}
	}
	return false
}

// sideKey brings a country, its adjective and its possessive to one.
func sideKey(name string) string {
	if c, sense, ok := gazetteer.CountryOf(name); ok && sense != gazetteer.Capital {
		return c.Code
	}
	w := fold.Words(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The "))
	if len(w) != 1 {
		return strings.Join(w, " ")
	}
	for _, end := range []string{"ians", "ian", "ans", "an", "i", "ese"} {
		if stem, ok := strings.CutSuffix(w[0], end); ok && len(stem) >= 4 {
			return stem
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(w[0], "ia"), "a")
}
