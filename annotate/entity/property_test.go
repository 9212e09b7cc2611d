package entity

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// TestSurnameJoinsEarlierFullName: over any order of full names and surnames, a
// surname joins a full name that stands before it and is the only one.
func TestSurnameJoinsEarlierFullName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sentence := rapid.SampledFrom([]string{
			"Ana Ruiz spoke.", "Carlos Ruiz spoke.", "Robert Lund spoke.", "Maria Lund spoke.", "Then Ruiz left.", "Then Lund left.",
		})
		d := document(strings.Join(rapid.SliceOfN(sentence, 1, 8).Draw(t, "sentences"), "\n"))
		full := map[string]map[int]bool{"Ruiz": {}, "Lund": {}} // entities named in full so far
		for _, m := range d.Mentions {
			name := m.Of(d.Report.Source)
			surname := name[strings.LastIndexByte(name, ' ')+1:]
			if name != surname {
				full[surname][m.Entity] = true
				if m.Entity < 0 || d.Entities[m.Entity].Name != name {
					t.Fatalf("%q is entity %d in %q", name, m.Entity, d.Report.Source)
				}
				continue
			}
			switch earlier := full[surname]; {
			case len(earlier) > 1 && m.Entity >= 0:
				t.Fatalf("%q joins %q though two persons have the name in %q", name, d.Entities[m.Entity].Name, d.Report.Source)
			case len(earlier) == 1 && !earlier[m.Entity]:
				t.Fatalf("%q does not join the one person of the name in %q: %s", name, d.Report.Source, m.Reason)
			case len(earlier) == 0 && m.Entity >= 0 && strings.Contains(d.Entities[m.Entity].Name, " "):
				t.Fatalf("%q joins %q, which comes later, in %q", name, d.Entities[m.Entity].Name, d.Report.Source)
			}
		}
	})
}

// TestMentionsOfOneEntityShareType: an entity never mixes types, and every
// unresolved mention says so.
func TestMentionsOfOneEntityShareType(t *testing.T) {
	word := rapid.SampledFrom(strings.Fields(
		"Ana Ruiz Ruiz, Lund President the minister of Foreign Ministry Kenya Kenyan White House said he she his U.S. Adm. al-Nuri bin ( ) TRACO Trade Council . “ ” and , Former envoy's"))
	rapid.Check(t, func(t *rapid.T) {
		d := document(strings.Join(rapid.SliceOfN(word, 1, 60).Draw(t, "words"), " "))
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, m := range d.Mentions {
			switch {
			case m.Entity < 0 && !strings.HasPrefix(m.Reason, "not resolved"):
				t.Fatalf("unresolved %q has the reason %q", m.Of(d.Report.Source), m.Reason)
			case m.Entity >= 0 && m.Type != d.Entities[m.Entity].Type:
				t.Fatalf("%q is a %s of a %s", m.Of(d.Report.Source), m.Type, d.Entities[m.Entity].Type)
			case m.Kind != readout.Name && m.Type != readout.Person:
				t.Fatalf("%q is a %s %s", m.Of(d.Report.Source), m.Kind, m.Type)
			}
		}
	})
}
