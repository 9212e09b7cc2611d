package ingest

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/readout-project/readout"
)

// pdfFile is a PDF with its objects. The table of cross-references is not used:
// objects are found where they stand, so that a broken table breaks nothing and a
// hostile one leads nowhere.
type pdfFile struct {
	objects map[pdfRef]any
	from    map[pdfRef]int // where each stands; the last definition holds
	root    any
	info    any
	sealed  bool // encrypted
	budget  *pdfBudget
}

func openPDF(data []byte) *pdfFile {
	f := &pdfFile{
		objects: map[pdfRef]any{}, from: map[pdfRef]int{},
		budget: &pdfBudget{tokens: maxPDFTokens, decoded: maxPDFDecoded, glyphs: maxPDFGlyphs},
	}
	f.scan(data)
	f.unpack()
	return f
}

// scan finds the objects and trailers of a file.
func (f *pdfFile) scan(data []byte) {
	s := pdfScan{pdfLexer: pdfLexer{data: data, budget: f.budget}, ends: true}
	for {
		i := bytes.Index(data[s.at:], []byte("obj"))
		t := bytes.Index(data[s.at:max(s.at, s.at+i)], []byte("trailer"))
		switch {
		case t >= 0:
			s.at += t + len("trailer")
			if d, ok := s.value().(pdfDict); ok {
				f.trailer(d)
			}
			continue
		case i < 0:
			f.lastTrailer(data[s.at:])
			return
		}
		at := s.at + i
		s.at = at + len("obj")
		num, ok := numberBefore(data[:at])
		if !ok {
			continue
		}
		v := s.value()
		if d, ok := v.(pdfDict); ok {
			if raw, ok := s.stream(d); ok {
				v = &pdfStream{dict: d, raw: raw}
				if d["Type"] == pdfName("XRef") {
					f.trailer(d)
				}
			}
		}
		f.objects[num], f.from[num] = v, at
		if len(f.objects) > maxPDFObjects {
			panic(spent{"objects"})
		}
	}
}

func (f *pdfFile) lastTrailer(rest []byte) {
	if t := bytes.LastIndex(rest, []byte("trailer")); t >= 0 {
		l := pdfLexer{data: rest, at: t + len("trailer"), budget: f.budget}
		if d, ok := l.object(0); ok {
			if d, ok := d.(pdfDict); ok {
				f.trailer(d)
			}
		}
	}
}

func (f *pdfFile) trailer(d pdfDict) {
	if d["Root"] != nil {
		f.root = d["Root"]
	}
	if d["Info"] != nil {
		f.info = d["Info"]
	}
	f.sealed = f.sealed || d["Encrypt"] != nil
}

// numberBefore reads the object number in "12 0 obj", from its end.
func numberBefore(b []byte) (pdfRef, bool) {
	b = b[max(0, len(b)-40):]
	words := bytes.FieldsFunc(b, func(r rune) bool { return r < 128 && pdfSpace(byte(r)) })
	if len(words) < 2 || len(b) > 0 && !pdfSpace(b[len(b)-1]) && !isDigit(b[len(b)-1]) {
		return 0, false
	}
	num, gen := words[len(words)-2], words[len(words)-1]
	for len(num) > 0 && !isDigit(num[0]) {
		num = num[1:] // what stood before without a space
	}
	n, ok := pdfNumber(string(num))
	if _, isGen := pdfNumber(string(gen)); !ok || !isGen || n < 0 || n >= 1<<31 {
		return 0, false
	}
	return pdfRef(n), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// pdfScan is a lexer over the file itself, where streams stand.
type pdfScan struct {
	pdfLexer
	ends bool // there may be another "endstream"
}

func (s *pdfScan) value() any {
	v, _ := s.object(0)
	return v
}

// stream takes the data behind a dictionary, if it is that of a stream.
func (s *pdfScan) stream(d pdfDict) ([]byte, bool) {
	s.skipSpace()
	if !bytes.HasPrefix(s.data[s.at:], []byte("stream")) {
		return nil, false
	}
	s.at += len("stream")
	if bytes.HasPrefix(s.data[s.at:], []byte("\r\n")) {
		s.at += 2
	} else if s.at < len(s.data) && (s.data[s.at] == '\n' || s.data[s.at] == '\r') {
		s.at++
	}
	from := s.at
	if n, ok := d["Length"].(float64); ok && n >= 0 && n <= float64(len(s.data)-from) {
		end := from + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(s.data[end:min(len(s.data), end+30)], "\r\n \t"), []byte("endstream")) {
			s.at = end
			return s.data[from:end], true
		}
	}
	if s.ends {
		if i := bytes.Index(s.data[from:], []byte("endstream")); i >= 0 {
			s.at = from + i
			return bytes.TrimRight(s.data[from:s.at], "\r\n"), true
		}
		s.ends = false
	}
	return s.data[from:], true
}

