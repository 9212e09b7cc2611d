package lemma

import (
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// samples counts answers for paths.
type samples map[string]map[uint16]int

func (s samples) add(path []byte, label uint16, weight int) {
	counts := s[string(path)]
	if counts == nil {
		counts = map[uint16]int{}
		s[string(path)] = counts
	}
	counts[label] += weight
}

// share lends the answer of a form, where it has but one under its universal tag,
// to the Penn tags of that tag that the form was not seen with: a tagger takes
// "stood" for a present tense now and then.
func (s samples) share() {
	tags := map[string]map[string]bool{} // Penn tags of a universal one
	answers := map[string]map[uint16]bool{}
	for path, counts := range s {
		if !inflected[readout.UPOS(path[0])] {
			continue
		}
		upos, xpos, form := path[:1], path[1:2], path[2:]
		if tags[upos] == nil {
			tags[upos] = map[string]bool{}
		}
		tags[upos][xpos] = true
		if answers[upos+form] == nil {
			answers[upos+form] = map[uint16]bool{}
		}
		for label := range counts {
			answers[upos+form][label] = true
		}
	}
	for f, labels := range answers {
		if len(labels) == 1 {
			s.lend(f[:1], f[1:], tags[f[:1]], labels)
		}
	}
}

// inflected are the universal tags whose Penn tags tell forms of one word apart.
var inflected = map[readout.UPOS]bool{readout.VERB: true, readout.AUX: true, readout.NOUN: true, readout.ADJ: true, readout.ADV: true}

// lend gives a form the answer under each of the tags that has none.
func (s samples) lend(upos, form string, tags map[string]bool, answer map[uint16]bool) {
	for tag := range tags {
		path := upos + tag + form
		if s[path] != nil {
			continue
		}
		for label := range answer {
			s.add([]byte(path), label, 1)
		}
	}
}

// sample is a path with its answers.
type sample struct {
	path   string
	counts []tally
	total  int
}

type tally struct {
	label uint16
	n     int
}

// twig is a node that grows.
type twig struct {
	symbol byte
	label  uint16
	kids   []*twig
}

// trie grows the decision trie of the samples. A node needs least occurrences to
// answer otherwise than the one above it. One path counts most times for the
// nodes above its end; 0 is without bound.
func (s samples) trie(least, most int) trie {
	all := make([]sample, 0, len(s))
	for path, counts := range s {
		x := sample{path: path}
		for label, n := range counts {
			x.counts = append(x.counts, tally{label, n})
			x.total += n
		}
		slices.SortFunc(x.counts, func(a, b tally) int { return cmp.Compare(a.label, b.label) })
		all = append(all, x)
	}
	slices.SortFunc(all, func(a, b sample) int { return strings.Compare(a.path, b.path) })
	g := grower{least: least, most: most}
	return flatten(g.grow(all, 0))
}

type grower struct{ least, most int }

// grow makes the node of the samples, which agree up to depth.
func (g grower) grow(all []sample, depth int) *twig {
	node := &twig{label: g.majority(all)}
	for lo := 0; lo < len(all); {
		if len(all[lo].path) == depth {
			lo++
			continue
		}
		hi, total := lo, 0
		for hi < len(all) && len(all[hi].path) > depth && all[hi].path[depth] == all[lo].path[depth] {
			total += all[hi].total
			hi++
		}
		if total >= g.least {
			kid := g.grow(all[lo:hi], depth+1)
			kid.symbol = all[lo].path[depth]
			if len(kid.kids) > 0 || kid.label != node.label {
				node.kids = append(node.kids, kid)
			}
		}
		lo = hi
	}
	return node
}

// majority is the commonest answer, of two the first.
func (g grower) majority(all []sample) uint16 {
	sum := map[uint16]int{}
	for _, s := range all {
		for _, c := range s.counts {
			n := c.n
			if g.most > 0 && len(all) > 1 {
				n = min(n, g.most)
			}
			sum[c.label] += n
		}
	}
	best, most := uint16(0), -1
	for _, label := range slices.Sorted(maps.Keys(sum)) {
		if sum[label] > most {
			best, most = label, sum[label]
		}
	}
	return best
}

// flatten lays the nodes out breadth first.
func flatten(root *twig) trie {
	nodes := []*twig{root}
	var out []byte
	for i := 0; i < len(nodes); i++ {
		n := nodes[i]
		out = append(out, n.symbol, byte(len(n.kids)))
		out = binary.LittleEndian.AppendUint16(out, n.label)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(nodes)))
		nodes = append(nodes, n.kids...)
	}
	return trie(out)
}

// labels numbers names in the order in which they come.
type labels struct {
	ids   map[string]uint16
	names []string
}

func newLabels() *labels { return &labels{ids: map[string]uint16{}} }

func (l *labels) of(name string) uint16 {
	id, ok := l.ids[name]
	if !ok {
		id = uint16(len(l.names))
		l.ids[name] = id
		l.names = append(l.names, name)
	}
	return id
}

func layTexts(all []string) texts {
	var ends []byte
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s)
		ends = binary.LittleEndian.AppendUint32(ends, uint32(b.Len()))
	}
	return texts{string(ends), b.String()}
}
