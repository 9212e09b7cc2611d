package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the tests expect anew")

// linked is a module that is compiled into the program.
type linked struct {
	Path, Version, Dir string
	Main               bool
}

func (m linked) String() string { return strings.TrimSpace(m.Path + " " + m.Version) }

// platforms are those that the list of modules covers.
var platforms = []string{"linux", "darwin", "windows"}

func linkedModules(t *testing.T) []linked {
	t.Helper()
	seen := map[string]linked{}
	for _, goos := range platforms {
		cmd := exec.Command("go", "list", "-deps", "-json=Module", ".")
		cmd.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("list modules for %s: %v", goos, err)
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct{ Module *linked }
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if p.Module != nil && !p.Module.Main {
				seen[p.Module.Path] = *p.Module
			}
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := []linked{{Path: "Go standard library", Dir: strings.TrimSpace(string(root))}}
	for _, path := range slices.Sorted(maps.Keys(seen)) {
		modules = append(modules, seen[path])
	}
	return modules
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice).*(\.txt|\.md)?$`)

// licenceKinds are told by words that no other kind has; the first that fits
// holds.
var licenceKinds = []struct{ name, words string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"BSD-3-Clause", "endorse or promote products derived"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"MIT", "Permission is hereby granted, free of charge"},
}

func licenceKind(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, k := range licenceKinds {
		if strings.Contains(text, k.words) {
			return k.name
		}
	}
	return ""
}

// licenceTexts are the licence and notice files of a module by name.
func licenceTexts(t *testing.T, m linked) (names []string, texts map[string]string) {
	t.Helper()
	dir := m.Dir
	if _, err := os.Stat(filepath.Join(dir, "LICENSE")); err != nil && m.Version == "" {
		dir = filepath.Join(dir, "share", "doc", "go") // where some systems keep Go's
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, e.Name())
		texts[e.Name()] = strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	}
	return names, texts
}

// TestLicences fails where a module was added, taken out or brought to another
// version and the licences that the program prints were not.
func TestLicences(t *testing.T) {
	var list, texts strings.Builder
	for _, m := range linkedModules(t) {
		names, files := licenceTexts(t, m)
		kinds := []string{}
		for _, n := range names {
			if k := licenceKind(files[n]); k != "" && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
			fmt.Fprintf(&texts, "\n%s\n%s, %s\n\n%s\n", strings.Repeat("=", 80), m, n, files[n])
		}
		if len(kinds) == 0 {
			t.Errorf("%s: no licence is found in %s; see whether it may be used", m, m.Dir)
		}
		fmt.Fprintf(&list, "    %s: %s\n", m, strings.Join(kinds, ", "))
	}
	want := "Modules that are compiled into the program:\n\n" + list.String() + texts.String()
	if *update {
		if err := os.WriteFile("licences.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	listed, _, _ := strings.Cut(moduleLicences, strings.Repeat("=", 80))
	for _, m := range linkedModules(t) {
		if m.Version != "" && !strings.Contains(listed, "    "+m.String()+": ") {
			t.Errorf("licences.txt lacks %s: run go test ./cmd/readout -run TestLicences -update", m)
		}
	}
	if got, due := strings.Count(listed, "\n    "), strings.Count(list.String(), "\n"); got != due {
		t.Errorf("licences.txt lists %d modules, %d are compiled in: run go test ./cmd/readout -run TestLicences -update", got, due)
	}
}
