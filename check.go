package readout

// Checked is what the reports of a reading have on a claim from outside. It
// repeats what stands in the documents and judges no truth.
type Checked struct {
	Claim   *Document // the claim, read as a report of one block
	Parts   []CheckedPart
	Origins []Origin // of all words found, each once
	Roots   []Root
}

// CheckedPart is one statement of the claim with what each report has on it.
type CheckedPart struct {
	Statement int             // index into Claim.Statements
	Reports   []CheckedReport // all reports that were analysed, in the order of the reading
	Sums      []AnswerSum     // one for each answer that a report gives, in the order of [Answers]
}

// CheckedReport is what one report has on one statement of a claim.
type CheckedReport struct {
	Report  int      // index into Reading.Docs
	CopyOf  int      // the report whose text it carries as a whole; -1
	Answers []Answer // distinct, in the order of [Answers]; AnswerNothing stands alone
	Found   []CheckedAt
	Nearest []NearWords // words much like the claim's that were not taken for it, at most two
}

// Answer is how the words of a report stand to a claim from outside.
type Answer string

// Answers. Own voice and the words of an identified source support or deny; those
// of somebody whom the report does not name or settle, and all that is only
// planned, possible, wanted or the like, stand at a distance. A report differs
// where it has the same proposition with another number, day, place or manner.
const (
	AnswerSupports Answer = "supports"
	AnswerDenies   Answer = "denies"
	AnswerDiffers  Answer = "differs"
	AnswerDistant  Answer = "at-a-distance"
	AnswerNothing  Answer = "nothing"
)

// Answers are all answers in the order in which they are told.
var Answers = []Answer{AnswerSupports, AnswerDenies, AnswerDiffers, AnswerDistant, AnswerNothing}

// CheckedAt is one place that answers a claim: a statement of a report.
type CheckedAt struct {
	StatementAt
	Answer Answer
	Status Status     // of what the words say on the claim, which can stand in a clause of its own
	Reason string     // in words: what keeps them at a distance; "" where nothing does
	Differ *Differing // set where Answer is AnswerDiffers, else nil
	Origin int        // index into Checked.Origins
	Root   int        // index into Checked.Roots
}

// Differing is a value that a report has in place of the claim's.
type Differing struct {
	Kind   string // "number", "day", "place", "manner"
	Claim  string // as labels or words
	Report string
	Both   bool // both values can hold of one thing: "at least 14" beside 17
}

// NearWords are words that share something of note with a claim and are not
// taken for it.
type NearWords struct {
	StatementAt
	Reason string // in words
}

// AnswerSum counts the reports that give an answer, and what stands behind them.
type AnswerSum struct {
	Answer  Answer
	Reports int // all of them, copies too
	Copies  int // of these
	Weak    int // of these: in headline, deck or caption only
	Origins int // distinct newsrooms
	Roots   int // distinct roots, of words outside headline, deck and caption; those of one text count once
}
