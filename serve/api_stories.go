package serve

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/record"
)

// mostStories is how many stories are opened for one question.
const mostStories = 12

// asking is a question to one story of the record, or to those that look most like
// having an answer.
type asking struct {
	Claim   string `json:"claim"`
	Story   string `json:"story"`
	Stories int    `json:"stories"`
	AsOf    string `json:"as_of"`
	Held    string `json:"held"`
}

// asking reads the question of an address.
func (q *request) asking() (a asking, err error) {
	a = asking{Claim: q.value("claim"), Story: q.value("story"), AsOf: q.value("as_of"), Held: q.value("held")}
	a.Stories, err = q.whole("stories", mostStories, 1, mostStories)
	return a, err
}

// eachStory opens the story that is named, or those that likely gives, one after the
// other. Those that had no report at the moment, or nothing, are passed over where
// there are others.
func (q *request) eachStory(a asking, likely func(n int) ([]string, error), answer func(readout.StoryLine, *readout.Reading) error) error {
	m, err := a.moment()
	if err != nil {
		return err
	}
	ids := []string{a.Story}
	if a.Story == "" {
		if ids, err = likely(a.Stories); err != nil {
			return err
		}
	}
	opened, missing := 0, error(nil)
	for _, id := range ids {
		line, err := q.s.rec.Story(q.Context(), id)
		var h *held
		if err == nil {
			h, err = q.s.readings.of(q.Context(), q.s, line.ID, m)
		}
		if err == nil {
			err = answer(line, h.r)
		}
		switch {
		case errors.Is(err, readout.ErrNotFound):
			missing = err
		case err != nil:
			return err
		default:
			opened++
		}
	}
	if opened == 0 {
		return missing
	}
	return nil
}

// moment is the state of the record that is asked for.
func (a *asking) moment() (m record.Moment, err error) {
	if m.AsOf, err = record.ParseEnd("as_of", a.AsOf); err != nil {
		return m, err
	}
	m.Held, err = record.ParseEnd("held", a.Held)
	return m, err
}

// apiCheck says what stories have on a claim from outside.
func apiCheck(q *request) (reply, error) {
	a, err := q.asking()
	if err != nil {
		return reply{}, err
	}
	return q.check(a)
}

// apiCheckBody is apiCheck with the question in the body.
func apiCheckBody(q *request) (reply, error) {
	a := asking{Stories: mostStories}
	if err := q.object(&a); err != nil {
		return reply{}, err
	}
	if strings.TrimSpace(a.Claim) == "" {
		return reply{}, fmt.Errorf("%w: the body has no claim; give one as {\"claim\":\"The council closed the pier\"}", readout.ErrInvalid)
	}
	if a.Stories < 1 || a.Stories > mostStories {
		return reply{}, fmt.Errorf("%w: stories is %d; give a number from 1 to %d", readout.ErrInvalid, a.Stories, mostStories)
	}
	return q.check(a)
}

func (q *request) check(a asking) (reply, error) {
	claim, err := record.Outside(a.Claim)
	if err != nil {
		return reply{}, fmt.Errorf("check: %w", err)
	}
	var found []brief.CheckInStory
	err = q.eachStory(a, func(n int) ([]string, error) {
		ids, err := q.s.rec.Likely(q.Context(), a.Claim, n)
		if err == nil && len(ids) == 0 {
			err = fmt.Errorf("check: %w: no report of the record has words of the claim", readout.ErrNotFound)
		}
		return ids, err
	}, func(line readout.StoryLine, r *readout.Reading) error {
		checked := corroborate.Check(r, claim)
		found = append(found, brief.CheckInStory{Story: line, Reading: r, Checked: &checked})
		return nil
	})
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.CheckInStoriesJSON(w, found, opt) })
}

// apiWhoIn says what stories have on a name.
func apiWhoIn(q *request) (reply, error) {
	a, err := q.asking()
	if err != nil {
		return reply{}, err
	}
	name := q.value("name")
	if len(fold.Words(name)) == 0 {
		return reply{}, errNoLetter
	}
	var found []brief.WhoInStory
	err = q.eachStory(a, func(n int) ([]string, error) {
		ids, err := q.s.rec.Named(q.Context(), name, n)
		if err == nil && len(ids) == 0 {
			err = fmt.Errorf("who: %w: no story of the record has the name %q", readout.ErrNotFound, name)
		}
		return ids, err
	}, func(line readout.StoryLine, r *readout.Reading) error {
		asked, err := askedIn(r, name)
		if err == nil {
			found = append(found, brief.WhoInStory{Story: line, Reading: r, Asked: asked})
		}
		return err
	})
	if err != nil {
		return reply{}, err
	}
	return q.jsonReply(func(w io.Writer, opt brief.Options) error { return brief.WhoInStoriesJSON(w, found, opt) })
}

// errNoLetter is the error of a name without any.
var errNoLetter = fmt.Errorf("who: %w: the name has no letter; give a name, a part of one or an office", readout.ErrInvalid)

// askedIn is what a story has on a name; that it has nothing is an error.
func askedIn(r *readout.Reading, name string) (*readout.Asked, error) {
	asked := corroborate.Ask(r, name)
	if len(asked.Found) == 0 {
		return nil, fmt.Errorf("who: %w: %s", readout.ErrNotFound, brief.Nobody(r, &asked))
	}
	return &asked, nil
}

// questionRoutes are those that ask several stories at once.
func questionRoutes() []route {
	several := param{name: "stories", kind: "integer", about: "how many stories are asked where none is named, 1 to 12, default 12: those with most of the words"}
	claim := param{name: "claim", kind: "string", about: "a sentence in English that says what happened", must: true}
	one := param{name: "story", kind: "string", about: "ask this story alone: its id, or that of a report in it"}
	name := param{name: "name", kind: "string", about: "a name, a part of one, or an office", must: true}
	get := func(path, summary string, answer func(*request) (reply, error), gives string, query ...param) route {
		return route{method: http.MethodGet, path: apiPath + path, scope: Read, api: true, tagged: true, answer: answer, summary: summary, gives: gives, query: append(query, moments...)}
	}
	check := get("/check", "Which reports support a claim from outside, deny it, differ or have nothing on it", apiCheck, "check in stories", claim, one, several)
	post := check
	post.method, post.tagged, post.answer, post.query, post.body = http.MethodPost, false, apiCheckBody, nil, check.query
	post.summary = "The same, for a claim that is long or should stand in no address"
	return []route{check, post, get("/who", "What the reports of stories have on a name", apiWhoIn, "who in stories", name, one, several)}
}
