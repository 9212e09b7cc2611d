package annotate

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/coref"
)

// spans finds words of a text, each after the last.
func spans(t *testing.T, text string, words ...string) []readout.Span {
	t.Helper()
	at := 0
	var out []readout.Span
	for _, w := range words {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("%q is not in %q", w, text[at:])
		}
		out = append(out, readout.Span{Start: at + i, End: at + i + len(w)})
		at += i + len(w)
	}
	return out
}

// TestJoin gives the rules two names and an open pronoun, and the trees what they
// add to them.
func TestJoin(t *testing.T) {
	text := "Lena Orlov met Tomas Reyl. She left. He said the mayor, her aunt, had slept. Orlov and Reyl agreed."
	at := spans(t, text, "Lena Orlov", "Tomas Reyl", "She", "He", "the mayor", "her", "Orlov", "Reyl")
	rules := []readout.Mention{
		{Span: at[0], Kind: readout.Name, Type: readout.Person, Entity: 0, Reason: "first mention"},
		{Span: at[1], Kind: readout.Name, Type: readout.Person, Entity: 1, Reason: "first mention"},
		{Span: at[2], Kind: readout.Pronoun, Type: readout.Person, Entity: -1, Reason: "not resolved"},
		{Span: at[3], Kind: readout.Pronoun, Type: readout.Person, Entity: 1, Reason: "the only man"},
		{Span: at[6], Kind: readout.Name, Type: readout.Person, Entity: 0, Reason: "surname"},
		{Span: at[7], Kind: readout.Name, Type: readout.Person, Entity: 1, Reason: "surname"},
	}
	people := []readout.Entity{{Type: readout.Person, Name: "Lena Orlov"}, {Type: readout.Person, Name: "Tomas Reyl"}}
	office := readout.Office{Title: "the mayor", Span: at[4]}
	trees := coref.Result{
		Mentions: []readout.Mention{
			{Span: at[0], Kind: readout.Name, Type: readout.Person, Entity: 0},
			{Span: at[1], Kind: readout.Name, Type: readout.Person, Entity: 1},
			{Span: at[2], Kind: readout.Pronoun, Type: readout.Person, Entity: 0, Reason: "the nearest subject"},
			{Span: at[3], Kind: readout.Pronoun, Type: readout.Person, Entity: 0, Reason: "wrong"},
			{Span: at[4], Kind: readout.Nominal, Type: readout.Person, Entity: 0, Reason: "office of Lena Orlov"},
			{Span: at[5], Kind: readout.Pronoun, Type: readout.Person, Entity: 0, Reason: "doubtful"},
		},
		Entities: []readout.Entity{{Type: readout.Person, Name: "Lena Orlov", Roles: []readout.Office{office}}, {Type: readout.Person, Name: "Tomas Reyl"}},
		Margins:  []int32{1 << 20, 1 << 20, sure, 5000, sure + 1, sure - 1},
	}
	mentions, entities := join(text, rules, people, trees)
	want := []struct {
		span   readout.Span
		entity int
		reason string
	}{
		{at[0], 0, "first mention"}, {at[1], 1, "first mention"},
		{at[2], 0, "the nearest subject"}, // was open
		{at[3], 1, "the only man"},        // the rules keep theirs
		{at[4], 0, "office of Lena Orlov"},
		{at[5], -1, "not sure: doubtful"}, // below the margin
		{at[6], 0, "surname"}, {at[7], 1, "surname"},
	}
	if len(mentions) != len(want) {
		t.Fatalf("%d mentions, want %d: %+v", len(mentions), len(want), mentions)
	}
	for i, w := range want {
		if m := mentions[i]; m.Span != w.span || m.Entity != w.entity || m.Reason != w.reason {
			t.Errorf("mention %d is %+v, want %+v", i, m, w)
		}
	}
	if len(entities[0].Roles) != 1 || entities[0].Roles[0] != office || len(entities[1].Roles) != 0 {
		t.Errorf("roles %+v and %+v", entities[0].Roles, entities[1].Roles)
	}
	if len(people[0].Roles) != 0 {
		t.Error("the entities given have changed")
	}
}

// TestJoinDistrusts an entity of the trees that holds two persons of the rules.
func TestJoinDistrusts(t *testing.T) {
	text := "Lena Orlov met Ana Orlov. She left."
	at := spans(t, text, "Lena Orlov", "Ana Orlov", "She")
	rules := []readout.Mention{
		{Span: at[0], Kind: readout.Name, Type: readout.Person, Entity: 0},
		{Span: at[1], Kind: readout.Name, Type: readout.Person, Entity: 1},
	}
	people := []readout.Entity{{Type: readout.Person, Name: "Lena Orlov"}, {Type: readout.Person, Name: "Ana Orlov"}}
	trees := coref.Result{
		Mentions: []readout.Mention{
			{Span: at[0], Kind: readout.Name, Type: readout.Person, Entity: 0},
			{Span: at[1], Kind: readout.Name, Type: readout.Person, Entity: 0},
			{Span: at[2], Kind: readout.Pronoun, Type: readout.Person, Entity: 0},
		},
		Entities: []readout.Entity{{Type: readout.Person, Name: "Lena Orlov"}},
		Margins:  []int32{1 << 20, 1 << 20, 1 << 20},
	}
	mentions, _ := join(text, rules, people, trees)
	if len(mentions) != 3 || mentions[2].Entity != -1 || mentions[2].Reason == "" {
		t.Errorf("the pronoun was linked: %+v", mentions)
	}
}

func TestGainsays(t *testing.T) {
	for _, c := range []struct {
		pronoun, name string
		want          bool
	}{
		{"He", "Elizabeth Quill", true}, {"she", "Elizabeth Quill", false}, {"her", "Peter Quill", true},
		{"he", "Quill", false}, {"they", "Peter Quill", false}, {"he", "Xyzzy Quill", false},
	} {
		if got := gainsays(c.pronoun, c.name); got != c.want {
			t.Errorf("%q for %q: %v", c.pronoun, c.name, got)
		}
	}
}
