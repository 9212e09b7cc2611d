// Package talks fills a card for the meeting or negotiation that a story turns on:
// who talked, where, when, in what form, about what, how it went by whose account,
// what comes next. What it reads it reads by cues, a table of words, over the trees
// and the layers of the documents; every value keeps the words it comes from, and
// a field that no report gives stays empty.
package talks

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Of fills the card of a story from its documents; nil for a story that does not
// turn on a meeting.
func Of(docs []*readout.Document, reports []int, people []readout.Identity) *readout.Card {
	f := &filler{people: people, of: map[readout.Member]int{}, card: &readout.Card{Values: map[readout.CardField][]readout.CardValue{}}}
	for i, id := range people {
		for _, m := range id.Members {
			f.of[m] = i
		}
	}
	for _, r := range reports {
		if len(docs[r].Words) > 0 {
			f.pages = append(f.pages, newPage(docs[r], r))
		}
	}
	if !f.turnsOnTalks() {
		return nil
	}
	f.findDay()
	f.parties()
	f.byCues()
	f.times()
	f.places()
	f.quoted()
	f.coming()
	f.pressure()
	return f.card
}

// Speak reports words of a document that speak of a meeting.
func Speak(d *readout.Document, in readout.Span) bool {
	first, _ := slices.BinarySearchFunc(d.Words, in.Start, func(w readout.Word, at int) int { return w.Start - at })
	for i := first; i < len(d.Words) && d.Words[i].End <= in.End; i++ {
		w := &d.Words[i]
		if meetings[fold.Key(w.Lemma)] || meetings[fold.Key(w.Of(d.Report.Source))] {
			return true
		}
	}
	return false
}

// filler fills one card.
type filler struct {
	pages  []*page
	people []readout.Identity
	of     map[readout.Member]int
	card   *readout.Card
	day    string // of the meeting, YYYY-MM-DD; "" where no report gives it
}

// What a story must have to turn on a meeting: a word for one near the top of most
// reports, and in so many of its sentences over all.
const (
	topSentences = 5
	leastShare   = 12 // one in so many
)

// turnsOnTalks reports a story that speaks of a meeting near the top of most
// reports, and again and again.
func (f *filler) turnsOnTalks() bool {
	top, strong, all := 0, 0, 0
	for _, p := range f.pages {
		seen, first := 0, false
		for s := range p.d.Sentences {
			if !p.article(s) {
				continue
			}
			seen++
			if p.strong(s) {
				strong++
				first = first || seen <= topSentences
			}
		}
		all += seen
		if first {
			top++
		}
	}
	return top > 0 && 2*top > len(f.pages) && leastShare*strong >= all
}

// strong reports a sentence with a noun that means talks and nothing else, or
// sides that meet.
func (p *page) strong(s int) bool {
	x := p.d.Sentences[s]
	for i := x.FirstWord; i < x.LastWord; i++ {
		noun := p.words[i].UPOS == readout.NOUN
		switch p.lemma[i] {
		case "talk", "negotiation", "summit", "meeting", "mediation", "parley":
			if noun {
				return true
			}
		case "negotiate", "negotiator", "mediator":
			return true
		case "call", "conversation":
			if noun && p.phones {
				return true
			}
		case "speak":
			if p.phones && p.words[i].UPOS == readout.VERB {
				return true
			}
		}
	}
	return false
}

// add adds a value to a field, to a like one where there is one.
// Of clauses within each other the longest stands.
func (f *filler) add(field readout.CardField, value, by string, at readout.Ref) {
	list := f.card.Values[field]
	key := fold.Key(value)
	for i := range list {
		if fold.Key(list[i].Value) == key && list[i].By == by {
			if !slices.Contains(list[i].Evidence, at) {
				list[i].Evidence = append(list[i].Evidence, at)
			}
			return
		}
		if slices.ContainsFunc(list[i].Evidence, func(o readout.Ref) bool { return o.Report == at.Report && o.Span.Contains(at.Span) }) {
			return
		}
		if clauses[field] && list[i].By == by && slices.ContainsFunc(list[i].Evidence, func(o readout.Ref) bool { return o.Report == at.Report && at.Span.Contains(o.Span) }) {
			list[i] = readout.CardValue{Value: value, By: by, Evidence: []readout.Ref{at}}
			return
		}
	}
	f.card.Values[field] = append(list, readout.CardValue{Value: value, By: by, Evidence: []readout.Ref{at}})
}

