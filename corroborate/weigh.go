package corroborate

import (
	"fmt"
	"maps"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/lexis"
)

// Two statements in own voice are shared text, and count once, where so many
// words in a row are the same, whatever their endings; or fewer, where they make
// up most of the shorter one or the rest says the same in other words.
const (
	copiedRun   = 9
	copiedWhole = 5
	rewritten   = 0.55
)

// sharedText reports whether two statements carry one text.
func sharedText(p, q *prop) bool {
	n := longestRun(p.run, q.run)
	return n >= copiedRun || n >= copiedWhole && (10*n >= 7*min(len(p.words), len(q.words)) || like(p, q).whole >= rewritten)
}

func stemmed(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = lexis.Stem(w)
	}
	return out
}

// piece is a piece of evidence as weighing sees it.
type piece struct {
	report       int
	origin, root int
	weak         bool // headline, deck or caption
	denies       bool
	withdrawn    bool
	kind         readout.SourceKind
	party        string
	ties         []int // pieces that carry the same text
	// vague marks a person whom no report identifies ("her father", a pronoun
	// that is not resolved): who may be any person that another report names.
	vague bool
}

func (p piece) person() bool { return p.kind == readout.NamedPerson || p.kind == readout.Official }

// weigh sets level, count, independence and reason of a claim.
func (s *story) weigh(c *readout.Claim, props []int) {
	pieces := s.pieces(c.Ledger, props)
	for k := range pieces {
		pieces[k].denies = c.Evidence[k].Stance == readout.Denies
	}
	v := verdict(c.Ledger, pieces)
	if v.independence == readout.Established && c.Suggested {
		v.independence, v.reason = readout.NotEstablished, "identified sources of different countries, but that they say the same is only suggested"
	}
	c.Count, c.Level, c.Independence, c.Reason = v.count, v.level, v.independence, v.reason
	c.Voices = s.counted(pieces, v)
}

// pieces are propositions as weighing sees them, with what ties them. One utterance has
// one root, under whatever names of it: "the Council", "Council Norway".
func (s *story) pieces(ledger readout.ClaimLedger, props []int) []piece {
	pieces := make([]piece, len(props))
	for k, i := range props {
		p := &s.props[i]
		hop := p.st.Root()
		if s.voices.newsroomHop(hop) {
			hop.Kind = readout.OutletSource
		}
		pieces[k] = piece{
			report: p.report, origin: p.origin, root: p.root, weak: p.st.Position.Weak(),
			kind: hop.Kind, party: s.voices.party(p.report, hop), vague: s.voices.vague(p.report, hop),
		}
		for m, j := range props[:k] {
			q := &s.props[j]
			own := p.st.Form == readout.NoForm || q.st.Form == readout.NoForm || p.st.Form == readout.Indirect && q.st.Form == readout.Indirect
			uttered := ledger == readout.IsSo && quoted(p) && quoted(q) && longestRun(p.said, q.said) >= leastRun
			if own && sharedText(p, q) || uttered || s.draws(p, q) || pieces[k].origin == pieces[m].origin && ownBeside(pieces[k], pieces[m]) {
				pieces[k].ties = append(pieces[k].ties, m)
			}
		}
	}
	return pieces
}

func quoted(p *prop) bool { return p.st.Form == readout.Direct || p.st.Form == readout.Mixed }

// ownBeside reports that one of two pieces is in a newsroom's own voice. Where both
// come through one newsroom, in one report, in two, or in a relay that drops the
// source, the own voice rests on the source that the other names.
func ownBeside(p, q piece) bool { return p.kind.Newsroom() || q.kind.Newsroom() }

// drawnShare is the share of common text beyond which one report draws on the
// other: what both have from own voice or from somebody without a name is then
// taken for one.
const drawnShare = 0.25

// draws reports whether one of the reports of two propositions carries much of
// the other's text, and the two are not of two named speakers.
func (s *story) draws(p, q *prop) bool {
	if p.st.Root().Kind.Named() && q.st.Root().Kind.Named() && p.root != q.root {
		return false
	}
	return s.drawn[pairKey(p.report, q.report)]
}

type weighed struct {
	count        int
	level        readout.Level
	independence readout.Independence
	reason       string
	groups       sets         // of the pieces that are one voice
	strong       map[int]bool // the groups that the count rests on
}

