package ingest

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var learnMeta = flag.Bool("learn-metadata", false, "learn the model of HTML metadata anew and write it")

// voteLesson is one page's vote on one field with what the gold says.
type voteLesson struct {
	id     string
	source string
	fold   int
	ballot *ballot
	x      [][]int
	right  []bool
	absent bool // there is nothing to be found
}

// goldNames are the names of a byline as the score of captures compares them: a
// set, letters and digits alone.
func goldNames(g any) []string {
	var out []string
	for _, s := range goldTexts(g) {
		s = bylineOpening().ReplaceAllString(s, "")
		for _, part := range goldSplit().Split(s, -1) {
			if k := goldBare(bylineOpening().ReplaceAllString(part, "")); k != "" {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var (
	bylineOpening = lazily(`(?i)^\s*(?:by|von|par|por|written by|di)\b[:\s]+`)
	goldSplit     = lazily(`(?i)\s*(?:[;,|/]|\n|\band\b|\bund\b|\bet\b|\by\b|&)\s*`)
	goldWord      = lazily(`[\pL\pN_]+`)
)

func goldBare(s string) string {
	return strings.Join(goldWord().FindAllString(strings.ToLower(s), -1), " ")
}

func goldTexts(g any) []string {
	switch g := g.(type) {
	case string:
		return []string{g}
	case []any:
		var out []string
		for _, x := range g {
			out = append(out, fmt.Sprint(x))
		}
		return out
	}
	return nil
}

// votes reads a page and takes its votes.
func (g *goldPage) votes(t *testing.T, m *blockModel) []*voteLesson {
	text, _ := decodeText(g.data)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	blocks, stated := segment(doc)
	s := newScene(blocks, m.dict)
	h := &htmlPage{scene: s, facts: stated, score: m.judge(s)}
	h.page = &page{format: "html", lines: make([]line, len(h.blocks))}
	h.keepSomething()
	h.findRange()
	h.readTitle()
	h.dropBeforeHeadline()
	article := h.facts.article(func(s string) bool { return s != "" && titleKey(s) == titleKey(h.page.title.Value) })
	h.page.canonical = h.readCanonical(article)
	h.page.outlet = h.readOutlet(article)
	date := h.dateBallot(article).ballot
	byline := h.bylineBallot(article, h.bylineByRule(article)).ballot
	return []*voteLesson{
		g.lesson(date, g.Date, func(gold any, c *candidate) bool { return strings.HasPrefix(fmt.Sprint(gold), c.key) }),
		g.lesson(byline, g.Byline, func(gold any, c *candidate) bool {
			var all []any
			for _, f := range c.found {
				all = append(all, f.Value)
			}
			return slices.Equal(goldNames(gold), goldNames(all))
		}),
	}
}

func (g *goldPage) lesson(b *ballot, gold any, same func(any, *candidate) bool) *voteLesson {
	if gold == nil {
		return nil
	}
	l := &voteLesson{id: g.ID, source: g.Source, fold: g.fold(), ballot: b, absent: len(goldTexts(gold)) == 0 || strings.Join(goldTexts(gold), "") == ""}
	if g.Source == "readability" && !l.absent {
		return nil
	}
	for _, c := range b.list {
		l.x = append(l.x, b.measures(c, nil))
		l.right = append(l.right, !l.absent && same(gold, c))
	}
	return l
}

// The size of the trees, and the weights of pages where no answer is right: none
// is to be found, or none of the candidates is.
const (
	voteTrees     = 100
	voteLeaves    = 5
	voteLeast     = 0.5
	absentWeight  = 0.5
	unfoundWeight = 0.3
)

func learnVotes(ls []*voteLesson, leaveOut int) [][]learnNode {
	s := sample{leaves: voteLeaves, least: voteLeast}
	for _, l := range ls {
		if l.fold == leaveOut || l.absent && l.ballot.sure {
			continue
		}
		start := len(s.x)
		w := 1.0
		switch {
		case l.absent:
			w = absentWeight
		case !slices.Contains(l.right, true):
			w = unfoundWeight
		}
		for i, x := range l.x {
			y := 0.0
			if l.right[i] {
				y = 1
			}
			s.add(x, y, w)
			s.group = append(s.group, start)
		}
	}
	return s.boost(voteTrees)
}

// voteTally counts pages.
type voteTally struct{ n, findable, given, right, absent, absentOK int }

func (t voteTally) String() string {
	r := func(k int) float64 { return math.Round(1e4*float64(k)/float64(max(1, t.n))) / 1e4 }
	return fmt.Sprintf("n %d findable %.4f given %.4f right %.4f absent %d ok %d", t.n, r(t.findable), r(t.given), r(t.right), t.absent, t.absentOK)
}

func (t *voteTally) add(l *voteLesson, r *ranker) {
	c := l.ballot.decide(r)
	if l.absent {
		t.absent++
		if c == nil {
			t.absentOK++
		}
		return
	}
	t.n++
	if slices.Contains(l.right, true) {
		t.findable++
	}
	if c != nil {
		t.given++
		if l.right[slices.Index(l.ballot.list, c)] {
			t.right++
		}
	}
}

func rankerOf(trees [][]learnNode) *ranker {
	r := &ranker{}
	for _, t := range trees {
		r.roots = append(r.roots, len(r.trees))
		for _, n := range t {
			r.trees = append(r.trees, treeNode{n.measure, n.limit, n.left, n.right, milli(n.value)})
		}
	}
	return r
}

func writeRanker(b *strings.Builder, f *field, r *ranker) {
	names := f.measureNames()
	fmt.Fprintf(b, "field %s\n", f.name)
	for i, n := range r.trees {
		if slices.Contains(r.roots, i) {
			b.WriteString("tree\n")
		}
		if n.measure < 0 {
			fmt.Fprintf(b, "= %d\n", n.value)
		} else {
			fmt.Fprintf(b, "%s %d %d %d\n", names[n.measure], n.limit, n.left, n.right)
		}
	}
}

// TestLearnMetadata is the learner:
// go test ./ingest -run TestLearnMetadata -learn-metadata.
func TestLearnMetadata(t *testing.T) {
	if !*learnMeta {
		t.Skip("learns only with -learn-metadata")
	}
	m, err := theBlockModel()
	if err != nil {
		t.Fatal(err)
	}
	pages := capturePages(t)
	lessons := make([][]*voteLesson, len(metadataFields))
	for _, g := range pages {
		for k, l := range g.votes(t, m) {
			if l != nil {
				lessons[k] = append(lessons[k], l)
			}
		}
	}
	header := blockModelHeader{
		Name: "html_metadata", Version: "1", Task: "title, day of publication and byline of an HTML page", Language: "any",
		Corpora: map[string]string{"capture": digest(pages)}, Licence: "annotations Apache-2.0; weights Apache-2.0", Scores: map[string]string{},
	}
	var body strings.Builder
	for k, f := range metadataFields {
		var cv, shipped voteTally
		for fold := range folds {
			r := rankerOf(learnVotes(lessons[k], fold))
			for _, l := range lessons[k] {
				if l.fold == fold {
					cv.add(l, r)
				}
			}
		}
		r := rankerOf(learnVotes(lessons[k], -1))
		for _, l := range lessons[k] {
			shipped.add(l, r)
		}
		header.Scores[f.name+"_cross_validated"] = fmt.Sprintf("%.4f", float64(cv.right)/float64(cv.n))
		t.Logf("%s: cross-validated %v; shipped %v", f.name, cv, shipped)
		writeRanker(&body, f, r)
	}
	head, _ := json.Marshal(header)
	model := string(head) + "\n" + body.String()
	if _, err := parseRankers(model); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("data/html_metadata.model", []byte(model), 0o644); err != nil {
		t.Fatal(err)
	}
}
