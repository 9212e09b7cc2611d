package ingest

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

//go:embed data/pdf_glyphs.tsv
var pdfGlyphData string

// pdfGlyphs are the letters that names of glyphs mean, and what StandardEncoding
// has in place of ASCII.
var pdfGlyphs = sync.OnceValues(func() (names map[string]rune, standard map[byte]string) {
	names, standard = map[string]rune{}, map[byte]string{}
	for l := range strings.Lines(pdfGlyphData) {
		key, value, _ := strings.Cut(strings.TrimSpace(l), "\t")
		switch {
		case strings.HasPrefix(key, "#"):
		case strings.HasPrefix(key, "=") && len(key) == 3:
			if c, err := strconv.ParseUint(key[1:], 16, 8); err == nil {
				standard[byte(c)] = value
			}
		default:
			if c, err := strconv.ParseUint(value, 16, 32); err == nil {
				names[key] = rune(c)
			}
		}
	}
	return names, standard
})

// glyphText is the text that the name of a glyph means; "" for an unknown name.
func glyphText(name string) string {
	names, _ := pdfGlyphs()
	if r, ok := names[name]; ok {
		return string(r)
	}
	base, _, _ := strings.Cut(name, ".")
	if r, ok := names[base]; ok {
		return string(r)
	}
	for _, open := range []string{"uni", "u"} {
		if digits, ok := strings.CutPrefix(base, open); ok && len(digits) >= 4 && len(digits) <= 6 {
			if c, err := strconv.ParseUint(digits, 16, 32); err == nil && utf8.ValidRune(rune(c)) {
				return string(rune(c))
			}
		}
	}
	return ""
}

// pdfFont turns the codes of strings into text and widths.
type pdfFont struct {
	wide    bool // codes of two bytes
	utf16   bool // the codes are UTF-16
	unicode *pdfCMap
	simple  [256]string
	widths  map[int]float64
	width   float64 // of other codes
	scale   float64 // of widths
}

// unknownGlyph stands for a letter that the font does not name.
const unknownGlyph = "\uFFFD"

// font reads a font (9.5 to 9.10).
func (f *pdfFile) font(v any) *pdfFont {
	d := f.dict(v)
	f.budget.charge(1000)
	out := &pdfFont{width: 500, scale: 0.001, widths: map[int]float64{}}
	if s, ok := f.get(d["ToUnicode"]).(*pdfStream); ok {
		out.unicode = f.cmap(s)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.compositeFont(out, d)
		return out
	}
	f.simpleEncoding(out, d)
	first := int(f.number(d["FirstChar"]))
	for i, w := range f.array(d["Widths"]) {
		if i < 256 {
			out.widths[first+i] = f.number(w)
		}
	}
	if w := f.number(f.dict(d["FontDescriptor"])["MissingWidth"]); w > 0 {
		out.width = w
	}
	if strings.Contains(string(f.name(d["BaseFont"])), "Courier") && len(out.widths) == 0 {
		out.width = 600
	}
	if m := f.array(d["FontMatrix"]); f.name(d["Subtype"]) == "Type3" && len(m) == 6 {
		out.scale = f.number(m[0])
	}
	return out
}

