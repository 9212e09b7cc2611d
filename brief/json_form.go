package brief

// The form of the brief in JSON: its keys in their order.

type briefJSON struct {
	Readout programJSON   `json:"readout"`
	Reports []reportJSON  `json:"reports"`
	Stories []storyJSON   `json:"stories"`
	Decided []decidedJSON `json:"judgements,omitempty"`
}

type programJSON struct {
	Version  string `json:"version"`
	Pipeline string `json:"pipeline"`
}

type reportJSON struct {
	ID        string     `json:"id"`
	Input     string     `json:"input"`
	SHA256    string     `json:"sha256"`
	Outlet    string     `json:"outlet"`
	Origin    string     `json:"origin"`
	Title     string     `json:"title"`
	Byline    []string   `json:"byline"`
	Published string     `json:"published"`
	Lang      string     `json:"lang"`
	CopyOf    string     `json:"copy_of"`
	Words     int        `json:"words"`
	Blocks    ledgerJSON `json:"blocks"`
	Error     string     `json:"error"`
}

type ledgerJSON struct {
	Article int `json:"article"`
	Repeat  int `json:"repeat"`
	Aside   int `json:"aside"`
	All     int `json:"all"`
}

type storyJSON struct {
	ID          string           `json:"id"`
	Title       string           `json:"title"`
	From        string           `json:"from"`
	To          string           `json:"to"`
	Reports     []string         `json:"reports"`
	Origins     []originJSON     `json:"origins"`
	Roots       []rootJSON       `json:"roots"`
	Claims      []claimJSON      `json:"claims"`
	Differences []differenceJSON `json:"differences"`
	Relays      []relayJSON      `json:"relays"`
	Events      []eventJSON      `json:"events"`
	Tolls       []tollJSON       `json:"tolls"`
	Entities    []entityJSON     `json:"entities"`
	Days        []dayJSON        `json:"days"`
	Next        []spokenJSON     `json:"next"`
	Silence     []silenceJSON    `json:"silence"`
	Corrections []spanJSON       `json:"corrections"`
	Assessments []spokenJSON     `json:"assessments"`
	Speakers    []speakerJSON    `json:"speakers"`
	Headlines   []headlineJSON   `json:"headlines"`
}

// speakerJSON is a speaker with what is reported as his words; name is "" where
// it is not resolved who speaks.
type speakerJSON struct {
	Name       string     `json:"name"`
	Kind       string     `json:"kind"`
	Entity     string     `json:"entity"`
	Resolved   bool       `json:"resolved"`
	Statements []saidJSON `json:"statements"`
}

type saidJSON struct {
	spanJSON
	Status   string     `json:"status"`
	Speech   string     `json:"speech"`
	Form     string     `json:"form"`
	Position string     `json:"position"`
	Chain    []hopJSON  `json:"chain"`
	Claim    string     `json:"claim"`
	Also     []spanJSON `json:"also"`
}

type headlineJSON struct {
	Report   string     `json:"report"`
	Position string     `json:"position"`
	Headline spanJSON   `json:"headline"`
	Kind     string     `json:"kind" one:"no-counterpart|stronger-status|no-attribution"`
	Why      string     `json:"why"`
	Body     []spanJSON `json:"body"`
}

type originJSON struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Basis string `json:"basis"`
}

type rootJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Origin string `json:"origin"`
}

type claimJSON struct {
	ID           string          `json:"id"`
	Text         string          `json:"text"`
	Ledger       string          `json:"ledger" one:"is-so|was-said"`
	Status       string          `json:"status"`
	Level        string          `json:"level" one:"single|relayed|corroborated|disputed|withdrawn"`
	Count        int             `json:"count"`
	Independence string          `json:"independence"`
	Reason       string          `json:"reason"`
	Suggested    bool            `json:"suggested"`
	Evidence     []evidenceJSON  `json:"evidence"`
	Near         []nearClaimJSON `json:"near"`
	Need         *needJSON       `json:"need,omitempty"`
}

// nearClaimJSON is a claim much like this one that stays apart, and why.
type nearClaimJSON struct {
	Claim  string `json:"claim"`
	Reason string `json:"reason"`
}

