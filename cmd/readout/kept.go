package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"runtime"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
)

// kept names the record.
type kept struct {
	DB string `name:"db" placeholder:"FILE" help:"The record (default: READOUT_DB, the configuration file, the platform's folder for data)."`
}

// settings are what the configuration file may say.
type settings struct {
	DB string `json:"db"` // the file of the record
	By string `json:"by"` // who corrects
}

// settings reads the configuration file: READOUT_CONFIG, or config.json in the
// platform's folder for configuration. One that is not there says nothing.
func (p *program) settings() (settings, error) {
	var s settings
	path := p.env("READOUT_CONFIG")
	if path == "" {
		folder := p.folder("XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA")
		if folder == "" {
			return s, nil
		}
		path = filepath.Join(folder, "readout", "config.json")
	}
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && p.env("READOUT_CONFIG") == "":
		return s, nil
	case err != nil:
		return s, fmt.Errorf("configuration: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return s, fmt.Errorf("%w: configuration %s: %w; it may hold \"db\" and \"by\"", readout.ErrInvalid, path, err)
	}
	return s, nil
}

// folder is the platform's folder for a purpose: the variable of the XDG base
// directories or its default, the one of macOS, or the variable of Windows.
func (p *program) folder(xdg, xdgDefault, mac, windows string) string {
	if f := p.env(xdg); f != "" && filepath.IsAbs(f) {
		return f
	}
	home := p.env("HOME")
	switch {
	case runtime.GOOS == "windows":
		return p.env(windows)
	case home == "":
		return ""
	case runtime.GOOS == "darwin":
		return filepath.Join(home, filepath.FromSlash(mac))
	}
	return filepath.Join(home, filepath.FromSlash(xdgDefault))
}

// recordPath is the file of the record: --db, READOUT_DB, the configuration file,
// the platform's folder for data, in this order.
func (p *program) recordPath(k kept) (string, error) {
	if k.DB != "" {
		return k.DB, nil
	}
	if path := p.env("READOUT_DB"); path != "" {
		return path, nil
	}
	s, err := p.settings()
	if err != nil || s.DB != "" {
		return s.DB, err
	}
	folder := p.folder("XDG_DATA_HOME", ".local/share", "Library/Application Support", "LOCALAPPDATA")
	if folder == "" {
		return "", fmt.Errorf("%w: there is no home folder to keep the record in; name a file with --db", readout.ErrInvalid)
	}
	return filepath.Join(folder, "readout", "record.db"), nil
}

// open opens the record.
func (p *program) open(k kept, create bool) (*record.Record, error) {
	path, err := p.recordPath(k)
	if err != nil {
		return nil, err
	}
	return p.opened(path, create)
}

// opened opens the record in a file, which is asked at the end of the command for
// what it could not weigh.
func (p *program) opened(path string, create bool) (r *record.Record, err error) {
	p.record, err = record.Open(p.ctx, path, record.Options{Create: create})
	return p.record, err
}

// ask opens the record for a command that was given no reports.
func (p *program) ask(k kept) (*record.Record, error) {
	path, err := p.recordPath(k)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: no report is named, and there is no record %s; name reports, or keep some with readout add", readout.ErrInvalid, path)
	}
	return p.opened(path, false)
}

// by is who corrects: the flag, READOUT_BY, the configuration file, the name of
// the user.
func (p *program) by(flag string) (string, error) {
	if flag != "" {
		return flag, nil
	}
	if name := p.env("READOUT_BY"); name != "" {
		return name, nil
	}
	s, err := p.settings()
	if err != nil || s.By != "" {
		return s.By, err
	}
	u, err := user.Current()
	if err != nil || u.Username == "" {
		return "", fmt.Errorf("%w: nobody is named who decides; give --by NAME", readout.ErrInvalid)
	}
	if u.Name != "" {
		return u.Name, nil
	}
	return u.Username, nil
}

// weighing shows on a terminal how many stories are weighed.
func (p *program) weighing() func(done, of int) {
	bar := newProgress(p.stderr)
	return func(done, of int) { bar.of("weighing stories", done, of) }
}
