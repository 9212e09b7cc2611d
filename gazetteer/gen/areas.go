package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// areas compiles in which first-level division the cities of the list lie.
func areas(reference string) error {
	cities, err := read(reference, "places", "world-cities.csv.gz")
	if err != nil {
		return err
	}
	var divisions []string
	for _, r := range cities {
		divisions = append(divisions, r["country"]+"\t"+r["subcountry"])
	}
	slices.Sort(divisions)
	divisions = slices.Compact(divisions)
	type entry struct {
		key  uint32
		area uint16
	}
	var list []entry
	for _, r := range cities {
		k := fold.Key(r["name"])
		if len(k) < 4 || r["subcountry"] == "" {
			continue
		}
		n, _ := slices.BinarySearch(divisions, r["country"]+"\t"+r["subcountry"])
		list = append(list, entry{gazetteer.AreaKey(k), uint16(n)})
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.area, b.area)) })
	list = slices.Compact(list)
	head := fmt.Appendf(nil, "cities and their first-level divisions, GeoNames, CC BY 4.0; compiled by gazetteer/gen")
	out := append(head, make([]byte, gazetteer.HeaderSize-len(head))...)
	for i := len(head); i < gazetteer.HeaderSize; i++ {
		out[i] = ' '
	}
	out[gazetteer.HeaderSize-1] = '\n'
	for _, e := range list {
		out = binary.LittleEndian.AppendUint32(out, e.key)
	}
	for _, e := range list {
		out = binary.LittleEndian.AppendUint16(out, e.area)
	}
	return os.WriteFile(filepath.Join("gazetteer", "data", "areas.bin"), out, 0o644)
}
