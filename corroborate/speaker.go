package corroborate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/lexis"
)

// speakers lists, for each speaker, what the reports give as said by them. A
// headline, deck or caption is passed over where the body of its report has
// words of the same speaker, and the text of a copy where its original is there.
func (s *story) speakers() []readout.Speaker {
	l := spoken{s: s, at: map[string]int{}, claims: s.saidIn()}
	for _, weak := range []bool{false, true} {
		for _, r := range s.out.Reports {
			d := s.r.Docs[r]
			for i := range d.Statements {
				if st := &d.Statements[i]; st.Position.Weak() == weak && s.spoken(r, st) {
					l.add(readout.StatementAt{Report: r, Statement: i}, weak)
				}
			}
		}
	}
	for i := range l.list {
		x := &l.list[i]
		slices.SortStableFunc(x.Utterances, func(a, b readout.Utterance) int {
			return cmp.Or(cmp.Compare(a.Report, b.Report), cmp.Compare(a.Statement, b.Statement))
		})
	}
	slices.SortStableFunc(l.list, bySpeaker)
	return l.list
}

// bySpeaker orders named speakers before unnamed ones, then those whom more
// reports have, then those who say more.
func bySpeaker(a, b readout.Speaker) int {
	return cmp.Or(
		cmp.Compare(anonymity(a), anonymity(b)),
		cmp.Compare(len(b.Reports()), len(a.Reports())),
		cmp.Compare(len(b.Utterances), len(a.Utterances)),
	)
}

func anonymity(x readout.Speaker) int {
	switch {
	case x.Unresolved:
		return 3
	case x.Name == "":
		return 2
	case x.Kind.Named():
		return 0
	}
	return 1
}

// spoken reports a statement that passes on somebody's words: not a newsroom's,
// which is a relay, nor silence, nor a credit, nor text of a report that is here.
func (s *story) spoken(r int, st *readout.Statement) bool {
	if st.Attribution < 0 || len(st.Chain) < 2 || s.voices.newsroomHop(st.Root()) || itself(st.Root()) {
		return false
	}
	switch st.Root().Kind {
	case readout.NoAnswer, readout.PhotoCredit:
		return false
	}
	if st.Rule == readout.RulePhotoCredit || st.Rule == readout.RuleFragment && st.Form == readout.Indirect {
		return false
	}
	from, _ := s.voices.textOf(r, st.Span)
	return from == r
}

// saidIn are the claims that something was said, by the statements they rest on.
func (s *story) saidIn() map[readout.StatementAt]int {
	out := map[readout.StatementAt]int{}
	for c := range s.out.Claims {
		if s.out.Claims[c].Ledger != readout.WasSaid {
			continue
		}
		for _, e := range s.out.Claims[c].Evidence {
			out[readout.StatementAt{Report: e.Report, Statement: e.Statement}] = c
		}
	}
	return out
}

// spoken gathers utterances by speaker.
type spoken struct {
	s      *story
	list   []readout.Speaker
	at     map[string]int
	claims map[readout.StatementAt]int
}

func (l *spoken) add(at readout.StatementAt, weak bool) {
	hop := l.s.r.Docs[at.Report].Statements[at.Statement].Root()
	key, who := l.s.voices.speaker(at.Report, hop)
	k, known := l.at[key]
	if !known {
		k = len(l.list)
		l.at[key] = k
		if strings.HasPrefix(key, "words") {
			hop.Entity = -1
		}
		l.list = append(l.list, l.s.newSpeaker(who, at.Report, hop))
	}
	x := &l.list[k]
	if weak && slices.Contains(x.Reports(), at.Report) {
		return
	}
	c, said := l.claims[at]
	if !said {
		c = -1
	}
	for i := range x.Utterances {
		if u := &x.Utterances[i]; c >= 0 && u.Claim == c && !x.Unresolved {
			u.Also = append(u.Also, at)
			return
		}
	}
	x.Utterances = append(x.Utterances, readout.Utterance{StatementAt: at, Claim: c})
}

