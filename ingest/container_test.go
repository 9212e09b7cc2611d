package ingest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// What the record keeps of a report, its bytes and what Capture has of where they
// came from, gives the same report again.
func TestReadAgainFromWhatIsKept(t *testing.T) {
	files := map[string]string{"mail.eml": newsletter(), "pages.warc": strings.Join(archiveParts(), ""), "text.txt": harbourText, "page.html.gz": zipped(harbourPage)}
	for form, data := range feeds() {
		files["feed."+form] = data
	}
	files["report.pdf"] = pdfOf(helvetica, setText("Harbour of Velm to close", 700, wrapped(harbourText)...))
	opt := plant(t, files)
	n := 0
	for in, err := range Walk([]string{"."}, nil, opt) {
		if err != nil {
			continue
		}
		first, err := Read(in)
		if err != nil {
			t.Error(err)
			continue
		}
		c := first.Capture
		again, err := Read(Input{Name: c.Input, Data: slices.Clone(in.Data), Received: c.Received, Container: c.Container, Address: c.Address, Media: c.Media})
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Errorf("%s reads otherwise the second time: %v", c.Input, err)
		}
		n++
	}
	if n != 18 {
		t.Errorf("%d reports", n)
	}
}

func TestWalkAddresses(t *testing.T) {
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	pages := map[string]Input{
		"https://velmcourier.example/a":    {Data: []byte("<p>caf\xe9 at the harbour of Velm</p>"), Address: "https://velmcourier.example/b", Media: "text/html; charset=iso-8859-5"},
		"https://velmcourier.example/feed": {Data: []byte(feeds()["rss"]), Address: "https://velmcourier.example/feed", Media: "application/rss+xml"},
	}
	opt := WalkOptions{Now: func() time.Time { return at }, Fetch: func(a string) (Input, error) {
		if in, ok := pages[a]; ok {
			return in, nil
		}
		return Input{}, fmt.Errorf("%w: status 404", readout.ErrNotFound)
	}}
	args := []string{"https://velmcourier.example/a", "https://velmcourier.example/feed", "https://velmcourier.example/a", "http://gone.example/"}
	var names []string
	var failed []error
	for in, err := range Walk(args, nil, opt) {
		if err != nil {
			failed = append(failed, err)
			continue
		}
		names = append(names, in.Name)
		r, err := Read(in)
		if err != nil || !in.Received.Equal(at) || r.Capture.Address == "" {
			t.Errorf("%s: %v", in.Name, err)
		}
		if in.Name == args[0] && !strings.Contains(r.Source, "caf\u0449") {
			t.Errorf("the character set of the server is not used: %q", r.Source)
		}
	}
	if want := []string{args[0], args[1] + "#1", args[1] + "#2"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	if len(failed) != 2 || !errors.Is(failed[0], ErrSeen) || !errors.Is(failed[1], readout.ErrNotFound) || !strings.Contains(failed[1].Error(), "gone.example") {
		t.Errorf("failed: %v", failed)
	}
}

// The host that served a page speaks for one of its names.
func TestOutletByAddress(t *testing.T) {
	page := "<title>Harbour closes | Velm Courier</title><h1>Harbour closes</h1>" + harbourBody()
	for address, want := range map[string]string{"https://www.velmcourier.example/1": "Velm Courier", "https://archive.example/1": "", "": ""} {
		r, err := Read(Input{Name: "x", Data: []byte(page), Address: address})
		if err != nil || r.Outlet.Value != want {
			t.Errorf("%q: %+v %v", address, r.Outlet, err)
		}
	}
}
