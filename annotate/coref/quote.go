package coref

import "github.com/readout-project/readout"

// quotation is a stretch between quotation marks and who speaks it.
type quotation struct {
	first, last int32 // words
	block       int32
	speaker     int32 // mention; -1
}

// findQuotes pairs the quotation marks of each block. A quotation that a block
// leaves open goes on in the next block only where that begins with a mark.
func (p *page) findQuotes() {
	open := int32(-1)
	block := int32(-1)
	carried := int32(-1)
	for i := range p.words {
		if !p.sound[i] {
			continue
		}
		mark := quoteMark(p.key[i])
		if p.block[i] != block {
			block = p.block[i]
			carried = open
			open = -1
			if carried >= 0 && !mark {
				carried = -1
			}
		}
		switch {
		case mark && open >= 0 && p.words[i].XPOS != readout.TagOpenQuote:
			p.quote[i] = open
			p.quotes[open].last = int32(i) + 1
			open = -1
		case mark && open < 0 && carried >= 0:
			open, carried = carried, -1
			p.quote[i] = open
		case mark && open < 0:
			p.quotes = append(p.quotes, quotation{first: int32(i), last: int32(i) + 1, block: block, speaker: -1})
			open = int32(len(p.quotes) - 1)
			p.quote[i] = open
		case open >= 0:
			p.quote[i] = open
			p.quotes[open].last = int32(i) + 1
		}
	}
}

func quoteMark(key string) bool { return key == `"` || key == "''" || key == "``" }

// reach is how many words from the edge of a quotation its cue may stand.
const reach = 14

// speakers finds who speaks each quotation: the subject of a verb of speech
// beside it, in its sentences; else whoever speaks the one before in the block.
func (p *page) speakers() {
	for q := range p.quotes {
		x := &p.quotes[q]
		x.speaker = p.speakerNear(x, int32(q))
		if x.speaker < 0 && q > 0 && p.quotes[q-1].block == x.block {
			x.speaker = p.quotes[q-1].speaker
		}
	}
	for q := len(p.quotes) - 2; q >= 0; q-- {
		x, y := &p.quotes[q], &p.quotes[q+1]
		if x.speaker < 0 && y.block == x.block && p.sent[y.first]-p.sent[x.last-1] <= 1 {
			x.speaker = y.speaker
		}
	}
}

func (p *page) speakerNear(x *quotation, q int32) int32 {
	for k := int32(0); k < reach; k++ {
		if i := x.last + k; int(i) < len(p.words) && p.sent[i] == p.sent[x.last-1] && p.quote[i] < 0 {
			if m := p.speakerOf(i, q); m >= 0 {
				return m
			}
		}
		if i := x.first - 1 - k; i >= 0 && p.sent[i] == p.sent[x.first] && p.quote[i] < 0 {
			if m := p.speakerOf(i, q); m >= 0 {
				return m
			}
		}
	}
	return -1
}

// speakerOf is the mention that is the subject of the verb of speech i.
func (p *page) speakerOf(i, q int32) int32 {
	if p.words[i].UPOS != readout.VERB || !table().speech[p.lemma(i)] {
		return -1
	}
	c := p.has(i, readout.RelNsubj)
	if c < 0 || p.quote[c] == q {
		return -1
	}
	return p.at[c]
}
