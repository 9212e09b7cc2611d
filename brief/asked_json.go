package brief

import (
	"io"

	"github.com/readout-project/readout"
)

type checkedJSON struct {
	Readout programJSON       `json:"readout"`
	Reports []reportJSON      `json:"reports"`
	Claim   outsideJSON       `json:"claim"`
	Checked []checkedPartJSON `json:"checked"`
	Origins []originJSON      `json:"origins"`
	Roots   []rootJSON        `json:"roots"`
}

// outsideJSON is the claim as it was read; offsets are code points into its text.
type outsideJSON struct {
	Text       string            `json:"text"`
	Statements []outsidePartJSON `json:"statements"`
}

type outsidePartJSON struct {
	Start  int       `json:"start"`
	End    int       `json:"end"`
	Exact  string    `json:"exact"`
	Status string    `json:"status"`
	Speech string    `json:"speech"`
	Chain  []hopJSON `json:"chain"`
}

type checkedPartJSON struct {
	Statement int                 `json:"statement"` // index into the statements of the claim
	Reports   []checkedReportJSON `json:"reports"`
	Summary   []answerSumJSON     `json:"summary"`
}

type checkedReportJSON struct {
	Report  string            `json:"report"`
	CopyOf  string            `json:"copy_of"`
	Answers []string          `json:"answers" one:"supports|denies|differs|at-a-distance|nothing"`
	Found   []checkedAtJSON   `json:"found"`
	Nearest []checkedNearJSON `json:"nearest"`
}

type checkedAtJSON struct {
	spanJSON
	Answer   string         `json:"answer" one:"supports|denies|differs|at-a-distance|nothing"`
	Reason   string         `json:"reason"`
	Differs  *differingJSON `json:"differs"`
	Status   string         `json:"status"`
	Speech   string         `json:"speech"`
	Position string         `json:"position"`
	Form     string         `json:"form"`
	Chain    []hopJSON      `json:"chain"`
	Origin   string         `json:"origin"`
	Root     string         `json:"root"`
}

type differingJSON struct {
	Kind   string `json:"kind" one:"number|day|place|manner"`
	Claim  string `json:"claim"`
	Report string `json:"report"`
	Both   bool   `json:"both"`
}

type checkedNearJSON struct {
	spanJSON
	Reason string `json:"reason"`
}

type answerSumJSON struct {
	Answer  string `json:"answer" one:"supports|denies|differs|at-a-distance|nothing"`
	Reports int    `json:"reports"`
	Copies  int    `json:"copies"`
	Weak    int    `json:"weak"`
	Origins int    `json:"origins"`
	Roots   int    `json:"roots"`
}

// CheckJSON writes what each report has on a claim as one line of JSON. Offsets
// are code points into the source of the report, those of the claim into its
// text.
func CheckJSON(w io.Writer, r *readout.Reading, k *readout.Checked, opt Options) error {
	out, err := checkForm(r, k, opt)
	if err != nil {
		return err
	}
	return encode(w, out)
}

// CheckInStory is what one story of a record has on a claim.
type CheckInStory struct {
	Story   readout.StoryLine
	Reading *readout.Reading
	Checked *readout.Checked
}

type checkedInStoriesJSON struct {
	Readout programJSON          `json:"readout"`
	Stories []checkedInStoryJSON `json:"stories"`
}

type checkedInStoryJSON struct {
	Story string      `json:"story"`
	Title string      `json:"title"`
	Check checkedJSON `json:"check"`
}

// CheckInStoriesJSON writes what each of several stories has on a claim as one line of
// JSON; labels of reports are those of their story.
func CheckInStoriesJSON(w io.Writer, list []CheckInStory, opt Options) error {
	out := checkedInStoriesJSON{programJSON{opt.Version, opt.Pipeline}, []checkedInStoryJSON{}}
	for _, x := range list {
		form, err := checkForm(x.Reading, x.Checked, opt)
		if err != nil {
			return err
		}
		out.Stories = append(out.Stories, checkedInStoryJSON{x.Story.ID, x.Story.Title, form})
	}
	return encode(w, out)
}

func checkForm(r *readout.Reading, k *readout.Checked, opt Options) (checkedJSON, error) {
	if err := checkChecked(r, k); err != nil {
		return checkedJSON{}, err
	}
	e := newEncoder(r)
	out := checkedJSON{
		Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Claim: asked(k),
		Checked: []checkedPartJSON{}, Origins: []originJSON{}, Roots: []rootJSON{},
	}
	for _, o := range k.Origins {
		out.Origins = append(out.Origins, originJSON(o))
	}
	table := readout.Story{Origins: k.Origins}
	for _, x := range k.Roots {
		out.Roots = append(out.Roots, root(&table, x))
	}
	for i := range k.Parts {
		out.Checked = append(out.Checked, e.checked(k, &k.Parts[i]))
	}
	return out, nil
}

func asked(k *readout.Checked) outsideJSON {
	source := k.Claim.Report.Source
	out := outsideJSON{Text: source, Statements: []outsidePartJSON{}}
	points := readout.NewCodePoints(source)
	for i := range k.Claim.Statements {
		s := &k.Claim.Statements[i]
		start, end := points.Span(s.Span)
		out.Statements = append(out.Statements, outsidePartJSON{start, end, s.Of(source), string(s.Status), string(s.SpeechStatus), hops(s.Chain)})
	}
	return out
}

func (e *encoder) checked(k *readout.Checked, p *readout.CheckedPart) checkedPartJSON {
	out := checkedPartJSON{Statement: p.Statement, Reports: []checkedReportJSON{}, Summary: []answerSumJSON{}}
	for i := range p.Reports {
		x := &p.Reports[i]
		y := checkedReportJSON{Report: Label(x.Report), Answers: []string{}, Found: []checkedAtJSON{}, Nearest: []checkedNearJSON{}}
		if x.CopyOf >= 0 {
			y.CopyOf = Label(x.CopyOf)
		}
		for _, a := range x.Answers {
			y.Answers = append(y.Answers, string(a))
		}
		for j := range x.Found {
			y.Found = append(y.Found, e.checkedAt(k, &x.Found[j]))
		}
		for _, n := range x.Nearest {
			y.Nearest = append(y.Nearest, checkedNearJSON{e.statementSpan(n.StatementAt), n.Reason})
		}
		out.Reports = append(out.Reports, y)
	}
	for _, s := range p.Sums {
		out.Summary = append(out.Summary, answerSumJSON{string(s.Answer), s.Reports, s.Copies, s.Weak, s.Origins, s.Roots})
	}
	return out
}

func (e *encoder) statementSpan(at readout.StatementAt) spanJSON {
	return e.span(readout.Ref{Report: at.Report, Span: e.r.Docs[at.Report].Statements[at.Statement].Span})
}

func (e *encoder) checkedAt(k *readout.Checked, f *readout.CheckedAt) checkedAtJSON {
	s := &e.r.Docs[f.Report].Statements[f.Statement]
	out := checkedAtJSON{
		spanJSON: e.statementSpan(f.StatementAt), Answer: string(f.Answer), Reason: f.Reason, Status: string(f.Status), Speech: string(s.SpeechStatus),
		Position: string(s.Position), Form: string(s.Form), Chain: hops(s.Chain), Origin: k.Origins[f.Origin].ID, Root: k.Roots[f.Root].ID,
	}
	if d := f.Differ; d != nil {
		out.Differs = &differingJSON{d.Kind, d.Claim, d.Report, d.Both}
	}
	return out
}
