package gazetteer

import "testing"

func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Lyon", "Marseille", true}, {"Norway", "Chad", true}, {"Stuttgart", "Munich", true},
		{"Norway", "Norway", false}, {"Oslo", "Norway", false}, {"Greenland", "Denmark", false}, {"Denmark", "Greenland", false},
		{"Hamburg", "Hamburg", false}, {"Brooklyn", "New York City", false}, {"Bavaria", "Munich", false},
		{"Selm Hollow", "Hamburg", false}, {"", "Hamburg", false}, {"Washington", "Chicago", false},
	} {
		if got := Apart(c.a, c.b); got != c.want || got != Apart(c.b, c.a) {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}
