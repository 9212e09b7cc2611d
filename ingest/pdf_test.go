package ingest

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// pdfWriter writes small PDFs.
type pdfWriter struct {
	bytes.Buffer
	n int
}

func newPDF() *pdfWriter {
	w := &pdfWriter{}
	w.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	return w
}

func (w *pdfWriter) add(num int, body string) {
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", num, body)
	w.n = max(w.n, num)
}

func (w *pdfWriter) stream(num int, dict, data string) {
	w.add(num, fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

func (w *pdfWriter) end() string {
	fmt.Fprintf(w, "trailer\n<</Root 1 0 R/Info 2 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n", w.n+1)
	return w.String()
}

func deflate(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// pdfOf sets each page's content under one font.
func pdfOf(font string, pages ...string) string {
	w := newPDF()
	w.add(1, "<</Type/Catalog/Pages 3 0 R>>")
	w.add(2, "<</Title(Microsoft Word - draft.doc)/CreationDate(D:20310506)>>")
	var kids strings.Builder
	for i, p := range pages {
		w.add(10+2*i, fmt.Sprintf("<</Type/Page/Parent 3 0 R/Contents %d 0 R>>", 11+2*i))
		w.stream(11+2*i, "/Filter/FlateDecode", deflate(p))
		fmt.Fprintf(&kids, " %d 0 R", 10+2*i)
	}
	w.add(3, "<</Type/Pages/Kids["+kids.String()+"]/Count 9/Resources<</Font<</F 4 0 R>>>>>>")
	w.add(4, font)
	return w.end()
}

const helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"

// setText sets lines, the first in large letters where head.
func setText(head string, top float64, lines ...string) string {
	var b strings.Builder
	esc := strings.NewReplacer("(", "\\(", ")", "\\)", "“", "\\223", "”", "\\224", "’", "\\222", "–", "\\226")
	if head != "" {
		fmt.Fprintf(&b, "BT /F 24 Tf 1 0 0 1 60 %g Tm (%s) Tj ET\n", top+40, esc.Replace(head))
	}
	fmt.Fprintf(&b, "BT /F 11 Tf 14 TL 1 0 0 1 60 %g Tm\n", top)
	for _, l := range lines {
		if l == "" {
			b.WriteString("0 -10 Td\n")
			continue
		}
		fmt.Fprintf(&b, "(%s) Tj T*\n", esc.Replace(l))
	}
	return b.String() + "ET\n"
}

// wrapped breaks a text at 70 letters, as programs do.
func wrapped(text string) []string {
	var out []string
	for _, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		line := ""
		for _, f := range strings.Fields(p) {
			if len(line)+len(f) > 70 {
				out = append(out, line)
				line = ""
			}
			line = strings.TrimSpace(line + " " + f)
		}
		out = append(out, line, "")
	}
	return out
}

func TestPDF(t *testing.T) {
	lines := wrapped(harbourText)
	page := func(k int, body ...string) string {
		return fmt.Sprintf("BT /F 8 Tf 60 800 Td (Velm Port Authority %d) Tj ET\n", k) + setText("", 700, body...) + fmt.Sprintf("BT /F 8 Tf 280 30 Td (Page %d of 3) Tj ET", k)
	}
	r := readInput(t, "a.pdf", pdfOf(helvetica, setText("Harbour of Velm to close for a month", 740)+page(1, lines[:6]...), page(2, lines[6:8]...), page(3, lines[8:]...)))
	if r.Capture.Format != "pdf" || r.Title.Value != "Harbour of Velm to close for a month" || !strings.HasSuffix(r.Title.Basis, "largest letters of the first page") {
		t.Errorf("%s: %+v", r.Capture.Format, r.Title)
	}
	for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
		if !strings.Contains(r.Text(), p) {
			t.Errorf("lost: %s\nin %s", p, r.Source)
		}
	}
	hasBlock(t, r, "Velm Port Authority 2", readout.RoleOther, "page 2: stands at the edge of several pages")
	hasBlock(t, r, "Page 3 of 3", readout.RoleOther, "page 3: number of the page")
}

func TestPDFHyphens(t *testing.T) {
	text := func(lines ...string) string {
		return readInput(t, "h.pdf", pdfOf(helvetica, setText("", 700, lines...))).Source
	}
	for _, c := range []struct{ want, not string }{
		{"the government of Velm", "govern-ment"},
		{"a cease-fire that holds", "ceasefire"},
		{"in Ostra-varn on Monday", "Ostravarn"},
	} {
		got := text("The harbour of Velm was closed by a decision of the govern-", "ment of Velm, which had met in the hall on the hill for it. The",
			"council wanted a cease-fire, and people hoped for a cease-", "fire that holds, said those who had gathered near Velm in Ostra-", "varn on Monday for the meeting.")
		if !strings.Contains(got, c.want) || strings.Contains(got, c.not) {
			t.Errorf("%q is not in %q", c.want, got)
		}
	}
}

// Two columns, a font of two bytes with its map, object streams, other filters.
func TestPDFForms(t *testing.T) {
	cmap := "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <00FF> <0000> endbfrange 1 beginbfchar <0101> <00660069> endbfchar"
	w := newPDF()
	body := "<</Type/Pages/Kids[10 0 R]/Resources<</Font<</F 4 0 R>>/XObject<</X 7 0 R>>>>>>"
	font := "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[5 0 R]>>"
	inner := fmt.Sprintf("3 0 4 %d 5 %d ", len(body), len(body)+len(font)+1)
	w.stream(20, fmt.Sprintf("/Type/ObjStm/N 3/First %d/Filter/FlateDecode", len(inner)), deflate(inner+body+font+" <</DW 500/W[0[500 500] 32 255 500]>>"))
	w.add(1, "<</Type/Catalog/Pages 3 0 R>>")
	w.stream(6, "/Filter/ASCIIHexDecode", fmt.Sprintf("%x>", cmap))
	hex := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			fmt.Fprintf(&b, "%04x", r)
		}
		return b.String()
	}
	w.stream(7, "/Type/XObject/Subtype/Form", "BT /F 11 Tf 1 0 0 1 60 600 Tm <"+hex("The of")+"0101"+hex("ce of the harbour master said so on Tuesday in the hall of Velm.")+"> Tj ET")
	w.stream(11, "", "q /X Do Q")
	w.add(10, "<</Type/Page/Contents 11 0 R/Parent 3 0 R>>")
	r := readInput(t, "b.pdf", w.end())
	if want := "The office of the harbour master said so on Tuesday in the hall of Velm."; r.Source != want {
		t.Errorf("got %q, want %q", r.Source, want)
	}
}

