package stage

import (
	"errors"
	"testing"
)

// TestCode codes sentences in their order and refuses a line without a text.
func TestCode(t *testing.T) {
	in := listOf(t,
		map[string]any{"id": "one", "text": "Norway condemned the government of Sudan on Monday.", "date": nil},
		map[string]any{"id": 2, "text": "The first plums of the season are ripe."},
		map[string]any{"id": 3, "text": nil},
	)
	rows, err := runStage(t, "code", in, Options{Jobs: 2})
	var u *Unread
	if !errors.As(err, &u) || u.N != 1 || len(rows) != 3 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	list, ok := rows[0]["events"].([]any)
	if !ok || len(list) != 1 || rows[0]["id"] != "one" {
		t.Fatalf("got %v", rows[0])
	}
	e := list[0].(map[string]any)
	source, target := e["source"].([]any), e["target"].([]any)
	if e["type"] != "ACCUSE" || len(source) != 1 || source[0].(map[string]any)["code"] != "NOR" || len(target) != 1 || target[0].(map[string]any)["code"] != "SDN" {
		t.Errorf("got %v", e)
	}
	if list, ok := rows[1]["events"].([]any); !ok || len(list) != 0 {
		t.Errorf("got %v", rows[1])
	}
	if rows[2]["error"] == nil {
		t.Errorf("got %v", rows[2])
	}
}
