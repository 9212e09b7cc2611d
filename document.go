package readout

import "fmt"

// Document is a report with its layers. Layers are flat arrays that refer to
// each other by index; all spans point into Report.Source. Only article blocks
// of the roles headline, deck, caption and those of [Role.Text] are annotated.
type Document struct {
	Report       *Report
	Pipeline     string // fingerprint of the code and models that made the layers
	Tokens       []Token
	Sentences    []Sentence
	Words        []Word // the words of Universal Dependencies, beside Tokens
	Mentions     []Mention
	Entities     []Entity
	Timexes      []Timex
	Attributions []Attribution
	Statements   []Statement
	Events       []Event
}

// Token is a word, a number or a punctuation mark.
type Token struct {
	Span
	Kind TokenKind
}

// TokenKind is the outward form of a token.
type TokenKind uint8

// Kinds of tokens.
const (
	WordToken TokenKind = iota
	NumberToken
	PunctToken
)

// Sentence is a sentence of one block: its tokens are Tokens[First:Last], its
// words Words[FirstWord:LastWord].
type Sentence struct {
	Span
	Block               int
	First, Last         int
	FirstWord, LastWord int
}

// Type is what a mention or an entity is: a kind of thing as GUM types it.
type Type string

// Types of entities.
const (
	Person       Type = "person"
	Organization Type = "organization"
	Place        Type = "place"
	Abstract     Type = "abstract"
	Object       Type = "object"
	EventType    Type = "event"
	TimeType     Type = "time"
	Substance    Type = "substance"
	Animal       Type = "animal"
	Plant        Type = "plant"
)

// MentionKind says how a mention refers.
type MentionKind string

// Kinds of mentions.
const (
	Name    MentionKind = "name"
	Nominal MentionKind = "nominal"
	Pronoun MentionKind = "pronoun"
)

// Mention is an expression that refers to an entity.
type Mention struct {
	Span
	Type   Type
	Kind   MentionKind
	Entity int    // index into Entities; -1 where it is not resolved
	Reason string // why this entity: "same name", "surname of the person named before"
}

// Entity is who or what mentions of one report refer to.
type Entity struct {
	Type  Type
	Name  string   // the fullest name in the report, verbatim
	Names []string // all names in the report, verbatim, in order of appearance
	Roles []Office
	Code  string // ISO 3166 alpha-3 of a country or its government; "" else
}

// Office is a title or function as the report gives it.
type Office struct {
	Title string // verbatim: "Foreign Minister", "the head of the U.S. Central Command"
	Of    string // country or organization in it, verbatim; may be ""
	Span  Span
}

// Timex is a time expression after TIMEX3 (TimeML 1.2.1).
type Timex struct {
	Span
	Type  TimexType
	Value string // TIMEX3 value; partial values keep X ("XXXX-02-06"); "" where unresolved
	Mod   string // TIMEX3 mod: APPROX, BEFORE, AFTER, START, MID, END, ...
	// Derivation says in words how the value came about, naming the anchor with
	// its words: `"Friday" before publication 2026-02-07`.
	Derivation string
	Anchor     Span   // the words it was resolved against, where they stand in the report
	Conflict   string // which weekday and date disagree; then Value is ""
}

// TimexType is the TIMEX3 type.
type TimexType string

// TIMEX3 types.
const (
	Date     TimexType = "DATE"
	Time     TimexType = "TIME"
	Duration TimexType = "DURATION"
	Set      TimexType = "SET"
)

// Attribution is a source, a cue and a content after the PolNeAR guidelines
// (Newell, Margolin and Ruths 2018). Spans of one role are in text order.
type Attribution struct {
	Source  []Span // may be empty
	Cue     []Span // may be empty
	Content []Span
	Entity  int // entity of the source; -1 where not resolved
	Kind    SourceKind
	Count   int    // number of unnamed sources as stated; 0 where not stated
	Access  Span   // stated access, "briefed on the meeting"; empty where none
	Form    Form   // of the content
	Within  int    // index of the attribution whose content holds this one; -1
	Rule    string // the rule or model that read it, for explanations
}

// SourceKind says what a source or a hop of a chain is.
type SourceKind string

// Kinds of sources.
const (
	OwnVoice        SourceKind = "own-voice"
	NamedPerson     SourceKind = "person"
	Official        SourceKind = "official" // a named person speaking in office
	Body            SourceKind = "body"     // a government, ministry, army, company, court
	UnnamedOfficial SourceKind = "unnamed-official"
	Unnamed         SourceKind = "unnamed"
	Group           SourceKind = "group"
	SourceDocument  SourceKind = "document"
	OutletSource    SourceKind = "outlet" // an outlet or agency: a relay
	StateMedia      SourceKind = "state-media"
	PhotoCredit     SourceKind = "photo-credit"
	NoAnswer        SourceKind = "no-answer"
)

