package mcp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

type searchArgs struct {
	Words   string `json:"words" bounds:"1,300" jsonschema:"Words that must all stand in the passage; a phrase in quotation marks."`
	Story   string `json:"story,omitempty" bounds:"4,65" form:"story" jsonschema:"Only in this story: its id, or the id of a report in it."`
	Outlet  string `json:"outlet,omitempty" bounds:"1,100" jsonschema:"Only reports whose outlet has this in its name."`
	Speaker string `json:"speaker,omitempty" bounds:"1,100" jsonschema:"Only words that rest on somebody who has this in the name."`
	Level   string `json:"level,omitempty" bounds:"1,20" one:"single|relayed|corroborated|disputed|withdrawn" jsonschema:"Only words that a claim of this level rests on: single, relayed, corroborated, disputed or withdrawn."`
	From    string `json:"from,omitempty" bounds:"4,40" jsonschema:"Only reports known from this date or time on: 2026-02-07 or 2026-02-07T09:00."`
	To      string `json:"to,omitempty" bounds:"4,40" jsonschema:"Only reports known up to this date or time."`
	pageArgs
}

// Hits are the passages that a search found.
type Hits struct {
	Hits List[Hit] `json:"hits"`
}

// Hit is a passage in which the words of a search stand.
type Hit struct {
	Span
	Block    int      `json:"block" jsonschema:"Number of the block of the report, from 1."`
	Title    string   `json:"title" jsonschema:"Of the report."`
	Story    string   `json:"story"`
	Known    string   `json:"known" jsonschema:"When the report came to be known, RFC 3339."`
	Stated   bool     `json:"stated" jsonschema:"The report states that date; else it is when it was received."`
	Level    string   `json:"level" jsonschema:"The highest of the claims that rest on the block; empty for none."`
	Speakers []string `json:"speakers" jsonschema:"On whom they rest."`
}

// mostHits is how many passages a search looks at.
const mostHits = 2000

// search finds words.
func (s *server) search(ctx context.Context, a searchArgs) (*Hits, error) {
	q := store.HitQuery{Text: a.Words, Outlet: a.Outlet, Speaker: a.Speaker, Level: a.Level, Limit: mostHits}
	var err error
	if q.From, err = record.ParseBegin("from", a.From); err != nil {
		return nil, err
	}
	if q.Before, err = record.ParseEnd("to", a.To); err != nil {
		return nil, err
	}
	if a.Story != "" {
		line, err := s.r.Story(ctx, a.Story)
		if err != nil {
			return nil, err
		}
		q.Story = line.ID
	}
	found, err := s.r.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("search: %w: no passage of the record has all of these words under these fields", readout.ErrNotFound)
	}
	some := cut(found, a.pageArgs, "")
	out := &Hits{List[Hit]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}}
	open := s.opener()
	words := fold.Words(a.Words)
	for _, h := range some.Items {
		d, err := open.report(ctx, h.Report)
		if err != nil {
			return nil, err
		}
		if h.Span.End > len(d.Report.Source) || h.Span.Of(d.Report.Source) != h.Text {
			return nil, fmt.Errorf("%w: search: report %s changed meanwhile", readout.ErrConflict, h.Report)
		}
		at := window(d.Report.Source, h.Span, words)
		x := Hit{Span: *open.place(d, at), Block: h.Block + 1, Title: h.Title, Story: h.Story, Known: stamp(h.Known), Stated: h.Stated, Level: string(h.Level), Speakers: h.Speakers}
		x.LeftOut = utf8.RuneCountInString(d.Report.Source[at.Start:h.Span.End]) - utf8.RuneCountInString(x.Exact)
		out.Hits.Items = append(out.Hits.Items, x)
	}
	return out, nil
}

