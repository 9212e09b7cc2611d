package ingest

import "strings"

// sink takes the features of one line: a template and a value.
type sink func(template, value string)

// lineContext is what the lines around a line are read with: sums over the
// whole text, made once.
type lineContext struct {
	blocks  []block
	shapes  []lineShape
	repeats []repeat
	again   []bool // a later block gives the same words
	mass    []int  // words of prose before the line
	count   []int  // lines of prose before the line
	head    []int  // line of the last section head before, -1 for none
	run     []int  // length of the run of lines without prose that holds the line
	indent  int    // commonest indent of long prose
}

func newContext(bs []block) *lineContext {
	book := phrases()
	c := &lineContext{
		blocks: bs, shapes: make([]lineShape, len(bs)), repeats: findRepeats(bs), again: make([]bool, len(bs)),
		mass: make([]int, len(bs)+1), count: make([]int, len(bs)+1), head: make([]int, len(bs)), run: make([]int, len(bs)),
	}
	last := -1
	indents := map[int]int{}
	for i, b := range bs {
		s := shapeOf(b, book)
		c.shapes[i] = s
		c.mass[i+1], c.count[i+1] = c.mass[i], c.count[i]
		if prose(s.class) {
			c.mass[i+1] += len(s.words)
			c.count[i+1]++
		}
		if s.class == "P" {
			indents[b.indent]++
		}
		c.head[i] = last
		if s.head {
			last = i
		}
		if r := c.repeats[i]; r.of >= 0 && !r.ahead {
			c.again[r.of] = true
		}
	}
	for in, n := range indents {
		if n > indents[c.indent] || n == indents[c.indent] && in < c.indent {
			c.indent = in
		}
	}
	c.runs()
	return c
}

func (c *lineContext) runs() {
	for i := 0; i < len(c.shapes); {
		j := i
		for j < len(c.shapes) && !prose(c.shapes[j].class) {
			j++
		}
		for k := i; k < j; k++ {
			c.run[k] = j - i
		}
		if j == i {
			j++
		}
		i = j
	}
}

func (c *lineContext) class(i int) string {
	if i < 0 || i >= len(c.shapes) {
		return "^"
	}
	return c.shapes[i].class
}

// features gives the features of line i to f. The fit and the reading share it.
func (c *lineContext) features(i int, f sink) {
	c.shapeFeatures(i, f)
	c.placeFeatures(i, f)
	c.wordFeatures(i, f)
}

func (c *lineContext) shapeFeatures(i int, f sink) {
	s, b := &c.shapes[i], &c.blocks[i]
	f("class", s.class)
	f("words", bucket(len(s.words)))
	f("functions", step(s.functions, 5))
	f("capitals", step(s.capitals, 10))
	f("digits", step(s.digits, 10))
	if s.sentence {
		f("sentence", bucket(len(s.words)))
	}
	if s.commas > 0 {
		f("commas", bucket(s.commas))
	}
	for k := range s.marks {
		f("mark", s.marks[k:k+1])
		f("mark+class", s.marks[k:k+1]+s.class)
	}
	if b.bullet {
		f("bullet", s.class)
	}
	if b.gap {
		f("gap", s.class)
	}
	if b.lines > 1 {
		f("wrapped", "1")
	}
	if b.indent != c.indent {
		f("indent", s.class)
	}
	if s.head {
		f("head", "1")
	}
	if s.phrase != "" {
		f("phrase", s.phrase)
		f("phrase+where", s.phrase+s.where)
	}
	r := c.repeats[i]
	switch {
	case r.of >= 0 && r.ahead:
		f("repeat", "ahead"+s.class)
	case r.of >= 0:
		f("repeat", "far"+s.class)
		if i-r.of <= 2 {
			f("repeat", "near"+s.class)
		}
	}
	if c.again[i] {
		f("again", s.class)
	}
}

func (c *lineContext) placeFeatures(i int, f sink) {
	n := len(c.blocks)
	me := c.class(i)
	f("before", c.class(i-1)+me)
	f("after", me+c.class(i+1))
	f("around", c.class(i-1)+me+c.class(i+1))
	f("before2", c.class(i-2)+c.class(i-1)+me)
	f("after2", me+c.class(i+1)+c.class(i+2))
	for _, w := range [...]int{3, 8, 20} {
		lo, hi := max(i-w, 0), min(i+w+1, n)
		near := c.count[hi] - c.count[lo]
		f("near"+small(w), bucket(near)+me)
		f("left"+small(w), bucket(c.mass[i]-c.mass[lo]))
		f("right"+small(w), bucket(c.mass[hi]-c.mass[i+1]))
	}
	f("run", bucket(c.run[i])+me)
	total := c.mass[n]
	f("mass", bucket(total))
	before, after := percent(c.mass[i], total), percent(total-c.mass[i+1], total)
	f("share", step(before, 5)+me)
	if before == 0 {
		f("share", "none")
	}
	if after == 0 {
		f("rest", "none"+me)
	}
	f("rest", step(after, 5))
	f("place", step(i*100/max(n, 1), 5))
	f("top", bucket(i)+me)
	f("bottom", bucket(n-1-i)+me)
	f("lines", bucket(n))
	h := c.head[i]
	if h < 0 {
		f("headless", me)
		return
	}
	f("since", bucket(i-h)+me)
	f("since+mass", bucket(c.mass[i]-c.mass[h]))
	f("head+share", step(percent(c.mass[h], total), 10)+me)
	f("head+words", c.shapes[h].key)
	f("head+rest", step(percent(total-c.mass[i], total), 10))
}

func (c *lineContext) wordFeatures(i int, f sink) {
	s := &c.shapes[i]
	n := len(s.words)
	if n == 0 {
		return
	}
	if n <= 6 {
		f("line", s.key)
	}
	if n <= 25 {
		for _, w := range s.words {
			f("word", w)
		}
	}
	f("first", s.words[0]+"/"+s.class)
	if n > 2 {
		f("first2", s.words[0]+" "+s.words[1])
		f("last2", s.words[n-2]+" "+s.words[n-1])
	}
	for _, d := range [...]int{-1, 1} {
		if k := i + d; k >= 0 && k < len(c.shapes) && len(c.shapes[k].words) > 0 && len(c.shapes[k].words) <= 4 {
			f("beside"+small(d+1), c.shapes[k].key)
		}
	}
	if strings.Contains(s.marks, "d") && n <= 12 {
		f("date", bucket(n))
	}
}

var buckets = [...]string{"0", "1", "2", "3", "4", "5-6", "7-9", "10-14", "15-19", "20-29", "30-49", "50-79", "80-149", "150-299", "300-599", "600-"}

// bucket is a count on a scale that grows coarser.
func bucket(n int) string {
	switch {
	case n < 0:
		return "-"
	case n <= 4:
		return buckets[n]
	}
	for k, top := range [...]int{6, 9, 14, 19, 29, 49, 79, 149, 299, 599} {
		if n <= top {
			return buckets[5+k]
		}
	}
	return buckets[15]
}

var steps = [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"}

// step is n in steps of width.
func step(n, width int) string {
	k := n / width
	if k < 0 {
		k = 0
	}
	if k >= len(steps) {
		k = len(steps) - 1
	}
	return steps[k]
}

func small(n int) string { return steps[max(min(n, len(steps)-1), 0)] }
