package ingest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
)

// insets gives their roles to lines that interrupt an article: boxes, captions,
// posts, notes of the desk. It looks at the line's form; the table of furniture
// counts for short lines only.
func (r *textReader) insets(i int) {
	t, s := r.blocks[i].folded, &r.shapes[i]
	n := len(s.words)
	switch {
	case ruler.MatchString(t) || n == 0:
		r.set(i, readout.RoleOther, "no words")
	case imageFile.MatchString(t):
		r.set(i, readout.RoleOther, "name of a file")
	case n < 60 && formField.MatchString(r.lines[i].text):
		r.set(i, readout.RoleNavigation, "field or button of a form")
	case videoBox.MatchString(t):
		r.set(i, readout.RoleTeaser, "box of a video")
	case n < 40 && tagList.MatchString(t):
		r.set(i, readout.RoleNavigation, "list of tags")
	case n < 12 && commenter.MatchString(t) && r.headWords(i, commentStems...):
		r.set(i, readout.RoleComment, "name above a comment")
	case boxList.MatchString(t):
		r.set(i, readout.RoleTeaser, "box that lists other articles")
	case timeList.MatchString(t):
		r.set(i, readout.RolePromotion, "time of a broadcast")
	case tweetEnd.MatchString(tail(t)) && r.houseLink(t):
		r.set(i, readout.RoleTeaser, "post of a newsroom that links another article")
	case n < 40 && toggle.MatchString(t):
		r.set(i, readout.RoleCaption, "image with its controls and credit")
	case n < 60 && rightsLine.MatchString(t):
		r.rights(i)
	case n < 120 && correctionOpen.MatchString(t) && r.correction(i):
		r.set(i, readout.RoleCorrection, "note about this or an earlier version")
	case initials.MatchString(t) || pageLine.MatchString(t) || n < 30 && takenFrom.MatchString(t) && i > r.start:
		r.set(i, readout.RoleCredit, "says where the report or its parts come from")
	case n < 30 && followUs.MatchString(t):
		r.set(i, readout.RolePromotion, "address or account to follow")
	case n < 70 && deskLine.MatchString(t):
		r.set(i, readout.RoleCredit, "names the desk or contributors")
	case n < 15 && dateOnly(t) && (!r.article[i] || r.blocks[i].bullet):
		r.loneDate(i)
	case tweetEnd.MatchString(tail(t)) && r.article[i]:
		r.set(i, readout.RoleQuote, "post with its author, handle and date")
	case n < 90 && galleryCount.MatchString(t) && !endsSentence(t):
		r.set(i, readout.RoleCaption, "counted picture of a series")
	case n < 90 && captionBox.MatchString(t) && !r.outside(i):
		r.set(i, readout.RoleCaption, "caption with the words of its box")
	case postShared.MatchString(tail(t)):
		r.set(i, readout.RoleQuote, "post with its author, handle and date")
	case n < 90 && r.fullCaption(i):
		r.set(i, readout.RoleCaption, "goes on where an image text given twice stops")
	case n >= 4 && n <= 25 && r.aboveCredit(i):
		r.set(i, readout.RoleCaption, "short line above the credit of an image")
	case n < 150 && caption(t) && !r.outside(i):
		r.set(i, readout.RoleCaption, "opens, ends or speaks like a caption")
	case bracket.MatchString(t):
		r.set(i, readout.RoleTeaser, "link to another article in brackets")
	case shareCount.MatchString(t) || timeAgo.MatchString(t):
		r.set(i, readout.RoleNavigation, "count or age")
	default:
		r.byTable(i)
	}
}

// fullCaption reports whether two blocks close above say the beginning of the
// block: alternative text of an image, printed twice.
func (r *textReader) fullCaption(i int) bool {
	n := 0
	for k := max(i-3, 0); k < i; k++ {
		if r.repeats[k].ahead && r.repeats[k].of == i {
			n++
			if strings.HasPrefix(r.blocks[k].folded, "[") {
				n++
			}
		}
	}
	return n >= 2 && !r.outside(i)
}

// aboveCredit reports whether the next block is the credit of an image and the
// block itself no more than a sentence.
func (r *textReader) aboveCredit(i int) bool {
	if i+1 >= len(r.blocks) || r.outside(i) || len(r.shapes[i+1].words) > 6 || strings.Contains(r.blocks[i].folded, `"`) {
		return false
	}
	return creditLabel.MatchString(r.blocks[i+1].folded) && strings.Count(r.blocks[i].folded, ". ") == 0
}

