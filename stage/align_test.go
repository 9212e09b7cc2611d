package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// alignLineOf is a line of align; words in brackets are mentions of events.
func alignLineOf(doc any, topic int, sentences ...string) map[string]any {
	tokens := [][]string{}
	mentions := []map[string]any{}
	for k, s := range sentences {
		var words []string
		for i, w := range strings.Fields(s) {
			b := strings.Trim(w, "[]")
			if b != w {
				mentions = append(mentions, map[string]any{"sent": k, "start": i, "end": i + 1, "kind": "event", "chain": "gold", "text": "x"})
			}
			words = append(words, b)
		}
		tokens = append(tokens, words)
	}
	return map[string]any{"doc": doc, "topic": topic, "subtopic": "gold", "sentences": tokens, "mentions": mentions}
}

// chainsOf are the chains of an output line.
func chainsOf(row map[string]any) []string {
	var out []string
	list, _ := row["mentions"].([]any)
	for _, m := range list {
		c, _ := m.(map[string]any)
		s, _ := c["chain"].(string)
		out = append(out, s)
	}
	return out
}

func TestAlign(t *testing.T) {
	lines := []map[string]any{
		alignLineOf("a", 1, "A [fire] [destroyed] the old theatre in Lindholm on Monday night ."),
		alignLineOf("b", 1, "The theatre of Lindholm was [destroyed] by a [fire] on Monday ."),
		alignLineOf(7, 2, "The theatre of Lindholm was [destroyed] by a [fire] on Monday ."),
		alignLineOf("empty", 1),
	}
	rows, err := runStage(t, "align", listOf(t, lines...), Options{Jobs: 2})
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	a, b, c := chainsOf(rows[0]), chainsOf(rows[1]), chainsOf(rows[2])
	if a[0] != b[1] || a[1] != b[0] || a[0] == a[1] {
		t.Errorf("one fire: %v, %v", a, b)
	}
	if slices.Contains(b, c[0]) || slices.Contains(b, c[1]) {
		t.Errorf("two topics share a chain: %v, %v", b, c)
	}
	if rows[2]["doc"] != 7.0 || rows[3]["mentions"] == nil {
		t.Errorf("got %v, %v", rows[2], rows[3])
	}
	slices.Reverse(lines)
	back, err := runStage(t, "align", listOf(t, lines...), Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if !slices.Equal(chainsOf(rows[i]), chainsOf(back[len(back)-1-i])) {
			t.Errorf("in the other order: %v, %v", rows[i], back[len(back)-1-i])
		}
	}
}

func TestAlignRefusesWhatIsNotThere(t *testing.T) {
	good := `{"doc":"g","topic":1,"sentences":[["A","fire","."]],"mentions":[{"sent":0,"start":1,"end":2,"kind":"event"}]}`
	bad := []string{
		`{"doc":"far","sentences":[["A"]],"mentions":[{"sent":0,"start":0,"end":2,"kind":"event"}]}`,
		`{"doc":"no sentence","sentences":[["A"]],"mentions":[{"sent":1,"start":0,"end":1,"kind":"event"}]}`,
		`{"doc":"below","sentences":[["A"]],"mentions":[{"sent":-1,"start":0,"end":1,"kind":"event"}]}`,
		`{"doc":"none","sentences":[["A"]],"mentions":[{"sent":0,"start":1,"end":1,"kind":"event"}]}`,
		`{"doc":"kind","sentences":[["A"]],"mentions":[{"sent":0,"start":0,"end":1,"kind":"x"}]}`,
		`{"doc":"bare"}`,
		`{"sentences":[["A"]]}`,
		`{"doc":"g","sentences":[["A"]]}`,
	}
	rows, err := runStage(t, "align", good+"\n"+strings.Join(bad, "\n"), Options{})
	var u *Unread
	if !errors.As(err, &u) || u.N != len(bad) || len(rows) != 1+len(bad) {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	for _, r := range rows[1:] {
		if r["error"] == nil || r["mentions"] != nil {
			t.Errorf("got %v", r)
		}
	}
	for _, in := range []string{`{"doc":"g","sentences":"A"}`, `{"doc":"g","sentences":[["A"]],"mentions":[{"sent":"x"}]}`, `{`} {
		rows, err := runStage(t, "align", good+"\n"+in, Options{})
		if !errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), "line 2") || len(rows) != 0 {
			t.Errorf("%s: %d lines, %v", in, len(rows), err)
		}
	}
}

// FuzzAlign wants every line answered by one line, or the run ended with the
// number of a line, whatever the bytes.
func FuzzAlign(f *testing.F) {
	f.Add([]byte(`{"doc":"g","topic":1,"sentences":[["A","fire","."],[]],"mentions":[{"sent":0,"start":1,"end":2,"kind":"event"},{"sent":0,"start":0,"end":3,"kind":"entity"}]}`))
	f.Add([]byte(`{"doc":1,"sentences":[["","` + "``" + `"," \u200b"]],"mentions":[{"sent":0,"start":0,"end":3,"kind":"event"}]}`))
	f.Add([]byte(`{"doc":{},"sentences":[],"mentions":null}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		err := Run(context.Background(), "align", nil, &out, Options{Stdin: io.Reader(bytes.NewReader(in))})
		var u *Unread
		if err != nil && !errors.Is(err, readout.ErrInvalid) && (!errors.As(err, &u) || u.Internal) {
			t.Fatalf("ended with %v", err)
		}
		for l := range strings.Lines(out.String()) {
			if !json.Valid([]byte(l)) {
				t.Fatalf("the output holds %q", l)
			}
		}
	})
}
