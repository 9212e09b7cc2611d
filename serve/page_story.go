package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
)

// storyView is the page of a story.
type storyView struct {
	Line        readout.StoryLine
	Title       string
	Counts      string
	AsOf, Held  string
	Timeline    timelineView
	Card        []cardLine
	Groups      []claimGroup
	Differences []differenceView
	Relays      []relayView
	Next        []spokenView
	Silence     []spokenView
	Corrected   []spokenView
	Parts       []partView
	News        *newsView // nil: nothing to say
	NewsLate    bool
	Unplaced    []readout.Unplaced
	Unread      []string // reports that are kept and not analysed, with the reason
	Left, Right *pane
	Choices     []choice
	Graph       graphView
	Reports     []reportRow
	Many        bool   // reports: lists of them are shown on demand
	At          string // address of the story
	ShownID     string // id of the selected claim
	Exports     []string
}

type claimGroup struct {
	Title, About, ID string
	Claims           []claimView
	All, Rest        int
	More             string // address with all
}

type claimView struct {
	Number   string // C12
	C        *readout.Claim
	Standing string
	URL      string
	Selected bool
	Several  bool // reports carry it
	Evidence []evidenceView
	Rest     int      // evidence that is not shown
	More     string   // address with all of it
	Points   []choice // the places of evidence as corrections name them
	Decided  []decidedView
	Near     []nearView
	Cite     string
	History  string
	Why      string
}

type nearView struct{ Number, URL, Reason string }

type evidenceView struct {
	Place, Quote, Chain string
	URL                 string
	Chosen, Denies      bool
	Withdrawn           string
}

type cardLine struct {
	Name   string
	Values []spokenView
	Rest   []spokenView // that are shown on demand
}

// spokenView is words with where they stand.
type spokenView struct {
	Text, By string
	Places   []placeLink
	More     int // places that are not shown
	URL      string
}

type placeLink struct{ Place, URL string }

type differenceView struct {
	Number string
	D      *readout.Difference
	Sides  []sideView
	Silent string
}

type sideView struct {
	Value  string
	Quotes []spokenView
}

type relayView struct {
	Text, Of string
	Places   []placeLink
	Lost     []string
	Changed  []readout.Change
}

type reportRow struct {
	Label, ID, Outlet, Title, Day, URL, Copy string
}

// storyMaker makes the page of a story.
type storyMaker struct {
	q     *request
	r     *readout.Reading
	st    *readout.Story
	words *brief.Words
	at    string
	keep  []string // parameters that every link of the page keeps
	shown int      // claim that is selected; -1
	view  *storyView
	chars characters

	weighed, said, single []brief.Listed // the claims in the order of the brief
}

// manyReports is how many reports the page lists at once.
const manyReports = 14

// How many claims of a group are shown at first.
const (
	groupShown  = 60
	singleShown = 20
)

func storyPage(q *request) (reply, error) {
	line, h, err := q.held()
	if err != nil {
		return reply{}, err
	}
	r := h.r
	m := &storyMaker{q: q, r: r, st: &r.Stories[0], at: storyAt(line.ID), chars: characters{}, keep: []string{"as_of", q.value("as_of"), "held", q.value("held"), "all", q.value("all")}}
	m.words = brief.WordsOf(r, m.st)
	m.weighed, m.said, m.single = m.words.Claims()
	title := m.st.Title
	if brief.Clean(title) == "" {
		title = "Story without a title"
	}
	m.view = &storyView{
		Line: line, Title: title, Counts: m.words.Counts(), AsOf: q.value("as_of"), Held: q.value("held"), At: m.at, Unplaced: r.Unplaced,
		Many:    len(r.Docs) > manyReports,
		Exports: []string{"markdown", "html", "csv", "jsonl", "json-ld", "ical", "atom", "jsonfeed"},
	}
	if m.shown, err = m.chosen(); err != nil {
		return reply{}, err
	}
	if m.shown >= 0 {
		m.view.ShownID = m.st.Claims[m.shown].ID
	}
	m.groups()
	if err := m.panes(); err != nil {
		return reply{}, err
	}
	m.card()
	m.differences()
	m.rest()
	m.view.Timeline = m.timeline()
	m.view.Graph = graph(r, m.words, h.edges())
	m.view.Graph.More = address(apiPath+m.at+"/origins", "as_of", m.q.value("as_of"), "held", m.q.value("held"))
	m.parts()
	if err := m.news(); err != nil {
		return reply{}, err
	}
	return q.page("story", title, m.view)
}

