package annotate

import (
	"strings"

	"github.com/readout-project/readout"
)

// Claim reads a claim from outside as a report of one block without outlet and
// date: time expressions have the values that the claim itself gives them. White
// space becomes single blanks.
func Claim(text string) *readout.Document {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " ")
	r := &readout.Report{Source: text}
	if text != "" {
		r.Blocks = []readout.Block{{Span: readout.Span{End: len(text)}, Role: readout.RoleBody, Reason: "a claim", Repeats: -1}}
	}
	return Document(r)
}
