package serve

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// pager leads to the parts of a list before and after.
type pager struct{ Prev, Next string }

func (q *request) pager(p span, more bool) pager {
	var out pager
	if more {
		out.Next = q.at(p.offset + p.limit)
	}
	if p.offset > 0 {
		out.Prev = q.at(max(0, p.offset-p.limit))
	}
	return out
}

type storiesView struct {
	All     int
	Stories []readout.StoryLine
	Pager   pager
	News    *newsView
	Late    bool // the news take longer than a page may
}

// newsWait is how long the list of stories waits for the news.
const newsWait = 3 * time.Second

// newsHere is how many news the list of stories shows.
const newsHere = 8

func storiesPage(q *request) (reply, error) {
	p, err := q.paged()
	if err != nil {
		return reply{}, err
	}
	list, err := q.s.rec.Stories(q.Context(), p.ask())
	if err != nil {
		return reply{}, err
	}
	v := storiesView{}
	if v.All, err = q.s.rec.CountStories(q.Context()); err != nil {
		return reply{}, err
	}
	var more bool
	v.Stories, more = part(list, p)
	v.Pager = q.pager(p, more)
	if p.offset == 0 {
		if v.News, err = q.newsSoon(); errors.Is(err, context.DeadlineExceeded) {
			v.Late, err = true, nil
		}
	}
	if err != nil {
		return reply{}, err
	}
	return q.page("stories", "Stories", v)
}

// newsSoon are the first news, where they are quickly had.
func (q *request) newsSoon() (*newsView, error) {
	since, err := q.s.rec.Looked(q.Context(), q.by())
	if err != nil {
		return nil, err
	}
	v := &newsView{Since: since, Never: since.IsZero()}
	if v.Never {
		return v, nil
	}
	ctx, cancel := context.WithTimeout(q.Context(), newsWait)
	defer cancel()
	list, err := q.s.newsSince(ctx, since)
	if err != nil {
		if ctx.Err() != nil && q.Context().Err() == nil {
			return nil, context.DeadlineExceeded
		}
		return nil, err
	}
	v.fill(list, newsHere)
	return v, nil
}

type newsView struct {
	Since   time.Time
	Never   bool
	Asked   bool // since a time that was asked for
	All     int
	Stories []newsStory
}

type newsStory struct {
	Line  readout.StoryLine
	URL   string
	Items []newsItem
}

type newsItem struct {
	Kind, Words   string
	Text          string
	Before, After string
	URL           string
	At            time.Time
	Places        []placeLink
}

// newsWords say what became of a claim.
var newsWords = map[readout.NewsKind]string{
	readout.NowDisputed: "now disputed", readout.SecondRoot: "one root became two", readout.NowNamed: "unnamed before, named now",
	readout.NowGone: "withdrawn or gone", readout.NewClaim: "new", readout.MoreHeard: "more reports, same roots",
}

// newsOrder puts what weighs most first.
var newsOrder = []readout.NewsKind{readout.NowDisputed, readout.SecondRoot, readout.NowNamed, readout.NowGone, readout.NewClaim, readout.MoreHeard}

// fill takes the first news of each story, at most so many in all.
func (v *newsView) fill(list []brief.Bulletin, most int) {
	shown := 0
	for _, b := range list {
		v.All += len(b.News)
		s := newsStory{Line: b.Story, URL: storyAt(b.Story.ID)}
		for _, kind := range newsOrder {
			for _, n := range b.News {
				if n.Kind != kind || shown >= most {
					continue
				}
				shown++
				s.Items = append(s.Items, newsOf(b, n))
			}
		}
		if len(s.Items) > 0 {
			v.Stories = append(v.Stories, s)
		}
	}
}

func newsOf(b brief.Bulletin, n readout.News) newsItem {
	out := newsItem{Kind: string(n.Kind), Words: newsWords[n.Kind], Text: n.Text, Before: n.Before, After: n.After, At: n.At}
	if n.Kind != readout.NowGone {
		out.URL = address(storyAt(b.Story.ID), "claim", n.Claim) + "#" + n.Claim
	}
	if b.Reading == nil || n.Kind == readout.NewClaim {
		return out
	}
	words := brief.WordsOf(b.Reading, &b.Reading.Stories[0])
	chars := characters{}
	for _, ref := range n.Because {
		p := b.Reading.Docs[ref.Report].Report
		out.Places = append(out.Places, placeLink{words.Outlet(ref.Report) + " " + words.Place(ref), address(storyAt(b.Story.ID), "claim", n.Claim, "report", p.ID(), "at", chars.of(p, ref.Span)) + "#left"})
	}
	return out
}

// mostNews is how many news a page shows.
const mostNews = 400

func newsPage(q *request) (reply, error) {
	since, list, err := q.news()
	if err != nil {
		return reply{}, err
	}
	v := &newsView{Since: since, Never: since.IsZero(), Asked: q.value("since") != ""}
	v.fill(list, mostNews)
	return q.page("news", "Since you last looked", v)
}