// clauses are the fields whose values are clauses; all others name things.
var clauses = map[readout.CardField]bool{
	readout.CardPressure: true, readout.CardNext: true, readout.CardEarlier: true, readout.CardLater: true, readout.CardNearly: true,
}

// findDay finds the day that most reports date the meeting on: dates in sentences
// that speak of a meeting which has taken place, the first ones counting more.
func (f *filler) findDay() {
	votes := map[string]float64{}
	for _, p := range f.pages {
		seen := map[string]bool{}
		rank := 0
		for i := range p.d.Timexes {
			t := &p.d.Timexes[i]
			w := p.at(t.Start)
			if t.Type != readout.Date && t.Type != readout.Time || len(t.Value) < 10 || strings.Contains(t.Value[:10], "X") || strings.Contains(t.Value[:10], "W") || w >= len(p.words) {
				continue
			}
			s := int(p.Sent[w])
			if !p.talk[s] || !p.article(s) {
				continue
			}
			if _, st := p.statement(w); st != nil && st.Status != readout.Happened && st.Status != readout.Ongoing {
				continue
			}
			day := t.Value[:10]
			if !seen[day] {
				seen[day] = true
				votes[day] += 1 / (1 + float64(rank)/2)
				rank++
			}
		}
	}
	for day, v := range votes {
		if f.day == "" || v > votes[f.day] || v == votes[f.day] && day < f.day {
			f.day = day
		}
	}
}

// times fills date and hours.
func (f *filler) times() {
	for _, p := range f.pages {
		for i := range p.d.Timexes {
			t := &p.d.Timexes[i]
			w := p.at(t.Start)
			if w >= len(p.words) {
				continue
			}
			s := int(p.Sent[w])
			if !p.article(s) {
				continue
			}
			switch {
			case f.day != "" && strings.HasPrefix(t.Value, f.day) && t.Type == readout.Date:
				f.add(readout.CardDate, f.day, "", p.ref(t.Span))
			case f.day == "" && p.talk[s] && t.Type == readout.Date && strings.HasPrefix(t.Value, "XXXX"):
				f.add(readout.CardDate, t.Of(p.source), "", p.ref(t.Span))
			case t.Type == readout.Time && p.near(s, 1) && !f.otherDay(p, s) && (f.day == "" || !strings.HasPrefix(t.Value, "2") && !strings.HasPrefix(t.Value, "1") || strings.HasPrefix(t.Value, f.day)) && strings.Contains(t.Value, ":"):
				f.add(readout.CardHours, t.Value[max(0, strings.IndexByte(t.Value, 'T')+1):], "", p.ref(t.Span))
			case t.Type == readout.Duration && p.talk[s] && strings.HasPrefix(t.Value, "PT") && strings.HasSuffix(t.Value, "H") && !f.otherDay(p, s):
				f.add(readout.CardHours, t.Value, "", p.ref(t.Span))
			}
		}
	}
}

// votes counts names by how many reports have them, and how often.
type votes struct {
	name string
	n    float64
	at   []readout.Ref
}

