package corroborate_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
)

// headed annotates a report with a headline.
func headed(headline string, paragraphs ...string) *readout.Document {
	r := &readout.Report{
		Outlet: readout.Found{Value: "Bay Radio", Basis: "test"}, Published: readout.Found{Value: "2026-03-04", Basis: "test"},
		Title: readout.Found{Value: headline, Basis: "test"}, Source: strings.Join(append([]string{headline}, paragraphs...), "\n"),
	}
	r.Capture.SHA256 = fmt.Sprintf("%-12x", headline)
	at := 0
	for i, p := range append([]string{headline}, paragraphs...) {
		role := readout.RoleBody
		switch i {
		case 0:
			role = readout.RoleHeadline
		case 1:
			role = readout.RoleLead
		}
		r.Blocks = append(r.Blocks, readout.Block{Span: readout.Span{Start: at, End: at + len(p)}, Role: role, Reason: "test", Repeats: -1})
		at += len(p) + 1
	}
	return annotate.Document(r)
}

func headlines(docs ...*readout.Document) []readout.Headline {
	var out []readout.Headline
	for _, s := range corroborate.Read(docs, nil).Stories {
		out = append(out, s.Headlines...)
	}
	return out
}

// padding makes a body long enough to be missing something.
var padding = []string{
	"The harbour of Ostrava Bay has been served by a single ferry for nine years.",
	"Its two boats carry about four hundred passengers a day between the islands.",
	"A new landing stage was built last autumn beside the customs house.",
	"The harbour master keeps a log of every crossing.",
}

func TestHeadlineBeyondTheBody(t *testing.T) {
	for _, c := range []struct {
		headline string
		body     []string
		want     readout.Excess
	}{
		{"Harbour council closes old ferry pier", []string{"The harbour council could close the old ferry pier in May, engineers said."}, readout.StrongerStatus},
		{"Harbour council closed old ferry pier", []string{"The harbour council plans to close the old ferry pier of Ostrava Bay next year."}, readout.StrongerStatus},
		{"Ferry Corrin Maid sank off Ostrava Bay", []string{"The ferry Corrin Maid nearly sank off Ostrava Bay on Monday."}, readout.StrongerStatus},
		{"Union bribed harbour council over ferry pier", []string{"The union denied that it had bribed the harbour council over the ferry pier."}, readout.StrongerStatus},
		{"Port company hid rust in ferry pier", []string{"The port company hid rust in the legs of the ferry pier for two years, a former engineer said."}, readout.NoAttribution},
		{"Harbour talks make little progress", append([]string{"Dockers and the port company held talks at the customs house on Monday."}, padding...), readout.NoCounterpart},
		{"17 killed as ferry sinks off Ostrava Bay", append([]string{"Nine people were killed when a ferry sank off Ostrava Bay on Monday."}, padding...), readout.NoCounterpart},
		// the body says as much
		{"Harbour council closes old ferry pier", []string{"The harbour council closed the old ferry pier on Monday.", "It could close the new ferry pier too, engineers said."}, ""},
		{"Harbour council may close old ferry pier", []string{"The harbour council could close the old ferry pier in May, engineers said."}, ""},
		{"Harbour council to close old ferry pier", []string{"The harbour council plans to close the old ferry pier of Ostrava Bay next year."}, ""},
		{"Port company hid rust in ferry pier", []string{"The port company hid rust in the legs of the ferry pier for two years, a former engineer said.", "Rust in the ferry pier was hidden by the port company."}, ""},
		{"Engineer says port company hid rust in ferry pier", []string{"The port company hid rust in the legs of the ferry pier for two years, a former engineer said."}, ""},
		{"Port company 'hid rust' in ferry pier", []string{"The port company hid rust in the legs of the ferry pier for two years, a former engineer said."}, ""},
		{"Harbour talks make little progress", append([]string{"Dockers and the port company made little progress in talks on Monday."}, padding...), ""},
		{"17 killed as ferry sinks off Ostrava Bay", append([]string{"Eight men and nine women were killed when a ferry sank off Ostrava Bay on Monday."}, padding...), ""},
		{"Mayor blasts rivals over pier", append([]string{"The mayor criticised her opponents in the council on Monday."}, padding...), ""},
		{"Harbour council closes old ferry pier", nil, ""},
	} {
		d := headed(c.headline, c.body...)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		got := readout.Excess("")
		list := headlines(d)
		for _, x := range list {
			got = x.Kind
			if at := d.Statements[x.Statement]; !at.Position.Weak() || x.Reason == "" || (len(x.Body) == 0) != (x.Kind == readout.NoCounterpart) {
				t.Errorf("%q: %+v", c.headline, x)
			}
		}
		if got != c.want || len(list) > 1 {
			t.Errorf("%q over %q: got %q %+v, want %q", c.headline, c.body, got, list, c.want)
		}
	}
}

// A headline whose words the body has, in whatever place, is never listed.
func TestWordsOfTheBodyAreNoExcess(t *testing.T) {
	sentences := []string{
		"The harbour council closed the old ferry pier on Monday.", "The union accused the port company of hiding rust.",
		"The dockers made little progress in their talks with the port company.", "A ferry nearly sank off Ostrava Bay.",
		"The council plans to build a new landing stage.", "17 people were killed when a ferry sank in the bay.",
		"The port company could lose its licence.", "Marit Solberg denied that the pier was unsafe.",
	}
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.Permutation(sentences).Draw(t, "body")[:rapid.IntRange(1, len(sentences)).Draw(t, "n")]
		headline := rapid.SampledFrom(body).Draw(t, "headline")
		if got := headlines(headed(strings.TrimSuffix(headline, "."), body...)); len(got) > 0 {
			t.Fatalf("%q over %q: %+v", headline, body, got)
		}
	})
}

// A copy with the headline of its original brings no line of its own; one with
// another headline over the same text does.
func TestHeadlineOfACopy(t *testing.T) {
	body := append([]string{"The harbour council could close the old ferry pier in May, engineers said."}, padding...)
	for headline, want := range map[string]int{"Harbour council closes old ferry pier": 1, "Council closes old ferry pier": 2, "Ferry pier may close": 1} {
		a, b := headed("Harbour council closes old ferry pier", body...), headed(headline, body...)
		b.Report.Capture.SHA256, b.Report.Outlet.Value, b.Report.Origin = "fedcba987654", "Town Post", readout.Found{Value: "Bay Radio", Basis: "test"}
		if got := headlines(a, b); len(got) != want {
			t.Errorf("%q: %+v, want %d", headline, got, want)
		}
	}
}
