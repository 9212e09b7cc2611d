package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"strconv"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/export"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/record"
)

// Media types of answers.
const (
	jsonMedia = "application/json"
	jsonLines = "application/jsonl"
)

// jsonReply is what a renderer of JSON writes.
func (q *request) jsonReply(write func(io.Writer, brief.Options) error) (reply, error) {
	var b bytes.Buffer
	if err := write(&b, q.s.options()); err != nil {
		return reply{}, err
	}
	return reply{media: jsonMedia, body: b.Bytes()}, nil
}

// list answers with a part of a list.
func list[T any](q *request, all func(n int) ([]T, error), write func(io.Writer, []T, brief.Options) error) (reply, error) {
	p, err := q.paged()
	if err != nil {
		return reply{}, err
	}
	items, err := all(p.ask())
	if err != nil {
		return reply{}, err
	}
	items, more := part(items, p)
	out, err := q.jsonReply(func(w io.Writer, opt brief.Options) error { return write(w, items, opt) })
	out.links = q.links(p, more)
	return out, err
}

func apiStories(q *request) (reply, error) {
	m, err := q.moment()
	if err != nil {
		return reply{}, err
	}
	all := 0
	return list(q, func(n int) (l []readout.StoryLine, err error) {
		if !m.Now() {
			l, err = q.s.rec.At(q.Context(), m)
			all = len(l)
			return l, err
		}
		if l, err = q.s.rec.Stories(q.Context(), n); err == nil {
			all, err = q.s.rec.CountStories(q.Context())
		}
		return l, err
	}, func(w io.Writer, l []readout.StoryLine, opt brief.Options) error {
		return brief.StoryLinesJSON(w, l, all, opt)
	})
}

func apiClaims(q *request) (reply, error) {
	c, err := q.claimQuery()
	if err != nil {
		return reply{}, err
	}
	m, err := q.moment()
	if err != nil {
		return reply{}, err
	}
	return list(q, func(n int) ([]readout.ClaimLine, error) {
		c.Limit = n
		return q.s.rec.ClaimsAt(q.Context(), c, m)
	}, brief.ClaimLinesJSON)
}

func apiSearch(q *request) (reply, error) {
	h, err := q.hitQuery()
	if err != nil {
		return reply{}, err
	}
	m, err := q.moment()
	if err != nil {
		return reply{}, err
	}
	return list(q, func(n int) ([]readout.Hit, error) {
		h.Limit = n
		return q.s.rec.SearchAt(q.Context(), h, m)
	}, brief.HitsJSON)
}

// ofStory answers from the story of the address.
func ofStory(q *request, write func(io.Writer, *readout.Reading, brief.Options) error) (reply, error) {
	_, r, err := q.reading()
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return write(w, r, opt) })
}

func apiBrief(q *request) (reply, error) {
	need, err := readout.ParseNeed(q.value("need"))
	if q.value("need") == "" {
		need, err = readout.Need{}, nil
	}
	if err != nil {
		return reply{}, err
	}
	return ofStory(q, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		opt.Need = need
		return brief.JSON(w, r, opt)
	})
}

func apiTimeline(q *request) (reply, error) { return ofStory(q, brief.TimelineJSON) }
func apiOrigins(q *request) (reply, error)  { return ofStory(q, brief.OriginsJSON) }

func apiWho(q *request) (reply, error) {
	return ofStory(q, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		if len(fold.Words(q.value("name"))) == 0 {
			return errNoLetter
		}
		asked, err := askedIn(r, q.value("name"))
		if err != nil {
			return err
		}
		return brief.WhoJSON(w, r, asked, opt)
	})
}

func apiWhy(q *request) (reply, error) {
	return ofStory(q, func(w io.Writer, r *readout.Reading, opt brief.Options) error {
		items, err := brief.Items(r, q.PathValue("id"))
		if err != nil {
			return err
		}
		return brief.WhyJSON(w, r, items, opt)
	})
}

func apiHistory(q *request) (reply, error) {
	m, err := q.moment()
	if err != nil {
		return reply{}, err
	}
	r, h, err := q.s.rec.History(q.Context(), q.PathValue("story"), q.PathValue("claim"), m)
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.HistoryJSON(w, r, h, opt) })
}

func apiExport(q *request) (reply, error) {
	form, err := export.FormOf(q.PathValue("form"))
	if err != nil {
		return reply{}, err
	}
	opt := export.Options{Version: q.s.opt.Version, Pipeline: annotate.Pipeline}
	out, err := ofStory(q, func(w io.Writer, r *readout.Reading, _ brief.Options) error {
		if form.Feed == nil || q.value("as_of") != "" || q.value("held") != "" {
			return form.Write(w, r, opt)
		}
		line, err := q.s.rec.Story(q.Context(), q.PathValue("story"))
		if err != nil {
			return err
		}
		c, err := q.s.rec.Feed(q.Context(), line)
		if err != nil {
			return err
		}
		return form.Feed(w, c.Reading, c.News, opt)
	})
	out.media = form.MediaType
	return out, err
}

