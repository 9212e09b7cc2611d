package ingest

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

const harbourText = `The harbour of Velm will close for a month while divers repair the wall that a storm broke in March, the port authority said on Tuesday.

Ferries will leave from the old pier instead, and the fish market moves to the station square until the work is done, it said.

“We have put this off for two winters, and we cannot put it off again,” said the harbour master, Runa Feld.

Shopkeepers asked the town council for help with lost trade, which it will discuss at its meeting next week, according to its agenda.
`

const mailHead = "Return-Path: <bounce@velmcourier.example>\r\nReceived: by mx.reader.example; Tue, 6 May 2031 07:10:00 +0200\r\n" +
	"Message-ID: <1@velmcourier.example>\r\nMIME-Version: 1.0\r\nList-Unsubscribe: <https://velmcourier.example/u>\r\n" +
	"From: \"Ilse Torvand, The Velm Courier\" <news@velmcourier.example>\r\nTo: reader@reader.example\r\n" +
	"Subject: =?UTF-8?Q?Harbour_of_Velm_to_close_=E2=80=93_for_a_month?=\r\nDate: Tue, 6 May 2031 07:08:09 +0200\r\n"

func mailHTML() string {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=\"iso-8859-1\"></head><body><h1>Harbour of Velm to close – for a month</h1>")
	for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
		b.WriteString("<p>" + p + "</p>\n")
	}
	return b.String() + "</body></html>"
}

func newsletter() string {
	b64 := base64.StdEncoding.EncodeToString([]byte(mailHTML()))
	return mailHead + "Content-Type: multipart/mixed; boundary=out\r\n\r\npreamble\r\n--out\r\nContent-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n" +
		"--alt\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		strings.NewReplacer("“", "=E2=80=9C", "”", "=E2=80=9D").Replace(harbourText) + "\r\n--alt\r\n" +
		"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64 + "\r\n--alt--\r\n" +
		"--out\r\nContent-Type: application/pdf; name=\"agenda.pdf\"\r\nContent-Disposition: attachment; filename=\"agenda.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--out--\r\n"
}

