package corroborate

// bag is a set of stems with what they weigh, made to be compared with many others.
type bag struct {
	stems   []string // sorted, unique
	weight  []float32
	nominal []bool // by stem: whether it stands in a name, or is a number
	// heads are the first bytes of the stems as numbers, which most often tell the
	// order of two; marks has a bit for each stem: what have none in common share none.
	heads []uint64
	marks uint64
}

// newBag makes a bag of stems that are sorted and unique.
func newBag(stems []string) bag {
	b := bag{stems: stems, weight: make([]float32, len(stems)), nominal: make([]bool, len(stems)), heads: make([]uint64, len(stems))}
	for i, k := range stems {
		b.weight[i] = weightOf(k)
		b.nominal[i] = nominal(k, b.weight[i])
		b.heads[i] = headOf(k)
		b.marks |= 1 << (b.heads[i] * 0x9E3779B97F4A7C15 >> 58)
	}
	return b
}

// headOf is the first eight bytes of a word as a number, in the order of words.
func headOf(w string) (head uint64) {
	for n := range min(len(w), 8) {
		head |= uint64(w[n]) << (56 - 8*n)
	}
	return head
}

// next finds, from places i and j on, the next stem of both; false where there is
// none.
func (a *bag) next(b *bag, i, j int) (int, int, bool) {
	for i < len(a.heads) && j < len(b.heads) {
		x, y := a.heads[i], b.heads[j]
		switch {
		case x < y:
			i++
		case x > y:
			j++
		case a.stems[i] == b.stems[j]:
			return i, j, true
		case a.stems[i] < b.stems[j]:
			i++
		default:
			j++
		}
	}
	return 0, 0, false
}

// shared is the weight of the stems of both; telling is the same, names bounded.
func (a *bag) shared(b *bag) (all, telling float32) {
	if a.marks&b.marks == 0 {
		return 0, 0
	}
	var plain, name float32
	for i, j, ok := a.next(b, 0, 0); ok; i, j, ok = a.next(b, i+1, j+1) {
		w := a.weight[i]
		all += w
		if a.nominal[i] {
			name += w
		} else {
			plain += w
		}
	}
	return all, plain + min(name, mostOfName)
}
