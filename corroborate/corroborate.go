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
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/talks"
)

// Read weighs documents that are read together. Documents without annotation
// (another language) take part as reports only.
func Read(docs []*readout.Document, failed []readout.Failure) *readout.Reading {
	return ReadWith(docs, failed, nil)
}

// ReadWith is Read with what people decided, which goes before what the program
// finds: names, claims and stories are joined and parted as they say. Of two on one
// matter the later wins, and undone ones count for nothing; their order does not
// matter, nor does that of the documents. Roles of blocks, dates and speakers are to be
// in the documents already (package correct).
//
// To join claims makes no voices: copies, relays and shared words count for what
// they are, and what has one root stays one. Judgements on reports that are not
// among the documents are passed over; others that find no place are listed.
func ReadWith(docs []*readout.Document, failed []readout.Failure, judgements []readout.Judgement) *readout.Reading {
	r := &readout.Reading{Docs: docs, Failed: failed}
	items := make([]Item, len(docs))
	for i, d := range docs {
		items[i] = ItemOf(d)
	}
	decided := decideOn(docs, judgements)
	texts := newTexts(items)
	r.Copies = findCopies(docs, texts)
	told := ruleStories(len(docs), decided)
	for _, members := range group(items, texts, r.Copies, told) {
		s := newStory(r, members)
		s.decided = decided
		s.uproot(told)
		r.Stories = append(r.Stories, s.read())
	}
	account(r, decided)
	return r
}

// story is the reading of one story in the making. Its fields are filled in the
// order of read.
type story struct {
	r       *readout.Reading
	out     readout.Story
	decided []*decision             // the latest first
	ruled   *decidedClaims          // nil where nothing was decided on claims
	copyOf  map[int]readout.Copy    // full copies by report
	partOf  map[[2]int]readout.Copy // lifted blocks by report and block
	drawn   map[[2]int]bool         // pairs of reports of which one draws on the other
	people  identities
	voices  voices
	props   []prop
	stages  map[int]*stage // by report
	scenes  []node
	// sceneKeys are the keys under which scenes meet.
	sceneKeys numbering
	published map[int]time.Time // by report, where it says so
	stripped  map[countedTake]*scene
	nearly    twinning
}

func newStory(r *readout.Reading, members []int) *story {
	s := &story{r: r, copyOf: map[int]readout.Copy{}, partOf: map[[2]int]readout.Copy{}, drawn: map[[2]int]bool{}, stages: map[int]*stage{}, stripped: map[countedTake]*scene{}}
	s.out.Reports = members
	s.published = datesOf(r.Docs, members)
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
	s.people = identify(s.r.Docs, s.out.Reports, s.copyOf, s.decided...)
	s.out.People = s.players()
	s.voices = newVoices(s)
	s.out.Days = s.days()
	s.props = s.propositions()
	s.ruled = s.decideClaims()
	s.claims()
	s.settle()
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
