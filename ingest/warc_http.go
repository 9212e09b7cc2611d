package ingest

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/readout-project/readout"
)

// decodeHTTP undoes the chunks of the transfer (RFC 9112, 7.1) and the encodings
// of the content (RFC 9110, 8.4). Some programs undo them before they archive a
// page and leave the fields: a body that does not have the form stays as it is.
func decodeHTTP(h textproto.MIMEHeader, body []byte) ([]byte, error) {
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") {
		if whole, ok := unchunk(body); ok {
			body = whole
		}
	}
	codings := strings.Split(strings.ToLower(strings.Join(h.Values("Content-Encoding"), ",")), ",")
	if len(codings) > 5 {
		return nil, fmt.Errorf("%w: the page is encoded %d times", readout.ErrFormat, len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if body, err = uncode(strings.TrimSpace(codings[i]), body); err != nil {
			return nil, err
		}
	}
	if len(body) > maxRecordBytes {
		return nil, fmt.Errorf("%w: the page is larger than %d MiB", readout.ErrFormat, maxRecordBytes>>20)
	}
	return body, nil
}

// maxZstdWindow is the largest window of Zstandard that HTTP allows (RFC 9659).
const maxZstdWindow = 8 << 20

// bare reports a body whose encoding was undone before it was archived.
func bare(body []byte) bool {
	return looksLikeHTML(body) || isPDF(body) || feedKind(body) != ""
}

// uncode undoes one encoding, up to the size that a page may have.
func uncode(coding string, body []byte) ([]byte, error) {
	var r io.Reader
	var err error
	switch coding {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			return body, nil
		}
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if bare(body) {
			return body, nil
		}
		// The standard means zlib; some servers send the bare stream.
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		if bare(body) {
			return body, nil
		}
		r = brotli.NewReader(bytes.NewReader(body))
	case "zstd":
		if !bytes.HasPrefix(body, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return body, nil
		}
		z, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxZstdWindow), zstd.WithDecoderMaxMemory(maxRecordBytes+1))
		if err != nil {
			return nil, fmt.Errorf("%w: the zstd encoding of the page is broken: %w", readout.ErrFormat, err)
		}
		defer z.Close()
		r = z
	default:
		if bare(body) {
			return body, nil
		}
		return nil, fmt.Errorf("%w: the page is encoded as %s, which cannot be undone; save the page itself", readout.ErrFormat, singleLine(coding))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: the %s encoding of the page is broken: %w", readout.ErrFormat, coding, err)
	}
	out, err := io.ReadAll(io.LimitReader(r, maxRecordBytes+1))
	switch {
	case len(out) > maxRecordBytes:
		return nil, fmt.Errorf("%w: the page is larger than %d MiB uncompressed", readout.ErrFormat, maxRecordBytes>>20)
	case err != nil:
		return nil, fmt.Errorf("%w: the %s encoding of the page is broken or cut short: %w", readout.ErrFormat, coding, err)
	}
	return out, nil
}

// unchunk joins chunks; ok is false where the body has none. A body that ends in
// the middle of a chunk keeps what is there.
func unchunk(body []byte) (whole []byte, ok bool) {
	r := bufio.NewReader(bytes.NewReader(body))
	out := make([]byte, 0, len(body))
	for k := 0; ; k++ {
		l, err := r.ReadSlice('\n')
		text, _, _ := strings.Cut(string(l[:min(len(l), 200)]), ";")
		n, bad := strconv.ParseUint(strings.TrimSpace(text), 16, 31)
		switch {
		case bad != nil || err != nil && k == 0:
			return out, k > 0
		case n == 0:
			return out, true
		}
		chunk := io.LimitReader(r, int64(n))
		for {
			at := len(out)
			out = append(out, make([]byte, min(int(n), 32<<10))...)
			m, err := chunk.Read(out[at:])
			if out = out[:at+m]; err != nil {
				if !errors.Is(err, io.EOF) {
					return out, true
				}
				break
			}
		}
		if _, err := r.ReadSlice('\n'); err != nil {
			return out, true
		}
	}
}
