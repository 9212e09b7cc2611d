package stage

import (
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
)

// coded is the answer of stage code for one text.
type coded struct {
	ID     json.RawMessage `json:"id"`
	Events []codedEvent    `json:"events"`
}

type codedEvent struct {
	Type   string  `json:"type"`
	Mode   string  `json:"mode"`
	Source []party `json:"source"`
	Target []party `json:"target"`
}

type party struct {
	Code   string `json:"code"`
	Sector string `json:"sector"`
	Text   string `json:"text"`
}

// code finds the events of one or a few sentences, in PLOVER terms.
func (r *run) code(files []string) error {
	return r.records(files, func(rec record) answer {
		report, err := textReport(rec)
		if err != nil {
			return answer{err: err}
		}
		if !rec.has("text") {
			return refuse(rec.id, fmt.Errorf("%w: the line gives no text", readout.ErrFormat))
		}
		return give(coded{rec.id, eventsOf(annotate.Document(report))})
	})
}

func eventsOf(d *readout.Document) []codedEvent {
	out := []codedEvent{}
	for _, e := range d.Events {
		side := func(_ int, p readout.Participant) party {
			return party{p.Code, p.Sector, p.Span.Of(d.Report.Source)}
		}
		out = append(out, codedEvent{e.Type, e.Mode, each(e.Actors, side), each(e.Recipients, side)})
	}
	return out
}
