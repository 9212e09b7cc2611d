package stage

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrderedKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, jobs := rapid.IntRange(0, 300).Draw(t, "n"), rapid.IntRange(-1, 9).Draw(t, "jobs")
		slow := rapid.IntRange(1, 7).Draw(t, "slow")
		next := 0
		err := Ordered(context.Background(), jobs, numbers(n), func(i int) int {
			if i%slow == 0 {
				runtime.Gosched()
			}
			return 3 * i
		}, func(v int) error {
			if v != 3*next {
				t.Fatalf("%d came where %d was due", v, 3*next)
			}
			next++
			return nil
		})
		if err != nil || next != n {
			t.Fatalf("%d of %d, %v", next, n, err)
		}
	})
}

// TestOrderedWorksOnSeveralAtOnce lets no item be done before as many as there
// are jobs are being worked on.
func TestOrderedWorksOnSeveralAtOnce(t *testing.T) {
	const jobs = 3
	var inside atomic.Int64
	all := make(chan struct{})
	err := Ordered(context.Background(), jobs, numbers(jobs), func(i int) bool {
		if inside.Add(1) == jobs {
			close(all)
		}
		select {
		case <-all:
			return true
		case <-time.After(10 * time.Second):
			return false
		}
	}, func(together bool) error {
		if !together {
			return errors.New("one waited in vain for the others")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestOrderedTakesFewItemsAhead(t *testing.T) {
	const jobs = 3
	var taken, most atomic.Int64
	items := func(yield func(int) bool) {
		for i := range 1000 {
			taken.Add(1)
			if !yield(i) {
				return
			}
		}
	}
	emitted := int64(0)
	err := Ordered(context.Background(), jobs, items, func(i int) int { return i }, func(int) error {
		if emitted%50 == 0 {
			time.Sleep(time.Millisecond) // lets the reader run as far ahead as it may
		}
		most.Store(max(most.Load(), taken.Load()-emitted))
		emitted++
		return nil
	})
	if err != nil || emitted != 1000 {
		t.Fatal(emitted, err)
	}
	if most.Load() > 5*jobs+2 {
		t.Errorf("%d items were held at once with %d jobs", most.Load(), jobs)
	}
}

func TestOrderedEndsWithTheFirstError(t *testing.T) {
	stop := errors.New("stop")
	n := 0
	err := Ordered(context.Background(), 4, numbers(1_000_000), func(i int) int { return i }, func(i int) error {
		if n++; i == 10 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 11 {
		t.Errorf("after %d: %v", n, err)
	}
}

// TestOrderedEndsWithItsContext has a reader that blocks for ever, as a
// terminal does.
func TestOrderedEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	never := make(chan int)
	items := func(yield func(int) bool) {
		if yield(1) {
			yield(<-never)
		}
	}
	err := Ordered(ctx, 2, items, func(i int) int { return i }, func(int) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// echo is a stage that gives every id back and refuses those that say so.
func echo(r *run, files []string) error {
	return r.records(files, func(rec record) answer {
		switch string(rec.id) {
		case `"bad"`:
			return refuse(rec.id, fmt.Errorf("%w: it is bad", readout.ErrFormat))
		case `"panic"`:
			panic("it fell over")
		}
		return give(map[string]json.RawMessage{"id": rec.id})
	})
}

func runEcho(in string, jobs int) (string, error) {
	var out bytes.Buffer
	r := &run{ctx: context.Background(), opt: Options{Jobs: jobs, Stdin: strings.NewReader(in)}, out: &out, unread: Unread{Stage: "echo"}}
	err := echo(r, []string{"-"})
	if err == nil && r.unread.N > 0 {
		err = &r.unread
	}
	return out.String(), err
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.String()
}

func TestRecords(t *testing.T) {
	const two = `{"id":"a"}` + "\n" + `{"id":7,"gold":[1,{"id":"z"}]}` + "\n"
	for _, c := range []struct {
		name, in, out, err string
		is                 error
	}{
		{"ids are opaque", two, `{"id":"a"}` + "\n" + `{"id":7}` + "\n", "", nil},
		{"gzip", packed(two), `{"id":"a"}` + "\n" + `{"id":7}` + "\n", "", nil},
		{"several gzip members", packed(two) + packed(`{"id":"b"}`), `{"id":"a"}` + "\n" + `{"id":7}` + "\n" + `{"id":"b"}` + "\n", "", nil},
		{"no break at the end, blank lines, carriage returns, a byte order mark",
			"\ufeff" + `{"id":"a"}` + "\r\n\n  \n" + `{"id":"b"}`, `{"id":"a"}` + "\n" + `{"id":"b"}` + "\n", "", nil},
		{"nothing", "", "", "", nil},
		{"no id, and a null one", "{}\n{\"id\":null}\n", `{"id":""}` + "\n" + `{"id":""}` + "\n", "", nil},
		{"keys differ in case", `{"ID":"x","Id":"y"}`, `{"id":""}` + "\n", "", nil},
		{"signs stay", `{"id":"<é&>"}`, `{"id":"<é&>"}` + "\n", "", nil},
		{"a report that cannot be read", `{"id":"a"}` + "\n" + `{"id":"bad"}` + "\n" + `{"id":"b"}`,
			`{"id":"a"}` + "\n" + `{"id":"bad","error":"unreadable format: it is bad"}` + "\n" + `{"id":"b"}` + "\n",
			"stage echo: 1 of 3 reports could not be read", readout.ErrFormat},
		{"malformed", `{"id":"a"}` + "\n" + `{"id":` + "\n" + `{"id":"b"}`, `{"id":"a"}` + "\n", "line 2 of standard input: invalid: malformed JSON at byte", readout.ErrInvalid},
		{"two objects in a line", `{"id":"a"} {"id":"b"}`, "", "line 1 of standard input: invalid: malformed JSON", readout.ErrInvalid},
		{"an array", `["a"]`, "", "line 1 of standard input: invalid: a JSON object is wanted, not an array", readout.ErrInvalid},
		{"a string", `"a"`, "", "a JSON object is wanted, not a string", readout.ErrInvalid},
		{"null", `null`, "", "a JSON object is wanted, not null", readout.ErrInvalid},
		{"not UTF-8", "{\"id\":\"\xff\"}", "", "line 1 of standard input: invalid: the line is not UTF-8", readout.ErrInvalid},
		{"gzip cut short", packed(two)[:20], "", "line 1 of standard input: invalid: unexpected EOF", readout.ErrInvalid},
	} {
		for _, jobs := range []int{1, 4} {
			out, err := runEcho(c.in, jobs)
			if out != c.out {
				t.Errorf("%s, %d jobs: got %q, want %q", c.name, jobs, out, c.out)
			}
			if (c.err == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), c.err)) || (c.is != nil && !errors.Is(err, c.is)) {
				t.Errorf("%s, %d jobs: got the error %v, want %q", c.name, jobs, err, c.err)
			}
		}
	}
}

func TestFaultCostsOneReport(t *testing.T) {
	out, err := runEcho(`{"id":"panic"}`+"\n"+`{"id":"b"}`, 2)
	if want := `{"id":"panic","error":"fault of the program, please report it: it fell over"}` + "\n" + `{"id":"b"}` + "\n"; out != want {
		t.Errorf("got %q, want %q", out, want)
	}
	var u *Unread
	if !errors.As(err, &u) || !u.Internal || errors.Is(err, readout.ErrFormat) {
		t.Errorf("got %v", err)
	}
}

func TestLongLinesAreRefused(t *testing.T) {
	long := io.MultiReader(strings.NewReader(`{"id":"`), io.LimitReader(endless{}, maxLine+10), strings.NewReader(`"}`))
	var got []line
	readLines("list", long, func(l line) bool { got = append(got, l); return true })
	if len(got) != 1 || got[0].err == nil || !strings.Contains(got[0].err.Error(), "list line 1: invalid: the line is longer than 64 MiB") {
		t.Errorf("got %d lines, %v", len(got), got[0].err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestMemoryIsBounded runs 200 MB of lines through a stage and looks at what
// stays in the heap.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("moves 200 MB")
	}
	one := `{"id":"a","text":"` + strings.Repeat("word ", 20_000) + `"}` + "\n"
	in := io.LimitReader(&cycle{text: one}, int64(2000*len(one)))
	var n int
	var most uint64
	sink := writer(func(p []byte) (int, error) {
		if n++; n%200 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		return len(p), nil
	})
	r := &run{ctx: context.Background(), opt: Options{Jobs: 4, Stdin: in}, out: sink}
	if err := echo(r, []string{"-"}); err != nil || n != 2000 {
		t.Fatal(n, err)
	}
	if most > 32<<20 {
		t.Errorf("the heap held %d MiB", most>>20)
	}
}

type cycle struct {
	text string
	at   int
}

func (c *cycle) Read(p []byte) (int, error) {
	n := copy(p, c.text[c.at:])
	c.at = (c.at + n) % len(c.text)
	return n, nil
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

func TestRunRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("folder", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		stage string
		files []string
		says  string
	}{
		{"colour", nil, "stage colour: invalid: there is no such stage; there are " + strings.Join(Names(), ", ")},
		{"capture", []string{"gone.jsonl"}, "read gone.jsonl: invalid: no such file; check the path"},
		{"capture", []string{"-"}, "there is no standard input"},
	} {
		err := Run(context.Background(), c.stage, c.files, io.Discard, Options{})
		if !errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %q: got %v, want %q", c.stage, c.files, err, c.says)
		}
	}
}

// FuzzRecords wants every line answered by one line, or the run ended with the
// number of a line, whatever the bytes.
func FuzzRecords(f *testing.F) {
	f.Add([]byte(`{"id":"a"}` + "\n" + `{"id":1}`))
	f.Add([]byte("{\"id\":\n"))
	f.Add([]byte(packed(`{"id":"a"}`)))
	f.Add([]byte("\ufeff{}\r\n\r\n[]"))
	f.Fuzz(func(t *testing.T, in []byte) {
		out, err := runEcho(string(in), 3)
		for _, l := range strings.SplitAfter(out, "\n") {
			if l != "" && (!json.Valid([]byte(l)) || !strings.HasSuffix(l, "\n")) {
				t.Fatalf("the output holds %q", l)
			}
		}
		var u *Unread
		if err != nil && !errors.As(err, &u) && !errors.Is(err, readout.ErrInvalid) {
			t.Fatalf("ended with %v", err)
		}
		if err == nil && len(in) > 2 && in[0] != 0x1f {
			want := 0
			for _, l := range bytes.Split(in, []byte("\n")) {
				if len(bytes.TrimSpace(bytes.TrimPrefix(l, []byte("\ufeff")))) > 0 {
					want++
				}
			}
			if got := strings.Count(out, "\n"); got != want {
				t.Fatalf("%d lines out for %d in", got, want)
			}
		}
	})
}
