package annotate

import (
	"bufio"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/statement"
)

// standingRow is a line of statement/testdata/standing.tsv or standing_held.tsv.
type standingRow struct {
	set, status, speech, role string
	text                      string
	clause                    readout.Span // the clause meant; all of the text for the main clause
	bracketed                 bool
}

func standingRows(t *testing.T) []standingRow {
	t.Helper()
	out := readStandingRows(t, "statement/testdata/standing.tsv")
	return append(out, readStandingRows(t, "statement/testdata/standing_held.tsv")...)
}

func readStandingRows(t *testing.T, name string) []standingRow {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []standingRow
	for sc := bufio.NewScanner(f); sc.Scan(); {
		c := strings.Split(sc.Text(), "\t")
		if len(c) != 5 || strings.HasPrefix(c[0], "#") {
			continue
		}
		r := standingRow{set: c[0], status: c[1], speech: c[2], role: c[3]}
		open, end := strings.IndexByte(c[4], '['), strings.IndexByte(c[4], ']')
		r.text = strings.NewReplacer("[", "", "]", "").Replace(c[4])
		r.clause = readout.Span{Start: 0, End: len(r.text)}
		if open >= 0 {
			r.clause, r.bracketed = readout.Span{Start: open, End: end - 1}, true
		}
		out = append(out, r)
	}
	return out
}

// read is the standing that the pipeline gives the clause of a row.
func (r standingRow) read() (status, speech, rule string) {
	role := readout.RoleBody
	if r.role == "headline" {
		role = readout.RoleHeadline
	}
	d := Document(&readout.Report{Source: r.text, Blocks: []readout.Block{
		{Span: readout.Span{Start: 0, End: len(r.text)}, Role: role, Reason: "test", Repeats: -1},
	}})
	s := statement.Standings(d)
	w := s.Clause(r.clause)
	a, b, rule := s.At(w)
	if b == "" {
		b = "-"
	}
	if w >= 0 {
		rule = d.Words[w].Of(r.text) + ": " + rule
	}
	return string(a), string(b), rule
}

// TestStanding measures both layers on the rows of each set.
func TestStanding(t *testing.T) {
	floors := map[string][2]float64{"dev": {.95, .96}, "dev2": {.95, .98}, "dev3": {.9, .95}, "dev4": {.9, .95}, "dev5": {.95, .95}, "dev6": {.95, .95}, "dev7": {.95, .95}, "dev8": {.95, .95}, "dev9": {.95, .95}, "held": {.9, .93}}
	type tally struct{ rows, status, speech, both int }
	sets, per := map[string]*tally{}, map[string]*tally{}
	confused := map[string]int{}
	for _, r := range standingRows(t) {
		status, speech, rule := r.read()
		for m, k := range map[*map[string]*tally]string{&sets: r.set, &per: r.set + " " + r.status} {
			x := (*m)[k]
			if x == nil {
				x = &tally{}
				(*m)[k] = x
			}
			x.rows++
			x.status += ones(status == r.status)
			x.speech += ones(speech == r.speech)
			x.both += ones(status == r.status && speech == r.speech)
		}
		if status != r.status {
			confused[r.set+" "+r.status+" read as "+status]++
		}
		if r.set != "held" && (status != r.status || speech != r.speech) {
			t.Logf("%s/%s read as %s/%s: %s (%s)", r.status, r.speech, status, speech, r.text, rule)
		}
	}
	for _, k := range sortedKeys(per) {
		t.Logf("%-24s %3d of %3d, speech %3d", k, per[k].status, per[k].rows, per[k].speech)
	}
	for _, k := range sortedKeys(confused) {
		t.Logf("%s: %d", k, confused[k])
	}
	for _, k := range sortedKeys(sets) {
		x := sets[k]
		n := float64(x.rows)
		t.Logf("%s: status %.3f, speech %.3f, both %.3f of %d", k, float64(x.status)/n, float64(x.speech)/n, float64(x.both)/n, x.rows)
		if f := floors[k]; float64(x.status)/n < f[0] || float64(x.speech)/n < f[1] {
			t.Errorf("%s: below %.2f for the status or %.2f for the speech", k, f[0], f[1])
		}
	}
}

func ones(b bool) int {
	if b {
		return 1
	}
	return 0
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
