package export

import (
	"io"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// jsonFeed is the form of a feed after JSON Feed 1.1.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language"`
	Own         jsonOwn      `json:"_readout"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonOwn struct {
	About   string `json:"about"`
	ID      string `json:"id"`
	Updated string `json:"updated"`
	Version string `json:"version"`
}

type jsonItem struct {
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	HTML      string      `json:"content_html"`
	Text      string      `json:"content_text"`
	Published string      `json:"date_published"`
	Tags      []string    `json:"tags"`
	Own       jsonItemOwn `json:"_readout"`
}

// jsonItemOwn is what programs want of a piece of news.
type jsonItemOwn struct {
	Story    string     `json:"story"`
	Claim    string     `json:"claim"`
	Kind     string     `json:"kind"`
	Before   string     `json:"before"`
	After    string     `json:"after"`
	Evidence []jsonSpan `json:"evidence"`
}

type jsonSpan struct {
	Report string `json:"report"`
	SHA256 string `json:"sha256"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
}

// JSONFeed writes the feed of [Atom] after JSON Feed 1.1, with the same ids, order
// and text. Under _readout each item has the ids and the spans, for programs.
func JSONFeed(w io.Writer, r *readout.Reading, news []readout.News, opt Options) error {
	f, err := feedOf(r, news, opt)
	if err != nil {
		return err
	}
	p := newPlaces(r)
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.title, Description: "What became of claims, each with the words that it rests on.",
		Authors: []jsonAuthor{{"Readout"}}, Language: "en", Own: jsonOwn{vocabulary, f.id, f.updated, opt.Version}, Items: []jsonItem{},
	}
	for i := range f.entries {
		e := &f.entries[i]
		x := jsonItem{
			ID: e.id, Title: e.title, HTML: e.html(), Text: e.text(), Published: e.moment, Tags: []string{string(e.news.Kind)},
			Own: jsonItemOwn{e.news.Story, e.news.Claim, string(e.news.Kind), e.news.Before, e.news.After, []jsonSpan{}},
		}
		for _, s := range e.spans {
			start, end := p.span(s.ref)
			x.Own.Evidence = append(x.Own.Evidence, jsonSpan{brief.Label(s.ref.Report), p.report(s.ref.Report).Capture.SHA256, start, end, s.words})
		}
		out.Items = append(out.Items, x)
	}
	raw, err := safeJSON(out, " ")
	if err != nil {
		return err
	}
	_, err = w.Write(raw)
	return err
}
