package brief

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

var levelStyle = map[readout.Level]style{
	readout.Corroborated: green, readout.Disputed: red, readout.Relayed: yellow, readout.Withdrawn: dim,
}

// weighed is CLAIMS: what more than one report or origin carries, or what is
// disputed or withdrawn, each with its evidence.
func (t *teller) weighed(l listing) {
	var list []entry
	under := 0
	for _, e := range l.weighed {
		if t.covered(e) {
			under++
		} else {
			list = append(list, e)
		}
	}
	t.head("CLAIMS", levels(l, under))
	shown := shortlist(list, mostWeighed)
	for _, e := range shown {
		t.item(levelStyle[e.claim.Level], "  "+string(e.claim.Level), 16, t.tag(e.claim)+t.claimText(e.claim, claimColumns))
		t.text(6, judgement(e)+t.ruled(e))
		t.evidence(6, e.claim)
		t.nearly(6, e)
	}
	t.more(2, len(list)-len(shown), "claim", "claims", "json")
}

// covered reports whether a difference shows all there is to a claim: disputed,
// made in one report, denied in none.
func (t *teller) covered(e entry) bool {
	c := e.claim
	if c.Level != readout.Disputed || len(e.seen) == 0 || len(reportsOf(c)) != 1 || against(c) > 0 {
		return false
	}
	for _, d := range e.seen {
		if contains(t.shown, d) {
			return true
		}
	}
	return false
}

// shortlist keeps at most n entries, but every level that is there.
func shortlist(list []entry, n int) []entry {
	if len(list) <= n {
		return list
	}
	room := map[readout.Level]int{
		readout.Corroborated: n - n/3 - n/4, readout.Disputed: n / 3, readout.Relayed: n / 4, readout.Withdrawn: 1,
	}
	spare := n
	have := map[readout.Level]int{}
	for _, e := range list {
		have[e.claim.Level]++
	}
	for k := range room {
		room[k] = min(room[k], have[k])
		spare -= room[k]
	}
	var out []entry
	used := map[readout.Level]int{}
	for _, e := range list {
		k := e.claim.Level
		switch {
		case used[k] < room[k]:
			used[k]++
		case spare > 0 && k != readout.Withdrawn:
			spare--
		default:
			continue
		}
		out = append(out, e)
	}
	return out
}

