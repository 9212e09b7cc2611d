package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
)

// JSON writes the brief as one line of JSON. Offsets are Unicode code points
// into the source of their report; exact is always the text of its span. An
// error means that w failed or that the reading is broken.
func JSON(w io.Writer, r *readout.Reading, opt Options) error {
	if err := check(r); err != nil {
		return err
	}
	e := &encoder{r: r, points: make([]*readout.CodePoints, len(r.Docs)), need: opt.Need}
	for i, d := range r.Docs {
		e.points[i] = readout.NewCodePoints(d.Report.Source)
	}
	out := briefJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Stories: []storyJSON{}}
	for i := range r.Stories {
		out.Stories = append(out.Stories, e.story(&r.Stories[i]))
	}
	out.Decided = e.judgements(r.Judgements)
	return encode(w, out)
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// encoder turns a reading into its JSON form.
type encoder struct {
	r      *readout.Reading
	points []*readout.CodePoints
	need   readout.Need
}

func (e *encoder) span(ref readout.Ref) spanJSON {
	start, end := e.points[ref.Report].Span(ref.Span)
	return spanJSON{Label(ref.Report), start, end, words(e.r, ref)}
}

func (e *encoder) spans(refs []readout.Ref) []spanJSON {
	out := []spanJSON{}
	for _, ref := range refs {
		out = append(out, e.span(ref))
	}
	return out
}

// reports lists the reports captured, then the inputs that could not be.
func (e *encoder) reports() []reportJSON {
	out := []reportJSON{}
	for i, d := range e.r.Docs {
		r := d.Report
		l, _ := r.Ledger() // checked before
		x := reportJSON{
			ID: Label(i), Input: r.Capture.Input, SHA256: r.Capture.SHA256, Outlet: r.Outlet.Value,
			Origin: r.Origin.Value, Title: r.Title.Value, Byline: []string{}, Published: r.Published.Value,
			Lang: r.Lang.Value, Words: len(strings.Fields(r.Text())), Blocks: ledgerJSON(l),
		}
		for _, b := range r.Byline {
			x.Byline = append(x.Byline, b.Value)
		}
		out = append(out, x)
	}
	for _, c := range e.r.Copies {
		if c.Of >= 0 && !c.Partial && out[c.Report].CopyOf == "" {
			out[c.Report].CopyOf = Label(c.Of)
		}
	}
	for _, f := range e.r.Failed {
		if f.Report >= 0 {
			out[f.Report].Error = f.Reason
			continue
		}
		out = append(out, reportJSON{ID: Label(len(out)), Input: f.Input, Byline: []string{}, Error: f.Reason})
	}
	return out
}

func (e *encoder) story(st *readout.Story) storyJSON {
	out := storyJSON{
		ID: st.ID, Title: st.Title, From: st.From, To: st.To, Reports: labelList(st.Reports),
		Origins: []originJSON{}, Roots: []rootJSON{}, Claims: []claimJSON{}, Differences: []differenceJSON{},
		Relays: []relayJSON{}, Events: []eventJSON{}, Tolls: e.tolls(st), Entities: e.entities(st.People), Days: e.days(st.Days),
		Next: e.spoken(st, st.Next), Silence: e.silence(st.Silence), Corrections: e.spans(st.Corrections), Assessments: e.spoken(st, st.Assessments),
	}
	out.Events = e.happenings(st, out.Entities)
	out.Speakers, out.Headlines = e.speakers(st, out.Entities), e.headlines(st.Headlines)
	for _, o := range st.Origins {
		out.Origins = append(out.Origins, originJSON(o))
	}
	for _, x := range st.Roots {
		out.Roots = append(out.Roots, root(st, x))
	}
	for i := range st.Claims {
		out.Claims = append(out.Claims, e.claim(st, &st.Claims[i]))
	}
	for i := range st.Differences {
		out.Differences = append(out.Differences, e.difference(st, &st.Differences[i]))
	}
	for _, x := range st.Relays {
		out.Relays = append(out.Relays, e.relay(x))
	}
	return out
}

func root(st *readout.Story, x readout.Root) rootJSON {
	return rootJSON{x.ID, x.Name, string(x.Kind), st.Origins[x.Origin].ID}
}

func (e *encoder) relay(x readout.Relay) relayJSON {
	out := relayJSON{Label(x.Report), x.Of, e.span(x.Ref), append([]string{}, x.Lost...), []changeJSON{}}
	for _, c := range x.Changed {
		out.Changed = append(out.Changed, changeJSON(c))
	}
	return out
}

func labelList(reports []int) []string {
	out := []string{}
	for _, r := range reports {
		out = append(out, Label(r))
	}
	return out
}

