package corroborate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// Reports that tell one happening among other things, and those that tell two.
// a and b are sentences of two newsrooms; joined are the words of a claim that
// rests on both; "" where there must be none.
var coreCases = []struct{ about, a, b, joined string }{
	{"active and passive", "Rebels of the Oru Front freed 23 fishermen on Monday after talks in the port of Selm.",
		"Twenty-three fishermen seized last year have been freed, the mayor of Selm said, and doctors looked after them.", "freed"},
	{"noun and verb", "The collapse of the Marn bridge, which killed nine workers, has shaken the town.",
		"Nine workers were killed on Monday when scaffolding gave way in Marn, and the mayor has closed the site.", "workers"},
	{"a subject that clauses share", "The ship struck a reef on Monday and sank near Cape Anders with its whole cargo of grain.",
		"A cargo ship, whose crew could be saved, sank near Cape Anders in heavy seas on Monday, fishermen said.", "sank"},
	{"one number in two words", "Police arrested 47 dockers near the gates after a night of clashes with lorry drivers.",
		"At the gates of the harbour forty-seven dockers were arrested, a lawyer for their union said on Monday.", "arrested"},
	{"a measure in common", "The rocket reached an altitude of 310 kilometres before it fell into the sea.",
		"According to the army, the rocket climbed for six minutes, reached an altitude of 310 km and broke apart.", "altitude"},
	{"a name by its country", "Norway recalled its ambassador to Chad on Monday after the burning of a library.",
		"Two days after the fire in the library, Norway has recalled its ambassador and closed a consulate.", "recalled"},
	{"words for one act", "The Harun parliament endorsed the water treaty with Norway by a large majority.",
		"On Monday evening the parliament of Harun ratified the water treaty, which fishermen had opposed.", "water treaty"},
	{"who died was killed", "Fourteen miners died in the shaft near Marn, and the pumps have stopped.",
		"The explosion killed 14 miners in a shaft whose pumps had failed for days.", "miners"},
	{"a headline without its auxiliary", "Fourteen miners killed in the shaft near Marn, the owner says.",
		"The explosion in the shaft killed 14 miners, whose names are not known yet.", "miners"},
	{"a pronoun that a joined verb shares", "We took 21 of the sailors on board and handed them to the ministry of health.",
		"The captain handed 21 sailors to the ministry of health, which has closed its gates.", "handed"},
	{"by name and by age", "Prosecutors charged a 16-year-old boy with arson on Monday after the fire in the granary.",
		"Ansel Brandt, 16, was charged by prosecutors in the town hall of Selm.", "charged"},
	{"a protest that is held", "Weekly protests against the Harun fishing policy have been held in the village for years.",
		"For six years villagers have protested against Harun fishing policy, most of them in boats.", "protest"},
	{"seen doing it", "Ansel Brandt made news when he was filmed slapping a guard who wanted to search him.",
		"Ansel Brandt slapped a guard's face on the way to the harbour.", "guard"},
	{"a country holds the place", "A small plane crashed in Norway on Monday, and three cows were hurt.",
		"The small plane crashed in Varhaug on Monday and burned for an hour.", "crashed"},
	{"what two did together", "It was brokered by the Oru Council and the Norwegian government, a diplomat said.",
		"The release of the sailors was brokered by the Oru Council and the Norwegian government.", "brokered"},

	{"each condemns for himself", "The government of Chad condemned the attack on the granary in the strongest terms.",
		"Norway condemned the attack on the granary in the strongest terms.", ""},
	{"a second one", "A second rocket failed and fell into the sea near Tor.",
		"The rocket fell into the sea near Tor after eleven minutes.", ""},
	{"a common act of one much in the news", "Ada Mellin arrived at the part of her speech that nobody had seen before.",
		"Before the meal with the harbour masters Ada Mellin finally arrived at the kitchen.", ""},
	{"forced to do what", "The fire forced the harbour master to close the quay.",
		"The rain forced the harbour master to sleep in his office.", ""},
	{"killed for what", "The old bear was killed to protect a child who had climbed its fence.",
		"For an hour a bear protected a child of another town from wolves.", ""},
	{"a release to come", "He hopes for the eventual release of all the sailors of the Marn.",
		"The Oru Front has released 21 of the sailors of the Marn.", ""},

	{"who did it and to whom, the other way round", "The Oru Front attacked the Selm militia near the river on Monday.",
		"The Selm militia attacked the Oru Front near the river on Monday.", ""},
	{"the driver shot, and was shot", "Witnesses said the driver shot at two officers near the bridge on Monday.",
		"The driver was shot by two officers near the bridge on Monday.", ""},
	{"another number", "Police arrested 47 dockers near the gates after a night of clashes.",
		"Police arrested 12 dockers near the gates after a night of clashes.", ""},
	{"at least four are not thirty", "A bomber killed at least four civilians at the consulate in Harun on Monday.",
		"Some 30 civilians were killed in air strikes on Monday, officials in Harun said.", ""},
	{"another day", "On August 29 the navy fired a ballistic missile over the island of Tor.",
		"On September 15 the navy fired a ballistic missile over the island of Tor.", ""},
	{"planned and done", "The navy will fire a ballistic missile over the island of Tor next week.",
		"The navy fired a ballistic missile over the island of Tor last week.", ""},
	{"nearly", "The navy nearly fired a ballistic missile over the island of Tor, two officers said.",
		"The navy fired a ballistic missile over the island of Tor, two officers said.", ""},
	{"another country", "A Norwegian cargo plane was shot down over the desert on Monday.",
		"Chad said that a Chilean cargo plane was shot down over the desert on Monday.", ""},
	{"another place", "Rebels killed the governor of the province at his house in Paris on Monday.",
		"Rebels killed the governor of the province at his house in Ankara on Monday.", ""},
	{"an act of many", "Ada Mellin spoke on Monday about the price of bread.",
		"Ada Mellin spoke of her childhood in the mountains.", ""},
	{"an earlier one", "The most recent attack on the depot of Selm was in March.",
		"Rebels began an attack on the depot of Selm on Monday night.", ""},
	{"whose wife", "The arrest of the wife of Ansel Brandt on Monday surprised her neighbours in Selm.",
		"The arrest of the wife of Oskar Breuer in Selm on Monday was confirmed by the army.", ""},
	{"who stops has done it", "The police will stop arresting people for begging in Selm.",
		"The police arrested people for begging in Selm on Monday.", ""},
	{"whom a pronoun means is open", "It handed 21 prisoners to the ministry on Monday, and nobody knows why.",
		"The Oru Front handed a list of its demands to the ministry on Monday.", ""},
}

