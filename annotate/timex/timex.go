// Package timex finds the time expressions of a report and says what they mean:
// TIMEX3 types and values after TimeML 1.2.1 (Pustejovsky and others 2003;
// Saurí and others 2006), for English news.
//
// Words and rules are tables (words.tsv, rules.tsv). Each block is cut into
// tokens once; at every token the rules that can begin there are tried, and the
// longest match is an expression. What it says is then resolved against the day
// the report is written from: its dateline, its publication date, or a full
// date in a caption or lead; or against a date beside it: the other end of its
// range, the day of its sentence, the date named last. Every value carries its
// derivation; without an anchor it stays partial ("XXXX-WXX-5"). No clock is
// read. What it reads and what it does not: docs/timex.md.
//
// Past or coming is read from the nearest sign of tense, not from a parse, and
// what stands in quotation marks is counted from the day of the report as all
// else is. Ages ("a 25-year-old") and rates are no time expressions here.
package timex

import (
	readout "github.com/readout-project/readout"
)

// block is a block of the report with its tokens.
type block struct {
	role  readout.Role
	start int // of the block in the source, in bytes
	toks  []token
}

// name is the role in the words of a derivation.
func (b *block) name() string {
	switch b.role {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleCaption, readout.RoleDateline, readout.RoleLead:
		return string(b.role)
	}
	return "text"
}

// read reports whether blocks of the role are searched. A dateline is read for
// its date alone.
func read(role readout.Role) bool {
	switch role {
	case readout.RoleHeadline, readout.RoleDeck, readout.RoleCaption, readout.RoleDateline:
		return true
	}
	return role.Text()
}

// Find returns the time expressions of the headline, deck, captions and text of
// d.Report, in text order and without overlap. It reads Source, Blocks, Published
// and Modified; the borders of d.Sentences are used where they are there. It is a
// pure function in time linear in the text.
func Find(d *readout.Document) []readout.Timex {
	r := &resolver{source: d.Report.Source, disputed: -1}
	for i, b := range d.Report.Blocks {
		k := block{role: b.Role, start: b.Start}
		if read(b.Role) && b.Start >= 0 && b.Start <= b.End && b.End <= len(r.source) {
			text := b.Of(r.source)
			k.toks = tokenise(text)
			for _, m := range matches(k.toks) {
				r.exprs = append(r.exprs, locate(build(m, k.toks), i, &k, r.source))
			}
		}
		r.blocks = append(r.blocks, k)
	}
	r.sentences(d.Sentences)
	r.findRanges()
	r.findAnchor(d.Report)
	return r.resolve()
}

// locate gives an expression its place in the source.
func locate(e expr, i int, b *block, source string) expr {
	e.block = i
	e.span = readout.Span{Start: b.start + b.toks[e.from].start, End: b.start + b.toks[e.to-1].end}
	e.text = e.span.Of(source)
	if z := e.p.zoneAt; z[1] > z[0] {
		e.zone = source[b.start+b.toks[z[0]].start : b.start+b.toks[z[1]-1].end]
	}
	return e
}

// sentences takes the ends of sentences from the segmentation of the blocks that
// have one.
func (r *resolver) sentences(ss []readout.Sentence) {
	done := map[int]bool{}
	for _, s := range ss {
		if s.Block < 0 || s.Block >= len(r.blocks) {
			continue
		}
		b := &r.blocks[s.Block]
		if !done[s.Block] {
			done[s.Block] = true
			for i := range b.toks {
				b.toks[i].stop = false
			}
		}
		if k := lastBefore(b.toks, s.End-b.start); k >= 0 {
			b.toks[k].stop = true
		}
	}
}

// lastBefore is the last token that ends at or before offset p; -1 for none.
func lastBefore(toks []token, p int) int {
	lo, hi := 0, len(toks)
	for lo < hi {
		m := (lo + hi) / 2
		if toks[m].end <= p {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo - 1
}

// resolve gives every expression its value, in text order.
func (r *resolver) resolve() []readout.Timex {
	out := []readout.Timex{}
	r.last = lastNamed{date: -1, day: -1, quarter: -1, past: -1, months: -1}
	r.results = make([]result, len(r.exprs))
	var only day
	for i := range r.exprs {
		e := &r.exprs[i]
		var res result
		typ := readout.Date
		switch e.make {
		case "time":
			res, typ = r.clockTime(i), readout.Time
		case "dur":
			res, typ = r.duration(e), readout.Duration
		case "set":
			res, typ = r.set(e), readout.Set
		case "ref":
			res = result{value: e.ref, derivation: e.quoted() + ": no day is meant"}
		default:
			res = r.date(i)
			switch {
			case e.make == "dur":
				typ = readout.Duration
			case e.p.clock != "":
				res, typ = r.clockTime(i), readout.Time
			}
		}
		if i == r.disputed {
			res = result{conflict: r.dispute, derivation: e.quoted() + ": dateline and publication disagree, no value"}
		}
		r.results[i] = res
		r.remember(i, res)
		if res.at.full() {
			r.manyDays = r.manyDays || only.full() && only != res.at
			only = res.at
		}
		if r.blocks[e.block].role == readout.RoleDateline && res.conflict == "" {
			continue
		}
		t := readout.Timex{Span: e.span, Type: typ, Value: res.value, Mod: e.mod, Derivation: e.zoned(res.derivation), Conflict: res.conflict}
		if !res.anchor.Empty() {
			t.Anchor = res.anchor
		}
		out = append(out, t)
	}
	return out
}
