package serve_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// clock is that of the record; each look at it is a second on.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(time.Second)
	return c.at
}

// page is a report as a web page.
func page(outlet, published, title string, paragraphs ...string) string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s</title><link rel="canonical" href="https://%s.example/a"><meta property="og:site_name" content="%s">
<meta property="article:published_time" content="%s"></head><body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>%s</h1><p>%s</p></article></body></html>`,
		title, strings.ToLower(strings.Fields(outlet)[0]), outlet, published, title, strings.Join(paragraphs, "</p><p>"))
}

// The reports of talks over an invented port.
var (
	daily = page("Sundvik Daily", "2031-05-01T08:00:00Z", "Dock workers in Sundvik walk out over pay",
		"About 400 dock workers in Sundvik walked out on Thursday morning over pay, the harbour company Orlava Port said.",
		"Orlava Port closed the container terminal at noon.", "Union leader Ketil Brenna said the strike would last until Monday.",
		"Ketil Brenna met Mayor Dorit Valmar for two hours on Wednesday in Sundvik.", "The company said it had offered the union a raise of three percent in April.")
	post = page("Orlava Post", "2031-05-01T12:00:00Z", "Strike shuts container terminal in Sundvik",
		"The container terminal in Sundvik was closed at noon on Thursday after some 400 dock workers walked out over pay.",
		"Two port officials, who asked not to be named, said talks with the union would resume on Friday.",
		"The union leader, Ketil Brena, said the strike would last until Monday.", "Orlava Port declined to comment.")
	courier = page("Hill Courier", "2031-05-01T10:00:00Z", "Earthquake damages homes near Tamsk",
		"An earthquake damaged 30 homes in villages near Tamsk on Wednesday night, the civil protection office said.",
		"Nobody was killed, the office said. The quake had a magnitude of 5.1.", "Schools in the valley stayed closed on Thursday.")
	// hostile has markup in every place that a report can fill.
	hostile = page("Evil &lt;script&gt;alert(1)&lt;/script&gt; Times", "2031-05-02T10:00:00Z", "Mayor &lt;img src=x onerror=alert(2)&gt; resigns \" onmouseover=\"alert(3)",
		"Mayor Anselm &lt;b&gt;Korvat&lt;/b&gt; resigned on Friday, &lt;/p&gt;&lt;script&gt;alert(4)&lt;/script&gt; the city council of Harn said.",
		"“&lt;a href=javascript:alert(5)&gt;Go&lt;/a&gt; home,” said Anselm Korvat, {{template}} `of` the \u202egnihton\u202c party.",
		"The council will meet on Monday, javascript:alert(6) it said.")
)

// desk is a server over a record with reports.
type desk struct {
	t   testing.TB
	rec *record.Record
	srv *serve.Server
	at  *httptest.Server
	c   *http.Client
	ids []record.Result
}

func open(t testing.TB, opt serve.Options, pages ...string) *desk {
	t.Helper()
	ctx := context.Background()
	c := &clock{at: time.Date(2031, 5, 3, 8, 0, 0, 0, time.UTC)}
	rec, err := record.Open(ctx, filepath.Join(t.TempDir(), "record.db"), record.Options{Create: true, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, rec: rec}
	for i, p := range pages {
		draft, err := record.Read(ingest.Input{Name: fmt.Sprintf("page-%d.html", i), Data: []byte(p), Received: c.now()})
		if err != nil {
			t.Fatal(err)
		}
		res, err := rec.Add(ctx, draft)
		if err != nil {
			t.Fatal(err)
		}
		d.ids = append(d.ids, res)
	}
	if opt.By == "" {
		opt.By = "A. Tester"
	}
	opt.Log = func(err error) { t.Error(err) }
	if d.srv, err = serve.New(ctx, rec, opt); err != nil {
		t.Fatal(err)
	}
	d.at = httptest.NewServer(d.srv)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	d.c = &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	t.Cleanup(func() {
		d.at.Close()
		if err := d.srv.Close(); err != nil {
			t.Error(err)
		}
		if err := rec.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// answer is a response that has been read.
type answer struct {
	*http.Response
	body string
}

// do sends a request; change, which may be nil, changes it before.
func (d *desk) do(method, path, body string, change func(*http.Request)) answer {
	d.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, d.at.URL+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	res, err := d.c.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer{res, string(data)}
}

func (d *desk) get(path string) answer {
	d.t.Helper()
	return d.do(http.MethodGet, path, "", nil)
}

// source is the report that an address names as ?report=ID; nil for none.
func (d *desk) source(href string) *readout.Report {
	d.t.Helper()
	u, err := url.Parse(href)
	if err != nil {
		d.t.Fatal(err)
	}
	doc, err := d.rec.Document(context.Background(), u.Query().Get("report"))
	if err != nil {
		d.t.Fatal(err)
	}
	return doc.Report
}

// page gets a page that must be there.
func (d *desk) page(path string) *html.Node {
	d.t.Helper()
	a := d.get(path)
	if a.StatusCode != http.StatusOK {
		d.t.Fatalf("%s: %s\n%s", path, a.Status, a.body)
	}
	return parse(d.t, a.body)
}

func parse(t testing.TB, text string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// post sends a form with its token.
func (d *desk) post(path string, form url.Values) answer {
	d.t.Helper()
	form.Set("form", d.token())
	return d.do(http.MethodPost, path, form.Encode(), func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") })
}

// token is that of the forms of this client.
func (d *desk) token() string {
	d.t.Helper()
	for n := range d.page("/add").Descendants() {
		if n.Data == "input" && attr(n, "name") == "form" {
			return attr(n, "value")
		}
	}
	d.t.Fatal("the page has no form")
	return ""
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// text is the text within a node.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// find gives the elements that fit.
func find(n *html.Node, fits func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && fits(c) {
			out = append(out, c)
		}
	}
	return out
}
