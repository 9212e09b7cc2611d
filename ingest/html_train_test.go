package ingest

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

var (
	learn      = flag.Bool("learn", false, "learn the model of HTML blocks anew and write it")
	foldDir    = flag.String("folds", "", "folder to write the models of the folds to, for an honest measure on the corpus")
	captureDir = flag.String("capture", "../../shared/corpora/capture", "folder of the capture corpus")
)

// The weights of labels: those made by hand, and those that two extractors
// agree on.
const (
	byHand      = 1.0
	byAgreement = 0.03
	folds       = 5
	weakSample  = 6 // one of so many weak labels is used for the trees
	minPages    = 5 // on which a feature must occur
)

// goldPage is a line of the capture corpus with the bytes of its page.
type goldPage struct {
	ID, Source    string
	HTMLFile      string `json:"html_file"`
	With, Without []string
	Comments      []string
	Title, Byline any
	Date          any
	data          []byte
	opinions      [2][]string
}

// capturePages reads the corpus beside the repository; a test that needs it is
// skipped by name where it is not there.
func capturePages(tb testing.TB) []*goldPage {
	tb.Helper()
	f, err := os.Open(filepath.Join(*captureDir, "gold.jsonl"))
	if err != nil {
		tb.Skip("no capture corpus: ", err)
	}
	defer f.Close()
	var out []*goldPage
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		g := &goldPage{}
		row := struct {
			*goldPage
			Text any
		}{goldPage: g}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			tb.Fatal(err)
		}
		if g.data, err = readGzip(filepath.Join(*captureDir, g.HTMLFile)); err != nil {
			tb.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func readGzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ask runs the two extractors. A panic of one costs its opinion on that page.
func (g *goldPage) ask(text string) {
	try := func(k int, f func() *html.Node) {
		defer func() { _ = recover() }()
		if n := f(); n != nil {
			blocks, _ := segment(n)
			for _, b := range blocks {
				g.opinions[k] = append(g.opinions[k], oneLine(b.text))
			}
		}
	}
	try(0, func() *html.Node {
		r, err := trafilatura.Extract(strings.NewReader(text), trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
		if err != nil {
			return nil
		}
		return r.ContentNode
	})
	try(1, func() *html.Node {
		a, err := readability.FromReader(strings.NewReader(text), nil)
		if err != nil {
			return nil
		}
		return a.Node
	})
}

// fold is the part of the corpus that a page is left out with.
func (g *goldPage) fold() int {
	h := fnv.New32()
	h.Write([]byte(g.ID))
	return int(h.Sum32()>>3) % folds
}

// lesson is a page with what is to be learned of its blocks.
type lesson struct {
	page   *goldPage
	fold   int
	scene  *scene
	texts  []string
	feats  [][]int32
	label  []float64
	weight []float64
	score  []int
	split  [][parts]int
	ctx    [][]int
}

func newLesson(g *goldPage, d *dictionary) *lesson {
	text, _ := decodeText(g.data)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	blocks, _ := segment(doc)
	if len(blocks) == 0 {
		return nil
	}
	l := &lesson{page: g, fold: g.fold(), scene: newScene(blocks, d)}
	g.ask(text)
	joined := [2]string{strings.Join(g.opinions[0], " "), strings.Join(g.opinions[1], " ")}
	for i := range blocks {
		t := oneLine(blocks[i].text)
		l.texts = append(l.texts, t)
		l.feats = append(l.feats, l.scene.features(i, nil))
		votes := 0
		for k := range joined {
			if blocks[i].chars >= 40 && strings.Contains(joined[k], t) || slices.Contains(g.opinions[k], t) {
				votes++
			}
		}
		y, w := l.judgedByHand(i, votes)
		l.label, l.weight = append(l.label, y), append(l.weight, w)
	}
	return l
}

// judgedByHand is label and weight of block i by the segments that people
// marked, or else by the votes of the two extractors where they agree.
func (l *lesson) judgedByHand(i, votes int) (y, w float64) {
	t := l.texts[i]
	mark := func(segments []string, v float64) {
		for _, s := range segments {
			s = oneLine(s)
			if !strings.Contains(t, s) && (len(t) <= 30 || !strings.Contains(s, t)) {
				continue
			}
			if w == byHand && y != v || v == 1 && votes == 0 && l.scene.copies[l.scene.blocks[i].text] > 1 {
				w = 0
				return
			}
			y, w = v, byHand
		}
	}
	if votes != 1 {
		y, w = float64(votes/2), byAgreement
	}
	mark(l.page.With, 1)
	mark(l.page.Without, 0)
	mark(l.page.Comments, 0)
	return y, w
}

// prune drops the named features that occur on few pages.
func prune(ls []*lesson, n int) {
	last, count := make([]int, n), make([]int, n)
	for p, l := range ls {
		for _, f := range l.feats {
			for _, id := range f {
				if last[id] != p+1 {
					last[id] = p + 1
					count[id]++
				}
			}
		}
	}
	for _, l := range ls {
		for k, f := range l.feats {
			l.feats[k] = slices.DeleteFunc(f, func(id int32) bool { return id >= templates*templateBins && count[id] < minPages })
		}
	}
}

// learnLinear is logistic regression by AdaGrad (Duchi et al. 2011). The order
// of the pages is fixed.
func learnLinear(ls []*lesson, n, leaveOut int) []float64 {
	const epochs, rate, l2 = 6, 0.1, 1e-4
	w, g2 := make([]float64, n), make([]float64, n)
	for range epochs {
		for _, l := range ls {
			if l.fold == leaveOut {
				continue
			}
			for i, f := range l.feats {
				if l.weight[i] == 0 {
					continue
				}
				z := 0.0
				for _, id := range f {
					z += w[id]
				}
				g := (1/(1+math.Exp(-z)) - l.label[i]) * l.weight[i]
				for _, id := range f {
					step := g + l2*w[id]*l.weight[i]
					g2[id] += step * step
					w[id] -= rate * step / (math.Sqrt(g2[id]) + 1e-6)
				}
			}
		}
	}
	return w
}

// crossFit gives every page the scores of a linear model that has not seen it,
// and describes its blocks for the trees.
func crossFit(ls []*lesson, n int, part []uint8) {
	for fold := range folds {
		w := learnLinear(ls, n, fold)
		for _, l := range ls {
			if l.fold != fold {
				continue
			}
			l.score, l.split = make([]int, len(l.feats)), make([][parts]int, len(l.feats))
			for i, f := range l.feats {
				for _, id := range f {
					l.split[i][part[id]] += milli(w[id])
				}
				l.score[i] = l.split[i][0] + l.split[i][1] + l.split[i][2]
			}
			l.scene.setScores(l.score)
			for i := range l.feats {
				l.ctx = append(l.ctx, l.scene.describe(i, l.split[i], make([]int, 0, contextWidth)))
			}
		}
	}
}

func milli(w float64) int { return int(math.Round(1000 * w)) }

func learnContext(ls []*lesson, leaveOut int) [][]learnNode {
	s := sample{leaves: boostLeaves, least: boostLeast}
	for _, l := range ls {
		if l.fold == leaveOut {
			continue
		}
		for i := range l.feats {
			w := l.weight[i]
			if w == 0 || w < byHand && (i*7+len(l.feats))%weakSample != 0 {
				continue
			}
			if w < byHand {
				w *= weakSample
			}
			s.add(l.ctx[i], l.label[i], w)
		}
	}
	return s.boost(boostTrees)
}

// learnBlocks learns the whole model and says how it does on pages that it has
// not seen.
func learnBlocks(pages []*goldPage) (model string, crossValidated tally) {
	d := &dictionary{ids: map[string]int32{}, grow: true}
	var ls []*lesson
	for _, g := range pages {
		if l := newLesson(g, d); l != nil {
			ls = append(ls, l)
		}
	}
	n := templates*templateBins + len(d.ids)
	prune(ls, n)
	part := make([]uint8, n)
	for name, id := range d.ids {
		part[id] = partOf(name)
	}
	crossFit(ls, n, part)
	for fold := range folds {
		t := learnContext(ls, fold)
		if *foldDir != "" {
			m := writeModel(d, learnLinear(ls, n, fold), t, tally{tp: 1}, "")
			_ = os.WriteFile(filepath.Join(*foldDir, fmt.Sprintf("fold%d.model", fold)), []byte(m), 0o644)
		}
		for _, l := range ls {
			if l.fold == fold {
				crossValidated.add(l, t)
			}
		}
	}
	return writeModel(d, learnLinear(ls, n, -1), learnContext(ls, -1), crossValidated, digest(pages)), crossValidated
}

func digest(pages []*goldPage) string {
	h := sha256.New()
	for _, g := range pages {
		h.Write([]byte(g.ID))
		h.Write(g.data)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// tally counts marked segments found and not found.
type tally struct{ tp, fp, fn int }

func (t tally) f1() float64 { return 2 * float64(t.tp) / float64(2*t.tp+t.fp+t.fn) }

func (t *tally) add(l *lesson, trees [][]learnNode) {
	if l.page.Source != "trafilatura" {
		return
	}
	var kept []string
	for i := range l.feats {
		if predict(trees, l.ctx[i]) > 0 && (len(l.texts[i]) < 20 || !slices.Contains(kept, l.texts[i])) {
			kept = append(kept, l.texts[i])
		}
	}
	text := strings.Join(kept, " ")
	for _, s := range l.page.With {
		if strings.Contains(text, oneLine(s)) {
			t.tp++
		} else {
			t.fn++
		}
	}
	for _, s := range l.page.Without {
		if strings.Contains(text, oneLine(s)) {
			t.fp++
		}
	}
}

func writeModel(d *dictionary, w []float64, trees [][]learnNode, cv tally, corpus string) string {
	var b strings.Builder
	head, _ := json.Marshal(blockModelHeader{
		Name: "html_blocks", Version: "1", Task: "the article's blocks of an HTML page", Language: "any",
		Corpora: map[string]string{"capture": corpus}, Licence: "annotations Apache-2.0; weights Apache-2.0",
		Scores: map[string]string{"segments_f1_cross_validated": fmt.Sprintf("%.4f", cv.f1())},
	})
	b.Write(head)
	b.WriteByte('\n')
	for id := range templates * templateBins {
		if m := milli(w[id]); m != 0 {
			fmt.Fprintf(&b, "#%d %d\n", id, m)
		}
	}
	names := make([]string, 0, len(d.ids))
	for name, id := range d.ids {
		if m := milli(w[id]); m > 20 || m < -20 {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%s %d\n", name, milli(w[d.ids[name]]))
	}
	for _, t := range trees {
		b.WriteString("tree\n")
		for _, n := range t {
			fmt.Fprintf(&b, "%d %d %d %d %d\n", n.measure, n.limit, n.left, n.right, milli(n.value))
		}
	}
	return b.String()
}

// TestLearnBlocks is the learner: go test ./ingest -run TestLearnBlocks -learn.
func TestLearnBlocks(t *testing.T) {
	if !*learn {
		t.Skip("learns only with -learn")
	}
	model, cv := learnBlocks(capturePages(t))
	if _, err := parseBlockModel(model); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("data/html_blocks.model", []byte(model), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes; cross-validated %+v, F1 %.4f", len(model), cv, cv.f1())
}