// speaker tells speakers apart: by identity, a country's government by the
// country, all others by their report and there by entity, else by their words.
// It joins less than a root does, as words must stay in the mouth they come from.
func (v *voices) speaker(r int, hop readout.Hop) (key string, who int) {
	switch hop.Kind {
	case readout.Unnamed, readout.UnnamedOfficial, readout.Group:
	default:
		if hop.Unresolved {
			break
		}
		if i, ok := v.identified(r, hop); ok {
			if v.fitting(r, i, hop) {
				return fmt.Sprint("identity ", i), i
			}
			return v.byWords(r, hop), -1
		}
		if k := partyKey(hop.Name); hop.Kind == readout.Body && isCode(k) {
			return "country " + k, -1
		}
	}
	switch {
	case hop.Unresolved:
		return "not resolved", -1
	case hop.Name == "":
		return "not named", -1
	case hop.Entity >= 0:
		return fmt.Sprintf("entity %d %d", r, hop.Entity), -1
	}
	return v.byWords(r, hop), -1
}

func (v *voices) byWords(r int, hop readout.Hop) string {
	return fmt.Sprintf("words %d %s", r, strings.Join(fold.Words(hop.Name), " "))
}

// identified finds the identity of a hop.
func (v *voices) identified(r int, hop readout.Hop) (int, bool) {
	if i, ok := v.who(r, hop); ok {
		return i, true
	}
	i, ok := v.s.people.of[readout.Member{Report: r, Entity: hop.Entity}]
	return i, ok
}

// fitting reports that the words of a source can be those for an identity: one of
// its names, a pronoun, or words of its offices and of nothing else. Another
// office than any report gives is somebody else's until a report says so.
func (v *voices) fitting(r, who int, hop readout.Hop) bool {
	id := v.s.people.list[who]
	source := v.s.r.Docs[r].Report.Source
	if id.Type != readout.Person || hop.Span.Empty() || hop.Span.End > len(source) {
		return true
	}
	known := map[string]bool{}
	said := words(hop.Span.Of(source))
	for _, n := range id.Names {
		for _, w := range nameWords(n.Name) {
			if !particles[w] && slices.Contains(said, w) {
				return true
			}
		}
	}
	for _, o := range id.Offices {
		for _, w := range words(o.Office.Title + " " + o.Office.Of) {
			known[demonym(concept(w))] = true
		}
	}
	return !slices.ContainsFunc(said, func(w string) bool { return !lexis.Grammar(w) && !known[demonym(concept(w))] })
}

func (s *story) newSpeaker(who, r int, hop readout.Hop) readout.Speaker {
	x := readout.Speaker{Name: hop.Name, Kind: hop.Kind, Unresolved: hop.Unresolved, Identity: -1}
	if x.Unresolved {
		x.Name = ""
		return x
	}
	if who >= 0 {
		x.Name = cmp.Or(fullest(s.people.list[who]), x.Name)
	}
	if x.Identity = s.player(who, r, hop); x.Identity >= 0 {
		x.Name = cmp.Or(fullest(s.out.People[x.Identity]), x.Name)
	}
	return x
}

// fullest is the name of an identity with most words, the first of those.
func fullest(id readout.Identity) string {
	best, most := "", 0
	for _, n := range id.Names {
		words := 0
		for range strings.FieldsSeq(n.Name) {
			words++
		}
		if words > most {
			best, most = n.Name, words
		}
	}
	return best
}

// player is the index among the story's people of an identity, or of a person
// whom the report knows by one name only; -1 for none.
func (s *story) player(who, r int, hop readout.Hop) int {
	m := readout.Member{Report: r, Entity: hop.Entity}
	if who >= 0 && len(s.people.list[who].Members) > 0 {
		m = s.people.list[who].Members[0]
	}
	return slices.IndexFunc(s.out.People, func(id readout.Identity) bool { return slices.Contains(id.Members, m) })
}
