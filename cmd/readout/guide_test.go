package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout/serve"
)

const guideFile = "../../docs/guide.md"

// shown is a command of the guide with what the guide shows of its output.
type shown struct {
	line    int // of the guide, from 1
	command string
	output  []string
}

// guided reads the commands of the guide: blocks of console, where a command stands
// after "$ " and goes on after "> ". A line "..." stands for any lines, and "..." within
// one for anything.
func guided(lines []string) []shown {
	var out []shown
	inside := false
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = line == "```console"
		case !inside:
		case strings.HasPrefix(line, "$ "):
			out = append(out, shown{line: i + 1, command: line[2:]})
		case (line == ">" || strings.HasPrefix(line, "> ")) && len(out) > 0 && len(out[len(out)-1].output) == 0:
			out[len(out)-1].command += "\n" + strings.TrimPrefix(line[1:], " ")
		case len(out) > 0:
			out[len(out)-1].output = append(out[len(out)-1].output, line)
		}
	}
	return out
}

// fits reports whether a line of output is as one of the guide.
func fits(guide, line string) bool {
	parts := strings.Split(guide, "...")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".*") + "$").MatchString(line)
}

// compare holds what a command printed against what the guide shows, which -update
// changes where only lines after the first of a piece differ.
func (s *shown) compare(printed string) error {
	fault := func(what string, from, to int) error {
		from, to = min(max(0, from), len(lines(printed))), min(to, len(lines(printed)))
		return fmt.Errorf("docs/guide.md:%d: $ %s\n%s\n%s", s.line, s.command, what, strings.Join(lines(printed)[from:to], "\n"))
	}
	lines := lines(printed)
	at, loose := 0, false
	for i, want := range s.output {
		if want == "..." {
			loose = true
			continue
		}
		from := at
		for loose && at < len(lines) && !fits(want, lines[at]) {
			at++
		}
		switch {
		case at >= len(lines) || loose && !fits(want, lines[at]):
			return fault(fmt.Sprintf("prints no line %q after", want), from-2, from+12)
		case fits(want, lines[at]):
		case *update:
			s.output[i] = lines[at]
		default:
			return fault(fmt.Sprintf("prints no line %q but", want), at, at+3)
		}
		at, loose = at+1, false
	}
	if !loose && at < len(lines) && len(s.output) > 0 {
		return fault("prints more:", at, at+8)
	}
	return nil
}

func lines(printed string) []string { return strings.Split(strings.TrimRight(printed, "\n"), "\n") }

// reader is who goes through the guide: in a folder of her own, with the examples.
type reader struct {
	t       *testing.T
	folder  string
	program string
	env     []string
	base    string // of the server that she has started; ""
}

func newReader(t *testing.T) *reader {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the guide is for a Unix shell")
	}
	r := &reader{t: t, folder: t.TempDir()}
	bin := t.TempDir()
	r.program = filepath.Join(bin, "readout")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, r.program); err != nil { // under this name the test is the program
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(r.folder, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	r.env = []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + r.folder, "LC_ALL=C.UTF-8"}
	return r
}

func (r *reader) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = r.folder, r.env
	return c
}

// serve starts readout serve with its flags, at any free port, and gives its address and
// what it says.
func (r *reader) serve(args ...string) (base, line string) {
	r.t.Helper()
	ctx, end := context.WithCancel(context.Background())
	c := r.command(ctx, r.program, append([]string{"serve"}, args...)...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	said, err := c.StderrPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		end()
		if err := c.Wait(); c.ProcessState.ExitCode() != exitDone {
			r.t.Errorf("serve ended with %v", err)
		}
	})
	line, err = bufio.NewReader(said).ReadString('\n')
	base = regexp.MustCompile(`http://[^/ ]+`).FindString(line)
	if err != nil || base == "" {
		r.t.Fatalf("serve said %q, %v", line, err)
	}
	go io.Copy(io.Discard, said) //nolint:errcheck // until it ends
	return base, line
}

