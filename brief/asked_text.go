package brief

import (
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// How much the text form shows of one report on one statement of a claim.
const mostAnswers = 3

var answerStyles = map[readout.Answer]style{
	readout.AnswerSupports: green, readout.AnswerDenies: red, readout.AnswerDiffers: yellow, readout.AnswerDistant: yellow,
}

// CheckText writes what each report has on a claim from outside: the answer, the
// words and through whom they come, then how many reports, newsrooms and roots
// stand behind each answer. An error means that w failed or that something is
// broken.
func CheckText(w io.Writer, r *readout.Reading, k *readout.Checked, opt Options) error {
	if err := checkChecked(r, k); err != nil {
		return err
	}
	t := &teller{page: newPage(w, opt), view: newView(r, &readout.Story{Origins: k.Origins, Roots: k.Roots})}
	t.topped("CLAIM", count(len(r.Docs), "report", "reports"))
	t.text(2, quote(k.Claim.Report.Source, 0))
	shown := map[int]bool{}
	for i := range k.Parts {
		p := &k.Parts[i]
		t.blank()
		t.item(bold, "STATEMENT", len("STATEMENT")+2, asks(k, p))
		t.checked(p, opt.All, shown)
	}
	for _, d := range readAnalysed(k) {
		if shown[d] || opt.All {
			t.st.Reports = append(t.st.Reports, d)
		}
	}
	if len(t.st.Reports) > 0 {
		t.reports()
	}
	t.unread()
	return t.flush()
}

// readAnalysed are the reports that were looked at.
func readAnalysed(k *readout.Checked) []int {
	var out []int
	if len(k.Parts) > 0 {
		for i := range k.Parts[0].Reports {
			out = append(out, k.Parts[0].Reports[i].Report)
		}
	}
	return out
}

// checked writes one statement of the claim.
func (t *teller) checked(p *readout.CheckedPart, all bool, shown map[int]bool) {
	var silent []int
	for i := range p.Reports {
		x := &p.Reports[i]
		if len(x.Found) == 0 && len(x.Nearest) == 0 {
			silent = append(silent, x.Report)
			continue
		}
		shown[x.Report] = true
		head := t.outlet(x.Report)
		if s := copiedFrom(x); s != "" {
			head += ", " + s
		}
		name := "  " + Label(x.Report) + "  " + t.answersOf(x)
		t.item(answerStyles[x.Answers[0]], name, 6, "("+head+")")
		left := 0
		for j := range x.Found {
			if f := &x.Found[j]; all || j < mostAnswers || f.Answer != x.Found[j-1].Answer {
				t.answered(t.refAt(f.StatementAt), t.throughWhom(f))
			} else {
				left++
			}
		}
		t.more(6, left, "place", "places", "json")
		for _, n := range x.Nearest {
			if len(x.Found) == 0 {
				t.answered(t.refAt(n.StatementAt), "not taken for it: "+Clean(n.Reason))
			}
		}
	}
	if len(silent) > 0 {
		t.item(normal, "  nothing in", 14, labels(silent))
	}
	t.blank()
	for _, s := range p.Sums {
		t.item(answerStyles[s.Answer], "  "+answerName(s.Answer), 18, summary(s))
	}
}

// answered writes words with how they stand.
func (t *teller) answered(ref readout.Ref, how string) {
	place := t.place(ref)
	t.item(normal, "      "+place, 8+len(place), quote(t.words(ref), t.fit(8, how))+" "+strings.TrimSpace(how))
}
