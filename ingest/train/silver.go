package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// goldPage is what is read of a line of gold.jsonl.
type goldPage struct {
	ID       string   `json:"id"`
	Source   string   `json:"source"`
	URL      string   `json:"url"`
	Page     string   `json:"page"`
	HTML     string   `json:"html_file"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
	Comments []string `json:"comments"`
	Text     string   `json:"text"`
	Title    string   `json:"title"`
}

// silverPage is a page with the main text that two extractors find.
type silverPage struct {
	goldPage
	A, B string // main text: trafilatura, readability
}

func readList[T any](name string) ([]T, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 64<<20)
	var out []T
	for sc.Scan() {
		var v T
		// Bylines are text or lists; the keys read here are neither.
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", name, len(out)+1, err)
		}
		out = append(out, v)
	}
	return out, sc.Err()
}

func makeSilver(corpus, skip, out string, every int) error {
	pages, err := readList[goldPage](filepath.Join(corpus, "gold.jsonl"))
	if err != nil {
		return err
	}
	left := map[string]bool{}
	if skip != "" {
		caps, err := readList[goldPage](skip)
		if err != nil {
			return err
		}
		for _, c := range caps {
			left[c.Page] = true
		}
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].ID < pages[j].ID })
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	for i, p := range pages {
		if left[p.ID] || i%every != 0 {
			continue
		}
		s := silverPage{goldPage: p}
		doc, err := loadPage(filepath.Join(corpus, p.HTML))
		if err != nil {
			return err
		}
		s.A, s.B = extractBoth(doc)
		if p.Source == "readability" {
			s.A, s.B = p.Text, p.Text
		}
		if err := enc.Encode(s); err != nil {
			return err
		}
	}
	return f.Close()
}

func loadPage(name string) ([]byte, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	raw, err = io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r, err := charset.NewReader(bytes.NewReader(raw), "text/html")
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.ReadAll(r)
}

// extractBoth is the main text by two extractors, a paragraph a line; empty
// where one fails.
func extractBoth(page []byte) (a, b string) {
	if r, err := trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{ExcludeComments: true}); err == nil && r != nil {
		a = paragraphs(r.ContentNode)
	}
	if art, err := readability.FromReader(bytes.NewReader(page), nil); err == nil && art.Node != nil {
		b = paragraphs(art.Node)
	}
	return a, b
}

func paragraphs(n *html.Node) string {
	if n == nil {
		return ""
	}
	var lines []string
	for _, p := range pieces(n, stylePlain) {
		lines = append(lines, p.text)
	}
	return strings.Join(lines, "\n")
}
