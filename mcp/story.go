package mcp

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
)

// opened is a story of the record as it was at a moment.
type opened struct {
	line    readout.StoryLine
	reading *readout.Reading
	moment  record.Moment
}

// storyArgs name a story.
type storyArgs struct {
	Story string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Id of the story, or of a report in it; may be left out where the record has one story."`
}

// moment is the state of the record that is asked for.
func (a momentArgs) moment() (m record.Moment, err error) {
	if m.AsOf, err = record.ParseEnd("as_of", a.AsOf); err != nil {
		return m, err
	}
	m.Held, err = record.ParseEnd("held", a.Held)
	return m, err
}

// open opens the story that the arguments name.
func (s *server) open(ctx context.Context, story string, at momentArgs) (opened, error) {
	m, err := at.moment()
	if err != nil {
		return opened{}, err
	}
	if story == "" {
		if err := s.r.Weigh(ctx, nil); err != nil {
			return opened{}, err
		}
	}
	line, err := s.r.Story(ctx, story)
	if err != nil {
		return opened{}, err
	}
	reading, err := s.r.Reading(ctx, line.ID, m)
	return opened{line, reading, m}, err
}

// Head names a story.
type Head struct {
	ID    string `json:"id"`
	Title string `json:"title" jsonschema:"Title of the report that stands for the story."`
	From  string `json:"from" jsonschema:"First day of its events; empty where no report gives one."`
	To    string `json:"to" jsonschema:"Last day of its events."`
}

// head names the story as it was then.
func (o opened) head() Head {
	st := &o.reading.Stories[0]
	return Head{o.line.ID, st.Title, st.From, st.To}
}

func (h Head) text(p *page) {
	days := h.From
	if h.To != h.From {
		days += with(" to ", h.To)
	}
	p.line("story %s %s%s", h.ID, quote(h.Title), with(", ", days))
}

// Hop is one link of a chain, from the outlet inwards.
type Hop struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Cue  string `json:"cue" jsonschema:"Words of the report that say so."`
}

func chain(list []Hop) string {
	var out []string
	for _, h := range list {
		out = append(out, or(clean(h.Name), "not named")+" ("+clean(h.Kind)+")")
	}
	return strings.Join(out, " > ")
}

// Evidence is a place where a report makes or denies a claim.
type Evidence struct {
	Span
	Stance    string `json:"stance" jsonschema:"supports or denies."`
	Origin    string `json:"origin" jsonschema:"Newsroom whose reporting it is."`
	Root      string `json:"root" jsonschema:"Id of what the words rest on."`
	RestsOn   string `json:"rests_on" jsonschema:"Name and kind of that root."`
	Position  string `json:"position"`
	Form      string `json:"form"`
	Chain     []Hop  `json:"chain"`
	Withdrawn string `json:"withdrawn" jsonschema:"Why it no longer counts; empty where it does."`
}

func (e *Evidence) text(p *page) {
	s := "supports: "
	if e.Stance != "" && e.Stance != string(readout.Supports) {
		s = clean(e.Stance) + ": "
	}
	p.line("  %s%s; rests on %s%s", s, e.words(), clean(e.RestsOn), with("; withdrawn: ", clean(e.Withdrawn)))
}

// Root is what words rest on.
type Root struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Origin string `json:"origin" jsonschema:"Newsroom through which it is heard."`
}

type originForm struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// tables put names in the place of ids of origins and roots.
type tables struct {
	origins map[string]string
	roots   map[string]Root
}

func newTables(origins []originForm, roots []Root) tables {
	t := tables{map[string]string{}, map[string]Root{}}
	for _, o := range origins {
		t.origins[o.ID] = o.Name
	}
	for _, r := range roots {
		r.Origin = t.origins[r.Origin]
		t.roots[r.ID] = r
	}
	return t
}

func (t tables) name(list []Evidence) {
	for i := range list {
		e := &list[i]
		r := t.roots[e.Root]
		e.RestsOn = or(r.Name, "a source without a name") + " (" + r.Kind + ")"
		e.Origin = t.origins[e.Origin]
	}
}

// claimForm is a claim in the JSON of package brief.
type claimForm struct {
	ID           string     `json:"id"`
	Text         string     `json:"text"`
	Ledger       string     `json:"ledger"`
	Status       string     `json:"status"`
	Level        string     `json:"level"`
	Count        int        `json:"count"`
	Independence string     `json:"independence"`
	Reason       string     `json:"reason"`
	Suggested    bool       `json:"suggested"`
	Evidence     []Evidence `json:"evidence"`
	Near         []nearForm `json:"near"`
}

type nearForm struct {
	Claim  string `json:"claim"`
	Reason string `json:"reason"`
}

// Claim is one proposition across reports.
type Claim struct {
	Number       string         `json:"number" jsonschema:"Its number in the story, for why, claim and correct."`
	ID           string         `json:"id"`
	Text         string         `json:"text" jsonschema:"Words of the evidence that states it most fully."`
	Ledger       string         `json:"ledger" jsonschema:"is-so: counts roots; was-said: counts hearers of one speaker."`
	Status       string         `json:"status" jsonschema:"happened, planned, denied, possible, ...: as the reports tell it."`
	Level        string         `json:"level"`
	Count        int            `json:"count" jsonschema:"Roots, or hearers where the ledger is was-said."`
	Independence string         `json:"independence"`
	Reason       string         `json:"reason" jsonschema:"Why the independence is what it is."`
	Suggested    bool           `json:"suggested" jsonschema:"The program suggests that its evidence is of one claim; nobody has confirmed it."`
	Evidence     List[Evidence] `json:"evidence"`
}

// claim is the form of a claim of a story with its number, its evidence cut later.
func (c *claimForm) claim(number string, t tables) Claim {
	t.name(c.Evidence)
	return Claim{
		Number: number, ID: c.ID, Text: c.Text, Ledger: c.Ledger, Status: c.Status, Level: c.Level, Count: c.Count,
		Independence: c.Independence, Reason: c.Reason, Suggested: c.Suggested,
	}
}

func (c *Claim) text(p *page) {
	unit, units := "root", "roots"
	if c.Ledger == string(readout.WasSaid) {
		unit, units = "hearer of one speaker", "hearers of one speaker"
	}
	s := fmt.Sprintf("%s %s %s: %s, %s, %s, status %s, independence %s%s", c.Number, c.ID, quote(c.Text), c.Level, c.Ledger, count(c.Count, unit, units),
		c.Status, c.Independence, with(": ", clean(c.Reason)))
	if c.Suggested {
		s += "; match suggested, not certain"
	}
	p.line("%s", s)
	for i := range c.Evidence.Items {
		c.Evidence.Items[i].text(p)
	}
	p.more(c.Evidence.Rest)
}

// levelOrder is the order in which the brief lists claims.
var levelOrder = []string{string(readout.Corroborated), string(readout.Disputed), string(readout.Relayed), string(readout.Withdrawn), string(readout.Single)}

// heaviest puts claims in the order of level and count, else as they stand.
func heaviest(list []numbered) {
	slices.SortStableFunc(list, func(a, b numbered) int {
		return cmp.Or(cmp.Compare(slices.Index(levelOrder, a.Level), slices.Index(levelOrder, b.Level)), cmp.Compare(b.Count, a.Count))
	})
}

type numbered struct {
	*claimForm
	number string
}

// renderBrief is the JSON of the brief of a reading, read into a form.
func (s *server) renderBrief(o opened, form any) error {
	return decode(form, func(w io.Writer) error { return brief.JSON(w, o.reading, s.options()) })
}
