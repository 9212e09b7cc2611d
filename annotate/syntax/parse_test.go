package syntax

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// random is a network of no knowledge: what holds for it holds for any.
func random(t testing.TB, seed uint64) *Model {
	r := rand.New(rand.NewPCG(seed, 1))
	z := Sizes{Word: 16, Affix: 8, Shape: 8, Hidden: 16, Arc: 16, Rel: 16, Mention: 16}
	p := &Params{Sizes: z, Tags: []Tag{{readout.NOUN, readout.TagNN}, {readout.VERB, readout.TagVB}, {readout.PUNCT, readout.TagStop}},
		Types: []readout.Type{readout.Person, readout.Place}}
	for i := range 30 {
		p.Vocab = append(p.Vocab, uint64(i)<<33)
	}
	draw := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		return x
	}
	p.WordE, p.AffixE, p.ShapeE = draw(31*z.Word), draw(AffixRows*z.Affix), draw(ShapeRows*z.Shape)
	in := z.Input()
	for i := range Layers {
		p.X[i], p.B[i] = draw(in*6*z.Hidden), draw(6*z.Hidden)
		for d := range p.State[i] {
			p.State[i][d] = draw(z.Hidden * 3 * z.Hidden)
		}
		in = 2 * z.Hidden
	}
	p.DepW, p.DepB, p.HeadW, p.HeadB = draw(in*z.Arc), draw(z.Arc), draw(in*z.Arc), draw(z.Arc)
	p.Root, p.ArcU, p.ArcV = draw(z.Arc), draw(z.Arc*z.Arc), draw(z.Arc)
	p.RelDep, p.RelHead, p.RelRoot, p.RelB = draw(in*z.Rel), draw(in*z.Rel), draw(z.Rel), draw(z.Rel)
	p.RelW, p.RelO = draw(z.Rel*readout.NumRel), draw(readout.NumRel)
	p.MenH, p.MenC = draw((in+z.Input())*z.Mention), draw(z.Mention)
	p.TagW, p.TagB, p.MenW, p.MenB = draw(in*len(p.Tags)), draw(len(p.Tags)), draw(16*3), draw(3)
	file, err := Build(p, []string{"version: random"})
	if err != nil {
		t.Fatal(err)
	}
	m, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// fields cuts a text at blanks into words and at lines into sentences.
func fields(text string) ([]readout.Word, []readout.Sentence) {
	var ws []readout.Word
	var ss []readout.Sentence
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		s := readout.Sentence{FirstWord: len(ws)}
		from := at
		for _, f := range strings.Fields(line) {
			i := from + strings.Index(text[from:], f)
			ws = append(ws, readout.Word{Span: readout.Span{Start: i, End: i + len(f)}, Head: -1})
			from = i + len(f)
		}
		at += len(line) + 1
		s.LastWord = len(ws)
		ss = append(ss, s)
	}
	return ws, ss
}

