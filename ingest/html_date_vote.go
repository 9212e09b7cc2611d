package ingest

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// The origins of the day of publication.
const (
	dateJSON = iota
	dateMeta
	dateMetaNamed
	dateMetaDublin
	dateMetaPlain
	dateItem
	dateJSONOther
	dateJSONPage
	dateJSONCreated
	dateTimeNear
	dateMarkedNear
	dateShownNear
	dateTimeMarked
	dateTimeElse
	dateMarkedElse
	dateOpening
	dateEnd
	dateShort
	dateLong
	dateAddress
	dateAddressOther
	datePicture
	dateScript
	dateInTitle
	dateJSONChanged
	dateMetaChanged
	dateItemChanged
)

var dateField = &field{
	name: "published",
	origins: []string{
		"json", "meta_published", "meta_named", "meta_dublin", "meta_plain", "item", "json_other", "json_page", "json_created",
		"time_near", "marked_near", "shown_near", "time_marked", "time_else", "marked_else", "opening", "end", "short", "long",
		"address", "address_other", "picture", "script", "in_title", "json_changed", "meta_changed", "item_changed",
	},
	forms: []string{"distance", "says_published", "says_changed", "says_event", "alone", "elsewhere", "age", "youth", "from_json", "from_stated", "shown", "first_shown", "in_article", "length"},
}

// The forms of dates, in the order of dateField.
const (
	dateDistance = iota
	dateSaysPublished
	dateSaysChanged
	dateSaysEvent
	dateAlone
	dateElsewhere
	dateAge
	dateYouth
	dateFromJSON
	dateFromStated
	dateShown
	dateFirstShown
	dateInArticle
	dateLength
)

// farAway is the distance of what the page does not show.
const farAway = 999

// dateVote collects the days that may be the one of publication.
type dateVote struct {
	*ballot
	h     *htmlPage
	lang  string
	shown int
}

func (h *htmlPage) dateBallot(article thing) *dateVote {
	v := &dateVote{ballot: newBallot(dateField), h: h, lang: strings.ToLower(h.facts.lang)}
	v.stated(article)
	v.marked()
	v.blocks()
	v.forms()
	v.dropChanges()
	return v
}

// state adds a value of the markup.
func (v *dateVote) state(origin int, value, basis string) *candidate {
	if value == "" {
		return nil
	}
	s := markupDate(value, v.lang)
	if s == "" {
		return nil
	}
	known := len(v.list)
	c := v.add(origin, s[:len(time.DateOnly)], -1, readout.Found{Value: s, Basis: basis})
	if c != nil && len(v.list) > known {
		c.form[dateDistance], c.form[dateLength] = farAway, farAway
	}
	return c
}

func (v *dateVote) stated(article thing) {
	f := v.h.facts
	v.state(dateJSON, article.text("datePublished"), "JSON-LD datePublished")
	v.state(dateJSONChanged, article.text("dateModified"), "JSON-LD dateModified")
	v.state(dateJSONCreated, article.text("dateCreated"), "JSON-LD dateCreated")
	for _, t := range f.things {
		origin := dateJSONOther
		if t.is("Page") {
			origin = dateJSONPage
		}
		v.state(origin, t.text("datePublished"), "JSON-LD datePublished")
		v.state(dateJSONCreated, t.text("uploadDate"), "JSON-LD uploadDate")
	}
	for _, m := range f.meta {
		if origin, ok := dateOrigin(m.key); ok {
			v.state(origin, m.value, "meta "+m.key)
		}
	}
	for _, m := range f.item {
		switch m.key {
		case "datepublished":
			v.state(dateItem, m.value, "itemprop datePublished")
		case "datemodified":
			v.state(dateItemChanged, m.value, "itemprop dateModified")
		case "datecreated":
			v.state(dateJSONCreated, m.value, "itemprop dateCreated")
		}
	}
	v.addresses()
	v.state(dateScript, f.script, "date of publication in a script")
	v.state(dateInTitle, f.title, "title element")
	v.state(dateInTitle, v.h.page.title.Value, "headline")
}

// dateOrigin is the origin of a meta element by its key.
func dateOrigin(key string) (int, bool) {
	switch {
	case key == "article:published_time" || key == "og:published_time" || key == "og:article:published_time":
		return dateMeta, true
	case key == "date":
		return dateMetaPlain, true
	case strings.HasPrefix(key, "dc.date") || strings.HasPrefix(key, "dcterms.") || key == "dc.created" || key == "dc.issued":
		return dateMetaDublin, !strings.HasPrefix(key, "dcterms.") || hasAny(key, []string{"date", "issued", "created"})
	}
	for _, k := range modifiedMeta {
		if k == key {
			return dateMetaChanged, true
		}
	}
	for _, k := range publishedMeta {
		if k == key {
			return dateMetaNamed, true
		}
	}
	return dateMetaNamed, strings.Contains(key, "publish") && strings.Contains(key, "time") || strings.HasSuffix(key, "publishdate") || strings.HasSuffix(key, "pubdate")
}

func (v *dateVote) addresses() {
	try := func(origin int, address, basis string) {
		if d := addressDate(address); d.valid() {
			v.state(origin, d.String(), basis)
		}
	}
	try(dateAddress, v.h.page.canonical.Value, "canonical address")
	for _, l := range v.h.facts.links {
		if l.key == "amphtml" || l.key == "shortlink" || l.key == "alternate" {
			try(dateAddressOther, l.value, "link "+l.key)
		}
	}
	for _, key := range []string{"og:url", "og:image", "twitter:image"} {
		origin := datePicture
		if key == "og:url" {
			origin = dateAddress
		}
		value, _ := first(v.h.facts.meta, key)
		try(origin, value, "meta "+key)
	}
}

