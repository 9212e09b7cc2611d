package record

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/store"
)

// Correction is a correction as a person states it. What it takes depends on
// what it does:
//
//	merge-names, split-names     NAME NAME     of the story
//	confirm, reject              CLAIM         what the program suggests to be one claim
//	merge-claims                 CLAIM CLAIM
//	split-claims                 CLAIM PLACE   the evidence at the place does not belong there
//	merge-stories, split-stories REPORT REPORT
//	block                        PLACE ROLE
//	date                         PLACE VALUE   of a report, or of a time expression in it
//	speaker                      PLACE NAME
//	note                         PLACE TEXT
//
// A CLAIM is its number in the story, C12, or its id. A PLACE is REPORT,
// REPORT:BLOCK or REPORT=WORDS, where REPORT is its label in the story, B, or its
// id; B13 is B:13.
type Correction struct {
	What   string
	Args   []string
	Story  string // id; needed for labels, numbers and names
	By     string
	Reason string
}

// corrections says what each correction becomes, and how many arguments it takes.
var corrections = map[string]struct {
	kind readout.JudgementKind
	args int
	make func(*stated) ([]readout.Judgement, error)
}{
	"merge-names":   {readout.MergeNames, 2, (*stated).names},
	"split-names":   {readout.SplitNames, 2, (*stated).names},
	"confirm":       {readout.MergeClaims, 1, (*stated).wholeClaim},
	"reject":        {readout.SplitClaims, 1, (*stated).noClaim},
	"merge-claims":  {readout.MergeClaims, 2, (*stated).twoClaims},
	"split-claims":  {readout.SplitClaims, 2, (*stated).claimAndPlace},
	"merge-stories": {readout.MergeStories, 2, (*stated).stories},
	"split-stories": {readout.SplitStories, 2, (*stated).stories},
	"block":         {readout.BlockRole, 2, (*stated).placeAndValue},
	"date":          {readout.DateIs, 2, (*stated).placeAndValue},
	"speaker":       {readout.SpeakerIs, 2, (*stated).placeAndValue},
	"note":          {readout.Note, 2, (*stated).placeAndValue},
}

// Corrections lists what a correction can do.
func Corrections() []string { return slices.Sorted(maps.Keys(corrections)) }

// State keeps a correction as the judgements that it stands for, and derives anew
// what they touch. The error wraps readout.ErrInvalid or readout.ErrNotFound and
// says what was meant to be there.
func (r *Record) State(ctx context.Context, c Correction) ([]readout.Judgement, error) {
	how, ok := corrections[c.What]
	switch {
	case !ok:
		return nil, fmt.Errorf("%w: there is no correction %q; readout help correct lists them", readout.ErrInvalid, c.What)
	case len(c.Args) != how.args:
		return nil, fmt.Errorf("%w: %s takes %d arguments, not %d; readout help correct shows them", readout.ErrInvalid, c.What, how.args, len(c.Args))
	}
	s := &stated{ctx: ctx, r: r, c: c, kind: how.kind}
	if err := s.open(); err != nil {
		return nil, err
	}
	js, err := how.make(s)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.What, err)
	}
	all := make([]*readout.Judgement, len(js))
	for i := range js {
		js[i].Kind, js[i].By, js[i].Reason = how.kind, c.By, c.Reason
		all[i] = &js[i]
	}
	return js, r.Correct(ctx, all...)
}

// stated is a correction on its way to judgements.
type stated struct {
	ctx     context.Context
	r       *Record
	c       Correction
	kind    readout.JudgementKind
	reading *readout.Reading // of the story; nil where none is named
}

func (s *stated) open() error {
	if s.c.Story == "" {
		line, err := s.r.Story(s.ctx, "")
		if errors.Is(err, readout.ErrInvalid) {
			return nil // no story is named and there is more than one: ids must do
		}
		if err != nil {
			return err
		}
		s.c.Story = line.ID
	}
	line, err := s.r.Story(s.ctx, s.c.Story)
	if err != nil {
		return err
	}
	s.reading, err = s.r.Reading(s.ctx, line.ID, Moment{})
	return err
}

func (s *stated) story() (*readout.Story, error) {
	if s.reading == nil {
		return nil, fmt.Errorf("%w: name the story with --story", readout.ErrInvalid)
	}
	return &s.reading.Stories[0], nil
}

