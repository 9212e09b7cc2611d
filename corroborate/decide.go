package corroborate

import (
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// decision is a judgement that joins or parts two things, with where its words
// stand in what is read.
type decision struct {
	readout.Judgement
	a, b   []int        // reports of the two places, as indexes of what is read
	at, to readout.Span // the words there; empty for whole reports
	why    string       // for which reason it changes nothing; "" where it does
	met    bool         // a story was found that it is about
}

// decide finds the places of the judgements that hold and are about reports of
// those ids, the latest first. Those that are about words which their report does
// not have, or say nothing that can be followed, come with the reason. docs is
// nil where only whole reports matter.
func decide(ids []string, docs []*readout.Document, js []readout.Judgement) []*decision {
	at := map[string][]int{}
	for i, id := range ids {
		at[id] = append(at[id], i)
	}
	var out []*decision
	for _, j := range js {
		d := &decision{Judgement: j, a: at[j.A.Report], b: at[j.B.Report]}
		if !j.Holds() || len(d.a) == 0 || j.Kind.Pairs() && len(d.b) == 0 {
			continue
		}
		if err := j.Check(); err != nil {
			d.why = err.Error()
		} else if docs != nil {
			d.find(docs)
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b *decision) int { return b.Sequence(&a.Judgement) })
	return latest(out)
}

// latest leaves out what is said again, or otherwise, by a later one on the same
// two places.
func latest(list []*decision) []*decision {
	type matter struct {
		of   string
		a, b readout.Anchor
	}
	met := map[matter]bool{}
	return slices.DeleteFunc(list, func(d *decision) bool {
		if !d.Kind.Pairs() || d.why != "" {
			return false
		}
		_, of, _ := strings.Cut(string(d.Kind), "-")
		k, back := matter{of, d.A, d.B}, matter{of, d.B, d.A}
		again := met[k] || met[back]
		met[k] = true
		return again
	})
}

// decideOn finds the places of judgements in documents.
func decideOn(docs []*readout.Document, js []readout.Judgement) []*decision {
	if len(js) == 0 {
		return nil
	}
	ids := make([]string, len(docs))
	for i, d := range docs {
		ids[i] = d.Report.ID()
	}
	return decide(ids, docs, js)
}

// account puts into a reading what was decided on its reports, and what of it
// found no place, in order of time. Whether a judgement on one report alone has
// one, package correct says.
func account(r *readout.Reading, ds []*decision) {
	for _, d := range slices.Backward(ds) {
		if d.why == "" && (d.Kind == readout.MergeNames || d.Kind == readout.MergeClaims) && !d.met {
			d.why = "the two reports are in two stories, which are to be joined first"
		}
		r.Judgements = append(r.Judgements, d.Judgement)
		if d.why != "" && (d.Kind.Pairs() || d.Kind == readout.Note) {
			r.Unplaced = append(r.Unplaced, readout.Unplaced{Judgement: d.Judgement, Reason: d.why})
		}
	}
}

// find finds the words.
func (d *decision) find(docs []*readout.Document) {
	find := func(a readout.Anchor, in []int) readout.Span {
		at, ok := a.In(docs[in[0]].Report.Source)
		switch {
		case a.Whole():
		case !ok:
			d.why = "report " + a.Report + " does not have the words"
		case len(fold.Words(a.Exact)) == 0:
			d.why = "there is no word in what is marked in report " + a.Report
		}
		return at
	}
	d.at = find(d.A, d.a)
	if d.Kind.Pairs() {
		d.to = find(d.B, d.b)
	}
}

// of are the decisions of two kinds that can be followed.
func of(ds []*decision, joins, parts readout.JudgementKind) []*decision {
	var out []*decision
	for _, d := range ds {
		if d.why == "" && (d.Kind == joins || d.Kind == parts) {
			out = append(out, d)
		}
	}
	return out
}

// held are the reports of a list that are in another.
func held(list, in []int) []int {
	var out []int
	for _, i := range list {
		if slices.Contains(in, i) {
			out = append(out, i)
		}
	}
	return out
}

// overruled says why a decision does not hold against later ones.
const overruled = "what was decided later stands against it"

// ruling is what decisions say of things that are numbered: which of them belong
// together, and which must not. A nil ruling says nothing.
type ruling struct {
	sets
	parted map[[2]int]bool // pairs of sets, by what stands for them
}

func newRuling(n int) *ruling {
	return &ruling{sets: newSets(n), parted: map[[2]int]bool{}}
}

func (r *ruling) clone() *ruling {
	return &ruling{sets: slices.Clone(r.sets), parted: maps.Clone(r.parted)}
}

// barred reports two things that must not be in one.
func (r *ruling) barred(i, j int) bool {
	return r != nil && len(r.parted) > 0 && r.parted[pairKey(r.find(i), r.find(j))]
}

// join puts two things, with all that is together with either, in one; false
// where something parts them.
func (r *ruling) join(i, j int) bool {
	i, j = r.find(i), r.find(j)
	switch {
	case i == j:
		return true
	case r.parted[pairKey(i, j)]:
		return false
	}
	r.sets.join(i, j)
	to, from := min(i, j), max(i, j)
	for k := range maps.Clone(r.parted) {
		if k[0] != from && k[1] != from {
			continue
		}
		other := k[0] + k[1] - from
		delete(r.parted, k)
		r.parted[pairKey(to, other)] = true
	}
	return true
}

// part keeps two things apart; false where they belong together.
func (r *ruling) part(i, j int) bool {
	i, j = r.find(i), r.find(j)
	if i != j {
		r.parted[pairKey(i, j)] = true
	}
	return i != j
}

// follow does what a decision says of each two things of its lists, or nothing of
// it where one of what was decided later stands against it.
func (r *ruling) follow(d *decision, joins bool, a, b []int) bool {
	try := r.clone()
	for _, i := range a {
		for _, j := range b {
			if joins && !try.join(i, j) || !joins && !try.part(i, j) {
				d.why = overruled
				return false
			}
		}
	}
	*r = *try
	return true
}

// among is what is said of some of the things, numbered anew.
func (r *ruling) among(list []int) *ruling {
	if r == nil {
		return nil
	}
	out := newRuling(len(list))
	first := map[int]int{}
	for k, i := range list {
		if j, met := first[r.find(i)]; met {
			out.sets.join(j, k)
			continue
		}
		first[r.find(i)] = k
	}
	for k := range r.parted {
		i, known := first[k[0]]
		j, both := first[k[1]]
		if known && both {
			out.parted[pairKey(i, j)] = true
		}
	}
	return out
}
