package corroborate

import (
	"slices"

	"github.com/readout-project/readout"
)

// amount is a number with the word that the tree has it count.
type amount struct {
	quantity
	at, noun int // words; noun is -1 where the number stands alone
}

// amounts are the numbers among words that count something.
func (p *parsed) amounts(list []int) []amount {
	var out []amount
	for _, w := range list {
		f := p.folded[w]
		v, ok := numberWords[f]
		if !ok {
			v = f
		}
		if p.d.Words[w].UPOS != readout.NUM || !allDigits(v) {
			continue
		}
		x := amount{quantity{value: v, noun: f}, w, int(p.f.Head[w])}
		if w+1 < len(p.folded) && scales[p.folded[w+1]] != 0 {
			x.value = scaled(x.value, scales[p.folded[w+1]])
		}
		for x.noun >= 0 && p.d.Words[x.noun].UPOS == readout.NUM {
			x.noun = int(p.f.Head[x.noun])
		}
		var before []string
		for k := max(0, w-4); k < w; k++ {
			if p.folded[k] != "" && p.f.Sent[k] == p.f.Sent[w] {
				before = append(before, p.folded[k])
			}
		}
		x.bound = boundBefore(before)
		if x.noun >= 0 {
			x.quantity.noun = p.folded[x.noun]
			out = append(out, x)
		}
	}
	return out
}

// counting are the quantities that a report gives of what x counts: those of its
// unit and fate; where there is none, those that the tree has count the same noun
// in the act v.
func (a *asked) counting(x quantity, p *parsed, b *prop, v int) []quantity {
	var out []quantity
	for _, y := range b.numbers {
		if x.unit == y.unit {
			out = append(out, y)
		}
	}
	if len(out) > 0 || v < 0 {
		return out
	}
	noun := -1
	for _, z := range a.amounts(a.within(a.st.Span)) {
		if z.value == x.value {
			noun = z.noun
		}
	}
	if noun < 0 {
		return nil
	}
	r := p.rolesOf(v)
	for _, y := range p.amounts(p.within(b.st.Span)) {
		if p.senses[y.noun].is(a.senses[noun]) && slices.ContainsFunc(r.all(), func(i int) bool { return slices.Contains(p.heads(i), y.noun) }) {
			out = append(out, y.quantity)
		}
	}
	return out
}

// numbersOf compares the claim's numbers with a report's: differ is set where
// one has another value, lacks where the report does not count the same.
func (a *asked) numbersOf(p *parsed, b *prop, v int) (differ *readout.Differing, lacks string) {
	if v >= 0 && negative(b.st.Status) {
		if r := p.rolesOf(v); p.empty(r.agent) || p.empty(r.patient) {
			return nil, ""
		}
	}
	for _, x := range a.numbers {
		counted := a.counting(x, p, b, v)
		switch {
		case len(counted) == 0:
			return nil, x.label()
		case slices.ContainsFunc(counted, x.holds):
		case differ != nil:
			return nil, "more than one number"
		default:
			y := counted[0]
			differ = &readout.Differing{Kind: "number", Claim: x.label() + " " + x.noun, Report: y.label() + " " + y.noun, Both: slices.ContainsFunc(counted, x.canBe)}
		}
	}
	return differ, ""
}
