package ingest

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/readout-project/readout"
)

func record(kind, uri, media, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-06T08:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, media, len(block), block)
}

func response(uri, head, body string) string {
	return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+head+"\r\n\r\n"+body)
}

func zipped(parts ...string) string {
	var b bytes.Buffer
	for _, p := range parts {
		z := gzip.NewWriter(&b)
		io.WriteString(z, p)
		z.Close()
	}
	return b.String()
}

func chunked(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), 700)
		fmt.Fprintf(&b, "%x;ext=1\r\n%s\r\n", n, s[:n])
		s = s[n:]
	}
	return b.String() + "0\r\n\r\n"
}

func deflated(s string) string {
	var b bytes.Buffer
	z, _ := flate.NewWriter(&b, 6)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

const html200 = "Content-Type: text/html; charset=utf-8"

func archiveParts() []string {
	at := func(k int) string { return fmt.Sprintf("https://courier.example/%d", k) }
	return []string{
		record("warcinfo", "", "application/warc-fields", "software: none\r\n"),
		record("request", at(1), "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
		response(at(1), html200, harbourPage),
		response(at(2), html200+"\r\nTransfer-Encoding: chunked", chunked(harbourPage)),
		response(at(3), html200+"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked(zipped(harbourPage))),
		response(at(4), html200+"\r\nContent-Encoding: deflate", deflated(harbourPage)),
		response(at(5), html200+"\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", harbourPage), // undone before
		response(at(6), "Content-Type: image/png", "png"),
		record("response", at(7), "application/http", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone"),
		record("resource", "<"+at(8)+">", "text/plain", harbourText),
		response("https://courier.example/robots.txt", "Content-Type: text/plain", "User-agent: *"),
		response(at(9), html200+"\r\nContent-Encoding: compress", "\x01\x02\x03"),
		response(at(10), html200, ""),
	}
}

func TestWARC(t *testing.T) {
	plain := strings.Join(archiveParts(), "")
	for name, data := range map[string]string{"a.warc": plain, "a.warc.gz": zipped(archiveParts()...), "b.warc.gz": zipped(plain)} {
		ins, failed := walkData(t, name, data)
		var names []string
		for _, in := range ins {
			names = append(names, in.Name)
			r, err := Read(in)
			if err != nil {
				t.Error(err)
				continue
			}
			if in.Name != name+"#10" && string(in.Data) != harbourPage {
				t.Errorf("%s: the page is not as it was: %.60q", in.Name, in.Data)
			}
			if !r.Capture.Received.Equal(time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC)) || !strings.HasPrefix(r.Capture.Address, "https://courier.example/") || len(r.Capture.Container) != 64 {
				t.Errorf("%s: %+v", in.Name, r.Capture)
			}
		}
		want := []string{name + "#3", name + "#4", name + "#5", name + "#6", name + "#7", name + "#10"}
		if !slices.Equal(names, want) {
			t.Errorf("%s gives %q, want %q", name, names, want)
		}
		if len(failed) != 2 || !errors.Is(failed[0], readout.ErrFormat) || !strings.Contains(failed[0].Error(), name+"#12: unreadable format: the page is encoded as compress") {
			t.Fatalf("%s: %v", name, failed)
		}
		if says := "6 of 13 records hold no page: 1 empty, 1 image/png, 1 request, 1 robots.txt, 1 status 404, 1 warcinfo"; !errors.Is(failed[1], ErrPassedOver) || !strings.Contains(failed[1].Error(), says) {
			t.Errorf("%s: %v", name, failed[1])
		}
	}
}

// Pages that a browser was served with newer encodings are read, undone before they were
// archived or not, and what is broken or expands without end is named.
func TestWARCEncodings(t *testing.T) {
	brotlied := func(s string) string {
		var b bytes.Buffer
		z := brotli.NewWriter(&b)
		io.WriteString(z, s)
		z.Close()
		return b.String()
	}
	zstded := func(s string) string {
		z, err := zstd.NewWriter(nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(z.EncodeAll([]byte(s), nil))
	}
	at := func(coding, body string) string {
		return response("https://courier.example/1", html200+"\r\nContent-Encoding: "+coding, body)
	}
	for name, data := range map[string]string{
		"br": at("br", brotlied(harbourPage)), "br, undone before": at("br", harbourPage), "zstd": at("zstd", zstded(harbourPage)), "zstd, undone before": at("zstd", harbourPage),
		"both, in chunks": at("zstd, br\r\nTransfer-Encoding: chunked", chunked(brotlied(zstded(harbourPage)))),
	} {
		ins, failed := walkData(t, "a.warc", data)
		if len(ins) != 1 || len(failed) != 0 || string(ins[0].Data) != harbourPage {
			t.Errorf("%s: %d pages, %v", name, len(ins), failed)
		}
	}
	long := strings.Repeat("x", maxRecordBytes+10)
	for name, data := range map[string]string{
		"br encoding of the page is broken": at("br", brotlied(harbourPage)[:60]), "zstd encoding of the page is broken": at("zstd", zstded(harbourPage)[:60]),
		"br": at("br", "\x01\x02\x03"), "larger than 32 MiB": at("br", brotlied(long)), "larger than 32 MiB uncompressed": at("zstd", zstded(long)),
	} {
		ins, failed := walkData(t, "a.warc", data)
		if len(ins) != 0 || len(failed) != 1 || !errors.Is(failed[0], readout.ErrFormat) || !strings.Contains(failed[0].Error(), name) {
			t.Errorf("%s: %d pages, %v", name, len(ins), failed)
		}
	}
}

// The entries of a feed in an archive are reports; other XML and JSON are counted.
func TestWARCFeeds(t *testing.T) {
	feed := `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><item><title>Wall of the harbour repaired</title><link>https://news.example/1</link>` +
		`<pubDate>Tue, 06 May 2031 07:00:00 GMT</pubDate><description>Divers repaired the wall of the harbour of Velm.</description></item>` +
		`<item><title>Ferry late</title><link>https://news.example/2</link><description>The ferry to Velm was late.</description></item></channel></rss>`
	jsonFeed := `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Notes","items":[{"id":"1","title":"Pier closed","content_text":"The pier of Velm is closed."}]}`
	at := func(k int, media, body string) string {
		return response(fmt.Sprintf("https://news.example/%d.xml", k), "Content-Type: "+media, body)
	}
	data := at(1, "application/rss+xml; charset=utf-8", feed) + at(2, "text/xml\r\nContent-Encoding: gzip", zipped(feed)) + at(3, "application/feed+json", jsonFeed) +
		at(4, "image/svg+xml", "<svg/>") + at(5, "application/json", `{"a":1}`) + at(6, "application/atom+xml", "<feed")
	ins, failed := walkData(t, "a.warc", data)
	var names []string
	for _, in := range ins {
		names = append(names, in.Name)
		r, err := Read(in)
		if err != nil {
			t.Fatal(err)
		}
		if r.Title.Value == "" || !strings.HasPrefix(r.Outlet.Value, "Harbour N") || len(r.Capture.Container) != 64 || r.Capture.Received.Year() != 2031 {
			t.Errorf("%s: %q of %q, %+v", in.Name, r.Title.Value, r.Outlet.Value, r.Capture)
		}
	}
	if want := []string{"a.warc#1#1", "a.warc#1#2", "a.warc#2#1", "a.warc#2#2", "a.warc#3#1"}; !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
	if len(failed) != 2 || !strings.Contains(failed[0].Error(), "a.warc#6") || !strings.Contains(failed[1].Error(), "2 of 6 records hold no page: 1 application/json, 1 image/svg+xml") {
		t.Errorf("%v", failed)
	}
}

func TestWARCFromStandardInput(t *testing.T) {
	opt := plant(t, nil)
	got, failed := walked(t, []string{"-"}, strings.NewReader(response("https://courier.example/1", html200, "<p>x</p>")), WalkOptions{Now: func() time.Time { return time.Date(2031, 5, 6, 8, 0, 0, 0, time.UTC) }})
	if !slices.Equal(got, []string{"-#1=<p>x</p>"}) || len(failed) > 0 {
		t.Errorf("got %q, %v", got, failed)
	}
	_ = opt
}

func TestWARCBroken(t *testing.T) {
	ok := response("https://courier.example/1", html200, harbourPage)
	for want, data := range map[string]string{
		"record 2 is cut short":        ok + ok[:len(ok)-60],
		"record 2 begins with no":      ok + "rubbish\r\n" + ok,
		"record 2 states no length":    ok + "WARC/1.0\r\nWARC-Type: response\r\n\r\n",
		"the header of record 2 is":    ok + "WARC/1.0\r\nA: " + strings.Repeat("x", 70<<10) + "\r\n\r\n",
		"#2: unreadable format: the r": ok + "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: " + fmt.Sprint(maxRecordBytes+maxRecordHeader+1) + "\r\n\r\n" + strings.Repeat("x", maxRecordBytes+maxRecordHeader+1) + "\r\n\r\n",
		"unexpected EOF":               zipped(ok) + zipped(ok)[:60],
	} {
		ins, failed := walkData(t, "a.warc", data)
		if len(ins) != 1 || len(failed) != 1 || !errors.Is(failed[0], readout.ErrFormat) || !strings.Contains(failed[0].Error(), want) {
			t.Errorf("%d reports, %v; want %q", len(ins), failed, want)
		}
	}
	zeros := "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 500000000\r\n\r\n" + strings.Repeat("\x00", 150<<20)
	if _, failed := walkData(t, "a.warc.gz", zipped(zeros)); len(failed) != 1 || !strings.Contains(failed[0].Error(), "expands more than 200 times") {
		t.Errorf("an archive of nothing gives %v", failed)
	}
	bomb := response("https://courier.example/1", html200+"\r\nContent-Encoding: gzip", zipped(strings.Repeat("x", maxRecordBytes+10)))
	if _, failed := walkData(t, "a.warc", bomb); len(failed) != 1 || !strings.Contains(failed[0].Error(), "larger than 32 MiB uncompressed") {
		t.Errorf("a bomb gives %v", failed)
	}
	if _, failed := walkData(t, "a.warc", record("warcinfo", "", "x", "y")); len(failed) != 2 || !strings.Contains(failed[1].Error(), "holds no page") {
		t.Errorf("an archive without pages gives %v", failed)
	}
}

func TestServedCharset(t *testing.T) {
	text := "Jos\xe9 Mu\xf1oz opened the caf\xe9 at the harbour of Velm on Tuesday, the port authority said, after the wall was repaired by divers."
	for media, want := range map[string]string{"text/plain; charset=iso-8859-1": "José Muñoz", "text/plain; charset=iso-8859-5": "Josщ Muёoz", "text/plain; charset=utf-8": "José Muñoz", "": "José Muñoz"} {
		r, err := Read(Input{Name: "x", Data: []byte(text), Media: media})
		if err != nil || !strings.Contains(r.Source, want) {
			t.Errorf("%s: %v %v", media, r, err)
		}
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(strings.Join(archiveParts(), "")))
	f.Add([]byte(zipped(archiveParts()[:4]...)))
	f.Add([]byte(response("http://a.example", html200+"\r\nContent-Encoding: br", "\x0b\x02\x80abcde\x03")))
	f.Add([]byte(response("http://a.example", html200+"\r\nContent-Encoding: zstd", "\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00abcde")))
	f.Add([]byte(response("http://a.example", "Content-Type: text/xml", "<rss><channel><title>A</title><item><title>B</title></item></channel></rss>")))
	f.Add([]byte(response("http://a.example", html200+"\r\nContent-Encoding: gzip, deflate\r\nTransfer-Encoding: chunked", "5\r\nabcde\r\nfffffff\r\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := walker{yield: func(in Input, err error) bool {
			if err == nil {
				checkRead(t, in)
			} else if !errors.Is(err, readout.ErrFormat) && !errors.Is(err, ErrPassedOver) {
				t.Fatal(err)
			}
			return true
		}}
		for _, d := range [][]byte{data, []byte(response("http://a.example/", html200+"\r\nTransfer-Encoding: chunked", string(data)))} {
			w.records(Input{Name: "x.warc"}, bytes.NewReader(d), "")
		}
	})
}

// Any bytes under any encoding give a page within the limit, or an error of the format.
func FuzzEncodings(f *testing.F) {
	f.Add("br", []byte("\x0b\x02\x80abcde\x03"))
	f.Add("zstd", []byte("\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00abcde"))
	f.Add("gzip, br", []byte("\x1f\x8b\x08"))
	f.Add("deflate", []byte("x\x9c"))
	f.Fuzz(func(t *testing.T, codings string, data []byte) {
		body, err := decodeHTTP(map[string][]string{"Content-Encoding": {codings}}, data)
		if err != nil && !errors.Is(err, readout.ErrFormat) || len(body) > maxRecordBytes {
			t.Fatalf("%d bytes, %v", len(body), err)
		}
	})
}
