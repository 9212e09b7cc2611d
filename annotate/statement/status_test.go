package statement_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/statement"
	"github.com/readout-project/readout/annotate/syntax"
)

// document makes a report of body blocks, one per paragraph, and annotates it
// up to its statements, without mentions.
func document(paragraphs ...string) *readout.Document {
	r := &readout.Report{Source: strings.Join(paragraphs, "\n"), Outlet: readout.Found{Value: "The Lowen Courier", Basis: "test"}}
	at := 0
	for _, p := range paragraphs {
		r.Blocks = append(r.Blocks, readout.Block{
			Span: readout.Span{Start: at, End: at + len(p)}, Role: readout.RoleBody, Reason: "test", Repeats: -1,
		})
		at += len(p) + 1
	}
	d := &readout.Document{Report: r}
	parse(d)
	d.Attributions = attribution.Find(d)
	d.Statements = statement.Find(d)
	return d
}

// parse gives a document its words and trees.
func parse(d *readout.Document) {
	d.Tokens, d.Sentences = segment.Find(d.Report)
	d.Words = segment.Words(d.Report.Source, d.Sentences)
	syntax.Parse(d.Report.Source, d.Words, d.Sentences)
	lemma.Fill(d.Report.Source, d.Words)
}

// labelled is a sentence of testdata/status.tsv.
type labelled struct {
	status readout.Status
	text   string
	clause readout.Span // the clause that is meant
}

func readLabelled(t *testing.T) []labelled {
	t.Helper()
	f, err := os.Open("testdata/status.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []labelled
	for sc := bufio.NewScanner(f); sc.Scan(); {
		status, text, ok := strings.Cut(sc.Text(), "\t")
		if !ok || strings.HasPrefix(status, "#") {
			continue
		}
		l := labelled{status: readout.Status(status)}
		open, end := strings.IndexByte(text, '['), strings.IndexByte(text, ']')
		l.text = strings.NewReplacer("[", "", "]", "").Replace(text)
		l.clause = readout.Span{Start: 0, End: len(l.text)}
		if open >= 0 {
			l.clause = readout.Span{Start: open, End: end - 1}
		}
		out = append(out, l)
	}
	return out
}

// read is the status of the statement that covers most of the labelled clause;
// of equal ones the shortest.
func (l labelled) read() (readout.Status, string) {
	d := document(l.text)
	best, cover, size := -1, 0, 0
	for i, s := range d.Statements {
		n := min(s.End, l.clause.End) - max(s.Start, l.clause.Start)
		if n > cover || n == cover && n > 0 && s.Len() < size {
			best, cover, size = i, n, s.Len()
		}
	}
	if best < 0 {
		return "", "no statement"
	}
	return d.Statements[best].Status, d.Statements[best].Rule
}

// measure reads the sentences whose place (counted from 1) leaves the remainder
// half when divided by two.
func measure(t *testing.T, half int) (right, all int) {
	t.Helper()
	for i, l := range readLabelled(t) {
		if (i+1)%2 != half {
			continue
		}
		all++
		got, rule := l.read()
		if got == l.status {
			right++
			continue
		}
		if half == 1 || os.Getenv("READOUT_SHOW_HELD") != "" {
			t.Logf("%s: got %s (%s), labelled %s", l.text, got, rule, l.status)
		}
	}
	return right, all
}

func TestStatusOfOwnHalf(t *testing.T) {
	right, all := measure(t, 1)
	t.Logf("own half: %d of %d", right, all)
	if right*100 < all*85 {
		t.Errorf("status: %d of %d right", right, all)
	}
}

func TestStatusOfHalfPutAside(t *testing.T) {
	right, all := measure(t, 0)
	t.Logf("half put aside: %d of %d", right, all)
	if right*100 < all*70 {
		t.Errorf("status: %d of %d right", right, all)
	}
}
