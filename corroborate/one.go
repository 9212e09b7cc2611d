package corroborate

import "github.com/readout-project/readout"

// ReadStory weighs documents that are known to be of one story, as a record keeps
// them: nothing is grouped. The judgements of people win over what is read.
func ReadStory(docs []*readout.Document, _ []readout.Judgement) *readout.Reading {
	r := &readout.Reading{Docs: docs}
	items := make([]Item, len(docs))
	members := make([]int, len(docs))
	for i, d := range docs {
		items[i], members[i] = item(d), i
	}
	r.Copies = findCopies(docs, newTexts(items))
	r.Stories = []readout.Story{newStory(r, members).read()}
	return r
}

// ItemOf is what grouping needs to know of a document.
func ItemOf(d *readout.Document) Item { return item(d) }

// Stories groups reports into stories, as Read does: lists of indexes. The
// judgements of people win.
func Stories(items []Item, _ []readout.Judgement) [][]int {
	texts := newTexts(items)
	var copies []readout.Copy
	for _, p := range pairs(texts) {
		if s := containment(texts[p[0]], texts[p[1]]); s >= copyShare {
			copies = append(copies, readout.Copy{Report: p[1], Of: p[0], Share: s})
		}
	}
	return group(items, texts, copies)
}
