package corroborate

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strconv"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/lexis"
)

// joins is the least cosine between a report and a story for it to belong.
const joins = 0.20

// titleWeight is how often a word of the title counts. Term frequency is damped
// and rarity sharpened by their powers, so that neither the words that fill a
// long report nor those that all news shares decide.
const (
	titleWeight = 2
	damping     = 0.7
	sharpening  = 1.5
)

// Item is what grouping needs to know of a report.
type Item struct {
	ID, Outlet, Date, Title, Text string
}

func item(d *readout.Document) Item {
	p := d.Report
	return Item{ID: p.ID(), Outlet: p.Outlet.Value, Date: p.Published.Value, Title: p.Title.Value, Text: p.Text()}
}

// vector is a report's stems with their weights, of unit length, sorted by stem.
type vector struct {
	stems   []string
	weights []float64
}

func newVector(it Item) vector {
	tf := map[string]float64{}
	for _, s := range lexis.Stems(it.Text) {
		tf[s]++
	}
	for _, s := range lexis.Stems(it.Title) {
		tf[s] += titleWeight
	}
	v := vector{stems: make([]string, 0, len(tf))}
	for s := range tf {
		v.stems = append(v.stems, s)
	}
	sort.Strings(v.stems)
	sum := 0.0
	for _, s := range v.stems {
		w := math.Pow(tf[s], damping) * math.Pow(float64(lexis.IDF(s)), sharpening)
		v.weights = append(v.weights, w)
		sum += w * w
	}
	if sum > 0 {
		for i := range v.weights {
			v.weights[i] /= math.Sqrt(sum)
		}
	}
	return v
}

// cluster is a story in the making: the sum of its members' vectors.
type cluster struct {
	members []int
	sum     map[string]float64
	norm    float64
}

func (c *cluster) add(i int, v vector) {
	c.members = append(c.members, i)
	for k, s := range v.stems {
		old := c.sum[s]
		c.sum[s] = old + v.weights[k]
		c.norm += (old+v.weights[k])*(old+v.weights[k]) - old*old
	}
}

// group puts the items into stories, each a sorted list of indexes, in the
// order of their first members. Items are taken in order of date, then content,
// so the order of the input does not matter. Copies join their original.
func group(items []Item, texts []text, copies []readout.Copy) [][]int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(items[a].Date, items[b].Date), cmp.Compare(len(texts[b].words), len(texts[a].words)),
			cmp.Compare(items[a].Text, items[b].Text), cmp.Compare(items[a].Title, items[b].Title))
	})
	original := map[int]int{}
	for _, c := range copies {
		if !c.Partial && c.Of >= 0 {
			original[c.Report] = c.Of
		}
	}
	g := &grouping{where: map[int]int{}, index: map[string][]int{}}
	for _, i := range order {
		g.place(i, newVector(items[i]), original)
	}
	out := make([][]int, len(g.clusters))
	for k, c := range g.clusters {
		slices.Sort(c.members)
		out[k] = c.members
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

type grouping struct {
	clusters []*cluster
	where    map[int]int      // item -> cluster
	index    map[string][]int // stem -> clusters that hold it
}

// place puts an item into the likest cluster, or into one of its own.
func (g *grouping) place(i int, v vector, original map[int]int) {
	best, at := joins, -1
	if o, ok := original[i]; ok {
		if k, placed := g.where[o]; placed {
			best, at = 2, k
		}
	}
	dots := map[int]float64{}
	for k, s := range v.stems {
		for _, c := range g.index[s] {
			dots[c] += v.weights[k] * g.clusters[c].sum[s]
		}
	}
	for c := range g.clusters {
		if d, ok := dots[c]; ok && g.clusters[c].norm > 0 {
			if cos := d / math.Sqrt(g.clusters[c].norm); cos > best {
				best, at = cos, c
			}
		}
	}
	if at < 0 {
		at = len(g.clusters)
		g.clusters = append(g.clusters, &cluster{sum: map[string]float64{}})
	}
	c := g.clusters[at]
	for _, s := range v.stems {
		if _, held := c.sum[s]; !held {
			g.index[s] = append(g.index[s], at)
		}
	}
	c.add(i, v)
	g.where[i] = at
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
	dup := newSets(len(items))
	for _, c := range copies {
		dup.join(c.Of, c.Report)
	}
	for k, members := range group(items, texts, oneOriginal(copies, func(i int) string { return items[i].ID })) {
		for _, i := range members {
			out[i] = Grouped{Story: "s" + strconv.Itoa(k+1), Dup: "t" + strconv.Itoa(dup.find(i)+1)}
		}
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
