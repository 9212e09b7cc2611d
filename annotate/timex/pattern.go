package timex

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed rules.tsv
var rulesTSV string

// element is one place of a pattern: a class or one of several literal tokens.
type element struct {
	class    string
	literals []string
	context  bool // not part of the expression
	not      bool // must not stand here; takes no token
	glued    bool // no white space before it
}

// rule is a pattern and what it makes.
type rule struct {
	make  string
	args  map[string]string
	order int
}

// node is a place in the tree of all patterns, which share their beginnings.
type node struct {
	edges []edge
	rules []*rule // patterns that end here
}

type edge struct {
	element
	to *node
}

// start is a way to begin a pattern: what must not stand before it, and its
// first element that takes a token.
type start struct {
	not []element
	edge
}

// ruleset is the tree of patterns, its beginnings by what they take.
type ruleset struct {
	byClass   map[string][]start
	byLiteral map[string][]start
}

var rules = sync.OnceValue(func() *ruleset { return readRules(rulesTSV) })

// readRules compiles the table. Lines "let $NAME = a | b" name alternatives;
// other lines are: what to make, its arguments, a pattern.
func readRules(tsv string) *ruleset {
	root := &node{}
	index := map[*node]map[string]*node{}
	macros := map[string][]string{}
	n := 0
	for _, line := range strings.Split(tsv, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if def, ok := strings.CutPrefix(line, "let "); ok {
			name, alts, _ := strings.Cut(def, " = ")
			macros[name] = nil
			for _, a := range strings.Split(alts, " | ") {
				macros[name] = append(macros[name], expand(a, macros)...)
			}
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			panic("timex: rules.tsv: a line without three columns: " + line)
		}
		for _, p := range expand(f[2], macros) {
			n++
			plant(root, index, strings.Fields(p), &rule{make: f[0], args: arguments(f[1]), order: n})
		}
	}
	rs := &ruleset{map[string][]start{}, map[string][]start{}}
	rs.open(root, nil)
	return rs
}

// expand writes out the named alternatives of a pattern. "$NAME?" may be left
// out.
func expand(pattern string, macros map[string][]string) []string {
	out := []string{""}
	for _, w := range strings.Fields(pattern) {
		choices := []string{w}
		if w[0] == '$' {
			name, optional := strings.CutSuffix(w, "?")
			alts, ok := macros[name]
			if !ok {
				panic("timex: rules.tsv: unknown name " + w)
			}
			choices = append([]string{}, alts...)
			if optional {
				choices = append(choices, "")
			}
		}
		var next []string
		for _, o := range out {
			for _, c := range choices {
				next = append(next, strings.TrimSpace(o+" "+c))
			}
		}
		out = next
	}
	return out
}

func arguments(s string) map[string]string {
	args := map[string]string{}
	for _, kv := range strings.Fields(s) {
		k, v, _ := strings.Cut(kv, "=")
		args[k] = v
	}
	return args
}

// plant adds a pattern to the tree below n; an optional element makes two ways.
func plant(n *node, index map[*node]map[string]*node, pattern []string, r *rule) {
	if len(pattern) == 0 {
		n.rules = append(n.rules, r)
		return
	}
	w, optional := strings.CutSuffix(pattern[0], "?")
	if index[n] == nil {
		index[n] = map[string]*node{}
	}
	next := index[n][w]
	if next == nil {
		next = &node{}
		index[n][w] = next
		n.edges = append(n.edges, edge{compile(w), next})
	}
	plant(next, index, pattern[1:], r)
	if optional {
		plant(n, index, pattern[1:], r)
	}
}

func compile(w string) element {
	var e element
	w, e.context = strings.CutPrefix(w, "~")
	w, e.not = strings.CutPrefix(w, "!")
	w, e.glued = strings.CutPrefix(w, "+")
	if w == strings.ToUpper(w) && w != strings.ToLower(w) {
		e.class = w
	} else {
		e.literals = strings.Split(w, "|")
	}
	return e
}

// open lists the ways to begin below n.
func (rs *ruleset) open(n *node, not []element) {
	for _, e := range n.edges {
		s := start{not, e}
		switch {
		case e.not:
			rs.open(e.to, append(not[:len(not):len(not)], e.element))
		case e.class != "":
			rs.byClass[e.class] = append(rs.byClass[e.class], s)
		default:
			for _, l := range e.literals {
				rs.byLiteral[l] = append(rs.byLiteral[l], s)
			}
		}
	}
}

