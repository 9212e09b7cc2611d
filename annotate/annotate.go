// Package annotate turns a report into a document: the stages in their order.
//
// Each stage is a pure function that reads the layers before it and returns its
// own; only this package assigns layers. A stage is total: any text gives a
// document, and the same text gives the same document.
package annotate

import (
	"fmt"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/coref"
	"github.com/readout-project/readout/annotate/entity"
	"github.com/readout-project/readout/annotate/event"
	"github.com/readout-project/readout/annotate/lemma"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/annotate/statement"
	"github.com/readout-project/readout/annotate/syntax"
	"github.com/readout-project/readout/annotate/timex"
)

// Pipeline names the stages that made a document; it changes whenever one of
// them may answer otherwise.
const Pipeline = "engine-4"

// Document annotates a report. A report that Declines names a reason for comes
// back without layers: kept, not analysed.
func Document(r *readout.Report) *readout.Document {
	d, standings := Statements(r)
	if standings != nil {
		d.Events = event.Find(d, status(standings))
		tie(d)
	}
	return d
}

// Statements annotates a report up to its statements, with all layers but the
// events: what the model of events learns from. The reading gives the standing of
// every word, for one goroutine; nil for a report that is not analysed.
func Statements(r *readout.Report) (*readout.Document, *statement.Reading) {
	d := &readout.Document{Report: r, Pipeline: Pipeline}
	if Declines(r) != "" {
		return d, nil
	}
	d.Tokens, d.Sentences = segment.Find(r)
	d.Words = segment.Words(r.Source, d.Sentences)
	syntax.Parse(r.Source, d.Words, d.Sentences)
	lemma.Fill(r.Source, d.Words)
	mentions, entities := entity.Find(d)
	d.Mentions, d.Entities = join(r.Source, mentions, entities, coref.Analyse(d, 0))
	d.Timexes = timex.Find(d)
	d.Attributions = attribution.Find(d)
	standings := statement.Standings(d)
	d.Statements = standings.Find()
	return d, standings
}

func status(r *statement.Reading) func(word int) readout.Status {
	return func(word int) readout.Status {
		s, _, _ := r.At(word)
		return s
	}
}

// tie gives each statement the event that it tells: the first whose trigger it is
// the smallest statement around.
func tie(d *readout.Document) {
	for e := range d.Events {
		t := d.Events[e].Trigger
		best := -1
		for i := range d.Statements {
			s := &d.Statements[i]
			if s.Start <= t.Start && t.End <= s.End && (best < 0 || s.Len() < d.Statements[best].Len()) {
				best = i
			}
		}
		if best >= 0 && d.Statements[best].Event < 0 {
			d.Statements[best].Event = e
		}
	}
}

// Declines says why a report is not analysed; "" for one that is. Only English
// is read. A report that states no language is read as English.
func Declines(r *readout.Report) string {
	if r.Lang.Stated() && r.Lang.Value != "en" {
		return fmt.Sprintf("language %q (%s) is not read; the report is kept and not analysed", r.Lang.Value, r.Lang.Basis)
	}
	return ""
}
