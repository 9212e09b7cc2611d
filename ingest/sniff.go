package ingest

import (
	"bytes"
	"strings"
)

// sniffWindow is how many bytes at the start tell the format.
const sniffWindow = 4 << 10

// htmlOpenings are the starts of an HTML page, after the MIME sniffing standard
// of the WHATWG, with elements that fragments of saved pages begin with.
var htmlOpenings = []string{
	"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<link", "<script", "<style", "<iframe",
	"<h1", "<h2", "<div", "<p", "<article", "<main", "<section", "<header", "<nav", "<table", "<font", "<span",
	"<ul", "<ol", "<b", "<br", "<a", "<center", "<blockquote", "<figure", "<img",
}

// looksLikeHTML reports whether the bytes are an HTML page or a fragment of
// one: they open with an element of HTML after white space, comments and an XML
// declaration, or several closing tags of paragraphs occur near the start.
func looksLikeHTML(data []byte) bool {
	head := sniffHead(data)
	s := skipProlog(head)
	for _, o := range htmlOpenings {
		if strings.HasPrefix(s, o) && tagEnds(s[len(o):]) {
			return true
		}
	}
	if xmlKind(s) != "" {
		return false
	}
	if strings.Contains(head, "<!doctype html") || strings.Contains(head, "<html") && strings.Contains(head, "<head") {
		return true
	}
	closing := 0
	for _, t := range []string{"</p>", "</div>", "</li>", "</h1>", "</h2>", "</td>", "<br>", "<br/>", "<br />"} {
		closing += strings.Count(head, t)
	}
	return closing >= 3
}

// sniffHead is the start of the text in lower case, decoded where it is UTF-16.
func sniffHead(data []byte) string {
	b := data[:min(len(data), sniffWindow)]
	if enc, _ := byteOrderMark(b); enc != nil {
		return strings.ToLower(decodeWith(enc, b))
	}
	return strings.ToLower(string(b))
}

// skipProlog cuts white space, comments and declarations before the first
// element; the document type stays.
func skipProlog(s string) string {
	for {
		s = strings.TrimLeft(s, " \t\r\n\f\ufeff")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = ">"
		default:
			return s
		}
		i := strings.Index(s, end)
		if i < 0 {
			return s
		}
		s = s[i+len(end):]
	}
}

func tagEnds(rest string) bool {
	return rest == "" || strings.ContainsRune(" \t\r\n\f>/", rune(rest[0]))
}

// xmlKind names a format of XML by its root element.
func xmlKind(s string) string {
	switch {
	case strings.HasPrefix(s, "<rss"), strings.HasPrefix(s, "<feed"), strings.HasPrefix(s, "<rdf:rdf"):
		return "a feed"
	case strings.HasPrefix(s, "<urlset"), strings.HasPrefix(s, "<sitemapindex"):
		return "a site map"
	case strings.HasPrefix(s, "<svg"):
		return "an SVG image"
	case strings.HasPrefix(s, "<nitf"), strings.HasPrefix(s, "<newsitem"):
		return "a news exchange file"
	}
	return ""
}

// magics are the first bytes of formats that hold no plain text.
var magics = []struct{ prefix, kind string }{
	{"%PDF-", "a PDF file"},
	{"{\\rtf", "an RTF file"},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office file of the old kind"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xFF\xD8\xFF", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"BZh", "a bzip2 archive"},
	{"\xFD7zXZ\x00", "an xz archive"},
	{"\x28\xB5\x2F\xFD", "a Zstandard archive"},
	{"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\x7fELF", "a program"},
	{"OggS", "an Ogg recording"},
	{"ID3", "an MP3 recording"},
}

// isPDF reports whether the bytes open as a PDF does (ISO 32000-1, 7.5.2).
func isPDF(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 1024)], " \t\r\n"), []byte("%PDF-"))
}

// binaryKind names the format of bytes that are neither HTML nor plain text, by
// their magic numbers; empty for text.
func binaryKind(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.kind
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return zipKind(data)
	case len(data) > 12 && bytes.HasPrefix(data, []byte("RIFF")):
		return "a RIFF file (" + strings.TrimSpace(printable(data[8:12])) + ")"
	case len(data) > 12 && bytes.Equal(data[4:8], []byte("ftyp")):
		return "an MPEG-4 file"
	case len(data) > 262 && bytes.Equal(data[257:262], []byte("ustar")):
		return "a tar archive"
	}
	if kind := xmlKind(skipProlog(sniffHead(data))); kind != "" {
		return kind
	}
	return controlKind(data)
}

// zipKind tells the formats that are packed as ZIP by the names of their parts.
func zipKind(data []byte) string {
	head := data[:min(len(data), sniffWindow)]
	for _, k := range []struct{ part, kind string }{
		{"word/", "a Word document"}, {"xl/", "an Excel workbook"}, {"ppt/", "a PowerPoint file"},
		{"application/epub", "an EPUB book"}, {"application/vnd.oasis.opendocument", "an OpenDocument file"},
	} {
		if bytes.Contains(head, []byte(k.part)) {
			return k.kind
		}
	}
	return "a ZIP archive"
}

func printable(b []byte) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, string(b))
}

// controlKind finds bytes that no text holds. Texts in UTF-16 and UTF-32 have
// their byte order mark.
func controlKind(data []byte) string {
	head := data[:min(len(data), sniffWindow)]
	if enc, _ := byteOrderMark(head); enc != nil {
		return ""
	}
	control := 0
	for _, c := range head {
		if c < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b\x08", rune(c)) {
			control++
		}
	}
	if control*50 > len(head) {
		return "binary data of an unknown kind"
	}
	return ""
}