// marked adds the dates in elements whose markup names them so.
func (v *dateVote) marked() {
	for _, m := range v.h.facts.dates {
		origin, near := dateMarkedElse, v.h.nearHeadline(m.block)
		isTime := m.node.DataAtom == atom.Time
		switch {
		case isTime && near:
			origin = dateTimeNear
		case near:
			origin = dateMarkedNear
		case isTime && m.trust > 0 && attr(m.node, "pubdate")+attr(m.node, "itemprop") != "":
			origin = dateTimeMarked
		case isTime:
			origin = dateTimeElse
		}
		away := v.h.elsewhere(m.node)
		for k, value := range []string{m.value, m.text} {
			basis := "shown: " + m.text
			if k == 0 && isTime {
				basis = "time element"
			}
			c := v.state(origin, value, basis)
			v.place(c, m.block, m.text, away)
			if c != nil && m.trust <= 0 {
				c.form[dateSaysChanged]++
			}
		}
	}
}

// place notes where the page shows a candidate and with which words.
func (v *dateVote) place(c *candidate, block int, text string, away bool) {
	if c == nil {
		return
	}
	f := c.form
	at := v.h.head
	if at < 0 {
		at = v.h.from
	}
	if d := abs(block - at); d < f[dateDistance] {
		f[dateDistance] = d
	}
	f[dateLength] = min(f[dateLength], len(text))
	f[dateShown]++
	if f[dateFirstShown] == 0 {
		v.shown++
		f[dateFirstShown] = v.shown
	}
	if away {
		f[dateElsewhere]++
	}
	if v.h.from >= 0 && block >= v.h.from && block <= v.h.to {
		f[dateInArticle]++
	}
	if mostlyDate(text) {
		f[dateAlone]++
	}
	k := fold.Key(text[:min(len(text), 160)])
	for cue, form := range map[string]int{cuePublished: dateSaysPublished, cueChanged: dateSaysChanged, cueEvent: dateSaysEvent} {
		if saysCue(k, cue) {
			f[form]++
		}
	}
}

func abs(n int) int { return max(n, -n) }

// blocks adds the dates in the words of the page.
func (v *dateVote) blocks() {
	h := v.h
	for i := range h.blocks {
		b := &h.blocks[i]
		text, origin := b.text, dateShort
		switch {
		case h.nearHeadline(i) && b.chars < 160 && (!h.isProse[i] || mostlyDate(b.text) || saysCue(fold.Key(b.text), cuePublished)):
			origin = dateShownNear
		case h.from >= 0 && i >= h.from && i <= h.from+5:
			text, origin = b.text[:min(len(b.text), 40)], dateOpening
		case h.to >= 0 && i > h.to-2 && i <= h.to+6 && b.chars < 300:
			origin = dateEnd
		case b.chars > 200 || h.score[i] > 0 && h.isProse[i] && h.from >= 0 && i >= h.from && i <= h.to:
			continue
		case b.chars > 60 && !mostlyDate(b.text):
			origin = dateLong
		}
		if !hasDigits(text) {
			continue
		}
		if origin == dateLong && !saysCue(fold.Key(text), cuePublished) && !saysCue(fold.Key(text), cueChanged) {
			continue
		}
		v.place(v.state(origin, text, shownBasis(origin, b.text)), i, text, h.elsewhere(b.inner))
	}
}

func shownBasis(origin int, text string) string {
	if origin == dateOpening {
		return "shown at the start of the text"
	}
	return "shown: " + text
}

// hasDigits reports whether a text has enough digits for a date.
func hasDigits(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			if n++; n >= 3 {
				return true
			}
		}
	}
	return false
}

// dropChanges takes out the days that the page itself calls days of a change,
// and nothing one of publication, where it states a day of publication.
func (v *dateVote) dropChanges() {
	stated := func(c *candidate) bool {
		return c.from[dateJSON] || c.from[dateMeta] || c.from[dateMetaNamed] || c.from[dateItem] || c.from[dateJSONOther] || c.from[dateJSONPage]
	}
	if v.sure = slices.ContainsFunc(v.list, stated); !v.sure {
		return
	}
	v.list = slices.DeleteFunc(v.list, func(c *candidate) bool {
		return !stated(c) && c.form[dateSaysPublished] == 0 && (c.form[dateSaysChanged] > 0 || c.best >= dateJSONChanged)
	})
}

// forms measures the candidates against each other.
func (v *dateVote) forms() {
	var stated, byJSON time.Time
	least := len(v.field.origins)
	for _, c := range v.list {
		t, _ := time.Parse(time.DateOnly, c.key)
		if c.from[dateJSON] {
			byJSON = t
		}
		if c.best < least {
			least, stated = c.best, t
		}
	}
	for _, c := range v.list {
		t, _ := time.Parse(time.DateOnly, c.key)
		for _, o := range v.list {
			switch {
			case o.key < c.key:
				c.form[dateYouth]++
			case o.key > c.key:
				c.form[dateAge]++
			}
		}
		c.form[dateFromJSON], c.form[dateFromStated] = daysApart(t, byJSON), daysApart(t, stated)
	}
}

// daysApart is the number of days from b to a, at most a year; beyond it where b
// is none.
func daysApart(a, b time.Time) int {
	const year = 366
	if b.IsZero() {
		return year + 1
	}
	return max(-year, min(year, int(a.Sub(b)/(24*time.Hour))))
}
