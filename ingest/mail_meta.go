package ingest

import (
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// fromHeader takes title, date, sender and address from the header of a message.
// who opens each basis: "mail header ".
func (p *page) fromHeader(h textproto.MIMEHeader, who string) {
	if v := dateOfHeader(h.Get("Date")); v != "" {
		p.published, p.modified = readout.Found{Value: v, Basis: who + "Date"}, readout.Found{}
	}
	// RFC 5064: where an archive has the message.
	if v := strings.Trim(strings.TrimSpace(h.Get("Archived-At")), "<>"); absolute(v) && !p.canonical.Stated() {
		p.canonical = readout.Found{Value: v, Basis: who + "Archived-At"}
	}
	if v := primaryTag(h.Get("Content-Language")); v != "" && !p.lang.Stated() {
		p.lang = readout.Found{Value: v, Basis: who + "Content-Language"}
	}
	from := decodeWords(h.Get("From"))
	p.fromSender(from, h, who)
	subject := decodeWords(h.Get("Subject"))
	if from != "" {
		p.prepend(line{text: from, role: readout.RoleOther, reason: who + "From: who sent it", repeats: -1})
	}
	p.fromSubject(subject, who)
}

// replyMark opens the subject of an answer or of a forwarded mail.
var replyMark = regexp.MustCompile(`(?i)^(?:\s*(?:re|fwd?|aw|wg|tr|rv|enc|i)\s*(?:\[\d+\])?\s*:\s*)+`)

func (p *page) fromSubject(subject, who string) {
	if subject == "" {
		return
	}
	title, basis := subject, who+"Subject"
	if m := replyMark.FindString(subject); m != "" && len(m) < len(subject) {
		title, basis = subject[len(m):], basis+" behind "+strings.TrimSpace(m)
	}
	p.headline(subject, who+"Subject")
	p.title = readout.Found{Value: title, Basis: basis}
}

// fromSender reads outlet and author from the name of the sender. A name is the
// outlet's only where the sender's host or the mailing list bears it too: whoever
// forwards a report is not its outlet, and anybody can call himself anything. A
// person's name is the author's only where the message went to a list.
func (p *page) fromSender(from string, h textproto.MIMEHeader, who string) {
	name, address := splitSender(from)
	_, at, _ := strings.Cut(address, "@")
	hosts := []string{strings.ToLower(at)}
	list := strings.ToLower(h.Get("List-Id"))
	if i := strings.LastIndexByte(list, '<'); i >= 0 {
		list = strings.Trim(list[i:], "<> ")
	}
	if list != "" {
		hosts = append(hosts, list)
	}
	basis := who + "From, on " + hosts[0]
	toList := list != "" || h.Get("List-Unsubscribe") != "" || strings.EqualFold(strings.TrimSpace(h.Get("Precedence")), "bulk")
	for _, part := range senderParts(name) {
		house, ok := houseOf(part, hosts)
		switch {
		case ok && !p.outlet.Stated():
			p.outlet = readout.Found{Value: house, Basis: basis}
		case !ok && toList && len(p.byline) == 0 && looksLikeName(fold.Line(part)) && !sameHouse(part, p.outlet.Value):
			p.byline = []readout.Found{{Value: part, Basis: who + "From"}}
		}
	}
}

// splitSender parts the name of a sender from the address.
func splitSender(from string) (name, address string) {
	if a, err := mail.ParseAddress(from); err == nil {
		return singleLine(a.Name), a.Address
	}
	i := strings.LastIndexByte(from, '<')
	if i < 0 {
		return from, ""
	}
	return strings.Trim(singleLine(from[:i]), `"' `), strings.Trim(from[i:], "<> ")
}

var senderMark = regexp.MustCompile(` (?:\||-|–|—|at|from|for|via|@|\() ?|, |\)$`)

// senderParts is a sender's name, whole and cut at its marks: "Ana Roe, The Velm
// Courier", "Ana Roe at The Velm Courier".
func senderParts(name string) []string {
	if len(name) > 200 || name == "" {
		return nil
	}
	out := []string{name}
	if parts := senderMark.Split(name, 5); len(parts) > 1 {
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

// houseOf reports whether a host bears a name: as the gazetteer knows it, or
// letter by letter in one of its labels.
func houseOf(name string, hosts []string) (string, bool) {
	key := houseKey(name)
	for _, host := range hosts {
		if n, ok := gazetteer.NewsroomByDomain(host); ok {
			if m, known := gazetteer.NewsroomByName(name); known && m.Name == n.Name {
				return n.Name, true
			}
		}
		labels := strings.Split(host, ".")
		for k, l := range labels {
			if l = letters(l); k < len(labels)-1 && len(l) >= 4 && (l == key || strings.TrimPrefix(l, "the") == key) && outletLike(name) {
				return name, true
			}
		}
	}
	return "", false
}