// unpack reads the objects that are packed in streams (7.5.7).
func (f *pdfFile) unpack() {
	refs := slices.SortedFunc(maps.Keys(f.objects), func(a, b pdfRef) int { return cmp.Compare(f.from[a], f.from[b]) })
	for _, ref := range refs {
		s, ok := f.objects[ref].(*pdfStream)
		if !ok || s.dict["Type"] != pdfName("ObjStm") || f.sealed {
			continue
		}
		data, err := f.decode(s)
		n, first := f.number(s.dict["N"]), int(f.number(s.dict["First"]))
		if err != nil && len(data) == 0 || n < 0 || first < 0 || first > len(data) {
			continue
		}
		head := pdfLexer{data: data[:first], budget: f.budget}
		for range int(min(n, maxPDFObjects)) {
			num, ok1 := head.object(0)
			off, ok2 := head.object(0)
			k, isNum := num.(float64)
			o, isOff := off.(float64)
			if !ok1 || !ok2 || !isNum || !isOff || k < 0 || k >= 1<<31 || o < 0 || o > float64(len(data)-first) {
				break
			}
			if f.from[pdfRef(k)] > f.from[ref] {
				continue
			}
			body := pdfLexer{data: data, at: first + int(o), budget: f.budget}
			v, _ := body.object(0)
			f.objects[pdfRef(k)], f.from[pdfRef(k)] = v, f.from[ref]
			if len(f.objects) > maxPDFObjects {
				panic(spent{"objects"})
			}
		}
	}
}

// get follows references.
func (f *pdfFile) get(v any) any {
	for range 20 {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.objects[ref]
	}
	return nil
}

func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.get(v).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) array(v any) []any {
	a, _ := f.get(v).([]any)
	return a
}

func (f *pdfFile) number(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

func (f *pdfFile) name(v any) pdfName {
	n, _ := f.get(v).(pdfName)
	return n
}

// pdfPage is a page with what it inherits (7.7.3.4).
type pdfPage struct {
	dict      pdfDict
	resources pdfDict
}

// pages are the pages in their order.
func (f *pdfFile) pages() ([]pdfPage, error) {
	var out []pdfPage
	seen := map[pdfRef]bool{}
	var walk func(v any, resources pdfDict, depth int)
	walk = func(v any, resources pdfDict, depth int) {
		if ref, ok := v.(pdfRef); ok {
			if seen[ref] {
				return
			}
			seen[ref] = true
		}
		d := f.dict(v)
		if d == nil || depth > 50 || len(out) > maxPDFPages {
			return
		}
		if r := f.dict(d["Resources"]); r != nil {
			resources = r
		}
		if kids := f.array(d["Kids"]); kids != nil && d["Contents"] == nil {
			for _, k := range kids {
				walk(k, resources, depth+1)
			}
			return
		}
		out = append(out, pdfPage{d, resources})
	}
	walk(f.dict(f.root)["Pages"], nil, 0)
	if len(out) == 0 {
		for _, ref := range slices.Sorted(maps.Keys(f.objects)) {
			if d := f.dict(ref); d["Type"] == pdfName("Page") && len(out) <= maxPDFPages {
				out = append(out, pdfPage{d, f.dict(d["Resources"])})
			}
		}
	}
	switch {
	case len(out) > maxPDFPages:
		return nil, fmt.Errorf("%w: the PDF has more than %d pages; print the pages you need to a new PDF", readout.ErrFormat, maxPDFPages)
	case len(out) == 0:
		return nil, fmt.Errorf("%w: the PDF is broken: no page is found; open it and print it to a new PDF", readout.ErrFormat)
	}
	return out, nil
}
