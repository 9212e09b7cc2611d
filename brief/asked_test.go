package brief

import (
	"io"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// hostileChecked is a claim and its answers in which every string tries to break
// out.
func hostileChecked(r *readout.Reading) *readout.Checked {
	const bad = "\x1b[31mX\x07 \u202eevil\u2066 <script>alert(1)</script> [a](http://x.example) `c` *b* | t |"
	claim := &readout.Document{Report: &readout.Report{Source: bad}}
	claim.Statements = []readout.Statement{{
		Span: readout.Span{End: len(bad)}, Chain: []readout.Hop{{}, {Name: bad, Cue: bad}}, Attribution: 0, Status: bad,
	}}
	at := readout.StatementAt{Report: 0}
	found := func(a readout.Answer, d *readout.Differing) readout.CheckedAt {
		return readout.CheckedAt{StatementAt: at, Answer: a, Status: bad, Reason: bad, Differ: d}
	}
	return &readout.Checked{
		Claim: claim, Origins: []readout.Origin{{ID: bad, Name: bad, Basis: bad}}, Roots: []readout.Root{{ID: bad, Name: bad}},
		Parts: []readout.CheckedPart{{
			Reports: []readout.CheckedReport{
				{CopyOf: -1, Answers: []readout.Answer{readout.AnswerSupports, readout.AnswerDenies, readout.AnswerDiffers, bad}, Found: []readout.CheckedAt{
					found(readout.AnswerSupports, nil), found(readout.AnswerDenies, nil), found(bad, nil),
					found(readout.AnswerDiffers, &readout.Differing{Kind: bad, Claim: bad, Report: bad, Both: true}),
				}},
				{Report: 1, CopyOf: 0, Answers: []readout.Answer{readout.AnswerNothing}, Nearest: []readout.NearWords{{StatementAt: readout.StatementAt{Report: 1}, Reason: bad}}},
			},
			Sums: []readout.AnswerSum{{Answer: readout.AnswerSupports, Reports: 2, Copies: 1, Weak: 1, Origins: 1, Roots: 1}, {Answer: bad, Reports: 1}},
		}},
	}
}

func checkOf(f func(io.Writer, *readout.Reading, *readout.Checked, Options) error, k *readout.Checked) renderer {
	return func(w io.Writer, r *readout.Reading, opt Options) error { return f(w, r, k, opt) }
}

func TestNothingOfAClaimReachesTheTerminal(t *testing.T) {
	r := hostileStory(t)
	k := hostileChecked(r)
	for _, opt := range []Options{{}, {All: true, Width: 40}} {
		for l := range strings.SplitSeq(render(t, checkOf(CheckText, k), r, opt), "\n") {
			if !safe(l) {
				t.Errorf("hostile character in %q", l)
			}
		}
	}
	notLive(t, render(t, checkOf(CheckMarkdown, k), r, Options{}))
}

// A check that leads nowhere is an error, not a panic.
func TestBrokenCheckIsAnError(t *testing.T) {
	r := hostileStory(t)
	for name, spoil := range map[string]func(*readout.Checked){
		"claim":     func(k *readout.Checked) { k.Claim = nil },
		"statement": func(k *readout.Checked) { k.Parts[0].Statement = 9 },
		"report":    func(k *readout.Checked) { k.Parts[0].Reports[0].Report = 9 },
		"original":  func(k *readout.Checked) { k.Parts[0].Reports[1].CopyOf = 9 },
		"found":     func(k *readout.Checked) { k.Parts[0].Reports[0].Found[0].Statement = 99 },
		"root":      func(k *readout.Checked) { k.Parts[0].Reports[0].Found[0].Root = 9 },
		"value":     func(k *readout.Checked) { k.Parts[0].Reports[0].Found[3].Differ = nil },
		"nearest":   func(k *readout.Checked) { k.Parts[0].Reports[1].Nearest[0].Statement = 99 },
	} {
		k := hostileChecked(r)
		spoil(k)
		for form, f := range map[string]func(io.Writer, *readout.Reading, *readout.Checked, Options) error{"text": CheckText, "Markdown": CheckMarkdown, "JSON": CheckJSON} {
			if err := f(io.Discard, r, k, Options{}); err == nil {
				t.Errorf("%s of a broken %s is no error", form, name)
			}
		}
	}
}
