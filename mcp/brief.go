package mcp

import (
	"context"
	"fmt"
	"strings"
)

type briefArgs struct {
	storyArgs
	Section string `json:"section,omitempty" bounds:"1,20" one:"claims|differences|next|silence|relays|headlines|reports" jsonschema:"Give this list alone, from offset on: claims, differences, next, silence, relays, headlines or reports."`
	Level   string `json:"level,omitempty" bounds:"1,20" one:"single|relayed|corroborated|disputed|withdrawn" jsonschema:"Only claims of this level: single, relayed, corroborated, disputed or withdrawn."`
	Ledger  string `json:"ledger,omitempty" bounds:"1,20" one:"is-so|was-said" jsonschema:"Only claims of this ledger: is-so (that it is so) or was-said (that somebody said it)."`
	momentArgs
	pageArgs
}

// Brief is what the reports of a story say, cut list by list.
type Brief struct {
	Story       Head             `json:"story"`
	Claims      List[Claim]      `json:"claims" jsonschema:"Those that most rests on first."`
	Differences List[Difference] `json:"differences"`
	Next        List[Spoken]     `json:"next" jsonschema:"What is said to be coming."`
	Silence     List[Silence]    `json:"silence" jsonschema:"Where somebody gave no answer."`
	Relays      List[Relay]      `json:"relays"`
	Headlines   List[Headline]   `json:"headlines" jsonschema:"Headlines that say more than the body of their report."`
	Reports     List[Report]     `json:"reports"`
}

// Difference is where reports differ.
type Difference struct {
	Number string     `json:"number"`
	ID     string     `json:"id"`
	Kind   string     `json:"kind" jsonschema:"contradiction, scope, assessment or only-one-says."`
	About  string     `json:"about"`
	Reason string     `json:"reason"`
	Sides  []Side     `json:"sides"`
	Silent []ReportID `json:"silent" jsonschema:"Reports that say nothing of it, for only-one-says."`
	More   int        `json:"more" jsonschema:"Sides and words that were left out; why with the number opens them."`
}

// Side is one side of a difference.
type Side struct {
	Value    string   `json:"value"`
	Claims   []string `json:"claims" jsonschema:"Ids of claims."`
	Evidence []Span   `json:"evidence"`
}

// Spoken is the words of a claim that has a place of its own in the brief.
type Spoken struct {
	Span
	Claim  string `json:"claim" jsonschema:"Id of the claim."`
	Status string `json:"status"`
	Chain  []Hop  `json:"chain"`
	AsOf   string `json:"as_of" jsonschema:"Day of the report; empty where it states none."`
}

// Silence is where somebody gave no answer.
type Silence struct {
	Number string `json:"number"`
	Span
	By   string `json:"by" jsonschema:"Who gave none, in words of the report."`
	AsOf string `json:"as_of" jsonschema:"Day of the report: who had not answered by then may have answered since."`
}

// Relay is a report that passes on another newsroom's reporting.
type Relay struct {
	Number   string   `json:"number"`
	Report   ReportID `json:"report"`
	Of       string   `json:"of"`
	Evidence Span     `json:"evidence"`
	Lost     []string `json:"lost" jsonschema:"What it dropped, in words of the report relayed."`
	Changed  []Change `json:"changed"`
}

// Change is what a relay tells otherwise.
type Change struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Headline is one that says more than the body of its report.
type Headline struct {
	Headline Span   `json:"headline"`
	Kind     string `json:"kind"`
	Why      string `json:"why"`
	Body     []Span `json:"body" jsonschema:"What the body has on it; empty where it has nothing."`
}

type briefForm struct {
	Reports []reportForm `json:"reports"`
	Stories []storyForm  `json:"stories"`
}

type storyForm struct {
	Origins     []originForm `json:"origins"`
	Roots       []Root       `json:"roots"`
	Claims      []claimForm  `json:"claims"`
	Differences []Difference `json:"differences"`
	Relays      []Relay      `json:"relays"`
	Next        []Spoken     `json:"next"`
	Silence     []Silence    `json:"silence"`
	Headlines   []Headline   `json:"headlines"`
}

const (
	// fewEvidence is how many places of a claim the brief gives.
	fewEvidence = 3
	// fewSides, fewWords are how much of a difference the brief gives.
	fewSides, fewWords = 4, 3
)

// brief gives the brief of a story.
func (s *server) brief(ctx context.Context, a briefArgs) (*Brief, error) {
	x, err := newSections(a.Section, a.pageArgs)
	if err != nil {
		return nil, err
	}
	o, err := s.open(ctx, a.Story, a.momentArgs)
	if err != nil {
		return nil, err
	}
	var form briefForm
	if err := s.renderBrief(o, &form); err != nil {
		return nil, err
	}
	at, st := newLabels(form.Reports), &form.Stories[0]
	numberAll(st)
	out := &Brief{
		Story: o.head(), Claims: briefClaims(st, a, x), Differences: part(x, "differences", st.Differences), Next: part(x, "next", st.Next),
		Silence: part(x, "silence", st.Silence), Relays: part(x, "relays", st.Relays), Headlines: part(x, "headlines", st.Headlines),
		Reports: part(x, "reports", reportsOf(form.Reports)),
	}
	for i := range out.Differences.Items {
		out.Differences.Items[i].shorten()
	}
	at.name(out)
	return out, nil
}

