package serve_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// asked is what the tests read of a check of several stories.
type asked struct {
	Stories []struct {
		Story, Title string
		Check        json.RawMessage
		Who          struct{ Found []struct{ Name string } }
	}
}

func (d *desk) checked(claim string, more ...string) (asked, string) {
	d.t.Helper()
	q := url.Values{"claim": {claim}}
	for i := 0; i < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	a := d.get("/api/v1/check?" + q.Encode())
	if a.StatusCode != 200 {
		d.t.Fatalf("%s: %s %s", claim, a.Status, a.body)
	}
	var got asked
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		d.t.Fatal(err)
	}
	return got, a.body
}

// What a story has on a claim is what readout check prints of it.
func TestCheckIsThatOfTheCommand(t *testing.T) {
	d := open(t, serve.Options{Version: "v9"}, daily, post, courier)
	const claim = "About 400 dock workers walked out in Sundvik."
	got, body := d.checked(claim)
	if len(got.Stories) == 0 || got.Stories[0].Story != d.ids[0].Story || got.Stories[0].Title == "" {
		t.Fatalf("asked %+v", got.Stories)
	}
	r, err := d.rec.Reading(t.Context(), d.ids[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	outside, err := record.Outside(claim)
	if err != nil {
		t.Fatal(err)
	}
	checked := corroborate.Check(r, outside)
	var want bytes.Buffer
	if err := brief.CheckJSON(&want, r, &checked, brief.Options{Version: "v9", Pipeline: annotate.Pipeline}); err != nil {
		t.Fatal(err)
	}
	if string(got.Stories[0].Check) != strings.TrimSpace(want.String()) {
		t.Errorf("got %s\nwant %s", got.Stories[0].Check, want.String())
	}
	if !strings.Contains(want.String(), `"answer":"supports"`) {
		t.Error("nothing supports the claim")
	}
	sent := d.do(http.MethodPost, "/api/v1/check", `{"claim":"`+claim+`"}`, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
	if sent.body != body {
		t.Errorf("by POST: %s %s", sent.Status, sent.body)
	}
}

func TestCheckAsksStoriesAsTold(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	const claim = "An earthquake damaged 30 homes."
	if got, _ := d.checked(claim, "story", d.ids[0].ID); len(got.Stories) != 1 || got.Stories[0].Story != d.ids[0].Story || strings.Contains(string(got.Stories[0].Check), `"answer":"supports"`) {
		t.Errorf("another story: %+v", got)
	}
	got, _ := d.checked(claim, "stories", "1")
	if len(got.Stories) != 1 || got.Stories[0].Story != d.ids[2].Story || !strings.Contains(string(got.Stories[0].Check), `"answer":"supports"`) {
		t.Errorf("the likeliest story: %+v", got)
	}
	const strike = "The union leader met Mayor Dorit Valmar."
	if _, now := d.checked(strike); !strings.Contains(now, `"E"`) && strings.Count(now, `"sha256"`) < 2 {
		t.Errorf("now: %s", now)
	}
	if _, then := d.checked(strike, "as_of", "2031-05-01T09:00"); strings.Count(then, `"sha256"`) != 1 {
		t.Errorf("at nine one report was there: %s", then)
	}
}

// A claim that cannot be checked, and a question that is none, say what to do.
func TestCheckRefuses(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	long := strings.Repeat("The port closed. ", 200)
	for _, c := range []struct {
		method, path, body string
		status             int
		words              string
	}{
		{"GET", "/api/v1/check", "", 400, "parameter claim is missing"},
		{"GET", "/api/v1/check?claim=Who+closed+it%3F", "", 400, "is a question"},
		{"GET", "/api/v1/check?claim=The+port", "", 400, "no verb"},
		{"GET", "/api/v1/check?claim=Der+Hafen+wurde+am+Donnerstag+wegen+des+Streiks+der+Hafenarbeiter+geschlossen.", "", 400, "not in English"},
		{"GET", "/api/v1/check?claim=The+port+closed.&stories=13", "", 400, "1 to 12"},
		{"GET", "/api/v1/check?claim=The+port+closed.&as_of=soon", "", 400, "no date or time"},
		{"GET", "/api/v1/check?claim=The+port+closed.&story=none", "", 404, "no story"},
		{"GET", "/api/v1/check?claim=The+xylophonist+yodelled.", "", 404, "has words of the claim"},
		{"GET", "/api/v1/check?claim=The+port+closed.&as_of=2030-01-01", "", 404, "had no report by"},
		{"GET", "/api/v1/check?claim=" + url.QueryEscape(long), "", 400, "at most 2000 bytes"},
		{"POST", "/api/v1/check", `{"claim":"` + long + `"}`, 400, "at most 2000"},
		{"POST", "/api/v1/check", `{}`, 400, "has no claim"},
		{"POST", "/api/v1/check", `{"claim":"The port closed.","stories":-1}`, 400, "1 to 12"},
		{"POST", "/api/v1/check", `{"claim":"The port closed.","stroy":"x"}`, 400, "stroy"},
		{"POST", "/api/v1/check?claim=The+port+closed.", `{"claim":"The port closed."}`, 400, "no parameter"},
		{"POST", "/api/v1/check", `{"claim":"Orlava Port closed the container terminal."}`, 200, `"answer":"supports"`}, // reading is enough
		{"GET", "/api/v1/who?name=-", "", 400, "no letter"},
		{"GET", "/api/v1/who?name=Nobodyhere", "", 404, "Nobodyhere"},
		{"GET", "/api/v1/claims?level=sure", "", 400, "single, relayed"},
		{"GET", "/api/v1/claims?only=yes", "", 400, "true, false"},
	} {
		a := d.do(c.method, c.path, c.body, func(r *http.Request) {
			r.Header.Set("Content-Type", "application/json")
			bearer(reader)(r)
		})
		if a.StatusCode != c.status || !strings.Contains(a.body, c.words) {
			t.Errorf("%s %.90s %.90s: %s %s", c.method, c.path, c.body, a.Status, a.body)
		}
	}
}

func TestWhoInStories(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	a := d.get("/api/v1/who?name=Brenna")
	var got asked
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Stories) != 1 || got.Stories[0].Story != d.ids[0].Story || len(got.Stories[0].Who.Found) == 0 || got.Stories[0].Who.Found[0].Name != "Ketil Brenna" {
		t.Errorf("%s", a.body)
	}
}

// Lists can be asked as they stood.
func TestListsAsTheyStood(t *testing.T) {
	d := open(t, serve.Options{}, daily, post, courier)
	count := func(path, word string) int {
		a := d.get(path)
		if a.StatusCode != 200 {
			t.Fatalf("%s: %s %s", path, a.Status, a.body)
		}
		return strings.Count(a.body, word)
	}
	for _, c := range []struct {
		path, word string
		then       int
	}{
		{"/api/v1/stories?limit=50", `"latest"`, 1}, {"/api/v1/search?q=union", `"block"`, 2}, {"/api/v1/claims?level=corroborated", `"number"`, 0},
	} {
		if now, then := count(c.path, c.word), count(c.path+"&as_of=2031-05-01T09:00", c.word); now <= then || then != c.then {
			t.Errorf("%s: %d now, %d then, want %d", c.path, now, then, c.then)
		}
	}
}
