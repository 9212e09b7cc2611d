package main

import (
	"os"
	"strings"
	"testing"

	"github.com/readout-project/readout/stage"
)

func TestStagesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stage.Names() {
		if !strings.Contains(string(text), "### `stage "+name+"`") {
			t.Errorf("docs/commands.md has no section ### `stage %s`", name)
		}
		if !strings.Contains(detail("stage"), "readout stage "+name) {
			t.Errorf("help/stage.txt has no example of %s", name)
		}
	}
}
