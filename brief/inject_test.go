package brief

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// live finds active markup in escaped text: an unescaped special character, a
// link that GFM makes by itself, a list marker at the start.
func live(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			continue
		}
		if strings.IndexByte("`*_{}[]<>#|~^$&@=", s[i]) >= 0 {
			return s[i : i+1]
		}
	}
	if m := regexp.MustCompile(`(?i)\b(https?|ftp|mailto|xmpp):|\bwww\.`).FindString(s); m != "" {
		return m
	}
	return regexp.MustCompile(`^(?:[-+]|\d{1,9}[.)])`).FindString(s)
}

// hostileStory is a reading in which every string tries to break out.
func hostileStory(t *testing.T) *readout.Reading {
	const bad = "\x1b[31mX\x07 \u202eevil\u2066 \u009b2J <script>alert(1)</script> [a](http://x.example) ![i](y) `c` *b* | t | \r\n# h"
	n := &newsroom{t: t, r: &readout.Reading{}}
	line := strings.NewReplacer("\r\n", " ").Replace(bad)
	a := n.report("dir/\x1b]0;name\x07.txt", bad, bad, bad, "headline: "+line, "lead: "+line, "teaser: "+line)
	b := n.report("b.txt", bad, bad, "", "lead: "+line)
	r := n.r.Docs[a].Report
	r.Origin, r.Byline, r.Canonical = readout.Found{Value: bad, Basis: bad}, []readout.Found{{Value: bad, Basis: bad}}, readout.Found{Value: bad}
	for i := range r.Blocks {
		r.Blocks[i].Reason = bad
	}
	e := at(n.evidence(a, line, readout.InHeadline, "unnamed|"+bad+"|"+bad), 0, 0)
	e.Withdrawn = bad
	f := at(n.evidence(b, line, readout.InLead, "outlet|"+bad+"|"+bad, "person|"+bad+"|"+bad), 0, 0)
	f.Stance = readout.Denies
	claim := readout.Claim{ID: bad, Text: bad, Ledger: readout.IsSo, Status: bad, Level: readout.Disputed, Reason: bad, Suggested: true, Evidence: []readout.Evidence{e, f}}
	single := claim
	single.Level, single.Evidence = readout.Single, []readout.Evidence{f}
	said := claim
	said.Ledger, said.Level, said.Evidence = readout.WasSaid, readout.Relayed, []readout.Evidence{f, at(n.evidence(a, "evil", readout.InBody), 0, 0)}
	x := n.timex(a, "evil", "")
	n.r.Docs[a].Timexes[x.Timex].Conflict = bad
	n.r.Copies = []readout.Copy{{Report: b, Of: -1, Basis: bad}}
	n.r.Failed = []readout.Failure{{Report: -1, Input: bad, Reason: bad}}
	ref := n.ref(a, line)
	n.r.Stories = []readout.Story{{
		ID: bad, Title: bad, From: bad, To: bad, Reports: []int{a, b},
		Origins: []readout.Origin{{ID: bad, Name: bad, Basis: bad}}, Roots: []readout.Root{{ID: bad, Name: bad}},
		Claims: []readout.Claim{claim, single, said}, Next: []int{1}, Assessments: []int{1}, Silence: []readout.Ref{ref},
		Differences: []readout.Difference{{ID: bad, Kind: readout.Contradiction, About: bad, Reason: bad, Sides: []readout.Side{
			{Value: bad + "1", Claims: []int{0}, Evidence: []readout.Ref{ref}}, {Value: bad, Claims: []int{2}}}, Silent: []int{b}}},
		Relays: []readout.Relay{{Report: a, Of: bad, Match: -1, Ref: ref, Lost: []string{bad}}, {Report: a, Of: bad, Match: b, Ref: ref, Lost: []string{line}}},
		People: []readout.Identity{{Type: readout.Person, Because: bad, Names: []readout.NameAt{{Name: bad, Ref: ref}},
			Offices: []readout.OfficeAt{{Office: readout.Office{Title: bad, Span: ref.Span}, Report: a}}}},
		Days: []readout.Day{{Value: bad, Derivation: bad, Timexes: []readout.TimexAt{x}}},
		Speakers: []readout.Speaker{{Name: bad, Kind: bad, Identity: 0, Utterances: []readout.Utterance{{Claim: -1}}},
			{Name: bad, Identity: -1, Utterances: []readout.Utterance{{Claim: 1, Also: []readout.StatementAt{{Report: b}}}}}},
		Headlines: []readout.Headline{{Reason: bad, Kind: bad, Body: []readout.Ref{ref}}},
	}}
	return n.r
}

func TestNothingOfAReportReachesTheTerminal(t *testing.T) {
	r := hostileStory(t)
	var lines bytes.Buffer
	if err := LinesText(&lines, "A\x1b", r.Docs[0].Report, Options{}); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{
		"text": render(t, Text, r, Options{}), "markdown": render(t, Markdown, r, Options{}), "lines": lines.String(),
	} {
		for _, l := range strings.Split(out, "\n") {
			if !safe(l) {
				t.Errorf("%s: hostile character in %q", name, l)
			}
		}
	}
	colours := regexp.MustCompile("\x1b\\[(0|1|2|31|32|33)m")
	for _, l := range strings.Split(colours.ReplaceAllString(render(t, Text, r, Options{Color: true}), ""), "\n") {
		if !safe(l) {
			t.Errorf("in colour: hostile character in %q", l)
		}
	}
}

// A hostile report can add nothing to Markdown but text: once the characters
// that the renderer itself writes are taken away, nothing active is left.
func TestNoMarkupOfAReportIsLive(t *testing.T) {
	notLive(t, render(t, Markdown, hostileStory(t), Options{}))
}

func notLive(t *testing.T, out string) {
	t.Helper()
	own := regexp.MustCompile(`\[\^\d+\]:?|\*\*|^#{1,3} |^ *- |  $`)
	for _, l := range strings.Split(out, "\n") {
		rest := own.ReplaceAllString(l, "")
		rest = regexp.MustCompile(`(^|[ ,])\*([^*\\]|\\.)*\*`).ReplaceAllStringFunc(rest, func(s string) string {
			return strings.ReplaceAll(strings.TrimSuffix(strings.TrimLeft(s, " ,*"), "*"), `\*`, "")
		})
		if bad := live(rest); bad != "" && !regexp.MustCompile(`^[-+\d]`).MatchString(bad) {
			t.Errorf("%q is live in %q", bad, l)
		}
	}
}

func TestJSONKeepsHostileWordsVerbatim(t *testing.T) {
	r := hostileStory(t)
	var form struct {
		Stories []struct {
			Claims []struct{ Evidence []struct{ Exact string } }
		}
	}
	if err := json.Unmarshal([]byte(render(t, JSON, r, Options{})), &form); err != nil {
		t.Fatal(err)
	}
	if got, want := form.Stories[0].Claims[0].Evidence[0].Exact, r.Docs[0].Report.BlockText(0); got != want {
		t.Errorf("exact is %q, want %q", got, want)
	}
	if !utf8.ValidString(r.Docs[0].Report.Source) {
		t.Fatal("the test's source is no UTF-8")
	}
}