// outside reports whether a block stands above the headline or behind the end
// of the article, where captions belong to others.
func (r *textReader) outside(i int) bool {
	return i < r.headline || i >= r.end+2 || i >= r.end && r.inSection(i)
}

// loneDate marks a date on a line of its own: that of the report by its text, a
// part of the page elsewhere. Dates that head parts of the text stay headings.
func (r *textReader) loneDate(i int) {
	if r.outside(i) && r.headWords(i, commentStems...) {
		r.set(i, readout.RoleComment, "date below a head of comments")
		return
	}
	if r.outside(i) {
		r.set(i, readout.RoleNavigation, "date on a line of its own, away from the text")
		return
	}
	r.set(i, readout.RoleDateline, "date on a line of its own")
}

// rights marks a line of rights: a credit where it closes the article, page
// furniture elsewhere.
func (r *textReader) rights(i int) {
	if i > r.start && i < r.end+4 {
		r.set(i, readout.RoleCredit, "rights line at the end of the article")
		return
	}
	r.set(i, readout.RoleNavigation, "rights line of the page")
}

// houseLink reports whether a post is by a newsroom and holds an address.
func (r *textReader) houseLink(t string) bool {
	if !linkMark.MatchString(t) {
		return false
	}
	at := strings.LastIndex(t, "- ")
	name, _, _ := strings.Cut(t[max(at, 0):], "(@")
	_, ok := newsroom(name)
	return ok
}

// correction reports whether a line that opens like a correction is one and not
// a heading ("Update") or a sentence about an update.
func (r *textReader) correction(i int) bool {
	t := r.blocks[i].folded
	n := len(r.shapes[i].words)
	lower := strings.ToLower(t)
	if n < 3 {
		return false
	}
	if strings.HasPrefix(lower, "update") {
		return len(t) > 6 && (strings.Contains(t[:min(12, len(t))], ":") || datedUpdate(lower))
	}
	if strings.HasPrefix(lower, "correction") || strings.HasPrefix(lower, "clarification") || strings.HasPrefix(lower, "corrected") {
		return strings.ContainsAny(t[:min(24, len(t))], ":-(") || strings.Contains(lower, "earlier version") || strings.Contains(lower, "article")
	}
	return true
}

func datedUpdate(lower string) bool {
	return strings.HasPrefix(lower, "updated at ") || strings.HasPrefix(lower, "updated on ") || strings.HasPrefix(lower, "update ")
}

// caption reports whether a folded line has the form of a caption.
func caption(t string) bool {
	return captionOpen.MatchString(t) || captionAgency.MatchString(t) && !endsSentence(t) || closesCaption(tail(t)) || position.MatchString(t) && wordsIn(t) < 60 && !strings.HasPrefix(t, `"`) ||
		!strings.Contains(t, `"`) && (strings.Count(t, ". ") == 0 || captionStart.MatchString(t)) && captionFile.MatchString(t)
}

// closesCaption is captionEnd, which most lines do not come near: each of its
// forms has one of these marks or words.
func closesCaption(t string) bool {
	return (strings.ContainsAny(t, "(/:©") || hasFold(t, " by") || hasFold(t, "via ")) && captionEnd.MatchString(t)
}

