package namedata

import (
	"bufio"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/readout-project/readout"
)

// Phoenix reads the actors of the Phoenix dictionaries: persons (leaders,
// ministers) and institutions of countries, international organisations,
// companies, armed groups. Countries, cities and other terms that stand with a
// country are left out: places/country-terms.csv holds them with their kinds.
// The dictionaries are in capitals; letter case is rebuilt by rule.
func Phoenix(reference string) ([]Name, error) {
	var out []Name
	for _, f := range []struct {
		name string
		of   func(block) []Name
	}{
		{"Phoenix.Countries.actors.txt.gz", countryActors},
		{"Phoenix.International.actors.txt.gz", internationalActors},
		{"Phoenix.MilNonState.actors.txt.gz", armedGroups},
	} {
		r, err := open(filepath.Join(reference, "phoenix", f.name))
		if err != nil {
			return nil, err
		}
		blocks(bufio.NewScanner(r), func(b block) { out = append(out, f.of(b)...) })
		r.Close()
	}
	return out, nil
}

// block is one actor: its names and the codes in brackets.
type block struct {
	names   []string
	codes   []string
	comment string
	section string // the last heading
}

var code = regexp.MustCompile(`\[([^\]]*)\]`)

func blocks(s *bufio.Scanner, f func(block)) {
	var b block
	flush := func() {
		if len(b.names) > 0 {
			f(b)
		}
		b = block{section: b.section}
	}
	for s.Scan() {
		line, comment, _ := strings.Cut(s.Text(), "#")
		if strings.TrimSpace(line) == "" {
			flush()
			if h := strings.Trim(comment, "# "); strings.HasPrefix(comment, "###") && h != "" {
				b.section = h
			}
			continue
		}
		for _, c := range code.FindAllStringSubmatch(line, -1) {
			b.codes = append(b.codes, strings.TrimSpace(c[1]))
		}
		name := strings.TrimSpace(code.ReplaceAllString(line, ""))
		switch {
		case line[0] == '+' || line[0] == '\t' || line[0] == ' ':
			name = strings.TrimPrefix(name, "+")
		default:
			n := len(b.codes) - len(code.FindAllString(line, -1))
			c := append([]string(nil), b.codes[n:]...) // those of this line belong to the actor that starts here
			b.codes = b.codes[:n]
			flush()
			b.codes, b.comment = c, comment
		}
		for _, n := range strings.Split(name, "+") {
			if n = cleanName(n); n != "" {
				b.names = append(b.names, n)
			}
		}
	}
	flush()
}

var brackets = regexp.MustCompile(`\([^)]*\)|\{[^}]*\}`)

// cleanName turns a key of the dictionary into a name in capitals; "" for what
// isn't a plain one.
func cleanName(s string) string {
	s = brackets.ReplaceAllString(s, " ")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '_' || r == ' ' || r == '\t' }), " ")
	if len(s) < 2 || strings.ContainsAny(s, "!/[](){}=;:*0123456789") {
		return ""
	}
	return s
}

// dated reports whether a code holds for some time only, as those of persons
// do: "FRAGOV 020507-070515".
func (b block) dated() bool {
	for _, c := range b.codes {
		if strings.ContainsAny(c, "0123456789") {
			return true
		}
	}
	return false
}

func (b block) country() string {
	if len(b.codes) == 0 || len(b.codes[0]) < 3 {
		return ""
	}
	return b.codes[0][:3]
}

// ranks are the words at the start of an alternative name that are no part of it.
var ranks = regexp.MustCompile(`^(?:(?:FORMER|ACTING|DEPUTY|VICE|PRIME|FOREIGN|DEFEN[CS]E|FINANCE|INTERIOR|MINISTER|PRESIDENT|PREMIER|CHANCELLOR|SECRETARY|GENERAL|OF|STATE|KING|QUEEN|PRINCE|PRINCESS|SULTAN|EMIR|SHEIKH?|SHAIKH|SIR|LORD|DR\.?|GEN\.?|COL\.?|COLONEL|MAJOR|CAPTAIN|LT\.?|MR\.?|MRS\.?|MS\.?|AYATOLLAH|POPE|GOVERNOR|SENATOR|SPEAKER|AMBASSADOR|CHAIRMAN|LEADER|THE|SECRETARY-GENERAL|CROWN|HAJI|UN|U\.N\.|UNITED|NATIONS|[A-Z]+IAN|[A-Z]+ESE) )+`)

