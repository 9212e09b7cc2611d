package corroborate

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// Bounds of likeness: two statements of different reports state one proposition
// where the shared stems carry these parts of the lighter one's weight and of
// both together. A relay that names the other's newsroom needs less, since it
// says itself that it passes that reporting on. sure is the part beyond which a
// match is no mere suggestion.
const (
	likePart  = 0.66
	likeWhole = 0.40
	likeAct   = 0.45
	// Where most of what they say happened is the same, who and where may be
	// said at different length.
	closeAct   = 0.60
	closePart  = 0.66
	closePlain = 4
	closeWhole = 0.33
	relayPart  = 0.55
	relayWhole = 0.10
	// Two parties or more, one kind of act and one day make an event.
	eventPart  = 0.50
	eventWhole = 0.25
	copyWhole  = 0.50
	nearlyAll  = 0.90
	// A denial and what it denies, or an event and its earlier like, have most
	// words in common with many other statements too.
	oppositePart  = 0.80
	oppositeWhole = 0.60
	// A longer sentence holds nearly all that a shorter one says.
	heldStems = 5
	heldAct   = 0.70
	heldPart  = 0.78
	heldWhole = 0.20
	// One named speaker says most things once.
	speakerPart  = 0.50
	speakerWhole = 0.30
	// Somebody's denial repeats what is denied, names and all.
	denialPart  = 0.70
	denialWhole = 0.50
	// Without a verb in common, all but the same words.
	verblessPart  = 0.80
	verblessWhole = 0.60
	leastStems    = 3
	leastPlain    = 2 // of them no names and no numbers
	leastRun      = 6 // words of an utterance cut differently
	sure          = 0.75
)

// match is a pair of propositions of two reports that state the same.
type match struct {
	a, b  int
	score float32
}

// matches finds the pairs, by an index from stem to propositions.
func (s *story) matches() []match {
	index := map[string][]int32{}
	out, copied := s.copied()
	count := make([]uint8, len(s.props))
	for i := range s.props {
		p := &s.props[i]
		var met []int32
		for _, k := range p.stems {
			at := index[k]
			if len(at) <= 400 {
				for _, j := range at {
					if count[j] == 0 {
						met = append(met, j)
					}
					if count[j] < 255 {
						count[j]++
					}
				}
			}
			index[k] = append(at, int32(i))
		}
		slices.Sort(met)
		for _, j := range met {
			enough := count[j] >= 2
			count[j] = 0
			if !enough || s.props[j].report == p.report || copied[i] || copied[int(j)] {
				continue
			}
			if score, ok := s.same(&s.props[j], p); ok {
				out = append(out, match{int(j), i, score})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(s.place(x), s.place(y)))
	})
	return out
}

// place orders matches of one score by content, whatever the order of reports.
func (s *story) place(m match) string {
	a, b := s.props[m.a].key, s.props[m.b].key
	return min(a, b) + " " + max(a, b)
}