// verdict is the judgement over evidence: the rules of corroboration, and
// nothing else. Was-said counts distinct origins, is-so distinct roots; pieces
// that carry the same text count once, headline, deck and caption count only
// where nothing else is there, persons whom nobody identifies are one and count
// only where no identified person speaks, and denials are on their own side.
func verdict(ledger readout.ClaimLedger, pieces []piece) weighed {
	groups := grouped(ledger, pieces)
	strong, weak, vague, against := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	reports := map[int]bool{}
	live, identified := 0, false
	for i, p := range pieces {
		if p.withdrawn {
			continue
		}
		live++
		g := groups.find(i)
		switch {
		case p.denies:
			against[g] = true
			continue
		case p.weak:
			weak[g] = true
		case p.vague && ledger == readout.IsSo:
			vague[g] = true
		default:
			strong[g] = true
			identified = identified || p.person()
		}
		reports[p.report] = true
	}
	for g := range vague {
		delete(strong, g)
	}
	if !identified || len(strong) == 0 { // the identified one and the vague one can be one voice
		maps.Copy(strong, vague)
	}
	v := weighed{count: len(strong), groups: groups, strong: strong}
	if v.count == 0 && len(weak) > 0 {
		v.count = 1
	}
	switch {
	case live == 0:
		v.level = readout.Withdrawn
	case len(against) > 0:
		v.level = readout.Disputed
	case v.count >= 2:
		v.level = readout.Corroborated
	case len(reports) > 1:
		v.level = readout.Relayed
	default:
		v.level = readout.Single
	}
	v.independence, v.reason = independence(ledger, pieces, groups, strong)
	return v
}

// grouped joins the pieces that are one voice.
func grouped(ledger readout.ClaimLedger, pieces []piece) sets {
	g := newSets(len(pieces))
	for i, p := range pieces {
		for _, j := range p.ties {
			g.join(i, j)
		}
		for j := range i {
			q := pieces[j]
			same := p.root == q.root || p.vague && q.vague
			if ledger == readout.WasSaid {
				same = p.origin == q.origin
			}
			if same {
				g.join(i, j)
			}
		}
	}
	return g
}

// independence says whether two of the voices are shown to be separate, from
// the pieces that the count rests on.
func independence(ledger readout.ClaimLedger, pieces []piece, groups sets, strong map[int]bool) (readout.Independence, string) {
	var firm []int
	reports := map[int]bool{}
	tied := false
	for i, p := range pieces {
		if p.denies || p.withdrawn {
			continue
		}
		reports[p.report] = true
		tied = tied || len(p.ties) > 0
		if strong[groups.find(i)] && !p.weak {
			firm = append(firm, i)
		}
	}
	switch {
	case len(strong) < 2 && tied:
		return readout.Contradicted, "the reports share their wording"
	case len(strong) < 2 && len(reports) > 1:
		return readout.Contradicted, "all reports rest on one " + unit(ledger)
	case len(strong) < 2:
		return readout.NotEstablished, "one " + unit(ledger)
	case ledger == readout.WasSaid:
		return readout.NotEstablished, fmt.Sprintf("%d newsrooms report one speaker", len(strong))
	}
	for k, i := range firm {
		for _, j := range firm[:k] {
			if groups.find(i) != groups.find(j) && separate(pieces[i], pieces[j]) {
				return readout.Established, "two identified sources of different countries, each through its own newsroom"
			}
		}
	}
	return readout.NotEstablished, why(pieces, groups, firm)
}

// separate reports two identified sources of different countries, each through
// its own newsroom. Parties within one country are never told apart for sure.
func separate(p, q piece) bool {
	return p.kind.Named() && q.kind.Named() && isCode(p.party) && isCode(q.party) && p.party != q.party && p.origin != q.origin && !p.vague && !q.vague
}

func unit(l readout.ClaimLedger) string {
	if l == readout.WasSaid {
		return "newsroom"
	}
	return "root"
}

// why says what is missing for independence to be established.
func why(pieces []piece, groups sets, firm []int) string {
	own, unnamed, all := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, i := range firm {
		g := groups.find(i)
		all[g] = true
		switch p := pieces[i]; {
		case p.kind.Newsroom():
			own[g] = true
		case !p.kind.Named():
			unnamed[g] = true
		}
	}
	var out []string
	switch {
	case len(own) == len(all):
		out = append(out, "no source is given")
	case len(own) > 0:
		out = append(out, "own voice may rest on the source that the other names")
	}
	switch {
	case len(unnamed) > 1:
		out = append(out, "unnamed sources may be the same persons")
	case len(unnamed) > 0:
		out = append(out, "one source is unnamed")
	}
	if len(out) == 0 {
		out = append(out, "the sources are not shown to be of different parties through different newsrooms")
	}
	return strings.Join(out, "; ")
}
