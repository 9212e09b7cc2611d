package syntax

import (
	"strings"

	"github.com/readout-project/readout"
)

// mend gives a finite clause its subject back where the best tree hung that on the
// verb before as an object: "The mayor says the bridge closed by the storm will
// open". Edges are scored one by one, so that nothing in the tree knows that a verb of
// saying takes no such object, nor that an English clause with tense has a subject.
func mend(source string, words []readout.Word, s readout.Sentence) {
	var subject, object, tense, passive []bool
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &words[i]
		if w.Rel.Base() != readout.RelCcomp || w.UPOS != readout.VERB && w.UPOS != readout.ADJ && w.UPOS != readout.NOUN {
			continue
		}
		if subject == nil {
			subject, object, tense, passive = clauses(words, s)
		}
		at, h := i-s.FirstWord, w.Head
		finite := tense[at] || w.XPOS == readout.TagVBD || w.XPOS == readout.TagVBZ || w.XPOS == readout.TagVBP
		if !finite || subject[at] || words[h].UPOS != readout.VERB || h > i {
			continue
		}
		if !object[h-s.FirstWord] {
			h = nearer(words, h, i)
		}
		if o := lent(source, words, h, i); o >= 0 {
			w.Head = h
			words[o].Head, words[o].Rel = i, readout.RelNsubj
			if passive[at] {
				words[o].Rel = readout.RelNsubjPass
			}
		}
	}
}

// clauses tell for each word of a sentence whether it has a subject or a word that
// opens its clause, an object, an auxiliary with tense, and one of the passive.
func clauses(words []readout.Word, s readout.Sentence) (subject, object, tense, passive []bool) {
	n := s.LastWord - s.FirstWord
	flags := make([]bool, 4*n)
	subject, object, tense, passive = flags[:n], flags[n:2*n], flags[2*n:3*n], flags[3*n:]
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &words[i]
		if w.Head < 0 {
			continue
		}
		h := w.Head - s.FirstWord
		switch w.Rel.Base() {
		case readout.RelNsubj, readout.RelCsubj, readout.RelExpl, readout.RelMark:
			subject[h] = true
		case readout.RelObj:
			object[h] = true
		case readout.RelAux, readout.RelCop:
			switch w.XPOS {
			case readout.TagMD, readout.TagVBD, readout.TagVBZ, readout.TagVBP:
				tense[h] = true
			}
			passive[h] = passive[h] || w.Rel == readout.RelAuxPass
		}
	}
	return subject, object, tense, passive
}

// nearer is the verb between word h and the clause of word i whose object ends where
// that clause begins: "said, confirming the work will begin"; h for none.
func nearer(words []readout.Word, h, i int) int {
	for k := i - 1; k > h && words[k].UPOS != readout.PUNCT && words[k].UPOS != readout.CCONJ && words[k].UPOS != readout.SCONJ; k-- {
		if v := words[k].Head; words[k].Rel.Base() == readout.RelObj && v > h && v < k && words[v].UPOS == readout.VERB && !under(words, v, i) {
			return v
		}
	}
	return h
}

// under reports that word w hangs on another, or on what hangs on it.
func under(words []readout.Word, w, on int) bool {
	for ; w >= 0; w = words[w].Head {
		if w == on {
			return true
		}
	}
	return false
}

// lent is the object of word h that stands between it and the clause of word i, as
// its subject would; -1 for none, or where something said in quotation marks begins
// between.
func lent(source string, words []readout.Word, h, i int) int {
	found := -1
	for k := h + 1; k < i; k++ {
		w := &words[k]
		if found >= 0 && w.UPOS == readout.PUNCT && strings.ContainsAny(w.Of(source), ":;\"“‘”’") {
			return -1
		}
		if w.Head != h {
			continue
		}
		switch w.Rel.Base() {
		case readout.RelObj:
			found = k
		case readout.RelIobj, readout.RelConj, readout.RelCc:
			return -1
		}
	}
	if found >= 0 && words[found].UPOS == readout.PRON {
		switch strings.ToLower(words[found].Of(source)) {
		case "me", "him", "them", "us", "her", "himself", "herself", "themselves":
			return -1
		}
	}
	return found
}
