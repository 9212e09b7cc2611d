package ingest

import (
	"bytes"
	"fmt"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// mailWindow is how many bytes at the start hold the fields that tell a mail.
const mailWindow = 64 << 10

// looksLikeMail reports whether the bytes are a message of RFC 5322, or a page
// that a browser saved as one (MHTML, RFC 2557): fields of a header from the
// first line on, with a sender and a date, and one field that only programs
// write. A text that was copied from a mail has no such field and stays a text.
func looksLikeMail(data []byte) bool {
	head := data[:min(len(data), mailWindow)]
	names := map[string]bool{}
	for k := 0; len(head) > 0; k++ {
		raw, rest, _ := bytes.Cut(head, []byte("\n"))
		l := bytes.TrimRight(raw, "\r")
		head = rest
		switch {
		case k == 0 && bytes.HasPrefix(l, []byte("From ")):
			continue // the line that a mailbox puts before
		case len(l) == 0:
			return names["from"] && (names["date"] || names["resent-date"]) && hasAnyName(names, writtenByPrograms)
		case len(names) > 0 && (l[0] == ' ' || l[0] == '\t'):
			continue
		}
		name, _, ok := bytes.Cut(l, []byte(":"))
		if !ok || !fieldName(name) {
			return false
		}
		names[strings.ToLower(string(name))] = true
	}
	return len(data) <= mailWindow && names["from"] && names["date"] && hasAnyName(names, writtenByPrograms)
}

// writtenByPrograms are fields that mail programs write and people do not copy.
var writtenByPrograms = []string{"message-id", "mime-version", "received", "return-path", "dkim-signature", "content-transfer-encoding", "x-mailer"}

func hasAnyName(names map[string]bool, list []string) bool {
	for _, n := range list {
		if names[n] {
			return true
		}
	}
	return false
}

// fieldName reports whether bytes are the name of a field (RFC 5322, 2.2).
func fieldName(b []byte) bool {
	if len(b) == 0 || len(b) > 76 {
		return false
	}
	for _, c := range b {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// readMail makes a page of a message (RFC 5322, MIME after RFC 2045 to 2047): its
// HTML where that has the text, else its plain text, through the readers of
// both. Subject, date and sender come from the header; of a forwarded mail, from
// the header of what was forwarded. Parts that are not read have a line each that
// names them.
func readMail(data []byte) (*page, error) {
	root, err := parseMail(data)
	if err != nil {
		return nil, err
	}
	if loc, browser := browserPage(root.header); browser {
		return readSavedPage(root, loc)
	}
	return root.readMessage()
}

// browserPage tells a page that a browser saved as a message.
func browserPage(h textproto.MIMEHeader) (address string, ok bool) {
	address = h.Get("Snapshot-Content-Location")
	return address, address != "" || strings.HasPrefix(strings.TrimSpace(h.Get("From")), "<Saved by ")
}

// readSavedPage reads the page itself. The header tells when it was saved, which
// is nothing about the report.
func readSavedPage(root *mailPart, address string) (*page, error) {
	c := root.choose()
	if c.main == nil {
		return nil, fmt.Errorf("%w: the saved page holds no HTML and no text; save it again as HTML", readout.ErrFormat)
	}
	p, err := c.read()
	if err != nil {
		return nil, err
	}
	p.format = "mhtml"
	if !p.canonical.Stated() && absolute(address) {
		p.canonical = readout.Found{Value: address, Basis: "Snapshot-Content-Location of the saved page"}
	}
	p.lines = append(p.lines, c.named()...)
	return p, nil
}

// read reads a message.
func (m *mailPart) readMessage() (*page, error) {
	c := m.choose()
	if len(c.forwarded) == 1 {
		return c.readForwarded()
	}
	if c.main == nil {
		if len(c.forwarded) > 1 {
			return nil, fmt.Errorf("%w: the mail holds %d mails and no text of its own; save each by itself", readout.ErrFormat, len(c.forwarded))
		}
		return nil, fmt.Errorf("%w: the mail holds no text (%s); save what is attached by itself", readout.ErrFormat, c.kinds())
	}
	p, err := c.read()
	if err != nil {
		return nil, err
	}
	p.format = "mail"
	if !p.inlineForward() {
		p.fromHeader(m.header, "mail header ")
	}
	p.lines = append(p.lines, c.named()...)
	return p, nil
}

// readForwarded reads the one mail that another carries (message/rfc822); what
// the outer one says stands behind it, set aside.
func (c *choice) readForwarded() (*page, error) {
	p, err := c.forwarded[0].readMessage()
	if err != nil {
		return nil, err
	}
	if c.main != nil {
		note, err := c.read()
		if err == nil {
			for _, l := range note.lines {
				p.lines = append(p.lines, line{text: l.text, role: readout.RoleOther, reason: "words of the mail that forwards it", repeats: -1})
			}
		}
	}
	c.forwarded = nil
	p.lines = append(p.lines, c.named()...)
	return p, nil
}

var blockNumber = regexp.MustCompile(`\bblock (\d+)\b`)

// prepend puts lines before those of the page and moves what points at them.
func (p *page) prepend(first ...line) {
	n := len(first)
	move := func(f *readout.Found) { f.Basis = moveNumbers(f.Basis, n) }
	for _, f := range []*readout.Found{&p.title, &p.published, &p.modified, &p.lang, &p.outlet, &p.origin, &p.canonical} {
		move(f)
	}
	for i := range p.byline {
		move(&p.byline[i])
	}
	for i := range p.lines {
		if p.lines[i].repeats >= 0 {
			p.lines[i].repeats += n
		}
		p.lines[i].reason = moveNumbers(p.lines[i].reason, n)
	}
	p.lines = append(first, p.lines...)
}

func moveNumbers(s string, n int) string {
	return blockNumber.ReplaceAllStringFunc(s, func(m string) string {
		k := 0
		if _, err := fmt.Sscanf(m, "block %d", &k); err != nil {
			return m
		}
		return fmt.Sprintf("block %d", k+n)
	})
}

// singleLine is a value of a header as the text of a block.
func singleLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(lineSeparators.Replace(s), "\uFFFD")), " ")
}

// headline puts a title that stands outside the text before it. A block that
// repeats it is marked so; another headline of the text is a heading.
func (p *page) headline(title string, reason string) {
	p.prepend(line{text: title, role: readout.RoleHeadline, reason: reason, repeats: -1})
	key := titleKey(title)
	for i := 1; i < len(p.lines); i++ {
		l := &p.lines[i]
		switch {
		case l.role != readout.RoleHeadline:
		case titleKey(l.text) == key:
			l.role, l.reason, l.repeats = readout.RoleRepeat, "repeats the headline", 0
		default:
			l.role, l.reason = readout.RoleHeading, "heads the text; the headline is block 1 ("+reason+")"
		}
	}
}

// dateOfHeader is the value of a Date field (RFC 5322, 3.3) as RFC 3339, with the
// offset that it states; "" where it is none.
func dateOfHeader(v string) string {
	if len(v) > 200 {
		return ""
	}
	if t, err := mail.ParseDate(v); err == nil && t.Year() >= 1970 && t.Year() <= 9999 {
		if strings.Contains(v, "-0000") {
			return t.UTC().Format("2006-01-02T15:04:05Z07:00")
		}
		return t.Format("2006-01-02T15:04:05Z07:00")
	}
	if s, ok := findStamp(fold.Key(v)); ok {
		return s.value
	}
	return ""
}
