package stage

import (
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	events "github.com/readout-project/readout/annotate/event"
)

// coded is the answer of stage code for one text.
type coded struct {
	ID json.RawMessage `json:"id"`
	events.Coded
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
		d := annotate.Document(report)
		return give(coded{rec.id, events.Code(d, d.Events)})
	})
}
