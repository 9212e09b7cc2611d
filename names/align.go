package names

import (
	"cmp"
	"slices"
)

// how says in what way two words are taken for one.
type how uint8

const (
	equal    how = iota
	joined       // "al Busaidi", "Albusaidi"
	said         // words that say the same: "Islamic", "Muslim"; "Bill", "William"
	spelled      // alike by letters
	initial      // "J.", "John"
	initials     // "UN", "United Nations"
)

// link joins a word of one name to one of another, or to several that stand side
// by side there.
type link struct {
	a, b   int // first words
	na, nb int // how many words; one of them is 1
	like   int // 0 to 1000
	how    how
}

const leastLike = 420 // likeness below which words are not joined

// alignment is the best set of links between two names, each word in one link
// at most.
type alignment struct {
	a, b   *Name
	links  []link // in the order of a
	fromA  []int  // word of a -> link, -1 for none
	fromB  []int
	apart  int // likeness of the likest words that are in no link
	apartA int // weight of the words of a in no link
	apartB int
}

// align takes the likest pairs first.
func (c *costs) align(a, b *Name) *alignment {
	al := &alignment{a: a, b: b, fromA: make([]int, len(a.words)), fromB: make([]int, len(b.words))}
	for i := range al.fromA {
		al.fromA[i] = -1
	}
	for i := range al.fromB {
		al.fromB[i] = -1
	}
	all := c.candidates(a, b)
	slices.SortStableFunc(all, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(abs(x.a-x.b), abs(y.a-y.b)), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, l := range all {
		if !al.free(l) {
			continue
		}
		if l.like < leastLike {
			al.apart = max(al.apart, l.like)
			continue
		}
		al.take(l)
	}
	slices.SortStableFunc(al.links, func(x, y link) int { return cmp.Compare(x.a, y.a) })
	for i := range al.links {
		al.mark(al.links[i], i)
	}
	for i, k := range al.fromA {
		if k < 0 {
			al.apartA += a.words[i].weight
		}
	}
	for i, k := range al.fromB {
		if k < 0 {
			al.apartB += b.words[i].weight
		}
	}
	return al
}

func (al *alignment) free(l link) bool {
	for i := range l.na {
		if al.fromA[l.a+i] >= 0 {
			return false
		}
	}
	for i := range l.nb {
		if al.fromB[l.b+i] >= 0 {
			return false
		}
	}
	return true
}

func (al *alignment) take(l link) {
	al.mark(l, len(al.links))
	al.links = append(al.links, l)
}

func (al *alignment) mark(l link, k int) {
	for i := range l.na {
		al.fromA[l.a+i] = k
	}
	for i := range l.nb {
		al.fromB[l.b+i] = k
	}
}

// candidates are all pairs of words, and pairs of one word with two.
func (c *costs) candidates(a, b *Name) []link {
	var all []link
	for i := range a.words {
		for j := range b.words {
			like, h := c.compare(&a.words[i], &b.words[j])
			if like > 0 {
				all = append(all, link{i, j, 1, 1, like, h})
			}
		}
	}
	for i := 0; i+1 < len(a.words); i++ {
		for j := range b.words {
			if like := c.compound(&a.words[i], &a.words[i+1], &b.words[j]); like > 0 {
				all = append(all, link{i, j, 2, 1, like, joined})
			}
		}
	}
	for i := range a.words {
		for j := range b.words {
			if n := startsOf(&a.words[i], b.words[j:]); n > 0 {
				all = append(all, link{i, j, 1, n, initialsLike, initials})
			}
			if n := startsOf(&b.words[j], a.words[i:]); n > 0 {
				all = append(all, link{i, j, n, 1, initialsLike, initials})
			}
		}
	}
	for i := range a.words {
		for j := 0; j+1 < len(b.words); j++ {
			if like := c.compound(&b.words[j], &b.words[j+1], &a.words[i]); like > 0 {
				all = append(all, link{i, j, 1, 2, like, joined})
			}
		}
	}
	return all
}

// initialsLike puts initials behind equal and near-equal words.
const initialsLike = 900

// startsOf is how many words, two or more, begin with the letters of a short
// one, in order; small words between them may be passed over. 0 for none.
func startsOf(short *word, long []word) int {
	if short.small || len(short.text) > 6 {
		return 0
	}
	k := 0
	for i := range long {
		w := &long[i]
		switch {
		case k < len(short.text) && w.text[0] == short.text[k] && !w.initial && !w.digits:
			k++
		case k == 0 || !w.small:
			return 0
		}
		if k == len(short.text) {
			if k < 2 {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// compare is how alike two words are, and in what way.
func (c *costs) compare(x, y *word) (int, how) {
	switch {
	case x.text == y.text:
		return 1000, equal
	case x.country != "" && x.country == y.country:
		return 950, said
	case x.digits || y.digits:
		return 0, spelled
	case x.initial != y.initial && !x.small && !y.small:
		if x.text[0] == y.text[0] {
			return 600, initial
		}
		return 0, initial
	case x.initial || y.initial:
		return 0, spelled
	case slices.Contains(x.letters, otherLetter) || slices.Contains(y.letters, otherLetter):
		return 0, spelled
	case x.small != y.small:
		return 0, spelled
	}
	like := c.likeness(x.letters, y.letters)
	for _, g := range table().alike[x.text] {
		if slices.Contains(table().alike[y.text], g) && like < 850 {
			return 850, said
		}
	}
	return min(like, 990), spelled
}

// compound is how alike two words in one are to a third, where the joint says
// more than the words alone.
func (c *costs) compound(x, y, z *word) int {
	n := len(x.letters) + len(y.letters)
	if len(z.letters) < 4 || n > 2*len(z.letters) || 2*n < len(z.letters) || x.digits || y.digits {
		return 0
	}
	if x.text+y.text == z.text {
		return 995
	}
	two := append(slices.Clone(x.letters), y.letters...)
	like := c.likeness(two, z.letters)
	if like < 700 || like < c.likeness(x.letters, z.letters)+100 || like < c.likeness(y.letters, z.letters)+100 {
		return 0
	}
	return like
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
