package ingest

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// readPDF makes a page of the text of a PDF (ISO 32000-1). Its letters become
// lines, its lines paragraphs, and these go through the reader of saved text.
// Running heads and page numbers are set aside behind the text. A PDF without
// text, that is a scan, and one that is locked are refused by name.
func readPDF(data []byte) (p *page, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case spent:
			p, err = nil, r
		default:
			p, err = nil, fmt.Errorf("%w: the PDF is broken in a way that cannot be read (%v); open it and print it to a new PDF", readout.ErrFormat, r)
		}
	}()
	f := openPDF(data)
	if f.sealed {
		return nil, fmt.Errorf("%w: the PDF is locked (encrypted); open it and print it to a new PDF, or save its text", readout.ErrFormat)
	}
	pages, err := f.pages()
	if err != nil {
		return nil, err
	}
	fonts := map[pdfRef]*pdfFont{}
	var lines []pdfLine
	images := 0
	for k, pg := range pages {
		s := f.show(pg, fonts)
		lines = append(lines, linesOf(k, s.letters)...)
		images += s.images
	}
	if err := checkLegible(lines, len(pages), images); err != nil {
		return nil, err
	}
	setHeadsAside(lines, len(pages))
	return pdfText(f, lines)
}

// checkLegible refuses a PDF whose letters are not there, or not named.
func checkLegible(lines []pdfLine, pages, images int) error {
	letters, unknown := 0, 0
	for _, l := range lines {
		for _, r := range l.text {
			switch {
			case r == unicode.ReplacementChar || r >= 0xE000 && r <= 0xF8FF:
				unknown++
			case unicode.IsLetter(r):
				letters++
			}
		}
	}
	const hint = "run it through text recognition (OCR) and give the result"
	switch {
	case letters+unknown == 0 && images > 0:
		return fmt.Errorf("%w: the PDF is a scan, pictures of %d pages without text; %s", readout.ErrFormat, pages, hint)
	case letters+unknown == 0:
		return fmt.Errorf("%w: the PDF holds no text; %s", readout.ErrFormat, hint)
	case unknown > letters:
		return fmt.Errorf("%w: the fonts of the PDF do not say which letters they show; %s", readout.ErrFormat, hint)
	}
	return nil
}

// pdfText reads the paragraphs as a text.
func pdfText(f *pdfFile, lines []pdfLine) (*page, error) {
	paras := paragraphsOf(lines)
	var b strings.Builder
	for _, p := range paras {
		b.WriteString(p.text)
		b.WriteString("\n\n")
	}
	if strings.TrimSpace(b.String()) == "" {
		return nil, fmt.Errorf("%w: the PDF holds nothing but running heads and page numbers", readout.ErrFormat)
	}
	p, err := readText([]byte("\uFEFF" + b.String()))
	if err != nil {
		return nil, err
	}
	p.format = "pdf"
	p.pdfHeadline(f, paras)
	for _, l := range lines {
		if l.aside != "" {
			p.lines = append(p.lines, line{text: l.text, role: readout.RoleOther, reason: fmt.Sprintf("page %d: %s", l.page+1, l.aside), repeats: -1})
		}
	}
	return p, nil
}

// pdfHeadline takes the paragraph in the largest letters of the first page for the
// headline, where it is set apart from the text; the title that the file states
// counts where a block shows it.
func (p *page) pdfHeadline(f *pdfFile, paras []pdfParagraph) {
	if p.showsHeadline(pdfTitle(f), "title that the PDF states") {
		return
	}
	sizes := map[int]int{} // tenths of a point -> letters
	usual := 0
	for _, q := range paras {
		k := int(10 * q.size)
		sizes[k] += len(q.text)
		if sizes[k] > sizes[usual] || sizes[k] == sizes[usual] && k < usual {
			usual = k
		}
	}
	best := -1
	for i, q := range paras {
		if q.page == paras[0].page && q.size > 1.25*float64(usual)/10 && len(q.text) < 300 && len(strings.Fields(q.text)) > 2 && (best < 0 || q.size > 1.1*paras[best].size) {
			best = i
		}
	}
	if best >= 0 {
		p.showsHeadline(paras[best].text, "largest letters of the first page")
	}
}

// showsHeadline makes the block with these words the headline; false for none.
func (p *page) showsHeadline(title, basis string) bool {
	key := fold.Key(title)
	if len(strings.Fields(key)) < 2 {
		return false
	}
	for i := range p.lines {
		l := &p.lines[i]
		if fold.Key(l.text) != key || l.role == readout.RoleRepeat || l.role == readout.RoleByline || bylineOpen.MatchString(fold.Line(l.text)) {
			continue
		}
		for k := range p.lines {
			if o := &p.lines[k]; o.role == readout.RoleHeadline && k != i {
				o.role, o.reason = readout.RoleHeading, "heads the text in smaller letters; was taken for the headline: "+o.reason
			}
		}
		l.role, l.reason, l.repeats = readout.RoleHeadline, basis, -1
		p.title = readout.Found{Value: l.text, Basis: basisAt(i, basis)}
		return true
	}
	return false
}

// pdfTitle is the title in the information dictionary (14.3.3).
func pdfTitle(f *pdfFile) string {
	s, _ := f.get(f.dict(f.info)["Title"]).(string)
	if strings.HasPrefix(s, "\xFE\xFF") {
		return string(fromUTF16(s[2:min(len(s), 130)]))
	}
	if strings.HasPrefix(s, "\xEF\xBB\xBF") {
		return s[3:]
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}