func apiReport(q *request) (reply, error) {
	f, err := q.s.rec.Report(q.Context(), q.PathValue("report"))
	if err != nil {
		return reply{}, err
	}
	d, err := q.s.rec.Document(q.Context(), f.ID)
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.LinesJSON(w, f.ID, d.Report, opt) })
}

func apiVersions(q *request) (reply, error) {
	l, err := q.s.rec.Versions(q.Context(), q.PathValue("report"), record.Moment{})
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.VersionsJSON(w, l, opt) })
}

func apiNews(q *request) (reply, error) {
	since, list, err := q.news()
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.NewsJSON(w, since, list, opt) })
}

// apiLooked marks everything as looked at; what it gives is empty of news.
func apiLooked(q *request) (reply, error) {
	now := q.s.rec.Now()
	if err := q.s.rec.Look(q.Context(), q.by(), now); err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.NewsJSON(w, now, nil, opt) })
}

func apiGaps(q *request) (reply, error) {
	g, err := q.gapQuery()
	if err != nil {
		return reply{}, err
	}
	l, err := q.s.rec.Gaps(q.Context(), g)
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.GapsJSON(w, l, opt) })
}

func apiCorrections(q *request) (reply, error) {
	p, err := q.paged()
	if err != nil {
		return reply{}, err
	}
	js, err := q.s.rec.Corrections(q.Context())
	if err != nil {
		return reply{}, err
	}
	js, more := part(js, p)
	out, err := q.judgements(js)
	out.links = q.links(p, more)
	return out, err
}

func (q *request) judgements(js []readout.Judgement) (reply, error) {
	without, err := q.unplaced(js)
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.JudgementsJSON(w, js, without, opt) })
}

// unplaced says of corrections why they change nothing.
func (q *request) unplaced(js []readout.Judgement) (map[int64]string, error) {
	out := map[int64]string{}
	for _, j := range js {
		why, err := q.s.rec.Unplaced(q.Context(), j)
		if err != nil {
			return nil, err
		}
		out[j.ID] = why
	}
	return out, nil
}

// object reads the JSON object of the body.
func (q *request) object(into any) error {
	if kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type")); err != nil || kind != jsonMedia {
		return fault{415, "media-type", fmt.Errorf("%w: send Content-Type: %s", readout.ErrInvalid, jsonMedia)}
	}
	d := json.NewDecoder(q.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return tooLarge(fmt.Errorf("the body: %w", err))
	}
	if d.More() {
		return fmt.Errorf("%w: the body holds more than one value", readout.ErrInvalid)
	}
	return nil
}

func apiCorrect(q *request) (reply, error) {
	var c struct {
		What   string   `json:"what"`
		Args   []string `json:"args"`
		Story  string   `json:"story"`
		Reason string   `json:"reason"`
	}
	if err := q.object(&c); err != nil {
		return reply{}, err
	}
	js, err := q.s.rec.State(q.Context(), record.Correction{What: c.What, Args: c.Args, Story: c.Story, By: q.by(), Reason: c.Reason})
	if err != nil {
		return reply{}, err
	}
	out, err := q.judgements(js)
	out.status = 201
	return out, err
}

// number is the number of a correction.
func (q *request) number() (int64, error) { return correctionNumber(q.PathValue("number")) }

func correctionNumber(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%w: %q is no number of a correction", readout.ErrNotFound, s)
	}
	return n, nil
}

func apiUndo(q *request) (reply, error) {
	n, err := q.number()
	if err != nil {
		return reply{}, err
	}
	js, err := q.s.rec.Undo(q.Context(), q.by(), n)
	if err != nil {
		return reply{}, err
	}
	return q.judgements(js)
}

func apiDescription(q *request) (reply, error) {
	return reply{media: jsonMedia, body: q.s.openapi}, nil
}

func health(q *request) (reply, error) {
	if _, err := q.s.rec.CountStories(q.Context()); err != nil {
		return reply{}, err
	}
	return reply{media: "text/plain; charset=utf-8", body: []byte("ok\n")}, nil
}

func measures(q *request) (reply, error) {
	stories, err := q.s.rec.CountStories(q.Context())
	if err != nil {
		return reply{}, err
	}
	reports, err := q.s.rec.CountReports(q.Context())
	if err != nil {
		return reply{}, err
	}
	return reply{media: "text/plain; version=0.0.4; charset=utf-8", body: []byte(q.s.metrics.text(q.s.opt.Version, stories, reports))}, nil
}

// news is what became of claims since who asks last looked, or since the time that is
// asked for.
func (q *request) news() (time.Time, []brief.Bulletin, error) {
	since, err := q.since("since")
	if err == nil && since.IsZero() {
		since, err = q.s.rec.Looked(q.Context(), q.by())
	}
	if err != nil {
		return since, nil, err
	}
	list, err := q.s.newsSince(q.Context(), since)
	return since, list, err
}
