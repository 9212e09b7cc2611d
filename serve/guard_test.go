package serve_test

import (
	"bytes"
	"context"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/serve"
)

const (
	reader    = "reader-secret-0123456789abcdef0123456789"
	corrector = "corrector-secret-0123456789abcdef012345"
)

func tokens(t testing.TB) []serve.Token {
	t.Helper()
	list, err := serve.ParseTokens(strings.NewReader("# who may ask\n\nOle Reader read " + reader + "\nAda Mellin correct " + corrector + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func bearer(secret string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+secret) }
}

func TestListenKeepsToThisMachine(t *testing.T) {
	ctx := context.Background()
	for addr, ok := range map[string]bool{"127.0.0.1:0": true, "[::1]:0": true, "localhost:0": true, "0.0.0.0:0": false, ":0": false, "192.0.2.1:0": false, "desk.example:0": false, "7878": false} {
		l, err := serve.Listen(ctx, addr, nil)
		if err == nil {
			l.Close()
		}
		if !ok && !errors.Is(err, readout.ErrInvalid) || ok && errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%s: %v", addr, err)
		}
	}
	l, err := serve.Listen(ctx, "0.0.0.0:0", tokens(t))
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}

func TestTokensAreChecked(t *testing.T) {
	for _, text := range []string{"", "# none\n", "ada\n", "ada read\n", "ada write " + reader, "ada read short", "ada read " + reader + "\nole read " + reader} {
		if _, err := serve.ParseTokens(strings.NewReader(text)); !errors.Is(err, readout.ErrInvalid) || strings.Contains(err.Error(), reader) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTokenIsNeeded(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	for path, status := range map[string]int{"/": 303, "/add": 303, "/claims": 303, "/api/v1/stories": 401, "/metrics": 401, "/healthz": 200, "/login": 200, "/static/style.css": 200, "/api/v1/openapi.json": 200} {
		if a := d.get(path); a.StatusCode != status {
			t.Errorf("%s: %s, want %d", path, a.Status, status)
		}
		for _, wrong := range []string{"", "x", reader + "x", strings.ToUpper(reader)} {
			if a := d.do(http.MethodGet, path, "", bearer(wrong)); a.StatusCode != status {
				t.Errorf("%s with %q: %s, want %d", path, wrong, a.Status, status)
			}
		}
	}
	if a := d.get("/claims?level=single"); a.Header.Get("Location") != "/login?back=%2Fclaims%3Flevel%3Dsingle" {
		t.Errorf("leads to %q", a.Header.Get("Location"))
	}
	if a := d.get("/api/v1/stories"); a.Header.Get("WWW-Authenticate") == "" || a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%v", a.Header)
	}
	if a := d.do(http.MethodGet, "/api/v1/stories", "", bearer(reader)); a.StatusCode != 200 {
		t.Errorf("with a token: %s", a.Status)
	}
	body := `{"what":"note","args":["` + d.ids[0].ID + `","look"]}`
	send := func(secret string) answer {
		return d.do(http.MethodPost, "/api/v1/corrections", body, func(r *http.Request) {
			bearer(secret)(r)
			r.Header.Set("Content-Type", "application/json")
		})
	}
	if a := send(reader); a.StatusCode != 403 {
		t.Errorf("who may read corrects: %s", a.Status)
	}
	if a := send(corrector); a.StatusCode != 201 || !strings.Contains(a.body, `"by":"Ada Mellin"`) {
		t.Errorf("who may correct: %s %s", a.Status, a.body)
	}
}

func TestLogin(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	form := func(values url.Values) answer {
		token := ""
		for n := range d.page("/login").Descendants() {
			if attr(n, "name") == "form" {
				token = attr(n, "value")
			}
		}
		values.Set("form", token)
		return d.do(http.MethodPost, "/login", values.Encode(), func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") })
	}
	if a := form(url.Values{"token": {"wrong"}}); a.StatusCode != 401 || d.get("/").StatusCode != 303 {
		t.Errorf("wrong token: %s", a.Status)
	}
	if a := form(url.Values{"token": {reader}, "back": {"//evil.example/"}}); a.StatusCode != 303 || a.Header.Get("Location") != "/" {
		t.Errorf("login: %s to %q", a.Status, a.Header.Get("Location"))
	} else if c := a.Header.Get("Set-Cookie"); !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Strict") || strings.Contains(c, reader) {
		t.Errorf("cookie %q", c)
	}
	a := d.get("/")
	if a.StatusCode != 200 || strings.Contains(a.body, `href="/add"`) || !strings.Contains(a.body, "Log out") {
		t.Errorf("logged in: %s %s", a.Status, a.body)
	}
	if a := d.get("/add"); a.StatusCode != 200 {
		t.Errorf("add: %s", a.Status)
	}
	if a := d.post("/corrections", url.Values{"what": {"note"}, "arg": {d.ids[0].ID, "look"}}); a.StatusCode != 403 {
		t.Errorf("who may read corrects by a form: %s", a.Status)
	}
	if a := d.post("/news/looked", url.Values{}); a.StatusCode != 303 {
		t.Errorf("who may read looks: %s", a.Status)
	}
	if a := d.post("/logout", url.Values{}); a.StatusCode != 303 || d.get("/").StatusCode != 303 {
		t.Errorf("logout: %s", a.Status)
	}
}

func TestOtherNamesAreRefused(t *testing.T) {
	d := open(t, serve.Options{Hosts: []string{"desk.example"}}, daily)
	for host, ok := range map[string]bool{
		"127.0.0.1:7878": true, "localhost": true, "LOCALHOST:1": true, "[::1]:7878": true, "desk.example": true, "Desk.Example:443": true, "10.0.0.7": true,
		"evil.example": false, "127.0.0.1.evil.example": false, "localhost.evil.example:7878": false, "desk.example.evil.example": false,
	} {
		for _, path := range []string{"/", "/api/v1/stories", "/healthz", "/static/keys.js"} {
			a := d.do(http.MethodGet, path, "", func(r *http.Request) { r.Host = host })
			if (a.StatusCode == 200) != ok || !ok && a.StatusCode != http.StatusMisdirectedRequest {
				t.Errorf("%s as %s: %s", path, host, a.Status)
			}
		}
	}
}

func TestOtherSitesCannotChangeAnything(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	form := url.Values{"what": {"note"}, "arg": {d.ids[0].ID, "from elsewhere"}, "form": {d.token()}}
	json := `{"what":"note","args":["` + d.ids[0].ID + `","from elsewhere"]}`
	for _, c := range []struct {
		path, body, media string
		header            map[string]string
	}{
		{"/corrections", form.Encode(), "application/x-www-form-urlencoded", map[string]string{"Sec-Fetch-Site": "cross-site"}},
		{"/corrections", form.Encode(), "application/x-www-form-urlencoded", map[string]string{"Sec-Fetch-Site": "same-site"}},
		{"/corrections", form.Encode(), "application/x-www-form-urlencoded", map[string]string{"Origin": "https://evil.example"}},
		{"/corrections", form.Encode(), "application/x-www-form-urlencoded", map[string]string{"Origin": "null"}},
		{"/api/v1/corrections", json, "application/json", map[string]string{"Origin": "https://evil.example"}},
		{"/api/v1/news/looked", "", "", map[string]string{"Sec-Fetch-Site": "cross-site"}},
		{"/api/v1/reports", daily, "text/plain", map[string]string{"Sec-Fetch-Site": "cross-site"}},
	} {
		a := d.do(http.MethodPost, c.path, c.body, func(r *http.Request) {
			r.Header.Set("Content-Type", c.media)
			for k, v := range c.header {
				r.Header.Set(k, v)
			}
		})
		if a.StatusCode != http.StatusForbidden {
			t.Errorf("%s with %v: %s", c.path, c.header, a.Status)
		}
	}
	for _, token := range []string{"", "x", strings.Repeat("0", 64)} {
		form.Set("form", token)
		a := d.do(http.MethodPost, "/corrections", form.Encode(), func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") })
		if a.StatusCode != http.StatusForbidden {
			t.Errorf("token %q: %s", token, a.Status)
		}
	}
	if a := d.do(http.MethodPost, "/api/v1/corrections", json, func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }); a.StatusCode != http.StatusUnsupportedMediaType {
		t.Errorf("JSON as text: %s", a.Status)
	}
	js, err := d.rec.Corrections(context.Background())
	if err != nil || len(js) != 0 {
		t.Errorf("%d corrections were kept, %v", len(js), err)
	}
}

// upload is a form with files.
func upload(t testing.TB, token string, files map[string]string, fields map[string]string) (body, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := w.WriteField("form", token); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		f, err := w.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func TestReportsAreAddedByAForm(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	send := func(token string, files, fields map[string]string) answer {
		body, media := upload(t, token, files, fields)
		return d.do(http.MethodPost, "/add", body, func(r *http.Request) { r.Header.Set("Content-Type", media) })
	}
	if a := send("x", map[string]string{"a.html": courier}, nil); a.StatusCode != http.StatusForbidden {
		t.Errorf("wrong token: %s", a.Status)
	}
	if a := send(d.token(), nil, nil); a.StatusCode != http.StatusBadRequest {
		t.Errorf("no report: %s", a.Status)
	}
	if a := send(d.token(), map[string]string{"big.txt": strings.Repeat("a", 70<<20)}, nil); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("70 MiB: %s", a.Status)
	}
	a := send(d.token(), map[string]string{"post.html": post, "<b>broken</b>.bin": "\x7fELF\x00\x01"}, map[string]string{"text": "Ferry stuck off Lund\r\n\r\nA ferry with 40 passengers was stuck off Lund on Monday, police said.\r\n", "name": "note <i>"})
	if a.StatusCode != 200 {
		t.Fatalf("%s %s", a.Status, a.body)
	}
	for _, words := range []string{"post.html", "note &lt;i&gt;", "Not added", "Ferry stuck off Lund", "blocks of the article"} {
		if !strings.Contains(a.body, words) {
			t.Errorf("the result lacks %q", words)
		}
	}
	for _, f := range faults(parse(t, a.body)) {
		t.Error(f)
	}
	stories, err := d.rec.Stories(context.Background(), 0)
	if err != nil || len(stories) != 2 {
		t.Errorf("%d stories, %v", len(stories), err)
	}
}

func TestLimits(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	big := url.Values{"what": {"note"}, "arg": {d.ids[0].ID, strings.Repeat("x", 2<<20)}}
	if a := d.post("/corrections", big); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a form of 2 MiB: %s", a.Status)
	}
	a := d.do(http.MethodPost, "/api/v1/corrections", `{"what":"`+strings.Repeat("x", 2<<20)+`"}`, func(r *http.Request) { r.Header.Set("Content-Type", "application/json") })
	if a.StatusCode != http.StatusRequestEntityTooLarge || a.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("JSON of 2 MiB: %s", a.Status)
	}
	if a := d.do(http.MethodGet, "/api/v1/search?q="+strings.Repeat("x", 4000), "", nil); a.StatusCode != 400 {
		t.Errorf("a long query: %s", a.Status)
	}
}
