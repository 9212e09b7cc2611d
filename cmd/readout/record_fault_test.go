package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/pack"
	"github.com/readout-project/readout/record"
)

// A command goes on over a story that the program fails on: it shows the rest, names
// the story, and ends as with a fault of the program.
func TestAStoryThatCannotBeWeighed(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path := filepath.Join(folder, "record.db")
	args := []string{"add", "--db", path}
	for name, r := range map[string]made{
		"a.html": {"Harbour Times", "Ferry runs aground off Port Vance", "2031-05-05", []string{"The ferry Solveig ran aground off Port Vance on Monday, the coast guard said."}},
		"b.html": {"Ardenia Post", "Parliament of Ardenia passes the budget", "2031-05-05", []string{"The parliament of Ardenia passed the budget on Monday, Speaker Irena Vask said."}},
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(r.page()), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(folder, name))
	}
	var out bytes.Buffer
	if exit, stderr := runWith(ctx, nil, &out, args...); exit != 0 {
		t.Fatalf("add: %d, %s", exit, stderr)
	}
	story := spoil(t, path)

	out.Reset()
	exit, stderr := runWith(ctx, nil, &out, "stories", "--db", path)
	if exit != exitInternal || !strings.Contains(stderr, "story "+story+" could not be weighed") || !strings.Contains(stderr, "please report it") {
		t.Errorf("exit %d, %s", exit, stderr)
	}
	if n := strings.Count(out.String(), "1 report"); n != 2 {
		t.Errorf("%d of 2 stories are listed:\n%s", n, out.String())
	}
	if exit, stderr := runWith(ctx, nil, &out, "brief", "--db", path, "--story", story); exit != exitInternal || strings.Count(stderr, "\n") != 1 {
		t.Errorf("the story itself: exit %d, %s", exit, stderr)
	}
}

// spoil makes weighing fall over the first story of a record.
func spoil(t *testing.T, path string) string {
	t.Helper()
	r, err := record.Open(context.Background(), path, record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := r.Reports(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Document(context.Background(), list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for i := range d.Statements {
		d.Statements[i].Span = readout.Span{Start: 1 << 20, End: 1 << 21}
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE document SET body = $1 WHERE report = $2", pack.Marshal(d), list[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE story SET stale = stale + 1 WHERE id = $1", list[0].Story); err != nil {
		t.Fatal(err)
	}
	return list[0].Story
}
