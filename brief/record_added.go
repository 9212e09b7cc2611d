package brief

import "io"

// Outcome is what became of a report that was to be added to a record.
type Outcome struct {
	Input    string `json:"input"`
	ID       string `json:"id"`
	Outcome  string `json:"outcome" one:"added|known|forgotten"` // "added", "known" or "forgotten"
	Story    string `json:"story"`
	NewStory bool   `json:"new_story"`
	Revises  string `json:"revises"`    // the report of the same address that it revises; ""
	Revised  string `json:"revised_by"` // the later version of it that the record has; ""
	Reason   string `json:"reason"`     // why it is kept without being analysed, or was forgotten
}

// OutcomeJSON writes what became of a report as one line of JSON.
func OutcomeJSON(w io.Writer, o Outcome) error { return encode(w, o) }

type refusedJSON struct {
	Input string `json:"input"`
	Error string `json:"error"`
}

// RefusedJSON writes that a report could not be read as one line of JSON.
func RefusedJSON(w io.Writer, input, why string) error {
	return encode(w, refusedJSON{input, why})
}