// fetch does what curl would.
func (r *reader) fetch(command string) string {
	r.t.Helper()
	method, body, kind := http.MethodGet, "", ""
	address := regexp.MustCompile(`'(http://127\.0\.0\.1:7878/[^']*)'`).FindStringSubmatch(command)
	if address == nil || r.base == "" {
		r.t.Fatalf("%s: no address in single quotes, or nothing is served", command)
	}
	if m := regexp.MustCompile(`--json '([^']*)'`).FindStringSubmatch(command); m != nil {
		method, body, kind = http.MethodPost, m[1], "application/json"
	}
	q, err := http.NewRequestWithContext(r.t.Context(), method, strings.Replace(address[1], "http://127.0.0.1:7878", r.base, 1), strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	q.Header.Set("Content-Type", kind)
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= 300 {
		r.t.Errorf("%s: %s %v %s", command, res.Status, err, data)
	}
	return string(data)
}

// do does one command of the guide and gives what it printed.
func (r *reader) do(s *shown) string {
	r.t.Helper()
	if set, ok := strings.CutPrefix(s.command, "export "); ok {
		r.env = append(r.env, strings.ReplaceAll(strings.ReplaceAll(set, `"`, ""), "$PWD", r.folder))
		return ""
	}
	if strings.HasPrefix(s.command, "curl ") {
		return r.fetch(s.command)
	}
	if flags, ok := strings.CutPrefix(s.command, "readout serve"); ok {
		base, line := r.serve(append(strings.Fields(strings.TrimSuffix(flags, "&")), "--addr", "127.0.0.1:0")...)
		r.base = base
		return strings.Replace(line, base, "http://127.0.0.1:7878", 1)
	}
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	c := r.command(ctx, "sh", "-c", s.command)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Run(); err != nil && !strings.Contains(out.String(), "readout: ") {
		r.t.Errorf("docs/guide.md:%d: $ %s\n%v\n%s", s.line, s.command, err, out.String())
	}
	return out.String()
}

// The guide holds: its commands, in their order, print what it shows, and its routes
// answer. After a change of output that you mean: go test ./cmd/readout -run TestGuide
// -update, and read the difference.
func TestGuide(t *testing.T) {
	r := newReader(t)
	data, err := os.ReadFile(guideFile)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	list := guided(lines)
	if len(list) < 30 {
		t.Fatalf("the guide has %d commands", len(list))
	}
	for i := range list {
		s := &list[i]
		if err := s.compare(r.do(s)); err != nil {
			t.Fatal(err) // what follows rests on it
		}
		first := s.line + strings.Count(s.command, "\n")
		copy(lines[first:first+len(s.output)], s.output)
	}
	if *update {
		if err := os.WriteFile(guideFile, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range regexp.MustCompile(`http://127\.0\.0\.1:7878(/[^\s'")`+"`"+`]*)`).FindAllStringSubmatch(string(data), -1) {
		res, err := http.Get(r.base + at[1])
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusOK && res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", at[1], res.Status)
		}
	}
}

// Every command, flag and route that the guide names in its text is there.
func TestGuideNamesWhatIsThere(t *testing.T) {
	data, err := os.ReadFile(guideFile)
	if err != nil {
		t.Fatal(err)
	}
	parser, err := newParser(io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string][]string{}
	for _, n := range parser.Model.Leaves(true) {
		flags[n.Name] = []string{"help"}
		for _, f := range n.Flags {
			flags[n.Name] = append(flags[n.Name], f.Name)
		}
	}
	named := 0
	check := func(text string) {
		words := strings.Fields(text)
		if len(words) < 2 || words[0] != "readout" {
			return
		}
		named++
		known, ok := flags[words[1]]
		if !ok {
			t.Errorf("the guide names %q", text)
			return
		}
		for _, f := range regexp.MustCompile(`--([a-z][a-z-]*)`).FindAllStringSubmatch(text, -1) {
			if !slices.Contains(known, f[1]) {
				t.Errorf("the guide names %q, which has no --%s", text, f[1])
			}
		}
	}
	for _, code := range regexp.MustCompile("`([^`\n]+)`").FindAllStringSubmatch(string(data), -1) {
		check(code[1])
		if method, path, ok := strings.Cut(code[1], " /"); ok && (method == "GET" || method == "POST") {
			if !slices.Contains(serve.Routes(), method+" /"+path) {
				t.Errorf("the guide names the route %s", code[1])
			}
		}
	}
	for _, line := range guided(strings.Split(string(data), "\n")) {
		check(strings.Split(line.command, "|")[0])
	}
	if named < 40 {
		t.Errorf("only %d commands are named", named)
	}
}

// What the guide shows is compared: a line that is not printed is found.
func TestGuideFindsFaults(t *testing.T) {
	for _, c := range []struct {
		guide, printed string
		ok             bool
	}{
		{"a\nb", "a\nb\n", true}, {"a\nc", "a\nb\n", false}, {"a", "a\nb\n", false}, {"a\n...", "a\nb\n", true}, {"...\nb", "a\nb\n", true}, {"...\nc", "a\nb\n", false},
		{"...\nb\n...", "a\nb\nc\n", true}, {"a...z", "a to z\n", true}, {"a...z", "a to y\n", false}, {"a.z", "abz\n", false},
	} {
		s := shown{output: strings.Split(c.guide, "\n")}
		if err := s.compare(c.printed); (err == nil) != c.ok && !*update {
			t.Errorf("%q against %q: %v", c.guide, c.printed, err)
		}
	}
}

// TestServe serves at two addresses: the record at one, profiles at the other.
func TestServe(t *testing.T) {
	r := newReader(t)
	base, _ := r.serve("--db", filepath.Join(r.folder, "new.db"), "--addr", "127.0.0.1:0", "--debug-addr", "127.0.0.1:0", "--by", "A. Tester")
	for path, want := range map[string]int{"/healthz": 200, "/": 200, "/debug/pprof/": 404} {
		res, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %s", path, res.Status)
		}
	}
	out, err := r.command(t.Context(), r.program, "serve", "--db", "new.db", "--addr", "127.0.0.1:0", "--debug-addr", "0.0.0.0:0").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "profiles are for this machine alone") {
		t.Errorf("%v: %s", err, out)
	}
}
