package brief

import (
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// origins is the tree from each newsroom that vouches over what its words rest on
// to the reports, each with its title and with what it copies, credits or relays;
// and then the reports that those come from.
func (t *whyTeller) origins(places []opened) {
	t.head("ORIGINS", "as far as the inputs show")
	list := slices.Clone(places)
	slices.SortStableFunc(list, func(a, b opened) int { return slices.Compare(roots(a), roots(b)) })
	w := branches{whyTeller: t, told: map[int]bool{}, led: map[int][]string{}}
	for len(list) > 0 {
		n := 1
		for n < len(list) && heardFrom(list[n])[0] == heardFrom(list[0])[0] {
			n++
		}
		w.origin(list[:n])
		list = list[n:]
	}
	for _, r := range t.citing(places, t.edges) {
		if !w.told[r] {
			w.report(r, nil, 2)
		}
	}
	if w.left > 0 {
		t.text(2, count(w.left, "more report", "more reports")+": --all")
	}
}

// branches writes the tree of origins; told are the reports that have had a line.
type branches struct {
	*whyTeller
	told        map[int]bool
	led         map[int][]string // edges told, by report
	shown, left int
}

// origin writes a newsroom with what rests on it; one root stands on its line.
func (w *branches) origin(list []opened) {
	name := w.originOf(list[0])
	var groups [][]opened
	for _, p := range list {
		if k := len(groups) - 1; k >= 0 && slices.Equal(roots(groups[k][0]), roots(p)) {
			groups[k] = append(groups[k], p)
		} else {
			groups = append(groups, []opened{p})
		}
	}
	if len(groups) == 1 {
		w.text(2, name+", "+w.rests(groups[0]))
		w.reports(groups[0], 4)
		return
	}
	w.text(2, name)
	for _, g := range groups {
		w.text(4, w.rests(g))
		w.reports(g, 6)
	}
}

// rests is the root of places, and the places.
func (w *branches) rests(list []opened) string {
	var at []string
	for _, p := range list {
		s := w.place(p.Ref)
		if e := p.stance(); e != nil && e.Stance == readout.Denies {
			s += " (denies)"
		}
		at = merge(at, []string{strings.ReplaceAll(s, " ", string(glue))})
	}
	s := w.few(at, mostRooted)
	if list[0].evidence == nil {
		return s
	}
	root := "root " + w.rootOf(list[0])
	if w.st.Roots[list[0].evidence.Root].Kind == readout.OwnVoice {
		root = "own voice"
	}
	return root + ": " + s
}

// reports writes the reports of places with their edges.
func (w *branches) reports(list []opened, indent int) {
	var order []int
	edges := map[int][]string{}
	for _, p := range list {
		if !slices.Contains(order, p.Report) {
			order = append(order, p.Report)
		}
		for _, e := range w.leading(p, w.edges) {
			edges[p.Report] = merge(edges[p.Report], []string{edgeLine(e)})
		}
	}
	slices.Sort(order)
	for _, r := range order {
		w.report(r, edges[r], indent)
	}
}

// report writes a report, once with its outlet, day and title, then only with what
// leads from it.
func (w *branches) report(r int, edges []string, indent int) {
	edges = slices.DeleteFunc(edges, func(s string) bool { return slices.Contains(w.led[r], s) })
	w.led[r] = append(w.led[r], edges...)
	leads := strings.Join(edges, "; ")
	if w.told[r] && leads == "" {
		return
	}
	if !w.all && w.shown == mostRooted {
		if !w.told[r] {
			w.left++
		}
		w.told[r] = true
		return
	}
	w.shown++
	s := leads
	if !w.told[r] {
		rep := w.r.Docs[r].Report
		var what []fact
		if rep.Outlet.Stated() {
			what = append(what, fact{"", w.outlet(r)})
		}
		if rep.Published.Stated() {
			what = append(what, fact{"", day(rep.Published)})
		}
		s = beside(append(what, fact{"", or(Clean(rep.Title.Value), "no title")}))
		if leads == "" && indent > 2 {
			leads = "own reporting"
		}
		s = strings.TrimSuffix(s+"; "+leads, "; ")
	}
	w.told[r] = true
	name := strings.Repeat(" ", indent) + Label(r)
	w.item(normal, name, len(name)+1, s)
}
