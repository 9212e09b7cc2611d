// Gen compiles the tables of package event from the dictionaries of PETRARCH:
// which verbs, with which words beside them, are of which PLOVER type, and which
// nouns stand for which sector. Run it from the project's root:
//
//	go run ./annotate/event/gen ../shared/reference
package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run ./annotate/event/gen REFERENCE_FOLDER")
	}
	phoenix := filepath.Join(os.Args[1], "phoenix")
	v := verbs{sets: map[string][]string{}}
	if err := lines(filepath.Join(phoenix, "CAMEO.2.0.verbs.txt.gz"), v.line); err != nil {
		log.Fatal(err)
	}
	if err := v.write("annotate/event/data/verbs.tsv", "annotate/event/data/sets.tsv"); err != nil {
		log.Fatal(err)
	}
	a := agents{}
	if err := lines(filepath.Join(phoenix, "Phoenix.agents.txt.gz"), a.line); err != nil {
		log.Fatal(err)
	}
	if err := a.write("annotate/event/data/agents.tsv"); err != nil {
		log.Fatal(err)
	}
}

func lines(name string, f func(string)) error {
	r, err := os.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s := bufio.NewScanner(z)
	for s.Scan() {
		f(s.Text())
	}
	return s.Err()
}

// roots are the PLOVER types of CAMEO's root codes.
var roots = map[string]string{
	"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "09": "ACCUSE", "10": "REQUEST",
	"11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
	"18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT", "02": "REQUEST",
}

// typeOf is the PLOVER type of a CAMEO code, "-" for none.
func typeOf(code string) string {
	code, _, _ = strings.Cut(code, ":")
	switch {
	case len(code) < 2:
		return "-"
	case strings.HasPrefix(code, "084"), strings.HasPrefix(code, "085"), strings.HasPrefix(code, "086"), strings.HasPrefix(code, "087"):
		return "RETREAT"
	case code == "163" || strings.HasPrefix(code, "191") || strings.HasPrefix(code, "192"):
		return "COERCE"
	}
	if t, ok := roots[code[:2]]; ok {
		return t
	}
	return "-"
}

type verbs struct {
	sets  map[string][]string
	set   string
	in    bool // behind the synonym sets
	block string
	heads []string
	out   []string
	used  []string
}

var code = regexp.MustCompile(`\[([0-9:-]*)\]`)

func (v *verbs) line(s string) {
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimSpace(s)
	switch {
	case s == "":
	case strings.HasPrefix(s, "---"):
		v.in, v.heads = true, nil
		v.block = "-"
		if m := code.FindStringSubmatch(s); m != nil {
			v.block = typeOf(m[1])
		}
	case !v.in && s[0] == '&':
		v.set = strings.ToLower(strings.Trim(s[1:], "_ "))
	case !v.in && s[0] == '+':
		v.sets[v.set] = append(v.sets[v.set], strings.ToLower(strings.ReplaceAll(strings.Trim(s[1:], "_ "), "_", " ")))
	case strings.HasPrefix(s, "- "):
		v.pattern(s[2:])
	default:
		v.verb(s)
	}
}

// verb takes the line of a verb, with its forms in braces and a code of its own.
func (v *verbs) verb(s string) {
	t := v.block
	if m := code.FindStringSubmatch(s); m != nil {
		t = typeOf(m[1])
	}
	name, _, _ := strings.Cut(s, "{")
	name, _, _ = strings.Cut(name, "[")
	name = strings.TrimSpace(strings.Trim(strings.TrimSpace(name), "+_"))
	if name == "" || strings.ContainsAny(name, "&*$+%") {
		return
	}
	name = strings.ToLower(strings.ReplaceAll(name, "_", " "))
	v.heads = append(v.heads, name)
	if t != "-" {
		v.out = append(v.out, name+"\t"+t+"\t")
	}
}

