package entity

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/segment"
	"github.com/readout-project/readout/internal/gold"
)

// document makes a document of the blocks of a text, one per line; "# " begins
// a headline.
func document(text string) *readout.Document {
	r := &readout.Report{}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		k := readout.Block{Role: readout.RoleBody, Reason: "test", Repeats: -1}
		if h, ok := strings.CutPrefix(line, "# "); ok {
			line, k.Role = h, readout.RoleHeadline
		}
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		k.Start = b.Len()
		b.WriteString(line)
		k.End = b.Len()
		r.Blocks = append(r.Blocks, k)
	}
	r.Source = b.String()
	d := &readout.Document{Report: r}
	d.Tokens, d.Sentences = segment.Find(r)
	d.Mentions, d.Entities = Find(d)
	return d
}

// brackets writes the mentions in bracket notation. A label is the type (P, O,
// L for place), "n" or "p" for a nominal or pronoun, and the number of the
// entity from 1; 0 stands for one that is not resolved.
func brackets(d *readout.Document) string {
	open, closes := map[int]string{}, map[int]int{}
	for _, m := range d.Mentions {
		l := map[readout.Type]string{readout.Person: "P", readout.Organization: "O", readout.Place: "L"}[m.Type]
		l += map[readout.MentionKind]string{readout.Nominal: "n", readout.Pronoun: "p"}[m.Kind]
		open[m.Start] += fmt.Sprintf("[%s%d ", l, m.Entity+1)
		closes[m.End]++
	}
	var b strings.Builder
	for i := 0; i <= len(d.Report.Source); i++ {
		b.WriteString(strings.Repeat("]", closes[i]))
		b.WriteString(open[i])
		if i < len(d.Report.Source) {
			b.WriteByte(d.Report.Source[i])
		}
	}
	return b.String()
}

func TestFind(t *testing.T) {
	for _, want := range cases {
		in := gold.MustParse(strings.ReplaceAll(want, "# ", "\x01"))
		d := document(strings.ReplaceAll(in.Text, "\x01", "# "))
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		if got := brackets(d); got != strings.ReplaceAll(want, "# ", "") {
			t.Errorf("mentions:\n got %s\nwant %s", got, strings.ReplaceAll(want, "# ", ""))
		}
	}
}

