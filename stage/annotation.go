package stage

import (
	"encoding/json"
	"strconv"

	"github.com/readout-project/readout"
)

// annotated is the output line of annotate. All offsets are code points into
// Text, which is given back as it came.
type annotated struct {
	ID           json.RawMessage `json:"id"`
	Text         json.RawMessage `json:"text"`
	Published    string          `json:"published"`
	Title        string          `json:"title"`
	Outlet       string          `json:"outlet"`
	Lang         string          `json:"lang"`
	Sentences    []extent        `json:"sentences"`
	Mentions     []mention       `json:"mentions"`
	Entities     []entity        `json:"entities"`
	Timexes      []timex         `json:"timexes"`
	Attributions []attribution   `json:"attributions"`
	Statements   []statement     `json:"statements"`
	Events       []event         `json:"events"`
}

// extent is a span in code points.
type extent struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// pair is a span in code points as [start, end].
type pair [2]int

type mention struct {
	extent
	Type   readout.Type        `json:"type"`
	Kind   readout.MentionKind `json:"kind"`
	Entity string              `json:"entity"`
}

type entity struct {
	ID    string       `json:"id"`
	Type  readout.Type `json:"type"`
	Name  string       `json:"name"`
	Names []string     `json:"names"`
	Roles []office     `json:"roles"`
}

type office struct {
	Title string `json:"title"`
	Of    string `json:"of"`
	extent
}

type timex struct {
	extent
	Text       string            `json:"text"`
	Type       readout.TimexType `json:"type"`
	Value      string            `json:"value"`
	Mod        string            `json:"mod"`
	Derivation string            `json:"derivation"`
	Conflict   string            `json:"conflict"`
}

type attribution struct {
	ID      string             `json:"id"`
	Source  []pair             `json:"source"`
	Cue     []pair             `json:"cue"`
	Content []pair             `json:"content"`
	Entity  string             `json:"entity"`
	Kind    readout.SourceKind `json:"kind"`
	Count   *int               `json:"count"` // null where no number is stated
	Access  *pair              `json:"access"`
	Form    readout.Form       `json:"form"`
	Within  string             `json:"within"`
}

type hop struct {
	Name string             `json:"name"`
	Kind readout.SourceKind `json:"kind"`
	Cue  string             `json:"cue"`
}

type statement struct {
	ID string `json:"id"`
	extent
	Chain    []hop            `json:"chain"`
	Form     readout.Form     `json:"form"`
	Status   readout.Status   `json:"status"`
	Position readout.Position `json:"position"`
	Event    string           `json:"event"`
}

type event struct {
	ID string `json:"id"`
	extent
	Trigger    *pair          `json:"trigger"`
	Type       string         `json:"type"`
	Mode       string         `json:"mode"`
	Actors     []participant  `json:"actors"`
	Recipients []participant  `json:"recipients"`
	Date       *eventDate     `json:"date"`
	Place      *eventPlace    `json:"place"`
	Status     readout.Status `json:"status"`
}

type participant struct {
	Entity string `json:"entity"`
	Text   string `json:"text"`
	Code   string `json:"code"`
	Sector string `json:"sector"`
}

type eventDate struct {
	Value      string `json:"value"`
	Derivation string `json:"derivation"`
}

type eventPlace struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

// annotation renders the layers of a document; ID and Text are the caller's.
func annotation(d *readout.Document) annotated {
	f := former{d: d, points: readout.NewCodePoints(d.Report.Source)}
	r := d.Report
	return annotated{
		Published: r.Published.Value, Title: r.Title.Value, Outlet: r.Outlet.Value, Lang: r.Lang.Value,
		Sentences:    each(d.Sentences, func(_ int, s readout.Sentence) extent { return f.extent(s.Span) }),
		Mentions:     each(d.Mentions, f.mention),
		Entities:     each(d.Entities, f.entity),
		Timexes:      each(d.Timexes, f.timex),
		Attributions: each(d.Attributions, f.attribution),
		Statements:   each(d.Statements, f.statement),
		Events:       each(d.Events, f.event),
	}
}

