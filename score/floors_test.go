package score

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	printTable = flag.Bool("print", false, "print the measured figures as a Markdown table")
	update     = flag.Bool("update", false, "raise the floors in floors.json to what is measured and write the table of docs/scores.md")
)

// floors is what floors.json holds.
type floors struct {
	Corpora map[string]string `json:"corpora"` // path under shared/corpora -> SHA-256
	Runs    []run             `json:"runs"`
	Figures []figure          `json:"figures"`
}

// run is one measurement: what the program makes of a set, and the scorer that
// reads it. Kind is "stage" (a stage of the pipeline over the files of Input),
// "brief" (a brief for each event of Input), "traps" (two briefs for each,
// without and with copies and relays) or "folds" (Stage is the package that
// trains a model; it scores each example by a model learned without its fold). In Score, $gold stands for the files of
// Gold, or of Input where Gold is empty, and $out for the stage's output.
type run struct {
	ID    string   `json:"id"`
	Kind  string   `json:"kind"`
	Stage []string `json:"stage,omitempty"`
	Input []string `json:"input"`          // paths under shared/corpora
	Gold  []string `json:"gold,omitempty"` // likewise
	Score []string `json:"score"`
}

// figure is one value of a run's score, by its path of keys joined with dots. A
// figure has a floor or a ceiling. Known is what the naive way or others reach on
// the set, Bar what the project asks of itself.
type figure struct {
	Task    string   `json:"task"`
	Set     string   `json:"set"`
	Run     string   `json:"run"`
	Key     string   `json:"key"`
	Known   string   `json:"known,omitempty"`
	Bar     string   `json:"bar,omitempty"`
	Floor   *float64 `json:"floor,omitempty"`
	Ceiling *float64 `json:"ceiling,omitempty"`
}

func load(t *testing.T) floors {
	t.Helper()
	data, err := os.ReadFile("floors.json")
	if err != nil {
		t.Fatal(err)
	}
	var f floors
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		t.Fatalf("floors.json: %v", err)
	}
	return f
}

// TestPins checks floors.json itself: every figure names a run, every file of a
// run is pinned, and every figure has one bound.
func TestPins(t *testing.T) {
	f := load(t)
	runs := map[string]bool{}
	for _, r := range f.Runs {
		if runs[r.ID] {
			t.Errorf("run %q stands twice", r.ID)
		}
		runs[r.ID] = true
		if r.Kind != "stage" && r.Kind != "brief" && r.Kind != "traps" && r.Kind != "folds" {
			t.Errorf("run %q is of the unknown kind %q", r.ID, r.Kind)
		}
		for _, in := range slices.Concat(r.Input, r.Gold) {
			if len(f.Corpora[in]) != 64 {
				t.Errorf("run %q: corpus file %s has no SHA-256", r.ID, in)
			}
		}
	}
	for _, g := range f.Figures {
		if !runs[g.Run] {
			t.Errorf("figure %q names the unknown run %q", g.Task, g.Run)
		}
		if (g.Floor == nil) == (g.Ceiling == nil) {
			t.Errorf("figure %q on %s needs a floor or a ceiling, and not both", g.Task, g.Set)
		}
	}
}

// bench is where measuring happens: the program, the scorers, the data.
type bench struct {
	readout, python       string
	scorers, corpora, dir string
}

