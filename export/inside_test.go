package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/readout-project/readout/brief"
)

// hostile are texts of reports that try to leave their field.
var hostile = []string{
	"plain",
	"\x1b[31mX\x07 \u202eevil\u2066 \u009b2J \u200b\U000E0041",
	"<script>alert(1)</script><img src=x onerror=alert(1)>",
	"</style></title></textarea><!-- --><![CDATA[ x ]]> ]]> &amp; &#0; &lt",
	`" onclick="x" ' onfocus='y' javascript:alert(1)`,
	"[a](http://x.example) ![i](y) `c` *b* **s** _e_ | t | [^1] [^1]: ~~x~~ $m$ @me http://x.example www.x.example",
	"\r\n# head\r\n- item\r\n| a | b |\r\n[^9]: note",
	"\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil@x\r\nATTACH:http://x.example\r\n X-FOLD",
	`;,:\n\N\;\\ "quoted" ^n`,
	"=cmd|' /C calc'!A0\t+1 -1 @SUM(1+1)",
	"\",\"\"a\"\"\n=1+1,\"x\r\ny",
	"\u2028\u2029\u0085\v\f\u00a0\ufeff",
	"\xff\xfe\xc3(\x80 broken",
	"\ufffe\uffff\ufdd0\U0001fffe nonchar",
	strings.Repeat("Donaudampfschifffahrt", 60),
	strings.Repeat("\U0001F6A2é", 90),
	"\\", "\\\\", "*", "**", "“", "”", "\"", "&", "]", "|", "\x02", "\x01",
	"--></p></div></content></entry></feed>",
	"\"}]}\n{\"story\":\"evil\"",
}

// TestTextStaysInsideItsField puts each hostile text behind every text of the
// reports: what programs read back has the same elements, keys, rows and
// properties as with a harmless one.
func TestTextStaysInsideItsField(t *testing.T) {
	for _, bad := range hostile {
		inside(t, bad)
	}
}

func FuzzTextStaysInsideItsField(f *testing.F) {
	for _, bad := range hostile {
		f.Add(bad)
	}
	f.Fuzz(func(t *testing.T, bad string) {
		if len(bad) < 2000 && !regexp.MustCompile(`[Ss]ee D\d`).MatchString(bad) { // a reference of our own
			inside(t, bad)
		}
	})
}

func inside(t *testing.T, bad string) {
	t.Helper()
	want := harmless()
	for name, f := range withNews() {
		a, got := want[name], f(t, " q"+bad+"q")
		b, err := shapes[name](got)
		if err != nil {
			t.Errorf("%s with %q: %v", name, bad, err)
		} else if a != b {
			t.Errorf("%s with %q has another shape\n got %s\nwant %s", name, bad, b, a)
		}
		if !utf8.ValidString(got) {
			t.Errorf("%s with %q is no UTF-8", name, bad)
		}
		if i := strings.IndexFunc(got, movesCursor); i >= 0 {
			t.Errorf("%s with %q has the character %q", name, bad, got[i:i+4])
		}
	}
}

// harmless are the shapes with a harmless text; an error is a shape of its own.
var harmless = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for name, f := range withNews() {
		s, err := shapes[name](f(new(testing.T), " q q"))
		if out[name] = s; err != nil {
			out[name] = err.Error()
		}
	}
	return out
})

// movesCursor reports what brief.Clean writes out; line breaks, and the tab of no
// form, aside.
func movesCursor(r rune) bool {
	return r != '\n' && r != '\r' && r != ' ' && brief.Clean(string(r)) != string(r) && r != utf8.RuneError && brief.Clean("a"+string(r)+"b") != "a b"
}

