package export

import (
	"bytes"
	"io"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/brief"
)

// Markdown writes the chronology with footnotes of [brief.Markdown]: claims by
// day, each with its level and count, and a source line after ICD 206 for every
// place. It is CommonMark with the tables and footnotes of GFM.
func Markdown(w io.Writer, r *readout.Reading, opt Options) error {
	text, err := chronology(r, opt)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return err
}

// Heads of what follows the last story.
const (
	apartHead  = "In no story"
	unreadHead = "Not read"
)

// chronology is the Markdown of the stories that are asked for.
func chronology(r *readout.Reading, opt Options) (string, error) {
	one, err := chosen(r, opt)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := brief.Markdown(&b, one, opt.brief()); err != nil {
		return "", err
	}
	if len(one.Stories) == len(r.Stories) {
		return b.String(), nil
	}
	return without(b.String(), "## "+apartHead), nil
}

// without leaves out the section with a head: of one story, the reports of the
// others are in no story only because those are not written.
func without(text, head string) string {
	var out strings.Builder
	skip := false
	for l := range strings.Lines(text) {
		switch {
		case strings.TrimSuffix(l, "\n") == head:
			skip = true
		case strings.HasPrefix(l, "#"), strings.HasPrefix(l, "[^"):
			skip = false
		}
		if !skip {
			out.WriteString(l)
		}
	}
	return out.String()
}
