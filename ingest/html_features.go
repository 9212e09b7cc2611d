package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
)

// scene is what is known of a page's blocks when they are judged: the blocks,
// what the elements around them hold, and one score per block.
type scene struct {
	blocks   []htmlBlock
	elems    map[*html.Node]*elemInfo
	dict     *dictionary
	h1       int // index of its block, -1 for none
	prose    int // width of all sentence-like blocks
	total    int
	copies   map[string]int // text -> blocks that have it
	isProse  []bool
	score    []int // of the first pass, in thousandths of a logit
	positive int   // width of blocks with a positive score
	first    int   // first and last blocks that are surely the article's
	last     int
}

// elemInfo is what one element and everything under it holds.
type elemInfo struct {
	near, far     []int32     // features of its names for blocks close by and deep inside
	roles         []namedRole // that its names speak for
	hidden        bool
	chars, links  int
	prose         int // width of sentence-like blocks
	blocks        int
	proseBlocks   int
	weighted      int // sum over blocks of score times width, per mille
	positiveChars int
}

// namedRole is a role that a word in an element's names speaks for.
type namedRole struct {
	role readout.Role
	word string
}

// levels is how many containers above a block are looked at.
const levels = 4

// highest bounds the climb from a block: a page of many blocks in deep nests
// must not take their product.
const highest = 60

func newScene(blocks []htmlBlock, dict *dictionary) *scene {
	s := &scene{blocks: blocks, elems: make(map[*html.Node]*elemInfo, 2*len(blocks)), dict: dict, h1: -1, copies: map[string]int{}}
	s.isProse = make([]bool, len(blocks))
	for i := range blocks {
		b := &blocks[i]
		s.copies[b.text]++
		s.total += b.chars
		if s.h1 < 0 && b.outer.DataAtom == atom.H1 && b.chars > 3 {
			s.h1 = i
		}
		prose := isProse(b)
		s.isProse[i] = prose
		if prose {
			s.prose += b.chars
		}
		for n, k := b.outer, 0; n != nil && n.Type == html.ElementNode && k < highest; n, k = n.Parent, k+1 {
			e := s.elem(n)
			e.chars += b.chars
			e.links += b.links
			e.blocks++
			if prose {
				e.prose += b.chars
				e.proseBlocks++
			}
		}
	}
	return s
}

// isProse reports whether a block looks like sentences rather than labels.
func isProse(b *htmlBlock) bool {
	return b.links*5 < b.chars*2 && !b.form && (b.chars >= 80 || b.chars >= 40 && ending(b.text) == endSentence)
}

func (s *scene) elem(n *html.Node) *elemInfo {
	e := s.elems[n]
	if e == nil {
		e = &elemInfo{}
		if n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			s.names(n, e)
		}
		s.elems[n] = e
	}
	return e
}

// names reads the words in class, id, role and itemprop of an element.
func (s *scene) names(n *html.Node, e *elemInfo) {
	roles := roleOfName()
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "role", "itemprop", "data-component", "data-testid", "data-type":
			eachNameWord(a.Val, func(w string) {
				e.near = s.dict.add(e.near, "n:", w)
				e.far = s.dict.add(e.far, "f:", w)
				if role, ok := roles[w]; ok {
					e.roles = append(e.roles, namedRole{role, w})
				}
			})
		case "hidden":
			e.hidden = true
		case "aria-hidden":
			e.hidden = e.hidden || a.Val == "true"
		case "style":
			v := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			e.hidden = e.hidden || strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden")
		}
	}
}

// eachNameWord cuts "article-bodyText_2" into "article", "body", "text".
func eachNameWord(v string, f func(string)) {
	var w [24]byte
	n, lower := 0, false
	emit := func() {
		if n >= 2 && n < len(w) {
			f(string(w[:n]))
		}
		n = 0
	}
	for i := 0; i < len(v) && i < 400; i++ {
		c := v[i]
		upper := c >= 'A' && c <= 'Z'
		switch {
		case upper && lower:
			emit()
			fallthrough
		case upper || c >= 'a' && c <= 'z':
			if upper {
				c += 'a' - 'A'
			}
			if n < len(w) {
				w[n] = c
				n++
			}
		default:
			emit()
		}
		lower = !upper && c >= 'a' && c <= 'z'
	}
	emit()
}

