// Command readout reads news reports of one story and prints a sourced brief.
//
// It wires flags to the packages that do the work; a file per command. See
// docs/commands.md, or run readout help.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/stage"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// commands is the command line: the commands in the order of the help.
type commands struct {
	Help helpFlag `short:"h" help:"Show this help."`

	Add     addCommand     `cmd:"" group:"Keep a record" help:"Put reports into the record."`
	Stories storiesCommand `cmd:"" group:"Keep a record" help:"List the stories of the record, or those in reports."`
	News    newsCommand    `cmd:"" group:"Keep a record" help:"Print what became of claims since you last looked."`
	Claims  claimsCommand  `cmd:"" group:"Keep a record" help:"List claims by level, speaker, story and date."`
	Search  searchCommand  `cmd:"" group:"Keep a record" help:"Find words in the reports of the record."`
	History historyCommand `cmd:"" group:"Keep a record" help:"Tell how a claim came about, or how a report was revised."`
	Gaps    gapsCommand    `cmd:"" group:"Keep a record" help:"List what nobody has followed up."`
	Correct correctCommand `cmd:"" group:"Keep a record" help:"Correct what was read, or list the corrections."`
	Undo    undoCommand    `cmd:"" group:"Keep a record" help:"Undo a correction."`
	Serve   serveCommand   `cmd:"" group:"Keep a record" help:"Show the record in a browser, and to programs over HTTP."`
	Forget  forgetCommand  `cmd:"" group:"Keep a record" help:"Remove the bytes and text of reports for good."`
	Verify  verifyCommand  `cmd:"" group:"Keep a record" help:"Read every span and digest of the record again."`
	Rebuild rebuildCommand `cmd:"" group:"Keep a record" help:"Derive everything in the record anew, and say what changed."`
	Backup  backupCommand  `cmd:"" group:"Keep a record" help:"Copy the record while it is in use."`
	MCP     mcpCommand     `cmd:"" name:"mcp" group:"Keep a record" help:"Serve the record to a language model as tools (MCP)."`

	Brief    briefCommand    `cmd:"" group:"Read reports" help:"Print the sourced brief of the stories in reports."`
	Timeline timelineCommand `cmd:"" group:"Read reports" help:"Print what reports date, in order, and what comes next."`
	Who      whoCommand      `cmd:"" group:"Read reports" help:"Print what reports have on a person, a body or a place."`
	Why      whyCommand      `cmd:"" group:"Read reports" help:"Open the words behind a claim or a difference of the brief."`
	Check    checkCommand    `cmd:"" group:"Read reports" help:"Print which reports support or deny a claim from outside."`
	Export   exportCommand   `cmd:"" group:"Read reports" help:"Write stories in a form that other programs take."`
	Origins  originsCommand  `cmd:"" group:"Read reports" help:"Show whose reporting each report and block is."`
	Lines    linesCommand    `cmd:"" group:"Read reports" help:"Show every block of reports with its role and reason."`
	Explain  explainCommand  `cmd:"" group:"Read reports" help:"Show every layer of one sentence of a report."`

	Stage stageCommand `cmd:"" group:"Work with data" help:"Run one stage of the pipeline over JSON Lines."`

	Completion completionCommand `cmd:"" group:"About the program" help:"Print the completion script of a shell."`
	Man        manCommand        `cmd:"" group:"About the program" help:"Print the manual page."`

	Version versionCommand `cmd:"" group:"About the program" help:"Print the version, or the licences of what is inside."`
	HelpOn  helpCommand    `cmd:"" name:"help" group:"About the program" help:"Explain the program or one command, with examples."`
}

// program is what the commands work with: everything outside them.
type program struct {
	ctx    context.Context
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	env    func(string) string
	parser *kong.Kong

	private bool           // addresses in private networks may be fetched
	pages   validator      // nil where nothing is kept of fetched pages
	record  *record.Record // that the command opened; nil for none
}

// run is the whole program but for the process: it gives the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) (exit int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "readout: %v: %v\n%s", errFault, r, debug.Stack())
			exit = exitInternal
		}
	}()
	p := &program{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	err := p.dispatch(args)
	if err != nil && !quiet(err) {
		p.tell(err)
	}
	return status(err)
}

// tell prints a message. It may have names of files, words of reports and of people in
// it, which never reach a terminal as they are.
func (p *program) tell(err error) {
	for i, line := range strings.Split(err.Error(), "\n") {
		if i == 0 {
			line = "readout: " + line
		}
		fmt.Fprintln(p.stderr, brief.Clean(line))
	}
}

func (p *program) dispatch(args []string) error {
	parser, err := newParser(p.stdout, p.stderr)
	if err != nil {
		return err
	}
	p.parser = parser
	if len(args) == 0 {
		return p.explain(p.stderr, nil, fmt.Errorf("%w: no command", readout.ErrInvalid))
	}
	parsed, err := parser.Parse(args)
	var wrong *kong.ParseError
	switch {
	case errors.Is(err, errHelp) && errors.As(err, &wrong):
		return p.explain(p.stdout, wrong.Context.Selected(), nil)
	case errors.As(err, &wrong):
		return usage(wrong)
	case err != nil:
		return err
	}
	err = parsed.Run(p)
	if p.record != nil && !errors.Is(err, record.ErrFault) {
		err = errors.Join(err, p.record.Unweighed())
	}
	return err
}

// newParser builds the command line afresh, so that runs share nothing.
func newParser(stdout, stderr io.Writer) (*kong.Kong, error) {
	return kong.New(&commands{},
		kong.Name("readout"),
		kong.NoDefaultHelp(),
		kong.Vars{"stages": strings.Join(stage.Names(), ", ")},
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) {}),
	)
}

// usage turns an error of the command line into one that says what to do.
func usage(e *kong.ParseError) error {
	help := "readout --help"
	text := strings.ReplaceAll(e.Error(), `"`, "'")
	if e.Context == nil {
		return fmt.Errorf("%w: %s; see %s", readout.ErrInvalid, text, help)
	}
	if n := e.Context.Selected(); n != nil {
		help = "readout help " + n.Name
	} else {
		text = strings.Replace(text, "unexpected argument", "there is no command", 1)
	}
	if missing, ok := strings.CutPrefix(text, "expected '<"); ok {
		text = "missing '<" + missing
	}
	return fmt.Errorf("%w: %s; see %s", readout.ErrInvalid, text, help)
}
