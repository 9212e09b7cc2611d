package corroborate

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

// kinds of roots, by root number, so that one root always is of one kind.
var rootKinds = []readout.SourceKind{readout.OwnVoice, readout.Official, readout.Body, readout.Unnamed, readout.UnnamedOfficial, readout.NamedPerson}

var parties = []string{"", "AAA", "BBB"}

func drawPiece(t *rapid.T) piece {
	root := rapid.IntRange(0, 11).Draw(t, "root")
	return piece{
		report: rapid.IntRange(0, 5).Draw(t, "report"),
		origin: rapid.IntRange(0, 4).Draw(t, "origin"),
		root:   root,
		weak:   rapid.IntRange(0, 4).Draw(t, "weak") == 0,
		kind:   rootKinds[root%len(rootKinds)],
		party:  parties[root%len(parties)],
		vague:  root >= 9,
	}
}

func drawPieces(t *rapid.T) []piece {
	return rapid.SliceOfN(rapid.Custom(drawPiece), 1, 8).Draw(t, "pieces")
}

func drawLedger(t *rapid.T) readout.ClaimLedger {
	return rapid.SampledFrom([]readout.ClaimLedger{readout.IsSo, readout.WasSaid}).Draw(t, "ledger")
}

func height(l readout.Level) int {
	return slices.Index([]readout.Level{readout.Withdrawn, readout.Single, readout.Relayed, readout.Corroborated}, l)
}

func TestVerdict(t *testing.T) {
	own := piece{report: 0, origin: 0, root: 0, kind: readout.OwnVoice}
	minister := piece{report: 1, origin: 1, root: 1, kind: readout.Official, party: "AAA"}
	rival := piece{report: 2, origin: 2, root: 2, kind: readout.Official, party: "BBB"}
	colleague := piece{report: 3, origin: 3, root: 3, kind: readout.Body, party: "AAA"}
	heard := piece{report: 2, origin: 2, root: 1, kind: readout.Official, party: "AAA"}
	denial := rival
	denial.denies = true
	gone := minister
	gone.withdrawn = true
	for _, c := range []struct {
		name   string
		ledger readout.ClaimLedger
		pieces []piece
		count  int
		level  readout.Level
		indep  readout.Independence
	}{
		{"one report", readout.IsSo, []piece{own}, 1, readout.Single, readout.NotEstablished},
		{"own voice beside a source", readout.IsSo, []piece{own, minister}, 2, readout.Corroborated, readout.NotEstablished},
		{"two parties", readout.IsSo, []piece{minister, rival}, 2, readout.Corroborated, readout.Established},
		{"two bodies of one party", readout.IsSo, []piece{minister, colleague}, 2, readout.Corroborated, readout.NotEstablished},
		{"one speaker, two hearers, is so", readout.IsSo, []piece{minister, heard}, 1, readout.Relayed, readout.Contradicted},
		{"one speaker, two hearers, was said", readout.WasSaid, []piece{minister, heard}, 2, readout.Corroborated, readout.NotEstablished},
		{"her father, and the father by name", readout.IsSo, []piece{minister, {report: 4, origin: 4, root: 9, kind: readout.NamedPerson, vague: true}}, 1, readout.Relayed, readout.Contradicted},
		{"the minister, and a copy that leaves open who", readout.IsSo, []piece{minister, {report: 4, origin: 4, root: 9, kind: readout.NamedPerson, vague: true, ties: []int{0}}}, 1, readout.Relayed, readout.Contradicted},
		{"a denial", readout.IsSo, []piece{minister, denial}, 1, readout.Disputed, readout.NotEstablished},
		{"withdrawn", readout.IsSo, []piece{gone}, 0, readout.Withdrawn, readout.NotEstablished},
	} {
		v := verdict(c.ledger, c.pieces)
		if v.count != c.count || v.level != c.level || v.independence != c.indep || v.reason == "" {
			t.Errorf("%s: %d %s %s (%s), want %d %s %s", c.name, v.count, v.level, v.independence, v.reason, c.count, c.level, c.indep)
		}
	}
}

