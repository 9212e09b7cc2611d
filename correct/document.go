package correct

import (
	"strings"

	"github.com/readout-project/readout"
)

// Document gives time expressions the values, and words the speakers, that
// people gave them. It changes the document, which is to be one just made by
// annotate. What finds no place comes back with the reason.
func Document(d *readout.Document, js []readout.Judgement) []readout.Unplaced {
	list, out := on(d.Report.ID(), js, func(j *readout.Judgement) bool {
		return j.Kind == readout.SpeakerIs || j.Kind == readout.DateIs && !j.A.Whole()
	})
	return append(out, apply(list, d.Report.Source, func(j *readout.Judgement, at readout.Span) string {
		if j.Kind == readout.DateIs {
			return setDate(d, j, at)
		}
		return setSpeaker(d, j, at)
	})...)
}

// setDate gives the time expression that the words are its value.
func setDate(d *readout.Document, j *readout.Judgement, at readout.Span) string {
	i := at.Best(len(d.Timexes), func(i int) readout.Span { return d.Timexes[i].Span })
	if i < 0 {
		return "no time expression is read there"
	}
	t := &d.Timexes[i]
	*t = readout.Timex{Span: t.Span, Type: timexType(j.Value, t.Type), Value: j.Value, Derivation: j.Basis()}
	return ""
}

// timexType is the type that a value of TIMEX3 says; a set stays one.
func timexType(value string, was readout.TimexType) readout.TimexType {
	switch {
	case was == readout.Set:
		return was
	case value[0] == 'P' && !strings.HasSuffix(value, "_REF"):
		return readout.Duration
	case strings.Contains(value, "T") && !strings.HasSuffix(value, "_REF"):
		return readout.Time
	}
	return readout.Date
}
