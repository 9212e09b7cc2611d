package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/readout-project/readout/export"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/stage"
)

// completionCommand prints what a shell completes commands and flags by.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

func (completionCommand) Help() string { return detail("completion") }

// Run prints the script of the shell.
func (c *completionCommand) Run(p *program) error {
	list := shellCommands(p.parser)
	switch c.Shell {
	case "zsh":
		return p.write([]byte(zsh(list)))
	case "fish":
		return p.write([]byte(fish(list)))
	}
	return p.write([]byte(bash(list)))
}

// shellCommand is a command as a shell completes it.
type shellCommand struct {
	name, help string
	flags      []shellFlag
	words      []string // of its first argument, where they are given
}

type shellFlag struct {
	name, help string
	values     []string
	takes      bool // a value
}

// shellCommands lists the commands of the command line.
func shellCommands(k *kong.Kong) []shellCommand {
	var out []shellCommand
	for _, n := range k.Model.Leaves(true) {
		c := shellCommand{name: n.Name, help: strings.TrimSuffix(n.Help, ".")}
		for _, group := range n.AllFlags(true) {
			for _, f := range group {
				c.flags = append(c.flags, shellFlag{f.Name, strings.TrimSuffix(f.Help, "."), values(f.Value), !f.IsBool()})
			}
		}
		slices.SortFunc(c.flags, func(a, b shellFlag) int { return strings.Compare(a.name, b.name) })
		if len(n.Positional) > 0 {
			c.words = values(n.Positional[0])
		}
		switch n.Name {
		case "stage":
			c.words = stage.Names()
		case "correct":
			c.words = record.Corrections()
		case "export":
			c.words = export.Names()
		}
		out = append(out, c)
	}
	return out
}

func values(v *kong.Value) []string {
	return slices.DeleteFunc(v.EnumSlice(), func(s string) bool { return s == "" })
}

// bash is a script for bash: commands, then flags and their values, else files.
func bash(list []shellCommand) string {
	var b strings.Builder
	b.WriteString("_readout() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words\n  COMPREPLY=()\n")
	fmt.Fprintf(&b, "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W %q -- \"$cur\"))\n    return\n  fi\n", strings.Join(commandNames(list), " "))
	b.WriteString("  case \"${COMP_WORDS[1]} $prev\" in\n")
	for _, c := range list {
		for _, f := range c.flags {
			if len(f.values) > 0 {
				fmt.Fprintf(&b, "    '%s --%s') COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", c.name, f.name, strings.Join(f.values, " "))
			}
		}
	}
	b.WriteString("  esac\n  case \"${COMP_WORDS[1]}\" in\n")
	for _, c := range list {
		var words []string
		for _, f := range c.flags {
			words = append(words, "--"+f.name)
		}
		fmt.Fprintf(&b, "    %s) words=%q ;;\n", c.name, strings.Join(words, " "))
	}
	b.WriteString("  esac\n  if [ \"${cur#-}\" != \"$cur\" ]; then\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n    return\n  fi\n")
	for _, c := range list {
		if len(c.words) > 0 {
			fmt.Fprintf(&b, "  if [ \"${COMP_WORDS[1]}\" = %s ] && [ \"$COMP_CWORD\" -eq 2 ]; then\n    COMPREPLY=($(compgen -W %q -- \"$cur\"))\n    return\n  fi\n", c.name, strings.Join(c.words, " "))
		}
	}
	b.WriteString("  compopt -o filenames 2>/dev/null\n  COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -F _readout readout\n")
	return b.String()
}

func commandNames(list []shellCommand) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.name)
	}
	return out
}

