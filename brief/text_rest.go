package brief

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
)

var kindNames = map[readout.DifferenceKind]string{
	readout.Contradiction: "contradiction", readout.Scope: "scope",
	readout.Assessment: "assessment", readout.OnlyOneSays: "only one says",
}

// differences shows both sides of each difference, with the words.
func (t *teller) differences() {
	list, _ := t.differ()
	if len(list) == 0 {
		t.blank()
		t.item(bold, "DIFFERENCES", len("DIFFERENCES")+2, "none found")
		return
	}
	t.head("DIFFERENCES", "")
	shown := 0
	for _, i := range list {
		if n := number(differenceItem, i); contains(t.shown, n) {
			t.difference("  "+n+" "+kindNames[t.st.Differences[i].Kind], t.st.Differences[i])
			shown++
		}
	}
	t.more(2, len(list)-shown, "difference", "differences", "json")
}

// shownDiffs are the numbers of the differences that the text form shows.
func (t *teller) shownDiffs() []string {
	var out []string
	only, others := 0, 0
	for i, d := range t.st.Differences {
		n, most := &others, mostDiffs
		if d.Kind == readout.OnlyOneSays {
			n, most = &only, mostOnlyOne
			if t.ahead(i) {
				continue
			}
		}
		if *n++; *n <= most {
			out = append(out, fmt.Sprintf("D%d", i+1))
		}
	}
	return out
}

func (t *teller) difference(name string, d readout.Difference) {
	about := Clean(d.About)
	if d.Reason != "" {
		about = strings.TrimPrefix(about+": "+Clean(d.Reason), ": ")
	}
	t.item(bold, name, columns(name)+2, about)
	for _, s := range d.Sides {
		refs := s.Evidence
		if len(refs) == 0 {
			refs = t.claimRefs(s.Claims)
		}
		for i, ref := range refs {
			if i == mostEvidence {
				t.more(6, len(refs)-i, "place", "places", "json")
				break
			}
			t.item(normal, "      "+t.place(ref), 12, t.side(s, ref))
		}
	}
}

// side is the words of one side at one place, with its value and who says them.
func (t *teller) side(side readout.Side, ref readout.Ref) string {
	by := t.saidBy(side, ref)
	if len(side.Claims) == 1 && by != t.outlet(ref.Report) {
		by += ", " + tally(&t.st.Claims[side.Claims[0]])
	}
	value := t.value(side.Value, ref)
	return value + quote(t.words(ref), t.fit(12, value+by)) + " " + by
}

// saidBy is who says the words of one side at one place.
func (v *view) saidBy(side readout.Side, ref readout.Ref) string {
	e := v.cited[ref]
	if e == nil {
		e = v.near(side.Claims, ref)
	}
	if e == nil {
		return v.outlet(ref.Report)
	}
	return v.chain(e)
}

// near is the evidence of one of the claims that shares words with a place.
func (v *view) near(claims []int, ref readout.Ref) *readout.Evidence {
	for _, k := range claims {
		for i := range v.st.Claims[k].Evidence {
			if e := &v.st.Claims[k].Evidence[i]; e.Report == ref.Report && e.Span.Overlaps(ref.Span) {
				return e
			}
		}
	}
	return nil
}

func (v *view) claimRefs(claims []int) []readout.Ref {
	var out []readout.Ref
	for _, k := range claims {
		for _, e := range v.st.Claims[k].Evidence {
			out = append(out, e.Ref)
		}
	}
	return out
}

// relays lists which report passes on whose reporting, and what got lost.
func (t *teller) relays() {
	if len(t.st.Relays) == 0 {
		return
	}
	t.head("RELAYS", "")
	shown := t.st.Relays[:min(len(t.st.Relays), mostOther)]
	for i, x := range shown {
		of := Clean(x.Of)
		if x.Match >= 0 {
			of += " (" + Label(x.Match) + ")"
		} else {
			of += ", original not seen"
		}
		t.item(normal, "  "+t.place(x.Ref), 8, tag(relayItem, i)+fmt.Sprintf("relays %s: %s", of, quote(t.words(x.Ref), t.fit(8, of))))
		if lost := t.lost(x); lost != "" {
			t.text(8, "lost: "+lost)
		}
		if changed := t.changed(x); changed != "" {
			t.text(8, "changed: "+changed)
		}
	}
	t.more(2, len(t.st.Relays)-len(shown), "relay", "relays", "json")
}

// lost are the words of the relayed report that a relay dropped.
func (v *view) lost(x readout.Relay) string {
	out := make([]string, len(x.Lost))
	for i, s := range x.Lost {
		out[i] = Clean(s)
		if x.Match >= 0 {
			out[i] = v.quoteIn(x.Match, s, quoteColumns)
		}
	}
	return strings.Join(out, ", ")
}

// changed are the words of the relayed report with those that a relay has for them.
func (v *view) changed(x readout.Relay) string {
	out := make([]string, len(x.Changed))
	for i, c := range x.Changed {
		from := Clean(c.From)
		if x.Match >= 0 {
			from = v.quoteIn(x.Match, c.From, quoteColumns)
		}
		out[i] = from + " to " + v.quoteIn(x.Report, c.To, quoteColumns)
	}
	return strings.Join(out, ", ")
}

