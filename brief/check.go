package brief

import (
	"fmt"
	"slices"

	"github.com/readout-project/readout"
)

// check verifies that every index and span of the reading leads somewhere, so
// that rendering is straight-line code. An error is a bug in what made it.
func check(r *readout.Reading) error {
	c := checker{r: r}
	for i, d := range r.Docs {
		if d == nil || d.Report == nil {
			return fmt.Errorf("brief: report %s is missing from the reading", Label(i))
		}
		if _, err := d.Report.Ledger(); err != nil {
			return fmt.Errorf("brief: %w", err)
		}
	}
	for i, f := range r.Failed {
		c.index("failure", i, f.Report, len(r.Docs), true)
	}
	for i, x := range r.Copies {
		c.index("copy", i, x.Report, len(r.Docs), false)
		c.index("original of copy", i, x.Of, len(r.Docs), true)
	}
	for i := range r.Stories {
		c.story(&r.Stories[i])
	}
	return c.err
}

type checker struct {
	r   *readout.Reading
	err error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("brief: "+format, args...)
	}
}

func (c *checker) index(what string, i, v, n int, none bool) {
	if v >= n || v < -1 || v == -1 && !none {
		c.fail("%s %d is number %d of %d", what, i+1, v, n)
	}
}

func (c *checker) ref(what string, i int, ref readout.Ref) {
	if ref.Report < 0 || ref.Report >= len(c.r.Docs) {
		c.fail("%s %d points into report %d of %d", what, i+1, ref.Report, len(c.r.Docs))
		return
	}
	src := c.r.Docs[ref.Report].Report.Source
	s := ref.Span
	if s.Start < 0 || s.End <= s.Start || s.End > len(src) || !border(src, s.Start) || !border(src, s.End) {
		c.fail("%s %d covers [%d,%d) of the %d bytes of report %s", what, i+1, s.Start, s.End, len(src), Label(ref.Report))
	}
}

func border(s string, i int) bool { return i == len(s) || s[i]&0xC0 != 0x80 }

func (c *checker) story(st *readout.Story) {
	for i, d := range st.Reports {
		c.index("report of a story", i, d, len(c.r.Docs), false)
	}
	for i, x := range st.Roots {
		c.index("origin of root", i, x.Origin, len(st.Origins), false)
	}
	for i := range st.Claims {
		c.claim(st, &st.Claims[i])
	}
	for i, d := range st.Differences {
		for _, s := range d.Sides {
			c.claims("side of difference", i, s.Claims, st)
			for _, e := range s.Evidence {
				c.ref("evidence of difference", i, e)
			}
		}
		for _, s := range d.Silent {
			c.index("silent report of difference", i, s, len(c.r.Docs), false)
		}
	}
	for i, x := range st.Relays {
		c.index("relay", i, x.Report, len(c.r.Docs), false)
		c.index("original of relay", i, x.Match, len(c.r.Docs), true)
		c.ref("relay", i, x.Ref)
		c.claims("relay", i, x.Claims, st)
	}
	c.claims("next step", 0, st.Next, st)
	c.claims("assessment", 0, st.Assessments, st)
	for i, s := range st.Silence {
		c.ref("silence", i, s)
	}
	for i, s := range st.Corrections {
		c.ref("correction", i, s)
	}
	c.people(st)
	c.speakers(st)
	c.timeline(&st.Timeline, len(st.Claims))
	c.events(st)
}

func (c *checker) events(st *readout.Story) {
	for i, h := range st.Events {
		c.claims("event", i, h.Claims, st)
		for _, p := range append(h.Actors[:len(h.Actors):len(h.Actors)], h.Recipients...) {
			c.index("party of event", i, p.Identity, len(st.People), true)
		}
		for _, m := range h.Members {
			if c.index("report of event", i, m.Report, len(c.r.Docs), false); c.err == nil {
				c.index("event of report", i, m.Event, len(c.r.Docs[m.Report].Events), false)
			}
		}
	}
	for i, w := range st.Where {
		c.ref("place", i, w.Ref)
	}
	for i, t := range st.Tolls {
		for _, x := range t.Counts {
			c.refs("toll", i, x.Evidence)
			for _, r := range x.Roots {
				c.index("root of toll", i, r, len(st.Roots), false)
			}
		}
	}
	if st.Card == nil {
		return
	}
	for _, f := range readout.CardFields {
		for i, v := range st.Card.Values[f] {
			if len(v.Evidence) == 0 {
				c.fail("value %d of %s has no evidence", i+1, f)
			}
			c.refs(string(f), i, v.Evidence)
		}
	}
}

func (c *checker) speakers(st *readout.Story) {
	for i, x := range st.Speakers {
		c.index("identity of speaker", i, x.Identity, len(st.People), true)
		for _, u := range x.Utterances {
			c.index("claim of speaker", i, u.Claim, len(st.Claims), true)
			for _, at := range append([]readout.StatementAt{u.StatementAt}, u.Also...) {
				c.statement("speaker", i, at)
			}
		}
	}
	for i, x := range st.Headlines {
		c.statement("headline", i, x.StatementAt)
		for _, ref := range x.Body {
			c.ref("body of headline", i, ref)
		}
	}
}

func (c *checker) statement(what string, i int, at readout.StatementAt) {
	c.index("report of "+what, i, at.Report, len(c.r.Docs), false)
	if c.err != nil {
		return
	}
	all := c.r.Docs[at.Report].Statements
	if c.index("statement of "+what, i, at.Statement, len(all), false); c.err == nil {
		c.ref(what, i, readout.Ref{Report: at.Report, Span: all[at.Statement].Span})
	}
}

func (c *checker) claims(what string, i int, claims []int, st *readout.Story) {
	for _, k := range claims {
		c.index("claim of "+what, i, k, len(st.Claims), false)
	}
}