// Named reports whether a desk that asks for named sources accepts the kind.
func (k SourceKind) Named() bool {
	switch k {
	case NamedPerson, Official, Body, SourceDocument:
		return true
	}
	return false
}

// Newsroom reports whether the kind vouches for reporting of its own.
func (k SourceKind) Newsroom() bool {
	return k == OwnVoice || k == OutletSource || k == StateMedia
}

// Form is the quotation form of a content.
type Form string

// Forms of quotation.
const (
	Direct   Form = "direct"
	Indirect Form = "indirect"
	Mixed    Form = "mixed"
	NoForm   Form = "none" // own voice
)

// Status is what is asserted of a proposition.
type Status string

// Statuses. Only Happened enters the events as an occurrence.
const (
	Happened     Status = "happened"
	DidNotHappen Status = "did-not-happen"
	Ongoing      Status = "ongoing"
	Planned      Status = "planned"
	Expected     Status = "expected"
	Wanted       Status = "wanted"
	Demanded     Status = "demanded"
	Threatened   Status = "threatened"
	Conditional  Status = "conditional"
	Possible     Status = "possible"
	Denied       Status = "denied"
	Nearly       Status = "nearly"
)

// Position is where in a report a statement stands.
type Position string

// Positions.
const (
	InHeadline   Position = "headline"
	InDeck       Position = "deck"
	InCaption    Position = "caption"
	InLead       Position = "lead"
	InBody       Position = "body"
	InBackground Position = "background"
)

// Weak reports whether evidence in this position never raises a level.
func (p Position) Weak() bool { return p == InHeadline || p == InDeck || p == InCaption }

// Hop is one link of a chain, from the outlet inwards.
type Hop struct {
	Name   string // verbatim, or the outlet's name; "" for an outlet that is not stated
	Kind   SourceKind
	Cue    string // verbatim: "reported", "according to"; "" for the outlet
	Span   Span   // where the source stands; empty for the outlet
	Entity int    // -1 where there is none
	// Unresolved marks a pronoun or nominal whose person the report does not
	// settle: "speaker not resolved".
	Unresolved bool
	Count      int
	Access     Span
}

// Statement is one proposition in one report with its standing. Its span is a
// clause or a sentence of one block.
type Statement struct {
	Span
	Chain       []Hop // never empty: the outlet comes first
	Attribution int   // the innermost one; -1 for own voice
	Form        Form
	Status      Status
	// SpeechStatus is the second layer: whether the speaker is reported to have
	// said it (happened), or not (did-not-happen), or is expected to.
	SpeechStatus Status
	Position     Position
	Event        int // -1 where there is none
	Rule         string
}

// Rules of statements that assert nothing: a fragment without a verb, the credit
// line of a photo.
const (
	RuleFragment    = "no verb"
	RulePhotoCredit = "photo credit"
)

// Origin is the last newsroom inward along the chain, which vouches for it, as
// an index into Chain.
func (s *Statement) Origin() int {
	o := 0
	for i, h := range s.Chain {
		if h.Kind.Newsroom() {
			o = i
		}
	}
	return o
}

// Root is the innermost hop: what the words rest on.
func (s *Statement) Root() Hop { return s.Chain[len(s.Chain)-1] }

// Event is something that happened or is said to be coming, in PLOVER terms.
type Event struct {
	Span
	Trigger    Span
	Type, Mode string
	Actors     []Participant
	Recipients []Participant
	Date       int // index into Timexes; -1
	Place      int // index into Mentions; -1
	Status     Status
}

// Participant is an actor or recipient of an event.
type Participant struct {
	Entity int
	Span   Span
	Code   string // ISO alpha-3 or international code
	Sector string // PLOVER sector
}

// Check verifies that every layer keeps its invariants: spans inside the
// source, on the text's code point borders, tokens in order inside their
// sentence, indexes inside their arrays, a chain on every statement. An error
// is a bug in a stage.
func (d *Document) Check() error {
	c := checker{n: len(d.Report.Source), text: d.Report.Source}
	for i, s := range d.Sentences {
		c.span("sentence", i, s.Span)
		c.index("sentence block", i, s.Block, len(d.Report.Blocks), false)
		if s.First > s.Last || s.Last > len(d.Tokens) || (i > 0 && s.First < d.Sentences[i-1].Last) {
			c.fail("sentence %d has the tokens [%d,%d)", i, s.First, s.Last)
			continue
		}
		for j := s.First; j < s.Last; j++ {
			if !s.Contains(d.Tokens[j].Span) || (j > s.First && d.Tokens[j].Start < d.Tokens[j-1].End) {
				c.fail("token %d lies outside sentence %d or out of order", j, i)
			}
		}
	}
	for i, t := range d.Tokens {
		c.span("token", i, t.Span)
	}
	for _, s := range d.Sentences {
		c.words(d, s)
	}
	for i, m := range d.Mentions {
		c.span("mention", i, m.Span)
		c.index("mention entity", i, m.Entity, len(d.Entities), true)
	}
	for i, t := range d.Timexes {
		c.span("timex", i, t.Span)
		if t.Conflict != "" && t.Value != "" {
			c.fail("timex %d has a conflict and a value", i)
		}
	}
	c.attributions(d)
	c.statements(d)
	c.events(d)
	return c.err
}

