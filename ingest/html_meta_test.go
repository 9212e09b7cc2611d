package ingest

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

func TestTextDate(t *testing.T) {
	for in, want := range map[string]string{
		"2031-05-06T07:08:09+02:00":       "2031-05-06",
		"Published 6 May 2031 at 9":       "2031-05-06",
		"May 6th, 2031":                   "2031-05-06",
		"6. Mai 2031, 12:30 Uhr":          "2031-05-06",
		"le mardi 6 mai 2031":             "2031-05-06",
		"6 de mayo de 2031":               "2031-05-06",
		"06.05.2031":                      "2031-05-06",
		"6/5/2031":                        "2031-05-06",
		"20310506":                        "2031-05-06",
		"2031年5月6日":                       "2031-05-06",
		"06 | 05 | 2031":                  "2031-05-06",
		"31 June 2031":                    "0000-00-00",
		"2031-02-29":                      "0000-00-00",
		"Version 3.2.1 of 40 files":       "0000-00-00",
		"Room 12, 5 minutes, 2031 guests": "0000-00-00",
	} {
		got := textDate(in, "en")
		if !got.valid() {
			got = day{}
		}
		if got.String() != want {
			t.Errorf("textDate(%q) = %s, want %s", in, got, want)
		}
	}
	if got := textDate("5/6/2031", "en-us").String(); got != "2031-05-06" {
		t.Errorf("American order: %s", got)
	}
}

func TestMarkupDate(t *testing.T) {
	for in, want := range map[string]string{
		"2031-05-06T07:08:09.123Z":      "2031-05-06T07:08:09Z",
		"2031-05-06T07:08+0530":         "2031-05-06T07:08:00+05:30",
		"2031-05-06 07:08:09":           "2031-05-06", // no zone: the day alone
		"Tue, 06 May 2031 07:08:09 GMT": "2031-05-06",
		"yesterday":                     "",
	} {
		if got := markupDate(in, "en"); got != want {
			t.Errorf("markupDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDatesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if d := markupDate(s, "en"); d != "" && !strings.HasPrefix(d, textDate(s[:min(len(s), 80)], "en").String()) && len(d) < 10 {
			t.Fatalf("%q gives %q", s, d)
		}
	})
}

func TestStatedNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Ilse Torvand and Marek Olin":            "Ilse Torvand|Marek Olin",
		"Von Ilse Torvand, Redakteurin":             "Ilse Torvand",
		"Posted by Ilse on 6 May 2031":              "Ilse",
		"Ilse Torvand @ilse":                        "Ilse Torvand",
		"Christoph von Elm":                         "Christoph von Elm",
		"ByIlse Torvand":                            "Ilse Torvand",
		"https://example.org/ilse":                  "",
		"admin":                                     "",
		"Published on":                              "",
		"6 May 2031":                                "",
		"Ilse Torvand, Marek Olin & Runa Feld | X1": "Ilse Torvand|Marek Olin|Runa Feld",
	} {
		if got := strings.Join(statedNames(in), "|"); got != want {
			t.Errorf("statedNames(%q) = %q, want %q", in, got, want)
		}
	}
}

// pageOf makes a page of a head and a body with enough text to be an article.
func pageOf(head, top string) []byte {
	return fmt.Appendf(nil, `<html lang="en"><head>%s</head><body><article>%s
<p>The council of Velm voted on Tuesday to repair the old bridge before the winter, after two years of dispute over who should pay for it.</p>
<p>Work starts in June, and the crossing will be closed to lorries until the autumn, the council said in a statement after the session.</p>
<p>Shopkeepers on the north bank had asked for a date in the spring, when fewer visitors come, but the builders had no crew free then.</p>
</article></body></html>`, head, top)
}