// link is an address of this page with other parameters.
func (m *storyMaker) link(pairs ...string) string {
	return address(m.at, append(slices.Clone(m.keep), pairs...)...)
}

func (m *storyMaker) claimURL(i int) string {
	id := m.st.Claims[i].ID
	return m.link("claim", id) + "#" + id
}

// placeURL leads to a place in the panes.
func (m *storyMaker) placeURL(claim string, ref readout.Ref) string {
	p := m.r.Docs[ref.Report].Report
	return m.link("claim", claim, "report", p.ID(), "at", m.chars.of(p, ref.Span)) + "#left"
}

func (m *storyMaker) places(refs []readout.Ref) []placeLink {
	var out []placeLink
	for _, ref := range refs {
		l := placeLink{m.words.Place(ref), m.placeURL("", ref)}
		if !slices.ContainsFunc(out, func(x placeLink) bool { return x.Place == l.Place }) {
			out = append(out, l)
		}
	}
	return out
}

// chosen is the claim that the address names, else the first that is listed; -1 where
// the story has none, or another place is asked for.
func (m *storyMaker) chosen() (int, error) {
	name := m.q.value("claim")
	for i := range m.st.Claims {
		if m.st.Claims[i].ID == name || strings.EqualFold(name, fmt.Sprintf("C%d", i+1)) {
			return i, nil
		}
	}
	if name != "" {
		return -1, fmt.Errorf("%w: story %s has no claim %s; what rests on corrected words gets another id: look for its words in the list", readout.ErrNotFound, m.st.ID, name)
	}
	if m.q.value("report") != "" {
		return -1, nil
	}
	for _, list := range [][]brief.Listed{m.weighed, m.said, m.single} {
		if len(list) > 0 {
			return list[0].Claim, nil
		}
	}
	return -1, nil
}

// groups lists the claims in the order of the brief.
func (m *storyMaker) groups() {
	weighed, said, single := m.weighed, m.said, m.single
	group := func(title, about, id string, list []brief.Listed, most int) {
		g := claimGroup{Title: title, About: about, ID: id, All: len(list)}
		for i, l := range list {
			if i < most || l.Claim == m.shown || l.Twin == m.shown && m.shown >= 0 {
				g.Claims = append(g.Claims, m.claim(l))
			}
		}
		if g.Rest = len(list) - len(g.Claims); g.Rest > 0 {
			g.More = address(m.at, "as_of", m.q.value("as_of"), "held", m.q.value("held"), "all", "1") + "#" + id
		}
		if len(g.Claims) > 0 {
			m.view.Groups = append(m.view.Groups, g)
		}
	}
	many, few := groupShown, singleShown
	if m.q.value("all") != "" {
		many, few = len(m.st.Claims), len(m.st.Claims)
	}
	if m.shown >= 0 && !slices.ContainsFunc(slices.Concat(weighed, said, single), func(l brief.Listed) bool { return l.Claim == m.shown || l.Twin == m.shown }) {
		group("The claim you opened", "it is listed among next steps or assessments, or beside another", "opened", []brief.Listed{{Claim: m.shown, Twin: -1, Standing: m.words.Standing(m.shown)}}, 1)
	}
	group("Claims", "what more than one report carries, or what is disputed", "weighed", weighed, many)
	group("Said", "utterances that several reports have", "said", said, many)
	group("One report", "what one report alone has, its copies aside", "single", single, few)
}

