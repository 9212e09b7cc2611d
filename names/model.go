package names

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/names.model
var modelText string

// Model is what was learned from pairs of names: the costs of letters and
// boosted regression trees (Friedman 2001) over the measures of a pair. All its
// arithmetic is on whole numbers, thousandths of a logit, and so the same on
// every machine.
type Model struct {
	costs costs
	base  int
	nodes []node
	roots []int
}

// node is an inner node (measure at or below limit: left, else right; both count
// from the root of their tree) or, where measure is negative, a leaf.
type node struct{ measure, limit, left, right, value int }

var embedded = sync.OnceValue(func() *Model {
	m, err := ParseModel(modelText)
	if err != nil {
		panic("names: the embedded model is broken: " + err.Error())
	}
	return m
})

// Header is the first line of a model's file.
type Header struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Task    string   `json:"task"`
	Corpora []string `json:"corpora"`
	Licence string   `json:"licence"`
}

// ParseModel reads the form that Model.Text writes. The error names the line.
func ParseModel(text string) (*Model, error) {
	m := &Model{}
	head, rest, _ := strings.Cut(text, "\n")
	var h Header
	if err := json.Unmarshal([]byte(head), &h); err != nil {
		return nil, fmt.Errorf("model of names: header: %w", err)
	}
	row := 0
	for n := 2; rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		kind, list, _ := strings.Cut(line, " ")
		v, err := numbers(list)
		switch {
		case err != nil:
		case kind == "cost" && row <= numLetters && len(v) == numLetters+1:
			for k, x := range v {
				m.costs.swap[row][k] = int32(x)
			}
			row++
		case kind == "double" && len(v) == 1:
			m.costs.double = int32(v[0])
		case kind == "base" && len(v) == 1:
			m.base = v[0]
		case kind == "tree" && len(v) == 0:
			m.roots = append(m.roots, len(m.nodes))
		case kind == "node" && len(v) == 5 && len(m.roots) > 0:
			m.nodes = append(m.nodes, node{v[0], v[1], v[2], v[3], v[4]})
		default:
			err = fmt.Errorf("%q is no line of a model", line)
		}
		if err != nil {
			return nil, fmt.Errorf("model of names: line %d: %w", n, err)
		}
	}
	return m, m.check()
}

func numbers(list string) ([]int, error) {
	var out []int
	for f := range strings.FieldsSeq(list) {
		x, err := strconv.Atoi(f)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// check makes sure that every walk down a tree ends.
func (m *Model) check() error {
	for k, root := range m.roots {
		end := len(m.nodes)
		if k+1 < len(m.roots) {
			end = m.roots[k+1]
		}
		if root == end {
			return fmt.Errorf("model of names: tree %d is empty", k)
		}
		for i := root; i < end; i++ {
			n := m.nodes[i]
			if n.measure >= 0 && (n.measure >= int(numFeatures) || min(n.left, n.right) <= i-root || max(n.left, n.right) >= end-root) {
				return fmt.Errorf("model of names: node %d of tree %d leads nowhere", i-root, k)
			}
		}
	}
	return nil
}

// Text is the model as a file.
func (m *Model) Text(h Header) (string, error) {
	head, err := json.Marshal(h)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", head)
	for _, row := range m.costs.swap {
		b.WriteString("cost")
		for _, x := range row {
			fmt.Fprintf(&b, " %d", x)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "double %d\nbase %d\n", m.costs.double, m.base)
	next := 0
	for i, n := range m.nodes {
		if next < len(m.roots) && m.roots[next] == i {
			b.WriteString("tree\n")
			next++
		}
		fmt.Fprintf(&b, "node %d %d %d %d %d\n", n.measure, n.limit, n.left, n.right, n.value)
	}
	return b.String(), nil
}

// score is the sum of the trees for a pair, in thousandths of a logit.
func (m *Model) score(f *features) int {
	sum := m.base
	for _, root := range m.roots {
		i := root
		for m.nodes[i].measure >= 0 {
			if n := &m.nodes[i]; f[n.measure] <= n.limit {
				i = root + n.left
			} else {
				i = root + n.right
			}
		}
		sum += m.nodes[i].value
	}
	return sum
}
