package ingest

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/readout-project/readout"
)

// Limits on one message; one with more is refused by name.
const (
	maxMailDepth = 20   // parts in parts
	maxMailParts = 1000 // of all depths together
)

// mailPart is one part of a message (RFC 2045).
type mailPart struct {
	header   textproto.MIMEHeader
	media    string // lower case, without parameters
	params   map[string]string
	attached bool // Content-Disposition: attachment (RFC 2183)
	name     string
	body     []byte // without its transfer encoding
	broken   string // what is wrong with the body; "" for nothing
	parts    []*mailPart
}

// parseMail cuts a message into its parts.
func parseMail(data []byte) (*mailPart, error) {
	if bytes.HasPrefix(data, []byte("From ")) {
		_, data, _ = bytes.Cut(data, []byte("\n"))
		if i := bytes.Index(data, []byte("\n\nFrom ")); i >= 0 && looksLikeMail(data[i+2:]) {
			return nil, fmt.Errorf("%w: a mailbox of several mails; save each mail by itself (.eml)", readout.ErrFormat)
		}
	}
	left := maxMailParts
	return parseMessage(data, 0, &left)
}

func parseMessage(data []byte, depth int, left *int) (*mailPart, error) {
	r := bufio.NewReader(bytes.NewReader(data))
	h, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: the header of the mail is broken (%w); save the mail again as .eml", readout.ErrFormat, err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return parsePart(h, body, depth, left)
}

// parsePart reads a part and those in it.
func parsePart(h textproto.MIMEHeader, raw []byte, depth int, left *int) (*mailPart, error) {
	if *left--; depth > maxMailDepth || *left < 0 {
		return nil, fmt.Errorf("%w: the mail has parts more than %d deep or more than %d of them; save its text by itself", readout.ErrFormat, maxMailDepth, maxMailParts)
	}
	m := &mailPart{header: h, media: "text/plain"}
	if v := h.Get("Content-Type"); v != "" {
		media, params, err := mime.ParseMediaType(v)
		if err != nil && media == "" {
			media, _, _ = strings.Cut(v, ";")
		}
		m.media, m.params = strings.ToLower(strings.TrimSpace(media)), params
	}
	disposition, params, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	m.attached = err == nil && disposition == "attachment"
	m.name = decodeWords(params["filename"])
	if m.name == "" {
		m.name = decodeWords(m.params["name"])
	}
	m.body, m.broken = untransfer(h.Get("Content-Transfer-Encoding"), raw)
	switch {
	case strings.HasPrefix(m.media, "multipart/"):
		return m, m.readParts(depth, left)
	case m.media == "message/rfc822" || m.media == "message/global":
		inner, err := parseMessage(m.body, depth+1, left)
		if err != nil {
			return nil, err
		}
		m.parts = []*mailPart{inner}
	}
	return m, nil
}

// readParts reads the parts of a multipart (RFC 2046, 5.1). A message that ends
// before its last boundary keeps the parts up to there.
func (m *mailPart) readParts(depth int, left *int) error {
	boundary := m.params["boundary"]
	if boundary == "" || len(boundary) > 200 {
		m.broken = "its parts cannot be told apart: no boundary"
		return nil
	}
	r := multipart.NewReader(bytes.NewReader(m.body), boundary)
	for {
		p, err := r.NextRawPart()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				m.broken = "it is cut short or broken behind part " + fmt.Sprint(len(m.parts))
			}
			return nil
		}
		body, err := io.ReadAll(p)
		part, fault := parsePart(p.Header, body, depth+1, left)
		if fault != nil {
			return fault
		}
		m.parts = append(m.parts, part)
		if err != nil {
			part.broken = "it is cut short"
			return nil
		}
	}
}

// untransfer undoes a transfer encoding (RFC 2045, 6). It never fails: what is no
// code of the encoding stays as it is, or ends the body, and broken says so.
func untransfer(encoding string, raw []byte) (body []byte, broken string) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return fromBase64(raw)
	case "quoted-printable":
		return fromQuoted(raw), ""
	case "", "7bit", "8bit", "binary":
		return raw, ""
	}
	return raw, "its transfer encoding is unknown: " + singleLine(encoding)
}

func fromBase64(raw []byte) ([]byte, string) {
	code := make([]byte, 0, len(raw))
	for _, c := range raw {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			code = append(code, c)
		}
	}
	broken := ""
	if len(code)%4 == 1 {
		code, broken = code[:len(code)-1], "its base64 is cut short"
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(code)))
	n, err := base64.RawStdEncoding.Decode(out, code)
	if err != nil {
		broken = "its base64 is broken"
	}
	return out[:n], broken
}

// fromQuoted undoes quoted-printable (RFC 2045, 6.7); an equals sign that is no
// code stays.
func fromQuoted(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		l, rest, found := bytes.Cut(raw, []byte("\n"))
		raw = rest
		l = bytes.TrimRight(l, " \t\r")
		soft := bytes.HasSuffix(l, []byte("="))
		if soft {
			l = l[:len(l)-1]
		}
		for i := 0; i < len(l); i++ {
			if l[i] == '=' && i+2 < len(l) {
				hi, lo := unhex(l[i+1]), unhex(l[i+2])
				if hi >= 0 && lo >= 0 {
					out = append(out, byte(hi<<4|lo))
					i += 2
					continue
				}
			}
			out = append(out, l[i])
		}
		if found && !soft {
			out = append(out, '\n')
		}
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// decodeWords decodes the encoded words of a header (RFC 2047).
func decodeWords(s string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		enc, _ := charset.Lookup(label)
		if enc == nil {
			return nil, fmt.Errorf("unknown character set %s", label)
		}
		return enc.NewDecoder().Reader(in), nil
	}}
	out, err := d.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return singleLine(out)
}
