package stage

import (
	"errors"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

func recordOf(t *testing.T, s string) record {
	t.Helper()
	rec, err := parse(line{list: "list", n: 1, data: []byte(s)})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestTextBlocks(t *testing.T) {
	for _, c := range []struct{ text, title, want string }{
		{"One line.", "", "lead:One line."},
		{"\n\n  One.\u00a0\r\n\r\nTwo.\rThree.\n", "", "lead:One.|body:Two.|body:Three."},
		{"A  “title”\nThe lead.\nMore.", `A "title"`, `headline:A  “title”|lead:The lead.|body:More.`},
		{"Only the title", "Only the title", "lead:Only the title"},
		{"Not it\nMore", "The title", "lead:Not it|body:More"},
		{"", "t", ""},
		{" \n\t\n", "", ""},
	} {
		var got []string
		for _, b := range textBlocks(c.text, c.title) {
			if b.Reason == "" {
				t.Errorf("%q: a block without a reason", c.text)
			}
			got = append(got, string(b.Role)+":"+b.Of(c.text))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestTextReport(t *testing.T) {
	for _, c := range []struct{ in, published string }{
		{`{"published":"2031-05-06"}`, "2031-05-06"},
		{`{"published":"2031-05-06T07:08:09+02:00"}`, "2031-05-06T07:08:09+02:00"},
		{`{"published":"","dct":"2031-05-07"}`, "2031-05-07"},
		{`{"published":null,"dct":null,"date":"20310508"}`, "2031-05-08"},
		{`{"date":"2031-05-08 10:30"}`, "2031-05-08"},
		{`{"date":"05/08/2031"}`, ""},
		{`{"date":"2031-02-30"}`, ""},
		{`{}`, ""},
	} {
		r, err := textReport(recordOf(t, c.in))
		if err != nil || r.Published.Value != c.published || r.Published.Stated() != (r.Published.Basis != "") {
			t.Errorf("%s: got %+v, %v, want %q", c.in, r.Published, err, c.published)
		}
	}
	for _, in := range []string{`{"text":5}`, `{"title":["a"]}`, `{"outlet":{}}`, `{"published":1}`} {
		if _, err := textReport(recordOf(t, in)); !errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), "must be a string or null") {
			t.Errorf("%s: got %v", in, err)
		}
	}
}

func FuzzTextBlocks(f *testing.F) {
	f.Add("A title\n\nThe lead.\r\n\u00a0More. ", "A title")
	f.Fuzz(func(t *testing.T, text, title string) {
		at := 0
		for _, b := range textBlocks(text, title) {
			s := b.Of(text)
			if b.Start < at || s == "" || strings.TrimSpace(s) != s || strings.ContainsAny(s, "\n\r") {
				t.Fatalf("block %q at %d after %d", s, b.Start, at)
			}
			if gap := text[at:b.Start]; strings.TrimSpace(gap) != "" {
				t.Fatalf("%q lies in no block", gap)
			}
			at = b.End
		}
		if strings.TrimSpace(text[at:]) != "" {
			t.Fatalf("%q lies in no block", text[at:])
		}
	})
}
