package brief

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// dayTime is a moment to the minute, UTC; of midnight the day alone.
func dayTime(t time.Time) string {
	switch t = t.UTC(); {
	case t.IsZero():
		return "no date"
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04") + "Z"
}

// jsonTime is a moment as RFC 3339; "" where there is none.
func jsonTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// since is a time of a report: a date that it states, or when it was received.
func since(t time.Time, stated bool) string {
	if !stated {
		return "received " + dayTime(t)
	}
	return "since " + dayTime(t)
}

// StoryLinesText lists the stories of a record, of which there are all in all so
// many.
func StoryLinesText(w io.Writer, list []readout.StoryLine, all int, opt Options) error {
	p := newPage(w, opt)
	p.text(0, count(all, "story", "stories")+" in the record"+shown(len(list), all))
	for _, s := range list {
		p.blank()
		p.item(bold, s.ID, len(s.ID)+2, cmp.Or(Clean(s.Title), "Story without a title"))
		line := count(s.Reports, "report", "reports") + ", " + count(s.Origins, "origin", "origins") + ", " + count(s.Claims, "claim", "claims") +
			fmt.Sprintf(" (%d corroborated, %d disputed)", s.Corroborated, s.Disputed)
		p.text(4, line)
		if days := span(&readout.Story{From: s.From, To: s.To}); days != "" {
			p.text(4, "events "+days+"; newest report known "+dayTime(s.Latest))
		} else {
			p.text(4, "newest report known "+dayTime(s.Latest))
		}
	}
	return p.flush()
}

// shown says how many of all are listed, where that is not all.
func shown(n, all int) string {
	if n == all {
		return ""
	}
	return fmt.Sprintf(", %d shown", n)
}

type storyLineJSON struct {
	ID           string `json:"id"`
	Title        string `json:"title"`
	From         string `json:"from"`
	To           string `json:"to"`
	Reports      int    `json:"reports"`
	Origins      int    `json:"origins"`
	Claims       int    `json:"claims"`
	Corroborated int    `json:"corroborated"`
	Disputed     int    `json:"disputed"`
	Latest       string `json:"latest"`
}

type storyLinesJSON struct {
	Readout programJSON     `json:"readout"`
	All     int             `json:"all"`
	Stories []storyLineJSON `json:"stories"`
}

// StoryLinesJSON writes the stories of a record as one line of JSON.
func StoryLinesJSON(w io.Writer, list []readout.StoryLine, all int, opt Options) error {
	out := storyLinesJSON{programJSON{opt.Version, opt.Pipeline}, all, []storyLineJSON{}}
	for _, s := range list {
		out.Stories = append(out.Stories, storyLineJSON{s.ID, s.Title, s.From, s.To, s.Reports, s.Origins, s.Claims, s.Corroborated, s.Disputed, jsonTime(s.Latest)})
	}
	return encode(w, out)
}

// ClaimLinesText lists claims under their stories.
func ClaimLinesText(w io.Writer, list []readout.ClaimLine, opt Options) error {
	p := newPage(w, opt)
	p.text(0, count(len(list), "claim", "claims"))
	story := ""
	for _, c := range list {
		if c.Story != story {
			story = c.Story
			p.blank()
			p.item(bold, c.Story, len(c.Story)+2, cmp.Or(Clean(c.StoryTitle), "Story without a title"))
		}
		p.item(normal, fmt.Sprintf("  C%d", c.N+1), 8, quote(c.Text, listed))
		p.text(8, claimStands(c))
	}
	return p.flush()
}

// listed is how much of a claim's words a list shows.
const listed = 400

func claimStands(c readout.ClaimLine) string {
	unit, units := "root", "roots"
	if c.Ledger == readout.WasSaid {
		unit, units = "hearer", "hearers"
	}
	line := string(c.Level) + ", " + count(c.Count, unit, units) + ", " + count(c.Reports, "report", "reports")
	if c.Count > 1 {
		line += "; independence " + string(c.Independence)
	}
	if c.Ledger == readout.WasSaid {
		line += "; was said"
	}
	if c.Speaker != "" {
		line += "; " + Clean(c.Speaker)
	}
	return line + "; " + since(c.First, c.Stated) + "; " + string(c.Status) + "; " + c.ID
}

type claimLineJSON struct {
	Story        string `json:"story"`
	Number       string `json:"number"`
	ID           string `json:"id"`
	Text         string `json:"text"`
	Ledger       string `json:"ledger" one:"is-so|was-said"`
	Status       string `json:"status"`
	Level        string `json:"level" one:"single|relayed|corroborated|disputed|withdrawn"`
	Count        int    `json:"count"`
	Reports      int    `json:"reports"`
	Independence string `json:"independence"`
	Speaker      string `json:"speaker"`
	First        string `json:"first"`
	Stated       bool   `json:"stated"`
}

type claimLinesJSON struct {
	Readout programJSON     `json:"readout"`
	Claims  []claimLineJSON `json:"claims"`
}

// ClaimLinesJSON writes claims as one line of JSON.
func ClaimLinesJSON(w io.Writer, list []readout.ClaimLine, opt Options) error {
	out := claimLinesJSON{programJSON{opt.Version, opt.Pipeline}, []claimLineJSON{}}
	for _, c := range list {
		out.Claims = append(out.Claims, claimLineJSON{
			c.Story, fmt.Sprintf("C%d", c.N+1), c.ID, c.Text, string(c.Ledger), string(c.Status), string(c.Level), c.Count, c.Reports,
			string(c.Independence), c.Speaker, jsonTime(c.First), c.Stated,
		})
	}
	return encode(w, out)
}

// HitsText lists the blocks that a search found, best first.
func HitsText(w io.Writer, list []readout.Hit, opt Options) error {
	p := newPage(w, opt)
	p.text(0, count(len(list), "block", "blocks")+" found")
	for _, h := range list {
		p.blank()
		head := cmp.Or(Clean(h.Outlet), "outlet not stated") + ", " + knownAt(h) + "  " + Clean(h.Title)
		p.item(bold, h.Report, len(h.Report)+2, head)
		p.item(normal, fmt.Sprintf("  B%d", h.Block+1), 8, excerpt(h.Text))
		var line []string
		if h.Level != "" {
			line = append(line, string(h.Level))
		}
		if len(h.Speakers) > 0 {
			line = append(line, "rests on "+Clean(strings.Join(h.Speakers, "; ")))
		}
		if h.Story != "" {
			line = append(line, "story "+h.Story)
		}
		p.text(8, strings.Join(line, "; "))
	}
	return p.flush()
}

// excerpt is the beginning of a block, marked where it is cut.
func excerpt(text string) string {
	short, more := cut(Clean(text), listed)
	if more {
		short += string(glue) + "…"
	}
	return short
}

func knownAt(h readout.Hit) string {
	if !h.Stated {
		return "received " + dayTime(h.Known)
	}
	return dayTime(h.Known)
}

type hitJSON struct {
	Report   string   `json:"report"`
	Story    string   `json:"story"`
	Block    int      `json:"block"`
	Text     string   `json:"text"`
	Outlet   string   `json:"outlet"`
	Title    string   `json:"title"`
	Known    string   `json:"known"`
	Stated   bool     `json:"stated"`
	Level    string   `json:"level" one:"|single|relayed|corroborated|disputed|withdrawn"`
	Speakers []string `json:"speakers"`
}

type hitsJSON struct {
	Readout programJSON `json:"readout"`
	Hits    []hitJSON   `json:"hits"`
}

// HitsJSON writes what a search found as one line of JSON; blocks count from 1.
func HitsJSON(w io.Writer, list []readout.Hit, opt Options) error {
	out := hitsJSON{programJSON{opt.Version, opt.Pipeline}, []hitJSON{}}
	for _, h := range list {
		speakers := h.Speakers
		if speakers == nil {
			speakers = []string{}
		}
		out.Hits = append(out.Hits, hitJSON{h.Report, h.Story, h.Block + 1, h.Text, h.Outlet, h.Title, jsonTime(h.Known), h.Stated, string(h.Level), speakers})
	}
	return encode(w, out)
}
