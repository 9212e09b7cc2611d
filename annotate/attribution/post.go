package attribution

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// posts adds posts that a page embeds: a paragraph with a signature, "— Mira
// Arlen (@arlen) May 3", behind it or at its end. They are the signer's words
// though no quotation mark and no cue says so.
func (f *finder) posts(out []readout.Attribution) []readout.Attribution {
	r := f.p.d.Report
	previous, spoken := -1, f.spoken(out)
	for _, b := range f.p.paragraphs() {
		span := r.Blocks[b].Span
		dash, name := signature(r.Source, span)
		if dash < 0 {
			previous = b
			continue
		}
		content := readout.Span{Start: span.Start, End: dash}
		if dash == span.Start && previous >= 0 {
			content = r.Blocks[previous].Span
		}
		content.End = content.Start + len(strings.TrimRight(content.Of(r.Source), " \u00a0"))
		previous = -1
		if content.Empty() || spoken[r.BlockAt(content.Start)] {
			continue
		}
		out = append(out, readout.Attribution{
			Source: []readout.Span{name}, Content: []readout.Span{content}, Form: readout.Direct, Entity: -1, Within: -1,
			Rule: "post with a signature",
		})
	}
	return out
}

// paragraphs are the blocks that have sentences, in order.
func (p *page) paragraphs() []int {
	var out []int
	for _, s := range p.d.Sentences {
		if len(out) == 0 || out[len(out)-1] != s.Block {
			out = append(out, s.Block)
		}
	}
	return out
}

// spoken are the blocks in which somebody was found to speak.
func (f *finder) spoken(out []readout.Attribution) map[int]bool {
	m := map[int]bool{}
	for i := range out {
		for _, c := range out[i].Content {
			if len(out[i].Source) > 0 {
				m[f.p.d.Report.BlockAt(c.Start)] = true
			}
		}
	}
	return m
}

// signature finds "— Name (@handle)" in a block: where its dash stands and the
// name; dash is -1 where there is none.
func signature(source string, block readout.Span) (dash int, name readout.Span) {
	text := block.Of(source)
	at := strings.Index(text, "(@")
	if at <= 0 {
		return -1, name
	}
	for i, r := range text[:at] {
		if fold.Rune(r) != '-' || len(string(r)) == 1 && !strings.HasPrefix(text[i:], "- ") && !strings.HasPrefix(text[i:], "--") {
			continue
		}
		rest := strings.TrimLeft(text[i+len(string(r)):at], " -\u00a0")
		trimmed := strings.TrimRight(rest, " \u00a0")
		if trimmed != "" && len(strings.Fields(trimmed)) <= 6 {
			return block.Start + i, readout.Span{Start: block.Start + at - len(rest), End: block.Start + at - len(rest) + len(trimmed)}
		}
	}
	return -1, name
}
