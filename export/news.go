package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// NewsOf is the news of reports that no record holds: every claim is new, at the
// time when the first of its reports was published, a day without an hour at
// midnight UTC. Where none states when, the time is that of the newest report of the
// story that does; 1970-01-01 where no report does.
func NewsOf(r *readout.Reading) []readout.News {
	var out []readout.News
	for i := range r.Stories {
		st := &r.Stories[i]
		last := newest(r, *st)
		for k := range st.Claims {
			c := &st.Claims[k]
			n := readout.News{Kind: readout.NewClaim, Story: st.ID, Claim: c.ID, Text: c.Text, After: fmt.Sprintf("%s, %s", c.Level, tally(c))}
			for _, e := range c.Evidence {
				n.Because = append(n.Because, e.Ref)
				if t, ok := momentOf(r.Docs[e.Report].Report.Published.Value); ok && (n.At.IsZero() || t.Before(n.At)) {
					n.At = t
				}
			}
			if n.At.IsZero() {
				n.At = last
			}
			out = append(out, n)
		}
	}
	return out
}

// newsTitles are the kinds of news in words.
var newsTitles = map[readout.NewsKind]string{
	readout.NewClaim: "New claim", readout.SecondRoot: "Second root", readout.NowDisputed: "Now disputed", readout.NowNamed: "Now with a named source",
	readout.NowGone: "Gone", readout.MoreHeard: "In more reports", readout.NowLess: "Rests on less", readout.NowReworded: "In other words",
}

// entry is a piece of news as the feeds write it. All of its text is clean, but
// for the words of spans.
type entry struct {
	news   *readout.News
	id     string // urn
	title  string
	facts  []string // what changed and how the claim stands
	story  string   // title of the story; "" where the reading does not have it
	spans  []entrySpan
	moment string // RFC 3339, UTC
}

// entrySpan is a place that a change rests on.
type entrySpan struct {
	ref    readout.Ref
	words  string // verbatim
	source string // its source line
}

// feed is what both forms of feed hold.
type feed struct {
	id, title string
	updated   string
	entries   []entry
}

// feedOf puts the news in the form of entries, the latest first.
func feedOf(r *readout.Reading, news []readout.News, opt Options) (*feed, error) {
	r, err := chosen(r, opt)
	if err != nil {
		return nil, err
	}
	f := &feed{title: "Readout: " + count(len(r.Stories), "story", "stories")}
	key := []string{"feed"}
	for i := range r.Stories {
		key = append(key, r.Stories[i].ID)
	}
	slices.Sort(key[1:])
	f.id = urn(key...)
	if len(r.Stories) == 1 {
		f.title = "Readout: " + or(brief.Clean(r.Stories[0].Title), "story without a title")
	}
	p, used := newPlaces(r), map[string]int{}
	latest := time.Time{}
	for i := range news {
		n := &news[i]
		if opt.Story != "" && n.Story != opt.Story {
			continue
		}
		e, err := p.entry(n, used)
		if err != nil {
			return nil, err
		}
		if f.entries = append(f.entries, e); n.At.After(latest) {
			latest = n.At
		}
	}
	if len(f.entries) == 0 {
		latest = newest(r, r.Stories...)
	}
	f.updated = stamp(latest)
	slices.SortStableFunc(f.entries, func(a, b entry) int { return cmp.Compare(b.news.At.UnixNano(), a.news.At.UnixNano()) })
	return f, nil
}

// stamp is a time after RFC 3339; the zero time, which feeds do not have, is the
// epoch.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = epoch
	}
	return t.UTC().Format(time.RFC3339)
}

func (p *places) entry(n *readout.News, used map[string]int) (entry, error) {
	e := entry{news: n, moment: stamp(n.At), title: or(newsTitles[n.Kind], brief.Clean(string(n.Kind))) + ": " + or(brief.Clean(n.Text), "no words are kept")}
	parts := []string{"news", n.Story, n.Claim, string(n.Kind), e.moment}
	e.id = urn(parts...)
	if used[e.id]++; used[e.id] > 1 {
		e.id = urn(append(parts, fmt.Sprint(used[e.id]))...)
	}
	if n.Before != "" {
		e.facts = append(e.facts, "Before: "+brief.Clean(n.Before)+".")
	}
	if n.After != "" {
		e.facts = append(e.facts, "Now: "+brief.Clean(n.After)+".")
	}
	claim := p.claimOf(n, &e.story)
	for _, ref := range n.Because {
		if !leads(p.r, ref) {
			return e, fmt.Errorf("%w: news of claim %s leads nowhere", errBroken, brief.Clean(n.Claim))
		}
		e.spans = append(e.spans, entrySpan{ref, p.words(ref), p.sourceLine(ref, p.statementAt(claim, ref))})
	}
	if claim != nil && claim.Independence != "" && claim.Level != readout.Single {
		s := "Independence " + string(claim.Independence)
		if claim.Reason != "" {
			s += ": " + brief.Clean(claim.Reason)
		}
		e.facts = append(e.facts, s+".")
	}
	return e, nil
}

// claimOf is the claim that news is of, with the title of its story; nil where it
// is gone.
func (p *places) claimOf(n *readout.News, story *string) *readout.Claim {
	for i := range p.r.Stories {
		st := &p.r.Stories[i]
		if st.ID != n.Story {
			continue
		}
		*story = brief.Clean(st.Title)
		for k := range st.Claims {
			if st.Claims[k].ID == n.Claim && n.Kind != readout.NowGone {
				return &st.Claims[k]
			}
		}
	}
	return nil
}

// statementAt is the statement of a claim's evidence at a place; nil where there
// is none.
func (p *places) statementAt(c *readout.Claim, ref readout.Ref) *readout.Statement {
	if c == nil {
		return nil
	}
	for i := range c.Evidence {
		if e := &c.Evidence[i]; e.Ref == ref {
			return p.statement(e)
		}
	}
	return nil
}

// text is an entry in plain text, a line each.
func (e *entry) text() string {
	out := slices.Clone(e.facts)
	for _, s := range e.spans {
		out = append(out, quoted(s.words), s.source)
	}
	return strings.Join(out, "\n")
}

// html is an entry as a fragment of HTML.
func (e *entry) html() string {
	var b strings.Builder
	for _, s := range e.facts {
		fmt.Fprintf(&b, "<p>%s</p>", escape(s))
	}
	for _, s := range e.spans {
		fmt.Fprintf(&b, "<blockquote><p>%s</p></blockquote><p>%s</p>", escape(brief.Clean(s.words)), escape(s.source))
	}
	return b.String()
}
