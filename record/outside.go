package record

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/corroborate"
	"github.com/readout-project/readout/ingest"
)

// LongestClaim is the number of code points that a claim from outside may have.
const LongestClaim = 2000

// Outside reads a claim from outside as reports are read. The error wraps
// readout.ErrInvalid and says what a claim must be: a statement in English, with a
// verb that says what happened, of at most LongestClaim code points.
func Outside(claim string) (*readout.Document, error) {
	if why := unfit(claim); why != "" {
		return nil, fmt.Errorf("%w: %s", readout.ErrInvalid, why)
	}
	d := annotate.Claim(claim)
	if !corroborate.Claims(d) {
		return nil, fmt.Errorf("%w: the claim has no verb that says what happened; give a whole sentence, such as \"The council closed the pier\"", readout.ErrInvalid)
	}
	return d, nil
}

// unfit says why a text cannot be checked and what to do; "" for one that can.
func unfit(claim string) string {
	n := utf8.RuneCountInString(claim)
	switch {
	case !utf8.ValidString(claim):
		return "the claim is not UTF-8; save or type it as UTF-8"
	case !strings.ContainsFunc(claim, unicode.IsLetter):
		return "the claim is empty; give a sentence in quotation marks, before the reports"
	case n > LongestClaim:
		return fmt.Sprintf("the claim has %d characters; give at most %d: a sentence or two", n, LongestClaim)
	case strings.HasSuffix(strings.TrimRight(claim, "\"'”’) \t\n"), "?"):
		return "the claim is a question; say it as a statement, such as \"The council closed the pier\""
	}
	if lang := ingest.ForeignLanguage(claim); lang != "" {
		return fmt.Sprintf("the claim is not in English (it looks like %q); only English is read", lang)
	}
	return ""
}

// ParseEnd reads a date or a time for the question that name is the name of; a date
// alone is its end, so that the whole day counts, and "" the zero time. Times
// without a zone are UTC. The error wraps readout.ErrInvalid.
func ParseEnd(name, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Microsecond), nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: %s %q is no date or time; give 2026-02-07 or 2026-02-07T09:00", readout.ErrInvalid, name, s)
}

// ParseBegin is ParseEnd, but that a date alone is its beginning.
func ParseBegin(name, s string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	return ParseEnd(name, s)
}
