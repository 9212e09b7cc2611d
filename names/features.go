package names

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/lexis"
)

// Measures of a pair of names. All are whole numbers and the same in either
// order.
const (
	fKind = iota
	fOneReport
	fFewer       // significant words of the shorter name
	fMore        // of the longer one
	fCoverFewer  // share of the weight of one name that is in links, the higher
	fCoverMore   // the lower
	fApartLess   // words in no link: the fewer of the two sides
	fApartMore   // the more
	fApartLike   // likeness of the likest words in no link
	fWorst       // lowest likeness in a link
	fMean        // mean likeness, by weight
	fEqual       // links of equal words that are significant
	fSpelled     // links of words alike by letters
	fSaid        // links of words that say the same
	fInitials    // links of an initial and a word
	fJoined      // links of one word and two
	fShort       // links of initials and the words they begin
	fLast        // likeness of the last words
	fFirst       // of the first ones
	fTurned      // likeness of the first of one with the last of the other
	fAcronym     // 2: one is the initials of the other; 1: nearly
	fWhole       // likeness of all letters
	fSounds      // share of sounds in common
	fRarest      // weight of the heaviest word in common
	fGivenShared // equal words that are given names
	fOtherShared // equal words that are not
	fGivenApart  // given names in no link, the fewer
	fCountry     // 0 none, 1 one is a country, 2 the same, 3 different
	fTitles      // names with a form of address
	fForms       // legal forms: 0 none, 1 one side, 2 the same, 3 different
	fCaps        // one is a word in capitals
	fTwisted     // links that cross
	fDigits      // numbers in no link
	fSmallApart  // particles in no link
	fLoneAt      // where a lone word stands in the other name: 0 none, 1 first, 2 last, 3 within
	fPlaceApart  // words for places in no link
	fLongest     // letters of the longest word in a link
	fGrams       // pairs of letters in common, Dice
	fWeightLess  // weight in no link, the lower
	fWeightMore  // the higher
	fQualifier   // directions, ages and the like in no link
	fHead        // the heads of the names: 0 in no link, 1 alike, 2 the same
	fBehind      // the shorter name is what stands behind "of", "in", "on" in the longer one
	fLetters     // the same letters in the same order
	fMiddle      // words in no link stand within the other name, not at its ends
	numFeatures
)

type features [numFeatures]int