var cases = []string{
	"[L1 French] Foreign Minister [P2 Ana Ruiz] met [L3 Kenyan] Adm. [P4 Bo Lund] in [L5 Nairobi], [L3 Kenya].",
	"[L1 France]’s foreign minister, [P2 Ana Ruiz], left. [P2 Ruiz] said [Pp2 she] was tired.",
	"Special envoy [P1 Badr al-Hamadi] spoke. [P1 Al-Hamadi] left.",
	"The [O1 White House] and [O2 State Department] did not speak.",
	"The [O1 Ministry of Health and Welfare] closed. The [O2 Northern Command] moved.",
	"The [O1 Trade Council] ([O1 TRACO]) met. [O1 TRACO] said little.",
	"[P1 Ana Ruiz] and [P2 Bo Ruiz] came. [P0 Ruiz] spoke.",
	"[P1 Ana Ruiz] met [P2 Bo Lund]. [Pp0 She] spoke.",
	"[P1 Ana Ruiz] met a woman. [Pp0 She] spoke.",
	"[P1 Ana Ruiz] came. “[Pp0 He] lied,” [Pp1 she] said.",
	"[L1 Iranian] officials met on Friday in [L2 Muscat], [L3 Oman], the [L4 Israel]-[L1 Iran] war over.",
	"[L1 U.S.]-[L2 Norway] talks and [L1 U. S.] -[L2 Norway] trade, [L2 Norwegian]-backed.",
	"[P1 Sven van der Berg] and [P2 María de la Peña] met [P3 J. K. Marsh].",
	"President [P1 Lund] spoke. Later President [P1 Karin Lund] left. [P1 Lund] is tired.",
	"# Ruling Party Wins As [P1 Lund] Quits\nPresident [P1 Karin Lund] quit.",
	"Read More: Why it matters. Talks on Monday in January.",
	"Prime Minister [P1 Ana Ruiz] spoke. [Pn1 The prime minister] left. [Pn0 The admiral] did not.",
	"[L1 Kenyan] Prime Minister [P2 Ana Ruiz] met [L3 French] Prime Minister [P4 Luc Morel]. [Pn2 The [L1 Kenyan] prime minister] left; [Pn0 the prime minister] stayed.",
	"[P1 Ana Ruiz], 34, of [L2 Ohio], died.",
	// Particles, initials, generations.
	"[P1 Sven van der Berg] left. [P1 Van der Berg] had said that [P1 van der Berg] would.",
	"Sheikh [P1 Hamad bin Rashid al-Nuri] spoke. [P1 Al-Nuri] left.",
	"[P1 Robert K. Marsh Jr.] met [P2 Ana-Lucía Peña]. [P1 Marsh] and [P2 Peña] agreed.",
	"[P1 Ana P. Ruiz] spoke; [P1 Ana Ruiz] was heard.",
	"[P1 Enrique Ruiz Lund] spoke. [P1 Ruiz Lund] left.",
	// Surnames join one earlier full name, never two, and none that is to come.
	"[P1 Moss] spoke. Then [P2 Karin Moss] spoke.",
	"[P1 Karin Moss] and [Pp1 her] brother [P2 Robert Moss] came; Mr. [P2 Moss] spoke, and Mrs. [P1 Moss] did not.",
	"[P1 Karin Moss] spoke. [P1 Moss]’s aides, and the Mosses, left.",
	// What begins a sentence is not yet a name.
	"However, talks failed. Talks about Norland stalled. Visiting [L1 Kenyan] officials left.",
	"Carter spoke. Aid is late.",
	// Persons shown by what stands beside them.
	"[P1 Qadri Fassam], chairman of the [O2 Prisoners Club], spoke.",
	"They saw [P1 Oleth Farrow] there. Then [P1 Farrow] left.",
	// What is no person.
	"Hurricane Oleth hit. Then Oleth left. Labor Day came. The Clean Water Act passed.",
	"[O1 Varda Lines] said so. Oleth Works said nothing.",
	"The [O1 Oleth Air] flight from Oleth was late.",
	// Organizations and places.
	"The [O1 University of Oleth] and the [O2 Oleth Foundation] met the [O3 European Union].",
	"The [O1 Bank of Oleth], the [O2 Oleth Red Crescent] and [O3 Oleth Inc.] met at [L4 Oleth River].",
	"In [L1 Oleth], [L2 Kenya], and near [L3 Lake Oleth] it rained.",
	"The [O1 U.S. Northern Command] moved. The [O1 Northern Command] is large.",
	"[O1 Reuters] and the [O2 New York Times] reported it, the [O3 BBC] did not.",
	"They met in [L1 Oleth], [L2 Calif.], and left.",
	"[L1 NAIROBI], [L2 Kenya] ([O3 AP]) — It rained.",
	// Offices as nominals.
	"Adm. [P1 Bo Lund] spoke. [Pn1 The admiral] left.",
	"Former [L1 Kenyan] President [P2 Ana Ruiz] spoke. [Pn0 [L1 Kenya]’s president] did not.",
	"Envoy [P1 Ana Ruiz] met envoy [P2 Bo Lund]. [Pn0 The envoy] left.",
	"Minister [P1 Ana Ruiz] spoke to the general public.",
	// Pronouns.
	"[P1 Ana Ruiz] spoke. Asked about [P2 Robert Moss], [Pp1 she] laughed.",
	"[P1 Robert Moss] met [P2 Carl Lund]. [Pp0 He] left.",
	"[P1 Robert Moss] left. A man said [Pp0 he] was ill.",
	"[P1 Robert Moss] left. Another 19-year-old came with [Pp0 his] dog.",
	"[P1 Robert Moss] left. “[Pp0 He] is ill,” a doctor said.",
	// Headlines.
	"# [P1 Ruiz] Says Talks With [L2 Kenya] Failed, Blames [O3 Reuters]\n[P1 Ana Ruiz] spoke.",
	"# Farrow And Marsh Meet In Oleth\nIt rained.",
}

