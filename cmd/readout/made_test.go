package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// made is a report by program: invented names in plain English sentences.
type made struct {
	outlet, title, date string
	paragraphs          []string
}

// text is the report as a plain text file.
func (m *made) text() string {
	return m.title + "\n\n" + m.outlet + ", " + m.date + "\n\n" + strings.Join(m.paragraphs, "\n\n") + "\n"
}

// page is the report as a saved page, with what stands around the text there.
func (m *made) page() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=en><head><meta charset=utf-8><title>%s | %s</title>", m.title, m.outlet)
	fmt.Fprintf(&b, `<meta property="og:site_name" content="%s"><meta property="article:published_time" content="%sT08:00:00Z">`, m.outlet, m.date)
	b.WriteString(`<style>body { margin: 0 }</style><script>var shown = [1, 2, 3];</script></head><body><nav><ul>`)
	for _, s := range []string{"Home", "World", "Politics", "Business", "Sport", "Weather", "Subscribe"} {
		fmt.Fprintf(&b, `<li><a href="/%s">%s</a></li>`, s, s)
	}
	fmt.Fprintf(&b, `</ul></nav><main><article><h1>%s</h1><p class="date"><time datetime="%s">%s</time></p>`, m.title, m.date, m.date)
	for i, p := range m.paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
		if i%6 == 5 {
			b.WriteString(`<div class="newsletter"><p>Sign up for our morning newsletter.</p></div>`)
		}
	}
	b.WriteString(`</article><aside><h2>Most read</h2><ul><li><a href="/a">Five walks for the weekend</a></li><li><a href="/b">What to cook tonight</a></li></ul></aside></main>`)
	fmt.Fprintf(&b, "<footer><p>© 2031 %s. All rights reserved.</p></footer></body></html>", m.outlet)
	return b.String()
}

// maker makes reports; the same seed makes the same.
type maker struct{ *rand.Rand }

func (m maker) of(list []string) string { return list[m.IntN(len(list))] }

