package brief

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text          string
		width, lead, indent int
		want                []string
	}{
		{"fits", "one two", 10, 0, 0, []string{"one two"}},
		{"folds with a hanging indent", "one two three", 9, 2, 2, []string{"one two", "  three"}},
		{"first line behind a prefix", "one two", 8, 6, 2, []string{"", "  one", "  two"}},
		{"wide characters take two columns", "港湾 大臣 会見", 9, 0, 0, []string{"港湾 大臣", "会見"}},
		{"a combining mark takes none", "cafe\u0301 cafe\u0301", 9, 0, 0, []string{"cafe\u0301 cafe\u0301"}},
		{"a word wider than the indent leaves moves left", "a abcdefgh", 8, 4, 4, []string{"a", "abcdefgh"}},
		{"a word wider than the width is cut", "abcdefghij", 4, 0, 0, []string{"", "abcd", "efgh", "ij"}},
		{"glued words stay together", "one two" + string(glue) + "A15", 9, 0, 0, []string{"one", "two A15"}},
		{"nothing", "", 10, 0, 0, []string{""}},
	} {
		got := wrap(c.text, c.width, c.lead, c.indent)
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		max  int
		want string
		more bool
	}{
		{"one two three", 20, "one two three", false},
		{"one two three", 9, "one two", true},
		{"one two three", 7, "one two", true},
		{"one two three", 6, "one", true},
		{"three", 3, "thr", true},
		{"港湾大臣", 5, "港湾", true},
	} {
		if got, more := cut(c.text, c.max); got != c.want || more != c.more {
			t.Errorf("cut(%q, %d) is %q, %v; want %q, %v", c.text, c.max, got, more, c.want, c.more)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain words":               "plain words",
		" two\u00a0 words\n\there ": "two words here",
		"co\u00adop\u200beration":   "cooperation",
		"\x1b[2Jgone":               "<U+001B>[2Jgone",
		"a\u202eb\u2066c":           "a<U+202E>b<U+2066>c",
		"\u009b31m":                 "<U+009B>31m",
		"tag\U000E0041":             "tag<U+E0041>",
		"\x01":                      "<U+0001>",
		"broken\xff":                "broken\ufffd",
		"کتاب\u200cها":              "کتاب\u200cها",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) is %q, want %q", in, got, want)
		}
	}
}

// checkWrap holds what wrap promises for clean text.
func checkWrap(t interface{ Fatalf(string, ...any) }, text string, width, lead, indent int) {
	lines := wrap(text, width, lead, indent)
	for i, l := range lines {
		room := width
		if i == 0 {
			room -= lead
		}
		if columns(l) > max(room, 2) {
			t.Fatalf("line %d of %q is wider than %d columns: %q", i, text, room, l)
		}
	}
	if got := squeeze(strings.Join(lines, " ")); got != squeeze(strings.ReplaceAll(text, string(glue), " ")) {
		t.Fatalf("wrap(%q) lost or made text: %q", text, lines)
	}
}

func TestWrapKeepsWidthAndText(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("abcé港湾ا\u0301\u200d👩🏽.-“”")), 1, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		text := Clean(strings.Join(rapid.SliceOfN(word, 0, 30).Draw(t, "words"), " "))
		width := rapid.IntRange(leastWidth, 120).Draw(t, "width")
		indent := rapid.IntRange(0, width/2).Draw(t, "indent")
		checkWrap(t, text, width, indent, indent)
	})
}

func TestCutIsAStart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := Clean(rapid.String().Draw(t, "text"))
		n := rapid.IntRange(2, 60).Draw(t, "max")
		got, more := cut(text, n)
		switch {
		case !strings.HasPrefix(text, got), more != (got != text):
			t.Fatalf("cut(%q, %d) is %q, %v", text, n, got, more)
		case columns(got) > n && uniseg.GraphemeClusterCount(got) > 1:
			t.Fatalf("cut(%q, %d) has %d columns", text, n, columns(got))
		}
	})
}

// safe reports whether s is valid and holds no control character, no control
// of direction and no separator of lines.
func safe(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			return false
		}
	}
	return utf8.ValidString(s)
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b]0;title\x07", "a\u202eb", "\xff\xfe", "x\r\ny", "\u2028", "e\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Clean(s)
		if !safe(c) {
			t.Fatalf("Clean(%q) lets %q through", s, c)
		}
		if Clean(c) != c {
			t.Fatalf("clean is not idempotent on %q", s)
		}
		if q := quote(s, 40); !safe(strings.ReplaceAll(q, string(glue), " ")) {
			t.Fatalf("quote(%q) lets %q through", s, q)
		}
	})
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three", 40, 3)
	f.Add(strings.Repeat("港", 90), 41, 20)
	f.Add("e\u0301 \u200d👩🏽\u200d🚒 x", 40, 0)
	f.Fuzz(func(t *testing.T, s string, width, indent int) {
		width = leastWidth + abs(width)%200
		checkWrap(t, Clean(s), width, abs(indent)%(width/2+1), abs(indent)%(width/2+1))
	})
}

func abs(n int) int {
	if n < 0 {
		n = -(n + 1)
	}
	return n
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"[a](b)", "<b>", "1. x", "- y", "www.x.example", "http://x.example", "a*b_c`d", "| t |", "# h", "&amp;", "[^1]: x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if bad := live(escape(s)); bad != "" {
			t.Fatalf("escape(%q) leaves %q active in %q", s, bad, escape(s))
		}
	})
}
