package ingest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// ranker scores candidates of one field by boosted trees (Friedman 2001), in
// thousandths of a logit.
type ranker struct {
	trees []treeNode
	roots []int
}

// rankers are the models of a page's metadata.
type rankers struct {
	header blockModelHeader
	fields map[string]*ranker
}

//go:embed data/html_metadata.model
var metadataModelData string

// theRankers is the embedded model, read when the first page is.
var theRankers = sync.OnceValues(func() (*rankers, error) { return parseRankers(metadataModelData) })

func (r *ranker) score(x []int) int {
	sum := 0
	for _, root := range r.roots {
		for k := root; ; {
			n := &r.trees[k]
			if n.measure < 0 {
				sum += n.value
				break
			}
			if x[n.measure] <= n.limit {
				k = root + n.left
			} else {
				k = root + n.right
			}
		}
	}
	return sum
}

// parseRankers reads the format that the learner writes: a header in JSON, then
// per field a line "field NAME" and its trees: a line "tree", then one
// line per node, "measure limit left right" or "= value" for a leaf.
func parseRankers(data string) (*rankers, error) {
	head, rest, _ := strings.Cut(data, "\n")
	m := &rankers{fields: map[string]*ranker{}}
	if err := json.Unmarshal([]byte(head), &m.header); err != nil {
		return nil, fmt.Errorf("read model of metadata: header: %w", err)
	}
	var r *ranker
	var names []string
	n := 1
	for l := range strings.Lines(rest) {
		n++
		f := strings.Fields(l)
		var err error
		switch {
		case len(f) == 2 && f[0] == "field":
			r = &ranker{}
			names = fieldMeasures(f[1])
			m.fields[f[1]] = r
		case r == nil || names == nil:
			err = fmt.Errorf("no field is open")
		case len(f) == 1 && f[0] == "tree":
			r.roots = append(r.roots, len(r.trees))
		default:
			err = r.addNode(f, names)
		}
		if err != nil {
			return nil, fmt.Errorf("read model of metadata: line %d: %w", n, err)
		}
	}
	for _, f := range metadataFields {
		if m.fields[f.name] == nil {
			return nil, fmt.Errorf("read model of metadata: no field %s", f.name)
		}
		if err := m.fields[f.name].check(); err != nil {
			return nil, fmt.Errorf("read model of metadata: field %s: %w", f.name, err)
		}
	}
	return m, nil
}

var metadataFields = []*field{dateField, bylineField}

func fieldMeasures(name string) []string {
	for _, f := range metadataFields {
		if f.name == name {
			return f.measureNames()
		}
	}
	return nil
}

func (r *ranker) addNode(f, names []string) error {
	if len(f) == 2 && f[0] == "=" {
		v, err := strconv.Atoi(f[1])
		r.trees = append(r.trees, treeNode{measure: -1, value: v})
		return err
	}
	if len(f) != 4 {
		return fmt.Errorf("%d words in a node, expected 4", len(f))
	}
	k := slices.Index(names, f[0])
	if k < 0 {
		return fmt.Errorf("%q is no measure", f[0])
	}
	var v [3]int
	for i := range v {
		var err error
		if v[i], err = strconv.Atoi(f[i+1]); err != nil {
			return err
		}
	}
	r.trees = append(r.trees, treeNode{measure: k, limit: v[0], left: v[1], right: v[2]})
	return nil
}

// check makes sure that every walk down a tree ends.
func (r *ranker) check() error {
	for k, root := range r.roots {
		end := len(r.trees)
		if k+1 < len(r.roots) {
			end = r.roots[k+1]
		}
		if root == end {
			return fmt.Errorf("tree %d is empty", k)
		}
		for i := root; i < end; i++ {
			n := r.trees[i]
			if n.measure >= 0 && (root+n.left <= i || root+n.right <= i || root+n.left >= end || root+n.right >= end) {
				return fmt.Errorf("node %d of tree %d leads nowhere", i-root, k)
			}
		}
	}
	return nil
}
