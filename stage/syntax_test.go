package stage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/conllu"
	"github.com/readout-project/readout/internal/fold"
)

// chain is a filler for tests: each word hangs on the one before, a word with a
// capital is a person and an entity of its own.
func chain(d *readout.Document) {
	for _, s := range d.Sentences {
		for i := s.FirstWord; i < s.LastWord; i++ {
			w := &d.Words[i]
			w.UPOS, w.XPOS, w.Head, w.Rel, w.Lemma = readout.NOUN, readout.TagNN, i-1, readout.RelDep, strings.ToLower(w.Of(d.Report.Source))
			if i == s.FirstWord {
				w.Head, w.Rel, w.Feats = -1, readout.RelRoot, "Number=Sing"
			}
			if form := w.Of(d.Report.Source); form[0] >= 'A' && form[0] <= 'Z' {
				d.Mentions = append(d.Mentions, readout.Mention{Span: w.Span, Type: readout.Person, Kind: readout.Name, Entity: len(d.Entities)})
				d.Entities = append(d.Entities, readout.Entity{Type: readout.Person, Name: form})
			}
		}
	}
}

// runTrees runs the stage with a filler.
func runTrees(t testing.TB, in string, opt Options, fill filler) (string, error) {
	t.Helper()
	var out bytes.Buffer
	opt.Stdin, opt.Jobs = strings.NewReader(in), max(opt.Jobs, 1)
	r := &run{ctx: context.Background(), opt: opt, out: &out, unread: Unread{Stage: "syntax"}}
	err := r.trees([]string{"-"}, fill)
	return out.String(), err
}

// tabs makes CoNLL-U of a notation with blanks.
func tabs(s string) string {
	var b strings.Builder
	for l := range strings.Lines(s) {
		if !strings.HasPrefix(l, "#") {
			l = strings.Join(strings.Fields(l), "\t") + "\n"
		}
		b.WriteString(l)
	}
	return b.String()
}

func TestTokensIn(t *testing.T) {
	in := tabs(`# newdoc id = ferry
# global.Entity = GRP-etype-infstat
# meta::title = A ferry
# newpar
# sent_id = ferry-1
# text = Ada don't go.
1 Ada x VERB x x 99 x _ Entity=(7-place-new)|Discourse=x
2-3 don't _ _ _ _ _ _ _ CorrectForm=_
2 do _ _ _ _ none _ _ _
3 n't _ _ _ _ _ _ _ _
4 go _ _ _ _ _ _ _ SpaceAfter=No
4.1 now _ _ _ _ _ _ 4:dep _
5 . _ _ _ _ _ _ _ _

# sent_id = ferry-2
1 Ferries _ _ _ _ _ _ _ _

`)
	want := tabs(`# newdoc id = ferry
# global.Entity = GRP-etype
# newpar
# meta::title = A ferry
# sent_id = ferry-1
# text = Ada don't go.
1 Ada ada NOUN NN Number=Sing 0 root _ Entity=(e1-person)
2-3 don't _ _ _ _ _ _ _ _
2 do do NOUN NN _ 1 dep _ _
3 n't n't NOUN NN _ 2 dep _ _
4 go go NOUN NN _ 3 dep _ SpaceAfter=No
5 . . NOUN NN _ 4 dep _ _

# sent_id = ferry-2
1 Ferries ferries NOUN NN Number=Sing 0 root _ Entity=(e2-person)

`)
	got, err := runTrees(t, in, Options{}, chain)
	if err != nil || got != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
	}
}

