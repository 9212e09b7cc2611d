package brief

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// How much of an item the text form shows.
const (
	mostOpened = 6  // places of a claim
	mostSided  = 2  // places of each side of a difference
	mostRooted = 12 // reports of the origin graph

	digestShown = 12 // hex digits of a digest, those of a report's id
)

// WhyText writes what each item is and opens its places: the words in their
// sentence, who says them, where they stand, what read them and whose reporting
// they are. What two reports have on one line of the brief fits a screen; of more,
// some places are opened in full and the others named. An error means that w failed
// or that the reading is broken.
func WhyText(w io.Writer, r *readout.Reading, items []Item, opt Options) error {
	if err := checkItems(r, items); err != nil {
		return err
	}
	p := newPage(w, opt)
	e := newEncoder(r)
	edges := origins(r)
	for i, x := range items {
		if i > 0 {
			p.blank()
		}
		t := &whyTeller{teller: teller{page: p, view: newView(r, &r.Stories[x.story])}, encoder: e, edges: edges, all: opt.All}
		t.whole = opt.All
		t.why(x)
	}
	t := &teller{page: p, view: newView(r, &readout.Story{})}
	t.unread()
	return p.flush()
}

// whyTeller writes items of one story as text.
type whyTeller struct {
	teller
	encoder *encoder
	edges   [][]edge
	all     bool
}

func (t *whyTeller) why(x Item) {
	places := t.open(x)
	t.topped(t.called(x), standsIn(places))
	if len(t.r.Stories) > 1 {
		t.text(2, "story: "+t.title())
	}
	if x.kind == claimItem && !t.opens(x, places) {
		t.text(2, t.claimText(&t.st.Claims[x.index], 0))
	}
	t.text(2, beside(t.brief(x)))
	t.head("EVIDENCE", "who says it · position · characters · digest · rule")
	t.evidence(x, places)
	t.decisions(x)
	t.origins(places)
}

// opens reports a claim whose words are those of a place that is opened, where they
// stand in brackets.
func (t *whyTeller) opens(x Item, places []opened) bool {
	key := wordKey(t.st.Claims[x.index].Text)
	return len(places) <= mostOpened && slices.ContainsFunc(places, func(p opened) bool { return wordKey(t.words(p.Ref)) == key })
}

// brief is what an item is, in fewer words than all that is recorded of it.
func (t *whyTeller) brief(x Item) []fact {
	if x.kind != claimItem {
		return t.defining(x)
	}
	c := &t.st.Claims[x.index]
	what := "is so"
	if c.Ledger == readout.WasSaid {
		what = "was said"
	}
	out := facts(fact{"", what + ", " + Clean(string(c.Level)) + ", " + tally(c)}, fact{"", Clean(string(c.Status))})
	if c.Independence != "" {
		out = append(out, fact{"independence", strings.TrimSuffix(Clean(string(c.Independence))+": "+Clean(c.Reason), ": ")})
	}
	for _, f := range t.aboutClaim(x) {
		switch f.name {
		case "match", "differs in", "see", "id":
			out = append(out, fact{strings.TrimPrefix(f.name, "see"), f.value})
		}
	}
	return out
}

// beside puts facts on one line.
func beside(list []fact) string {
	var out []string
	for _, f := range list {
		if f.name != "" {
			f.value = f.name + string(glue) + f.value
		}
		out = append(out, f.value)
	}
	return strings.Join(out, " · ")
}

// evidence opens the places, those of one root together and some of each side,
// unless all are asked for.
func (t *whyTeller) evidence(x Item, list []opened) {
	full, named := t.chosen(x, list)
	wide := 0
	for _, p := range full {
		wide = max(wide, len(t.place(p.Ref)))
	}
	for i, p := range full {
		if i == 0 || p.side != full[i-1].side {
			t.sideHead(x, p.side)
		}
		if root := t.rootHead(p); len(list) > len(full) && x.kind == claimItem && root != "" && (i == 0 || !slices.Equal(roots(p), roots(full[i-1]))) {
			t.text(2, root)
		}
		t.opened(p, 2+wide+1)
		if i+1 == len(full) || p.side != full[i+1].side {
			t.unopened(named[p.side])
		}
	}
}

func (t *whyTeller) sideHead(x Item, side int) {
	if side < 0 {
		return
	}
	name := fmt.Sprintf("  side %d", side+1)
	t.item(bold, name, len(name)+2, t.sideNumbers(x, side))
}

// sideNumbers says what a side of a difference holds, and the numbers of its claims.
func (t *whyTeller) sideNumbers(x Item, side int) string {
	s := t.st.Differences[x.index].Sides[side]
	out := make([]string, len(s.Claims))
	for i, k := range s.Claims {
		out[i] = number(claimItem, k)
	}
	return strings.Trim(Clean(s.Value)+"; "+t.few(out, mostOpened), "; ")
}

func (t *whyTeller) rootHead(p opened) string {
	if p.evidence == nil {
		return ""
	}
	return "root " + t.rootOf(p)
}

