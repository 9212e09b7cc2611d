package main

import (
	_ "embed"

	"github.com/readout-project/readout"
)

// moduleLicences lists the modules that are compiled into the program, with the
// texts of their licences. Made by: go test ./cmd/readout -run TestLicences -update
//
//go:embed licences.txt
var moduleLicences string

// licences prints the notice, the program's own licence and those of the
// modules inside it.
func (*versionCommand) licences(p *program) error {
	return p.write([]byte(readout.Notice + "\n" + readout.Licence + "\n" + moduleLicences))
}
