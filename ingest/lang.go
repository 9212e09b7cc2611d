package ingest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"github.com/readout-project/readout"
)

// Below these a text is too short or the result too weak to be stated.
const (
	leastLangRunes = 200
	mostLangBytes  = 8000
)

// detectLang names the language of running text as a BCP 47 primary subtag, by
// its letter trigrams (whatlanggo). Short texts and doubtful results are not
// stated.
func detectLang(text string) readout.Found {
	if len(text) > mostLangBytes {
		text = text[:mostLangBytes]
		for !utf8.ValidString(text) && len(text) > mostLangBytes-utf8.UTFMax {
			text = text[:len(text)-1]
		}
	}
	n := utf8.RuneCountInString(text)
	if n < leastLangRunes {
		return readout.Found{}
	}
	info := whatlanggo.Detect(strings.ToValidUTF8(text, " "))
	tag := info.Lang.Iso6391()
	if tag == "" || !info.IsReliable() {
		return readout.Found{}
	}
	return readout.Found{Value: tag, Basis: fmt.Sprintf("letter trigrams of %d characters of the article", n)}
}
