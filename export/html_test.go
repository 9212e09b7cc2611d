package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/readout-project/readout"
)

// pages are the pages that the tests look at.
func pages(t *testing.T) map[string]string {
	r := exampleReading(t)
	return map[string]string{
		"quay":     render(t, "html", quay(t, ""), opt),
		"examples": render(t, "html", r, opt),
		"one":      render(t, "html", r, Options{Story: r.Stories[0].ID}),
		"none":     render(t, "html", &readout.Reading{}, opt),
		"hostile":  render(t, "html", quay(t, hostile[3]+hostile[2]), opt),
	}
}

func parsed(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TestPageIsSound checks what can be checked without a validator: ids are unique,
// every link has its target, headings skip no level, landmarks have names, the
// table has caption and scopes, each note leads back.
func TestPageIsSound(t *testing.T) {
	for name, page := range pages(t) {
		ids, count := map[string]bool{}, map[string]int{}
		var links []string
		level := 0
		for n := range parsed(t, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			count[n.Data]++
			if id := attr(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: the id %s stands twice", name, id)
				}
				ids[id] = true
			}
			for _, k := range []string{"href", "aria-labelledby"} {
				if v := attr(n, k); v != "" {
					links = append(links, strings.TrimPrefix(v, "#"))
				}
			}
			switch n.Data {
			case "h1", "h2", "h3", "h4":
				if l := int(n.Data[1] - '0'); l > level+1 {
					t.Errorf("%s: h%d after h%d", name, l, level)
				}
				level = int(n.Data[1] - '0')
			case "section", "article":
				if attr(n, "aria-labelledby") == "" {
					t.Errorf("%s: a %s without a name", name, n.Data)
				}
			case "th":
				if attr(n, "scope") == "" {
					t.Errorf("%s: a th without a scope", name)
				}
			case "html":
				if attr(n, "lang") != "en" {
					t.Errorf("%s: lang is %q", name, attr(n, "lang"))
				}
			}
		}
		for _, l := range links {
			if !ids[l] {
				t.Errorf("%s: nothing has the id %s", name, l)
			}
		}
		if count["h1"] != 1 || count["main"] != 1 || count["nav"] != 1 && name != "none" || count["title"] != 1 || count["table"] != count["caption"] {
			t.Errorf("%s: %v", name, count)
		}
		refs := len(regexp.MustCompile(`role="doc-noteref"`).FindAllString(page, -1))
		backs := len(regexp.MustCompile(`role="doc-backlink"`).FindAllString(page, -1))
		if refs != backs || refs == 0 && name != "none" {
			t.Errorf("%s: %d references to notes, %d back", name, refs, backs)
		}
	}
}

// TestPolicyAllowsTheStyleAlone computes the digest that the page names.
func TestPolicyAllowsTheStyleAlone(t *testing.T) {
	page := pages(t)["quay"]
	_, rest, _ := strings.Cut(page, "<style>")
	css, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(css))
	want := `content="default-src 'none'; style-src 'sha256-` + base64.StdEncoding.EncodeToString(sum[:]) + `'"`
	if css == "" || !strings.Contains(page, want) {
		t.Errorf("the page has no policy %s", want)
	}
	if strings.Index(page, want) > strings.Index(page, "<style>") {
		t.Error("the policy stands behind the style")
	}
	for _, s := range []string{"url(", "@import", "http:", "https:"} {
		if strings.Contains(css, s) {
			t.Errorf("the style has %s", s)
		}
	}
}

// visible is the text of the page's stories and notes, without what the page adds:
// references and links back, captions, the heads of the page and of the notes.
func visible(n *html.Node, b *strings.Builder) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	role := attr(n, "role")
	if role == "doc-noteref" || role == "doc-backlink" || n.Data == "caption" || attr(n, "id") == "sources" || n.Data == "h1" && attr(n, "id") == "" {
		return
	}
	for c := range n.ChildNodes() {
		visible(c, b)
		if c.Type == html.ElementNode && c.Data != "strong" && c.Data != "cite" && c.Data != "a" {
			b.WriteByte(' ')
		}
	}
}

var markers = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^#{1,3} `), regexp.MustCompile(`(?m)^(?:  )?- `), regexp.MustCompile(`(?m)^\|(?: --- \|)+$`),
	regexp.MustCompile(`(?m)^\[\^\d+\]: `), regexp.MustCompile(`\[\^\d+\]`),
}

// TestPageSaysWhatTheMarkdownSays compares all words, in their order.
func TestPageSaysWhatTheMarkdownSays(t *testing.T) {
	for name, r := range map[string]*readout.Reading{"quay": quay(t, ""), "hostile": quay(t, hostile[2]+hostile[5]), "examples": exampleReading(t)} {
		md := render(t, "markdown", r, opt)
		for _, m := range markers {
			md = m.ReplaceAllString(md, " ")
		}
		md = regexp.MustCompile(`\\.|\*|\|`).ReplaceAllStringFunc(md, func(s string) string {
			if s[0] == '\\' {
				return s[1:]
			}
			if s == "|" {
				return " "
			}
			return ""
		})
		var b strings.Builder
		for n := range parsed(t, render(t, "html", r, opt)).Descendants() {
			if n.Type == html.ElementNode && n.Data == "main" {
				visible(n, &b)
			}
		}
		// Blanks around marks are no words.
		got, want := strings.Join(strings.Fields(b.String()), ""), strings.Join(strings.Fields(md), "")
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: the page has %.80q, the Markdown %.80q", name, got[i:], want[i:])
				break
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: the page has %d letters, the Markdown %d", name, len(got), len(want))
		}
	}
}

// TestPageWithTidy validates with HTML Tidy, where it is installed.
func TestPageWithTidy(t *testing.T) {
	tidy, err := exec.LookPath("tidy")
	if err != nil {
		if os.Getenv("READOUT_TOOLS") == "required" {
			t.Fatal("HTML Tidy is not installed: apt-get install tidy")
		}
		t.Skip("HTML Tidy is not installed: apt-get install tidy")
	}
	for name, page := range pages(t) {
		cmd := exec.Command(tidy, "-quiet", "-errors", "--show-warnings", "yes")
		cmd.Stdin = strings.NewReader(page)
		out, err := cmd.CombinedOutput()
		if err != nil || len(bytes.TrimSpace(out)) > 0 {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}