// former gives layers their outward form: code points, ids for indexes.
type former struct {
	d      *readout.Document
	points *readout.CodePoints
}

// each is never nil, so that an empty list is [].
func each[T, U any](in []T, fn func(int, T) U) []U {
	out := make([]U, len(in))
	for i, v := range in {
		out[i] = fn(i, v)
	}
	return out
}

// id names element i of a layer; "" for none.
func id(prefix string, i int) string {
	if i < 0 {
		return ""
	}
	return prefix + strconv.Itoa(i+1)
}

func (f former) extent(s readout.Span) extent {
	start, end := f.points.Span(s)
	return extent{start, end}
}

func (f former) pairs(spans []readout.Span) []pair {
	return each(spans, func(_ int, s readout.Span) pair {
		e := f.extent(s)
		return pair{e.Start, e.End}
	})
}

// pair is nil for an empty span.
func (f former) pair(s readout.Span) *pair {
	if s.Empty() {
		return nil
	}
	start, end := f.points.Span(s)
	return &pair{start, end}
}

func (f former) mention(_ int, m readout.Mention) mention {
	return mention{extent: f.extent(m.Span), Type: m.Type, Kind: m.Kind, Entity: id("e", m.Entity)}
}

func (f former) entity(i int, e readout.Entity) entity {
	return entity{
		ID: id("e", i), Type: e.Type, Name: e.Name,
		Names: each(e.Names, func(_ int, n string) string { return n }),
		Roles: each(e.Roles, func(_ int, o readout.Office) office {
			return office{Title: o.Title, Of: o.Of, extent: f.extent(o.Span)}
		}),
	}
}

func (f former) timex(_ int, t readout.Timex) timex {
	return timex{
		extent: f.extent(t.Span), Text: t.Of(f.d.Report.Source), Type: t.Type, Value: t.Value, Mod: t.Mod,
		Derivation: t.Derivation, Conflict: t.Conflict,
	}
}

func (f former) attribution(i int, a readout.Attribution) attribution {
	out := attribution{
		ID: id("a", i), Source: f.pairs(a.Source), Cue: f.pairs(a.Cue), Content: f.pairs(a.Content),
		Entity: id("e", a.Entity), Kind: a.Kind, Access: f.pair(a.Access), Form: a.Form, Within: id("a", a.Within),
	}
	if a.Count > 0 {
		out.Count = &a.Count
	}
	return out
}

func (f former) statement(i int, s readout.Statement) statement {
	return statement{
		ID: id("s", i), extent: f.extent(s.Span), Form: s.Form, Status: s.Status, Position: s.Position,
		Chain: each(s.Chain, func(_ int, h readout.Hop) hop { return hop{h.Name, h.Kind, h.Cue} }),
		Event: id("v", s.Event),
	}
}

func (f former) event(i int, e readout.Event) event {
	party := func(_ int, p readout.Participant) participant {
		return participant{Entity: id("e", p.Entity), Text: p.Span.Of(f.d.Report.Source), Code: p.Code, Sector: p.Sector}
	}
	out := event{
		ID: id("v", i), extent: f.extent(e.Span), Trigger: f.pair(e.Trigger), Type: e.Type, Mode: e.Mode,
		Actors: each(e.Actors, party), Recipients: each(e.Recipients, party), Status: e.Status,
	}
	if e.Date >= 0 {
		t := f.d.Timexes[e.Date]
		out.Date = &eventDate{t.Value, t.Derivation}
	}
	if e.Place >= 0 {
		m := f.d.Mentions[e.Place]
		out.Place = &eventPlace{Text: m.Of(f.d.Report.Source)}
		if m.Entity >= 0 {
			out.Place.Code = f.d.Entities[m.Entity].Code
		}
	}
	return out
}