// assessed is how things went, by whom.
func (t *teller) assessed() {
	const name = "OUTCOME AS ASSESSED BY"
	diffs := t.diffs()
	var rest []int
	var see []string
	for _, k := range t.st.Assessments {
		in := assessing(t, diffs[k])
		if see = merge(see, in); len(in) == 0 {
			rest = append(rest, k)
		}
	}
	if len(see) > 0 && len(rest) == 0 {
		t.blank()
		t.item(bold, name, len(name)+2, "see "+strings.Join(see, ", "))
		return
	}
	t.spoken(name, "assessment", "assessments", rest, func(e *readout.Evidence) string {
		by := t.speaker(e) + t.asOf(e.Report) + ": "
		return by + quote(t.words(e.Ref), t.fit(8, by))
	})
	if len(see) > 0 {
		t.text(2, "others: see "+strings.Join(see, ", "))
	}
}

// assessing keeps the differences between assessments that the text shows.
func assessing(t *teller, numbers []string) []string {
	var out []string
	for _, n := range numbers {
		i, err := strconv.Atoi(n[1:])
		if err == nil && t.st.Differences[i-1].Kind == readout.Assessment && contains(t.shown, n) {
			out = append(out, n)
		}
	}
	return out
}

// next is what is said to be coming.
func (t *teller) next() {
	t.spoken("NEXT", "step", "steps", t.st.Next, func(e *readout.Evidence) string {
		by := t.chain(e) + t.onlyAt(e.Ref)
		return quote(t.words(e.Ref), t.fit(8, by)) + " " + by
	})
}

func (t *teller) spoken(name, one, many string, claims []int, say func(*readout.Evidence) string) {
	if len(claims) == 0 {
		t.blank()
		t.item(bold, name, max(gutter, len(name)+2), unsaid)
		return
	}
	t.head(name, "")
	shown := 0
	for _, k := range claims[:min(len(claims), mostOther)] {
		evidence := t.st.Claims[k].Evidence
		for _, i := range spread(evidence, 3, func(e *readout.Evidence) bool { return t.position(e).Weak() }) {
			e := &evidence[i]
			if len(evidence) > 1 && t.isCopy(e.Report) {
				continue
			}
			t.item(normal, "  "+t.place(e.Ref), 8, tag(claimItem, k)+say(e))
		}
		shown++
	}
	t.more(2, len(claims)-shown, one, many, "json")
}

// quotations lists places with their words under a head: what reports corrected.
func (t *teller) quotations(head string, refs []readout.Ref) {
	if len(refs) == 0 {
		return
	}
	t.head(head, "")
	shown := refs[:min(len(refs), mostOther)]
	for _, ref := range shown {
		t.item(normal, "  "+t.place(ref), 8, quote(t.words(ref), claimColumns))
	}
	t.more(2, len(refs)-len(shown), "place", "places", "json")
}

// aside is the block ledger of each report and how to open it.
func (t *teller) aside() {
	t.head("SET ASIDE", "each block with its role and reason: readout lines FILE")
	for _, d := range t.st.Reports {
		r := t.r.Docs[d].Report
		l, _ := r.Ledger() // checked before
		s := fmt.Sprintf("%d of %s", l.All-l.Article, count(l.All, "block", "blocks"))
		if len(t.st.Reports) <= mostOther {
			s += roles(r)
		}
		t.item(normal, "  "+Label(d), 6, s+", id "+r.ID()+": "+Clean(r.Capture.Input))
	}
}

// roles counts the blocks set aside by role: " (repeats 18, teasers 29)".
func roles(r *readout.Report) string {
	n := map[readout.Role]int{}
	for _, b := range r.Blocks {
		if b.Role.Share() != readout.ShareArticle {
			n[b.Role]++
		}
	}
	if len(n) == 0 {
		return ""
	}
	var out []string
	for k, c := range n {
		out = append(out, fmt.Sprintf("%s %d", k, c))
	}
	sort.Slice(out, func(a, b int) bool { // most first, then by name
		x, y := n[readout.Role(strings.Fields(out[a])[0])], n[readout.Role(strings.Fields(out[b])[0])]
		if x != y {
			return x > y
		}
		return out[a] < out[b]
	})
	return " (" + strings.Join(out, ", ") + ")"
}

// apart are the reports that were read and belong to no story.
func apart(r *readout.Reading) []int {
	in := map[int]bool{}
	for _, s := range r.Stories {
		for _, d := range s.Reports {
			in[d] = true
		}
	}
	for _, f := range r.Failed {
		in[f.Report] = true
	}
	var out []int
	for d := range r.Docs {
		if !in[d] {
			out = append(out, d)
		}
	}
	return out
}

func (t *teller) apart() {
	out := apart(t.r)
	if len(out) == 0 {
		return
	}
	t.head("IN NO STORY", "")
	for _, d := range out {
		t.item(normal, "  "+Label(d), 6, Clean(t.r.Docs[d].Report.Capture.Input))
	}
}

// unread is NOT READ: inputs that could not be read or were not analysed.
func (t *teller) unread() {
	if len(t.r.Failed) == 0 {
		return
	}
	t.head("NOT READ", "")
	for _, f := range t.r.Failed {
		name := f.Input
		if f.Report >= 0 {
			name = Label(f.Report) + " " + name
		}
		t.text(2, Clean(name)+": "+Clean(f.Reason))
	}
}
