package readout

import "slices"

// Ref is a span in one of the reports of a reading.
type Ref struct {
	Report int // index into Reading.Docs
	Span   Span
}

// Reading is what a set of reports, read together, carries: the result of
// weighing. It holds nothing that the documents do not show.
type Reading struct {
	Docs    []*Document
	Failed  []Failure
	Copies  []Copy
	Stories []Story
	// Judgements are what people decided on these reports, in order of time, less what
	// was undone or decided again on the same two places; Unplaced are those that
	// found no place.
	Judgements []Judgement
	Unplaced   []Unplaced
}

// Notes are the remarks on words that a claim's evidence rests on, in order of
// time.
func (r *Reading) Notes(c *Claim) []Judgement {
	var out []Judgement
	for _, j := range r.Judgements {
		if j.Kind == Note && slices.ContainsFunc(c.Evidence, func(e Evidence) bool { return r.touches(e.Ref, j.A) }) {
			out = append(out, j)
		}
	}
	return out
}

// touches reports an anchor whose words overlap a place.
func (r *Reading) touches(at Ref, a Anchor) bool {
	p := r.Docs[at.Report].Report
	if p.ID() != a.Report {
		return false
	}
	words, ok := a.In(p.Source)
	return ok && words.Overlaps(at.Span)
}

// Failure is a report that could not be read, or was kept without being
// analysed, with the reason in words that say what to do.
type Failure struct {
	Report int    // index into Docs where it was captured; -1 where it could not be
	Input  string // path or address
	Reason string
}

// Copy says that one report passes on the text of another, whole or in part.
type Copy struct {
	Report, Of int     // Of is -1 where the original is not among the inputs
	Share      float64 // of the copy's words that stand in the original
	Partial    bool
	Basis      string // why, and why in this direction, or "direction not established"
	Blocks     []int  // blocks of Report that stand in Of
}

// Story holds what the reports of one running matter say.
type Story struct {
	ID          string
	Title       string // of the report that stands for it, verbatim
	From, To    string // first and last day of its events, where known
	Reports     []int  // indexes into Reading.Docs
	Origins     []Origin
	Roots       []Root
	Claims      []Claim
	Differences []Difference
	Relays      []Relay
	People      []Identity
	Days        []Day
	Next        []int // claims: what is said to be coming
	Silence     []Ref
	Corrections []Ref // what reports themselves corrected or withdrew
	Assessments []int // claims: how things went, as assessed by someone
	Speakers    []Speaker
	Headlines   []Headline
	Timeline    Timeline
	Events      []Happening
	Where       []NameAt // places that its happenings are in, those of most reports first
	Tolls       []Toll
	Card        *Card // of the meeting that the story turns on; nil where it does not
}

// Happening is an event across reports: those of its type, status, day and parties.
type Happening struct {
	Type, Mode string // PLOVER
	Status     Status
	Date       string // TIMEX3 value; "" where no report dates it
	Derivation string // of the date
	Place      string // verbatim; "" where no report gives one
	Code       string // ISO code of the place; ""
	Actors     []Party
	Recipients []Party
	Members    []EventAt
	Claims     []int // that rest on its statements
}

// Toll is how many people met a fate, as each root gives it.
type Toll struct {
	Fate   string // "dead", "injured", "missing", "arrested", "abducted", "released"
	Counts []TollCount
}

// TollCount is one number, with the roots that give it.
type TollCount struct {
	Label    string // "at least 14"
	Value    string
	Roots    []int // indexes into Story.Roots
	Evidence []Ref
}

// Party is who takes part in a happening.
type Party struct {
	Name     string // verbatim, or the fullest name of the identity
	Identity int    // index into Story.People; -1
	Code     string // ISO alpha-3 or international code
	Sector   string // PLOVER sector
}

// EventAt is an event of one document.
type EventAt struct {
	Report, Event int
}

// Origin is a newsroom whose reporting stands behind evidence.
type Origin struct {
	ID    string
	Name  string // "" where the report does not state its outlet
	Basis string
}

// Root is what words rest on: the innermost speaker, body, document or unnamed
// group, or a newsroom's own voice.
type Root struct {
	ID     string
	Name   string
	Kind   SourceKind
	Origin int // index into Story.Origins: through whom it is heard
}

// Ledger of a claim: that it was said, or that it is so.
type ClaimLedger string

// The two ledgers. WasSaid counts hearers, distinct origins; IsSo counts
// distinct roots.
const (
	IsSo    ClaimLedger = "is-so"
	WasSaid ClaimLedger = "was-said"
)

// Level is the judgement over the evidence of a claim by its count.
type Level string

// Levels.
const (
	Single       Level = "single"
	Relayed      Level = "relayed"
	Corroborated Level = "corroborated"
	Disputed     Level = "disputed"
	Withdrawn    Level = "withdrawn"
)

// Independence says whether the roots of a claim are shown to be separate.
type Independence string

// Grades of independence.
const (
	Established    Independence = "established"
	NotEstablished Independence = "not established"
	Contradicted   Independence = "contradicted"
)

// Stance of a piece of evidence towards its claim.
type Stance string

// Stances.
const (
	Supports Stance = "supports"
	Denies   Stance = "denies"
)

