package stage

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/conllu"
)

// What is held of a document at once. A longer one is worked on in parts, and
// entities are not followed from one to the next.
const (
	partWords = 20_000
	partBytes = 128 << 10
)

// syntax gives the words of CoNLL-U or of plain text their layers.
func (r *run) syntax(files []string) error { return r.trees(files, layers) }

// layers are those that the trees of a document rest on, and those that rest on
// them.
func layers(d *readout.Document) {
	source := d.Report.Source
	syntax.Parse(source, d.Words, d.Sentences)
	lemma.Fill(source, d.Words)
	r := coref.Analyse(d, 0)
	d.Mentions = r.Mentions
	chains := 0
	for i, g := range r.Groups { // CoNLL-U numbers chains, also those of pronouns alone
		d.Mentions[i].Entity = g
		chains = max(chains, g+1)
	}
	d.Entities = make([]readout.Entity, chains)
}

// filler gives the words of a document their tags, trees and lemmas, and the
// document its mentions and entities.
type filler func(*readout.Document)

// trees fills the words of CoNLL-U or, with Options.Raw, of plain text, a part at
// a time.
func (r *run) trees(files []string, fill filler) error {
	if r.opt.Raw {
		return Ordered(r.ctx, r.opt.Jobs, r.rawParts(files), func(p rawPart) answer {
			return r.whole(p.at, p.err, func(out *bytes.Buffer) error { return p.write(out, fill) })
		}, r.emit)
	}
	return Ordered(r.ctx, r.opt.Jobs, r.tokenParts(files), func(p tokenPart) answer {
		return r.whole(p.at, p.err, func(out *bytes.Buffer) error { return p.write(out, fill) })
	}, r.emit)
}

// whole is the answer for one part. CoNLL-U has no line for a part that went
// wrong, so that a fault ends the run.
func (r *run) whole(at string, err error, write func(*bytes.Buffer) error) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			a = answer{err: fmt.Errorf("stage %s: %s: fault of the program, please report it: %v", r.unread.Stage, at, p)}
		}
	}()
	if err != nil {
		return answer{err: err}
	}
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return answer{err: err}
	}
	return answer{line: out.Bytes()}
}

// tokenPart is a document of CoNLL-U, or a part of it.
type tokenPart struct {
	at        string
	part      int
	first     bool // of the whole input
	sentences []conllu.Sentence
	err       error
}

// tokenParts reads the files one after another.
func (r *run) tokenParts(files []string) iter.Seq[tokenPart] {
	return func(yield func(tokenPart) bool) {
		first := true
		for _, name := range files {
			in, closer, err := r.open(name)
			if err != nil {
				yield(tokenPart{err: err})
				return
			}
			ok := readTokens(name, in, func(p tokenPart) bool {
				p.first, first = first, false
				return yield(p)
			})
			closer.Close()
			if !ok {
				return
			}
		}
	}
}

// readTokens yields the documents of one file. It returns false where the loop
// was left or an error was given.
func readTokens(name string, in io.Reader, yield func(tokenPart) bool) bool {
	b, err := unzip(name, in)
	if err != nil {
		yield(tokenPart{err: err})
		return false
	}
	reader := conllu.NewReader(&tokenReader{in: b})
	p, words := tokenPart{at: whereIs(name)}, 0
	for {
		s, err := reader.Next()
		if err != nil && !errors.Is(err, io.EOF) {
			yield(tokenPart{err: fmt.Errorf("%s: %w: %w", whereIs(name), readout.ErrInvalid, err)})
			return false
		}
		if len(p.sentences) > 0 && (err != nil || s.NewDoc || words+len(s.Words) > partWords) {
			if !yield(p) {
				return false
			}
			p.sentences, words = nil, 0
			if p.part++; s.NewDoc {
				p.part = 0
			}
		}
		if err != nil {
			return true
		}
		p.sentences = append(p.sentences, s)
		words += len(s.Words)
	}
}

