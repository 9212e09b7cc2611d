package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// xmlNode is any element.
type xmlNode struct {
	XMLName  xml.Name
	Attr     []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []xmlNode  `xml:",any"`
}

func (n *xmlNode) all(name string) (out []xmlNode) {
	for _, c := range n.Children {
		if c.XMLName.Local == name && c.XMLName.Space == n.XMLName.Space {
			out = append(out, c)
		}
	}
	return out
}

// one is the text of the child that there must be exactly one of.
func (n *xmlNode) one(t *testing.T, name string) string {
	t.Helper()
	list := n.all(name)
	if len(list) != 1 || strings.TrimSpace(list[0].Text) == "" && len(list[0].Children) == 0 {
		t.Errorf("%s has %d %s", n.XMLName.Local, len(list), name)
		return ""
	}
	return list[0].Text
}

func (n *xmlNode) attr(name string) string {
	for _, a := range n.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// feeds are the feeds that the tests look at, as Atom and as JSON.
func feeds(t *testing.T) map[string][2]string {
	t.Helper()
	out := map[string][2]string{}
	add := func(name string, r *readout.Reading, news []readout.News) {
		var a, j bytes.Buffer
		if err := Atom(&a, r, news, opt); err != nil {
			t.Fatal(err)
		}
		if err := JSONFeed(&j, r, news, opt); err != nil {
			t.Fatal(err)
		}
		out[name] = [2]string{a.String(), j.String()}
	}
	q := quay(t, "")
	add("quay", q, quayNews(q, ""))
	h := quay(t, hostile[3]+hostile[1])
	add("hostile", h, quayNews(h, hostile[3]))
	add("examples", exampleReading(t), NewsOf(exampleReading(t)))
	add("no news", q, nil)
	add("twice", q, append(quayNews(q, ""), quayNews(q, "")...))
	return out
}

// TestAtomMusts checks what RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2,
// 3.1.1.3, 3.3, 4.2.6).
func TestAtomMusts(t *testing.T) {
	const atom = "http://www.w3.org/2005/Atom"
	for name, f := range feeds(t) {
		var root xmlNode
		if err := xml.Unmarshal([]byte(f[0]), &root); err != nil {
			t.Fatal(name, err)
		}
		if root.XMLName != (xml.Name{Space: atom, Local: "feed"}) || len(root.all("author")) == 0 {
			t.Errorf("%s: the root is %v", name, root.XMLName)
		}
		root.one(t, "title")
		updated, err := time.Parse(time.RFC3339, root.one(t, "updated"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		ids := map[string]bool{root.one(t, "id"): true}
		last := time.Time{}
		for i, e := range root.all("entry") {
			id := e.one(t, "id")
			if ids[id] || !isIRI(id) {
				t.Errorf("%s: the id %q", name, id)
			}
			ids[id] = true
			e.one(t, "title")
			at, err := time.Parse(time.RFC3339, e.one(t, "updated"))
			if err != nil || at.After(updated) || i > 0 && at.After(last) {
				t.Errorf("%s: %v %v of %v", name, err, at, updated)
			}
			last = at
			for _, c := range e.all("category") {
				if c.attr("term") == "" {
					t.Errorf("%s: a category without a term", name)
				}
			}
			c := e.all("content")
			if len(c) != 1 || c[0].attr("type") != "xhtml" || len(c[0].Children) != 1 || c[0].Children[0].XMLName != (xml.Name{Space: "http://www.w3.org/1999/xhtml", Local: "div"}) {
				t.Errorf("%s: content %v", name, c)
				continue
			}
			for _, x := range c[0].Children[0].Children {
				if x.XMLName.Space != "http://www.w3.org/1999/xhtml" {
					t.Errorf("%s: %v in XHTML", name, x.XMLName)
				}
			}
		}
	}
}

// TestJSONFeedIsTheAtomFeed checks what JSON Feed 1.1 asks for, and that both feeds
// have the same entries; the spans open.
func TestJSONFeedIsTheAtomFeed(t *testing.T) {
	for name, f := range feeds(t) {
		var root xmlNode
		var j jsonFeed
		if err := xml.Unmarshal([]byte(f[0]), &root); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(f[1]), &j); err != nil {
			t.Fatal(err)
		}
		if j.Version != "https://jsonfeed.org/version/1.1" || j.Title == "" || j.Items == nil {
			t.Errorf("%s: %+v", name, j)
		}
		var atom, items []string
		for _, e := range root.all("entry") {
			atom = append(atom, e.one(t, "id")+e.one(t, "title")+e.one(t, "updated"))
		}
		for _, x := range j.Items {
			items = append(items, x.ID+x.Title+x.Published)
			if x.HTML == "" || x.Text == "" {
				t.Errorf("%s: an item without content", name)
			}
		}
		if !slices.Equal(atom, items) {
			t.Errorf("%s: the feeds differ", name)
		}
	}
	r := exampleReading(t)
	src := sources(r)
	var j jsonFeed
	if err := json.Unmarshal([]byte(render(t, "jsonfeed", r, opt)), &j); err != nil {
		t.Fatal(err)
	}
	for _, x := range j.Items {
		for _, e := range x.Own.Evidence {
			if s := src[e.SHA256]; string(s[e.Start:e.End]) != e.Exact {
				t.Errorf("[%d,%d) is not %q", e.Start, e.End, e.Exact)
			}
		}
	}
}

// TestNewsOfReports dates each claim by the first of its reports.
func TestNewsOfReports(t *testing.T) {
	r := quay(t, "")
	want := map[string]string{"c1": "2031-03-11T00:00:00Z", "c2": "2031-03-12T07:00:00Z", "c4": "2031-03-11T00:00:00Z"}
	check := func(want map[string]string) {
		t.Helper()
		for _, n := range NewsOf(r) {
			if w := want[n.Claim]; w != "" && stamp(n.At) != w {
				t.Errorf("%s: %s, want %s", n.Claim, stamp(n.At), w)
			}
			if n.Kind != readout.NewClaim || len(n.Because) == 0 {
				t.Errorf("%s: %+v", n.Claim, n)
			}
		}
	}
	check(want)
	r.Docs[1].Report.Published = readout.Found{} // of c4: the newest that is stated
	check(map[string]string{"c1": "2031-03-12T07:00:00Z", "c4": "2031-03-12T07:00:00Z"})
	r.Docs[0].Report.Published = readout.Found{Value: "Wednesday"}
	check(map[string]string{"c1": "1970-01-01T00:00:00Z", "c4": "1970-01-01T00:00:00Z"})
}

// TestNewsOfOneStory leaves out the news of others.
func TestNewsOfOneStory(t *testing.T) {
	r := quay(t, "")
	news := append(quayNews(r, ""), readout.News{Kind: readout.NewClaim, Story: "s2", Claim: "c9", Text: "of another story"})
	var all, one bytes.Buffer
	if err := Atom(&all, r, news, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Atom(&one, r, news, Options{Story: "s1"}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(all.String(), "of another story") || strings.Contains(one.String(), "of another story") {
		t.Error("the news of another story is left out of all, or in one")
	}
}
