package sameevent

import (
	"math"
)

// topic holds the mentions that are compared with each other, and what can be
// told from all of them together.
type topic struct {
	habits     *habits
	reports    []*Report
	mentions   []*Mention
	of         []int            // report of each mention
	holds      map[id]int       // reports with the stem
	heads      map[id]int       // reports with a mention of the head
	alike      [][]int          // reports: cosine with stems weighed by how few reports of the topic have them
	story      []int            // of each report
	first      [][]int32        // mentions: the logit by themselves
	pairs      map[[2]id][2]int // heads: sum and number of these logits
	count      []int
	members    [][]int // mentions of each report
	storyLogit [][]int32
	odds       [][]int32
	most       []int // of each mention: the greatest logit with another report's
}

func newTopic(reports []*Report, mentions []*Mention, h *habits) *topic {
	t := &topic{habits: h, reports: reports, mentions: mentions, holds: map[id]int{}, heads: map[id]int{}}
	at := map[*Report]int{}
	for i, r := range reports {
		at[r] = i
		for _, w := range r.all {
			t.holds[w.id]++
		}
	}
	type held struct {
		report int
		head   id
	}
	seen := map[held]bool{}
	count := make([]int, len(reports))
	t.members = make([][]int, len(reports))
	for _, m := range mentions {
		k := at[m.report]
		t.of = append(t.of, k)
		m.order = count[k]
		count[k]++
		t.members[k] = append(t.members[k], len(t.of)-1)
		if h := (held{k, m.report.words[m.head].id}); !seen[h] {
			seen[h] = true
			t.heads[h.head]++
		}
	}
	t.count = count
	n := float64(len(reports))
	special := func(w term) float64 {
		return float64(w.weight) * math.Log((n+1)/float64(t.holds[w.id]))
	}
	t.alike = make([][]int, len(reports))
	for i := range reports {
		t.alike[i] = make([]int, len(reports))
		for j := range i {
			v := cosine(reports[i].all, reports[j].all, special)
			t.alike[i][j], t.alike[j][i] = v, v
		}
	}
	return t
}

// The measures of two reports of a topic.
const (
	rAlike = iota
	rSpecial
	rNames
	rSpecialNames
	rNumbers
	rDays
	rShared // reports that are near both
	rReports
	numOfReports
)

func (t *topic) reportMeasures(i, j int) []int {
	a, b := t.reports[i], t.reports[j]
	n := float64(len(t.reports))
	special := func(w term) float64 {
		return float64(w.weight) * math.Log((n+1)/float64(t.holds[w.id]))
	}
	v := make([]int, numOfReports)
	v[rAlike] = cosine(a.all, b.all, plain)
	v[rSpecial] = t.alike[i][j]
	v[rNames] = cosine(a.names, b.names, plain)
	v[rSpecialNames] = cosine(a.names, b.names, special)
	v[rNumbers] = common(a.every.numbers, b.every.numbers)
	v[rDays] = common(a.every.days, b.every.days)
	v[rShared] = cosineOf(t.alike[i], t.alike[j], i, j)
	v[rReports] = len(t.reports)
	return v
}

// cosineOf compares two rows but for the places i and j.
func cosineOf(a, b []int, i, j int) int {
	var dot, x, y float64
	for k := range a {
		if k != i && k != j {
			dot += float64(a[k]) * float64(b[k])
			x += float64(a[k]) * float64(a[k])
			y += float64(b[k]) * float64(b[k])
		}
	}
	if x == 0 || y == 0 {
		return 0
	}
	return int(1000 * dot / (math.Sqrt(x) * math.Sqrt(y)))
}

// stories puts the reports together that are of one story.
func (t *topic) stories(m *Model) {
	n := len(t.reports)
	score := make([][]int32, n)
	for i := range score {
		score[i] = make([]int32, n)
	}
	for i := range n {
		for j := range i {
			s := int32(clamp(m.reports.Sum(t.reportMeasures(i, j)), 6000))
			score[i][j], score[j][i] = s, s
		}
	}
	t.storyLogit = score
	t.story = cluster(score, m.story)
}

// mostLogit bounds every logit, so that no single pair settles a group.
const mostLogit = 8000

func clamp(v, most int) int { return max(-most, min(most, v)) }

