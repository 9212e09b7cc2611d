package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/internal/fold"
)

// reference is the main text of a page, made ready for comparing blocks with.
type reference struct {
	lines    map[string]bool
	shingles map[string]bool
	all      string
}

const shingle = 4

func newReference(text string) *reference {
	r := &reference{lines: map[string]bool{}, shingles: map[string]bool{}}
	var all []string
	for l := range strings.Lines(text) {
		w := fold.Words(l)
		all = append(all, w...)
		r.lines[strings.Join(w, " ")] = true
	}
	for i := 0; i+shingle <= len(all); i++ {
		r.shingles[strings.Join(all[i:i+shingle], " ")] = true
	}
	r.all = " " + strings.Join(all, " ") + " "
	return r
}

// has is 1 where the block stands in the text, 0 where it does not, -1 where it
// does in part.
func (r *reference) has(words []string) int8 {
	key := strings.Join(words, " ")
	if r.lines[key] {
		return 1
	}
	if len(words) < 7 {
		if len(words) >= 3 && strings.Contains(r.all, " "+key+" ") {
			return 1
		}
		return 0
	}
	hit, n := 0, 0
	for i := 0; i+shingle <= len(words); i++ {
		n++
		if r.shingles[strings.Join(words[i:i+shingle], " ")] {
			hit++
		}
	}
	switch {
	case hit*10 >= n*7:
		return 1
	case hit*10 <= n*2:
		return 0
	}
	return -1
}

// labels compares the blocks of a capture with the two main texts and the
// segments marked by hand. Where the two texts differ nothing is known.
func labels(p silverPage, blocks []string) []int8 {
	a, b := newReference(p.A), newReference(p.B)
	out := make([]int8, len(blocks))
	for i, t := range blocks {
		w := fold.Words(strings.TrimLeft(t, "•*+ "))
		out[i] = -1
		if x, y := a.has(w), b.has(w); x == y {
			out[i] = x
		}
		bare := squash(t)
		for _, s := range p.Without {
			if strings.Contains(bare, squash(s)) {
				out[i] = 0
			}
		}
		for _, s := range p.Comments {
			if strings.Contains(bare, squash(s)) {
				out[i] = 0
			}
		}
		for _, s := range p.With {
			if strings.Contains(bare, squash(s)) {
				out[i] = 1
			}
		}
	}
	return out
}

func squash(s string) string { return strings.Join(strings.Fields(s), " ") }

// usable leaves out pages whose main text neither extractor finds.
func (p silverPage) usable() bool { return len(p.A) > 400 && len(p.B) > 400 }

// captures gives a page in the styles that its number selects, and clean.
func captures(p silverPage, doc *html.Node, which []style) []ingest.LineSample {
	var out []ingest.LineSample
	for _, s := range which {
		t := layout(pieces(doc, s), s)
		out = append(out, ingest.LineSample{Text: t, Group: p.ID, Title: p.Title, Labels: labels(p, ingest.TextBlocks(t))})
	}
	return out
}

// clean is a page as people paste it: the title and the article, a paragraph a
// line, with the lines that stood among them. The number of the page decides
// whether the title is there, how many paragraphs and how much of what follows.
func clean(p silverPage, full ingest.LineSample, number int, short bool) (ingest.LineSample, bool) {
	blocks := ingest.TextBlocks(full.Text)
	first, last, n := -1, -1, 0
	most := len(blocks)
	tail := number % 5 / 2
	if short {
		most, tail = 2+number%9, 0
	}
	for i, l := range full.Labels {
		if l != 1 || n >= most {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		n++
	}
	if first < 0 {
		return ingest.LineSample{}, false
	}
	s := ingest.LineSample{Group: p.ID}
	var keep []string
	if p.Title != "" && number%7 != 0 {
		if !short {
			s.Title = p.Title
		}
		keep, s.Labels = append(keep, p.Title), append(s.Labels, 0)
	}
	for i := first; i < len(blocks) && i <= last+tail; i++ {
		if short && full.Labels[i] != 1 && number%2 == 0 {
			continue
		}
		keep, s.Labels = append(keep, blocks[i]), append(s.Labels, full.Labels[i])
	}
	s.Text = strings.Join(keep, "\n")
	return s, len(ingest.TextBlocks(s.Text)) == len(s.Labels)
}

func fit(silver, corpus, out string, every int) error {
	pages, err := readList[silverPage](silver)
	if err != nil {
		return err
	}
	var samples []ingest.LineSample
	for i, p := range pages {
		if !p.usable() || every > 1 && i%every == 0 {
			continue
		}
		doc, err := parsePage(filepath.Join(corpus, p.HTML))
		if err != nil {
			return err
		}
		got := captures(p, doc, []style{styles[i%4], styles[(i+1)%4], styles[(i+2)%4]})
		plain := captures(p, doc, []style{stylePlain})[0]
		for _, short := range []bool{false, true} {
			if c, ok := clean(p, plain, i, short); ok {
				got = append(got, c)
			}
		}
		samples = append(samples, got...)
	}
	data, err := ingest.TrainLines(samples)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "train: %d samples, %d bytes\n", len(samples), len(data))
	return os.WriteFile(out, data, 0o644)
}

func parsePage(name string) (*html.Node, error) {
	data, err := loadPage(name)
	if err != nil {
		return nil, err
	}
	return html.Parse(strings.NewReader(string(data)))
}

// captureGold is a line of the list of captures, in the form of the corpus.
type captureGold struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Page    string   `json:"page"`
	File    string   `json:"text_file"`
	With    []string `json:"with"`
	Without []string `json:"without"`
	Once    []string `json:"once"`
	Title   string   `json:"title,omitempty"`
}

// makeCaptures writes each n-th page that has segments marked by hand, in all
// styles, with the segments that stand in it.
func makeCaptures(silver, corpus, out string, every int) error {
	pages, err := readList[silverPage](silver)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(out, "files"), 0o755); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(out, "gold.jsonl"))
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	for i, p := range pages {
		if i%every != 0 || len(p.With) == 0 || len(p.Without) == 0 {
			continue
		}
		doc, err := parsePage(filepath.Join(corpus, p.HTML))
		if err != nil {
			return err
		}
		s := styles[(i/every)%4]
		t := layout(pieces(doc, s), s)
		g := captureGold{ID: p.ID, Kind: string(s), Page: p.ID, File: "files/" + p.ID + ".txt"}
		g.With, g.Without = standing(p.With, t), standing(p.Without, t)
		g.Once = g.With
		if strings.Contains(squash(t), squash(p.Title)) {
			g.Title = p.Title
		}
		if err := os.WriteFile(filepath.Join(out, g.File), []byte(t), 0o644); err != nil {
			return err
		}
		if err := enc.Encode(g); err != nil {
			return err
		}
	}
	return f.Close()
}

func standing(segments []string, text string) []string {
	bare := squash(text)
	out := []string{}
	for _, s := range segments {
		if strings.Contains(bare, squash(s)) {
			out = append(out, s)
		}
	}
	return out
}
