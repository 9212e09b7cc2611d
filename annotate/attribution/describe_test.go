package attribution_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/internal/gold"
)

// described annotates a marked text and describes the one attribution that is
// marked in it: source S, cue C, content Q.
func described(line string) (*readout.Document, readout.Attribution) {
	g := gold.MustParse(line)
	d := annotate.Document(document(g.Text).Report)
	as := []readout.Attribution{{Source: g.Labelled("S"), Cue: g.Labelled("C"), Content: g.Labelled("Q")}}
	attribution.Describe(d, as)
	return d, as[0]
}

func summary(d *readout.Document, a readout.Attribution) string {
	entity := "-"
	if a.Entity >= 0 {
		entity = d.Entities[a.Entity].Name
	}
	return fmt.Sprintf("%s | %d | %s | %s", a.Kind, a.Count, entity, a.Access.Of(d.Report.Source))
}

func TestDescribe(t *testing.T) {
	for _, c := range descriptions {
		d, a := described(c.text)
		if got := summary(d, a); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Each text has its kind, count, entity and access.
var descriptions = []struct{ text, want string }{
	// persons and officials
	{"[S Mira Arlen] [C said] [Q the ferry would stay].", "person | 0 | Mira Arlen | "},
	{"[S Foreign Minister Mira Arlen] [C said] [Q the ferry would stay].", "official | 0 | Mira Arlen | "},
	{"[S Mira Arlen, the foreign minister of Norland], [C said] [Q the ferry would stay].", "official | 0 | Mira Arlen | "},
	{"[S The head of the port authority, Mira Arlen], [C said] [Q the ferry would stay].", "official | 0 | Mira Arlen | "},
	{"[S Her lawyer, Mira Arlen], [C said] [Q the case was weak].", "person | 0 | Mira Arlen | "},
	{"[S A spokesman for the ministry, Peter Arlen], [C said] [Q the port was open].", "official | 0 | Peter Arlen | "},
	{"[S Ministry spokeswoman Mira Arlen] [C said] [Q the port was open].", "official | 0 | Mira Arlen | "},
	{"[S Peter Arlen, a spokesman for the coast guard], [C said] [Q the port was open].", "official | 0 | Peter Arlen | "},
	{"[S Former Foreign Minister Mira Arlen] [C said] [Q the port was open].", "person | 0 | Mira Arlen | "},
	{"[S Peter Arlen, a professor of law at Lowen University], [C said] [Q the port was open].", "person | 0 | Peter Arlen | "},
	{"[S Analyst Peter Arlen] [C said] [Q prices would fall].", "person | 0 | Peter Arlen | "},
	{"[S Peter Arlen, a fisherman], [C said] [Q prices would fall].", "person | 0 | Peter Arlen | "},
	{"[S Mayor Peter Arlen’s lawyer] [C said] [Q prices would fall].", "unnamed | 0 | - | "},
	{"[S Peter Arlen’s father] [C said] [Q prices would fall].", "unnamed | 0 | - | "},
	{"Mira Arlen left at noon. [S She] [C said] [Q prices would fall].", "person | 0 | Mira Arlen | "},
	{"President Mira Arlen left at noon. [S She] [C said] [Q prices would fall].", "official | 0 | Mira Arlen | "},
	{"[S The prime minister] [C said] [Q prices would fall].", "official | 0 | - | "},
	{"[S The mayor of Lowen] [C said] [Q prices would fall].", "official | 0 | - | "},
	{"[S The company’s chief executive] [C said] [Q prices would fall].", "official | 0 | - | "},
	{"[S Peter Arlen, who attended the meeting], [C said] [Q prices would fall].", "person | 0 | Peter Arlen | attended the meeting"},
	{"It was Peter Arlen [S who] [C said] [Q prices would fall].", "person | 0 | Peter Arlen | "},
	// bodies and who speaks for them
	{"[S The ministry] [C said] [Q the port was open].", "body | 0 | - | "},
	{"[S The Norland Foreign Ministry] [C said] [Q the port was open].", "body | 0 | Norland Foreign Ministry | "},
	{"[S The Foreign Ministry’s spokesman] [C said] [Q the port was open].", "body | 0 | Foreign Ministry | "},
	{"[S A spokesperson for the Foreign Ministry] [C said] [Q the port was open].", "body | 0 | Foreign Ministry | "},
	{"[S A Foreign Ministry spokeswoman] [C said] [Q the port was open].", "body | 0 | Foreign Ministry | "},
	{"[S The police] [C said] [Q the port was open].", "body | 0 | - | "},
	{"[S The court] [C ruled] [Q that the port was open].", "body | 0 | - | "},
	{"[S The company involved in the accident] [C said] [Q the port was open].", "body | 0 | - | "},
	{"[S The prosecution] [C said] [Q the port was open].", "body | 0 | - | "},
	{"[S The White House] [C said] [Q the port was open].", "body | 0 | White House | "},
	{"The ministry closed the port, [S which] [C said] [Q it was unsafe].", "body | 0 | - | "},
	{"[S The harbour team] [C said] [Q the port was open].", "body | 0 | - | "},
	// unnamed officials
	{"[S A diplomat] [C said] [Q the port was open].", "unnamed-official | 1 | - | "},
	{"[S Two officials] [C said] [Q the port was open].", "unnamed-official | 2 | - | "},
	{"[S Three senior government officials] [C said] [Q the port was open].", "unnamed-official | 3 | - | "},
	{"[S 2 diplomats] [C said] [Q the port was open].", "unnamed-official | 2 | - | "},
	{"[S A senior official briefed on the talks] [C said] [Q the port was open].", "unnamed-official | 1 | - | briefed on the talks"},
	{"[S Several officials] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S Some diplomats] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S Both officials] [C said] [Q the port was open].", "unnamed-official | 2 | - | "},
	{"[S One of the officials] [C said] [Q the port was open].", "unnamed-official | 1 | - | "},
	{"[S At least two officials] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S More than 20 officials] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S A group of lawmakers] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S A group of 12 lawmakers] [C said] [Q the port was open].", "unnamed-official | 12 | - | "},
	{"[S Norland officials] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"[S An official at the ministry, who spoke on condition of anonymity], [C said] [Q the port was open].", "unnamed-official | 1 | - | spoke on condition of anonymity"},
	{"[S Officials who attended the session] [C said] [Q the port was open].", "unnamed-official | 0 | - | attended the session"},
	{"[S A minister] [C said] [Q the port was open].", "unnamed-official | 1 | - | "},
	{"[S A former minister who was present at the session] [C said] [Q the port was open].", "unnamed-official | 1 | - | present at the session"},
	// unnamed
	{"[S Two people familiar with the talks] [C said] [Q the port was open].", "unnamed | 2 | - | familiar with the talks"},
	{"[S A person with direct knowledge of the talks] [C said] [Q the port was open].", "unnamed | 1 | - | with direct knowledge of the talks"},
	{"[S A source close to the family] [C said] [Q the port was open].", "unnamed | 1 | - | close to the family"},
	{"[S Sources] [C said] [Q the port was open].", "unnamed | 0 | - | "},
	{"[S The source] [C said] [Q the port was open].", "unnamed | 0 | - | "},
	{"[S Four people involved in the search] [C said] [Q the port was open].", "unnamed | 4 | - | involved in the search"},
	{"[S People with knowledge of the plan] [C said] [Q the port was open].", "unnamed | 0 | - | with knowledge of the plan"},
	{"[S An employee who was not authorized to speak publicly] [C said] [Q the port was open].", "unnamed | 1 | - | not authorized to speak publicly"},
	{"[S A sailor who wasn’t authorized to speak publicly] [C said] [Q the port was open].", "unnamed | 1 | - | wasn’t authorized to speak publicly"},
	{"[Q The port was open], [C said] [S one trader, who asked not to be named].", "unnamed | 1 | - | asked not to be named"},
	{"[Q The port was open], [C said] [S a trader], who insisted on anonymity.", "unnamed | 1 | - | insisted on anonymity"},
	{"[S A lawyer] [C said], speaking on condition of anonymity, [Q that the port was open].", "unnamed | 1 | - | speaking on condition of anonymity"},
	{"[S An official] [C said] on condition of anonymity [Q that the port was open].", "unnamed-official | 1 | - | on condition of anonymity"},
	{"[S A dozen residents] [C said] [Q the port was open].", "unnamed | 12 | - | "},
	{"[S Two dozen sailors] [C said] [Q the port was open].", "unnamed | 24 | - | "},
	{"[S A 23-year-old student] [C said] [Q the port was open].", "unnamed | 1 | - | "},
	{"[Q The port was open], [C according to] [S three people briefed on the plan who asked not to be identified].", "unnamed | 3 | - | briefed on the plan"},
	// groups
	{"[S Residents] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Analysts] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Dozens of residents] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S A number of traders] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Most voters] [C believe] [Q the port is open].", "group | 0 | - | "},
	{"[S Six in ten voters] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S 40 percent of voters] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Residents close to the airport] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Critics] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Mira Arlen and Ola Berg] [C said] [Q the port was open].", "person | 0 | - | "},
	{"[S The ministry and residents] [C said] [Q the port was open].", "group | 0 | - | "},
	{"[S Two officials and a diplomat] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	{"“[S We] [C think] [Q the port is open],” Mira Arlen said.", "group | 0 | - | "},
	{"“[S I] [C think] [Q the port is open],” Mira Arlen said.", "person | 0 | - | "},
	// documents
	{"[S Court documents] [C say] [Q the port was open].", "document | 0 | - | "},
	{"[S A poll by the Lowen Institute] [C found] [Q that the port was open].", "document | 0 | - | "},
	{"[S The letter] [C says] [Q the port was open].", "document | 0 | - | "},
	{"[S A 2019 report] [C said] [Q the port was open].", "document | 0 | - | "},
	{"[S The ministry’s statement] [C said] [Q the port was open].", "document | 0 | - | "},
	{"[S The harbor log] [C shows] [Q that the port was open].", "document | 0 | - | "},
	{"[S Two studies] [C show] [Q that the port was open].", "document | 0 | - | "},
	// newsrooms
	{"[S The newspaper] [C reported] [Q that the port was open].", "outlet | 0 | - | "},
	{"[S Briefpost] [C reported] [Q that the port was open].", "outlet | 0 | - | "},
	{"[S The Lowen Herald] [C reported] [Q that the port was open].", "outlet | 0 | Lowen Herald | "},
	{"[S Reuters] [C reported] [Q that the port was open].", "outlet | 0 | Reuters | "},
	{"[S Norland state television] [C said] [Q the port was open].", "state-media | 0 | - | "},
	{"[S State media] [C said] [Q the port was open].", "state-media | 0 | - | "},
	{"[S The state-run news agency] [C said] [Q the port was open].", "state-media | 0 | - | "},
	{"[S The state agency for fisheries] [C said] [Q the port was open].", "body | 0 | - | "},
	{"[S Officials on state television] [C said] [Q the port was open].", "unnamed-official | 0 | - | "},
	// nobody
	{"[Q The port was] [C reportedly] [Q open].", "unnamed | 0 | - | "},
}

// Silence stays silence, with its entity.
func TestDescribeKeepsSilence(t *testing.T) {
	g := gold.MustParse("[S Mira Arlen] [C did not respond] [Q to a request for comment].")
	d := annotate.Document(document(g.Text).Report)
	as := []readout.Attribution{{Source: g.Labelled("S"), Cue: g.Labelled("C"), Kind: readout.NoAnswer}}
	attribution.Describe(d, as)
	if as[0].Kind != readout.NoAnswer || as[0].Entity < 0 {
		t.Errorf("got %s of entity %d", as[0].Kind, as[0].Entity)
	}
}

// Any spans of words may be given as source and cue: the kind is never empty, the
// access lies in the sentence, and a year is no count.
func TestDescribeAnySpans(t *testing.T) {
	var docs []*readout.Document
	for _, c := range descriptions {
		g := gold.MustParse(c.text)
		docs = append(docs, annotate.Document(document("In 2019, on May 3, "+g.Text+" “Why?” 2026 people asked.").Report))
		bare := document(g.Text)
		docs = append(docs, bare)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(docs).Draw(t, "document")
		spans := func(what string) []readout.Span {
			a := rapid.IntRange(0, len(d.Tokens)-1).Draw(t, what)
			b := rapid.IntRange(a, min(len(d.Tokens)-1, a+15)).Draw(t, what)
			return []readout.Span{{Start: d.Tokens[a].Start, End: d.Tokens[b].End}}
		}
		as := []readout.Attribution{{Source: spans("source"), Cue: spans("cue"), Content: spans("content")}}
		attribution.Describe(d, as)
		a := as[0]
		if a.Kind == "" || a.Entity < -1 || a.Entity >= len(d.Entities) {
			t.Fatalf("kind %q, entity %d", a.Kind, a.Entity)
		}
		if source := strings.ToLower(as[0].Source[0].Of(d.Report.Source)); a.Count < 0 || a.Count > 999 || a.Count > 1 && !writes(source, a.Count) {
			t.Fatalf("count %d from %q", a.Count, source)
		}
		inside := a.Access.Empty()
		for _, s := range d.Sentences {
			inside = inside || s.Contains(a.Access)
		}
		if !inside {
			t.Fatalf("access %q crosses sentences", a.Access.Of(d.Report.Source))
		}
	})
}

// writes reports whether the text, or a relative pronoun's antecedent, writes n.
func writes(text string, n int) bool {
	for w, v := range map[string]int{"both": 2, "two": 2, "three": 3, "four": 4, "six": 6, "ten": 10, "dozen": 12, "two dozen": 24, "who": n} {
		if v == n && strings.Contains(text, w) {
			return true
		}
	}
	return strings.Contains(text, strconv.Itoa(n))
}

// A number that dates or measures something is no count of sources.
func TestNoCountFromDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1000, 2100).Draw(t, "number")
		form := rapid.SampledFrom([]string{
			"[S A %d candidate] [C said] [Q the port was open].",
			"[S Officials in %d] [C said] [Q the port was open].",
			"[S Analysts at the %d fair] [C said] [Q the port was open].",
			"[S The %d report] [C said] [Q the port was open].",
			"[S %d voters] [C said] [Q the port was open].",
		}).Draw(t, "form")
		if d, a := described(fmt.Sprintf(form, n)); a.Count > 1 {
			t.Errorf("%s: %d", strings.TrimSpace(d.Report.Source), a.Count)
		}
	})
}
