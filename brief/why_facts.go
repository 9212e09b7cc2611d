package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
)

// fact is a named line of what is recorded.
type fact struct{ name, value string }

// facts leaves out what is not recorded.
func facts(list ...fact) []fact {
	var out []fact
	for _, f := range list {
		if f.value != "" {
			out = append(out, f)
		}
	}
	return out
}

// defining is what an item is, without its places.
func (v *view) defining(x Item) []fact {
	switch x.kind {
	case claimItem:
		return v.aboutClaim(x)
	case differenceItem:
		d := &v.st.Differences[x.index]
		return facts(fact{"about", Clean(d.About)}, fact{"because", Clean(d.Reason)}, fact{"silent", labels(d.Silent)}, fact{"id", Clean(d.ID)})
	case relayItem:
		rel := &v.st.Relays[x.index]
		of := Clean(rel.Of) + ", original not seen"
		if rel.Match >= 0 {
			of = Clean(rel.Of) + " (" + Label(rel.Match) + ")"
		}
		return facts(fact{"relays", of}, fact{"lost", v.lost(*rel)}, fact{"changed", v.changed(*rel)}, fact{"claims", v.weighing(rel.Claims)})
	}
	s := v.st.Silence[x.index]
	return facts(fact{"by", Clean(silentBy(v.r, s))}, fact{"as of", asOf(v.r, s.Report)})
}

var ledgers = map[readout.ClaimLedger]string{
	readout.IsSo: "is so: distinct roots are counted", readout.WasSaid: "was said: distinct hearers are counted",
}

func (v *view) aboutClaim(x Item) []fact {
	c := &v.st.Claims[x.index]
	suggested, words := "", ""
	if c.Suggested {
		suggested = "suggested, not certain"
	}
	if t, ok := v.otherLedger(x.index); ok {
		words = number(claimItem, t) + " has the same words in the other ledger"
	}
	return facts(
		fact{"ledger", ledgers[c.Ledger]}, fact{"status", Clean(string(c.Status))}, fact{"level", Clean(string(c.Level)) + ", " + tally(c)},
		fact{"independence", Clean(string(c.Independence))}, fact{"because", Clean(c.Reason)}, fact{"match", suggested},
		fact{"differs in", strings.Join(v.diffs()[x.index], ", ")}, fact{"see", words}, fact{"id", Clean(c.ID)})
}

// otherLedger is the claim that rests on the same words in the other ledger.
func (v *view) otherLedger(claim int) (int, bool) {
	key := places(&v.st.Claims[claim])
	for i := range v.st.Claims {
		if c := &v.st.Claims[i]; c.Ledger != v.st.Claims[claim].Ledger && places(c) == key {
			return i, true
		}
	}
	return 0, false
}

// weighing names claims with their levels: C3 (disputed, 1 root).
func (v *view) weighing(claims []int) string {
	out := make([]string, len(claims))
	for i, k := range claims {
		c := &v.st.Claims[k]
		out[i] = number(claimItem, k) + string(glue) + "(" + Clean(string(c.Level)) + ", " + tally(c) + ")"
	}
	return strings.Join(out, ", ")
}

// recorded is all that is recorded of a place. at is where it stands in code points,
// digest the digest of its report.
func (v *view) recorded(p opened, at [2]int, digest string) []fact {
	where := fmt.Sprintf("characters %d to %d of the source", at[0], at[1])
	if digest != "" {
		where += ", sha256 " + Clean(digest)
	}
	out := facts(fact{"offsets", where})
	if e := p.stance(); e != nil {
		out = append(out, facts(fact{"stance", Clean(string(e.Stance))}, fact{"withdrawn", Clean(e.Withdrawn)})...)
	}
	if p.statement < 0 {
		out = append(out, fact{"chain", "not read: no statement is recorded here"})
	} else {
		s := &v.r.Docs[p.Report].Statements[p.statement]
		out = append(out, facts(fact{"stands", stands(s)}, fact{"chain", v.chainOf(p.Report, s)}, fact{"rule", Clean(v.readBy(p))})...)
	}
	for _, name := range []string{"name", "date"} {
		read := v.readNames
		if name == "date" {
			read = v.readDates
		}
		for _, s := range read(p, false) {
			out = append(out, fact{name, s})
			name = ""
		}
	}
	return out
}

// stands is position, form and status of a statement.
func stands(s *readout.Statement) string {
	var out []string
	if s.Position != "" {
		out = append(out, "in the "+Clean(string(s.Position)))
	}
	switch s.Form {
	case "":
	case readout.NoForm:
		out = append(out, "own voice")
	default:
		out = append(out, Clean(string(s.Form))+" speech")
	}
	if s.Status != "" {
		out = append(out, "status "+Clean(string(s.Status)))
	}
	if s.SpeechStatus != "" && s.SpeechStatus != readout.Happened {
		out = append(out, "its being said: "+Clean(string(s.SpeechStatus)))
	}
	return strings.Join(out, ", ")
}