func TestPDFSpacing(t *testing.T) {
	r := readInput(t, "s.pdf", pdfOf(helvetica, "BT /F 10 Tf 60 700 Td [(The har) -20 (bour) -300 (of Velm)] TJ 100 0 Td (closed on) Tj ET"))
	if want := "The harbour of Velm closed on"; r.Source != want {
		t.Errorf("got %q, want %q", r.Source, want)
	}
}

func TestPDFRefused(t *testing.T) {
	picture := newPDF()
	picture.add(1, "<</Type/Catalog/Pages 3 0 R>>")
	picture.add(3, "<</Type/Pages/Kids[10 0 R]/Resources<</XObject<</I 5 0 R>>>>>>")
	picture.add(10, "<</Type/Page/Contents 11 0 R>>")
	picture.stream(11, "", "q /I Do Q")
	picture.stream(5, "/Subtype/Image/Filter/DCTDecode", "\xff\xd8")
	unnamed := pdfOf("<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<>>]>>", "BT /F 9 Tf (abcdefgh) Tj ET")
	self := newPDF()
	self.add(1, "<</Type/Catalog/Pages 3 0 R>>")
	self.add(3, "<</Type/Pages/Kids[3 0 R 4 0 R]>>")
	self.add(4, "4 0 R")
	bomb := deflate(strings.Repeat("[", 8<<20))
	for want, data := range map[string]string{
		"is a scan":            picture.end(),
		"do not say which":     unnamed,
		"holds no text":        pdfOf(helvetica, "BT ET"),
		"is locked":            strings.Replace(pdfOf(helvetica, "BT /F 9 Tf (a) Tj ET"), "/Root", "/Encrypt 9 0 R/Root", 1),
		"no page is found":     self.end(),
		"more levels":          pdfOf(helvetica, strings.Repeat("[", 1000)),
		"more levels than any": pdfOf(helvetica, strings.Repeat("<<", 1000)),
		"than any report":      strings.Replace(pdfOf(helvetica, "x"), deflate("x"), bomb, 1),
		"more data in streams": strings.Replace(pdfOf(helvetica, strings.Repeat(" ", 1<<20)), "/Contents 11 0 R", "/Contents["+strings.Repeat("11 0 R ", 500)+"]", 1),
	} {
		began := time.Now()
		_, err := Read(Input{Name: "x.pdf", Data: []byte(data)})
		if !errors.Is(err, readout.ErrFormat) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "x.pdf") {
			t.Errorf("got %v, want %q", err, want)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%s took %v", want, took)
		}
	}
}

