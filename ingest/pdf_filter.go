package ingest

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
)

// errNotText marks a stream whose filter is one of pictures or unknown.
var errNotText = errors.New("encoded as no text is")

// leastDecoded is what setting up a filter counts for, in bytes.
const leastDecoded = 4096

// decode undoes the filters of a stream (7.4). Data that are cut short or broken
// come as far as they can be read, with the error.
func (f *pdfFile) decode(s *pdfStream) ([]byte, error) {
	filters, params := f.array(s.dict["Filter"]), f.array(s.dict["DecodeParms"])
	if n := f.name(s.dict["Filter"]); n != "" {
		filters, params = []any{n}, []any{s.dict["DecodeParms"]}
	}
	if len(filters) > 5 {
		return nil, errNotText
	}
	data := s.raw
	var fault error
	for i, v := range filters {
		var err error
		if data, err = f.unfilter(f.name(v), data); errors.Is(err, errNotText) {
			return nil, err
		}
		fault = errors.Join(fault, err)
		if i < len(params) {
			data = f.unpredict(f.dict(params[i]), data)
		}
		if f.budget.decoded -= len(data) + leastDecoded; f.budget.decoded < 0 {
			panic(spent{"data in streams"})
		}
	}
	return data, fault
}

func (f *pdfFile) unfilter(name pdfName, data []byte) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return f.readAll(z)
	case "ASCIIHexDecode", "AHx":
		l := pdfLexer{data: data, budget: f.budget}
		return []byte(l.hex()), nil
	case "ASCII85Decode", "A85":
		if i := bytes.IndexByte(data, '~'); i >= 0 {
			data = data[:i]
		}
		return f.readAll(ascii85.NewDecoder(bytes.NewReader(data)))
	case "LZWDecode", "LZW":
		return unLZW(data, f.budget.decoded), nil
	case "RunLengthDecode", "RL":
		return unRunLength(data, f.budget.decoded), nil
	}
	return nil, errNotText
}

func (f *pdfFile) readAll(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, int64(f.budget.decoded)+1))
}

// unpredict undoes the predictors of PNG and TIFF (7.4.4.4), of eight bits.
func (f *pdfFile) unpredict(p pdfDict, data []byte) []byte {
	kind := f.number(p["Predictor"])
	if kind < 2 {
		return data
	}
	or := func(v any, n float64) int {
		if x := f.number(v); x >= 1 && x < 1<<20 {
			n = x
		}
		return int(n)
	}
	colors, bits, columns := min(or(p["Colors"], 1), 32), min(or(p["BitsPerComponent"], 8), 16), or(p["Columns"], 1)
	width, step := (colors*bits*columns+7)/8, max(1, colors*bits/8)
	if kind == 2 {
		out := bytes.Clone(data)
		for i := range out {
			if i%width >= step {
				out[i] += out[i-step]
			}
		}
		return out
	}
	out := make([]byte, 0, len(data))
	prior := make([]byte, width)
	for len(data) > 1 {
		row := bytes.Clone(data[1:min(len(data), width+1)])
		unPNG(data[0], row, prior, step)
		out = append(out, row...)
		copy(prior, row)
		data = data[min(len(data), width+1):]
	}
	return out
}

// unPNG undoes one row (PNG, 9).
func unPNG(kind byte, row, prior []byte, step int) {
	for i := range row {
		var left, up, corner byte
		up = prior[i]
		if i >= step {
			left, corner = row[i-step], prior[i-step]
		}
		switch kind {
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(left, up, corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := distance(p, a), distance(p, b), distance(p, c)
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func distance(p int, x byte) int {
	if d := p - int(x); d > 0 {
		return d
	}
	return int(x) - p
}

// unLZW undoes LZW with codes that grow one early (7.4.4), which the package of
// the standard library does not read.
func unLZW(data []byte, most int) []byte {
	const clearCode, endCode = 256, 257
	var out []byte
	type entry struct{ from, to int } // in out
	var table [4096]entry
	n, width, last := 258, 9, -1
	var lastAt entry
	bits, have := 0, 0
	for _, c := range data {
		bits, have = bits<<8|int(c), have+8
		if have < width {
			continue
		}
		have -= width
		code := bits >> have & (1<<width - 1)
		bits &= 1<<have - 1
		switch {
		case code == clearCode:
			n, width, last = 258, 9, -1
			continue
		case code == endCode || len(out) > most || code > n || code == n && last < 0:
			return out
		}
		at := len(out)
		switch {
		case code < 256:
			out = append(out, byte(code))
		case code < n:
			out = append(out, out[table[code].from:table[code].to]...)
		default:
			out = append(out, out[lastAt.from:lastAt.to]...)
			out = append(out, out[lastAt.from])
		}
		if last >= 0 && n < 4096 {
			table[n] = entry{lastAt.from, lastAt.to + 1} // the string before and the letter behind it
			n++
		}
		last, lastAt = code, entry{at, len(out)}
		if n+1 >= 1<<width && width < 12 {
			width++
		}
	}
	return out
}

func unRunLength(data []byte, most int) []byte {
	var out []byte
	for len(data) > 0 && data[0] != 128 && len(out) <= most {
		n := int(data[0])
		if n < 128 {
			k := min(len(data), n+2)
			out = append(out, data[1:k]...)
			data = data[k:]
			continue
		}
		if len(data) < 2 {
			break
		}
		out = append(out, bytes.Repeat(data[1:2], 257-n)...)
		data = data[2:]
	}
	return out
}
