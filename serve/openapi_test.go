package serve_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// spec is what the tests read of the description of the API.
type spec struct {
	OpenAPI    string
	Info       struct{ Title, Version string }
	Paths      map[string]map[string]operation
	Components struct {
		Schemas         map[string]json.RawMessage
		Responses       map[string]described
		SecuritySchemes map[string]struct{ Type, Scheme string }
	}
}

type operation struct {
	OperationID, Summary string
	Parameters           []struct {
		Name, In, Description string
		Required              bool
		Schema                json.RawMessage
	}
	RequestBody *struct{ Content map[string]media }
	Responses   map[string]described
	Security    []map[string][]string
}

type described struct {
	Ref         string `json:"$ref"`
	Description string
	Content     map[string]media
}

type media struct{ Schema json.RawMessage }

func describe(t *testing.T, d *desk) spec {
	t.Helper()
	var s spec
	if err := json.Unmarshal([]byte(d.get("/api/v1/openapi.json").body), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// schema is a schema of the description that can be asked; of objects it takes the
// keys that are described and no other.
func (s *spec) schema(t *testing.T, raw json.RawMessage) *jsonschema.Resolved {
	t.Helper()
	whole, ok := closed(t, raw).(map[string]any)
	if !ok {
		t.Fatalf("no schema: %s", raw)
	}
	if bytes.Contains(raw, []byte("$ref")) {
		defs := map[string]any{}
		for name, x := range s.Components.Schemas {
			defs[name] = closed(t, x)
		}
		whole["$defs"] = defs
	}
	data, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	var out jsonschema.Schema
	if err := json.Unmarshal(bytes.ReplaceAll(data, []byte("#/components/schemas/"), []byte("#/$defs/")), &out); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	resolved, err := out.Resolve(nil)
	if err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	return resolved
}

// closed forbids keys that no schema of an object names.
func closed(t *testing.T, raw json.RawMessage) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	var close func(any)
	close = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				close(x)
			}
		case map[string]any:
			for _, x := range v {
				close(x)
			}
			if _, ok := v["properties"].(map[string]any); ok && v["type"] == "object" {
				v["additionalProperties"] = false
			}
		}
	}
	close(v)
	return v
}