func (c *checker) claim(st *readout.Story, k *readout.Claim) {
	for i, v := range k.Voices {
		for _, r := range v.Roots {
			c.index("claim "+Clean(k.ID)+": root of voice", i, r, len(st.Roots), false)
		}
	}
	for i, n := range k.Near {
		c.index("claim "+Clean(k.ID)+": near-twin", i, n.Claim, len(st.Claims), false)
	}
	for i, e := range k.Evidence {
		c.ref("claim "+Clean(k.ID)+": evidence", i, e.Ref)
		c.index("claim "+Clean(k.ID)+": origin of evidence", i, e.Origin, len(st.Origins), false)
		c.index("claim "+Clean(k.ID)+": root of evidence", i, e.Root, len(st.Roots), false)
		if c.err == nil {
			c.index("claim "+Clean(k.ID)+": statement of evidence", i, e.Statement, len(c.r.Docs[e.Report].Statements), true)
		}
	}
}

func (c *checker) people(st *readout.Story) {
	for i, p := range st.People {
		if len(p.Names) == 0 {
			c.fail("identity %d has no name", i+1)
		}
		for _, n := range p.Names {
			c.ref("name of identity", i, n.Ref)
		}
		for _, o := range p.Offices {
			c.ref("office of identity", i, readout.Ref{Report: o.Report, Span: o.Office.Span})
		}
		for _, m := range p.Members {
			c.index("member of identity", i, m.Report, len(c.r.Docs), false)
		}
	}
	for i, d := range st.Days {
		for _, t := range d.Timexes {
			c.index("report of day", i, t.Report, len(c.r.Docs), false)
			if c.err == nil {
				c.index("time expression of day", i, t.Timex, len(c.r.Docs[t.Report].Timexes), false)
			}
			if c.err == nil {
				c.ref("time expression of day", i, readout.Ref{Report: t.Report, Span: c.r.Docs[t.Report].Timexes[t.Timex].Span})
			}
		}
	}
}

func (c *checker) timeline(tl *readout.Timeline, claims int) {
	for i := range tl.Lines {
		l := &tl.Lines[i]
		c.index("claim of a dated line", i, l.Claim, claims, true)
		for _, p := range l.Places {
			c.statement("dated line", i, p.StatementAt)
			c.timex(i, readout.TimexAt{Report: p.Report, Timex: p.Timex})
			for _, k := range p.Also {
				c.timex(i, readout.TimexAt{Report: p.Report, Timex: k})
			}
			if p.Until != -1 {
				c.timex(i, readout.TimexAt{Report: p.Report, Timex: p.Until})
			}
		}
	}
	for i, at := range tl.Undated {
		c.statement("undated statement", i, at)
	}
	for i, x := range tl.Loose {
		c.timex(i, x)
	}
}

func (c *checker) timex(i int, x readout.TimexAt) {
	if x.Report < 0 || x.Report >= len(c.r.Docs) {
		c.fail("date %d of a timeline is in report %d of %d", i+1, x.Report, len(c.r.Docs))
		return
	}
	ts := c.r.Docs[x.Report].Timexes
	if c.index("date of a timeline", i, x.Timex, len(ts), false); x.Timex >= 0 && x.Timex < len(ts) {
		c.ref("date of a timeline", i, readout.Ref{Report: x.Report, Span: ts[x.Timex].Span})
	}
}

// checkAsked checks a reading and what was found in it.
func checkAsked(r *readout.Reading, a *readout.Asked) error {
	if err := check(r); err != nil {
		return err
	}
	c := checker{r: r}
	c.refs("word of a name", 0, a.Words)
	for i := range a.Found {
		f := &a.Found[i]
		if c.index("story of a profile", i, f.Story, len(r.Stories), false); c.err != nil {
			return c.err
		}
		st := &r.Stories[f.Story]
		c.index("person of a profile", i, f.Person, len(st.People), true)
		if len(f.Variants) == 0 {
			c.fail("profile %d has no name", i+1)
		}
		for _, v := range f.Variants {
			c.refs("name of a profile", i, v.Places)
		}
		for _, v := range f.Speaks {
			if len(v.Places) == 0 {
				c.fail("profile %d: words without a place", i+1)
			}
			c.refs("words of a profile", i, v.Places)
		}
		for _, n := range f.Near {
			c.index("name beside a profile", i, n.Member.Report, len(r.Docs), false)
		}
		for _, o := range f.Offices {
			c.ref("office of a profile", i, readout.Ref{Report: o.Report, Span: o.Office.Span})
		}
		for _, m := range f.Members {
			c.index("member of a profile", i, m.Report, len(r.Docs), false)
		}
		for _, t := range slices.Concat(f.Said, f.Told) {
			c.telling(i, t, st)
		}
		c.refs("mention of a profile", i, f.Elsewhere)
		for _, x := range f.Absent {
			if c.index("report without a profile", i, x.Report, len(r.Docs), false); !x.Word.Empty() && c.err == nil {
				c.ref("name without a profile", i, readout.Ref{Report: x.Report, Span: x.Word})
			}
		}
	}
	return c.err
}

func (c *checker) telling(i int, t readout.Telling, st *readout.Story) {
	c.index("claim of a telling", i, t.Claim, len(st.Claims), true)
	c.index("line of a telling", i, t.Line, len(st.Timeline.Lines), true)
	if len(t.Places) == 0 {
		c.fail("profile %d has a statement that stands nowhere", i+1)
	}
	for _, at := range t.Places {
		c.statement("profile", i, at)
	}
	c.refs("mention of a telling", i, t.Mentions)
}

func (c *checker) refs(what string, i int, refs []readout.Ref) {
	for _, ref := range refs {
		c.ref(what, i, ref)
	}
}