// filler makes two reports of one story, with little else in common.
const filler = "The war between the Oru Front and the government in the province of Selm has gone on for eleven years, and the harbour and its dockers, the navy and the governor have all been part of it."

func TestCores(t *testing.T) {
	for _, c := range coreCases {
		docs := []*readout.Document{
			doc("Coast Wire", "", "2026-03-03", filler, c.a),
			doc("Town Post", "", "2026-03-03", "In the province of Selm the government and the Oru Front, whose war has gone on for eleven years, look to the harbour, its dockers, the navy and the governor.", c.b),
		}
		var joined []string
		for _, s := range corroborate.Read(docs, nil).Stories {
			for _, k := range s.Claims {
				if a, b := on(docs, &k, c.a), on(docs, &k, c.b); a && b {
					joined = append(joined, k.Text)
				}
			}
		}
		switch {
		case c.joined == "" && len(joined) > 0:
			t.Errorf("%s: joined in %q", c.about, joined)
		case c.joined != "" && !slices.ContainsFunc(joined, func(s string) bool { return strings.Contains(s, c.joined) }):
			t.Errorf("%s: joined in %q, want a claim with %q", c.about, joined, c.joined)
		}
	}
}

// on reports whether a claim has evidence in a paragraph.
func on(docs []*readout.Document, c *readout.Claim, paragraph string) bool {
	return slices.ContainsFunc(c.Evidence, func(e readout.Evidence) bool {
		source := docs[e.Report].Report.Source
		at := strings.Index(source, paragraph)
		return at >= 0 && readout.Span{Start: at, End: at + len(paragraph)}.Contains(e.Span)
	})
}

// The words of a core are those in common: who did it only where all say so, and
// never without the bound of a number.
func TestCoreSaysNoMoreThanAllSay(t *testing.T) {
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", filler, "At least 84 people were killed by a masked gunman in the market of Selm, the police said."),
		doc("Town Post", "", "2026-03-03", "The war between the Oru Front and the government goes on.", "Doctors in Selm said at least 84 people were killed."))
	c := claim(t, s, readout.IsSo, "84 people were killed")
	if len(c.Evidence) != 2 || !strings.HasPrefix(strings.ToLower(c.Text), "at least 84 people were killed") || strings.Contains(c.Text, "gunman") {
		t.Errorf("%q on %d pieces of evidence", c.Text, len(c.Evidence))
	}
}

