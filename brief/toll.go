package brief

import (
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// where names the places of a story that turns on no meeting; a card has its own.
func (t *teller) where() {
	if t.st.Card != nil || len(t.st.Where) == 0 {
		return
	}
	t.blank()
	t.item(bold, "WHERE", gutter, t.join(placesNamed(t.view), " / "))
}

func placesNamed(v *view) grouped {
	var g grouped
	for _, n := range v.st.Where {
		g.add(Clean(n.Name), v.place(n.Ref))
	}
	return g
}

// tolls lists how many people met a fate, each number with those who give it.
func (t *teller) tolls() {
	if len(t.st.Tolls) == 0 {
		return
	}
	t.head("TOLL", "as given, never added up")
	for _, x := range t.st.Tolls {
		var out []string
		for _, c := range x.Counts[:min(len(x.Counts), mostValues)] {
			out = append(out, t.count(c))
		}
		if n := len(x.Counts) - len(out); n > 0 {
			out = append(out, fmt.Sprintf("%d more: --format%cjson", n, glue))
		}
		t.item(normal, "  "+x.Fate, 14, strings.Join(out, " / "))
	}
}

// count is one number with its roots and places.
func (v *view) count(c readout.TollCount) string {
	var by, places []string
	for _, r := range c.Roots {
		name := Clean(v.st.Roots[r].Name)
		if v.st.Roots[r].Kind == readout.OwnVoice || name == "" {
			name = "own voice"
		}
		by = merge(by, []string{name})
	}
	for _, ref := range c.Evidence {
		places = merge(places, []string{v.place(ref)})
	}
	return c.Label + ": " + strings.Join(by, ", ") + string(glue) + v.few(places, 3)
}

func (m *chronicle) tolls() {
	if m.st.Card == nil && len(m.st.Where) > 0 {
		m.head("Where")
		g := placesNamed(m.view)
		for _, name := range g.order {
			m.line("- %s %s", escape(name), escape(strings.Join(g.at[name], " ")))
		}
	}
	if len(m.st.Tolls) == 0 {
		return
	}
	m.head("Toll")
	m.line("As given, never added up.\n")
	for _, x := range m.st.Tolls {
		for _, c := range x.Counts {
			m.line("- **%s** %s%s", x.Fate, md(m.count(c)), m.refCites(c.Evidence))
		}
	}
}

type tollJSON struct {
	Fate   string          `json:"fate"`
	Counts []tollCountJSON `json:"counts"`
}

type tollCountJSON struct {
	Label    string     `json:"label"`
	Value    string     `json:"value"`
	Roots    []string   `json:"roots"`
	Evidence []spanJSON `json:"evidence"`
}

func (e *encoder) tolls(st *readout.Story) []tollJSON {
	out := []tollJSON{}
	for _, t := range st.Tolls {
		x := tollJSON{Fate: t.Fate, Counts: []tollCountJSON{}}
		for _, c := range t.Counts {
			y := tollCountJSON{Label: c.Label, Value: c.Value, Roots: []string{}, Evidence: e.spans(c.Evidence)}
			for _, r := range c.Roots {
				y.Roots = append(y.Roots, st.Roots[r].ID)
			}
			x.Counts = append(x.Counts, y)
		}
		out = append(out, x)
	}
	return out
}
