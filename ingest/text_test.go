package ingest

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// savedPage is an invented page as a browser gives it when copied.
const savedPage = `Valdia and Norrland Edge Closer to a Fishing Deal

    The fisheries minister of Valdia joined the talks for the first time.

    A portrait of Maren Holt, Northern Brief writer
    A portrait of Maren Holt, Northern Brief writer
    Maren Holt

    By , the Northern Brief writer at Coastal Review.

    Envoy Pia Sand greets Norrland's fisheries minister Jon Rask.
    Envoy Pia Sand greets Norrland's fisheries minister Jon Rask.
    Envoy Pia Sand greets Norrland's fisheries minister Jon Rask in Port Alder on May 4. Valdian Ministry of Fisheries/Handout via Harbour Pictures

    Delegations of Valdia and Norrland met for six hours in Port Alder on Monday, the first talks about the herring quota since the two sides broke off contact last autumn, officials of both countries said.

    The meeting was first planned for the island of Grey Holm, and the governors of three coastal districts were to attend. Norrland asked for a smaller table. The Valdian ministry did not respond to Coastal Review’s requests for comment.

    Delegations of Valdia and Norrland met for six hours in Port Alder on Monday, the first talks about the herring quota since the two sides broke off contact last autumn, officials of both countries said.

    The meeting was first planned for the island of Grey Holm, and the governors of three coastal districts were to attend. Norrland asked for a smaller table. The Valdian ministry did not respond to Coastal Review’s requests for comment.

    Rask said the talks were “a beginning,” and that both capitals now had to decide how to go on. He added that the question of the northern banks had not been raised.

    “We did not come here to sign anything,” he told reporters at the harbour, before his ship left for Norrland in the evening.

    Read more in today’s Northern Brief: A Quiet Day in Port Alder.

    Read More

    • A trawler leaves the harbour of Port Alder on a grey morning in April.
      A trawler leaves the harbour of Port Alder on a grey morning in April.

      Why Valdia Needs the Herring Deal More Than It Says

      The quota decides the fate of a dozen coastal towns.

    • A view of the fish market of Grey Holm, where prices have doubled since March.
      A view of the fish market of Grey Holm, where prices have doubled since March.

      Norrland's Fleet Is Older Than Its Sailors

    Most Read

    • A crowd on the quay holds up signs that ask for lower fuel prices.
      A crowd on the quay holds up signs that ask for lower fuel prices.

    Discussion

    No comments yet. Be the first to comment!
`

// repost is an invented report with a credit as a bullet and advertising behind.
const repost = `Ministers met in person over the herring quota

Share:

Photo- Pia Sand (C) and Jon Rask (L) at the harbour of Port Alder on Monday May 4, 2026

Valdia and Norrland held six hours of talks about fishing in Port Alder on Monday, and officials of both countries expect to meet again within weeks.

  • During the talks the envoys met without mediators, two people briefed on the meeting said.

Why it matters: It was the first time since last autumn that the two sides sat in one room, and the season opens in ten days.

The talks began at 9am local time and ended around 3pm.

  • The Valdian team included Sand and two of her deputies. 
  • Rask said the tone was “very good” and that both sides had been heard.

An official of Norrland told Bloomberg that a second round is expected soon.

  • BLOOMBERG
Share:
Free Sleep Quiz | Find Your Sleep Type
Find the habit that keeps you awake. Made with doctors and athletes over ten years.
`

