package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/readout-project/readout"
)

type timelinesJSON struct {
	Readout   programJSON    `json:"readout"`
	Reports   []reportJSON   `json:"reports"`
	Timelines []timelineJSON `json:"timelines"`
}

type timelineJSON struct {
	Story   string      `json:"story"`
	Title   string      `json:"title"`
	Reports []string    `json:"reports"`
	Lines   []datedJSON `json:"lines"`
	Undated []spanJSON  `json:"undated"`
	Loose   []dateJSON  `json:"loose"`
}

type datedJSON struct {
	ID       string        `json:"id"`
	Section  string        `json:"section" one:"dated|unplaced|next|next-unplaced"`
	Begin    string        `json:"begin"`
	Saying   bool          `json:"saying"`
	Status   string        `json:"status"`
	Claim    string        `json:"claim"`
	Level    string        `json:"level" one:"|single|relayed|corroborated|disputed|withdrawn"`
	Track    string        `json:"track"`
	Roots    int           `json:"roots"`
	Doubts   []doubtJSON   `json:"doubts"`
	Evidence []datedAtJSON `json:"evidence"`
}

type doubtJSON struct {
	Kind string `json:"kind"`
	Why  string `json:"why"`
}

type datedAtJSON struct {
	spanJSON
	Date     dateJSON   `json:"date"`
	Until    *dateJSON  `json:"until"`
	Also     []dateJSON `json:"also"`
	Relation string     `json:"relation"`
	Because  string     `json:"because"`
	Status   string     `json:"status"`
	Speech   string     `json:"speech"`
	Position string     `json:"position"`
	Chain    []hopJSON  `json:"chain"`
}

type dateJSON struct {
	spanJSON
	Type       string `json:"type"`
	Value      string `json:"value"`
	Mod        string `json:"mod"`
	Derivation string `json:"derivation"`
	Conflict   string `json:"conflict"`
}

// TimelineJSON writes the timelines as one line of JSON, with all that has no
// line of its own.
func TimelineJSON(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	e := newEncoder(r)
	out := timelinesJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Timelines: []timelineJSON{}}
	for i := range r.Stories {
		out.Timelines = append(out.Timelines, e.timeline(&r.Stories[i]))
	}
	return encode(w, out)
}

func (e *encoder) timeline(st *readout.Story) timelineJSON {
	v := newView(e.r, st)
	out := timelineJSON{Story: st.ID, Title: st.Title, Reports: labelList(st.Reports), Lines: []datedJSON{}, Undated: []spanJSON{}, Loose: []dateJSON{}}
	used := map[string]int{}
	for _, k := range timelineParts {
		for _, l := range v.in(k) {
			x := datedJSON{Section: k.key, Begin: l.Begin, Saying: l.Saying, Status: string(v.statusOf(l)), Track: string(l.Track), Roots: 1, Doubts: []doubtJSON{}, Evidence: []datedAtJSON{}}
			if l.Claim >= 0 {
				x.Claim, x.Level, x.Roots = st.Claims[l.Claim].ID, string(st.Claims[l.Claim].Level), st.Claims[l.Claim].Count
			}
			for _, d := range l.Doubts {
				x.Doubts = append(x.Doubts, doubtJSON{string(d.Kind), d.Why})
			}
			for i := range l.Places {
				x.Evidence = append(x.Evidence, e.datedAt(&l.Places[i]))
			}
			x.ID = e.datedID(l, used)
			out.Lines = append(out.Lines, x)
		}
	}
	for _, at := range st.Timeline.Undated {
		out.Undated = append(out.Undated, e.span(v.at(at)))
	}
	for _, x := range st.Timeline.Loose {
		out.Loose = append(out.Loose, e.timex(x.Report, x.Timex))
	}
	return out
}

// datedID is made of the first place and its date, so that it stays whatever
// else is read.
func (e *encoder) datedID(l *readout.Dated, used map[string]int) string {
	p := &l.Places[0]
	d := e.r.Docs[p.Report]
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %t", d.Report.Capture.SHA256, d.Statements[p.Statement].Start, d.Timexes[p.Timex].Start, l.Saying))
	id := "t-" + hex.EncodeToString(sum[:4])
	if used[id]++; used[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, used[id])
	}
	return id
}

func (e *encoder) datedAt(p *readout.DatedAt) datedAtJSON {
	st := &e.r.Docs[p.Report].Statements[p.Statement]
	out := datedAtJSON{
		spanJSON: e.span(readout.Ref{Report: p.Report, Span: st.Span}), Date: e.timex(p.Report, p.Timex), Also: []dateJSON{},
		Relation: p.Relation, Because: p.Because, Status: string(st.Status), Speech: string(st.SpeechStatus),
		Position: string(st.Position), Chain: hops(st.Chain),
	}
	if p.Until >= 0 {
		until := e.timex(p.Report, p.Until)
		out.Until = &until
	}
	for _, k := range p.Also {
		out.Also = append(out.Also, e.timex(p.Report, k))
	}
	return out
}

func (e *encoder) timex(report, timex int) dateJSON {
	t := &e.r.Docs[report].Timexes[timex]
	return dateJSON{e.span(readout.Ref{Report: report, Span: t.Span}), string(t.Type), t.Value, t.Mod, t.Derivation, t.Conflict}
}
