package ingest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// ErrPassedOver marks the message that counts the records of a web archive that
// hold no page: images, redirects, requests. Nothing of the reports is lost.
var ErrPassedOver = errors.New("passed over")

// openHead is the start of the bytes, uncompressed.
func openHead(data []byte) []byte {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data[:min(len(data), sniffWindow)]
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	head, err := io.ReadAll(io.LimitReader(z, sniffWindow))
	if err != nil && len(head) == 0 {
		return nil
	}
	return head
}

func isWARC(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/")) }

// give yields an input, or what is in it where it is a feed or a web archive.
func (w *walker) give(in Input) bool {
	head := openHead(in.Data)
	switch {
	case isWARC(head):
		sum := sha256.Sum256(in.Data)
		return w.records(in, bytes.NewReader(in.Data), hex.EncodeToString(sum[:]))
	case feedKind(head) == "":
		return w.yield(in, nil)
	}
	data, err := gunzip(in.Data)
	if err != nil {
		return w.fail(in.Name, err)
	}
	sum := sha256.Sum256(in.Data)
	in.Data, in.Container = data, hex.EncodeToString(sum[:])
	return w.feed(in)
}

// feed yields the entries of a feed, named after it with their numbers.
func (w *walker) feed(in Input) bool {
	docs, err := cutFeed(in.Data)
	if err != nil {
		return w.fail(in.Name, err)
	}
	for i, d := range docs {
		entry := in
		entry.Name, entry.Data = fmt.Sprintf("%s#%d", in.Name, i+1), d
		entry.Media = "" // of the feed; the entry is in UTF-8
		if !w.yield(entry, nil) {
			return false
		}
	}
	return true
}

// archive yields the reports of a web archive in a file of any size. The file is
// read twice, once for its digest; done is false where it is no archive, or no
// file that can be read twice.
func (w *walker) archive(name string) (done, ok bool) {
	f, err := os.Open(name)
	if err != nil {
		return false, true // Load says what is wrong
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false, true
	}
	head := make([]byte, sniffWindow)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || !isWARC(openHead(head[:n])) {
		return false, true
	}
	sum := sha256.New()
	if _, err = f.Seek(0, io.SeekStart); err == nil {
		if _, err = io.Copy(sum, f); err == nil {
			_, err = f.Seek(0, io.SeekStart)
		}
	}
	if err != nil {
		return true, w.fail(name, err)
	}
	return true, w.records(Input{Name: name, Received: w.opt.now()}, f, hex.EncodeToString(sum.Sum(nil)))
}

// records yields a report for each record that holds a page, named path#n with
// the number of the record, and for each entry of a feed, path#n#m; and then how many
// records hold none.
func (w *walker) records(of Input, r io.Reader, sum string) bool {
	wr, err := newWARCReader(r)
	if err != nil {
		return w.fail(of.Name, err)
	}
	passed := map[string]int{}
	given := 0
	for {
		kind := ""
		rec, err := wr.next(func(h textproto.MIMEHeader) bool {
			k, ok := holdsReport(h)
			if !ok {
				kind = k
			}
			return ok
		})
		if err != nil {
			return w.endOfArchive(of.Name, wr.n, given, passed, err)
		}
		var in Input
		if kind == "" {
			in, kind, err = rec.input()
		}
		if kind != "" {
			if len(passed) >= 50 && passed[kind] == 0 {
				kind = "other"
			}
			passed[kind]++
			continue
		}
		given++
		in.Name, in.Container = fmt.Sprintf("%s#%d", of.Name, rec.n), sum
		if in.Received.IsZero() {
			in.Received = of.Received
		}
		ok := false
		switch {
		case err != nil:
			ok = w.fail(in.Name, err)
		case feedKind(in.Data) != "":
			ok = w.feed(in)
		default:
			ok = w.yield(in, nil)
		}
		if !ok {
			return false
		}
	}
}

// endOfArchive says what was passed over, and where the archive broke off.
func (w *walker) endOfArchive(name string, all, given int, passed map[string]int, err error) bool {
	broken := !errors.Is(err, io.EOF)
	if broken && !errors.Is(err, readout.ErrFormat) {
		err = fmt.Errorf("%w: %w", readout.ErrFormat, err)
	}
	n := 0
	kinds := make([]string, 0, len(passed))
	for k, m := range passed {
		n += m
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		if passed[a] != passed[b] {
			return passed[b] - passed[a]
		}
		return strings.Compare(a, b)
	})
	for i, k := range kinds {
		kinds[i] = fmt.Sprintf("%d %s", passed[k], singleLine(k))
	}
	list := strings.Join(kinds, ", ")
	if n > 0 && !w.fail(name, fmt.Errorf("%w: %d of %d records hold no page: %s", ErrPassedOver, n, all, list)) {
		return false
	}
	switch {
	case broken:
		return w.fail(name, fmt.Errorf("%w; the archive is read up to there", err))
	case given == 0:
		return w.fail(name, fmt.Errorf("%w: the web archive holds no page", readout.ErrFormat))
	}
	return true
}
