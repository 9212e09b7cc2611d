package statement

// strangeWords reports whether a run of the report's own holds a clause in
// quotation marks, or consists of quoted words for the most part: somebody's
// words, though nobody was found to say them. Terms and titles are not meant.
func (r *reader) strangeWords(n run) bool {
	from, words, quoted := -1, 0, 0
	clause := false
	for t := n.first; t < n.last; t++ {
		if r.quoteMark(t) {
			if from >= 0 && t-from > 5 {
				quoted += t - from - 1
				c := r.clause(run{first: from + 1, last: t, attribution: -1})
				clause = clause || c.hasFinite(0, len(c.terms))
			}
			if from = t; r.closes(t) {
				from = -1
			}
			continue
		}
		words++
	}
	return clause || quoted*2 > words
}

// closes reports whether the quotation mark at t ends what it stands beside.
func (r *reader) closes(t int) bool {
	return !r.spaceBefore(t)
}
