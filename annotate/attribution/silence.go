package attribution

// silences reads who gave no answer.
func (u *unit) silences() (out []*found, breaks []int) {
	for i := 1; i < len(u.items); i++ {
		if !u.word(i) || u.items[i].inside {
			continue
		}
		if f := u.noStatement(i); f != nil {
			out = append(out, f)
			continue
		}
		verbEnd, end := u.matchSilence(i)
		if end == 0 {
			continue
		}
		s := u.subjectLeft(i)
		f := &found{cue: [2]int{i, verbEnd}, source: s, entry: silenceEntry, rule: "no answer"}
		if s.shared {
			if f = u.borrow(f, nil); f == nil {
				continue
			}
			breaks = append(breaks, i-1)
		} else if !s.ok {
			continue
		}
		if end < u.end() || verbEnd < end {
			f.content = [][2]int{{verbEnd, u.end()}}
		}
		out = append(out, f)
		i = end - 1
	}
	return out, breaks
}

var silenceEntry = &entry{lemma: "no answer", class: "silence", frames: map[string]bool{}}

// matchSilence matches the phrases of silence at i, with adverbs where they
// have a star; verbEnd is behind the verb, end behind the whole phrase.
func (u *unit) matchSilence(i int) (verbEnd, end int) {
next:
	for _, p := range u.lex.silence[u.key(i)] {
		k, v := i, 0
		for n, w := range p.words {
			switch {
			case w == "*":
				for u.adverb(k) || u.key(k) == "immediate" || u.key(k) == "further" {
					k++
				}
				continue
			case w == "to" && v == 0:
				v = k
			case w == "for" && v == 0, w == "comment" && n == len(p.words)-1 && p.words[0] != "made" && !p.has("not") && v == 0:
				v = k
			}
			if u.key(k) != w {
				continue next
			}
			k++
		}
		if v == 0 {
			v = k
		}
		return v, k
	}
	return 0, 0
}

func (p phrase) has(w string) bool {
	for _, x := range p.words {
		if x == w {
			return true
		}
	}
	return false
}

// noStatement reads "no official statements from X".
func (u *unit) noStatement(i int) *found {
	if u.key(i) != "no" {
		return nil
	}
	k := i + 1
	for u.word(k) && k-i < 4 && !u.is("silent", k) {
		k++
	}
	if !u.is("silent", k) || u.key(k+1) != "from" && u.key(k+1) != "by" {
		return nil
	}
	end := u.sourceEndShort(k + 2)
	if !u.nominal(k+2, end) {
		return nil
	}
	f := &found{
		cue: [2]int{i, k + 1}, entry: silenceEntry, rule: "no answer, no statement",
		source: subject{from: k + 2, to: end, who: -1, ok: true},
	}
	if end < u.end() {
		f.content = [][2]int{{end, u.end()}}
	}
	return f
}

// sourceEndShort ends a source before "about", "on", a verb or a mark.
func (u *unit) sourceEndShort(from int) int {
	i := from
	for i < u.end() && u.word(i) && !u.finite(i, true) {
		switch u.key(i) {
		case "about", "on", "regarding", "as", "after", "since", "in", "so", "over", "but", "to":
			return i
		}
		i++
	}
	return i
}
