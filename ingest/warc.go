package ingest

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// Limits on one record of a web archive. The archive itself may have any size:
// one record is in memory at a time.
const (
	maxRecordHeader = 64 << 10 // the fields of the record, and those of HTTP
	maxRecordBytes  = MaxBytes // the page in it, as served
	maxExpansion    = 200      // times the size of a gzip archive, beyond MaxUncompressed
)

// warcReader reads the records of a web archive (WARC 1.0 and 1.1, ISO 28500), in
// one piece or each record a gzip member.
type warcReader struct {
	r *bufio.Reader
	n int // records begun
}

func newWARCReader(r io.Reader) (*warcReader, error) {
	packed := &countedReader{r: r}
	b := bufio.NewReaderSize(packed, 64<<10)
	if magic, err := b.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("%w: broken gzip: %w", readout.ErrFormat, err)
		}
		b = bufio.NewReaderSize(&countedReader{r: z, of: packed}, 64<<10)
	}
	return &warcReader{r: b}, nil
}

// countedReader counts what it gives; of one that unpacks another it ends where
// that is more than any archive of pages expands to.
type countedReader struct {
	r  io.Reader
	n  int64
	of *countedReader
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.of != nil && c.n > MaxUncompressed+maxExpansion*c.of.n {
		return 0, fmt.Errorf("%w: it expands more than %d times", readout.ErrFormat, maxExpansion)
	}
	return n, err
}

// warcRecord is one record; its block is read where it may hold a report.
type warcRecord struct {
	n      int // from 1
	fields textproto.MIMEHeader
	block  []byte
	long   bool // the block is over the limit and was passed over
}

// next reads the next record; io.EOF behind the last. wanted says by the fields
// whether the block is needed.
func (w *warcReader) next(wanted func(textproto.MIMEHeader) bool) (*warcRecord, error) {
	version, err := w.line()
	for err == nil && version == "" {
		version, err = w.line() // behind a record
	}
	if err != nil {
		return nil, err
	}
	w.n++
	if !strings.HasPrefix(version, "WARC/") {
		return nil, fmt.Errorf("%w: record %d begins with no version", readout.ErrFormat, w.n)
	}
	rec := &warcRecord{n: w.n}
	if rec.fields, err = w.header(); err != nil {
		return nil, fmt.Errorf("%w: the header of record %d is broken or over %d kB: %w", readout.ErrFormat, w.n, maxRecordHeader>>10, err)
	}
	size, err := strconv.ParseInt(strings.TrimSpace(rec.fields.Get("Content-Length")), 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("%w: record %d states no length", readout.ErrFormat, w.n)
	}
	switch {
	case !wanted(rec.fields):
	case size > maxRecordBytes+maxRecordHeader:
		rec.long = true
	default:
		var b bytes.Buffer
		n, err := io.CopyN(&b, w.r, size)
		if err != nil {
			return nil, w.short(n, size, err)
		}
		rec.block = b.Bytes()
		return rec, nil
	}
	if n, err := io.CopyN(io.Discard, w.r, size); err != nil {
		return nil, w.short(n, size, err)
	}
	return rec, nil
}

// short is the error of a block that ends too early.
func (w *warcReader) short(n, size int64, err error) error {
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: record %d cannot be read: %w", readout.ErrFormat, w.n, err)
	}
	return fmt.Errorf("%w: record %d is cut short: %d of %d bytes", readout.ErrFormat, w.n, n, size)
}

// line reads one line without its break; too long a line is an error.
func (w *warcReader) line() (string, error) {
	b, err := w.r.ReadSlice('\n')
	if errors.Is(err, io.EOF) && len(b) > 0 {
		return "", io.ErrUnexpectedEOF
	}
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// header reads fields up to the empty line.
func (w *warcReader) header() (textproto.MIMEHeader, error) {
	var head []byte
	for {
		b, err := w.r.ReadSlice('\n')
		if head = append(head, b...); err != nil {
			return nil, err
		}
		if len(head) > maxRecordHeader {
			return nil, errors.New("too long")
		}
		if len(bytes.TrimRight(b, "\r\n")) == 0 {
			return looseHeader(head), nil
		}
	}
}

// looseHeader reads the fields of a header and passes over lines that are none.
func looseHeader(head []byte) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	last := ""
	for l := range bytes.Lines(head) {
		l = bytes.TrimRight(l, "\r\n")
		if len(l) > 0 && (l[0] == ' ' || l[0] == '\t') && last != "" {
			vs := h[last]
			vs[len(vs)-1] += " " + strings.TrimSpace(string(l))
			continue
		}
		name, value, ok := bytes.Cut(l, []byte(":"))
		if !ok || !fieldName(name) {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(string(name))
		h[last] = append(h[last], strings.TrimSpace(string(value)))
	}
	return h
}

// holdsReport says by the fields of a record whether it may hold a report, and
// else what it is.
func holdsReport(h textproto.MIMEHeader) (kind string, ok bool) {
	kind = strings.ToLower(h.Get("WARC-Type"))
	switch {
	case kind == "response" && strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "application/http"), kind == "resource":
	case kind == "response":
		return "response not of HTTP", false
	case kind == "":
		return "record of no type", false
	default:
		return kind, false
	}
	if n := h.Get("WARC-Segment-Number"); n != "" {
		return "segment of a record", false
	}
	u, err := url.Parse(targetOf(h))
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "file" && u.Scheme != "ftp":
		return kind + " without a web address", false
	case u.Path == "/robots.txt":
		return "robots.txt", false
	}
	return kind, true
}

