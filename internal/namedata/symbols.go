package namedata

import (
	"bufio"
	"path/filepath"
	"strings"
)

// Term is an entry of rigour's lists of words in names.
type Term struct {
	Text  string
	Group string // "org_symbols/ministry", "types", "PERSON_NAME_PREFIXES"
}

// Terms reads the lists of rigour: words in names of organisations in many
// languages, legal forms, titles of persons. Those in other scripts than Latin
// are left out.
func Terms(reference string) ([]Term, error) {
	var out []Term
	for _, f := range []string{"rigour-symbols.yml", "rigour-org_types.yml", "rigour-stopwords.yml"} {
		r, err := open(filepath.Join(reference, "names", f))
		if err != nil {
			return nil, err
		}
		out = append(out, terms(bufio.NewScanner(r))...)
		r.Close()
	}
	return out, nil
}

// terms reads the lists of a YAML file: keys without indent, and below them
// keys with an indent of two, before items.
func terms(s *bufio.Scanner) []Term {
	var out []Term
	top, sub := "", ""
	for s.Scan() {
		line, _, _ := strings.Cut(s.Text(), " #")
		text := strings.TrimSpace(line)
		item, isItem := strings.CutPrefix(text, "- ")
		switch {
		case text == "" || text[0] == '#':
		case isItem && !strings.Contains(item, ": ") && !strings.HasSuffix(item, ":"):
			if t := strings.Trim(item, `"'`); plain(t) {
				out = append(out, Term{t, strings.TrimSuffix(top+"/"+sub, "/")})
			}
		case strings.HasSuffix(text, ":") && line[0] != ' ':
			top, sub = strings.TrimSuffix(text, ":"), ""
		case strings.HasSuffix(text, ":") && len(line)-len(strings.TrimLeft(line, " ")) == 2:
			sub = strings.TrimSuffix(text, ":")
		}
	}
	return out
}