func (f *pdfFile) compositeFont(out *pdfFont, d pdfDict) {
	out.wide, out.width = true, 1000
	enc := string(f.name(d["Encoding"]))
	out.utf16 = strings.Contains(enc, "UCS2") || strings.Contains(enc, "UTF16")
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	if w, ok := f.get(kid["DW"]).(float64); ok {
		out.width = w
	}
	list := f.array(kid["W"])
	f.budget.charge(len(list))
	for i := 0; i+1 < len(list); {
		from := int(f.number(list[i]))
		if each := f.array(list[i+1]); each != nil {
			f.budget.charge(len(each))
			for k, w := range each {
				out.widths[from+k] = f.number(w)
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			break
		}
		to, w := int(f.number(list[i+1])), f.number(list[i+2])
		for c := from; c <= to && c-from < 1<<16 && len(out.widths) < 1<<16; c++ {
			out.widths[c] = w
		}
		i += 3
	}
}

// simpleEncoding fills the table of a font with codes of one byte (9.6.6).
func (f *pdfFile) simpleEncoding(out *pdfFont, d pdfDict) {
	enc := f.get(d["Encoding"])
	base := f.name(enc)
	ed, _ := enc.(pdfDict)
	if ed != nil {
		base = f.name(ed["BaseEncoding"])
	}
	_, standard := pdfGlyphs()
	for c := range 256 {
		switch {
		case base == "MacRomanEncoding":
			out.simple[c] = string(charmap.Macintosh.DecodeByte(byte(c)))
		case base == "WinAnsiEncoding" || base == "" && f.name(d["Subtype"]) == "TrueType":
			out.simple[c] = string(charmap.Windows1252.DecodeByte(byte(c)))
		case standard[byte(c)] != "":
			out.simple[c] = glyphText(standard[byte(c)])
		case c < utf8.RuneSelf:
			out.simple[c] = string(rune(c))
		}
	}
	at := 0
	for _, v := range f.array(ed["Differences"]) {
		switch v := f.get(v).(type) {
		case float64:
			at = int(v)
		case pdfName:
			if at >= 0 && at < 256 {
				out.simple[at] = glyphText(string(v))
			}
			at++
		}
	}
}

// glyph reads the first code of s.
func (p *pdfFont) glyph(s string) (text string, width float64, n int) {
	n = 1
	code := int(s[0])
	if p.wide && len(s) > 1 {
		n, code = 2, code<<8|int(s[1])
	}
	width = p.width
	if w, ok := p.widths[code]; ok {
		width = w
	}
	width *= p.scale
	if p.unicode != nil {
		if t, ok := p.unicode.text(code); ok {
			return t, width, n
		}
	}
	switch {
	case p.utf16 && len(s) >= 4 && utf16.IsSurrogate(rune(code)):
		return string(utf16.DecodeRune(rune(code), rune(s[2])<<8|rune(s[3]))), width, 4
	case p.utf16:
		return string(rune(code)), width, n
	case !p.wide && p.simple[code] != "":
		return p.simple[code], width, n
	}
	return unknownGlyph, width, n
}

// pdfCMap is a ToUnicode map (9.10.3).
type pdfCMap struct {
	chars  map[int]string
	ranges []cmapRange
}

type cmapRange struct {
	lo, hi int
	to     []rune
}

const maxCMap = 1 << 17 // entries of one map

func (m *pdfCMap) text(code int) (string, bool) {
	if t, ok := m.chars[code]; ok {
		return t, true
	}
	for _, r := range m.ranges {
		if code >= r.lo && code <= r.hi && len(r.to) > 0 {
			to := append([]rune(nil), r.to...)
			to[len(to)-1] += rune(code - r.lo)
			return string(to), true
		}
	}
	return "", false
}

// cmap reads a map; entries that it cannot read are left out.
func (f *pdfFile) cmap(s *pdfStream) *pdfCMap {
	data, err := f.decode(s)
	if err != nil && len(data) == 0 {
		return nil
	}
	m := &pdfCMap{chars: map[int]string{}}
	l := pdfLexer{data: data, budget: f.budget}
	var stack []any
	for l.at < len(l.data) {
		v, ok := l.object(0)
		if !ok {
			l.at++
			continue
		}
		op, isOp := v.(pdfWord)
		if !isOp {
			stack = append(stack, v)
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(stack) && len(m.chars) < maxCMap; i += 2 {
				m.char(stack[i], stack[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				m.span(stack[i], stack[i+1], stack[i+2])
			}
		}
		stack = stack[:0]
	}
	return m
}

func (m *pdfCMap) char(from, to any) {
	a, ok1 := from.(string)
	b, ok2 := to.(string)
	if ok1 && ok2 {
		m.chars[bigEndian(a)] = string(fromUTF16(b))
	}
}

// span keeps short ranges as letters, so that few are searched one by one.
func (m *pdfCMap) span(from, to, dst any) {
	a, ok1 := from.(string)
	b, ok2 := to.(string)
	if !ok1 || !ok2 {
		return
	}
	lo, hi := bigEndian(a), bigEndian(b)
	switch dst := dst.(type) {
	case []any:
		for k, v := range dst {
			if s, ok := v.(string); ok && lo+k <= hi && len(m.chars) < maxCMap {
				m.chars[lo+k] = string(fromUTF16(s))
			}
		}
	case string:
		r := cmapRange{lo, hi, fromUTF16(dst)}
		if hi-lo >= 1<<12 && len(m.ranges) < 64 {
			m.ranges = append(m.ranges, r)
			return
		}
		one := pdfCMap{ranges: []cmapRange{r}}
		for c := lo; c <= hi && c-lo < 1<<16 && len(m.chars) < maxCMap; c++ {
			m.chars[c], _ = one.text(c)
		}
	}
}

func bigEndian(s string) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

func fromUTF16(s string) []rune {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s) && len(units) < 64; i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(s) == 1 {
		units = append(units, uint16(s[0]))
	}
	return utf16.Decode(units)
}
