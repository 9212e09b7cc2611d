package segment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// body makes a report of body blocks, one per text.
func body(texts ...string) *readout.Report {
	r := &readout.Report{Source: strings.Join(texts, "\n")}
	at := 0
	for _, t := range texts {
		r.Blocks = append(r.Blocks, readout.Block{
			Span: readout.Span{Start: at, End: at + len(t)}, Role: readout.RoleBody, Reason: "test", Repeats: -1,
		})
		at += len(t) + 1
	}
	return r
}

func words(r *readout.Report) string {
	tokens, _ := Find(r)
	var out []string
	for _, t := range tokens {
		out = append(out, strings.ReplaceAll(t.Of(r.Source), " ", "_"))
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"Ministers met at 10am; 3,700 people (2.5%) came.": "Ministers met at 10am ; 3,700 people ( 2.5 % ) came .",
		"Adm. Rita Moss left the U.S. base.":               "Adm. Rita Moss left the U.S. base .",
		"Face-to-face talks, al-Hamadi said.":              "Face-to-face talks , al-Hamadi said .",
		"U. S. -Norland Talks Stall":                       "U. S. - Norland Talks Stall",
		"an anti-U.S. mural, pro-E.U.":                     "an anti-U.S. mural , pro-E.U.",
		"The U.S.-led force":                               "The U.S. - led force",
		"Norland's envoy didn't say what they're for.":     "Norland 's envoy didn't say what they're for .",
		"Norland’s envoys’ plan":                           "Norland ’s envoys ’ plan",
		"the U.S.'s and the 1990’s":                        "the U.S. 's and the 1990 ’s",
		"O’Hara’s view of d'Arc":                           "O’Hara ’s view of d'Arc",
		"Friday—signaling 2019–2020":                       "Friday — signaling 2019 – 2020",
		"at 10:30 p.m. on 2026-02-06 or 9/11":              "at 10:30 p.m. on 2026-02-06 or 9/11",
		"$3.5m, £20bn, €5":                                 "$ 3.5m , £ 20bn , € 5",
		"a 12-day F-16 mission, No. 5 of G7":               "a 12-day F-16 mission , No. 5 of G7",
		"No. That is all":                                  "No . That is all",
		"see https://example.org/a?b=1. Then":              "see https://example.org/a?b=1 . Then",
		"write to ana@example.org or @ana_s (#vote)":       "write to ana@example.org or @ana_s ( #vote )",
		"Wait... what?! No -- really…":                     "Wait ... what ?! No -- really …",
		"AT&T and/or Ph.D. holders, e.g. J.K. Marsh":       "AT&T and / or Ph.D. holders , e.g. J.K. Marsh",
		"Sen. A. Ruiz Jr. of Acme Inc.":                    "Sen. A. Ruiz Jr. of Acme Inc.",
		"They left.Then it rained.":                        "They left . Then it rained .",
		"no\u00a0break\u200bhere soft\u00adhyphen":         "no break here soft\u00adhyphen",
		"“Yes,” she said. ‘No’":                            "“ Yes , ” she said . ‘ No ’",
		"It rose .5 points to 7.":                          "It rose .5 points to 7 .",
		"Vice-Adm. Ola Berg, Lt.-Gen. Bo Ek":               "Vice-Adm. Ola Berg , Lt. - Gen. Bo Ek",
		"the Mass. vote and the mass. Then":                "the Mass. vote and the mass . Then",
		"Peña met Łukasz and Nguyễn.":                      "Peña met Łukasz and Nguyễn .",
	} {
		if got := words(body(in)); got != want {
			t.Errorf("tokens of %q:\n got %s\nwant %s", in, got, want)
		}
	}
}

// sentences are cut where the table has a bar; a tilde stands before a list
// mark that belongs to none.
func TestSentences(t *testing.T) {
	for _, want := range sentenceCases {
		in := strings.ReplaceAll(strings.ReplaceAll(want, "|", ""), "~", "")
		checkSentences(t, body(in), want)
	}
}

