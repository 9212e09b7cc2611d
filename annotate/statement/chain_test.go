package statement_test

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate/attribution"
	"github.com/readout-project/readout/annotate/entity"
	"github.com/readout-project/readout/annotate/statement"
)

// story makes a report of an outlet and an origin and annotates it in full.
func story(outlet, origin string, paragraphs ...string) *readout.Document {
	d := document(paragraphs...)
	d.Report.Outlet.Value, d.Report.Origin.Value = outlet, origin
	parse(d)
	d.Mentions, d.Entities = entity.Find(d)
	d.Attributions = attribution.Find(d)
	d.Statements = statement.Find(d)
	return d
}

// lines prints the statements: "status | chain | words".
func lines(d *readout.Document) string {
	var out []string
	for _, s := range d.Statements {
		var hops []string
		for _, h := range s.Chain {
			hop := h.Name
			if h.Cue != "" {
				hop += " (" + h.Cue + ")"
			}
			if h.Unresolved {
				hop += " ?"
			}
			hops = append(hops, hop)
		}
		out = append(out, string(s.Status)+" | "+strings.Join(hops, " > ")+" | "+s.Of(d.Report.Source))
	}
	return strings.Join(out, "\n")
}

func TestChains(t *testing.T) {
	for _, c := range chains {
		d := story(c.outlet, c.origin, c.text)
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if got, want := lines(d), strings.Join(c.want, "\n"); got != want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, want)
		}
	}
}

var chains = []struct {
	outlet, origin, text string
	want                 []string
}{
	{"Courier", "", "The ferry sank on Sunday.", []string{"happened | Courier | The ferry sank on Sunday"}},
	{"Courier", "Reuters", "The ferry sank on Sunday.", []string{"happened | Courier > Reuters (credit) | The ferry sank on Sunday"}},
	{"Reuters", "Reuters", "The ferry sank on Sunday.", []string{"happened | Reuters | The ferry sank on Sunday"}},
	{"Courier", "", "Reuters reported that, according to two officials, the ferry sank.", []string{
		"happened | Courier > Reuters (reported) > two officials (according to) | the ferry sank",
	}},
	{"Courier", "", "A diplomat told Reuters that the ferry sank.", []string{
		"happened | Courier > Reuters (told) > A diplomat (told) | the ferry sank",
	}},
	{"Reuters", "", "A diplomat told Reuters that the ferry sank.", []string{"happened | Reuters > A diplomat (told) | the ferry sank"}},
	{"Courier", "Reuters", "A diplomat told Reuters that the ferry sank.", []string{
		"happened | Courier > Reuters (credit) > A diplomat (told) | the ferry sank",
	}},
	{"Courier", "", "Reuters said the ferry sank, citing two officials.", []string{
		"happened | Courier > Reuters (said) > two officials (citing) | the ferry sank",
	}},
	{"Courier", "", "Norland state media quoted the minister as saying that the ferry sank.", []string{
		"happened | Courier > Norland state media (quoted) > the minister (as saying) | the ferry sank",
	}},
	{"Courier", "", "“The ferry sank,” he told state media.", []string{"happened | Courier > state media (told) > he (told) ? | “The ferry sank,”"}},
	{"Courier", "", "Foreign Minister Mira Arlen met the crew. She said the ferry sank.", []string{
		"happened | Courier | Foreign Minister Mira Arlen met the crew", "happened | Courier > Mira Arlen (said) | the ferry sank",
	}},
	{"Courier", "", "“The ferry sank.”", []string{"happened | Courier >  ? | “The ferry sank.”"}},
	{"Courier", "", "The bank rejected Norland’s claim that it had hidden losses.", []string{"denied | Courier > The bank (rejected) | it had hidden losses"}},
	{"Courier", "", "The army denied that it had shelled the port.", []string{"denied | Courier > The army (denied) | it had shelled the port"}},
	{"Courier", "", "The ferry, the owner said, was safe.", []string{"happened | Courier > the owner (said) | The ferry, the owner said, was safe"}},
	{"Courier", "", "The ferry sank on Sunday, and its owner said it had been safe.", []string{
		"happened | Courier | The ferry sank on Sunday", "happened | Courier > its owner (said) | it had been safe",
	}},
	{"Courier", "", "The bank did not respond to a request for comment.", []string{
		"did-not-happen | Courier > The bank (did not respond) | The bank did not respond to a request for comment",
	}},
	{"Courier", "", "The talks were nearly called off, but went ahead on Friday.", []string{
		"nearly | Courier | The talks were nearly called off", "happened | Courier | went ahead on Friday",
	}},
	{"Courier", "", "The premier, who visits “ghost ferries,” left.", []string{"happened | Courier | The premier, who visits “ghost ferries,” left"}},
	{"Courier", "", "Officials said they expect more talks.", []string{"ongoing | Courier > Officials (said) | they expect more talks"}},
	{"Courier", "", "The mayor said the port was open but that it would close on Monday.", []string{
		"happened | Courier > The mayor (said) | the port was open", "planned | Courier > The mayor (said) | it would close on Monday",
	}},
	{"Courier", "", "The minister described the talks as “very serious” and noted that both sides met.", []string{
		"ongoing | Courier > The minister (described) | the talks as “very serious”", "happened | Courier > The minister (noted) | both sides met",
	}},
	{"Courier", "", "The ministry announced new sanctions on Friday on Norland’s “ghost ferries.”", []string{
		"happened | Courier | The ministry announced new sanctions on Friday on Norland’s “ghost ferries.”",
	}},
	{"Courier", "", "Even at its best, the harbour was “a place that nobody would ever want to leave.”", []string{
		"happened | Courier >  ? | Even at its best, the harbour was “a place that nobody would ever want to leave.”",
	}},
	{"Courier", "", "Will the port close?", []string{"possible | Courier | Will the port close?"}},
}

