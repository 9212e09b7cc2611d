package brief

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// Words gives parts of a story in the words of the brief, for a face that lays them
// out itself. Words of reports in them are as [Clean] makes them, and escaped for
// nothing: that is left to the face.
type Words struct{ v *view }

// WordsOf prepares the words of one story of a reading.
func WordsOf(r *readout.Reading, st *readout.Story) *Words {
	v := newView(r, st)
	v.whole = true
	return &Words{v}
}

// unglued prints glued words with blanks that do not part.
func unglued(s string) string { return strings.ReplaceAll(s, string(glue), "\u00a0") }

// Counts is the head line of a story: reports, origins, relays, copies.
func (w *Words) Counts() string { return w.v.counts() }

// Listed is a claim as the brief lists it.
type Listed struct {
	Claim    int      // index into Story.Claims
	Twin     int      // the same words in the other ledger; -1 for none
	Standing string   // count, independence and reason in words
	Seen     []string // numbers of the differences that it stands in: D1
}

// Claims are the claims of the story in the order of the brief: those that more than
// one report carries or that are disputed, utterances heard in several reports, and
// those of one report. Claims of the last kind that the brief shows as next steps or
// assessments are not among them.
func (w *Words) Claims() (weighed, said, single []Listed) {
	at := map[*readout.Claim]int{}
	for i := range w.v.st.Claims {
		at[&w.v.st.Claims[i]] = i
	}
	listed := func(list []entry) []Listed {
		out := make([]Listed, 0, len(list))
		for _, e := range list {
			x := Listed{Claim: at[e.claim], Twin: -1, Standing: unglued(judgement(e)), Seen: e.seen}
			if e.twin != nil {
				x.Twin = at[e.twin]
			}
			out = append(out, x)
		}
		return out
	}
	l := w.v.list()
	return listed(l.weighed), listed(l.said), listed(l.single)
}

// Standing is everything that is said of a claim besides its words.
func (w *Words) Standing(claim int) string {
	return unglued(judgement(entry{claim: &w.v.st.Claims[claim]}))
}

// Decided is what a person decided on the words of a claim.
type Decided struct {
	readout.Judgement
	Text string // what, on which words, by whom, when and why
}

// Decided are the decisions on words that a claim rests on, in order of time.
func (w *Words) Decided(claim int) []Decided {
	var out []Decided
	for _, j := range w.v.decidedOn(&w.v.st.Claims[claim]) {
		out = append(out, Decided{j, unglued(w.v.decided(&j))})
	}
	return out
}

// Quote is the words of a place in quotation marks.
func (w *Words) Quote(ref readout.Ref) string { return unglued(quote(w.v.words(ref), 0)) }

// Quoted is words of a report in quotation marks.
func Quoted(words string) string { return unglued(quote(words, 0)) }

// Place names the report and the block of a place: A15.
func (w *Words) Place(ref readout.Ref) string { return w.v.place(ref) }

// Outlet is who published a report, or that it is not stated.
func (w *Words) Outlet(report int) string { return w.v.outlet(report) }

// Day is the day of publication of a report, or that it has no date.
func (w *Words) Day(report int) string { return day(w.v.r.Docs[report].Report.Published) }

// Chain is who says a piece of evidence, from the outlet inwards.
func (w *Words) Chain(e *readout.Evidence) string { return unglued(w.v.chain(e)) }

// ChainOf is who says a statement, from the outlet inwards.
func (w *Words) ChainOf(at readout.StatementAt) string {
	return unglued(w.v.chainOf(at.Report, w.v.statement(at)))
}

// Silences are the places where somebody gave no answer, each once, with who is
// silent as the report has it and the day of the report; either may be "".
func (w *Words) Silences() (at []readout.Ref, by, asOf []string) {
	for _, ref := range w.v.silences() {
		at = append(at, ref)
		by = append(by, Clean(silentBy(w.v.r, ref)))
		day := ""
		if f := w.v.r.Docs[ref.Report].Report.Published; f.Stated() {
			day = w.Day(ref.Report)
		}
		asOf = append(asOf, day)
	}
	return at, by, asOf
}

// CardLine is a field of the card of a meeting; without values no report says it.
type CardLine struct {
	Name   string
	Values []CardText
}

// CardText is a value of a card with the places that it comes from.
type CardText struct {
	Text     string
	Evidence []readout.Ref
}

// Card is the card of the meeting that the story turns on, in the order of the
// brief; nil where it turns on none.
func (w *Words) Card() []CardLine {
	if w.v.st.Card == nil {
		return nil
	}
	var out []CardLine
	for _, f := range cardNames {
		line := CardLine{Name: f.name}
		for _, x := range w.v.st.Card.Values[f.field] {
			line.Values = append(line.Values, CardText{unglued(w.v.cardWords(x, 0)), x.Evidence})
		}
		out = append(out, line)
	}
	return out
}

// DatedWords is a line of a timeline in words.
type DatedWords struct {
	When, Text, Standing string
	Doubt                string // why the date is doubtful; ""
}

// Dated is a line of the timeline in words.
func (w *Words) Dated(l *readout.Dated) DatedWords {
	return DatedWords{unglued(w.v.when(l)), unglued(w.v.dated(l)), unglued(w.v.standing(l, nil)), unglued(doubtful(l))}
}

// Cite is a claim for a text of one's own, in Markdown: its words and how it stands,
// with a footnote for each place after ICD 206.
func (w *Words) Cite(claim int) string {
	c := &w.v.st.Claims[claim]
	n := &notes{at: map[string]int{}}
	var b bytes.Buffer
	m := &chronicle{view: w.v, w: bufio.NewWriter(&b), notes: n}
	cites := ""
	for i := range c.Evidence {
		cites += m.cite(&c.Evidence[i])
	}
	out := md(quote(c.Text, 0)) + " (" + md(string(c.Level)+", "+judgement(entry{claim: c})) + ")" + cites + "\n"
	for i, s := range n.lines {
		out += fmt.Sprintf("\n[^%d]: %s", i+1, s)
	}
	return out + "\n"
}

// Edge is one edge of the origin graph: whose reporting a report, or a block of it,
// is.
type Edge struct {
	Kind   EdgeKind
	Report int
	Block  int // -1 for the whole report
	Of     int // the report it comes from; -1 where that is not among the reports
	Name   string
	Line   string      // the same in words, with the reason
	At     readout.Ref // the words that show it; an empty span for none
}

// Edges are the edges of the origin graph by report.
func Edges(r *readout.Reading) []Edge {
	var out []Edge
	for _, list := range edges(r) {
		for _, e := range list {
			out = append(out, Edge{e.kind, e.report, e.block, e.of, Clean(e.name), unglued(edgeLine(e)), e.at})
		}
	}
	return out
}
