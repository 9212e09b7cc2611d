package brief

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
)

// CheckSentence says what is wrong with n as the number of a sentence of the
// document, from 1; nil for one that it has. The error wraps readout.ErrInvalid.
func CheckSentence(d *readout.Document, n int) error {
	has := len(d.Sentences)
	switch {
	case n >= 1 && n <= has:
		return nil
	case has == 0:
		return fmt.Errorf("%w: there is no sentence %d, as the report has no text to analyse; readout lines shows its blocks", readout.ErrInvalid, n)
	}
	return fmt.Errorf("%w: there is no sentence %d; the report has %s, leave --sentence out to list them",
		readout.ErrInvalid, n, count(has, "sentence", "sentences"))
}

// SentencesText lists the sentences of a document with their numbers, each on
// one line as far as it fits. An error means that w failed.
func SentencesText(w io.Writer, d *readout.Document, opt Options) error {
	p := newPage(w, opt)
	p.item(bold, Clean(d.Report.Capture.Input), columns(Clean(d.Report.Capture.Input))+2, count(len(d.Sentences), "sentence", "sentences"))
	wide, role := len(strconv.Itoa(len(d.Sentences))), 0
	for _, s := range d.Sentences {
		role = max(role, len(roleOf(d, s)))
	}
	for i, s := range d.Sentences {
		prefix := fmt.Sprintf("%*d  %s", wide, i+1, pad(roleOf(d, s), role+2))
		text, more := cut(Clean(s.Of(d.Report.Source)), p.width-columns(prefix)-2)
		if more {
			text += string(glue) + "…"
		}
		p.line(strings.ReplaceAll(prefix+text, string(glue), " "))
	}
	return p.flush()
}

func roleOf(d *readout.Document, s readout.Sentence) string {
	return string(d.Report.Blocks[s.Block].Role)
}

// SentenceText writes every layer of sentence n, from 1, for people: words, tree,
// mentions, time expressions, attributions and statements. An error means that w
// failed or that there is no such sentence.
func SentenceText(w io.Writer, d *readout.Document, n int, opt Options) error {
	if err := CheckSentence(d, n); err != nil {
		return err
	}
	x := explainer{page: newPage(w, opt), d: d, s: d.Sentences[n-1]}
	title := fmt.Sprintf("Sentence %d of %d", n, len(d.Sentences))
	x.item(bold, title, len(title)+2, fmt.Sprintf("block %d, %s, of %s", x.s.Block+1, roleOf(d, x.s), Clean(d.Report.Capture.Input)))
	x.text(2, Clean(x.s.Of(d.Report.Source)))
	x.words()
	x.tree()
	x.mentions()
	x.timexes()
	x.attributions()
	x.statements()
	return x.flush()
}

// explainer writes the layers of one sentence.
type explainer struct {
	*page
	d *readout.Document
	s readout.Sentence
}

// section writes the head of a layer and how many it has in the sentence.
func (x *explainer) section(name string, n int) {
	remark := strconv.Itoa(n)
	if n == 0 {
		remark = "none"
	}
	x.head(name, remark)
}

func (x *explainer) quote(s readout.Span) string { return quote(s.Of(x.d.Report.Source), 0) }

// quotes are several spans, parts of one thing.
func (x *explainer) quotes(spans []readout.Span) string {
	out := make([]string, len(spans))
	for i, s := range spans {
		out[i] = x.quote(s)
	}
	return strings.Join(out, " … ")
}

// entity names an entity with its id; "no entity" for none.
func (x *explainer) entity(i int) string {
	if i < 0 {
		return "no entity"
	}
	e := x.d.Entities[i]
	s := layerID("e", i)
	if e.Name != "" {
		s += " " + quote(e.Name, 0)
	}
	before := " as "
	for k, o := range e.Roles {
		if slices.ContainsFunc(e.Roles[:k], func(x readout.Office) bool { return x.Title == o.Title }) {
			continue
		}
		s += before + quote(o.Title, 0)
		before = ", "
	}
	return s
}

// layerID is the id of element i of a layer, as the annotation in JSON has it.
func layerID(prefix string, i int) string {
	if i < 0 {
		return ""
	}
	return prefix + strconv.Itoa(i+1)
}

// field writes "name value" with a hanging indent, nothing for an empty value.
func (x *explainer) field(name, value string) {
	const indent, behind = 6, 16
	if value != "" {
		x.item(normal, strings.Repeat(" ", indent)+name, behind, value)
	}
}

// within are the indexes of the elements of a layer that share a byte with the
// sentence.
func within[T any](s readout.Sentence, layer []T, spans func(T) []readout.Span) []int {
	var out []int
	for i, e := range layer {
		if slices.ContainsFunc(spans(e), s.Overlaps) {
			out = append(out, i)
		}
	}
	return out
}

