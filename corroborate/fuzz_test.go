package corroborate_test

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/corroborate"
)

// Any two texts give a reading whose indexes and words are sound.
func FuzzRead(f *testing.F) {
	f.Add(wireLead+"\n"+wireTalks, "Coast Wire reported that "+wireTalks)
	f.Add("“We will not,” she said.", "At least 14 people died; 17, a doctor said.\nNo one died.")
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
				if len(d.Sides) < 2 && d.Kind != readout.OnlyOneSays {
					t.Fatalf("difference %+v", d)
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