func TestSpeechStatus(t *testing.T) {
	for text, want := range map[string]readout.Status{
		"The minister said the port would close.":                readout.Happened,
		"The minister did not say whether the port would close.": readout.DidNotHappen,
		"The minister will say that the port is closed.":         readout.Expected,
		"The bank did not respond to a request for comment.":     readout.DidNotHappen,
	} {
		d := story("Courier", "", text)
		if len(d.Statements) != 1 || d.Statements[0].SpeechStatus != want {
			t.Errorf("%s: %+v, want %s", text, d.Statements, want)
		}
	}
}

func TestPosition(t *testing.T) {
	d := document("Ferry sinks off Lowen", "A ferry sank.", "It had been repaired in May.")
	d.Report.Blocks[0].Role, d.Report.Blocks[1].Role = readout.RoleHeadline, readout.RoleLead
	d.Statements = statement.Find(d)
	var got []string
	for _, s := range d.Statements {
		got = append(got, string(s.Position)+" "+string(s.Status))
	}
	if g, w := strings.Join(got, ", "), "headline happened, lead happened, background happened"; g != w {
		t.Errorf("positions and statuses: %s, want %s", g, w)
	}
}

func TestPhotoCredit(t *testing.T) {
	d := document("Mira Arlen greets the crew in Lowen on May 3. Norland Foreign Ministry/Handout via Reuters")
	d.Report.Blocks[0].Role = readout.RoleCaption
	d.Statements = statement.Find(d)
	want := "happened | The Lowen Courier > Norland Foreign Ministry/Handout via Reuters | Mira Arlen greets the crew in Lowen on May 3\n" +
		"ongoing | The Lowen Courier | Norland Foreign Ministry/Handout via Reuters"
	if got := lines(d); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestBackground(t *testing.T) {
	d := document("A ferry sank in May 2015.", "No ferry has sunk since May 2015.", "A ferry sank in May 2020.")
	d.Report.Published.Value = "2020-06-01T08:00:00Z"
	for i, v := range []string{"2015-05", "2015-05", "2020-05"} {
		b := d.Report.Blocks[i]
		d.Timexes = append(d.Timexes, readout.Timex{Span: readout.Span{Start: b.End - 9, End: b.End - 1}, Type: readout.Date, Value: v})
	}
	d.Statements = statement.Find(d)
	var got []string
	for _, s := range d.Statements {
		got = append(got, string(s.Position))
	}
	if g := strings.Join(got, " "); g != "background body body" {
		t.Errorf("positions: %s", g)
	}
}
