package export

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// desk builds readings by hand from invented reports. A string that is hostile is
// put behind every text of a report.
type desk struct {
	t   testing.TB
	r   *readout.Reading
	bad string // behind every value
	in  string // the same as it can stand in a block
}

func (n *desk) found(v string) readout.Found {
	if v == "" {
		return readout.Found{}
	}
	return readout.Found{Value: v + n.bad, Basis: "test" + n.bad}
}

// report adds a report of lines "role: text".
func (n *desk) report(input, outlet, title, date string, lines ...string) int {
	r := &readout.Report{Outlet: n.found(outlet), Title: n.found(title), Lang: readout.Found{Value: "en", Basis: "test"}}
	if date != "" {
		r.Published = readout.Found{Value: date, Basis: "test"}
	}
	for i, l := range lines {
		role, text, _ := strings.Cut(l, ": ")
		if i > 0 {
			r.Source += "\n"
		}
		b := readout.Block{Role: readout.Role(role), Reason: "test line " + role, Repeats: -1}
		b.Start = len(r.Source)
		r.Source += text + n.in
		b.End = len(r.Source)
		r.Blocks = append(r.Blocks, b)
	}
	sum := sha256.Sum256([]byte(r.Source))
	r.Capture = readout.Capture{SHA256: hex.EncodeToString(sum[:]), Bytes: len(r.Source), Input: input + n.bad, Format: "text"}
	n.r.Docs = append(n.r.Docs, &readout.Document{Report: r})
	return len(n.r.Docs) - 1
}

// ref finds words in a report, with what hostile stands behind them.
func (n *desk) ref(report int, words string) readout.Ref {
	src := n.r.Docs[report].Report.Source
	at := strings.Index(src, words)
	if at < 0 {
		n.t.Fatalf("report %d has no words %q", report, words)
	}
	end := at + len(words)
	if strings.HasPrefix(src[end:], n.in) {
		end += len(n.in)
	}
	return readout.Ref{Report: report, Span: readout.Span{Start: at, End: end}}
}

// evidence adds a statement with its chain and points at it. hops are "kind|name|cue".
func (n *desk) evidence(report int, words string, pos readout.Position, status readout.Status, origin, root int, hops ...string) readout.Evidence {
	ref := n.ref(report, words)
	d := n.r.Docs[report]
	s := readout.Statement{
		Span: ref.Span, Position: pos, Form: readout.NoForm, Status: status, Attribution: -1, Event: -1,
		Chain: []readout.Hop{{Name: d.Report.Outlet.Value, Kind: readout.OwnVoice, Entity: -1}},
	}
	for _, h := range hops {
		f := strings.Split(h, "|")
		s.Form = readout.Indirect
		s.Chain = append(s.Chain, readout.Hop{Kind: readout.SourceKind(f[0]), Name: f[1] + n.bad, Cue: f[2] + n.bad, Entity: -1})
	}
	d.Statements = append(d.Statements, s)
	return readout.Evidence{Ref: ref, Exact: ref.Span.Of(d.Report.Source), Stance: readout.Supports, Statement: len(d.Statements) - 1, Origin: origin, Root: root}
}

func (n *desk) timex(report int, words, value, derivation string) int {
	d := n.r.Docs[report]
	d.Timexes = append(d.Timexes, readout.Timex{Span: n.ref(report, words).Span, Type: readout.Date, Value: value, Derivation: derivation + n.bad})
	return len(d.Timexes) - 1
}

// line is a line of the timeline for a piece of evidence.
func (n *desk) line(claim int, e readout.Evidence, begin string, ahead bool, timex, until int) readout.Dated {
	return readout.Dated{Begin: begin, Ahead: ahead, Claim: claim, Places: []readout.DatedAt{{
		StatementAt: readout.StatementAt{Report: e.Report, Statement: e.Statement}, Timex: timex, Until: until, Because: "in the clause" + n.bad}}}
}

