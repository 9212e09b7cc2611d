package brief

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// explained is a report of one block and two sentences with all layers; words are
// written FORM/LEMMA/UPOS/XPOS/HEAD/REL/FEATS.
func explained(t testing.TB) *readout.Document {
	t.Helper()
	const source = "Ada Mellin, the mayor, won’t sail. “We met on Friday,” she said."
	r := &readout.Report{
		Capture: readout.Capture{Input: "ferry.txt"}, Source: source,
		Blocks: []readout.Block{{Span: readout.Span{Start: 0, End: len(source)}, Role: readout.RoleLead, Repeats: -1}},
	}
	d := &readout.Document{Report: r}
	at := func(s string) readout.Span {
		i := strings.Index(source, s)
		if i < 0 {
			t.Fatalf("%q is not in the text", s)
		}
		return readout.Span{Start: i, End: i + len(s)}
	}
	for _, s := range []struct{ text, words string }{
		{"Ada Mellin, the mayor, won’t sail.", `Ada/Ada/PROPN/NNP/9/nsubj/Number=Sing Mellin/Mellin/PROPN/NNP/1/flat/Number=Sing ,/,/PUNCT/,/5/punct/
			the/the/DET/DT/5/det/Definite=Def|PronType=Art mayor/mayor/NOUN/NN/1/appos/Number=Sing ,/,/PUNCT/,/1/punct/
			wo/will/AUX/MD/9/aux/VerbForm=Fin n’t/not/PART/RB/9/advmod/Polarity=Neg sail/sail/VERB/VB/0/root/VerbForm=Inf ././PUNCT/./9/punct/`},
		{"“We met on Friday,” she said.", `“/“/PUNCT/''/3/punct/ We/we/PRON/PRP/3/nsubj/Case=Nom|Number=Plur|Person=1|PronType=Prs
			met/meet/VERB/VBD/9/ccomp/Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin on/on/ADP/IN/5/case/ Friday/Friday/PROPN/NNP/3/obl/Number=Sing
			,/,/PUNCT/,/3/punct/ ”/”/PUNCT/''/3/punct/ she/she/PRON/PRP/9/nsubj/Case=Nom said/say/VERB/VBD/0/root/ ././PUNCT/./9/punct/`},
	} {
		addWords(t, d, at(s.text), s.words)
	}
	d.Mentions = []readout.Mention{
		{Span: at("Ada Mellin"), Type: readout.Person, Kind: readout.Name, Reason: "first mention of this name"},
		{Span: at("the mayor"), Type: readout.Person, Kind: readout.Nominal, Reason: "apposition"},
		{Span: at("We"), Type: readout.Person, Kind: readout.Pronoun, Entity: -1, Reason: "speaker's group, not named"},
	}
	d.Entities = []readout.Entity{{Type: readout.Person, Name: "Ada Mellin", Roles: []readout.Office{{Title: "the mayor", Span: at("the mayor")}}}}
	d.Timexes = []readout.Timex{{Span: at("Friday"), Type: readout.Date, Value: "2031-05-02", Derivation: `"Friday" before publication 2031-05-07`}}
	d.Attributions = []readout.Attribution{{
		Source: []readout.Span{at("she")}, Cue: []readout.Span{at("said")}, Content: []readout.Span{at("“We met on Friday,”")},
		Kind: readout.NamedPerson, Form: readout.Direct, Within: -1, Rule: "say: quotation",
	}}
	d.Statements = []readout.Statement{{
		Span: at("We met on Friday"), Status: readout.Happened, SpeechStatus: readout.Happened, Form: readout.Direct, Position: readout.InLead, Event: -1,
		Chain: []readout.Hop{{Name: "Lindholm Post", Kind: readout.OwnVoice, Entity: -1},
			{Name: "Ada Mellin", Kind: readout.NamedPerson, Cue: "said", Span: at("she"), Access: at("on Friday"), Count: 1}}, Rule: "past tense",
	}}
	return d
}

