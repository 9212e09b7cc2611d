package corroborate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/lexis"
)

// claims makes of each bundle the claims of the two ledgers: one that it is so,
// and one for each speaker that it was said.
func (s *story) claims() {
	for _, b := range s.bundles() {
		s.soClaim(b)
		s.saidClaims(b)
	}
	n := len(s.props)
	for _, core := range s.decidedCores(s.cores()) {
		s.coreClaims(core)
	}
	s.props = s.props[:n]
	slices.SortStableFunc(s.out.Claims, func(a, b readout.Claim) int {
		x, y := a.Evidence[0], b.Evidence[0]
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(x.Report, y.Report), cmp.Compare(x.Span.Start, y.Span.Start), cmp.Compare(a.Ledger, b.Ledger))
	})
	s.tellApart()
}

// tellApart gives claims of the same first words, as of a sentence that a report has
// twice, ids of their own.
func (s *story) tellApart() {
	seen := map[string]int{}
	for i := range s.out.Claims {
		id := s.out.Claims[i].ID
		if seen[id]++; seen[id] > 1 {
			s.out.Claims[i].ID = ident("c", fmt.Sprint(id, " ", seen[id]))
		}
	}
}

// coreClaims adds the claims of what several reports have in common, where no
// claim of whole statements covers the same; and takes out those of whole
// statements that rest on less and have hardly more in common.
func (s *story) coreClaims(core []int) {
	b := bundle{props: core, sure: 1}
	n := len(s.out.Claims)
	s.soClaim(b)
	s.saidClaims(b)
	added := slices.Clone(s.out.Claims[n:])
	s.out.Claims = s.out.Claims[:n]
	for _, c := range added {
		if !s.ruled.isJudged(&c) && (reportsOf(&c) < 2 || s.covered(&c)) {
			continue
		}
		weight := inCommon(&c)
		var apart []readout.Claim
		kept := s.out.Claims[:0]
		for i := range s.out.Claims {
			o := &s.out.Claims[i]
			drop := false
			if restsOn(o, &c) && reportsOf(o) >= 2 && !s.ruled.isJudged(o) {
				alone := rank(*o) < rank(c) && inCommon(o) <= muchMore*weight
				if alone {
					apart = append(apart, *o)
				}
				drop = alone || s.beyondCore(o) <= muchMore*weight
			}
			switch {
			case drop:
			case len(kept) == i:
				kept = s.out.Claims[:i+1]
			default:
				kept = append(kept, *o)
			}
		}
		s.out.Claims = append(kept, c)
		for _, o := range apart {
			s.oneByOne(&o, muchMore*weight)
		}
	}
}

// covered reports a claim that rests on what another rests on.
func (s *story) covered(c *readout.Claim) bool {
	for i := range s.out.Claims {
		if restsOn(c, &s.out.Claims[i]) {
			return true
		}
	}
	return false
}

// oneByOne adds, for a claim that a core stands for, the statements that say more
// than so much by themselves, each as a claim of its own.
func (s *story) oneByOne(c *readout.Claim, much float32) {
	for _, e := range c.Evidence {
		if s.statementWeight(e) <= much {
			continue
		}
		at := slices.IndexFunc(s.props, func(p prop) bool { return p.report == e.Report && p.stmt == e.Statement && !p.core })
		if at >= 0 {
			s.addClaim(c.Ledger, []int{at}, 1)
		}
	}
}

// muchMore is how many times the weight of a core one of the statements of a
// claim has, for that claim to stand beside it.
const muchMore = 1.5

// beyondCore is the weight of the fullest statement of a claim.
func (s *story) beyondCore(c *readout.Claim) (w float32) {
	for _, e := range c.Evidence {
		w = max(w, s.statementWeight(e))
	}
	return w
}

func (s *story) statementWeight(e readout.Evidence) float32 {
	return inCommon(&readout.Claim{Evidence: []readout.Evidence{{Exact: s.statement(e).Of(s.r.Docs[e.Report].Report.Source)}}})
}

func reportsOf(c *readout.Claim) int {
	seen := map[int]bool{}
	for _, e := range c.Evidence {
		seen[e.Report] = true
	}
	return len(seen)
}

// restsOn reports whether the places that a claim rests on are all among those of
// another of its ledger.
func restsOn(c, o *readout.Claim) bool {
	if c.Ledger != o.Ledger {
		return false
	}
	for i := range c.Evidence {
		if e := &c.Evidence[i]; !restsAt(o, e.Report, e.Span) {
			return false
		}
	}
	return true
}

// restsAt reports a claim that rests on words of a stretch of a report.
func restsAt(c *readout.Claim, report int, at readout.Span) bool {
	for i := range c.Evidence {
		if x := &c.Evidence[i]; x.Report == report && x.Span.Overlaps(at) {
			return true
		}
	}
	return false
}

