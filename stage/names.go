package stage

import (
	"encoding/json"
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/names"
)

// matched is the answer of stage names for one pair.
type matched struct {
	ID     json.RawMessage `json:"id"`
	Score  float64         `json:"score"`
	Reason string          `json:"reason"`
}

// names scores pairs of names: how likely both mean one person, body or place.
func (r *run) names(files []string) error {
	return r.records(files, func(rec record) answer {
		p, err := pairOf(rec)
		if err != nil {
			return answer{err: err}
		}
		if !rec.has("a") || !rec.has("b") {
			return refuse(rec.id, fmt.Errorf("%w: the line does not give two names, a and b", readout.ErrFormat))
		}
		kind := readout.Type(p.kind)
		if kind != readout.Person && kind != readout.Organization && kind != readout.Place {
			return refuse(rec.id, fmt.Errorf("%w: type is %q, not person, organization or place", readout.ErrFormat, p.kind))
		}
		m := names.Compare(names.Parse(p.a, kind), names.Parse(p.b, kind), p.scope == "document")
		return give(matched{ID: rec.id, Score: m.Score(), Reason: m.Reason})
	})
}

// twoNames is a pair as a line gives it.
type twoNames struct{ a, b, kind, scope string }

func pairOf(rec record) (p twoNames, err error) {
	for _, f := range []struct {
		key string
		to  *string
	}{{"a", &p.a}, {"b", &p.b}, {"type", &p.kind}, {"scope", &p.scope}} {
		if *f.to, err = rec.text(f.key); err != nil {
			return p, err
		}
	}
	return p, nil
}
