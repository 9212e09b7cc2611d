package stage

import (
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
)

// annotate reads one text a line and gives its layers.
func (r *run) annotate(files []string) error {
	return r.records(files, func(rec record) answer {
		report, err := textReport(rec)
		if err != nil {
			return answer{err: err}
		}
		if !rec.has("text") {
			return refuse(rec.id, fmt.Errorf("%w: the line gives no text", readout.ErrFormat))
		}
		a := annotation(annotate.Document(report))
		a.ID, a.Text = rec.id, rec.keys["text"]
		return give(a)
	})
}