// window is the block, or of one that is too long the part from a little before the
// first of the words on.
func window(source string, block readout.Span, words []string) readout.Span {
	text := block.Of(source)
	if utf8.RuneCountInString(text) <= longestSpan {
		return block
	}
	const before = 200 // bytes
	for i := 0; i < len(text); {
		n := strings.IndexFunc(text[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		if n < 0 {
			break
		}
		i += n
		end := strings.IndexFunc(text[i:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if end < 0 {
			end = len(text) - i
		}
		if slices.Contains(words, fold.Key(text[i:i+end])) {
			from := max(0, i-before)
			for from > 0 && !utf8.RuneStart(text[from]) {
				from--
			}
			if blank := strings.IndexByte(text[from:i], ' '); from > 0 && blank >= 0 {
				from += blank + 1
			}
			return readout.Span{Start: block.Start + from, End: block.End}
		}
		i += end
	}
	return block
}

// stamp is a moment as RFC 3339, UTC; "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (h *Hits) text(p *page) {
	section(p, "passages", h.Hits, func(x *Hit) {
		p.line("%s; block %d of %s; story %s%s%s", x.words(), x.Block, quote(x.Title), or(x.Story, "none"), with("; level ", x.Level), with("; rests on ", clean(strings.Join(x.Speakers, ", "))))
	})
}

type storiesArgs struct {
	pageArgs
}

// Stories lists stories.
type Stories struct {
	Stories List[StoryLine] `json:"stories"`
}

// StoryLine is a story of the record.
type StoryLine struct {
	Head
	Reports      int    `json:"reports"`
	Origins      int    `json:"origins" jsonschema:"Newsrooms whose reporting it is."`
	Claims       int    `json:"claims"`
	Corroborated int    `json:"corroborated" jsonschema:"Claims that rest on two roots or more."`
	Disputed     int    `json:"disputed" jsonschema:"Claims with evidence against them."`
	Latest       string `json:"latest" jsonschema:"When its newest report came to be known, RFC 3339."`
	Headline     *Span  `json:"headline" jsonschema:"Where the title stands; null where no report of the story has it in its text."`
}

// stories lists the stories of the record.
func (s *server) stories(ctx context.Context, a storiesArgs) (*Stories, error) {
	list, err := s.r.Stories(ctx, 0)
	if err != nil {
		return nil, err
	}
	some := cut(list, a.pageArgs, "")
	out := &Stories{List[StoryLine]{All: some.All, Offset: some.Offset, Left: some.Left, Rest: some.Rest}}
	for _, l := range some.Items {
		x := StoryLine{Head: Head{l.ID, l.Title, l.From, l.To}, Reports: l.Reports, Origins: l.Origins, Claims: l.Claims, Corroborated: l.Corroborated, Disputed: l.Disputed, Latest: stamp(l.Latest)}
		reading, err := s.r.Reading(ctx, l.ID, record.Moment{})
		if err != nil {
			return nil, err
		}
		x.Headline = titleAt(reading, l.Title)
		out.Stories.Items = append(out.Stories.Items, x)
	}
	return out, nil
}

// titleAt is where a title stands in the reports of a story; nil for nowhere.
func titleAt(r *readout.Reading, title string) *Span {
	if title == "" {
		return nil
	}
	for _, d := range r.Docs {
		i := strings.Index(d.Report.Source, title)
		if i < 0 {
			continue
		}
		out := spanOf(d.Report)
		out.Start, out.End = readout.NewCodePoints(d.Report.Source).Span(readout.Span{Start: i, End: i + len(title)})
		out.Exact = title
		out.shorten()
		return &out
	}
	return nil
}

func (x *Stories) text(p *page) {
	section(p, "stories", x.Stories, func(l *StoryLine) {
		l.Head.text(p)
		p.line("  %s, %s, %s (%d corroborated, %d disputed); newest report known %s", count(l.Reports, "report", "reports"), count(l.Origins, "origin", "origins"),
			count(l.Claims, "claim", "claims"), l.Corroborated, l.Disputed, or(l.Latest, "at no stated time"))
		if l.Headline != nil {
			p.line("  title %s", l.Headline.where())
		}
	})
}
