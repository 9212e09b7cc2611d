package record_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

func state(t *testing.T, r *record.Record, c record.Correction) []readout.Judgement {
	t.Helper()
	c.By = "Ada Kvist"
	js, err := r.State(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range js {
		if why, err := r.Unplaced(context.Background(), j); err != nil || why != "" {
			t.Errorf("%s changes nothing: %s, %v", j.Kind, why, err)
		}
	}
	return js
}

// Each correction changes the record, survives a rebuild, and undone leaves it as it
// was.
func TestCorrectionsWinAndCanBeUndone(t *testing.T) {
	ctx := context.Background()
	for _, c := range []record.Correction{
		{What: "block", Args: []string{"A:2", "advertisement"}},
		{What: "date", Args: []string{"A", "2031-04-30"}},
		{What: "date", Args: []string{"A=Thursday", "2031-04-24"}},
		{What: "speaker", Args: []string{"A=Orlava Port closed the container terminal at noon", "Ketil Brenna"}},
		{What: "split-stories", Args: []string{"A", "B"}},
		{What: "reject", Args: []string{"C1"}},
	} {
		t.Run(c.What+" "+strings.Join(c.Args, " "), func(t *testing.T) {
			r, clock := open(t)
			add(t, r, clock, strikeDaily, strikePost)
			before := dump(t, r)
			js := state(t, r, c)
			after := dump(t, r)
			if after == before {
				t.Error("nothing changed")
			}
			if _, err := r.Rebuild(ctx, true, nil); err != nil {
				t.Fatal(err)
			}
			if again := dump(t, r); again != after {
				t.Errorf("after a rebuild\n%s\nwant\n%s", again, after)
			}
			clean(t, r)
			for _, j := range js {
				if _, err := r.Undo(ctx, "Bo Lind", j.ID); err != nil {
					t.Fatal(err)
				}
			}
			if undone := dump(t, r); undone != before {
				t.Errorf("undone\n%s\nwant\n%s", undone, before)
			}
			clean(t, r)
		})
	}
}

func TestStoriesAreMerged(t *testing.T) {
	r, clock := open(t)
	got := add(t, r, clock, strikeDaily, quake)
	js := state(t, r, record.Correction{What: "merge-stories", Args: []string{got[0].ID, got[1].ID}})
	if list, err := r.Stories(context.Background(), 0); err != nil || len(list) != 1 {
		t.Fatalf("%d stories, %v", len(list), err)
	}
	clean(t, r)
	if _, err := r.Undo(context.Background(), "Bo Lind", js[0].ID); err != nil {
		t.Fatal(err)
	}
	if list, err := r.Stories(context.Background(), 0); err != nil || len(list) != 2 {
		t.Errorf("undone: %d stories, %v", len(list), err)
	}
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	r, clock := open(t)
	add(t, r, clock, strikeDaily, strikePost)
	for _, c := range []record.Correction{
		{What: "paint", Args: []string{"A", "red"}},
		{What: "block", Args: []string{"A:2"}},
		{What: "block", Args: []string{"A:99", "body"}},
		{What: "block", Args: []string{"A:2", "poem"}},
		{What: "block", Args: []string{"Z:2", "body"}},
		{What: "date", Args: []string{"A", "yesterday"}},
		{What: "speaker", Args: []string{"A=words that are not there", "Bo"}},
		{What: "merge-names", Args: []string{"Nobody Here", "Ketil Brenna"}},
		{What: "merge-claims", Args: []string{"C1", "C999"}},
		{What: "note", Args: []string{"?", "x"}},
		{What: "note", Args: []string{"A", "  "}},
		{What: "split-stories", Args: []string{"A", "A"}},
	} {
		c.By = "Ada"
		if _, err := r.State(context.Background(), c); err == nil {
			t.Errorf("%s %q was kept", c.What, c.Args)
		}
	}
	if js, err := r.Corrections(context.Background()); err != nil || len(js) != 0 {
		t.Errorf("%d corrections were kept, %v", len(js), err)
	}
}

// News tell what became of claims, and how each way of becoming is named.
func TestNews(t *testing.T) {
	r, clock := open(t)
	add(t, r, clock, strikeDaily)
	since := r.Now()
	add(t, r, clock, strikePost)
	changes, err := r.News(context.Background(), since)
	if err != nil || len(changes) != 1 {
		t.Fatalf("%d stories changed, %v", len(changes), err)
	}
	kinds := map[readout.NewsKind]int{}
	for _, n := range changes[0].News {
		kinds[n.Kind]++
		for _, ref := range n.Because {
			if p := changes[0].Reading.Docs[ref.Report].Report; p.Outlet.Value != "Orlava Post" {
				t.Errorf("%s %q rests on new evidence of %s", n.Kind, n.Text, p.Outlet.Value)
			}
		}
	}
	if kinds[readout.SecondRoot] == 0 || kinds[readout.NewClaim] == 0 || kinds[readout.NowGone] > 0 {
		t.Errorf("got %v", kinds)
	}
	if changes, err = r.News(context.Background(), r.Now()); err != nil || len(changes) != 0 {
		t.Errorf("nothing happened: %v, %v", changes, err)
	}
	line, err := r.Story(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	feed, err := r.Feed(context.Background(), line)
	if err != nil || len(feed.News) == 0 {
		t.Errorf("%d news in the feed, %v", len(feed.News), err)
	}
}

func TestHistory(t *testing.T) {
	r, clock := open(t)
	add(t, r, clock, strikePost, strikeDaily)
	reading, h, err := r.History(context.Background(), "", "C1", record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Steps) < 2 {
		t.Fatalf("%d steps", len(h.Steps))
	}
	c := reading.Stories[0].Claims[h.Claim]
	first := reading.Docs[c.Evidence[h.Steps[0].Evidence].Report].Report
	if first.Outlet.Value != "Sundvik Daily" || h.Steps[0].Marks[0] != readout.FirstReport {
		t.Errorf("first %s %v", first.Outlet.Value, h.Steps[0].Marks)
	}
	for i := 1; i < len(h.Steps); i++ {
		if h.Steps[i].At.Before(h.Steps[i-1].At) {
			t.Error("the steps are out of order")
		}
	}
}

// A program that is killed when it has kept a correction of stories and not yet
// grouped by it leaves the rest to the next command that asks for a story.
func TestACorrectionOfStoriesSurvivesAKill(t *testing.T) {
	ctx := context.Background()
	c := &clock{start}
	path := filepath.Join(t.TempDir(), "record.db")
	r := openAt(t, path, c)
	got := add(t, r, c, strikeDaily, quake)
	killed, err := store.Open(ctx, path, store.Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	defer killed.Close()
	together := func() bool {
		t.Helper()
		a, err := r.Story(ctx, got[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		b, err := r.Story(ctx, got[1].ID)
		if err != nil {
			t.Fatal(err)
		}
		return a.ID == b.ID
	}
	j := readout.Judgement{Kind: readout.MergeStories, A: readout.Anchor{Report: got[0].ID}, B: readout.Anchor{Report: got[1].ID}, By: "Ada"}
	if err := killed.Judge(ctx, &j); err != nil {
		t.Fatal(err)
	}
	if !together() {
		t.Error("a merging that was kept has no effect")
	}
	if _, err := killed.Undo(ctx, "Ada", time.Time{}, j.ID); err != nil {
		t.Fatal(err)
	}
	if list, err := r.Stories(ctx, 0); err != nil || len(list) != 2 {
		t.Errorf("%d stories after it was undone, %v", len(list), err)
	}
	if together() {
		t.Error("its undoing has no effect")
	}
	if list, err := killed.Ungrouped(ctx); err != nil || len(list) != 0 {
		t.Errorf("left to be grouped: %v, %v", list, err)
	}
	clean(t, r)
}

// A speaker who is set in one of two reports with the same words leaves each claim a
// root at least.
func TestASpeakerSetInOneOfTwoLikeReportsKeepsARoot(t *testing.T) {
	ctx := context.Background()
	r, c := open(t)
	got := add(t, r, c, strikeDaily, strings.NewReplacer("Sundvik Daily", "Orlava Post", "daily.example", "post.example").Replace(strikeDaily))
	state(t, r, record.Correction{What: "speaker", Args: []string{got[0].ID + "=the strike would last until Monday", "Maud Kerrigan"}})
	reading, err := r.Reading(ctx, got[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range reading.Stories[0].Claims {
		if k.Count == 0 && k.Level != readout.Withdrawn {
			t.Errorf("C%d %q is %s with no root", i+1, k.Text, k.Level)
		}
	}
}

// News of the past are what they were then, whatever came since; of reports that were
// known by a time, nothing is told that came later.
func TestNewsOfThePast(t *testing.T) {
	ctx := context.Background()
	r, clock := open(t)
	add(t, r, clock, strikeDaily)
	since := r.Now()
	add(t, r, clock, strikePost)
	until := r.Now()
	told := func(list []record.Changes) (out []string) {
		for _, c := range list {
			for _, n := range c.News {
				out = append(out, string(n.Kind)+" "+n.Text+" "+n.Before+" "+n.After)
			}
		}
		return out
	}
	then, err := r.News(ctx, since)
	if err != nil || len(then) == 0 {
		t.Fatalf("%d, %v", len(then), err)
	}
	add(t, r, clock, strings.NewReplacer("About 400", "About 450", "2031-05-01T08", "2031-05-01T18").Replace(strikeDaily), quake)
	again, err := r.NewsAt(ctx, since, record.Moment{Held: until})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(again), told(then); !slices.Equal(got, want) {
		t.Errorf("told %q, then %q", got, want)
	}
	if again[0].Story.Reports != 2 {
		t.Errorf("%d reports then", again[0].Story.Reports)
	}
	early := time.Date(2031, 5, 1, 9, 0, 0, 0, time.UTC)
	if list, err := r.NewsAt(ctx, since, record.Moment{AsOf: early}); err != nil || len(list) != 0 {
		t.Errorf("of what was known before: %q, %v", told(list), err)
	}
	list, err := r.NewsAt(ctx, time.Time{}, record.Moment{AsOf: early})
	if err != nil || len(list) != 1 || len(list[0].Reading.Docs) != 1 {
		t.Errorf("all that was known before: %d stories, %v", len(list), err)
	}
}

// What one person confirmed in three reports is told once in the claim.
func TestAConfirmedClaimSaysSoOnce(t *testing.T) {
	r, c := open(t)
	third := strings.NewReplacer("Sundvik Daily", "Hill Courier", "daily.example", "courier.example").Replace(strikeDaily)
	got := add(t, r, c, strikeDaily, strikePost, third)
	at := -1
	reading, err := r.Reading(context.Background(), got[0].Story, record.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	for i, k := range reading.Stories[0].Claims {
		if len(k.Evidence) >= 3 && at < 0 {
			at = i
		}
	}
	if at < 0 {
		t.Fatal("no claim rests on three places")
	}
	state(t, r, record.Correction{What: "confirm", Args: []string{reading.Stories[0].Claims[at].ID}, Story: got[0].Story})
	if reading, err = r.Reading(context.Background(), got[0].Story, record.Moment{}); err != nil {
		t.Fatal(err)
	}
	confirmed := 0
	for _, k := range reading.Stories[0].Claims {
		switch n := strings.Count(k.Reason, "one claim by"); {
		case n > 1:
			t.Errorf("%q: %s", k.Text, k.Reason)
		case n == 1:
			confirmed++
		}
	}
	if confirmed == 0 {
		t.Error("no claim says that it was confirmed")
	}
}
