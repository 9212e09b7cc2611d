package corroborate

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/storypair"
)

// Profile is what of a report is compared to tell whether another is of its story.
// It is plain data that depends on the report alone, so that a record can keep it.
type Profile = storypair.Profile

// ProfileOf is the profile of a document's report.
func ProfileOf(d *readout.Document) *Profile {
	it := ItemOf(d)
	lex := storypair.NewLexicon()
	return lex.Profile(lex.Words(it.Title), lex.Words(it.Text), dayNumber(it.Date))
}

// Keys are the terms that a report is looked up by among many, with their weights:
// reports of one story share some of them.
func Keys(p *Profile) (terms []uint32, weights []float32) { return p.Keys(keyTerms) }

// Nearest is the number of reports, of those that share most of the weight of its
// keys, that one is compared with.
const Nearest = nearest

// Neighbour is a report that may be of the story of a new one.
type Neighbour struct {
	Profile *Profile
	Story   string // that it is in
	Size    int    // reports of that story
}

// Place is the story that a new report goes into: the one with whose reports its
// mean score is highest, where it reaches what two groups must have to be one; ""
// for a story of its own. It is one step of the grouping that Stories does at once
// over all reports: it never joins two stories that a new report stands between,
// nor parts one; grouping anew does.
func Place(p *Profile, near []Neighbour) string {
	type sum struct {
		story string
		score float64
		size  int
	}
	var sums []sum
	for _, n := range near {
		k := slices.IndexFunc(sums, func(s sum) bool { return s.story == n.Story })
		if k < 0 {
			k = len(sums)
			sums = append(sums, sum{story: n.Story, size: n.Size})
		}
		sums[k].score += storypair.Score(p, n.Profile)
	}
	mean := func(s sum) float64 { return s.score / float64(min(max(s.size, 1), nearest)) }
	slices.SortFunc(sums, func(a, b sum) int { return cmp.Or(cmp.Compare(mean(b), mean(a)), cmp.Compare(a.story, b.story)) })
	if len(sums) == 0 || mean(sums[0]) <= joins {
		return ""
	}
	return sums[0].story
}
