package segment

import (
	"strings"
	"unicode/utf8"
)

// number adds the words of the token at i that begins with a figure, with a
// stop before one, or with the plus of a telephone number, and returns its end.
func (c *cutter) number(i, e int) int {
	if k := c.serial(i, e); k > i {
		c.add(i, k, false)
		return k
	}
	k := i
	if c.text[k] == '.' || c.text[k] == '+' {
		k++
	}
	for k < e {
		b := c.text[k]
		switch {
		case b < utf8.RuneSelf && bytes[b]&digitByte != 0:
			k++
			continue
		case (b == ',' && c.thousands(k, e)) || (b == '.' || b == ':') && k+1 < e && digit(rune(c.text[k+1])):
			k++
			continue
		case b == '/' && c.fraction(i, k, e):
			k++
			continue
		}
		break
	}
	return c.numberEnd(i, k, e)
}

// numberEnd adds the figures text[i:k] with the letters written on to them,
// which are a word of their own if they are a unit.
func (c *cutter) numberEnd(i, k, e int) int {
	t := k
	for t < e {
		r, n := c.rune(t)
		if !letter(r) && !(r == '.' && t > k && t+1 < e && letter(rune(c.text[t+1]))) {
			break
		}
		t += n
	}
	switch rest := c.text[k:t]; {
	case rest == "":
		return c.wordFrom(i, k, e)
	case t-k <= longestUnit && units[rest]:
		c.add(i, k, false)
		if strings.Contains(rest, ".") && t < e && c.text[t] == '.' {
			t++
		}
		c.add(k, t, false)
		return t
	}
	return c.wordFrom(i, k, e)
}

// wordFrom reads on as a word whose figures text[i:k] are passed: "20th",
// "747-400" without its hyphen.
func (c *cutter) wordFrom(i, k, e int) int {
	for k < e {
		r, n := c.rune(k)
		if next, _ := c.runeBefore(k+n, e); apostrophe(r) && !digit(next) {
			done, inside := c.clitics(i, k, e)
			if !inside {
				return done
			}
			k = done
			continue
		}
		if !wordRune(r) && !invisible(r) && r != '_' {
			break
		}
		k += n
	}
	c.add(i, k, false)
	return k
}

// thousands reports whether exactly three figures follow the comma at k.
func (c *cutter) thousands(k, e int) bool {
	n := c.figuresAfter(k, e)
	return n == 3
}

// figuresAfter counts the figures after the mark at k, up to five.
func (c *cutter) figuresAfter(k, e int) int {
	n := 0
	for n < 5 && k+1+n < e && digit(rune(c.text[k+1+n])) {
		n++
	}
	return n
}

// fraction reports whether the slash at k stands in a fraction or a date, 1/2 or
// 9/11 or 3/28/2001, with one or two figures on both sides.
func (c *cutter) fraction(i, k, e int) bool {
	after := c.figuresAfter(k, e)
	if after == 0 || after > 4 {
		return false
	}
	before := k - i
	if j := strings.LastIndexByte(c.text[i:k], '/'); j >= 0 {
		return k-i-j-1 <= 2
	}
	if before > 2 {
		return false
	}
	t := k + 1 + after
	return after <= 2 || t < e && c.text[t] == '/'
}

// longestSerial bounds the look-ahead of serial.
const longestSerial = 32

// serial is the end of a telephone number, a date or a code at i: groups of
// figures with hyphens or stops, "555-0142", "2026-02-06"; i where there is
// none. Two groups that are not three and four figures are a range.
func (c *cutter) serial(i, e int) int {
	var groups [longestSerial]int
	n, k := 0, i
	if c.text[k] == '+' {
		k++
	}
	for start := k; k < e && k-i < longestSerial; {
		b := c.text[k]
		if digit(rune(b)) {
			k++
			groups[n] = k - start
			continue
		}
		if b != '-' && (b != '/' || n > 0) || k == start || k+1 >= e || !digit(rune(c.text[k+1])) {
			break
		}
		k++
		n++
		start = k
	}
	if k < e {
		if r, _ := c.rune(k); wordRune(r) || r == ',' && c.figuresAfter(k, e) > 0 {
			return i
		}
	}
	if n == 1 && groups[0] == 3 && groups[1] == 4 && strings.IndexByte(c.text[i:k], '/') < 0 {
		return k
	}
	if n == 1 && (c.text[i] == '+' || groups[0] == 5 && groups[1] == 4) { // a postal code
		return k
	}
	if n < 2 || !strings.Contains(c.text[i:k], "-") {
		return i
	}
	return k
}
