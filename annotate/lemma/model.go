package lemma

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/lemma.model
var embedded string

// magic begins a model file. Lines of the header follow, "key: value", and a
// blank line; then the arrays, in the order of the lines "array: NAME BYTES".
const magic = "readout lemma model 1\n"

// Model is a model file, used in place.
type Model struct {
	header    string
	edits     trie
	cases     trie
	classes   trie
	feats     trie
	editTexts texts // two for each edit: what goes, what comes
	featTexts texts
}

var english = sync.OnceValue(func() *Model {
	m, err := Open(embedded)
	if err != nil {
		panic(err)
	}
	return m
})

// parts names the arrays of a model file in their order.
func (m *Model) parts() []struct {
	name string
	data *string
} {
	return []struct {
		name string
		data *string
	}{
		{"edits", (*string)(&m.edits)},
		{"cases", (*string)(&m.cases)},
		{"classes", (*string)(&m.classes)},
		{"feats", (*string)(&m.feats)},
		{"edit-ends", &m.editTexts.ends},
		{"edit-bytes", &m.editTexts.bytes},
		{"feat-ends", &m.featTexts.ends},
		{"feat-bytes", &m.featTexts.bytes},
	}
}

// Open reads the header of a model file and points into its arrays.
func Open(file string) (*Model, error) {
	header, rest, ok := strings.Cut(file, "\n\n")
	if !ok || !strings.HasPrefix(file, magic) {
		return nil, fmt.Errorf("lemma model: it does not begin with %q and a header", magic)
	}
	m := &Model{header: header}
	parts := m.parts()
	for line := range strings.SplitSeq(header, "\n") {
		spec, ok := strings.CutPrefix(line, "array: ")
		if !ok {
			continue
		}
		name, size, _ := strings.Cut(spec, " ")
		n, err := strconv.Atoi(size)
		if err != nil || len(parts) == 0 || name != parts[0].name || n < 0 || n > len(rest) {
			return nil, fmt.Errorf("lemma model: array %q does not fit", spec)
		}
		*parts[0].data, rest = rest[:n], rest[n:]
		parts = parts[1:]
	}
	if len(parts) > 0 || rest != "" {
		return nil, fmt.Errorf("lemma model: %d arrays are missing, %d bytes are left over", len(parts), len(rest))
	}
	return m, nil
}