// needJSON is the answer of a desk's own rule for a claim that something is so.
type needJSON struct {
	Rule  string   `json:"rule"`
	Pass  bool     `json:"pass"`
	Count int      `json:"count"` // of roots that count; those of one text are one
	Roots []string `json:"roots"`
	Why   string   `json:"why"` // "" where it passes
}

type spanJSON struct {
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Exact  string `json:"exact"`
}

type evidenceJSON struct {
	spanJSON
	Stance    string    `json:"stance" one:"supports|denies"`
	Origin    string    `json:"origin"`
	Root      string    `json:"root"`
	Position  string    `json:"position"`
	Form      string    `json:"form"`
	Chain     []hopJSON `json:"chain"`
	Withdrawn string    `json:"withdrawn"`
}

type hopJSON struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Cue  string `json:"cue"`
}

type differenceJSON struct {
	ID     string     `json:"id"`
	Kind   string     `json:"kind" one:"contradiction|scope|assessment|only-one-says"`
	About  string     `json:"about"`
	Reason string     `json:"reason"`
	Sides  []sideJSON `json:"sides"`
	Silent []string   `json:"silent"`
}

type sideJSON struct {
	Value    string     `json:"value"`
	Claims   []string   `json:"claims"`
	Evidence []spanJSON `json:"evidence"`
}

type relayJSON struct {
	Report   string       `json:"report"`
	Of       string       `json:"of"`
	Evidence spanJSON     `json:"evidence"`
	Lost     []string     `json:"lost"`
	Changed  []changeJSON `json:"changed"`
}

type changeJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type entityJSON struct {
	ID            string       `json:"id"`
	Type          string       `json:"type"`
	Name          string       `json:"name"`
	Names         []nameJSON   `json:"names"`
	Roles         []officeJSON `json:"roles"`
	MergedBecause string       `json:"merged_because"`
}

type nameJSON struct {
	Name   string `json:"name"`
	Report string `json:"report"`
}

type officeJSON struct {
	Title  string `json:"title"`
	Of     string `json:"of"`
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

type dayJSON struct {
	Date       string     `json:"date"`
	Derivation string     `json:"derivation"`
	Evidence   []spanJSON `json:"evidence"`
}

type spokenJSON struct {
	spanJSON
	Claim  string    `json:"claim"`
	Status string    `json:"status"`
	Chain  []hopJSON `json:"chain"`
	AsOf   string    `json:"as_of"` // day of the report; "" where it states none
}

// silenceJSON is a place where somebody gave no answer.
type silenceJSON struct {
	spanJSON
	By   string `json:"by"`
	AsOf string `json:"as_of"`
}

type linesJSON struct {
	ID     string      `json:"id"`
	Input  string      `json:"input"`
	Source string      `json:"source"`
	Blocks []blockJSON `json:"blocks"`
	Ledger ledgerJSON  `json:"ledger"`
}

type blockJSON struct {
	N       int    `json:"n"`
	Role    string `json:"role"`
	Share   string `json:"share" one:"article|repeat|aside"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Reason  string `json:"reason"`
	Text    string `json:"text"`
	Repeats *int   `json:"repeats"` // number of the block repeated; null for other roles
}

// eventJSON is an event across reports. Talks is the card of the meeting that the
// story turns on, with the event that stands for it.
type eventJSON struct {
	ID         string                     `json:"id"`
	Type       string                     `json:"type"`
	Mode       string                     `json:"mode"`
	Status     string                     `json:"status"`
	Date       *eventDateJSON             `json:"date"`
	Place      *eventPlaceJSON            `json:"place"`
	Actors     []partyJSON                `json:"actors"`
	Recipients []partyJSON                `json:"recipients"`
	Claims     []string                   `json:"claims"`
	Evidence   []spanJSON                 `json:"evidence"`
	Talks      map[string][]cardValueJSON `json:"talks,omitempty"`
}

type eventDateJSON struct {
	Value      string `json:"value"`
	Derivation string `json:"derivation"`
}

type eventPlaceJSON struct {
	Text string `json:"text"`
	Code string `json:"code"`
}

type partyJSON struct {
	Entity string `json:"entity"`
	Text   string `json:"text"`
	Code   string `json:"code"`
	Sector string `json:"sector"`
}

// cardValueJSON is one value of a field of a card.
type cardValueJSON struct {
	Value    string     `json:"value"`
	By       string     `json:"by"`
	Evidence []spanJSON `json:"evidence"`
}