// numberAll gives what has a number in the story its number.
func numberAll(st *storyForm) {
	for i := range st.Differences {
		st.Differences[i].Number = fmt.Sprintf("D%d", i+1)
	}
	for i := range st.Relays {
		st.Relays[i].Number = fmt.Sprintf("R%d", i+1)
	}
	for i := range st.Silence {
		st.Silence[i].Number = fmt.Sprintf("S%d", i+1)
	}
}

func briefClaims(st *storyForm, a briefArgs, x sections) List[Claim] {
	var list []numbered
	for i := range st.Claims {
		c := &st.Claims[i]
		if (a.Level == "" || c.Level == a.Level) && (a.Ledger == "" || c.Ledger == a.Ledger) {
			list = append(list, numbered{c, fmt.Sprintf("C%d", i+1)})
		}
	}
	heaviest(list)
	some := part(x, "claims", list)
	out := List[Claim]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}
	t := newTables(st.Origins, st.Roots)
	for _, c := range some.Items {
		y := c.claim(c.number, t)
		y.Evidence = first(c.Evidence, fewEvidence, "call claim with id "+c.ID)
		out.Items = append(out.Items, y)
	}
	return out
}

// reportsOf lists the reports of a reading under their labels.
func reportsOf(list []reportForm) []Report {
	var out []Report
	for _, r := range list {
		out = append(out, Report{ReportID(r.ID), r.Outlet, r.Origin, r.Title, r.Published, ReportID(r.CopyOf), r.Error})
	}
	return out
}

// shorten leaves the first sides and words.
func (d *Difference) shorten() {
	for _, side := range d.Sides[min(fewSides, len(d.Sides)):] {
		d.More += 1 + len(side.Evidence)
	}
	d.Sides = d.Sides[:min(fewSides, len(d.Sides))]
	for i := range d.Sides {
		e := &d.Sides[i].Evidence
		d.More += len(*e) - min(fewWords, len(*e))
		*e = (*e)[:min(fewWords, len(*e))]
	}
}

func (b *Brief) text(p *page) {
	b.Story.text(p)
	section(p, "claims", b.Claims, func(c *Claim) { c.text(p) })
	section(p, "differences", b.Differences, func(d *Difference) { d.text(p) })
	section(p, "next", b.Next, func(x *Spoken) { p.line("%s; status %s; claim %s; %s", x.words(), x.Status, x.Claim, chain(x.Chain)) })
	section(p, "silence", b.Silence, func(x *Silence) { p.line("%s %s; as of %s", x.Number, x.words(), or(x.AsOf, "no date")) })
	section(p, "relays", b.Relays, func(x *Relay) { x.text(p) })
	section(p, "headlines", b.Headlines, func(x *Headline) { p.line("%s: %s", x.Headline.words(), clean(x.Why)) })
	section(p, "reports", b.Reports, func(r *Report) { r.text(p) })
}

// section writes a list of an answer with its head and its rest.
func section[T any](p *page, head string, l List[T], write func(*T)) {
	switch {
	case l.All == 0:
		p.line("%s: none", strings.ToUpper(head))
		return
	case len(l.Items) == 0:
		p.line("%s: none given; %s", strings.ToUpper(head), or(l.Rest, fmt.Sprintf("there are %d, all before offset %d", l.All, l.Offset)))
		return
	}
	p.line("%s: %d of %d", strings.ToUpper(head), len(l.Items), l.All)
	for i := range l.Items {
		write(&l.Items[i])
	}
	p.more(l.Rest)
}

func (d *Difference) text(p *page) {
	p.line("%s %s %s: %s; %s", d.Number, d.ID, clean(d.Kind), clean(d.About), clean(d.Reason))
	for _, side := range d.Sides {
		p.line("  side %s", or(clean(side.Value), "without a value"))
		for i := range side.Evidence {
			p.line("    %s", side.Evidence[i].words())
		}
	}
	if len(d.Silent) > 0 {
		p.line("  silent: %s", ids(d.Silent))
	}
	if d.More > 0 {
		p.line("  %d more sides or words: call why with id %s", d.More, d.Number)
	}
}

func ids(list []ReportID) string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = "report " + string(r)
	}
	return strings.Join(out, ", ")
}

func (x *Relay) text(p *page) {
	p.line("%s report %s relays %s: %s", x.Number, x.Report, clean(x.Of), x.Evidence.words())
	for _, lost := range x.Lost {
		p.line("  lost: %s", clean(lost))
	}
	for _, c := range x.Changed {
		p.line("  changed: %s; now: %s", clean(c.From), clean(c.To))
	}
}

func (r *Report) text(p *page) {
	s := fmt.Sprintf("report %s %s, %s, %s", r.Report, or(clean(r.Outlet), "outlet not stated"), or(clean(r.Published), "no date stated"), quote(r.Title))
	if r.CopyOf != "" {
		s += "; copy of report " + string(r.CopyOf)
	}
	p.line("%s%s%s", s, with("; origin ", clean(r.Origin)), with("; not analysed: ", clean(r.Error)))
}
