package brief

import (
	"io"
	"slices"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

type askedJSON struct {
	Readout programJSON   `json:"readout"`
	Reports []reportJSON  `json:"reports"`
	Asked   string        `json:"asked"`
	Found   []profileJSON `json:"found"`
}

type profileJSON struct {
	ID            string        `json:"id"`
	Story         string        `json:"story"`
	Type          string        `json:"type"`
	Name          string        `json:"name"`
	Match         string        `json:"match"`
	Reports       []string      `json:"reports"`
	Names         []variantJSON `json:"names"`
	MergedBecause string        `json:"merged_because"`
	Speaks        []variantJSON `json:"speaks"`
	Near          []nearJSON    `json:"near"`
	Roles         []heldJSON    `json:"roles"`
	Said          []tellingJSON `json:"said"`
	Told          []tellingJSON `json:"told"`
	Elsewhere     []spanJSON    `json:"elsewhere"`
	Absent        []absenceJSON `json:"absent"`
}

type variantJSON struct {
	Name   string     `json:"name"`
	Places []spanJSON `json:"places"`
}

// nearJSON is a name that may be of the same person or body, and was not joined.
type nearJSON struct {
	Name   string `json:"name"`
	Report string `json:"report"`
	Reason string `json:"reason"`
}

type heldJSON struct {
	spanJSON
	Title  string `json:"title"`
	Of     string `json:"of"`
	Former bool   `json:"former"`
	AsOf   string `json:"as_of"`
}

type tellingJSON struct {
	Day      string      `json:"day"`
	DayOf    string      `json:"day_of"` // "statement", "report" or ""
	Claim    string      `json:"claim"`
	Level    string      `json:"level" one:"|single|relayed|corroborated|disputed|withdrawn"`
	Count    int         `json:"count"`
	Doubts   []doubtJSON `json:"doubts"`
	Evidence []toldJSON  `json:"evidence"`
	Mentions []spanJSON  `json:"mentions"`
}

type toldJSON struct {
	spanJSON
	Status   string    `json:"status"`
	Speech   string    `json:"speech"`
	Form     string    `json:"form"`
	Position string    `json:"position"`
	Chain    []hopJSON `json:"chain"`
	AsOf     string    `json:"as_of"`
}

type absenceJSON struct {
	Report string    `json:"report"`
	Word   *spanJSON `json:"word"`
}

// WhoJSON writes all that the reading has on a name as one line of JSON.
func WhoJSON(w io.Writer, r *readout.Reading, a *readout.Asked, opt Options) error {
	out, err := whoForm(r, a, opt)
	if err != nil {
		return err
	}
	return encode(w, out)
}

// WhoInStory is what one story of a record has on a name.
type WhoInStory struct {
	Story   readout.StoryLine
	Reading *readout.Reading
	Asked   *readout.Asked
}

type askedInStoriesJSON struct {
	Readout programJSON        `json:"readout"`
	Stories []askedInStoryJSON `json:"stories"`
}

type askedInStoryJSON struct {
	Story string    `json:"story"`
	Title string    `json:"title"`
	Who   askedJSON `json:"who"`
}

// WhoInStoriesJSON writes what each of several stories has on a name as one line of
// JSON; labels of reports are those of their story.
func WhoInStoriesJSON(w io.Writer, list []WhoInStory, opt Options) error {
	out := askedInStoriesJSON{programJSON{opt.Version, opt.Pipeline}, []askedInStoryJSON{}}
	for _, x := range list {
		form, err := whoForm(x.Reading, x.Asked, opt)
		if err != nil {
			return err
		}
		out.Stories = append(out.Stories, askedInStoryJSON{x.Story.ID, x.Story.Title, form})
	}
	return encode(w, out)
}

func whoForm(r *readout.Reading, a *readout.Asked, opt Options) (askedJSON, error) {
	if err := checkAsked(r, a); err != nil {
		return askedJSON{}, err
	}
	e := newEncoder(r)
	out := askedJSON{Readout: programJSON{opt.Version, opt.Pipeline}, Reports: e.reports(), Asked: a.Name, Found: []profileJSON{}}
	for i := range a.Found {
		out.Found = append(out.Found, e.profile(&a.Found[i]))
	}
	return out, nil
}

func (e *encoder) profile(f *readout.Profile) profileJSON {
	st := &e.r.Stories[f.Story]
	v := newView(e.r, st)
	out := profileJSON{
		ID: e.profileID(f), Story: st.ID, Type: string(f.Type), Name: f.Name(), Match: string(f.Match), Reports: labelList(f.Reports()),
		Names: []variantJSON{}, Speaks: []variantJSON{}, Near: []nearJSON{}, MergedBecause: f.Because, Roles: []heldJSON{}, Said: e.tellings(v, f.Said), Told: e.tellings(v, f.Told),
		Elsewhere: e.spans(f.Elsewhere), Absent: []absenceJSON{},
	}
	for _, x := range f.Variants {
		out.Names = append(out.Names, variantJSON{x.Name, e.spans(x.Places)})
	}
	for _, x := range f.Speaks {
		out.Speaks = append(out.Speaks, variantJSON{x.Name, e.spans(x.Places)})
	}
	for _, x := range f.Near {
		out.Near = append(out.Near, nearJSON{x.Name, Label(x.Member.Report), x.Reason})
	}
	for _, o := range f.Offices {
		at := e.span(readout.Ref{Report: o.Report, Span: o.Office.Span})
		out.Roles = append(out.Roles, heldJSON{at, o.Office.Title, o.Office.Of, o.Former, asOf(e.r, o.Report)})
	}
	for _, x := range f.Absent {
		a := absenceJSON{Report: Label(x.Report)}
		if !x.Word.Empty() {
			at := e.span(readout.Ref{Report: x.Report, Span: x.Word})
			a.Word = &at
		}
		out.Absent = append(out.Absent, a)
	}
	return out
}

// profileID is the id that the brief gives the same person; a place has one of
// its names.
func (e *encoder) profileID(f *readout.Profile) string {
	if f.Person >= 0 {
		return e.entities(e.r.Stories[f.Story].People)[f.Person].ID
	}
	var names []string
	for _, x := range f.Variants {
		names = append(names, fold.Key(x.Name))
	}
	return identityID(readout.Identity{Type: f.Type, Key: slices.Min(names)})
}

func (e *encoder) tellings(v *view, list []readout.Telling) []tellingJSON {
	out := []tellingJSON{}
	for i := range list {
		t := &list[i]
		x := tellingJSON{Day: t.Day, Doubts: []doubtJSON{}, Evidence: []toldJSON{}, Mentions: e.spans(t.Mentions)}
		switch {
		case v.ownDate(t):
			x.DayOf = "statement"
			for _, d := range v.st.Timeline.Lines[t.Line].Doubts {
				x.Doubts = append(x.Doubts, doubtJSON{string(d.Kind), d.Why})
			}
		case t.Day != "":
			x.DayOf = "report"
		}
		if t.Claim >= 0 {
			c := &v.st.Claims[t.Claim]
			x.Claim, x.Level, x.Count = c.ID, string(c.Level), c.Count
		}
		for _, at := range t.Places {
			st := v.statement(at)
			x.Evidence = append(x.Evidence, toldJSON{
				e.span(v.at(at)), string(st.Status), string(st.SpeechStatus), string(st.Form), string(st.Position), hops(st.Chain), asOf(e.r, at.Report),
			})
		}
		out = append(out, x)
	}
	return out
}
