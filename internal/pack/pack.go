// Package pack turns plain Go values into compact bytes and back: numbers as
// varints, strings through a table of those met before, structs as their exported
// fields in order, nothing about types in between. It is for what can be derived
// again; bytes made from another version of a type are refused by the fingerprint
// in front, never misread.
//
// Values hold booleans, whole numbers, floats, strings, slices, maps from strings,
// structs, pointers to structs and times; interfaces and channels are a programming
// error. One value gives the same bytes in every run.
package pack

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"
)

// ErrStale marks bytes that were made from another version of the type.
var ErrStale = errors.New("made by another version of the program")

// ErrBroken marks bytes that no value gave.
var ErrBroken = errors.New("broken data")

var timeType = reflect.TypeFor[time.Time]()

// Marshal gives the bytes of the value that v points to.
func Marshal[T any](v *T) []byte {
	p := planOf(reflect.TypeFor[T]())
	w := writer{out: make([]byte, front), known: map[string]uint64{}}
	p.write(&w, reflect.ValueOf(v).Elem())
	binary.LittleEndian.PutUint64(w.out, p.print)
	binary.LittleEndian.PutUint32(w.out[8:], crc32.Checksum(w.out[front:], castagnoli))
	return w.out
}

// Unmarshal fills the value that v points to. The error wraps ErrStale or
// ErrBroken. Strings of the value share the memory of one copy of data.
func Unmarshal[T any](data []byte, v *T) (err error) {
	p := planOf(reflect.TypeFor[T]())
	if len(data) < 8 {
		return fmt.Errorf("%w: %d bytes", ErrBroken, len(data))
	}
	if binary.LittleEndian.Uint64(data) != p.print {
		return ErrStale
	}
	if len(data) < front || crc32.Checksum(data[front:], castagnoli) != binary.LittleEndian.Uint32(data[8:]) {
		return fmt.Errorf("%w: the sum over its bytes is another", ErrBroken)
	}
	r := reader{in: data[front:]}
	r.text = string(r.in)
	p.read(&r, reflect.ValueOf(v).Elem())
	if r.err == nil && r.at != len(r.in) {
		r.fail()
	}
	return r.err
}

// Print is the fingerprint of a type: it changes with every change of what is
// packed.
func Print[T any]() uint64 { return planOf(reflect.TypeFor[T]()).print }

// front is what stands before the values: the fingerprint of the type, and the sum
// over the bytes, so that what a disk changed is told and never read as something
// else.
const front = 8 + 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type writer struct {
	out   []byte
	known map[string]uint64
}

// text writes a string: the number of one met before, counted from 1, or 0 and
// its bytes.
func (w *writer) text(s string) {
	if n, ok := w.known[s]; ok {
		w.out = binary.AppendUvarint(w.out, n)
		return
	}
	w.known[s] = uint64(len(w.known) + 1)
	w.out = append(w.out, 0)
	w.out = binary.AppendUvarint(w.out, uint64(len(s)))
	w.out = append(w.out, s...)
}

type reader struct {
	in    []byte
	text  string // the same bytes, of which strings are cut
	at    int
	known []string
	err   error
}

func (r *reader) fail() {
	if r.err == nil {
		r.err = fmt.Errorf("%w at byte %d", ErrBroken, r.at)
	}
	r.at = len(r.in)
}

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.in[r.at:])
	if n <= 0 {
		r.fail()
		return 0
	}
	r.at += n
	return v
}

func (r *reader) int() int64 {
	v, n := binary.Varint(r.in[r.at:])
	if n <= 0 {
		r.fail()
		return 0
	}
	r.at += n
	return v
}

// size reads a length of what takes at least one byte each.
func (r *reader) size() int {
	n := r.uint()
	if n > uint64(len(r.in)-r.at) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) string() string {
	n := r.uint()
	if n > uint64(len(r.known)) {
		r.fail()
	}
	if r.err != nil {
		return ""
	}
	if n > 0 {
		return r.known[n-1]
	}
	size := r.size()
	s := r.text[r.at : r.at+size]
	r.at += size
	r.known = append(r.known, s)
	return s
}

// plan is how values of one type are written and read.
type plan struct {
	print uint64
	write func(*writer, reflect.Value)
	read  func(*reader, reflect.Value)
}

var plans sync.Map // reflect.Type -> *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan) //nolint:errcheck // only plans are stored
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte("with a sum\x00")) // the form of the bytes
	describe(t, h.Write, map[reflect.Type]bool{})
	p := newPlan(t, map[reflect.Type]*plan{})
	p.print = h.Sum64()
	plans.Store(t, p)
	return p
}

// describe feeds what a type is made of, by names and kinds, to a hash.
func describe(t reflect.Type, write func([]byte) (int, error), seen map[reflect.Type]bool) {
	put := func(s string) { _, _ = write([]byte(s + "\x00")) }
	put(t.Kind().String())
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map:
		describe(t.Elem(), write, seen)
	case reflect.Struct:
		put(t.Name())
		if seen[t] || t == timeType {
			return
		}
		seen[t] = true
		for i := range t.NumField() {
			put(t.Field(i).Name)
			describe(t.Field(i).Type, write, seen)
		}
	}
}

