package sameevent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Input is a report with the places of its mentions.
type Input struct {
	ID     string // of the report; reports are told apart by it
	Report *Report
	Places []Place
}

// Place is a mention by its words of a sentence, counted from 0, end exclusive;
// of an event, or else of a person, a body, a place or a time.
type Place struct {
	Sentence, First, Last int
	Event                 bool
}

// Event is the mention at a place.
func (in Input) Event(p Place) *Mention {
	first := in.Report.doc.Sentences[p.Sentence].FirstWord
	return in.Report.Event(first+p.First, first+p.Last)
}

// Align gives each mention of reports of one topic the name of its chain.
// Mentions with one name mean the same. The order of the reports does not matter;
// their IDs differ. Events are compared by the embedded model, others by a rule:
// they share a chain where they have the same content words, or names that end in
// the same word. Only the events of up to 600 mentions are compared with each
// other: a topic with more is first cut into blocks of reports that share rare
// words.
func Align(inputs []Input) [][]string { return embedded().Align(inputs) }

// Align is Align by another model.
func (m *Model) Align(inputs []Input) [][]string {
	a := &alignment{inputs: inputs, names: make([][]string, len(inputs)), order: make([]int, len(inputs))}
	for i, in := range inputs {
		a.names[i], a.order[i] = make([]string, len(in.Places)), i
	}
	slices.SortFunc(a.order, func(x, y int) int { return cmp.Compare(inputs[x].ID, inputs[y].ID) })
	for _, block := range blocks(a.events()) {
		a.chain(m, block)
	}
	a.things()
	return a.names
}

// alignment is a run of Align.
type alignment struct {
	inputs []Input
	names  [][]string
	order  []int // inputs by ID
}

// told is a report with its mentions of events, in order.
type told struct {
	report *Report
	at     []spot
	events []*Mention
}

// spot is a place of an input.
type spot struct{ input, place int }

func (a *alignment) name(s spot) string {
	p := a.inputs[s.input].Places[s.place]
	return fmt.Sprintf("%s:%d:%d:%d", a.inputs[s.input].ID, p.Sentence, p.First, p.Last)
}

// spots are the places of an input that are events or are not, in the order of
// its text.
func (a *alignment) spots(input int, events bool) []spot {
	places := a.inputs[input].Places
	var out []spot
	for k, p := range places {
		if p.Event == events {
			out = append(out, spot{input, k})
		}
	}
	slices.SortStableFunc(out, func(x, y spot) int {
		p, q := places[x.place], places[y.place]
		return cmp.Or(cmp.Compare(p.Sentence, q.Sentence), cmp.Compare(p.First, q.First), cmp.Compare(p.Last, q.Last))
	})
	return out
}

func (a *alignment) events() []told {
	var out []told
	for _, i := range a.order {
		r := a.inputs[i].Report
		if r == nil || !slices.ContainsFunc(a.inputs[i].Places, func(p Place) bool { return p.Event }) {
			continue
		}
		t := told{report: r, at: a.spots(i, true)}
		for _, s := range t.at {
			t.events = append(t.events, a.inputs[i].Event(a.inputs[i].Places[s.place]))
		}
		out = append(out, t)
	}
	return out
}

// chain names the chains of a block.
func (a *alignment) chain(m *Model, block []told) {
	var reports []*Report
	var events []*Mention
	var at []spot
	for _, t := range block {
		reports = append(reports, t.report)
		events, at = append(events, t.events...), append(at, t.at...)
	}
	for k, c := range m.Chains(reports, events) {
		a.names[at[k].input][at[k].place] = "event:" + a.name(at[c])
	}
}

// things names the chains of what is no event.
func (a *alignment) things() {
	first := map[string]string{}
	for _, i := range a.order {
		for _, s := range a.spots(i, false) {
			p := a.inputs[i].Places[s.place]
			key := a.inputs[i].Report.thing(p)
			if key == "" {
				key = a.name(s)
			}
			if first[key] == "" {
				first[key] = "entity:" + a.name(s)
			}
			a.names[i][s.place] = first[key]
		}
	}
}

// thing is what mentions of one thing have in common: the last word of a name, or
// all content words; "" for neither.
func (r *Report) thing(p Place) string {
	start := r.doc.Sentences[p.Sentence].FirstWord
	var all []string
	name := ""
	for i := start + p.First; i < start+p.Last; i++ {
		switch w := &r.words[i]; {
		case w.kind == grammar:
		case w.name && w.kind == content:
			name = w.stem
			all = append(all, w.stem)
		default:
			all = append(all, w.stem)
		}
	}
	if name != "" {
		return "name " + name
	}
	return strings.Join(all, " ")
}

// mostTogether is how many mentions are compared with each other.
const mostTogether = 600

// mostHolders is how many reports of a topic may hold a word by which a large
// topic is cut.
const mostHolders = 50

// blocks cuts the reports of a topic so that none but a single report has more
// mentions than are compared: the most alike come together first, as far as they
// fit. The time is linear in the words of the reports, times mostHolders.
func blocks(all []told) [][]told {
	total := 0
	for i := range all {
		total += len(all[i].events)
	}
	if total <= mostTogether {
		return [][]told{all}
	}
	root, size := make([]int, len(all)), make([]int, len(all))
	for i := range all {
		root[i], size[i] = i, len(all[i].events)
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, l := range likenesses(all) {
		a, b := find(l.a), find(l.b)
		if a != b && size[a]+size[b] <= mostTogether {
			a, b = min(a, b), max(a, b)
			root[b] = a
			size[a] += size[b]
		}
	}
	var out [][]told
	number := map[int]int{}
	for i := range all {
		k, ok := number[find(i)]
		if !ok {
			k = len(out)
			number[find(i)] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], all[i])
	}
	return cutLong(out)
}

// cutLong cuts blocks of one report that are still too long into runs.
func cutLong(all [][]told) [][]told {
	var out [][]told
	for _, block := range all {
		if len(block) != 1 || len(block[0].events) <= mostTogether {
			out = append(out, block)
			continue
		}
		t := block[0]
		for from := 0; from < len(t.events); from += mostTogether {
			to := min(from+mostTogether, len(t.events))
			out = append(out, []told{{t.report, t.at[from:to], t.events[from:to]}})
		}
	}
	return out
}

// likeness is the weight of the rare words that two reports share.
type likeness struct{ a, b, weight int }

func likenesses(all []told) []likeness {
	holders := map[id][]int{}
	for i := range all {
		for _, w := range all[i].report.all {
			holders[w.id] = append(holders[w.id], i)
		}
	}
	weight := map[[2]int]int{}
	for i := range all {
		for _, w := range all[i].report.all {
			if h := holders[w.id]; len(h) <= mostHolders {
				for _, j := range h {
					if j < i {
						weight[[2]int{j, i}] += w.weight
					}
				}
			}
		}
	}
	var out []likeness
	for p, w := range weight {
		out = append(out, likeness{p[0], p[1], w})
	}
	slices.SortFunc(out, func(x, y likeness) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return out
}
