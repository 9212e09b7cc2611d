package sameevent

import (
	"math"

	"github.com/readout-project/readout"
)

// The measures of two mentions by themselves. Cosines and shares are in
// thousandths; what has no order of the two gives the lesser and the greater.
const (
	mNear        = iota // nearness of the heads
	mNearKeys           // of the nearest two keys
	mKeysShared         // keys of one with a like of the same stem or group in the other, of the shorter
	mKeysLeft           // keys of both without
	mPrefix             // letters that the heads have in common, of the longer
	mLeastRarity        // of the two heads
	mMostRarity
	mVerbs     // how many of the heads are verbs
	mNames     // how many of the heads are names
	mLeastKeys // how many keys
	mMostKeys
	mReports // how many of the heads report speech
	mKnown   // how many of the heads stand in the table of frames
	mAgents  // agreement of the agents, see agree
	mPatients
	mObliques
	mCrossed   // agents with patients
	mAny       // arguments of any role with a name or head in common, of the lesser number
	mArgs      // the lesser number of filled roles
	mAround    // cosine of the words near
	mClause    // of the words under the heads
	mSentence  // of the sentences
	mSentRest  // weight of what the sentences share, in thousandths of a nat
	mGovernor  // nearness of the words above
	mNumbers   // numbers of the sentences in common; -1 where one has none
	mDays      // days and months likewise
	mNearNames // names near that both have, in thousandths of a nat
	mReportsAlike
	mReportNames
	mOneReport
	mDistance // sentences between two of one report; -1 across reports
	mOrder    // mentions between them likewise
	mLeastSent
	mMostSent
	mLeastPlace // word in the sentence
	mMostPlace
	mFuture    // one is to come and the other not
	mNegated   // likewise
	mSpan      // words of the mentions differ
	mHabit     // how often the heads tell of one event, see habits
	mHabitKeys // the greatest of all keys
	numPair
)

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// alone measures two mentions by themselves. The answer is the same in either
// order.
func alone(a, b *Mention, h *habits) []int {
	v := make([]int, numPair, numTogether)
	ha, hb := &a.report.words[a.head], &b.report.words[b.head]
	v[mNear] = near(ha, hb)
	keys(a, b, v)
	v[mHabit] = h.of(ha.id, hb.id)
	for _, x := range a.keys {
		for _, y := range b.keys {
			v[mHabitKeys] = max(v[mHabitKeys], h.of(a.report.words[x].id, b.report.words[y].id))
		}
	}
	if n := max(len(ha.stem), len(hb.stem)); n > 0 {
		v[mPrefix] = 1000 * prefix(ha.stem, hb.stem) / n
	}
	v[mLeastRarity], v[mMostRarity] = order(ha.rarity, hb.rarity)
	v[mVerbs] = truth(ha.upos == readout.VERB) + truth(hb.upos == readout.VERB)
	v[mNames] = truth(ha.name) + truth(hb.name)
	v[mReports] = truth(reporting[ha.stem]) + truth(reporting[hb.stem])
	v[mKnown] = truth(len(ha.groups) > 0) + truth(len(hb.groups) > 0)
	arguments(a, b, v)
	v[mAround] = cosine(a.around, b.around, plain)
	v[mClause] = cosine(a.clause, b.clause, plain)
	sentences(a, b, v)
	v[mFuture] = truth(a.future != b.future)
	v[mNegated] = truth(a.negated != b.negated)
	v[mSpan] = a.last - a.first - b.last + b.first
	if v[mSpan] < 0 {
		v[mSpan] = -v[mSpan]
	}
	places(a, b, v)
	return v
}

func order(a, b int) (least, most int) { return min(a, b), max(a, b) }

// reporting are stems of verbs of speech.
var reporting = map[string]bool{
	"say": true, "tell": true, "report": true, "announc": true, "add": true, "state": true, "claim": true, "confirm": true, "accord": true, "note": true,
	"describ": true, "statement": true, "speak": true, "ask": true, "warn": true, "explain": true, "write": true, "call": true, "insist": true, "comment": true,
}

