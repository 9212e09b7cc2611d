package stage

import (
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/stance"
)

// checked is the answer of stage check for one claim and one text. Offsets are
// code points of the text. Unread is how many bytes at the end of an overlong
// text were not looked at.
type checked struct {
	ID       json.RawMessage `json:"id"`
	Stance   string          `json:"stance"`
	Evidence []extent        `json:"evidence"`
	Unread   int             `json:"unread,omitempty"`
}

// check says how each text as a whole stands to a claim.
func (r *run) check(files []string) error {
	return r.records(files, func(rec record) answer {
		claim, err := rec.text("claim", "headline")
		if err != nil {
			return answer{err: err}
		}
		text, err := rec.text("text")
		if err != nil {
			return answer{err: err}
		}
		if claim == "" || !rec.has("text") {
			return refuse(rec.id, fmt.Errorf("%w: the line does not give a claim (or headline) and a text", readout.ErrFormat))
		}
		t := stance.Prepare(text)
		v := t.Judge(claim)
		out := checked{ID: rec.id, Stance: v.Stance.String(), Evidence: []extent{}, Unread: t.Unread()}
		points := readout.NewCodePoints(text)
		for _, s := range v.Evidence {
			start, end := points.Span(s)
			out.Evidence = append(out.Evidence, extent{start, end})
		}
		return give(out)
	})
}
