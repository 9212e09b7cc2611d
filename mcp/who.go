package mcp

import (
	"context"
	"fmt"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/internal/fold"
)

type whoArgs struct {
	Name    string `json:"name" bounds:"1,200" jsonschema:"A name, a part of one, or an office."`
	Story   string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Ask only this story: its id, or the id of a report in it."`
	Stories int    `json:"stories,omitempty" bounds:"1,12" preset:"3" jsonschema:"How many stories with the name are asked where none is named, newest first."`
	Section string `json:"section,omitempty" bounds:"1,20" one:"names|roles|said|told|elsewhere" jsonschema:"Give this list alone, from offset on: names, roles, said, told or elsewhere."`
	momentArgs
	pageArgs
}

// Asked is what stories have on a name.
type Asked struct {
	Name    string       `json:"name"`
	Stories []AskedStory `json:"stories"`
}

// AskedStory is everybody of one story whom the name can mean.
type AskedStory struct {
	Story Head      `json:"story"`
	Found []Profile `json:"found"`
}

// Profile is what a story has on one person, body or place.
type Profile struct {
	ID            string        `json:"id"`
	Type          string        `json:"type"`
	Name          string        `json:"name"`
	Match         string        `json:"match" jsonschema:"How the name that was asked for means them."`
	MergedBecause string        `json:"merged_because" jsonschema:"Why spellings were joined."`
	Reports       []ReportID    `json:"reports"`
	Names         List[Variant] `json:"names"`
	Roles         List[Role]    `json:"roles" jsonschema:"Offices as stated."`
	Said          List[Telling] `json:"said" jsonschema:"Their own words, by date."`
	Told          List[Telling] `json:"told" jsonschema:"What is said of them, by date."`
	Elsewhere     List[Span]    `json:"elsewhere" jsonschema:"Where else the name stands."`
	Near          []NearName    `json:"near" jsonschema:"Names that may be theirs and were not joined."`
	Absent        []ReportID    `json:"absent" jsonschema:"Reports of the story that do not name them."`
}

// Variant is a spelling with where it stands.
type Variant struct {
	Name   string `json:"name"`
	Places []Span `json:"places"`
}

// Role is an office as a report states it.
type Role struct {
	Span
	Title  string `json:"title"`
	Of     string `json:"of"`
	Former bool   `json:"former"`
	AsOf   string `json:"as_of"`
}

// Telling is a claim by or about them.
type Telling struct {
	Day      string `json:"day"`
	DayOf    string `json:"day_of" jsonschema:"Whether the statement or its report has that date."`
	Claim    string `json:"claim" jsonschema:"Id of the claim; empty for none."`
	Level    string `json:"level"`
	Count    int    `json:"count"`
	Evidence []Told `json:"evidence"`
}

// Told is a place of a telling.
type Told struct {
	Span
	Status string `json:"status"`
	Form   string `json:"form"`
	Chain  []Hop  `json:"chain"`
}

// NearName is a name that was not joined.
type NearName struct {
	Name   string   `json:"name"`
	Report ReportID `json:"report"`
	Reason string   `json:"reason"`
}

type whoForm struct {
	Reports []reportForm  `json:"reports"`
	Found   []profileForm `json:"found"`
}

type profileForm struct {
	ID            string     `json:"id"`
	Type          string     `json:"type"`
	Name          string     `json:"name"`
	Match         string     `json:"match"`
	MergedBecause string     `json:"merged_because"`
	Reports       []ReportID `json:"reports"`
	Names         []Variant  `json:"names"`
	Roles         []Role     `json:"roles"`
	Said          []Telling  `json:"said"`
	Told          []Telling  `json:"told"`
	Elsewhere     []Span     `json:"elsewhere"`
	Near          []NearName `json:"near"`
	Absent        []struct {
		Report ReportID `json:"report"`
	} `json:"absent"`
}