// newsroom is a server over the record of the example newsroom, with a correction of
// each form in it, and a report in two versions.
func exampleNewsroom(t *testing.T) *desk {
	t.Helper()
	d := open(t, serve.Options{}, daily, strings.Replace(daily, "About 400 dock workers", "About 300 dock workers", 1))
	ctx := t.Context()
	files, err := filepath.Glob("../examples/*/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		draft, err := record.Read(ingest.Input{Name: name, Data: data, Received: d.rec.Now()})
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := d.rec.Add(ctx, draft)
		if err != nil {
			t.Fatal(name, err)
		}
		d.ids = append(d.ids, got)
	}
	talks := d.storyOf("harbour-standard.txt", files)
	for _, c := range []record.Correction{
		{What: "note", Args: []string{d.ids[2].ID, "read again"}, By: "A. Tester"},
		{What: "split-names", Args: []string{"Mihail Sorescu", "Mikhail Sorescu"}, Story: talks, By: "A. Tester", Reason: "to try it"},
	} {
		if _, err := d.rec.State(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func (d *desk) storyOf(name string, files []string) string {
	i := slices.IndexFunc(files, func(f string) bool { return filepath.Base(f) == name })
	return d.ids[2+i].Story
}

// Every route of the API is described, what is described is there, and its answers are
// of the schema that the description has, to the last key.
func TestAnswersAreAsDescribed(t *testing.T) {
	d := exampleNewsroom(t)
	s := describe(t, d)
	files, _ := filepath.Glob("../examples/*/*") //nolint:errcheck // as in newsroom
	talks := d.storyOf("harbour-standard.txt", files)
	asked := map[string][]string{ // more of a route than its first
		"/api/v1/stories/{story}/why/{id}":        {"C1", "D1", "R1", "S1"},
		"/api/v1/stories/{story}/export/{form}":   {"markdown", "html", "csv", "jsonl", "json-ld", "ical", "atom", "jsonfeed"},
		"/api/v1/reports/{report}/versions":       {d.ids[0].ID},
		"/api/v1/stories/{story}/history/{claim}": {"C1", "C2"},
	}
	queries := map[string]string{"name": "Sorescu", "q": "dam", "claim": "The two ministers met alone and Ardenia has 20,000 troops on the west bank.", "need": "2:named"}
	for path, methods := range s.Paths {
		for method, op := range methods {
			if method != "get" {
				continue
			}
			q := url.Values{}
			for _, p := range op.Parameters {
				if v := queries[p.Name]; v != "" && p.In == "query" {
					q.Set(p.Name, v)
				}
			}
			last := asked[path]
			if last == nil {
				last = []string{d.ids[2].ID}
			}
			for _, id := range last {
				at := strings.ReplaceAll(path, "{story}", talks)
				at = regexp.MustCompile(`\{\w+\}`).ReplaceAllString(at, id)
				checkAnswer(t, &s, op, "200", d.get(strings.TrimSuffix(at+"?"+q.Encode(), "?")))
			}
		}
	}
	posted := map[string]bool{}
	for _, c := range []struct{ path, kind, body, status string }{
		{"/api/v1/check", "application/json", `{"claim":"The ferry had 112 people on board.","stories":2}`, "200"},
		{"/api/v1/corrections", "application/json", `{"what":"note","args":["` + d.ids[0].ID + `","seen"],"reason":"to try it"}`, "201"},
		{"/api/v1/corrections/{number}/undo", "application/json", "", "200"},
		{"/api/v1/news/looked", "application/json", "", "200"},
		{"/api/v1/reports", "application/octet-stream", post, "200"},
		{"/api/v1/reports", "application/octet-stream", "\x00\x01\x02", "200"},
	} {
		a := d.do(http.MethodPost, strings.ReplaceAll(c.path, "{number}", "1"), c.body, func(r *http.Request) { r.Header.Set("Content-Type", c.kind) })
		op := s.Paths[c.path]["post"]
		checkAnswer(t, &s, op, c.status, a)
		posted[c.path] = true
		if op.RequestBody != nil && c.kind == "application/json" {
			checkJSON(t, s.schema(t, op.RequestBody.Content[c.kind].Schema), c.path, c.body)
		}
	}
	for path, methods := range s.Paths {
		if _, ok := methods["post"]; ok && !posted[path] {
			t.Errorf("POST %s was not asked", path)
		}
	}
}

// checkAnswer looks at an answer by its description.
func checkAnswer(t *testing.T, s *spec, op operation, status string, a answer) {
	t.Helper()
	at := a.Request.Method + " " + a.Request.URL.RequestURI()
	if !strings.HasPrefix(a.Status, status) {
		t.Errorf("%s: %s %s", at, a.Status, a.body)
		return
	}
	kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	m, ok := op.Responses[status].Content[kind]
	if !ok {
		t.Errorf("%s gives %q, described are %v", at, kind, op.Responses[status].Content)
		return
	}
	switch kind {
	case "application/json":
		checkJSON(t, s.schema(t, m.Schema), at, a.body)
	case "application/jsonl":
		for line := range strings.Lines(a.body) {
			if strings.Contains(at, "/export/") {
				break // docs/exports.md has its form
			}
			checkJSON(t, s.schema(t, m.Schema), at, line)
		}
	}
}

func checkJSON(t *testing.T, schema *jsonschema.Resolved, at, body string) {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Errorf("%s: %v", at, err)
	} else if err := schema.Validate(v); err != nil {
		t.Errorf("%s: %v", at, err)
	}
}

// Errors of every route are of the schema too.
func TestErrorsAreAsDescribed(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	s := describe(t, d)
	problem := s.schema(t, s.Components.Schemas["Problem"])
	for path, methods := range s.Paths {
		for method, op := range methods {
			if op.Responses["default"].Ref != "#/components/responses/Problem" {
				t.Errorf("%s %s does not say what errors are", method, path)
			}
			free := len(op.Security) == 0
			for secret, want := range map[string]int{"": 401, corrector: 400} {
				if secret == "" && free {
					continue
				}
				at := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "none") + "?nothing=of+the+kind"
				a := d.do(strings.ToUpper(method), at, "", bearer(secret))
				if a.StatusCode != want || a.Header.Get("Content-Type") != "application/problem+json" {
					t.Errorf("%s %s: %s %s", method, at, a.Status, a.Header.Get("Content-Type"))
					continue
				}
				checkJSON(t, problem, at, a.body)
			}
		}
	}
	for _, path := range []string{"/healthz", "/metrics", "/api/v2/stories", "/api/v1/stories"} {
		a := d.do(http.MethodDelete, path, "", bearer(corrector))
		if a.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("DELETE %s: %s %s", path, a.Status, a.Header.Get("Content-Type"))
			continue
		}
		checkJSON(t, problem, path, a.body)
	}
}

