package ingest

import (
	"regexp"
	"strings"
	"unicode"
)

// Forms of lines, on folded text. Names of newsrooms inside them are looked up
// by the callers.
var (
	// "— Ana Roe (@anaroe) October 13, 2016", at the end of an embedded post.
	tweetEnd = regexp.MustCompile(`(^|\s)- [^@]{2,60} ?\(@\w{2,30}\) .{0,20}\d{1,2}.{0,24}$`)

	captionOpen   = regexp.MustCompile(`(?i)^(photo|foto|image|picture|file photo|file picture|file|video|graphic|illustration|caption|bild|symbolbild|archivbild|archivfoto|imagen|legende)s?( ?- | ?: |: ?|- ?)\S`)
	captionFile   = regexp.MustCompile(`(?i)\b(file (photo|picture|image)|photo (taken|released|provided|obtained)|photo by|photograph by|photos? courtesy|handout (photo|picture|image)|image (released|provided|taken)|picture (alliance|taken|released)|screen ?grab|grab from|pictured (above|left|right|here)|in (a|this) (file |undated |handout )?(photo|picture|image|photograph)\b|(photo|image|picture) (made|released|provided|obtained|from))`)
	captionEnd    = regexp.MustCompile(`(?i)(\((photo|foto|image|picture|credit|photograph|pic)s?[:/ ][^()]{2,80}\)|\([^()]{0,60}(/ ?[A-Z][^()]{2,40}|via [A-Z][^()]{2,40}|getty images|ap photo[^()]{0,60}|reuters|afp|associated press|file photo|symbolbild|symbolfoto|archivbild|archivfoto|archiv|file)\)|(/ ?|via |\bdpa/|\bafp/)(getty images|afp|reuters|ap|epa|shutterstock|picture alliance|dpa|xinhua|alamy|istock|unsplash|pixabay)( via [a-z ]{2,30}| images)?( \(file\))?|reuters/[a-z .'-]{3,40}|© ?[a-z0-9][^.]{2,60}|ap photo/[^.]{3,40}|(photo|photograph|foto|image|credit|picture|fotos|photos|bild|illustration|credits)( by|:| ©) ?[^.]{2,80})\.?$`)
	captionAgency = regexp.MustCompile(`^(AP ?: ?Associated Press|AP|AFP|EPA|PA|PA Wire|Reuters|REUTERS|Getty Images?( - Getty)?|Alamy|Rex Features|Shutterstock|Xinhua|dpa|Press Association|Associated Press|Getty - Contributor|Handout - Getty|\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)? (?:Media|Images|Pictures|Features|Flynet|News)) (- )?[\p{Lu}\d]`)
	creditLabel   = regexp.MustCompile(`(?i)^(foto|photo|bild|image|credit|picture|image credit|photo credit|bildquelle|foto credit)s? ?(:|by|©|/)`)
	position      = regexp.MustCompile(`\((l|r|c|left|right|centre|center|top|bottom|2nd l|2nd r|c-r|c-l|front|back|above|pictured|li|re|links|rechts|mitte)\.?\)`)

	correctionOpen = regexp.MustCompile(`(?i)^(correction|corrections|corrected|clarification|editor'?s'? note|update|updates|this (story|article|post|report|piece) (has been|was) (updated|corrected|amended|edited)|an earlier version of this|a previous version of this|due to (incorrect|an error|an editing error)|berichtigung|korrektur|anmerkung der redaktion|hinweis der redaktion|in einer fruheren version|erratum|rectificatif|correction le|fe de erratas|correccion|nota (del editor|de la redaccion))\b`)

	rightsLine = regexp.MustCompile(`(?i)(all rights reserved|may not be published, broadcast|alle rechte vorbehalten|tous droits reserves|todos los derechos reservados|^copyright (©|\(c\)|\d{4})|^© ?\d{4}|^© [a-z])`)

	deskLine = regexp.MustCompile(`(?i)^\(?((additional |further )?(reporting|writing|editing|edited|compiled|production|research) by|with (reporting|inputs?|files) (by|from)|text by|information from:|with assistance (by|from)|- ?with assistance (by|from))(\b|\s)|\bcontributed (to this (report|story|article|post|piece)|reporting)\b|\bcontributed\.?\)?$|^\(?(with )?(agency|agencies|wire) (inputs?|reports?)\)?$`)

	// "Related Stories SOME TITLE Another title", a list of teasers in one line.
	tagList = regexp.MustCompile(`(?i)^(tags?|tagged|filed under|topics?|categories|category|keywords|schlagworter|schlagworte|stichworte|kategorien?|themen|etiquetas|mots[ -]cles)( ?:|: ) ?\S`)
	// "Ana says:", above a reader's comment.
	commenter = regexp.MustCompile(`^(?i:comment by )?.{2,40}(?i: (says|said|sagt|sagte|schreibt|writes|wrote|dit|dijo|dice)( on .{4,30}| am .{4,30})?:| on .{4,30} said:)$`)
	boxList   = regexp.MustCompile(`^(?i:(related|recommended|more|other|similar|popular|top|latest) (stories|articles|posts|links|coverage|videos|content|news|topics):?) [\p{Lu}\d"']`)
	// "- Words -", a heading as agencies set it.
	dashed = regexp.MustCompile(`^-{1,2} \S.{0,80}\S -{1,2}$`)
	// "11 a.m. in Here. Saturday, May 16", one of a list of times.
	timeList = regexp.MustCompile(`(?i)^\d{1,2}([:.]\d\d)? ?([ap]\.?m\.?)? ?\(?[A-Z]{2,4}\)?[.,]? (mon|tues|wednes|thurs|fri|satur|sun)day,? [a-z]{3,9}\.? \d{1,2}\.?$`)
	videoBox = regexp.MustCompile(`(?i)\bjust watched\b.*\b(replay|must watch)\b|\bmore videos\b.*\bmust watch\b`)
	toggle   = regexp.MustCompile(`(?i)\btoggle caption\b|^enlarge this image`)
	// What follows a writer's name in the lines about him.
	authorVerb = regexp.MustCompile(`^,? (is|was|has|have|are|writes|covers|reports|works|ist|war|hat|schreibt|studierte|arbeitet|lebt|est|ecrit|travaille|es|escribe|e) `)
	bracket    = regexp.MustCompile(`^\[[^\[\]]{8,160}\]$`)

	imageFile = regexp.MustCompile(`(?i)^[\[<(]?\S{1,120}\.(jpe?g|png|gif|webp|svg|pdf|mp4)[\])>]?( \d+ ?[x×]? ?\d*)?$`)
	formField = regexp.MustCompile(`(_{4,}|\[ {3,}\]|\(BUTTON\)|\[BUTTON)`)
	ruler     = regexp.MustCompile(`^[\s_=*~#.·•\-–—]{2,}$`)

	// "12 responses to ...", "3 comments", the head of the readers' comments.
	countHead  = regexp.MustCompile(`(?i)^\(?(\d+|one|two|three|four|five|no|ein|kein|keine) (response|comment|repl(y|ie)|thought|reaction|kommentar|antwort|commentaire|comentario|reactie|commento|commenti|respuesta|reponse)[a-z]{0,2}( (to|on|for|zu|zum|zur|auf|sur|a|en|op) .*)?:?\)?$`)
	shareCount = regexp.MustCompile(`(?i)^\(?\d[\d.,]*k? ?(shares?|likes?|comments?|views?|kommentare?|commentaires?|comentarios?|votes?|points?|retweets?|reads?|followers?|photos?|images?|min|fotos?|bilder?)\b.{0,20}$|^(shares?|comments?|views?|kommentare|likes?):? ?\(?\d[\d.,]*k?\)?$`)
	timeAgo    = regexp.MustCompile(`(?i)^(updated |published |posted )?(about )?(an?|\d+) ?(s|m|h|d|min|mins|minutes?|hours?|hrs?|days?|weeks?|months?|years?) ?(ago|old)?\.?$`)
)

