package corroborate

import (
	"cmp"

	"github.com/readout-project/readout"
)

// Stories puts items into stories as [ReadWith] does: copies, then the mean
// likeness of what is left, then what was decided on stories; judgements of other
// kinds are passed over. Each story is a sorted list of indexes, in the order of
// their first members. The answer is that of Read for the reports of these items
// and for no others: see [Sketch] for what a part of a record may miss.
func Stories(items []Item, js []readout.Judgement) [][]int {
	texts := newTexts(items)
	reports := make([]*readout.Report, len(items))
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.ID
		reports[i] = it.report()
	}
	var copies []readout.Copy
	for _, p := range pairs(texts) {
		if share := containment(texts[p[0]], texts[p[1]]); share >= copyShare {
			from, to, _ := direction(reports[p[0]], reports[p[1]], p[0], p[1])
			copies = append(copies, readout.Copy{Report: to, Of: from, Share: share})
		}
	}
	copies = oneOriginal(copies, func(i int) string { return reports[i].ID() })
	return group(items, texts, copies, ruleStories(len(items), decide(ids, nil, js)))
}

// report is a report that says of itself what an item knows.
func (it Item) report() *readout.Report {
	r := &readout.Report{Source: it.Text, Outlet: readout.Found{Value: it.Outlet}, Origin: readout.Found{Value: it.Origin}, Published: readout.Found{Value: it.Date}}
	r.Capture.SHA256 = it.ID
	r.Blocks = []readout.Block{{Span: readout.Span{End: len(it.Text)}, Role: readout.RoleBody, Repeats: -1}}
	return r
}

// ruleStories is what was decided on the stories of n reports; nil for nothing.
func ruleStories(n int, ds []*decision) *ruling {
	list := of(ds, readout.MergeStories, readout.SplitStories)
	if len(list) == 0 {
		return nil
	}
	r := newRuling(n)
	for _, d := range list {
		for _, same := range [][]int{d.a, d.b} { // the same bytes given twice
			for _, i := range same[1:] {
				r.join(same[0], i)
			}
		}
		r.follow(d, d.Kind == readout.MergeStories, d.a, d.b)
		d.met = true
	}
	return r
}

// uproot takes the copies of a story whose original was parted from them for
// texts of its own: the first that was published stands for those of one original.
func (s *story) uproot(told *ruling) {
	if told == nil {
		return
	}
	first := map[int]int{} // original elsewhere -> the report that stands for it
	for _, r := range s.out.Reports {
		c, ok := s.copyOf[r]
		if !ok || c.Of < 0 || !told.barred(r, c.Of) {
			continue
		}
		if k, met := first[c.Of]; !met || s.earlier(r, k) < 0 {
			first[c.Of] = r
		}
	}
	for _, r := range s.out.Reports {
		c, ok := s.copyOf[r]
		if !ok {
			continue
		}
		switch k, met := first[c.Of]; {
		case !met || !told.barred(r, c.Of):
		case k == r:
			delete(s.copyOf, r)
		default:
			c.Of = k
			c.Basis = "both are copies of a report that is in another story"
			s.copyOf[r] = c
		}
	}
}

// earlier orders reports by what they say of themselves.
func (s *story) earlier(a, b int) int {
	p, q := s.r.Docs[a].Report, s.r.Docs[b].Report
	return cmp.Or(cmp.Compare(b2i(!p.Published.Stated()), b2i(!q.Published.Stated())), cmp.Compare(p.Published.Value, q.Published.Value), cmp.Compare(p.ID(), q.ID()))
}
