package coref

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

var vocabulary = strings.Fields(`Lena Orlov Mr. Quill the minister She he his it they " “ ” said told , . of council President who I we that is brothers Norland 's NFB ß and`)

var someTypes = []readout.Type{"", readout.Person, readout.Organization, readout.Place, readout.EventType, "riddle"}

// wild makes a document of words whose trees, tags and sentences obey no rule.
func wild(next func(n int) int) *readout.Document {
	d := &readout.Document{Report: &readout.Report{}}
	var b strings.Builder
	n := next(40)
	for i := range n {
		f := vocabulary[next(len(vocabulary))]
		start := b.Len()
		b.WriteString(f)
		w := readout.Word{
			Span: readout.Span{Start: start, End: b.Len()}, UPOS: readout.UPOS(next(readout.NumUPOS)), XPOS: readout.XPOS(next(readout.NumXPOS)),
			Rel: readout.Rel(next(readout.NumRel)), Head: next(n+4) - 2, Mention: someTypes[next(len(someTypes))],
		}
		if next(4) > 0 {
			w.Head = max(-1, min(n-1, i+next(7)-3))
		}
		if next(30) == 0 {
			w.Start, w.End = next(300)-5, next(300)-5
		}
		d.Words = append(d.Words, w)
		b.WriteByte(' ')
	}
	d.Report.Source = b.String()
	roles := []readout.Role{readout.RoleHeadline, readout.RoleBody}
	d.Report.Blocks = []readout.Block{{Span: readout.Span{End: b.Len()}, Role: roles[next(2)]}}
	for at := 0; at < n; {
		end := at + next(12)
		if next(10) == 0 {
			end = next(80) - 20
		}
		s := readout.Sentence{FirstWord: at, LastWord: end, Block: next(3) - 1}
		d.Sentences = append(d.Sentences, s)
		at = max(at+1, end)
	}
	return d
}

// sound fails where the layers of d break what the package promises.
func sound(t rapid.TB, d *readout.Document) {
	mentions, entities := Find(d)
	again, entitiesAgain := Find(d)
	if !reflect.DeepEqual(mentions, again) || !reflect.DeepEqual(entities, entitiesAgain) {
		t.Fatal("two runs differ")
	}
	c := readout.Document{Report: d.Report, Mentions: mentions, Entities: entities}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	var open []readout.Mention
	met := make([]bool, len(entities))
	last := -1
	for i, m := range mentions {
		if i > 0 && (m.Start < mentions[i-1].Start || m.Start == mentions[i-1].Start && m.End >= mentions[i-1].End) {
			t.Fatalf("mention %v after %v", m.Span, mentions[i-1].Span)
		}
		for len(open) > 0 && open[len(open)-1].End <= m.Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && m.End > open[len(open)-1].End {
			t.Fatalf("mention %v crosses %v", m.Span, open[len(open)-1].Span)
		}
		open = append(open, m)
		if e := m.Entity; e >= 0 && !met[e] {
			met[e] = true
			if e != last+1 {
				t.Fatalf("entity %d is first met after %d", e, last)
			}
			last = e
		}
	}
	if last+1 != len(entities) {
		t.Fatalf("%d of %d entities have mentions", last+1, len(entities))
	}
	for _, e := range entities {
		for _, o := range e.Roles {
			if o.Span.Start < 0 || o.Span.Empty() || o.Span.End > len(d.Report.Source) || o.Span.Of(d.Report.Source) != o.Title {
				t.Fatalf("office %+v", o)
			}
		}
	}
}

func TestWildDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sound(t, wild(func(n int) int { return rapid.IntRange(0, max(n, 1)-1).Draw(t, "n") }))
	})
}

func TestEmpty(t *testing.T) {
	m, e := Find(&readout.Document{Report: &readout.Report{}})
	if len(m)+len(e) != 0 {
		t.Errorf("%d mentions, %d entities in nothing", len(m), len(e))
	}
}

// TestLongSentence: one sentence of many words in a chain, below one head or in a
// ring costs no more than its length, whatever the words are.
func TestLongSentence(t *testing.T) {
	const n = 6000
	heads := map[string]func(i int) int{
		"chain": func(i int) int { return i - 1 }, "chain back": func(i int) int { return i + 1 }, "star": func(int) int { return 0 },
		"ring": func(i int) int { return (i + 1) % n },
	}
	words := map[string]readout.Word{
		"it ":        {UPOS: readout.PRON, XPOS: readout.TagPRP, Mention: readout.Object, Rel: readout.RelNmod},
		"he ":        {UPOS: readout.PRON, XPOS: readout.TagPRP, Mention: readout.Person, Rel: readout.RelNsubj},
		"day ":       {UPOS: readout.NOUN, XPOS: readout.TagNN, Mention: readout.TimeType, Rel: readout.RelRoot},
		"told ":      {UPOS: readout.VERB, XPOS: readout.TagVBD, Mention: readout.EventType, Rel: readout.RelCcomp},
		"Ada ":       {UPOS: readout.PROPN, XPOS: readout.TagNNP, Mention: readout.Person, Rel: readout.RelFlat},
		"NFB ":       {UPOS: readout.PROPN, XPOS: readout.TagNNP, Mention: readout.Organization, Rel: readout.RelCompound},
		"president ": {UPOS: readout.NOUN, XPOS: readout.TagNN, Mention: readout.Person, Rel: readout.RelNmod},
		"mayor ":     {UPOS: readout.NOUN, XPOS: readout.TagNN, Mention: readout.Person, Rel: readout.RelAppos},
	}
	for name, head := range heads {
		for form, w := range words {
			d := &readout.Document{Report: &readout.Report{Source: strings.Repeat(form, n)}}
			for i := range n {
				w.Span = readout.Span{Start: len(form) * i, End: len(form)*(i+1) - 1}
				if w.Head = head(i); w.Head >= n {
					w.Head = -1
				}
				d.Words = append(d.Words, w)
			}
			d.Words[0].Head = max(-1, head(0)%n)
			d.Report.Blocks = []readout.Block{{Span: readout.Span{End: len(d.Report.Source)}, Role: readout.RoleBody}}
			d.Sentences = []readout.Sentence{{LastWord: n}}
			began := time.Now()
			m, _ := Find(d)
			if len(m) == 0 {
				t.Errorf("%s of %s: no mention", name, form)
			}
			t.Logf("%s of %s: %d mentions, %v", name, form, len(m), time.Since(began).Round(time.Millisecond))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte("a seed of some length, so that the first documents have words"))
	f.Fuzz(func(t *testing.T, in []byte) {
		i := 0
		sound(t, wild(func(n int) int {
			if i >= len(in) || n < 2 {
				return 0
			}
			i++
			return int(in[i-1]) % n
		}))
	})
}
