package pack

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"
)

type leaf struct {
	Name  string
	Count int8
	Share float64
}

type tree struct {
	ID     uint64
	On     bool
	Names  []string
	Empty  []int
	Leaves []leaf
	Under  *tree
	By     map[string][]leaf
	When   time.Time
}

func sample() *tree {
	return &tree{
		ID: math.MaxUint64, On: true, Names: []string{"Ada Kvist", "", "Ada Kvist", "öst"}, Empty: []int{},
		Leaves: []leaf{{"Ada Kvist", -128, math.Pi}, {"x", 127, math.Inf(-1)}},
		Under:  &tree{By: map[string][]leaf{"b": {{Name: "b"}}, "a": nil}},
		When:   time.Date(2031, 4, 5, 6, 7, 8, 9, time.UTC),
	}
}

func TestWhatIsPackedComesBack(t *testing.T) {
	in := sample()
	data := Marshal(in)
	var out tree
	if err := Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in, &out) {
		t.Errorf("got %+v\nwant %+v", out, in)
	}
	for range 20 {
		if again := Marshal(sample()); !reflect.DeepEqual(again, data) {
			t.Fatal("one value gave different bytes")
		}
	}
}

func TestAnotherTypeIsRefused(t *testing.T) {
	var out leaf
	if err := Unmarshal(Marshal(sample()), &out); !errors.Is(err, ErrStale) {
		t.Errorf("got %v, want ErrStale", err)
	}
	if err := Unmarshal([]byte("abc"), &out); !errors.Is(err, ErrBroken) {
		t.Errorf("got %v, want ErrBroken", err)
	}
}

// Cut or changed bytes are an error or another value, never a panic and never more
// memory than the bytes can stand for.
func FuzzUnmarshal(f *testing.F) {
	data := Marshal(sample())
	f.Add(data)
	f.Add(data[:len(data)-3])
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) >= 8 {
			copy(in, data[:8]) // past the fingerprint
		}
		var out tree
		if err := Unmarshal(in, &out); err != nil {
			return
		}
		var again tree
		if err := Unmarshal(Marshal(&out), &again); err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
	})
}

// Bytes of which one is another are refused, whichever it is.
func TestAnotherByteIsRefused(t *testing.T) {
	type plain struct {
		Text string
		N    []int
	}
	data := Marshal(&plain{"The pier is closed.", []int{1, 2, 300}})
	for i := range data {
		other := slices.Clone(data)
		other[i] ^= 0x20
		if err := Unmarshal(other, new(plain)); err == nil {
			t.Errorf("byte %d of %d is not missed", i, len(data))
		}
	}
}