func (e *encoder) claim(st *readout.Story, c *readout.Claim) claimJSON {
	out := claimJSON{
		ID: c.ID, Text: c.Text, Ledger: string(c.Ledger), Status: string(c.Status), Level: string(c.Level),
		Count: c.Count, Independence: string(c.Independence), Reason: c.Reason, Suggested: c.Suggested,
		Evidence: []evidenceJSON{}, Near: []nearClaimJSON{}, Need: needOf(e.need, st, c),
	}
	for _, n := range c.Near {
		out.Near = append(out.Near, nearClaimJSON{st.Claims[n.Claim].ID, n.Reason})
	}
	for i := range c.Evidence {
		out.Evidence = append(out.Evidence, e.evidence(st, &c.Evidence[i]))
	}
	return out
}

func (e *encoder) evidence(st *readout.Story, x *readout.Evidence) evidenceJSON {
	out := evidenceJSON{
		spanJSON: e.span(x.Ref), Stance: string(x.Stance), Origin: st.Origins[x.Origin].ID,
		Root: st.Roots[x.Root].ID, Chain: []hopJSON{}, Withdrawn: x.Withdrawn,
	}
	if x.Statement >= 0 {
		s := e.r.Docs[x.Report].Statements[x.Statement]
		out.Position, out.Form, out.Chain = string(s.Position), string(s.Form), hops(s.Chain)
	}
	return out
}

func hops(chain []readout.Hop) []hopJSON {
	out := []hopJSON{}
	for _, h := range chain {
		out = append(out, hopJSON{h.Name, string(h.Kind), h.Cue})
	}
	return out
}

func (e *encoder) difference(st *readout.Story, d *readout.Difference) differenceJSON {
	out := differenceJSON{
		ID: d.ID, Kind: string(d.Kind), About: d.About, Reason: d.Reason,
		Sides: []sideJSON{}, Silent: labelList(d.Silent),
	}
	for _, s := range d.Sides {
		x := sideJSON{Value: s.Value, Claims: []string{}, Evidence: e.spans(s.Evidence)}
		for _, k := range s.Claims {
			x.Claims = append(x.Claims, st.Claims[k].ID)
		}
		out.Sides = append(out.Sides, x)
	}
	return out
}

// spoken lists the evidence of claims that have a section of their own.
func (e *encoder) spoken(st *readout.Story, claims []int) []spokenJSON {
	out := []spokenJSON{}
	for _, k := range claims {
		c := &st.Claims[k]
		for i := range c.Evidence {
			x := e.evidence(st, &c.Evidence[i])
			out = append(out, spokenJSON{spanJSON: x.spanJSON, Claim: c.ID, Status: string(c.Status), Chain: x.Chain, AsOf: asOf(e.r, c.Evidence[i].Report)})
		}
	}
	return out
}

func (e *encoder) days(days []readout.Day) []dayJSON {
	out := []dayJSON{}
	for _, d := range days {
		x := dayJSON{Date: d.Value, Derivation: d.Derivation, Evidence: []spanJSON{}}
		for _, t := range d.Timexes {
			x.Evidence = append(x.Evidence, e.span(readout.Ref{Report: t.Report, Span: e.r.Docs[t.Report].Timexes[t.Timex].Span}))
		}
		out = append(out, x)
	}
	return out
}

func (e *encoder) entities(people []readout.Identity) []entityJSON {
	out := []entityJSON{}
	used := map[string]int{}
	for _, p := range people {
		x := entityJSON{
			ID: identityID(p), Type: string(p.Type), Name: p.Names[0].Name,
			Names: []nameJSON{}, Roles: []officeJSON{}, MergedBecause: p.Because,
		}
		if used[x.ID]++; used[x.ID] > 1 {
			x.ID = fmt.Sprintf("%s-%d", x.ID, used[x.ID])
		}
		for _, n := range p.Names {
			x.Names = append(x.Names, nameJSON{n.Name, Label(n.Ref.Report)})
		}
		for _, o := range p.Offices {
			s := e.span(readout.Ref{Report: o.Report, Span: o.Office.Span})
			x.Roles = append(x.Roles, officeJSON{o.Office.Title, o.Office.Of, s.Report, s.Start, s.End})
		}
		out = append(out, x)
	}
	return out
}

// identityID names an identity by what tells it from the others of its story, so
// that neither the order of the reports nor one more of them with a known
// spelling changes it.
func identityID(p readout.Identity) string {
	sum := sha256.Sum256([]byte(string(p.Type) + "\x00" + p.Key))
	return "e" + hex.EncodeToString(sum[:5])
}