func looked(q *request) (reply, error) {
	if err := q.s.rec.Look(q.Context(), q.by(), q.s.rec.Now()); err != nil {
		return reply{}, err
	}
	return reply{to: back(q.PostForm.Get("back"), "/")}, nil
}

type searchView struct {
	Asked           bool
	Q               string
	Outlet, Speaker string
	Level, Story    string
	From, To        string
	Hits            []hitView
	Pager           pager
	Levels          []readout.Level
}

type hitView struct {
	readout.Hit
	URL, Known string
}

// levels are those that lists can be narrowed to.
var levels = []readout.Level{readout.Corroborated, readout.Disputed, readout.Relayed, readout.Single, readout.Withdrawn}

func searchPage(q *request) (reply, error) {
	v := searchView{Q: q.value("q"), Outlet: q.value("outlet"), Speaker: q.value("speaker"), Level: q.value("level"), Story: q.value("story"), From: q.value("from"), To: q.value("to"), Levels: levels}
	if v.Q == "" {
		return q.page("search", "Search", v)
	}
	v.Asked = true
	h, err := q.hitQuery()
	if err != nil {
		return reply{}, err
	}
	p, err := q.paged()
	if err != nil {
		return reply{}, err
	}
	h.Limit = p.ask()
	list, err := q.s.rec.Search(q.Context(), h)
	if err != nil {
		return reply{}, err
	}
	list, more := part(list, p)
	v.Pager = q.pager(p, more)
	for _, x := range list {
		known := day(x.Known)
		if !x.Stated {
			known = "received " + known
		}
		v.Hits = append(v.Hits, hitView{x, fmt.Sprintf("/reports/%s#b%d", x.Report, x.Block+1), known})
	}
	return q.page("search", "Search: "+v.Q, v)
}

type claimsView struct {
	Claims         []claimRow
	Pager          pager
	Level, Ledger  string
	Speaker, Story string
	From, To       string
	Only           bool
	Levels         []readout.Level
}

type claimRow struct {
	readout.ClaimLine
	URL, Since, Units string
}

func claimsPage(q *request) (reply, error) {
	c, err := q.claimQuery()
	if err != nil {
		return reply{}, err
	}
	p, err := q.paged()
	if err != nil {
		return reply{}, err
	}
	c.Limit = p.ask()
	list, err := q.s.rec.Claims(q.Context(), c)
	if err != nil {
		return reply{}, err
	}
	list, more := part(list, p)
	v := claimsView{Pager: q.pager(p, more), Level: q.value("level"), Ledger: q.value("ledger"), Speaker: q.value("speaker"), Story: q.value("story"), From: q.value("from"), To: q.value("to"), Only: c.Marked, Levels: levels}
	for _, x := range list {
		row := claimRow{ClaimLine: x, URL: address(storyAt(x.Story), "claim", x.ID) + "#" + x.ID, Since: day(x.First), Units: plural(x.Count, "root", "roots")}
		if !x.Stated {
			row.Since = "received " + row.Since
		}
		if x.Ledger == readout.WasSaid {
			row.Units = plural(x.Count, "hearer", "hearers")
		}
		v.Claims = append(v.Claims, row)
	}
	return q.page("claims", "Claims", v)
}

type gapsView struct {
	Days   int
	Groups []gapGroup
	All    int
}

type gapGroup struct {
	Story, Title, URL string
	Gaps              []gapRow
}

type gapRow struct {
	readout.Gap
	Words, URL string
}

var gapWords = map[readout.GapKind]string{
	readout.OneRoot: "on one root", readout.PassedStep: "next step passed without a report", readout.Unanswered: "silence not followed up",
}

func gapsPage(q *request) (reply, error) {
	g, err := q.gapQuery()
	if err != nil {
		return reply{}, err
	}
	list, err := q.s.rec.Gaps(q.Context(), g)
	if err != nil {
		return reply{}, err
	}
	titles, err := q.s.rec.Titles(q.Context())
	if err != nil {
		return reply{}, err
	}
	v := gapsView{Days: int(g.Older.Hours() / 24), All: len(list)}
	for _, x := range list {
		row := gapRow{Gap: x, Words: gapWords[x.Kind]}
		switch {
		case x.Claim != "":
			row.URL = address(storyAt(x.Story), "claim", x.Claim) + "#" + x.Claim
		case x.Ref.Report != "":
			row.URL = address(storyAt(x.Story), "report", x.Ref.Report) + "#left"
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Story != x.Story {
			v.Groups = append(v.Groups, gapGroup{Story: x.Story, Title: titles[x.Story], URL: storyAt(x.Story)})
		}
		last := &v.Groups[len(v.Groups)-1]
		last.Gaps = append(last.Gaps, row)
	}
	return q.page("gaps", "Gaps", v)
}