// copied pairs the propositions of copies with those of the report they copy.
// They have its origin and root, whatever they credit, go where their original
// goes and are matched with nothing else, so that a copy, however cut or dated,
// changes no claim.
func (s *story) copied() (out []match, paired map[int]bool) {
	paired = map[int]bool{}
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
			if negative(s.props[i].st.Status) != negative(s.props[j].st.Status) {
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
	sameDay, apart := dayIn(a, b)
	if apart || s.elsewhen(a, b) || hidden(a, b) || !numbersAgree(a, b) || !kin(a.st, b.st) || s.twins(a, b) {
		return 0, false
	}
	l := like(a, b)
	part, whole := float32(likePart), float32(likeWhole)
	if l.act >= closeAct && l.count-l.names >= closePlain {
		part, whole = closePart, closeWhole
	}
	switch {
	case l.act >= closeAct && l.names >= 2 && denial(a, b):
		part, whole = denialPart, denialWhole
	case negative(a.st.Status) != negative(b.st.Status), past(a) != past(b):
		part, whole = oppositePart, oppositeWhole
	case s.oneSpeaker(a, b) && shareVerb(a, b):
		part, whole = speakerPart, speakerWhole
	case l.count >= heldStems && l.act >= heldAct && l.names > 0 && shareVerb(a, b):
		part, whole = heldPart, heldWhole
	case !shareVerb(a, b):
		part, whole = verblessPart, verblessWhole
	case s.relayed(a, b):
		part, whole = relayPart, relayWhole
	case l.names >= 2 && sameDay && s.sameAct(a, b):
		part, whole = eventPart, eventWhole
	}
	if negative(a.st.Status) != negative(b.st.Status) && !shareVerb(a, b) {
		return 0, false
	}
	if l.count < leastStems || l.count-l.names < leastPlain || l.act < likeAct || l.part < part || l.whole < whole {
		return 0, false
	}
	return l.part, true
}

// longNegative is the number of words beyond which a negative sentence says more
// than what it negates ("no deaths since 1959, when two died").
const longNegative = 20

// denial reports a pair of what somebody denies and an affirmation.
func denial(a, b *prop) bool {
	return a.st.Status == readout.Denied && !negative(b.st.Status) || b.st.Status == readout.Denied && !negative(a.st.Status)
}

// hidden reports a pair of a negative and an affirmative of which the
// affirmative has a negative word too ("left without speaking"), or the negative
// is long and nobody's denial: whether the two disagree cannot be told from their
// words.
func hidden(a, b *prop) bool {
	if negative(a.st.Status) == negative(b.st.Status) {
		return false
	}
	if negative(a.st.Status) {
		a, b = b, a
	}
	if b.st.Status != readout.Denied && len(b.words) > longNegative {
		return true
	}
	for _, w := range a.words {
		switch w {
		case "no", "not", "without", "never", "neither", "nor", "nobody", "none", "nothing", "fail", "failed", "refused", "declined", "avoided", "little", "few", "hardly":
			return true
		}
	}
	return false
}

// elsewhen reports that one of the two names only days that are none of the
// story's, and the other names no day, so that it is of the story's.
func (s *story) elsewhen(a, b *prop) bool {
	if len(a.days) > 0 && len(b.days) > 0 {
		return false
	}
	named := append(slices.Clone(a.days), b.days...)
	for _, v := range named {
		for _, d := range s.out.Days {
			if v == d.Value || fits(v, d.Value) {
				return false
			}
		}
	}
	return len(named) > 0
}

// past reports a proposition about earlier occasions than the one reported.
func past(p *prop) bool { return p.st.Position == readout.InBackground || earlier(p.words) }

// oneSpeaker reports whether both pass on the words of one named person or body.
func (s *story) oneSpeaker(a, b *prop) bool {
	return a.st.Attribution >= 0 && b.st.Attribution >= 0 && a.root == b.root && a.st.Root().Kind.Named() && b.st.Root().Kind.Named()
}

// spokenAlike reports whether both pass on one speaker in words of which a run
// is the same: one utterance, cut differently.
func (s *story) spokenAlike(a, b *prop) bool {
	return a.st.Attribution >= 0 && b.st.Attribution >= 0 && a.root == b.root && longestRun(a.words, b.words) >= leastRun
}

// relayed reports whether one of the two is heard through another newsroom that
// is the other's origin, and both name one kind of act.
func (s *story) relayed(a, b *prop) bool {
	return a.origin == b.origin && (a.through || b.through) && s.sameAct(a, b)
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
	for _, m := range s.matches() {
		a, b := set.find(m.a), set.find(m.b)
		if a == b || !s.compatible(members[a], members[b]) {
			continue
		}
		set.join(a, b)
		root, other := min(a, b), max(a, b)
		members[root] = append(members[root], members[other]...)
		members[other] = nil
		weakest[root] = min(weakest[a], weakest[b], m.score)
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
			if p.report == q.report {
				return false
			}
			if s.spokenAlike(p, q) || p.origin == q.origin && like(p, q).whole >= copyWhole {
				continue
			}
			if !numbersAgree(p, q) || s.twins(p, q) {
				return false
			}
			if l := like(p, q); l.act < likeAct || l.part < relayPart && p.root != q.root {
				return false
			}
		}
	}
	return true
}
