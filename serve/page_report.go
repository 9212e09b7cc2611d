package serve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// reportView is the page of a report: its metadata, and the ledger of its blocks.
type reportView struct {
	Filed     store.Filed
	Title     string
	Outlet    string
	Published string
	Meta      []metaRow
	Story     string
	Ledger    readout.Ledger
	Blocks    []blockView
	Roles     []readout.Role
	Versions  []readout.VersionChange
}

type metaRow struct{ Name, Value, Basis string }

type blockView struct {
	N        int
	Role     readout.Role
	Share    readout.Share
	Reason   string
	Segments []segment
	Repeats  int // number of the block; 0 for none
	Point    string
}

// roles are those that a person can give a block.
var roles = []readout.Role{
	readout.RoleHeadline, readout.RoleDeck, readout.RoleByline, readout.RoleDateline, readout.RoleLead, readout.RoleBody, readout.RoleHeading, readout.RoleList,
	readout.RoleQuote, readout.RoleCaption, readout.RoleCredit, readout.RoleCorrection, readout.RoleRepeat, readout.RoleTeaser, readout.RolePromotion,
	readout.RoleAdvertisement, readout.RoleNavigation, readout.RoleComment, readout.RoleOther,
}

func reportPage(q *request) (reply, error) {
	f, err := q.s.rec.Report(q.Context(), q.PathValue("report"))
	if err != nil {
		return reply{}, err
	}
	d, err := q.s.rec.Document(q.Context(), f.ID)
	if err != nil {
		return reply{}, err
	}
	v, err := ledger(f, d.Report, q.value("at"))
	if err != nil {
		return reply{}, err
	}
	if v.Versions, err = q.s.rec.Versions(q.Context(), f.ID, record.Moment{}); err != nil {
		return reply{}, err
	}
	return q.page("report", v.Title, v)
}

// ledger is the page of a report, with the words at a place lit.
func ledger(f store.Filed, r *readout.Report, at string) (*reportView, error) {
	v := &reportView{Filed: f, Title: r.Title.Value, Outlet: r.Outlet.Value, Published: r.Published.Value, Roles: roles}
	if f.Story != "" {
		v.Story = storyAt(f.Story)
	}
	if brief.Clean(v.Title) == "" {
		v.Title = "Report without a title"
	}
	var err error
	if v.Ledger, err = r.Ledger(); err != nil {
		return nil, err
	}
	for _, x := range []struct {
		name string
		readout.Found
	}{{"outlet", r.Outlet}, {"origin", r.Origin}, {"published", r.Published}, {"changed", r.Modified}, {"language", r.Lang}, {"address", r.Canonical}} {
		if x.Stated() {
			v.Meta = append(v.Meta, metaRow{x.name, x.Value, x.Basis})
		}
	}
	for _, b := range r.Byline {
		v.Meta = append(v.Meta, metaRow{"byline", b.Value, b.Basis})
	}
	var lights []light
	if at != "" {
		s, ok := spanOf(r, at)
		if !ok {
			return nil, fmt.Errorf("%w: report %s has no characters %q", readout.ErrNotFound, f.ID, at)
		}
		lights = append(lights, light{s, "lit"})
	}
	id := "lit"
	for i, b := range r.Blocks {
		x := blockView{N: i + 1, Role: b.Role, Share: b.Role.Share(), Reason: b.Reason, Segments: lit(r.Source, b.Span, lights), Repeats: b.Repeats + 1, Point: fmt.Sprintf("%s:%d", f.ID, i+1)}
		for k := range x.Segments {
			if s := &x.Segments[k]; id != "" && s.Class != "" {
				s.ID, id = id, ""
			}
		}
		v.Blocks = append(v.Blocks, x)
	}
	return v, nil
}

type historyView struct {
	Story  readout.StoryLine
	URL    string
	Claim  *readout.Claim
	Number string
	Back   string
	State  string
	Steps  []stepView
}

type stepView struct {
	When, Outlet, Place, URL string
	Marks                    []string
	Quote, Chain, Reworded   string
	Denies                   bool
	Withdrawn                string
}

var markWords = map[readout.HistoryMark]string{
	readout.FirstReport: "first reported", readout.FirstNamed: "first named source", readout.FirstDenial: "first denial",
	readout.SecondRootSeen: "second root", readout.WithdrawnByThen: "withdrawn",
}