// unopened names the places that are not opened.
func (t *whyTeller) unopened(list []opened) {
	if len(list) == 0 {
		return
	}
	var at []string
	for _, p := range list {
		at = merge(at, []string{t.place(p.Ref)})
	}
	t.text(2, count(len(list), "more place", "more places")+": --all ("+t.few(at, mostRooted)+")")
}

// opened writes one place: its words in their sentence, then who says them, where
// they stand and what read them, and then whom and when they mean.
func (t *whyTeller) opened(p opened, indent int) {
	text, open, closing := t.view.marked(p.Ref)
	t.page.marked("  "+t.place(p.Ref), indent, text, open, closing)
	start, end := t.encoder.points[p.Report].Span(p.Span)
	at := append(t.said(p), fact{"", fmt.Sprintf("%d–%d", start, end)})
	if digest := t.r.Docs[p.Report].Report.Capture.SHA256; digest != "" {
		at = append(at, fact{"sha256", Clean(digest[:min(len(digest), digestShown)])})
	}
	if p.statement >= 0 {
		at = append(at, facts(fact{"", Clean(t.readBy(p))})...)
	}
	t.text(indent, beside(at))
	var read []fact
	for _, s := range append(t.readNames(p, true), t.readDates(p, true)...) {
		read = append(read, fact{"", s})
	}
	if len(read) > 0 {
		t.text(indent, beside(read))
	}
}

// said is who says the words of a place, and how.
func (t *whyTeller) said(p opened) []fact {
	if p.statement < 0 {
		return []fact{{"", t.outlet(p.Report)}, {"chain", "not read: no statement is recorded here"}}
	}
	s := &t.r.Docs[p.Report].Statements[p.statement]
	out := []fact{{"", t.chainOf(p.Report, s)}}
	if s.Position != readout.InBody {
		out = append(out, facts(fact{"", Clean(string(s.Position))})...)
	}
	if s.Form != readout.NoForm {
		out = append(out, facts(fact{"", Clean(string(s.Form))})...)
	}
	if s.Status != readout.Happened {
		out = append(out, facts(fact{"status", Clean(string(s.Status))})...)
	}
	if s.SpeechStatus != "" && s.SpeechStatus != readout.Happened {
		out = append(out, fact{"its being said:", Clean(string(s.SpeechStatus))})
	}
	if e := p.stance(); e != nil && e.Stance == readout.Denies {
		out = append(out, fact{"", string(readout.Denies)})
	}
	if e := p.stance(); e != nil && e.Withdrawn != "" {
		out = append(out, fact{"withdrawn", Clean(e.Withdrawn)})
	}
	return out
}

// chosen are the places that are opened, and by side the others. Of a claim denials
// come first, then one of each root; places of one root stand together. Of a side
// one of each report comes first.
func (t *whyTeller) chosen(x Item, list []opened) (full []opened, named map[int][]opened) {
	named = map[int][]opened{}
	most, key := mostOpened, func(p opened) string { return fmt.Sprint(p.side, p.Report) }
	switch x.kind {
	case claimItem:
		key = func(p opened) string {
			e := p.stance()
			return fmt.Sprint(heardFrom(p), e != nil && e.Stance == readout.Denies)
		}
	case differenceItem:
		most = mostSided
	}
	take, shown := make([]bool, len(list)), map[int]int{}
	pick := func(want func(p opened) bool) {
		for i, p := range list {
			if !take[i] && (t.all || shown[p.side] < most) && want(p) {
				take[i] = true
				shown[p.side]++
			}
		}
	}
	denials := 0
	pick(func(p opened) bool {
		e := p.stance()
		if e == nil || e.Stance != readout.Denies || denials == most/2 {
			return false
		}
		denials++
		return true
	})
	met := map[string]bool{}
	pick(func(p opened) bool {
		again := met[key(p)]
		met[key(p)] = true
		return !again
	})
	pick(func(opened) bool { return true })
	for i, p := range list {
		if take[i] {
			full = append(full, p)
		} else {
			named[p.side] = append(named[p.side], p)
		}
	}
	if x.kind == claimItem && len(list) > len(full) {
		slices.SortStableFunc(full, func(a, b opened) int { return slices.Compare(roots(a), roots(b)) })
	}
	return full, named
}

func roots(p opened) []int { at := heardFrom(p); return []int{at[0], at[1]} }

// marked writes a text folded behind a prefix, the words between the brackets bold.
func (p *page) marked(prefix string, indent int, text, open, closing string) {
	lead := max(indent, columns(prefix)+1)
	front := p.paint(bold, prefix) + strings.Repeat(" ", lead-columns(prefix))
	inside, done := false, false
	for _, l := range wrap(text, p.width, lead, indent) {
		body := strings.TrimLeft(l, " ")
		blanks := front + l[:len(l)-len(body)]
		front = ""
		from, to := 0, len(body)
		if !inside {
			from = strings.Index(body, open)
		}
		if body == "" || done || from < 0 {
			p.line(blanks + body)
			continue
		}
		inside = true
		if n := strings.Index(body[from:], closing); n >= 0 {
			to, inside, done = from+n+len(closing), false, true
		}
		p.line(blanks + body[:from] + p.paint(bold, body[from:to]) + body[to:])
	}
}
