package attribution

import "github.com/readout-project/readout"

// longestSignature bounds the words of a signature.
const longestSignature = 8

// signed finds quotations that are signed: “It held.” — Mira Arlen. The dash is the
// cue, the name behind it, up to the end of the block, the source. The dash may
// open the block below.
func (f *finder) signed() []ruled {
	p := f.p
	var out []ruled
	for _, q := range p.quotes {
		dash := int32(q.last) + 1
		if int(dash)+1 >= len(p.words) || q.open || !p.dash(dash) || p.block(dash)-p.block(dash-1) > 1 {
			continue
		}
		end := dash + 1
		for int(end) < len(p.words) && p.block(end) == p.block(dash) && end-dash <= longestSignature+1 && p.quote[end] < 0 {
			end++
		}
		same := int(end) < len(p.words) && p.block(end) == p.block(dash)
		if same || p.words[dash+1].UPOS != readout.PROPN || q.last-q.first < 3 {
			continue
		}
		for end > dash+2 && p.punct(end-1) {
			end--
		}
		s := saying{odds: sure, within: -1, byRule: ruleSignature}
		s.speech = speech{head: dash, cue: [2]int32{dash, dash + 1}, source: [2]int32{dash + 1, end}, sourceHead: dash + 1, frame: p.frameOf(dash)}
		s.content = []stretch{{int32(q.first), int32(q.last) + 1}}
		out = append(out, ruled{s, dash, dash + 1})
	}
	return out
}

// dash reports whether word i is a dash, not a hyphen.
func (p *page) dash(i int32) bool {
	w := p.words[i]
	switch w.Of(p.source) {
	case "--", "―", "—", "–":
		return true
	case "-":
		return w.Start > 0 && w.End < len(p.source) && p.source[w.Start-1] == ' ' && p.source[w.End] == ' '
	}
	return false
}
