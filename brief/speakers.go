package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// How many speakers the text form shows, and what of each.
const (
	mostSpeakers   = 6
	mostUnnamed    = 2 // of them, where more named ones wait
	mostUtterances = 3
)

// speakers is STATEMENTS BY SPEAKER: what each is reported to have said, one
// line a statement. What several reports carry has its hearers under said.
func (t *teller) speakers(l listing) {
	if len(t.st.Speakers) == 0 {
		return
	}
	t.head("STATEMENTS BY SPEAKER", "")
	shown := shownSpeakers(t.st.Speakers)
	for _, i := range shown {
		t.speakerLines(&t.st.Speakers[i], l)
	}
	t.more(2, len(t.st.Speakers)-len(shown), "speaker", "speakers", "markdown")
}

// shownSpeakers keeps the first speakers, and room for unnamed ones and for
// those not resolved.
func shownSpeakers(list []readout.Speaker) []int {
	named := 0
	for i := range list {
		if x := &list[i]; x.Kind.Named() && !x.Unresolved && x.Name != "" {
			named++
		}
	}
	take := min(named, max(mostSpeakers-mostUnnamed, mostSpeakers-(len(list)-named)))
	var out []int
	for i := range list {
		if i < take || i >= named && len(out) < mostSpeakers {
			out = append(out, i)
		}
	}
	return out
}

func (t *teller) speakerLines(x *readout.Speaker, l listing) {
	t.text(2, t.speakerHead(x))
	for _, i := range someUtterances(x.Utterances) {
		u := &x.Utterances[i]
		ref := t.at(u.StatementAt)
		about := t.about(x, u)
		if k := t.alsoIn(u, l); k != "" {
			about += "; " + k
		}
		about = strings.TrimPrefix(about, "; ")
		words := t.saying(u) + quote(t.words(ref), t.fit(10, about))
		t.item(normal, "    "+t.place(ref), 10, strings.TrimSpace(words+" "+about))
	}
	t.more(4, len(x.Utterances)-min(len(x.Utterances), mostUtterances), "statement", "statements", "markdown")
}

