package ingest

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestLooksBeforeMatching holds what is looked for before an expression is tried
// to the expression: it must let through all that the expression matches.
func TestLooksBeforeMatching(t *testing.T) {
	parts := []string{
		"photo", "Photos", "IMAGE", " by", " By ", ":", "©", " ", "(", ")", "/", "via ", "VIA ", "Getty Images", "AFP", "dpa/", "reuters/", "file", "Jo Roe", ".", "ap photo/",
		"12", "2031", "Jan", "-", "5:30", " pm", "3 days ago", "vor 2 stunden", "https://", "www.", "a", ".com", ".JPG", ".ſvg", "\n", "…", "credit", "Bild",
	}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 8).Draw(t, "parts"), "")
		if got, want := closesCaption(s), captionEnd.MatchString(s); got != want {
			t.Fatalf("%q: closes a caption %v, want %v", s, got, want)
		}
		marks := marksOf(s)
		for c, want := range map[string]bool{"d": dateMark.MatchString(s), "t": timeMark.MatchString(s), "h": linkMark.MatchString(s), "f": fileMark.MatchString(s)} {
			if strings.Contains(marks, c) != want {
				t.Fatalf("%q: mark %s %v, want %v", s, c, !want, want)
			}
		}
	})
}