func mentionSpans(m readout.Mention) []readout.Span     { return []readout.Span{m.Span} }
func timexSpans(t readout.Timex) []readout.Span         { return []readout.Span{t.Span} }
func statementSpans(s readout.Statement) []readout.Span { return []readout.Span{s.Span} }
func attributionSpans(a readout.Attribution) []readout.Span {
	return slices.Concat(a.Source, a.Cue, a.Content)
}

func (x *explainer) mentions() {
	in := within(x.s, x.d.Mentions, mentionSpans)
	x.section("MENTIONS", len(in))
	for _, i := range in {
		m := x.d.Mentions[i]
		x.item(normal, "", 2, fmt.Sprintf("%s  %s, %s", x.quote(m.Span), m.Type, m.Kind))
		x.field("entity", x.entity(m.Entity))
		x.field("because", Clean(m.Reason))
	}
}

func (x *explainer) timexes() {
	in := within(x.s, x.d.Timexes, timexSpans)
	x.section("TIME EXPRESSIONS", len(in))
	for _, i := range in {
		t := x.d.Timexes[i]
		value := t.Value
		if value == "" {
			value = "not resolved"
		}
		if t.Mod != "" {
			value += ", " + t.Mod
		}
		x.item(normal, "", 2, fmt.Sprintf("%s  %s %s", x.quote(t.Span), t.Type, Clean(value)))
		x.field("derived", Clean(t.Derivation))
		x.field("conflict", Clean(t.Conflict))
	}
}

func (x *explainer) attributions() {
	in := within(x.s, x.d.Attributions, attributionSpans)
	x.section("ATTRIBUTIONS", len(in))
	for _, i := range in {
		a := x.d.Attributions[i]
		about := []string{string(a.Kind), string(a.Form)}
		if a.Within >= 0 {
			about = append(about, "within "+layerID("a", a.Within))
		}
		if a.Count > 0 {
			about = append(about, "stated number "+strconv.Itoa(a.Count))
		}
		x.item(normal, "  "+layerID("a", i), 6, strings.Join(about, ", "))
		x.field("source", or(x.quotes(a.Source), "none"))
		if a.Entity >= 0 {
			x.field("", x.entity(a.Entity))
		}
		x.field("cue", or(x.quotes(a.Cue), "none"))
		x.field("content", x.quotes(a.Content))
		if !a.Access.Empty() {
			x.field("access", x.quote(a.Access))
		}
		x.field("rule", Clean(a.Rule))
	}
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (x *explainer) statements() {
	in := within(x.s, x.d.Statements, statementSpans)
	x.section("STATEMENTS", len(in))
	for _, i := range in {
		s := x.d.Statements[i]
		x.item(normal, "  "+layerID("s", i), 6, x.quote(s.Span))
		x.field("status", string(s.Status))
		if s.Attribution >= 0 {
			x.field("said", string(s.SpeechStatus)+", "+layerID("a", s.Attribution))
		}
		x.field("chain", x.chain(s.Chain))
		if len(s.Chain) > 1 {
			x.field("origin", x.hopName(s.Chain, s.Origin()))
			x.field("root", x.hopName(s.Chain, len(s.Chain)-1))
		}
		x.field("form", string(s.Form))
		x.field("position", string(s.Position))
		x.field("rule", Clean(s.Rule))
	}
}

// hopName names one hop of a chain.
func (x *explainer) hopName(hops []readout.Hop, i int) string {
	switch {
	case i < 0 || i >= len(hops):
		return ""
	case hops[i].Unresolved:
		return "speaker not resolved"
	case i == 0:
		return or(Clean(hops[0].Name), "outlet not stated")
	}
	return or(Clean(hops[i].Name), "source not named")
}

// chain writes hops from the outlet inwards, each with its kind and cue, and with
// what it has of entity, words other than its name, number and access.
func (x *explainer) chain(hops []readout.Hop) string {
	out := make([]string, len(hops))
	for i, h := range hops {
		about := []string{string(h.Kind)}
		if h.Entity >= 0 {
			about = append(about, layerID("e", h.Entity))
		}
		if !h.Span.Empty() {
			if w := Clean(h.Span.Of(x.d.Report.Source)); h.Unresolved || w != Clean(h.Name) {
				about = append(about, quote(w, 0))
			}
		}
		if h.Cue != "" {
			about = append(about, x.cue(h.Cue))
		}
		if h.Count > 0 {
			about = append(about, "stated number "+strconv.Itoa(h.Count))
		}
		if !h.Access.Empty() {
			about = append(about, "access "+x.quote(h.Access))
		}
		out[i] = fmt.Sprintf("%s (%s)", x.hopName(hops, i), strings.Join(about, ", "))
	}
	return strings.Join(out, " > ")
}

// cue is in quotation marks where it is words of the report: a credit is a mark
// for the whole of it.
func (x *explainer) cue(cue string) string {
	if c := Clean(cue); !strings.Contains(Clean(x.d.Report.Source), c) {
		return c
	}
	return quote(cue, 0)
}
