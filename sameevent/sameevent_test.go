package sameevent

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/internal/boost"
)

// parsed makes a report of sentences with a blank between tokens.
func parsed(sentences ...string) *Report {
	var tokens [][]string
	for _, s := range sentences {
		tokens = append(tokens, strings.Split(s, " "))
	}
	d := FromTokens(tokens)
	syntax.Parse(d.Report.Source, d.Words, d.Sentences)
	lemma.Fill(d.Report.Source, d.Words)
	return Read(d)
}

// input is a report whose mentions of events are the words in brackets.
func input(id string, sentences ...string) Input {
	in := Input{ID: id}
	var bare []string
	for k, s := range sentences {
		var words []string
		for i, w := range strings.Split(s, " ") {
			b := strings.Trim(w, "[]{}")
			if b != w {
				in.Places = append(in.Places, Place{k, i, i + 1, w[0] == '['})
			}
			words = append(words, b)
		}
		bare = append(bare, strings.Join(words, " "))
	}
	in.Report = parsed(bare...)
	return in
}

// fires are four reports of two fires in one topic.
func fires() []Input {
	return []Input{
		input("a", "A [fire] [destroyed] the old theatre in {Lindholm} on Monday night .", "{Mayor} Orla Venn [said] nobody was hurt ."),
		input("b", "The theatre of {Lindholm} was [destroyed] by a [fire] on Monday .", "Orla Venn , the mayor , [praised] the brigade ."),
		input("c", "A [fire] [damaged] a paper mill in {Sandvik} on Friday .", "Two workers were [injured] ."),
		input("d", "The [fire] at the Sandvik mill on Friday [injured] two workers ."),
	}
}

func TestAlignTellsTwoEventsOfATopicApart(t *testing.T) {
	got := Align(fires())
	if got[0][0] != got[1][2] || got[2][0] != got[3][0] {
		t.Errorf("one fire has two chains: %v", got)
	}
	if got[0][0] == got[2][0] {
		t.Errorf("two fires have one chain: %v", got)
	}
	if got[0][2] != got[1][0] || got[0][2] == got[2][2] {
		t.Errorf("places: %v", got)
	}
}

// TestAlignAnyOrder wants the same chains whatever the order of the reports and
// of their mentions.
func TestAlignAnyOrder(t *testing.T) {
	in := fires()
	want := Align(in)
	for turn := range 4 {
		mixed := append(slices.Clone(in[turn:]), in[:turn]...)
		for i := range mixed {
			mixed[i].Places = slices.Clone(mixed[i].Places)
			slices.Reverse(mixed[i].Places)
		}
		got := Align(mixed)
		for i := range mixed {
			slices.Reverse(got[i])
			if w := want[(i+turn)%len(in)]; !slices.Equal(got[i], w) {
				t.Errorf("turn %d, report %s: %v, want %v", turn, mixed[i].ID, got[i], w)
			}
		}
	}
}

func TestPair(t *testing.T) {
	a := parsed("The ferry Alda sank off Port Quell on Sunday .")
	b := parsed("The Alda , a ferry , sank near Port Quell on Sunday .")
	c := parsed("The minister opened a school in Orra on Tuesday .")
	same, other := Pair(a.Event(3, 4), b.Event(6, 7)), Pair(a.Event(3, 4), c.Event(2, 3))
	if same <= 0 || other >= 0 {
		t.Errorf("the same event %d, another %d", same, other)
	}
	if back := Pair(b.Event(6, 7), a.Event(3, 4)); back != same {
		t.Errorf("%d one way, %d the other", same, back)
	}
	if a.At(readout.Span{Start: 1, End: 2}) != nil {
		t.Error("a mention without a word")
	}
}