func keys(a, b *Mention, v []int) {
	hit := 0
	with := func(x, y *Mention, own bool) {
		for _, i := range x.keys {
			best := apart
			for _, j := range y.keys {
				best = max(best, near(&x.report.words[i], &y.report.words[j]))
			}
			v[mNearKeys] = max(v[mNearKeys], best)
			switch {
			case best < sameGroup:
				v[mKeysLeft]++
			case own:
				hit++
			}
		}
	}
	with(a, b, len(a.keys) <= len(b.keys))
	with(b, a, len(a.keys) > len(b.keys))
	v[mLeastKeys], v[mMostKeys] = order(len(a.keys), len(b.keys))
	v[mKeysShared] = 1000 * hit / max(1, v[mLeastKeys])
}

// agree is how two arguments agree: 3 the same head, 2 a name in common, 0 nothing
// in common, 1 where one of them is empty.
func agree(a, b *argument) int {
	switch {
	case a.empty() || b.empty():
		return 1
	case meet(a.heads, b.heads):
		return 3
	case meet(a.names, b.names):
		return 2
	}
	return 0
}

func arguments(a, b *Mention, v []int) {
	v[mAgents] = agree(&a.args[agent], &b.args[agent])
	v[mPatients] = agree(&a.args[patient], &b.args[patient])
	v[mObliques] = agree(&a.args[oblique], &b.args[oblique])
	v[mCrossed] = max(agree(&a.args[agent], &b.args[patient]), agree(&a.args[patient], &b.args[agent]))
	na, nb := 0, 0
	for i := range a.args {
		na += truth(!a.args[i].empty())
		nb += truth(!b.args[i].empty())
		for j := range b.args {
			if !a.args[i].empty() && !b.args[j].empty() && meet(a.args[i].names, b.args[j].names) {
				v[mAny]++
			}
		}
	}
	v[mArgs] = min(na, nb)
	if a.governor >= 0 && b.governor >= 0 {
		v[mGovernor] = near(&a.report.words[a.governor], &b.report.words[b.governor])
	} else {
		v[mGovernor] = -1 - truth(a.governor < 0 && b.governor < 0)
	}
}

// sentences compares what the sentences and the reports say.
func sentences(a, b *Mention, v []int) {
	sa, sb := a.report.sents[a.sent], b.report.sents[b.sent]
	v[mSentence] = cosine(sa, sb, plain)
	own := func(m *Mention, x id) bool {
		for _, k := range m.keys {
			if m.report.words[k].id == x {
				return true
			}
		}
		return false
	}
	shared(sa, sb, func(s, _ term) {
		if !own(a, s.id) && !own(b, s.id) {
			v[mSentRest] += s.weight
		}
	})
	ga, gb := a.report.facts[a.sent], b.report.facts[b.sent]
	v[mNumbers] = common(ga.numbers, gb.numbers)
	v[mDays] = common(ga.days, gb.days)
	shared(ga.names, gb.names, func(s, _ term) { v[mNearNames] += s.weight })
	v[mReportsAlike] = cosine(a.report.all, b.report.all, plain)
	v[mReportNames] = cosine(a.report.names, b.report.names, plain)
}

func common(a, b []id) int {
	if len(a) == 0 || len(b) == 0 {
		return -1
	}
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

func places(a, b *Mention, v []int) {
	v[mDistance], v[mOrder] = -1, -1
	if a.report == b.report {
		v[mOneReport] = 1
		v[mDistance] = int(math.Abs(float64(a.sent - b.sent)))
		v[mOrder] = int(math.Abs(float64(a.order - b.order)))
	}
	v[mLeastSent], v[mMostSent] = order(a.sent, b.sent)
	fa, fb := a.report.doc.Sentences[a.sent].FirstWord, b.report.doc.Sentences[b.sent].FirstWord
	v[mLeastPlace], v[mMostPlace] = order(a.head-fa, b.head-fb)
}
