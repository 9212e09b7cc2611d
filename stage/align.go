package stage

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/sameevent"
)

// Bounds on one report of align, so that a hostile one costs no more than a long
// one. A line beyond them is refused.
const (
	alignTokens   = 50_000
	alignMentions = 5_000
)

// aligned is an output line of align.
type aligned struct {
	Doc      json.RawMessage `json:"doc"`
	Mentions []chained       `json:"mentions"`
}

// place is a run of tokens of a sentence, end exclusive, with its kind.
type place struct {
	Sent  int    `json:"sent"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

type chained struct {
	place
	Chain string `json:"chain"`
}

// alignMember is one line of the input of align: a report with its mentions, or
// the answer to a line that holds none.
type alignMember struct {
	doc     json.RawMessage
	topic   string
	report  *sameevent.Report
	places  []place
	refused *answer
	err     error
}

// align says which mentions of events, and which of entities, mean the same. It
// reads its whole input before it writes.
func (r *run) align(files []string) error {
	var members []alignMember
	docs := map[string]bool{}
	err := Ordered(r.ctx, r.opt.Jobs, r.lines(files), alignLine, func(m alignMember) error {
		if m.refused == nil && m.err == nil {
			name := strings.Trim(string(m.doc), `"`)
			if docs[name] {
				a := refuseDoc(m.doc, fmt.Errorf("%w: a line before gives the same doc", readout.ErrFormat))
				m = alignMember{doc: m.doc, refused: &a}
			}
			docs[name] = true
		}
		members = append(members, m)
		return m.err
	})
	if err != nil {
		return err
	}
	names := chainNames(members)
	for i, m := range members {
		a := m.refused
		if a == nil {
			out := aligned{Doc: m.doc, Mentions: []chained{}}
			for k, p := range m.places {
				out.Mentions = append(out.Mentions, chained{p, names[i][k]})
			}
			line := give(out)
			a = &line
		}
		if err := r.emit(*a); err != nil {
			return err
		}
	}
	return nil
}

// chainNames gives each mention of each line the name of its chain. A chain is
// named by the first of its mentions, in the order of the docs' names, so that
// the order of the lines does not matter.
func chainNames(members []alignMember) [][]string {
	byTopic := map[string][]sameevent.Input{}
	at := map[string][]int{}
	names := make([][]string, len(members))
	for i, m := range members {
		if m.refused != nil {
			continue
		}
		in := sameevent.Input{ID: strings.Trim(string(m.doc), `"`), Report: m.report}
		for _, p := range m.places {
			x := sameevent.Place{Sentence: p.Sent, First: p.Start, Last: p.End, Event: p.Kind == "event"}
			in.Places = append(in.Places, x)
		}
		byTopic[m.topic] = append(byTopic[m.topic], in)
		at[m.topic] = append(at[m.topic], i)
	}
	for topic, inputs := range byTopic {
		for k, list := range sameevent.Align(inputs) {
			names[at[topic][k]] = list
		}
	}
	return names
}

func refuseDoc(doc json.RawMessage, err error) answer {
	a := give(struct {
		Doc   json.RawMessage `json:"doc"`
		Error string          `json:"error"`
	}{doc, err.Error()})
	a.unread = true
	return a
}

func alignLine(l line) alignMember {
	rec, err := parse(l)
	m := alignMember{doc: rec.keys["doc"], err: err}
	if err != nil {
		return m
	}
	if len(m.doc) == 0 {
		m.doc = json.RawMessage(`""`)
	}
	if rec.has("topic") {
		m.topic = string(rec.keys["topic"])
	}
	var sentences [][]string
	if m.err = rec.list("sentences", "a list of lists of strings", &sentences); m.err != nil {
		return m
	}
	if m.err = rec.list("mentions", `a list of {"sent","start","end","kind"}`, &m.places); m.err != nil {
		return m
	}
	a := guard(m.doc, func() answer {
		if err := fit(rec, sentences, m.places); err != nil {
			return refuseDoc(m.doc, err)
		}
		d := sameevent.FromTokens(sentences)
		layers(d)
		m.report = sameevent.Read(d)
		return answer{}
	})
	if a.unread {
		m.refused = &a
	}
	return m
}

// list reads a value that is not null into v. One of another form is an error of
// the list.
func (r record) list(key, want string, v any) error {
	if !r.has(key) {
		return nil
	}
	if err := json.Unmarshal(r.keys[key], v); err != nil {
		return r.line.wrong("%q must be %s", key, want)
	}
	return nil
}

// fit finds what keeps a line from being read.
func fit(rec record, sentences [][]string, places []place) error {
	if !rec.has("doc") || !rec.has("sentences") {
		return fmt.Errorf("%w: the line does not give a doc and its sentences", readout.ErrFormat)
	}
	tokens := 0
	for _, s := range sentences {
		tokens += len(s)
	}
	switch {
	case tokens > alignTokens:
		return fmt.Errorf("%w: %d tokens; at most %d are read", readout.ErrFormat, tokens, alignTokens)
	case len(places) > alignMentions:
		return fmt.Errorf("%w: %d mentions; at most %d are read", readout.ErrFormat, len(places), alignMentions)
	}
	for i, p := range places {
		if p.Sent < 0 || p.Sent >= len(sentences) || p.Start < 0 || p.Start >= p.End || p.End > len(sentences[p.Sent]) {
			return fmt.Errorf("%w: mention %d covers tokens %d to %d of sentence %d, which are not there; both count from 0, end exclusive",
				readout.ErrFormat, i, p.Start, p.End, p.Sent)
		}
		if k := p.Kind; k != "event" && k != "entity" {
			return fmt.Errorf("%w: mention %d has the kind %q; there are event and entity", readout.ErrFormat, i, p.Kind)
		}
	}
	return nil
}