func checkSentences(t *testing.T, r *readout.Report, want string) {
	t.Helper()
	_, sentences := Find(r)
	var got []string
	for _, s := range sentences {
		got = append(got, s.Of(r.Source))
	}
	var list []string
	for part := range strings.SplitSeq(want, "|") {
		if k := strings.Index(part, "~"); k >= 0 {
			part = part[k+len("~"):]
			_, n := utf8.DecodeRuneInString(part)
			part = part[n:]
			part = strings.TrimLeft(part, ".)")
		}
		list = append(list, strings.TrimSpace(part))
	}
	if g, w := strings.Join(got, " | "), strings.Join(list, " | "); g != w {
		t.Errorf("sentences:\n got %s\nwant %s", g, w)
	}
}

var sentenceCases = []string{
	"Talks began. |They ended on Friday.",
	"He lives in the U.S. |The talks are there.",
	"The U.S. Senate met. |The U.S. president spoke.",
	"Officials of the U.S. and Norland met.",
	"He flew to the U.S. |But nobody met him.",
	"“We left the U.S.” |The group said no more.",
	"U. S. -Norland talks stall. |They may resume.",
	"Adm. Rita Moss spoke. |Gen. Olaf Berg did not.",
	"Mr. Ruiz and Mrs. Ruiz met Dr. Ek.",
	"Sen. A. B. Ruiz, a Republican, agreed. |Rep. Lund did not.",
	"J. K. Marsh wrote it. |J.K. Marsh sold it.",
	"George W. Moss spoke to Ana P. Ruiz. |They agreed.",
	"It is plan B. |Then there is plan C.",
	"Prices rose 2.5 percent to 3,700. |Wages fell 0.4.",
	"It begins at 10 a.m. |Talks follow at noon.",
	"It begins at 10 a.m. Friday. |It ends at 6 p.m. ET.",
	"At 8 p.m. Eastern the vote closed.",
	"They met at 9 a.m. Vila time and left.",
	"It ended at 5 p.m. |He left.",
	"Acme Inc. said so. |Borel Corp. |The rest of it left.",
	"Acme Inc. Chief Executive Ana Ruiz left.",
	"He chose No. 5 and No. 6. |No. |He did not.",
	"She lives at 5 Main St. |The house is old.",
	"St. Marten is small. |Mt. Orel is high.",
	"It was on Feb. 6. |On Jan. 5, it was not.",
	"It was in Feb. |Officials knew.",
	"“It is late,” she said. |“We must go.” |They went.",
	"“It is late. |We must go. |Now,” she said.",
	"\"It is late. |We must go,\" she said. |\"Now.\" |They went.",
	"“Will they come?” Ana Ruiz asked. |Nobody knew.",
	"“Will they come?” |Nobody knew.",
	"“Go!” he said. |“Go!”",
	"“Go!” the minister of trade said.",
	"“Really?” Foreign Minister Lund of Norland asked.",
	"Did they come? |They did! |All of them?! |Yes.",
	"~• Talks were held. |They failed.",
	"~* Talks were held.",
	"~- Talks were held.",
	"~1. The budget passed. |It is large.",
	"~2) The budget passed.",
	"First point. |~• Second point.",
	"VILA, Norland (AP) — |The talks ended. |Nobody spoke.",
	"VILA, Jan. 5 (Reuters) - |The talks ended.",
	"VILA (AP) — |Adm. Moss left.",
	"(Agency) |In a show of strength, Norland left.",
	"NATO - which met on Friday - agreed.",
	"The talks (AP) ended. |Nobody spoke.",
	"Well ... it is late.",
	"Well… it is late. |Yes.",
	"It was late... |The talks ended.",
	"“It was late …” |They left.",
	"He said (it was late.) |They left.",
	"(They left. |Nobody stayed.) |Then it rained.",
	"He wrote ‘We left.’ |They had.",
	"They left.|Then it rained.",
	"Visit example.org for more. |Or call.",
	"The i.e. and the e.g. are Latin. |So is etc. |Norland uses it.",
	"Ana Ruiz, Ph.D., spoke. |Bo Ek, M.D., listened.",
	"He is John Ruiz Jr. |His son is not.",
	"John Ruiz Jr. Foundation money was spent.",
	"Ruiz v. Lund was heard, c. 1860, on pp. 5 to 9. |It ended.",
	"The mark is c. |The rest is not.",
	"Norland vs. Ostland was played. |Ostland won.",
	"It cost $3.5 million. |£2 million was lost.",
	"It grew. |20 people came. |3,000 left.",
	"The talks – held on Friday – failed. |Why?",
	"“No.” |“Yes.” |“Why?”",
	"He said: “It is late.” |Then: “Go.”",
	"At noon the group left for Washington, D.C. |They came back.",
	"The Washington, D.C. office closed.",
	"The U.N. Security Council met. |The U.N. did not speak.",
	"Calif. Gov. Ana Ruiz spoke in Sacramento, Calif. |She left.",
	"The end.” |Then more. ”",
	"Capt. M. T. Berg of the U.S.S. Orel spoke.",
	"al-Hamadi spoke. |al-Hamadi left.",
	"Talks began [1]. |They ended.",
	"She paid in Sept. |They did not.",
	"No stop at the end",
	"Fewer than 40 people came, i.e. Norlanders. |It rained.",
}

