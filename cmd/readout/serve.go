package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/serve"
)

// serveCommand shows the record in a browser.
type serveCommand struct {
	kept      `embed:""`
	Addr      string   `default:"127.0.0.1:7878" placeholder:"HOST:PORT" help:"Where to listen; without --token-file on this machine only."`
	TokenFile string   `placeholder:"FILE" help:"Who may ask: a line each, NAME SCOPE SECRET, with the scope read or correct."`
	Host      []string `placeholder:"NAME" help:"A name under which the server is reached, besides localhost and addresses; may be given again."`
	DebugAddr string   `placeholder:"HOST:PORT" help:"Where profiles of the running program are to be had, on this machine only; default: nowhere."`
	By        string   `placeholder:"NAME" help:"Who decides where no token says it (default: READOUT_BY, the configuration file, the user)."`
}

func (serveCommand) Help() string { return detail("serve") }

// Run serves until it is interrupted, which is its normal end.
func (c *serveCommand) Run(p *program) error {
	by, err := p.by(c.By)
	if err != nil {
		return err
	}
	tokens, err := tokenFile(c.TokenFile)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	l, err := serve.Listen(p.ctx, c.Addr, tokens)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	defer l.Close() //nolint:errcheck // closed by the server
	var debug net.Listener
	if c.DebugAddr != "" {
		if debug, err = serve.ListenDebug(p.ctx, c.DebugAddr); err != nil {
			return fmt.Errorf("serve: %w", err)
		}
		defer debug.Close() //nolint:errcheck // closed by the server
	}
	r, err := p.open(c.kept, true)
	if err != nil {
		return err
	}
	s, err := serve.New(p.ctx, r, serve.Options{By: by, Tokens: tokens, Hosts: c.Host, Version: version, Log: func(err error) {
		fmt.Fprintf(p.stderr, "readout: serve: %s\n", brief.Clean(err.Error()))
	}})
	if err != nil {
		return errors.Join(err, r.Close())
	}
	fmt.Fprintf(p.stderr, "The record %s is at http://%s/ ; end with Ctrl-C.\n", r.Path(), l.Addr())
	return errors.Join(p.both(s, l, debug), s.Close(), r.Close())
}

// both serves the record, and profiles where debug is not nil; when one ends, so does
// the other.
func (p *program) both(s *serve.Server, l, debug net.Listener) error {
	if debug == nil {
		return s.Serve(p.ctx, l)
	}
	fmt.Fprintf(p.stderr, "Profiles are at http://%s/debug/pprof/ .\n", debug.Addr())
	ctx, end := context.WithCancel(p.ctx)
	done := make(chan error, 1)
	go func() {
		defer end()
		done <- s.Debug(ctx, debug)
	}()
	err := s.Serve(ctx, l)
	end()
	return errors.Join(err, <-done)
}

// tokenFile reads who may ask; nobody but the owner may be able to read the file.
func tokenFile(path string) ([]serve.Token, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: token file: %w", readout.ErrInvalid, err)
	}
	defer f.Close() //nolint:errcheck // read only
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%w: token file %s can be read by others: chmod 600 %s", readout.ErrInvalid, path, path)
	}
	tokens, err := serve.ParseTokens(f)
	if err != nil {
		return nil, fmt.Errorf("token file %s: %w", path, err)
	}
	return tokens, nil
}
