package serve

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// Bounds of lists.
const (
	fewest  = 50   // that a list has where nothing is asked for
	mostAt  = 1000 // that a list has at most
	mostOff = 1_000_000
	longest = 2000 // bytes of a parameter
)

func escapeQuery(s string) string { return url.QueryEscape(s) }

// value is a parameter of the query.
func (q *request) value(name string) string { return q.URL.Query().Get(name) }

// checkQuery refuses parameters that the route does not have: one that is misspelled
// would otherwise ask for something else unseen.
func (q *request) checkQuery() error {
	for name, list := range q.URL.Query() {
		if !slices.ContainsFunc(q.rt.query, func(p param) bool { return p.name == name }) {
			return fmt.Errorf("%w: there is no parameter %q here; /api/v1/openapi.json lists those that there are", readout.ErrInvalid, name)
		}
		if len(list) > 1 || len(list[0]) > longest {
			return fmt.Errorf("%w: parameter %s: give it once, and at most %d bytes", readout.ErrInvalid, name, longest)
		}
	}
	for _, p := range q.rt.query {
		v := q.value(p.name)
		if p.must && v == "" {
			return fmt.Errorf("%w: parameter %s is missing: %s", readout.ErrInvalid, p.name, p.about)
		}
		if v != "" && p.one != nil && !slices.Contains(p.one, v) {
			return fmt.Errorf("%w: %s is %q; give one of %s", readout.ErrInvalid, p.name, v, strings.Join(p.one, ", "))
		}
	}
	return nil
}

// whole is a whole number of the query.
func (q *request) whole(name string, otherwise, from, to int) (int, error) {
	s := q.value(name)
	if s == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < from || n > to {
		return 0, fmt.Errorf("%w: %s is %q; give a number from %d to %d", readout.ErrInvalid, name, s, from, to)
	}
	return n, nil
}

// span is a part of a list.
type span struct{ offset, limit int }

func (q *request) paged() (span, error) {
	limit, err := q.whole("limit", fewest, 1, mostAt)
	if err != nil {
		return span{}, err
	}
	offset, err := q.whole("offset", 0, 0, mostOff)
	return span{offset, limit}, err
}

// ask is how many items are asked of the record: one more than is shown, to know
// whether there are more.
func (p span) ask() int { return p.offset + p.limit + 1 }

// part is the part of a list, and whether more follows.
func part[T any](list []T, p span) (out []T, more bool) {
	more = len(list) > p.offset+p.limit
	return list[min(p.offset, len(list)):min(p.offset+p.limit, len(list))], more
}

// at is the address of this list from another place.
func (q *request) at(offset int) string {
	u := *q.URL
	v := u.Query()
	v.Set("offset", strconv.Itoa(offset))
	if offset == 0 {
		v.Del("offset")
	}
	u.RawQuery = v.Encode()
	return u.RequestURI()
}

// links are the headers that lead to the parts of a list before and after (RFC 8288).
func (q *request) links(p span, more bool) []string {
	var out []string
	if more {
		out = append(out, fmt.Sprintf("<%s>; rel=\"next\"", q.at(p.offset+p.limit)))
	}
	if p.offset > 0 {
		out = append(out, fmt.Sprintf("<%s>; rel=\"prev\"", q.at(max(0, p.offset-p.limit))))
	}
	return out
}

// until reads a date or a time of the query; a date alone is its end.
func (q *request) until(name string) (time.Time, error) { return record.ParseEnd(name, q.value(name)) }

// since reads a date or a time of the query; a date alone is its beginning.
func (q *request) since(name string) (time.Time, error) {
	return record.ParseBegin(name, q.value(name))
}

// moment is the state of the record that is asked for.
func (q *request) moment() (m record.Moment, err error) {
	if m.AsOf, err = q.until("as_of"); err != nil {
		return m, err
	}
	m.Held, err = q.until("held")
	return m, err
}

// reading is the story of the address at the moment that is asked for.
func (q *request) reading() (readout.StoryLine, *readout.Reading, error) {
	line, h, err := q.held()
	if err != nil {
		return line, nil, err
	}
	return line, h.r, nil
}

func (q *request) held() (readout.StoryLine, *held, error) {
	line, err := q.s.rec.Story(q.Context(), q.PathValue("story"))
	if err != nil {
		return line, nil, err
	}
	m, err := q.moment()
	if err != nil {
		return line, nil, err
	}
	h, err := q.s.readings.of(q.Context(), q.s, line.ID, m)
	return line, h, err
}

// storyID is the story that the query names; "" for all.
func (q *request) storyID() (string, error) {
	name := q.value("story")
	if name == "" {
		return "", nil
	}
	line, err := q.s.rec.Story(q.Context(), name)
	return line.ID, err
}

// claimQuery is the query for claims.
func (q *request) claimQuery() (c store.ClaimQuery, err error) {
	c = store.ClaimQuery{Level: q.value("level"), Ledger: q.value("ledger"), Status: q.value("status"), Speaker: q.value("speaker"), Marked: q.value("only") == "true"}
	if c.Story, err = q.storyID(); err != nil {
		return c, err
	}
	if c.From, err = q.since("from"); err != nil {
		return c, err
	}
	c.Before, err = q.until("to")
	return c, err
}

// hitQuery is the query of a search.
func (q *request) hitQuery() (h store.HitQuery, err error) {
	h = store.HitQuery{Text: q.value("q"), Outlet: q.value("outlet"), Speaker: q.value("speaker"), Level: q.value("level")}
	if h.Story, err = q.storyID(); err != nil {
		return h, err
	}
	if h.From, err = q.since("from"); err != nil {
		return h, err
	}
	h.Before, err = q.until("to")
	return h, err
}

// gapQuery is the query for gaps.
func (q *request) gapQuery() (g record.GapQuery, err error) {
	days, err := q.whole("days", 7, 0, 36500)
	if err != nil {
		return g, err
	}
	g.Older = time.Duration(days) * 24 * time.Hour
	if g.Limit, err = q.whole("limit", fewest, 1, mostAt); err != nil {
		return g, err
	}
	if g.Story, err = q.storyID(); err != nil {
		return g, err
	}
	g.At, err = q.until("at")
	return g, err
}