// quay is a reading of three invented reports on a quarrel over a quay, with a
// hostile text behind each of theirs.
func quay(t testing.TB, bad string) *readout.Reading {
	in := strings.NewReplacer("\n", " ", "\r", " ").Replace(strings.ToValidUTF8(bad, "\uFFFD"))
	n := &desk{t: t, r: &readout.Reading{}, bad: bad, in: in}
	a := n.report("reports/courier.html", "Vale Courier", "Envoys meet on the quay of Port Vale", "2031-03-12T08:00:00+01:00",
		"headline: Envoys meet on the quay of Port Vale",
		"lead: Envoys of Lorne and Astra met in Port Vale on Tuesday",
		"body: the talks go on from March 20 to March 22",
		"body: Lorne closed its border on March 10",
		"body: the envoy of Astra did not answer questions")
	b := n.report("reports/wire.txt", "Northern Wire", "No meeting, says Astra", "2031-03-11",
		"lead: no envoy of Astra had met anybody in Port Vale",
		"body: a treaty may be signed in the coming weeks",
		"body: the envoys will meet again on March 14, 2031, at 10am",
		"body: it was “a fair start”")
	c := n.report("reports/shore.txt", "", "", "",
		"lead: Envoys of Lorne and Astra met in Port Vale on Tuesday")
	n.r.Docs[c].Report.Origin = n.found("Vale Courier")
	n.r.Copies = []readout.Copy{{Report: c, Of: a, Share: 1, Basis: "credit line" + bad}}
	n.r.Failed = []readout.Failure{{Report: -1, Input: "reports/scan.pdf" + bad, Reason: "PDF cannot be read" + bad}}
	n.r.Stories = []readout.Story{n.story(a, b, c)}
	return n.r
}

func (n *desk) story(a, b, c int) readout.Story {
	met := n.evidence(a, "Envoys of Lorne and Astra met in Port Vale on Tuesday", readout.InLead, readout.Happened, 0, 0)
	again := n.evidence(c, "Envoys of Lorne and Astra met in Port Vale on Tuesday", readout.InLead, readout.Happened, 0, 0, "outlet|Vale Courier|credit")
	not := n.evidence(b, "no envoy of Astra had met anybody in Port Vale", readout.InLead, readout.Denied, 1, 1, "body|the ministry of Astra|said")
	not.Stance = readout.Denies
	goOn := n.evidence(a, "the talks go on from March 20 to March 22", readout.InBody, readout.Planned, 0, 0)
	closed := n.evidence(a, "Lorne closed its border on March 10", readout.InBody, readout.Happened, 0, 0)
	treaty := n.evidence(b, "a treaty may be signed in the coming weeks", readout.InBody, readout.Possible, 1, 1, "unnamed|two diplomats|said")
	meet := n.evidence(b, "the envoys will meet again on March 14, 2031, at 10am", readout.InBody, readout.Planned, 1, 2, "official|Minister Ada Quist|said")
	start := n.evidence(b, "it was “a fair start”", readout.InBody, readout.Happened, 1, 2, "outlet|Radio Lorne|reported", "official|Minister Ada Quist|called")
	claim := func(id string, l readout.ClaimLedger, s readout.Status, v readout.Level, n0 int, e ...readout.Evidence) readout.Claim {
		return readout.Claim{ID: id, Text: e[0].Exact, Ledger: l, Status: s, Level: v, Count: n0, Independence: readout.NotEstablished, Reason: "one root" + n.bad, Evidence: e}
	}
	st := readout.Story{
		ID: "s1", Title: "Envoys meet on the quay of Port Vale" + n.bad, From: "2031-03-10", To: "2031-03-11", Reports: []int{a, b, c},
		Origins: []readout.Origin{{ID: "o1", Name: "Vale Courier" + n.bad, Basis: "outlet"}, {ID: "o2", Name: "Northern Wire" + n.bad, Basis: "outlet"}},
		Roots: []readout.Root{{ID: "r1", Name: "Vale Courier" + n.bad, Kind: readout.OwnVoice}, {ID: "r2", Name: "the ministry of Astra" + n.bad, Kind: readout.Body, Origin: 1},
			{ID: "r3", Name: "Minister Ada Quist" + n.bad, Kind: readout.Official, Origin: 1}},
		Claims: []readout.Claim{
			claim("c1", readout.IsSo, readout.Happened, readout.Disputed, 1, met, again, not),
			claim("c2", readout.IsSo, readout.Planned, readout.Single, 1, goOn),
			claim("c3", readout.IsSo, readout.Happened, readout.Single, 1, closed),
			claim("c4", readout.IsSo, readout.Possible, readout.Single, 1, treaty),
			claim("c5", readout.IsSo, readout.Planned, readout.Single, 1, meet),
			claim("c6", readout.WasSaid, readout.Happened, readout.Corroborated, 2, start),
		},
		Next: []int{1, 3, 4}, Assessments: []int{5}, Silence: []readout.Ref{n.ref(a, "the envoy of Astra did not answer questions")},
		Differences: []readout.Difference{{ID: "d1", Kind: readout.Contradiction, About: "whether they met" + n.bad, Reason: "one says no" + n.bad,
			Sides: []readout.Side{{Claims: []int{0}, Evidence: []readout.Ref{met.Ref}}, {Value: "no" + n.bad, Evidence: []readout.Ref{not.Ref}}}}},
		People: []readout.Identity{{Type: readout.Person, Key: "ada quist", Names: []readout.NameAt{{Name: "Ada Quist" + n.bad, Ref: meet.Ref}}}},
		Card:   &readout.Card{Values: map[readout.CardField][]readout.CardValue{readout.CardParties: {{Value: "Lorne" + n.bad, Evidence: []readout.Ref{met.Ref}}}}},
	}
	n.placeInTime(&st, map[string]readout.Evidence{"met": met, "go on": goOn, "closed": closed, "treaty": treaty, "meet": meet})
	n.events(&st, met, again, closed)
	return st
}