func (m *storyMaker) claim(l brief.Listed) claimView {
	i := l.Claim
	if l.Twin == m.shown && m.shown >= 0 && l.Twin >= 0 {
		i = m.shown
		l.Standing = m.words.Standing(i)
	}
	c := &m.st.Claims[i]
	out := claimView{Number: fmt.Sprintf("C%d", i+1), C: c, Standing: l.Standing, URL: m.claimURL(i), Selected: i == m.shown}
	for _, e := range c.Evidence {
		out.Several = out.Several || e.Report != c.Evidence[0].Report
	}
	m.evidences(&out)
	if !out.Selected {
		return out
	}
	for k := range c.Evidence {
		e := &c.Evidence[k]
		out.Points = append(out.Points, choice{Label: m.words.Place(e.Ref), URL: point(m.r.Docs[e.Report].Report, e.Span)})
	}
	out.Decided = m.decided(i)
	for _, n := range c.Near {
		out.Near = append(out.Near, nearView{fmt.Sprintf("C%d", n.Claim+1), m.claimURL(n.Claim), n.Reason})
	}
	out.Cite = m.words.Cite(i)
	out.History = m.at + "/history/" + url.PathEscape(c.ID)
	out.Why = apiPath + m.at + "/why/" + url.PathEscape(c.ID)
	return out
}

// How many places of a claim are shown at first: of the one that is open, and of others.
const (
	openPlaces = 12
	rowPlaces  = 8
)

// evidences are the places of a claim that are shown: all of a few; of many the one that
// was asked for, those against it, the first of each root, and others as they come.
func (m *storyMaker) evidences(v *claimView) {
	most := rowPlaces
	if v.Selected {
		most = openPlaces
	}
	if v.Selected && m.q.value("places") != "" {
		most = len(v.C.Evidence)
	}
	shown := make([]bool, len(v.C.Evidence))
	left := most
	take := func(fits func(e *readout.Evidence) bool) {
		for k := range v.C.Evidence {
			if left > 0 && !shown[k] && fits(&v.C.Evidence[k]) {
				shown[k] = true
				left--
			}
		}
	}
	roots := map[int]bool{}
	take(m.asked)
	take(func(e *readout.Evidence) bool { return e.Stance == readout.Denies })
	take(func(e *readout.Evidence) bool {
		again := roots[e.Root]
		roots[e.Root] = true
		return !again
	})
	take(func(*readout.Evidence) bool { return true })
	for k, s := range shown {
		if s {
			v.Evidence = append(v.Evidence, m.evidence(v, k))
		}
	}
	if v.Rest = len(shown) - len(v.Evidence); v.Rest > 0 {
		v.More = m.link("claim", v.C.ID, "places", "all") + "#" + v.C.ID
	}
}

// asked reports the place that the address names.
func (m *storyMaker) asked(e *readout.Evidence) bool {
	p := m.r.Docs[e.Report].Report
	return m.q.value("report") == p.ID() && m.q.value("at") == m.chars.of(p, e.Span)
}

func (m *storyMaker) evidence(v *claimView, k int) evidenceView {
	e := &v.C.Evidence[k]
	out := evidenceView{Place: m.words.Place(e.Ref), URL: m.placeURL(v.C.ID, e.Ref), Denies: e.Stance == readout.Denies, Withdrawn: e.Withdrawn, Chosen: m.asked(e)}
	if v.Selected {
		out.Quote, out.Chain = m.words.Quote(e.Ref), m.words.Chain(e)
	}
	return out
}

// point names a place as a correction takes it: REPORT:BLOCK=WORDS.
func point(p *readout.Report, at readout.Span) string {
	return fmt.Sprintf("%s:%d=%s", p.ID(), p.BlockAt(at.Start)+1, at.Of(p.Source))
}

// What of a field of a card is shown at first: its values as long as they fit.
const (
	cardRoom   = 110 // characters of all values of a field
	cardPlaces = 12  // characters that the places of a value take
	mostPlaces = 4   // places of a value
)

// spoken is words with the first places where they stand.
func (m *storyMaker) spoken(text, by string, at []readout.Ref) spokenView {
	v := spokenView{Text: text, By: by, Places: m.places(at)}
	if v.More = len(v.Places) - mostPlaces; v.More > 0 {
		v.Places = v.Places[:mostPlaces]
	}
	return v
}

