package record_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// A report is found by all that a person can know it by; what can mean several names
// them, and what cannot be undone takes no letter.
func TestAReportIsFoundByWhatIsKnownOfIt(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	later := strings.NewReplacer("About 400", "About 450", "2031-05-01T08", "2031-05-01T18").Replace(strikeDaily)
	got := add(t, r, c, strikeDaily, quake, strikePost, later)
	reading, err := r.Reading(ctx, got[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	first := reading.Docs[0].Report.ID()
	for _, x := range []struct {
		name, story string
		want        []string
	}{
		{got[1].ID, "", []string{got[1].ID}},
		{got[1].ID[:4], "", []string{got[1].ID}},
		{strings.ToUpper(got[1].ID[:6]), "", []string{got[1].ID}},
		{"page-1.html", "", []string{got[1].ID}},
		{"https://courier.example/quake", "", []string{got[1].ID}},
		{"http://www.courier.example/quake/?utm_source=mail#top", "", []string{got[1].ID}},
		{"https://daily.example/strike", "", []string{got[0].ID, got[3].ID}},
		{"A", got[0].Story, []string{first}},
		{"A", got[1].Story, []string{got[1].ID}},
		{"A", "https://courier.example/quake", []string{got[1].ID}},
	} {
		list, err := r.Find(ctx, x.name, x.story, record.Moment{})
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
		}
		if !slices.EqualFunc(list, x.want, func(f store.Filed, id string) bool { return f.ID == id }) {
			t.Errorf("%s: %v, want %v", x.name, list, x.want)
		}
	}
	for name, want := range map[string]error{"A": readout.ErrInvalid, "https://daily.example/strike": readout.ErrInvalid, "nothing.html": readout.ErrNotFound, "": readout.ErrNotFound} {
		if _, err := r.FindForGood(ctx, name); !errors.Is(err, want) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := r.Find(ctx, "A", "", record.Moment{}); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("a letter without its story: %v", err)
	}
	if _, err := r.Find(ctx, "Z", got[0].Story, record.Moment{}); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("a letter that the story has not: %v", err)
	}
	_, err = r.FindOne(ctx, "https://daily.example/strike", "", record.Moment{})
	for _, id := range []string{got[0].ID, got[3].ID, "Sundvik Daily"} {
		if err == nil || !strings.Contains(err.Error(), id) {
			t.Errorf("several, without %s: %v", id, err)
		}
	}
	if _, err := r.Forget(ctx, got[1].ID, "Ada", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := r.FindForGood(ctx, got[1].ID); !errors.Is(err, readout.ErrConflict) {
		t.Errorf("to be forgotten again: %v", err)
	}
	if _, err := r.Find(ctx, "https://courier.example/quake", "", record.Moment{}); !errors.Is(err, readout.ErrNotFound) {
		t.Errorf("a forgotten report by its address: %v", err)
	}
}
