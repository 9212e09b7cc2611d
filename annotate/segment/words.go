package segment

import (
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// Words cuts sentences into the words of Universal Dependencies as the English
// treebanks EWT and GUM (release 2.16) write them, and sets FirstWord and
// LastWord of each sentence. Words lie in order inside their sentences and cover
// all of them but white space and characters that are not seen and stand alone.
// Joined is set and Head is -1; what the other
// fields hold is left to later stages.
//
// Contractions are several words of one written token ("do|n't", "can|not",
// "Norland|'s"). Hyphens, slashes, currency signs and units are words of their
// own ("face", "-", "to", "-", "face"; "10", "am"), but for a prefix ("pro-war",
// "e-mail"), a telephone number or a date in figures. An abbreviation keeps its
// stop, also at the end of a sentence.
func Words(source string, sentences []readout.Sentence) []readout.Word {
	n := 0
	for _, s := range sentences {
		n += s.Len()
	}
	const bytesPerWord = 5 // with its blank, in news a little less
	c := cutter{text: source, out: make([]readout.Word, 0, n/bytesPerWord+len(sentences))}
	for i := range sentences {
		s := &sentences[i]
		s.FirstWord = len(c.out)
		c.sentence(s.Start, s.End)
		s.LastWord = len(c.out)
	}
	return c.out
}

// cutter cuts one sentence after the other. Positions are byte offsets into
// text.
type cutter struct {
	text  string
	end   int  // of the sentence
	open  bool // a single quotation mark is open
	begin int  // word that begins the sentence
	first int  // word that begins the chunk
	out   []readout.Word
}

func (c *cutter) sentence(i, end int) {
	c.end, c.open, c.begin = end, false, len(c.out)
	for i < end {
		mask, e := c.chunk(i)
		if e == i {
			_, n := c.rune(i)
			i += n
			continue
		}
		c.first = len(c.out)
		switch {
		case mask == letterByte:
			c.plain(i, e)
		case mask == otherByte && c.hidden(i, e):
		default:
			c.mixed(i, e, mask)
		}
		i = e
	}
}

// hidden reports whether text[i:e] is nothing but characters that are not seen.
func (c *cutter) hidden(i, e int) bool {
	for i < e {
		r, n := c.rune(i)
		if !invisible(r) {
			return false
		}
		i += n
	}
	return true
}

// chunk is the end of the run without white space at i, and what it holds.
func (c *cutter) chunk(i int) (mask uint16, e int) {
	for e = i; e < c.end; {
		b := c.text[e]
		if b >= utf8.RuneSelf {
			r, n := c.rune(e)
			if space(r) {
				break
			}
			mask |= otherByte
			e += n
			continue
		}
		k := bytes[b]
		if k == spaceByte {
			break
		}
		mask |= k
		e++
	}
	return mask, e
}

// add appends the word text[i:e].
func (c *cutter) add(i, e int, joined bool) {
	c.out = append(c.out, readout.Word{Span: readout.Span{Start: i, End: e}, Joined: joined, Head: -1})
}

// plain adds a word of letters only, cut where it is two.
func (c *cutter) plain(i, e int) {
	if e-i > longestContraction || e-i < shortestContraction {
		c.add(i, e, false)
		return
	}
	cuts, ok := contraction(c.text[i:e])
	if !ok {
		c.add(i, e, false)
		return
	}
	joined := false
	at := i
	for _, k := range cuts {
		if k == 0 {
			break
		}
		c.add(at, i+int(k), joined)
		at, joined = i+int(k), true
	}
	c.add(at, e, joined)
}

// mixed adds the words of a chunk that is more than letters.
func (c *cutter) mixed(i, e int, mask uint16) {
	addresses := mask&(stopByte|atByte|slashByte|colonByte) != 0
	for i < e {
		if addresses && !c.glued(i) {
			if k := c.address(i, e, mask); k > i {
				c.add(i, k, false)
				i = k
				continue
			}
		}
		i = c.next(i, e)
	}
}

// glued reports whether a letter or digit abuts i on the left.
func (c *cutter) glued(i int) bool {
	if len(c.out) == c.first {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(c.text[:i])
	return wordRune(r) && c.out[len(c.out)-1].End == i
}

// next adds the word or words of one token at i of the chunk that ends at e, and
// returns its end.
func (c *cutter) next(i, e int) int {
	r, n := c.rune(i)
	next, _ := c.runeBefore(i+n, e)
	begins := len(c.out) == c.first
	switch {
	case digit(r), r == '.' && digit(next) && !c.glued(i), r == '+' && digit(next) && begins:
		return c.number(i, e)
	case wordRune(r) || invisible(r):
		return c.word(i, e)
	case (r == '#' || r == '@') && (letter(next) || next == '_') && !c.glued(i):
		k := i + n
		for k < e {
			r, n := c.rune(k)
			if !wordRune(r) && r != '_' {
				break
			}
			k += n
		}
		c.add(i, k, false)
		return k
	case apostrophe(r):
		return c.quote(i, e)
	}
	k := c.mark(i, e)
	c.add(i, k, false)
	return k
}

// quote adds the apostrophe or the single quotation mark at i, or the word that
// it begins: "'60s", "'em".
func (c *cutter) quote(i, e int) int {
	_, n := c.rune(i)
	k := i + n
	for k < e && wordByte(c.text[k]) {
		k++
	}
	switch {
	case k > i+n && c.glued(i):
		c.open = false
	case elided(c.text[i+n:k]) || k == e && len(c.out) == c.first && clitic(c.text[i+n:k]):
		c.add(i, k, false)
		return k
	case k > i+n:
		c.open = true
	default:
		r, m := c.runeBefore(i+n, e)
		c.open = letter(r)
		if apostrophe(r) { // two for one double mark
			n += m
		}
	}
	c.add(i, i+n, false)
	return i + n
}

// elided reports whether what follows an apostrophe that begins a chunk is the
// rest of a word or of a year.
func elided(rest string) bool {
	switch rest {
	case "em", "til", "cause", "n", "cuz", "bout", "round", "tis", "twas":
		return true
	}
	if len(rest) < 2 || rest[0] < '0' || rest[0] > '9' || rest[1] < '0' || rest[1] > '9' {
		return false
	}
	return len(rest) == 2 || len(rest) == 3 && rest[2] == 's'
}

// mark is the end of the punctuation or symbol at i: stops stay together, and
// equal marks.
func (c *cutter) mark(i, e int) int {
	if k := c.emoticon(i, e); k > i {
		return k
	}
	r, n := c.rune(i)
	k := i + n
	switch r {
	case '.', '!', '?', '…':
		for k < e {
			r, n := c.rune(k)
			if r != '.' && r != '!' && r != '?' && r != '…' {
				break
			}
			k += n
		}
	case '-', '–', '—', '*', '=', '_', '~', '<', '>', '+', '#', '`':
		for k < e {
			q, n := c.rune(k)
			if q != r {
				break
			}
			k += n
		}
	}
	return k
}

// emoticon is the end of an emoticon that begins the chunk or follows a word at
// its end; i where there is none.
func (c *cutter) emoticon(i, e int) int {
	const longest = 3
	if c.text[i] >= utf8.RuneSelf || bytes[c.text[i]]&faceByte == 0 || len(c.out) > c.first {
		return i
	}
	for n := min(longest, e-i); n > 1; n-- {
		if !emoticons[c.text[i:i+n]] {
			continue
		}
		if i+n == e || bytes[c.text[i+n]]&(stopByte|closeByte) != 0 {
			return i + n
		}
	}
	return i
}

// rune decodes at i inside the sentence; see scanner.rune.
func (c *cutter) rune(i int) (rune, int) { return c.runeBefore(i, c.end) }

func (c *cutter) runeBefore(i, end int) (rune, int) {
	if i < end && c.text[i] < utf8.RuneSelf {
		return rune(c.text[i]), 1
	}
	return scanner{text: c.text, end: end}.rune(i)
}
