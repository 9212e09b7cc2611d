package brief

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

var levelStyle = map[readout.Level]style{
	readout.Corroborated: green, readout.Disputed: red, readout.Relayed: yellow, readout.Withdrawn: dim,
}

// weighed is CLAIMS: what more than one report or origin carries, or what is
// disputed or withdrawn, each with its evidence.
func (t *teller) weighed(l listing) {
	t.head("CLAIMS", t.levels(l))
	shown := shortlist(l.weighed, mostWeighed)
	for _, e := range shown {
		t.item(levelStyle[e.claim.Level], "  "+string(e.claim.Level), 16, t.proposition(e.claim))
		t.text(6, judgement(e))
		t.evidence(6, e.claim)
	}
	t.more(2, len(l.weighed)-len(shown), "claim", "claims", "json")
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

// levels counts the claims by level, as listed.
func (t *teller) levels(l listing) string {
	n := map[readout.Level]int{}
	for _, e := range l.weighed {
		n[e.claim.Level]++
	}
	var out []string
	for _, k := range []readout.Level{readout.Corroborated, readout.Disputed, readout.Relayed, readout.Withdrawn} {
		if n[k] > 0 {
			out = append(out, fmt.Sprintf("%d %s", n[k], k))
		}
	}
	if len(out) == 0 {
		return "none has a second report"
	}
	return strings.Join(out, ", ")
}

// proposition is the words of a claim, in quotation marks where a report of its
// evidence has them.
func (v *view) proposition(c *readout.Claim) string {
	for _, e := range c.Evidence {
		if q := quoteIn(v.r.Docs[e.Report].Report.Source, c.Text, claimColumns); strings.ContainsAny(q[:min(3, len(q))], "“\"") {
			return q
		}
	}
	return clean(c.Text)
}

// evidence lists where a claim stands: place, chain, and the words where they
// are not the claim's own.
func (t *teller) evidence(indent int, c *readout.Claim) {
	shown := spread(c.Evidence, mostEvidence)
	wide := 0
	for _, i := range shown {
		wide = max(wide, len(t.place(c.Evidence[i].Ref)))
	}
	for _, i := range shown {
		e := &c.Evidence[i]
		t.item(normal, strings.Repeat(" ", indent)+t.place(e.Ref), indent+wide+2, t.support(c, e))
	}
	if n := len(c.Evidence) - len(shown); n > 0 {
		t.more(indent, n, "piece of evidence", "pieces of evidence", "json")
	}
}

// support is one piece of evidence: stance, position, chain and words.
func (v *view) support(c *readout.Claim, e *readout.Evidence) string {
	var s string
	if e.Stance == readout.Denies {
		s = "denied: "
	}
	if p := v.position(e); p.Weak() {
		s += "in the " + string(p) + " only: "
	}
	s += v.chain(e)
	if w := v.words(e.Ref); clean(w) != clean(c.Text) {
		s += ": " + quote(w, quoteColumns)
	}
	if e.Withdrawn != "" {
		s += "; withdrawn: " + clean(e.Withdrawn)
	}
	return s
}

// spread chooses at most n pieces of evidence: denials first, then one of each
// report, then the others; in their order.
func spread(evidence []readout.Evidence, n int) []int {
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
		denials++
		return e.Stance == readout.Denies && denials <= n/2
	})
	seen := map[int]bool{}
	pick(func(e readout.Evidence) bool {
		first := !seen[e.Report]
		seen[e.Report] = true
		return first
	})
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
	name := "SAID BY SEVERAL"
	if len(t.st.Reports) == 2 {
		name = "SAID IN BOTH"
	}
	t.head(name, "")
	shown := l.said[:min(len(l.said), mostSaid)]
	for _, e := range shown {
		t.text(2, t.proposition(e.claim))
		t.text(6, string(e.claim.Level)+": "+judgement(e))
		t.evidence(6, e.claim)
	}
	t.more(2, len(l.said)-len(shown), "utterance", "utterances", "json")
}

// single lists a few of the claims that one report alone makes, those that lead
// their report first, no more than two of a report while others wait.
func (t *teller) single(l listing) {
	if len(l.single) == 0 {
		return
	}
	t.head("WITHOUT SECOND ORIGIN", count(len(l.single), "claim", "claims"))
	shown := 0
	for _, e := range rotate(l.single, mostSingle) {
		if len(e.claim.Evidence) == 0 {
			continue
		}
		x := &e.claim.Evidence[0]
		s := quote(t.words(x.Ref), quoteColumns) + " " + t.chain(x)
		if st := e.claim.Status; st != "" && st != readout.Happened {
			s += "; status " + clean(string(st))
		}
		t.item(normal, "  "+t.place(x.Ref), 8, s)
		shown++
	}
	t.more(2, len(l.single)-shown, "claim", "claims", "json")
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
