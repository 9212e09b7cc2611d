package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// newsroom builds readings by hand from invented reports.
type newsroom struct {
	t *testing.T
	r *readout.Reading
}

// report adds a report of lines "role: text"; a line of role repeat repeats
// the line before it.
func (n *newsroom) report(input, outlet, title, date string, lines ...string) int {
	r := &readout.Report{}
	for i, l := range lines {
		role, text, _ := strings.Cut(l, ": ")
		if i > 0 {
			r.Source += "\n"
		}
		b := readout.Block{Role: readout.Role(role), Reason: "test line " + role, Repeats: -1}
		if b.Role == readout.RoleRepeat {
			b.Repeats = i - 1
		}
		b.Start = len(r.Source)
		r.Source += text
		b.End = len(r.Source)
		r.Blocks = append(r.Blocks, b)
	}
	sum := sha256.Sum256([]byte(r.Source))
	r.Capture = readout.Capture{SHA256: hex.EncodeToString(sum[:]), Bytes: len(r.Source), Input: input, Format: "text"}
	set := func(f *readout.Found, v string) {
		if v != "" {
			*f = readout.Found{Value: v, Basis: "test"}
		}
	}
	set(&r.Outlet, outlet)
	set(&r.Title, title)
	set(&r.Published, date)
	set(&r.Lang, "en")
	n.r.Docs = append(n.r.Docs, &readout.Document{Report: r})
	return len(n.r.Docs) - 1
}

// ref finds words in a report.
func (n *newsroom) ref(report int, words string) readout.Ref {
	at := strings.Index(n.r.Docs[report].Report.Source, words)
	if at < 0 {
		n.t.Fatalf("report %s has no words %q", Label(report), words)
	}
	return readout.Ref{Report: report, Span: readout.Span{Start: at, End: at + len(words)}}
}

// evidence adds a statement with its chain and points at it. hops are "kind|name|cue".
func (n *newsroom) evidence(report int, words string, pos readout.Position, hops ...string) readout.Evidence {
	ref := n.ref(report, words)
	d := n.r.Docs[report]
	s := readout.Statement{
		Span: ref.Span, Position: pos, Form: readout.NoForm, Status: readout.Happened, Attribution: -1, Event: -1,
		Chain: []readout.Hop{{Name: d.Report.Outlet.Value, Kind: readout.OwnVoice, Entity: -1}},
	}
	for _, h := range hops {
		f := strings.Split(h, "|")
		s.Form = readout.Indirect
		s.Chain = append(s.Chain, readout.Hop{Kind: readout.SourceKind(f[0]), Name: f[1], Cue: f[2], Entity: -1})
	}
	d.Statements = append(d.Statements, s)
	return readout.Evidence{Ref: ref, Exact: words, Stance: readout.Supports, Statement: len(d.Statements) - 1}
}

func (n *newsroom) timex(report int, words, value string) readout.TimexAt {
	d := n.r.Docs[report]
	d.Timexes = append(d.Timexes, readout.Timex{Span: n.ref(report, words).Span, Type: readout.Date, Value: value})
	return readout.TimexAt{Report: report, Timex: len(d.Timexes) - 1}
}

func (n *newsroom) office(report int, words string) readout.OfficeAt {
	return readout.OfficeAt{Report: report, Office: readout.Office{Title: words, Span: n.ref(report, words).Span}}
}

// said finds the statement of a report with the words.
func (n *newsroom) said(report int, words string) readout.StatementAt {
	ref := n.ref(report, words)
	for i, s := range n.r.Docs[report].Statements {
		if s.Span == ref.Span {
			return readout.StatementAt{Report: report, Statement: i}
		}
	}
	n.t.Fatalf("report %s has no statement %q", Label(report), words)
	return readout.StatementAt{}
}

// at puts evidence under an origin and a root.
func at(e readout.Evidence, origin, root int) readout.Evidence {
	e.Origin, e.Root = origin, root
	return e
}