func readString(t *testing.T, s string) *readout.Report {
	t.Helper()
	r, err := Read(Input{Name: "test.txt", Data: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// blockWith is the first block that holds the words.
func blockWith(t *testing.T, r *readout.Report, words string) readout.Block {
	t.Helper()
	for i, b := range r.Blocks {
		if strings.Contains(r.BlockText(i), words) {
			return b
		}
	}
	t.Fatalf("no block holds %q", words)
	return readout.Block{}
}

func TestSavedPageRoles(t *testing.T) {
	r := readString(t, savedPage)
	for words, want := range map[string]readout.Role{
		"Edge Closer":                  readout.RoleHeadline,
		"joined the talks for":         readout.RoleDeck,
		"By , the":                     readout.RoleByline,
		"Handout via Harbour Pictures": readout.RoleCaption,
		"met for six hours":            readout.RoleLead,
		"Grey Holm, and the governors": readout.RoleBody,
		"northern banks":               readout.RoleBody,
		"to sign anything":             readout.RoleBody,
		"A Quiet Day":                  readout.RolePromotion,
		"Read More":                    readout.RoleNavigation,
		"More Than It Says":            readout.RoleTeaser,
		"dozen coastal towns":          readout.RoleTeaser,
		"prices have doubled":          readout.RoleTeaser,
		"lower fuel prices":            readout.RoleTeaser,
		"No comments yet":              readout.RoleComment,
	} {
		if got := blockWith(t, r, words).Role; got != want {
			t.Errorf("%q: role %s, want %s", words, got, want)
		}
	}
	text := r.Text()
	for _, once := range []string{"met for six hours", "planned for the island", "a beginning", "sign anything"} {
		if n := strings.Count(text, once); n != 1 {
			t.Errorf("%q stands %d times in the text", once, n)
		}
	}
}

func TestSavedPageMetadata(t *testing.T) {
	r := readString(t, savedPage)
	if r.Title.Value != "Valdia and Norrland Edge Closer to a Fishing Deal" || r.Title.Basis != "block 1, headline" {
		t.Errorf("title %v", r.Title)
	}
	if len(r.Byline) != 1 || r.Byline[0].Value != "Maren Holt" {
		t.Errorf("byline %v", r.Byline)
	}
	if r.Outlet.Value != "Coastal Review" {
		t.Errorf("outlet %v", r.Outlet)
	}
	if r.Published.Stated() || r.Origin.Stated() {
		t.Errorf("published %v, origin %v: neither is stated", r.Published, r.Origin)
	}
	if r.Lang.Value != "en" {
		t.Errorf("language %v", r.Lang)
	}
}

func TestRepeatsNameTheirBlock(t *testing.T) {
	r := readString(t, savedPage)
	n := 0
	for i, b := range r.Blocks {
		if b.Role != readout.RoleRepeat {
			continue
		}
		n++
		if b.Repeats == i || b.Repeats < 0 || r.Blocks[b.Repeats].Role == readout.RoleRepeat {
			t.Errorf("block %d repeats %d", i+1, b.Repeats+1)
		}
	}
	if r.Blocks[9].Role != readout.RoleLead {
		t.Errorf("block 10 is %s, not the lead", r.Blocks[9].Role)
	}
	if n != 8 {
		t.Errorf("%d repeats, want 8", n)
	}
}

func TestRepost(t *testing.T) {
	r := readString(t, repost)
	if r.Origin.Value != "Bloomberg News" && r.Origin.Value != "Bloomberg" {
		t.Errorf("origin %v", r.Origin)
	}
	for words, want := range map[string]readout.Role{
		"Photo- ":        readout.RoleCaption,
		"six hours of":   readout.RoleLead,
		"without mediat": readout.RoleList,
		"BLOOMBERG":      readout.RoleCredit,
		"Why it matters": readout.RoleBody,
		"second round":   readout.RoleBody,
		"Sleep Quiz":     readout.RoleAdvertisement,
		"keeps you":      readout.RoleAdvertisement,
	} {
		if got := blockWith(t, r, words).Role; got != want {
			t.Errorf("%q: role %s, want %s", words, got, want)
		}
	}
	for _, not := range []string{"Sleep", "habit", "Share:"} {
		if strings.Contains(r.Text(), not) {
			t.Errorf("the text holds %q", not)
		}
	}
}

func TestWrappedLinesAreJoined(t *testing.T) {
	const in = `   The council of Port Alder voted on Tuesday to close the old pier for
   a year, after divers found cracks in eleven of its forty pillars and the
   harbour master asked for a ban on lorries.
   A second vote, about the cost of the repair, was put off until the end of
   the month.

     * The pier was built in 1911 and has been repaired three times since it
       was opened.
     * Two cafes will close.
`
	got := TextBlocks(in)
	want := []string{
		"The council of Port Alder voted on Tuesday to close the old pier for a year, after divers found cracks in eleven of its forty pillars and the harbour master asked for a ban on lorries.",
		"A second vote, about the cost of the repair, was put off until the end of the month.",
		"* The pier was built in 1911 and has been repaired three times since it was opened.",
		"* Two cafes will close.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestLongLinesStay(t *testing.T) {
	const in = "One title\nA first paragraph that is a line of its own, however long it may be, because nothing was wrapped here at all.\nA second one, no shorter than the first, that must stay apart from it, since one line is one paragraph here.\n"
	if got := TextBlocks(in); len(got) != 3 {
		t.Errorf("%d blocks: %q", len(got), got)
	}
}

func TestPlainReportLosesNothing(t *testing.T) {
	paras := []string{
		"A storm tore the roof off the school of Grey Holm on Friday night, and nobody was hurt, the island's council said.",
		"The building had been empty since four in the afternoon, according to its caretaker, Nils Brand.",
		"“We were lucky,” Brand said.",
		"What happens next",
		"Lessons will be held in the parish hall from Monday, the council said in a statement.",
		"The ferry line said it would carry building material free of charge.",
	}
	r := readString(t, "Storm tears roof off island school\n\n"+strings.Join(paras, "\n"))
	for _, p := range paras {
		if !strings.Contains(r.Text(), p) {
			t.Errorf("lost: %s (%s)", p, blockWith(t, r, p).Reason)
		}
	}
}

func TestEmptyTextIsRefused(t *testing.T) {
	if _, err := readText([]byte(" \n\t\n")); err == nil {
		t.Error("no error for a text without words")
	}
}

// visible is a text without white space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// checkPage tests what holds for every saved text: the ledger adds up, nothing
// is lost, every block has role and reason, the same answer comes twice.
func checkPage(t interface{ Fatalf(string, ...any) }, in string) {
	text, _ := decodeText([]byte(in))
	p, err := readText([]byte(in))
	if err != nil {
		if visible(text) != "" {
			t.Fatalf("refused: %v", err)
		}
		return
	}
	r := p.report()
	if _, err := r.Ledger(); err != nil {
		t.Fatalf("ledger: %v", err)
	}
	if visible(r.Source) != visible(text) {
		t.Fatalf("characters were lost or added: %q became %q", text, r.Source)
	}
	q, _ := readText([]byte(in))
	again := q.report()
	if again.Source != r.Source || len(again.Blocks) != len(r.Blocks) {
		t.Fatalf("a second reading differs")
	}
	for i := range r.Blocks {
		if r.Blocks[i] != again.Blocks[i] {
			t.Fatalf("block %d differs in a second reading", i+1)
		}
	}
}

func TestNothingIsLost(t *testing.T) {
	samples := strings.Split(savedPage+"\n"+repost, "\n")
	rapid.Check(t, func(t *rapid.T) {
		pick := rapid.SliceOfN(rapid.SampledFrom(samples), 0, 60).Draw(t, "lines")
		noise := rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "noise")
		checkPage(t, strings.Join(append(pick, noise...), "\n"))
	})
}

func FuzzReadText(f *testing.F) {
	f.Add(savedPage)
	f.Add(repost)
	f.Add("By Ana Roe\n\n   * a\n   * b\n\nPORT ALDER, May 4 (Reuters) - Words. (Reporting by Ana Roe)\n")
	f.Add("\ufeff\r\n\u2028x\x00\u0085-\n(BUTTON) ____\n")
	f.Fuzz(func(t *testing.T, s string) { checkPage(t, s) })
}

func BenchmarkReadText(b *testing.B) {
	b.SetBytes(int64(len(savedPage)))
	for b.Loop() {
		if _, err := readText([]byte(savedPage)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadLineModel(b *testing.B) {
	for b.Loop() {
		if _, err := readLineModel(lineModelData); err != nil {
			b.Fatal(err)
		}
	}
}

// Sentences of reports hold the words of furniture: they stay.
func TestSentencesWithWordsOfFurniture(t *testing.T) {
	paras := []string{
		"The council of Grey Holm voted on Friday to publish all its letters, and its mayor, Nils Brand, wrote the news himself on Facebook.",
		"“We have nothing to hide,” Brand said on Twitter.",
		"The ferry line changed its privacy policy in May after customers complained that their addresses had been sold, the council said.",
		"Brand asked residents to share this burden, and to read more than the first page of the plan.",
		"1 of the 3 members who voted against it left the hall before the count.",
		"Related costs will be met by the district, according to a letter that the council released.",
		"Photo albums and maps of the old harbour were carried out of the hall before the water came.",
		"By the time the meeting ended, the last ship had left.",
		"Updates to the plan are due in June.",
	}
	r := readString(t, "Council of Grey Holm opens its letters\n\n"+strings.Join(paras, "\n\n"))
	for _, p := range paras {
		if !strings.Contains(r.Text(), p) {
			b := blockWith(t, r, p)
			t.Errorf("lost: %s (%s: %s)", p, b.Role, b.Reason)
		}
	}
}
