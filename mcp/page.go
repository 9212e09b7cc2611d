package mcp

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout/brief"
)

// longestText is the number of bytes of an answer in words; the structured form has
// the rest.
const longestText = 32 << 10

// page is an answer in words. Text of reports comes into it by quote and clean
// alone.
type page struct {
	strings.Builder
	over int // lines that were left out
}

// line writes one line.
func (p *page) line(format string, args ...any) {
	s := format
	if len(args) > 0 {
		s = fmt.Sprintf(format, args...)
	}
	if p.Len()+len(s) > longestText {
		p.over++
		return
	}
	p.WriteString(s)
	p.WriteByte('\n')
}

// String is the text, with how many lines were left out.
func (p *page) String() string {
	s := p.Builder.String()
	if p.over > 0 {
		s += fmt.Sprintf("%d more lines are in the structured content; ask with a smaller limit\n", p.over)
	}
	return s
}

// quote puts words in the quotation marks of a JSON string, in which they cannot end
// the marks.
func quote(words string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(brief.Clean(words)); err != nil {
		return `""`
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// clean makes names and other short words of reports safe within a line: they keep
// no line break and no quotation mark or bracket that the page uses.
func clean(s string) string {
	return strings.NewReplacer(`"`, "'", "[", "(", "]", ")").Replace(shortened(brief.Clean(s), longestName))
}

// longestName is the number of code points of a name or reason in a line.
const longestName = 300

// shortened is the beginning of a text.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + " ..."
}

// words is a span with where it stands.
func (x *Span) words() string {
	if x == nil {
		return "no words"
	}
	s := quote(x.Exact)
	if x.LeftOut > 0 {
		s += fmt.Sprintf(" (goes on for %d code points)", x.LeftOut)
	}
	return s + " " + x.where()
}

func (x *Span) where() string {
	return fmt.Sprintf("[%s, %s, report %s, %d-%d]", or(clean(x.Outlet), "outlet not stated"), or(clean(x.Published), "no date stated"), x.Report, x.Start, x.End)
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// more writes how the rest of a list is asked for.
func (p *page) more(rest string) {
	if rest != "" {
		p.line("  %s", rest)
	}
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// with puts what is there behind a separator.
func with(sep, s string) string {
	if s == "" {
		return ""
	}
	return sep + s
}