// institution tells institutions from the persons and places that stand
// beside them without a mark.
var institution = regexp.MustCompile(`\b(?:MINISTRY|DEPARTMENT|AGENCY|BUREAU|COMMISSION|COMMITTEE|COUNCIL|PARLIAMENT|CONGRESS|SENATE|ASSEMBLY|OFFICE|COURT|POLICE|ARMY|NAVY|FORCES?|GUARDS?|PARTY|UNION|LEAGUE|FRONT|MOVEMENT|ALLIANCE|COALITION|FEDERATION|CONFEDERATION|ASSOCIATION|SOCIETY|ORGANI[SZ]ATION|INSTITUTE|UNIVERSITY|CENT(?:ER|RE)|BANK|CORPORATION|COMPANY|GROUP|BRIGADES?|AUTHORITY|SERVICE|BOARD|NETWORK|NEWS|RADIO|TELEVISION|CABINET|ADMINISTRATION)\b`)

func countryActors(b block) []Name {
	var out []Name
	person := strings.Contains(b.comment, "CountryInfo.txt") && b.dated()
	for _, n := range b.names {
		switch {
		case person:
			if n = ranks.ReplaceAllString(n, ""); strings.Contains(n, " ") && !strings.Contains(n, ",") && n[1] != ' ' {
				out = append(out, Name{Text: capitalise(n), Type: readout.Person, Country: b.country(), Detail: ""})
			}
		case !person && len(b.codes) > 0 && len(b.codes[0]) > 3 && !b.dated() && institution.MatchString(n):
			out = append(out, Name{Text: capitalise(n), Type: readout.Organization, Country: b.country(), Detail: "institution"})
		}
	}
	return out
}

func internationalActors(b block) []Name {
	var out []Name
	for _, n := range b.names {
		if len(b.codes) == 0 {
			continue
		}
		if b.dated() {
			if n = ranks.ReplaceAllString(n, ""); strings.Contains(n, " ") && strings.HasPrefix(b.codes[0], "IGO") {
				out = append(out, Name{Text: capitalise(n), Type: readout.Person, Country: "", Detail: ""})
			}
			continue
		}
		detail := ""
		for _, p := range []string{"MNC", "NGO", "IGO", "MED"} {
			if strings.HasPrefix(b.codes[0], p) || p == "MED" && strings.HasSuffix(b.codes[0], p) {
				detail = p
				break
			}
		}
		out = append(out, Name{Text: capitalise(strings.TrimPrefix(n, "THE ")), Type: readout.Organization, Country: "", Detail: detail})
	}
	return out
}

func armedGroups(b block) []Name {
	var out []Name
	for _, n := range b.names {
		out = append(out, Name{Text: capitalise(n), Type: readout.Organization, Country: b.country(), Detail: "armed group"})
	}
	return out
}

// small words stay in lower case inside names.
var small = map[string]bool{
	"of": true, "the": true, "and": true, "for": true, "in": true, "on": true, "to": true, "a": true, "de": true,
	"la": true, "le": true, "du": true, "des": true, "del": true, "da": true, "do": true, "dos": true, "di": true,
	"van": true, "der": true, "den": true, "von": true, "al": true, "el": true, "bin": true, "ibn": true, "y": true,
	"e": true, "und": true, "für": true, "by": true, "with": true, "from": true, "against": true, "zur": true,
}

// capitalise rebuilds the letter case of a name in capitals. Words without a
// vowel and words with inner dots are taken for acronyms.
func capitalise(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	ws := strings.Fields(s)
	for i, w := range ws {
		low := strings.ToLower(w)
		switch {
		case i > 0 && small[low]:
			ws[i] = low
		case strings.Contains(strings.TrimSuffix(w, "."), ".") || len(ws) == 1 && len(w) <= 5:
		case !strings.ContainsAny(w, "AEIOUY") && low != "ltd" && low != "st" && low != "dr" && low != "mr":
		default:
			ws[i] = title(low)
		}
	}
	return strings.Join(ws, " ")
}

// title capitalises the parts of a word that hyphens divide, and what follows
// an O' or Mc.
func title(w string) string {
	b := []byte(w)
	up := true
	for i, c := range b {
		if up && c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
		up = c == '-' || c == '.' || c == '&' || c == '\'' && i == 1 || i == 1 && len(b) > 4 && b[0] == 'M' && c == 'c'
	}
	return string(b)
}
