package namedata

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

func TestBlocks(t *testing.T) {
	const text = "# a comment\n" +
		"###### Groups ######\n" +
		"RIVER_FRONT_ [XYZREB] # one\n+FRONT_OF_THE_RIVER_(FOR)_\n\n" +
		"ANA_BELLO_  # CountryInfo.txt\n+PRESIDENT_ANA_BELLO_\n\t[XYZGOV 030101-040101]\n\t[XYZELI]\n" +
		"OTHER_NAME_ [XYZ]\n"
	var got []block
	blocks(bufio.NewScanner(strings.NewReader(text)), func(b block) { got = append(got, b) })
	want := []block{
		{names: []string{"RIVER FRONT", "FRONT OF THE RIVER"}, codes: []string{"XYZREB"}},
		{names: []string{"ANA BELLO", "PRESIDENT ANA BELLO"}, codes: []string{"XYZGOV 030101-040101", "XYZELI"}},
		{names: []string{"OTHER NAME"}, codes: []string{"XYZ"}},
	}
	if len(got) != len(want) {
		t.Fatalf("%d blocks: %+v", len(got), got)
	}
	for i, b := range got {
		if !slices.Equal(b.names, want[i].names) || !slices.Equal(b.codes, want[i].codes) || b.section != "Groups" {
			t.Errorf("block %d: %+v, want %+v", i, b, want[i])
		}
	}
	if n := countryActors(got[1]); len(n) != 2 || n[1].Text != "Ana Bello" || n[1].Type != readout.Person || n[1].Country != "XYZ" {
		t.Errorf("person: %+v", n)
	}
}

func TestCapitalise(t *testing.T) {
	for in, want := range map[string]string{
		"FRONT FOR THE LIBERATION OF XANADU": "Front for the Liberation of Xanadu",
		"SEAN O'HARA-MCNEIL":                 "Sean O'Hara-Mcneil",
		"JOHN MCNEIL":                        "John McNeil",
		"XBRT SYSTEMS INC":                   "XBRT Systems Inc",
		"ABC":                                "ABC",
		"Mixed Case":                         "Mixed Case",
	} {
		if got := capitalise(in); got != want {
			t.Errorf("capitalise(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplitAndBare(t *testing.T) {
	p := Split(Name{Text: "Johan van der Laan", Country: "NLD"})
	if strings.Join(p.Given, " ") != "Johan" || strings.Join(p.Surname, " ") != "van der Laan" {
		t.Errorf("%+v", p)
	}
	p = Split(Name{Text: "Pak Il Nam", Country: "KOR"})
	if strings.Join(p.Surname, " ") != "Pak" || strings.Join(p.Tokens(), " ") != "Pak Il Nam" {
		t.Errorf("%+v", p)
	}
	for in, want := range map[string]string{
		"Acme Pumps, Inc.": "Acme Pumps", "Acme Holding Co. Ltd": "Acme Holding", "Ltd": "Ltd", "Acme": "Acme",
	} {
		if got := Bare(in); got != want {
			t.Errorf("Bare(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"Al-Zahra": "Al - Zahra", "Bello's Bakery, Inc.": "Bello 's Bakery , Inc.", "": "", "O’Hara": "O'Hara", "'s": "'s", "-": "-",
	} {
		if got := strings.Join(Tokens(in), " "); got != want {
			t.Errorf("Tokens(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Words("The Al-Zahra's Süd Mill"); !slices.Equal(got, []string{"the", "al", "zahra", "'s", "sud", "mill"}) {
		t.Errorf("Words = %q", got)
	}
}

// kinds is a lexicon of a few words.
func kinds(w string) (person, role, organization, place bool) {
	switch strings.ToLower(w) {
	case "ana", "bello":
		person = true
	case "baker", "coach", "mother":
		role = true
	case "ministry", "police":
		organization = true
	case "mill", "xanadu":
		place = true
	}
	return
}

func TestHeadOf(t *testing.T) {
	for mention, want := range map[string]string{
		"Ana Bello": "Ana", "coach Ana Bello": "Ana", "Coach Bello": "Bello", "in Xanadu": "Xanadu",
		"the old mill at Xanadu": "mill", "a mother of twelve": "mother", "12": "", "Ana Bello , the baker": "Ana",
		"Xanadu baker": "baker",
	} {
		ws := strings.Fields(mention)
		got := ""
		if h := headOf(ws, true, kinds); h >= 0 {
			got = ws[h]
		}
		if got != want {
			t.Errorf("head of %q = %q, want %q", mention, got, want)
		}
	}
}

func TestECB(t *testing.T) {
	const docs = `{"doc":"d1","sentences":[["Ana","Bello","left","the","ministry","in","Xanadu","on","Monday","."],["She","did","."]],
"mentions":[{"sent":0,"start":0,"end":2,"chain":"H1","kind":"entity","type":"HUM"},
{"sent":0,"start":2,"end":3,"chain":"A1","kind":"event","type":"ACT"},
{"sent":0,"start":3,"end":5,"chain":"H2","kind":"entity","type":"HUM"},
{"sent":0,"start":5,"end":7,"chain":"L1","kind":"entity","type":"LOC"},
{"sent":0,"start":7,"end":9,"chain":"T1","kind":"entity","type":"TIM"},
{"sent":1,"start":0,"end":1,"chain":"H1","kind":"entity","type":"HUM"}]}
{"doc":"d2","sentences":[["Half-Bello","spoke","."],["Bello","and","Nobody","came","."]],
"mentions":[{"sent":1,"start":0,"end":1,"chain":"H1","kind":"entity","type":"HUM"},
{"sent":1,"start":2,"end":3,"chain":"H9","kind":"entity","type":"HUM"},
{"sent":7,"start":0,"end":1,"chain":"H1","kind":"entity","type":"HUM"}]}`
	name := filepath.Join(t.TempDir(), "ecb.jsonl.gz")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(docs)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := ECB(name, kinds)
	if err != nil {
		t.Fatal(err)
	}
	want := []Sentence{
		{"d1", strings.Fields("Ana Bello left the ministry in Xanadu on Monday ."), []Head{
			{0, readout.Person}, {4, readout.Organization}, {6, readout.Place}, {8, readout.TimeType},
		}},
		{"d1", strings.Fields("She did ."), []Head{{0, readout.Person}}},
		{"d2", strings.Fields("Bello and Nobody came ."), []Head{{0, readout.Person}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if _, err := ECB(filepath.Join(t.TempDir(), "none.jsonl"), kinds); err == nil {
		t.Error("no error for a file that is not there")
	}
}

func TestCount(t *testing.T) {
	m := map[string]*Casing{}
	count(m, "They saw the Mill and the mill, and Ana's mill was old.\nALL IN CAPITALS STANDS HERE NOW\n", 1)
	if c := m["mill"]; c == nil || c.Lower != 2 || c.Upper != 1 || c.Reports != 1 {
		t.Errorf("mill: %+v", c)
	}
	if c := m["ana"]; c == nil || c.Upper != 1 {
		t.Errorf("ana: %+v", c)
	}
	if m["they"] != nil || m["capitals"] != nil {
		t.Error("starts of sentences and lines in capitals count")
	}
}
