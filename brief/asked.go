package brief

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// checkChecked checks a reading and what was found on a claim.
func checkChecked(r *readout.Reading, k *readout.Checked) error {
	if err := check(r); err != nil {
		return err
	}
	if k.Claim == nil || k.Claim.Report == nil {
		return errors.New("brief: there is no claim to check")
	}
	c := checker{r: r}
	for i, x := range k.Roots {
		c.index("origin of root", i, x.Origin, len(k.Origins), false)
	}
	for i := range k.Parts {
		p := &k.Parts[i]
		c.index("statement of the claim", i, p.Statement, len(k.Claim.Statements), false)
		for j := range p.Reports {
			x := &p.Reports[j]
			c.index("report checked", j, x.Report, len(r.Docs), false)
			c.index("original of a report checked", j, x.CopyOf, len(r.Docs), true)
			for _, f := range x.Found {
				c.statement("claim", j, f.StatementAt)
				c.index("origin of words on a claim", j, f.Origin, len(k.Origins), false)
				c.index("root of words on a claim", j, f.Root, len(k.Roots), false)
				if (f.Differ != nil) != (f.Answer == readout.AnswerDiffers) {
					c.fail("words on a claim differ without a value")
				}
			}
			for _, n := range x.Nearest {
				c.statement("claim", j, n.StatementAt)
			}
		}
	}
	return c.err
}

// answerNames are the answers as people read them.
var answerNames = map[readout.Answer]string{
	readout.AnswerSupports: "supports", readout.AnswerDenies: "denies", readout.AnswerDiffers: "differs",
	readout.AnswerDistant: "at a distance", readout.AnswerNothing: "nothing",
}

func answerName(a readout.Answer) string { return or(answerNames[a], Clean(string(a))) }

// answersOf are the answers of a report in words: "supports and denies, in the
// headline only".
func (v *view) answersOf(x *readout.CheckedReport) string {
	var out []string
	for _, a := range x.Answers {
		s := answerName(a)
		if a != readout.AnswerNothing && !slices.ContainsFunc(x.Found, func(f readout.CheckedAt) bool { return f.Answer == a && !v.weakAt(f.StatementAt) }) {
			s += " in headline, deck or caption only"
		}
		out = append(out, s)
	}
	return strings.Join(out, " and ")
}

func (v *view) weakAt(at readout.StatementAt) bool {
	return v.r.Docs[at.Report].Statements[at.Statement].Position.Weak()
}

func (v *view) refAt(at readout.StatementAt) readout.Ref {
	return readout.Ref{Report: at.Report, Span: v.r.Docs[at.Report].Statements[at.Statement].Span}
}

// throughWhom is how words that answer a claim stand: the answer, what keeps them
// at a distance or sets them apart, position and chain.
func (v *view) throughWhom(f *readout.CheckedAt) string {
	s := answerName(f.Answer)
	if d := f.Differ; d != nil {
		s += fmt.Sprintf(" in the %s: the claim has %s, the report %s", Clean(d.Kind), Clean(d.Claim), Clean(d.Report))
		if d.Both {
			s += "; both can hold"
		}
	}
	if f.Reason != "" {
		s += ", " + Clean(f.Reason)
	}
	st := &v.r.Docs[f.Report].Statements[f.Statement]
	if st.Position.Weak() {
		s += ", in the " + string(st.Position)
	}
	return s + ": " + v.chainOf(f.Report, st)
}

// asks is a statement of the claim: its words, who says it and its status.
func asks(k *readout.Checked, p *readout.CheckedPart) string {
	st := &k.Claim.Statements[p.Statement]
	s := quote(st.Of(k.Claim.Report.Source), 0)
	if root := st.Root(); st.Attribution >= 0 {
		s += ", said by " + or(Clean(root.Name), "somebody not named")
	}
	if st.Status != "" && st.Status != readout.Happened {
		s += ", status " + Clean(string(st.Status))
	}
	return s
}

// summary counts what answers a claim: reports, newsrooms, roots. It weighs
// nothing further.
func summary(s readout.AnswerSum) string {
	out := count(s.Reports, "report", "reports")
	var of []string
	if s.Copies > 0 {
		of = append(of, count(s.Copies, "copy", "copies")+" among them")
	}
	if s.Weak > 0 {
		of = append(of, fmt.Sprintf("%d in headline, deck or caption only", s.Weak))
	}
	if len(of) > 0 {
		out += " (" + strings.Join(of, ", ") + ")"
	}
	if s.Answer == readout.AnswerNothing {
		return out
	}
	return out + ", " + count(s.Origins, "origin", "origins") + ", " + count(s.Roots, "root", "roots")
}

// copied says that a report carries another's text.
func copiedFrom(x *readout.CheckedReport) string {
	if x.CopyOf < 0 {
		return ""
	}
	return "copy of " + Label(x.CopyOf) + ", adds no origin and no root"
}
