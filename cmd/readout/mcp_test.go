package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// The built program, over its standard streams: what a client is given as words of a
// report stands in what lines prints of it.
func TestMCPOverStandardStreams(t *testing.T) {
	folder := t.TempDir()
	program, db := filepath.Join(folder, "readout.exe"), filepath.Join(folder, "record.db")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const reports = "../../examples/story-1"
	printed(t, "add", "--db", db, reports)
	texts := sources(t, reports)
	for _, x := range []struct {
		flags []string
		tools int
	}{{nil, 11}, {[]string{"--allow-corrections", "--by", "Ada Mellin"}, 13}} {
		c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(),
			&sdk.CommandTransport{Command: exec.Command(program, append([]string{"mcp", "--db", db}, x.flags...)...)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		list, err := c.ListTools(context.Background(), nil)
		if err != nil || len(list.Tools) != x.tools {
			t.Errorf("%v: %d tools, want %d: %v", x.flags, len(list.Tools), x.tools, err)
		}
		checkBrief(t, c, texts)
		if err := c.Close(); err != nil {
			t.Errorf("%v: %v", x.flags, err)
		}
	}
}

// checkBrief asks for the brief of the only story and reads its spans again.
func checkBrief(t *testing.T, c *sdk.ClientSession, texts map[string][]rune) {
	t.Helper()
	res, err := c.CallTool(context.Background(), &sdk.CallToolParams{Name: "brief", Arguments: map[string]any{"limit": 50}})
	if err != nil || res.IsError {
		t.Fatalf("brief: %v, %v", res, err)
	}
	data, err := json.Marshal(res.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Claims struct {
			Items []struct {
				Evidence struct {
					Items []struct {
						Report, Exact string
						Start, End    int
					}
				}
			}
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, k := range got.Claims.Items {
		for _, e := range k.Evidence.Items {
			n++
			if text := texts[e.Report]; e.End > len(text) || string(text[e.Start:e.End]) != e.Exact {
				t.Errorf("report %s has no %q at %d-%d", e.Report, e.Exact, e.Start, e.End)
			}
		}
	}
	if n < 50 {
		t.Errorf("the brief has %d spans", n)
	}
}

// sources are the texts that lines prints, by ids of reports.
func sources(t *testing.T, reports string) map[string][]rune {
	t.Helper()
	var brief struct {
		Reports []struct{ Input, SHA256 string }
	}
	if err := json.Unmarshal([]byte(printed(t, "brief", "--format", "json", reports)), &brief); err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for _, r := range brief.Reports {
		ids[r.Input] = r.SHA256[:12]
	}
	out := map[string][]rune{}
	for _, line := range strings.Split(strings.TrimSpace(printed(t, "lines", "--format", "json", reports)), "\n") {
		var l struct{ Input, Source string }
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		out[ids[l.Input]] = []rune(l.Source)
	}
	return out
}

func TestMCPEnds(t *testing.T) {
	db := filepath.Join(t.TempDir(), "record.db")
	printed(t, "add", "--db", db, "../../examples/story-2/obs-ferry.html")
	hello := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}` + "\n"

	in, keep := io.Pipe()
	back, out := io.Pipe()
	go func() {
		keep.Write([]byte(hello))
		line, err := bufio.NewReader(back).ReadString('\n')
		if err != nil || !strings.Contains(line, `"name":"readout"`) {
			t.Errorf("answered %q, %v", line, err)
		}
		keep.Close()
		io.Copy(io.Discard, back)
	}()
	if exit, stderr := runWith(context.Background(), in, out, "mcp", "--db", db); exit != 0 || stderr != "" {
		t.Errorf("a client that goes: exit %d, %q", exit, stderr)
	}
	out.Close()

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r, w := io.Pipe()
	defer w.Close()
	time.AfterFunc(50*time.Millisecond, cancel)
	if exit, stderr := runWith(ctx, r, io.Discard, "mcp", "--db", db); exit != 130 || stderr != "" {
		t.Errorf("interrupted: exit %d, %q", exit, stderr)
	}

	long := `{"jsonrpc":"2.0","id":2,"method":"ping","params":{"x":"` + strings.Repeat("x", 2<<20) + `"}}` + "\n"
	for name, text := range map[string]string{"no JSON": "readout brief\n", "too long": hello + long} {
		exit, stderr := runWith(context.Background(), strings.NewReader(text), io.Discard, "mcp", "--db", db)
		if exit != 2 || !strings.HasPrefix(stderr, "readout: mcp: invalid: the client sent what is no message") || len(stderr) > 400 {
			t.Errorf("%s: exit %d, %.600q", name, exit, stderr)
		}
	}

	if exit, stderr := runWith(context.Background(), strings.NewReader(""), io.Discard, "mcp", "--db", db+".not-there"); exit != 2 || !strings.Contains(stderr, "there is no record") {
		t.Errorf("no record: exit %d, %q", exit, stderr)
	}
}
