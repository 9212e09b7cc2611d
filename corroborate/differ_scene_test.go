package corroborate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// What two reports tell of one happening, and about what they contradict each
// other; "" where both can hold.
func TestScenesDiffer(t *testing.T) {
	for _, c := range []struct{ name, a, b, about string }{
		{"yes and no", "The Oru Front released the captain of the ferry Aurora in Selm.", "The Oru Front did not release the captain of the ferry Aurora.", "whether"},
		{"a denial disputes, and differs in no value", "The Oru Front released the captain of the ferry Aurora in Selm.",
			"The ministry denied that the Oru Front had released the captain of the ferry Aurora.", ""},
		{"a negative that is bounded in time", "The Oru Front released the captain of the ferry Aurora in Selm.", "The Oru Front had not released a captain since 1990.", ""},
		{"what a thing is", "The release of the 14 sailors was part of a prisoner swap, the dockers said.", "The release of the sailors was not a swap, the minister said.", "whether"},
		{"how somebody finds it", "The release of the 14 sailors was a success, the dockers said.", "The release of the sailors was not a success, the minister said.", ""},
		{"what another thing is", "The release of the sailors was part of a prisoner swap, the dockers said.", "The fire in the port was not a swap, the minister said.", ""},
		{"what should have happened", "The harbour master Oskar Breuer should have died in Selm.", "The harbour master Oskar Breuer died in Selm.", ""},
		{"what could not be done, twice", "The police had not been able to find the captain of the ferry Aurora.", "The captain of the ferry Aurora could not be found by the police.", ""},
		{"a negation joined behind a fact", "The harbour master Oskar Breuer took the chair and did not address the fire in the port.", "The harbour master Oskar Breuer did not address the fire in the port.", ""},
		{"an age", "The army arrested a 17-year-old student of the harbour school in Selm.", "The army arrested a 19-year-old student of the harbour school in Selm.", "age"},
		{"the same age", "The army arrested a 17-year-old student of the harbour school in Selm.", "The army arrested a 17-year-old student of the harbour school.", ""},
		{"the day of what happens once", "The army arrested the harbour master Oskar Breuer in Selm on Monday.", "The army arrested the harbour master Oskar Breuer in Selm on Sunday.", "day"},
		{"one weekday of two weeks", "The army arrested the harbour master Oskar Breuer in Selm on Monday, Feb. 23, 2026.", "The army arrested the harbour master Oskar Breuer in Selm on Monday.", ""},
		{"two dates of one weekday", "The army arrested the harbour master Oskar Breuer in Selm on Feb. 23, 2026.", "The army arrested the harbour master Oskar Breuer in Selm on March 2, 2026.", "day"},
		{"the day of what happens often", "The governor visited the harbour of Selm on Monday.", "The governor visited the harbour of Selm on Sunday.", ""},
	} {
		contradicts(t, c.name, c.a, c.b, c.about)
	}
}

// What was not so and is told as having happened by a report of a later day is no
// contradiction; the other way round it is. What reports of days far apart tell of an
// act without its day may be two acts.
func TestReportsOfOtherDays(t *testing.T) {
	const yes, no = "The Oru Front released the captain of the ferry Aurora.", "The Oru Front did not release the captain of the ferry Aurora."
	const few, many = "The rocket fell into the sea 900 kilometres east of Cape Orlo.", "The rocket fell into the sea 2,000 kilometres east of Cape Orlo."
	for _, c := range []struct {
		a, b, later string
		want        int
	}{{yes, no, "2026-03-04", 1}, {no, yes, "2026-03-04", 0}, {few, many, "2026-03-03", 1}, {few, many, "2026-03-20", 0}} {
		s := story(t, doc("Coast Wire", "", "2026-03-03", filler, c.a),
			doc("Town Post", "", c.later, "The war in the province of Selm between the Oru Front and the government has gone on for eleven years.", c.b))
		n := 0
		for _, d := range s.Differences {
			if d.Kind == readout.Contradiction {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s / %s: %d contradictions, want %d", c.a, c.b, n, c.want)
		}
	}
}

// contradicts checks about what two reports of one story contradict each other; ""
// for nothing.
func contradicts(t *testing.T, name, a, b, want string) {
	t.Helper()
	s := story(t, doc("Coast Wire", "", "2026-03-03", filler, a),
		doc("Town Post", "", "2026-03-03", "The war in the province of Selm between the Oru Front and the government has gone on for eleven years.", b))
	var about []string
	for _, d := range s.Differences {
		if d.Kind == readout.Contradiction {
			about = append(about, d.About)
		}
	}
	switch {
	case want == "" && len(about) > 0:
		t.Errorf("%s: contradictions %q", name, about)
	case want != "" && !slices.ContainsFunc(about, func(x string) bool { return strings.HasPrefix(x, want) }):
		t.Errorf("%s: contradictions %q, want one of %s", name, about, want)
	}
}
