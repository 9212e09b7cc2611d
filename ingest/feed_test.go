package ingest

import (
	"errors"
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

func harbourBody() string {
	var b strings.Builder
	for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
		b.WriteString("<p>" + p + "</p>")
	}
	return b.String()
}

// feeds are one story and a second entry in each form.
func feeds() map[string]string {
	esc := html.EscapeString(harbourBody())
	second := "Council of Grey Holm opens its letters"
	return map[string]string{
		"rss": `<?xml version="1.0" encoding="utf-8"?><!-- a --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Velm Courier</title><link>https://velmcourier.example/</link><lastBuildDate>Tue, 06 May 2031 09:00:00 GMT</lastBuildDate><language>en-gb</language><image><title>Logo</title></image>
<item><title>Harbour of Velm to close for a month</title><link>https://velmcourier.example/harbour</link><dc:creator><![CDATA[Ilse Torvand]]></dc:creator><pubDate>Tue, 06 May 2031 07:08:09 +0200</pubDate>
<source url="https://strandpress.example/feed">Strand Press</source><description>Divers repair the wall.</description><content:encoded><![CDATA[` + harbourBody() + `]]></content:encoded></item>
<item><title>` + second + `</title><guid>https://velmcourier.example/letters</guid><description>` + esc + `</description></item></channel></rss>`,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Velm Courier</title><link rel="self" href="https://velmcourier.example/atom"/><link href="https://velmcourier.example/"/><updated>2031-05-06T09:00:00Z</updated>
<entry><title type="html">Harbour of Velm to close for a month</title><link href="/harbour"/><author><name>Ilse Torvand</name></author><published>2031-05-06T07:08:09+02:00</published><updated>2031-05-06T08:00:00+02:00</updated>
<source><title>Strand Press</title><id>x</id></source><summary>Divers repair the wall.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + harbourBody() + `</div></content></entry>
<entry><title>` + second + `</title><link rel="alternate" href="https://velmcourier.example/letters"/><updated>2031-05-07T08:00:00Z</updated><content type="html">` + esc + `</content></entry></feed>`,
		"rdf": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Velm Courier</title><link>https://velmcourier.example/</link><dc:language>en</dc:language></channel>
<item rdf:about="1"><title>Harbour of Velm to close for a month</title><link>https://velmcourier.example/harbour</link><dc:creator>Ilse Torvand</dc:creator><dc:date>2031-05-06T07:08:09+02:00</dc:date><dc:source>Strand Press</dc:source><description>` + esc + `</description></item>
<item rdf:about="2"><title>` + second + `</title><link>https://velmcourier.example/letters</link><description>` + esc + `</description></item></rdf:RDF>`,
		"json": fmt.Sprintf(`{"version":"https://jsonfeed.org/version/1.1","title":"The Velm Courier","home_page_url":"https://velmcourier.example/","language":"en","items":[
{"id":"1","url":"/harbour","title":"Harbour of Velm to close for a month","authors":[{"name":"Ilse Torvand"}],"date_published":"2031-05-06T07:08:09+02:00","date_modified":"2031-05-06T08:00:00+02:00","summary":"Divers repair the wall.","content_html":%q},
{"id":"2","url":"https://velmcourier.example/letters","title":%q,"content_text":%q}]}`, harbourBody(), second, harbourText),
	}
}

func walkData(t *testing.T, name, data string) (ins []Input, failed []error) {
	t.Helper()
	opt := plant(t, map[string]string{name: data})
	for in, err := range Walk([]string{name}, nil, opt) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		ins = append(ins, in)
	}
	return ins, failed
}

func TestFeeds(t *testing.T) {
	for form, data := range feeds() {
		ins, failed := walkData(t, "feed.xml", data)
		if len(ins) != 2 || len(failed) > 0 {
			t.Errorf("%s: %d entries, %v", form, len(ins), failed)
			continue
		}
		r, err := Read(ins[0])
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		if r.Capture.Input != "feed.xml#1" || r.Capture.Format != "feed" || len(r.Capture.Container) != 64 || r.Capture.Container == r.Capture.SHA256 {
			t.Errorf("%s: %+v", form, r.Capture)
		}
		for what, c := range map[string][2]string{
			"title": {r.Title.Value, "Harbour of Velm to close for a month"}, "outlet": {r.Outlet.Value, "The Velm Courier"},
			"published": {r.Published.Value, "2031-05-06T07:08:09+02:00"}, "canonical": {r.Canonical.Value, "https://velmcourier.example/harbour"},
			"lang": {r.Lang.Value, "en"}, "headline": {string(r.Blocks[0].Role), "headline"},
		} {
			if c[0] != c[1] {
				t.Errorf("%s: %s %q, want %q", form, what, c[0], c[1])
			}
		}
		if len(r.Byline) != 1 || r.Byline[0].Value != "Ilse Torvand" {
			t.Errorf("%s: by %v", form, r.Byline)
		}
		if want := "Strand Press"; form != "json" && (r.Origin.Value != want || r.Origin.Basis == "") {
			t.Errorf("%s: origin %+v", form, r.Origin)
		}
		if form == "atom" && r.Modified.Value != "2031-05-06T08:00:00+02:00" {
			t.Errorf("%s: modified %+v", form, r.Modified)
		}
		second, err := Read(ins[1])
		if err != nil || second.Canonical.Value != "https://velmcourier.example/letters" {
			t.Errorf("%s: %+v %v", form, second, err)
			continue
		}
		for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
			if !strings.Contains(r.Text(), p) || !strings.Contains(second.Text(), p) {
				t.Errorf("%s: lost %s", form, p)
			}
		}
		if form != "rdf" {
			hasBlock(t, r, "Divers repair the wall.", readout.RoleTeaser, "description")
		}
	}
}

