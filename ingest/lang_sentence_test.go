package ingest

import "testing"

func TestForeignLanguage(t *testing.T) {
	for sentence, want := range map[string]string{
		"Witkin met Varga in Orlo.": "",
		"The minister resigned.":    "",
		"Der Minister ist am Montag von seinem Amt zurück getreten und hat das nicht erklärt.": "de",
		"El ministro dijo que la presa no se cerró por la tarde.":                              "es",
		"Министр подал в отставку.":                                                            "und",
		"大臣が辞任した。":                                                                             "und",
		"":                                                                                     "",
	} {
		if got := ForeignLanguage(sentence); got != want {
			t.Errorf("%q is %q, want %q", sentence, got, want)
		}
	}
}
