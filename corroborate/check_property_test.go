package corroborate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
)

// seizure are reports of one matter that answer claims on it in every way, with a
// copy and a relay among them.
func seizure() []*readout.Document {
	body := []string{
		"Guards seized a patrol boat on the Lisk River on Monday and detained its crew of six, the army said.",
		"The crew was taken to a barracks in the hills, officers said.",
		"No shots were fired during the seizure, which took less than an hour.",
	}
	return []*readout.Document{
		doc("Coast Wire", "", "2031-03-04", body...),
		doc("Mirror", "", "2031-03-05", body...),
		doc("Town Post", "", "2031-03-05", "Coast Wire reported that guards had seized a patrol boat on the Lisk River.", "The river froze in January."),
		doc("Bay Radio", "", "2031-03-05", "The ministry denied that guards had seized a patrol boat on the Lisk River.", "Guards seized two boats on the Lisk River in May."),
		doc("Day Sheet", "", "2031-03-05", "Guards could seize a patrol boat on the Lisk River, a diplomat said.", "Guards seized a patrol boat on the Lisk River.",
			"Fishermen at the upper locks said they would stay ashore until both armies had left the water, and the lock keeper closed his gates."),
	}
}

var seizureClaims = []string{"Guards seized a patrol boat on the Lisk River.", "No shots were fired.", "The army said that guards seized a patrol boat.", "The crew of nine was detained."}

// told is what a check says of each report, by its id, and the sums.
func told(docs []*readout.Document, claim string) (byReport []string, sums string) {
	c := corroborate.Check(corroborate.Read(docs, nil), annotate.Claim(claim))
	for _, p := range c.Parts {
		for _, r := range p.Reports {
			s := fmt.Sprint(docs[r.Report].Report.ID(), " ", p.Statement, " ", r.Answers)
			for _, f := range r.Found {
				s += fmt.Sprint(" ", f.Statement, f.Answer, f.Reason, c.Origins[f.Origin].ID, c.Roots[f.Root].ID)
			}
			for _, n := range r.Nearest {
				s += fmt.Sprint(" ", n.Statement, n.Reason)
			}
			byReport = append(byReport, s)
		}
		for _, s := range p.Sums {
			sums += fmt.Sprintf("%+v", s)
		}
	}
	slices.Sort(byReport)
	return byReport, sums
}

// The order of the reports changes no answer and no sum.
func TestCheckInAnyOrder(t *testing.T) {
	docs := seizure()
	for _, claim := range seizureClaims {
		reports, sums := told(docs, claim)
		rapid.Check(t, func(t *rapid.T) {
			r, s := told(rapid.Permutation(docs).Draw(t, "order"), claim)
			if !slices.Equal(r, reports) || s != sums {
				t.Fatalf("%s in another order:\n%s\n%s\nwant\n%s\n%s", claim, strings.Join(r, "\n"), s, strings.Join(reports, "\n"), sums)
			}
		})
	}
}

// A copy of any report, whatever its outlet, day and credit, adds reports and
// copies to the sums and no origin and no root.
func TestCheckACopyAddsNothing(t *testing.T) {
	docs := seizure()
	for _, claim := range seizureClaims {
		before := corroborate.Check(corroborate.Read(docs, nil), annotate.Claim(claim))
		for i, d := range docs {
			for _, origin := range []string{"", "Coast Wire"} {
				mirror := doc("Reprint", origin, "2031-03-20", strings.Split(d.Report.Source, "\n")...)
				after := corroborate.Check(corroborate.Read(append(slices.Clone(docs), mirror), nil), annotate.Claim(claim))
				for k, p := range after.Parts {
					for _, s := range p.Sums {
						j := slices.IndexFunc(before.Parts[k].Sums, func(x readout.AnswerSum) bool { return x.Answer == s.Answer })
						if j < 0 || before.Parts[k].Sums[j].Roots != s.Roots || before.Parts[k].Sums[j].Origins != s.Origins {
							t.Errorf("%s: a copy of report %d gives %+v, before %+v", claim, i, s, before.Parts[k].Sums)
						}
					}
				}
			}
		}
	}
}

// A sum never counts more than there is.
func FuzzCheck(f *testing.F) {
	for _, c := range seizureClaims {
		f.Add(c, "Guards seized a patrol boat on the Lisk River on Monday.\n“We did not,” the army said.")
	}
	f.Add("At least 14 people died in Geneva on March 3, 2031.", "No one died. 17 people died in Bern on March 4, 2031.")
	f.Fuzz(func(t *testing.T, claim, report string) {
		docs := []*readout.Document{doc("A", "", "2026-03-02", paragraphs(report)...), doc("B", "A", "", paragraphs(claim)...)}
		asked := annotate.Claim(claim)
		if err := asked.Check(); err != nil {
			t.Fatal(err)
		}
		for _, p := range corroborate.Check(corroborate.Read(docs, nil), asked).Parts {
			for _, r := range p.Reports {
				if len(r.Answers) == 0 || (len(r.Found) == 0) != (r.Answers[0] == readout.AnswerNothing) || len(r.Nearest) > 2 {
					t.Fatalf("%+v", r)
				}
				for _, f := range r.Found {
					if st := docs[f.Report].Statements[f.Statement]; st.Of(docs[f.Report].Report.Source) == "" || (f.Differ == nil) == (f.Answer == readout.AnswerDiffers) {
						t.Fatalf("%+v", f)
					}
				}
			}
			for _, s := range p.Sums {
				if s.Reports > len(docs) || s.Copies > s.Reports || s.Weak > s.Reports || s.Roots < 0 || s.Answer == readout.AnswerNothing && s.Origins > 0 {
					t.Fatalf("%+v", s)
				}
			}
		}
	})
}