// someUtterances chooses statements in rounds over the reports; in their order.
func someUtterances(list []readout.Utterance) []int {
	var out []int
	for len(out) < min(mostUtterances, len(list)) {
		round := map[int]bool{}
		for i, u := range list {
			if len(out) < mostUtterances && !round[u.Report] && !slices.Contains(out, i) {
				round[u.Report] = true
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return out
}

// speakerHead names a speaker with the offices that reports give, and says in how
// many reports he speaks.
func (v *view) speakerHead(x *readout.Speaker) string {
	name := Clean(x.Name)
	if x.Unresolved {
		name = "speaker not resolved"
	} else if name == "" {
		name = "source not named"
	} else if x.Identity < 0 && len(x.Utterances) > 0 {
		name = v.quoteIn(x.Utterances[0].Report, x.Name, 0)
	}
	if x.Identity >= 0 {
		name = strings.Join(append([]string{name}, v.offices(x)...), ", ")
	}
	if n := len(x.Reports()); n > 1 {
		name += fmt.Sprintf("; %d reports", n)
	}
	return name
}

// offices are at most two offices of a speaker, other words than his name's.
func (v *view) offices(x *readout.Speaker) []string {
	var out []string
	seen := map[string]bool{}
	for _, o := range v.st.People[x.Identity].Offices {
		if k := wordKey(o.Office.Title); !seen[k] && len(out) < 2 {
			seen[k] = true
			out = append(out, v.quoteIn(o.Report, o.Office.Title, 80))
		}
	}
	return out
}

// at is where a statement stands.
func (v *view) at(x readout.StatementAt) readout.Ref {
	return readout.Ref{Report: x.Report, Span: v.statement(x).Span}
}

func (v *view) statement(x readout.StatementAt) *readout.Statement {
	return &v.r.Docs[x.Report].Statements[x.Statement]
}

// saying stands before the words where they were not said, or are only expected.
func (v *view) saying(u *readout.Utterance) string {
	switch s := v.statement(u.StatementAt).SpeechStatus; s {
	case "", readout.Happened, readout.Ongoing:
		return ""
	case readout.DidNotHappen:
		return "not said: "
	default:
		return "its being said is " + string(s) + ": "
	}
}

// about is the standing of a statement besides its speaker: the cue, or the
// chain where that holds more than outlet and speaker, the source's words where
// they do not show who it is, the status and a weak position.
func (v *view) about(x *readout.Speaker, u *readout.Utterance) string {
	st := v.statement(u.StatementAt)
	hop := st.Root()
	var out []string
	switch {
	case inner(st) > 1:
		out = append(out, v.chainOf(u.Report, st))
	case hop.Cue != "":
		s := "(" + v.quoteIn(u.Report, hop.Cue, 0) + ")"
		if by := v.sourceWords(u.Report, hop); by != "" && !v.shows(x, by) {
			s = "(" + quote(by, 60) + ", " + v.quoteIn(u.Report, hop.Cue, 0) + ")"
		}
		out = append(out, s)
	}
	if st.Status != "" && st.Status != readout.Happened && st.Status != readout.Ongoing {
		out = append(out, "status "+string(st.Status))
	}
	if st.Position.Weak() {
		out = append(out, "in the "+string(st.Position))
	}
	return strings.Join(out, "; ")
}

// inner counts the hops of a chain behind the outlet, without the newsroom that
// is credited with the whole report.
func inner(st *readout.Statement) int {
	n := len(st.Chain) - 1
	if n > 0 && st.Chain[1].Cue == "credit" {
		n--
	}
	return n
}

// sourceWords are the words of a source where they stand.
func (v *view) sourceWords(report int, h readout.Hop) string {
	src := v.r.Docs[report].Report.Source
	if h.Span.Empty() || h.Span.Start < 0 || h.Span.End > len(src) {
		return ""
	}
	return h.Span.Of(src)
}

// shows reports words that hold the speaker's last name, or are his name.
func (v *view) shows(x *readout.Speaker, words string) bool {
	if x.Unresolved {
		return false
	}
	names := []string{x.Name}
	if x.Identity >= 0 {
		for _, n := range v.st.People[x.Identity].Names {
			names = append(names, n.Name)
		}
	}
	in := fold.Words(words)
	return slices.ContainsFunc(names, func(n string) bool {
		w := fold.Words(n)
		return len(w) > 0 && slices.Contains(in, w[len(w)-1])
	})
}

// alsoIn says where others carry the statement: under which head, or the places.
func (t *teller) alsoIn(u *readout.Utterance, l listing) string {
	if len(u.Also) == 0 {
		return ""
	}
	for _, e := range l.said[:min(len(l.said), mostSaid)] {
		if u.Claim >= 0 && (e.claim == &t.st.Claims[u.Claim] || e.twin == &t.st.Claims[u.Claim]) {
			return "see " + t.saidName()
		}
	}
	var places []string
	for _, x := range u.Also {
		places = merge(places, []string{t.place(t.at(x))})
	}
	return "also " + t.few(places, mostEvidence)
}

// spokenBy lists every statement by speaker, with a footnote for each place.
func (m *chronicle) spokenBy() {
	if len(m.st.Speakers) == 0 {
		return
	}
	m.head("Statements by speaker")
	for i := range m.st.Speakers {
		x := &m.st.Speakers[i]
		m.line("- %s", md(m.speakerHead(x)))
		for k := range x.Utterances {
			u := &x.Utterances[k]
			cites := ""
			for _, at := range append([]readout.StatementAt{u.StatementAt}, u.Also...) {
				cites += m.statementCite(at)
			}
			s := m.saying(u) + quote(m.words(m.at(u.StatementAt)), 0) + " " + m.about(x, u)
			m.line("  - %s%s", md(strings.TrimSpace(s)), cites)
		}
	}
}

// speakers are the speakers of a story in JSON.
func (e *encoder) speakers(st *readout.Story, ids []entityJSON) []speakerJSON {
	out := []speakerJSON{}
	for _, x := range st.Speakers {
		s := speakerJSON{Name: x.Name, Kind: string(x.Kind), Resolved: !x.Unresolved, Statements: []saidJSON{}}
		if x.Identity >= 0 {
			s.Entity = ids[x.Identity].ID
		}
		for _, u := range x.Utterances {
			k := e.r.Docs[u.Report].Statements[u.Statement]
			said := saidJSON{
				spanJSON: e.span(readout.Ref{Report: u.Report, Span: k.Span}), Status: string(k.Status), Speech: string(k.SpeechStatus),
				Form: string(k.Form), Position: string(k.Position), Chain: hops(k.Chain), Also: []spanJSON{},
			}
			if u.Claim >= 0 {
				said.Claim = st.Claims[u.Claim].ID
			}
			for _, at := range u.Also {
				said.Also = append(said.Also, e.span(readout.Ref{Report: at.Report, Span: e.r.Docs[at.Report].Statements[at.Statement].Span}))
			}
			s.Statements = append(s.Statements, said)
		}
		out = append(out, s)
	}
	return out
}

// saidName is the head of what several reports carry.
func (t *teller) saidName() string {
	if len(t.st.Reports) == 2 {
		return "SAID IN BOTH"
	}
	return "SAID BY SEVERAL"
}
