package lexis

import (
	"strings"
	"testing"
)

func TestStems(t *testing.T) {
	for in, want := range map[string]string{
		"The envoys met in the capital":    "envoy meet capit",
		"He held three meetings":           "hold three meet",
		"negotiators’ negotiation was not": "negoti negoti",
	} {
		if got := strings.Join(Stems(in), " "); got != want {
			t.Errorf("Stems(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestIDF(t *testing.T) {
	common, rare, unseen := IDF(Stem("year")), IDF(Stem("ceasefire")), IDF("qwxyzzy")
	if !(0 < common && common < rare && rare < unseen) {
		t.Errorf("IDF: year %.2f, ceasefire %.2f, unseen %.2f: expected a rise", common, rare, unseen)
	}
}
