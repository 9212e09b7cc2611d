package export

import (
	"bytes"
	"encoding/xml"
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// atomFeed is the form of a feed after RFC 4287.
type atomFeed struct {
	XMLName   xml.Name      `xml:"http://www.w3.org/2005/Atom feed"`
	Lang      string        `xml:"xml:lang,attr"`
	ID        string        `xml:"id"`
	Title     string        `xml:"title"`
	Updated   string        `xml:"updated"`
	Author    atomPerson    `xml:"author"`
	Generator atomGenerator `xml:"generator"`
	Entries   []atomEntry   `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomGenerator struct {
	Version string `xml:"version,attr,omitempty"`
	Name    string `xml:",chardata"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published"`
	Categories []atomCategory `xml:"category"`
	Content    atomContent    `xml:"content"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr,omitempty"`
}

type atomContent struct {
	Type string  `xml:"type,attr"`
	Div  atomDiv `xml:"http://www.w3.org/1999/xhtml div"`
}

// atomDiv is the one element of XHTML that the content of an entry has.
type atomDiv struct {
	Parts []any
}

type atomParagraph struct {
	XMLName xml.Name `xml:"p"`
	Text    string   `xml:",chardata"`
}

type atomQuotation struct {
	XMLName xml.Name `xml:"blockquote"`
	Words   string   `xml:"p"`
}

// Atom writes what became of claims as a feed (RFC 4287), the latest first: an
// entry for each piece of news, with what it was before and is now and the words
// that it rests on. news points into the reports of r. The id of an entry is made
// of its story, claim, kind and time, that of the feed of its stories.
func Atom(w io.Writer, r *readout.Reading, news []readout.News, opt Options) error {
	f, err := feedOf(r, news, opt)
	if err != nil {
		return err
	}
	out := atomFeed{Lang: "en", ID: f.id, Title: f.title, Updated: f.updated, Author: atomPerson{"Readout"}, Generator: atomGenerator{opt.Version, "Readout"}}
	for i := range f.entries {
		out.Entries = append(out.Entries, atomOf(&f.entries[i]))
	}
	b := bytes.NewBufferString(xml.Header)
	enc := xml.NewEncoder(b)
	enc.Indent("", " ")
	if err := enc.Encode(out); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return err
}

func atomOf(e *entry) atomEntry {
	out := atomEntry{
		ID: e.id, Title: e.title, Updated: e.moment, Published: e.moment, Content: atomContent{Type: "xhtml"},
		Categories: []atomCategory{
			{brief.Clean(string(e.news.Kind)), vocabulary + "kind", newsTitles[e.news.Kind]},
			{brief.Clean(e.news.Story), vocabulary + "story", e.story},
			{brief.Clean(e.news.Claim), vocabulary + "claim", ""},
		},
	}
	add := func(x any) { out.Content.Div.Parts = append(out.Content.Div.Parts, x) }
	for _, s := range e.facts {
		add(atomParagraph{Text: s})
	}
	for _, s := range e.spans {
		add(atomQuotation{Words: brief.Clean(s.words)})
		add(atomParagraph{Text: s.source})
	}
	return out
}