func TestRawIn(t *testing.T) {
	in := "\ufeffAda can't  sail.\tOskar waited\r\nShe left\n\n \t\n“Go,” he said.\n"
	want := tabs(`# newdoc id = d1
# global.Entity = GRP-etype
# newpar
# sent_id = d1-p1-s1
# text = Ada can't  sail.
1 Ada ada NOUN NN Number=Sing 0 root _ Entity=(e1-person)
2-3 can't _ _ _ _ _ _ _ _
2 ca ca NOUN NN _ 1 dep _ _
3 n't n't NOUN NN _ 2 dep _ _
4 sail sail NOUN NN _ 3 dep _ SpaceAfter=No
5 . . NOUN NN _ 4 dep _ _

# sent_id = d1-p1-s2
# text = Oskar waited
1 Oskar oskar NOUN NN Number=Sing 0 root _ Entity=(e2-person)
2 waited waited NOUN NN _ 1 dep _ _

# newpar
# sent_id = d1-p2-s1
# text = She left
1 She she NOUN NN Number=Sing 0 root _ Entity=(e3-person)
2 left left NOUN NN _ 1 dep _ _

# newdoc id = d2
# global.Entity = GRP-etype
# newpar
# sent_id = d2-p1-s1
# text = “Go,” he said.
1 “ “ NOUN NN Number=Sing 0 root _ SpaceAfter=No
2 Go go NOUN NN _ 1 dep _ Entity=(e1-person)|SpaceAfter=No
3 , , NOUN NN _ 2 dep _ SpaceAfter=No
4 ” ” NOUN NN _ 3 dep _ _
5 he he NOUN NN _ 4 dep _ _
6 said said NOUN NN _ 5 dep _ SpaceAfter=No
7 . . NOUN NN _ 6 dep _ _

`)
	got, err := runTrees(t, in, Options{Raw: true}, chain)
	if err != nil || got != want {
		t.Errorf("got %v\n%s\nwant\n%s", err, got, want)
	}
}

// TestJobsChangeNothing has more documents than are held at once.
func TestJobsChangeNothing(t *testing.T) {
	var raw strings.Builder
	for i := range 60 {
		fmt.Fprintf(&raw, "Ferry %d left. It was late.\nAda Mellin waited.\n\n", i)
	}
	one, err := runTrees(t, raw.String(), Options{Raw: true, Jobs: 1}, chain)
	if err != nil || strings.Count(one, "# newdoc id = ") != 60 {
		t.Fatal(err)
	}
	for _, jobs := range []int{2, 7} {
		if many, err := runTrees(t, raw.String(), Options{Raw: true, Jobs: jobs}, chain); err != nil || many != one {
			t.Errorf("%d jobs print something else, %v", jobs, err)
		}
		gold, err := runTrees(t, one, Options{Jobs: jobs}, chain)
		if err != nil || strings.Count(gold, "\t") != strings.Count(one, "\t") {
			t.Errorf("the tokens came back otherwise, %v", err)
		}
	}
}

// TestALongDocumentIsWorkedOnInParts gives one document of many paragraphs: no
// part is longer than its bound, nothing is lost, and each entity of the document
// has a name of its own.
func TestALongDocumentIsWorkedOnInParts(t *testing.T) {
	text := strings.Repeat("Ada saw the ferry leave.\n", 12_000)
	most := 0
	count := func(d *readout.Document) { most = max(most, len(d.Words)); chain(d) }
	out, err := runTrees(t, text, Options{Raw: true}, count)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out, "# newdoc"); n != 1 {
		t.Errorf("%d documents", n)
	}
	if n := strings.Count(out, "\tAda\t"); n != 12_000 || most > partBytes/4 {
		t.Errorf("%d sentences, %d words at once", n, most)
	}
	names := strings.Count(out, "Entity=(")
	unique := map[string]bool{}
	for _, l := range strings.Split(out, "\n") {
		if _, e, ok := strings.Cut(l, "Entity=("); ok {
			unique[e] = true
		}
	}
	if len(unique) != names {
		t.Errorf("%d names of %d entities", len(unique), names)
	}
	if !strings.Contains(out, "# sent_id = d1-p12000-s1\n") {
		t.Error("the last paragraph has another number")
	}
	most = 0
	again, err := runTrees(t, out, Options{}, count)
	if err != nil || strings.Count(again, "\tAda\t") != 12_000 || most > partWords {
		t.Errorf("as tokens: %v, %d words at once", err, most)
	}
}

