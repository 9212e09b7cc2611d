package readout

import "time"

// StoryLine is a story as a record lists it.
type StoryLine struct {
	ID, Title, From, To                              string
	Reports, Origins, Claims, Corroborated, Disputed int
	Latest                                           time.Time // when its newest report was known
	Stale                                            bool      // its reports or corrections changed since it was weighed
}

// ClaimLine is a claim as a record lists it.
type ClaimLine struct {
	Story, StoryTitle string
	N                 int // place in its story, from 0: C1 is 0
	ID, Text, Speaker string
	Ledger            ClaimLedger
	Status            Status
	Level             Level
	Count, Reports    int
	Independence      Independence
	First             time.Time // when the first report that makes it was known
	Stated            bool      // First is a date that the report states, not when it was received
	Marked            bool      // only one report says it, and it is worth a line
}

// Hit is a block of a report in which the words of a search stand.
type Hit struct {
	Report, Story string
	Block         int  // index of the block in its report
	Span          Span // of the block
	Text          string
	Outlet, Title string
	Known         time.Time
	Stated        bool     // Known is a date that the report states, not when it was received
	Level         Level    // the highest of the claims that rest on the block; ""
	Speakers      []string // on whom they rest
}

// History is how a claim came to stand as it does, by the times of its reports.
type History struct {
	Story int // index into Reading.Stories
	Claim int // index into the story's Claims
	Steps []HistoryStep
}

// HistoryStep is one piece of evidence of a claim in the order of time.
type HistoryStep struct {
	Evidence int       // index into the claim's Evidence
	At       time.Time // when its report was known
	Stated   bool      // At is a date that the report states, not when it was received
	Day      bool      // only the day is known
	Marks    []HistoryMark
	Reworded string // what its words have that those before have not, and the other way round; "" for the first
}

// HistoryMark says what a step was the first to bring.
type HistoryMark string

// Marks of a history.
const (
	FirstReport     HistoryMark = "first-report"
	FirstNamed      HistoryMark = "first-named-source"
	FirstDenial     HistoryMark = "first-denial"
	SecondRootSeen  HistoryMark = "second-root"
	WithdrawnByThen HistoryMark = "withdrawn"
)

// Gap is something of a record that nobody has followed up.
type Gap struct {
	Kind  GapKind
	Story string
	Claim string // id; "" for a silence
	Text  string
	Since time.Time // since when
	Why   string    // in words
	Ref   Anchor    // where it stands
}

// GapKind is what is missing.
type GapKind string

// Kinds of gaps.
const (
	OneRoot    GapKind = "one-root"    // a claim on one root, for days
	PassedStep GapKind = "passed-step" // a next step whose day passed without a report
	Unanswered GapKind = "silence"     // a silence that no later report follows up
)

// VersionChange is what a revised report says otherwise than the one before it at
// the same address.
type VersionChange struct {
	Before, After string    // ids of the reports
	At            time.Time // when the later one was known
	Added         []Anchor  // sentences that came
	Dropped       []Anchor  // sentences that went
	Reworded      [][2]Anchor
	Claims        []News // what became of the claims of the story by it; without Because
}
