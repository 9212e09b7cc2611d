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
	for _, key := range []string{"sourceOrganization", "isBasedOn"} {
		v := article.text(key)
		if absolute(v) {
			v = host(v)
		}
		if v != "" && len(v) < 60 && !h.isOwn(v) {
			p.origin = readout.Found{Value: v, Basis: "JSON-LD " + key}
			return
		}
	}
	if f := creditOrigin(p.lines); f.Stated() && !h.isOwn(f.Value) {
		p.origin = f
		return
	}
	if own := firstValue(h.facts.meta, "og:url"); absolute(own) && absolute(p.canonical.Value) {
		if a, b := host(own), host(p.canonical.Value); a != b && !strings.HasSuffix(a, "."+b) && !strings.HasSuffix(b, "."+a) {
			p.origin = readout.Found{Value: b, Basis: "canonical address on another host than og:url " + a}
		}
	}
}

// isOwn reports whether a name or a host is the outlet's own, also as one of the
// words of its name.
func (h *htmlPage) isOwn(name string) bool {
	if h.isHouse(name) {
		return true
	}
	own := " " + strings.Join(fold.Words(h.page.outlet.Value+" "+h.siteName()), " ") + " "
	if k := strings.Join(fold.Words(name), " "); k == "" || strings.Contains(own, " "+k+" ") {
		return true
	}
	for _, address := range []string{h.page.canonical.Value, firstValue(h.facts.meta, "og:url")} {
		if a := host(address); a != "" && (a == name || strings.HasSuffix(a, "."+name) || strings.HasSuffix(name, "."+a)) {
			return true
		}
	}
	return false
}

// isOutlet reports whether a name is the outlet's own.
func (h *htmlPage) isOutlet(name string) bool {
	return fold.Key(name) == fold.Key(h.page.outlet.Value) || fold.Key(name) == fold.Key(h.siteName())
}
