package attribution

import (
	"math"
	"math/rand/v2"
)

// yesNo is a decision between two.
type yesNo struct {
	f   []feature
	yes bool
}

func (t *teacher) yesNo(k task, items []yesNo, how Learning) {
	rng := rand.New(rand.NewPCG(how.Seed, uint64(k)))
	for e := range how.Epochs {
		for _, i := range rng.Perm(len(items)) {
			x := &items[i]
			g := -1 / (1 + math.Exp(-float64(t.m.score(k, x.f))))
			if x.yes {
				g++
			}
			t.push(k, x.f, float32(g))
		}
		if e >= how.Epochs/2 {
			t.settle()
		}
	}
	t.finish()
}

// goldSayings are the gold attributions as sayings, with their contents within the
// unit of the cue.
func (p *page) goldSayings(gold []marked) (all []saying, of []int) {
	for k := range gold {
		a := &gold[k]
		if a.head < 0 {
			continue
		}
		s := saying{speech: p.speech(a), within: -1}
		for _, side := range []int{left, right} {
			if z := p.goldSide(a, &s.speech, side); !z.empty() {
				s.content = append(s.content, z)
			}
		}
		all, of = append(all, s), append(of, k)
	}
	return all, of
}

// lastRate is the step of the last decisions as a share of that of the others: they
// have fewer examples.
const lastRate = 0.5

// learnCarry learns which sentences go on with a speaker.
func learnCarry(m *Model, c corpus, how Learning) {
	var items []yesNo
	f := &finder{m: m}
	for d, p := range c.pages {
		f.p = p
		all, of := p.goldSayings(c.gold[d])
		f.nest(all)
		p.goers(all, func(g goer) bool {
			sent := &p.d.Sentences[g.s]
			n := 0
			for _, w := range c.gold[d][of[g.k]].content {
				n += int(bit(int(w) >= sent.FirstWord && int(w) < sent.LastWord))
			}
			yes := n*2 > sent.LastWord-sent.FirstWord
			p.carryFeatures(&f.b, &all[g.k], g.s, g.last, g.gone)
			items = append(items, yesNo{clone(f.b.f), yes})
			if yes {
				all[g.k].content = append(all[g.k].content, p.going(g.s))
			}
			return yes
		})
	}
	how.Rate *= lastRate
	newTeacher(m, how, taskCarry).yesNo(taskCarry, items, how)
}

// learnAccept learns which readings of models that have not seen the document are
// attributions.
func learnAccept(m *Model, items []yesNo, how Learning) {
	how.Rate *= lastRate
	newTeacher(m, how, taskAccept).yesNo(taskAccept, items, how)
}

// readings are the sayings of a model on gold documents, right where source and
// content overlap with gold as they must to count.
func (m *Model) readings(c corpus) []yesNo {
	var items []yesNo
	f := &finder{m: m}
	for d, p := range c.pages {
		f.p = p
		inside, _ := p.goldCues(c.gold[d], &c.docs[d])
		all := f.sayings(acceptFrom, nil)
		f.part(all)
		for i := range all {
			x := &all[i]
			if inside[x.head] {
				continue
			}
			yes := false
			for k := range c.gold[d] {
				yes = yes || x.isGold(&c.gold[d][k])
			}
			p.acceptFeatures(&f.b, x)
			items = append(items, yesNo{clone(f.b.f), yes})
		}
	}
	return items
}

// isGold reports whether source and content overlap with those of a gold
// attribution; of a content only the part that the model could find is asked.
func (x *saying) isGold(g *marked) bool {
	if len(x.content) == 0 { // what was said stands in the sentences behind
		return x.head == g.head && len(g.content) > 0 && (len(g.source) == 0) == (x.sourceHead < 0)
	}
	inter, size := 0, 0
	for _, c := range x.content {
		size += int(c.to - c.from)
	}
	speaker := len(g.source) == 0 && x.sourceHead < 0
	for _, w := range g.content {
		inter += int(bit(x.holds(w)))
	}
	for _, w := range g.source {
		speaker = speaker || w >= x.source[0] && w < x.source[1]
	}
	return speaker && inter > 0 && (inter*2 >= size+len(g.content)-inter || x.head == g.head && inter*2 >= size)
}
