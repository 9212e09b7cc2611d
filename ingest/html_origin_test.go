package ingest

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

func TestOutletOfPage(t *testing.T) {
	const (
		title = `<title>Bridge of Velm to be repaired :: Velm Courier</title>`
		h1    = `<h1>Bridge of Velm to be repaired</h1>`
		told  = `<p>The bridge will not be closed before June, the harbour master told the Velm Courier, and lorries may use it until then.</p>`
		foot  = `</article><p class="copy">Copyright 2031 The Velm Courier – Quay 4</p>`
	)
	for name, c := range map[string]struct{ head, top, foot, want string }{
		"title and copyright":     {title, h1, foot, "Velm Courier"},
		"head and copyright":      {`<title>Bridge of Velm to be repaired</title>`, `<table><tr><td>The Velm Courier</td></tr></table>` + h1, foot, "The Velm Courier"},
		"title and text":          {title, h1 + told, "", "Velm Courier"},
		"title and host":          {title + `<link rel="canonical" href="https://www.velmcourier.example/bridge">`, h1, "", "Velm Courier"},
		"copyright alone":         {`<title>Bridge of Velm to be repaired</title>`, h1, foot, ""},
		"title alone":             {title, h1, "", ""},
		"text alone":              {`<title>Bridge of Velm to be repaired</title>`, h1 + told, "", ""},
		"copyright of an agency":  {title, h1, `</article><p>© 2031 Northern Press. All rights reserved.</p>`, ""},
		"two that do not agree":   {`<title>Bridge of Velm to be repaired - Sund Gazette</title>`, h1, foot, ""},
		"part of a longer name":   {`<title>Bridge of Velm to be repaired - Courier</title>`, h1, foot, ""},
		"stated by the page":      {title + `<meta property="og:site_name" content="Courier of Velm">`, h1, foot, "Courier of Velm"},
		"kicker in title and top": {`<title>Town hall talk - Bridge of Velm to be repaired</title>`, h1, "", ""},
	} {
		page := strings.Replace(string(pageOf(c.head, c.top)), "</article>", "</article>"+strings.TrimPrefix(c.foot, "</article>"), 1)
		r := readOK(t, []byte(page))
		if r.Outlet.Value != c.want || r.Outlet.Stated() != (r.Outlet.Basis != "") {
			t.Errorf("%s: %+v, want %q", name, r.Outlet, c.want)
		}
	}
}

func TestCopyrightHolder(t *testing.T) {
	for in, want := range map[string]string{
		"Copyright 2031 The Velm Courier – Quay 4":             "The Velm Courier",
		"© Velm Courier 2031":                                  "Velm Courier",
		"© 2019-2031 Velm Courier Ltd. All rights reserved.":   "Velm Courier",
		"(c) 2031 by Velm Courier | Imprint":                   "Velm Courier",
		"Front page · Imprint · © 2031 Velm Courier":           "Velm Courier",
		"All content © 2031":                                   "",
		"The copyright of the plan belongs to the town":        "",
		"Velm Courier, founded 1908. Subscriptions · Imprint.": "",
	} {
		if got := copyrightHolder(in); got != want {
			t.Errorf("copyrightHolder(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHTMLOrigin(t *testing.T) {
	const site = `<meta property="og:site_name" content="The Velm Courier">`
	ld := func(s string) string { return site + `<script type="application/ld+json">` + s + `</script>` }
	for name, c := range map[string]struct{ head, top, end, want, byline string }{
		"agency as author":           {ld(`{"@type":"NewsArticle","author":{"@type":"Organization","name":"Reuters"}}`), "", "", "Reuters", ""},
		"agency and a person":        {ld(`{"@type":"NewsArticle","author":[{"name":"Ilse Torvand"},{"name":"Reuters"}]}`), "", "", "Reuters", "Ilse Torvand"},
		"house and agency":           {ld(`{"@type":"NewsArticle","author":[{"name":"The Velm Courier"},{"name":"Reuters"}]}`), "", "", "", "*"},
		"house with agency":          {ld(`{"@type":"NewsArticle","author":{"name":"Velm Courier with AFP"}}`), "", "", "", "*"},
		"initials":                   {ld(`{"@type":"NewsArticle","author":{"name":"aa"}}`), "", "", "", "*"},
		"unknown agency as byline":   {site, `<p class="byline">By Northern Press</p>`, "", "Northern Press", ""},
		"own newsroom as byline":     {site, `<p class="byline">By Velm Courier Staff</p>`, "", "", "*"},
		"based on a study":           {ld(`{"@type":"NewsArticle","isBasedOn":"https://journal.example/paper"}`), "", "", "", ""},
		"based on a newsroom's":      {ld(`{"@type":"NewsArticle","isBasedOn":"https://www.axios.com/2031/05/06/velm"}`), "", "", "Axios", ""},
		"rights behind the text":     {site, "", `<p>© 2031 Northern Press. All rights reserved.</p>`, "Northern Press", ""},
		"first published":            {site, "", `<p>This article was first published by Strandline.</p>`, "Strandline", ""},
		"a name with its article":    {site, "", `<p>This article originally appeared on The Atlantic.</p>`, "The Atlantic", ""},
		"before the text":            {site, `<p>This post originally appeared on Strandline.</p>`, "", "Strandline", ""},
		"reprinted by others":        {site, "", `<p>This article was reprinted on Strandline.</p>`, "", ""},
		"canonical of a newsroom":    {site + `<meta property="og:url" content="https://courier.example/bridge"><link rel="canonical" href="https://www.businessinsider.com/velm-bridge">`, "", "", "Business Insider", ""},
		"canonical is a front page":  {site + `<meta property="og:url" content="https://courier.example/bridge"><link rel="canonical" href="https://wire.example/">`, "", "", "", ""},
		"canonical under the name":   {site + `<meta property="og:url" content="https://old.example/bridge"><link rel="canonical" href="https://velmcourier.example/bridge">`, "", "", "", ""},
		"canonical, other country":   {site + `<meta property="og:url" content="https://wire.example.com/bridge"><link rel="canonical" href="https://wire.example.co.uk/bridge">`, "", "", "", ""},
		"the house goes on":          {`<meta property="og:site_name" content="Velm">` + ld(`{"@type":"NewsArticle","sourceOrganization":{"name":"Velm Sport"}}`)[len(site):], "", "", "", ""},
		"names of the picture's own": {site, `<figure><img src="a.jpg"><figcaption>The bridge. (Reuters)</figcaption></figure>`, "", "", ""},
	} {
		page := string(pageOf(c.head, "<h1>Bridge of Velm to be repaired</h1>"+c.top))
		r := readOK(t, []byte(strings.Replace(page, "</article>", c.end+"</article>", 1)))
		if r.Origin.Value != c.want || r.Origin.Stated() != (r.Origin.Basis != "") {
			t.Errorf("%s: %+v, want %q", name, r.Origin, c.want)
		}
		if got := bylineValues(r); c.byline != "*" && got != c.byline {
			t.Errorf("%s: byline %q, want %q", name, got, c.byline)
		}
	}
}

func bylineValues(r *readout.Report) string {
	var out []string
	for _, f := range r.Byline {
		out = append(out, f.Value)
	}
	return strings.Join(out, "|")
}
