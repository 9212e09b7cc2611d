package stage

import (
	"errors"
	"testing"
)

// TestCheck holds claims against texts, gives the nearest sentences by code
// points, and refuses lines that lack one of the two.
func TestCheck(t *testing.T) {
	const text = "The harbour café in Östby burned down on Monday night, the fire brigade said. " +
		"Nobody was hurt. The brigade confirmed that the café burned down after a stove was left on."
	in := listOf(t,
		map[string]any{"id": 7, "headline": "Harbour café burned down in Östby", "text": text},
		map[string]any{"id": "far", "claim": "Parliament of Orra elects new speaker", "text": text},
		map[string]any{"id": "none", "text": text},
		map[string]any{"id": "bare", "claim": "Harbour café burned down"},
	)
	rows, err := runStage(t, "check", in, Options{Jobs: 2})
	var u *Unread
	if !errors.As(err, &u) || u.N != 2 || len(rows) != 4 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	if s := rows[0]["stance"]; s != "agree" && s != "discuss" {
		t.Errorf("a report that says so: %v", s)
	}
	at, _ := rows[0]["evidence"].([]any)
	if len(at) == 0 {
		t.Fatal("no evidence")
	}
	first, _ := at[0].(map[string]any)
	start, _ := first["start"].(float64)
	end, _ := first["end"].(float64)
	if got := string([]rune(text)[int(start):int(end)]); got != "The harbour café in Östby burned down on Monday night, the fire brigade said." {
		t.Errorf("the first evidence is %q", got)
	}
	if far, _ := rows[1]["evidence"].([]any); rows[1]["stance"] != "unrelated" || len(far) > 0 {
		t.Errorf("another matter: %v", rows[1])
	}
	for _, r := range rows[2:] {
		if r["error"] == nil || r["stance"] != nil {
			t.Errorf("got %v", r)
		}
	}
}
