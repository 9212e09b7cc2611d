// Gen compiles the tables of package gazetteer from reference tables that lie
// outside the project. Run it from the project's root:
//
//	go run ./gazetteer/gen SHARED_FOLDER
//
// It reads the tables under reference/ there, and news texts under corpora/ (to
// count which words are written in lower case), and writes gazetteer/data/*.tsv,
// lexicon.bin and areas.bin. The tables that are kept by hand
// (newsrooms_more.tsv, names_more.tsv, capitals_more.tsv, adjectives.tsv,
// titles.txt, given.txt, within.tsv, and those in gen/data) are not touched.
package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/readout-project/readout/internal/fold"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./gazetteer/gen SHARED_FOLDER")
	}
	shared := os.Args[1]
	ref := filepath.Join(shared, "reference")
	for _, step := range []func(string) error{newsrooms, countries, areas} {
		if err := step(ref); err != nil {
			log.Fatal(err)
		}
	}
	if err := compileLexicon(shared); err != nil {
		log.Fatal(err)
	}
}

func table(r io.Reader) ([]map[string]string, error) {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	rows, err := c.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			if i < len(rows[0]) {
				m[rows[0][i]] = strings.TrimSpace(v)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

func read(path ...string) ([]map[string]string, error) {
	name := filepath.Join(path...)
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	t, err := table(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

func write(name string, lines []string) error {
	sort.Strings(lines)
	var b strings.Builder
	last := ""
	for _, l := range lines {
		if l != last {
			b.WriteString(l + "\n")
		}
		last = l
	}
	return os.WriteFile(filepath.Join("gazetteer", "data", name), []byte(b.String()), 0o644)
}

var bracket = regexp.MustCompile(`\s*\([^)]*\)$`)

// newsrooms: name, kind (agency or outlet), state or -, domain, aliases by "|".
func newsrooms(ref string) error {
	agencies, err := read(ref, "outlets", "news-agencies.csv")
	if err != nil {
		return err
	}
	outlets, err := read(ref, "outlets", "outlets.csv")
	if err != nil {
		return err
	}
	var out []string
	for _, a := range agencies {
		state := "-"
		if strings.HasPrefix(a["ownership"], "state") {
			state = "state"
		}
		alias := strings.Join(strings.FieldsFunc(a["aliases"], func(r rune) bool { return r == ';' || r == '|' }), "|")
		out = append(out, strings.Join([]string{a["name"], "agency", state, a["domain"], alias}, "\t"))
	}
	for _, o := range outlets {
		name := html.UnescapeString(o["name"])
		alias := ""
		if m := bracket.FindString(name); m != "" {
			name = strings.TrimSuffix(name, m)
			alias = strings.Trim(m, " ()")
			if len(alias) < 3 || strings.ToUpper(alias) == alias && len(alias) < 3 {
				alias = ""
			}
		}
		out = append(out, strings.Join([]string{name, "outlet", "-", o["domain"], alias}, "\t"))
	}
	return write("newsrooms.tsv", out)
}

// countries: folded word, ISO alpha-3, sense (name, capital), and codes.tsv:
// ISO alpha-3, English name. Adjectives are kept by hand in adjectives.tsv.
func countries(ref string) error {
	codes, err := read(ref, "places", "country-codes.csv")
	if err != nil {
		return err
	}
	var names, words []string
	for _, c := range codes {
		iso, name := c["ISO3166-1-Alpha-3"], c["CLDR display name"]
		if iso == "" || name == "" {
			continue
		}
		names = append(names, iso+"\t"+name)
		words = append(words, fold.Key(name)+"\t"+iso+"\tname")
		if capital := c["Capital"]; capital != "" {
			words = append(words, fold.Key(capital)+"\t"+iso+"\tcapital")
		}
	}
	if err := write("codes.tsv", names); err != nil {
		return err
	}
	return write("countries.tsv", words)
}
