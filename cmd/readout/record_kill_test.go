package main

import (
	"bufio"
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// kills is how often the program is killed while it adds: READOUT_KILLS, else a few.
func kills(t *testing.T) int {
	n, err := strconv.Atoi(os.Getenv("READOUT_KILLS"))
	if err != nil {
		n = 20
	}
	if testing.Short() {
		n = min(n, 5)
	}
	t.Logf("%d kills", n)
	return n
}

// A report that the program said to have added is in the record, whatever kills the
// program at whatever moment, and the record is whole.
func TestKilledWhileAdding(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "readout.exe")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pages := filepath.Join(folder, "pages")
	if err := os.Mkdir(pages, 0o700); err != nil {
		t.Fatal(err)
	}
	reports := madeReports(400, false)
	path := filepath.Join(folder, "record.db")
	rng := rand.New(rand.NewPCG(5, 6))
	said := map[string]bool{}
	next := 0
	for range kills(t) {
		for range 12 { // new work for this run; what is known is passed over
			r := &reports[next%len(reports)]
			r.title += strconv.Itoa(next)
			if err := os.WriteFile(filepath.Join(pages, strconv.Itoa(next)+".html"), []byte(r.page()), 0o600); err != nil {
				t.Fatal(err)
			}
			next++
		}
		addAndKill(t, program, path, pages, time.Duration(rng.IntN(300))*time.Millisecond, rng.IntN(4) > 0, said)
		for old := next - 12; old >= 0 && old >= next-24; old-- {
			_ = os.Remove(filepath.Join(pages, strconv.Itoa(old)+".html")) //nolint:errcheck // one that is gone already
		}
	}
	r, err := record.Open(context.Background(), path, record.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // only read
	list, err := r.Reports(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, f := range list {
		have[f.ID] = f.State == store.Read
	}
	for id := range said {
		if !have[id] {
			t.Errorf("report %s was said to be added and is not there", id)
		}
	}
	if err := r.Weigh(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	v, err := r.Verify(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Faults {
		t.Error(f)
	}
	if len(said) == 0 {
		t.Error("no report was added before a kill: the test shows nothing")
	}
	t.Logf("%d reports said to be added, %d in the record, %d spans verified", len(said), len(list), v.Spans)
}

// addAndKill runs add and kills it after a while, counted from its start or from
// the first report that it adds; the reports that it said to have added go into
// said.
func addAndKill(t *testing.T, program, path, pages string, after time.Duration, atWork bool, said map[string]bool) {
	t.Helper()
	c := exec.Command(program, "add", "--db", path, pages)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() { _ = c.Process.Kill() } //nolint:errcheck // it may have ended
	if !atWork {
		time.AfterFunc(after, kill)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if id, rest, ok := strings.Cut(lines.Text(), "  "); ok && strings.Contains(rest, ": added") && strings.Contains(rest, "story s") {
			said[id] = true
			if atWork {
				atWork = false
				time.AfterFunc(after, kill)
			}
		}
	}
	_ = c.Wait() //nolint:errcheck // it was killed
}
