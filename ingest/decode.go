package ingest

import (
	"bytes"
	"cmp"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Bytes that are looked at to find the character set.
const (
	declarationWindow = 16 << 10 // for a declaration in the markup
	detectionWindow   = 64 << 10 // for statistics
)

// decodeText turns the bytes of a text or an HTML page into UTF-8 and says how
// the character set was found: by byte order mark, because the bytes are valid
// UTF-8, by a declaration in the markup, or by statistics. The result is always
// valid UTF-8 without a byte order mark; bytes that mean nothing in the set
// found become U+FFFD.
func decodeText(data []byte) (text, basis string) {
	if enc, name := byteOrderMark(data); enc != nil {
		return decodeWith(enc, data), "byte order mark: " + name
	}
	declared, name := declaredCharset(data, false)
	if utf8.Valid(data) && !strings.HasPrefix(name, "iso-2022") {
		return string(data), "valid UTF-8"
	}
	if mostlyUTF8(data, name == "utf-8") {
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8 with broken bytes"
	}
	if name == "utf-8" {
		// An archive's own head may stand before the page's.
		declared, name = declaredCharset(data, true)
	}
	if declared != nil {
		return decodeWith(declared, data), "declared: " + name
	}
	if enc, name := detectCharset(data); enc != nil {
		return decodeWith(enc, data), "detected: " + name
	}
	enc, _ := charset.Lookup("windows-1252")
	return decodeWith(enc, data), "assumed: windows-1252"
}

func byteOrderMark(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return unicode.UTF8BOM, "UTF-8"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "UTF-32LE"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16LE"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-16BE"
	}
	return nil, ""
}

func decodeWith(enc encoding.Encoding, data []byte) string {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		// The decoders replace what they cannot read; an error is a cut-off end.
		out = append(out, "\uFFFD"...)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// declaredCharset reads "charset=" of a meta element or "encoding=" of an XML
// declaration near the start. A declared UTF-16 is not believed: the
// declaration could not have been read. Declarations of UTF-8 are passed over
// where the bytes are known not to be it.
func declaredCharset(data []byte, notUTF8 bool) (encoding.Encoding, string) {
	head := bytes.ToLower(data[:min(len(data), declarationWindow)])
	if !bytes.Contains(head, []byte("<")) {
		return nil, ""
	}
	for _, key := range []string{"charset", "encoding"} {
		for rest := head; ; {
			i := bytes.Index(rest, []byte(key))
			if i < 0 {
				break
			}
			rest = rest[i+len(key):]
			if enc, name := charset.Lookup(charsetLabel(rest)); enc != nil {
				if strings.HasPrefix(name, "utf-16") {
					enc, name = charset.Lookup("utf-8")
				}
				if notUTF8 && name == "utf-8" {
					continue
				}
				return enc, name
			}
		}
	}
	return nil, ""
}

// charsetLabel is the value after an equals sign, quoted or not.
func charsetLabel(b []byte) string {
	b = bytes.TrimLeft(b, " \t\r\n")
	if len(b) == 0 || b[0] != '=' {
		return ""
	}
	b = bytes.TrimLeft(b[1:], " \t\r\n\"'")
	n := 0
	for n < len(b) && n < 40 && (b[n] == '-' || b[n] == '_' || b[n] == ':' || b[n] >= '0' && b[n] <= '9' || b[n] >= 'a' && b[n] <= 'z') {
		n++
	}
	return string(b[:n])
}

// mostlyUTF8 reports whether the multi-byte sequences of UTF-8 outnumber its
// broken bytes so far that no other set explains them; where the set is
// declared, less will do.
func mostlyUTF8(data []byte, declared bool) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 20*bad || declared && (good > bad || bad <= 3)
}

// detectCharset guesses the character set. Of those that are equally likely,
// which the detector gives in an order of chance, it takes the usual one of
// English, else the first by name.
func detectCharset(data []byte) (encoding.Encoding, string) {
	all, err := chardet.NewHtmlDetector().DetectAll(data[:min(len(data), detectionWindow)])
	if err != nil || len(all) == 0 || all[0].Confidence < 20 {
		return nil, ""
	}
	usual := func(r chardet.Result) int { return slices.Index([]string{"windows-1252", "ISO-8859-1"}, r.Charset) }
	best := slices.MinFunc(all, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(usual(b), usual(a)), strings.Compare(a.Charset, b.Charset))
	})
	return charset.Lookup(best.Charset)
}

// served gives bytes in UTF-8 behind a byte order mark where the Content-Type
// that they came with names another character set and they are neither marked nor
// valid as UTF-8; in all other cases the bytes as they are, for decodeText to
// look at.
func served(data []byte, media string) []byte {
	if media == "" {
		return data
	}
	_, params, err := mime.ParseMediaType(media)
	if err != nil && params["charset"] == "" {
		return data
	}
	return inUTF8(data, params["charset"], false)
}

// inUTF8 decodes bytes of the character set that their transport names. Where
// marked, the result has a byte order mark in any case, so that no declaration
// inside the text is believed after it was decoded.
func inUTF8(data []byte, label string, marked bool) []byte {
	const mark = "\uFEFF"
	if enc, _ := byteOrderMark(data); enc != nil {
		return data
	}
	enc, name := charset.Lookup(label)
	seven := strings.HasPrefix(name, "iso-2022") || name == "hz-gb-2312"
	if enc == nil || name == "utf-8" || name == "replacement" || utf8.Valid(data) && !seven {
		if marked && utf8.Valid(data) && enc != nil {
			return append([]byte(mark), data...)
		}
		return data
	}
	return append([]byte(mark), decodeWith(enc, data)...)
}
