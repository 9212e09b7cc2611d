package ingest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// The templates of numeric features of the first pass; each has up to
// templateBins values.
const (
	tBias = iota
	tLength
	tLinks
	tBold
	tLengthLinks
	tEndLength
	tCommas
	tDigits
	tUpper
	tPlace
	tHeadline
	tCopy
	tForm
	tHidden
	tSibling
	tSameTag
	tAncestor
	tAround                                    // one per neighbour
	tShare          = tAround + 4              // one per level
	tContainerLinks = tShare + levels          // likewise
	tContainerProse = tContainerLinks + levels // likewise
	templates       = tContainerProse + levels
)

const templateBins = 40

// The parts that the score of the first pass is also given in.
const (
	partForm  = iota // measures and elements
	partNames        // words in class, id and the like
	partWords        // words of the text
	parts
)

// dictionary numbers the features. While learning it grows; in use, features
// without a weight have no number and are passed over.
type dictionary struct {
	ids  map[string]int32
	grow bool
}

// num appends feature v of a numeric template.
func (d *dictionary) num(out []int32, template, v int) []int32 {
	return append(out, int32(template*templateBins+min(v, templateBins-1)))
}

// add appends the feature prefix+w where it has a number.
func (d *dictionary) add(out []int32, prefix, w string) []int32 {
	var room [48]byte
	key := append(append(room[:0], prefix...), w...)
	id, ok := d.ids[string(key)]
	if !ok {
		if !d.grow {
			return out
		}
		id = int32(templates*templateBins + len(d.ids))
		d.ids[string(key)] = id
	}
	return append(out, id)
}

// blockModel tells the article's blocks from the others in two passes: a linear
// model over each block, then boosted regression trees (Friedman 2001) over its
// score, its neighbours' and its containers'. All arithmetic is in integers,
// thousandths of a logit, so the result is the same on every machine.
type blockModel struct {
	header  blockModelHeader
	dict    *dictionary
	weights []int32
	part    []uint8
	trees   []treeNode
	roots   []int
}

// blockModelHeader is the first line of the model's file.
type blockModelHeader struct {
	Name     string            `json:"name"`
	Version  string            `json:"version"`
	Task     string            `json:"task"`
	Language string            `json:"language"`
	Corpora  map[string]string `json:"corpora"`
	Licence  string            `json:"licence"`
	Seed     int               `json:"seed"`
	Scores   map[string]string `json:"scores"`
}

// treeNode is an inner node (measure at or below the limit: left) or, where
// measure is negative, a leaf with its value.
type treeNode struct {
	measure, limit, left, right int
	value                       int
}

//go:embed data/html_blocks.model
var blockModelData string

// theBlockModel is the embedded model, read when the first page is.
var theBlockModel = sync.OnceValues(func() (*blockModel, error) { return parseBlockModel(blockModelData) })

// parseBlockModel reads the format that the learner writes: a header in JSON,
// lines "feature weight", and lines "tree" with one line per node.
func parseBlockModel(data string) (*blockModel, error) {
	head, rest, _ := strings.Cut(data, "\n")
	m := &blockModel{dict: &dictionary{ids: map[string]int32{}}, weights: make([]int32, templates*templateBins), part: make([]uint8, templates*templateBins)}
	if err := json.Unmarshal([]byte(head), &m.header); err != nil {
		return nil, fmt.Errorf("read model of blocks: header: %w", err)
	}
	for n := 2; rest != ""; n++ {
		var l string
		l, rest, _ = strings.Cut(rest, "\n")
		var err error
		switch {
		case l == "tree":
			m.roots = append(m.roots, len(m.trees))
		case len(m.roots) > 0:
			err = m.addNode(l)
		default:
			err = m.addWeight(l)
		}
		if err != nil {
			return nil, fmt.Errorf("read model of blocks: line %d: %w", n, err)
		}
	}
	return m, m.check()
}

func (m *blockModel) addWeight(l string) error {
	name, value, _ := strings.Cut(l, " ")
	w, err := strconv.Atoi(value)
	if err != nil {
		return err
	}
	if t, ok := strings.CutPrefix(name, "#"); ok {
		id, err := strconv.Atoi(t)
		if err != nil || id < 0 || id >= templates*templateBins {
			return fmt.Errorf("%q is no feature", name)
		}
		m.weights[id] = int32(w)
		return nil
	}
	m.dict.ids[name] = int32(len(m.weights))
	m.weights = append(m.weights, int32(w))
	m.part = append(m.part, partOf(name))
	return nil
}

// partOf is the part of the score that a named feature counts in.
func partOf(name string) uint8 {
	switch name[0] {
	case 'n', 'f':
		return partNames
	case 'w', 's':
		return partWords
	}
	return partForm
}

func (m *blockModel) addNode(l string) error {
	var v [5]int
	f := strings.Fields(l)
	if len(f) != len(v) {
		return fmt.Errorf("%d numbers in a node, expected %d", len(f), len(v))
	}
	for i := range f {
		var err error
		if v[i], err = strconv.Atoi(f[i]); err != nil {
			return err
		}
	}
	m.trees = append(m.trees, treeNode{v[0], v[1], v[2], v[3], v[4]})
	return nil
}

// check makes sure that every walk down a tree ends.
func (m *blockModel) check() error {
	for k, root := range m.roots {
		end := len(m.trees)
		if k+1 < len(m.roots) {
			end = m.roots[k+1]
		}
		for i := root; i < end; i++ {
			n := m.trees[i]
			if n.measure < 0 {
				continue
			}
			if n.measure >= contextWidth || root+n.left <= i || root+n.right <= i || root+n.left >= end || root+n.right >= end {
				return fmt.Errorf("read model of blocks: node %d of tree %d leads nowhere", i-root, k)
			}
		}
		if root == end {
			return fmt.Errorf("read model of blocks: tree %d is empty", k)
		}
	}
	return nil
}

// judge gives each block of a page its score: above zero, the article's.
func (m *blockModel) judge(s *scene) []int {
	score := make([]int, len(s.blocks))
	split := make([][parts]int, len(s.blocks))
	var feats []int32
	for i := range s.blocks {
		feats = s.features(i, feats[:0])
		for _, id := range feats {
			split[i][m.part[id]] += int(m.weights[id])
		}
		score[i] = split[i][partForm] + split[i][partNames] + split[i][partWords]
	}
	s.setScores(score)
	out := make([]int, len(s.blocks))
	x := make([]int, 0, contextWidth)
	for i := range s.blocks {
		x = s.describe(i, split[i], x[:0])
		for _, r := range m.roots {
			out[i] += m.walk(r, x)
		}
	}
	return out
}

func (m *blockModel) walk(root int, x []int) int {
	for k := root; ; {
		n := &m.trees[k]
		switch {
		case n.measure < 0:
			return n.value
		case x[n.measure] <= n.limit:
			k = root + n.left
		default:
			k = root + n.right
		}
	}
}
