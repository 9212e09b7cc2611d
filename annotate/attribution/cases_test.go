package attribution_test

var cases = []string{
	// direct
	"[Q “The bridge will open in May,”] [C said] [S the governor].",
	"[Q “The bridge will open in May,”] [S Ms. Arlen] [C said] on Monday.",
	"[Q “It held,”] [S Mira Arlen] [C said]. [Q “We are relieved.”]",
	"[Q \"It held,\"] [S Arlen] [C told] reporters, [Q \"and we are relieved.\"]",
	"[Q ''It held,''] [S Arlen] [C said]. [Q ''We are relieved.'']",
	"[S She] [C added:] / [Q “The ferry stays.”]",
	"[Q “It held. We are relieved,”] [C said] [S Ola Berg, the head of the port authority].",
	"[Q “Why did it hold?”] [S Arlen] [C asked].",
	"[S Arlen] [C said:] [Q “It held.”]",
	"[S Arlen] [C said:] [Q “It held.] / [Q “We are relieved.”]",
	"[Q “There is one way,”] [S he] [C said]. [Q “There were others, but all of them are blocked now” by snow].",
	"[S Arlen] [C said] [Q the bridge was “safe” and “sound.”]",
	"[Q The bridge is “sound,”] [S Arlen] [C said].",
	"[Q “The bridge is safe.”] / The mayor left at noon.",
	// indirect, the source before
	"[S The ministry] [C said] [Q the ferry would stay].",
	"[S The ministry] on Friday [C said] [Q the ferry would stay].",
	"[S The ministry] [C said in a statement on Friday] [Q that the ferry would stay].",
	"[S The ministry] [C said], without giving details, [Q that the ferry would stay].",
	"[S Arlen, the head of the port authority,] [C warned] [Q that fares could rise].",
	"[S Ola Berg, chairman of the Lowen Club, which speaks for sailors,] [C said] [Q the charges were false].",
	"On Monday, [S the union] [C said] [Q it would strike].",
	"[S The governor] [C told] reporters [Q the bridge was safe].",
	"[S The governor] [C told] the Lowen Post [Q that the bridge was safe].",
	"[S The mayor] [C told] Norland state television [Q that the bridge was safe].",
	"[S The White House and the State Department] [C said] [Q talks would go on].",
	"[S The envoys] [C said] [Q they had agreed to the format but that a breakthrough was far off].",
	// the source behind or within
	"[Q The ferry would stay in service], [S two officials briefed on the plan] [C said].",
	"[Q The ferry would stay], [C said] [S Ola Berg, a lawyer,] on Friday.",
	"[Q The bridge], [S the governor] [C said], [Q was safe].",
	"As [S Ola Berg] [C put it], [Q the crew never had a chance].",
	"LOWEN, May 3 (Agency) - [Q A ferry sank on Sunday], [S the coast guard] [C said].",
	// several
	"[S1 The minister] [C1 said] [Q1 the port would close], but [S2 the union] [C2 said] [Q2 it would fight].",
	"[S1:2 Arlen] [C1 said] [Q1 fares would rise], [C2 adding] [Q2 that the ferry would stay].",
	"While [S1 the mayor] [C1 says] [Q1 the bridge is safe], the engineers left.",
	// without a verb
	"[C According to] [S Ola Berg, a lawyer for the family], [Q the crew drowned].",
	"[Q The crew drowned], [C according to] [S two people with knowledge of the case].",
	// no source
	"[Q A ruling] [C is expected] [Q to follow in May].",
	"[C It is believed] [Q that the crew drowned].",
	// nobody answered
	"[S The bank] [C did not immediately respond] [Q to a request for comment].",
	"[S Mira Arlen, a spokeswoman for the port,] [C declined] [Q to comment].",
	"There was [C no immediate comment] from [S the ministry].",
	"[S The airline] [C could not immediately be reached] [Q for comment].",
	"[S The bank] [C declined] [Q to say whether it had lent the money].",
	"[Q “No comment,”] [S the premier] [C said].",
	"Calls to [S the port authority] [C were not returned].",
	// wants and beliefs
	"[S The islanders] [C want] [Q to hold a referendum].",
	"[S Most sailors] [C believe] [Q the harbour is safe].",
	// nothing to attribute
	"The “ghost ferry” left the harbour at noon.",
	"The statue known as “Old Tom” was moved on Friday.",
	"The bridge opened in May.",
	"The claims of the islanders are old.",
	"The storm claimed twenty lives on the coast.",
	"The reported strike never came.",
}

// missed are cases that the model reads otherwise: what is known to be wrong.
var missed = []string{
	"[Q The port was] [C reportedly] [Q closed].",
	"With [S the premier] [C warning] [Q he could close the strait], prices rose.",
	"[C In the words of] [S one diplomat], [Q the talks were a waste of time].",
	"[S The mayor]’s [C statement] [Q that the bridge was safe] drew laughter.",
	"Under what the navy calls a “ring of steel” the fair was held.",
}
