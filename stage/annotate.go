package stage

import (
	"bytes"
	"encoding/json"
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
			return r.without(rec, fmt.Errorf("%w: the line gives no text", readout.ErrFormat))
		}
		if r.opt.Format == formatCoNLLU {
			t := treeText{doc: idText(rec.id)}
			return r.whole("report "+t.doc, nil, func(out *bytes.Buffer) error { return t.write(out, annotate.Document(report)) })
		}
		a := annotation(annotate.Document(report))
		a.ID, a.Text = rec.id, rec.keys["text"]
		return give(a)
	})
}

// without is the answer for a report that cannot be read. CoNLL-U says so in
// comments.
func (r *run) without(rec record, err error) answer {
	if r.opt.Format != formatCoNLLU {
		return refuse(rec.id, err)
	}
	return answer{line: fmt.Appendf(nil, "# newdoc id = %s\n# error = %s\n\n", idText(rec.id), err), unread: true}
}

// idText is an id on one line: a string without its quotes, any other value as it
// was written.
func idText(id json.RawMessage) string {
	var s string
	if err := json.Unmarshal(id, &s); err != nil {
		s = string(id)
	}
	return string(bytes.Join(bytes.Fields([]byte(s)), []byte(" ")))
}
