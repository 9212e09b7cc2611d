package stage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/readout-project/readout/annotate"
)

// TestAnnotate reads the output back by code points.
func TestAnnotate(t *testing.T) {
	const text = "  “The brücke is closed,” said Ada Mellin, the mayor of Östby.\r\n\r\n\u00a0She met Oskar Breuer on Friday. \n"
	in := listOf(t,
		map[string]any{"id": 1, "text": text, "published": nil, "dct": nil, "date": "2031-05-06", "outlet": "Östby Post"},
		map[string]any{"id": 2, "text": ""},
		map[string]any{"id": 3, "text": nil},
	)
	rows, err := runStage(t, "annotate", in, Options{Jobs: 2})
	var u *Unread
	if !errors.As(err, &u) || u.N != 1 || u.Of != 3 || len(rows) != 3 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	if rows[0]["text"] != text || rows[0]["published"] != "2031-05-06" || rows[0]["outlet"] != "Östby Post" {
		t.Errorf("got %v", rows[0])
	}
	runes := []rune(text)
	var sentences []string
	for _, s := range rows[0]["sentences"].([]any) {
		s := s.(map[string]any)
		sentences = append(sentences, string(runes[int(s["start"].(float64)):int(s["end"].(float64))]))
	}
	want := []string{"“The brücke is closed,” said Ada Mellin, the mayor of Östby.", "She met Oskar Breuer on Friday."}
	if len(sentences) != 2 || sentences[0] != want[0] || sentences[1] != want[1] {
		t.Errorf("sentences are %q", sentences)
	}
	for _, key := range []string{"sentences", "mentions", "entities", "timexes", "attributions", "statements", "events"} {
		if list, ok := rows[1][key].([]any); !ok || len(list) != 0 {
			t.Errorf("of no text, %s is %v", key, rows[1][key])
		}
	}
	if rows[2]["error"] == nil {
		t.Errorf("got %v", rows[2])
	}
}

// TestAnnotateAsTrees is about what a report that cannot be read leaves, and ids.
func TestAnnotateAsTrees(t *testing.T) {
	in := listOf(t, map[string]any{"id": "a\n b", "text": "Ada waited."}, map[string]any{"id": 3, "text": nil})
	var out bytes.Buffer
	err := Run(context.Background(), "annotate", nil, &out, Options{Stdin: strings.NewReader(in), Format: "conllu"})
	var u *Unread
	if !errors.As(err, &u) || u.N != 1 || u.Of != 2 {
		t.Errorf("got %v", err)
	}
	if want := "# newdoc id = 3\n# error = unreadable format: the line gives no text\n\n"; !strings.HasSuffix(out.String(), want) {
		t.Errorf("got %q", out.String())
	}
	if got := idText([]byte(`"a\n b"`)); got != "a b" {
		t.Errorf("the id is %q", got)
	}
}

// FuzzAnnotate wants layers that hold together, and a line, for any text.
func FuzzAnnotate(f *testing.F) {
	f.Add("“We will not sail,” she said.\r\n\nMira Tandberg told the Lindholm Post on May 7.", "We will not sail", "2031-05-07")
	f.Add("\u00a0\u2028 a\rb", "", "today")
	f.Add("They met at 4\u037a on Friday.", "", "2031-05-07") // a letter that folds to nothing
	f.Fuzz(func(t *testing.T, text, title, date string) {
		raw, err := json.Marshal(map[string]string{"text": text, "title": title, "date": date})
		if err != nil {
			t.Fatal(err)
		}
		rec, err := parse(line{list: "list", n: 1, data: raw})
		if err != nil {
			t.Fatal(err)
		}
		r, err := textReport(rec)
		if err != nil {
			t.Fatal(err)
		}
		d := annotate.Document(r)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		a := annotation(d)
		a.ID, a.Text = rec.id, rec.keys["text"]
		if l := give(a); l.err != nil || !json.Valid(l.line) {
			t.Fatal(l.err)
		}
	})
}
