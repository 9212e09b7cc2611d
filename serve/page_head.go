package serve

import (
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// partView leads to a part of the page of a story.
type partView struct {
	ID, Name string
	N        int
}

// parts are the parts of the page that hold something.
func (m *storyMaker) parts() {
	v := m.view
	add := func(id, name string, n int) {
		if n > 0 {
			v.Parts = append(v.Parts, partView{id, name, n})
		}
	}
	claims := func(id string) {
		for _, g := range v.Groups {
			if g.ID == id {
				add(id, g.Title, g.All)
			}
		}
	}
	claims("weighed")
	claims("said")
	add("diff-head", "Differences", len(v.Differences))
	add("relay-head", "Relays", len(v.Relays))
	add("next-head", "Next", len(v.Next))
	add("silent-head", "Silent", len(v.Silence))
	add("corrected-head", "Corrected", len(v.Corrected))
	claims("single")
	add("time-head", "Timeline", len(v.Timeline.List))
	add("reports-head", "Reports", len(v.Reports))
}

// newsOnStory is how many news the page of a story shows.
const newsOnStory = 5

// news are those of the story since who asks last looked; none where it is shown as it
// was, or where nobody has looked yet.
func (m *storyMaker) news() error {
	if m.view.AsOf != "" || m.view.Held != "" {
		return nil
	}
	since, err := m.q.s.rec.Looked(m.q.Context(), m.q.by())
	if err != nil || since.IsZero() {
		return err
	}
	b, late, err := m.q.newsOn(m.view.Line, since)
	if err != nil || b == nil {
		m.view.NewsLate = late
		return err
	}
	m.view.News = &newsView{Since: since}
	m.view.News.fill([]brief.Bulletin{*b}, newsOnStory)
	return nil
}

// decidedView is what a person decided on a claim at once.
type decidedView struct {
	Lines []string
	First int64   // number of the correction
	Also  []int64 // numbers of those that were decided with it
}

// atOnce is how far the decisions of one press of a button are apart.
const atOnce = time.Second

// decided are the decisions on a claim: those that were made by one press of a button
// are one, and are undone as one.
func (m *storyMaker) decided(claim int) []decidedView {
	var out []decidedView
	last := readout.Judgement{}
	for _, d := range m.words.Decided(claim) {
		if n := len(out); n > 0 && d.Kind == last.Kind && d.By == last.By && d.Reason == last.Reason && d.ID == last.ID+1 && d.At.Sub(last.At) <= atOnce {
			out[n-1].Lines = append(out[n-1].Lines, d.Text)
			out[n-1].Also = append(out[n-1].Also, d.ID)
		} else {
			out = append(out, decidedView{Lines: []string{d.Text}, First: d.ID})
		}
		last = d.Judgement
	}
	return out
}
