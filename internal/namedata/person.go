package namedata

import (
	"bufio"
	"path/filepath"
	"regexp"
	"strings"
)

// Person is the name of a person in its parts.
type Person struct {
	Given, Surname []string // words as written; Surname takes particles along: "van der Berg"
	Country        string
	SurnameFirst   bool // in the order of the source: "Kim Il Sung"
}

// Tokens are the words in the order in which they are written.
func (p Person) Tokens() []string {
	if p.SurnameFirst {
		return append(append([]string(nil), p.Surname...), p.Given...)
	}
	return append(append([]string(nil), p.Given...), p.Surname...)
}

// surnameFirst are the countries where the family name comes first, in English
// text as well.
var surnameFirst = map[string]bool{"CHN": true, "TWN": true, "KOR": true, "PRK": true, "VNM": true, "KHM": true, "HKG": true, "MAC": true}

var particles = map[string]bool{
	"van": true, "von": true, "der": true, "den": true, "de": true, "del": true, "della": true, "di": true, "da": true,
	"dos": true, "du": true, "la": true, "le": true, "al": true, "el": true, "bin": true, "ben": true, "ibn": true,
	"bint": true, "ter": true, "ten": true, "af": true, "ul": true, "ur": true, "ad": true, "ash": true, "st": true, "santa": true,
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true, "esq": true}

// Split parts a person's name into given names and surname: the last word and
// the particles before it are the surname; where family names come first, the
// first word.
func Split(n Name) Person {
	p := Person{Country: n.Country}
	ws := strings.Fields(n.Text)
	for len(ws) > 2 && suffixes[strings.ToLower(strings.Trim(ws[len(ws)-1], ".,"))] {
		ws = ws[:len(ws)-1]
	}
	if len(ws) < 2 {
		p.Surname = ws
		return p
	}
	if surnameFirst[n.Country] {
		p.SurnameFirst, p.Surname, p.Given = true, ws[:1], ws[1:]
		return p
	}
	i := len(ws) - 1
	for i > 1 && particles[strings.ToLower(ws[i-1])] {
		i--
	}
	p.Given, p.Surname = ws[:i], ws[i:]
	return p
}

// legal is a legal form at the end of a company's name.
var legal = regexp.MustCompile(`(?i)[, ]+(?:inc|incorporated|ltd|limited|llc|l\.l\.c|plc|p\.l\.c|corp|corporation|co|company|gmbh|ag|s\.?a|n\.?v|b\.?v|spa|s\.p\.a|oyj|asa|ab|lp|l\.p|kk|bhd|sdn|pty|pte)\.?$`)

// Bare is the name of an organisation without its legal form.
func Bare(name string) string {
	for {
		s := strings.TrimSpace(legal.ReplaceAllString(name, ""))
		if s == name || s == "" {
			return name
		}
		name = s
	}
}

var personal = regexp.MustCompile(`(?i)(?:[a-z]er|[a-z]or|ist|ian|man|woman|men|women|person|eer|ant|ent|ess|ive|ee|ier|ary)s?$`)

// Agents reads the nouns for persons from the Phoenix agents: those whose
// ending is one of persons'.
func Agents(reference string) ([]string, error) {
	r, err := open(filepath.Join(reference, "phoenix", "Phoenix.agents.txt.gz"))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []string
	for s := bufio.NewScanner(r); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "#")
		name, rest, ok := strings.Cut(line, "[~")
		if !ok || rest == "" {
			continue
		}
		name, _, _ = strings.Cut(name, "{")
		if n := cleanName(name); n != "" && personal.MatchString(n) {
			out = append(out, strings.ToLower(n))
		}
	}
	return out, nil
}