// wordsIn counts blank-separated words of a folded line.
func wordsIn(folded string) int { return len(strings.Fields(folded)) }

// looksLikeName reports whether a line is two to four capitalised words, as a
// name on a line of its own is.
func looksLikeName(folded string) bool {
	ws := strings.Fields(strings.Trim(folded, " ,;:|-"))
	if len(ws) < 2 || len(ws) > 4 {
		return false
	}
	for k, w := range ws {
		if !nameWord(w) && (k == 0 || k == len(ws)-1 || !nameParticle[strings.ToLower(w)]) {
			return false
		}
	}
	return true
}

var nameParticle = map[string]bool{
	"de": true, "la": true, "del": true, "da": true, "dos": true, "von": true, "van": true, "der": true, "den": true,
	"zu": true, "al": true, "el": true, "bin": true, "ibn": true, "ben": true, "di": true, "le": true, "y": true, "e": true, "du": true,
}

// nameWord reports whether a word may be part of a person's name: a capital,
// then letters, with hyphens, apostrophes and the dot of an initial.
func nameWord(w string) bool {
	w = strings.TrimSuffix(w, ",")
	letters, upper := 0, 0
	for k, r := range w {
		switch {
		case unicode.IsLetter(r):
			if k == 0 && !unicode.IsUpper(r) && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") {
				return false
			}
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		case r == '-' || r == '\'':
		case r == '.' && len(w) <= 5:
		default:
			return false
		}
	}
	return letters > 0 && (letters <= 3 || upper <= 3)
}

