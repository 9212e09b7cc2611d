package conllu

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Mention is a mention of the layer Entity=, as GUM writes it.
type Mention struct {
	First, Last int    // words of the sentence, half-open
	Type        string // etype: person, place, ...
	Group       string // GRP: mentions of one group of a document are one thing
	InfStat     string // new, giv:act, ...
	Head        []int  // minspan: words of the sentence
	Link        string // ana, coref, appos, pred, disc, cata, sgl
	Identity    string // the Wikipedia article
}

// Mentions reads the brackets of Entity= in the order in which they open. A
// bracket that does not close or was not opened is an error. Without
// Sentence.Fields a single field is the type, and of more the first is the group
// and the second the type.
func (s *Sentence) Mentions() ([]Mention, error) {
	m := mentions{fields: s.Fields}
	for i, w := range s.Words {
		value, ok := entity(w.Misc)
		if !ok {
			continue
		}
		if err := m.read(value, i); err != nil {
			return nil, fmt.Errorf("word %d: Entity=%s: %w", i+1, value, err)
		}
	}
	if len(m.open) > 0 {
		return nil, fmt.Errorf("mention %s of word %d is not closed", m.all[m.open[0]].Group, m.all[m.open[0]].First+1)
	}
	return m.all, nil
}

func entity(misc string) (string, bool) {
	for part := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(part, "Entity="); ok {
			return v, true
		}
	}
	return "", false
}

// mentions holds all mentions of a sentence; open are indexes into all.
type mentions struct {
	fields []string
	all    []Mention
	open   []int
}

func (m *mentions) read(v string, at int) error {
	for v != "" {
		if v[0] != '(' {
			group, rest, ok := strings.Cut(v, ")")
			if !ok || strings.Contains(group, "(") {
				return fmt.Errorf("%q is no bracket", v)
			}
			if err := m.close(group, at); err != nil {
				return err
			}
			v = rest
			continue
		}
		n := strings.IndexAny(v[1:], "()") + 1
		if n == 0 {
			n = len(v)
		}
		m.all = append(m.all, m.mention(v[1:n], at))
		m.open = append(m.open, len(m.all)-1)
		if n < len(v) && v[n] == ')' {
			m.end(len(m.open)-1, at)
			n++
		}
		v = v[n:]
	}
	return nil
}

func (m *mentions) close(group string, at int) error {
	group, _, _ = strings.Cut(group, "-")
	for k := len(m.open) - 1; k >= 0; k-- {
		if m.all[m.open[k]].Group == group {
			m.end(k, at)
			return nil
		}
	}
	return fmt.Errorf("%s) was not opened", group)
}

func (m *mentions) end(k, at int) {
	x := &m.all[m.open[k]]
	x.Last = at + 1
	x.Head = slices.DeleteFunc(x.Head, func(i int) bool { return i < x.First || i >= x.Last })
	m.open = slices.Delete(m.open, k, k+1)
}

func (m *mentions) mention(v string, at int) Mention {
	if len(m.fields) == 0 {
		f := strings.Split(v, "-")
		return Mention{First: at, Group: f[0], Type: f[min(1, len(f)-1)]}
	}
	x := Mention{First: at}
	// The last field may hold hyphens.
	for i, f := range strings.SplitN(v, "-", len(m.fields)) {
		switch m.fields[i] {
		case "GRP":
			x.Group = f
		case "etype":
			x.Type = f
		case "infstat":
			x.InfStat = f
		case "minspan":
			x.Head = places(f, at)
		case "link":
			x.Link = f
		case "identity":
			x.Identity = f
		}
	}
	return x
}

func places(list string, at int) []int {
	var out []int
	for p := range strings.SplitSeq(list, ",") {
		if n, err := strconv.Atoi(p); err == nil && n > 0 && n < maxWords {
			out = append(out, at+n-1)
		}
	}
	return out
}