// readBy are the rules or models that read a place: of the statement, and of its
// attribution where that is another.
func (v *view) readBy(p opened) string {
	d := v.r.Docs[p.Report]
	s := &d.Statements[p.statement]
	rule := s.Rule
	if a := s.Attribution; a >= 0 && a < len(d.Attributions) && !strings.Contains(rule, d.Attributions[a].Rule) {
		rule = strings.TrimPrefix(rule+"; attribution: "+d.Attributions[a].Rule, "; ")
	}
	return rule
}

// datesIn are the time expressions in the words of a place.
func (v *view) datesIn(p opened) []readout.Timex {
	var out []readout.Timex
	for _, x := range v.r.Docs[p.Report].Timexes {
		if p.Span.Overlaps(x.Span) {
			out = append(out, x)
		}
	}
	return out
}

// readDates are the dates of a place with values and derivations; where only those
// are asked for that the words do not tell, without durations.
func (v *view) readDates(p opened, telling bool) []string {
	var out []string
	for _, x := range v.datesIn(p) {
		if telling && x.Type == readout.Duration {
			continue
		}
		words := v.words(readout.Ref{Report: p.Report, Span: x.Span})
		s := quote(words, 60) + " is " + or(Clean(x.Value), "not resolved")
		if why := or(Clean(x.Conflict), unnamed(Clean(x.Derivation), Clean(words))); why != "" {
			s += ": " + why
		}
		out = append(out, s)
	}
	return out
}

// unnamed is a derivation without the words that it begins with.
func unnamed(derivation, words string) string {
	rest, ok := strings.CutPrefix(derivation, `"`+words+`"`)
	if !ok {
		return derivation
	}
	for _, sign := range []string{" = ", ": "} {
		if why, ok := strings.CutPrefix(rest, sign); ok {
			return why
		}
	}
	return derivation
}

// namesIn are the mentions in the words of a place, and in those that name its
// sources, that are read as somebody by other words than the fullest name.
func (v *view) namesIn(p opened) []readout.Mention {
	d := v.r.Docs[p.Report]
	in := []readout.Span{p.Span}
	if p.statement >= 0 {
		for _, h := range d.Statements[p.statement].Chain {
			in = append(in, h.Span)
		}
	}
	var out []readout.Mention
	for _, m := range d.Mentions {
		if !slices.ContainsFunc(in, m.Overlaps) || m.Entity < 0 || m.Entity >= len(d.Entities) {
			continue
		}
		if name := Clean(d.Entities[m.Entity].Name); name != "" && Clean(m.Of(d.Report.Source)) != name {
			out = append(out, m)
		}
	}
	return out
}

// readNames are whom mentions are read as, with the reason; where only those are
// asked for that the words do not tell, without names and adjectives of countries.
func (v *view) readNames(p opened, telling bool) []string {
	d := v.r.Docs[p.Report]
	var out []string
	for _, m := range v.namesIn(p) {
		if strings.HasPrefix(m.Reason, "first mention") || telling && d.Entities[m.Entity].Code != "" {
			continue // it is joined to no mention before it, or names a country
		}
		words, name := Clean(m.Of(d.Report.Source)), Clean(d.Entities[m.Entity].Name)
		s := quote(words, 60) + " is " + name
		if why := strings.TrimPrefix(strings.TrimPrefix(Clean(m.Reason), words+": "), name+", "); why != "" {
			s += ": " + why
		}
		out = merge(out, []string{s})
	}
	return out
}

// sideOf says what a side of a difference holds and on which claims it rests.
func (v *view) sideOf(x Item, side int) string {
	s := v.st.Differences[x.index].Sides[side]
	claims := v.weighing(s.Claims)
	if value := Clean(s.Value); value != "" && claims != "" {
		return value + "; " + claims
	} else if value != "" {
		return value
	}
	return claims
}

// called is the title of an item: its number, what it is, and the kind or level.
func (v *view) called(x Item) string {
	s := x.number() + " " + x.kind.String()
	switch x.kind {
	case claimItem:
		return s + ", " + Clean(string(v.st.Claims[x.index].Level))
	case differenceItem:
		return s + ", " + kindNames[v.st.Differences[x.index].Kind]
	}
	return s
}

// standsIn says in how many places and reports an item stands.
func standsIn(places []opened) string {
	in := map[int]bool{}
	for _, p := range places {
		in[p.Report] = true
	}
	return count(len(places), "place", "places") + " in " + count(len(in), "report", "reports")
}