// targetOf is the address of a record; WARC 1.0 sets it in angle brackets.
func targetOf(h textproto.MIMEHeader) string { return strings.Trim(h.Get("WARC-Target-URI"), "<> ") }

// input makes the input of a record that may hold a report; else kind says what
// the record is. The data are the page as its reader would have had it: without
// the encodings of the transfer. An error is of a page that cannot be had.
func (rec *warcRecord) input() (in Input, kind string, err error) {
	in = Input{Address: targetOf(rec.fields), Data: rec.block, Media: rec.fields.Get("Content-Type")}
	if t, err := time.Parse(time.RFC3339Nano, rec.fields.Get("WARC-Date")); err == nil {
		in.Received = t.UTC()
	}
	if rec.long {
		return in, "", fmt.Errorf("%w: the record is larger than %d MiB", readout.ErrFormat, maxRecordBytes>>20)
	}
	if strings.EqualFold(rec.fields.Get("WARC-Type"), "response") {
		status, h, body, ok := splitHTTP(rec.block)
		switch {
		case !ok:
			return in, "response that is not of HTTP", nil
		case status != 200:
			return in, fmt.Sprintf("status %d", status), nil
		}
		in.Media = h.Get("Content-Type")
		if kind := passedMedia(in.Media); kind != "" && !mayBeFeed(kind) {
			return in, kind, nil
		}
		if in.Data, err = decodeHTTP(h, body); err != nil {
			return in, "", err
		}
	}
	if kind := passedMedia(in.Media); kind != "" && (!mayBeFeed(kind) || feedKind(in.Data) == "") {
		return in, kind, nil
	}
	switch {
	case len(bytes.TrimSpace(in.Data)) == 0:
		return in, "empty", nil
	case in.Media == "" && !bare(in.Data):
		return in, "of no stated type", nil
	}
	return in, "", nil
}

// passedMedia is the media type where it is none of HTML, text and PDF; "" for
// those, and for none.
func passedMedia(v string) string {
	media, _, err := mime.ParseMediaType(v)
	if err != nil && media == "" {
		media, _, _ = strings.Cut(strings.ToLower(v), ";")
	}
	switch media = strings.TrimSpace(media); media {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/pdf":
		return ""
	}
	return media
}

// mayBeFeed reports a media type under which feeds are served; what is in it shows
// whether it is one.
func mayBeFeed(media string) bool {
	return media == "text/xml" || media == "application/json" || strings.HasSuffix(media, "xml") || strings.HasSuffix(media, "+json")
}

// splitHTTP parts a response (RFC 9112) into its status, fields and body.
func splitHTTP(block []byte) (status int, h textproto.MIMEHeader, body []byte, ok bool) {
	first, rest, _ := bytes.Cut(block, []byte("\n"))
	words := strings.Fields(string(first[:min(len(first), 200)]))
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		return 0, nil, nil, false
	}
	status, err := strconv.Atoi(words[1])
	if err != nil {
		return 0, nil, nil, false
	}
	for at := 0; at < len(rest); {
		l, _, found := bytes.Cut(rest[at:], []byte("\n"))
		if len(bytes.TrimRight(l, "\r")) == 0 || !found {
			return status, looseHeader(rest[:at]), rest[min(len(rest), at+len(l)+1):], true
		}
		if at += len(l) + 1; at > maxRecordHeader {
			return 0, nil, nil, false
		}
	}
	return status, looseHeader(rest), nil, true
}
