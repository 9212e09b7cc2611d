package brief

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// speech is a reading of one report with one speaker.
func speech(t *testing.T, change func(*newsroom, *readout.Statement, *readout.Speaker)) string {
	n := &newsroom{t: t, r: &readout.Reading{}}
	a := n.report("in/a.txt", "Vale Courier", "Ferry fares", "2031-03-12", "lead: Ada Mellin did not say that fares would rise. She said so, the mayor told Coast Wire.")
	n.evidence(a, "fares would rise", readout.InLead, "person|Ada Mellin|did not say")
	st := &n.r.Docs[a].Statements[0]
	x := readout.Speaker{Name: "Ada Mellin", Kind: readout.NamedPerson, Identity: -1, Utterances: []readout.Utterance{{Claim: -1}}}
	change(n, st, &x)
	n.r.Stories = []readout.Story{{ID: "s", Title: "Ferry fares", Reports: []int{a}, Speakers: []readout.Speaker{x}}}
	out := render(t, Text, n.r, Options{})
	_, out, _ = strings.Cut(out, "STATEMENTS BY SPEAKER\n")
	out, _, _ = strings.Cut(out, "\n\n")
	return strings.Join(strings.Fields(out), " ")
}

func TestStatementsBySpeaker(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*newsroom, *readout.Statement, *readout.Speaker)
		want   string
	}{
		"said": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) { st.Status = readout.Expected },
			"“Ada Mellin” A1 “fares would rise” (“did not say”); status expected"},
		"not said": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) { st.SpeechStatus = readout.DidNotHappen },
			"“Ada Mellin” A1 not said: “fares would rise” (“did not say”)"},
		"expected to be said": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) { st.SpeechStatus = readout.Expected },
			"“Ada Mellin” A1 its being said is expected: “fares would rise” (“did not say”)"},
		"not resolved": {func(n *newsroom, st *readout.Statement, x *readout.Speaker) {
			x.Unresolved, x.Name = true, ""
			st.Chain[1] = readout.Hop{Name: "She", Kind: readout.NamedPerson, Cue: "said", Span: n.ref(0, "She").Span, Unresolved: true, Entity: -1}
		}, "speaker not resolved A1 “fares would rise” (“She”, “said”)"},
		"a pronoun that is resolved": {func(n *newsroom, st *readout.Statement, _ *readout.Speaker) { st.Chain[1].Span = n.ref(0, "She").Span },
			"“Ada Mellin” A1 “fares would rise” (“She”, “did not say”)"},
		"sourceless": {func(_ *newsroom, st *readout.Statement, x *readout.Speaker) {
			x.Name, st.Chain[1].Name, st.Chain[1].Cue = "", "", ""
		},
			"source not named A1 “fares would rise”"},
		"a longer chain": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) {
			st.Chain = append(st.Chain[:1:1], readout.Hop{Name: "Coast Wire", Kind: readout.OutletSource, Cue: "told"}, st.Chain[1])
		}, "“Ada Mellin” A1 “fares would rise” Vale Courier > Coast Wire (“told”) > Ada Mellin (“did not say”)"},
		"a newsroom credited with the whole is no longer chain": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) {
			st.Chain = append(st.Chain[:1:1], readout.Hop{Name: "Coast Wire", Kind: readout.OutletSource, Cue: "credit"}, st.Chain[1])
		}, "“Ada Mellin” A1 “fares would rise” (“did not say”)"},
		"in a headline": {func(_ *newsroom, st *readout.Statement, _ *readout.Speaker) { st.Position = readout.InHeadline },
			"“Ada Mellin” A1 “fares would rise” (“did not say”); in the headline"},
	} {
		if got := speech(t, c.change); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

// Named speakers come first and leave room for unnamed ones.
func TestSpeakersShown(t *testing.T) {
	for _, c := range []struct{ named, unnamed, shownNamed, shown int }{
		{0, 0, 0, 0}, {2, 1, 2, 3}, {9, 0, 6, 6}, {9, 1, 5, 6}, {9, 9, 4, 6}, {1, 9, 1, 6},
	} {
		var list []readout.Speaker
		for i := range c.named + c.unnamed {
			kind := readout.Body
			if i >= c.named {
				kind = readout.Unnamed
			}
			list = append(list, readout.Speaker{Name: "x", Kind: kind})
		}
		named := 0
		got := shownSpeakers(list)
		for _, i := range got {
			if i < c.named {
				named++
			}
		}
		if len(got) != c.shown || named != c.shownNamed {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
