package ingest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
)

// Below these a text is too short or the result too weak to be stated.
const (
	leastLangRunes = 200
	mostLangBytes  = 8000
)

// detectLang names the language of running text as a BCP 47 primary subtag, by
// its letter trigrams (whatlanggo) and its function words. Short texts, and
// texts where the two do not agree and the trigrams are not sure, are not
// stated.
func detectLang(text string) readout.Found {
	if len(text) > mostLangBytes {
		text = text[:mostLangBytes]
	}
	text = strings.ToValidUTF8(text, " ")
	n := utf8.RuneCountInString(text)
	if n < leastLangRunes {
		return readout.Found{}
	}
	info := whatlanggo.Detect(text)
	tag := info.Lang.Iso6391()
	byWords, lead := languageOfWords(fold.Words(text))
	basis := "letter trigrams"
	switch {
	case tag == "" || lead >= 50 && byWords != tag:
		return readout.Found{}
	case lead >= 20 && byWords == tag:
		basis += " and function words"
	case !info.IsReliable():
		return readout.Found{}
	}
	return readout.Found{Value: tag, Basis: fmt.Sprintf("%s of %d characters of the article", basis, n)}
}

// languageOfWords is the language whose function words are the most frequent,
// with its lead over the next in a hundred; 0 where they are less than a sixth
// of the words.
func languageOfWords(words []string) (tag string, lead int) {
	book := phrases()
	best, second := 0, 0
	for _, lang := range slices.Sorted(maps.Keys(book.languages)) {
		n := 0
		for _, w := range words {
			if book.languages[lang][w] {
				n++
			}
		}
		if n > best {
			tag, best, second = lang, n, best
		} else if n > second {
			second = n
		}
	}
	if best == 0 || best*6 < len(words) {
		return tag, 0
	}
	return tag, (best - second) * 100 / max(second, 1)
}

// ForeignLanguage names the language of a sentence that is clearly not English, as
// a BCP 47 primary subtag, or "und" for letters that English does not have; "" for
// English and where it is not clear.
func ForeignLanguage(sentence string) string {
	latin, other := 0, 0
	for _, r := range sentence {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		default:
			other++
		}
	}
	if other > latin {
		return "und"
	}
	words := fold.Words(sentence)
	tag, _ := languageOfWords(words)
	own, english := 0, 0
	for _, w := range words {
		if phrases().languages[tag][w] {
			own++
		}
		if phrases().languages["en"][w] {
			english++
		}
	}
	if tag != "en" && own >= leastForeign && own > 2*english {
		return tag
	}
	return ""
}

// leastForeign is the number of function words from which a sentence is taken for
// another language: two are words of English too often ("met", "in").
const leastForeign = 3
