package corroborate

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/storypair"
)

// Item is what grouping needs to know of a report.
type Item struct {
	ID, Outlet, Date, Title, Text string
	Origin                        string // whose reporting it is, where it is another's
}

// ItemOf is what grouping needs to know of a document.
func ItemOf(d *readout.Document) Item {
	p := d.Report
	return Item{ID: p.ID(), Outlet: p.Outlet.Value, Origin: p.Origin.Value, Date: p.Published.Value, Title: p.Title.Value, Text: p.Text()}
}

// firmRuns is the number of runs that a text must have for being a copy to
// settle its story: a line of furniture stands in reports of many stories.
const firmRuns = 20

// group puts the items into stories, each a sorted list of indexes, in the
// order of their first members. The order of the input does not matter. Copies
// go with their original and count for nothing beside it: the longest of the
// reports with one text stands for all of them. What was decided goes before all
// that; nil says nothing. The ruling comes to know the copies too.
func group(items []Item, texts []text, copies []readout.Copy, decided *ruling) [][]int {
	of := firmCopies(items, texts, copies, decided)
	order := canonical(items, texts)
	var distinct []int
	at := map[int]int{} // set of copies -> place in distinct
	for _, i := range order {
		if k := of.find(i); at[k] == 0 {
			distinct = append(distinct, i)
			at[k] = len(distinct)
		}
	}
	profiles := make([]*storypair.Profile, len(distinct))
	lex := storypair.NewLexicon()
	for k, i := range distinct {
		profiles[k] = lex.Profile(lex.Words(items[i].Title), lex.Words(items[i].Text), dayNumber(items[i].Date))
	}
	stories := averageLink(len(profiles), neighbours(profiles), decided.among(distinct))
	members := map[int][]int{}
	for i := range items {
		k := stories.find(at[of.find(i)] - 1)
		members[k] = append(members[k], i)
	}
	out := make([][]int, 0, len(members))
	for _, m := range members {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// firmCopies are the sets of copies that go together, the likest first where
// something was decided.
func firmCopies(items []Item, texts []text, copies []readout.Copy, decided *ruling) sets {
	of := newSets(len(items))
	if decided != nil {
		copies = slices.Clone(copies)
		slices.SortStableFunc(copies, func(a, b readout.Copy) int {
			return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(items[a.Report].ID, items[b.Report].ID), cmp.Compare(items[a.Of].ID, items[b.Of].ID))
		})
	}
	for _, c := range copies {
		if c.Partial || c.Of < 0 || min(len(texts[c.Report].shingles), len(texts[c.Of].shingles)) < firmRuns {
			continue
		}
		if decided == nil || decided.join(c.Of, c.Report) {
			of.join(c.Of, c.Report)
		}
	}
	return of
}

// canonical lists the items in an order that rests on what they say, the
// longest first.
func canonical(items []Item, texts []text) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(texts[b].size, texts[a].size), cmp.Compare(items[a].Date, items[b].Date),
			cmp.Compare(items[a].Text, items[b].Text), cmp.Compare(items[a].Title, items[b].Title),
			cmp.Compare(items[a].ID, items[b].ID), cmp.Compare(a, b))
	})
	return order
}

// dayNumber is the day since 1970 that a date begins with; 0 for none.
func dayNumber(date string) int {
	if len(date) < len(time.DateOnly) {
		return 0
	}
	t, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	if err != nil {
		return 0
	}
	return int(t.Unix() / 86400)
}

// Grouped is the story and the text that an item belongs to: items with one
// Dup are copies of one text.
type Grouped struct {
	Story, Dup string
}

// Group puts items into stories and copies. Ids are numbers in order of first
// appearance.
func Group(items []Item) []Grouped {
	texts := newTexts(items)
	var copies []readout.Copy
	for _, p := range pairs(texts) {
		if s := containment(texts[p[0]], texts[p[1]]); s >= copyShare {
			copies = append(copies, readout.Copy{Report: p[1], Of: p[0], Share: s})
		}
	}
	out := make([]Grouped, len(items))
	dup := oneText(texts, copies)
	copies = slices.DeleteFunc(copies, func(c readout.Copy) bool { return dup.find(c.Of) != dup.find(c.Report) })
	for k, members := range group(items, texts, copies, nil) {
		for _, i := range members {
			out[i] = Grouped{Story: "s" + strconv.Itoa(k+1), Dup: "t" + strconv.Itoa(dup.find(i)+1)}
		}
	}
	return out
}

// bridged is the least containment of two originals for what is a copy of both
// to join them.
const bridged = 0.45

// oneText joins the copies of one text, from the longest down: a text goes with
// that longer one that holds most of it and adds least to it, and with others
// only where their originals are alike. A cut text that stands in an original
// and in a report that lifts from it is so no bridge between the two.
func oneText(texts []text, copies []readout.Copy) sets {
	longer := map[int][]readout.Copy{}
	rank := make([]int, len(texts))
	order := byLength(texts)
	for k, i := range order {
		rank[i] = k
	}
	for _, c := range copies {
		if rank[c.Report] < rank[c.Of] {
			c.Report, c.Of = c.Of, c.Report
		}
		longer[c.Report] = append(longer[c.Report], c)
	}
	dup := newSets(len(texts)) // of ranks: the first of a set is its longest
	for k, i := range order {
		in := longer[i]
		slices.SortFunc(in, func(a, b readout.Copy) int {
			return cmp.Or(cmp.Compare(int(20*b.Share), int(20*a.Share)), cmp.Compare(rank[b.Of], rank[a.Of]))
		})
		for _, c := range in {
			best, of := dup.find(rank[in[0].Of]), dup.find(rank[c.Of])
			if best == of || containment(texts[order[best]], texts[order[of]]) >= bridged {
				dup.join(k, of)
			}
		}
	}
	out := newSets(len(texts))
	for k, i := range order {
		out.join(i, order[dup.find(k)])
	}
	return out
}

// sets are disjoint sets of small integers; the smallest stands for its set.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) find(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int) {
	a, b = s.find(a), s.find(b)
	if a < b {
		s[b] = a
	} else {
		s[a] = b
	}
}