func whereIs(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// tokenReader passes CoNLL-U on with "_" in the columns that say more than the
// tokens, so that what stands there is not read.
type tokenReader struct {
	in   *bufio.Reader
	rest []byte
	err  error
}

func (t *tokenReader) Read(p []byte) (int, error) {
	for len(t.rest) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		t.rest, t.err = readLine(t.in)
		if c := bytes.Split(t.rest, []byte("\t")); len(c) == 10 && t.rest[0] != '#' {
			for i := 2; i < 9; i++ {
				c[i] = []byte("_")
			}
			t.rest = bytes.Join(c, []byte("\t"))
		}
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// write fills the part and writes its sentences with their comments.
func (p tokenPart) write(out *bytes.Buffer, fill filler) error {
	d := p.document()
	fill(d)
	entities := brackets(d, treeText{part: p.part}.group())
	w := conllu.NewWriter(out)
	for i := range p.sentences {
		s := &p.sentences[i]
		s.Fields = entityFields
		if p.first && i == 0 && !s.NewDoc {
			s.Comments = append([]string{"# global.Entity = " + strings.Join(entityFields, "-")}, s.Comments...)
		}
		annotateWords(s, d, &d.Sentences[i], entities)
		if err := w.Write(s); err != nil {
			return err
		}
	}
	return w.Flush()
}

// document lays the words out as a text. A word of a token that its words do not
// spell has its own form there.
func (p tokenPart) document() *readout.Document {
	var b strings.Builder
	d := &readout.Document{}
	var blocks []readout.Block
	for i := range p.sentences {
		s := &p.sentences[i]
		if i > 0 && s.NewPar {
			b.WriteByte('\n')
		}
		x := readout.Sentence{FirstWord: len(d.Words)}
		x.Start = b.Len()
		for k := range s.Words {
			w := &s.Words[k]
			start := b.Len()
			b.WriteString(w.Form)
			d.Words = append(d.Words, readout.Word{Span: readout.Span{Start: start, End: b.Len()}, Joined: w.Joined, Head: -1})
			x.End = b.Len()
			if w.SpaceAfter {
				b.WriteByte(' ')
			}
		}
		x.LastWord = len(d.Words)
		if len(blocks) == 0 || s.NewPar {
			blocks = append(blocks, readout.Block{Span: readout.Span{Start: x.Start}, Role: readout.RoleBody, Repeats: -1})
		}
		x.Block = len(blocks) - 1
		blocks[x.Block].End = x.End
		d.Sentences = append(d.Sentences, x)
	}
	d.Report = &readout.Report{Source: b.String(), Blocks: blocks}
	return d
}

// rawPart is a document of plain text, or a part of it.
type rawPart struct {
	at   string
	text string
	id   treeText
	err  error
}

// rawParts reads the files one after another: a paragraph a line, documents
// apart by blank lines.
func (r *run) rawParts(files []string) iter.Seq[rawPart] {
	return func(yield func(rawPart) bool) {
		docs := 0
		for _, name := range files {
			in, closer, err := r.open(name)
			if err != nil {
				yield(rawPart{err: err})
				return
			}
			c := rawCutter{docs: docs, yield: yield, ok: true}
			c.read(name, in)
			closer.Close()
			if !c.ok {
				return
			}
			docs = c.docs
		}
	}
}

// rawCutter gathers the paragraphs of a document.
type rawCutter struct {
	docs  int // documents that have begun
	part  int
	pars  int // paragraphs of the document in the parts before
	lines int // paragraphs in text
	text  strings.Builder
	yield func(rawPart) bool
	ok    bool
}

func (c *rawCutter) read(name string, in io.Reader) {
	b, err := unzip(name, in)
	if err != nil {
		c.fail(err)
		return
	}
	l := line{list: name}
	for l.n = 1; c.ok; l.n++ {
		data, err := readLine(b)
		if l.n == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			c.fail(l.wrong("%v", err))
			return
		case !utf8.Valid(data):
			c.fail(l.wrong("the line is not UTF-8"))
			return
		}
		c.add(data)
		if err != nil {
			c.end()
			return
		}
	}
}

func (c *rawCutter) fail(err error) {
	c.yield(rawPart{err: err})
	c.ok = false
}

// add takes a line. One that is longer than a part becomes several paragraphs.
func (c *rawCutter) add(data []byte) {
	data = bytes.TrimSpace(data)
	if len(data) == 0 {
		c.end()
		return
	}
	for len(data) > partBytes {
		n := lastBorder(data[:partBytes])
		c.paragraph(data[:n])
		data = bytes.TrimSpace(data[n:])
	}
	c.paragraph(data)
}

// lastBorder is where to cut text that goes on: behind its last stop or blank in
// its second half or else its last whole character.
func lastBorder(data []byte) int {
	for _, mark := range []string{". ", " "} {
		if i := bytes.LastIndex(data, []byte(mark)); i > len(data)/2 {
			return i + len(mark)
		}
	}
	n := len(data) - 1
	for n > 0 && !utf8.RuneStart(data[n]) {
		n--
	}
	return n
}

func (c *rawCutter) paragraph(data []byte) {
	if c.lines > 0 && c.text.Len()+len(data) > partBytes {
		c.give()
	}
	if c.lines == 0 && c.part == 0 {
		c.docs++
	}
	c.text.Write(data)
	c.text.WriteByte('\n')
	c.lines++
}

// end ends the document.
func (c *rawCutter) end() {
	c.give()
	c.part, c.pars = 0, 0
}

// give hands on what there is of the document.
func (c *rawCutter) give() {
	if c.lines == 0 || !c.ok {
		return
	}
	doc := "d" + strconv.Itoa(c.docs)
	c.ok = c.yield(rawPart{at: "document " + doc, text: c.text.String(), id: treeText{doc: doc, part: c.part, pars: c.pars}})
	c.part++
	c.pars += c.lines
	c.lines = 0
	c.text.Reset()
}

// write cuts the part into words, fills and writes it.
func (p rawPart) write(out *bytes.Buffer, fill filler) error {
	t := segment.Plain(p.text)
	d := &readout.Document{
		Report: &readout.Report{Source: p.text}, Tokens: t.Tokens, Sentences: t.Sentences, Words: t.Words,
	}
	for _, s := range t.Sentences {
		if s.Block == len(d.Report.Blocks) {
			d.Report.Blocks = append(d.Report.Blocks, readout.Block{Span: s.Span, Role: readout.RoleBody, Repeats: -1})
		}
		d.Report.Blocks[s.Block].End = s.End
	}
	fill(d)
	return p.id.write(out, d)
}
