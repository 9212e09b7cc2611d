// Package boost keeps and grows boosted regression trees (Friedman 2001) with
// second-order steps of the logistic loss (Chen and Guestrin 2016). All
// arithmetic of a forest in use is on whole numbers, thousandths of a logit, and
// so the same on every machine.
package boost

import (
	"fmt"
	"strconv"
	"strings"
)

// Forest is a sum of trees over the whole-numbered measures of an example. The
// zero forest gives 0.
type Forest struct {
	nodes []node
	roots []int
}

// node is an inner node (measure at or below limit: left, else right; both count
// from the root of their tree) or, where measure is negative, a leaf.
type node struct{ measure, limit, left, right, value int }

// Sum is the sum of the trees for an example, in thousandths of a logit. Its
// measures are as many as Check was told of.
func (f *Forest) Sum(measures []int) int {
	sum := 0
	for _, root := range f.roots {
		i := root
		for f.nodes[i].measure >= 0 {
			if n := &f.nodes[i]; measures[n.measure] <= n.limit {
				i = root + n.left
			} else {
				i = root + n.right
			}
		}
		sum += f.nodes[i].value
	}
	return sum
}

// Write appends the lines of a forest: "tree" begins one, "node" and five
// numbers follow for each of its nodes.
func (f *Forest) Write(b *strings.Builder) {
	next := 0
	for i, n := range f.nodes {
		if next < len(f.roots) && f.roots[next] == i {
			b.WriteString("tree\n")
			next++
		}
		fmt.Fprintf(b, "node %d %d %d %d %d\n", n.measure, n.limit, n.left, n.right, n.value)
	}
}

// Add reads a line of a model's file, cut into its kind and numbers, into the
// forest. It reports whether it is one that Write writes.
func (f *Forest) Add(kind string, v []int) bool {
	switch {
	case kind == "tree" && len(v) == 0:
		f.roots = append(f.roots, len(f.nodes))
	case kind == "node" && len(v) == 5 && len(f.roots) > 0:
		f.nodes = append(f.nodes, node{v[0], v[1], v[2], v[3], v[4]})
	default:
		return false
	}
	return true
}

// Header is the first line of the file of a model of forests, as JSON.
type Header struct {
	Name    string   `json:"name"`
	Version string   `json:"version"`
	Task    string   `json:"task"`
	Corpora []string `json:"corpora"`
	Licence string   `json:"licence"`
}

// Line cuts another line of such a file into its kind and its numbers.
func Line(line string) (kind string, v []int, err error) {
	kind, list, _ := strings.Cut(strings.TrimSpace(line), " ")
	for f := range strings.FieldsSeq(list) {
		x, err := strconv.Atoi(f)
		if err != nil {
			return kind, nil, err
		}
		v = append(v, x)
	}
	return kind, v, nil
}

// Check makes sure that every walk down a tree ends and looks at no measure but
// the first so many. The error names the tree and the node.
func (f *Forest) Check(measures int) error {
	for k, root := range f.roots {
		end := len(f.nodes)
		if k+1 < len(f.roots) {
			end = f.roots[k+1]
		}
		if root == end {
			return fmt.Errorf("tree %d is empty", k)
		}
		for i := root; i < end; i++ {
			n := f.nodes[i]
			if n.measure >= 0 && (n.measure >= measures || min(n.left, n.right) <= i-root || max(n.left, n.right) >= end-root) {
				return fmt.Errorf("node %d of tree %d leads nowhere", i-root, k)
			}
		}
	}
	return nil
}
