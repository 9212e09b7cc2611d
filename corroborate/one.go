package corroborate

import "github.com/readout-project/readout"

// ReadStory weighs documents that are known to be of one story, as a record keeps
// them: nothing is grouped. Judgements count as for ReadWith.
func ReadStory(docs []*readout.Document, judgements []readout.Judgement) *readout.Reading {
	r := &readout.Reading{Docs: docs}
	items := make([]Item, len(docs))
	members := make([]int, len(docs))
	for i, d := range docs {
		items[i], members[i] = ItemOf(d), i
	}
	decided := decideOn(docs, judgements)
	r.Copies = findCopies(docs, newTexts(items))
	s := newStory(r, members)
	s.decided = decided
	r.Stories = []readout.Story{s.read()}
	account(r, decided)
	return r
}
