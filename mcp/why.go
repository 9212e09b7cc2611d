package mcp

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

type claimArgs struct {
	ID string `json:"id" bounds:"2,64" form:"item" jsonschema:"Number of the claim in the story, C12, or its id."`
	storyArgs
	momentArgs
	pageArgs
}

type whyArgs struct {
	ID string `json:"id" bounds:"2,64" form:"item" jsonschema:"A number of the brief, C12, D1, R1 or S1, or the id of a claim or difference."`
	storyArgs
	momentArgs
	pageArgs
}

// OneClaim is a claim with all its evidence.
type OneClaim struct {
	Story   Head     `json:"story"`
	Claim   Claim    `json:"claim"`
	Origins []Origin `json:"origins" jsonschema:"Newsrooms that its evidence is heard through."`
	Roots   []Root   `json:"roots" jsonschema:"What its evidence rests on."`
	Near    []Near   `json:"near" jsonschema:"Claims much like it that stay apart."`
}

// Origin is a newsroom with how it was found.
type Origin struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Basis string `json:"basis"`
}

// Near is a claim much like another.
type Near struct {
	Number string `json:"number"`
	Claim  string `json:"claim"`
	Text   string `json:"text"`
	Reason string `json:"reason" jsonschema:"What sets the two apart."`
}

type whyForm struct {
	Reports []reportForm `json:"reports"`
	Found   []itemForm   `json:"found"`
}

type itemForm struct {
	Number     string      `json:"number"`
	Kind       string      `json:"kind"`
	Claim      *claimForm  `json:"claim"`
	Difference *Difference `json:"difference"`
	Relay      *Relay      `json:"relay"`
	Silence    *Silence    `json:"silence"`
	Places     []Place     `json:"places"`
	Origins    []Origin    `json:"origins"`
	Roots      []Root      `json:"roots"`
	Edges      []Edge      `json:"edges"`
}

// tables of the item.
func (x *itemForm) tables() tables {
	var list []originForm
	for _, o := range x.Origins {
		list = append(list, originForm{o.ID, o.Name})
	}
	t := newTables(list, x.Roots)
	for i := range x.Roots {
		x.Roots[i] = t.roots[x.Roots[i].ID]
	}
	return t
}

// item opens what an id means in a story, or where none is named in the one that has
// it.
func (s *server) item(ctx context.Context, id string, story string, at momentArgs) (opened, whyForm, error) {
	var form whyForm
	if story == "" {
		if line, err := s.r.Claim(ctx, id); err == nil {
			story = line.Story
		}
	}
	o, err := s.open(ctx, story, at)
	if err != nil {
		return o, form, err
	}
	items, err := brief.Items(o.reading, id)
	if err != nil {
		return o, form, fmt.Errorf("story %s: %w", o.line.ID, err)
	}
	return o, form, decode(&form, func(w io.Writer) error { return brief.WhyJSON(w, o.reading, items, s.options()) })
}

// claim gives one claim with all its evidence.
func (s *server) claim(ctx context.Context, a claimArgs) (*OneClaim, error) {
	o, form, err := s.item(ctx, a.ID, a.Story, a.momentArgs)
	if err != nil {
		return nil, err
	}
	x := &form.Found[0]
	if x.Claim == nil {
		return nil, fmt.Errorf("%w: %s is a %s, not a claim; the tool why opens it", readout.ErrInvalid, a.ID, x.Kind)
	}
	out := &OneClaim{Story: o.head(), Claim: x.Claim.claim(x.Number, x.tables()), Origins: x.Origins, Roots: x.Roots}
	out.Claim.Evidence = cut(x.Claim.Evidence, a.pageArgs, "")
	for _, n := range x.Claim.Near {
		for i := range o.reading.Stories[0].Claims {
			if c := &o.reading.Stories[0].Claims[i]; c.ID == n.Claim {
				out.Near = append(out.Near, Near{fmt.Sprintf("C%d", i+1), n.Claim, c.Text, n.Reason})
			}
		}
	}
	newLabels(form.Reports).name(out)
	return out, nil
}

func (x *OneClaim) text(p *page) {
	x.Story.text(p)
	x.Claim.text(p)
	for _, r := range x.Roots {
		p.line("root %s: %s (%s), heard through %s", r.ID, or(clean(r.Name), "not named"), r.Kind, or(clean(r.Origin), "an outlet that is not stated"))
	}
	for _, n := range x.Near {
		p.line("near %s %s %s stays apart: %s", n.Number, n.Claim, quote(n.Text), clean(n.Reason))
	}
}

// Opened is what stands behind a number.
type Opened struct {
	Story  Head         `json:"story"`
	Number string       `json:"number"`
	Kind   string       `json:"kind" jsonschema:"claim, difference, relay or silence."`
	About  string       `json:"about" jsonschema:"What it is, in a line."`
	Places List[Place]  `json:"places"`
	Roots  []Root       `json:"roots"`
	Edges  []Edge       `json:"edges" jsonschema:"Copies, reposts and relays that tie these places to other reports."`
	Claim  *ClaimStands `json:"claim" jsonschema:"How the claim stands; null for other kinds."`
}