// withNews are all forms over quay, the feeds with one piece of news of each kind.
func withNews() map[string]func(t testing.TB, bad string) string {
	out := map[string]func(t testing.TB, bad string) string{}
	for _, f := range Forms() {
		out[f.Name] = func(t testing.TB, bad string) string {
			var b bytes.Buffer
			r := quay(t, bad)
			err := f.Write(&b, r, Options{Version: "0.0"})
			switch f.Name {
			case "atom":
				b.Reset()
				err = errors.Join(err, Atom(&b, r, quayNews(r, bad), Options{Version: "0.0"}))
			case "jsonfeed":
				b.Reset()
				err = errors.Join(err, JSONFeed(&b, r, quayNews(r, bad), Options{Version: "0.0"}))
			}
			if err != nil {
				t.Fatalf("%s with %q: %v", f.Name, bad, err)
			}
			return b.String()
		}
	}
	return out
}

// shapes read a form back and say what it is made of, without its texts.
var shapes = map[string]func(s string) (string, error){
	"markdown": markdownShape, "html": htmlShape, "csv": csvShape, "jsonl": jsonShape, "json-ld": jsonShape, "ical": calendarShape, "atom": xmlShape, "jsonfeed": jsonShape,
}

func markdownShape(s string) (string, error) {
	var b strings.Builder
	for _, x := range blocks(s) {
		fmt.Fprintf(&b, "%d.%d.%d.%d", x.kind, x.depth, len(x.more), len(x.cells))
		for _, l := range slices.Concat([]string{x.text}, x.more, x.cells) {
			for _, r := range runs(l) {
				fmt.Fprintf(&b, " %d%v%v", r.note, r.strong, r.emph)
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

func csvShape(s string) (string, error) {
	if strings.Contains(strings.ReplaceAll(s, "\r\n", ""), "\r") {
		return "", errors.New("a bare carriage return")
	}
	rows, err := csv.NewReader(strings.NewReader(s)).ReadAll() // all rows as long as the first
	for _, row := range rows {
		for _, c := range row {
			if strings.IndexAny(c, formulas) == 0 || strings.ContainsAny(c, "\r\n\t") {
				return "", fmt.Errorf("the cell %q", c)
			}
		}
	}
	return fmt.Sprint(len(rows)), err
}

func jsonShape(s string) (string, error) {
	var b strings.Builder
	dec := json.NewDecoder(strings.NewReader(s))
	for {
		var v any
		if err := dec.Decode(&v); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", err
		}
		keysOf(&b, v)
	}
	if strings.ContainsAny(s, "<>&\u2028\u2029") {
		return "", errors.New("a character that could end a script element")
	}
	fmt.Fprint(&b, strings.Count(s, "\n"))
	return b.String(), nil
}

func keysOf(b *strings.Builder, v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b.WriteString(k + ":")
			keysOf(b, v[k])
		}
		b.WriteByte('}')
	case []any:
		for _, x := range v {
			keysOf(b, x)
		}
		b.WriteByte(']')
	default:
		fmt.Fprintf(b, "%T,", v)
	}
}

func xmlShape(s string) (string, error) {
	var b strings.Builder
	dec := xml.NewDecoder(strings.NewReader(s))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		} else if err != nil {
			return "", err
		}
		switch x := tok.(type) {
		case xml.StartElement:
			b.WriteString("<" + x.Name.Space + " " + x.Name.Local)
			for _, a := range x.Attr {
				b.WriteString(" " + a.Name.Local)
			}
		case xml.EndElement:
			b.WriteString(">")
		case xml.Comment, xml.Directive:
			return "", fmt.Errorf("%T", tok)
		}
	}
}

func htmlShape(s string) (string, error) {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			b.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
				if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					return "", fmt.Errorf("the attribute %s=%q", a.Key, a.Val)
				}
			}
			if n.Data == "script" {
				return "", errors.New("a script")
			}
		case html.CommentNode:
			return "", errors.New("a comment")
		}
	}
	return b.String(), nil
}

func calendarShape(s string) (string, error) {
	list, err := calendarLines(s)
	var b strings.Builder
	for _, l := range list {
		b.WriteString(l.name + l.params + "\n")
	}
	return b.String(), err
}
