package frame_test

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/internal/frame"
)

func read(text string) (*readout.Document, *frame.Reader) {
	d := annotate.Document(&readout.Report{Source: text, Blocks: []readout.Block{{Span: readout.Span{End: len(text)}, Role: readout.RoleBody, Repeats: -1}}})
	return d, frame.New(d)
}

// frames prints the frames of all predicates: "free(A:Front P:students in:Selm)".
func frames(text string) string {
	d, r := read(text)
	var out []string
	for _, w := range r.Predicates(0, len(d.Words)) {
		out = append(out, show(d, r, r.Of(w)))
	}
	return strings.Join(out, " ")
}

func show(d *readout.Document, r *frame.Reader, f frame.Frame) string {
	var b strings.Builder
	if f.Negated {
		b.WriteString("not ")
	}
	b.WriteString(r.Lemma(f.Word) + "(")
	for i, a := range f.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch a.Role {
		case frame.Agent:
			b.WriteString("A:")
		case frame.Patient:
			b.WriteString("P:")
		default:
			b.WriteString(a.Prep + ":")
		}
		b.WriteString(d.Words[a.Head].Of(d.Report.Source))
	}
	return b.String() + ")"
}

func TestFrames(t *testing.T) {
	for text, want := range map[string]string{
		"The rebels killed two guards in Selm.":              "kill(A:rebels P:guards in:Selm)",
		"Two guards were killed by the rebels.":              "kill(P:guards A:rebels)",
		"The prisoners were flown by helicopter to Selm.":    "fly(P:prisoners by:helicopter to:Selm)",
		"The minister did not sign the treaty.":              "not sign(A:minister P:treaty)",
		"The minister came to Selm and signed the treaty.":   "come(A:minister to:Selm) sign(A:minister P:treaty)",
		"The army held talks with the rebels.":               "talk(A:army with:rebels)",
		"The inquiry will begin on Monday.":                  "inquiry(on:Monday)",
		"Ten tourists and two pilots died.":                  "die(P:tourists P:pilots)",
		"The army seized 12 lorries and burned them.":        "seize(A:army P:lorries) burn(A:army P:lorries)",
		"Two men fled on Monday.":                            "flee(A:men on:Monday)",
		"Ten tourists killed in Selm crash":                  "kill(P:tourists in:crash)",
		"Weekly protests have been held for years.":          "protest(for:years)",
		"Two guards are held in Selm.":                       "hold(P:guards in:Selm)",
		"Their release was part of a swap.":                  "swap(A:release)",
		"The police arrested the man who shot the mayor.":    "arrest(A:police P:man) shoot(A:man P:mayor)",
		"The students kidnapped by rebels have been found.":  "find(P:students) kidnap(P:students A:rebels)",
		"The ministry confirmed the deaths of two soldiers.": "confirm(A:ministry P:deaths of:soldiers)",
		"The mayor wanted to close the bridge.":              "want(A:mayor) close(A:mayor P:bridge)",
	} {
		if got := frames(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// What a clause takes for known has happened; what it wants, fears or leaves open
// has not.
func TestPresupposed(t *testing.T) {
	for text, want := range map[string]bool{
		"The students kidnapped in April are safe.":        true,
		"The mayor left when the bridge collapsed.":        true,
		"The mayor will leave if the bridge collapses.":    false,
		"The mayor left before the bridge could collapse.": false,
	} {
		d, r := read(text)
		got := false
		for _, w := range r.Predicates(0, len(d.Words)) {
			got = got || d.Words[w].Rel.Base() != readout.RelRoot && r.Presupposed(w)
		}
		if got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// The core of a frame is made of its own words, begins with no joint, and keeps
// the bound of a number.
func TestCore(t *testing.T) {
	for text, want := range map[string]string{
		"And at least 14 people died in Selm on Monday.":               "at least 14 people died",
		"The rebels freed 23 of the more than 300 students on Monday.": "freed 23 of the more than 300 students",
	} {
		d, r := read(text)
		f := r.Of(r.Predicates(0, len(d.Words))[0])
		var heads []int32
		for _, a := range f.Args {
			if a.Role == frame.Patient || len(f.Args) == 1 || a.Role == frame.Agent && !strings.HasPrefix(text, "The rebels") {
				heads = append(heads, a.Head)
			}
		}
		lo, hi := r.Core(&f, heads)
		if got := text[d.Words[lo].Start:d.Words[hi-1].End]; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestDeverbal(t *testing.T) {
	for w, want := range map[string]bool{"destruction": true, "approval": true, "agreement": true, "station": false, "table": false} {
		if frame.Deverbal(w) != want {
			t.Errorf("%s: %v", w, !want)
		}
	}
}
