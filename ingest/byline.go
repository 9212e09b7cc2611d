package ingest

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
)

// bylineOpen are the words that open a byline, on folded text.
var bylineOpen = regexp.MustCompile(`^(?i:by:?|written by:?|reported by:?|story by:?|words by:?|words:|posted by:?|published by:?|author:|authors:|von:?|autor:|autorin:|autoren:|text:|ein (beitrag|gastbeitrag|kommentar|artikel|interview) von|geschrieben von:?|verfasst von:?|par:?|publie par:?|ecrit par:?|por:?|escrito por:?|publicado por:?|di|a cura di|door:?|av|af|przez:?|autor) (?:\p{Lu}|@|, |the \p{Lu})`)

var (
	bylinePrefix = regexp.MustCompile(`(?i)^\s*(by|written by|reported by|story by|words by|words|posted by|published by|authors?|von|autor|autorin|autoren|text|ein (beitrag|gastbeitrag|kommentar|artikel|interview) von|geschrieben von|verfasst von|par|publi[eé] par|[eé]crit par|por|escrito por|publicado por|di|a cura di|door|av|af|przez)\b\s*:?\s*`)
	bylineCut    = regexp.MustCompile(`(?i)\s+(\||-{1,2}|/|·|•|>)\s+|\s+(in|at|for|on|für|fur|reports?|reporting|updated|published|posted|from)\s+|\s*\(|\s*\b(\d{1,2}[./:]\d|\d{4}|(jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d|(mon|tues|wednes|thurs|fri|satur|sun)day\b)|\s*@\w|\S+@\S+`)
	bylineSplit  = regexp.MustCompile(`(?i)\s*(?:,|;|\s&\s|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bwith\b|\bog\b|\boch\b|\ben\b)\s*`)
	roleWords    = regexp.MustCompile(`(?i)\b(staff|writer|newswire|reporter|correspondent|editor|editors|desk|bureau|chief|contributor|columnist|agency|agencies|news|team|newsroom|redaktion|redaction|redaccion|press|producer|journalist|journalists|online|service|services|analyst|author|admin|guest|special|associate|senior)\b`)
)

// bylineNames are the persons that a byline names, as it writes them: not
// outlets, agencies, desks, places or dates. None is an answer.
func bylineNames(s string) []string {
	s = strings.Join(strings.Fields(strings.Map(blankOrSame, s)), " ")
	if m := bylinePrefix.FindString(s); m != "" && len(m) < len(s) {
		s = s[len(m):]
	}
	if m := bylinePrefix.FindString(s); m != "" && len(m) < len(s) && strings.HasPrefix(strings.ToLower(m), "by") {
		s = s[len(m):]
	}
	if loc := bylineCut.FindStringIndex(s); loc != nil {
		s = s[:loc[0]]
	}
	var out []string
	seen := map[string]bool{}
	for _, part := range bylineSplit.Split(s, -1) {
		part = strings.Trim(part, " .,;:|-–—\"'“”")
		if strings.HasSuffix(s, "Jr.") && strings.HasSuffix(part, "Jr") {
			part += "."
		}
		if k := fold.Key(part); personName(part) && !seen[k] {
			seen[k] = true
			out = append(out, part)
		}
	}
	return out
}

func blankOrSame(r rune) rune {
	if f := fold.Rune(r); f == ' ' || f == -1 {
		return f
	}
	return r
}

// personName reports whether a part of a byline names a person: one to five
// words with capitals, no role of a newsroom, no newsroom.
func personName(s string) bool {
	ws := strings.Fields(s)
	if len(ws) < 2 || len(ws) > 5 || roleWords.MatchString(s) {
		return false
	}
	if _, ok := gazetteer.NewsroomByName(s); ok {
		return false
	}
	for k, w := range ws {
		if len(w) > 3 && strings.ToUpper(w) == w {
			first, n := utf8.DecodeRuneInString(w)
			w = string(first) + strings.ToLower(w[n:])
		}
		if !nameWord(w) && (k == 0 || !nameParticle[strings.ToLower(w)]) {
			return false
		}
	}
	return true
}
