package lemma

// trie is a decision trie in place: nodes of nodeSize bytes, the root first, the
// children of a node one after another, sorted by their symbol.
//
//	symbol  1 byte   what leads to the node
//	count   1 byte   its children
//	label   2 bytes  the answer at the node
//	first   4 bytes  the first child, as an index
//
// Numbers are little-endian.
type trie string

const nodeSize = 8

func (t trie) label(n int) uint16 {
	s := t[n*nodeSize+2 : n*nodeSize+4]
	return uint16(s[0]) | uint16(s[1])<<8
}

// children are [first, last).
func (t trie) children(n int) (first, last int) {
	s := t[n*nodeSize : n*nodeSize+nodeSize]
	first = int(uint32(s[4]) | uint32(s[5])<<8 | uint32(s[6])<<16 | uint32(s[7])<<24)
	return first, first + int(s[1])
}

// find follows the path as far as there are nodes and gives the label there.
func (t trie) find(path []byte) uint16 {
	n := 0
	for _, symbol := range path {
		lo, hi := t.children(n)
		end := hi
		for lo < hi {
			mid := int(uint(lo+hi) >> 1)
			if t[mid*nodeSize] < symbol {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo == end || t[lo*nodeSize] != symbol {
			break
		}
		n = lo
	}
	return t.label(n)
}

// texts are strings by number, in place: where each ends, four bytes each, and
// the bytes of all.
type texts struct{ ends, bytes string }

func (t texts) end(i int) int {
	if i < 0 {
		return 0
	}
	s := t.ends[i*4 : i*4+4]
	return int(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24)
}

func (t texts) at(i int) string { return t.bytes[t.end(i-1):t.end(i)] }