func TestOffices(t *testing.T) {
	for in, want := range map[string]string{
		"French Foreign Minister Ana Ruiz spoke.":                "Foreign Minister/French",
		"U.S. Navy Adm. Bo Lund spoke.":                          "Adm./U.S. Navy",
		"NATO commander Gen. Bo Lund spoke.":                     "commander/NATO Gen./",
		"France’s foreign minister, Ana Ruiz, spoke.":            "foreign minister/France",
		"Ana Ruiz, the head of the Trade Council, spoke.":        "the head of the Trade Council/Trade Council",
		"Ana Ruiz, spokeswoman for the White House, spoke.":      "spokeswoman for the White House/White House",
		"Ana Ruiz, France’s top envoy, spoke.":                   "top envoy/France",
		"Former Kenyan President Ana Ruiz spoke.":                "Former Kenyan President/Kenyan",
		"Senators Ana Ruiz and Bo Lund spoke.":                   "",
		"Ana Ruiz, a former head of the Trade Council who left,": "a former head of the Trade Council/Trade Council",
		"Its lawyer, Ana Ruiz, spoke.":                           "lawyer/",
		"US First Lady Ana Ruiz spoke.":                          "First Lady/US",
		"France’s prime minister and founder Ana Ruiz spoke.":    "prime minister/France founder/",
		"White House Press Secretary Ana Ruiz spoke.":            "Press Secretary/White House",
		"Green Party presidential candidate Ana Ruiz spoke.":     "presidential candidate/Green Party",
		"Ana Ruiz, a former White House counsel, spoke.":         "a former White House counsel/White House",
		"They met Oleth spokeswoman Ana Ruiz.":                   "spokeswoman/Oleth",
		"Norlandian Foreign Minister Ana Ruiz spoke.":            "Foreign Minister/Norlandian",
		"Visiting Foreign Minister Ana Ruiz spoke.":              "Foreign Minister/",
		"Ana Ruiz, the Norlandian foreign minister, spoke.":      "foreign minister/Norlandian",
		"special envoy Ana Ruiz spoke.":                          "special envoy/",
		"They met Mr. Ruiz.":                                     "",
		"Ana Ruiz, the minister said, was late.":                 "",
		"Ana Ruiz, President Bo Lund and a spokesman came.":      "",
	} {
		d := document(in)
		var got []string
		for _, e := range d.Entities {
			for _, o := range e.Roles {
				if o.Span.Of(d.Report.Source) != o.Title {
					t.Errorf("%q: the span of office %q covers %q", in, o.Title, o.Span.Of(d.Report.Source))
				}
				got = append(got, o.Title+"/"+o.Of)
			}
			if e.Type == readout.Person {
				break
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("offices of %q: %q, want %q", in, g, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range cases {
		f.Add(gold.MustParse(strings.ReplaceAll(c, "# ", "")).Text)
	}
	f.Add("# U. S. -Al-\n’s Adm. , the \x80 of")
	f.Fuzz(func(t *testing.T, s string) {
		d := document(s)
		if !utf8.ValidString(s) {
			return // must not panic
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		for _, m := range d.Mentions {
			if m.Reason == "" {
				t.Fatalf("mention %q has no reason", m.Of(d.Report.Source))
			}
		}
		for _, e := range d.Entities {
			if e.Name == "" || len(e.Names) == 0 {
				t.Fatalf("entity %v has no name", e)
			}
		}
		if again := fmt.Sprint(Find(d)); again != fmt.Sprint(d.Mentions, d.Entities) {
			t.Fatal("two runs differ")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := document(strings.Repeat("French Foreign Minister Ana Ruiz met U.S. Navy Adm. Bo Lund in Nairobi, Kenya, on Friday. She said the talks went well, and the admiral agreed.\n", 500))
	for b.Loop() {
		Find(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