// newPlan builds the plan of a type; made holds those under way, so that a type
// may hold itself.
func newPlan(t reflect.Type, made map[reflect.Type]*plan) *plan {
	if p, ok := made[t]; ok {
		return p
	}
	p := &plan{}
	made[t] = p
	switch t.Kind() {
	case reflect.Slice:
		p.slice(t, newPlan(t.Elem(), made))
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			panic("pack: the keys of " + t.String() + " are no strings")
		}
		p.mapped(t, newPlan(t.Elem(), made))
	case reflect.Pointer:
		p.pointer(t, newPlan(t.Elem(), made))
	case reflect.Struct:
		if t == timeType {
			p.time()
		} else {
			p.fields(t, made)
		}
	default:
		p.plain(t)
	}
	return p
}

func (p *plan) plain(t reflect.Type) {
	switch t.Kind() {
	case reflect.String:
		p.write = func(w *writer, v reflect.Value) { w.text(v.String()) }
		p.read = func(r *reader, v reflect.Value) { v.SetString(r.string()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.write = func(w *writer, v reflect.Value) { w.out = binary.AppendVarint(w.out, v.Int()) }
		p.read = func(r *reader, v reflect.Value) {
			if n := r.int(); v.OverflowInt(n) {
				r.fail()
			} else {
				v.SetInt(n)
			}
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.write = func(w *writer, v reflect.Value) { w.out = binary.AppendUvarint(w.out, v.Uint()) }
		p.read = func(r *reader, v reflect.Value) {
			if n := r.uint(); v.OverflowUint(n) {
				r.fail()
			} else {
				v.SetUint(n)
			}
		}
	case reflect.Bool:
		p.write = func(w *writer, v reflect.Value) {
			if v.Bool() {
				w.out = append(w.out, 1)
			} else {
				w.out = append(w.out, 0)
			}
		}
		p.read = func(r *reader, v reflect.Value) { v.SetBool(r.uint() == 1) }
	case reflect.Float32, reflect.Float64:
		p.write = func(w *writer, v reflect.Value) { w.out = binary.AppendUvarint(w.out, math.Float64bits(v.Float())) }
		p.read = func(r *reader, v reflect.Value) { v.SetFloat(math.Float64frombits(r.uint())) }
	default:
		panic("pack: values of the kind " + t.Kind().String() + " cannot be packed")
	}
}

func (p *plan) time() {
	p.write = func(w *writer, v reflect.Value) {
		t := v.Interface().(time.Time) //nolint:errcheck // the type of the plan
		w.text(t.UTC().Format(time.RFC3339Nano))
	}
	p.read = func(r *reader, v reflect.Value) {
		t, err := time.Parse(time.RFC3339Nano, r.string())
		if err != nil {
			r.fail()
			return
		}
		v.Set(reflect.ValueOf(t))
	}
}

// slice writes the length and one more, so that nil is told from empty.
func (p *plan) slice(t reflect.Type, elem *plan) {
	p.write = func(w *writer, v reflect.Value) {
		if v.IsNil() {
			w.out = append(w.out, 0)
			return
		}
		w.out = binary.AppendUvarint(w.out, uint64(v.Len())+1)
		for i := range v.Len() {
			elem.write(w, v.Index(i))
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		n := r.uint()
		if n == 0 {
			return
		}
		if n--; n > uint64(len(r.in)-r.at) {
			r.fail()
			return
		}
		v.Set(reflect.MakeSlice(t, int(n), int(n)))
		for i := 0; i < int(n) && r.err == nil; i++ {
			elem.read(r, v.Index(i))
		}
	}
}

// mapped writes the entries in the order of their keys.
func (p *plan) mapped(t reflect.Type, elem *plan) {
	p.write = func(w *writer, v reflect.Value) {
		if v.IsNil() {
			w.out = append(w.out, 0)
			return
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(a.String(), b.String()) })
		w.out = binary.AppendUvarint(w.out, uint64(len(keys))+1)
		for _, k := range keys {
			w.text(k.String())
			elem.write(w, v.MapIndex(k))
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		n := r.uint()
		if n == 0 {
			return
		}
		if n--; n > uint64(len(r.in)-r.at) {
			r.fail()
			return
		}
		v.Set(reflect.MakeMap(t))
		for i := 0; i < int(n) && r.err == nil; i++ {
			key := reflect.New(t.Key()).Elem()
			key.SetString(r.string())
			value := reflect.New(t.Elem()).Elem()
			elem.read(r, value)
			v.SetMapIndex(key, value)
		}
	}
}

func (p *plan) pointer(t reflect.Type, elem *plan) {
	p.write = func(w *writer, v reflect.Value) {
		if v.IsNil() {
			w.out = append(w.out, 0)
			return
		}
		w.out = append(w.out, 1)
		elem.write(w, v.Elem())
	}
	p.read = func(r *reader, v reflect.Value) {
		if r.uint() == 0 || r.err != nil {
			return
		}
		v.Set(reflect.New(t.Elem()))
		elem.read(r, v.Elem())
	}
}

func (p *plan) fields(t reflect.Type, made map[reflect.Type]*plan) {
	var list []*plan
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			panic("pack: " + t.Name() + " has the hidden field " + t.Field(i).Name)
		}
		list = append(list, newPlan(t.Field(i).Type, made))
	}
	p.write = func(w *writer, v reflect.Value) {
		for i, f := range list {
			f.write(w, v.Field(i))
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		for i, f := range list {
			f.read(r, v.Field(i))
		}
	}
}
