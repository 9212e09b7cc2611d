package segment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// cutWords is a text cut into words: a blank stands between tokens, a bar before
// a word that is joined to the one before.
func cutWords(text string) string {
	t := Plain(text)
	var b strings.Builder
	for i, w := range t.Words {
		switch {
		case w.Joined:
			b.WriteByte('|')
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(strings.ReplaceAll(w.Of(text), " ", "_"))
	}
	return b.String()
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"They don't, can’t and won't.":                  "They do|n't , ca|n’t and wo|n't .",
		"She CANNOT say; he cannot.":                    "She CAN|NOT say ; he can|not .",
		"I'm gonna, you've gotta":                       "I|'m gon|na , you|'ve got|ta",
		"they'd've left, it's Norland’s":                "they|'d|'ve left , it|'s Norland|’s",
		"the boats' crews, the Ruizes’ house":           "the boats|' crews , the Ruizes|’ house",
		"a ‘long list of boats’ was":                    "a ‘ long list of boats ’ was",
		"He said 'the boats' and left":                  "He said ' the boats ' and left",
		"O'Hara’s coup d'état at 5 o'clock":             "O'Hara|’s coup d'état at 5 o'clock",
		"the '60s, the 1990s and the 1590's":            "the '60s , the 1990s and the 1590's",
		"face-to-face talks of al-Hamadi":               "face - to - face talks of al - Hamadi",
		"pro-war e-mails, anti-U.S. ex-members":         "pro-war e-mails , anti-U.S. ex-members",
		"a U.S.-led, non-life-threatening":              "a U.S. - led , non-life - threatening",
		"a career-wise co-founder’s vice-president":     "a career-wise co-founder|’s vice - president",
		"a Post-Ledger poll, 73million, the HB2's text": "a Post - Ledger poll , 73 million , the HB2|'s text",
		"call 555-0142 or 1-800-555-0142, pages 12-15":  "call 555-0142 or 1-800-555-0142 , pages 12 - 15",
		"2019-2020, 2026-02-06, 9/11, 3/28/2001":        "2019 - 2020 , 2026-02-06 , 9/11 , 3/28/2001",
		"at 10am or 10:30 p.m., 5km, 20th":              "at 10 am or 10:30 p.m. , 5 km , 20th",
		"at 7p.m. they won 3-2":                         "at 7 p.m. they won 3 - 2",
		"$3.5m, £20bn, US$5, 2.5%, $.04":                "$ 3.5 m , £ 20 bn , US$ 5 , 2.5 % , $ .04",
		"3,700 people; 13,14; #3 of 24°C":               "3,700 people ; 13 , 14 ; # 3 of 24 ° C",
		"F-16s, G7, AK-47, A&E and AT&T":                "F - 16s , G7 , AK - 47 , A&E and AT&T",
		"and/or s/he, N/A, his/her":                     "and / or s/he , N/A , his / her",
		"(see https://example.org/a?b=1.)":              "( see https://example.org/a?b=1 .)",
		"write to a.b@example.org, or example.org.":     "write to a.b@example.org , or example.org .",
		"@ana_s #vote file notes.pdf +4420":             "@ana_s #vote file notes.pdf +4420",
		"Wait... what?! No -- really… :)":               "Wait ... what ?! No -- really … :)",
		"Friday—signaling – yes":                        "Friday — signaling – yes",
		"Mr. A. B. Ruiz Jr. of Acme Inc.":               "Mr. A. B. Ruiz Jr. of Acme Inc.",
		"No. 5 is a no. It is in the U.S.":              "No. 5 is a no . It is in the U.S.",
		"the Feb. 6 vote, i.e. a Ph.D. vote":            "the Feb. 6 vote , i.e. a Ph.D. vote",
		"They left.Then it rained.":                     "They left . Then it rained .",
		"“Yes,” she said. [...]":                        "“ Yes , ” she said . [ ... ]",
		"friend(s) of Peña & Łukasz":                    "friend ( s ) of Peña & Łukasz",
		"no\u00a0break soft\u00adhyphen \u200bx":        "no break soft\u00adhyphen \u200bx",
		"• First\n1. Second":                            "• First 1 . Second",
	} {
		want = strings.ReplaceAll(want, " .)", " . )")
		if got := cutWords(in); got != want {
			t.Errorf("words of %q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// checkPlain verifies what Plain promises of a text that is UTF-8.
func checkPlain(t *testing.T, text string) {
	t.Helper()
	p := Plain(text)
	checkWords(t, text, p.Sentences, p.Words)
	at := 0
	for _, s := range p.Sentences {
		checkGap(t, text[at:s.Start])
		at = s.End
	}
	checkGap(t, text[at:])
	for i, d := range p.Documents {
		if d >= len(p.Sentences) || i == 0 && d != 0 || i > 0 && d <= p.Documents[i-1] {
			t.Fatalf("documents begin at the sentences %v of %d", p.Documents, len(p.Sentences))
		}
	}
}

// checkWords verifies that the words of each sentence cover it but for gaps.
func checkWords(t *testing.T, text string, sentences []readout.Sentence, words []readout.Word) {
	t.Helper()
	word := 0
	for i, s := range sentences {
		if s.FirstWord != word || s.LastWord <= s.FirstWord || s.LastWord > len(words) {
			t.Fatalf("sentence %d has the words [%d,%d) of %d after %d", i, s.FirstWord, s.LastWord, len(words), word)
		}
		at := s.Start
		for k, w := range words[s.FirstWord:s.LastWord] {
			if w.Start < at || w.End <= w.Start || w.End > s.End || !utf8.ValidString(w.Of(text)) || w.Head != -1 {
				t.Fatalf("word %+v after %d in sentence %+v", w, at, s)
			}
			if w.Joined && (w.Start != at || k == 0) {
				t.Fatalf("word %+v is joined to nothing in sentence %+v", w, s)
			}
			checkGap(t, text[at:w.Start])
			at = w.End
		}
		if at != s.End {
			t.Fatalf("sentence %+v ends after its last word at %d", s, at)
		}
		word = s.LastWord
	}
	if word != len(words) {
		t.Fatalf("%d of %d words belong to sentences", word, len(words))
	}
}

func checkGap(t *testing.T, gap string) {
	t.Helper()
	if strings.TrimSpace(gap) != "" && !unseen(gap) {
		t.Fatalf("%q lies in no word", gap)
	}
}

func unseen(gap string) bool {
	return strings.IndexFunc(gap, func(r rune) bool { return !blank(r) }) < 0
}

func FuzzPlain(f *testing.F) {
	for _, s := range sentenceCases {
		f.Add(s)
	}
	f.Add("a-b/c'd’’e.f@g.h 1-2/3.4,5:6+7#8\u00ad-\u200b ’s n't'd've US$ :) ... (s)")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			Plain(s) // must not panic
			return
		}
		checkPlain(t, s)
	})
}

func TestWordsOfReport(t *testing.T) {
	r := body("• The boats' crews don't sail. ​They can't.​", "___", "2. No.")
	_, sentences := Find(r)
	words := Words(r.Source, sentences)
	checkWords(t, r.Source, sentences, words)
	var got []string
	for _, s := range sentences {
		for _, w := range words[s.FirstWord:s.LastWord] {
			got = append(got, w.Of(r.Source))
		}
		got = append(got, "|")
	}
	if g, want := strings.Join(got, " "), "The boats ' crews do n't sail . | They ca n't . | No . |"; g != want {
		t.Errorf("words are %s, want %s", g, want)
	}
}

func TestDocuments(t *testing.T) {
	p := Plain("\n\nTide rises\nIt rose. It fell.\n\n \nSecond text.\n")
	if len(p.Documents) != 2 || p.Documents[1] != 3 || len(p.Sentences) != 4 || p.Sentences[2].Block != 1 || p.Sentences[3].Block != 2 {
		t.Errorf("documents %v of the sentences %+v", p.Documents, p.Sentences)
	}
	if p := Plain("\n \n"); len(p.Documents)+len(p.Sentences)+len(p.Words) != 0 {
		t.Errorf("blank text gives %+v", p)
	}
}

// A long run without white space costs linear time: a quadratic one would take
// minutes.
func TestLongChunks(t *testing.T) {
	for _, unit := range []string{"a", "a.", "a.b", "1-", "1,", "a'", "’s", "a@", "http://", "-", "(s)", "a-", "x.com", "1/", "…", "&A", "\u200b", "é", "-wise", ".)", ").", "http://)", "[1]", ".[1", "...", "A.)", "e-", "a-b", "'", "“.", ". \"", "1/1/"} {
		checkPlain(t, strings.Repeat(unit, 100_000/len(unit))+"a")
	}
}

func BenchmarkPlain(b *testing.B) {
	text := strings.Repeat("Adm. Rita Moss of the U.S. left at 10 a.m. on Feb. 6. “It’s late,” she said, and the boats’ well-known crews didn't wait. ", 500)
	n := len(Plain(text).Words)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Plain(text)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("Adm. Rita Moss of the U.S. left at 10 a.m. on Feb. 6. “It’s late,” she said, and the boats’ well-known crews didn't wait. ", 500)
	p := Plain(text)
	for b.Loop() {
		Words(text, p.Sentences)
	}
	b.ReportMetric(float64(len(p.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