// levels counts the claims by level, and those that only the differences show.
func levels(l listing, under int) string {
	n := map[readout.Level]int{}
	for _, e := range l.weighed {
		n[e.claim.Level]++
	}
	var out []string
	for _, k := range []readout.Level{readout.Corroborated, readout.Disputed, readout.Relayed, readout.Withdrawn} {
		if n[k] > 0 {
			s := fmt.Sprintf("%d %s", n[k], k)
			if k == readout.Disputed && under > 0 {
				s += fmt.Sprintf(" (%d under DIFFERENCES)", under)
			}
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return "none has a second report"
	}
	return strings.Join(out, ", ")
}

// claimText is the words of a claim, in quotation marks where a report of its
// evidence has them, cut at max columns (0: no limit).
func (v *view) claimText(c *readout.Claim, max int) string {
	for _, r := range reportsOf(c) {
		if q := v.quoteIn(r, c.Text, max); q != Clean(c.Text) || quoted(q) {
			return q
		}
	}
	return Clean(c.Text)
}

// evidence lists where a claim stands: place, chain, and the words where they
// are not the claim's own.
func (t *teller) evidence(indent int, c *readout.Claim) {
	shown := spread(c.Evidence, mostEvidence, func(e *readout.Evidence) bool { return t.position(e).Weak() })
	wide := 0
	for _, i := range shown {
		wide = max(wide, len(t.place(c.Evidence[i].Ref)))
	}
	hang := indent + wide + 2
	first := map[string]string{wordKey(c.Text): ""}
	for _, i := range shown {
		e := &c.Evidence[i]
		s := t.support(e)
		key := wordKey(t.words(e.Ref))
		switch at, known := first[key]; {
		case !known:
			first[key] = t.place(e.Ref)
			s += ": " + quote(t.words(e.Ref), t.fit(hang, s))
		case at != "" && at != t.place(e.Ref):
			s += ": same words as " + at
		}
		if e.Withdrawn != "" {
			s += "; withdrawn: " + Clean(e.Withdrawn)
		}
		t.item(normal, strings.Repeat(" ", indent)+t.place(e.Ref), hang, s)
	}
	t.more(indent, len(c.Evidence)-len(shown), "place", "places", "json")
}

// wordKey is what two texts of the same words have in common.
func wordKey(s string) string { return strings.Join(fold.Words(s), " ") }

// support is how one piece of evidence stands: stance, position and chain.
func (v *view) support(e *readout.Evidence) string {
	var s string
	if e.Stance == readout.Denies {
		s = "denied: "
	}
	if p := v.position(e); p.Weak() {
		s += "in the " + string(p) + ": "
	}
	return s + v.chain(e)
}

// spread chooses at most n pieces of evidence: denials first, then one of each
// report, then the others, those of headline, deck and caption last; in their
// order.
func spread(evidence []readout.Evidence, n int, weak func(e *readout.Evidence) bool) []int {
	take := make([]bool, len(evidence))
	left := n
	pick := func(want func(readout.Evidence) bool) {
		for i, e := range evidence {
			if left > 0 && !take[i] && want(e) {
				take[i] = true
				left--
			}
		}
	}
	denials := 0
	pick(func(e readout.Evidence) bool {
		if e.Stance == readout.Denies {
			denials++
		}
		return e.Stance == readout.Denies && denials <= n/2
	})
	seen := map[int]bool{}
	for _, headlines := range []bool{false, true} {
		pick(func(e readout.Evidence) bool {
			if seen[e.Report] || weak(&e) != headlines {
				return false
			}
			seen[e.Report] = true
			return true
		})
	}
	pick(func(e readout.Evidence) bool { return !weak(&e) })
	pick(func(readout.Evidence) bool { return true })
	var out []int
	for i, ok := range take {
		if ok {
			out = append(out, i)
		}
	}
	return out
}

// said lists utterances that several reports carry.
func (t *teller) said(l listing) {
	if len(l.said) == 0 {
		return
	}
	t.head(t.saidName(), "")
	shown := l.said[:min(len(l.said), mostSaid)]
	for _, e := range shown {
		t.text(2, t.tag(e.claim)+t.claimText(e.claim, claimColumns))
		t.text(6, string(e.claim.Level)+": "+judgement(e)+t.ruled(e))
		t.evidence(6, e.claim)
		t.nearly(6, e)
	}
	t.more(2, len(l.said)-len(shown), "utterance", "utterances", "json")
}

// single lists a few of the claims that one report alone makes, those that lead
// their report first, no more than two of a report while others wait.
func (t *teller) single(l listing) {
	list := t.beyondOnly(l.single)
	if len(list) == 0 {
		return
	}
	remark := count(len(list), "claim", "claims")
	if n := len(l.single) - len(list); n > 0 {
		remark += fmt.Sprintf(", and %d under ONLY ONE SAYS", n)
	}
	t.head("WITHOUT SECOND ORIGIN", remark)
	shown := 0
	for _, e := range rotate(list, mostSingle) {
		if len(e.claim.Evidence) == 0 {
			continue
		}
		x := &e.claim.Evidence[0]
		s := t.chain(x)
		if st := e.claim.Status; st != "" && st != readout.Happened {
			s += "; status " + Clean(string(st))
		}
		s += t.ruled(e)
		t.item(normal, "  "+t.place(x.Ref), 8, t.tag(e.claim)+quote(t.words(x.Ref), t.fit(8, s))+" "+s)
		t.nearly(8, e)
		shown++
	}
	t.more(2, len(list)-shown, "claim", "claims", "json")
}

// rotate takes n entries in rounds over the reports, keeping their rank.
func rotate(list []entry, n int) []entry {
	var out []entry
	taken := make([]bool, len(list))
	for len(out) < min(n, len(list)) {
		round := map[int]bool{}
		for i, e := range list {
			r := -1
			if len(e.claim.Evidence) > 0 {
				r = e.claim.Evidence[0].Report
			}
			if taken[i] || round[r] || len(out) == n {
				continue
			}
			taken[i], round[r] = true, true
			out = append(out, e)
		}
	}
	return out
}
