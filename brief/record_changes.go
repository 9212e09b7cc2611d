package brief

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// newsHeads are the headings of the kinds of news, in their order.
var newsHeads = []struct {
	kind readout.NewsKind
	head string
}{
	{readout.NowDisputed, "NOW DISPUTED"},
	{readout.SecondRoot, "ONE ROOT BECAME TWO"},
	{readout.NowNamed, "UNNAMED BEFORE, NAMED NOW"},
	{readout.NowGone, "WITHDRAWN OR GONE"},
	{readout.NowLess, "RESTS ON LESS, OR DISPUTED NO MORE"},
	{readout.NowReworded, "PUT IN OTHER WORDS BY A LATER VERSION"},
	{readout.NewClaim, "NEW"},
	{readout.MoreHeard, "MORE REPORTS, SAME ROOTS"},
}

// Bulletin is what changed in one story, with the reading that it points into.
type Bulletin struct {
	Story   readout.StoryLine
	Reading *readout.Reading
	News    []readout.News
}

// mostNews is how many claims of a kind the text form lists for a story.
const mostNews = 12

// NewsText lists what became of claims since a time, story by story. opt.All cuts
// no list.
func NewsText(w io.Writer, since time.Time, list []Bulletin, opt Options) error {
	p := newPage(w, opt)
	from := "the beginning of the record"
	if !since.IsZero() {
		from = since.UTC().Format("2006-01-02 15:04:05Z")
	}
	p.text(0, "Since "+from+": "+cmp.Or(storiesChanged(len(list)), "nothing new"))
	for _, b := range list {
		p.blank()
		p.item(bold, b.Story.ID, len(b.Story.ID)+2, cmp.Or(Clean(b.Story.Title), "Story without a title"))
		for _, h := range newsHeads {
			p.news(b, h.kind, h.head, opt)
		}
	}
	return p.flush()
}

func storiesChanged(n int) string {
	if n == 0 {
		return ""
	}
	return count(n, "story", "stories") + " changed"
}

func (p *page) news(b Bulletin, kind readout.NewsKind, head string, opt Options) {
	var of []readout.News
	for _, n := range b.News {
		if n.Kind == kind {
			of = append(of, n)
		}
	}
	if len(of) == 0 {
		return
	}
	p.item(bold, "  "+head, len(head)+4, count(len(of), "claim", "claims"))
	shown := len(of)
	if !opt.All {
		shown = min(shown, mostNews)
	}
	for _, n := range of[:shown] {
		p.item(normal, "    "+claimNumber(b, n.Claim), 10, quote(n.Text, listed))
		if n.Was != "" {
			p.text(10, "was "+quote(n.Was, listed))
		}
		if line := movedFrom(n); line != "" {
			p.text(10, line)
		}
		if len(n.Because) > 0 && kind != readout.NewClaim {
			p.text(10, "by "+bearers(b.Reading, n.Because))
		}
	}
	if rest := len(of) - shown; rest > 0 {
		p.text(4, fmt.Sprintf("and %d more: --all", rest))
	}
}

// claimNumber is the number of a claim in its story; "" for one that is gone.
func claimNumber(b Bulletin, id string) string {
	if b.Reading == nil {
		return ""
	}
	for i := range b.Reading.Stories[0].Claims {
		if b.Reading.Stories[0].Claims[i].ID == id {
			return fmt.Sprintf("C%d", i+1)
		}
	}
	return ""
}

func movedFrom(n readout.News) string {
	switch {
	case n.Before != "" && n.After != "" && n.Before != n.After:
		return n.Before + " → " + n.After
	case n.After != "":
		return n.After
	case n.Before != "":
		return "was " + n.Before
	}
	return ""
}