// harbour is a reading of four invented reports on a harbour dispute: two
// newsrooms, a relay and a repost.
func harbour(t *testing.T) *readout.Reading {
	n := &newsroom{t: t, r: &readout.Reading{}}
	a := n.report("reports/courier.html", "Vale Courier", "Harbour pay accord signed in Port Vale", "2031-03-12T08:00:00Z",
		"headline: Harbour pay accord signed in Port Vale",
		"caption: Tomas Redl outside the customs house on Tuesday.",
		"lead: The harbour ministry and the dockers’ union signed a pay accord in Port Vale on Tuesday, ending a walkout of nine days.",
		"repeat: The harbour ministry and the dockers’ union signed a pay accord in Port Vale on Tuesday, ending a walkout of nine days.",
		"body: Harbour Minister Ilse Varga said the accord “opens a calm season” for the port. About 400 dockers had stayed away, the ministry said.",
		"body: Northern Wire reported that, according to two union members, the sides had met in secret on Sunday. The port company did not answer questions.",
		"teaser: Ten walks for a rainy day in Port Vale",
		"advertisement: Boots at half price")
	b := n.report("reports/wire.txt", "Northern Wire", "Dockers and ministry settle", "2031-03-11",
		"headline: Dockers and ministry settle",
		"lead: Dockers in Port Vale and the harbour ministry settled their pay dispute on March 11, both sides said.",
		"body: More than 600 dockers had joined the walkout, union leader Tomas Redl said. Minister Ilse Vargha called the accord one that “opens a calm season”.",
		"body: Two union members who took part said the sides had met in secret at a chapel on Sunday.",
		"body: A second round of talks on pensions is expected in April, Redl said. He called the day “a fair start, no more”.")
	c := n.report("reports/shore.txt", "", "Dockers and ministry settle", "",
		"headline: Dockers and ministry settle",
		"lead: Dockers in Port Vale and the harbour ministry settled their pay dispute on March 11, both sides said.",
		"credit: NORTHERN WIRE")
	n.r.Docs[c].Report.Origin = readout.Found{Value: "Northern Wire", Basis: "block 3, credit"}
	n.r.Copies = []readout.Copy{{Report: c, Of: b, Share: 1, Basis: "credit line C3"}}
	n.r.Failed = []readout.Failure{{Report: -1, Input: "reports/scan.pdf", Reason: "PDF cannot be read yet; save it as HTML or text"}}

	st := readout.Story{
		ID: "s1", Title: "Harbour pay accord signed in Port Vale", From: "2031-03-09", To: "2031-03-11", Reports: []int{a, b, c},
		Origins: []readout.Origin{{ID: "o1", Name: "Vale Courier", Basis: "outlet of A"}, {ID: "o2", Name: "Northern Wire", Basis: "outlet of B"}},
		Roots: []readout.Root{
			{ID: "r1", Name: "Vale Courier", Kind: readout.OwnVoice, Origin: 0}, {ID: "r2", Name: "both sides", Kind: readout.Group, Origin: 1},
			{ID: "r3", Name: "Ilse Varga", Kind: readout.Official, Origin: 0}, {ID: "r4", Name: "two union members", Kind: readout.Unnamed, Origin: 1},
			{ID: "r5", Name: "the ministry", Kind: readout.Body, Origin: 0}, {ID: "r6", Name: "Tomas Redl", Kind: readout.NamedPerson, Origin: 1},
		},
	}
	st.Claims, st.Next, st.Assessments = harbourClaims(n, a, b, c), []int{6}, []int{7}
	st.Differences = []readout.Difference{
		{ID: "d-7f", Kind: readout.Contradiction, About: "number of dockers", Reason: "400 and 600 cannot both hold", Sides: []readout.Side{
			{Value: "400", Claims: []int{3}, Evidence: []readout.Ref{n.ref(a, "About 400 dockers had stayed away")}},
			{Value: "600", Claims: []int{4}, Evidence: []readout.Ref{n.ref(b, "More than 600 dockers had joined the walkout")}}}},
		{ID: "d-80", Kind: readout.OnlyOneSays, About: "length of the walkout", Sides: []readout.Side{
			{Evidence: []readout.Ref{n.ref(a, "ending a walkout of nine days")}}}, Silent: []int{b, c}},
	}
	st.Relays = []readout.Relay{{Report: a, Of: "Northern Wire", Match: b, Claims: []int{2},
		Ref: n.ref(a, "Northern Wire reported that, according to two union members"), Lost: []string{"who took part", "at a chapel"},
		Changed: []readout.Change{{From: "Two union members", To: "two union members"}}}}
	st.People = []readout.Identity{
		{Type: readout.Person, Key: "ilse varga", Because: "same office, same event", Names: []readout.NameAt{
			{Name: "Ilse Varga", Ref: n.ref(a, "Ilse Varga")}, {Name: "Ilse Vargha", Ref: n.ref(b, "Ilse Vargha")}},
			Offices: []readout.OfficeAt{n.office(a, "Harbour Minister"), n.office(b, "Minister")}},
		{Type: readout.Person, Key: "tomas redl", Names: []readout.NameAt{{Name: "Tomas Redl", Ref: n.ref(a, "Tomas Redl")}, {Name: "Tomas Redl", Ref: n.ref(b, "Tomas Redl")}},
			Offices: []readout.OfficeAt{n.office(b, "union leader")}},
	}
	st.Days = []readout.Day{
		{Value: "2031-03-09", Timexes: []readout.TimexAt{n.timex(a, "Sunday", "2031-03-09")}, Derivation: `"Sunday" before publication 2031-03-12`},
		{Value: "2031-03-11", Timexes: []readout.TimexAt{n.timex(a, "Tuesday", "2031-03-11"), n.timex(b, "March 11", "2031-03-11")},
			Derivation: `"March 11" of the year of publication 2031-03-11; "Tuesday" before publication 2031-03-12`},
	}
	st.Silence = []readout.Ref{n.ref(a, "The port company did not answer questions.")}
	st.Speakers = harbourSpeakers(n, a, b)
	n.r.Stories = []readout.Story{st}
	return n.r
}

