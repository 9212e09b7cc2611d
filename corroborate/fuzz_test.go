package corroborate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// Any two texts give a reading whose indexes and words are sound.
func FuzzRead(f *testing.F) {
	f.Add(wireLead+"\n"+wireTalks, "Coast Wire reported that "+wireTalks)
	f.Add("“We will not,” she said.", "At least 14 people died; 17, a doctor said.\nNo one died.")
	f.Add("At least eleven divers may leave for 40 minutes if Ada Mellin pays, the council said.", "A reported that eleven divers leave, the council said.")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*readout.Document{doc("A", "", "2026-03-02", paragraphs(a)...), doc("", "A", "", paragraphs(b)...)}
		for _, s := range corroborate.Read(docs, nil).Stories {
			for _, c := range s.Claims {
				if len(c.Evidence) == 0 || c.Count < 0 || c.Count > len(c.Evidence) || c.Level == "" || c.ID == "" {
					t.Fatalf("claim %+v", c)
				}
				for _, e := range c.Evidence {
					if e.Exact != e.Span.Of(docs[e.Report].Report.Source) || e.Origin >= len(s.Origins) || e.Root >= len(s.Roots) {
						t.Fatalf("evidence %+v", e)
					}
				}
			}
			for _, d := range s.Differences {
				only := d.Kind == readout.OnlyOneSays
				if only != (len(d.Sides) == 1) || only != (len(d.Silent) > 0) || only && slices.Contains(d.Silent, d.Sides[0].Evidence[0].Report) {
					t.Fatalf("difference %+v", d)
				}
			}
			for _, x := range s.Relays {
				lost := slices.Clone(x.Lost)
				for _, c := range x.Changed {
					lost = append(lost, c.From)
					if !strings.Contains(docs[x.Report].Report.Source, c.To) {
						t.Fatalf("%q is not in the relay", c.To)
					}
				}
				if slices.ContainsFunc(lost, func(w string) bool { return x.Match < 0 || !strings.Contains(docs[x.Match].Report.Source, w) }) {
					t.Fatalf("relay %+v", x)
				}
			}
		}
	})
}

// paragraphs are the lines of a text that say something.
func paragraphs(s string) []string {
	var out []string
	for line := range strings.SplitSeq(strings.ToValidUTF8(s, "\ufffd"), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	if len(out) == 0 {
		return []string{"Nothing."}
	}
	return out
}
