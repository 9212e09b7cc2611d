package readout

import "time"

// News is what became of a claim between two readings of a record.
type News struct {
	Kind  NewsKind
	Story string // id of the story that the claim is in now
	Claim string // id of the claim
	Text  string // its words now; those of before where it is gone
	Was   string // its words before, where a later version of a report put it in others
	// Before and After say what changed, as "single, 1 root" and "corroborated, 2
	// roots"; either may be empty.
	Before, After string
	Because       []Ref     // the evidence that is new, into Reading.Docs of the reading now
	At            time.Time // when the record came to hold it
}

// NewsKind is the way in which a claim changed.
type NewsKind string

// Kinds of news.
const (
	NewClaim    NewsKind = "new"          // a claim that was not there
	SecondRoot  NewsKind = "corroborated" // one root became two or more
	NowDisputed NewsKind = "disputed"
	NowNamed    NewsKind = "named"    // only unnamed sources before, a named one now
	NowGone     NewsKind = "gone"     // withdrawn, or no longer read from the reports
	MoreHeard   NewsKind = "heard"    // more reports carry it, on the same roots
	NowLess     NewsKind = "less"     // it rests on fewer roots than before, or is disputed no more
	NowReworded NewsKind = "reworded" // a later version of a report says it otherwise
)