// What somebody says in his own words of what happened is a root of it where another
// report tells the same.
func TestQuotedFactIsEvidence(t *testing.T) {
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", filler, "“We handed 21 prisoners to the ministry on Monday,” the Oru Council said."),
		doc("Town Post", "", "2026-03-03", "The war between the Oru Front and the government goes on.", "The ministry of health said that 21 prisoners were handed over on Monday."))
	c := claim(t, s, readout.IsSo, "prisoners were handed over")
	if len(c.Evidence) != 2 || c.Count != 2 {
		t.Errorf("%q rests on %d pieces and %d roots, not on the ministry and the council", c.Text, len(c.Evidence), c.Count)
	}
}

// A core whose subject stands before another act leaves that act out.
func TestCoreOfAJoinedPredicate(t *testing.T) {
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", filler, "The rocket burned for six minutes over warehouses, vineyards and the whole of the bay and reached an altitude of 310 kilometres."),
		doc("Town Post", "", "2026-03-03", "The war between the Oru Front and the government goes on.", "Fishermen in the bay of Marn heard a bang when, as the army says, the rocket reached an altitude of 310 km above their boats, which frightened goats, nuns and a choir of children from the monastery of Tor."))
	c := claim(t, s, readout.IsSo, "reached an altitude of 310")
	if got := c.Evidence[0].Exact; len(c.Evidence) != 2 || got != "reached an altitude of 310 kilometres" {
		t.Errorf("%d pieces of evidence, the first %q", len(c.Evidence), got)
	}
}

// A report's own voice beside a source of its own is one root.
func TestOwnVoiceRestsOnTheSourceBesideIt(t *testing.T) {
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", "The cargo ship Astrid sank off Cape Anders on Monday.", "The cargo ship Astrid sank off Cape Anders after it struck a reef, the coast guard said."),
		doc("Town Post", "", "2026-03-03", "Nobody knows why the harbour of Cape Anders was closed on Monday, when the cargo ship Astrid was there.", "The coast guard said that the cargo ship Astrid sank off Cape Anders at dawn."))
	c := claim(t, s, readout.IsSo, "sank off Cape Anders")
	if c.Count != 1 {
		t.Errorf("%d roots of %q: the coast guard is the only one", c.Count, c.Text)
	}
}

// A negation is of the act that holds it, not of those beside it, and who says
// less denies nothing.
func TestNegationOfAnotherAct(t *testing.T) {
	for _, pair := range [][2]string{
		{"“I noticed nothing, and a moment later I felt the quay shake under me,” a docker said.", "“A moment later I felt the quay shake under me in Selm,” a docker said."},
		{"The union did not stop the ferry pilots from striking in Selm on Monday.", "The ferry pilots struck in Selm on Monday."},
	} {
		s := story(t, doc("Coast Wire", "", "2026-03-03", filler, pair[0]), doc("Town Post", "", "2026-03-03", "The war in the province of Selm between the Oru Front and the government has gone on for eleven years.", pair[1]))
		for _, c := range s.Claims {
			if c.Level == readout.Disputed {
				t.Errorf("%q is disputed", c.Text)
			}
		}
		for _, d := range s.Differences {
			if d.Kind == readout.Contradiction {
				t.Errorf("%s of %q and %q", d.About, pair[0], pair[1])
			}
		}
	}
}

// One utterance under two names of a body is one root.
func TestOneUtteranceUnderTwoNames(t *testing.T) {
	s := story(t,
		doc("Coast Wire", "", "2026-03-03", filler, "“Today we handed 21 prisoners to the ministry and acted as a neutral intermediary,” the Oru Council said."),
		doc("Town Post", "", "2026-03-03", "The war between the Oru Front and the government goes on.", "“Today we handed 21 prisoners to the ministry and acted as a neutral intermediary,” Council Norway said.", "The Oru Council said that it handed the 21 prisoners over in Selm."))
	for _, c := range s.Claims {
		if c.Ledger == readout.IsSo && strings.Contains(c.Text, "handed") && c.Count > 1 {
			t.Errorf("%q rests on %d roots: %s", c.Text, c.Count, c.Reason)
		}
	}
}