// ClaimStands is how a claim stands.
type ClaimStands struct {
	ID           string `json:"id"`
	Text         string `json:"text"`
	Ledger       string `json:"ledger"`
	Status       string `json:"status"`
	Level        string `json:"level"`
	Count        int    `json:"count"`
	Independence string `json:"independence"`
	Reason       string `json:"reason"`
}

// Place is words opened in their sentence.
type Place struct {
	Span
	Block           int      `json:"block" jsonschema:"Number of the block, from 1."`
	SHA256          string   `json:"sha256" jsonschema:"Digest of the report's bytes."`
	Context         Span     `json:"context" jsonschema:"The words around."`
	Side            *int     `json:"side" jsonschema:"Side of the difference, from 0; null elsewhere."`
	Stance          string   `json:"stance"`
	Root            string   `json:"root" jsonschema:"Id of what the words rest on; empty where no claim rests on them."`
	Withdrawn       string   `json:"withdrawn"`
	Position        string   `json:"position"`
	Form            string   `json:"form"`
	Status          string   `json:"status"`
	Speech          string   `json:"speech" jsonschema:"Status of the saying itself."`
	Chain           []Hop    `json:"chain"`
	Rule            string   `json:"rule" jsonschema:"What read the statement."`
	AttributionRule string   `json:"attribution_rule" jsonschema:"What read who says it."`
	Dates           []Date   `json:"dates"`
	Names           []Person `json:"names"`
}

// Date is a time expression with its value.
type Date struct {
	Span
	Value      string `json:"value" jsonschema:"TIMEX3."`
	Derivation string `json:"derivation"`
	Conflict   string `json:"conflict"`
}

// Person is a name or another mention with whom it is read as.
type Person struct {
	Span
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// Edge is a tie between reports.
type Edge struct {
	Report ReportID `json:"report"`
	Kind   string   `json:"kind"`
	Of     ReportID `json:"of" jsonschema:"Empty where that report is not in the record."`
	Name   string   `json:"name"`
	Reason string   `json:"reason"`
}

// why opens a number in its sentences.
func (s *server) why(ctx context.Context, a whyArgs) (*Opened, error) {
	o, form, err := s.item(ctx, a.ID, a.Story, a.momentArgs)
	if err != nil {
		return nil, err
	}
	x := &form.Found[0]
	x.tables()
	out := &Opened{Story: o.head(), Number: x.Number, Kind: x.Kind, Places: cut(x.Places, a.pageArgs, ""), Roots: x.Roots, Edges: x.Edges}
	switch {
	case x.Claim != nil:
		c := x.Claim
		out.Claim = &ClaimStands{c.ID, c.Text, c.Ledger, c.Status, c.Level, c.Count, c.Independence, c.Reason}
		out.About = fmt.Sprintf("claim, %s: %s", c.Level, c.Reason)
	case x.Difference != nil:
		var values []string
		for _, side := range x.Difference.Sides {
			values = append(values, side.Value)
		}
		out.About = x.Difference.Kind + with(", ", x.Difference.About) + with(": ", strings.Join(values, " / ")) + with("; ", x.Difference.Reason)
	case x.Relay != nil:
		out.About = "relay of " + x.Relay.Of + with("; lost: ", strings.Join(x.Relay.Lost, " / "))
	case x.Silence != nil:
		out.About = "no answer" + with(" by ", x.Silence.By) + with(", as of ", x.Silence.AsOf)
	}
	newLabels(form.Reports).name(out)
	return out, nil
}

func (x *Opened) text(p *page) {
	x.Story.text(p)
	p.line("%s: %s", x.Number, clean(x.About))
	if c := x.Claim; c != nil {
		p.line("%s %s: count %d, independence %s, status %s", c.ID, quote(c.Text), c.Count, c.Independence, c.Status)
	}
	section(p, "places", x.Places, func(o *Place) {
		side := ""
		if o.Side != nil {
			side = fmt.Sprintf("side %d; ", *o.Side)
		}
		p.line("%s%s%s; block %d; status %s", side, with("", o.Stance+" "), o.words(), o.Block, or(o.Status, "not read"))
		p.line("  in: %s", o.Context.words())
		p.line("  through: %s", or(chain(o.Chain), "chain not read"))
		for _, d := range o.Dates {
			p.line("  date %s: %s; %s%s", quote(d.Exact), d.Value, clean(d.Derivation), with("; conflict: ", clean(d.Conflict)))
		}
		for _, n := range o.Names {
			p.line("  name %s is %s; %s", quote(n.Exact), clean(n.Name), clean(n.Reason))
		}
	})
	for _, e := range x.Edges {
		p.line("report %s: %s of %s; %s", e.Report, clean(e.Kind), or(string(e.Of), clean(e.Name)), clean(e.Reason))
	}
}
