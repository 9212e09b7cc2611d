package timex

import (
	_ "embed"
	"strings"
)

//go:embed rules.tsv
var rulesTSV string

// element is one place of a pattern: a class or one of several literal tokens.
type element struct {
	class    string
	literals []string
	optional bool
	context  bool // not part of the expression
	not      bool // must not stand here; takes no token
	glued    bool // no white space before it
}

// rule is a pattern and what it makes.
type rule struct {
	make  string
	args  map[string]string
	elems []element
	order int
}

// ruleset is the table of rules by what their first element can be.
type ruleset struct {
	byClass   map[string][]*rule
	byLiteral map[string][]*rule
}

var rules = readRules(rulesTSV)

// readRules compiles the table. Lines "let $NAME = a | b" name alternatives;
// other lines are: what to make, its arguments, a pattern.
func readRules(tsv string) *ruleset {
	rs := &ruleset{map[string][]*rule{}, map[string][]*rule{}}
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
			rs.add(&rule{make: f[0], args: arguments(f[1]), elems: compile(p), order: n})
		}
	}
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

func compile(pattern string) []element {
	var elems []element
	for _, w := range strings.Fields(pattern) {
		var e element
		w, e.context = strings.CutPrefix(w, "~")
		w, e.not = strings.CutPrefix(w, "!")
		w, e.glued = strings.CutPrefix(w, "+")
		w, e.optional = strings.CutSuffix(w, "?")
		if w == strings.ToUpper(w) && w != strings.ToLower(w) {
			e.class = w
		} else {
			e.literals = strings.Split(w, "|")
		}
		elems = append(elems, e)
	}
	return elems
}

func (rs *ruleset) add(r *rule) {
	for _, e := range r.elems {
		switch {
		case e.not:
		case e.class != "":
			rs.byClass[e.class] = append(rs.byClass[e.class], r)
		default:
			for _, l := range e.literals {
				rs.byLiteral[l] = append(rs.byLiteral[l], r)
			}
		}
		if !e.optional && !e.not {
			return
		}
	}
}

// capture is a class that an element took.
type capture struct {
	class string
	value string
	at    int // first token
}

// match is a rule over tokens: [from,to) is the expression, without context.
type match struct {
	rule     *rule
	from, to int
	caps     []capture
}

// matcher reads one block.
type matcher struct {
	toks  []token
	items [][]item
	caps  []capture
	steps int
}

// budget bounds the steps of one rule at one place, whatever the text.
const budget = 400

// at tries the rule at token i.
func (m *matcher) at(r *rule, i int) (match, bool) {
	m.caps = m.caps[:0]
	m.steps = 0
	from, to, ok := m.elems(r.elems, i, -1, -1)
	if !ok || from < 0 {
		return match{}, false
	}
	return match{r, from, to, append([]capture(nil), m.caps...)}, true
}

// elems matches the remaining elements from token i on; from and to are the
// borders of the expression so far.
func (m *matcher) elems(es []element, i, from, to int) (int, int, bool) {
	m.steps++
	if m.steps > budget {
		return 0, 0, false
	}
	if len(es) == 0 {
		return from, to, true
	}
	e := &es[0]
	if e.not {
		at := i
		if from < 0 {
			at = i - 1 // before the expression: look at the token to the left
		}
		if at >= 0 && at < len(m.toks) && (!e.glued || m.toks[at].glued) && m.takes(e, at) {
			return 0, 0, false
		}
		return m.elems(es[1:], i, from, to)
	}
	if i < len(m.toks) && (!e.glued || m.toks[i].glued) {
		if f, t, ok := m.take(es, i, from, to); ok {
			return f, t, true
		}
	}
	if e.optional {
		return m.elems(es[1:], i, from, to)
	}
	return 0, 0, false
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

// take lets the first element take tokens at i, in every way it can.
func (m *matcher) take(es []element, i, from, to int) (int, int, bool) {
	e := &es[0]
	try := func(n int) (int, int, bool) {
		f, t := from, to
		if !e.context {
			if f < 0 {
				f = i
			}
			t = i + n
		}
		return m.elems(es[1:], i+n, f, t)
	}
	if e.class == "" {
		if m.takes(e, i) {
			return try(1)
		}
		return 0, 0, false
	}
	for _, it := range m.items[i] {
		if it.class != e.class {
			continue
		}
		m.caps = append(m.caps, capture{it.class, it.value, i})
		if f, t, ok := try(it.n); ok {
			return f, t, true
		}
		m.caps = m.caps[:len(m.caps)-1]
	}
	return 0, 0, false
}

// matches finds the expressions of a block: at every place the longest, the
// earlier rule first among equals; expressions do not overlap.
func matches(toks []token) []match {
	m := &matcher{toks: toks, items: readings(toks)}
	best := make([]match, len(toks)+1)
	for i := range toks {
		m.tryAll(rules.byLiteral[toks[i].key], i, best)
		for k, it := range m.items[i] {
			if !is(m.items[i][:k], it.class) {
				m.tryAll(rules.byClass[it.class], i, best)
			}
		}
	}
	var out []match
	for i := 0; i < len(toks); {
		if best[i].rule == nil {
			i++
			continue
		}
		out = append(out, best[i])
		i = best[i].to
	}
	return out
}

func (m *matcher) tryAll(rs []*rule, i int, best []match) {
	for _, r := range rs {
		got, ok := m.at(r, i)
		if !ok || !acceptable(got, m.toks) {
			continue
		}
		b := &best[got.from]
		longer := got.to > b.to || got.to == b.to && r.order < b.rule.order
		if b.rule == nil || longer {
			*b = got
		}
	}
}
