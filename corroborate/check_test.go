package corroborate_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
)

// checkCase is a claim with the answers expected of reports.
type checkCase struct {
	line  int
	claim string
	docs  []*readout.Document
	want  []string // by report: answers by part, parted by ";"
	sum   string   // "reports origins roots" that support the first part; ""
}

var answerNames = map[readout.Answer]string{
	readout.AnswerSupports: "supports", readout.AnswerDenies: "denies", readout.AnswerDiffers: "differs", readout.AnswerDistant: "distance", readout.AnswerNothing: "nothing",
}

// checkCases reads the cases of a file in testdata.
func checkCases(t *testing.T, name string) []checkCase {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []checkCase
	for i, l := range strings.Split(string(raw), "\n") {
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '?':
			out = append(out, checkCase{line: i + 1, claim: strings.TrimSpace(l[1:])})
		case l[0] == '=':
			out[len(out)-1].sum = strings.TrimSpace(l[1:])
		default:
			c := &out[len(out)-1]
			head, text, ok := strings.Cut(l, ": ")
			f := strings.Split(head, ", ")
			if !ok || len(f) != 3 {
				t.Fatalf("%s line %d is malformed", name, i+1)
			}
			c.docs = append(c.docs, checkDoc(f[0], f[1], strings.Split(text, " | ")))
			c.want = append(c.want, f[2])
		}
	}
	return out
}

func checkDoc(outlet, day string, list []string) *readout.Document {
	roles := make([]readout.Role, len(list))
	for i := range list {
		switch {
		case strings.HasPrefix(list[i], "H "):
			roles[i] = readout.RoleHeadline
		case strings.HasPrefix(list[i], "C "):
			roles[i] = readout.RoleCaption
		default:
			roles[i] = readout.RoleBody
			continue
		}
		list[i] = list[i][2:]
	}
	d := doc(outlet, "", day, list...)
	for i, r := range roles {
		d.Report.Blocks[i].Role = r
	}
	return annotate.Document(d.Report)
}

// got are the answers of a case by report, and the sum of what supports.
func (c *checkCase) got() (answers []string, sum string, all readout.Checked) {
	all = corroborate.Check(corroborate.Read(c.docs, nil), annotate.Claim(c.claim))
	answers = make([]string, len(c.docs))
	for k, part := range all.Parts {
		for i, r := range part.Reports {
			if k > 0 {
				answers[i] += ";"
			}
			for n, a := range r.Answers {
				if n > 0 {
					answers[i] += "+"
				}
				answers[i] += answerNames[a]
			}
		}
		for _, s := range part.Sums {
			if k == 0 && s.Answer == readout.AnswerSupports {
				sum = fmt.Sprintf("%d %d %d", s.Reports, s.Origins, s.Roots)
			}
		}
	}
	return answers, sum, all
}

// why says what was found and what was near.
func (c *checkCase) why(all readout.Checked) string {
	var b strings.Builder
	for _, part := range all.Parts {
		for _, r := range part.Reports {
			for _, f := range r.Found {
				fmt.Fprintf(&b, "\n    %s (%s) %s %+v", f.Answer, f.Status, f.Reason, f.Differ)
			}
			for _, f := range r.Nearest {
				fmt.Fprintf(&b, "\n    near: %s", f.Reason)
			}
		}
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	n, right := 0, 0
	for _, c := range checkCases(t, "check.txt") {
		answers, sum, all := c.got()
		for i, want := range c.want {
			want, missed := strings.CutSuffix(want, "?")
			if n++; answers[i] == want {
				right++
				continue
			}
			if missed && answers[i] == "nothing" {
				continue
			}
			t.Errorf("line %d: %s\n  %s\n  %q, want %q%s", c.line, c.claim, c.docs[i].Report.Source, answers[i], want, c.why(all))
		}
		if c.sum != "" && c.sum != sum {
			t.Errorf("line %d: %s\n  counts %q, want %q", c.line, c.claim, sum, c.sum)
		}
	}
	t.Logf("%d of %d answers", right, n)
}

// leastUnseen is how many answers of the set apart are right (docs/scores.md).
const leastUnseen = 40

// The set apart is never tuned on. A support or a denial that a reader would call
// wrong fails; other misses are counted.
func TestCheckUnseen(t *testing.T) {
	n, right := 0, 0
	for _, c := range checkCases(t, "check_unseen.txt") {
		answers, sum, all := c.got()
		for i, want := range c.want {
			n++
			if answers[i] == want && (c.sum == "" || c.sum == sum) {
				right++
				continue
			}
			for _, side := range []string{"supports", "denies"} {
				if strings.Contains(answers[i], side) && !strings.Contains(want, side) {
					t.Errorf("line %d: %s: a wrong answer", c.line, side)
				}
			}
			t.Logf("line %d: %s\n  %s\n  %q, want %q%s", c.line, c.claim, c.docs[i].Report.Source, answers[i], want, c.why(all))
		}
	}
	t.Logf("%d of %d answers", right, n)
	if right < leastUnseen {
		t.Errorf("%d answers are right, fewer than %d", right, leastUnseen)
	}
}
