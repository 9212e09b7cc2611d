package brief

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

var markWords = map[readout.HistoryMark]string{
	readout.FirstReport: "first reported", readout.FirstNamed: "first named source", readout.FirstDenial: "first denial",
	readout.SecondRootSeen: "second root", readout.WithdrawnByThen: "withdrawn",
}

// HistoryText tells how a claim came to stand as it does.
func HistoryText(w io.Writer, r *readout.Reading, h readout.History, opt Options) error {
	st := &r.Stories[h.Story]
	c := &st.Claims[h.Claim]
	v := newView(r, st)
	p := newPage(w, opt)
	p.item(bold, fmt.Sprintf("C%d", h.Claim+1), 5, quote(c.Text, listed))
	p.text(5, string(c.Level)+", "+count(c.Count, unitOf(c), unitOf(c)+"s")+"; "+string(c.Independence)+": "+Clean(c.Reason))
	for _, s := range h.Steps {
		e := &c.Evidence[s.Evidence]
		p.blank()
		when := dayTime(s.At)
		switch {
		case !s.Stated:
			when = "received " + s.At.Format(time.DateOnly)
		case s.Day:
			when = s.At.Format(time.DateOnly)
		}
		head := v.outlet(e.Report) + " " + v.place(e.Ref)
		var marks []string
		for _, m := range s.Marks {
			marks = append(marks, markWords[m])
		}
		if len(marks) > 0 {
			head += "  [" + strings.Join(marks, ", ") + "]"
		}
		p.item(bold, when, 21, head)
		p.text(4, quote(e.Exact, listed))
		line := v.chain(e)
		if e.Stance == readout.Denies {
			line += "; against the claim"
		}
		if e.Withdrawn != "" {
			line += "; withdrawn: " + Clean(e.Withdrawn)
		}
		p.text(4, line)
		if s.Reworded != "" {
			p.text(4, "words: "+s.Reworded)
		}
	}
	return p.flush()
}

func unitOf(c *readout.Claim) string {
	if c.Ledger == readout.WasSaid {
		return "hearer"
	}
	return "root"
}

type stepJSON struct {
	At       string       `json:"at"`
	Stated   bool         `json:"stated"`
	Day      bool         `json:"day_only"`
	Marks    []string     `json:"marks"`
	Reworded string       `json:"reworded"`
	Evidence evidenceJSON `json:"evidence"`
}

type historyJSON struct {
	Readout programJSON  `json:"readout"`
	Story   string       `json:"story"`
	Reports []reportJSON `json:"reports"`
	Claim   claimJSON    `json:"claim"`
	Steps   []stepJSON   `json:"steps"`
}

// HistoryJSON writes the history of a claim as one line of JSON.
func HistoryJSON(w io.Writer, r *readout.Reading, h readout.History, opt Options) error {
	st := &r.Stories[h.Story]
	c := &st.Claims[h.Claim]
	e := newEncoder(r)
	out := historyJSON{programJSON{opt.Version, opt.Pipeline}, st.ID, e.reports(), e.claim(st, c), []stepJSON{}}
	for _, s := range h.Steps {
		marks := []string{}
		for _, m := range s.Marks {
			marks = append(marks, string(m))
		}
		out.Steps = append(out.Steps, stepJSON{jsonTime(s.At), s.Stated, s.Day, marks, s.Reworded, e.evidence(st, &c.Evidence[s.Evidence])})
	}
	return encode(w, out)
}

// VersionsText tells what each version of a report says otherwise than the one
// before it.
func VersionsText(w io.Writer, list []readout.VersionChange, opt Options) error {
	p := newPage(w, opt)
	if len(list) == 0 {
		p.text(0, "The record has one version of this report.")
	}
	for i, c := range list {
		if i > 0 {
			p.blank()
		}
		p.item(bold, dayTime(c.At), 19, fmt.Sprintf("%s revises %s: %s, %s, %s", c.After, c.Before,
			count(len(c.Added), "sentence added", "sentences added"), count(len(c.Dropped), "dropped", "dropped"), count(len(c.Reworded), "reworded", "reworded")))
		for _, a := range c.Added {
			p.item(green, "  +", 4, quote(a.Exact, listed))
		}
		for _, a := range c.Dropped {
			p.item(red, "  -", 4, quote(a.Exact, listed))
		}
		for _, x := range c.Reworded {
			p.item(yellow, "  ~", 4, quote(x[0].Exact, listed))
			p.item(normal, "  →", 4, quote(x[1].Exact, listed))
		}
		p.claimsChanged(c.Claims)
	}
	return p.flush()
}

// claimsChanged lists what became of the claims of a story by a later version.
func (p *page) claimsChanged(list []readout.News) {
	if len(list) == 0 {
		p.text(2, "no claim of the story changed by it")
		return
	}
	p.item(bold, "  CLAIMS", 10, count(len(list), "changed", "changed"))
	for _, h := range newsHeads {
		for _, n := range list {
			if n.Kind != h.kind {
				continue
			}
			line := strings.ToLower(h.head) + ": " + quote(n.Text, listed)
			if n.Was != "" {
				line += ", was " + quote(n.Was, listed)
			}
			if m := movedFrom(n); m != "" {
				line += "; " + m
			}
			p.text(4, line+"; "+n.Claim)
		}
	}
}

