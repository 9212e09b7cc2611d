package corroborate

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/frame"
	"github.com/readout-project/readout/internal/lexis"
)

// hearing finds sentences and happenings like those of a statement in the reports
// that are no copies.
type hearing struct {
	s         *story
	sentences []heardSentence
	at        map[string][]int32      // concept -> sentences
	in        map[int]map[string]bool // report -> concepts of its whole source
	numbers   map[int]map[string]bool // report -> values of its numbers that few things have
	nodes     [][]int32               // key of a scene -> indexes into scenes
	own       map[int][]int           // prop -> its scenes
	kinds     map[string][]int        // kind of act -> scenes
	readers   []int
	byRoot    map[int][]int // root -> attributed statements of the readers, indexes into props
}

// heardSentence is a sentence of a report, with the weight of its words that are no
// names and no numbers.
type heardSentence struct {
	report int
	plain  float32
}

func (s *story) hearing() *hearing {
	h := &hearing{s: s, at: map[string][]int32{}, in: map[int]map[string]bool{}, numbers: map[int]map[string]bool{}, nodes: make([][]int32, len(s.sceneKeys)), own: map[int][]int{}, kinds: map[string][]int{}, readers: s.readers(), byRoot: map[int][]int{}}
	for i := range s.props {
		if q := &s.props[i]; q.st.Attribution >= 0 && slices.Contains(h.readers, q.report) {
			h.byRoot[q.root] = append(h.byRoot[q.root], i)
		}
	}
	fields := contents{}
	for _, r := range h.readers {
		d := s.r.Docs[r]
		h.in[r] = map[string]bool{}
		h.numbers[r] = map[string]bool{}
		for k := range fields.content(d.Report.Source) {
			h.in[r][k] = true
		}
		for _, v := range telltale(words(d.Report.Source)) {
			h.numbers[r][v] = true
		}
		for _, sent := range d.Sentences {
			x := heardSentence{report: r}
			content := fields.content(sent.Of(d.Report.Source))
			for _, k := range slices.Sorted(maps.Keys(content)) {
				h.at[k] = append(h.at[k], int32(len(h.sentences)))
				if !content[k] {
					x.plain += weightOf(k)
				}
			}
			h.sentences = append(h.sentences, x)
		}
	}
	order := make([]int, len(s.scenes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(s.props[s.scenes[a].prop].key, s.props[s.scenes[b].prop].key)
	})
	for _, i := range order {
		n := &s.scenes[i]
		if !slices.Contains(h.readers, s.props[n.prop].report) {
			continue
		}
		h.own[n.prop] = append(h.own[n.prop], i)
		for _, k := range n.scene.kinds {
			h.kinds[k] = append(h.kinds[k], i)
		}
		for _, k := range n.keys {
			h.nodes[k] = append(h.nodes[k], int32(i))
		}
	}
	return h
}

// contents are the concepts of the content words in a run of characters without
// white space, read once: reports have most of them in common.
type contents map[string][]string

func (c contents) of(field string) []string {
	out, known := c[field]
	if !known {
		for _, w := range words(field) {
			if !lexis.Grammar(w) {
				out = append(out, concept(w))
			}
		}
		c[field] = out
	}
	return out
}

// content are the concepts of the content words of a text, and whether each only
// tells who, where or how many.
func (c contents) content(text string) map[string]bool {
	out := map[string]bool{}
	first := true
	for f := range strings.FieldsSeq(text) {
		for _, k := range c.of(f) {
			naming := !first && capital(f) || isCode(k) || allDigits(k)
			if before, met := out[k]; !met || before {
				out[k] = naming
			}
		}
		first = false
	}
	return out
}

// leastTelltale is the number from which few things of a story have the same.
const leastTelltale = 13

// telltale are the values of numbers that few things have; years are none.
func telltale(words []string) []string {
	var out []string
	for i := 0; i < len(words); i++ {
		v, n := numberAt(words[i:])
		if n == 0 {
			continue
		}
		i += n - 1
		if x, err := strconv.ParseFloat(v, 64); err == nil && x >= leastTelltale && (x < 1900 || x > 2100) {
			out = append(out, v)
		}
	}
	return out
}

// Shares of a statement's weight from which another report has something like it:
// in one sentence of the words that are no names, or of all words; of a sentence's
// own; in the whole of a report.
const (
	heardPlain     = 0.45
	heardAll       = 0.55
	heardShort     = 0.60
	heardScattered = 0.85
	heardWeight    = 5 // of scenes in common
)

// heard reports whether another report has something like a statement.
func (h *hearing) heard(prop int) bool {
	p := &h.s.props[prop]
	return h.inSentence(p) || h.scattered(p) || h.inNumber(p) || h.inScene(prop) || h.inState(p)
}