// placeInTime dates the statements of the story.
func (n *desk) placeInTime(st *readout.Story, e map[string]readout.Evidence) {
	a, b := e["met"].Report, e["meet"].Report
	tuesday := n.timex(a, "Tuesday", "2031-03-11", `"Tuesday" before publication 2031-03-12`)
	st.Days = []readout.Day{{Value: "2031-03-11", Derivation: "from publication" + n.bad, Timexes: []readout.TimexAt{{Report: a, Timex: tuesday}}}}
	met := n.line(0, e["met"], "2031-03-11", false, tuesday, -1)
	met.Track = readout.TalksTrack
	closed := n.line(2, e["closed"], "2031-03-11", false, n.timex(a, "March 10", "2031-03-11", "the year of publication"), -1)
	closed.Track = readout.PressureTrack
	later := n.line(2, e["closed"], "2031-03-11", false, n.timex(a, "March 10", "2031-03-11", "the year of publication"), -1)
	later.Track = readout.PressureTrack
	vague := n.line(3, e["treaty"], "", true, n.timex(b, "the coming weeks", "P1W", ""), -1)
	vague.Doubts = []readout.Doubt{{Kind: readout.VagueDate, Why: "a stretch of time" + n.bad}}
	st.Timeline.Lines = []readout.Dated{met, closed, later,
		n.line(4, e["meet"], "2031-03-14T10:00", true, n.timex(b, "March 14, 2031, at 10am", "2031-03-14T10:00", "as written"), -1),
		n.line(1, e["go on"], "2031-03-20", true, n.timex(a, "March 20", "2031-03-20", "the year of publication"), n.timex(a, "March 22", "2031-03-22", "the year of publication")),
		vague,
	}
}

// events are a meeting that two reports tell of and one that one does.
func (n *desk) events(st *readout.Story, met, again, closed readout.Evidence) {
	add := func(e readout.Evidence, trigger string) readout.EventAt {
		d := n.r.Docs[e.Report]
		d.Events = append(d.Events, readout.Event{Span: e.Span, Trigger: n.ref(e.Report, trigger).Span, Type: "CONSULT", Status: readout.Happened, Date: -1, Place: -1})
		d.Statements[e.Statement].Event = len(d.Events) - 1
		return readout.EventAt{Report: e.Report, Event: len(d.Events) - 1}
	}
	st.Events = []readout.Happening{
		{Type: "CONSULT", Mode: "visit", Status: readout.Happened, Date: "2031-03-11", Derivation: "from publication" + n.bad, Place: "Port Vale" + n.bad,
			Actors:  []readout.Party{{Name: "Lorne" + n.bad, Identity: -1, Code: "LRN", Sector: "GOV"}, {Name: "Astra" + n.bad, Identity: -1, Sector: "GOV"}},
			Members: []readout.EventAt{add(met, "met"), add(again, "met")}, Claims: []int{0}},
		{Type: "SANCTION", Status: readout.Happened, Actors: []readout.Party{{Name: "=Lorne" + n.bad, Identity: -1}},
			Members: []readout.EventAt{add(closed, "closed")}},
	}
}

// news are one of each kind, over the reading of quay.
func quayNews(r *readout.Reading, bad string) []readout.News {
	at, _ := momentOf("2031-03-13T09:30:00Z")
	var out []readout.News
	for i, k := range []readout.NewsKind{readout.NewClaim, readout.SecondRoot, readout.NowDisputed, readout.NowNamed, readout.NowGone, readout.MoreHeard} {
		c := &r.Stories[0].Claims[i]
		n := readout.News{Kind: k, Story: "s1", Claim: c.ID, Text: c.Text, Before: "single, 1 root" + bad, After: "disputed, 2 roots" + bad, At: at.AddDate(0, 0, i/2)}
		if k == readout.NowGone {
			n.After = ""
		} else {
			n.Because = []readout.Ref{c.Evidence[0].Ref}
		}
		out = append(out, n)
	}
	slices.Reverse(out)
	return out
}
