package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// The origins of bylines.
const (
	bylineRule = iota
	bylineJSON
	bylineTwitter
	bylineNear
	bylineMeta
	bylineMetaArticle
	bylineMetaOther
	bylineSiblings
	bylineItem
	bylinePerson
	bylineLine
	bylineEnd
	bylineMarkedNear
	bylineHintedNear
	bylineMarkedEnd
	bylineMarkedElse
	bylineCueNear
	bylineCueEnd
	bylineCueElse
	bylineBesideDate
	bylineAloneNear
	bylineAloneEnd
	bylineAfterLabel
	bylineBrackets
	bylineRights
	bylineSite
)

var bylineField = &field{
	name: "byline",
	origins: []string{
		"rule", "json", "twitter", "near", "meta", "meta_article", "meta_other", "siblings", "item", "person", "line", "end",
		"marked_near", "hinted_near", "marked_end", "marked_else", "cue_near", "cue_end", "cue_else", "beside_date",
		"alone_near", "alone_end", "after_label", "brackets", "rights", "site",
	},
	forms: []string{
		"words", "capitals", "chars", "house", "newsroom", "persons", "house_words", "digits", "distance", "from_end", "shown",
		"names", "held", "holds", "elsewhere", "in_title", "all_caps", "whole", "after_head", "in_rule",
	},
}

// The forms of bylines, in the order of bylineField.
const (
	bylineWords = iota
	bylineCapitals
	bylineChars
	bylineOwn
	bylineNewsroom
	bylinePersons
	bylineHouseWords
	bylineDigits
	bylineDistance
	bylineFromEnd
	bylineShown
	bylineNumber
	bylineHeld
	bylineHolds
	bylineElsewhere
	bylineInTitle
	bylineAllCaps
	bylineWhole
	bylineAfterHead
	bylineInRule
)

// bylineVote collects what may be the authors.
type bylineVote struct {
	*ballot
	h *htmlPage
}

func (h *htmlPage) bylineBallot(article thing, rule []readout.Found) *bylineVote {
	v := &bylineVote{newBallot(bylineField), h}
	v.name(bylineRule, rule, -1, false)
	for _, s := range []struct {
		origin int
		try    func(thing) ([]string, string)
	}{
		{bylineJSON, h.schemaAuthors}, {bylineTwitter, h.labelledAuthors}, {bylineNear, h.nearAuthors}, {bylineMeta, h.metaAuthors},
		{bylineSiblings, h.markedAuthors}, {bylineItem, h.itemAuthors}, {bylinePerson, h.personThing}, {bylineLine, h.lineAuthors}, {bylineEnd, h.endAuthors},
	} {
		values, basis := s.try(article)
		v.state(s.origin, values, basis, -1)
	}
	for _, m := range h.facts.meta {
		switch {
		case m.key == "article:author":
			v.state(bylineMetaArticle, []string{m.value}, "meta "+m.key, -1)
		case m.key != "author" && (strings.Contains(m.key, "author") || strings.Contains(m.key, "autor") || strings.HasSuffix(m.key, ".creator")) && !strings.Contains(m.key, "twitter"):
			v.state(bylineMetaOther, []string{m.value}, "meta "+m.key, -1)
		}
	}
	v.markedOnes()
	v.shownOnes()
	v.state(bylineSite, []string{cmp.Or(h.siteName(), h.page.outlet.Value)}, "the site's name", -1)
	v.forms(rule)
	return v
}

// state adds what an origin says: its names without newsrooms beside persons,
// all of its names, and its words as they stand.
func (v *bylineVote) state(origin int, values []string, basis string, block int) {
	persons, house := v.h.names(values, basis)
	v.name(origin, persons, block, false)
	if len(persons) == 0 {
		v.name(origin, house[:min(1, len(house))], block, false)
	}
	var all []readout.Found
	for _, s := range values {
		for _, n := range statedNames(s) {
			if f := (readout.Found{Value: n, Basis: basis}); !contains(all, n) {
				all = append(all, f)
			}
		}
	}
	if len(all) != len(persons) {
		v.name(origin, all, block, false)
	}
	if len(values) == 1 {
		whole := fold.Line(values[0])
		if rest, ok := afterCue(whole, cueBy); ok {
			whole = rest
		}
		if nameLike(whole) {
			v.name(origin, []readout.Found{{Value: whole, Basis: basis}}, block, true)
		}
	}
}

