package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Of words that many blocks have, the best of the newest come first, then the best of
// those before; a word that few have is found however old it is.
func TestSearchOfCommonWords(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	const n = 12
	for i := range n {
		text := fmt.Sprintf("Report %d says that the pier is closed and that the boats stay in the harbour.", i)
		if i == 0 {
			text = "Pier: pier, pier zebra."
		}
		put(t, db, text)
	}
	defer func(was int) { mostRanked = was }(mostRanked)
	mostRanked = 5
	found := func(q HitQuery) []string {
		t.Helper()
		list, err := db.Search(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, h := range list {
			out = append(out, h.Text)
		}
		return out
	}
	if got := found(HitQuery{Text: "pier", Limit: 3}); len(got) != 3 || strings.Contains(strings.Join(got, " "), "zebra") {
		t.Errorf("the newest: %q", got)
	}
	if got := found(HitQuery{Text: "pier", Limit: 5}); len(got) != 5 || !strings.Contains(strings.Join(got, " "), fmt.Sprintf("Report %d ", n-5)) {
		t.Errorf("as many as are ranked: %q", got)
	}
	all := found(HitQuery{Text: "pier", Limit: 100})
	if len(all) != n || !strings.Contains(all[n-2], "zebra") {
		t.Errorf("all: %q", all)
	}
	for limit := 1; limit <= n; limit++ {
		if got := found(HitQuery{Text: "pier", Limit: limit}); !slices.Equal(got, all[:limit]) {
			t.Errorf("the first %d are %q, of all %q", limit, got, all)
		}
	}
	if got := found(HitQuery{Text: "pier zebra", From: noon.AddDate(-100, 0, 0), Limit: 3}); len(got) != 1 {
		t.Errorf("under a field: %q", got)
	}
	if got := found(HitQuery{Text: "zebra", Limit: 3}); len(got) != 1 {
		t.Errorf("a rare word: %q", got)
	}
	if got := found(HitQuery{Text: "pier", Outlet: "nobody", Limit: 3}); got != nil {
		t.Errorf("of no outlet: %q", got)
	}
}

// Lists that pages show at once are read off an index, and nothing is sorted.
func TestListsNeedNoSorting(t *testing.T) {
	ctx := context.Background()
	db := open1(t, filepath.Join(t.TempDir(), "record.db"))
	for what, query := range map[string]string{
		"claims":          claimLine + "ORDER BY c.first DESC, c.story, c.n LIMIT 51",
		"claims of level": claimLine + "WHERE c.level = 'disputed' ORDER BY c.first DESC, c.story, c.n LIMIT 51",
		"claims of story": claimLine + "WHERE c.story = 's' ORDER BY c.n LIMIT 51",
		"report":          filed + "WHERE r.id = 'x' OR r.sha256 >= 'x' AND r.sha256 < 'y'",
		"stories":         storyLine + "ORDER BY latest DESC, id LIMIT 51",
	} {
		var plan []string
		r, err := db.read.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query)
		if err != nil {
			t.Fatal(err)
		}
		for r.Next() {
			var id, parent, unused int
			var line string
			if err := r.Scan(&id, &parent, &unused, &line); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, line)
		}
		r.Close()
		if s := strings.Join(plan, "; "); strings.Contains(s, "USE TEMP B-TREE FOR ORDER BY") || strings.Contains(s, "SCAN r") || s == "" {
			t.Errorf("%s: %s", what, s)
		}
	}
}
