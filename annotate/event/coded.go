package event

import "github.com/readout-project/readout"

// Coded is the events of a text as stage code writes them.
type Coded struct {
	Events []CodedEvent `json:"events"`
}

// CodedEvent is one event with its parties.
type CodedEvent struct {
	Type   string  `json:"type"`
	Mode   string  `json:"mode"`
	Source []Party `json:"source"`
	Target []Party `json:"target"`
}

// Party is an actor or recipient.
type Party struct {
	Code   string `json:"code"`
	Sector string `json:"sector"`
	Text   string `json:"text"`
}

// Code writes events of a document in the form of stage code.
func Code(d *readout.Document, events []readout.Event) Coded {
	parties := func(list []readout.Participant) []Party {
		out := []Party{}
		for _, x := range list {
			out = append(out, Party{x.Code, x.Sector, x.Span.Of(d.Report.Source)})
		}
		return out
	}
	out := Coded{Events: []CodedEvent{}}
	for _, e := range events {
		out.Events = append(out.Events, CodedEvent{e.Type, e.Mode, parties(e.Actors), parties(e.Recipients)})
	}
	return out
}