// compare gives all pairs of mentions their logit by themselves.
func (t *topic) compare(m *Model) {
	n := len(t.mentions)
	t.first = make([][]int32, n)
	flat := make([]int32, n*n)
	for i := range t.first {
		t.first[i] = flat[i*n : (i+1)*n]
	}
	parallel(n, func(i int) {
		for j := range i {
			t.first[i][j] = int32(clamp(m.alone.Sum(t.withTopic(i, j)), mostLogit))
		}
	})
	t.pairs = map[[2]id][2]int{}
	t.most = make([]int, n)
	for i := range t.most {
		t.most[i] = -mostLogit
	}
	for i := range n {
		for j := range i {
			s := t.first[i][j]
			t.first[j][i] = s
			if t.of[i] == t.of[j] {
				continue
			}
			p := t.pairs[t.headsOf(i, j)]
			t.pairs[t.headsOf(i, j)] = [2]int{p[0] + int(s), p[1] + 1}
			t.most[i], t.most[j] = max(t.most[i], int(s)), max(t.most[j], int(s))
		}
	}
	t.odds = make([][]int32, n)
	for i := range t.odds {
		t.odds[i] = make([]int32, n)
		for j := range n {
			if i != j {
				t.odds[i][j] = squash(t.first[i][j])
			} else {
				t.odds[i][j] = 1000
			}
		}
	}
}

// squash is the logistic function in thousandths.
func squash(logit int32) int32 {
	return int32(math.Round(1000 / (1 + math.Exp(-float64(logit)/1000))))
}

func (t *topic) headsOf(i, j int) [2]id {
	a, b := t.mentions[i].report.words[t.mentions[i].head].id, t.mentions[j].report.words[t.mentions[j].head].id
	return [2]id{min(a, b), max(a, b)}
}

// Further measures, that look at the topic.
const (
	cSpecial    = numPair + iota // cosine of the reports by what few of the topic have
	cLeastHeads                  // reports with a mention of the head, in thousandths of all
	cMostHeads
	cLeastHolds
	cMostHolds
	cMentions // the lesser number of mentions of a report
	numFirst
)

// From here on what the logits by themselves tell.
const (
	cStory = numFirst + iota // logit of one story
	cOneStory
	cFirst
	cRankLeast // mentions of the other's report that fit better
	cRankMost
	cMarginLeast // before the best other mention of the report
	cMarginMost
	cPairMean // of all pairs of mentions with these heads
	cPairNumber
	cBridge  // best third mention that both fit
	cProfile // share of third mentions that both fit, of those that either fits
	cLeastBest
	cMostBest
	numTogether
)

func (t *topic) withTopic(i, j int) []int {
	a, b := t.mentions[i], t.mentions[j]
	v := alone(a, b, t.habits)[:numFirst]
	n := max(1, len(t.reports))
	v[cSpecial] = t.alike[t.of[i]][t.of[j]]
	if t.of[i] == t.of[j] {
		v[cSpecial] = 1001
	}
	ha, hb := a.report.words[a.head].id, b.report.words[b.head].id
	v[cLeastHeads], v[cMostHeads] = order(1000*t.heads[ha]/n, 1000*t.heads[hb]/n)
	v[cLeastHolds], v[cMostHolds] = order(1000*t.holds[ha]/n, 1000*t.holds[hb]/n)
	v[cMentions] = min(t.count[t.of[i]], t.count[t.of[j]])
	return v
}

// together measures two mentions in their topic.
func (t *topic) together(i, j int) []int {
	v := t.withTopic(i, j)[:numTogether]
	ra, rb := t.of[i], t.of[j]
	v[cStory], v[cOneStory] = 9000, 2
	if ra != rb {
		v[cStory], v[cOneStory] = int(t.storyLogit[ra][rb]), truth(t.story[ra] == t.story[rb])
	}
	s := int(t.first[i][j])
	v[cFirst] = s
	rank := func(x, r, not int) (better, margin int) {
		best := -9000
		for _, y := range t.members[r] {
			if y != not && y != x {
				f := int(t.first[x][y])
				better += truth(f > s)
				best = max(best, f)
			}
		}
		return better, s - best
	}
	r1, m1 := rank(i, rb, j)
	r2, m2 := rank(j, ra, i)
	v[cRankLeast], v[cRankMost] = order(r1, r2)
	v[cMarginLeast], v[cMarginMost] = order(m1, m2)
	p := t.pairs[t.headsOf(i, j)]
	if p[1] > 0 {
		v[cPairMean] = p[0] / p[1]
	} else {
		v[cPairMean] = -9000
	}
	v[cPairNumber] = p[1]
	bridge, both, either := int32(0), int32(1), int32(1)
	oi, oj := t.odds[i], t.odds[j]
	for k := range oi {
		if k == i || k == j {
			continue
		}
		lo, hi := min(oi[k], oj[k]), max(oi[k], oj[k])
		bridge = max(bridge, lo)
		both += lo
		either += hi
	}
	v[cBridge], v[cProfile] = int(bridge), int(1000*both/either)
	v[cLeastBest], v[cMostBest] = order(t.most[i], t.most[j])
	return v
}
