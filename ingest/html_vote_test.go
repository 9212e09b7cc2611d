package ingest

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

func TestPublishedByVote(t *testing.T) {
	for name, c := range map[string]struct{ head, top, want string }{
		"a change is no publication": {`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-05-06"}</script>`, `<h1>Bridge of Velm</h1><p class="date">Updated 9 May 2031</p>`, "2031-05-06"},
		"the change alone":           {``, `<h1>Bridge of Velm</h1><p class="date">Last updated 9 May 2031</p>`, "2031-05-09"},
		"beside the author":          {``, `<h1>Bridge of Velm</h1><p>Ilse Torvand / 06.05.2031 / 09:30</p>`, "2031-05-06"},
		"a deadline in the text":     {``, `<h1>Bridge of Velm</h1><p>The council of Velm and its two neighbours on the river want all the bids by 9 May 2035, they said in a letter.</p>`, ""},
	} {
		if r := readOK(t, pageOf(c.head, c.top)); r.Published.Value != c.want || r.Published.Stated() != (r.Published.Basis != "") {
			t.Errorf("%s: %+v, want %q", name, r.Published, c.want)
		}
	}
}

func TestBylineByVote(t *testing.T) {
	for name, c := range map[string]struct{ top, want string }{
		"between marks":      {`<h1>Bridge of Velm</h1><p class="meta">6 May 2031 | by Ilse Torvand | 3 comments</p>`, "Ilse Torvand"},
		"before the day":     {`<h1>Bridge of Velm</h1><p>Von Ilse Torvand am 06.05.2031 um 09:30 Uhr</p>`, "Ilse Torvand"},
		"no name but a word": {`<h1>Bridge of Velm</h1><p>Last modified</p>`, ""},
	} {
		var got []string
		for _, f := range readOK(t, pageOf("", c.top)).Byline {
			got = append(got, f.Value)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTitleOfCutAttribute(t *testing.T) {
	r := readOK(t, pageOf(`<meta property="og:title" content="Mayor calls bridge "unsafe""><title>Mayor calls bridge "unsafe"</title>`, ""))
	if r.Title.Value != `Mayor calls bridge "unsafe"` {
		t.Errorf("%+v", r.Title)
	}
}

func TestBallot(t *testing.T) {
	b := newBallot(&field{name: "x", origins: []string{"a", "b", "c"}, forms: []string{"f"}})
	b.add(1, "k", -1, readout.Found{Value: "K", Basis: "b"})
	b.add(0, "k", 7, readout.Found{Value: "k", Basis: "a"})
	b.add(1, "l", 3, readout.Found{Value: "L", Basis: "b"})
	if b.add(2, "", 0, readout.Found{Value: "x"}) != nil || b.add(2, "m", 0) != nil {
		t.Error("a value without key or words is a candidate")
	}
	k := b.list[0]
	if k.found[0].Basis != "a" || k.votes != 2 || k.block != 7 {
		t.Errorf("%+v", k)
	}
	want := []int{statesOther, statesThis, statesNothing, 1, 1, 2, 0}
	for i, v := range b.measures(b.list[1], nil) {
		if v != want[i] {
			t.Errorf("measure %d is %d, want %d", i, v, want[i])
		}
	}
	// One tree: right where origin a states the value.
	r := &ranker{roots: []int{0}, trees: []treeNode{{0, 1, 1, 2, 0}, {measure: -1, value: -5}, {measure: -1, value: 5}}}
	if b.decide(r) != k {
		t.Error("the candidate of origin a is not first")
	}
	r.trees[2].value = -1
	if b.decide(r) != nil {
		t.Error("a candidate below nought is given")
	}
}

func TestParseRankers(t *testing.T) {
	if _, err := theRankers(); err != nil {
		t.Fatal(err)
	}
	good := "{}\nfield published\ntree\n= 1\nfield byline\ntree\njson 1 1 2\n= 1\n= 2\n"
	if m, err := parseRankers(good); err != nil || m.fields["byline"].score(make([]int, bylineField.width())) != 1 {
		t.Error(err)
	}
	for bad, want := range map[string]string{
		"":      "header",
		"{}\n":  "no field published",
		"{}\n1": "no field is open",
		strings.Replace(good, "json 1 1 2", "json 1 0 2", 1):  "leads nowhere",
		strings.Replace(good, "json 1 1 2", "jason 1 1 2", 1): "no measure",
		strings.Replace(good, "= 2", "= x", 1):                "line 9",
	} {
		if _, err := parseRankers(bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", bad, err, want)
		}
	}
}

func TestCues(t *testing.T) {
	for text, want := range map[string]string{"By Ilse Torvand": "Ilse Torvand", "Verfasst von: Ilse": "Ilse", "作者：王小明": "王小明"} {
		if got, ok := afterCue(text, cueBy); !ok || got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	for _, text := range []string{"Byron of Velm", "Vonnegut", ""} {
		if got, ok := afterCue(text, cueBy); ok {
			t.Errorf("%q: %q", text, got)
		}
	}
	if !saysCue("zuletzt geandert am", cueChanged) || !saysCue("publication date", cuePublished) || saysCue("standing on", cueChanged) {
		t.Error("cues beside days")
	}
}

func TestLinePieces(t *testing.T) {
	for text, want := range map[string]string{
		"6 May 2031 by Ilse Torvand":              "by Ilse Torvand",
		"Ilse Torvand / 06.05.2031 / 09:30":       "Ilse Torvand",
		"Christoph von Elm":                       "Christoph von Elm",
		"Town | Von Ilse Torvand und Marek Olin ": "Town|Von Ilse Torvand und Marek Olin",
	} {
		pieces, _ := linePieces(text)
		if got := strings.Join(pieces, "|"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Whatever a line holds, what is read of it stands in it.
func TestLinesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		linePieces(s)
		if rest, ok := afterCue(s, cueBy); ok && !strings.HasSuffix(s, rest) {
			t.Fatalf("%q gives %q", s, rest)
		}
		saysCue(s, cueChanged)
	})
}