func TestNear(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"fire", "fire", sameForm}, {"sinks", "sank", sameStem}, {"acquires", "acquisition", sameGroup},
		{"quake", "tremor", sameGroup}, {"trial", "testimony", sameFrame}, {"consult", "consultation", sameStem}, {"explain", "explanation", derived}, {"quake", "wedding", apart}, {"the", "of", apart},
	} {
		r := parsed("They spoke of " + c.a + " and " + c.b + " .")
		if got := near(&r.words[3], &r.words[5]); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestRoles(t *testing.T) {
	r := parsed("The company bought the mill .", "The mill was bought by the company .")
	a, b := r.Event(2, 3), r.Event(9, 10)
	if agree(&a.args[agent], &b.args[agent]) != 3 || agree(&a.args[patient], &b.args[patient]) != 3 || agree(&a.args[agent], &b.args[patient]) != 0 {
		t.Errorf("%v, %v", a.args, b.args)
	}
}

func TestBlocksAreBounded(t *testing.T) {
	var all []told
	for k := range 30 {
		r := parsed(fmt.Sprintf("Word%d happened near place%d .", k/2, k/2))
		t := told{report: r}
		for range 90 {
			t.events = append(t.events, r.Event(1, 2))
			t.at = append(t.at, spot{k, 0})
		}
		all = append(all, t)
	}
	n := 0
	at := map[int]int{}
	for i, b := range blocks(all) {
		sum := 0
		for _, x := range b {
			sum += len(x.events)
			at[x.at[0].input] = i
		}
		if sum > mostTogether {
			t.Errorf("a block of %d mentions", sum)
		}
		n += sum
	}
	if n != 30*90 {
		t.Errorf("%d mentions of %d", n, 30*90)
	}
	for k := 0; k < 30; k += 2 {
		if at[k] != at[k+1] {
			t.Errorf("reports %d and %d share rare words and are apart", k, k+1)
		}
	}
	long := told{report: all[0].report, at: make([]spot, 2500), events: make([]*Mention, 2500)}
	if got := len(blocks([]told{long})); got != 5 {
		t.Errorf("a long report gives %d blocks", got)
	}
}

func TestFromTokensKeepsNumbers(t *testing.T) {
	d := FromTokens([][]string{{"A", "", "b c", "``"}, {}, {"x"}})
	if len(d.Words) != 5 || d.Words[2].Of(d.Report.Source) != "b_c" || d.Words[3].Of(d.Report.Source) != "“" {
		t.Errorf("%q, %v", d.Report.Source, d.Words)
	}
	if s := d.Sentences[2]; s.FirstWord != 4 || s.LastWord != 5 {
		t.Errorf("%v", d.Sentences)
	}
}

// TestModelText reads the embedded model, writes it, and refuses broken ones.
func TestModelText(t *testing.T) {
	head, rest, _ := strings.Cut(modelText, "\n")
	text, err := embedded().Text(boost.Header{})
	if err != nil {
		t.Fatal(err)
	}
	if _, body, _ := strings.Cut(text, "\n"); body != rest {
		t.Error("what is written is not what was read")
	}
	for name, broken := range map[string]string{
		"no header":       rest,
		"a forest fewer":  head + "\n" + rest[:strings.Index(rest, "forest 2")],
		"out of order":    head + "\n" + strings.Replace(rest, "forest 0", "forest 1", 1),
		"no number":       head + "\n" + strings.Replace(rest, "node ", "node x", 1),
		"no such line":    head + "\nleaf 1\n" + rest,
		"measure unknown": head + "\n" + strings.Replace(rest, "node ", "node 9", 1),
	} {
		if _, err := ParseModel(broken); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzAlign wants a name for each mention, and the same twice.
func FuzzAlign(f *testing.F) {
	f.Add("A fire destroyed the mill .", "The mill burned .", uint(1), uint(2))
	f.Add("", "\xff \u200b 12", uint(0), uint(9))
	f.Fuzz(func(t *testing.T, one, two string, at, n uint) {
		var in []Input
		for k, s := range []string{one, two} {
			r := parsed(s)
			words := r.doc.Sentences[0].LastWord
			first := int(at % uint(words))
			last := first + 1 + int(n%uint(words-first))
			in = append(in, Input{fmt.Sprint(k), r, []Place{{0, first, last, true}, {0, first, last, false}}})
		}
		a, b := Align(in), Align(in)
		for i := range a {
			if !slices.Equal(a[i], b[i]) || slices.Contains(a[i], "") {
				t.Errorf("%q, then %q", a[i], b[i])
			}
		}
	})
}
