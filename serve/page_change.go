package serve

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
)

type correctionsView struct {
	Rows []correctionRow
	What []string
}

type correctionRow struct {
	readout.Judgement
	Line, Without string
	Holds         bool
}

func correctionsPage(q *request) (reply, error) {
	js, err := q.s.rec.Corrections(q.Context())
	if err != nil {
		return reply{}, err
	}
	without, err := q.unplaced(js)
	if err != nil {
		return reply{}, err
	}
	v := correctionsView{What: record.Corrections()}
	for i := len(js) - 1; i >= 0; i-- {
		v.Rows = append(v.Rows, correctionRow{js[i], brief.JudgementLine(js[i]), without[js[i].ID], js[i].Holds()})
	}
	return q.page("corrections", "Corrections", v)
}

// correct keeps the correction of a form: what, and arg once for each argument, or
// at and value; and leads back to the page of the form.
func correct(q *request) (reply, error) {
	f := q.PostForm
	c := record.Correction{What: f.Get("what"), Args: f["arg"], Story: f.Get("story"), By: q.by(), Reason: f.Get("reason")}
	for i := range c.Args {
		c.Args[i] = strings.TrimSpace(c.Args[i])
		if c.Args[i] == "" {
			return reply{}, fmt.Errorf("%w: a field of the form is empty; go back and fill it", readout.ErrInvalid)
		}
	}
	if _, err := q.s.rec.State(q.Context(), c); err != nil {
		return reply{}, err
	}
	return reply{to: back(f.Get("back"), "/corrections")}, nil
}

func undo(q *request) (reply, error) {
	n, err := q.number()
	if err != nil {
		return reply{}, err
	}
	ids := []int64{n}
	for _, also := range q.PostForm["also"] {
		n, err := correctionNumber(also)
		if err != nil {
			return reply{}, err
		}
		ids = append(ids, n)
	}
	if _, err := q.s.rec.Undo(q.Context(), q.by(), ids...); err != nil {
		return reply{}, err
	}
	return reply{to: back(q.PostForm.Get("back"), "/corrections")}, nil
}

type addView struct {
	Results []resultView
	Most    int // MiB of one report
	All     int // MiB of all
}

// resultView is what became of a report that was to be added.
type resultView struct {
	Input  string
	Error  string
	R      record.Result
	Report *reportView
}

func addPage(q *request) (reply, error) {
	return q.page("add", "Add reports", addView{Most: ingest.MaxBytes >> 20, All: maxUpload >> 20})
}

func helpPage(q *request) (reply, error) { return q.page("help", "Help", nil) }

// addReports adds the reports of a form: files, and text that was pasted.
func addReports(q *request) (reply, error) {
	inputs, err := q.parts()
	if err != nil {
		return reply{}, err
	}
	if len(inputs) == 0 {
		return reply{}, fmt.Errorf("%w: there is no report in the form; paste text, or choose files", readout.ErrInvalid)
	}
	v := addView{Most: ingest.MaxBytes >> 20, All: maxUpload >> 20}
	for _, in := range inputs {
		list, err := q.add(in)
		if err != nil {
			return reply{}, err
		}
		v.Results = append(v.Results, list...)
	}
	if err := q.s.rec.Weigh(q.Context(), nil); err != nil {
		return reply{}, err
	}
	for i := range v.Results {
		if x := &v.Results[i]; x.Error == "" && x.R.Outcome != record.Forgotten {
			if x.Report, err = q.added(x.R.ID); err != nil {
				return reply{}, err
			}
		}
	}
	return q.page("added", "Reports added", v)
}

func (q *request) added(id string) (*reportView, error) {
	f, err := q.s.rec.Report(q.Context(), id)
	if err != nil {
		return nil, err
	}
	d, err := q.s.rec.Document(q.Context(), id)
	if err != nil {
		return nil, err
	}
	return ledger(f, d.Report, "")
}

