package ingest

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/markusmobius/go-trafilatura"

	"github.com/readout-project/readout"
)

// BenchmarkHTML and BenchmarkTrafilaturaAlone read the same pages, so that one
// run gives their ratio.
func BenchmarkHTML(b *testing.B) {
	pages := capturePages(b)
	for b.Loop() {
		for _, g := range pages {
			if _, err := readHTML(g.data); err != nil {
				b.Fatal(g.ID, err)
			}
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkTrafilaturaAlone(b *testing.B) {
	pages := capturePages(b)
	for b.Loop() {
		for _, g := range pages {
			// Pages that it cannot read cost it their time too.
			_, _ = trafilatura.Extract(strings.NewReader(string(g.data)), trafilatura.Options{})
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte("<html><body><h1>A title</h1><p>Some words here, and more.</p></body></html>"))
	f.Add([]byte(strings.Repeat("<div>", 2000) + "deep"))
	f.Add([]byte("<meta charset=utf-16><p>x<br><br>y<table><tr><td>1<td>2"))
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A B"},],"datePublished":"2024-02-30"}</script><p>t`))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readHTML(data)
		if err != nil {
			return
		}
		if _, err := p.report().Ledger(); err != nil {
			t.Fatal(err)
		}
	})
}

const harbourPage = `<!doctype html><html lang="en"><head><title>Harbour of Velm to close for a month | The Velm Courier</title>
<meta property="og:site_name" content="The Velm Courier"><meta property="og:title" content="Harbour of Velm to close for a month">
<link rel="canonical" href="https://courier.example/velm/harbour">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour of Velm to close for a month",
"datePublished":"2031-05-06T07:08:09+02:00","author":[{"@type":"Person","name":"Ilse Torvand"},{"@type":"Person","name":"Marek Olin"}]}</script></head>
<body><nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Harbour of Velm to close for a month</h1><p class="byline">By Ilse Torvand and Marek Olin</p>
<figure><img src="h.jpg"><figcaption>The harbour wall on Monday. Photo: Port Authority</figcaption></figure>
<p>The harbour of Velm will close for a month while divers repair the wall that a storm broke in March, the port authority said on Tuesday.</p>
<p>Ferries will leave from the old pier instead, and the fish market moves to the station square until the work is done, it said.</p>
<h2>What closes when</h2><ul><li>The outer basin closes on 1 June and opens again on 3 July.</li><li>The inner basin stays open for boats under ten metres.</li></ul>
<blockquote><p>“We have put this off for two winters, and we cannot put it off again,” said the harbour master, Runa Feld.</p></blockquote>
<p>Shopkeepers asked the town council for help with lost trade, which it will discuss at its meeting next week, according to its agenda.</p>
<p>Ferries will leave from the old pier instead, and the fish market moves to the station square until the work is done, it said.</p>
</article><aside class="related"><h3>More stories</h3><ul><li><a href="/1">Storm breaks the wall of the harbour</a></li><li><a href="/2">Town council meets again over parking fees</a></li></ul></aside>
<div class="comments" id="comments"><h3>Comments</h3><p>Good, it was about time somebody did this.</p></div>
<footer><p>© The Velm Courier. All rights reserved.</p></footer></body></html>`

func TestReadHTML(t *testing.T) {
	r, err := Read(Input{Name: "harbour.html", Data: []byte(harbourPage)})
	if err != nil {
		t.Fatal(err)
	}
	for text, role := range map[string]readout.Role{
		"Home":                                 readout.RoleNavigation,
		"Harbour of Velm to close for a month": readout.RoleHeadline,
		"By Ilse Torvand and Marek Olin":       readout.RoleByline,
		"The harbour wall on Monday. Photo: Port Authority": readout.RoleCaption,
		"The harbour of Velm will close for a month while divers repair the wall that a storm broke in March, the port authority said on Tuesday.": readout.RoleLead,
		"What closes when": readout.RoleHeading,
		"The inner basin stays open for boats under ten metres.":                                                                                readout.RoleList,
		"“We have put this off for two winters, and we cannot put it off again,” said the harbour master, Runa Feld.":                           readout.RoleQuote,
		"Shopkeepers asked the town council for help with lost trade, which it will discuss at its meeting next week, according to its agenda.": readout.RoleBody,
		"Storm breaks the wall of the harbour":                                                                                                  readout.RoleTeaser,
		"Good, it was about time somebody did this.":                                                                                            readout.RoleComment,
	} {
		found := false
		for i, b := range r.Blocks {
			if r.BlockText(i) == text && !found {
				found = true
				if b.Role != role {
					t.Errorf("%q: role %s (%s), want %s", text, b.Role, b.Reason, role)
				}
			}
		}
		if !found {
			t.Errorf("no block %q", text)
		}
	}
	if l, _ := r.Ledger(); l.Repeat != 1 {
		t.Errorf("%d repeats, want 1", l.Repeat)
	}
	if r.Title.Value != "Harbour of Velm to close for a month" || r.Outlet.Value != "The Velm Courier" ||
		r.Published.Value != "2031-05-06T07:08:09+02:00" || r.Canonical.Value != "https://courier.example/velm/harbour" || r.Lang.Value != "en" {
		t.Errorf("metadata: %+v %+v %+v %+v %+v", r.Title, r.Outlet, r.Published, r.Canonical, r.Lang)
	}
	if len(r.Byline) != 2 || r.Byline[0].Value != "Ilse Torvand" || r.Byline[1].Value != "Marek Olin" {
		t.Errorf("byline: %+v", r.Byline)
	}
	if r.Origin.Stated() {
		t.Errorf("origin: %+v", r.Origin)
	}
}

// TestRolesOfOneLine puts a block into an article and reads its role.
func TestRolesOfOneLine(t *testing.T) {
	for block, want := range map[string]readout.Role{
		`<p>Correction: An earlier version gave the wrong year for the storm.</p>`: readout.RoleCorrection,
		`<p>Foto: Port Authority of Velm</p>`:                                      readout.RoleCaption,
		`<p><a href="/2">Read more: Ferries of Velm are late again</a></p>`:        readout.RoleTeaser,
		`<p>Advertisement</p>`: readout.RoleAdvertisement,
		`<div class="newsletter"><p>Subscribe to our newsletter</p></div>`: readout.RolePromotion,
		`<h2>What the builders say</h2>`:                                   readout.RoleHeading,
		`<blockquote>We have waited two winters for this, and we would rather not wait for a third one, she said.</blockquote>`: readout.RoleQuote,
	} {
		page := strings.Replace(string(pageOf("", "<h1>Bridge of Velm</h1>")), "<p>Work starts", block+"<p>Work starts", 1)
		text := oneLine(tagsAway.ReplaceAllString(block, ""))
		r := readOK(t, []byte(page))
		for i, b := range r.Blocks {
			if r.BlockText(i) == text && b.Role != want {
				t.Errorf("%q: role %s (%s), want %s", text, b.Role, b.Reason, want)
			}
		}
		if !strings.Contains(r.Source, text) {
			t.Errorf("%q is lost", text)
		}
	}
}

var tagsAway = regexp.MustCompile(`<[^>]*>`)

func TestDecodeText(t *testing.T) {
	for name, c := range map[string]struct{ in, want, basis string }{
		"utf-8":     {"Größe", "Größe", "valid UTF-8"},
		"bom":       {"\xef\xbb\xbfGröße", "Größe", "byte order mark: UTF-8"},
		"utf-16":    {"\xff\xfeG\x00\xf6\x00", "Gö", "byte order mark: UTF-16LE"},
		"declared":  {"<meta charset=\"iso-8859-2\">\xbb\xf3d\xbc", "<meta charset=\"iso-8859-2\">ťódź", "declared: iso-8859-2"},
		"http form": {"<meta http-equiv=content-type content='text/html; charset=windows-1251'>\xcc\xe8\xf0", "<meta http-equiv=content-type content='text/html; charset=windows-1251'>Мир", "declared: windows-1251"},
		"archive":   {"<meta charset=utf-8><meta charset=gb2312>\xc4\xe3\xba\xc3\xc4\xe3\xba\xc3", "<meta charset=utf-8><meta charset=gb2312>你好你好", "declared: gbk"},
		"broken":    {"<meta charset=utf-8>a\xffb", "<meta charset=utf-8>a\uFFFDb", "UTF-8 with broken bytes"},
	} {
		if got, basis := decodeText([]byte(c.in)); got != c.want || basis != c.basis {
			t.Errorf("%s: %q (%s), want %q (%s)", name, got, basis, c.want, c.basis)
		}
	}
}

// TestTiesOfCharsets reads bytes for which two character sets are as likely: by
// chance each, were the detector asked for its best.
func TestTiesOfCharsets(t *testing.T) {
	in := []byte("\xef)NO __\x00\x85%\n(BU\xbb")
	want, basis := decodeText(in)
	for range 200 {
		if got, by := decodeText(in); got != want || by != basis {
			t.Fatalf("%q (%s), then %q (%s)", want, basis, got, by)
		}
	}
}

func TestSniff(t *testing.T) {
	for in, want := range map[string]bool{
		"<!DOCTYPE html><p>x": true, "  <!-- c --><?xml version=\"1.0\"?><html>": true, "<div class=x>": true, "\xff\xfe<\x00p\x00>\x00": true,
		"Plain words.": false, "<rss version=\"2.0\">": false, "%PDF-1.7": false, "a < b and c > d": false, "<pre-war prices> rose": false,
		"A title\n<p>One</p><p>Two</p><p>Three</p>": true,
	} {
		if got := looksLikeHTML([]byte(in)); got != want {
			t.Errorf("looksLikeHTML(%q) = %v", in, got)
		}
	}
	for in, want := range map[string]string{
		"%PDF-1.7": "a PDF file", "PK\x03\x04....word/document.xml": "a Word document", "\x89PNG\r\n\x1a\nxx": "a PNG image",
		"<?xml version=\"1.0\"?><rss>": "a feed", "Words.": "", "\x00\x01\x02\x03words": "binary data of an unknown kind",
	} {
		if got := binaryKind([]byte(in)); got != want {
			t.Errorf("binaryKind(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTooManyTags(t *testing.T) {
	_, err := readHTML([]byte("<p>" + strings.Repeat("<b>", maxTags)))
	if !errors.Is(err, readout.ErrFormat) {
		t.Errorf("too many tags: %v", err)
	}
}

func TestDeepMarkup(t *testing.T) {
	r, err := Read(Input{Name: "deep", Data: []byte("<html><body>" + strings.Repeat("<div><b>", 100_000) + "<p>The words at the bottom are still there for a reader.</p>")})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(r.Source, "The words at the bottom are still there for a reader.") {
		t.Error("the words of a deep page are lost")
	}
}
