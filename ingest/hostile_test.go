package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are inputs that would be slow if time grew with blocks times depth, or
// with lines times lines; n scales them. That time stays linear is for the
// benchmark to show.
var hostile = map[string]func(n int) string{
	"deep blocks": func(n int) string {
		return "<html>" + strings.Repeat("<div class=author>", 400) + strings.Repeat("<p>a b c<p>d", n)
	},
	"wide dates": func(n int) string {
		return "<html>" + strings.Repeat("<span class=date>1 May 2031<time>", 200) + strings.Repeat("<i>x</i>", n)
	},
	"signs and pictures": func(n int) string {
		return "<html><body><h1>Bridge of Velm</h1><div>" + strings.Repeat("<img>", n/4) + "</div><div>" +
			strings.Repeat("<p>The harbour master told the Velm Courier in a file photo of May 2031 that he was told by Sund.</p><p>© 2031 Velm Courier</p>", n/8) + "</div>"
	},
	"one line":    func(n int) string { return strings.Repeat("word and word, ", 5*n) },
	"many lines":  func(n int) string { return strings.Repeat("a line that says something now.\n", n/2) },
	"short lines": func(n int) string { return strings.Repeat("x\n", n) },
	"heads": func(n int) string {
		return strings.Repeat("Read More\nSome words stand in this line and end here.\n", n/4)
	},
	"openings": func(n int) string { return strings.Repeat("((((((((((via via via [[[[ ____ - ", n/2) },
}

func TestHostileInputsAreRead(t *testing.T) {
	for name, input := range hostile {
		if _, err := Read(Input{Name: name, Data: []byte(input(2_000))}); err != nil {
			t.Error(err)
		}
	}
}

// BenchmarkHostile shows the growth: a linear reader keeps its bytes a second.
func BenchmarkHostile(b *testing.B) {
	for name, input := range hostile {
		for _, n := range []int{10_000, 40_000} {
			data := []byte(input(n))
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					if _, err := Read(Input{Name: name, Data: data}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
