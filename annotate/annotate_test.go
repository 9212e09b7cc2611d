package annotate

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

func plain(text string) *readout.Report {
	r := &readout.Report{Source: text}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		if t := strings.TrimSpace(line); t != "" {
			i := at + strings.Index(line, t)
			r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: i, End: i + len(t)}, Role: readout.RoleBody, Reason: "test", Repeats: -1})
		}
		at += len(line) + 1
	}
	return r
}

const sample = `The harbour board of Vellin met on Friday, 6 March 2026, and closed the old pier.
"We had no choice," said Marit Solberg, the head of the board, adding that a new landing stage would open within two weeks.
According to two engineers familiar with the survey, the Coast Wire reported, eleven legs have rusted through.
The mayor's office declined to comment.`

func TestDocumentKeepsItsInvariants(t *testing.T) {
	d := Document(plain(sample))
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if len(d.Sentences) != 4 || len(d.Attributions) < 3 || len(d.Statements) < 4 || len(d.Timexes) == 0 || len(d.Entities) == 0 {
		t.Errorf("%d sentences, %d attributions, %d statements, %d timexes, %d entities",
			len(d.Sentences), len(d.Attributions), len(d.Statements), len(d.Timexes), len(d.Entities))
	}
}

func TestOtherLanguageIsKeptAndNotAnalysed(t *testing.T) {
	r := plain("El puerto cerró el viernes.")
	r.Lang = readout.Found{Value: "es", Basis: "test"}
	if why := Declines(r); !strings.Contains(why, `"es"`) {
		t.Errorf("reason %q does not name the language", why)
	}
	if d := Document(r); d.Report != r || len(d.Sentences) > 0 {
		t.Error("the report was analysed or lost")
	}
}

func FuzzDocument(f *testing.F) {
	f.Add(sample)
	f.Add("“He said “she said “it said")
	f.Fuzz(func(t *testing.T, text string) {
		d := Document(plain(strings.ToValidUTF8(text, "\ufffd")))
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
