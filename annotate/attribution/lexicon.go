package attribution

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/verb"
)

//go:embed data/cues.tsv
var cuesTSV string

//go:embed data/multi.tsv
var multiTSV string

//go:embed data/nouns.tsv
var nounsTSV string

//go:embed data/phrases.tsv
var phrasesTSV string

//go:embed data/sourceless.tsv
var sourcelessTSV string

//go:embed data/silence.tsv
var silenceTSV string

//go:embed data/words.txt
var wordsTXT string

//go:embed data/sources.tsv
var sourcesTSV string

// entry is a cue with what it takes.
type entry struct {
	lemma  string
	class  string
	frames map[string]bool
}

func (e *entry) takes(frame string) bool { return e.frames[frame] }

// speech reports whether the cue is an utterance, not a state of mind.
func (e *entry) speech() bool {
	switch e.class {
	case "say", "announce", "promise", "warn", "threaten", "deny", "claim", "demand", "ask", "refuse":
		return true
	}
	return false
}

// phrase is a fixed run of words with what it stands for.
type phrase struct {
	words []string
	class string
	entry *entry
}

// lexicon is the compiled tables.
type lexicon struct {
	verbs      map[string]*entry // by word form
	multi      map[string][]phrase
	prefix     map[string][]phrase
	sourceless map[string][]phrase
	silence    map[string][]phrase
	nouns      map[string]string
	sources    map[string]string // head noun to kind of source
	access     map[string]bool
	classes    map[string]map[string]bool
}

// in reports whether a folded word is of a closed class.
func (l *lexicon) in(class, word string) bool { return l.classes[class][word] }

var lex = sync.OnceValue(func() *lexicon {
	l := &lexicon{
		verbs: map[string]*entry{}, nouns: map[string]string{}, sources: map[string]string{},
		access: map[string]bool{}, classes: map[string]map[string]bool{},
	}
	for _, f := range rows(cuesTSV) {
		l.addVerb(f)
	}
	l.multi = phrases(multiTSV, "multi")
	l.prefix = phrases(phrasesTSV, "prefix")
	l.sourceless = phrases(sourcelessTSV, "sourceless")
	l.silence = phrases(silenceTSV, "silence")
	for _, f := range rows(nounsTSV) {
		l.nouns[f[0]] = f[1]
	}
	for _, f := range rows(sourcesTSV) {
		for _, w := range strings.Fields(f[1]) {
			if f[0] == "access" {
				l.access[w] = true
				continue
			}
			l.sources[w] = f[0]
		}
	}
	for _, f := range rows(wordsTXT) {
		m := map[string]bool{}
		for _, w := range strings.Fields(f[1]) {
			m[w] = true
		}
		l.classes[f[0]] = m
	}
	return l
})

// rows are the lines of a table, split at tabs, without comments.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < 4 {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}

func frames(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// addVerb adds all forms of a verb; a second line for a verb adds its frames.
func (l *lexicon) addVerb(f []string) {
	if e, ok := l.verbs[f[0]]; ok && e.lemma == f[0] {
		for k := range frames(f[3]) {
			e.frames[k] = true
		}
		return
	}
	e := &entry{lemma: f[0], class: f[2], frames: frames(f[3])}
	past, participle := verb.Pasts(f[0], f[1])
	if r, ok := verb.Of(f[0]); ok && r.Base == f[0] && f[1] == "-" {
		past, participle = doubledPast(f[0], past)
	}
	for _, w := range []string{f[0], verb.ThirdPerson(f[0]), past, participle, verb.Gerund(f[0], past)} {
		if _, ok := l.verbs[w]; !ok {
			l.verbs[w] = e
		}
	}
}

// doubledPast is the past of the verb table where it doubles its consonant.
func doubledPast(base, past string) (string, string) {
	d := base + base[len(base)-1:] + "ed"
	if r, ok := verb.Of(d); ok && r.Base == base {
		return d, d
	}
	return past, past
}

// phrases compiles fixed runs of words by their first word, longest first.
func phrases(table, what string) map[string][]phrase {
	m := map[string][]phrase{}
	for _, f := range rows(table) {
		w := strings.Fields(f[0])
		p := phrase{words: w, class: f[1], entry: &entry{lemma: f[0], class: f[1], frames: frames(f[2])}}
		p.entry.frames[what] = true
		m[w[0]] = append(m[w[0]], p)
	}
	for k := range m {
		longestFirst(m[k])
	}
	return m
}

func longestFirst(p []phrase) {
	for i := 1; i < len(p); i++ {
		for j := i; j > 0 && len(p[j].words) > len(p[j-1].words); j-- {
			p[j], p[j-1] = p[j-1], p[j]
		}
	}
}