// who asks stories for a name.
func (s *server) who(ctx context.Context, a whoArgs) (*Asked, error) {
	x, err := newSections(a.Section, a.pageArgs)
	switch {
	case err != nil:
		return nil, err
	case len(fold.Words(a.Name)) == 0:
		return nil, fmt.Errorf("%w: the name has no letter; give a name, a part of one or an office", readout.ErrInvalid)
	}
	stories := []string{a.Story}
	if a.Story == "" {
		if stories, err = s.r.Named(ctx, a.Name, a.Stories); err != nil {
			return nil, err
		}
		if len(stories) == 0 {
			return nil, fmt.Errorf("who: %w: no story of the record has the name", readout.ErrNotFound)
		}
	}
	out := &Asked{Name: a.Name}
	err = s.eachStory(ctx, stories, a.momentArgs, func(o opened) error {
		asked := corroborate.Ask(o.reading, a.Name)
		if len(asked.Found) == 0 {
			return fmt.Errorf("who: %w: %s", readout.ErrNotFound, brief.Nobody(o.reading, &asked))
		}
		var form whoForm
		if err := decode(&form, func(w io.Writer) error { return brief.WhoJSON(w, o.reading, &asked, s.options()) }); err != nil {
			return err
		}
		y := AskedStory{Story: o.head()}
		for i := range form.Found[:min(mostProfiles, len(form.Found))] {
			y.Found = append(y.Found, form.Found[i].profile(x))
		}
		newLabels(form.Reports).name(&y)
		out.Stories = append(out.Stories, y)
		return nil
	})
	return out, err
}

// mostProfiles is how many whom a name can mean are given for one story.
const mostProfiles = 10

func (f *profileForm) profile(x sections) Profile {
	out := Profile{
		ID: f.ID, Type: f.Type, Name: f.Name, Match: f.Match, MergedBecause: f.MergedBecause, Reports: f.Reports, Near: f.Near[:min(mostProfiles, len(f.Near))],
		Names: part(x, "names", f.Names), Roles: part(x, "roles", f.Roles), Said: part(x, "said", f.Said), Told: part(x, "told", f.Told), Elsewhere: part(x, "elsewhere", f.Elsewhere),
	}
	for i := range out.Names.Items {
		places := &out.Names.Items[i].Places
		*places = (*places)[:min(fewPlaces, len(*places))]
	}
	for _, list := range [][]Telling{out.Said.Items, out.Told.Items} {
		for i := range list {
			list[i].Evidence = list[i].Evidence[:min(fewPlaces, len(list[i].Evidence))]
		}
	}
	for _, r := range f.Absent {
		out.Absent = append(out.Absent, r.Report)
	}
	return out
}

func (x *Asked) text(p *page) {
	for i := range x.Stories {
		x.Stories[i].Story.text(p)
		for j := range x.Stories[i].Found {
			x.Stories[i].Found[j].text(p)
		}
	}
}

func (f *Profile) text(p *page) {
	p.line("%s, %s, %s%s", clean(f.Name), f.Type, clean(f.Match), with("; spellings joined: ", clean(f.MergedBecause)))
	section(p, "names", f.Names, func(v *Variant) {
		for i := range v.Places {
			p.line("  %s", v.Places[i].words())
		}
	})
	section(p, "roles", f.Roles, func(r *Role) { p.line("  %s%s", r.words(), with(" of ", clean(r.Of))) })
	section(p, "said", f.Said, func(t *Telling) { t.text(p) })
	section(p, "told", f.Told, func(t *Telling) { t.text(p) })
	section(p, "elsewhere", f.Elsewhere, func(s *Span) { p.line("  %s", s.words()) })
	for _, n := range f.Near {
		p.line("  not joined: %s in report %s; %s", clean(n.Name), n.Report, clean(n.Reason))
	}
	if len(f.Absent) > 0 {
		p.line("  not named in %s", ids(f.Absent))
	}
}

func (t *Telling) text(p *page) {
	p.line("  %s%s%s", or(t.Day, "no date"), with(", claim ", t.Claim), with(", ", t.Level))
	for i := range t.Evidence {
		p.line("    %s; %s", t.Evidence[i].words(), chain(t.Evidence[i].Chain))
	}
}
