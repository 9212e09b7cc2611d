package readout

// Card is what the reports of a story say of the one meeting or negotiation that
// the story turns on. A field without values is one that no report says.
type Card struct {
	Values map[CardField][]CardValue
}

// CardField is a field of a card.
type CardField string

// Fields of a card.
const (
	CardParties   CardField = "parties"           // the sides that talk
	CardPresent   CardField = "present"           // who took part
	CardDate      CardField = "date"              // a day
	CardHours     CardField = "hours"             // begin, end or duration, as stated
	CardPlace     CardField = "place"             // building, city, country
	CardMoved     CardField = "moved_from"        // where or when it was to be
	CardNearly    CardField = "nearly_called_off" // how it nearly did not happen
	CardFormat    CardField = "format"            // direct, indirect, in part
	CardMediator  CardField = "mediator"          // who led, carried, brokered
	CardLeftOut   CardField = "left_out"          // who was refused or put off
	CardWanted    CardField = "agenda_wanted"     // what a side came for
	CardDiscussed CardField = "agenda_discussed"  // what was talked about
	CardOutcome   CardField = "outcome"           // how it went, as assessed by somebody
	CardSilence   CardField = "silence"           // who said nothing
	CardNext      CardField = "next"              // what comes, on what condition
	CardPressure  CardField = "pressure"          // acts and threats around it
	CardEarlier   CardField = "earlier"           // rounds before
	CardLater     CardField = "later"             // rounds after
)

// CardFields are the fields in the order in which a card shows them.
var CardFields = []CardField{
	CardParties, CardPresent, CardDate, CardHours, CardPlace, CardMoved, CardNearly, CardFormat, CardMediator, CardLeftOut, CardWanted, CardDiscussed,
	CardOutcome, CardSilence, CardNext, CardPressure, CardEarlier, CardLater,
}

// CardValue is one value of a field with the words it comes from.
type CardValue struct {
	Value    string // short form: a name, a day, "indirect"; the words where there is none
	By       string // whose words or wish it is; ""
	Evidence []Ref
}
