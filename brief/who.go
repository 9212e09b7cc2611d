package brief

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// How much of each list the text form of a profile shows.
const (
	mostTellings = 12 // of its words, and of what is said of it
	mostPlaces   = 8  // of a spelling
	mostListed   = 20 // reports in the table where some do not name anybody found

	tellingColumns = 10 // of the place of a statement
)

// WhoText writes, for each whom a name can mean, the spellings, offices, own
// words and what is said of them. An error means that w failed or that the
// reading is broken.
func WhoText(w io.Writer, r *readout.Reading, a *readout.Asked, opt Options) error {
	if err := checkAsked(r, a); err != nil {
		return err
	}
	p := newPage(w, opt)
	p.text(0, canMean(a))
	if len(a.Found) == 0 {
		p.text(2, nobody(r, a))
	}
	for i := range a.Found {
		f := &a.Found[i]
		p.blank()
		t := &profileTeller{teller: teller{page: p, view: newView(r, &r.Stories[f.Story])}, f: f, asked: a, all: opt.All}
		t.whole = opt.All
		t.profile()
	}
	t := &teller{page: p, view: newView(r, tableOf(r, a, opt.All))}
	if len(t.st.Reports) > 0 {
		t.reports()
	}
	t.unread()
	return p.flush()
}

// Nobody says that a name means nobody in the reports, where its words stand all
// the same, and which names are closest to it.
func Nobody(r *readout.Reading, a *readout.Asked) string { return Clean(a.Name) + ": " + nobody(r, a) }

func nobody(r *readout.Reading, a *readout.Asked) string {
	if a.Apart != "" {
		return "it is " + a.Apart + ", and no person, body or place of a story; readout origins shows whose reporting it is"
	}
	s := "no report names it as a person, body or place"
	if len(a.Words) > 0 {
		ref := a.Words[0]
		d := r.Docs[ref.Report].Report
		s = fmt.Sprintf("it is not read as the name of a person, body or place; the words stand in %s, first in %s, block %d",
			count(len(a.Words), "report", "reports"), Clean(d.Capture.Input), d.BlockAt(ref.Span.Start)+1)
	}
	if len(a.Near) == 0 {
		return s + "; readout brief lists the names that there are"
	}
	if len(a.Near) == 1 {
		return s + "; the closest name is " + Clean(a.Near[0])
	}
	near := make([]string, len(a.Near))
	for i, n := range a.Near {
		near[i] = Clean(n)
	}
	return s + "; the closest names are " + strings.Join(near, ", ")
}

// canMean counts whom a name can mean.
func canMean(a *readout.Asked) string {
	n := map[string]int{}
	stories := map[int]bool{}
	for _, f := range a.Found {
		n[kindOf(f.Type)]++
		stories[f.Story] = true
	}
	var out []string
	for _, k := range []string{"person", "body", "place"} {
		if n[k] > 0 {
			out = append(out, count(n[k], k, map[string]string{"person": "persons", "body": "bodies", "place": "places"}[k]))
		}
	}
	s := Clean(a.Name) + " can mean " + strings.Join(out, ", ")
	switch {
	case len(a.Found) == 0:
		return Clean(a.Name) + " means nobody in these reports"
	case a.Found[0].Match == readout.ByOffice:
		s += ", by office: no name has these words"
	}
	if len(a.Found) > 1 && a.Found[0].Match != readout.ByOffice {
		s += "; no report makes them one, so each stands apart"
	}
	if len(stories) > 1 {
		s += "; nobody is joined across stories"
	}
	return s
}

func kindOf(t readout.Type) string {
	switch t {
	case readout.Person:
		return "person"
	case readout.Place:
		return "place"
	}
	return "body"
}

// tableOf is a story of the reports that name anybody found, and of the others of
// their stories where they are few.
func tableOf(r *readout.Reading, a *readout.Asked, all bool) *readout.Story {
	st := &readout.Story{}
	for n := range r.Docs {
		named := slices.ContainsFunc(a.Found, func(f readout.Profile) bool { return slices.Contains(f.Reports(), n) })
		near := slices.ContainsFunc(a.Found, func(f readout.Profile) bool {
			reports := r.Stories[f.Story].Reports
			return slices.Contains(reports, n) && (all || len(reports) <= mostListed)
		})
		if named || near {
			st.Reports = append(st.Reports, n)
		}
	}
	return st
}

// profileTeller writes one profile as text.
type profileTeller struct {
	teller
	f     *readout.Profile
	asked *readout.Asked
	all   bool
}

func (t *profileTeller) profile() {
	t.topped(Clean(t.f.Name())+", "+kindOf(t.f.Type), t.namedIn(t.f))
	if len(t.r.Stories) > 1 {
		t.text(2, "story: "+t.title())
	}
	if s := matched[t.f.Match]; s != "" {
		t.text(2, s)
	}
	t.variants()
	t.held()
	t.tellings("SAID", t.f.Said, t.own(t.f))
	t.tellings("SAID OF "+pronouns[kindOf(t.f.Type)], t.f.Told, t.of(t.f))
	t.elsewhere()
	if len(t.f.Absent) > 0 {
		t.head("NOT NAMED IN", "")
		t.text(2, t.absent(t.f))
		for _, s := range t.strays(t.asked, t.f) {
			t.text(2, s)
		}
	}
}

var pronouns = map[string]string{"person": "THEM", "body": "IT", "place": "IT"}

var matched = map[readout.NameMatch]string{
	readout.PartOfName: "found by a part of the name", readout.AlikeName: "no report spells the name so; found as one spelled alike", readout.ByOffice: "found by office",
}

// namedIn counts the reports of the story, and those that name somebody.
func (v *view) namedIn(f *readout.Profile) string {
	return fmt.Sprintf("in %d of %s", len(f.Reports()), count(len(v.st.Reports), "report", "reports"))
}

