package ingest

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// readText makes a page of saved text: what people copy from a browser, what
// text browsers print, plain reports. Every paragraph becomes a line; a linear
// chain over the lines says which belong to the article, tables of phrases and
// the forms of credits, captions, bylines and dates give the rest their roles.
func readText(data []byte) (*page, error) {
	text, _ := decodeText(data)
	bs := splitBlocks(text)
	if len(bs) == 0 {
		return nil, fmt.Errorf("%w: the input holds no text", readout.ErrFormat)
	}
	r := newTextReader(bs, lines())
	r.assign()
	p := &page{format: "text", lines: r.lines}
	r.metadata(p)
	p.lang = detectLang(r.articleText())
	return p, nil
}

// textReader gives the blocks of a saved text their roles.
type textReader struct {
	*lineContext
	model    *lineModel
	lines    []line
	article  []bool  // the model's word, then what the rules make of it
	margin   []int64 // how sure the model is, in thousandths
	headline int     // block, -1 for none
	start    int     // first block of running text of the article; len(blocks) for none
	end      int     // block behind the last one of the article
	names    []int   // blocks that hold the byline
}

func newTextReader(bs []block, m *lineModel) *textReader {
	r := &textReader{lineContext: newContext(bs), model: m, headline: -1}
	r.article, r.margin = m.best(m.scores(r.lineContext), articleBias)
	r.lines = make([]line, len(bs))
	for i, b := range bs {
		r.lines[i] = line{text: b.text, repeats: -1}
	}
	return r
}

// articleBias tips the model towards the article, in thousandths: a lost
// paragraph is worse than a line too many.
const articleBias = 400

func (r *textReader) set(i int, role readout.Role, reason string) {
	r.lines[i].role, r.lines[i].reason = role, reason
}

// free reports whether the block has no role yet.
func (r *textReader) free(i int) bool { return r.lines[i].role == "" }

// articleText is the text that the language is read from.
func (r *textReader) articleText() string {
	var b strings.Builder
	for _, l := range r.lines {
		if l.role.Text() {
			b.WriteString(l.text)
			b.WriteByte('\n')
		}
		if b.Len() > 20000 {
			break
		}
	}
	return b.String()
}