// TestALineLongerThanAPart is cut between words where there are any, and between
// characters where there are none.
func TestALineLongerThanAPart(t *testing.T) {
	for _, text := range []string{strings.Repeat("ferry. Boat ", 40_000), strings.Repeat("ferry ", 60_000), strings.Repeat("ü", 200_000)} {
		most := 0
		out, err := runTrees(t, text, Options{Raw: true}, func(d *readout.Document) { most = max(most, len(d.Report.Source)); chain(d) })
		if err != nil || most > partBytes+1 || strings.Count(out, "# newdoc") != 1 {
			t.Errorf("%v, %d bytes at once", err, most)
		}
		want := strings.Count(text, "ferry")
		if got := strings.Count(out, "\tferry\tferry\t"); got != want {
			t.Errorf("%d words of %d", got, want)
		}
		if strings.Contains(out, "\ufffd") || !utf8.ValidString(out) {
			t.Error("a character was cut")
		}
	}
}

func TestTreesRefuse(t *testing.T) {
	for _, c := range []struct {
		in   string
		raw  bool
		want string
	}{
		{tabs("1 a _ _ _ _ _ _ _\n"), false, "standard input: invalid: line 1: 9 columns, not 10"},
		{tabs("1 a _ _ _ _ _ _ _ _\n3 b _ _ _ _ _ _ _ _\n"), false, `standard input: invalid: line 2: id "3" after word 1`},
		{"Good.\n\xff\n", true, "line 2 of standard input: invalid: the line is not UTF-8"},
		{"\x1f\x8bno", true, "read -: invalid: broken gzip: unexpected EOF"},
	} {
		_, err := runTrees(t, c.in, Options{Raw: c.raw}, chain)
		if !errors.Is(err, readout.ErrInvalid) || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.in, err, c.want)
		}
	}
	_, err := runTrees(t, "Ada.\n", Options{Raw: true}, func(*readout.Document) { panic("it fell over") })
	if err == nil || errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), "document d1: fault of the program, please report it: it fell over") {
		t.Errorf("of a fault: %v", err)
	}
}

func TestOptionsAreForTheirStages(t *testing.T) {
	for _, c := range []struct {
		stage string
		opt   Options
	}{{"group", Options{Raw: true}}, {"annotate", Options{Raw: true}}, {"capture", Options{Format: "conllu"}}} {
		if err := Run(context.Background(), c.stage, nil, io.Discard, c.opt); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%s %+v: %v", c.stage, c.opt, err)
		}
	}
}

// seen is a text without what is not seen.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || fold.Rune(r) < 0 {
			return -1
		}
		return r
	}, s)
}

// FuzzRaw wants CoNLL-U that can be read, and all that is seen of the text.
func FuzzRaw(f *testing.F) {
	f.Add("Ada can't sail.\nShe left\n\n“Go,” he said.")
	f.Add("\u00a0\u2028 a\rb\x00\tc\n\u200b\n1-2 # x")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		out, err := runTrees(t, text, Options{Raw: true}, func(d *readout.Document) {
			chain(d)
			if err := d.Check(); err != nil {
				t.Error(err)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		r := conllu.NewReader(strings.NewReader(out))
		var forms strings.Builder
		for {
			s, err := r.Next()
			if errors.Is(err, io.EOF) {
				if seen(forms.String()) != seen(text) {
					t.Fatalf("%q came back as %q", text, forms.String())
				}
				return
			}
			for _, w := range s.Words {
				forms.WriteString(w.Form)
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if _, err := s.Mentions(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// BenchmarkRaw is plain text to CoNLL-U with no trees: what the stage itself costs.
func BenchmarkRaw(b *testing.B) {
	text := strings.Repeat(strings.Repeat("Ada Mellin didn't see the old ferry leave Lindholm on Friday, she said.\n", 20)+"\n", 100)
	words := 0
	for b.Loop() {
		words = 0
		if _, err := runTrees(b, text, Options{Raw: true}, func(d *readout.Document) { words += len(d.Words) }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
