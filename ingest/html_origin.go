package ingest

import (
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// readOrigin finds whose reporting it is, where it is another's than the
// outlet's: by schema.org, by a canonical address elsewhere, by a credit.
func (h *htmlPage) readOrigin() {
	p := h.page
	article := h.facts.article(func(s string) bool { return s != "" && titleKey(s) == titleKey(p.title.Value) })
	for _, key := range []string{"sourceOrganization", "isBasedOn", "provider"} {
		v := article.text(key)
		if key == "isBasedOn" && absolute(v) {
			v = host(v)
		}
		if v != "" && !absolute(v) && key != "provider" && !h.isOutlet(v) {
			p.origin = readout.Found{Value: v, Basis: "JSON-LD " + key}
			return
		}
	}
	if f := creditOrigin(p.lines); f.Stated() && !h.isOutlet(f.Value) {
		p.origin = f
		return
	}
	if own, _ := first(h.facts.meta, "og:url"); absolute(own) && absolute(p.canonical.Value) {
		if a, b := host(own), host(p.canonical.Value); a != b && !strings.HasSuffix(a, "."+b) && !strings.HasSuffix(b, "."+a) {
			p.origin = readout.Found{Value: b, Basis: "canonical address on another host than og:url " + a}
		}
	}
}

// isOutlet reports whether a name is the outlet's own.
func (h *htmlPage) isOutlet(name string) bool {
	return fold.Key(name) == fold.Key(h.page.outlet.Value) || fold.Key(name) == fold.Key(h.siteName())
}