type versionClaimJSON struct {
	Kind   string `json:"kind" one:"new|corroborated|disputed|named|gone|heard|less|reworded"`
	Claim  string `json:"claim"`
	Text   string `json:"text"`
	Was    string `json:"was"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type versionJSON struct {
	Before   string             `json:"before"`
	After    string             `json:"after"`
	At       string             `json:"at"`
	Added    []string           `json:"added"`
	Dropped  []string           `json:"dropped"`
	Reworded [][2]string        `json:"reworded"`
	Claims   []versionClaimJSON `json:"claims"`
}

type versionsJSON struct {
	Readout  programJSON   `json:"readout"`
	Versions []versionJSON `json:"versions"`
}

// VersionsJSON writes the versions of a report as one line of JSON.
func VersionsJSON(w io.Writer, list []readout.VersionChange, opt Options) error {
	out := versionsJSON{programJSON{opt.Version, opt.Pipeline}, []versionJSON{}}
	exact := func(list []readout.Anchor) []string {
		words := []string{}
		for _, a := range list {
			words = append(words, a.Exact)
		}
		return words
	}
	for _, c := range list {
		v := versionJSON{c.Before, c.After, jsonTime(c.At), exact(c.Added), exact(c.Dropped), [][2]string{}, []versionClaimJSON{}}
		for _, n := range c.Claims {
			v.Claims = append(v.Claims, versionClaimJSON{string(n.Kind), n.Claim, n.Text, n.Was, n.Before, n.After})
		}
		for _, x := range c.Reworded {
			v.Reworded = append(v.Reworded, [2]string{x[0].Exact, x[1].Exact})
		}
		out.Versions = append(out.Versions, v)
	}
	return encode(w, out)
}

// JudgementsText lists corrections with who made them, when and why, and of those
// without effect the reason, by their numbers.
func JudgementsText(w io.Writer, list []readout.Judgement, without map[int64]string, opt Options) error {
	p := newPage(w, opt)
	p.text(0, count(len(list), "correction", "corrections"))
	for _, j := range list {
		p.blank()
		p.item(bold, fmt.Sprint(j.ID), 5, judgementLine(j))
		p.text(5, "by "+Clean(j.By)+", "+dayTime(j.At)+because(j.Reason))
		if why := without[j.ID]; why != "" {
			p.text(5, "changes nothing: "+Clean(why))
		}
		if !j.Undone.IsZero() {
			p.text(5, "undone by "+Clean(j.UndoBy)+", "+dayTime(j.Undone))
		}
	}
	return p.flush()
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + Clean(reason)
}

// JudgementLine says in one line what a judgement decides.
func JudgementLine(j readout.Judgement) string { return unglued(judgementLine(j)) }

func judgementLine(j readout.Judgement) string {
	at := func(a readout.Anchor) string {
		if a.Whole() {
			return "report " + a.Report
		}
		return quote(a.Exact, 120) + " in " + a.Report
	}
	switch {
	case j.Kind.Pairs():
		return string(j.Kind) + ": " + at(j.A) + " and " + at(j.B)
	case j.Value == "":
		return string(j.Kind) + ": " + at(j.A)
	}
	return string(j.Kind) + ": " + at(j.A) + ": " + Clean(j.Value)
}

type anchorJSON struct {
	Report string `json:"report"`
	Exact  string `json:"exact"`
}

type judgementJSON struct {
	ID     int64       `json:"id"`
	Kind   string      `json:"kind"`
	A      anchorJSON  `json:"a"`
	B      *anchorJSON `json:"b"`
	Value  string      `json:"value"`
	By     string      `json:"by"`
	At     string      `json:"at"`
	Reason string      `json:"reason"`
	Undone string      `json:"undone"`
	UndoBy string      `json:"undo_by"`

	Unplaced string `json:"unplaced"`
}

type judgementsJSON struct {
	Readout     programJSON     `json:"readout"`
	Corrections []judgementJSON `json:"corrections"`
}

// JudgementsJSON writes corrections as one line of JSON; unplaced says why one has
// no effect.
func JudgementsJSON(w io.Writer, list []readout.Judgement, without map[int64]string, opt Options) error {
	out := judgementsJSON{programJSON{opt.Version, opt.Pipeline}, []judgementJSON{}}
	for _, j := range list {
		x := judgementJSON{j.ID, string(j.Kind), anchorJSON{j.A.Report, j.A.Exact}, nil, j.Value, j.By, jsonTime(j.At), j.Reason, jsonTime(j.Undone), j.UndoBy, without[j.ID]}
		if j.B.Report != "" {
			x.B = &anchorJSON{j.B.Report, j.B.Exact}
		}
		out.Corrections = append(out.Corrections, x)
	}
	return encode(w, out)
}
