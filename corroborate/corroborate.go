// Package corroborate turns documents into a reading: which reports are copies,
// which belong to one story, whose reporting each passage is, which claims the
// reports share, what each claim rests on, and where the reports differ.
//
// It derives and never judges truth. A count of roots or hearers rises only by
// what is shown to be separate: copies, relays, repeated speakers and shared
// wording are joined first. Where joining is in doubt the claims stay apart,
// and where separateness is in doubt it is not established: of the two errors,
// false corroboration and a missed match, only the first is never accepted.
//
// Nothing here reads a clock or anything beyond the documents; the order of the
// documents changes labels only.
package corroborate

import (
	"github.com/readout-project/readout"
	"github.com/readout-project/readout/talks"
)

// Read weighs documents that are read together. Documents without annotation
// (another language) take part as reports only.
func Read(docs []*readout.Document, failed []readout.Failure) *readout.Reading {
	r := &readout.Reading{Docs: docs, Failed: failed}
	items := make([]Item, len(docs))
	for i, d := range docs {
		items[i] = item(d)
	}
	texts := newTexts(items)
	r.Copies = findCopies(docs, texts)
	for _, members := range group(items, texts, r.Copies) {
		r.Stories = append(r.Stories, newStory(r, members).read())
	}
	return r
}

// story is the reading of one story in the making. Its fields are filled in the
// order of read.
type story struct {
	r      *readout.Reading
	out    readout.Story
	copyOf map[int]readout.Copy    // full copies by report
	partOf map[[2]int]readout.Copy // lifted blocks by report and block
	drawn  map[[2]int]bool         // pairs of reports of which one draws on the other
	people identities
	voices voices
	props  []prop
	stages map[int]*stage // by report
	scenes []node
	nearly twinning
}

func newStory(r *readout.Reading, members []int) *story {
	s := &story{r: r, copyOf: map[int]readout.Copy{}, partOf: map[[2]int]readout.Copy{}, drawn: map[[2]int]bool{}, stages: map[int]*stage{}}
	s.out.Reports = members
	for _, c := range r.Copies {
		if c.Share >= drawnShare {
			s.drawn[pairKey(c.Report, c.Of)] = true
		}
		if !c.Partial {
			s.copyOf[c.Report] = c
			continue
		}
		for _, b := range c.Blocks {
			s.partOf[[2]int{c.Report, b}] = c
		}
	}
	return s
}

// read fills the story, straight through.
func (s *story) read() readout.Story {
	s.people = identify(s.r.Docs, s.out.Reports, s.copyOf)
	s.out.People = s.players()
	s.voices = newVoices(s)
	s.out.Days = s.days()
	s.props = s.propositions()
	s.claims()
	s.out.Relays = s.relays()
	s.out.Differences = s.differences()
	s.nearTwins()
	s.collect()
	s.out.Speakers = s.speakers()
	s.out.Headlines = s.headlines()
	s.entitle()
	s.out.Timeline = s.timeline()
	s.out.Events = s.happenings()
	s.out.Where = s.wheres()
	s.out.Tolls = s.tolls()
	s.out.Card = talks.Of(s.r.Docs, s.out.Reports, s.out.People)
	s.tracks()
	return s.out
}