func (h *hearing) inSentence(p *prop) bool {
	type sum struct {
		all, plain, telling float32
		n, tells            int
	}
	names := namesIn(h.s.r.Docs[p.report], p.st)
	var whole sum
	found := map[int32]*sum{}
	add := func(x *sum, k int, plain, telling bool) {
		x.all += p.weight[k]
		if plain {
			x.plain, x.n = x.plain+p.weight[k], x.n+1
		}
		if telling {
			x.telling, x.tells = x.telling+p.weight[k], x.tells+1
		}
	}
	for k, stem := range p.stems {
		plain := !names[stem] && !isCode(stem) && !allDigits(stem)
		telling := plain && !h.everywhere(stem)
		add(&whole, k, plain, telling)
		for _, i := range h.at[stem] {
			if h.sentences[i].report == p.report {
				continue
			}
			if found[i] == nil {
				found[i] = &sum{}
			}
			add(found[i], k, plain, telling)
		}
	}
	for i, x := range found {
		switch {
		case x.n > 0 && (x.plain >= heardPlain*whole.plain || x.all >= heardAll*whole.all),
			x.tells > 0 && x.telling >= heardPlain*whole.telling,
			x.n > 1 && x.plain >= heardShort*h.sentences[i].plain:
			return true
		}
	}
	return whole.telling == 0 && len(h.readers) >= leastReaders
}

// leastReaders is the number of reports from which a word that stands in most of
// them tells nothing of what one says.
const leastReaders = 4

// everywhere reports a concept that most reports have.
func (h *hearing) everywhere(stem string) bool {
	n := 0
	for _, r := range h.readers {
		if h.in[r][stem] {
			n++
		}
	}
	return len(h.readers) >= leastReaders && 4*n >= 3*len(h.readers)
}

// scattered reports a report that has nearly all words of a statement, though not
// in one sentence.
func (h *hearing) scattered(p *prop) bool {
	for _, r := range h.readers {
		if r == p.report {
			continue
		}
		var w float32
		for k, stem := range p.stems {
			if h.in[r][stem] {
				w += p.weight[k]
			}
		}
		if w >= heardScattered*p.sum {
			return true
		}
	}
	return false
}

// inNumber reports a report that has a number of a statement which few things have.
func (h *hearing) inNumber(p *prop) bool {
	for _, v := range telltale(p.words) {
		for _, r := range h.readers {
			if r != p.report && h.numbers[r][v] {
				return true
			}
		}
	}
	return false
}

// inState reports that another report has the same speaker tell how the same
// subject is: what is told of a state, other words may tell as well ("in the
// custody of", "in the care of").
func (h *hearing) inState(p *prop) bool {
	if p.st.Attribution < 0 || p.st.Root().Unresolved {
		return false
	}
	own := h.s.states(p)
	if len(own) == 0 {
		return false
	}
	for _, i := range h.byRoot[p.root] {
		q := &h.s.props[i]
		if q.report == p.report {
			continue
		}
		for _, a := range own {
			for _, b := range h.s.states(q) {
				if m, _ := meet(a.of(frame.Agent), b.of(frame.Agent)); m.fit {
					return true
				}
			}
		}
	}
	return false
}

// states are the scenes of a statement that tell how somebody is, not what
// happens.
func (s *story) states(p *prop) []*scene {
	var out []*scene
	for i := range p.stated {
		if x := &p.stated[i]; s.r.Docs[p.report].Words[x.frame.Verb].UPOS != readout.VERB {
			out = append(out, x)
		}
	}
	return out
}

// inScene reports a happening of another report that is like one of a statement.
func (h *hearing) inScene(prop int) bool {
	s := h.s
	for _, i := range h.own[prop] {
		a := &s.scenes[i]
		for _, key := range a.keys {
			list := h.nodes[key]
			for _, j := range list[:min(len(list), mostOfNear)] {
				b := &s.scenes[j]
				if s.props[b.prop].report == s.props[prop].report {
					continue
				}
				if x, why := agree(a.scene, b.scene); why == noClash && (x.agent || x.patient) && x.weight >= heardWeight {
					return true
				}
			}
		}
		for _, k := range a.scene.kinds {
			if a.stated && slices.Contains(once, k) && s.known(a) && h.told(k, a) {
				return true
			}
		}
	}
	return false
}

// known reports a happening to those who are taken for known ("the group", "the
// 21") and named no further: the others may tell it of the same.
func (s *story) known(n *node) bool {
	g := s.stages[s.props[n.prop].report]
	whom := n.scene.of(frame.Patient)
	if len(whom) == 0 {
		whom = n.scene.of(frame.Agent)
	}
	return !slices.ContainsFunc(whom, func(t *taker) bool { return t.named || !g.definite(t.word) })
}

// definite reports a noun phrase with an article or a word that points.
func (g *stage) definite(head int32) bool {
	if g.d.Words[head].UPOS == readout.PRON {
		return true
	}
	for c := g.frames.First[head]; c >= 0; c = g.frames.Next[c] {
		switch g.frames.Lemma(c) {
		case "the", "this", "that", "these", "those", "he", "she", "they", "it", "all", "both":
			return true
		}
	}
	return false
}

// told reports another report with a happening of a kind that can be the one of n.
func (h *hearing) told(kind string, n *node) bool {
	for _, j := range h.kinds[kind] {
		b := &h.s.scenes[j]
		if h.s.props[b.prop].report == h.s.props[n.prop].report {
			continue
		}
		if _, why := agree(n.scene, b.scene); !why.hard() {
			return true
		}
	}
	return false
}