// Rules 1 and 2: a copy or a relay has the origin and the root of what it
// passes on, in another report, and raises no count.
func TestCopyOrRelayAddsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		again := ps[rapid.IntRange(0, len(ps)-1).Draw(t, "which")]
		again.report = 99
		before, after := verdict(ledger, ps), verdict(ledger, append(slices.Clone(ps), again))
		if after.count > before.count || height(after.level) > max(height(before.level), height(readout.Relayed)) {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Rule 1: shared text without a credit is not counted twice.
func TestSharedTextCountsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		twin := drawPiece(t)
		twin.report, twin.ties = 99, []int{rapid.IntRange(0, len(ps)-1).Draw(t, "of")}
		twin.weak = ps[twin.ties[0]].weak
		if before, after := verdict(ledger, ps), verdict(ledger, append(slices.Clone(ps), twin)); after.count > before.count {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Where anything supports a claim, it has a root at least, whatever ties there are.
func TestWhatIsSupportedHasARoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		for i := 1; i < len(ps); i++ {
			if rapid.Bool().Draw(t, "tied") {
				ps[i].ties = []int{rapid.IntRange(0, i-1).Draw(t, "to")}
			}
		}
		if v := verdict(ledger, ps); v.count < 1 {
			t.Fatalf("%+v", v)
		}
	})
}

// Rule 3: a second hearer of one speaker raises nothing in is-so.
func TestSecondHearerAddsNoRoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := drawPieces(t)
		hearer := ps[rapid.IntRange(0, len(ps)-1).Draw(t, "which")]
		hearer.report, hearer.origin = 99, 99
		if before, after := verdict(readout.IsSo, ps), verdict(readout.IsSo, append(slices.Clone(ps), hearer)); after.count > before.count {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Rules 4 and 5: own voice and unnamed sources are never established.
func TestNeverEstablishedWithoutTwoNamedParties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := drawPieces(t)
		named := map[string]bool{}
		for _, p := range ps {
			if p.kind.Named() && p.party != "" && !p.weak {
				named[p.party] = true
			}
		}
		if v := verdict(readout.IsSo, ps); v.independence == readout.Established && len(named) < 2 {
			t.Fatalf("established on %v", named)
		}
	})
}

// Rule 6: a denial disputes, and the count of the other side stays.
func TestDenialDisputes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		denial := drawPiece(t)
		denial.denies, denial.root, denial.origin = true, 99, 99
		before, after := verdict(ledger, ps), verdict(ledger, append(slices.Clone(ps), denial))
		if after.level != readout.Disputed || after.count != before.count {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Rule 7: withdrawn evidence counts as if it were not there.
func TestWithdrawnIsNotThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		gone := drawPiece(t)
		gone.withdrawn, gone.root, gone.origin = true, 99, 99
		before, after := verdict(ledger, ps), verdict(ledger, append(slices.Clone(ps), gone))
		if before.count != after.count || before.level != after.level {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

// Rule 8: headline, deck and caption never raise what the body does not carry.
func TestWeakEvidenceRaisesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		weak := drawPiece(t)
		weak.weak, weak.report = true, 99
		before, after := verdict(ledger, ps), verdict(ledger, append(slices.Clone(ps), weak))
		if after.count > before.count {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

func TestShufflingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		turned := rapid.Permutation(ps).Draw(t, "turned")
		a, b := verdict(ledger, ps), verdict(ledger, turned)
		if a.count != b.count || a.level != b.level || a.independence != b.independence {
			t.Fatalf("%+v, shuffled %+v", a, b)
		}
	})
}

func TestRemovingNeverRaises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps, ledger := drawPieces(t), drawLedger(t)
		i := rapid.IntRange(0, len(ps)-1).Draw(t, "out")
		a, b := verdict(ledger, ps), verdict(ledger, slices.Delete(slices.Clone(ps), i, i+1))
		if height(b.level) > height(a.level) || b.count > a.count {
			t.Fatalf("%+v became %+v without %d", a, b, i)
		}
	})
}