// Evidence is where one report makes or denies a claim: a clause or a sentence.
type Evidence struct {
	Ref
	Exact     string // the verbatim text of the span
	Stance    Stance
	Origin    int // index into Story.Origins
	Root      int // index into Story.Roots
	Statement int // index into the document's Statements
	Withdrawn string
}

// Claim is one proposition across reports.
type Claim struct {
	ID           string
	Text         string // verbatim, of the evidence that states it most fully
	Ledger       ClaimLedger
	Status       Status
	Level        Level
	Count        int
	Independence Independence
	Reason       string
	Suggested    bool
	Evidence     []Evidence
	Voices       []Voice // what Count is made of; none where headline, deck or caption alone carry the claim
	Near         []NearClaim
}

// NearClaim is a near-twin: a claim much like another of its story that stays apart.
type NearClaim struct {
	Claim  int    // index into Story.Claims
	Reason string // what sets the two apart, the values of the claim that has it first: "other number (3 / 5)"
}

// Voice is one unit of a claim's count: roots that are shown to be one, or that
// carry one text.
type Voice struct {
	Roots []int // indexes into Story.Roots, ascending
	Named bool  // a desk that asks for named sources accepts one of them
}

// DifferenceKind is one of the four kinds.
type DifferenceKind string

// Kinds of differences.
const (
	Contradiction DifferenceKind = "contradiction"
	Scope         DifferenceKind = "scope"
	Assessment    DifferenceKind = "assessment"
	OnlyOneSays   DifferenceKind = "only-one-says"
)

// Difference is where reports differ, with the words on every side.
type Difference struct {
	ID     string
	Kind   DifferenceKind
	About  string
	Reason string
	Sides  []Side
	Silent []int // reports that say nothing of it, for OnlyOneSays
}

// Side is one side of a difference.
type Side struct {
	Value    string
	Claims   []int
	Evidence []Ref
}

// Relay is a report that passes on another newsroom's reporting.
type Relay struct {
	Report int
	Of     string // name as it stands in the relaying report
	Match  int    // the report relayed, where it is among the inputs; -1
	Ref    Ref    // the words that say so
	Claims []int
	Lost   []string // what the relay dropped, as words of the relayed report
	// Changed is what the relay tells otherwise.
	Changed []Change
}

// Change is what one report tells otherwise than the one that it relays, as the
// words of both.
type Change struct {
	From string // in the report relayed
	To   string // in the relay
}

// Identity is one person or body across reports, with the reason for joining.
type Identity struct {
	Type    Type
	Key     string   // tells it from all others of the story, whatever the order of the reports
	Names   []NameAt // one per report and spelling
	Offices []OfficeAt
	Because string // why spellings were merged; "" for one spelling
	Members []Member
	Near    []NearName // names that may be theirs, and were not joined
}

// NearName is a name much like that of an identity, which nothing else in the
// reports joins to it.
type NearName struct {
	Name   string
	Member Member // the first entity that bears it
	Reason string // what is alike and what is missing
}

// NameAt is a spelling with where it first stands in a report.
type NameAt struct {
	Name string
	Ref  Ref
}

// OfficeAt is an office with where it stands.
type OfficeAt struct {
	Office Office
	Report int
}

// Member is an entity of one document.
type Member struct {
	Report, Entity int
}

// Day is a calendar day that reports place the story's events on, with the
// words that give it in each.
type Day struct {
	Value      string // YYYY-MM-DD
	Derivation string
	Timexes    []TimexAt
}

// TimexAt is a time expression of one document.
type TimexAt struct {
	Report, Timex int
}

// Speaker is a person, a body or a group, with what reports give as said by
// them. Persons and bodies are one across reports where their identity is;
// unnamed ones, and those named by one name only, are never joined across
// reports. All whom the reports do not settle ("he") stand under one Speaker,
// which is Unresolved.
type Speaker struct {
	Name       string // verbatim, the fullest; "" for those not resolved or not named
	Kind       SourceKind
	Identity   int // index into Story.People; -1 where it is none of them
	Unresolved bool
	Utterances []Utterance // by report, then place
}

// Reports are the indexes of the reports that have words of the speaker, in the
// order in which they are met.
func (x *Speaker) Reports() []int {
	var out []int
	for _, u := range x.Utterances {
		for _, at := range append([]StatementAt{u.StatementAt}, u.Also...) {
			if !slices.Contains(out, at.Report) {
				out = append(out, at.Report)
			}
		}
	}
	return out
}

// Utterance is one statement of a speaker; where several reports carry it, the
// first.
type Utterance struct {
	StatementAt
	Also  []StatementAt // where others carry the same utterance
	Claim int           // index into Story.Claims: that it was said; -1 where none is
}

// StatementAt is a statement of one document.
type StatementAt struct {
	Report, Statement int
}

// Headline is a headline, deck or caption that says more than the body of its
// report.
type Headline struct {
	StatementAt        // the statement of the headline
	Kind        Excess // in what it says more
	Reason      string // the same in words
	Body        []Ref  // what the body has on it; empty where it has nothing
}

// Excess is in what a headline says more than its report's body.
type Excess string

// Kinds of excess.
const (
	NoCounterpart  Excess = "no-counterpart"  // the body does not have it: a judgement, a number
	StrongerStatus Excess = "stronger-status" // the body has it as planned, possible, denied, ...
	NoAttribution  Excess = "no-attribution"  // the body gives it to one source
)
