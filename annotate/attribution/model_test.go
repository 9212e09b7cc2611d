package attribution_test

import (
	"testing"

	"github.com/readout-project/readout/annotate/attribution"
)

// The model file is what the program needs, and is written as it was read.
func TestModelFile(t *testing.T) {
	m := attribution.English()
	b, err := m.Write()
	if err != nil {
		t.Fatal(err)
	}
	again, err := attribution.ReadModel(b)
	if err != nil || again.Header.Corpora[0].SHA256 != m.Header.Corpora[0].SHA256 {
		t.Errorf("read again: %v", err)
	}
	if _, err := attribution.ReadModel(b[:len(b)-1]); err == nil {
		t.Error("a file cut short was read")
	}
}
