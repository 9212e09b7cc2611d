package readout

// Asked is what a reading has on a name that somebody asks for: all whom it can
// mean, each apart. Nothing is chosen among them.
type Asked struct {
	Name  string
	Found []Profile // the same name first, then by the number of reports
	Near  []string  // where nobody is found: the closest names that there are
	Apart string    // where nobody is found: what the name is, "a newsroom", "an author"; ""
	Words []Ref     // where nobody is found: the first place of its words in each report that has them
}

// Profile is one person, body or place of one story, with what its reports say
// by and of it. It repeats what stands in the documents and the story.
type Profile struct {
	Story     int // index into Reading.Stories
	Person    int // index into Story.People; -1 for a place
	Type      Type
	Match     NameMatch
	Variants  []Variant
	Because   string     // why spellings were joined; "" for one spelling
	Speaks    []Variant  // of a country: other words that its government is a source by, as its capital
	Near      []NearName // names that may be theirs, and were not joined
	Offices   []OfficeHeld
	Members   []Member
	Said      []Telling // its own words, by date
	Told      []Telling // what is said of it, by date
	Elsewhere []Ref     // where it is named outside of these
	Absent    []Absence
}

// Name is the fullest of its spellings.
func (p *Profile) Name() string {
	if len(p.Variants) == 0 {
		return ""
	}
	return p.Variants[0].Name
}

// Reports are the indexes of the reports that name it, in their order.
func (p *Profile) Reports() []int {
	var out []int
	for _, m := range p.Members {
		if len(out) == 0 || out[len(out)-1] != m.Report {
			out = append(out, m.Report)
		}
	}
	return out
}

// NameMatch says how a name that is asked for meets one that reports have.
type NameMatch string

// Ways to meet. Offices count only where no name has the words, and names spelled
// alike only where no office has them.
const (
	SameName   NameMatch = "same-name"
	PartOfName NameMatch = "part-of-name"
	AlikeName  NameMatch = "spelled-alike"
	ByOffice   NameMatch = "office"
)

// Variant is one spelling with where it first stands in each report that has it.
type Variant struct {
	Name   string
	Places []Ref
}

// OfficeHeld is an office as one report gives it.
type OfficeHeld struct {
	OfficeAt
	Former bool // the report calls it former
}

// Telling is a statement by or of somebody, in all reports that have it.
type Telling struct {
	Places []StatementAt // at least one
	Claim  int           // index into Story.Claims: that the words were said, or that it is so; -1
	// Line is the line of Story.Timeline that dates the saying of its own words,
	// or what is said of it; -1 where no report does.
	Line int
	// Day orders tellings: the beginning of Line, else the first day on which a
	// report has it; "" where there is neither.
	Day      string
	Mentions []Ref // where the statement names or means it; none for its own words
}

// Absence is a report that does not name somebody.
type Absence struct {
	Report int
	Word   Span // where the name asked for stands all the same, read as another's or as no name; empty
}
