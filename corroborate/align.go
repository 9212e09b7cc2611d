package corroborate

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// Two statements of different reports state one proposition where the stems they
// share carry enough of their weight; how much is enough, the bond between the
// two decides (bonds). sure is the part beyond which a match is no mere suggestion.
const (
	sure       = 0.75
	likeAct    = 0.45 // of the weight apart from names and numbers, in any case
	leastStems = 3
	leastPlain = 2    // of them no names and no numbers
	leastRun   = 6    // words of an utterance cut differently
	leastPart  = 0.50 // the least that a bond asks for
	copyWhole  = 0.50
	nearlyAll  = 0.90
	// Beside others in a bundle, two statements need less than to open one.
	besidePart = 0.55
)

// pair is two propositions with what their words have in common.
type pair struct {
	a, b *prop
	likeness
	verb, sameDay, sameAct bool
}

// bond is what binds two statements beyond their words, or sets them apart, and
// how much of the lighter one's weight (part) and of both together (whole) they
// must then share.
type bond struct {
	what        string
	binds       func(s *story, p *pair) bool
	part, whole float32
}

// bonds in their order: the first that binds decides.
var bonds = []bond{
	{"a denial repeats what is denied, names and all", func(_ *story, p *pair) bool {
		return p.act >= 0.60 && p.names >= 2 && denial(p.a, p.b)
	}, 0.70, 0.50},
	{"a negative and what it may deny, or an event and an earlier one, share most words with many others too", func(_ *story, p *pair) bool {
		return opposed(p.a, p.b) || past(p.a) != past(p.b)
	}, 0.80, 0.60},
	{"one named speaker says most things once", func(s *story, p *pair) bool {
		return p.verb && s.oneSpeaker(p.a, p.b)
	}, 0.50, 0.30},
	{"a longer sentence holds nearly all that a shorter one says", func(_ *story, p *pair) bool {
		return p.verb && p.count >= 5 && p.act >= 0.70 && p.names > 0
	}, 0.78, 0.20},
	{"no verb in common: all but the same words", func(_ *story, p *pair) bool { return !p.verb }, 0.80, 0.60},
	{"a relay names the other's newsroom", func(s *story, p *pair) bool { return p.sameAct && s.relayed(p.a, p.b) }, 0.55, 0.10},
	{"two parties, one kind of act and one day make an event", func(_ *story, p *pair) bool {
		return p.names >= 2 && p.sameDay && p.sameAct
	}, 0.50, 0.25},
	{"most of what happened is the same, who and where at different length", func(_ *story, p *pair) bool {
		return p.act >= 0.60 && p.count-p.names >= 4
	}, 0.66, 0.33},
	{"nothing but the words", func(*story, *pair) bool { return true }, 0.66, 0.40},
}

// match is a pair of propositions of two reports that state the same.
type match struct {
	a, b  int
	score float32
}

// matches finds the pairs, by an index from stem to propositions.
func (s *story) matches() []match {
	out, copied := s.copied()
	x := newMeeting(s)
	for i := range s.props {
		p := &s.props[i]
		for _, j := range x.near(i, copied) {
			if score, ok := s.same(&s.props[j], p); ok {
				out = append(out, match{int(j), i, score})
			}
		}
	}
	out = append(out, s.sayings()...)
	place := s.ranking()
	return stably(out, func(x, y *match) int {
		if c := cmp.Compare(y.score, x.score); c != 0 {
			return c
		}
		return place.compare(x.a, x.b, y.a, y.b)
	})
}

// copied pairs the propositions of copies with those of the report they copy.
// They have its origin and root, whatever they credit, go where their original
// goes and are matched with nothing else, so that a copy, however cut or dated,
// changes no claim.
func (s *story) copied() (out []match, paired []bool) {
	paired = make([]bool, len(s.props))
	byReport := map[int][]int{}
	for i := range s.props {
		byReport[s.props[i].report] = append(byReport[s.props[i].report], i)
	}
	for i := range s.props {
		from, _ := s.voices.textOf(s.props[i].report, s.props[i].st.Span)
		if from == s.props[i].report {
			continue
		}
		best, at := float32(copyWhole), -1
		for _, j := range byReport[from] {
			if opposed(&s.props[i], &s.props[j]) {
				continue
			}
			if l := like(&s.props[i], &s.props[j]); l.whole >= best && (l.count >= leastStems || l.whole > nearlyAll) {
				best, at = l.whole, j
			}
		}
		if at >= 0 {
			paired[i] = true
			s.props[i].origin, s.props[i].root = s.props[at].origin, s.props[at].root
			out = append(out, match{min(i, at), max(i, at), 1})
		}
	}
	return out, paired
}