// pattern takes the words of a pattern, for every verb of its block.
func (v *verbs) pattern(s string) {
	m := code.FindStringSubmatch(s)
	if m == nil || len(v.heads) == 0 {
		return
	}
	s, _, _ = strings.Cut(s, "[")
	var words []string
	for _, f := range strings.Fields(strings.NewReplacer("(", " ", ")", " ", "{", " ", "}", " ").Replace(s)) {
		f = strings.ToLower(strings.Trim(f, "_"))
		if f == "*" || f == "$" || f == "+" || f == "%" || f == "^" || len(f) < 2 {
			continue
		}
		if f[0] == '&' {
			v.used = append(v.used, strings.Trim(f[1:], "_"))
		}
		words = append(words, strings.ReplaceAll(f, "_", " "))
	}
	if len(words) == 0 {
		return
	}
	slices.Sort(words)
	t := typeOf(m[1])
	v.out = append(v.out, "="+strings.Join(v.heads, "|")+"\t"+t+"\t"+strings.Join(words, " "))
}

func (v *verbs) write(verbs, sets string) error {
	slices.Sort(v.out)
	var b strings.Builder
	b.WriteString("# Verbs with the PLOVER type that they have by themselves, and behind a line of\n# verbs (=) the words that give them another (- for none). Compiled by annotate/event/gen\n" +
		"# from the CAMEO verb dictionary (MIT License, Copyright (c) 2015 Open Event Data Alliance).\n")
	last := ""
	var alone []string
	for _, l := range slices.Compact(v.out) {
		heads, rest, _ := strings.Cut(l, "\t")
		if heads[0] != '=' {
			alone = append(alone, l)
			continue
		}
		if heads != last {
			b.WriteString(heads + "\n")
			last = heads
		}
		b.WriteString(rest + "\n")
	}
	for _, l := range alone {
		b.WriteString("+" + strings.TrimRight(l, "\t") + "\n")
	}
	if err := os.WriteFile(verbs, []byte(b.String()), 0o644); err != nil {
		return err
	}
	slices.Sort(v.used)
	var out []string
	for _, s := range slices.Compact(v.used) {
		if len(v.sets[s]) > 0 {
			slices.Sort(v.sets[s])
			out = append(out, s+"\t"+strings.Join(slices.Compact(v.sets[s]), "|"))
		}
	}
	return os.WriteFile(sets, []byte("# set, its words. From the same.\n"+strings.Join(out, "\n")+"\n"), 0o644)
}

type agents struct{ out []string }

var agentCode = regexp.MustCompile(`\[~?([A-Z]{3})[A-Z]*\]`)

// sectors brings CAMEO's sectors to PLOVER's.
var sectors = map[string]string{
	"GOV": "GOV", "MIL": "MIL", "COP": "COP", "JUD": "JUD", "LEG": "LEG", "PTY": "PTY", "REB": "REB", "SPY": "SPY", "UAF": "UAF", "AGR": "AGR", "BUS": "BUS",
	"CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "MED": "JRN", "LAB": "LAB", "HLH": "MED", "REF": "REF", "OPP": "OPP", "REL": "REL",
	"ENV": "SOC", "DEV": "SOC", "HRI": "SOC", "MUS": "REL", "CHR": "REL", "MOS": "REL", "JEW": "REL", "CTH": "REL", "BUD": "REL", "HIN": "REL", "SET": "CVL", "RAD": "OPP", "INS": "REB", "SEP": "REB",
}

func (a *agents) line(s string) {
	s, _, _ = strings.Cut(s, "#")
	m := agentCode.FindStringSubmatch(s)
	if m == nil || sectors[m[1]] == "" {
		return
	}
	name, _, _ := strings.Cut(s, "[")
	name, more, _ := strings.Cut(name, "{")
	for _, n := range append([]string{name}, strings.Split(strings.Trim(more, "{} "), " ")...) {
		n = strings.Trim(strings.TrimSpace(n), "_")
		if strings.Contains(n, "!MINIST!") {
			continue // ministers and ministries are looked up by their head
		}
		n = strings.ToLower(strings.ReplaceAll(n, "_", " "))
		if n != "" {
			a.out = append(a.out, n+"\t"+sectors[m[1]])
		}
	}
}

func (a *agents) write(name string) error {
	a.out = append(a.out, "minister\tGOV", "ministers\tGOV", "ministry\tGOV", "ministries\tGOV")
	slices.Sort(a.out)
	return os.WriteFile(name, []byte("# noun, PLOVER sector. Compiled by annotate/event/gen from the Phoenix agents\n"+
		"# dictionary (MIT License, Copyright (c) 2014 Open Event Data Alliance).\n"+strings.Join(slices.Compact(a.out), "\n")+"\n"), 0o644)
}
