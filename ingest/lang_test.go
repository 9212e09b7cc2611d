package ingest

import (
	"strings"
	"testing"
)

func TestDetectLang(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"English": {"The fisheries minister of Valdia travelled to Port Alder on Monday for talks about the herring quota, and said afterwards that both sides had agreed to meet again before the season opens in ten days, which nobody had expected.", "en"},
		"German":  {"Die Fischereiministerin von Valdia reiste am Montag nach Port Alder, um über die Heringsquote zu sprechen, und sagte danach, beide Seiten hätten vereinbart, sich vor dem Beginn der Fangzeit in zehn Tagen noch einmal zu treffen.", "de"},
		"Spanish": {"La ministra de Pesca de Valdia viajó el lunes a Port Alder para hablar de la cuota de arenque y dijo después que ambas partes habían acordado reunirse otra vez antes de que empiece la temporada, dentro de diez días.", "es"},
		"short":   {"The pier is closed.", ""},
		"empty":   {"", ""},
		"digits":  {strings.Repeat("12 34 56 78 ", 60), ""},
	} {
		if got := detectLang(c.text); got.Value != c.want || got.Stated() && got.Basis == "" {
			t.Errorf("%s: %+v, want %q", name, got, c.want)
		}
	}
}