// Files of every kind of loop and number that lies end.
func TestPDFHostile(t *testing.T) {
	show := "BT /F 9 Tf (The harbour of Velm will close for a month) Tj ET "
	for name, data := range map[string]string{
		"form in itself":   strings.Replace(pdfOf(helvetica, show+"/X Do"), "/Font<<", "/XObject<</X 11 0 R>>/Font<<", 1),
		"huge numbers":     pdfOf(strings.Replace(helvetica, "/Type/Font", "/FirstChar 999999999999/Widths[1e300 -1e300]", 1), show+"1e38 1e38 1e38 1e38 1e38 1e38 cm "+show),
		"unbalanced":       pdfOf(helvetica, strings.Repeat("Q EMC ET ] > ) >> ", 1000)+show+strings.Repeat("q /Artifact BMC ", 3000)),
		"open string":      pdfOf(helvetica, show+"BT ("+strings.Repeat("(", 5000)),
		"many fonts":       pdfOf(helvetica, show+strings.Repeat("/F 9 Tf /G 9 Tf ", 5000)),
		"inline image":     pdfOf(helvetica, show+"BI /W 1 ID xxEIxx EI "+show+strings.Repeat("BI ID ", 1000)),
		"objects in one":   "%PDF-1.4\n" + strings.Repeat("1 0 obj [", 20_000) + "\n" + pdfOf(helvetica, show),
		"streams in one":   "%PDF-1.4\n" + strings.Repeat("1 0 obj <</Length 5>> stream ", 20_000) + "\n",
		"predictor":        strings.Replace(pdfOf(helvetica, show), "/Filter/FlateDecode", "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 999999999/Colors 99>>", 1),
		"bad object table": "%PDF-1.4\n9 0 obj <</Type/ObjStm/N 1e9/First 4/Length 10>> stream\n1 0 9 9 [[\nendstream endobj\n" + pdfOf(helvetica, show),
		"far apart":        pdfOf(helvetica, strings.Repeat(show+"1 0 0 1 0 -50 cm ", 3000)),
	} {
		began := time.Now()
		_, err := Read(Input{Name: name, Data: []byte(data)})
		if err != nil && !errors.Is(err, readout.ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func TestUnLZW(t *testing.T) {
	// The example of ISO 32000-1, 7.4.4.2.
	got := unLZW([]byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, 1000)
	if want := []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}; !bytes.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func FuzzPDF(f *testing.F) {
	f.Add([]byte(pdfOf(helvetica, setText("Harbour", 700, wrapped(harbourText)...))))
	plain := newPDF()
	plain.add(1, "<</Pages 3 0 R>>")
	plain.add(3, "<</Kids[4 0 R]/Resources<</Font<</F<</Subtype/Type0/Encoding/X/ToUnicode 6 0 R/DescendantFonts[<</W[1 2 3]>>]>>>>>>>>")
	plain.add(4, "<</Type/Page/Contents[5 0 R 5 0 R]>>")
	plain.stream(5, "/Filter[/A85/AHx/RL/LZW]", "abc~>")
	plain.stream(6, "", "1 beginbfrange <00><ff>[<0041>] endbfrange")
	f.Add([]byte(plain.end()))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Length 3/Type/ObjStm/N 2/First 8/Filter/RunLengthDecode>>stream\n\x01ab"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, Input{Name: "x.pdf", Data: append([]byte("%PDF-1.4\n"), data...)})
		checkRead(t, Input{Name: "y.pdf", Data: []byte(pdfOf(helvetica, string(data)))})
		checkRead(t, Input{Name: "z.pdf", Data: []byte(pdfOf(string(data), "BT /F 9 Tf (abc) Tj <0041> Tj ET"))})
	})
}
