package timex

import (
	readout "github.com/readout-project/readout"
)

// findAnchor settles the day that the report is written from, and what its
// undated expressions can be held against.
func (r *resolver) findAnchor(report *readout.Report) {
	r.indexFullDates()
	pub, mod := parseDay(report.Published.Value), parseDay(report.Modified.Value)
	r.latest = anchor{day: pub, name: "publication " + pub.String()}
	if mod.full() && pub.before(mod) {
		r.latest = anchor{day: mod, name: "modification " + mod.String()}
	}
	if pub.known() {
		r.doc = anchor{day: pub, name: "publication " + pub.String()}
	}
	if i, a := r.dateline(pub); i >= 0 {
		if why := r.apart(a, pub); why != "" {
			r.disputed, r.dispute = i, why
			r.doc.name += ", against " + a.name
		} else {
			r.doc = a
		}
	}
	if !r.doc.known() {
		r.doc = r.documentDate()
	}
	if !r.doc.known() {
		r.bound = r.latestPast()
	}
}

func (r *resolver) indexFullDates() {
	r.writtenDay = map[day]int{}
	lead := r.leadBlock()
	for i := range r.exprs {
		e := &r.exprs[i]
		d := day{e.p.year, e.p.month, e.p.day}
		if e.make == "set" || !d.full() || e.p.weekday > 0 && e.p.weekday != d.weekday() {
			continue
		}
		if _, ok := r.writtenDay[d]; !ok {
			r.writtenDay[d] = i
		}
		w := d.weekday()
		r.fullDates[w] = append(r.fullDates[w], i)
		if b := &r.blocks[e.block]; b.role == readout.RoleCaption && !b.archive() && (e.p.weekday > 0 || e.block <= lead+1) {
			r.captionDates[w] = append(r.captionDates[w], i)
		}
	}
}

// dateline is the date of a dateline: a block of that role, or the head of the
// first paragraph ("LIMA, Feb. 6 (Agency) -"). A missing year is that of the
// publication, the nearest one. The index of its expression is -1 for none.
func (r *resolver) dateline(pub day) (int, anchor) {
	seen := -1
	for i := range r.exprs {
		e := &r.exprs[i]
		b := &r.blocks[e.block]
		if b.role != readout.RoleDateline && (!b.role.Text() || b.role == readout.RoleHeading || seen >= 0 && e.block != seen) {
			continue
		}
		if b.role != readout.RoleDateline {
			seen = e.block
		}
		if e.make != "date" || e.p.month == 0 || e.p.day == 0 {
			continue
		}
		if b.role != readout.RoleDateline && !datelineHead(b.toks, e) {
			continue
		}
		d := day{e.p.year, e.p.month, e.p.day}
		if d.year == 0 && pub.full() {
			d = nearestYear(d, pub)
		}
		if d.full() && (e.p.weekday == 0 || e.p.weekday == d.weekday()) {
			return i, anchor{d, "dateline " + e.quoted() + " (" + d.String() + ")", e.span, false}
		}
	}
	return -1, anchor{}
}

// Bounds in days between a dateline and the publication, beyond which one of the
// two is wrong or is not about this report. A day ahead is another time zone.
const (
	mostAhead  = 1
	mostBehind = 60
)

// apart says that a dateline does not go with the publication; "" where it does.
// A report may be changed after it was published, and dated anew.
func (r *resolver) apart(a anchor, pub day) string {
	if !pub.full() {
		return ""
	}
	n := distance(a.day, pub)
	switch {
	case a.day.before(pub) && n >= mostBehind:
		return a.name + " is " + count(n, "day") + " before publication " + pub.String()
	case r.latest.day.before(a.day) && distance(a.day, r.latest.day) > mostAhead:
		return a.name + " is " + count(distance(a.day, r.latest.day), "day") + " after " + r.latest.name
	}
	return ""
}

func nearestYear(d, to day) day {
	best := day{to.year, d.month, d.day}
	for _, y := range [...]int{to.year - 1, to.year + 1} {
		o := day{y, d.month, d.day}
		if o.full() && (!best.full() || distance(o, to) < distance(best, to)) {
			best = o
		}
	}
	return best
}

// Bounds of a dateline at the head of a paragraph, in tokens.
const (
	beforeDateline = 8
	afterDateline  = 6
)

// datelineHead reports whether e stands in a dateline: names before it, a dash
// or an agency in brackets behind it.
func datelineHead(toks []token, e *expr) bool {
	if e.from == 0 || e.from > beforeDateline {
		return false
	}
	for _, t := range toks[:e.from] {
		if t.kind == word && !t.upper {
			return false
		}
	}
	if !toks[0].caps && e.to < len(toks) && toks[e.to].key != "(" {
		return false
	}
	for i := e.to; i < len(toks) && i < e.to+afterDateline; i++ {
		if toks[i].key == "-" && !(toks[i].glued && i+1 < len(toks) && toks[i+1].glued) || toks[i].key == "(" {
			return true
		}
	}
	return false
}

// documentDate is the latest full date in a caption or the lead whose weekday
// the report names, with the date or beside a past event; else the latest one in
// a caption at the head of the report.
func (r *resolver) documentDate() anchor {
	var named [8]bool
	for i := range r.exprs {
		e := &r.exprs[i]
		if e.make == "date" && e.p.weekday > 0 && e.p.month == 0 && e.p.rel == none && !e.p.generic {
			if dir, _ := r.direction(e); dir <= 0 {
				named[e.p.weekday] = true
			}
		}
	}
	lead := r.leadBlock()
	var best, head anchor
	for i := range r.exprs {
		e := &r.exprs[i]
		b := &r.blocks[e.block]
		d := day{e.p.year, e.p.month, e.p.day}
		if !d.full() || e.make == "set" || b.role != readout.RoleCaption && e.block != lead || b.archive() {
			continue
		}
		// Without its weekday, a date among captions farther down may be that of an
		// older picture.
		front := e.block <= lead+1
		agrees := e.p.weekday == d.weekday() || e.p.weekday == 0 && named[d.weekday()] && front
		at := anchor{d, b.name() + " " + e.quoted() + ", which serves as the date of the report", e.span, true}
		if agrees && best.day.before(d) {
			best = at
		}
		if front && b.role == readout.RoleCaption && (e.p.weekday == 0 || agrees) && head.day.before(d) {
			head = at
		}
	}
	if !best.known() {
		return head
	}
	return best
}

// archive reports the caption of a picture taken before: "file photo", "FILE -",
// "archive picture". Its date is the picture's, not the report's.
func (b *block) archive() bool {
	if b.role != readout.RoleCaption {
		return false
	}
	for i, t := range b.toks {
		if isClass(t.key, "ARCHIVE") || t.key == "file" && (i < 2 || i == len(b.toks)-1 || i+1 < len(b.toks) && isClass(b.toks[i+1].key, "PICTURE")) {
			return true
		}
	}
	return false
}

// leadBlock is the first block of running text; -1 for none.
func (r *resolver) leadBlock() int {
	for i := range r.blocks {
		role := r.blocks[i].role
		if role == readout.RoleLead || role == readout.RoleBody {
			return i
		}
	}
	return -1
}

// latestPast is the latest date with a year that the report tells as past, in
// its words; "" for none.
func (r *resolver) latestPast() string {
	var best day
	words := ""
	for i := range r.exprs {
		e := &r.exprs[i]
		d := day{e.p.year, e.p.month, e.p.day}
		if e.make != "date" || d.year == 0 || d.month == 0 || !best.before(d) {
			continue
		}
		if dir, _ := r.direction(e); dir < 0 {
			best, words = d, e.text
		}
	}
	return words
}
