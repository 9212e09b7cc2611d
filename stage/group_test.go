package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

const (
	ferry   = "The ferry between Lindholm and Sandvik stopped on Monday after divers found a crack in its hull. The harbour office of Lindholm said that repairs would take nine days and that buses would carry the passengers over the bridge."
	harvest = "Growers in the Orlava valley picked the first plums of the season, two weeks earlier than last year. The cooperative expects a small harvest because frost in April killed many of the blossoms on the lower slopes."
)

// runStage runs a stage over what standard input holds.
func runStage(t *testing.T, name, in string, opt Options) ([]map[string]any, error) {
	t.Helper()
	var out bytes.Buffer
	opt.Stdin = strings.NewReader(in)
	err := Run(context.Background(), name, nil, &out, opt)
	var rows []map[string]any
	for l := range strings.Lines(out.String()) {
		var row map[string]any
		if err := json.Unmarshal([]byte(l), &row); err != nil {
			t.Fatalf("%q: %v", l, err)
		}
		rows = append(rows, row)
	}
	return rows, err
}

func listOf(t *testing.T, rows ...map[string]any) string {
	t.Helper()
	var b strings.Builder
	for _, r := range rows {
		if err := json.NewEncoder(&b).Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestGroup(t *testing.T) {
	in := listOf(t,
		map[string]any{"id": 1, "text": ferry, "title": "Ferry stops", "date": "2031-05-06", "outlet": "Lindholm Post"},
		map[string]any{"id": "two", "text": harvest, "title": nil, "date": nil, "outlet": nil},
		map[string]any{"id": "none"},
		map[string]any{"id": "three", "text": ferry, "title": "Ferry stops", "date": "2031-05-07", "outlet": "Sandvik News"},
	)
	rows, err := runStage(t, "group", in, Options{Jobs: 2})
	var u *Unread
	if !errors.As(err, &u) || u.N != 1 || u.Of != 4 {
		t.Fatalf("got %v", err)
	}
	if len(rows) != 4 || rows[0]["id"] != 1.0 || rows[1]["id"] != "two" || rows[3]["id"] != "three" {
		t.Fatalf("got %v", rows)
	}
	if rows[2]["error"] != "unreadable format: the line gives no text" {
		t.Errorf("got %v", rows[2])
	}
	if rows[0]["story"] != rows[3]["story"] || rows[0]["dup"] != rows[3]["dup"] || rows[0]["dup"] == "" {
		t.Errorf("copies are apart: %v, %v", rows[0], rows[3])
	}
	if rows[0]["story"] == rows[1]["story"] || rows[0]["dup"] == rows[1]["dup"] {
		t.Errorf("two stories are one: %v, %v", rows[0], rows[1])
	}
	if rows, err := runStage(t, "group", "", Options{}); err != nil || len(rows) != 0 {
		t.Errorf("of nothing: %v, %v", rows, err)
	}
	if rows, err := runStage(t, "group", in+"{", Options{}); !errors.Is(err, readout.ErrInvalid) || len(rows) != 0 {
		t.Errorf("of a malformed list: %v, %v", rows, err)
	}
}

func TestGroupReuse(t *testing.T) {
	in := listOf(t,
		map[string]any{"id": 1, "text": ferry, "date": "2031-05-06"},
		map[string]any{"id": "two", "text": harvest + "\n\n" + ferry, "date": "2031-05-08"},
		map[string]any{"id": "none"},
		map[string]any{"id": "three", "text": ferry, "date": "2031-05-07"},
	)
	rows, err := runStage(t, "group", in, Options{Reuse: true})
	var u *Unread
	if !errors.As(err, &u) || u.N != 1 || u.Of != 4 {
		t.Fatalf("got %v", err)
	}
	got := map[string]bool{}
	for _, r := range rows {
		got[fmt.Sprintf("%v %v %v %v", r["a"], r["b"], r["kind"], r["blocks"])] = true
	}
	if len(rows) != 4 || !got["three 1 copy [0]"] || !got["two 1 copy [1]"] {
		t.Errorf("got %v", rows)
	}
}