// places fills the place: what stands behind in, at, near or outside in sentences
// that speak of the meeting, and datelines that these name too.
func (f *filler) places() {
	byKey := map[string]*votes{}
	var order []string
	for _, p := range f.pages {
		first := true
		for s := range p.d.Sentences {
			if !p.talk[s] || !p.article(s) || f.otherDay(p, s) {
				continue
			}
			x := p.d.Sentences[s]
			for _, i := range p.mentions(x.Span, readout.Place, "facility") {
				m := &p.d.Mentions[i]
				w := p.head(m.Span)
				if w < 0 || !locative[p.caseOf(w)] {
					continue
				}
				if _, st := p.statement(int(w)); st != nil && st.Status != readout.Happened && st.Status != readout.Ongoing {
					continue
				}
				k := fold.Key(m.Of(p.source))
				if regions[strings.Join(fold.Words(m.Of(p.source)), " ")] {
					continue
				}
				v := byKey[k]
				if v == nil {
					v = &votes{name: m.Of(p.source)}
					byKey[k] = v
					order = append(order, k)
				}
				v.at = append(v.at, p.ref(m.Span))
				if v.n++; first {
					v.n++
				}
			}
			for _, at := range p.buildings(x) {
				k := fold.Key(at.Of(p.source))
				if byKey[k] == nil {
					byKey[k] = &votes{name: at.Of(p.source)}
					order = append(order, k)
				}
				byKey[k].n += 2
				byKey[k].at = append(byKey[k].at, p.ref(at))
			}
			first = false
		}
	}
	slices.SortStableFunc(order, func(a, b string) int { return cmp.Compare(byKey[b].n, byKey[a].n) })
	for i, k := range order {
		v := byKey[k]
		if i > 0 && (v.n < 2 || 4*v.n < byKey[order[0]].n) || i > 3 {
			break
		}
		for _, at := range v.at {
			f.add(readout.CardPlace, v.name, "", at)
		}
	}
}

//go:embed data/regions.txt
var regionsTXT string

// regions are names of what is too wide for a meeting to be held in.
var regions = func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(regionsTXT) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			m[line] = true
		}
	}
	return m
}()

var locative = map[string]bool{"in": true, "at": true, "near": true, "outside": true, "inside": true, "on": true, "aboard": true}

func (p *page) caseOf(w int32) string {
	if c := p.child(w, readout.RelCase); c >= 0 {
		return p.form[c]
	}
	return ""
}

// buildings are the phrases of a sentence for what meetings are held in: "at the
// old customs house", "in a villa".
func (p *page) buildings(x readout.Sentence) []readout.Span {
	var out []readout.Span
	for i := x.FirstWord; i < x.LastWord; i++ {
		w := int32(i)
		if !buildings[p.lemma[i]] || !locative[p.caseOf(w)] {
			continue
		}
		at := p.phrase(w)
		if at.Len() < 60 && !slices.ContainsFunc(p.mentions(at, readout.Place), func(m int) bool { return p.d.Mentions[m].Span == at }) {
			out = append(out, at)
		}
	}
	return out
}

var buildings = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("manor hotel villa palace office house castle abbey monastery centre center hall residence embassy ministry headquarters base lodge resort building school church chapel university library club ranch estate farm barracks airport station ship yacht vessel tent") {
		buildings[w] = true
	}
}

// head is the word of a span that hangs on one outside.
func (p *page) head(s readout.Span) int32 {
	best := int32(-1)
	for i := p.at(s.Start); i < len(p.words) && p.words[i].Start < s.End; i++ {
		if best < 0 || p.Depth[i] < p.Depth[best] {
			best = int32(i)
		}
	}
	return best
}

// otherDay reports a sentence with a full date that is not that of the meeting.
func (f *filler) otherDay(p *page, s int) bool {
	other := false
	for i := range p.d.Timexes {
		t := &p.d.Timexes[i]
		if t.Type == readout.Date && p.d.Sentences[s].Contains(t.Span) && len(t.Value) >= 4 && t.Value[0] != 'P' && t.Value[0] != 'X' && f.day != "" {
			switch {
			case strings.HasPrefix(t.Value, f.day):
				return false
			case !strings.HasPrefix(f.day, t.Value):
				other = true
			}
		}
	}
	return other
}
