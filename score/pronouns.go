package score

import (
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
)

// PronounScore counts pronouns and whether they lead to the right entity.
//
// A pronoun of the text is a word whose lower-case form is one of those counted
// and that is tagged PRON. It is true where a gold mention of that one head word
// has a group with a mention that is no pronoun; it is resolved where a mention
// of the system with that head word has an entity with one. Of a resolved pronoun
// the nearest mention before it, in its entity, that is no pronoun is looked at
// (where there is none, the first after it), nearness by the head word. It is
// right where that mention, by its head word, is in the pronoun's gold group; of
// several gold mentions with one head word that with the greatest share of common
// words counts. Expletives, pronouns whose group has pronouns only and pronouns
// without a gold mention are not true: resolving one counts against precision,
// leaving it alone counts for nothing.
type PronounScore struct {
	True, Resolved, Right int
}

// Add adds the counts of another score.
func (p *PronounScore) Add(q PronounScore) {
	p.True += q.True
	p.Resolved += q.Resolved
	p.Right += q.Right
}

// Precision, recall and their harmonic mean; 0 where there is nothing to count.
func (p PronounScore) Precision() float64 { return ratio(p.Right, p.Resolved) }

// Recall is the share of true pronouns that are right.
func (p PronounScore) Recall() float64 { return ratio(p.Right, p.True) }

// F1 is the harmonic mean of precision and recall.
func (p PronounScore) F1() float64 { return ratio(2*p.Right, p.True+p.Resolved) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// ThirdPerson are the personal pronouns of the third person, FirstSecond those of
// the first and second.
var (
	ThirdPerson = formSet(`he him his himself she her hers herself it its itself they them their theirs themselves themself 'em ’em`)
	FirstSecond = formSet(`i me my mine myself we us our ours ourselves you your yours yourself yourselves`)
)

func formSet(s string) map[string]bool {
	m := map[string]bool{}
	for f := range strings.FieldsSeq(s) {
		m[f] = true
	}
	return m
}

// link is a mention by its words: its head, its extent and its group.
type link struct {
	head, first, last int
	group             string
	pronoun           bool
}

// Pronouns scores the mentions that a system found in a gold document.
func Pronouns(gold *coref.Gold, system []readout.Mention, forms map[string]bool) PronounScore {
	words := gold.Document.Words
	isPronoun := func(i int) bool { return words[i].UPOS == readout.PRON }
	var truth []link
	for _, m := range gold.Mentions {
		truth = append(truth, link{m.Head, m.First, m.Last, m.Group, isPronoun(m.Head)})
	}
	found := links(gold, system)
	for i := range found {
		found[i].pronoun = isPronoun(found[i].head)
	}
	return count(gold, truth, found, forms)
}

func count(gold *coref.Gold, truth, found []link, forms map[string]bool) PronounScore {
	trueAt, sysAt := byHead(truth), byHead(found)
	named := map[string]bool{}
	for _, t := range truth {
		if !t.pronoun {
			named[t.group] = true
		}
	}
	chains := map[string][]link{}
	for _, f := range found {
		if f.group != "" && !f.pronoun {
			chains[f.group] = append(chains[f.group], f)
		}
	}
	var s PronounScore
	source := gold.Document.Report.Source
	for i, w := range gold.Document.Words {
		if w.UPOS != readout.PRON || !forms[strings.ToLower(w.Of(source))] {
			continue
		}
		group := ""
		if t, ok := nearestExtent(trueAt[i], link{first: i, last: i + 1}); ok && named[t.group] {
			group = t.group
			s.True++
		}
		p, ok := nearestExtent(sysAt[i], link{first: i, last: i + 1})
		if !ok || p.group == "" {
			continue
		}
		a, ok := antecedent(chains[p.group], i)
		if !ok {
			continue
		}
		s.Resolved++
		if t, ok := nearestExtent(trueAt[a.head], a); ok && group != "" && t.group == group {
			s.Right++
		}
	}
	return s
}

// antecedent is the mention of a chain with the nearest head before word i, else
// the first after it.
func antecedent(chain []link, i int) (link, bool) {
	best, ok := link{}, false
	for _, c := range chain {
		switch {
		case c.head == i:
		case !ok, c.head < i && (best.head > i || c.head > best.head), c.head > i && best.head > i && c.head < best.head:
			best, ok = c, true
		}
	}
	return best, ok
}

func byHead(all []link) map[int][]link {
	m := map[int][]link{}
	for _, l := range all {
		m[l.head] = append(m[l.head], l)
	}
	return m
}

// nearestExtent is the mention that shares the greatest part of its words with l.
func nearestExtent(all []link, l link) (link, bool) {
	best, top := link{}, 0.0
	for _, x := range all {
		both := min(x.last, l.last) - max(x.first, l.first)
		if v := ratio(both, max(x.last, l.last)-min(x.first, l.first)); v > top {
			best, top = x, v
		}
	}
	return best, top > 0
}

// links are the mentions of a system by their words.
func links(gold *coref.Gold, system []readout.Mention) []link {
	words := gold.Document.Words
	starts, ends := map[int]int{}, map[int]int{}
	for i, w := range words {
		if _, ok := starts[w.Start]; !ok {
			starts[w.Start] = i
		}
		ends[w.End] = i + 1
	}
	var out []link
	for _, m := range system {
		a, ok := starts[m.Start]
		b, ok2 := ends[m.End]
		if !ok || !ok2 || a >= b {
			continue
		}
		l := link{head: coref.HeadOf(words, a, b), first: a, last: b}
		if m.Entity >= 0 {
			l.group = "e" + strconv.Itoa(m.Entity)
		}
		out = append(out, l)
	}
	return out
}
