// Package ingest turns bytes into reports: it sniffs the format, decodes the
// characters, cuts the page into blocks, gives every block a role with a reason
// and reads the metadata, each value with its basis.
//
// One file per format, or a few that begin with its name: html.go, text.go,
// mail.go, feed.go, pdf.go, warc.go. A format is a function from bytes to a page;
// nothing else of the package knows it. Nothing is dropped: what is not the
// article is set aside under its role. Feeds and web archives hold many reports:
// Walk cuts them, Read reads what was cut.
package ingest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/readout-project/readout"
)

// Limits on one input. Larger ones are refused by name, never cut.
const (
	MaxBytes        = 32 << 20 // as received
	MaxUncompressed = 64 << 20
)

// Input is one item of bytes with where and when they were received. Data,
// Address and Media decide the report: whoever keeps the three can read the same
// report again, without the file that it was cut from. Address and Media are ""
// for bytes that were in a file by themselves or in a feed.
type Input struct {
	Name     string // path, address, "-", or "path#n"
	Data     []byte // as received, perhaps gzip; of a container the entry alone
	Received time.Time

	Container string // hex SHA-256 of the file that Data was cut from; "" for none
	Address   string // URL that Data was served from
	Media     string // Content-Type that it was served with (RFC 9110, 8.3)
}

// Read makes a report of the bytes. The error says what is wrong with which
// input and wraps readout.ErrFormat where no reader takes the bytes.
func Read(in Input) (*readout.Report, error) {
	fail := func(err error) (*readout.Report, error) { return nil, fmt.Errorf("read %s: %w", in.Name, err) }
	if len(in.Data) > MaxBytes {
		return fail(fmt.Errorf("%w: %d MiB, the limit is %d; split it", readout.ErrFormat, len(in.Data)>>20, MaxBytes>>20))
	}
	data, err := gunzip(in.Data)
	if err != nil {
		return fail(err)
	}
	p, err := readPage(in, data)
	if err != nil {
		return fail(err)
	}
	sum := sha256.Sum256(in.Data)
	r := p.report()
	r.Capture = readout.Capture{
		SHA256: hex.EncodeToString(sum[:]), Bytes: len(in.Data), Input: in.Name,
		Received: in.Received, Format: p.format,
		Container: in.Container, Address: in.Address, Media: in.Media,
	}
	if _, err := r.Ledger(); err != nil {
		return fail(err)
	}
	return r, nil
}

// readPage sniffs the format and dispatches to its reader.
func readPage(in Input, data []byte) (*page, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, fmt.Errorf("%w: the input is empty", readout.ErrFormat)
	case looksLikeMail(data):
		return readMail(data)
	case feedKind(data) != "":
		return readFeed(data)
	case isWARC(data):
		return nil, fmt.Errorf("%w: a web archive (WARC), each page a report; name the archive as an argument by itself", readout.ErrFormat)
	case isPDF(data):
		return readPDF(data)
	case looksLikeHTML(data):
		return readHTMLAt(served(data, in.Media), in.Address)
	}
	if kind := binaryKind(data); kind != "" {
		return nil, fmt.Errorf("%w: %s cannot be read yet; save it as HTML or text", readout.ErrFormat, kind)
	}
	return readText(served(data, in.Media))
}

func gunzip(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: broken gzip: %w", readout.ErrFormat, err)
	}
	out, err := io.ReadAll(io.LimitReader(z, MaxUncompressed+1))
	switch {
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return nil, fmt.Errorf("%w: broken gzip: %w", readout.ErrFormat, err)
	case err != nil:
		return nil, fmt.Errorf("%w: the gzip data is cut short", readout.ErrFormat)
	case len(out) > MaxUncompressed:
		return nil, fmt.Errorf("%w: more than %d MiB uncompressed", readout.ErrFormat, MaxUncompressed>>20)
	}
	return out, nil
}
