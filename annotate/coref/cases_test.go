package coref

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// parse reads a document in a short notation: a paragraph a line, sentences apart
// by " || ", words by blanks: form/XPOS/head/relation and, for the head of a
// mention, a letter for its type after one more slash. A line that begins with #
// is a headline.
func parse(t testing.TB, text string) *readout.Document {
	t.Helper()
	d := &readout.Document{Report: &readout.Report{}}
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		role := readout.RoleBody
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "# "); ok {
			role, line = readout.RoleHeadline, rest
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		start := b.Len()
		for s := range strings.SplitSeq(line, " || ") {
			if b.Len() > start {
				b.WriteByte(' ')
			}
			sentence(t, d, &b, s)
		}
		d.Report.Blocks = append(d.Report.Blocks, readout.Block{Span: readout.Span{Start: start, End: b.Len()}, Role: role, Reason: "test", Repeats: -1})
	}
	d.Report.Source = b.String()
	return d
}

var typeLetters = map[string]readout.Type{
	"p": readout.Person, "o": readout.Organization, "l": readout.Place, "a": readout.Abstract, "b": readout.Object,
	"e": readout.EventType, "t": readout.TimeType,
}

func sentence(t testing.TB, d *readout.Document, b *strings.Builder, text string) {
	t.Helper()
	first := len(d.Words)
	s := readout.Sentence{Block: len(d.Report.Blocks), FirstWord: first}
	s.Start = b.Len()
	for i, x := range strings.Fields(text) {
		f := strings.Split(x, "/")
		if len(f) < 4 {
			t.Fatalf("word %q has %d fields", x, len(f))
		}
		abuts := f[0] == "," || f[0] == "." || f[0] == "'s" || f[0] == "n't" || f[0] == "?" || f[0] == ")" || f[0] == "”"
		if i > 0 && !abuts && !strings.HasSuffix(b.String(), "“") && !strings.HasSuffix(b.String(), "(") {
			b.WriteByte(' ')
		}
		w := readout.Word{Span: readout.Span{Start: b.Len(), End: b.Len() + len(f[0])}, Head: -1}
		b.WriteString(f[0])
		var ok bool
		if w.XPOS, ok = readout.ParseXPOS(f[1]); !ok {
			t.Fatalf("word %q: tag", x)
		}
		if w.Rel, ok = readout.ParseRel(f[3]); !ok {
			t.Fatalf("word %q: relation", x)
		}
		h, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatalf("word %q: head", x)
		}
		if h > 0 {
			w.Head = first + h - 1
		}
		w.UPOS = upos(w.XPOS, f[0], w.Rel)
		w.Lemma = lemmas[f[0]]
		if len(f) > 4 {
			w.Mention = typeLetters[f[4]]
		}
		d.Words = append(d.Words, w)
	}
	s.End, s.LastWord = b.Len(), len(d.Words)
	d.Sentences = append(d.Sentences, s)
}

var lemmas = map[string]string{"said": "say", "told": "tell", "is": "be", "was": "be", "left": "leave", "ministers": "minister"}

func upos(x readout.XPOS, form string, r readout.Rel) readout.UPOS {
	switch s := x.String(); {
	case s == "NNP" || s == "NNPS":
		return readout.PROPN
	case s == "NN" || s == "NNS":
		return readout.NOUN
	case s == "PRP" || s == "PRP$" || s == "WP":
		return readout.PRON
	case s == "DT":
		return readout.DET
	case s == "IN":
		return readout.ADP
	case r == readout.RelCop || r == readout.RelAux:
		return readout.AUX
	case strings.HasPrefix(s, "VB"):
		return readout.VERB
	case s == "JJ":
		return readout.ADJ
	case s == "RB":
		return readout.ADV
	case s == "POS":
		return readout.PART
	case s == "CC":
		return readout.CCONJ
	}
	return readout.PUNCT
}

// show prints each mention that has an entity, or may be several, as "text=name".
func show(d *readout.Document) string {
	mentions, entities := Find(d)
	var out []string
	for _, m := range mentions {
		name := "-"
		if m.Entity >= 0 {
			name = entities[m.Entity].Name
		}
		out = append(out, m.Of(d.Report.Source)+"="+name)
	}
	return strings.Join(out, "; ")
}

