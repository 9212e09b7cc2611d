package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// printed is what a run of the program prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if exit, stderr := runWith(context.Background(), nil, &out, args...); exit != 0 {
		t.Fatalf("%v: exit %d: %s", args, exit, stderr)
	}
	return out.String()
}

// shell runs a program that may be missing on this machine.
func shell(t *testing.T, input string, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("READOUT_TOOLS") == "required" {
			t.Fatalf("no %s on this machine", name)
		}
		t.Skipf("no %s on this machine", name)
	}
	c := exec.Command(name, args...)
	c.Stdin = strings.NewReader(input)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

func TestBashCompletes(t *testing.T) {
	script := printed(t, "completion", "bash") + `
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _readout; echo "${COMPREPLY[@]}"; }
try readout cla
try readout claims --level ""
try readout brief --as
try readout stage al
`
	want := "claims\nsingle relayed corroborated disputed withdrawn\n--as-of\nalign\n"
	if got := shell(t, script, "bash"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShellsTakeTheirScripts(t *testing.T) {
	for _, name := range []string{"zsh", "fish"} {
		t.Run(name, func(t *testing.T) { shell(t, printed(t, "completion", name), name, "-n") })
	}
}

// Every command is in the completion of every shell and in the manual page.
func TestCompletionAndManualHaveAllCommands(t *testing.T) {
	parser, err := newParser(&bytes.Buffer{}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"man": printed(t, "man")}
	for _, name := range []string{"bash", "zsh", "fish"} {
		texts[name] = printed(t, "completion", name)
	}
	for _, n := range parser.Model.Leaves(true) {
		for name, text := range texts {
			if !strings.Contains(text, n.Name) {
				t.Errorf("%s lacks %s", name, n.Name)
			}
		}
	}
}

func TestManualPage(t *testing.T) {
	if out := shell(t, printed(t, "man"), "groff", "-man", "-ww", "-z"); out != "" {
		t.Errorf("groff: %s", out)
	}
}
