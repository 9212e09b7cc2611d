package conllu

import (
	"os"
	"path/filepath"
	"testing"
)

func TestNonCommercial(t *testing.T) {
	head := "document\tsplit\tgenre\ttext_licence\tnon_commercial_only\n"
	for _, c := range []struct {
		name, table string
		want        int // -1: an error
	}{
		{"one closed, one free", head + "D_a\ttrain\tnews\tCC BY\tno\nD_b\ttrain\tessay\tCC BY-NC\tyes\n", 1},
		{"none closed", head + "D_a\ttrain\tnews\tCC BY\tno\n", -1},
		{"a column short", head + "D_b\ttrain\tCC BY-NC\tyes\n", -1},
		{"neither yes nor no", head + "D_b\ttrain\tessay\tCC BY-NC\tmaybe\n", -1},
	} {
		path := filepath.Join(t.TempDir(), "licences.tsv")
		if err := os.WriteFile(path, []byte(c.table), 0o644); err != nil {
			t.Fatal(err)
		}
		docs, err := NonCommercial(path)
		if (err != nil) != (c.want < 0) || err == nil && (len(docs) != c.want || !docs["D_b"]) {
			t.Errorf("%s: %v, %v", c.name, docs, err)
		}
	}
	if _, err := NonCommercial(filepath.Join(t.TempDir(), "absent")); err == nil {
		t.Error("an absent table was read")
	}
}
