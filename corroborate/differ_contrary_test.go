package corroborate_test

import "testing"

// Each case: what one report tells, what another tells of it, and about what they
// contradict each other; "" where both can hold.
var contraryCases = []struct{ name, a, b, about string }{
	// Clock times.
	{"two hours", "The police arrested the harbour master Oskar Breuer at 10:20 a.m. on Monday.", "Oskar Breuer, the harbour master, was arrested by the police at 2:40 p.m. on Monday.", "hour"},
	{"two hours of one stated zone", "The police arrested the harbour master Oskar Breuer at 10:20 local time on Monday.", "The police arrested the harbour master Oskar Breuer at 14:40 local time on Monday.", "hour"},
	{"two zones with their offsets", "The police arrested the harbour master Oskar Breuer at 07:20 GMT on Monday.", "The police arrested the harbour master Oskar Breuer at 10:20 UTC+2 on Monday.", "hour"},
	{"one moment in two zones", "The police arrested the harbour master Oskar Breuer at 07:20 GMT on Monday.", "The police arrested the harbour master Oskar Breuer at 10:20 UTC+3 on Monday.", ""},
	{"a zone and local time", "The police arrested the harbour master Oskar Breuer at 07:20 GMT on Monday.", "The police arrested the harbour master Oskar Breuer at 10:20 local time on Monday.", ""},
	{"a zone and none", "The police arrested the harbour master Oskar Breuer at 07:20 GMT on Monday.", "The police arrested the harbour master Oskar Breuer at 10:20 on Monday.", ""},
	{"rounded", "The police arrested the harbour master Oskar Breuer at 7:16 a.m. on Monday.", "The police arrested the harbour master Oskar Breuer at 7 a.m. on Monday.", ""},
	{"about", "The police arrested the harbour master Oskar Breuer at about 7 a.m. on Monday.", "The police arrested the harbour master Oskar Breuer at 9:16 a.m. on Monday.", ""},
	{"a bound", "The police arrested the harbour master Oskar Breuer before 9 a.m. on Monday.", "The police arrested the harbour master Oskar Breuer at 7:16 a.m. on Monday.", ""},
	{"half of the day open", "The police arrested the harbour master Oskar Breuer at 7:16 on Monday.", "The police arrested the harbour master Oskar Breuer at 7:16 p.m. on Monday.", ""},
	{"begin and begin", "The curfew in Selm began at 9 p.m. on Monday.", "The curfew in Selm started at 10 p.m. on Monday.", "hour"},
	{"begin and end", "The curfew in Selm began at 9 p.m. on Monday.", "The curfew in Selm ended at 11 p.m. on Monday.", ""},
	{"two things that begin", "The curfew in Selm began at 9 p.m. on Monday.", "The curfew in Orby began at 11 p.m. on Monday.", ""},
	{"another act", "The police arrested the harbour master Oskar Breuer at 10:20 a.m. on Monday.", "The police released the harbour master Oskar Breuer at 2:40 p.m. on Monday.", ""},
	{"what is done often", "The governor visited the harbour at 10:20 a.m.", "The governor visited the harbour at 2:40 p.m.", ""},

	// Places.
	{"two cities", "The police arrested the harbour master Oskar Breuer in Lyon on Monday.", "The police arrested the harbour master Oskar Breuer in Marseille on Monday.", "place"},
	{"two countries", "The police arrested the harbour master Oskar Breuer in Norway on Monday.", "The police arrested the harbour master Oskar Breuer in Chad on Monday.", "place"},
	{"a city and its country", "The police arrested the harbour master Oskar Breuer in Lyon on Monday.", "The police arrested the harbour master Oskar Breuer in France on Monday.", ""},
	{"places that nobody knows", "The police arrested the harbour master Oskar Breuer in Selm on Monday.", "The police arrested the harbour master Oskar Breuer in Orby on Monday.", ""},
	{"near", "The police arrested the harbour master Oskar Breuer near Lyon on Monday.", "The police arrested the harbour master Oskar Breuer in Marseille on Monday.", ""},
	{"outside", "The police arrested the harbour master Oskar Breuer outside Lyon on Monday.", "The police arrested the harbour master Oskar Breuer in Lyon on Monday.", ""},
	{"a territory and its country", "The police arrested the harbour master Oskar Breuer in Greenland on Monday.", "The police arrested the harbour master Oskar Breuer in Denmark on Monday.", ""},
	{"visits to two cities", "The governor met the dockers in Lyon.", "The governor met the dockers in Marseille.", ""},
	{"other men", "The police arrested a man in Lyon on Monday.", "The police arrested a man in Marseille on Monday.", ""},

	// Names.
	{"two drivers", "The police arrested the driver, Ada Mellin, in Selm on Monday.", "The police arrested the driver, Jonna Karsten, in Selm on Monday.", "name"},
	{"one driver, two spellings", "The police arrested the driver, Yusuf Hamadi, in Selm on Monday.", "The police arrested the driver, Youssef Hammadi, in Selm on Monday.", ""},
	{"a driver and a passenger", "The police arrested the driver, Ada Mellin, in Selm on Monday.", "The police arrested the passenger, Jonna Karsten, in Selm on Monday.", ""},
	{"a list and one of it", "The police arrested the drivers Ada Mellin and Jonna Karsten in Selm on Monday.", "The police arrested the driver, Jonna Karsten, in Selm on Monday.", ""},
	{"two without an office", "The police arrested Ada Mellin in Selm on Monday.", "The police arrested Jonna Karsten in Selm on Monday.", ""},

	// Exclusive pairs.
	{"alive and dead", "The harbour master Oskar Breuer is alive.", "The harbour master Oskar Breuer is dead.", "how"},
	{"won and lost", "The Selm Rowers won the Orby Cup on Monday.", "The Selm Rowers lost the Orby Cup on Monday.", "how"},
	{"won and lost other things", "The Selm Rowers won the Orby Cup on Monday.", "The Selm Rowers lost a captain on Monday.", ""},
	{"guilty and not guilty", "The harbour master Oskar Breuer pleaded guilty to fraud on Monday.", "The harbour master Oskar Breuer pleaded not guilty to fraud on Monday.", "how"},
	{"guilty of one, not of the other", "The court convicted Oskar Breuer of fraud on Monday.", "The court acquitted Oskar Breuer of murder on Monday.", ""},
	{"convicted and acquitted", "The court convicted Oskar Breuer of fraud on Monday.", "The court acquitted Oskar Breuer of fraud on Monday.", "how"},
	{"deliberately and by accident", "The harbour master Oskar Breuer deliberately sank the ferry Aurora.", "The harbour master Oskar Breuer sank the ferry Aurora by accident.", "how"},
	{"open, then closed", "The Orby Bridge is open.", "The Orby Bridge is closed again.", ""},
	{"accepted and later rejected", "The Selm Dockers Union accepted the offer of the port.", "The Selm Dockers Union later rejected the offer of the port.", ""},
	{"of two", "The harbour master Oskar Breuer is alive.", "The harbour pilot Jonna Karsten is dead.", ""},

	// Distances, terms, sums.
	{"two distances", "The rocket fell into the sea 2,000 kilometres east of Cape Orlo on Monday, killing the captain Oskar Breuer.", "The rocket fell into the sea 900 kilometres east of Cape Orlo on Monday.", "distance"},
	{"two units", "The rocket fell into the sea 2,000 kilometres east of Cape Orlo on Monday.", "The rocket fell into the sea 1,250 miles east of Cape Orlo on Monday.", ""},
	{"from two places", "The rocket fell into the sea 2,000 kilometres east of Cape Orlo on Monday.", "The rocket fell into the sea 900 kilometres east of Selm on Monday.", ""},
	{"two terms", "A court sentenced the harbour master Oskar Breuer to ten years in prison.", "A court sentenced the harbour master Oskar Breuer to 12 years in prison.", "term"},
	{"a term and its bound", "A court sentenced the harbour master Oskar Breuer to ten years in prison.", "A court sentenced the harbour master Oskar Breuer to up to 12 years in prison.", ""},
	{"terms of two", "A court sentenced the harbour master Oskar Breuer to ten years in prison.", "A court sentenced the pilot Jonna Karsten to 12 years in prison.", ""},
	{"years and months", "A court sentenced the harbour master Oskar Breuer to two years in prison.", "A court sentenced the harbour master Oskar Breuer to 24 months in prison.", ""},
	{"two fines", "A court fined the harbour master Oskar Breuer 20,000 euros.", "A court fined the harbour master Oskar Breuer 35,000 euros.", "term"},
	{"a bound", "More than 10 sailors drowned when the ferry Aurora sank off Selm on Monday.", "Twelve sailors drowned when the ferry Aurora sank off Selm on Monday.", ""},
	{"a bound from above", "No more than 10 sailors drowned when the ferry Aurora sank off Selm on Monday.", "Twelve sailors drowned when the ferry Aurora sank off Selm on Monday.", "number"},
	{"a range", "Between 10 and 14 sailors drowned when the ferry Aurora sank off Selm on Monday.", "Twelve sailors drowned when the ferry Aurora sank off Selm on Monday.", ""},

	// Order.
	{"after and in response to", "The Norwegian launch came shortly after Chad carried out a drill at Selm.", "In response to the launch by Norway, Chad carried out a drill at Selm.", "order"},
	{"before and after", "The police arrested the harbour master Oskar Breuer before the Oru Front attacked the port of Selm.", "The police arrested the harbour master Oskar Breuer after the Oru Front attacked the port of Selm.", "order"},
	{"the same order in other words", "The police arrested the harbour master Oskar Breuer before the Oru Front attacked the port of Selm.", "The Oru Front attacked the port of Selm after the police arrested the harbour master Oskar Breuer.", ""},
	{"two attacks", "The police arrested the harbour master Oskar Breuer before the Oru Front attacked the port of Selm.", "The police arrested the harbour master Oskar Breuer after the Oru Front attacked the barracks of Orby.", ""},
	{"an order that is to come", "The police arrested the harbour master Oskar Breuer before the Oru Front could attack the port of Selm.", "The police arrested the harbour master Oskar Breuer after the Oru Front attacked the port of Selm.", ""},
}

func TestContraries(t *testing.T) {
	for _, c := range contraryCases {
		contradicts(t, c.name, c.a, c.b, c.about)
	}
}
