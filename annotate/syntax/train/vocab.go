package main

// vocabulary is the words that have an embedding of their own; row 0 stands for
// all others.
type vocabulary struct {
	row    map[uint64]int32
	hashes []uint64 // of row i+1
	count  []int    // of each row in the treebanks
}

// Words are kept that stand in the treebanks or in other text at least so often.
const (
	leastLabelled   = 2
	leastUnlabelled = 4
)

// newVocabulary counts words in the order in which they come, so that the rows
// are the same every time.
func newVocabulary(labelled, unlabelled []*sentence) *vocabulary {
	gold, other := map[uint64]int{}, map[uint64]int{}
	count := func(ss []*sentence, to map[uint64]int) {
		for _, s := range ss {
			for i := range s.forms {
				to[s.forms[i].Hash]++
			}
		}
	}
	count(labelled, gold)
	count(unlabelled, other)
	v := &vocabulary{row: map[uint64]int32{}, count: []int{0}}
	short := map[uint32]bool{} // the file keeps half of each hash
	for _, ss := range [][]*sentence{labelled, unlabelled} {
		for _, s := range ss {
			for i := range s.forms {
				h := s.forms[i].Hash
				if v.row[h] > 0 || gold[h] < leastLabelled && other[h] < leastUnlabelled || short[uint32(h>>32)] {
					continue
				}
				short[uint32(h>>32)] = true
				v.row[h] = int32(len(v.count))
				v.hashes = append(v.hashes, h)
				v.count = append(v.count, gold[h])
			}
		}
	}
	return v
}

func (v *vocabulary) number(ss []*sentence) {
	for _, s := range ss {
		for i := range s.forms {
			s.word[i] = v.row[s.forms[i].Hash]
		}
	}
}