// What a token may do is what the description says that it needs.
func TestScopesAreAsDescribed(t *testing.T) {
	d := open(t, serve.Options{Tokens: tokens(t)}, daily)
	var s struct {
		Paths map[string]map[string]struct {
			Scope string `json:"x-scope"`
		}
	}
	if err := json.Unmarshal([]byte(d.get("/api/v1/openapi.json").body), &s); err != nil {
		t.Fatal(err)
	}
	corrects := 0
	for path, methods := range s.Paths {
		for method, op := range methods {
			at := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "none")
			a := d.do(strings.ToUpper(method), at, "", bearer(reader))
			if refused := a.StatusCode == http.StatusForbidden; refused != (op.Scope == "correct") {
				t.Errorf("%s %s of scope %q, with a token that reads: %s", method, path, op.Scope, a.Status)
			}
			if op.Scope == "correct" {
				corrects++
			}
		}
	}
	if corrects != 3 {
		t.Errorf("%d routes correct, want reports, corrections and undo", corrects)
	}
}

// The description keeps the rules of OpenAPI 3.1 that programs trip over.
func TestDescriptionIsOpenAPI(t *testing.T) {
	d := open(t, serve.Options{Version: "v9"}, daily)
	s := describe(t, d)
	if s.OpenAPI != "3.1.0" || s.Info.Title == "" || s.Info.Version != "v9" || s.Components.SecuritySchemes["token"].Scheme != "bearer" {
		t.Errorf("%s, %+v, %+v", s.OpenAPI, s.Info, s.Components.SecuritySchemes)
	}
	routed, ids := serve.Routes(), map[string]bool{}
	inPath := regexp.MustCompile(`\{(\w+)\}`)
	for path, methods := range s.Paths {
		for method, op := range methods {
			at := strings.ToUpper(method) + " " + path
			if !slices.Contains(routed, at) {
				t.Errorf("%s is described and not routed", at)
			}
			if ids[op.OperationID] || op.OperationID == "" || op.Summary == "" {
				t.Errorf("operation %q of %s twice, or without a summary", op.OperationID, at)
			}
			ids[op.OperationID] = true
			var there, named []string
			for _, m := range inPath.FindAllStringSubmatch(path, -1) {
				there = append(there, "path "+m[1])
			}
			for _, p := range op.Parameters {
				name := p.In + " " + p.Name
				if slices.Contains(named, name) || p.Description == "" || p.In == "path" && !p.Required || p.In != "path" && p.In != "query" {
					t.Errorf("%s: parameter %+v", at, p)
				}
				named = append(named, name)
				if p.In == "path" {
					there = slices.DeleteFunc(there, func(x string) bool { return x == name })
				}
				s.schema(t, p.Schema)
			}
			if len(there) > 0 {
				t.Errorf("%s does not describe %v", at, there)
			}
			for status, r := range op.Responses {
				if r.Ref == "" && r.Description == "" {
					t.Errorf("%s: answer %s is not described", at, status)
				}
				for kind, m := range r.Content {
					s.schema(t, m.Schema)
					if kind == "*/*" {
						t.Errorf("%s does not say what it gives", at)
					}
				}
			}
			if method == "get" && op.RequestBody != nil {
				t.Errorf("%s takes a body", at)
			}
		}
	}
	for name := range s.Components.Schemas {
		if !regexp.MustCompile(`^[A-Za-z0-9._-]+$`).MatchString(name) {
			t.Errorf("schema %q", name)
		}
	}
	for _, r := range routed {
		method, path, _ := strings.Cut(r, " ")
		if _, ok := s.Paths[path][strings.ToLower(method)]; !ok && (strings.HasPrefix(path, "/api/") || path == "/metrics" || path == "/healthz") {
			t.Errorf("%s is not described", r)
		}
	}
}

// A schema that lacks a key, or has another kind, fails: the tests above would see it.
func TestDescriptionCanFail(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	s := describe(t, d)
	body := d.get("/api/v1/stories").body
	raw := s.Paths["/api/v1/stories"]["get"].Responses["200"].Content["application/json"].Schema
	for _, change := range [][2]string{{`"origins":1`, `"origins":"1"`}, {`"origins":1`, `"origin":1`}, {`"origins":1`, `"origins":1,"more":1`}, {`"all":1,`, ``}} {
		var v any
		if err := json.Unmarshal([]byte(strings.Replace(body, change[0], change[1], 1)), &v); err != nil {
			t.Fatal(err)
		}
		if err := s.schema(t, raw).Validate(v); err == nil || !strings.Contains(body, change[0]) {
			t.Errorf("%v passes: %s", change, fmt.Sprint(err))
		}
	}
}
