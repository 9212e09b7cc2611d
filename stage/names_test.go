package stage

import (
	"errors"
	"testing"

	"github.com/readout-project/readout"
)

// TestNames scores pairs in their order, and refuses lines that give none.
func TestNames(t *testing.T) {
	in := listOf(t,
		map[string]any{"id": "one", "a": "Tarek al-Bousiri", "b": "Tariq Al Busiri", "type": "person", "scope": "corpus", "label": false},
		map[string]any{"id": 2, "a": "Hamad al-Farsi", "b": "Salim al-Farsi", "type": "person", "scope": nil},
		map[string]any{"id": 3, "a": "Varra Lines", "b": nil, "type": "organization"},
		map[string]any{"id": 4, "a": "Varra Lines", "b": "Varra Lines Ltd", "type": "ship"},
	)
	rows, err := runStage(t, "names", in, Options{Jobs: 2})
	var u *Unread
	if !errors.As(err, &u) || u.N != 2 || len(rows) != 4 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	if s, ok := rows[0]["score"].(float64); !ok || s < 0.5 || rows[0]["id"] != "one" || rows[0]["reason"] == "" {
		t.Errorf("got %v", rows[0])
	}
	if s, ok := rows[1]["score"].(float64); !ok || s >= 0.5 {
		t.Errorf("got %v", rows[1])
	}
	for _, r := range rows[2:] {
		if r["error"] == nil || r["score"] != nil {
			t.Errorf("got %v", r)
		}
	}
	if _, err := runStage(t, "names", `{"id":1,"a":["x"],"b":"y","type":"person"}`, Options{}); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("a name that is a list: %v", err)
	}
}