// measure compares two names.
func (c *costs) measure(a, b *Name, oneReport bool) (features, *alignment) {
	al := c.align(a, b)
	var f features
	switch a.kind {
	case readout.Organization:
		f[fKind] = 1
	case readout.Place:
		f[fKind] = 2
	}
	f[fOneReport] = truth(oneReport)
	f[fFewer], f[fMore] = order(a.significant(), b.significant())
	al.cover(&f)
	al.tally(&f)
	al.leftOver(&f)
	c.ends(al, &f)
	f[fAcronym] = max(acronym(a, b), acronym(b, a))
	f[fWhole] = c.likeness(lettersOf(clip(a.letters)), lettersOf(clip(b.letters)))
	f[fSounds] = share(a, b)
	f[fGrams] = dice(a.letters, b.letters)
	f[fCountry] = countries(a, b)
	f[fTitles] = truth(len(a.titles) > 0) + truth(len(b.titles) > 0)
	f[fForms] = legalForms(a, b)
	f[fCaps] = truth(a.caps) + truth(b.caps)
	f[fLetters] = truth(a.letters == b.letters)
	heads(al, &f)
	return f, al
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func order(x, y int) (lower, higher int) { return min(x, y), max(x, y) }

const maxLetters = 80

func clip(s string) string {
	if len(s) > maxLetters {
		return strings.ToValidUTF8(s[:maxLetters], "")
	}
	return s
}

// cover fills in how much of each name the links cover.
func (al *alignment) cover(f *features) {
	wa, wb := max(al.a.weight(), 1), max(al.b.weight(), 1)
	f[fCoverMore], f[fCoverFewer] = order(1000*(wa-al.apartA)/wa, 1000*(wb-al.apartB)/wb)
	f[fWeightLess], f[fWeightMore] = order(al.apartA, al.apartB)
}

// tally counts links by their kind.
func (al *alignment) tally(f *features) {
	f[fWorst] = 1000
	sum, weight := 0, 0
	for k, l := range al.links {
		x, y := &al.a.words[l.a], &al.b.words[l.b]
		if x.small && y.small && l.how != joined {
			continue
		}
		w := max(x.weight, y.weight)
		sum, weight = sum+w*l.like, weight+w
		f[fWorst] = min(f[fWorst], l.like)
		f[fLongest] = max(f[fLongest], min(len(x.letters), len(y.letters)))
		switch l.how {
		case equal:
			f[fEqual]++
			f[fRarest] = max(f[fRarest], int(100*lexis.IDF(lexis.Stem(x.text))))
			if x.class&given != 0 && x.class&gazetteer.Surname == 0 {
				f[fGivenShared]++
			} else {
				f[fOtherShared]++
			}
		case joined:
			f[fJoined]++
		case said:
			f[fSaid]++
		case spelled:
			f[fSpelled]++
		case initial:
			f[fInitials]++
		case initials:
			f[fShort]++
		}
		for _, m := range al.links[:k] {
			f[fTwisted] += truth(m.b > l.b)
		}
	}
	if weight > 0 {
		f[fMean] = sum / weight
	}
}

// leftOver looks at the words in no link.
func (al *alignment) leftOver(f *features) {
	a, b := al.a.apart(al.fromA), al.b.apart(al.fromB)
	count := func(ws []*word, is func(*word) bool) int {
		n := 0
		for _, w := range ws {
			n += truth(is(w))
		}
		return n
	}
	both := func(is func(*word) bool) (int, int) { return order(count(a, is), count(b, is)) }
	f[fApartLess], f[fApartMore] = both(func(w *word) bool { return !w.small })
	f[fGivenApart], _ = both(func(w *word) bool { return w.class&given != 0 })
	_, f[fPlaceApart] = both(func(w *word) bool {
		return w.class&(gazetteer.TerritoryName|gazetteer.CityName|gazetteer.RegionName|gazetteer.Nation) != 0
	})
	_, f[fSmallApart] = both(func(w *word) bool { return w.small })
	_, f[fQualifier] = both(func(w *word) bool { return w.class&gazetteer.Direction != 0 || table().qualifiers[w.text] })
	less, more := both(func(w *word) bool { return w.digits })
	f[fDigits] = less + more
	f[fApartLike] = al.apart
	f[fMiddle] = max(al.a.within(al.fromA), al.b.within(al.fromB))
}

// within counts the words in no link that have words in links on both sides.
func (n *Name) within(from []int) int {
	first, last := -1, -1
	for i, k := range from {
		if k >= 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	count := 0
	for i := first + 1; i < last; i++ {
		count += truth(from[i] < 0 && !n.words[i].small)
	}
	return count
}

// heads compares the heads of names of bodies and places: the last word before
// "of", "for", "in" and the like.
func heads(al *alignment, f *features) {
	i, j := al.a.head(), al.b.head()
	if i < 0 || j < 0 {
		return
	}
	if k := al.fromA[i]; k >= 0 && k == al.fromB[j] {
		f[fHead] = 1 + truth(al.links[k].how == equal)
	}
	f[fBehind] = truth(al.a.behind(al.fromA)) + truth(al.b.behind(al.fromB))
}

// head is the index of the last word before a preposition, -1 for none.
func (n *Name) head() int {
	h := -1
	for i := range n.words {
		if n.words[i].preposition && h >= 0 {
			break
		}
		if !n.words[i].small {
			h = i
		}
	}
	return h
}

// behind reports that only words behind a preposition are in links.
func (n *Name) behind(from []int) bool {
	seen, linked := false, false
	for i := range n.words {
		switch {
		case n.words[i].preposition:
			seen = true
		case n.words[i].small:
		case from[i] >= 0 && !seen:
			return false
		case from[i] >= 0:
			linked = true
		}
	}
	return seen && linked
}

func (n *Name) apart(from []int) []*word {
	var out []*word
	for i := range n.words {
		if from[i] < 0 {
			out = append(out, &n.words[i])
		}
	}
	return out
}

func common(x, y string) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// ends compares first and last words.
func (c *costs) ends(al *alignment, f *features) {
	a, b := al.a.heavy(), al.b.heavy()
	if len(a) == 0 || len(b) == 0 {
		return
	}
	like := func(x, y *word) int { l, _ := c.compare(x, y); return l }
	f[fFirst] = like(a[0], b[0])
	f[fLast] = like(a[len(a)-1], b[len(b)-1])
	f[fTurned] = max(like(a[0], b[len(b)-1]), like(a[len(a)-1], b[0]))
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 1 && len(b) > 1 {
		for i, w := range b {
			if like(a[0], w) >= leastLike {
				f[fLoneAt] = 3
				if i == 0 {
					f[fLoneAt] = 1
				} else if i == len(b)-1 {
					f[fLoneAt] = 2
				}
			}
		}
	}
}

func (n *Name) heavy() []*word {
	var out []*word
	for i := range n.words {
		if !n.words[i].small {
			out = append(out, &n.words[i])
		}
	}
	return out
}

// acronym is 2 where a is the first letters of the words of b, with or without
// the small ones; 1 where its letters stand in that order at the starts of words.
func acronym(a, b *Name) int {
	s := a.letters
	if len(s) < 2 || len(s) > 8 || len(b.words) < 2 || len(a.words) > 1 && len(s) > len(a.words) {
		return 0
	}
	var all, heavy strings.Builder
	for i := range b.words {
		w := &b.words[i]
		all.WriteByte(w.text[0])
		if !w.small {
			heavy.WriteByte(w.text[0])
		}
	}
	for _, f := range b.forms {
		all.WriteByte(f[0])
		heavy.WriteByte(f[0])
	}
	if s == all.String() || s == heavy.String() {
		return 2
	}
	if spells(s, b) {
		return 1
	}
	return 0
}

// spells reports that the letters can be taken in order from the starts of the
// words of a name, one to four from each, the first word among them or the first behind a country.
func spells(s string, b *Name) bool {
	var from func(s string, i int) bool
	from = func(s string, i int) bool {
		if s == "" {
			return true
		}
		if i == len(b.words) {
			return false
		}
		for n := min(4, len(s), common(s, b.words[i].text)); n > 0; n-- {
			if from(s[n:], i+1) {
				return true
			}
		}
		return b.words[i].small && from(s, i+1)
	}
	if from(s, 0) {
		return true
	}
	// "U.S. Central Command" is CENTCOM.
	return len(b.words) > 2 && b.words[0].class&gazetteer.TerritoryName != 0 && from(s, 1)
}

// share is the part of the sounds of the shorter name that the longer one has.
func share(a, b *Name) int {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	have := map[string]int{}
	for i := range b.words {
		have[b.words[i].sound]++
	}
	n, total := 0, 0
	for i := range a.words {
		if a.words[i].small {
			continue
		}
		total++
		if have[a.words[i].sound] > 0 {
			have[a.words[i].sound]--
			n++
		}
	}
	if total == 0 {
		return 0
	}
	return 1000 * n / total
}

func dice(a, b string) int {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	have := map[string]int{}
	for i := 0; i+2 <= len(a); i++ {
		have[a[i:i+2]]++
	}
	n := 0
	for i := 0; i+2 <= len(b); i++ {
		if have[b[i:i+2]] > 0 {
			have[b[i:i+2]]--
			n++
		}
	}
	return 2000 * n / (len(a) + len(b) - 2)
}

// Values of fCountry.
const (
	noCountry = iota
	oneCountry
	sameCountry
	otherCountry
)

func countries(a, b *Name) int {
	switch {
	case a.country == "" && b.country == "":
		return noCountry
	case a.country == "" || b.country == "":
		return oneCountry
	case a.country == b.country:
		return sameCountry
	}
	return otherCountry
}

// otherForms is the value of fForms for two legal forms that differ.
const otherForms = 3

func legalForms(a, b *Name) int {
	x, y := strings.Join(a.forms, " "), strings.Join(b.forms, " ")
	switch {
	case x == "" && y == "":
		return 0
	case x == "" || y == "":
		return 1
	case x == y:
		return 2
	}
	return otherForms
}