// The ways in which a block ends.
const (
	endOther = iota
	endSentence
	endColon
	endEllipsis
)

func ending(s string) int {
	s = strings.TrimRight(s, " \u00a0\"'”’»“)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.':
		if strings.HasSuffix(s, "..") {
			return endEllipsis
		}
		return endSentence
	case '…':
		return endEllipsis
	case '!', '?', '。', '！', '？', '।', '؟', '۔', '։', '።':
		return endSentence
	case ':', '：':
		return endColon
	}
	return endOther
}

// bin is the number of borders that v reaches.
func bin(v int, borders ...int) int {
	for i, b := range borders {
		if v < b {
			return i
		}
	}
	return len(borders)
}

func lengthBin(chars int) int    { return bin(chars, 10, 20, 40, 80, 120, 200, 400, 800) }
func coarseLength(chars int) int { return bin(chars, 25, 80, 200) }

// ratio is the bin of a share, parts of whole.
func ratio(part, whole int) int {
	if whole <= 0 {
		return 0
	}
	return bin(100*part/whole, 1, 10, 25, 45, 70, 95)
}

func coarseRatio(part, whole int) int {
	if whole <= 0 {
		return 0
	}
	return bin(100*part/whole, 5, 35, 80)
}

// features appends the features of block i that need no scores.
func (s *scene) features(i int, out []int32) []int32 {
	b := &s.blocks[i]
	d := s.dict
	cl, lr := coarseLength(b.chars), coarseRatio(b.links, b.chars)
	end := ending(b.text)
	out = d.num(out, tBias, 0)
	out = d.num(out, tLength, lengthBin(b.chars))
	out = d.num(out, tLinks, ratio(b.links, b.chars))
	out = d.num(out, tBold, coarseRatio(b.bold, b.chars)*4+cl)
	out = d.num(out, tLengthLinks, lengthBin(b.chars)*4+lr)
	out = d.num(out, tEndLength, end*4+cl)
	commas := strings.Count(b.text, ",") + strings.Count(b.text, "，") + strings.Count(b.text, "、")
	out = d.num(out, tCommas, bin(commas, 1, 2, 3, 5))
	digits, upper, letters := shape(b.text)
	out = d.num(out, tDigits, bin(100*digits/max(1, b.chars), 1, 5, 15, 30))
	out = d.num(out, tUpper, bin(100*upper/max(1, letters), 2, 6, 15, 30, 80))
	out = d.num(out, tPlace, bin(i*20/len(s.blocks), 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 19))
	out = d.num(out, tHeadline, s.fromHeadline(i))
	if s.copies[b.text] > 1 {
		out = d.num(out, tCopy, cl)
	}
	if b.form {
		out = d.num(out, tForm, 0)
	}
	out = s.around(i, out)
	out = s.containers(i, out)
	out = s.tags(b, cl, out)
	return s.lexical(b, out)
}

func (s *scene) fromHeadline(i int) int {
	if s.h1 < 0 {
		return 0
	}
	return 1 + bin(i-s.h1, -10, 0, 1, 2, 4, 8, 16, 32, 64, 128)
}