// card is the card of the meeting that the story turns on.
func (m *storyMaker) card() {
	for _, l := range m.words.Card() {
		line := cardLine{Name: l.Name}
		room := cardRoom
		for i, v := range l.Values {
			x := m.spoken(v.Text, "", v.Evidence)
			if room -= len(v.Text) + cardPlaces; i == 0 || room > 0 && len(line.Rest) == 0 {
				line.Values = append(line.Values, x)
			} else {
				line.Rest = append(line.Rest, x)
			}
		}
		m.view.Card = append(m.view.Card, line)
	}
}

// mostQuotes is how many places of a side of a difference are shown.
const mostQuotes = 3

func (m *storyMaker) differences() {
	for i := range m.st.Differences {
		d := &m.st.Differences[i]
		v := differenceView{Number: fmt.Sprintf("D%d", i+1), D: d}
		var silent []string
		for _, r := range d.Silent {
			silent = append(silent, brief.Label(r))
		}
		v.Silent = strings.Join(silent, ", ")
		for _, s := range d.Sides {
			side := sideView{Value: s.Value}
			for _, ref := range s.Evidence[:min(len(s.Evidence), mostQuotes)] {
				claim := ""
				if len(s.Claims) > 0 {
					claim = m.st.Claims[s.Claims[0]].ID
				}
				side.Quotes = append(side.Quotes, spokenView{Text: m.words.Quote(ref), By: m.words.Outlet(ref.Report), Places: []placeLink{{m.words.Place(ref), m.placeURL(claim, ref)}}})
			}
			v.Sides = append(v.Sides, side)
		}
		m.view.Differences = append(m.view.Differences, v)
	}
}

// rest are relays, next steps, silences, corrections of the reports, and the reports.
func (m *storyMaker) rest() {
	v := m.view
	for _, x := range m.st.Relays {
		if len(x.Lost)+len(x.Changed) > 0 {
			v.Relays = append(v.Relays, relayView{Text: m.words.Quote(x.Ref), Of: x.Of, Places: m.places([]readout.Ref{x.Ref}), Lost: x.Lost, Changed: x.Changed})
		}
	}
	for _, k := range m.st.Next {
		c := &m.st.Claims[k]
		s := m.spoken(brief.Quoted(c.Text), m.words.Chain(&c.Evidence[0]), refs(c))
		s.URL = m.claimURL(k)
		v.Next = append(v.Next, s)
	}
	at, by, asOf := m.words.Silences()
	for i, ref := range at {
		s := spokenView{Text: m.words.Quote(ref), By: by[i], Places: m.places([]readout.Ref{ref})}
		if asOf[i] != "" {
			s.By = strings.TrimPrefix(s.By+", as of "+asOf[i], ", ")
		}
		v.Silence = append(v.Silence, s)
	}
	for _, ref := range m.st.Corrections {
		v.Corrected = append(v.Corrected, spokenView{Text: m.words.Quote(ref), By: m.words.Outlet(ref.Report), Places: m.places([]readout.Ref{ref})})
	}
	for i, d := range m.r.Docs {
		if why := annotate.Declines(d.Report); why != "" {
			v.Unread = append(v.Unread, brief.Label(i)+" "+m.words.Outlet(i)+": "+brief.Clean(why))
		}
		row := reportRow{Label: brief.Label(i), ID: d.Report.ID(), Outlet: m.words.Outlet(i), Title: d.Report.Title.Value, Day: m.words.Day(i), URL: "/reports/" + d.Report.ID()}
		for _, c := range m.r.Copies {
			if c.Report == i && c.Of >= 0 && !c.Partial {
				row.Copy = brief.Label(c.Of)
			}
		}
		v.Reports = append(v.Reports, row)
	}
}

func refs(c *readout.Claim) []readout.Ref {
	var out []readout.Ref
	for _, e := range c.Evidence {
		out = append(out, e.Ref)
	}
	return out
}