func harbourSpeakers(n *newsroom, a, b int) []readout.Speaker {
	he := n.said(b, "“a fair start, no more”")
	hop := &n.r.Docs[b].Statements[he.Statement].Chain[1]
	hop.Span = n.ref(b, "He").Span
	return []readout.Speaker{
		{Name: "Ilse Varga", Kind: readout.Official, Identity: 0, Utterances: []readout.Utterance{
			{StatementAt: n.said(a, "the accord “opens a calm season” for the port"), Claim: 1,
				Also: []readout.StatementAt{n.said(b, "the accord one that “opens a calm season”")}}}},
		{Name: "Tomas Redl", Kind: readout.NamedPerson, Identity: 1, Utterances: []readout.Utterance{
			{StatementAt: n.said(b, "More than 600 dockers had joined the walkout"), Claim: -1},
			{StatementAt: n.said(b, "A second round of talks on pensions is expected in April"), Claim: -1},
			{StatementAt: he, Claim: 7}}},
		{Name: "the ministry", Kind: readout.Body, Identity: -1, Utterances: []readout.Utterance{
			{StatementAt: n.said(a, "About 400 dockers had stayed away"), Claim: -1}}},
		{Name: "Two union members", Kind: readout.Unnamed, Identity: -1, Utterances: []readout.Utterance{
			{StatementAt: n.said(b, "the sides had met in secret at a chapel on Sunday"), Claim: -1}}},
		{Name: "two union members", Kind: readout.Unnamed, Identity: -1, Utterances: []readout.Utterance{
			{StatementAt: n.said(a, "the sides had met in secret on Sunday"), Claim: -1}}},
	}
}

