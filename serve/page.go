package serve

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

//go:embed pages static
var files embed.FS

const htmlMedia = "text/html; charset=utf-8"

// pages are the templates by name; each has the layout around it.
var pages = sync.OnceValues(func() (map[string]*template.Template, error) {
	layout, err := template.New("").Funcs(template.FuncMap{
		"clean": brief.Clean, "quote": brief.Quoted, "day": day, "words": plain, "plural": plural, "list": func(v ...any) []any { return v },
	}).ParseFS(files, "pages/layout.html", "pages/parts.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		return nil, err
	}
	out := map[string]*template.Template{}
	for _, name := range names {
		t, err := layout.Clone()
		if err != nil {
			return nil, err
		}
		if out[strings.TrimSuffix(path.Base(name), ".html")], err = t.ParseFS(files, name); err != nil {
			return nil, err
		}
	}
	return out, nil
})

// frame is what every page has around its own.
type frame struct {
	Name, Title string
	Form        string // token of the forms
	Who         string
	Correct     bool // who looks may correct
	Reads       bool // who looks may read
	Login       bool // by a login that can be ended
	Version     string
	Path        string // of this page, for forms to lead back to
	Query       string // of the search box
	Twin        string // the same values for programs; ""
	View        any
}

// page makes a page.
func (q *request) page(name, title string, view any) (reply, error) {
	all, err := pages()
	if err != nil {
		return reply{}, err
	}
	f := frame{
		Name: name, Title: brief.Clean(title), Form: q.formToken(), Who: q.by(), Correct: q.allowed(Correct), Reads: q.allowed(Read),
		Login: q.cookie, Version: q.s.opt.Version, Path: q.URL.RequestURI(), View: view, Twin: q.twin(),
	}
	if name == "search" {
		f.Query = q.value("q")
	}
	if !q.reads() {
		f.Path = "/"
	}
	var b bytes.Buffer
	if err := all[name].ExecuteTemplate(&b, "layout", f); err != nil {
		return reply{}, err
	}
	return reply{media: htmlMedia, body: b.Bytes()}, nil
}

// twin is the address of the same values for programs, asked for with the same
// parameters; "" where there is none.
func (q *request) twin() string {
	if q.rt.twin == "" || !q.reads() {
		return ""
	}
	to := inPath.ReplaceAllStringFunc(q.rt.twin, func(m string) string { return url.PathEscape(q.PathValue(strings.Trim(m, "{}"))) })
	var pairs []string
	for i := range q.s.routes {
		rt := &q.s.routes[i]
		if rt.method != http.MethodGet || rt.path != apiPath+q.rt.twin {
			continue
		}
		for _, p := range rt.query {
			if p.must && q.value(p.name) == "" {
				return ""
			}
			pairs = append(pairs, p.name, q.value(p.name))
		}
	}
	return address(apiPath+to, pairs...)
}

// static gives the style, the script and the icon of the pages.
func static(q *request) (reply, error) {
	name := q.PathValue("file")
	data, err := files.ReadFile("static/" + path.Base(name))
	if err != nil {
		return reply{}, fmt.Errorf("%w: there is no file %s", readout.ErrNotFound, name)
	}
	media := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}[path.Ext(name)]
	return reply{media: cmp.Or(media, "application/octet-stream"), body: data}, nil
}

// day is a moment to the minute, UTC; of midnight the day alone.
func day(t time.Time) string {
	switch t = t.UTC(); {
	case t.IsZero():
		return "no date"
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04") + "Z"
}

// plain is a word of the program without its hyphens.
func plain(s any) string { return strings.ReplaceAll(fmt.Sprint(s), "-", " ") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// address makes an address of a path and pairs of names and values; empty values are
// left out.
func address(at string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if len(v) == 0 {
		return at
	}
	return at + "?" + v.Encode()
}

func storyAt(id string) string { return "/stories/" + url.PathEscape(id) }

// newsCache keeps the last answer for news: comparing every story that changed takes
// time, and the list of stories shows it each time.
type newsCache struct {
	mu      sync.Mutex
	version int64
	since   time.Time
	list    []brief.Bulletin
	known   bool
}

// newsSince is what became of claims since a time.
func (s *Server) newsSince(ctx context.Context, since time.Time) ([]brief.Bulletin, error) {
	version, err := s.watch.Version(ctx)
	if err != nil {
		return nil, err
	}
	c := &s.since
	c.mu.Lock()
	if c.known && c.version == version && c.since.Equal(since) {
		defer c.mu.Unlock()
		return c.list, nil
	}
	c.mu.Unlock()
	changes, err := s.rec.News(ctx, since)
	if err != nil {
		return nil, err
	}
	list := make([]brief.Bulletin, len(changes))
	for i, x := range changes {
		list[i] = brief.Bulletin(x)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.version, c.since, c.list, c.known = version, since, list, true
	return list, nil
}
