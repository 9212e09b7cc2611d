package segment

import (
	"strings"
	"unicode/utf8"
)

// Bounds of what is looked at for an address, so that a long chunk costs linear
// time (RFC 5321: 64 and 255).
const (
	longestLocal = 64
	longestHost  = 255
)

// address is the end of a web address, a host or file name or an e-mail address
// at i; i where there is none.
func (c *cutter) address(i, e int, mask uint16) int {
	if c.scheme(i, e) {
		return c.trimmed(i, e)
	}
	if mask&atByte != 0 {
		if k := email(c.text, i, e); k > i {
			return k
		}
	}
	if mask&stopByte != 0 {
		return c.host(i, e)
	}
	return i
}

func (c *cutter) scheme(i, e int) bool {
	switch c.text[i] {
	case 'h', 'H', 'w', 'W', 'f', 'm', 'd':
		rest := c.text[i:min(e, i+len("https://"))]
		for _, p := range [...]string{"http://", "https://", "www.", "ftp://", "mailto:", "HTTP://", "WWW.", "Http://", "doi:10."} {
			if strings.HasPrefix(rest, p) {
				return i+len(p) < e
			}
		}
	}
	return false
}

// trimmed is the end of an address without the marks that close a sentence.
func (c *cutter) trimmed(i, e int) int {
	k := i
	for k < e {
		r, n := c.rune(k)
		if strings.ContainsRune("<>\"“”", r) {
			break
		}
		k += n
	}
	const closers = ".,;:!?'’…"
	if strings.ContainsAny(c.text[i:k], "([") {
		return i + len(strings.TrimRight(c.text[i:k], closers))
	}
	return i + len(strings.TrimRight(c.text[i:k], closers+")]"))
}

func localByte(b byte) bool {
	return b < utf8.RuneSelf && (bytes[b]&(letterByte|digitByte) != 0 || strings.IndexByte("._%+-", b) >= 0)
}

// email is the end of an e-mail address at i, or of a name and a domain without
// a stop; i where there is none.
func email(text string, i, e int) int {
	k := i
	for k < e && k-i < longestLocal && localByte(text[k]) {
		k++
	}
	if k == i || k >= e || text[k] != '@' {
		return i
	}
	at := k
	for k++; k < e && k-at < longestHost; k++ {
		if b := text[k]; !wordByte(b) && b != '.' && b != '-' && b != '_' {
			break
		}
	}
	for k > at && (text[k-1] == '.' || text[k-1] == '-') {
		k--
	}
	if k <= at+1 || bytes[text[at+1]] != letterByte || !wordByte(text[at-1]) && text[at-1] != '.' {
		return i
	}
	return k
}

// host is the end of a name with stops whose last label the table knows, and of
// the path after it.
func (c *cutter) host(i, e int) int {
	k, label, dots := i, i, 0
	for k < e && k-i < longestHost {
		b := c.text[k]
		if b == '.' {
			if k == label {
				return i
			}
			dots++
			label = k + 1
		} else if b >= utf8.RuneSelf || bytes[b]&(letterByte|digitByte) == 0 && b != '-' && b != '_' {
			break
		}
		k++
	}
	if k == label && dots > 0 { // the stop after it ends a sentence
		k = label - 1
		dots--
		label = i + strings.LastIndexByte(c.text[i:k], '.') + 1
	}
	if dots == 0 || k-label > longestDomain || k == label || k < e && c.text[k] >= utf8.RuneSelf && c.glues(k) {
		return i
	}
	if dots >= 2 && c.newsgroup(i, k) {
		return k
	}
	var b [longestDomain]byte
	if !domains[string(lowered(b[:0], c.text[label:k]))] || label-i < 3 {
		return i
	}
	if first := c.text[i]; first >= 'a' && first <= 'z' && c.text[label] < 'a' && dots == 1 {
		return i // "left.In"
	}
	if k < e && c.text[k] == '/' {
		return c.trimmed(i, e)
	}
	return k
}

// newsgroup reports whether text[i:k] is labels of lower case, as names of
// newsgroups and of fields are: "misc.news.local".
func (c *cutter) newsgroup(i, k int) bool {
	for j := i; j < k; j++ {
		b := c.text[j]
		if b == '.' && (j < i+2 || j+2 >= k || c.text[j-2] == '.') || b != '.' && b != '-' && (b < 'a' || b > 'z') {
			return false
		}
	}
	return true
}

func (c *cutter) glues(k int) bool {
	r, _ := c.rune(k)
	return wordRune(r)
}
