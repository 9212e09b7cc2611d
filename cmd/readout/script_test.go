package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"readout": main})
}

func TestScript(t *testing.T) {
	p := testscript.Params{Dir: "testdata/script", UpdateScripts: *update}
	if testing.Short() { // with the race detector: what reads and writes at once
		p = testscript.Params{Files: []string{"testdata/script/inputs.txtar", "testdata/script/record.txtar"}}
	}
	testscript.Run(t, p)
}