func TestFloors(t *testing.T) {
	f := load(t)
	if len(f.Figures) == 0 {
		t.Skip("floors.json pins no figure")
	}
	b := newBench(t)
	for name, want := range f.Corpora {
		data, err := os.ReadFile(filepath.Join(b.corpora, filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("corpus %s is pinned and missing: %v", name, err)
			continue
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			t.Errorf("corpus %s has changed: its figures cannot be compared; measure anew and pin %x", name, sum)
		}
	}
	table := tableHead
	for _, r := range f.Runs {
		t.Run(r.ID, func(t *testing.T) {
			start := time.Now()
			result := b.measure(t, r)
			t.Logf("measured in %.1f s", time.Since(start).Seconds())
			for i := range f.Figures {
				if g := &f.Figures[i]; g.Run == r.ID {
					table += g.weigh(t, result)
				}
			}
		})
	}
	if *printTable {
		fmt.Print(table)
	}
	if *update && !t.Failed() {
		f.save(t)
		saveTable(t, table)
	}
}

const tableHead = "| task | set | figure | known | bar | value | pinned |\n|---|---|---|---|---|---|---|\n"

// weigh fails the test where the figure is out of bounds and gives the row of
// the table. With -update it tightens the bound; it never loosens one.
func (g *figure) weigh(t *testing.T, result any) string {
	t.Helper()
	v, err := lookup(result, g.Key)
	if err != nil {
		t.Errorf("%s on %s: %v", g.Task, g.Set, err)
		return ""
	}
	// Bounds stand at steps of half a hundredth: a change of one document in a
	// thousand is no loss.
	const steps = 200
	bound := ""
	switch {
	case g.Floor != nil:
		if v < *g.Floor {
			t.Errorf("%s on %s: %s is %.4f, below its floor of %g", g.Task, g.Set, g.Key, v, *g.Floor)
		}
		if *update {
			*g.Floor = max(*g.Floor, math.Floor(v*steps)/steps)
		}
		bound = fmt.Sprintf("≥ %g", *g.Floor)
	case g.Ceiling != nil:
		if v > *g.Ceiling {
			t.Errorf("%s on %s: %s is %.4f, above its ceiling of %g", g.Task, g.Set, g.Key, v, *g.Ceiling)
		}
		if *update {
			*g.Ceiling = min(*g.Ceiling, math.Ceil(v*steps)/steps)
		}
		bound = fmt.Sprintf("≤ %g", *g.Ceiling)
	}
	t.Logf("%s on %s: %s = %.4f (%s)", g.Task, g.Set, g.Key, v, bound)
	return fmt.Sprintf("| %s | %s | `%s` | %s | %s | %.4f | %s |\n", g.Task, g.Set, g.Key, g.Known, g.Bar, v, bound)
}

// save writes floors.json, an item a line.
func (f floors) save(t *testing.T) {
	t.Helper()
	item := func(v any) string {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(b.String())
	}
	var corpora, runs, figures []string
	for _, name := range slices.Sorted(maps.Keys(f.Corpora)) {
		corpora = append(corpora, "  "+item(name)+": "+item(f.Corpora[name]))
	}
	for _, r := range f.Runs {
		runs = append(runs, "  "+item(r))
	}
	for _, g := range f.Figures {
		figures = append(figures, "  "+item(g))
	}
	text := fmt.Sprintf("{\n \"corpora\": {\n%s\n },\n \"runs\": [\n%s\n ],\n \"figures\": [\n%s\n ]\n}\n",
		strings.Join(corpora, ",\n"), strings.Join(runs, ",\n"), strings.Join(figures, ",\n"))
	if err := os.WriteFile("floors.json", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// saveTable puts the table between the marks in docs/scores.md.
func saveTable(t *testing.T, table string) {
	t.Helper()
	const file, begin, end = "../docs/scores.md", "<!-- figures:begin -->\n", "<!-- figures:end -->"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(data), begin)
	_, rest, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has lost the marks of its table", file)
	}
	date := time.Now().Format(time.DateOnly)
	text := head + begin + "Measured on " + date + " with `go test ./score -run Floors -count=1 -v -update`.\n\n" + table + end + rest
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func newBench(t *testing.T) *bench {
	t.Helper()
	shared, err := filepath.Abs(filepath.Join("..", "..", "shared"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{scorers: filepath.Join(shared, "bench"), corpora: filepath.Join(shared, "corpora"), dir: t.TempDir()}
	if _, err := os.Stat(b.corpora); err != nil {
		t.Skip("no corpora in ../shared: floors are not measured here")
	}
	if testing.Short() {
		t.Skip("-short: floors are not measured")
	}
	if b.python, err = exec.LookPath("python3"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("python3 is missing: the scorers need it")
		}
		t.Skip("no python3: the scorers cannot run")
	}
	b.readout = filepath.Join(b.dir, "readout.exe")
	b.command(t, "go", "build", "-o", b.readout, "../cmd/readout")
	return b
}

func (b *bench) measure(t *testing.T, r run) any {
	t.Helper()
	switch r.Kind {
	case "brief":
		return b.record(t, r)
	case "traps":
		return b.traps(t, r)
	}
	input, gold := b.files(r.Input), b.files(r.Gold)
	if len(gold) == 0 {
		gold = input
	}
	out := filepath.Join(b.dir, r.ID+".jsonl")
	if r.Kind == "folds" {
		b.command(t, "go", "run", "../"+r.Stage[0], "-folds", "5", "-out", out, b.corpora)
	} else {
		b.save(t, out, b.readout, slices.Concat([]string{"stage"}, r.Stage, input)...)
	}
	var args []string
	for _, a := range r.Score[1:] {
		switch a {
		case "$gold":
			args = append(args, gold...)
		case "$out":
			args = append(args, out)
		default:
			args = append(args, a)
		}
	}
	return b.score(t, r.Score[0], args...)
}

func (b *bench) files(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, filepath.Join(b.corpora, filepath.FromSlash(n)))
	}
	return out
}

// record scores the briefs of the hand-made events together.
func (b *bench) record(t *testing.T, r run) any {
	t.Helper()
	var args []string
	for _, in := range r.Input {
		event := filepath.Join(b.corpora, filepath.FromSlash(in))
		args = append(args, event, b.brief(t, strings.TrimSuffix(filepath.Base(in), ".json"), strings.TrimSuffix(event, ".json")))
	}
	return b.score(t, r.Score[0], args...)
}

// traps adds up, over the events, the claims whose count rose when copies and
// relays of the same reports were read beside them.
func (b *bench) traps(t *testing.T, r run) any {
	t.Helper()
	total := map[string]any{}
	for _, in := range r.Input {
		event := filepath.Join(b.corpora, filepath.FromSlash(in))
		name := strings.TrimSuffix(filepath.Base(in), ".json")
		dir := filepath.Join(b.dir, "traps-"+name)
		b.command(t, b.python, filepath.Join(b.scorers, "make_traps.py"), event, dir)
		plain := b.brief(t, name+"-plain", filepath.Join(dir, "plain"))
		trapped := b.brief(t, name+"-traps", filepath.Join(dir, "plain"), filepath.Join(dir, "traps"))
		result := b.score(t, r.Score[0], "--traps", event, plain, trapped)
		for _, key := range []string{"claims", "compared", "lost", "risen"} {
			v, err := lookup(result, key)
			if err != nil {
				t.Fatal(err)
			}
			sum, _ := total[key].(float64)
			total[key] = sum + v
		}
	}
	return total
}

func (b *bench) brief(t *testing.T, name string, reports ...string) string {
	t.Helper()
	out := filepath.Join(b.dir, name+".json")
	b.save(t, out, b.readout, append([]string{"brief", "--format", "json"}, reports...)...)
	return out
}

// score runs a scorer and reads what it prints: JSON, or lines of names and
// values.
func (b *bench) score(t *testing.T, scorer string, args ...string) any {
	t.Helper()
	out := b.command(t, b.python, append([]string{filepath.Join(b.scorers, scorer)}, args...)...)
	var v any
	if err := json.Unmarshal(out, &v); err != nil {
		v = readLines(string(out))
	}
	return v
}

func (b *bench) save(t *testing.T, file, name string, args ...string) {
	t.Helper()
	if err := os.WriteFile(file, b.command(t, name, args...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// command runs a program and gives its output. Exit status 1 of readout means
// that some reports could not be read, which the scorer then counts as missing.
func (b *bench) command(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	c := exec.Command(name, args...)
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if err != nil && (name != b.readout || c.ProcessState == nil || c.ProcessState.ExitCode() != 1) {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, tail(errs.String(), 2000))
	}
	return out.Bytes()
}

func tail(s string, n int) string {
	if len(s) > n {
		return "…" + s[len(s)-n:]
	}
	return s
}

var pairs = regexp.MustCompile(`([A-Za-z_]\w*)\s+(?:[\d.]+: )?(-?\d+(?:\.\d+)?)`)

// readLines reads lines such as "strict P 0.9 R 0.8 F1 0.85" and
// "value_strict_f1 0.7" into nested values: strict.F1, value_strict_f1.
func readLines(s string) map[string]any {
	out := map[string]any{}
	for _, line := range strings.Split(s, "\n") {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if v, err := strconv.ParseFloat(strings.TrimSpace(rest), 64); err == nil {
			out[name] = v
			continue
		}
		values := map[string]any{}
		for _, m := range pairs.FindAllStringSubmatch(rest, -1) {
			values[m[1]], _ = strconv.ParseFloat(m[2], 64)
		}
		if len(values) > 0 {
			out[name] = values
		}
	}
	return out
}

// lookup follows a path of keys joined with dots.
func lookup(v any, path string) (float64, error) {
	for _, key := range strings.Split(path, ".") {
		m, ok := v.(map[string]any)
		if !ok {
			return 0, fmt.Errorf("the score has no %q in %s", key, path)
		}
		if v, ok = m[key]; !ok {
			return 0, fmt.Errorf("the score has no %q in %s", key, path)
		}
	}
	n, ok := v.(float64)
	if !ok {
		return 0, fmt.Errorf("the score's %s is %v, not a number", path, v)
	}
	return n, nil
}

func TestReadLines(t *testing.T) {
	got := readLines("documents 3  gold 12  predicted 9\nstrict   P 0.8889  R 0.6667  F1 0.7619\nvalue    accuracy 0.7500  F1 0.6100\nvalue_strict_f1 0.5714\nbest F1 0.9 at 0.4  precision at recall 0.95: 0.84 (threshold 0.2)\n")
	for key, want := range map[string]float64{"strict.F1": 0.7619, "strict.R": 0.6667, "value.accuracy": 0.75, "value_strict_f1": 0.5714, "best.F1": 0.9, "best.recall": 0.84} {
		if v, err := lookup(got, key); err != nil || v != want {
			t.Errorf("%s: got %v, %v, want %v", key, v, err, want)
		}
	}
	if _, err := lookup(got, "strict.none"); err == nil {
		t.Error("a key that is not there must be an error")
	}
}