func TestCoreference(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"surname, he", `Foreign/NNP/2/compound Minister/NNP/3/nmod:desc Tomas/NNP/5/nsubj/p Quill/NNP/3/flat left/VBD/0/root the/DT/7/det talks/NNS/5/obj/e ././5/punct || Quill/NNP/2/nsubj/p said/VBD/0/root he/PRP/4/nsubj/p resigned/VBD/2/ccomp ././2/punct`,
			[]string{"Foreign Minister Tomas Quill=Tomas Quill", "Quill=Tomas Quill", "he=Tomas Quill"}},
		{"two bearers of a surname", `Amara/NNP/3/nsubj/p Quill/NNP/1/flat met/VBD/0/root Tomas/NNP/3/obj/p Quill/NNP/4/flat ././3/punct || Quill/NNP/2/nsubj/p smiled/VBD/0/root ././2/punct || Mr./NNP/2/nmod:desc Quill/NNP/3/nsubj/p left/VBD/0/root ././3/punct`,
			[]string{"Amara Quill=Amara Quill", "Tomas Quill=Tomas Quill", "Quill=-", "Mr. Quill=Tomas Quill"}},
		{"initials are no surname", `Ro/NNP/4/nsubj/p Han/NNP/1/flat Un/NNP/1/flat left/VBD/0/root ././4/punct || UN/NNP/2/nsubj/p condemns/VBD/0/root launch/NN/2/obj/a ././2/punct || RO/NNP/2/nsubj/p LEAVES/VBD/0/root ././2/punct`,
			[]string{"Ro Han Un=Ro Han Un", "UN=UN", "RO=Ro Han Un"}},
		{"a man and a woman", `Lena/NNP/3/nsubj/p Orlov/NNP/1/flat met/VBD/0/root Peter/NNP/3/obj/p Vane/NNP/4/flat ././3/punct || She/PRP/2/nsubj/p thanked/VBD/0/root him/PRP/2/obj/p for/IN/6/case his/PRP$/6/nmod:poss/p patience/NN/2/obl/a ././2/punct`,
			[]string{"She=Lena Orlov", "him=Peter Vane", "his=Peter Vane"}},
		{"speaker of a quotation", "“/``/3/punct I/PRP/3/nsubj/p refuse/VBP/6/ccomp ,/,/3/punct ”/''/3/punct said/VBD/0/root Maria/NNP/6/nsubj/p Lund/NNP/7/flat ././6/punct",
			[]string{"I=Maria Lund", "Maria Lund=Maria Lund"}},
		{"a body is it", `The/DT/3/det Harbour/NNP/3/compound Council/NNP/4/nsubj/o met/VBD/0/root on/IN/6/case Monday/NNP/4/obl/t ././4/punct || It/PRP/2/nsubj/o approved/VBD/0/root its/PRP$/4/nmod:poss/o budget/NN/2/obj/a ././2/punct`,
			[]string{"It=Harbour Council", "its=Harbour Council"}},
		{"apposition and initials", `The/DT/4/det Northern/NNP/4/compound Fisheries/NNP/4/compound Board/NNP/8/nsubj/o (/-LRB-/6/punct NFB/NNP/4/appos/o )/-RRB-/6/punct closed/VBD/0/root ././8/punct || The/DT/2/det NFB/NNP/3/nsubj/o reopened/VBD/0/root ././3/punct`,
			[]string{"NFB=Northern Fisheries Board", "The NFB=Northern Fisheries Board"}},
		{"cataphora", `When/WRB/3/advmod he/PRP/3/nsubj/p arrived/VBD/7/advcl ,/,/3/punct Ivo/NNP/7/nsubj/p Strand/NNP/5/flat rested/VBD/0/root ././7/punct`,
			[]string{"he=Ivo Strand", "Ivo Strand=Ivo Strand"}},
		{"the office", `Foreign/NNP/2/compound Minister/NNP/3/nmod:desc Lena/NNP/5/nsubj/p Orlov/NNP/3/flat spoke/VBD/0/root ././5/punct || The/DT/2/det minister/NN/3/nsubj/p promised/VBD/0/root help/NN/3/obj/a ././3/punct`,
			[]string{"The minister=Lena Orlov"}},
		{"two women", `Lena/NNP/3/nsubj/p Orlov/NNP/1/flat thanked/VBD/0/root Maria/NNP/3/obj/p Lund/NNP/4/flat ././3/punct || Orlov/NNP/2/nsubj/p said/VBD/0/root she/PRP/5/nsubj/p was/VBD/5/cop glad/JJ/2/ccomp ././2/punct || Lund/NNP/2/nsubj/p smiled/VBD/0/root ././2/punct`,
			[]string{"Orlov=Lena Orlov", "she=Lena Orlov", "Lund=Maria Lund"}},
		{"several", `The/DT/2/det soldiers/NNS/3/nsubj/p told/VBD/0/root Peter/NNP/3/obj/p Vane/NNP/4/flat that/IN/8/mark they/PRP/8/nsubj/p left/VBD/3/ccomp their/PRP$/10/nmod:poss/p tents/NNS/8/obj/b ././3/punct`,
			[]string{"they=The soldiers", "their=The soldiers"}},
		{"reflexive", `Maria/NNP/3/nsubj/p Lund/NNP/1/flat blamed/VBD/0/root herself/PRP/3/obj/p ././3/punct`, []string{"herself=Maria Lund"}},
		{"a husband's name", `Jonas/NNP/3/nsubj/p Brandt/NNP/1/flat left/VBD/0/root ././3/punct || Mrs./NNP/2/nmod:desc Brandt/NNP/3/nsubj/p stayed/VBD/0/root ././3/punct`,
			[]string{"Jonas Brandt=Jonas Brandt", "Mrs. Brandt=Brandt"}},
		{"one type for one name", `The/DT/2/det NFB/NNP/3/nsubj/o met/VBD/0/root ././3/punct || The/DT/2/det NFB/NNP/3/nsubj/o left/VBD/0/root ././3/punct || The/DT/2/det NFB/NNP/3/nsubj/o won/VBD/0/root ././3/punct || The/DT/2/det NFB/NNP/3/nsubj/p lost/VBD/0/root ././3/punct`,
			[]string{"The NFB=NFB", "The NFB=NFB", "The NFB=NFB", "The NFB=NFB"}},
		{"expletive", `It/PRP/2/expl rained/VBD/0/root in/IN/4/case Oslo/NNP/2/obl/l ././2/punct`, []string{"Oslo=Oslo"}},
		{"no part of itself", `Peter/NNP/3/nsubj/p Vane/NNP/1/flat called/VBD/0/root his/PRP$/5/nmod:poss/p brother/NN/3/obj/p ././3/punct`,
			[]string{"his=Peter Vane", "his brother=-"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(t, c.text)
			got := show(d)
			for _, w := range c.want {
				if !strings.Contains("; "+got+";", "; "+w+";") {
					t.Errorf("%s\nlacks %s", got, w)
				}
			}
		})
	}
}

