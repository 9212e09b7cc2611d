package corroborate

import "slices"

// meeting finds, for one proposition after another, the earlier ones with which it
// may be one, by an index from stem to propositions.
type meeting struct {
	s     *story
	index map[string][]int32
	// By proposition: how many stems the one at hand was found by and what these
	// weigh; and of each what is looked at before the rest of it.
	count []uint8
	found []float32
	brief []glance
	met   []int32
}

// glance is what can be seen of a proposition without reading it.
type glance struct {
	sum    float32
	report int32
	voice  int32 // the root of what it passes on, plus one; 0 for own voice
}

func newMeeting(s *story) *meeting {
	x := &meeting{s: s, index: map[string][]int32{}, count: make([]uint8, len(s.props)), found: make([]float32, len(s.props)), brief: make([]glance, len(s.props))}
	for i := range s.props {
		p := &s.props[i]
		x.brief[i] = glance{p.sum, int32(p.report), 0}
		if p.st.Attribution >= 0 {
			x.brief[i].voice = int32(p.root) + 1
		}
	}
	return x
}

// mostOfStem bounds the propositions that are found by one stem: what more have
// tells little.
const mostOfStem = 400

// slack is more than what sums of the same weights in another order differ by.
const slack = 0.999

// near are the earlier propositions of other reports that share two stems with
// proposition i and, if they are not of one speaker, can share enough of the
// weight: what they were found by, and all that was not looked up. The list is
// good until the next call.
func (x *meeting) near(i int, copied []bool) []int32 {
	p := &x.s.props[i]
	x.met = x.met[:0]
	var unknown float32
	for k, stem := range p.stems {
		at := x.index[stem]
		x.index[stem] = append(at, int32(i))
		if len(at) > mostOfStem {
			unknown += p.weight[k]
			continue
		}
		for _, j := range at {
			if x.count[j] == 0 {
				x.met = append(x.met, j)
			}
			x.count[j] = min(x.count[j]+1, 2)
			x.found[j] += p.weight[k]
		}
	}
	out := x.met[:0]
	own := x.brief[i]
	for _, j := range x.met {
		other := x.brief[j]
		enough := x.found[j]+unknown >= slack*leastPart*min(own.sum, other.sum) || own.voice != 0 && own.voice == other.voice
		if x.count[j] > 1 && enough && own.report != other.report && !copied[i] && !copied[j] {
			out = append(out, j)
		}
		x.count[j], x.found[j] = 0, 0
	}
	slices.Sort(out)
	return out
}