func historyPage(q *request) (reply, error) {
	line, r, err := q.reading()
	if err != nil {
		return reply{}, err
	}
	st := &r.Stories[0]
	name := q.PathValue("claim")
	i := slices.IndexFunc(st.Claims, func(c readout.Claim) bool { return c.ID == name })
	if i < 0 {
		for k := range st.Claims {
			if strings.EqualFold(name, fmt.Sprintf("C%d", k+1)) {
				i = k
			}
		}
	}
	if i < 0 {
		return reply{}, fmt.Errorf("%w: story %s has no claim %q", readout.ErrNotFound, line.ID, name)
	}
	h, chars := record.HistoryOf(r, 0, i), characters{}
	words := brief.WordsOf(r, st)
	c := &st.Claims[i]
	at := storyAt(line.ID)
	v := historyView{Story: line, URL: at, Claim: c, Number: fmt.Sprintf("C%d", i+1), Back: address(at, "claim", c.ID) + "#" + c.ID, State: words.Standing(i)}
	for _, s := range h.Steps {
		e := &c.Evidence[s.Evidence]
		p := r.Docs[e.Report].Report
		x := stepView{
			When: day(s.At), Outlet: words.Outlet(e.Report), Place: words.Place(e.Ref), URL: address(at, "claim", c.ID, "report", p.ID(), "at", chars.of(p, e.Span)) + "#left",
			Quote: words.Quote(e.Ref), Chain: words.Chain(e), Reworded: brief.Clean(s.Reworded), Denies: e.Stance == readout.Denies, Withdrawn: e.Withdrawn,
		}
		if !s.Stated {
			x.When = "received " + x.When
		}
		for _, k := range s.Marks {
			x.Marks = append(x.Marks, markWords[k])
		}
		v.Steps = append(v.Steps, x)
	}
	return q.page("history", "History of "+v.Number, v)
}

// peopleView is the page of those who are named in a story.
type peopleView struct {
	Story  readout.StoryLine
	URL    string
	People []personView
	Names  []string // all spellings, for the forms
	Others int      // speakers who are nobody of these
}

type personView struct {
	ID, Name, Type string
	Names          []nameView
	Distinct       []string
	Offices        []string
	Because        string
	Near           []readout.NearName
	Said           []spokenView
	Reports        int
}

type nameView struct {
	Name   string
	Places []placeLink
}

func peoplePage(q *request) (reply, error) {
	line, r, err := q.reading()
	if err != nil {
		return reply{}, err
	}
	st := &r.Stories[0]
	m := &storyMaker{q: q, r: r, st: st, words: brief.WordsOf(r, st), at: storyAt(line.ID), shown: -1, chars: characters{}}
	v := peopleView{Story: line, URL: m.at}
	for i := range st.People {
		v.People = append(v.People, m.person(i))
	}
	for _, p := range v.People {
		for _, n := range p.Distinct {
			if !slices.Contains(v.Names, n) {
				v.Names = append(v.Names, n)
			}
		}
	}
	slices.SortStableFunc(v.People, func(a, b personView) int {
		weight := func(p personView) int { return 1000*min(len(p.Said), 1) + 10*p.Reports + len(p.Said) }
		return weight(b) - weight(a)
	})
	return q.page("people", "People and bodies", v)
}

func (m *storyMaker) person(i int) personView {
	p := &m.st.People[i]
	v := personView{ID: fmt.Sprintf("p%d", i+1), Name: p.Names[0].Name, Type: string(p.Type), Because: p.Because, Near: p.Near}
	reports := map[int]bool{}
	for _, n := range p.Names {
		reports[n.Ref.Report] = true
		k := slices.IndexFunc(v.Names, func(x nameView) bool { return x.Name == n.Name })
		if k < 0 {
			k = len(v.Names)
			v.Names = append(v.Names, nameView{Name: n.Name})
			v.Distinct = append(v.Distinct, n.Name)
		}
		v.Names[k].Places = append(v.Names[k].Places, placeLink{m.words.Place(n.Ref), m.placeURL("", n.Ref)})
	}
	v.Reports = len(reports)
	for _, o := range p.Offices {
		text := brief.Clean(o.Office.Title)
		if !slices.Contains(v.Offices, text) {
			v.Offices = append(v.Offices, text)
		}
	}
	for k := range m.st.Speakers {
		if m.st.Speakers[k].Identity != i {
			continue
		}
		for _, u := range m.st.Speakers[k].Utterances {
			ref := readout.Ref{Report: u.Report, Span: m.r.Docs[u.Report].Statements[u.Statement].Span}
			s := spokenView{Text: m.words.Quote(ref), By: m.words.ChainOf(u.StatementAt), Places: m.places([]readout.Ref{ref})}
			if u.Claim >= 0 {
				s.URL = m.claimURL(u.Claim)
			}
			v.Said = append(v.Said, s)
		}
	}
	return v
}
