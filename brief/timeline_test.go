package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// dateAll puts every statement of a reading on a timeline, under dates of all
// forms.
func dateAll(r *readout.Reading, st *readout.Story, pick func(int) int) {
	values := []string{"2031-03-02", "2031-03-02T10:00", "2031", "XXXX-WXX-5", "", "PXD", "FUTURE_REF", "2031-W06", "T", "\x1b[31m"}
	relations := []string{"", "since", "from", "\x1b"}
	for i, d := range r.Docs {
		for k := range d.Statements {
			v := values[pick(len(values))]
			d.Timexes = append(d.Timexes, readout.Timex{Span: d.Statements[k].Span, Type: readout.Date, Value: v, Mod: relations[pick(2)], Derivation: relations[pick(4)]})
			at, n := readout.StatementAt{Report: i, Statement: k}, len(d.Timexes)-1
			l := readout.Dated{Saying: pick(2) == 0, Ahead: pick(2) == 0, Claim: -1, Places: []readout.DatedAt{
				{StatementAt: at, Timex: n, Until: -1, Relation: relations[pick(4)]}, {StatementAt: at, Timex: n, Until: n, Also: []int{n}}}}
			if pick(2) == 0 {
				l.Begin = "2031"
			}
			if pick(2) == 0 {
				l.Doubts = []readout.Doubt{{Kind: readout.VagueDate, Why: "may be \x1b[2J"}}
			}
			st.Timeline.Lines = append(st.Timeline.Lines, l)
			st.Timeline.Undated = append(st.Timeline.Undated, at)
			st.Timeline.Loose = append(st.Timeline.Loose, readout.TimexAt{Report: i, Timex: n})
		}
	}
}

// No reading makes a timeline wider than asked, lets a control character through
// or leaves a line without how its date came about.
func TestTimelineOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pick := drawn(rt)
		r := large(t, rapid.IntRange(1, 3).Draw(rt, "reports"), 2, pick)
		dateAll(r, &r.Stories[0], pick)
		opt := Options{Width: rapid.IntRange(leastWidth, 100).Draw(rt, "width"), Why: true, Undated: true}
		text, markdown := render(t, TimelineText, r, opt), render(t, TimelineMarkdown, r, opt)
		for l := range strings.Lines(text) {
			if l = strings.TrimSuffix(l, "\n"); columns(l) > opt.Width {
				rt.Fatalf("%d columns, asked for %d: %q", columns(l), opt.Width, l)
			}
		}
		if strings.Contains(text+markdown, "\x1b") {
			rt.Fatal("an escape got through")
		}
		places := 0
		for _, l := range r.Stories[0].Timeline.Lines {
			places += len(l.Places)
		}
		if n := strings.Count(text, "derived:"); n != places || strings.Count(markdown, "- derived:") != places {
			rt.Fatalf("%d derivations of %d", n, places)
		}
		var back any
		if err := json.Unmarshal([]byte(render(t, TimelineJSON, r, opt)), &back); err != nil {
			rt.Fatal(err)
		}
	})
}

func TestTimelineIsChecked(t *testing.T) {
	for name, l := range map[string]readout.Dated{
		"claim":     {Claim: 99},
		"report":    {Claim: -1, Places: []readout.DatedAt{{StatementAt: readout.StatementAt{Report: 9}, Until: -1}}},
		"timex":     {Claim: -1, Places: []readout.DatedAt{{Timex: 99, Until: -1}}},
		"until":     {Claim: -1, Places: []readout.DatedAt{{Until: 99}}},
		"statement": {Claim: -1, Places: []readout.DatedAt{{StatementAt: readout.StatementAt{Statement: 99}, Until: -1}}},
	} {
		r := harbour(t)
		r.Stories[0].Timeline.Lines = []readout.Dated{l}
		if err := TimelineText(&strings.Builder{}, r, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