type checker struct {
	n    int
	text string
	err  error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("document: "+format, args...)
	}
}

func (c *checker) span(what string, i int, s Span) {
	if s.Start < 0 || s.End <= s.Start || s.End > c.n {
		c.fail("%s %d covers [%d,%d) of %d bytes", what, i, s.Start, s.End, c.n)
		return
	}
	if !border(c.text, s.Start) || !border(c.text, s.End) {
		c.fail("%s %d cuts a code point at [%d,%d)", what, i, s.Start, s.End)
	}
}

func border(text string, i int) bool { return i == len(text) || text[i]&0xC0 != 0x80 }

func (c *checker) index(what string, i, v, n int, none bool) {
	if v >= n || v < -1 || (v == -1 && !none) {
		c.fail("%s %d is %d of %d", what, i, v, n)
	}
}

// words checks the tree of a sentence: words in order inside it, one root, every
// head another word of it.
func (c *checker) words(d *Document, s Sentence) {
	if s.FirstWord > s.LastWord || s.FirstWord < 0 || s.LastWord > len(d.Words) {
		c.fail("a sentence has the words [%d,%d)", s.FirstWord, s.LastWord)
		return
	}
	roots := 0
	for i := s.FirstWord; i < s.LastWord; i++ {
		w := &d.Words[i]
		c.span("word", i, w.Span)
		if !s.Contains(w.Span) || i > s.FirstWord && w.Start < d.Words[i-1].End {
			c.fail("word %d lies outside its sentence or out of order", i)
		}
		if w.Head < 0 {
			roots++
		} else if w.Head == i || w.Head < s.FirstWord || w.Head >= s.LastWord {
			c.fail("word %d hangs on %d", i, w.Head)
		}
	}
	if s.LastWord > s.FirstWord && roots != 1 {
		c.fail("the words [%d,%d) have %d roots", s.FirstWord, s.LastWord, roots)
	}
}

func (c *checker) attributions(d *Document) {
	for i, a := range d.Attributions {
		for _, spans := range [][]Span{a.Source, a.Cue, a.Content} {
			for _, s := range spans {
				c.span("attribution", i, s)
			}
		}
		for _, q := range a.Cue {
			for _, s := range a.Content {
				if s.Contains(q) {
					c.fail("attribution %d: the content contains its own cue", i)
				}
			}
		}
		c.index("attribution entity", i, a.Entity, len(d.Entities), true)
		c.index("attribution within", i, a.Within, len(d.Attributions), true)
		for w, n := a.Within, 0; w >= 0 && w < len(d.Attributions); w, n = d.Attributions[w].Within, n+1 {
			if n > len(d.Attributions) {
				c.fail("attribution %d: its chain does not end", i)
				break
			}
		}
	}
}

func (c *checker) statements(d *Document) {
	for i, s := range d.Statements {
		c.span("statement", i, s.Span)
		if len(s.Chain) == 0 {
			c.fail("statement %d has no chain", i)
		}
		for _, h := range s.Chain {
			c.index("hop entity of statement", i, h.Entity, len(d.Entities), true)
		}
		c.index("statement attribution", i, s.Attribution, len(d.Attributions), true)
		c.index("statement event", i, s.Event, len(d.Events), true)
	}
}

func (c *checker) events(d *Document) {
	for i, e := range d.Events {
		c.span("event", i, e.Span)
		c.span("event trigger", i, e.Trigger)
		c.index("date of event", i, e.Date, len(d.Timexes), true)
		c.index("place of event", i, e.Place, len(d.Mentions), true)
		if e.Type == "" || e.Status == "" {
			c.fail("event %d has no type or no status", i)
		}
		for _, p := range append(e.Actors[:len(e.Actors):len(e.Actors)], e.Recipients...) {
			c.span("participant of event", i, p.Span)
			c.index("entity of participant", i, p.Entity, len(d.Entities), true)
		}
	}
}
