package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version of the program; the same version gives the same bytes.
const version = "0.1.0-dev"

// versionCommand says which program this is.
type versionCommand struct {
	Licences bool   `xor:"what" help:"Print the notice and the licences of everything inside the program."`
	Format   string `enum:"text,json" default:"text" placeholder:"FORM" help:"text or json."`
}

func (versionCommand) Help() string { return detail("version") }

// about is the JSON form of version.
type about struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// Run prints the version or the licences.
func (c *versionCommand) Run(p *program) error {
	if c.Licences {
		return c.licences(p)
	}
	a := about{Version: version, Revision: revision(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if c.Format == "json" {
		line, err := json.Marshal(a)
		if err != nil {
			return err
		}
		return p.write(append(line, '\n'))
	}
	text := fmt.Sprintf("readout %s", a.Version)
	if a.Revision != "" {
		text += " (" + a.Revision + ")"
	}
	return p.write(fmt.Appendf(nil, "%s, %s, %s\n", text, a.Go, a.Platform))
}

// revision is the commit that the program was built from, with a plus sign
// where files had changed since; "" where it was not recorded.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	rev, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			rev = s.Value[:min(12, len(s.Value))]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	return strings.TrimSpace(rev + changed)
}
