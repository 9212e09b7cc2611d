package corroborate

import (
	"cmp"
	"slices"

	"github.com/readout-project/readout"
)

// Check finds, for each statement of a claim from outside, which reports of a
// reading support it, deny it, report it at a distance, give another value or say
// nothing of it, with the words. The claim is a document of its own, none of the
// reading's. All reports are looked at together, whatever their stories.
func Check(r *readout.Reading, claim *readout.Document) readout.Checked {
	c := newCheck(r)
	out := readout.Checked{Claim: claim}
	for _, a := range askedIn(claim) {
		out.Parts = append(out.Parts, c.part(a))
	}
	out.Origins, out.Roots = c.out.Origins, c.out.Roots
	return out
}

// Claims reports whether a document claims something that can be checked.
func Claims(claim *readout.Document) bool { return len(askedIn(claim)) > 0 }

// askedIn are the statements of a claim that say what happened or is so.
func askedIn(claim *readout.Document) []*asked {
	var out []*asked
	p := parse(claim)
	for i := range claim.Statements {
		st := &claim.Statements[i]
		if st.Rule == readout.RuleFragment || st.Rule == readout.RulePhotoCredit || asks(claim.Report.Source, st.Span) {
			continue
		}
		if a := newAsked(p, i); len(a.acts) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// check is all reports of a reading as one story, made ready for comparing.
type check struct {
	*story
	byReport map[int][]int // propositions
	parsed   map[int]*parsed
}

func newCheck(r *readout.Reading) *check {
	var members []int
	for i, d := range r.Docs {
		if len(d.Sentences) > 0 {
			members = append(members, i)
		}
	}
	s := newStory(r, members)
	s.people = identify(r.Docs, members, s.copyOf, decideOn(r.Docs, r.Judgements)...)
	s.out.People = s.players()
	s.voices = newVoices(s)
	s.props = append(s.propositions(), s.unsaidWords()...)
	s.copied()
	c := &check{story: s, byReport: map[int][]int{}, parsed: map[int]*parsed{}}
	for i := range s.props {
		c.byReport[s.props[i].report] = append(c.byReport[s.props[i].report], i)
	}
	return c
}

// unsaidWords are what reports say that somebody did not say: no claim of theirs,
// but an answer to one that somebody said it.
func (s *story) unsaidWords() []prop {
	var out []prop
	for _, r := range s.out.Reports {
		for i := range s.r.Docs[r].Statements {
			st := &s.r.Docs[r].Statements[i]
			if st.Attribution < 0 || st.SpeechStatus != readout.DidNotHappen || st.Rule == readout.RuleFragment || st.Root().Kind == readout.NoAnswer {
				continue
			}
			if p := s.proposition(r, i); len(p.stems) >= 2 {
				out = append(out, p)
			}
		}
	}
	return out
}

func (c *check) trees(report int) *parsed {
	if c.parsed[report] == nil {
		c.parsed[report] = parse(c.r.Docs[report])
	}
	return c.parsed[report]
}

// part answers one statement of the claim.
func (c *check) part(a *asked) readout.CheckedPart {
	out := readout.CheckedPart{Statement: a.index}
	found := map[readout.Answer][]int{}
	for _, r := range c.out.Reports {
		x := readout.CheckedReport{Report: r, CopyOf: -1}
		if k, ok := c.copyOf[r]; ok {
			x.CopyOf = k.Of
		}
		var near []nearby
		for _, i := range c.byReport[r] {
			b := &c.props[i]
			l := like(&a.prop, b)
			if l.count == 0 {
				continue
			}
			at := readout.StatementAt{Report: r, Statement: b.stmt}
			got := c.answer(a, c.trees(r), b)
			if got.answer == "" {
				near = append(near, nearby{readout.NearWords{StatementAt: at, Reason: got.reason}, l, shareVerb(&a.prop, b)})
				continue
			}
			x.Found = append(x.Found, readout.CheckedAt{
				StatementAt: at, Answer: got.answer, Status: got.status, Reason: got.reason, Differ: got.differ, Origin: b.origin, Root: b.root,
			})
			found[got.answer] = append(found[got.answer], i)
		}
		slices.SortStableFunc(x.Found, func(p, q readout.CheckedAt) int {
			return cmp.Or(cmp.Compare(slices.Index(readout.Answers, p.Answer), slices.Index(readout.Answers, q.Answer)), cmp.Compare(c.weak(p), c.weak(q)))
		})
		x.Answers, x.Nearest = answersOf(x.Found), nearWords(near)
		out.Reports = append(out.Reports, x)
	}
	out.Sums = c.sums(out.Reports, found)
	return out
}

func (c *check) weak(x readout.CheckedAt) int {
	return b2i(c.r.Docs[x.Report].Statements[x.Statement].Position.Weak())
}

// answersOf are the answers of the places found.
func answersOf(found []readout.CheckedAt) []readout.Answer {
	var out []readout.Answer
	for _, x := range found {
		if !slices.Contains(out, x.Answer) {
			out = append(out, x.Answer)
		}
	}
	if len(out) == 0 {
		out = []readout.Answer{readout.AnswerNothing}
	}
	return out
}

// nearby is a statement that shares words with a claim.
type nearby struct {
	readout.NearWords
	likeness
	verb bool
}

// Words are near a claim where they share this part of the lighter one's weight,
// and a verb or nearly all of it; at most so many of a report are told.
const (
	nearPart   = 0.50
	nearlyPart = 0.75
	mostNear   = 2
)

// nearWords are the statements that share most with the claim, in the order of the
// report.
func nearWords(list []nearby) []readout.NearWords {
	list = slices.DeleteFunc(list, func(x nearby) bool {
		return x.count < 2 || x.part < nearPart || !x.verb && x.part < nearlyPart
	})
	slices.SortStableFunc(list, func(a, b nearby) int { return cmp.Compare(b.whole, a.whole) })
	var out []readout.NearWords
	for _, x := range list[:min(len(list), mostNear)] {
		out = append(out, x.NearWords)
	}
	slices.SortStableFunc(out, func(a, b readout.NearWords) int { return cmp.Compare(a.Statement, b.Statement) })
	return out
}

// sums counts reports, newsrooms and roots of each answer. A copy adds a report
// and nothing else where a report that is none gives the answer too.
func (c *check) sums(reports []readout.CheckedReport, found map[readout.Answer][]int) []readout.AnswerSum {
	var out []readout.AnswerSum
	for _, answer := range readout.Answers {
		sum := readout.AnswerSum{Answer: answer}
		for i := range reports {
			x := &reports[i]
			if !slices.Contains(x.Answers, answer) {
				continue
			}
			sum.Reports++
			if x.CopyOf >= 0 {
				sum.Copies++
			}
			if answer != readout.AnswerNothing && !slices.ContainsFunc(x.Found, func(f readout.CheckedAt) bool { return f.Answer == answer && c.weak(f) == 0 }) {
				sum.Weak++
			}
		}
		if sum.Reports == 0 {
			continue
		}
		props := found[answer]
		if sum.Copies < sum.Reports {
			props = slices.DeleteFunc(slices.Clone(props), func(i int) bool {
				k, ok := c.copyOf[c.props[i].report]
				return ok && k.Of >= 0
			})
		}
		origins := map[int]bool{}
		for _, i := range props {
			origins[c.props[i].origin] = true
		}
		pieces := c.pieces(readout.IsSo, props)
		sum.Origins, sum.Roots = len(origins), len(c.counted(pieces, verdict(readout.IsSo, pieces)))
		out = append(out, sum)
	}
	return out
}