func (t *profileTeller) variants() {
	t.head("NAMES", "")
	wide := 0
	for _, x := range t.f.Variants {
		wide = max(wide, columns(Clean(x.Name)))
	}
	wide = min(wide, t.width/2)
	for _, x := range t.f.Variants {
		name := "  " + Clean(x.Name)
		if columns(name) > wide+2 {
			t.text(2, Clean(x.Name))
			name = ""
		}
		t.item(normal, name, wide+4, t.few(t.placesOf(x.Places), mostPlaces))
	}
	if t.f.Because != "" {
		t.text(2, "joined: "+Clean(t.f.Because))
	}
	for _, s := range t.beside(t.f) {
		t.text(2, s)
	}
}

// beside are the words for a government, and the names that may be of the same
// person or body.
func (v *view) beside(f *readout.Profile) []string {
	var out []string
	for _, x := range f.Speaks {
		out = append(out, "its government as "+v.quoteIn(x.Places[0].Report, x.Name, 80)+" "+strings.Join(v.placesOf(x.Places), " "))
	}
	for _, x := range f.Near {
		out = append(out, fmt.Sprintf("not joined: %s (%s): %s", Clean(x.Name), Label(x.Member.Report), Clean(x.Reason)))
	}
	return out
}

func (v *view) placesOf(refs []readout.Ref) []string {
	var out []string
	for _, ref := range refs {
		out = merge(out, []string{v.place(ref)})
	}
	return out
}

// held lists the offices.
func (t *profileTeller) held() {
	if len(t.f.Offices) == 0 {
		return
	}
	t.head("OFFICES AS STATED", "")
	for _, s := range t.officesHeld(t.f) {
		t.text(2, s)
	}
}

// officesHeld are the offices of a profile, each with where it stands and the day of
// the report.
func (v *view) officesHeld(f *readout.Profile) []string {
	var g grouped
	days := map[string]*grouped{}
	for _, o := range f.Offices {
		s := v.quoteIn(o.Report, o.Office.Title, 80)
		if of := Clean(o.Office.Of); of != "" && !strings.Contains(Clean(o.Office.Title), of) {
			s += " of " + v.quoteIn(o.Report, o.Office.Of, 80)
		}
		if o.Former {
			s = "former: " + s
		}
		at := v.place(readout.Ref{Report: o.Report, Span: o.Office.Span})
		g.add(s, at)
		if days[s] == nil {
			days[s] = &grouped{}
		}
		days[s].add(cmp.Or(asOf(v.r, o.Report), "no date"), at)
	}
	out := make([]string, len(g.order))
	for i, s := range g.order {
		for _, day := range days[s].order {
			out[i] += ", " + v.few(days[s].at[day], mostPlaces) + string(glue) + "(" + strings.ReplaceAll(day, " ", string(glue)) + ")"
		}
		out[i] = s + " " + strings.TrimPrefix(out[i], ", ")
	}
	return out
}

// elsewhere lists where somebody is named outside of the statements.
func (t *profileTeller) elsewhere() {
	list := t.sentences(t.f.Elsewhere)
	if len(list) == 0 {
		return
	}
	t.head("ALSO NAMED", "in none of the statements above")
	shown := list
	if !t.all {
		shown = list[:min(len(list), mostOther)]
	}
	for _, ref := range shown {
		t.item(normal, "    "+t.place(ref), tellingColumns, quote(t.words(ref), claimColumns))
	}
	if n := len(list) - len(shown); n > 0 {
		t.text(2, fmt.Sprintf("%d more: --all", n))
	}
}

// sentences are the sentences that hold the places, each once.
func (v *view) sentences(refs []readout.Ref) []readout.Ref {
	var out []readout.Ref
	for _, ref := range refs {
		for _, s := range v.r.Docs[ref.Report].Sentences {
			if s.Contains(ref.Span) {
				ref.Span = s.Span
				break
			}
		}
		if !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// absent are the reports that do not name somebody, strays the words in them that
// are the name all the same.
func (v *view) absent(f *readout.Profile) string {
	var here, others []string
	for _, a := range f.Absent {
		if slices.Contains(v.st.Reports, a.Report) {
			here = append(here, Label(a.Report))
		} else {
			others = append(others, Label(a.Report))
		}
	}
	s := v.few(here, 4*mostPlaces)
	switch {
	case len(others) == 0:
	case len(here) == 0:
		s = "other stories only: " + v.few(others, 4*mostPlaces)
	default:
		s += "; in other stories " + v.few(others, 4*mostPlaces)
	}
	return s
}

func (v *view) strays(asked *readout.Asked, f *readout.Profile) []string {
	var g grouped
	for _, a := range f.Absent {
		if a.Word.Empty() || f.Type == readout.Place {
			continue
		}
		ref := readout.Ref{Report: a.Report, Span: a.Word}
		s := quote(v.words(ref), 0)
		if others := asOthers(asked, a.Report); len(others) == 0 {
			s += ", read as another's name or as none"
		} else {
			s += ", see " + strings.Join(others, ", ")
		}
		g.add(s, v.place(ref))
	}
	out := make([]string, len(g.order))
	for i, s := range g.order {
		has := " has "
		if len(g.at[s]) > 1 {
			has = " have "
		}
		out[i] = v.few(g.at[s], mostPlaces) + has + s
	}
	return out
}

// asOthers are those found whom a report names.
func asOthers(asked *readout.Asked, report int) []string {
	var out []string
	for i := range asked.Found {
		if f := &asked.Found[i]; slices.Contains(f.Reports(), report) {
			out = merge(out, []string{Clean(f.Name())})
		}
	}
	return out
}
