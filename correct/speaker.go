package correct

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// setSpeaker gives the statements in the words their speaker: those that the
// words cover for the most part, else the one that has most in common with them.
func setSpeaker(d *readout.Document, j *readout.Judgement, at readout.Span) string {
	var said []int
	silent := false
	take := func(i int) {
		switch d.Statements[i].Root().Kind {
		case readout.NoAnswer, readout.PhotoCredit:
			silent = true
		default:
			said = append(said, i)
		}
	}
	for i := range d.Statements {
		s := d.Statements[i].Span
		if s.Overlaps(at) && 5*(min(s.End, at.End)-max(s.Start, at.Start)) >= 4*s.Len() {
			take(i)
		}
	}
	if len(said) == 0 {
		if i := at.Best(len(d.Statements), func(i int) readout.Span { return d.Statements[i].Span }); i >= 0 {
			take(i)
		}
	}
	switch {
	case len(said) > 0:
	case silent:
		return "nobody says anything there: the words tell of no answer, or of a photo"
	default:
		return "no statement is read there"
	}
	hop := speaker(d, strings.TrimSpace(j.Value))
	byAttribution := map[int][]int{}
	for _, i := range said {
		byAttribution[d.Statements[i].Attribution] = append(byAttribution[d.Statements[i].Attribution], i)
	}
	made := map[int]int{} // attribution -> the one that takes its place
	for _, i := range said {
		a := d.Statements[i].Attribution
		switch k, known := made[a]; {
		case a < 0:
			attribute(d, i, hop, j)
		case known:
			d.Statements[i].Attribution = k
			setHop(&d.Statements[i], hop, j)
		default:
			made[a] = reattribute(d, a, byAttribution[a], hop, j)
			d.Statements[i].Attribution = made[a]
			setHop(&d.Statements[i], hop, j)
		}
	}
	return ""
}

// speaker is a hop of that name: of the entity that bears it, where the report
// has one.
func speaker(d *readout.Document, name string) readout.Hop {
	key := fold.Key(name)
	hop := readout.Hop{Name: name, Entity: -1}
	for i := range d.Entities {
		if slices.ContainsFunc(d.Entities[i].Names, func(n string) bool { return fold.Key(n) == key }) {
			if hop.Entity < 0 || !speaks(d.Entities[hop.Entity].Type) && speaks(d.Entities[i].Type) {
				hop.Entity = i
			}
		}
	}
	_, newsroom := gazetteer.NewsroomByName(name)
	switch {
	case newsroom:
		hop.Kind = readout.OutletSource
	case hop.Entity < 0:
		hop.Kind = kindOf(name)
	case d.Entities[hop.Entity].Type != readout.Person:
		hop.Kind = readout.Body
	case len(d.Entities[hop.Entity].Roles) > 0:
		hop.Kind = readout.Official
	default:
		hop.Kind = readout.NamedPerson
	}
	return hop
}

func speaks(t readout.Type) bool { return t == readout.Person || t == readout.Organization }

// kindOf is the kind of a speaker whom the report does not name: a body where the
// name is a country's or has a word of bodies, else a person.
func kindOf(name string) readout.SourceKind {
	if _, _, country := gazetteer.CountryOf(name); country {
		return readout.Body
	}
	for i, f := range strings.Fields(name) {
		person, _, body, _ := gazetteer.Kinds(f)
		if i == 0 && person && !body {
			break
		}
		if body && !person {
			return readout.Body
		}
	}
	return readout.NamedPerson
}

// setHop makes a hop the innermost of a statement, in place of the source that was
// read; a newsroom that passes the words on stays before it. Where that source
// stood says nothing of the new one: the span is empty. The cue stays.
func setHop(st *readout.Statement, hop readout.Hop, j *readout.Judgement) {
	chain := slices.Clone(st.Chain)
	last := &chain[len(chain)-1]
	if len(chain) > 1 && last.Cue != "credit" && (!last.Kind.Newsroom() || hop.Kind.Newsroom()) {
		hop.Cue, hop.Access = last.Cue, last.Access
		*last = hop
	} else {
		chain = append(chain, hop)
	}
	st.Chain = chain
	st.Rule = strings.TrimPrefix(st.Rule+"; "+mark(j), "; ")
}

// mark is the basis of a judgement as a rule: without its reason.
func mark(j *readout.Judgement) string {
	short := *j
	short.Reason = ""
	return short.Basis()
}

// reattribute gives an attribution its speaker; where statements beside those
// listed rest on it, a new one takes its place for those.
func reattribute(d *readout.Document, a int, said []int, hop readout.Hop, j *readout.Judgement) int {
	shared := false
	for i := range d.Statements {
		shared = shared || d.Statements[i].Attribution == a && !slices.Contains(said, i)
	}
	to := a
	if shared {
		own := d.Attributions[a]
		own.Content = parts(own.Content, d.Statements, said)
		to = len(d.Attributions)
		d.Attributions = append(d.Attributions, own)
	}
	x := &d.Attributions[to]
	x.Entity, x.Kind, x.Count = hop.Entity, hop.Kind, 0
	x.Rule = strings.TrimPrefix(x.Rule+"; "+mark(j), "; ")
	return to
}

// parts are the parts of a content that stand in statements; all of it where none
// does.
func parts(content []readout.Span, statements []readout.Statement, said []int) []readout.Span {
	var out []readout.Span
	for _, c := range content {
		for _, i := range said {
			if s := statements[i].Span; s.Overlaps(c) {
				out = append(out, readout.Span{Start: max(s.Start, c.Start), End: min(s.End, c.End)})
			}
		}
	}
	if len(out) == 0 {
		return slices.Clone(content)
	}
	return out
}

// attribute makes of a statement in own voice, or of words without a speaker, one
// that a source says: a direct quotation where it stands in quotation marks, else
// the source's words in those of the report.
func attribute(d *readout.Document, i int, hop readout.Hop, j *readout.Judgement) {
	st := &d.Statements[i]
	st.Form = formOf(d.Report.Source, st.Span)
	st.Attribution = len(d.Attributions)
	st.SpeechStatus = readout.Happened
	d.Attributions = append(d.Attributions, readout.Attribution{
		Content: []readout.Span{st.Span}, Entity: hop.Entity, Kind: hop.Kind, Form: st.Form, Within: -1, Rule: mark(j),
	})
	setHop(st, hop, j)
}

// formOf is the form of words that somebody says: direct in quotation marks,
// within the span or right before it, mixed where some of them are.
func formOf(source string, at readout.Span) readout.Form {
	before, _ := utf8.DecodeLastRuneInString(source[:at.Start])
	words := strings.TrimRight(fold.Line(at.Of(source)), ".,!?;: ")
	marks := strings.Count(words, `"`)
	switch {
	case marks == 0 && fold.Rune(before) == '"',
		strings.HasPrefix(words, `"`) && (marks == 1 || marks == 2 && strings.HasSuffix(words, `"`)):
		return readout.Direct
	case marks > 0:
		return readout.Mixed
	}
	return readout.Indirect
}