func (m maker) word(syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteString(m.of([]string{"ba", "ke", "lin", "mor", "nu", "ra", "sel", "ti", "vo", "dan", "fer", "gol", "hin", "jus", "pel", "wex", "tor", "ul", "bri", "ast"}))
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// cast are those who take part in one story.
type cast struct {
	persons, bodies, places, outlets []string
	facts                            []fact
	day                              int
}

// fact is what reports of a story tell in different words.
type fact struct {
	forms  []string
	number int
	said   string // who says so, "" for nobody
}

// forms are what can happen, each in several words; $1 is a body, $2 another,
// $3 a place, $4 a person, # a number.
var forms = [][]string{
	{"$1 closed the harbour of $3 after # workers walked out", "the port of $3 was shut by $1 when # workers left their posts", "# workers went on strike in $3 and $1 closed the harbour"},
	{"police arrested # men near the bridge of $3", "# men were detained by police near the bridge in $3", "officers in $3 took # men into custody close to the bridge"},
	{"a fire in the warehouse of $1 killed # people in $3", "# people died when the warehouse of $1 burned in $3", "the blaze at a warehouse in $3 that belongs to $1 left # people dead"},
	{"$1 signed an agreement with $2 on the water of $3", "$1 and $2 reached a deal over water in $3", "an agreement on the water of $3 was signed by $1 and $2"},
	{"$4 met the envoys of $2 for # hours in $3", "the envoys of $2 held talks with $4 in $3 that lasted # hours", "talks between $4 and the envoys of $2 took # hours in $3"},
	{"$1 will send # engineers to $3 next week", "# engineers are to be sent to $3 by $1 next week", "$1 plans to send # engineers to the city of $3"},
	{"$4 did not sign the letter of $2", "$4 refused to sign the letter that $2 had sent", "the letter of $2 was not signed by $4"},
	{"the court in $3 fined $1 # million crowns", "$1 was fined # million crowns by a court in $3", "a judge in $3 ordered $1 to pay # million crowns"},
	{"$2 withdrew its trucks from $3 on Tuesday", "the trucks of $2 left $3 on Tuesday", "$2 pulled its trucks out of $3 on Tuesday"},
	{"$4 resigned as head of $1", "the head of $1, $4, stepped down", "$4 gave up the leadership of $1"},
	{"floods destroyed # houses in the valley of $3", "# houses in the valley near $3 were destroyed by the flood", "the flood swept away # houses around $3"},
	{"$1 accused $2 of hiding a report on the bridge of $3", "$2 hid a report about the bridge in $3, according to a statement of $1", "$1 said that $2 had hidden a report about the bridge of $3"},
}

// tails go on from a fact, and turns stand by themselves.
var (
	tails = []string{
		"as the council had feared", "although nobody had asked for it", "days after the first warning", "while families waited outside", "in spite of the rain",
		"which the opposition called a mistake", "a step that the unions had demanded since spring", "because the money had run out", "before the deadline passed",
	}
	turns = []string{
		"Shops in $3 stayed closed and the streets were empty.", "It was not clear when the work would begin again.", "The mayor is expected to speak on Friday.",
		"Neighbours brought blankets and hot soup to the school.", "“We have waited long enough,” $4 said.", "“Nobody told us what would happen,” said $4, who lives in $3.",
		"$1 did not answer a request for comment.", "A spokesman for $2 declined to comment.", "Experts say that the damage could take months to repair.",
		"The dispute began last year, when $2 raised its prices.", "Earlier this month $4 had warned of such a day.", "Two similar cases were reported in $3 in the past.",
		"The ministry said it would publish its findings next month.", "Trains were late all morning, and some did not run at all.",
	}
)

// newCast makes those of a story and as many facts as it can tell.
func (m maker) newCast(facts, day int) *cast {
	c := &cast{day: day}
	for range 6 {
		c.persons = append(c.persons, m.word(2)+" "+m.word(3))
		c.places = append(c.places, m.word(3))
		c.bodies = append(c.bodies, "the "+m.word(2)+" "+m.of([]string{"Union", "Company", "Ministry", "Council", "Party", "Bank"}))
		c.outlets = append(c.outlets, m.word(2)+" "+m.of([]string{"Herald", "Gazette", "Courier", "Post", "Tribune"}))
	}
	for range facts {
		f := fact{forms: forms[m.IntN(len(forms))], number: 3 + m.IntN(400)}
		fill := m.filler(c, f.number)
		f.forms = []string{fill.Replace(f.forms[0]), fill.Replace(f.forms[1]), fill.Replace(f.forms[2])}
		if m.IntN(3) == 0 {
			f.said = m.of(c.persons)
		}
		c.facts = append(c.facts, f)
	}
	return c
}

func (m maker) filler(c *cast, number int) *strings.Replacer {
	p := m.Perm(len(c.bodies))
	return strings.NewReplacer("$1", c.bodies[p[0]], "$2", c.bodies[p[1]], "$3", m.of(c.places), "$4", m.of(c.persons), "#", fmt.Sprint(number))
}

// tell is a fact as one report words it; some reports have another number.
func (m maker) tell(c *cast, f *fact, outlet string) string {
	s := m.of(f.forms)
	if m.IntN(12) == 0 {
		s = strings.ReplaceAll(s, fmt.Sprint(f.number), fmt.Sprint(f.number+2))
	}
	if m.IntN(3) > 0 {
		s += ", " + m.of(tails)
	}
	who := f.said
	if who == "" && m.IntN(4) == 0 {
		who = m.of(c.persons)
	}
	switch other := m.of(c.outlets); {
	case who != "" && m.IntN(2) == 0:
		return sentence(who + " said that " + s)
	case who != "":
		return "“" + sentence(s) + "” " + who + " told reporters in " + m.of(c.places) + "."
	case other != outlet && m.IntN(6) == 0:
		return sentence(s) + " The " + other + " first reported the news."
	case other != outlet && m.IntN(6) == 0:
		return sentence(s + ", " + "according to the " + other)
	}
	return sentence(s)
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

// report is one report of a story, told on the facts from one on.
func (m maker) report(c *cast, from, to int) made {
	r := made{outlet: m.of(c.outlets), date: fmt.Sprintf("2031-%02d-%02d", 1+c.day/28%12, 1+c.day%28)}
	facts := c.facts[from:to]
	r.title = strings.TrimSuffix(sentence(facts[m.IntN(min(4, len(facts)))].forms[m.IntN(3)]), ".")
	for len(r.paragraphs) < 11 {
		var p []string
		for range 1 + m.IntN(3) {
			p = append(p, m.tell(c, &facts[m.IntN(len(facts))], r.outlet))
			if m.IntN(2) == 0 {
				p = append(p, m.filler(c, 0).Replace(m.of(turns)))
			}
		}
		r.paragraphs = append(r.paragraphs, strings.Join(p, " "))
	}
	return r
}

// story makes n reports that go through the facts in time; some are copies of
// earlier ones, whole, cut or in part.
func (m maker) story(n, day int) []made {
	const width = 24
	c := m.newCast(width+n/8, day)
	var out []made
	for k := range n {
		c.day = day + k/200
		r := m.report(c, k/8, k/8+width)
		if k > 0 {
			old := &out[max(0, k-1-m.IntN(12))]
			switch m.IntN(8) {
			case 0:
				r.title, r.paragraphs = old.title, old.paragraphs
			case 1:
				r.paragraphs = old.paragraphs[:max(5, len(old.paragraphs)/2)]
			case 2:
				r.paragraphs[3], r.paragraphs[7] = old.paragraphs[0], old.paragraphs[4]
			}
		}
		out = append(out, r)
	}
	return out
}

// madeReports are n reports of stories of 5 to 20, or of one story.
func madeReports(n int, oneStory bool) []made {
	m := maker{rand.New(rand.NewPCG(3, 4))}
	if oneStory {
		return m.story(n, 0)
	}
	var out []made
	for day := 0; len(out) < n; day += 3 {
		out = append(out, m.story(5+m.IntN(16), day)...)
	}
	return out[:n]
}
