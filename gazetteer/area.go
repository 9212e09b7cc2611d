package gazetteer

import (
	_ "embed"
	"encoding/binary"
	"sort"
	"strings"
	"sync"

	"github.com/readout-project/readout/internal/fold"
)

// areas holds cities by the hash of their name, with the first-level division in
// which each lies: a header, the keys in ascending order, uint32 each, and the
// divisions, uint16 each. A name that several places have stands several times.
//
//go:embed data/areas.bin
var areas []byte

// within.tsv lists countries and territories of which one may be told as lying in
// the other.
//
//go:embed data/within.tsv
var withinTSV string

// AreaKey is the key of a folded name among the areas.
func AreaKey(folded string) uint32 { return uint32(HashOf(folded) >> 32) }

// divisions are those in which places of a name lie.
func divisions(name string) []uint16 {
	n := (len(areas) - HeaderSize) / 6
	key := AreaKey(fold.Key(name))
	at := func(i int) uint32 { return binary.LittleEndian.Uint32(areas[HeaderSize+4*i:]) }
	var out []uint16
	for i := sort.Search(n, func(i int) bool { return at(i) >= key }); i < n && at(i) == key; i++ {
		out = append(out, binary.LittleEndian.Uint16(areas[HeaderSize+4*n+2*i:]))
	}
	return out
}

// Apart reports whether two names are of places that are known not to lie one
// within the other: two countries of which neither is told as part of the other,
// or two cities of different first-level divisions. Of all other places it knows
// nothing, and reports false; so it does of a name that is also one of a region.
func Apart(a, b string) bool {
	x, sx, okx := CountryOf(a)
	y, sy, oky := CountryOf(b)
	countries := func(ok bool, s Sense) bool { return ok && s == CountryName }
	switch {
	case countries(okx, sx) && countries(oky, sy):
		return x.Code != y.Code && !withins()[x.Code+" "+y.Code] && !withins()[y.Code+" "+x.Code]
	case countries(okx, sx) || countries(oky, sy):
		return false
	case (Classes(a)|Classes(b))&(RegionName|TerritoryName|NaturalName) != 0:
		return false
	}
	da, db := divisions(a), divisions(b)
	for _, i := range da {
		for _, j := range db {
			if i == j {
				return false
			}
		}
	}
	return len(da) > 0 && len(db) > 0
}

var withins = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	rows(withinTSV, func(f []string) {
		for _, code := range strings.Fields(f[1]) {
			m[code+" "+f[0]] = true
		}
	})
	return m
})