// same reports whether two propositions are one, and how sure that is.
func (s *story) same(a, b *prop) (float32, bool) {
	if s.spokenAlike(a, b) {
		return 1, true
	}
	// The words come first: that they are unlike is seen soonest.
	l := like(a, b)
	if l.count < leastStems || l.count-l.names < leastPlain || l.act < likeAct || l.part < leastPart {
		return 0, false
	}
	sameDay, apart := dayIn(a, b)
	if apart || s.elsewhen(a, b) || hidden(a, b) || !numbersAgree(a, b) || !kin(a.st, b.st) || s.twins(a, b) || scenesClash(a, b) || turned(a, b) {
		return 0, false
	}
	p := pair{a: a, b: b, likeness: l, verb: shareVerb(a, b), sameDay: sameDay, sameAct: s.sameAct(a, b)}
	if opposed(a, b) && (!p.verb || !deniesAct(a, b)) {
		return 0, false
	}
	i := slices.IndexFunc(bonds, func(x bond) bool { return x.binds(s, &p) })
	return p.part, p.part >= bonds[i].part && p.whole >= bonds[i].whole
}

// opposed reports a negative and an affirmative.
func opposed(a, b *prop) bool { return negative(a.st.Status) != negative(b.st.Status) }

// deniesAct reports a negative and an affirmative that state one act, of the same
// participants, of which the one holds the negation; or what somebody denies in so
// many words.
func deniesAct(a, b *prop) bool {
	for i := range a.stated {
		for j := range b.stated {
			x, y := &a.stated[i], &b.stated[j]
			got, why := agree(x, y)
			if why == noClash && (got.patient || got.agent) && negative(a.sceneStatus(x)) != negative(b.sceneStatus(y)) {
				return true
			}
		}
	}
	return denial(a, b)
}

// longNegative is the number of words beyond which a negative sentence says more
// than what it negates ("no deaths since 1959, when two died").
const longNegative = 20

// denial reports a pair of what somebody denies and an affirmation.
func denial(a, b *prop) bool {
	return a.st.Status == readout.Denied && !negative(b.st.Status) || b.st.Status == readout.Denied && !negative(a.st.Status)
}

// bounding are words that bound in time what a negative says: "had not met since
// 1990".
var bounding = []string{"since", "until", "till", "yet", "before", "had", "ever", "previously", "again", "still", "immediately"}

// hidden reports a pair of a negative and an affirmative of which the
// affirmative has a negative word too ("left without speaking"), or the negative
// is long and nobody's denial: whether the two disagree cannot be told from their
// words.
func hidden(a, b *prop) bool {
	if !opposed(a, b) {
		return false
	}
	if negative(a.st.Status) {
		a, b = b, a
	}
	if b.st.Status != readout.Denied && (len(b.words) > longNegative || slices.ContainsFunc(b.words, func(w string) bool { return slices.Contains(bounding, w) })) {
		return true
	}
	for _, w := range a.words {
		switch w {
		case "no", "not", "without", "never", "neither", "nor", "nobody", "none", "nothing", "fail", "failed", "refused", "declined", "avoided", "cannot", "can't", "cant", "won't", "don't", "didn't", "doesn't", "isn't", "wasn't", "aren't", "weren't", "hasn't", "haven't", "little", "few", "hardly":
			return true
		}
	}
	return false
}

// elsewhen reports that one of the two names only days that are none of the
// story's, and the other names no day, so that it is of the story's.
func (s *story) elsewhen(a, b *prop) bool {
	if len(a.days) > 0 == (len(b.days) > 0) {
		return false
	}
	return !slices.ContainsFunc(a.days, s.onStoryDay) && !slices.ContainsFunc(b.days, s.onStoryDay)
}

// past reports a proposition about earlier occasions than the one reported.
func past(p *prop) bool { return p.st.Position == readout.InBackground || p.earlier }

// oneSpeaker reports whether both pass on the words of one named person or body.
func (s *story) oneSpeaker(a, b *prop) bool {
	return a.st.Attribution >= 0 && b.st.Attribution >= 0 && a.root == b.root && a.st.Root().Kind.Named() && b.st.Root().Kind.Named()
}