// The text of an entry is its text, however short.
func TestShortEntries(t *testing.T) {
	feed := `<rss version="2.0"><channel><title>Hill Courier</title><item><title>Schools closed</title><description>Schools stayed closed on Thursday.</description></item></channel></rss>`
	ins, failed := walkData(t, "f.xml", feed)
	if len(ins) != 1 || len(failed) > 0 {
		t.Fatalf("%d entries, %v", len(ins), failed)
	}
	r, err := Read(ins[0])
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Text(); got != "Schools stayed closed on Thursday." {
		t.Errorf("text %q", got)
	}
}

// An entry has the same bytes after the feed was fetched again with another date
// and a new entry, and its bytes alone give the same report again.
func TestFeedEntriesKeepTheirBytes(t *testing.T) {
	old := feeds()["rss"]
	grown := strings.Replace(strings.Replace(old, "09:00:00 GMT", "10:00:00 GMT", 1), "<item>", "<item><title>New</title></item><item>", 1)
	a, _ := walkData(t, "a.xml", old)
	b, _ := walkData(t, "b.xml", grown)
	if len(a) != 2 || len(b) != 3 || string(a[0].Data) != string(b[1].Data) || a[0].Container == b[1].Container {
		t.Fatalf("%d and %d entries; %s", len(a), len(b), a[0].Data)
	}
	again, err := cutFeed(a[1].Data)
	if err != nil || len(again) != 1 || string(again[0]) != string(a[1].Data) {
		t.Errorf("an entry cut from itself differs: %v", err)
	}
}

func TestFeedTitles(t *testing.T) {
	for title, want := range map[string]string{
		"The Velm Courier":              "The Velm Courier",
		"Velm Courier - World":          "Velm Courier",
		"Politics | The Velm Courier":   "The Velm Courier",
		"Harbour news":                  "Harbour news",
		"World News » The Velm Courier": "The Velm Courier",
	} {
		e := feedEntry{feedTitle: title, feedLink: "https://www.velmcourier.example/"}
		if got := e.house(); got.Value != want || !strings.HasPrefix(got.Basis, "title of the feed") {
			t.Errorf("%s: %+v, want %s", title, got, want)
		}
	}
}

func TestFeedsRefused(t *testing.T) {
	rss := func(items string) string { return "<rss><channel><title>T</title>" + items + "</channel></rss>" }
	for want, data := range map[string]string{
		"no entries":          rss(""),
		"broken behind":       "<rss><channel><title>T</title><item><title>a</title></item></rss></x></y><z",
		"nests more than 300": rss("<item>" + strings.Repeat("<a>", 1000)),
		"more than 10000":     rss(strings.Repeat("<item/>", 10_002)),
		"have more than 64":   "<rss a=\"" + strings.Repeat("x", 70<<10) + "\"><channel>" + "<item><title>a</title></item></channel></rss>",
		"JSON Feed is broken": `{"version":"https://jsonfeed.org/version/1","items":[{]}`,
	} {
		_, failed := walkData(t, "feed.xml", data)
		if len(failed) != 1 || !errors.Is(failed[0], readout.ErrFormat) || !strings.Contains(failed[0].Error(), want) || !strings.Contains(failed[0].Error(), "feed.xml") {
			t.Errorf("got %v, want %q", failed, want)
		}
	}
	if _, err := Read(Input{Name: "f.xml", Data: []byte(feeds()["rss"])}); !errors.Is(err, readout.ErrFormat) || !strings.Contains(err.Error(), "2 entries") {
		t.Errorf("a feed of two gives %v", err)
	}
}

// Feeds are often not well formed.
func TestFeedsRead(t *testing.T) {
	item := "<item><title>A bridge &amp; a pier &ndash; <b>both</b> closed</title><description><p>One<br>two &nbsp; three</p></description></item>"
	for name, data := range map[string]string{
		"no declaration": "<rss><channel><title>T</title>" + item + "</channel></rss>",
		"old doctype":    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE rss PUBLIC \"-//x//DTD RSS 0.91//EN\" \"http://x.example/rss.dtd\">\n<rss version=\"0.91\"><channel><title>T\xe9</title>" + item + "</channel></rss>",
		"control":        "<rss><channel><title>T</title>\x01" + item + "</channel></rss>",
		"open entity":    "<rss><channel><title>A & B</title>" + item + "</channel></rss>",
	} {
		ins, failed := walkData(t, "feed.xml", data)
		if len(ins) != 1 || len(failed) > 0 {
			t.Errorf("%s: %v", name, failed)
			continue
		}
		if r := readInput(t, name, string(ins[0].Data)); !strings.Contains(r.Title.Value, "A bridge & a pier – both closed") {
			t.Errorf("%s: %+v", name, r.Title)
		}
	}
}

func FuzzFeed(f *testing.F) {
	for _, data := range feeds() {
		f.Add([]byte(data))
	}
	f.Add([]byte("<rss xmlns:a='b'><channel><item><a:title/></item></channel>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, d := range [][]byte{data, append([]byte("<rss><channel><item>"), data...), append([]byte(`{"version":"https://jsonfeed.org/version/1","items":[`), data...)} {
			if feedKind(d) == "" {
				continue
			}
			docs, err := cutFeed(d)
			if err != nil {
				if !errors.Is(err, readout.ErrFormat) {
					t.Fatal(err)
				}
				continue
			}
			for i, doc := range docs {
				if i < 3 {
					checkRead(t, Input{Name: "x#1", Data: doc})
				}
			}
		}
	})
}
