package ingest

import (
	"net/textproto"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// forwardMark is the line that mail programs put over a mail that they forward
// inside the text.
var forwardMark = regexp.MustCompile(`(?i)^[-_* >]*(?:begin forwarded message|forwarded message|original message|ursprüngliche nachricht|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|message transféré|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)(?: from [^:]{1,60})?[-_* ]*:?[-_* ]*(?:$|(?:from|von|de|da|van) ?:)`)

// forwardField is a field of the header under it.
var forwardField = regexp.MustCompile(`(?i)(?:^|[ *])\*?(from|von|de|da|van|date|sent|datum|gesendet|envoyé|fecha|data|subject|betreff|objet|asunto|oggetto|onderwerp|assunto|to|an|à|para|a|cc|reply-to) ?:\*? ?`)

var fieldNames = map[string]string{
	"from": "From", "von": "From", "de": "From", "da": "From", "van": "From",
	"date": "Date", "sent": "Date", "datum": "Date", "gesendet": "Date", "envoyé": "Date", "fecha": "Date", "data": "Date",
	"subject": "Subject", "betreff": "Subject", "objet": "Subject", "asunto": "Subject", "oggetto": "Subject", "onderwerp": "Subject", "assunto": "Subject",
}

// inlineForward finds a mail that was forwarded inside the text. What stands
// before it is the note of whoever forwarded it; date and title are those of its
// own header. It reports false where there is none.
func (p *page) inlineForward() bool {
	const most = 8 // blocks of a header
	at := -1
	for i, l := range p.lines {
		if len(l.text) < 2000 && forwardMark.MatchString(fold.Line(l.text)) {
			at = i
			break
		}
	}
	if at < 0 {
		return false
	}
	h := textproto.MIMEHeader{}
	end := at + 1
	readFields(p.lines[at].text, h)
	for end < len(p.lines) && end <= at+most && len(p.lines[end].text) < 2000 && readFields(p.lines[end].text, h) {
		end++
	}
	if h.Get("From") == "" || h.Get("Subject") == "" && h.Get("Date") == "" {
		return false
	}
	for i := range p.lines[:end] {
		l := &p.lines[i]
		l.role, l.repeats, l.reason = readout.RoleOther, -1, "words of whoever forwarded the mail"
		if i >= at {
			l.reason = "header of the forwarded mail"
		}
	}
	p.forgetBefore(end)
	if v := dateOfHeader(strings.Map(blankOrSame, h.Get("Date"))); v != "" {
		p.published, p.modified = readout.Found{Value: v, Basis: "Date over the forwarded text"}, readout.Found{}
	}
	p.fromSender(h.Get("From"), textproto.MIMEHeader{}, "over the forwarded text, ")
	p.fromSubject(h.Get("Subject"), "over the forwarded text, ")
	return true
}

// forgetBefore drops metadata that were read from blocks before the n-th, and
// makes the first text behind them the lead.
func (p *page) forgetBefore(n int) {
	early := func(f readout.Found) bool {
		m := blockNumber.FindStringSubmatch(f.Basis)
		return m != nil && len(m[1]) < 9 && atoi(m[1]) <= n
	}
	for _, f := range []*readout.Found{&p.title, &p.published, &p.modified, &p.outlet, &p.origin, &p.canonical} {
		if early(*f) {
			*f = readout.Found{}
		}
	}
	var kept []readout.Found
	for _, f := range p.byline {
		if !early(f) {
			kept = append(kept, f)
		}
	}
	p.byline = kept
	hasLead, first := false, -1
	for i := n; i < len(p.lines); i++ {
		l := &p.lines[i]
		hasLead = hasLead || l.role == readout.RoleLead
		if first < 0 && l.role == readout.RoleBody {
			first = i
		}
		if l.role == readout.RoleRepeat && l.repeats >= 0 && l.repeats < n {
			l.role, l.repeats, l.reason = readout.RoleBody, -1, "text of the forwarded mail"
			if first < 0 {
				first = i
			}
		}
	}
	if !hasLead && first >= 0 {
		p.lines[first].role = readout.RoleLead
	}
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

// readFields reads the fields of a block, of which several may have been joined,
// and reports whether it begins with one.
func readFields(text string, h textproto.MIMEHeader) bool {
	at := forwardField.FindAllStringSubmatchIndex(text, 20)
	for k, m := range at {
		to := len(text)
		if k+1 < len(at) {
			to = at[k+1][0]
		}
		name := fieldNames[strings.ToLower(text[m[2]:m[3]])]
		if v := strings.Trim(text[m[1]:to], " *"); name != "" && h.Get(name) == "" && v != "" {
			h.Set(name, v)
		}
	}
	return len(at) > 0 && at[0][0] == 0
}