func (v *bylineVote) name(origin int, names []readout.Found, block int, whole bool) {
	if len(names) == 0 || len(names) > 8 {
		return
	}
	known := len(v.list)
	c := v.add(origin, bylineKey(names), block, names...)
	if c == nil {
		return
	}
	if len(v.list) > known {
		c.form[bylineDistance], c.form[bylineFromEnd] = farAway, farAway
		if whole {
			c.form[bylineWhole] = 1
		}
	}
	if block >= 0 {
		at := v.h.head
		if at < 0 {
			at = v.h.from
		}
		if d := abs(block - at); d < c.form[bylineDistance] {
			c.form[bylineDistance] = d
		}
		if v.h.to >= 0 {
			c.form[bylineFromEnd] = min(c.form[bylineFromEnd], abs(block-v.h.to))
		}
		if block > at {
			c.form[bylineAfterHead] = 1
		}
		if v.h.elsewhere(v.h.blocks[block].inner) {
			c.form[bylineElsewhere]++
		}
	}
}

// bylineKey is the same for the same set of names.
func bylineKey(names []readout.Found) string {
	var keys []string
	for _, n := range names {
		if k := titleKey(n.Value); k != "" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), "|")
}

func (v *bylineVote) markedOnes() {
	h := v.h
	for i := range h.facts.authors {
		m := &h.facts.authors[i]
		if under(m.node, atom.Figure, atom.H1, atom.Nav) || m.block >= len(h.blocks) {
			continue
		}
		origin := bylineMarkedElse
		switch near := h.nearHeadline(m.block); {
		case near && m.trust > 1:
			origin = bylineMarkedNear
		case near:
			origin = bylineHintedNear
		case h.to >= 0 && m.block >= h.from && m.block <= h.to+8:
			origin = bylineMarkedEnd
		}
		v.state(origin, []string{m.text}, "element marked as author", m.block)
	}
}

// shownOnes reads the short lines by the headline, at the end of the text and,
// where they open with a word of authorship, elsewhere.
func (v *bylineVote) shownOnes() {
	h := v.h
	for i := range h.blocks {
		b := &h.blocks[i]
		near := h.nearHeadline(i) || h.from >= 0 && i >= h.from-3 && i <= h.from+2
		end := h.to >= 0 && i >= h.to-2 && i <= h.to+8
		if b.form || under(b.outer, atom.H1, atom.Figure) || i == h.head {
			continue
		}
		if b.chars > 160 {
			if end && i <= h.to {
				v.bracketed(i)
			}
			continue
		}
		v.line(i, near, end)
		if end {
			v.bracketed(i)
		}
		if r, ok := strings.CutPrefix(b.text, "©"); ok {
			v.state(bylineRights, []string{strings.TrimLeft(r, " -0123456789©,")}, "rights line", i)
		}
	}
}

// line reads the stretches of a short block between its marks and dates.
func (v *bylineVote) line(i int, near, end bool) {
	text := v.h.blocks[i].text
	if _, cued := afterCue(text, cueBy); !cued && !near && !end {
		return
	}
	pieces, dated := linePieces(text)
	for k, p := range pieces {
		rest, cued := afterCue(p, cueBy)
		origin, basis := -1, "line by the headline"
		switch {
		case cued && near:
			origin = bylineCueNear
		case cued && end:
			origin, basis = bylineCueEnd, "line at the end"
		case cued:
			origin, basis = bylineCueElse, "line that opens as a byline"
		case near && dated:
			origin = bylineBesideDate
		case near && k == 0 && len(pieces) <= 2:
			origin = bylineAloneNear
		case end && len(pieces) == 1 && len(text) < 60:
			origin, basis = bylineAloneEnd, "name alone at the end of the text"
		}
		if cued {
			p = rest
		}
		if origin >= 0 && p != "" && (cued || nameAlone(p)) {
			v.state(origin, []string{p}, basis, i)
		}
	}
	if i+1 < len(v.h.blocks) && len(text) < 30 && slices.Contains(cues()[cueBy], strings.ToLower(strings.Trim(text, " :"))) {
		v.state(bylineAfterLabel, []string{v.h.blocks[i+1].text}, "line after \""+text+"\"", i+1)
	}
}

var (
	// byWithin finds a word of authorship that follows a mark or a number.
	byWithin = lazily(`(?i)([\d|·•,/»)(:.–—-]|\buhr|\b[ap]m)\s*\b((?:(?:publi|post|writ|submit|geschrieb|verfass|erstell|veröffentlich)\pL+ )?(?:by|von|par|por|door|przez)|(?:autor|autorin|author|auteur|text|words|verfasser):)\s+`)
	// lineDates finds days and times in a line.
	lineDates = lazily(`(?i)(?:\b(?:on|at|am|um|le|el|à) )?(?:\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\b|\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:uhr|am|pm|h)\b)?|\b\d{1,2}\.?\s*(?:de )?\pL{3,12}\.?,?\s*(?:de )?\d{4}\b|\b\pL{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b)`)
	// lineMarks parts the stretches of a line.
	lineMarks = lazily(`\s*(?:[|·•»«\n@∙]|//| -{1,2} |[–—])\s*`)
)