func TestHeadlines(t *testing.T) {
	for _, want := range []string{
		"U.S. And Norland Agree on Talks",
		"Will the U.S. Act?",
		"Norland Leaves the U.N. The World Watches",
		"Talks Fail. |Now What?",
	} {
		r := body(strings.ReplaceAll(want, "|", ""))
		r.Blocks[0].Role = readout.RoleHeadline
		checkSentences(t, r, want)
	}
}

func TestBlocks(t *testing.T) {
	r := body("First", "second line. Third.", "aside", "Caption")
	r.Blocks[0].Role = readout.RoleHeadline
	r.Blocks[2].Role = readout.RoleTeaser
	r.Blocks[3].Role = readout.RoleCaption
	_, sentences := Find(r)
	var blocks []int
	for _, s := range sentences {
		blocks = append(blocks, s.Block)
	}
	if len(blocks) != 4 || blocks[0] != 0 || blocks[1] != 1 || blocks[2] != 1 || blocks[3] != 3 {
		t.Errorf("blocks of the sentences are %v, want [0 1 1 3]", blocks)
	}
	if tokens, s := Find(body("___", "• —")); len(tokens) != 3 || len(s) != 0 {
		t.Errorf("marks without words give %d tokens and %d sentences, want 3 and 0", len(tokens), len(s))
	}
	if tokens, s := Find(&readout.Report{}); len(tokens)+len(s) != 0 {
		t.Errorf("an empty report has %d tokens and %d sentences", len(tokens), len(s))
	}
}

func TestKinds(t *testing.T) {
	r := body("At 10am 3,700 12-day talks, 5.")
	tokens, _ := Find(r)
	want := "wnnwwpnp"
	var got []byte
	for _, k := range tokens {
		got = append(got, "wnp"[k.Kind])
	}
	if string(got) != want {
		t.Errorf("kinds are %s, want %s", got, want)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range sentenceCases {
		f.Add(s)
	}
	f.Add("U.S.\x80A. ’s\u200d.\u00ad5\u00ad.a .5am-\u200b’")
	f.Fuzz(func(t *testing.T, s string) {
		r := body(strings.Split(s, "\n")...)
		if !utf8.ValidString(s) {
			Find(r) // must not panic
			return
		}
		tokens, sentences := Find(r)
		d := &readout.Document{Report: r, Tokens: tokens, Sentences: sentences}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		checkWords(t, s, sentences, Words(s, sentences))
		at := 0
		for _, k := range tokens {
			if k.Start < at {
				t.Fatalf("token %q overlaps the one before", k.Of(s))
			}
			onlyBlanks(t, s[at:k.Start])
			at = k.End
		}
		onlyBlanks(t, s[at:])
	})
}

func onlyBlanks(t *testing.T, gap string) {
	t.Helper()
	for _, r := range gap {
		if !blank(r) {
			t.Fatalf("%q lies in no token", gap)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	r := body(strings.Repeat("Adm. Rita Moss of the U.S. left at 10 a.m. on Feb. 6. “It is late,” she said. ", 500))
	tokens, _ := Find(r)
	b.SetBytes(int64(len(r.Source)))
	for b.Loop() {
		Find(r)
	}
	b.ReportMetric(float64(len(tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
