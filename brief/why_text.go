package brief

import (
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// How much of an item the text form shows.
const (
	mostOpened = 6  // places, of each side of a difference
	mostRooted = 40 // lines of the origin graph

	digestShown = 12 // hex digits of a digest, those of a report's id
	factColumns = 18 // of a fact's name
)

// WhyText writes what each item is and opens its places: the words in their
// sentence, where they stand, who says them, what read them and whose reporting
// they are. An error means that w failed or that the reading is broken.
func WhyText(w io.Writer, r *readout.Reading, items []Item, opt Options) error {
	if err := checkItems(r, items); err != nil {
		return err
	}
	p := newPage(w, opt)
	e := newEncoder(r)
	edges := origins(r)
	for i, x := range items {
		if i > 0 {
			p.blank()
		}
		t := &whyTeller{teller: teller{page: p, view: newView(r, &r.Stories[x.story])}, encoder: e, edges: edges, all: opt.All}
		t.whole = opt.All
		t.why(x)
	}
	t := &teller{page: p, view: newView(r, &readout.Story{})}
	t.unread()
	return p.flush()
}

// whyTeller writes items of one story as text.
type whyTeller struct {
	teller
	encoder *encoder
	edges   [][]edge
	all     bool
}

func (t *whyTeller) why(x Item) {
	places := t.open(x)
	t.topped(t.called(x), standsIn(places))
	if len(t.r.Stories) > 1 {
		t.text(2, "story: "+t.title())
	}
	if x.kind == claimItem {
		t.text(2, t.claimText(&t.st.Claims[x.index], 0))
	}
	t.facts(2, t.defining(x))
	t.head("EVIDENCE", "")
	t.evidence(x, places)
	t.origins(places)
	table := *t.st
	table.Reports = t.citing(places, t.edges)
	(&teller{page: t.page, view: newView(t.r, &table)}).reports()
}

func (t *whyTeller) facts(indent int, list []fact) {
	for _, f := range list {
		t.item(normal, strings.Repeat(" ", indent)+f.name, factColumns, f.value)
	}
}

// evidence opens the places, a few of each side unless all are asked for.
func (t *whyTeller) evidence(x Item, list []opened) {
	side, shown, left := -1, 0, 0
	rest := func() {
		if left > 0 {
			t.text(2, count(left, "more place", "more places")+": --all")
		}
		shown, left = 0, 0
	}
	for _, p := range t.first(x, list) {
		if p.side != side {
			rest()
			if side >= 0 {
				t.blank()
			}
			side = p.side
			name := fmt.Sprintf("  side %d", side+1)
			t.item(bold, name, len(name)+2, t.sideOf(x, side))
		}
		if !t.all && shown == mostOpened {
			left++
			continue
		}
		shown++
		name := "  " + t.place(p.Ref)
		t.item(bold, name, len(name)+2, t.outlet(p.Report))
		t.page.marked(t.view.marked(p.Ref))
		start, end := t.encoder.points[p.Report].Span(p.Span)
		digest := t.r.Docs[p.Report].Report.Capture.SHA256
		t.facts(4, t.recorded(p, [2]int{start, end}, short(digest)))
	}
	rest()
}

// short is the start of a digest.
func short(digest string) string {
	if len(digest) <= digestShown {
		return digest
	}
	return digest[:digestShown] + "…"
}

// first puts the places of a claim that the brief would show before the others, as
// denials and one of each report may not be cut.
func (t *whyTeller) first(x Item, list []opened) []opened {
	if x.kind != claimItem || t.all || len(list) <= mostOpened {
		return list
	}
	var out, rest []opened
	shown := spread(t.st.Claims[x.index].Evidence, mostOpened)
	for i, p := range list {
		if len(shown) > 0 && shown[0] == i {
			out, shown = append(out, p), shown[1:]
		} else {
			rest = append(rest, p)
		}
	}
	return append(out, rest...)
}

// origins is the origin graph of the places.
func (t *whyTeller) origins(places []opened) {
	list := t.graph(places, t.edges)
	t.head("ORIGINS", "")
	shown := list
	if !t.all {
		shown = list[:min(len(list), mostRooted)]
	}
	for _, b := range shown {
		indent := 2 + 2*b.depth
		t.item(normal, "", indent, b.text)
	}
	if n := len(list) - len(shown); n > 0 {
		t.text(2, count(n, "more line", "more lines")+": --all")
	}
}

// markedColumns is the indent of a sentence with its words marked.
const markedColumns = 4

// marked writes a text folded, the words between the brackets bold.
func (p *page) marked(text, open, closing string) {
	blanks := strings.Repeat(" ", markedColumns)
	inside, done := false, false
	for i, l := range wrap(text, p.width, markedColumns, markedColumns) {
		if i == 0 {
			l = blanks + l
		}
		body := strings.TrimLeft(l, " ")
		lead := l[:len(l)-len(body)]
		from, to := 0, len(body)
		if !inside {
			from = strings.Index(body, open)
		}
		if body == "" {
			continue
		}
		if done || from < 0 {
			p.line(l)
			continue
		}
		inside = true
		if n := strings.Index(body[from:], closing); n >= 0 {
			to, inside, done = from+n+len(closing), false, true
		}
		p.line(lead + body[:from] + p.paint(bold, body[from:to]) + body[to:])
	}
}
