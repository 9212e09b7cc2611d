package event

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
)

//go:embed data/agents.tsv
var agentsTSV string

// agents are nouns and the sectors they stand for.
var agents = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	rows(agentsTSV, func(f []string) { m[f[0]] = f[1] })
	return m
})

//go:embed data/international.tsv
var internationalTSV string

// international are names of what is no country, with PLOVER's codes, in the order
// in which they are looked for.
var international = sync.OnceValue(func() [][2]string {
	var out [][2]string
	rows(internationalTSV, func(f []string) { out = append(out, [2]string{" " + f[0] + " ", f[1]}) })
	return out
})

// participants are the phrase at a head and those it is joined with by "and",
// without those that are taken already.
func (p *page) participants(head int32, taken []readout.Participant) []readout.Participant {
	if head < 0 {
		return nil
	}
	var out []readout.Participant
	for _, h := range p.conjuncts(head) {
		for _, x := range p.participant1(h) {
			same := func(y readout.Participant) bool {
				return y.Span == x.Span && y.Code == x.Code || x.Code != "" && y.Code == x.Code && y.Sector == x.Sector && y.Entity == x.Entity
			}
			if !slices.ContainsFunc(taken, same) && !slices.ContainsFunc(out, same) {
				out = append(out, x)
			}
		}
	}
	return out
}

// conjuncts are a head and what is joined to it by "and".
func (p *page) conjuncts(head int32) []int32 {
	out := []int32{head}
	p.children(head, func(c int32) {
		if p.words[c].Rel == readout.RelConj && p.words[c].UPOS != readout.VERB {
			out = append(out, c)
		}
	})
	return out
}

// extent is the words [lo, hi) of a phrase without clauses, appositions, times
// and what it is joined with.
func (p *page) extent(head int32) (lo, hi int32) {
	lo, hi = head, head+1
	p.children(head, func(c int32) {
		switch p.words[c].Rel {
		case readout.RelDet, readout.RelAmod, readout.RelCompound, readout.RelFlat, readout.RelNummod, readout.RelNmod, readout.RelNmodPoss, readout.RelNmodDesc,
			readout.RelFixed, readout.RelGoeswith, readout.RelDetPredet:
			if p.words[c].Mention != readout.TimeType {
				lo, hi = min(lo, p.Lo[c]), max(hi, p.Hi[c])
			}
		}
	})
	return lo, hi
}

// participant1 is one phrase; where it names several countries ("the Turkish and
// Greek sides") it is one of each.
func (p *page) participant1(head int32) []readout.Participant {
	lo, hi := p.extent(head)
	base := readout.Participant{Entity: p.entity(head), Span: readout.Span{Start: p.words[lo].Start, End: p.words[hi-1].End}}
	base.Sector = p.sector(lo, hi)
	if code := p.international(lo, hi); code != "" {
		base.Code = code
		return []readout.Participant{base}
	}
	codes := p.countries(lo, hi, head)
	if len(codes) == 0 {
		if base.Code = p.entityCode(base.Entity); base.Code == "" && base.Sector != "" && p.words[head].UPOS == readout.NOUN {
			base.Code = p.onlyCountry(head)
		}
		return []readout.Participant{base}
	}
	var out []readout.Participant
	for _, c := range codes {
		x := base
		x.Code = c
		out = append(out, x)
	}
	return out
}

func (p *page) entity(head int32) int {
	best, size := -1, 0
	for i := range p.d.Mentions {
		m := &p.d.Mentions[i]
		if m.Entity >= 0 && m.Start <= p.words[head].Start && m.End >= p.words[head].End && (best < 0 || m.Len() < size) {
			best, size = m.Entity, m.Len()
		}
	}
	return best
}

func (p *page) international(lo, hi int32) string {
	text := " " + strings.Join(p.form[lo:hi], " ") + " "
	for _, x := range international() {
		if strings.Contains(text, x[0]) {
			return x[1]
		}
	}
	return ""
}

// countries are the countries that the words of a phrase name, those joined by
// "and" all, else the first.
func (p *page) countries(lo, hi, head int32) []string {
	var out []string
	last := int32(-9)
	for i := lo; i < hi; i++ {
		for n := int32(4); n > 0; n-- {
			if i+n > hi {
				continue
			}
			text := p.source[p.words[i].Start:p.words[i+n-1].End]
			text = strings.TrimSuffix(strings.TrimSuffix(text, "’s"), "'s")
			c, _, ok := gazetteer.CountryOf(text)
			if !ok || c.Code == "" {
				continue
			}
			if len(out) == 0 || i-last <= 2 && (p.form[i-1] == "and" || p.form[i-1] == ",") {
				out = append(out, c.Code)
				last = i + n
			}
			i += n - 1
			break
		}
	}
	return out
}

// entityCode is the country of an entity by its own code, or that of its offices.
func (p *page) entityCode(entity int) string {
	if entity < 0 {
		return ""
	}
	e := &p.d.Entities[entity]
	if e.Code != "" {
		return e.Code
	}
	for _, o := range e.Roles {
		for _, s := range []string{o.Of, o.Title} {
			if c, _, ok := gazetteer.CountryOf(s); ok {
				return c.Code
			}
		}
	}
	return ""
}

// onlyCountry is the one country that the sentence of a word names; "" for none
// and for several.
func (p *page) onlyCountry(w int32) string {
	s := p.d.Sentences[p.Sent[w]]
	found := ""
	for i := int32(s.FirstWord); i < int32(s.LastWord); i++ {
		if u := p.words[i].UPOS; u != readout.PROPN && u != readout.ADJ {
			continue
		}
		for _, c := range p.countries(i, min(i+4, int32(s.LastWord)), i) {
			if found != "" && found != c {
				return ""
			}
			found = c
		}
	}
	return found
}

// sector is that of the last noun of a phrase that stands for one; the longest
// words first.
func (p *page) sector(lo, hi int32) string {
	for i := hi - 1; i >= lo; i-- {
		for j := max(lo, i-2); j <= i; j++ {
			for _, last := range []string{p.form[i], p.lemma[i]} {
				s := strings.Join(append(append([]string{}, p.form[j:i]...), last), " ")
				if sector, ok := agents()[s]; ok {
					return sector
				}
			}
		}
	}
	return ""
}