func readInput(t *testing.T, name, data string) *readout.Report {
	t.Helper()
	r, err := Read(Input{Name: name, Data: []byte(data)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Ledger(); err != nil {
		t.Fatal(err)
	}
	return r
}

func hasBlock(t *testing.T, r *readout.Report, text string, role readout.Role, reason string) {
	t.Helper()
	for i, b := range r.Blocks {
		if strings.Contains(r.BlockText(i), text) {
			if b.Role == role && strings.Contains(b.Reason, reason) {
				return
			}
			t.Errorf("%q is %s (%s), want %s (%s)", text, b.Role, b.Reason, role, reason)
			return
		}
	}
	t.Errorf("no block has %q", text)
}

func TestMailNewsletter(t *testing.T) {
	r := readInput(t, "a.eml", newsletter())
	if r.Capture.Format != "mail" {
		t.Errorf("read as %s", r.Capture.Format)
	}
	for _, c := range []struct{ got, want readout.Found }{
		{r.Title, readout.Found{Value: "Harbour of Velm to close – for a month", Basis: "mail header Subject"}},
		{r.Published, readout.Found{Value: "2031-05-06T07:08:09+02:00", Basis: "mail header Date"}},
		{r.Outlet, readout.Found{Value: "The Velm Courier", Basis: "mail header From, on velmcourier.example"}},
	} {
		if c.got != c.want {
			t.Errorf("got %+v, want %+v", c.got, c.want)
		}
	}
	if len(r.Byline) != 1 || r.Byline[0].Value != "Ilse Torvand" {
		t.Errorf("by %+v", r.Byline)
	}
	if r.Blocks[0].Role != readout.RoleHeadline || r.BlockText(0) != "Harbour of Velm to close – for a month" {
		t.Errorf("the first block is %s %q", r.Blocks[0].Role, r.BlockText(0))
	}
	for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
		if !strings.Contains(r.Text(), p) {
			t.Errorf("lost: %s", p)
		}
	}
	hasBlock(t, r, "agenda.pdf", readout.RoleOther, "application/pdf, 5 bytes: not read")
	hasBlock(t, r, "text/plain; charset=utf-8", readout.RoleOther, "the same in another form")
	hasBlock(t, r, "news@velmcourier.example", readout.RoleOther, "who sent it")
}

func TestMailForms(t *testing.T) {
	plain := func(head, body string) string {
		return mailHead + head + "\r\n\r\n" + body
	}
	latin := strings.NewReplacer("“", "\x93", "”", "\x94").Replace(harbourText)
	for name, data := range map[string]string{
		"plain":           plain("Content-Type: text/plain; charset=utf-8", harbourText),
		"no type":         plain("X-A: b", harbourText),
		"windows-1252":    plain("Content-Type: text/plain; charset=windows-1252", latin),
		"HTML only":       plain("Content-Type: text/html; charset=utf-8", mailHTML()),
		"mailbox line":    "From bounce@velmcourier.example Tue May  6 07:10:00 2031\r\n" + plain("Content-Type: text/plain", harbourText),
		"torn multipart":  plain("Content-Type: multipart/mixed; boundary=x", "--x\r\n\r\n"+harbourText),
		"empty text part": plain("Content-Type: multipart/alternative; boundary=x", "--x\r\n\r\n \r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+mailHTML()+"\r\n--x--"),
		"poor HTML":       plain("Content-Type: multipart/alternative; boundary=x", "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+harbourText+"\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Read this in a browser.</p>\r\n--x--"),
		"HTML with parts": plain("Content-Type: multipart/related; boundary=x", "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"+mailHTML()+"\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n\r\nxx\r\n--x--"),
	} {
		r := readInput(t, name, data)
		if r.Capture.Format != "mail" || r.Published.Value != "2031-05-06T07:08:09+02:00" {
			t.Errorf("%s: %s of %s", name, r.Capture.Format, r.Published.Value)
		}
		for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
			if !strings.Contains(r.Text(), p) {
				t.Errorf("%s: lost %s", name, p)
			}
		}
	}
}

func TestMailForwarded(t *testing.T) {
	inner := newsletter()
	outer := "Message-ID: <2@reader.example>\nMIME-Version: 1.0\nFrom: Bo Reader <bo@reader.example>\nTo: desk@desk.example\nSubject: Fwd: Harbour\nDate: Wed, 7 May 2031 10:00:00 +0000\n"
	for name, data := range map[string]string{
		"as attachment": outer + "Content-Type: multipart/mixed; boundary=fw\n\n--fw\nContent-Type: text/plain\n\nLook at this one, please.\n--fw\nContent-Type: message/rfc822\n\n" + inner + "\n--fw--\n",
		"in the text": outer + "Content-Type: text/plain; charset=utf-8\n\nLook at this one, please.\n\n---------- Forwarded message ---------\nFrom: The Velm Courier <news@velmcourier.example>\n" +
			"Date: Tue, 6 May 2031 07:08:09 +0200\nSubject: Harbour of Velm to close – for a month\nTo: Bo Reader <bo@reader.example>\n\n" + harbourText,
		"in the HTML": outer + "Content-Type: text/html; charset=utf-8\n\n<div>Look at this one, please.</div><br><div class=\"gmail_quote\"><div dir=\"ltr\">---------- Forwarded message ---------<br>" +
			"From: <b>The Velm Courier</b> &lt;news@velmcourier.example&gt;<br>Date: Tue, 6 May 2031 07:08:09 +0200<br>Subject: Harbour of Velm to close – for a month<br>To: Bo Reader &lt;bo@reader.example&gt;<br></div><br>" + mailHTML() + "</div>",
	} {
		r := readInput(t, name, data)
		if r.Title.Value != "Harbour of Velm to close – for a month" || r.Published.Value != "2031-05-06T07:08:09+02:00" || r.Outlet.Value != "The Velm Courier" {
			t.Errorf("%s: %+v of %+v by %+v", name, r.Title, r.Published, r.Outlet)
		}
		hasBlock(t, r, "Look at this one", readout.RoleOther, "")
		for _, p := range strings.Split(strings.TrimSpace(harbourText), "\n\n") {
			if !strings.Contains(r.Text(), p) {
				t.Errorf("%s: lost %s", name, p)
			}
		}
	}
}

func TestMailSender(t *testing.T) {
	for from, want := range map[string]string{
		"The Velm Courier <news@velmcourier.example>":                 "The Velm Courier",
		"Velm Courier <news@mail.velmcourier.example>":                "Velm Courier",
		"Reuters <bo@reader.example>":                                 "", // anybody can call himself so
		"Bo Reader <bo@reader.example>":                               "",
		"news@velmcourier.example":                                    "",
		"Ilse Torvand | The Velm Courier <news@velmcourier.example>":  "The Velm Courier",
		"=?utf-8?B?VmVsbSBDb3VyaWVy?= <news@velmcourier.example>":     "Velm Courier",
		"\"Ilse Torvand (Velm Courier)\" <news@velmcourier.example>":  "Velm Courier",
		"broken <<news@velmcourier.example":                           "",
		"Ilse Torvand at Strandline <ilse@velmcourier.example>, <x@y": "",
	} {
		r := readInput(t, from, "Message-ID: <3@x.example>\nFrom: "+from+"\nDate: Tue, 6 May 2031 07:08:09 +0200\n\n"+harbourText)
		if r.Outlet.Value != want {
			t.Errorf("%s: outlet %q, want %q", from, r.Outlet.Value, want)
		}
	}
}

// A page that a browser saved in one file tells when it was saved: no date of
// the report.
func TestMailSavedPage(t *testing.T) {
	r := readInput(t, "a.mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/velm/harbour\nSubject: Harbour\nDate: Wed, 7 May 2031 10:00:00 -0000\nMIME-Version: 1.0\n"+
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"bb\"\n\n--bb\nContent-Type: text/html\nContent-Location: https://courier.example/velm/harbour\n\n"+harbourPage+"\n--bb\nContent-Type: image/png\nContent-Location: https://courier.example/h.png\n\nxx\n--bb--\n")
	if r.Capture.Format != "mhtml" || r.Published.Value != "2031-05-06T07:08:09+02:00" || r.Outlet.Value != "The Velm Courier" {
		t.Errorf("%s: %+v by %+v", r.Capture.Format, r.Published, r.Outlet)
	}
	hasBlock(t, r, "image/png", readout.RoleOther, "not read")
}

func TestMailRefused(t *testing.T) {
	head := "Message-ID: <3@x.example>\nFrom: a@b.example\nDate: Tue, 6 May 2031 07:08:09 +0200\n"
	deep := strings.Repeat("Content-Type: message/rfc822\n\n", 60)
	many := "Content-Type: multipart/mixed; boundary=x\n\n" + strings.Repeat("--x\n\na\n", 3000)
	mailbox := "From a Tue May  6 07:10:00 2031\n" + head + "\ntext\n\nFrom b Tue May  6 07:10:00 2031\n" + head + "\ntext\n"
	for want, data := range map[string]string{
		"holds no text":          head + "Content-Type: image/png\n\nxx",
		"only image/png":         head + "Content-Type: image/png\n\nxx",
		"more than 20 deep":      head + deep + "\n\n",
		"or more than 1000":      head + many,
		"a mailbox of several":   mailbox,
		"2 mails and no text":    head + "Content-Type: multipart/digest; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nA: b\n\nc\n--x\nContent-Type: message/rfc822\n\nA: b\n\nc\n--x--",
		"the mail holds no text": head + "\n",
	} {
		_, err := Read(Input{Name: "x.eml", Data: []byte(data)})
		if !errors.Is(err, readout.ErrFormat) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "x.eml") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A text that people copied from a mail, or that begins like one, is a text.
func TestTextThatBeginsLikeMail(t *testing.T) {
	for _, data := range []string{
		"From: Ana Roe\nDate: Tue, 6 May 2031\nSubject: Harbour\nTo: the desk\n\n" + harbourText,
		"From: the harbour, with love\n\n" + harbourText,
		"Date: 6 May 2031\n" + harbourText,
	} {
		if r := readInput(t, "a.txt", data); r.Capture.Format != "text" {
			t.Errorf("read as %s: %.40s", r.Capture.Format, data)
		}
	}
}

// checkRead is what holds for all bytes: an answer in bounded time, and a ledger
// that adds up.
func checkRead(t *testing.T, in Input) *readout.Report {
	t.Helper()
	began := time.Now()
	r, err := Read(in)
	if took := time.Since(began); took > time.Minute {
		t.Fatalf("%d bytes took %v", len(in.Data), took)
	}
	if err != nil {
		if !errors.Is(err, readout.ErrFormat) {
			t.Fatalf("the error is not one of format: %v", err)
		}
		return nil
	}
	if _, err := r.Ledger(); err != nil {
		t.Fatal(err)
	}
	for _, b := range r.Blocks {
		if b.Role == readout.RoleRepeat && b.Repeats >= len(r.Blocks) {
			t.Fatalf("a block repeats block %d of %d", b.Repeats+1, len(r.Blocks))
		}
	}
	return r
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(newsletter()))
	f.Add([]byte(mailHead + "Content-Type: multipart/alternative; boundary=x\n\n--x\n\na\n--x\nContent-Type: text/html\n\n<p>b\n--x--"))
	f.Add([]byte(mailHead + "Content-Transfer-Encoding: quoted-printable\n\na=\nb=E2=zz\n---------- Forwarded message ---------\nFrom: A <a@b.example> Date: May 6, 2031 Subject: c\nTo: d\n\n" + harbourText))
	f.Add([]byte(mailHead + "Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nSubject: =?utf-7?Q?a?=\n\nb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRead(t, Input{Name: "x.eml", Data: data})
		checkRead(t, Input{Name: "x.eml", Data: append([]byte(mailHead), data...)})
	})
}
