package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
)

// cardNames are the fields of a card as text names them, in the order in which it
// shows them. What has a section of its own (when, who was named, silence, next)
// is not shown again.
var cardNames = []struct {
	field readout.CardField
	name  string
}{
	{readout.CardParties, "parties"}, {readout.CardPresent, "took part"}, {readout.CardHours, "hours"}, {readout.CardPlace, "where"},
	{readout.CardMoved, "moved from"}, {readout.CardNearly, "nearly off"}, {readout.CardFormat, "format"}, {readout.CardMediator, "mediator"},
	{readout.CardLeftOut, "left out"}, {readout.CardWanted, "wanted"}, {readout.CardDiscussed, "discussed"}, {readout.CardEarlier, "earlier"},
	{readout.CardLater, "later"}, {readout.CardPressure, "pressure"},
}

// mostValues bounds the values of a field that text shows.
const mostValues = 4

// talks is the card of the meeting that the story turns on. What it says is read
// by cues, and may be of another meeting.
func (t *teller) talks() {
	if t.st.Card == nil {
		return
	}
	t.head("TALKS", "read by cues: open the words before use")
	var unsaidOf []string
	for _, f := range cardNames {
		list := t.st.Card.Values[f.field]
		if len(list) == 0 {
			unsaidOf = append(unsaidOf, f.name)
			continue
		}
		var out []string
		for _, x := range list[:min(len(list), mostValues)] {
			out = append(out, t.cardValue(x, quoteColumns))
		}
		if n := len(list) - len(out); n > 0 {
			out = append(out, fmt.Sprintf("%d more: --format%cjson", n, glue))
		}
		t.item(normal, "  "+f.name, 14, strings.Join(out, " / "))
	}
	if len(unsaidOf) > 0 {
		t.item(normal, "  no report says", 18, strings.Join(unsaidOf, ", "))
	}
}

// coded is a TIMEX3 duration: the words of the report ("several hours", "six hours") say it
// better.
var coded = regexp.MustCompile(`^PT?[0-9X.]+[A-Z]{1,2}$`)

// cardValue is a value with the words it comes from, where they say more, and its
// places.
func (v *view) cardValue(x readout.CardValue, max int) string {
	var places []string
	for _, ref := range x.Evidence {
		places = merge(places, []string{v.place(ref)})
	}
	return v.cardWords(x, max) + string(glue) + v.few(places, 3)
}

// cardWords is a value with the words it comes from, where they say more.
func (v *view) cardWords(x readout.CardValue, max int) string {
	first := x.Evidence[0]
	s := Clean(x.Value)
	switch words := Clean(v.words(first)); {
	case coded.MatchString(s):
		s = quote(v.words(first), max)
	case words == s && len(strings.Fields(s)) > 3:
		s = quote(v.words(first), max)
	case words != s && !strings.Contains(s, words) && !strings.Contains(words, s):
		s += " " + quote(v.words(first), max)
	}
	if x.By != "" {
		s = Clean(x.By) + ": " + s
	}
	return s
}

func (m *chronicle) talks() {
	if m.st.Card == nil {
		return
	}
	m.head("Talks")
	m.line("Read by cues: open the words before use.\n")
	for _, f := range cardNames {
		list := m.st.Card.Values[f.field]
		if len(list) == 0 {
			m.line("- **%s** %s", f.name, unsaid)
			continue
		}
		m.line("- **%s**", f.name)
		for _, x := range list {
			m.line("  - %s%s", md(m.cardValue(x, 0)), m.refCites(x.Evidence))
		}
	}
}

// happenings are the events of a story, the card's before the others.
func (e *encoder) happenings(st *readout.Story, ids []entityJSON) []eventJSON {
	out := []eventJSON{}
	if st.Card != nil {
		out = append(out, e.meeting(st))
	}
	used := map[string]int{}
	for i := range st.Events {
		h := &st.Events[i]
		x := eventJSON{
			Type: h.Type, Mode: h.Mode, Status: string(h.Status), Actors: partiesJSON(h.Actors, ids), Recipients: partiesJSON(h.Recipients, ids),
			Claims: []string{}, Evidence: []spanJSON{},
		}
		if h.Date != "" {
			x.Date = &eventDateJSON{h.Date, h.Derivation}
		}
		if h.Place != "" {
			x.Place = &eventPlaceJSON{h.Place, h.Code}
		}
		for _, c := range h.Claims {
			x.Claims = append(x.Claims, st.Claims[c].ID)
		}
		for _, m := range h.Members {
			x.Evidence = append(x.Evidence, e.span(readout.Ref{Report: m.Report, Span: e.r.Docs[m.Report].Events[m.Event].Trigger}))
		}
		x.ID = EventID(h, used)
		out = append(out, x)
	}
	return out
}

// EventID names an event by its type, status, day and parties, as the JSON does;
// used counts the events of the story so far and is kept between calls.
func EventID(h *readout.Happening, used map[string]int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s", h.Type, h.Status, h.Date)
	for _, list := range [][]readout.Party{h.Actors, h.Recipients} {
		b.WriteString(" |")
		for _, p := range list {
			fmt.Fprintf(&b, " %s %s", p.Name, p.Code)
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	id := "v" + hex.EncodeToString(sum[:5])
	if used[id]++; used[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, used[id])
	}
	return id
}

func partiesJSON(list []readout.Party, ids []entityJSON) []partyJSON {
	out := []partyJSON{}
	for _, p := range list {
		x := partyJSON{Text: p.Name, Code: p.Code, Sector: p.Sector}
		if p.Identity >= 0 {
			x.Entity = ids[p.Identity].ID
		}
		out = append(out, x)
	}
	return out
}

// meeting is the event that the card is of.
func (e *encoder) meeting(st *readout.Story) eventJSON {
	x := eventJSON{ID: "talks", Type: "CONSULT", Status: string(readout.Happened), Actors: []partyJSON{}, Recipients: []partyJSON{},
		Claims: []string{}, Evidence: []spanJSON{}, Talks: map[string][]cardValueJSON{}}
	for _, f := range readout.CardFields {
		list := []cardValueJSON{}
		for _, v := range st.Card.Values[f] {
			list = append(list, cardValueJSON{v.Value, v.By, e.spans(v.Evidence)})
		}
		x.Talks[string(f)] = list
	}
	if v := st.Card.Values[readout.CardDate]; len(v) > 0 {
		x.Date = &eventDateJSON{v[0].Value, "the day that most reports date the meeting on"}
	}
	if v := st.Card.Values[readout.CardPlace]; len(v) > 0 {
		x.Place = &eventPlaceJSON{Text: v[0].Value}
	}
	for _, v := range st.Card.Values[readout.CardParties] {
		x.Actors = append(x.Actors, partyJSON{Text: v.Value})
	}
	return x
}
