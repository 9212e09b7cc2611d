package timex

import "strings"

// direction says whether the clause around tokens [from,to) looks back (-1) or
// forward (+1), with the word that shows it; 0 where nothing does. The nearest
// sign of tense counts; signs beyond a comma, "that" or "and" count as farther.
func direction(toks []token, from, to int) (sign int, cue string) {
	sign, cue, _ = tense(toks, from, to)
	return sign, cue
}

// tense is direction with the distance of the word, in tokens and borders.
func tense(toks []token, from, to int) (sign int, cue string, distance int) {
	if w := ahead(toks, from); w != "" {
		return 1, w, 0
	}
	left, lw, ld := scan(toks, from-1, -1)
	right, rw, rd := scan(toks, to, 1)
	switch {
	case left == 0 && lw != "":
		return 0, "", 0 // nothing shows, and what follows is of another clause
	case left == 0:
		return right, rw, rd
	case right == 0 || ld <= rd+3:
		return left, lw, ld
	}
	return right, rw, rd
}

// ahead is the word just before token i that puts a day ahead; "" for none.
func ahead(toks []token, i int) string {
	for _, n := range [...]int{1, 3} {
		if i < n || toks[i-n].upper {
			continue
		}
		for _, e := range lexicon().entries[toks[i-n].key] {
			if e.class == "AHEAD" && len(e.rest) == n-1 && follows(toks[i-n+1:], e.rest) {
				return toks[i-n].key
			}
		}
	}
	return ""
}

// reach bounds the distance at which a verb still says something.
const reach = 30

// scan walks from token i in the direction step up to the border of the
// sentence; it returns the sign, its word and its distance. A word without a sign
// is one that looks ahead from the past.
func scan(toks []token, i, step int) (sign int, cue string, distance int) {
	for n := 0; i >= 0 && i < len(toks) && n < reach; n++ {
		t := toks[i]
		if step < 0 && t.stop {
			return 0, "", 0
		}
		switch {
		case t.key == ";" || t.key == ":":
			return 0, "", 0
		case isClass(t.key, "BORDER"):
			distance += 3
			if step > 0 {
				distance += 2 // what follows belongs to the next clause rather
			}
		case step > 0 && isClass(t.key, "CLAUSEWORD"):
			distance += 5
		}
		distance++
		s := sign1(toks, i)
		switch {
		case s < 0 && step < 0 && prospective(toks, i):
			return 0, t.key, distance
		case s != 0:
			return s, t.key, distance
		}
		if step > 0 && t.stop {
			return 0, "", 0
		}
		i += step
	}
	return 0, "", 0
}

// sign1 is the direction that the word at i alone shows. A participle after a
// form of "be" that depends on a modal shows none.
func sign1(toks []token, i int) int {
	t := toks[i]
	if t.kind != word {
		return 0
	}
	for _, e := range lexicon().entries[t.key] {
		if !follows(toks[i+1:], e.rest) {
			continue
		}
		switch e.class {
		case "FUTURE":
			if (t.key == "may" || t.key == "might") && t.upper || i > 0 && isClass(t.key, "NOMINAL") && (isClass(toks[i-1].key, "DETERMINER") || strings.HasSuffix(toks[i-1].key, "'s")) {
				continue // "approved the plan on Tuesday"
			}
			return 1
		case "PAST":
			return pastSign(toks, i)
		case "NOTED":
			return 0
		}
	}
	if participle(t) {
		return pastSign(toks, i)
	}
	return 0
}

// isClass reports whether a word alone is of a class of the table.
func isClass(key, class string) bool {
	for _, e := range lexicon().entries[key] {
		if e.class == class && len(e.rest) == 0 {
			return true
		}
	}
	return false
}

// participle reports a word that looks like the past form of a regular verb.
func participle(t token) bool {
	return t.kind == word && !t.upper && len(t.key) > 3 && strings.HasSuffix(t.key, "ed")
}

// prospective reports a participle with an infinitive behind it: in "offered to
// release water by the end of June" the water is to come.
func prospective(toks []token, i int) bool {
	if !participle(toks[i]) || i+2 >= len(toks) || toks[i+1].key != "to" || toks[i+2].upper || toks[i+2].kind != word {
		return false
	}
	return len(lexicon().entries[toks[i+2].key]) == 0
}

// pastSign is the sign of a form that may be a participle: none after a form of
// "be" in the present, and none beside an article, where it is an adjective.
func pastSign(toks []token, i int) int {
	k := i - 1
	if k > 0 && (strings.HasSuffix(toks[k].key, "ly") || toks[k].key == "still") {
		k-- // "will be formally completed", "a still disputed vote"
	}
	if k >= 0 && (isClass(toks[k].key, "STATE") || isClass(toks[k].key, "DETERMINER") && strings.HasSuffix(toks[i].key, "ed")) {
		return 0
	}
	return -1
}
