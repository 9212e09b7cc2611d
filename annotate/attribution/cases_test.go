package attribution_test

var cases = []string{
	// direct
	"[Q “The bridge will open in May,”] [C said] [S the governor].",
	"[Q “The bridge will open in May,”] [S Ms. Arlen] [C said] on Monday.",
	"[Q “It held,”] [S Mira Arlen] [C said]. [Q “We are relieved.”]",
	"[Q \"It held,\"] [S Arlen] [C told] reporters, [Q \"and we are relieved.\"]",
	"[S She] [C added]: / [Q “The ferry stays.”]",
	// indirect
	"[S The ministry] [C said] [Q the ferry would stay].",
	"[S The ministry] [C said] in a statement on Friday [Q that the ferry would stay].",
	"[Q The ferry would stay in service], [S two officials briefed on the plan] [C said].",
	"[S Arlen, the head of the port authority], [C warned] [Q that fares could rise].",
	// nothing to attribute
	"The “ghost ferry” left the harbour at noon.",
	"The statue known as “Old Tom” was moved on Friday.",
	"The bridge opened in May.",
}