func addWords(t testing.TB, d *readout.Document, span readout.Span, notation string) {
	t.Helper()
	first, at := len(d.Words), span.Start
	for _, f := range strings.Fields(notation) {
		c := strings.Split(f, "/")
		if len(c) != 7 {
			t.Fatalf("%q has %d parts", f, len(c))
		}
		upos, ok1 := readout.ParseUPOS(c[2])
		xpos, ok2 := readout.ParseXPOS(c[3])
		rel, ok3 := readout.ParseRel(c[5])
		i := strings.Index(d.Report.Source[at:], c[0])
		if !ok1 || !ok2 || !ok3 || i < 0 {
			t.Fatalf("%q", f)
		}
		head := int(c[4][0]-'0') + first - 1
		if c[4] == "0" {
			head = -1
		}
		d.Words = append(d.Words, readout.Word{
			Span: readout.Span{Start: at + i, End: at + i + len(c[0])}, Lemma: c[1], UPOS: upos, XPOS: xpos, Head: head, Rel: rel, Feats: c[6],
		})
		at += i + len(c[0])
	}
	d.Sentences = append(d.Sentences, readout.Sentence{Span: span, FirstWord: first, LastWord: len(d.Words)})
}

func explainText(t testing.TB, d *readout.Document, n int, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := SentenceText(&b, d, n, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestExplainGolden(t *testing.T) {
	d := explained(t)
	var list bytes.Buffer
	if err := SentencesText(&list, d, Options{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "explain.txt", list.String()+"\n"+explainText(t, d, 1, Options{})+"\n"+explainText(t, d, 2, Options{})+"\n"+
		explainText(t, d, 1, Options{Width: 44}))
}

func TestNothingIsWiderThanThePage(t *testing.T) {
	d := explained(t)
	for _, width := range []int{40, 57, 80, 100} {
		for n := 1; n <= 2; n++ {
			for _, l := range strings.Split(explainText(t, d, n, Options{Width: width}), "\n") {
				if columns(l) > width {
					t.Errorf("%d columns of %d: %q", columns(l), width, l)
				}
			}
		}
	}
}

// TestDeepTreesStayOnThePage hangs each of many words on the one before.
func TestDeepTreesStayOnThePage(t *testing.T) {
	const n = 3000
	source := strings.TrimSpace(strings.Repeat("ab ", n))
	d := &readout.Document{Report: &readout.Report{Source: source, Blocks: []readout.Block{{Role: readout.RoleBody}}}}
	for i := range n {
		d.Words = append(d.Words, readout.Word{Span: readout.Span{Start: 3 * i, End: 3*i + 2}, Head: i - 1, Rel: readout.RelNmod})
	}
	d.Sentences = []readout.Sentence{{Span: readout.Span{Start: 0, End: len(source)}, LastWord: n}}
	text := explainText(t, d, 1, Options{})
	_, tree, _ := strings.Cut(text, "\nTREE")
	tree, _, _ = strings.Cut(tree, "\n\n")
	if got := strings.Count(tree, "\n"); got != n {
		t.Errorf("the tree has %d lines of %d", got, n)
	}
	if !strings.Contains(tree, "… level 2999: ab  nmod") {
		t.Error("the deepest word is not numbered")
	}
	for _, l := range strings.Split(tree, "\n") {
		if columns(l) > 80 {
			t.Fatalf("%q", l)
		}
	}
}

// TestExplainIsSafe has control characters in the text and in every word.
func TestExplainIsSafe(t *testing.T) {
	d := explained(t)
	d.Report.Source = strings.Replace(d.Report.Source, "sail", "s\x1bil", 1)
	d.Words[8].Lemma, d.Entities[0].Name, d.Mentions[0].Reason = "s\x1bil", "\x1b[2J", "a\x07b"
	d.Report.Capture.Input = "\x1b]0;x"
	for n := 1; n <= 2; n++ {
		if text := explainText(t, d, n, Options{}); strings.ContainsAny(text, "\x1b\x07") {
			t.Errorf("%q", text)
		}
	}
	var list bytes.Buffer
	if err := SentencesText(&list, d, Options{}); err != nil || strings.ContainsAny(list.String(), "\x1b\x07") {
		t.Errorf("%v %q", err, list.String())
	}
	if text := explainText(t, d, 1, Options{Color: true}); !strings.Contains(text, "\x1b[1mSentence 1 of 2\x1b[0m") || strings.Contains(text, "\x1bil") {
		t.Errorf("%q", text)
	}
}

func TestExplainJSON(t *testing.T) {
	d := explained(t)
	var b bytes.Buffer
	if err := SentenceJSON(&b, d, 2, Options{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Input     string
		Explained struct {
			N, Start, End int
			Text          string
			Words         []map[string]any
			Mentions      []map[string]any
			Entities      []map[string]any
			Timexes       []map[string]any
			Attributions  []map[string]any
			Statements    []map[string]any
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	x, runes := got.Explained, []rune(d.Report.Source)
	if string(runes[x.Start:x.End]) != x.Text || x.N != 2 || got.Input != "ferry.txt" {
		t.Errorf("got %+v", x)
	}
	if len(x.Words) != 10 || x.Words[2]["head"] != 9.0 || x.Words[8]["head"] != 0.0 || x.Words[2]["deprel"] != "ccomp" || x.Words[2]["lemma"] != "meet" {
		t.Errorf("words %v", x.Words)
	}
	for _, w := range append(x.Words, x.Timexes...) {
		if s := string(runes[int(w["start"].(float64)):int(w["end"].(float64))]); s != w["text"] {
			t.Errorf("%v stands at %q", w, s)
		}
	}
	if len(x.Mentions) != 1 || len(x.Entities) != 1 || len(x.Attributions) != 1 || len(x.Statements) != 1 {
		t.Errorf("got %+v", x)
	}
	chain := x.Statements[0]["chain"].([]any)
	last := chain[1].(map[string]any)
	if len(chain) != 2 || last["words"].(map[string]any)["text"] != "she" || last["entity"] != "e1" || last["resolved"] != true || last["count"] != 1.0 ||
		last["access"].(map[string]any)["text"] != "on Friday" || chain[0].(map[string]any)["words"] != nil || x.Statements[0]["root"] != 1.0 ||
		x.Statements[0]["origin"] != 0.0 || x.Statements[0]["speech"] != "happened" {
		t.Errorf("statement %+v", x.Statements[0])
	}
	b.Reset()
	if err := SentencesJSON(&b, d, Options{}); err != nil || strings.Contains(b.String(), "explained") || strings.Count(b.String(), `"n":`) != 2 {
		t.Errorf("%v %s", err, b.String())
	}
}

// A speaker who is not resolved is named by the words of the source alone.
func TestExplainNamesNobodyForAnUnresolvedSpeaker(t *testing.T) {
	d := explained(t)
	hop := &d.Statements[0].Chain[1]
	hop.Name, hop.Entity, hop.Unresolved, hop.Count, hop.Access = "she", -1, true, 0, readout.Span{}
	d.Attributions[0].Entity = -1
	text := strings.Join(strings.Fields(explainText(t, d, 2, Options{})), " ")
	if !strings.Contains(text, "> speaker not resolved (person, “she”, “said”)") || strings.Contains(text, "Ada Mellin") {
		t.Error(text)
	}
}

func TestSentencesThatAreNotThere(t *testing.T) {
	d := explained(t)
	for n, want := range map[int]string{
		0: "invalid: there is no sentence 0; the report has 2 sentences, leave --sentence out to list them",
		3: "invalid: there is no sentence 3; the report has 2 sentences, leave --sentence out to list them",
	} {
		for _, err := range []error{SentenceText(&bytes.Buffer{}, d, n, Options{}), SentenceJSON(&bytes.Buffer{}, d, n, Options{})} {
			if !errors.Is(err, readout.ErrInvalid) || err.Error() != want {
				t.Errorf("%d: %v", n, err)
			}
		}
	}
	if err := CheckSentence(&readout.Document{}, 1); err == nil || !strings.Contains(err.Error(), "no text to analyse") {
		t.Errorf("of no sentences: %v", err)
	}
}