// checkTrees verifies that every word has its tags and every sentence one root,
// to which all words lead.
func checkTrees(t *testing.T, ws []readout.Word, ss []readout.Sentence) {
	t.Helper()
	for _, s := range ss {
		heads := make([]int, 0, s.LastWord-s.FirstWord)
		roots := 0
		for i, w := range ws[s.FirstWord:s.LastWord] {
			if w.UPOS == readout.NoUPOS || w.XPOS == readout.NoXPOS || w.Rel == readout.NoRel {
				t.Fatalf("word %d has no tag or relation: %+v", i, w)
			}
			if (w.Head < 0) != (w.Rel == readout.RelRoot) {
				t.Fatalf("word %d with head %d is %v", i, w.Head, w.Rel)
			}
			if w.Head < 0 {
				roots++
				heads = append(heads, 0)
				continue
			}
			if w.Head < s.FirstWord || w.Head >= s.LastWord || w.Head == s.FirstWord+i {
				t.Fatalf("word %d has the head %d", s.FirstWord+i, w.Head)
			}
			heads = append(heads, w.Head-s.FirstWord+1)
		}
		if len(heads) > 0 && (roots != 1 || !acyclic(heads)) {
			t.Fatalf("%d roots, heads %v", roots, heads)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("The envoy met Lena Orlov in Port Sable .\nTalks \xff\xfe went on \u2014 \u0130\u0307 \U0001F600 .\n\n.")
	f.Add(strings.Repeat("well , ", 200) + "\n" + strings.Repeat("a", 5000))
	m := random(f, 1)
	f.Fuzz(func(t *testing.T, text string) {
		ws, ss := fields(text)
		m.Parse(text, ws, ss)
		checkTrees(t, ws, ss)
	})
}

// TestLongSentence parses a sentence of 10,000 words, in pieces, to one tree.
func TestLongSentence(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	var b strings.Builder
	for range 10000 {
		b.WriteString([]string{"envoy", "met", ",", "of", "Orlov", ";"}[r.IntN(6)] + " ")
	}
	for seed := range uint64(3) {
		ws, ss := fields(b.String())
		random(t, seed).Parse(b.String(), ws, ss)
		checkTrees(t, ws, ss)
	}
}

// TestOrder parses sentences together and one by one: what stands beside a
// sentence does not change it.
func TestOrder(t *testing.T) {
	text := "The envoy met Lena Orlov .\nTalks in Port Sable ended .\nNo !\nShe said that the two sides had agreed on nothing .\n" +
		strings.Repeat("One two three four five six seven .\n", 40)
	m := random(t, 4)
	ws, ss := fields(text)
	m.Parse(text, ws, ss)
	for _, s := range ss {
		alone, _ := fields(text)
		m.Parse(text, alone, []readout.Sentence{s})
		if !reflect.DeepEqual(alone[s.FirstWord:s.LastWord], ws[s.FirstWord:s.LastWord]) {
			t.Fatalf("sentence of words %d to %d: %v alone, %v with others", s.FirstWord, s.LastWord,
				alone[s.FirstWord:s.LastWord], ws[s.FirstWord:s.LastWord])
		}
	}
}

func TestFormReadsHalf(t *testing.T) {
	read := func(w string) Form {
		var f Form
		f.Read(w)
		return f
	}
	if a, b := read("Orlov"), read("orlov"); a.Hash != b.Hash || reflect.DeepEqual(a.Shape, b.Shape) {
		t.Error("letter case must change the shape and nothing else")
	}
	if a, b := read("2026"), read("1999"); a.Hash != b.Hash || a.Key == b.Key {
		t.Error("digits are alike to the network and not to the lexicon")
	}
	if a, b := read("n\u2019t"), read("n't"); a.Hash != b.Hash {
		t.Error("apostrophes are alike")
	}
	for _, w := range []string{"", "\xff", strings.Repeat("x", 1<<20), "\u0130"} {
		f := read(w)
		if utf8.ValidString(w) && w != "" && len(f.Shape) == 0 {
			t.Errorf("%.10q has no shape", w)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := Build(&Params{Sizes: Sizes{Word: 16, Affix: 8, Shape: 8, Hidden: 17, Arc: 16, Rel: 16, Mention: 16}}, nil); err == nil {
		t.Error("a network of 17 units was built")
	}
	for _, file := range []string{"", "readout model 1 syntax\n", "readout model 1 syntax\nword: 3\nend\n", strings.Repeat("x", 100)} {
		if _, err := Load([]byte(file)); err == nil {
			t.Errorf("%q was loaded", file)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("readout model 1 syntax\nword: 16\narray word: 0 10\nend\n"))
	f.Add(english[:4096])
	f.Fuzz(func(t *testing.T, file []byte) {
		if m, err := Load(file); err == nil && len(m.Tags) == 0 {
			t.Error("loaded without tags")
		}
	})
}

func TestEnglish(t *testing.T) {
	text := "The envoy met Lena Orlov in Port Sable on Friday ."
	ws, ss := fields(text)
	Parse(text, ws, ss)
	checkTrees(t, ws, ss)
	if ws[2].Rel != readout.RelRoot || ws[2].UPOS != readout.VERB || ws[1].Rel != readout.RelNsubj || ws[1].Head != 2 {
		t.Errorf("\"envoy met\" is %+v %+v", ws[1], ws[2])
	}
	if ws[3].Mention != readout.Person {
		t.Errorf("\"Lena Orlov\" is %q", ws[3].Mention)
	}
}
