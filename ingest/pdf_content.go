package ingest

import (
	"bytes"
	"math"
)

// pdfLetter is one glyph as shown, in a frame that is turned so that its line
// runs along x.
type pdfLetter struct {
	text     string
	x, end   float64
	y        float64 // upwards
	size     float64
	turn     int // quarter of a turn that the line has, 0 to 3
	artifact bool
}

// pdfMatrix is [a b c d e f] (8.3.3).
type pdfMatrix [6]float64

func (m pdfMatrix) times(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

var unitMatrix = pdfMatrix{1, 0, 0, 1, 0, 0}

// pdfState is what of the graphics state moves text (9.3).
type pdfState struct {
	ctm                             pdfMatrix
	font                            *pdfFont
	size, charGap, wordGap, leading float64
	stretch, rise                   float64
}

// pdfShow reads the content of one page.
type pdfShow struct {
	file    *pdfFile
	fonts   map[pdfRef]*pdfFont
	state   pdfState
	saved   []pdfState
	tm, tlm pdfMatrix
	marks   []bool // marked content that is open: an artifact?
	within  int    // how many of these are
	letters []pdfLetter
	images  int
}

// show gives the letters of a page in the order in which they are drawn.
func (f *pdfFile) show(p pdfPage, fonts map[pdfRef]*pdfFont) *pdfShow {
	s := &pdfShow{file: f, fonts: fonts, state: pdfState{ctm: unitMatrix, stretch: 1}, tm: unitMatrix, tlm: unitMatrix}
	var content []byte
	parts := f.array(p.dict["Contents"])
	if parts == nil {
		parts = []any{p.dict["Contents"]}
	}
	for _, c := range parts {
		if st, ok := f.get(c).(*pdfStream); ok {
			data, _ := f.decode(st) // what can be read of it is read
			content = append(append(content, data...), '\n')
		}
	}
	s.run(content, p.resources, 0)
	return s
}

func (s *pdfShow) run(content []byte, resources pdfDict, depth int) {
	l := pdfLexer{data: content, budget: s.file.budget}
	var args []any
	for l.at < len(l.data) {
		v, ok := l.object(0)
		if !ok {
			l.at++ // a stray bracket
			continue
		}
		op, isOp := v.(pdfWord)
		if !isOp {
			if args = append(args, v); len(args) > 1000 {
				args = args[:0]
			}
			continue
		}
		switch op {
		case "BI":
			l.skipImage()
			s.images++
		case "Do":
			s.object(args, resources, depth)
		case "Tf":
			s.setFont(args, resources)
		default:
			s.operator(op, args)
		}
		args = args[:0]
	}
}

// skipImage passes over the data of an image in the content (8.9.7).
func (l *pdfLexer) skipImage() {
	i := bytes.Index(l.data[l.at:], []byte("ID"))
	if i < 0 {
		l.at = len(l.data)
		return
	}
	l.at += i + 2
	for {
		i := bytes.Index(l.data[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.data)
			return
		}
		at := l.at + i
		l.at = at + 2
		if at > 0 && pdfSpace(l.data[at-1]) && (l.at >= len(l.data) || pdfSpace(l.data[l.at])) {
			return
		}
	}
}

// object draws a form in its place; pictures are counted.
func (s *pdfShow) object(args []any, resources pdfDict, depth int) {
	if len(args) != 1 {
		return
	}
	n, _ := args[0].(pdfName)
	x, ok := s.file.get(s.file.dict(resources["XObject"])[n]).(*pdfStream)
	switch {
	case !ok:
		return
	case s.file.name(x.dict["Subtype"]) != "Form":
		s.images++
		return
	case depth >= 10:
		return
	}
	data, _ := s.file.decode(x) // what can be read of it is read
	if r := s.file.dict(x.dict["Resources"]); r != nil {
		resources = r
	}
	state, saved, marks := s.state, s.saved, len(s.marks)
	s.saved = nil
	if m := s.file.array(x.dict["Matrix"]); len(m) == 6 {
		s.state.ctm = s.matrix(m).times(s.state.ctm)
	}
	s.run(data, resources, depth+1)
	s.state, s.saved = state, saved
	s.unmark(marks)
}

// mark opens marked content (14.6); an artifact is no part of the text (14.8.2.2).
func (s *pdfShow) mark(artifact bool) {
	if s.marks = append(s.marks, artifact); artifact {
		s.within++
	}
}

// unmark closes marked content down to a depth.
func (s *pdfShow) unmark(depth int) {
	for n := len(s.marks); n > max(depth, 0); n-- {
		if s.marks[n-1] {
			s.within--
		}
		s.marks = s.marks[:n-1]
	}
}

func (s *pdfShow) matrix(args []any) pdfMatrix {
	var m pdfMatrix
	for i := range m {
		m[i] = s.file.number(args[i])
	}
	return m
}

func (s *pdfShow) setFont(args []any, resources pdfDict) {
	if len(args) != 2 {
		return
	}
	n, _ := args[0].(pdfName)
	s.state.size = s.file.number(args[1])
	v := s.file.dict(resources["Font"])[n]
	ref, isRef := v.(pdfRef)
	if font := s.fonts[ref]; isRef && font != nil {
		s.state.font = font
		return
	}
	s.state.font = s.file.font(v)
	if isRef {
		s.fonts[ref] = s.state.font
	}
}

func (s *pdfShow) operator(op pdfWord, args []any) {
	num := func(i int) float64 {
		if i < len(args) {
			return s.file.number(args[i])
		}
		return 0
	}
	switch op {
	case "q":
		if len(s.saved) < 1000 {
			s.saved = append(s.saved, s.state)
		}
	case "Q":
		if n := len(s.saved); n > 0 {
			s.state, s.saved = s.saved[n-1], s.saved[:n-1]
		}
	case "cm":
		if len(args) == 6 {
			s.state.ctm = s.matrix(args).times(s.state.ctm)
		}
	case "BMC", "BDC":
		s.mark(len(args) > 0 && args[0] == pdfName("Artifact"))
	case "EMC":
		s.unmark(len(s.marks) - 1)
	case "Tc":
		s.state.charGap = num(0)
	case "Tw":
		s.state.wordGap = num(0)
	case "Tz":
		s.state.stretch = num(0) / 100
	case "TL":
		s.state.leading = num(0)
	case "Ts":
		s.state.rise = num(0)
	default:
		s.textOperator(op, args, num)
	}
}

func (s *pdfShow) textOperator(op pdfWord, args []any, num func(int) float64) {
	switch op {
	case "BT":
		s.tm, s.tlm = unitMatrix, unitMatrix
	case "Td":
		s.move(num(0), num(1))
	case "TD":
		s.state.leading = -num(1)
		s.move(num(0), num(1))
	case "T*":
		s.move(0, -s.state.leading)
	case "Tm":
		if len(args) == 6 {
			s.tm = s.matrix(args)
			s.tlm = s.tm
		}
	case "Tj":
		s.strings(args)
	case "'":
		s.move(0, -s.state.leading)
		s.strings(args)
	case "\"":
		if len(args) == 3 {
			s.state.wordGap, s.state.charGap = num(0), num(1)
			s.move(0, -s.state.leading)
			s.strings(args[2:])
		}
	case "TJ":
		if len(args) > 0 {
			s.strings(s.file.array(args[0]))
		}
	}
}

func (s *pdfShow) move(x, y float64) {
	s.tlm = pdfMatrix{1, 0, 0, 1, x, y}.times(s.tlm)
	s.tm = s.tlm
}

// strings shows strings; numbers between them move back (9.4.3).
func (s *pdfShow) strings(list []any) {
	if s.state.font == nil {
		return
	}
	for _, v := range list {
		switch v := v.(type) {
		case float64:
			s.tm = pdfMatrix{1, 0, 0, 1, -v / 1000 * s.state.size * s.state.stretch, 0}.times(s.tm)
		case string:
			for len(v) > 0 {
				text, w, n := s.state.font.glyph(v)
				gap := s.state.charGap
				if n == 1 && v[0] == ' ' {
					gap += s.state.wordGap
				}
				v = v[n:]
				s.letter(text, w*s.state.size, gap)
			}
		}
	}
}

func (s *pdfShow) letter(text string, width, gap float64) {
	if s.file.budget.glyphs--; s.file.budget.glyphs < 0 {
		panic(spent{"letters"})
	}
	m := pdfMatrix{1, 0, 0, 1, 0, s.state.rise}.times(s.tm).times(s.state.ctm)
	next := pdfMatrix{1, 0, 0, 1, width * s.state.stretch, 0}.times(m)
	s.tm = pdfMatrix{1, 0, 0, 1, (width + gap) * s.state.stretch, 0}.times(s.tm)
	along := math.Hypot(m[0], m[1])
	if along == 0 || math.IsNaN(along) || math.IsInf(along, 0) {
		return
	}
	l := pdfLetter{text: text, size: math.Abs(s.state.size) * math.Hypot(m[2], m[3])}
	switch {
	case math.Abs(m[0]) >= math.Abs(m[1]) && m[0] > 0:
		l.x, l.end, l.y = m[4], next[4], m[5]
	case math.Abs(m[0]) >= math.Abs(m[1]):
		l.x, l.end, l.y, l.turn = -m[4], -next[4], -m[5], 2
	case m[1] > 0:
		l.x, l.end, l.y, l.turn = m[5], next[5], -m[4], 1
	default:
		l.x, l.end, l.y, l.turn = -m[5], -next[5], m[4], 3
	}
	l.artifact = s.within > 0
	if finite(l.x) && finite(l.end) && finite(l.y) && finite(l.size) {
		s.letters = append(s.letters, l)
	}
}

func finite(f float64) bool { return math.Abs(f) < 1e9 }