func harbourClaims(n *newsroom, a, b, c int) []readout.Claim {
	signed := "The harbour ministry and the dockers’ union signed a pay accord in Port Vale on Tuesday"
	settled := "Dockers in Port Vale and the harbour ministry settled their pay dispute on March 11"
	calm := n.evidence(a, "the accord “opens a calm season” for the port", readout.InBody, "official|Harbour Minister Ilse Varga|said")
	calmB := n.evidence(b, "the accord one that “opens a calm season”", readout.InBody, "official|Minister Ilse Vargha|called")
	secret := n.evidence(b, "the sides had met in secret at a chapel on Sunday", readout.InBody, "unnamed|Two union members|said")
	d := n.r.Docs[b]
	hop := &d.Statements[len(d.Statements)-1].Chain[1]
	hop.Access = n.ref(b, "who took part").Span
	return []readout.Claim{
		{ID: "c1", Text: signed, Ledger: readout.IsSo, Status: readout.Happened, Level: readout.Corroborated, Count: 2,
			Independence: readout.NotEstablished, Reason: "own voice of Vale Courier names no source and may rest on B",
			Evidence: []readout.Evidence{
				at(n.evidence(a, signed, readout.InLead), 0, 0),
				at(n.evidence(b, settled, readout.InLead, "group|both sides|said"), 1, 1),
				at(n.evidence(c, settled, readout.InLead, "outlet|NORTHERN WIRE|", "group|both sides|said"), 1, 1)}},
		{ID: "c2", Text: "the accord “opens a calm season” for the port", Ledger: readout.WasSaid, Status: readout.Happened,
			Level: readout.Corroborated, Count: 2, Independence: readout.NotEstablished, Reason: "one speaker, two hearers",
			Evidence: []readout.Evidence{at(calm, 0, 2), at(calmB, 1, 2)}},
		{ID: "c3", Text: "the sides had met in secret at a chapel on Sunday", Ledger: readout.IsSo, Status: readout.Happened,
			Level: readout.Relayed, Count: 1, Independence: readout.Contradicted, Reason: "A relays Northern Wire",
			Evidence: []readout.Evidence{at(secret, 1, 3), at(n.evidence(a, "the sides had met in secret on Sunday", readout.InBody,
				"outlet|Northern Wire|reported", "unnamed|two union members|according to"), 1, 3)}},
		{ID: "c4", Text: "About 400 dockers had stayed away", Ledger: readout.IsSo, Status: readout.Happened, Level: readout.Disputed, Count: 1,
			Independence: readout.NotEstablished, Reason: "B gives 600", Evidence: []readout.Evidence{
				at(n.evidence(a, "About 400 dockers had stayed away", readout.InBody, "body|the ministry|said"), 0, 4)}},
		{ID: "c5", Text: "More than 600 dockers had joined the walkout", Ledger: readout.IsSo, Status: readout.Happened, Level: readout.Disputed, Count: 1,
			Independence: readout.NotEstablished, Reason: "A gives 400", Evidence: []readout.Evidence{
				at(n.evidence(b, "More than 600 dockers had joined the walkout", readout.InBody, "person|union leader Tomas Redl|said"), 1, 5)}},
		{ID: "c6", Text: "ending a walkout of nine days", Ledger: readout.IsSo, Status: readout.Happened, Level: readout.Single, Count: 1,
			Independence: readout.NotEstablished, Evidence: []readout.Evidence{at(n.evidence(a, "ending a walkout of nine days", readout.InLead), 0, 0)}},
		{ID: "c7", Text: "A second round of talks on pensions is expected in April", Ledger: readout.IsSo, Status: readout.Expected, Level: readout.Single, Count: 1,
			Evidence: []readout.Evidence{at(n.evidence(b, "A second round of talks on pensions is expected in April", readout.InBody, "person|Redl|said"), 1, 5)}},
		{ID: "c8", Text: "“a fair start, no more”", Ledger: readout.WasSaid, Status: readout.Happened, Level: readout.Single, Count: 1,
			Evidence: []readout.Evidence{at(n.evidence(b, "“a fair start, no more”", readout.InBody, "person|Tomas Redl|called"), 1, 5)}},
		{ID: "c2b", Text: "the accord “opens a calm season” for the port", Ledger: readout.IsSo, Status: readout.Happened,
			Level: readout.Relayed, Count: 1, Independence: readout.Contradicted, Reason: "one speaker",
			Evidence: []readout.Evidence{at(calm, 0, 2), at(calmB, 1, 2)}},
	}
}