// Words that boxes of sites put around captions and posts.
var (
	captionBox = regexp.MustCompile(`(?i)^image (copyright|source)\b|^(image|media) caption\b|^media playback is (un|not )supported|\bhide caption\b|\bimage caption\b|^(view|show) caption\b`)
	// "4/34 ...", a picture of a series.
	galleryCount = regexp.MustCompile(`^\d{1,3} ?/ ?\d{1,3} \D{2,}|^\d{1,3} of \d{1,3}\b \D{2,}|^\d{1,3}/\d{1,3} \d{1,2} \p{L}+ \d{4} `)
	// What opens a caption of several sentences.
	captionStart = regexp.MustCompile(`(?i)^(file|an? (image|photo|picture|still)|this|in this|am image|undated|handout)\b`)
	// "A post shared by Ana Roe (@anaroe) on May 4, 2026 at 9:50pm".
	postShared = regexp.MustCompile(`(?i)\ba (post|photo|video) (shared|posted) by .{2,60}\(@[\w.]{2,40}\) on .{6,40}$`)
)

// Lines at the end of reports.
var (
	// "ar/bs (AGENCY, agency)", the initials of editors and what they drew on.
	initials = regexp.MustCompile(`^[a-z]{2,4}(/[a-z]{2,4}){0,3},? ?\([^()]{2,60}\)$`)
	// "(Daily Name 05/04/2026 page1)".
	pageLine = regexp.MustCompile(`(?i)^\([^()]{3,40} \d{1,2}/\d{1,2}/\d{4} page ?[A-Z]?\d+\)$`)
	// "Information from: Name, address"; "This article originally appeared on Name."
	takenFrom = regexp.MustCompile(`(?i)\b(?:information from:|originally (?:appeared|published|ran) (?:on|in|at|by)|first (?:appeared|published) (?:on|in|at|by)|(?:reposted|republished|reprinted|syndicated) (?:with permission )?from|read the original (?:article|story|post|report) (?:on|at|in|from)) (?:the )?([\p{L}\d][^.,;:()]{1,40})`)
	followUs  = regexp.MustCompile(`(?i)^(e-?mail: \S+@|follow .{2,60} on (twitter|facebook|instagram|x|linkedin)\b|for more .{2,30} coverage:|.{0,40}: https?://\S+$|https?://\S+$)`)
)
