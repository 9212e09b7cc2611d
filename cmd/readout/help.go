package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/readout-project/readout"
)

// helpColumns is how wide help may be.
const helpColumns = 80

//go:embed help/*.txt
var helpTexts embed.FS

// detail is the longer explanation of a command, with its examples.
func detail(command string) string {
	text, err := helpTexts.ReadFile("help/" + command + ".txt")
	if err != nil {
		panic("no help text for " + command)
	}
	return string(text)
}

// errHelp leaves the parser where help is asked for.
var errHelp = errors.New("help is asked for")

// helpFlag is --help.
type helpFlag bool

// BeforeReset runs before the parser looks for what is missing.
func (helpFlag) BeforeReset() error { return errHelp }

// helpCommand is help [COMMAND].
type helpCommand struct {
	Command string `arg:"" optional:"" help:"The command to explain."`
}

func (helpCommand) Help() string { return detail("help") }

// Run prints what --help prints.
func (c *helpCommand) Run(p *program) error {
	if c.Command == "" {
		return p.explain(p.stdout, nil, nil)
	}
	for _, n := range p.parser.Model.Leaves(true) {
		if n.Name == c.Command {
			return p.explain(p.stdout, n, nil)
		}
	}
	return fmt.Errorf("help: %w: there is no command %s; there are %s", readout.ErrInvalid, c.Command, strings.Join(p.names(), ", "))
}

// names lists the commands in the order of the help.
func (p *program) names() []string {
	var names []string
	for _, n := range p.parser.Model.Leaves(true) {
		names = append(names, n.Name)
	}
	return names
}

// explain prints the help of a command, or of the program for nil, and gives
// err back.
func (p *program) explain(to io.Writer, command *kong.Node, err error) error {
	text, fault := p.overview(), error(nil)
	if command != nil {
		text, fault = p.manual(command)
	}
	if fault != nil {
		return fault
	}
	if _, fault = io.WriteString(to, text); fault != nil {
		return fmt.Errorf("write help: %w", fault)
	}
	return err
}

// overview teaches the program on one screen: the text around the commands is
// help/readout.txt, where a line of three dots stands for them.
func (p *program) overview() string {
	var b strings.Builder
	group := ""
	for _, n := range p.parser.Model.Leaves(true) {
		if g := n.ClosestGroup(); g != nil && g.Title != group {
			group = g.Title
			fmt.Fprintf(&b, "\n%s:\n", group)
		}
		fmt.Fprintf(&b, "  %-10s %s\n", n.Name, strings.TrimSuffix(n.Help, "."))
	}
	return strings.Replace(detail("readout"), "...\n", strings.TrimPrefix(b.String(), "\n"), 1)
}

// manual is the help of one command: usage, explanation, examples, flags.
func (p *program) manual(n *kong.Node) (string, error) {
	var out strings.Builder
	parser, err := newParser(&out, io.Discard)
	if err != nil {
		return "", err
	}
	traced, err := kong.Trace(parser, []string{n.Name})
	if err != nil {
		return "", err
	}
	options := kong.HelpOptions{WrapUpperBound: helpColumns, ValueFormatter: kong.DefaultHelpValueFormatter}
	if err := kong.DefaultHelpPrinter(options, traced); err != nil {
		return "", err
	}
	return out.String(), nil
}
