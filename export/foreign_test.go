package export

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"
	"github.com/piprate/json-gold/ld"

	"github.com/readout-project/readout"
)

// What readers that know nothing of this program take from the forms.

// foreign are the readings that are read back: plain ones and one whose reports try to
// leave their field.
func foreign(t *testing.T) map[string]*readout.Reading {
	return map[string]*readout.Reading{"quay": quay(t, ""), "hostile": quay(t, hostile[3]+hostile[1]), "examples": exampleReading(t)}
}

// A reader of feeds finds every claim once, with its title, date and text.
func TestFeedReadersReadTheFeeds(t *testing.T) {
	for name, r := range foreign(t) {
		claims := 0
		for i := range r.Stories {
			claims += len(r.Stories[i].Claims)
		}
		for _, form := range []string{"atom", "jsonfeed"} {
			feed, err := gofeed.NewParser().ParseString(render(t, form, r, opt))
			if err != nil {
				t.Fatalf("%s, %s: %v", name, form, err)
			}
			if feed.Title == "" || len(feed.Items) != claims {
				t.Errorf("%s, %s: %q with %d entries of %d claims", name, form, feed.Title, len(feed.Items), claims)
			}
			ids := map[string]bool{}
			for _, item := range feed.Items {
				ids[item.GUID] = true
				if item.Title == "" || item.Content == "" && item.Description == "" || item.UpdatedParsed == nil && item.PublishedParsed == nil {
					t.Errorf("%s, %s: an entry lacks something: %+v", name, form, item)
				}
			}
			if len(ids) != len(feed.Items) {
				t.Errorf("%s, %s: %d ids of %d entries", name, form, len(ids), len(feed.Items))
			}
		}
	}
}

// A calendar finds each event with its day, its words and an id of its own.
func TestCalendarsReadTheCalendar(t *testing.T) {
	for name, r := range foreign(t) {
		text := render(t, "ical", r, opt)
		cal, err := ics.ParseCalendar(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		events := cal.Events()
		if len(events) != strings.Count(text, "\r\nBEGIN:VEVENT\r\n") || len(events) == 0 {
			t.Errorf("%s: %d events", name, len(events))
		}
		var ids []string
		for _, e := range events {
			ids = append(ids, e.Id())
			_, err := e.GetStartAt()
			if day, none := e.GetAllDayStartAt(); err != nil && none != nil || day.IsZero() && err != nil {
				t.Errorf("%s: %s begins at no time: %v", name, e.Id(), err)
			}
			for _, p := range []ics.ComponentProperty{ics.ComponentPropertySummary, ics.ComponentPropertyDescription, ics.ComponentPropertyDtstamp} {
				if v := e.GetProperty(p); v == nil || v.Value == "" {
					t.Errorf("%s: %s has no %s", name, e.Id(), p)
				}
			}
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(events) {
			t.Errorf("%s: two events have one id", name)
		}
	}
}

// termsOfAnnotations are those terms of the context of annotations that are written, as the
// vocabulary of the model defines them.
const termsOfAnnotations = `{"@context": {
 "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "as": "http://www.w3.org/ns/activitystreams#", "foaf": "http://xmlns.com/foaf/0.1/",
 "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
 "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource",
 "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector", "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
 "Software": "as:Application", "Organization": "foaf:Organization", "Person": "foaf:Person", "name": "foaf:name", "label": "rdfs:label", "value": "rdf:value", "format": "dc:format", "language": "dc:language",
 "generator": {"@id": "as:generator", "@type": "@id"}, "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "describing": "oa:describing",
 "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
 "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"}, "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
 "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"}, "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
 "first": {"@id": "as:first", "@type": "@id"}, "last": {"@id": "as:last", "@type": "@id"}, "partOf": {"@id": "as:partOf", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}
}}`

// contexts gives the one context that the form names; nothing is fetched.
type contexts struct{}

func (contexts) LoadDocument(address string) (*ld.RemoteDocument, error) {
	if address != annotationContext {
		return nil, fmt.Errorf("%s is asked for", address)
	}
	var doc any
	err := json.Unmarshal([]byte(termsOfAnnotations), &doc)
	return &ld.RemoteDocument{DocumentURL: address, Document: doc}, err
}

// A processor of JSON-LD drops nothing, and makes of each piece of evidence an annotation
// with its body, its words, its place and its source.
func TestProcessorsReadTheJSONLD(t *testing.T) {
	for name, r := range foreign(t) {
		var doc any
		if err := json.Unmarshal([]byte(render(t, "json-ld", r, opt)), &doc); err != nil {
			t.Fatal(err)
		}
		how := ld.NewJsonLdOptions("")
		how.DocumentLoader, how.SafeMode = contexts{}, true
		raw, err := ld.NewJsonLdProcessor().ToRDF(doc, how)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		of := map[string]map[string][]string{} // predicate -> subject -> objects
		for _, q := range raw.(*ld.RDFDataset).GetQuads("@default") {
			p, s := q.Predicate.GetValue(), q.Subject.GetValue()
			if of[p] == nil {
				of[p] = map[string][]string{}
			}
			of[p][s] = append(of[p][s], q.Object.GetValue())
		}
		const oa, rdf = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
		seen := 0
		for i := range r.Stories {
			for k := range r.Stories[i].Claims {
				c := &r.Stories[i].Claims[k]
				for _, e := range c.Evidence {
					if annotated(of, oa, c.Text, e.Exact) {
						seen++
					} else {
						t.Errorf("%s: no annotation of %q on %q", name, c.Text, e.Exact)
					}
				}
			}
		}
		if all := strings.Count(fmt.Sprint(of[rdf+"type"]), oa+"Annotation]"); all != seen || seen == 0 {
			t.Errorf("%s: %d annotations, %d pieces of evidence", name, all, seen)
		}
		if len(of[provNamespace+"wasAttributedTo"]) == 0 {
			t.Errorf("%s: nobody to whom anything is attributed", name)
		}
	}
}

// annotated looks for an annotation whose body is a text and whose target has words of
// a source with a digest.
func annotated(of map[string]map[string][]string, oa, text, exact string) bool {
	for a, bodies := range of[oa+"hasBody"] {
		if !slices.Contains(of["http://www.w3.org/1999/02/22-rdf-syntax-ns#value"][bodies[0]], text) {
			continue
		}
		target := of[oa+"hasTarget"][a][0]
		for _, s := range of[oa+"hasSelector"][target] {
			if slices.Contains(of[oa+"exact"][s], exact) && strings.HasPrefix(of[oa+"hasSource"][target][0], "ni:///sha-256;") {
				return true
			}
		}
	}
	return false
}