// inCommon is the weight of the stems that all words of a claim's evidence have.
func inCommon(c *readout.Claim) (w float32) {
	in := map[string]int{}
	for i, e := range c.Evidence {
		for _, f := range words(e.Exact) {
			if k := concept(f); !lexis.Grammar(f) && in[k] == i {
				in[k] = i + 1
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(in)) {
		if in[k] == len(c.Evidence) {
			w += weightOf(k)
		}
	}
	return w
}

// rank puts the claims that several reports carry first.
func rank(c readout.Claim) int {
	switch c.Level {
	case readout.Disputed:
		return 4
	case readout.Corroborated:
		return 3
	case readout.Relayed:
		return 2
	case readout.Withdrawn:
		return 1
	}
	return 0
}

// soClaim adds the claim that the proposition is so, unless its words only
// pass on what somebody wants, feels or judges in his own words.
func (s *story) soClaim(b bundle) {
	var props, quoted []int
	for _, i := range b.props {
		switch p := &s.props[i]; {
		case s.factual(p):
			props = append(props, i)
		case p.core && p.st.Form != readout.Indirect && mood(p.st.Status) == "fact" && !assessing(p.words):
			quoted = append(quoted, i)
		}
	}
	if len(props) > 0 {
		props = append(props, quoted...)
		slices.Sort(props)
	}
	if len(props) > 0 {
		s.addClaim(readout.IsSo, props, b.sure)
	}
}

// factual reports whether evidence speaks to what is so: own voice, and what a
// source is reported to say in the report's words.
func (s *story) factual(p *prop) bool {
	if s.voices.newsroomHop(p.st.Root()) {
		return true
	}
	m := mood(p.st.Status)
	return p.st.Form == readout.Indirect && (m == "fact" || m == "coming") && !assessing(p.words)
}

// saidClaims adds one claim for each speaker of the bundle.
func (s *story) saidClaims(b bundle) {
	by := map[int][]int{}
	var order []int
	for _, i := range b.props {
		p := &s.props[i]
		if s.voices.newsroomHop(p.st.Root()) || p.st.Attribution < 0 || p.st.Root().Unresolved {
			continue
		}
		if len(by[p.root]) == 0 {
			order = append(order, p.root)
		}
		by[p.root] = append(by[p.root], i)
	}
	for _, root := range order {
		s.addClaim(readout.WasSaid, by[root], b.sure)
	}
}

// addClaim weighs the evidence and adds the claim.
func (s *story) addClaim(ledger readout.ClaimLedger, props []int, surety float32) {
	c := readout.Claim{Ledger: ledger, Suggested: surety < sure && !s.ruled.one(props)}
	stands := &s.props[s.standing(ledger, props)]
	negatives := 0
	for _, i := range props {
		if negative(s.props[i].st.Status) {
			negatives++
		}
	}
	// Words that hold their own negation support themselves, unless others of
	// the bundle affirm; a denial is against the words denied in any case.
	affirmed := negatives < len(props)
	for _, i := range props {
		p := &s.props[i]
		stance := stanceOf(ledger, p.st, affirmed)
		src := s.r.Docs[p.report].Report.Source
		c.Evidence = append(c.Evidence, readout.Evidence{
			Ref:   readout.Ref{Report: p.report, Span: p.st.Span},
			Exact: p.st.Of(src), Stance: stance, Origin: p.origin, Root: p.root, Statement: p.stmt,
		})
	}
	c.Text = stands.st.Of(s.r.Docs[stands.report].Report.Source)
	c.Status = stands.st.Status
	c.ID = ident("c", claimKey(s, ledger, props))
	s.weigh(&c, props)
	s.ruled.credit(&c)
	s.out.Claims = append(s.out.Claims, c)
}

// stanceOf is the side of a statement: what is so is denied by a denial, and by a
// negative among affirmations; that it was said is not.
func stanceOf(ledger readout.ClaimLedger, st *readout.Statement, affirmed bool) readout.Stance {
	denied := st.Status == readout.Denied && st.Attribution >= 0 // the words are those denied
	if ledger == readout.IsSo && (denied || negative(st.Status) && affirmed) {
		return readout.Denies
	}
	return readout.Supports
}

// standing chooses the evidence whose words stand for the claim: of the body
// before headline and caption, of those who assert before those who deny; then,
// for what is so, the one that goes least beyond the others, so that no detail
// of one is printed as carried by all, and for an utterance the fullest cut.
func (s *story) standing(ledger readout.ClaimLedger, props []int) int {
	best := props[0]
	for _, i := range props[1:] {
		p, q := &s.props[i], &s.props[best]
		extent := cmp.Compare(p.sum, q.sum)
		if p.core {
			extent = cmp.Or(cmp.Compare(q.lone, p.lone), cmp.Compare(q.st.Len(), p.st.Len()))
		}
		if ledger == readout.IsSo && !p.core {
			extent = cmp.Compare(s.beyond(q, props), s.beyond(p, props))
		}
		if cmp.Or(
			cmp.Compare(b2i(!p.st.Position.Weak()), b2i(!q.st.Position.Weak())),
			cmp.Compare(b2i(!negative(p.st.Status)), b2i(!negative(q.st.Status))),
			extent, cmp.Compare(len(q.words), len(p.words))) > 0 {
			best = i
		}
	}
	return best
}

// beyond is the weight of what p says and not all the others do.
func (s *story) beyond(p *prop, props []int) float32 {
	var w float32
	shared := make([]int, len(p.stems))
	for _, n := range props {
		q := &s.props[n].bag
		for i, j, ok := p.next(q, 0, 0); ok; i, j, ok = p.next(q, i+1, j+1) {
			shared[i]++
		}
	}
	for k, n := range shared {
		if n < len(props) {
			w += p.weight[k]
		}
	}
	return w
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// claimKey names a claim by its first evidence in the order of content, which
// does not depend on what else is read.
func claimKey(s *story, ledger readout.ClaimLedger, props []int) string {
	keys := make([]string, len(props))
	for k, i := range props {
		p := &s.props[i]
		keys[k] = s.r.Docs[p.report].Report.ID() + " " + strings.Join(p.words, " ")
		if p.core {
			keys[k] += " core " + p.st.Of(s.r.Docs[p.report].Report.Source)
		}
	}
	slices.Sort(keys)
	return string(ledger) + " " + keys[0]
}
