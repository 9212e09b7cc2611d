package attribution

import "slices"

// saying is an attribution in words.
type saying struct {
	speech
	odds    float32 // logit of its head being the head of a cue
	content []stretch
	within  int
	byRule  string // the rule that read it; "" for the model
	under   int32  // head of the cue that it hangs on, whatever holds it; 0 for none
	carried bool   // sentences behind its own go on with it
}

// Rules that read what the corpus does not mark.
const (
	ruleSilence   = "no answer"
	ruleSignature = "signed quotation"
	ruleCites     = "source cited by another"
	ruleQuoted    = "quoted by another"
	ruleClaim     = "claim of a possessor"
)

// sure is the logit of what is read by rule.
const sure = 9

// ruled is a saying that was read by rule from the words [from, to), where no other
// cue is looked for.
type ruled struct {
	saying
	from, to int32
}

// weigh gives every word its odds of being the head of a cue.
func (f *finder) weigh() {
	for i := range f.p.words {
		if i := int32(i); f.p.candidateCue(i) {
			f.p.odds[i] = f.cueOdds(i)
		}
	}
}

// acceptFrom is the logit of a cue from which what it governs is read.
const acceptFrom = -2

// sayings reads the attributions of all words whose odds are high enough, and keeps
// those that were read by rule, which are in order.
func (f *finder) sayings(least float32, known []ruled) []saying {
	p := f.p
	var all []saying
	for i := int32(0); int(i) < len(p.words); i++ {
		for len(known) > 0 && known[0].from < i {
			known = known[1:]
		}
		if len(known) > 0 && i == known[0].from {
			all = append(all, known[0].saying)
			i = known[0].to - 1
			continue
		}
		odds := p.odds[i]
		if odds == 0 || odds < least {
			continue
		}
		s := saying{speech: f.speech(i), odds: odds, within: -1}
		l, r := f.sides(&s.speech)
		if !l.empty() {
			s.content = append(s.content, l)
		}
		if !r.empty() {
			s.content = append(s.content, r)
		}
		all = append(all, s)
	}
	return all
}

// sides reads the content on both sides of a cue: the right one first, which the left
// one then knows.
func (f *finder) sides(s *speech) (l, r stretch) {
	r = f.content(s, right, f.p.before(s))
	if f.p.circumstance(s, r) {
		r = stretch{}
	}
	return f.content(s, left, f.p.shape(r, s)), r
}

// arrange gives every saying what goes on with it and where it is nested; those
// without a content and those that are none as a whole are dropped.
func (f *finder) arrange(all []saying) []saying {
	f.part(all)
	all = f.links(f.accept(all))
	f.nest(all)
	f.carry(all)
	all = slices.DeleteFunc(all, func(s saying) bool { return len(s.content) == 0 && s.byRule == "" })
	for i := range all {
		c := all[i].content
		slices.SortFunc(c, func(a, b stretch) int { return int(a.from - b.from) })
	}
	f.nest(all)
	return all
}

func (s *saying) holds(i int32) bool {
	for _, c := range s.content {
		if c.holds(i) {
			return true
		}
	}
	return false
}

// nest finds for each attribution the smallest whose content holds its cue.
func (f *finder) nest(all []saying) {
	for i := range all {
		a := &all[i]
		a.within = -1
		if a.under > 0 {
			a.within = slices.IndexFunc(all, func(o saying) bool { return o.head == a.under && o.under == 0 })
			continue
		}
		size := int32(1 << 30)
		for k := max(0, i-30); k < min(len(all), i+30); k++ {
			o := &all[k]
			if k == i || o.byRule == ruleSilence || !o.holds(a.head) || a.holds(o.head) && (a.odds > o.odds || a.odds == o.odds && i < k) {
				continue
			}
			n := int32(0)
			for _, c := range o.content {
				n += c.to - c.from
			}
			if n < size {
				size, a.within = n, k
			}
		}
	}
	for i := range all { // no chain may bite its tail
		k, n := all[i].within, 0
		for k >= 0 && n <= len(all) {
			k, n = all[k].within, n+1
		}
		if n > len(all) {
			all[i].within = -1
		}
	}
}