func readOK(t *testing.T, data []byte) *readout.Report {
	t.Helper()
	r, err := Read(Input{Name: t.Name(), Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTitle(t *testing.T) {
	for name, c := range map[string]struct{ head, top, want string }{
		"heading as in og:title":     {`<meta property="og:title" content="Bridge of Velm to be repaired | Courier">`, `<h1>Bridge of Velm to be repaired</h1>`, "Bridge of Velm to be repaired"},
		"kicker by its name":         {`<title>Courier</title>`, `<h1><span class="kicker">Town</span> Bridge of Velm to be repaired</h1>`, "Bridge of Velm to be repaired"},
		"kicker by what others omit": {`<meta property="og:title" content="Bridge of Velm to be repaired"><title>Bridge of Velm to be repaired - Courier</title>`, `<h1><span>Town and land</span> Bridge of Velm to be repaired</h1>`, "Bridge of Velm to be repaired"},
		"site's name as a logo":      {`<title>The Velm Courier</title>`, `<h1><a href="/">The Velm Courier</a></h1><h2>Bridge of Velm to be repaired</h2>`, "Bridge of Velm to be repaired"},
		"title element alone":        {`<title>Bridge of Velm to be repaired | Courier</title>`, ``, "Bridge of Velm to be repaired"},
		"soft hyphens":               {`<title>x</title>`, "<h1>Bridge of Velm to be re\u00adpaired</h1>", "Bridge of Velm to be repaired"},
	} {
		if r := readOK(t, pageOf(c.head, c.top)); r.Title.Value != c.want || r.Title.Basis == "" {
			t.Errorf("%s: %+v, want %q", name, r.Title, c.want)
		}
	}
}

func TestPublished(t *testing.T) {
	for name, c := range map[string]struct{ head, top, want string }{
		"JSON-LD with a stray comma": {`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-05-06T07:08:09Z",}</script>`, ``, "2031-05-06T07:08:09Z"},
		"JSON-LD in a graph":         {`<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"C"},{"@type":["NewsArticle"],"datePublished":"2031-05-06"}]}</script>`, ``, "2031-05-06"},
		"meta":                       {`<meta property="article:published_time" content="2031-05-06T07:08:09+01:00">`, ``, "2031-05-06T07:08:09+01:00"},
		"time element":               {``, `<h1>Bridge of Velm</h1><time datetime="2031-05-06">yesterday</time>`, "2031-05-06"},
		"shown":                      {``, `<h1>Bridge of Velm</h1><p class="date">Tuesday, 6 May 2031</p>`, "2031-05-06"},
		"address":                    {`<link rel="canonical" href="https://courier.example/2031/05/06/bridge">`, ``, "2031-05-06"},
		"the day shown for UTC":      {`<meta property="article:published_time" content="2031-05-05T23:08:09Z">`, `<h1>Bridge of Velm</h1><p class="date">6 May 2031</p>`, "2031-05-06"},
		"none":                       {``, `<h1>Bridge of Velm</h1>`, ""},
	} {
		if r := readOK(t, pageOf(c.head, c.top)); r.Published.Value != c.want || r.Published.Stated() != (r.Published.Basis != "") {
			t.Errorf("%s: %+v, want %q", name, r.Published, c.want)
		}
	}
}

func TestBylineSources(t *testing.T) {
	for name, c := range map[string]struct{ head, top, want string }{
		"JSON-LD by reference":       {`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ilse Torvand"}]}</script>`, ``, "Ilse Torvand"},
		"house in JSON-LD, a person": {`<meta property="og:site_name" content="Courier"><script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Courier"}}</script>`, `<h1>Bridge</h1><span class="author-name">Ilse Torvand</span>`, "Ilse Torvand"},
		"rel author":                 {``, `<h1>Bridge of Velm</h1><p>by <a rel="author" href="/a/1">Ilse Torvand</a></p>`, "Ilse Torvand"},
		"line":                       {``, `<h1>Bridge of Velm</h1><p>By Ilse Torvand and Marek Olin</p>`, "Ilse Torvand|Marek Olin"},
		"none":                       {``, `<h1>Bridge of Velm</h1>`, ""},
	} {
		var got []string
		for _, f := range readOK(t, pageOf(c.head, c.top)).Byline {
			got = append(got, f.Value)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestOrigin(t *testing.T) {
	for name, c := range map[string]struct{ head, want string }{
		"source organization": {`<script type="application/ld+json">{"@type":"NewsArticle","sourceOrganization":{"name":"Northern Wire"},"publisher":{"name":"Courier"}}</script>`, "Northern Wire"},
		"canonical elsewhere": {`<link rel="canonical" href="https://wire.example/bridge"><meta property="og:url" content="https://courier.example/bridge">`, "wire.example"},
		"own address":         {`<link rel="canonical" href="https://www.courier.example/bridge"><meta property="og:url" content="https://courier.example/bridge">`, ""},
		"own name":            {`<meta property="og:site_name" content="Courier"><script type="application/ld+json">{"@type":"NewsArticle","sourceOrganization":"Courier"}</script>`, ""},
	} {
		if r := readOK(t, pageOf(c.head, "<h1>Bridge of Velm</h1>")); r.Origin.Value != c.want {
			t.Errorf("%s: %+v, want %q", name, r.Origin, c.want)
		}
	}
}
