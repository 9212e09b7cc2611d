package corroborate_test

import (
	"fmt"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
)

// BenchmarkCheck checks a claim against reports that are read already.
func BenchmarkCheck(b *testing.B) {
	var docs []*readout.Document
	for i := range 20 {
		for _, d := range closing() {
			var list []string
			for k := range d.Report.Blocks {
				list = append(list, d.Report.BlockText(k))
			}
			docs = append(docs, doc(fmt.Sprint("Paper ", i, d.Report.Outlet.Value), "", "2031-03-04", list...))
		}
	}
	r, claim := corroborate.Read(docs, nil), annotate.Claim(seizureClaims[0])
	for b.Loop() {
		corroborate.Check(r, claim)
	}
}
