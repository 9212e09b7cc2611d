package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// errBroken is a fault of the program.
var errBroken = errors.New("the program made a mistake; please report it with what you did")

// fault is an error with a status of its own.
type fault struct {
	status int
	kind   string
	err    error
}

func (f fault) Error() string { return f.err.Error() }
func (f fault) Unwrap() error { return f.err }

// statuses maps the errors that the program tells apart; any other is internal.
var statuses = []struct {
	err    error
	status int
	kind   string
	title  string
	advice string
}{
	{readout.ErrNotFound, http.StatusNotFound, "not-found", "Not found", "Look for it in the list of stories, or search."},
	{readout.ErrFormat, http.StatusUnprocessableEntity, "unreadable", "Unreadable", "Save it as a web page or as text, and add that."},
	{readout.ErrConflict, http.StatusConflict, "conflict", "Changed meanwhile", "Open the page anew and look at what it says now."},
	{readout.ErrInvalid, http.StatusBadRequest, "invalid", "Not understood", "Go back and change what you asked for."},
	{context.Canceled, http.StatusServiceUnavailable, "stopped", "Stopped", "Ask again."},
}

// tooLarge is the error of a body, told apart from others where it is over its limit.
func tooLarge(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return fault{http.StatusRequestEntityTooLarge, "too-large", fmt.Errorf("%w: more than %d MiB; send less at once", readout.ErrInvalid, big.Limit>>20)}
	}
	return fmt.Errorf("%w: %w", readout.ErrInvalid, err)
}

// problem is an error in the form of RFC 9457.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	advice string
}

func problemOf(err error) problem {
	p := problem{Type: "about:blank", Title: "Internal error", Status: http.StatusInternalServerError, Detail: errBroken.Error(), advice: "Try again; if it happens again, report it."}
	for _, x := range statuses {
		if errors.Is(err, x.err) {
			p = problem{"urn:readout:problem:" + x.kind, x.title, x.status, brief.Clean(err.Error()), x.advice}
			break
		}
	}
	var f fault
	if errors.As(err, &f) {
		p.Status, p.Type, p.Detail = f.status, "urn:readout:problem:"+f.kind, brief.Clean(f.Error())
		p.Title = http.StatusText(f.status)
	}
	return p
}

// fail answers with an error: as a page with what to do, or as RFC 9457.
func (q *request) fail(err error) {
	p := problemOf(err)
	if p.Status == http.StatusInternalServerError && q.s.opt.Log != nil && !errors.Is(err, errBroken) {
		q.s.opt.Log(fmt.Errorf("%s %s: %w", q.Method, q.rt.path, err))
	}
	if p.Status == http.StatusUnauthorized {
		if !q.rt.api {
			q.send(reply{to: loginPath + "?back=" + escapeQuery(q.URL.RequestURI())})
			return
		}
		q.w.Header().Set("WWW-Authenticate", `Bearer realm="readout"`)
	}
	if q.rt.api {
		body, _ := json.Marshal(p) //nolint:errcheck // strings and a number
		q.send(reply{status: p.Status, media: "application/problem+json", body: append(body, '\n')})
		return
	}
	detail := p.Detail
	for _, x := range statuses { // the title says the kind
		detail = strings.TrimPrefix(detail, x.err.Error()+": ")
	}
	out, broken := q.page("error", p.Title, errorView{p.Title, detail, p.advice})
	if broken != nil {
		http.Error(q.w, p.Detail, p.Status)
		return
	}
	out.status = p.Status
	q.send(out)
}

type errorView struct{ Title, Detail, Advice string }
