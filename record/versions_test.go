package record_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// strikeLater is a later version of the report in the daily: another number.
var strikeLater = strings.Replace(strings.Replace(strikeDaily, "About 400", "About 450", 1), "2031-05-01T08:00:00Z", "2031-05-01T18:00:00Z", 1)

func kinds(news []readout.News) map[readout.NewsKind]int {
	out := map[readout.NewsKind]int{}
	for _, n := range news {
		out[n.Kind]++
	}
	return out
}

// What a later version says again is no news; what it puts in other words is told
// once, with the words before.
func TestALaterVersionIsNoNewsOfWhatItSaysAgain(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	add(t, r, c, strikeDaily)
	since := c.now()
	add(t, r, c, strikeLater)
	changes, err := r.News(ctx, since)
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d stories, %v", len(changes), err)
	}
	got := kinds(changes[0].News)
	if got[readout.NewClaim]+got[readout.NowGone] != 0 || got[readout.NowReworded] == 0 {
		t.Errorf("news %v", got)
	}
	for _, n := range changes[0].News {
		if !strings.Contains(n.Was, "About 400") || !strings.Contains(n.Text, "About 450") || len(n.Because) == 0 {
			t.Errorf("%+v", n)
		}
	}
}

// The history of a report has what became of claims by each version.
func TestVersionsTellOfClaims(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	shorter := strings.Replace(strikeLater, "<p>Orlava Port closed the container terminal at noon.</p>", "", 1)
	got := add(t, r, c, strikeDaily, shorter)
	list, err := r.Versions(ctx, got[0].ID, record.Moment{})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d changes, %v", len(list), err)
	}
	k := kinds(list[0].Claims)
	if k[readout.NowGone] != 1 || k[readout.NewClaim] != 0 || k[readout.NowReworded] == 0 {
		t.Errorf("claims %v", k)
	}
	before, err := time.Parse(time.RFC3339, "2031-05-01T12:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	if list, err := r.Versions(ctx, got[0].ID, record.Moment{AsOf: before}); err != nil || len(list) != 0 {
		t.Errorf("before the later version: %d changes, %v", len(list), err)
	}
}

// A version that is older than what the record has revises nothing.
func TestAnEarlierVersionAddedLater(t *testing.T) {
	r, c := open(t)
	got := add(t, r, c, strikeLater, strikeDaily)
	if got[1].Version != "" || got[1].Revised != got[0].ID || got[1].Story != got[0].Story {
		t.Errorf("%+v", got[1])
	}
	reading, err := r.Reading(context.Background(), got[0].Story, record.Moment{})
	if err != nil || len(reading.Docs) != 1 || reading.Docs[0].Report.ID() != got[0].ID {
		t.Errorf("the story does not rest on the later version: %v", err)
	}
}

// The record as it was held before a correction is read without it.
func TestHeldBeforeACorrectionOfABlock(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	got := add(t, r, c, strikeDaily)
	since := c.now()
	state(t, r, record.Correction{What: "block", Args: []string{"A=closed the container terminal", "aside"}})
	has := func(m record.Moment) bool {
		reading, err := r.Reading(ctx, got[0].Story, m)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(reading.Stories[0].Claims, func(c readout.Claim) bool { return strings.Contains(c.Text, "terminal at noon") })
	}
	if has(record.Moment{}) || !has(record.Moment{Held: since}) {
		t.Error("the correction does not count from when it was made")
	}
	changes, err := r.News(ctx, since)
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d stories, %v", len(changes), err)
	}
	if k := kinds(changes[0].News); k[readout.NowGone] == 0 || k[readout.NewClaim] != 0 {
		t.Errorf("news %v", k)
	}
}

// Lists can be asked as of a moment, like stories.
func TestListsAsOf(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	add(t, r, c, strikeDaily, strikePost, strikeLater, quake)
	m := record.Moment{AsOf: time.Date(2031, 5, 1, 9, 0, 0, 0, time.UTC)}
	stories, err := r.At(ctx, m)
	if err != nil || len(stories) != 1 || stories[0].Reports != 1 || stories[0].Corroborated != 0 {
		t.Errorf("stories %+v, %v", stories, err)
	}
	claims, err := r.ClaimsAt(ctx, store.ClaimQuery{Speaker: "orlava PORT"}, m)
	if err != nil || len(claims) == 0 {
		t.Fatalf("%d claims, %v", len(claims), err)
	}
	for _, c := range claims {
		if strings.Contains(c.Text, "450") || !strings.Contains(c.Speaker, "Orlava Port") {
			t.Errorf("%+v", c)
		}
	}
	if claims, err := r.ClaimsAt(ctx, store.ClaimQuery{Level: "corroborated"}, m); err != nil || len(claims) != 0 {
		t.Errorf("corroborated by one report: %v, %v", claims, err)
	}
	hits, err := r.SearchAt(ctx, store.HitQuery{Text: "terminal", Limit: 10}, m)
	if err != nil || len(hits) != 1 || hits[0].Outlet != "Sundvik Daily" || hits[0].Level != readout.Single {
		t.Errorf("hits %+v, %v", hits, err)
	}
	gaps, err := r.Gaps(ctx, record.GapQuery{At: m.AsOf})
	if err != nil || slices.ContainsFunc(gaps, func(g readout.Gap) bool { return strings.Contains(g.Text, "resume") }) {
		t.Errorf("gaps %+v, %v", gaps, err)
	}
}

// What another version of the program made is made again when it is asked for, though
// its bytes could be read.
func TestAnotherVersionOfTheProgram(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "record.db")
	c := &clock{start}
	r := openAt(t, path, c)
	got := add(t, r, c, strikeDaily)
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, q := range []string{"UPDATE document SET pipeline = 'older', title = 'older'", "UPDATE story SET print = 'older', title = 'older'", "DELETE FROM claim"} {
		if _, err := raw.ExecContext(ctx, q); err != nil {
			t.Fatal(err)
		}
	}
	v, err := r.Verify(ctx, nil)
	if err != nil || v.Unread != 2 {
		t.Errorf("%d are to be derived anew, %v", v.Unread, err)
	}
	if _, err := r.Reading(ctx, got[0].Story, record.Moment{}); err != nil {
		t.Fatal(err)
	}
	if f, err := r.Report(ctx, got[0].ID); err != nil || f.Title == "older" {
		t.Errorf("%q, %v", f.Title, err)
	}
	if claims, err := r.Claims(ctx, store.ClaimQuery{}); err != nil || len(claims) == 0 {
		t.Errorf("%d claims, %v", len(claims), err)
	}
	clean(t, r)
}
