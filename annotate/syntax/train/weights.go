package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"math"
	"os"
)

// write saves all weights in the order of n.all, to go on from later.
func (n *net) write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for _, t := range n.all {
		if err := binary.Write(w, binary.LittleEndian, t.w); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// read is the reverse of write, for a network of the same widths.
func (n *net) read(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	size := 0
	for _, t := range n.all {
		size += 4 * len(t.w)
	}
	if len(b) != size {
		return fmt.Errorf("%s has %d bytes; this network has %d", path, len(b), size)
	}
	for _, t := range n.all {
		for i := range t.w {
			t.w[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		}
		b = b[4*len(t.w):]
	}
	return nil
}
