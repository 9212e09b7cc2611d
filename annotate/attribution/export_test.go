package attribution

import "github.com/readout-project/readout"

// Describe describes attributions of a document whose spans are set.
func Describe(d *readout.Document, as []readout.Attribution) {
	s := newSources(d)
	for i := range as {
		s.describe(&as[i])
	}
}
