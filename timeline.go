package readout

// Timeline is what the reports of a story place in time. What has no date of its
// own is not put under the day of publication.
type Timeline struct {
	Lines   []Dated       // what was before what is ahead, each by its beginning, what has none last
	Undated []StatementAt // statements without a date of their own
	Loose   []TimexAt     // dates of a noun or of a clause that is no statement
}

// Dated is one line of a timeline: one claim at one time, in all reports that
// have it so.
type Dated struct {
	// Begin orders the line: the first day, month or year of the time, with the
	// hour where one is given; "" where no day can be made out.
	Begin  string
	Saying bool // the time is that of the words being said
	Ahead  bool // said to be coming
	Claim  int  // index into Story.Claims; -1 where none is
	Track  Track
	Places []DatedAt
	Doubts []Doubt
}

// Track is what a line of a story of talks belongs to.
type Track string

// Tracks of a story that turns on a meeting; other stories have NoTrack only.
const (
	NoTrack       Track = ""
	TalksTrack    Track = "talks"
	PressureTrack Track = "pressure"
)

// DatedAt is a statement with the expression that dates it.
type DatedAt struct {
	StatementAt
	Timex    int    // index into Timexes
	Until    int    // the other end of a range; -1 where none is
	Also     []int  // other expressions on the same clause
	Relation string // "since", "until", "before", ... as the report has it; "" for at that time
	Because  string // why the expression belongs to the statement
}

// Doubt is why a date is doubtful, with the reason in words.
type Doubt struct {
	Kind DoubtKind
	Why  string
}

// DoubtKind is what makes a date doubtful.
type DoubtKind string

// Kinds of doubt.
const (
	NoAnchor     DoubtKind = "no-anchor"     // the report gives nothing to count from
	PartialDate  DoubtKind = "partial"       // a part of the value is not known
	VagueDate    DoubtKind = "vague"         // a modifier, or a stretch without a day
	DateConflict DoubtKind = "date-conflict" // weekday and date disagree
	DateOfNoun   DoubtKind = "of-a-noun"     // may date a thing in the clause, not the clause
	DaysDiffer   DoubtKind = "days-differ"   // other reports of the claim give another day
	AfterReport  DoubtKind = "after-report"  // told as happened, though the day is after the report's
)