// capture is a class that an element took.
type capture struct {
	class string
	value string
	at    int // first token
	n     int // tokens
}

// match is a rule over tokens: [from,to) is the expression, without context.
type match struct {
	rule     *rule
	from, to int
	caps     []capture
}

// matcher reads one block.
type matcher struct {
	toks   []token
	titled bool // most words of the block begin with a capital, as in headlines
	items  [][]item
	caps   []capture
	steps  int
	found  []match // the best one for every first token that has one
	best   []int32 // where it is in found, plus one, by first token
}

// budget bounds the steps at one token, whatever the text.
const budget = 2000

// matches finds the expressions of a block: at every place the longest, the
// earlier rule first among equals; expressions do not overlap.
func matches(toks []token) []match {
	m := &matcher{toks: toks, titled: titled(toks), items: readings(toks), best: make([]int32, len(toks)+1)}
	for i := range toks {
		m.steps = 0
		m.begin(rules().byLiteral[toks[i].key], i)
		for k, it := range m.items[i] {
			if !is(m.items[i][:k], it.class) {
				m.begin(rules().byClass[it.class], i)
			}
		}
	}
	var out []match
	for i := 0; i < len(toks); {
		if m.best[i] == 0 {
			i++
			continue
		}
		b := m.found[m.best[i]-1]
		out = append(out, b)
		i = b.to
	}
	return out
}

// begin follows the patterns that begin with the tokens at i.
func (m *matcher) begin(ss []start, i int) {
	for k := range ss {
		s := &ss[k]
		barred := false
		for j := range s.not {
			barred = barred || i > 0 && m.takes(&s.not[j], i-1)
		}
		if !barred && (!s.glued || m.toks[i].glued) {
			m.take(&s.edge, i, -1, -1)
		}
	}
}

// walk follows the patterns below n from token i on; from and to are the
// borders of the expression so far, -1 before it begins.
func (m *matcher) walk(n *node, i, from, to int) {
	m.steps++
	if m.steps > budget {
		return
	}
	for _, r := range n.rules {
		m.accept(r, from, to)
	}
	for k := range n.edges {
		e := &n.edges[k]
		inside := i < len(m.toks) && (!e.glued || m.toks[i].glued)
		switch {
		case e.not:
			if !inside || !m.takes(&e.element, i) {
				m.walk(e.to, i, from, to)
			}
		case inside:
			m.take(e, i, from, to)
		}
	}
}

func (m *matcher) takes(e *element, i int) bool {
	if e.class != "" {
		return is(m.items[i], e.class)
	}
	for _, l := range e.literals {
		if m.toks[i].key == l {
			return true
		}
	}
	return false
}

// take lets the element take the tokens at i, in every way it can.
func (m *matcher) take(e *edge, i, from, to int) {
	if e.class == "" {
		if m.takes(&e.element, i) {
			m.step(e, i, 1, from, to)
		}
		return
	}
	for _, it := range m.items[i] {
		if it.class != e.class {
			continue
		}
		m.caps = append(m.caps, capture{it.class, it.value, i, it.n})
		m.step(e, i, it.n, from, to)
		m.caps = m.caps[:len(m.caps)-1]
	}
}

func (m *matcher) step(e *edge, i, n, from, to int) {
	if !e.context {
		if from < 0 {
			from = i
		}
		to = i + n
	}
	m.walk(e.to, i+n, from, to)
}

// accept keeps the match if it is the best one from its first token on.
func (m *matcher) accept(r *rule, from, to int) {
	if from < 0 {
		return
	}
	at := m.best[from]
	if at > 0 {
		if b := &m.found[at-1]; to < b.to || to == b.to && r.order >= b.rule.order {
			return
		}
	}
	got := match{r, from, to, m.caps}
	if !acceptable(got, m.toks) || !m.titled && named(got, m.toks) {
		return
	}
	if at == 0 {
		m.found = append(m.found, match{})
		at = int32(len(m.found))
		m.best[from] = at
	}
	b := &m.found[at-1]
	got.caps = append(b.caps[:0], m.caps...)
	*b = got
}