// hasFold reports ASCII words, given in lower case, in any case.
func hasFold(t, word string) bool {
	for i := 0; i+len(word) <= len(t); i++ {
		if t[i]|0x20 == word[0] && strings.EqualFold(t[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// tail is the last part of a line, where the forms that close a line stand.
func tail(t string) string {
	const most = 240
	if len(t) <= most {
		return t
	}
	at := len(t) - most
	for !utf8.RuneStart(t[at]) {
		at++
	}
	return t[at:]
}

// byTable looks the line up in the table of furniture. A line of running text
// is judged by its opening or its whole only.
func (r *textReader) byTable(i int) {
	s := &r.shapes[i]
	if s.phrase == "" || s.head {
		return
	}
	long := s.class == "P" && len(s.words) > 35
	if r.article[i] && (long && s.where != "is" && s.where != "begins" && s.where != "marks" || s.where == "holds" && prose(s.class) && r.margin[i] > solidMargin/2) {
		return
	}
	r.set(i, readout.Role(s.phrase), fmt.Sprintf("%s a phrase of page furniture", map[string]string{
		"is": "is", "opens": "opens with", "begins": "opens with", "holds": "holds", "marks": "holds", "ends": "ends with",
	}[s.where]))
}

// asideRole gives a block outside the article its role.
func (r *textReader) asideRole(i int) {
	s := &r.shapes[i]
	after := i >= r.end
	switch {
	case s.head:
		r.set(i, readout.RoleNavigation, "head of a section outside the article")
	case s.class == "q" && len(s.words) <= 60 && i > r.start && i < r.end && !r.inSection(i) && !r.blocks[i].bullet:
		r.set(i, readout.RoleCaption, r.why(i)+", between paragraphs as captions stand")
	case !after && i < r.start:
		r.set(i, readout.RoleNavigation, r.why(i)+", before it begins")
	case r.headWords(i, commentStems...) && (prose(s.class) || s.class == "q"):
		r.set(i, readout.RoleComment, r.why(i)+", below a head of comments")
	case strings.Contains(s.marks, "|") && s.class != "s" && after:
		r.set(i, readout.RoleAdvertisement, r.why(i)+", with a bar as advertisements have")
	case after && i > 0 && r.lines[i-1].role == readout.RoleAdvertisement && (s.class == "q" || prose(s.class)):
		r.set(i, readout.RoleAdvertisement, r.why(i)+", goes on from the advertisement above")
	case s.class == "s" || s.class == "b" || s.class == "d":
		r.set(i, readout.RoleNavigation, r.why(i))
	case after && (r.head[i] >= 0 && r.head[i] >= r.start || s.class == "t"):
		r.set(i, readout.RoleTeaser, r.why(i)+", behind its end")
	case after && prose(s.class):
		r.set(i, readout.RolePromotion, r.why(i)+", behind its end")
	case s.class == "t" || s.class == "q" || prose(s.class):
		r.set(i, readout.RoleTeaser, r.why(i))
	default:
		r.set(i, readout.RoleOther, r.why(i))
	}
}

// commentStems open or make up the heads of readers' comments.
var commentStems = []string{"comment", "kommentar", "discussion", "conversation", "reply", "replies", "response", "antwort", "comentario", "commentaire", "reactie", "thoughts"}

// headWords reports whether the last section head above holds one of the stems.
func (r *textReader) headWords(i int, stems ...string) bool {
	h := r.head[i]
	if h < 0 {
		return false
	}
	for _, st := range stems {
		if strings.Contains(r.shapes[h].key, st) {
			return true
		}
	}
	return false
}

// markRepeats sets aside blocks that say again what another block of the
// article, or any earlier block, says. Of blocks with the same words the first
// one that the article holds stays.
func (r *textReader) markRepeats() {
	holder := map[int]int{} // first block of its words -> the one kept
	for i, rep := range r.repeats {
		if rep.of < 0 || rep.ahead {
			continue
		}
		if k, ok := holder[rep.of]; !ok || !kept(r.lines[k].role) && kept(r.lines[i].role) {
			if !ok && kept(r.lines[rep.of].role) {
				holder[rep.of] = rep.of
				continue
			}
			if kept(r.lines[i].role) {
				holder[rep.of] = i
			} else if !ok {
				holder[rep.of] = rep.of
			}
		}
	}
	for i, rep := range r.repeats {
		switch {
		case rep.of < 0:
		case rep.ahead:
			r.repeatAhead(i, rep)
		default:
			if k := holder[rep.of]; k < i && r.lines[i].role != readout.RoleHeadline {
				r.repeatOf(i, k, rep.why)
			}
		}
	}
}

// kept reports whether a role belongs to the article.
func kept(role readout.Role) bool { return role.Share() == readout.ShareArticle }

func (r *textReader) repeatOf(i, k int, why string) {
	r.set(i, readout.RoleRepeat, fmt.Sprintf("%s %d", why, k+1))
	r.lines[i].repeats = k
}

// repeatAhead sets a block aside whose words open a later one, unless the later
// one is outside the article and this one is not.
func (r *textReader) repeatAhead(i int, rep repeat) {
	role := r.lines[i].role
	if role == readout.RoleHeadline || kept(role) && !kept(r.lines[rep.of].role) && r.lines[rep.of].role != readout.RoleRepeat {
		return
	}
	r.repeatOf(i, rep.of, rep.why)
}