// bearers names the reports of new evidence, with the places.
func bearers(r *readout.Reading, refs []readout.Ref) string {
	var out []string
	for _, ref := range refs {
		p := r.Docs[ref.Report].Report
		s := cmp.Or(Clean(p.Outlet.Value), "a report without outlet") + " " + place(r, ref)
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

type newsJSON struct {
	Kind    string     `json:"kind" one:"new|corroborated|disputed|named|gone|heard|less|reworded"`
	Story   string     `json:"story"`
	Claim   string     `json:"claim"`
	Text    string     `json:"text"`
	Was     string     `json:"was"`
	Before  string     `json:"before"`
	After   string     `json:"after"`
	At      string     `json:"at"`
	Because []spanJSON `json:"because"`
}

type newsSinceJSON struct {
	Readout programJSON    `json:"readout"`
	Since   string         `json:"since"`
	Stories []bulletinJSON `json:"stories"`
}

type bulletinJSON struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Reports []reportJSON `json:"reports"`
	News    []newsJSON   `json:"news"`
}

// NewsJSON writes what became of claims since a time as one line of JSON. The
// reports of because are labels of the story's own reports, in their order.
func NewsJSON(w io.Writer, since time.Time, list []Bulletin, opt Options) error {
	out := newsSinceJSON{programJSON{opt.Version, opt.Pipeline}, jsonTime(since), []bulletinJSON{}}
	for _, b := range list {
		e := newEncoder(b.Reading)
		s := bulletinJSON{b.Story.ID, b.Story.Title, e.reports(), []newsJSON{}}
		for _, n := range b.News {
			s.News = append(s.News, newsJSON{string(n.Kind), n.Story, n.Claim, n.Text, n.Was, n.Before, n.After, jsonTime(n.At), e.spans(n.Because)})
		}
		out.Stories = append(out.Stories, s)
	}
	return encode(w, out)
}

var gapHeads = []struct {
	kind readout.GapKind
	head string
}{
	{readout.OneRoot, "ON ONE ROOT"},
	{readout.PassedStep, "NEXT STEPS THAT PASSED WITHOUT A REPORT"},
	{readout.Unanswered, "SILENCES NOT FOLLOWED UP"},
}

// GapsText lists what nobody has followed up, story by story.
func GapsText(w io.Writer, list []readout.Gap, titles map[string]string, opt Options) error {
	p := newPage(w, opt)
	p.text(0, count(len(list), "gap", "gaps"))
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Story == list[0].Story {
			n++
		}
		p.blank()
		p.item(bold, list[0].Story, len(list[0].Story)+2, cmp.Or(Clean(titles[list[0].Story]), "Story without a title"))
		for _, h := range gapHeads {
			head := true
			for _, g := range list[:n] {
				if g.Kind != h.kind {
					continue
				}
				if head {
					p.item(bold, "  "+h.head, 4, "")
					head = false
				}
				p.item(normal, "    "+dayTime(g.Since)[:min(10, len(dayTime(g.Since)))], 16, quote(g.Text, listed))
				p.text(16, strings.TrimSuffix(g.Why+"; "+g.Claim, "; "))
			}
		}
		list = list[n:]
	}
	return p.flush()
}

type gapJSON struct {
	Kind   string `json:"kind" one:"one-root|passed-step|silence"`
	Story  string `json:"story"`
	Claim  string `json:"claim"`
	Text   string `json:"text"`
	Since  string `json:"since"`
	Why    string `json:"why"`
	Report string `json:"report"`
	Exact  string `json:"exact"`
}

type gapsJSON struct {
	Readout programJSON `json:"readout"`
	Gaps    []gapJSON   `json:"gaps"`
}

// GapsJSON writes gaps as one line of JSON.
func GapsJSON(w io.Writer, list []readout.Gap, opt Options) error {
	out := gapsJSON{programJSON{opt.Version, opt.Pipeline}, []gapJSON{}}
	for _, g := range list {
		out.Gaps = append(out.Gaps, gapJSON{string(g.Kind), g.Story, g.Claim, g.Text, jsonTime(g.Since), g.Why, g.Ref.Report, g.Ref.Exact})
	}
	return encode(w, out)
}
