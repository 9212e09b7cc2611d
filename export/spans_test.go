package export

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// sources are the texts of the reports in code points, by digest.
func sources(r *readout.Reading) map[string][]rune {
	out := map[string][]rune{}
	for _, d := range r.Docs {
		out[d.Report.Capture.SHA256] = []rune(d.Report.Source)
	}
	return out
}

func readings(t *testing.T) map[string]*readout.Reading {
	return map[string]*readout.Reading{"quay": quay(t, ""), "hostile": quay(t, hostile[1]+hostile[3]+hostile[15]), "examples": exampleReading(t)}
}

// TestRowsOpen opens the words of every row of the CSV in the source of its report.
func TestRowsOpen(t *testing.T) {
	for name, r := range readings(t) {
		rows, err := csv.NewReader(strings.NewReader(render(t, "csv", r, opt))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		col := func(k string) int { return slices.Index(csvColumns, k) }
		src, events := sources(r), 0
		for _, st := range r.Stories {
			events += len(st.Events)
		}
		if len(rows) != events+1 || !slices.Equal(rows[0], csvColumns) {
			t.Errorf("%s: %d rows of %d events", name, len(rows), events)
		}
		for _, row := range rows[1:] {
			start, _ := strconv.Atoi(row[col("start")])
			end, _ := strconv.Atoi(row[col("end")])
			source := src[row[col("sha256")]]
			if start >= end || end > len(source) || brief.Clean(string(source[start:end])) != strings.TrimPrefix(row[col("wording")], "'") {
				t.Errorf("%s: [%d,%d) is not %q", name, start, end, row[col("wording")])
			}
			if !strings.Contains(row[col("wording")], strings.TrimPrefix(row[col("trigger")], "'")) {
				t.Errorf("%s: %q is not in %q", name, row[col("trigger")], row[col("wording")])
			}
		}
	}
}

// TestIdsAreThoseOfTheBrief compares ids of events and claims, in their order.
func TestIdsAreThoseOfTheBrief(t *testing.T) {
	r := exampleReading(t)
	var raw bytes.Buffer
	if err := brief.JSON(&raw, r, brief.Options{}); err != nil {
		t.Fatal(err)
	}
	var form struct {
		Stories []struct {
			Claims []struct{ ID string }
			Events []struct{ ID string }
		}
	}
	if err := json.Unmarshal(raw.Bytes(), &form); err != nil {
		t.Fatal(err)
	}
	var claims, events, gotClaims, gotEvents []string
	for _, st := range form.Stories {
		for _, c := range st.Claims {
			claims = append(claims, c.ID)
		}
		for _, e := range st.Events {
			if e.ID != "talks" { // the card
				events = append(events, e.ID)
			}
		}
	}
	rows, _ := csv.NewReader(strings.NewReader(render(t, "csv", r, opt))).ReadAll()
	for _, row := range rows[1:] {
		gotEvents = append(gotEvents, row[0])
	}
	for _, l := range claimLines(t, r) {
		gotClaims = append(gotClaims, l.ID)
	}
	if !slices.Equal(events, gotEvents) {
		t.Errorf("events %v, want %v", gotEvents, events)
	}
	if !slices.Equal(claims, gotClaims) {
		t.Errorf("claims %v, want %v", gotClaims, claims)
	}
}

func claimLines(t *testing.T, r *readout.Reading) (out []claimLine) {
	t.Helper()
	for l := range strings.Lines(render(t, "jsonl", r, opt)) {
		var c claimLine
		dec := json.NewDecoder(strings.NewReader(l))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// TestClaimLinesOpen opens every piece of evidence; exact is verbatim.
func TestClaimLinesOpen(t *testing.T) {
	for name, r := range readings(t) {
		src, n := sources(r), 0
		for _, c := range claimLines(t, r) {
			for _, e := range c.Evidence {
				n++
				if s := src[e.SHA256]; e.Start >= e.End || e.End > len(s) || string(s[e.Start:e.End]) != e.Exact {
					t.Errorf("%s: %s [%d,%d) is not %q", name, e.Report, e.Start, e.End, e.Exact)
				}
			}
		}
		if n < 8 {
			t.Errorf("%s: %d pieces of evidence", name, n)
		}
	}
}

// TestAnnotations wants the required keys of the Web Annotation Data Model (3.1,
// 4, 5) and opens both selectors of each in the source of its report.
func TestAnnotations(t *testing.T) {
	for name, r := range readings(t) {
		var doc map[string]any
		if err := json.Unmarshal([]byte(render(t, "json-ld", r, opt)), &doc); err != nil {
			t.Fatal(err)
		}
		if ctx, ok := doc["@context"].([]any); !ok || ctx[0] != annotationContext {
			t.Errorf("%s: @context is %v", name, doc["@context"])
		}
		if !slices.Contains(doc["type"].([]any), any("AnnotationCollection")) || !isIRI(doc["id"]) {
			t.Errorf("%s: no collection with an id", name)
		}
		page := doc["first"].(map[string]any)
		items := page["items"].([]any)
		if page["type"] != "AnnotationPage" || !isIRI(page["id"]) || page["partOf"] != doc["id"] || page["startIndex"] != 0.0 || doc["total"] != float64(len(items)) || doc["last"] != page["id"] {
			t.Errorf("%s: the page is %v %v", name, page["type"], page["partOf"])
		}
		src, ids := sources(r), map[any]bool{}
		for _, x := range items {
			a := x.(map[string]any)
			if a["type"] != "Annotation" || !isIRI(a["id"]) || ids[a["id"]] {
				t.Errorf("%s: annotation %v of type %v", name, a["id"], a["type"])
			}
			ids[a["id"]] = true
			if body := a["body"].(map[string]any); body["type"] != "TextualBody" || body["value"] == "" || !isIRI(body["id"]) {
				t.Errorf("%s: the body is %v", name, body)
			}
			target(t, name, src, a["target"].(map[string]any))
		}
		evidence := 0
		for _, st := range r.Stories {
			for _, c := range st.Claims {
				evidence += len(c.Evidence)
			}
		}
		if len(items) != evidence {
			t.Errorf("%s: %d annotations of %d pieces of evidence", name, len(items), evidence)
		}
	}
}

func isIRI(v any) bool {
	s, ok := v.(string)
	return ok && (strings.HasPrefix(s, "urn:uuid:") && len(s) == len("urn:uuid:")+36 || strings.HasPrefix(s, "ni:///sha-256;") && len(s) == len("ni:///sha-256;")+43)
}

// target checks a SpecificResource: one source, a position and a quotation of it.
func target(t *testing.T, name string, src map[string][]rune, x map[string]any) {
	t.Helper()
	source, _ := x["source"].(string)
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(source, "ni:///sha-256;"))
	text, known := src[hex.EncodeToString(raw)]
	if !slices.Contains(x["type"].([]any), any("SpecificResource")) || err != nil || !known {
		t.Errorf("%s: the source is %q: %v", name, source, err)
		return
	}
	sel := x["selector"].([]any)
	at, words := sel[0].(map[string]any), sel[1].(map[string]any)
	if at["type"] != "TextPositionSelector" || words["type"] != "TextQuoteSelector" {
		t.Errorf("%s: selectors %v, %v", name, at["type"], words["type"])
	}
	start, end := int(at["start"].(float64)), int(at["end"].(float64))
	if start >= end || end > len(text) || string(text[start:end]) != words["exact"] {
		t.Errorf("%s: [%d,%d) is not %q", name, start, end, words["exact"])
		return
	}
	if before, after := string(text[max(0, start-around):start]), string(text[end:min(len(text), end+around)]); words["prefix"] != before || words["suffix"] != after {
		t.Errorf("%s: %q stands between %q and %q", name, words["exact"], words["prefix"], words["suffix"])
	}
}

// TestChains follows the chain of each kind from the outlet inwards.
func TestChains(t *testing.T) {
	var doc collection
	if err := json.Unmarshal([]byte(render(t, "json-ld", quay(t, ""), opt)), &doc); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, a := range doc.First.Items {
		s := "-"
		if x := a.Target.Attributed; x != nil {
			s = x.Name
		}
		for d, p := a.Target.Derived, a.Target.Primary; d != nil || p != nil; {
			n := p
			if d != nil {
				n, s = d, s+" < "
			} else {
				s += " << "
			}
			s += n.Attributed.Name + " " + n.Attributed.Type[len(n.Attributed.Type)-1]
			d, p = n.Derived, n.Primary
		}
		got[a.Body.Claim+" "+a.Stance] += s + "; "
	}
	for k, want := range map[string]string{
		"c1 supports": "Vale Courier; - < Vale Courier prov:Organization; ",
		"c1 denies":   "Northern Wire << the ministry of Astra prov:Organization; ",
		"c4 supports": "Northern Wire << two diplomats prov:Agent; ",
		"c6 supports": "Northern Wire < Radio Lorne prov:Organization << Minister Ada Quist prov:Person; ",
	} {
		if got[k] != want {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

// annotationTerms are the keys that the context of annotations has, of those that
// are written; a key that no context has would be dropped without a word.
var annotationTerms = []string{
	"@context", "id", "type", "label", "generator", "total", "first", "last", "partOf", "startIndex", "items", "motivation", "body", "target",
	"source", "selector", "start", "end", "exact", "prefix", "suffix", "value", "format", "language", "name",
}

func TestEveryKeyIsInAContext(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(render(t, "json-ld", exampleReading(t), opt)), &doc); err != nil {
		t.Fatal(err)
	}
	own := regexp.MustCompile(`^(prov|dcterms|readout):[a-zA-Z0-9]+$`)
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for k, x := range v {
				if !slices.Contains(annotationTerms, k) && !own.MatchString(k) {
					t.Errorf("no context has %q", k)
				}
				if k != "@context" {
					walk(x)
				}
			}
		}
	}
	walk(doc)
}