// spokenAlike reports whether both pass on one speaker in words of which a run
// is the same: one utterance, cut differently. A run of few words will do where
// it is most of a short quotation and has a rare word ("not a ransom").
func (s *story) spokenAlike(a, b *prop) bool {
	if a.st.Attribution < 0 || b.st.Attribution < 0 || a.root != b.root || opposed(a, b) || !numbersAgree(a, b) {
		return false
	}
	n := longestRun(a.said, b.said)
	if n >= leastRun {
		return true
	}
	short := a
	if len(b.words) < len(a.words) {
		short = b
	}
	return n >= quipRun && quoted(a) && quoted(b) && 5*n >= 3*len(short.words) && len(short.words) <= longestQuip &&
		slices.ContainsFunc(short.stems, func(k string) bool {
			_, in := slices.BinarySearch(a.stems, k)
			_, too := slices.BinarySearch(b.stems, k)
			return in && too && weightOf(k) > rare
		})
}

// A short quotation, and the run of it that another report must have, in words.
const (
	quipRun     = 3
	longestQuip = 8
)

// relayed reports whether one of the two is heard through another newsroom that
// is the other's origin.
func (s *story) relayed(a, b *prop) bool {
	return a.origin == b.origin && (a.through || b.through)
}

// kin reports whether two statuses can be of one proposition, asserted or
// denied: what happened is not what is wanted, threatened or expected.
func kin(a, b *readout.Statement) bool {
	if negative(a.Status) && negative(b.Status) && a.Status != b.Status {
		return false // the words of the one hold the negation, those of the other do not
	}
	return mood(a.Status) == mood(b.Status)
}

func mood(s readout.Status) string {
	switch s {
	case readout.Happened, readout.Ongoing, readout.DidNotHappen, readout.Denied:
		return "fact"
	case readout.Planned, readout.Expected:
		return "coming"
	case readout.Wanted, readout.Demanded:
		return "will"
	}
	return string(s)
}

// negative reports whether the statement says that it is not so.
func negative(s readout.Status) bool { return s == readout.DidNotHappen || s == readout.Denied }

// bundle is a set of propositions that state one thing, and how sure the
// weakest link is.
type bundle struct {
	props []int
	sure  float32
}

// bundles joins matches from the likest down. A proposition joins a bundle only
// where it could stand beside every member, so that bundles do not chain from
// one thing to the next.
func (s *story) bundles() []bundle {
	set := newSets(len(s.props))
	members := make([][]int, len(s.props))
	weakest := make([]float32, len(s.props))
	for i := range s.props {
		members[i] = []int{i}
		weakest[i] = 1
	}
	refused := map[[2]int]bool{} // what two bundles cannot be they cannot be with more in them
	var used []match
	for _, m := range s.matches() {
		a, b := set.find(m.a), set.find(m.b)
		if a == b || refused[[2]int{a, b}] {
			continue
		}
		if !s.compatible(members[a], members[b]) {
			refused[[2]int{a, b}] = true
			continue
		}
		set.join(a, b)
		used = append(used, m)
		root, other := min(a, b), max(a, b)
		members[root] = append(members[root], members[other]...)
		members[other] = nil
		weakest[root] = min(weakest[a], weakest[b], m.score)
	}
	if s.ruled != nil {
		return s.ruled.follow(len(s.props), used)
	}
	var out []bundle
	for i := range s.props {
		if set.find(i) == i {
			slices.Sort(members[i])
			out = append(out, bundle{members[i], weakest[i]})
		}
	}
	return out
}

func (s *story) compatible(a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			p, q := &s.props[i], &s.props[j]
			if p.report == q.report || s.ruled.barred(i, j) {
				return false
			}
			if s.spokenAlike(p, q) || p.origin == q.origin && like(p, q).whole >= copyWhole {
				continue
			}
			if l := like(p, q); l.act < likeAct || l.part < besidePart && p.root != q.root {
				if !s.oneSpeaker(p, q) {
					return false
				}
				if _, ok := s.oneSaying(p, q); !ok {
					return false
				}
			}
			if !numbersAgree(p, q) || s.twins(p, q) || scenesClash(p, q) {
				return false
			}
		}
	}
	return true
}
