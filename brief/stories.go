package brief

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// mostTogether is how many words are named for what puts a report with its
// story.
const mostTogether = 6

// together names, for each report of a story, what it has in common with the
// others: that it is a copy of one, and the words, rare in news, that stand in
// it and in most others.
func together(r *readout.Reading, st *readout.Story) []reasonJSON {
	in := map[string]int{} // stem -> reports of the story with it
	words := make([]map[string]string, len(st.Reports))
	for k, i := range st.Reports {
		words[k] = stems(r.Docs[i].Report)
		for s := range words[k] {
			in[s]++
		}
	}
	out := make([]reasonJSON, len(st.Reports))
	for k, i := range st.Reports {
		out[k] = reasonJSON{Report: Label(i), Words: []string{}}
		var common []string
		for s := range words[k] {
			if in[s] > 1 {
				common = append(common, s)
			}
		}
		weight := func(s string) float64 { return float64(in[s]) * float64(lexis.IDF(s)) }
		slices.SortFunc(common, func(a, b string) int { return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a, b)) })
		for _, s := range common[:min(len(common), mostTogether)] {
			out[k].Words = append(out[k].Words, words[k][s])
		}
	}
	for _, c := range r.Copies {
		if k := slices.Index(st.Reports, c.Report); k >= 0 && c.Of >= 0 && !c.Partial {
			out[k].CopyOf = Label(c.Of)
		}
	}
	return out
}

// stems are the stems of a report's content words, with the form in which each
// first stands there.
func stems(r *readout.Report) map[string]string {
	out := map[string]string{}
	for f := range strings.FieldsSeq(r.Title.Value + "\n" + r.Text()) {
		for _, w := range fold.Words(f) {
			if len(w) < 3 || lexis.Grammar(w) {
				continue
			}
			s := lexis.Stem(w)
			if _, again := out[s]; again {
				continue
			}
			out[s] = w
			if f = strings.Trim(f, `.,:;!?"'()“”‘’`); fold.Key(f) == w {
				out[s] = Clean(f)
			}
		}
	}
	return out
}

// StoriesText lists the stories of the reports: their reports, their days where
// known and what puts them together. An error means that w failed or that the
// reading is broken.
func StoriesText(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	p := newPage(w, opt)
	p.text(0, fmt.Sprintf("%s in %s", count(len(r.Stories), "story", "stories"), count(len(r.Docs), "report", "reports")))
	for i := range r.Stories {
		st := &r.Stories[i]
		v := newView(r, st)
		p.blank()
		title := cmp.Or(Clean(st.Title), "Story without a title")
		p.item(bold, fmt.Sprint(i+1), 4, title)
		if days := span(st); days != "" {
			p.text(4, days)
		}
		for k, why := range together(r, st) {
			n := st.Reports[k]
			line := r.Docs[n].Report.ID() + "  " + v.outlet(n)
			if f := r.Docs[n].Report.Published; f.Stated() {
				line += ", " + day(f)
			}
			line += "  " + Clean(r.Docs[n].Report.Title.Value)
			p.item(normal, "    "+why.Report, 8, line)
			if because := why.text(); because != "" {
				p.text(8, because)
			}
		}
	}
	t := &teller{page: p, view: newView(r, &readout.Story{})}
	t.unread()
	return p.flush()
}

func (x reasonJSON) text() string {
	var out []string
	if x.CopyOf != "" {
		out = append(out, "copy of "+x.CopyOf)
	}
	if len(x.Words) > 0 {
		out = append(out, "in common: "+strings.Join(x.Words, ", "))
	}
	return strings.Join(out, "; ")
}

func span(st *readout.Story) string {
	if st.From == st.To {
		return st.From
	}
	return st.From + " to " + st.To
}

type storiesJSON struct {
	Readout programJSON   `json:"readout"`
	Reports []reportJSON  `json:"reports"`
	Stories []groupedJSON `json:"stories"`
}

type groupedJSON struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	From    string       `json:"from"`
	To      string       `json:"to"`
	Reports []string     `json:"reports"`
	Because []reasonJSON `json:"because"`
}

type reasonJSON struct {
	Report string   `json:"report"`
	CopyOf string   `json:"copy_of"`
	Words  []string `json:"words"`
}

// StoriesJSON writes the list of stories as one line of JSON.
func StoriesJSON(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	out := storiesJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: newEncoder(r).reports(), Stories: []groupedJSON{}}
	for i := range r.Stories {
		st := &r.Stories[i]
		out.Stories = append(out.Stories, groupedJSON{st.ID, st.Title, st.From, st.To, labelList(st.Reports), together(r, st)})
	}
	return encode(w, out)
}