// withinWords are what byWithin looks for, to spare it most lines.
var withinWords = []string{"by ", "von ", "par ", "por ", "door ", "przez ", "autor", "author", "auteur", "text:", "words:", "verfasser"}

// nameAlone reports whether a stretch can be names and nothing else: it begins
// as a name does or is one word, is short and holds no numbers and no words that
// stand beside dates.
func nameAlone(s string) bool {
	const most = 8
	k := fold.Key(s)
	if len(strings.Fields(s)) > most || strings.ContainsAny(s, "0123456789") || saysCue(k, cuePublished) || saysCue(k, cueChanged) || saysCue(k, cueDay) {
		return false
	}
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsLetter(r) && !strings.Contains(s, " ")
	}
	return false
}

// linePieces cuts a line at its marks, before a word of authorship and where a
// date stands; dated says that one does.
func linePieces(text string) (pieces []string, dated bool) {
	text = fold.Line(text)
	if hasAny(strings.ToLower(text), withinWords) {
		text = byWithin().ReplaceAllString(text, "$1\n$2 ")
	}
	if dated = hasDigits(text); dated {
		text = lineDates().ReplaceAllString(text, "\n")
	}
	for _, p := range lineMarks().Split(text, 16) {
		if p = strings.Trim(p, " .,;:|-–—·•/()@»«"); p != "" {
			pieces = append(pieces, p)
		}
	}
	return pieces, dated
}

// bracketed reads what stands in brackets at the end of a block.
func (v *bylineVote) bracketed(i int) {
	t := strings.TrimRight(v.h.blocks[i].text, " .")
	open := strings.LastIndexByte(t, '(')
	if !strings.HasSuffix(t, ")") || open < 0 || len(t)-open > 60 {
		return
	}
	if !nameAlone(t[open+1 : len(t)-1]) {
		return
	}
	v.state(bylineBrackets, []string{t[open+1 : len(t)-1]}, "in brackets at the end", i)
}

func (v *bylineVote) forms(rule []readout.Found) {
	h := v.h
	title := titleKey(h.page.title.Value)
	byRule := bylineKey(rule)
	counts := v.shownCounts()
	for n, c := range v.list {
		f := c.form
		f[bylineNumber] = len(c.found)
		all := ""
		for _, x := range c.found {
			all += x.Value + " "
			ws := strings.Fields(x.Value)
			f[bylineWords] += len(ws)
			for _, w := range ws {
				if unicode.IsUpper([]rune(w)[0]) {
					f[bylineCapitals]++
				}
			}
			if h.isHouse(x.Value) {
				f[bylineOwn]++
			}
			if isNewsroom(x) {
				f[bylineNewsroom]++
			}
			if personName(x.Value) {
				f[bylinePersons]++
			}
			if houseWords().MatchString(x.Value) || roleWords.MatchString(x.Value) {
				f[bylineHouseWords]++
			}
			if k := titleKey(x.Value); strings.Contains(" "+title+" ", " "+k+" ") {
				f[bylineInTitle]++
			}
		}
		digits, upper, letters := shape(all)
		f[bylineChars], f[bylineDigits], f[bylineShown] = len(all), digits, counts[n]
		if upper == letters {
			f[bylineAllCaps] = 1
		}
		f[bylineInRule] = keyIn(strings.ReplaceAll(c.key, "|", " "), strings.ReplaceAll(byRule, "|", " "))
		for _, o := range v.list {
			if o != c && strings.Contains(o.key, c.key) {
				f[bylineHeld]++
			} else if o != c && strings.Contains(c.key, o.key) {
				f[bylineHolds]++
			}
		}
	}
}

// shownCounts is the number of short blocks, at most nine, that hold the first
// name of each candidate.
func (v *bylineVote) shownCounts() []int {
	out := make([]int, len(v.list))
	for i := range v.h.blocks {
		b := &v.h.blocks[i]
		if b.chars > 200 {
			continue
		}
		for n, c := range v.list {
			if out[n] < 9 && strings.Contains(b.text, c.found[0].Value) {
				out[n]++
			}
		}
	}
	return out
}