// zsh is a script for zsh.
func zsh(list []shellCommand) string {
	var b strings.Builder
	b.WriteString("#compdef readout\n_readout() {\n  local -a commands\n  commands=(\n")
	for _, c := range list {
		fmt.Fprintf(&b, "    %s\n", single(c.name+":"+c.help))
	}
	b.WriteString("  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n")
	bracket := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	for _, c := range list {
		fmt.Fprintf(&b, "    %s)\n      _arguments", c.name)
		for _, f := range c.flags {
			spec := "--" + f.name + "[" + bracket.Replace(f.help) + "]"
			switch {
			case len(f.values) > 0:
				spec += ":value:(" + strings.Join(f.values, " ") + ")"
			case f.takes && f.name == "db":
				spec += ":file:_files"
			case f.takes:
				spec += ":value:"
			}
			fmt.Fprintf(&b, " \\\n        %s", single(spec))
		}
		if len(c.words) > 0 {
			fmt.Fprintf(&b, " \\\n        %s", single("1:what:("+strings.Join(c.words, " ")+")"))
		}
		b.WriteString(" \\\n        '*:file:_files' ;;\n")
	}
	b.WriteString("  esac\n}\nif [ \"$funcstack[1]\" = _readout ]; then\n  _readout \"$@\"\nelse\n  compdef _readout readout\nfi\n")
	return b.String()
}

// single quotes a word for a shell.
func single(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// fish is a script for fish.
func fish(list []shellCommand) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "complete -c readout -n __fish_use_subcommand -f -a %s -d %s\n", c.name, fishQuote(c.help))
	}
	for _, c := range list {
		when := fishQuote("__fish_seen_subcommand_from " + c.name)
		for _, f := range c.flags {
			fmt.Fprintf(&b, "complete -c readout -n %s -l %s -d %s", when, f.name, fishQuote(f.help))
			switch {
			case len(f.values) > 0:
				fmt.Fprintf(&b, " -x -a %s", fishQuote(strings.Join(f.values, " ")))
			case f.takes:
				b.WriteString(" -r")
			}
			b.WriteByte('\n')
		}
		if len(c.words) > 0 {
			fmt.Fprintf(&b, "complete -c readout -n %s -a %s\n", when, fishQuote(strings.Join(c.words, " ")))
		}
	}
	return b.String()
}

func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}

// manCommand prints the manual page.
type manCommand struct{}

func (manCommand) Help() string { return detail("man") }

// Run prints a page for man(1), of the texts that help prints.
func (manCommand) Run(p *program) error {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH READOUT 1 \"\" %q \"Readout\"\n.SH NAME\nreadout \\- a sourced record of the news reports of a running story\n", "readout "+version)
	b.WriteString(".SH SYNOPSIS\n.B readout\n.I COMMAND\n[\\fIARGUMENTS\\fR] [\\fIFLAGS\\fR]\n.SH DESCRIPTION\n")
	about, rest, _ := strings.Cut(detail("readout"), "\n\n")
	b.WriteString(roff(about))
	b.WriteString(".SH COMMANDS\n")
	for _, n := range p.parser.Model.Leaves(true) {
		fmt.Fprintf(&b, ".SS %s\n", roffText(n.Name))
		b.WriteString(roff(n.Detail))
		for _, f := range n.Flags {
			arg := ""
			if !f.IsBool() {
				arg = "=" + strings.TrimPrefix(f.FormatPlaceHolder(), "=")
			}
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roffText("--"+f.Name+arg), roffText(f.Help))
		}
	}
	_, status, _ := strings.Cut(rest, "Exit status: ")
	fmt.Fprintf(&b, ".SH \"EXIT STATUS\"\n%s", roff(status))
	b.WriteString(".SH ENVIRONMENT\n.TP\n.B READOUT_DB\nThe file of the record.\n.TP\n.B READOUT_BY\nWho corrects and looks.\n.TP\n.B READOUT_CONFIG\nThe configuration file.\n.TP\n.B NO_COLOR\nNo colour on a terminal.\n")
	return p.write([]byte(b.String()))
}

// roff is text as paragraphs of a manual page; indented lines stand as they are.
func roff(text string) string {
	var b strings.Builder
	as := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if in := strings.HasPrefix(line, "  "); in != as && line != "" {
			as = in
			b.WriteString(map[bool]string{true: ".nf\n", false: ".fi\n"}[in])
		}
		if line == "" {
			b.WriteString(".PP\n")
			continue
		}
		b.WriteString(roffText(line) + "\n")
	}
	if as {
		b.WriteString(".fi\n")
	}
	return b.String()
}

// roffText is text without what man would take for markup.
func roffText(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