func (s *stated) names() ([]readout.Judgement, error) {
	a, err := s.name(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	b, err := s.name(s.c.Args[1])
	if err != nil {
		return nil, err
	}
	return []readout.Judgement{{A: a, B: b}}, nil
}

// name is where a name first stands in the story.
func (s *stated) name(name string) (readout.Anchor, error) {
	st, err := s.story()
	if err != nil {
		return readout.Anchor{}, err
	}
	want := fold.Words(name)
	for i := range st.People {
		for _, n := range st.People[i].Names {
			if slices.Equal(fold.Words(n.Name), want) {
				return anchor(s.reading, n.Ref), nil
			}
		}
	}
	return readout.Anchor{}, fmt.Errorf("%w: story %s has nobody named %q; readout who shows the names", readout.ErrNotFound, st.ID, name)
}

func (s *stated) claim(name string) (*readout.Claim, error) {
	st, err := s.story()
	if err != nil {
		line, found := s.r.Claim(s.ctx, name)
		if found != nil {
			return nil, err
		}
		if s.reading, err = s.r.Reading(s.ctx, line.Story, Moment{}); err != nil {
			return nil, err
		}
		st = &s.reading.Stories[0]
	}
	for i := range st.Claims {
		if st.Claims[i].ID == name || strings.EqualFold(name, fmt.Sprintf("C%d", i+1)) {
			return &st.Claims[i], nil
		}
	}
	return nil, fmt.Errorf("%w: story %s has no claim %q; it has C1 to C%d", readout.ErrNotFound, st.ID, name, len(st.Claims))
}

// wholeClaim pairs the evidence of a claim, report by report.
func (s *stated) wholeClaim() ([]readout.Judgement, error) {
	c, err := s.claim(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	var js []readout.Judgement
	for i, e := range c.Evidence {
		if i == 0 || e.Report == c.Evidence[0].Report {
			continue
		}
		js = append(js, readout.Judgement{A: anchor(s.reading, c.Evidence[0].Ref), B: anchor(s.reading, e.Ref)})
	}
	if len(js) == 0 {
		return nil, fmt.Errorf("%w: %s rests on one report; there is nothing to confirm or to reject", readout.ErrInvalid, s.c.Args[0])
	}
	return js, nil
}

// mostParted is the number of pairs that one rejection parts.
const mostParted = 200

// noClaim parts the evidence of a claim, each report from each other one.
func (s *stated) noClaim() ([]readout.Judgement, error) {
	c, err := s.claim(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	var js []readout.Judgement
	for i, e := range c.Evidence {
		for _, o := range c.Evidence[i+1:] {
			if o.Report != e.Report {
				js = append(js, readout.Judgement{A: anchor(s.reading, e.Ref), B: anchor(s.reading, o.Ref)})
			}
		}
	}
	switch {
	case len(js) == 0:
		return nil, fmt.Errorf("%w: %s rests on one report; there is nothing to confirm or to reject", readout.ErrInvalid, s.c.Args[0])
	case len(js) > mostParted:
		return nil, fmt.Errorf("%w: %s rests on %d places; say with split-claims which of them do not belong to it", readout.ErrInvalid, s.c.Args[0], len(c.Evidence))
	}
	return js, nil
}

func (s *stated) twoClaims() ([]readout.Judgement, error) {
	a, err := s.claim(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	b, err := s.claim(s.c.Args[1])
	if err != nil {
		return nil, err
	}
	return []readout.Judgement{{A: anchor(s.reading, a.Evidence[0].Ref), B: anchor(s.reading, b.Evidence[0].Ref)}}, nil
}

// claimAndPlace parts the evidence at a place from all other evidence of a claim.
func (s *stated) claimAndPlace() ([]readout.Judgement, error) {
	c, err := s.claim(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	at, err := s.place(s.c.Args[1])
	if err != nil {
		return nil, err
	}
	var in, out []readout.Anchor
	for _, e := range c.Evidence {
		a := anchor(s.reading, e.Ref)
		if a.Report == at.Report && (at.Whole() || at.Span.Overlaps(a.Span)) {
			out = append(out, a)
		} else {
			in = append(in, a)
		}
	}
	if len(in) == 0 || len(out) == 0 {
		return nil, fmt.Errorf("%w: %s must have evidence at %s and elsewhere", readout.ErrInvalid, s.c.Args[0], s.c.Args[1])
	}
	var js []readout.Judgement
	for _, a := range out {
		for _, b := range in {
			js = append(js, readout.Judgement{A: a, B: b})
		}
	}
	return js, nil
}

func (s *stated) stories() ([]readout.Judgement, error) {
	var ends [2]readout.Anchor
	for i, arg := range s.c.Args {
		a, err := s.place(arg)
		if errors.Is(err, readout.ErrNotFound) {
			line, err := s.r.Story(s.ctx, arg)
			if err != nil {
				return nil, err
			}
			members, err := s.r.db.Members(s.ctx, line.ID)
			if err != nil || len(members) == 0 {
				return nil, err
			}
			a = readout.Anchor{Report: members[0].ID}
		} else if err != nil {
			return nil, err
		}
		ends[i] = readout.Anchor{Report: a.Report}
	}
	return []readout.Judgement{{A: ends[0], B: ends[1]}}, nil
}

// shares are the roles that a block gets that is put into the article or aside, and
// no more is said.
var shares = map[string]readout.Role{"article": readout.RoleBody, "aside": readout.RoleOther}

func (s *stated) placeAndValue() ([]readout.Judgement, error) {
	a, err := s.place(s.c.Args[0])
	if err != nil {
		return nil, err
	}
	value := s.c.Args[1]
	if role, ok := shares[value]; ok && s.kind == readout.BlockRole {
		value = string(role)
	}
	return []readout.Judgement{{A: a, Value: value}}, nil
}

// placeForm is a label or an id, a block, and words.
var placeForm = regexp.MustCompile(`^([A-Z]{1,3}|[0-9a-f]{4,64})(?::?(?:B)?(\d+))?(?:=(?s)(.+))?$`)

// place finds the words that a place means.
func (s *stated) place(text string) (readout.Anchor, error) {
	m := placeForm.FindStringSubmatch(text)
	if m == nil {
		return readout.Anchor{}, fmt.Errorf("%w: %q is no place; give REPORT, REPORT:BLOCK or REPORT=WORDS", readout.ErrNotFound, text)
	}
	d, err := s.report(m[1])
	if err != nil {
		return readout.Anchor{}, err
	}
	p := d.Report
	at := readout.Span{Start: 0, End: len(p.Source)}
	out := readout.Anchor{Report: p.ID()}
	if m[2] != "" {
		n, err := strconv.Atoi(m[2])
		if err != nil || n < 1 || n > len(p.Blocks) {
			return readout.Anchor{}, fmt.Errorf("%w: report %s has blocks 1 to %d, not %s", readout.ErrInvalid, p.ID(), len(p.Blocks), m[2])
		}
		at = p.Blocks[n-1].Span
		out.Span, out.Exact = at, at.Of(p.Source)
	}
	if m[3] != "" {
		span, ok := find(p, at, m[3])
		if bare := strings.Trim(m[3], `"“”`); !ok && bare != "" {
			span, ok = find(p, at, bare)
		}
		if !ok {
			return readout.Anchor{}, fmt.Errorf("%w: the words %q do not stand in report %s", readout.ErrInvalid, m[3], p.ID())
		}
		out.Span, out.Exact = span, span.Of(p.Source)
	}
	return out, nil
}

// find finds words in a part of a report: in its text before its headlines and what
// is set aside.
func find(p *readout.Report, in readout.Span, words string) (readout.Span, bool) {
	for _, text := range []bool{true, false} {
		for _, b := range p.Blocks {
			if b.Role.Text() != text || !b.Overlaps(in) {
				continue
			}
			if i := strings.Index(b.Of(p.Source), words); i >= 0 {
				return readout.Span{Start: b.Start + i, End: b.Start + i + len(words)}, true
			}
		}
	}
	i := strings.Index(in.Of(p.Source), words) // over the end of a block
	return readout.Span{Start: in.Start + i, End: in.Start + i + len(words)}, i >= 0
}

// report is the document that a label of the story or an id means.
func (s *stated) report(name string) (*readout.Document, error) {
	if labelForm.MatchString(name) {
		if _, err := s.story(); err != nil {
			return nil, err
		}
		return labelled(s.reading, name)
	}
	f, err := s.r.db.Report(s.ctx, name)
	if err != nil {
		return nil, err
	}
	docs, err := s.r.documents(s.ctx, []store.Filed{f})
	if err != nil {
		return nil, err
	}
	return docs[0], nil
}