// shape counts digits, upper-case letters and letters.
func shape(t string) (digits, upper, letters int) {
	for _, r := range t {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsUpper(r):
			upper++
			letters++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits, upper, letters
}

// around describes the neighbours in reading order.
func (s *scene) around(i int, out []int32) []int32 {
	for k, off := range [...]int{-2, -1, 1, 2} {
		j := i + off
		v := 0
		if j >= 0 && j < len(s.blocks) {
			n := &s.blocks[j]
			v = 1 + coarseLength(n.chars)*4 + coarseRatio(n.links, n.chars)
			if n.outer.Parent == s.blocks[i].outer.Parent {
				out = s.dict.num(out, tSibling, k)
			}
			if n.outer.DataAtom == s.blocks[i].outer.DataAtom {
				out = s.dict.num(out, tSameTag, k)
			}
		}
		out = s.dict.num(out, tAround+k, v)
	}
	return out
}

// containers describes the elements above a block: their share of the page's
// sentences, their links, their number of sentence-like blocks.
func (s *scene) containers(i int, out []int32) []int32 {
	n := s.blocks[i].outer
	for k := 0; k < levels; k++ {
		if n.Parent != nil && n.Parent.Type == html.ElementNode {
			n = n.Parent
		}
		e := s.elem(n)
		out = s.dict.num(out, tShare+k, ratio(e.prose, s.prose))
		out = s.dict.num(out, tContainerLinks+k, ratio(e.links, e.chars))
		out = s.dict.num(out, tContainerProse+k, bin(e.proseBlocks, 1, 2, 3, 6, 11))
	}
	return out
}

// ancestorTags are those whose presence above a block says something.
var ancestorTags = map[atom.Atom]int{
	atom.Article: 0, atom.Main: 1, atom.Aside: 2, atom.Nav: 3, atom.Header: 4, atom.Footer: 5, atom.Form: 6,
	atom.Table: 7, atom.Figure: 8, atom.Figcaption: 9, atom.Blockquote: 10, atom.Li: 11, atom.Dl: 12,
	atom.Section: 13, atom.A: 14, atom.Button: 15,
}

// tags describes the elements at and above a block and the words in their names.
func (s *scene) tags(b *htmlBlock, cl int, out []int32) []int32 {
	d := s.dict
	if b.outer.DataAtom != 0 {
		out = d.add(out, "t:", b.outer.Data)
		out = d.add(out, lengthPrefix[cl], b.outer.Data)
	}
	if b.inner != b.outer {
		out = d.add(out, "i:", b.inner.Data)
	}
	if p := b.outer.Parent; p != nil {
		out = d.add(out, "p:", p.Data)
	}
	seen, hidden := 0, false
	mark := len(out)
	above := -1 // levels above the block-level element
	for n, k := b.inner, 0; n != nil && n.Type == html.ElementNode && k < highest; n, k = n.Parent, k+1 {
		if n == b.outer {
			above = 0
		}
		e := s.elem(n)
		hidden = hidden || e.hidden
		if k, ok := ancestorTags[n.DataAtom]; ok {
			seen |= 1 << k
		}
		names := e.far
		if above <= 1 {
			names = e.near
		}
		if above >= 0 {
			above++
		}
		out = addNew(out, mark, names)
	}
	for k := range len(ancestorTags) {
		if seen&(1<<k) != 0 {
			out = d.num(out, tAncestor, k)
		}
	}
	if hidden {
		out = d.num(out, tHidden, cl)
	}
	return out
}

var lengthPrefix = [...]string{"t0:", "t1:", "t2:", "t3:"}

// addNew appends those ids that are not yet in out from mark on.
func addNew(out []int32, mark int, ids []int32) []int32 {
next:
	for _, id := range ids {
		for _, o := range out[mark:] {
			if o == id {
				continue next
			}
		}
		out = append(out, id)
	}
	return out
}

// lexical adds the words of short blocks and the first words of long ones.
func (s *scene) lexical(b *htmlBlock, out []int32) []int32 {
	prefix, most := "w:", 8
	if b.chars > 80 {
		prefix, most = "s:", 3
	}
	mark, n := len(out), 0
	eachWord(b.text, func(w string) bool {
		var one [1]int32
		out = addNew(out, mark, s.dict.add(one[:0], prefix, w))
		n++
		return n < most
	})
	return out
}

// eachWord gives the words in lower case until f returns false. Numbers are "0".
func eachWord(t string, f func(string) bool) {
	start := -1
	for i, r := range t {
		if unicode.IsLetter(r) || r >= '0' && r <= '9' || r == '©' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && !f(wordForm(t[start:i])) {
			return
		}
		start = -1
	}
	if start >= 0 {
		f(wordForm(t[start:]))
	}
}

func wordForm(w string) string {
	if w[0] >= '0' && w[0] <= '9' {
		return "0"
	}
	if len(w) > 24 {
		return "long"
	}
	return strings.ToLower(w)
}
