package brief

import (
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// The form of an explanation in JSON. Offsets are code points into the source of
// the report, as LinesJSON prints it; ids are those of the annotation.

type explainJSON struct {
	Input     string             `json:"input"`
	Sentences []sentenceJSON     `json:"sentences"`
	Explained *sentenceLayerJSON `json:"explained,omitempty"`
}

type sentenceJSON struct {
	N     int    `json:"n"`
	Block int    `json:"block"` // from 1, as readout lines counts
	Role  string `json:"role"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type sentenceLayerJSON struct {
	sentenceJSON
	Words        []wordJSON        `json:"words"`
	Mentions     []mentionJSON     `json:"mentions"`
	Entities     []namedJSON       `json:"entities"`
	Timexes      []timexJSON       `json:"timexes"`
	Attributions []attributionJSON `json:"attributions"`
	Statements   []standingJSON    `json:"statements"`
}

// partJSON is a span with its text.
type partJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type wordJSON struct {
	N int `json:"n"`
	partJSON
	Lemma   string `json:"lemma"`
	UPOS    string `json:"upos"`
	XPOS    string `json:"xpos"`
	Feats   string `json:"feats"`
	Head    int    `json:"head"` // 0 for the root
	Rel     string `json:"deprel"`
	Joined  bool   `json:"joined"`
	Mention string `json:"mention"`
}

type mentionJSON struct {
	partJSON
	Type   string `json:"type"`
	Kind   string `json:"kind"`
	Entity string `json:"entity"`
	Reason string `json:"reason"`
}

type namedJSON struct {
	ID    string   `json:"id"`
	Type  string   `json:"type"`
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
}

type timexJSON struct {
	partJSON
	Type       string `json:"type"`
	Value      string `json:"value"`
	Mod        string `json:"mod"`
	Derivation string `json:"derivation"`
	Conflict   string `json:"conflict"`
}

type attributionJSON struct {
	ID      string     `json:"id"`
	Source  []partJSON `json:"source"`
	Cue     []partJSON `json:"cue"`
	Content []partJSON `json:"content"`
	Access  *partJSON  `json:"access"`
	Entity  string     `json:"entity"`
	Kind    string     `json:"kind"`
	Count   *int       `json:"count"`
	Form    string     `json:"form"`
	Within  string     `json:"within"`
	Rule    string     `json:"rule"`
}

// standingJSON is a statement; origin and root are indexes into its chain: the
// newsroom that vouches for it, and who the words rest on.
type standingJSON struct {
	ID string `json:"id"`
	partJSON
	Chain       []linkJSON `json:"chain"`
	Origin      int        `json:"origin"`
	Root        int        `json:"root"`
	Form        string     `json:"form"`
	Status      string     `json:"status"`
	Speech      string     `json:"speech"` // whether it was said; "happened" for own voice too
	Position    string     `json:"position"`
	Attribution string     `json:"attribution"`
	Rule        string     `json:"rule"`
}

// linkJSON is a hop of a chain with what explains it.
type linkJSON struct {
	hopJSON
	Words    *partJSON `json:"words"` // where the source stands; null for the outlet
	Entity   string    `json:"entity"`
	Resolved bool      `json:"resolved"`
	Count    *int      `json:"count"`
	Access   *partJSON `json:"access"`
}

// SentencesJSON writes the sentences of a document as one line of JSON. An error
// means that w failed.
func SentencesJSON(w io.Writer, d *readout.Document, _ Options) error {
	x := newLayers(d)
	out := explainJSON{Input: d.Report.Capture.Input, Sentences: []sentenceJSON{}}
	for i := range d.Sentences {
		out.Sentences = append(out.Sentences, x.sentence(i))
	}
	return encode(w, out)
}

// SentenceJSON writes every layer of sentence n, from 1, as one line of JSON. An
// error means that w failed or that there is no such sentence.
func SentenceJSON(w io.Writer, d *readout.Document, n int, _ Options) error {
	if err := CheckSentence(d, n); err != nil {
		return err
	}
	x := newLayers(d)
	s := d.Sentences[n-1]
	layers := &sentenceLayerJSON{
		sentenceJSON: x.sentence(n - 1),
		Words:        x.words(s),
		Mentions:     pick(within(s, d.Mentions, mentionSpans), x.mention),
		Timexes:      pick(within(s, d.Timexes, timexSpans), x.timex),
		Attributions: pick(within(s, d.Attributions, attributionSpans), x.attribution),
		Statements:   pick(within(s, d.Statements, statementSpans), x.statement),
	}
	layers.Entities = x.entities(s)
	return encode(w, explainJSON{Input: d.Report.Capture.Input, Sentences: []sentenceJSON{layers.sentenceJSON}, Explained: layers})
}

// layers gives the layers of a document their outward form.
type layers struct {
	d      *readout.Document
	points *readout.CodePoints
}

func newLayers(d *readout.Document) layers { return layers{d, readout.NewCodePoints(d.Report.Source)} }

// pick is never nil, so that an empty list is [].
func pick[T any](in []int, form func(int) T) []T {
	out := make([]T, len(in))
	for k, i := range in {
		out[k] = form(i)
	}
	return out
}

func (x layers) part(s readout.Span) partJSON {
	start, end := x.points.Span(s)
	return partJSON{start, end, strings.ToValidUTF8(s.Of(x.d.Report.Source), "\uFFFD")}
}

func (x layers) parts(spans []readout.Span) []partJSON {
	out := []partJSON{}
	for _, s := range spans {
		out = append(out, x.part(s))
	}
	return out
}

func (x layers) sentence(i int) sentenceJSON {
	s := x.d.Sentences[i]
	p := x.part(s.Span)
	return sentenceJSON{N: i + 1, Block: s.Block + 1, Role: roleOf(x.d, s), Start: p.Start, End: p.End, Text: p.Text}
}

func (x layers) words(s readout.Sentence) []wordJSON {
	out := []wordJSON{}
	for i, w := range x.d.Words[s.FirstWord:s.LastWord] {
		head := 0
		if w.Head >= 0 {
			head = w.Head - s.FirstWord + 1
		}
		out = append(out, wordJSON{
			N: i + 1, partJSON: x.part(w.Span), Lemma: w.Lemma, UPOS: w.UPOS.String(), XPOS: w.XPOS.String(), Feats: w.Feats,
			Head: head, Rel: w.Rel.String(), Joined: w.Joined, Mention: string(w.Mention),
		})
	}
	return out
}

func (x layers) mention(i int) mentionJSON {
	m := x.d.Mentions[i]
	return mentionJSON{x.part(m.Span), string(m.Type), string(m.Kind), layerID("e", m.Entity), m.Reason}
}

// entities are those that the sentence mentions, in their order.
func (x layers) entities(s readout.Sentence) []namedJSON {
	in := map[int]bool{}
	for _, i := range within(s, x.d.Mentions, mentionSpans) {
		in[x.d.Mentions[i].Entity] = true
	}
	for _, i := range within(s, x.d.Attributions, attributionSpans) {
		in[x.d.Attributions[i].Entity] = true
	}
	for _, i := range within(s, x.d.Statements, statementSpans) {
		for _, h := range x.d.Statements[i].Chain {
			in[h.Entity] = true
		}
	}
	out := []namedJSON{}
	for i, e := range x.d.Entities {
		if !in[i] {
			continue
		}
		n := namedJSON{ID: layerID("e", i), Type: string(e.Type), Name: e.Name, Roles: []string{}}
		for _, o := range e.Roles {
			n.Roles = append(n.Roles, o.Title)
		}
		out = append(out, n)
	}
	return out
}

func (x layers) timex(i int) timexJSON {
	t := x.d.Timexes[i]
	return timexJSON{x.part(t.Span), string(t.Type), t.Value, t.Mod, t.Derivation, t.Conflict}
}

func (x layers) attribution(i int) attributionJSON {
	a := x.d.Attributions[i]
	out := attributionJSON{
		ID: layerID("a", i), Source: x.parts(a.Source), Cue: x.parts(a.Cue), Content: x.parts(a.Content),
		Entity: layerID("e", a.Entity), Kind: string(a.Kind), Form: string(a.Form), Within: layerID("a", a.Within), Rule: a.Rule,
	}
	if a.Count > 0 {
		out.Count = &a.Count
	}
	out.Access = x.optional(a.Access)
	return out
}

func (x layers) statement(i int) standingJSON {
	s := x.d.Statements[i]
	return standingJSON{
		ID: layerID("s", i), partJSON: x.part(s.Span), Chain: x.links(s.Chain), Origin: s.Origin(), Root: len(s.Chain) - 1, Form: string(s.Form),
		Status: string(s.Status), Speech: string(s.SpeechStatus), Position: string(s.Position), Attribution: layerID("a", s.Attribution), Rule: s.Rule,
	}
}

func (x layers) links(chain []readout.Hop) []linkJSON {
	out := []linkJSON{}
	for k, h := range hops(chain) {
		hop := chain[k]
		l := linkJSON{hopJSON: h, Words: x.optional(hop.Span), Entity: layerID("e", hop.Entity), Resolved: !hop.Unresolved, Access: x.optional(hop.Access)}
		if hop.Count > 0 {
			l.Count = &hop.Count
		}
		out = append(out, l)
	}
	return out
}

// optional is null for an empty span.
func (x layers) optional(s readout.Span) *partJSON {
	if s.Empty() {
		return nil
	}
	p := x.part(s)
	return &p
}