// parts reads a form with files. Nothing is put on the disk on the way.
func (q *request) parts() ([]ingest.Input, error) {
	if kind, _, err := mime.ParseMediaType(q.Header.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		return nil, fault{http.StatusUnsupportedMediaType, "media-type", fmt.Errorf("%w: reports are sent as multipart/form-data", readout.ErrInvalid)}
	}
	form, err := q.MultipartReader()
	if err != nil {
		return nil, tooLarge(err)
	}
	var out []ingest.Input
	trusted, text, name := false, "", ""
	for {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, tooLarge(err)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, tooLarge(err)
		}
		switch p.FormName() {
		case "form":
			if err := q.checkForm(string(data)); err != nil {
				return nil, err
			}
			trusted = true
		case "text":
			text = string(data)
		case "name":
			name = strings.TrimSpace(string(data))
		case "files":
			if len(data) > 0 || p.FileName() != "" {
				out = append(out, upload(p, data))
			}
		}
	}
	if !trusted {
		return nil, q.checkForm("")
	}
	if strings.TrimSpace(text) != "" {
		text = strings.ReplaceAll(text, "\r\n", "\n") // forms send line breaks so
		out = append(out, ingest.Input{Name: cmp.Or(name, "pasted text"), Data: []byte(text)})
	}
	return out, nil
}

func upload(p *multipart.Part, data []byte) ingest.Input {
	return ingest.Input{Name: cmp.Or(p.FileName(), "file"), Data: data}
}

// add adds the reports in the bytes of one input.
func (q *request) add(in ingest.Input) ([]resultView, error) {
	var out []resultView
	for item, err := range ingest.Walk([]string{ingest.Stdin}, bytes.NewReader(in.Data), ingest.WalkOptions{Now: q.s.rec.Now}) {
		name := in.Name + strings.TrimPrefix(item.Name, ingest.Stdin)
		if errors.Is(err, ingest.ErrPassedOver) {
			continue
		}
		var d *record.Draft
		if err == nil {
			item.Name = name
			if item.Media == "" {
				item.Media = in.Media
			}
			d, err = record.Read(item)
		}
		if err != nil {
			out = append(out, resultView{Input: name, Error: brief.Clean(err.Error())})
			continue
		}
		res, err := q.s.rec.Add(q.Context(), d)
		if err != nil {
			return out, err
		}
		out = append(out, resultView{Input: name, R: res})
	}
	return out, nil
}

// apiAdd adds the reports in the bytes of the body.
func apiAdd(q *request) (reply, error) {
	data, err := io.ReadAll(q.Body)
	if err != nil {
		return reply{}, tooLarge(err)
	}
	list, err := q.add(ingest.Input{Name: cmp.Or(q.value("name"), "body"), Data: data, Media: q.value("media")})
	if err != nil {
		return reply{}, err
	}
	if err := q.s.rec.Weigh(q.Context(), nil); err != nil {
		return reply{}, err
	}
	var b bytes.Buffer
	for _, x := range list {
		if x.Error != "" {
			err = brief.RefusedJSON(&b, x.Input, x.Error)
		} else {
			err = brief.OutcomeJSON(&b, brief.Outcome{Input: x.Input, ID: x.R.ID, Outcome: string(x.R.Outcome), Story: x.R.Story, NewStory: x.R.NewStory, Revises: x.R.Version, Revised: x.R.Revised, Reason: x.R.Reason})
		}
		if err != nil {
			return reply{}, err
		}
	}
	return reply{media: "application/jsonl", body: b.Bytes()}, nil
}

type loginView struct {
	Back   string
	Needed bool
	Wrong  bool
}

func loginPage(q *request) (reply, error) {
	return q.page("login", "Who are you?", loginView{Back: back(q.value("back"), "/"), Needed: len(q.s.opt.Tokens) > 0})
}

// wrongToken is how long an answer to a wrong token waits.
const wrongToken = 500 * time.Millisecond

func login(q *request) (reply, error) {
	to := back(q.PostForm.Get("back"), "/")
	t, ok := tokenOf(q.s.opt.Tokens, strings.TrimSpace(q.PostForm.Get("token")))
	if !ok {
		select {
		case <-time.After(wrongToken):
		case <-q.Context().Done():
		}
		out, err := q.page("login", "Who are you?", loginView{Back: to, Needed: len(q.s.opt.Tokens) > 0, Wrong: true})
		out.status = http.StatusUnauthorized
		return out, err
	}
	id := q.s.logins.begin(t, time.Now())
	if id == "" {
		return reply{}, fmt.Errorf("%w: too many are logged in; try later, or start the server again", readout.ErrConflict)
	}
	q.cookieFor(sessionCookie, id, sessionTime)
	return reply{to: to}, nil
}

func logout(q *request) (reply, error) {
	if c, err := q.Cookie(sessionCookie); err == nil {
		q.s.logins.end(c.Value)
	}
	q.cookieFor(sessionCookie, "", -time.Second)
	return reply{to: "/"}, nil
}
