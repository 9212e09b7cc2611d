package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// claimLine is one line of [JSONLines].
type claimLine struct {
	Story        string         `json:"story"`
	StoryTitle   string         `json:"story_title"`
	ID           string         `json:"id"`
	Text         string         `json:"text"`
	Ledger       string         `json:"ledger"`
	Status       string         `json:"status"`
	Level        string         `json:"level"`
	Count        int            `json:"count"`
	Independence string         `json:"independence"`
	Reason       string         `json:"reason"`
	Suggested    bool           `json:"suggested"`
	Evidence     []evidenceLine `json:"evidence"`
}

// evidenceLine has the keys of evidence in the brief, then what a line by itself
// needs to be followed: the report, and the names behind the ids.
type evidenceLine struct {
	Report     string    `json:"report"`
	Start      int       `json:"start"`
	End        int       `json:"end"`
	Exact      string    `json:"exact"`
	Stance     string    `json:"stance"`
	Origin     string    `json:"origin"`
	Root       string    `json:"root"`
	Position   string    `json:"position"`
	Form       string    `json:"form"`
	Chain      []hopLine `json:"chain"`
	Withdrawn  string    `json:"withdrawn"`
	SHA256     string    `json:"sha256"`
	Outlet     string    `json:"outlet"`
	Title      string    `json:"title"`
	Published  string    `json:"published"`
	OriginName string    `json:"origin_name"`
	RootName   string    `json:"root_name"`
	RootKind   string    `json:"root_kind"`
}

type hopLine struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Cue  string `json:"cue"`
}

// JSONLines writes one object a claim, a line each (https://jsonlines.org), with
// the story that it is in and all its evidence, in the order of the reading. The
// keys are those of claims and evidence in the JSON of the brief. exact is the text
// of its span, verbatim.
func JSONLines(w io.Writer, r *readout.Reading, opt Options) error {
	r, err := chosen(r, opt)
	if err != nil {
		return err
	}
	p := newPlaces(r)
	for i := range r.Stories {
		st := &r.Stories[i]
		for k := range st.Claims {
			line, err := safeJSON(p.claimLine(st, &st.Claims[k]), "")
			if err != nil {
				return err
			}
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *places) claimLine(st *readout.Story, c *readout.Claim) claimLine {
	out := claimLine{
		Story: st.ID, StoryTitle: st.Title, ID: c.ID, Text: c.Text, Ledger: string(c.Ledger), Status: string(c.Status), Level: string(c.Level),
		Count: c.Count, Independence: string(c.Independence), Reason: c.Reason, Suggested: c.Suggested, Evidence: []evidenceLine{},
	}
	for i := range c.Evidence {
		out.Evidence = append(out.Evidence, p.evidenceLine(st, &c.Evidence[i]))
	}
	return out
}

func (p *places) evidenceLine(st *readout.Story, e *readout.Evidence) evidenceLine {
	r, origin, root := p.report(e.Report), st.Origins[e.Origin], st.Roots[e.Root]
	start, end := p.span(e.Ref)
	out := evidenceLine{
		Report: brief.Label(e.Report), Start: start, End: end, Exact: p.words(e.Ref), Stance: string(e.Stance),
		Origin: origin.ID, Root: root.ID, Chain: []hopLine{}, Withdrawn: e.Withdrawn,
		SHA256: r.Capture.SHA256, Outlet: r.Outlet.Value, Title: r.Title.Value, Published: r.Published.Value,
		OriginName: origin.Name, RootName: root.Name, RootKind: string(root.Kind),
	}
	if s := p.statement(e); s != nil {
		out.Position, out.Form = string(s.Position), string(s.Form)
		for _, h := range s.Chain {
			out.Chain = append(out.Chain, hopLine{h.Name, string(h.Kind), h.Cue})
		}
	}
	return out
}

// safeJSON is a value as JSON in ASCII escapes where a character could end a
// script element, move a cursor, reorder a line or hide text: the value that is
// read back is the same. indent is "" for one line. It ends with a line break.
func safeJSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b) // < > & and U+2028, U+2029 are escaped
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	raw := b.Bytes()
	if !bytes.ContainsFunc(raw, unseen) {
		return raw, nil
	}
	out := make([]byte, 0, len(raw)+64)
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case !unseen(r):
			out = append(out, raw[i:i+n]...)
		case r > 0xFFFF:
			hi, lo := utf16Pair(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		i += n
	}
	return out, nil
}

// unseen reports a character that is not shown as itself. Line breaks and blanks
// of JSON are ASCII and stay.
func unseen(r rune) bool {
	return r >= 0x7F && (unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs) || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF)
}

func utf16Pair(r rune) (hi, lo rune) {
	r -= 0x10000
	return 0xD800 + r>>10, 0xDC00 + r&0x3FF
}