func TestReasons(t *testing.T) {
	d := parse(t, `Foreign/NNP/2/compound Minister/NNP/3/nmod:desc Lena/NNP/5/nsubj/p Orlov/NNP/3/flat spoke/VBD/0/root ././5/punct || Orlov/NNP/2/nsubj/p said/VBD/0/root she/PRP/4/nsubj/p left/VBD/2/ccomp ././2/punct || The/DT/2/det minister/NN/3/nsubj/p waved/VBD/0/root ././3/punct`)
	mentions, _ := Find(d)
	want := []string{"", "surname of Lena Orlov, named in the sentence before", "she: Lena Orlov, the subject in the same sentence", "the minister: office of Lena Orlov"}
	for i, m := range mentions {
		if m.Reason != want[i] {
			t.Errorf("%s: %q, want %q", m.Of(d.Report.Source), m.Reason, want[i])
		}
	}
}

func TestOffices(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"before the name", `Foreign/NNP/2/compound Minister/NNP/3/nmod:desc Lena/NNP/5/nsubj/p Orlov/NNP/3/flat left/VBD/0/root ././5/punct`, "Lena Orlov: Foreign Minister of "},
		{"owner before it", `Norland/NNP/4/nmod:poss/l 's/POS/1/case foreign/JJ/4/amod minister/NN/5/nmod:desc Lena/NNP/7/nsubj/p Orlov/NNP/5/flat left/VBD/0/root ././7/punct`, "Lena Orlov: foreign minister of Norland"},
		{"apposition", `Lena/NNP/12/nsubj/p Orlov/NNP/1/flat ,/,/5/punct the/DT/5/det head/NN/1/appos/p of/IN/9/case the/DT/9/det Harbour/NNP/9/compound Council/NNP/5/nmod/o ,/,/5/punct also/RB/12/advmod left/VBD/0/root ././12/punct`,
			"Lena Orlov: the head of the Harbour Council of Harbour Council"},
		{"apposition before", `The/DT/2/det mayor/NN/7/nsubj/p ,/,/4/punct Lena/NNP/2/appos/p Orlov/NNP/4/flat ,/,/4/punct left/VBD/0/root ././7/punct`, "Lena Orlov: The mayor of "},
		{"apposition hung too low", `The/DT/2/det commander/NN/11/nsubj/p of/IN/6/case the/DT/6/det coast/NN/6/compound guard/NN/2/nmod/p ,/,/8/punct Lena/NNP/6/appos/p Orlov/NNP/8/flat ,/,/8/punct left/VBD/0/root ././11/punct`,
			"Lena Orlov: The commander of the coast guard of "},
		{"copula", `Lena/NNP/5/nsubj/p Orlov/NNP/1/flat is/VBZ/5/cop the/DT/5/det mayor/NN/0/root/p of/IN/7/case Lund/NNP/5/nmod/l ././5/punct`, "Lena Orlov: the mayor of Lund of Lund"},
		{"denied", `Lena/NNP/6/nsubj/p Orlov/NNP/1/flat is/VBZ/6/cop not/RB/6/advmod the/DT/6/det mayor/NN/0/root/p ././6/punct`, "Lena Orlov:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parse(t, c.text)
			_, entities := Find(d)
			var got []string
			for _, e := range entities {
				if e.Type != readout.Person {
					continue
				}
				var roles []string
				for _, o := range e.Roles {
					if o.Span.Of(d.Report.Source) != o.Title {
						t.Errorf("title %q stands at %q", o.Title, o.Span.Of(d.Report.Source))
					}
					roles = append(roles, fmt.Sprintf(" %s of %s", o.Title, o.Of))
				}
				got = append(got, e.Name+":"+strings.Join(roles, ","))
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}
