package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math"
	"os"
)

// write saves tensors of a step to go on from later, the first of n.all: the
// hashes of the vocabulary, then the tensors in their order.
func (n *net) write(path string, v *vocabulary, tensors []*tensor) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	parts := []any{uint64(len(v.hashes)), v.hashes}
	for _, t := range tensors {
		parts = append(parts, t.w)
	}
	for _, p := range parts {
		if err := binary.Write(w, binary.LittleEndian, p); err != nil {
			return err
		}
	}
	return w.Flush()
}

// read is the reverse of write, for a network of the same widths. Words are
// found by their hashes: the vocabulary may have changed in between.
func (n *net) read(path string, v *vocabulary, tensors []*tensor) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	old, size := 0, 8
	if len(b) >= 8 {
		old = int(binary.LittleEndian.Uint64(b))
	}
	for _, t := range tensors[1:] {
		size += 4 * len(t.w)
	}
	if want := size + 8*old + 4*(old+1)*n.Word; old > len(b) || len(b) != want {
		return fmt.Errorf("%s has %d bytes; a network of these widths and %d words has %d", path, len(b), old, want)
	}
	rows := []int32{0}
	for i := range old {
		rows = append(rows, v.row[binary.LittleEndian.Uint64(b[8+8*i:])])
	}
	b = b[8+8*old:]
	for i, row := range rows {
		if row > 0 || i == 0 { // a word that is no longer there is passed over
			floats(n.word.row(row), b)
		}
		b = b[4*n.Word:]
	}
	for _, t := range tensors[1:] {
		floats(t.w, b)
		b = b[4*len(t.w):]
	}
	return nil
}

func floats(to []float32, b []byte) {
	for i := range to {
		to[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
}
