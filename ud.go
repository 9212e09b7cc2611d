package readout

import (
	"slices"
	"strings"
)

// UPOS is a universal part-of-speech tag of Universal Dependencies v2.
type UPOS uint8

// Universal part-of-speech tags. NoUPOS is a word without a tag.
const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{
	"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
	"PUNCT", "SCONJ", "SYM", "VERB", "X",
}

func (u UPOS) String() string { return uposNames[u] }

// ParseUPOS reads a tag as CoNLL-U writes it; false for one that is not UD's.
func ParseUPOS(s string) (UPOS, bool) {
	i, ok := indexOf(uposNames[:], s)
	return UPOS(i), ok
}

// XPOS is a tag of the Penn Treebank as UD's English treebanks use it in the
// column XPOS.
type XPOS uint8

// Penn tags, named by what they are called. NoXPOS is a word without a tag.
const (
	NoXPOS XPOS = iota
	TagNN
	TagIN
	TagDT
	TagNNP
	TagJJ
	TagPRP
	TagStop
	TagRB
	TagComma
	TagNNS
	TagVB
	TagCC
	TagVBP
	TagVBD
	TagVBZ
	TagVBN
	TagCD
	TagVBG
	TagTO
	TagPRPPoss
	TagMD
	TagUH
	TagColon
	TagWDT
	TagRRB
	TagLRB
	TagWRB
	TagOpenQuote
	TagCloseQuote
	TagWP
	TagRP
	TagHYPH
	TagPOS
	TagNNPS
	TagJJR
	TagJJS
	TagEX
	TagRBR
	TagFW
	TagSYM
	TagNFP
	TagADD
	TagPDT
	TagGW
	TagCurrency
	TagRBS
	TagLS
	TagAFX
	TagWPPoss
)

var xposNames = [...]string{
	"_", "NN", "IN", "DT", "NNP", "JJ", "PRP", ".", "RB", ",", "NNS", "VB", "CC", "VBP", "VBD", "VBZ",
	"VBN", "CD", "VBG", "TO", "PRP$", "MD", "UH", ":", "WDT", "-RRB-", "-LRB-", "WRB", "``", "''",
	"WP", "RP", "HYPH", "POS", "NNPS", "JJR", "JJS", "EX", "RBR", "FW", "SYM", "NFP", "ADD", "PDT",
	"GW", "$", "RBS", "LS", "AFX", "WP$",
}

func (x XPOS) String() string { return xposNames[x] }

// ParseXPOS reads a Penn tag; false for one that UD's English treebanks lack.
func ParseXPOS(s string) (XPOS, bool) {
	i, ok := indexOf(xposNames[:], s)
	return XPOS(i), ok
}

// Rel is a dependency relation of UD v2 with the subtypes of English.
type Rel uint8

// Relations. NoRel is a word without one.
const (
	NoRel           Rel = iota
	RelPunct            // punct
	RelCase             // case
	RelDet              // det
	RelNsubj            // nsubj
	RelRoot             // root
	RelAdvmod           // advmod
	RelAmod             // amod
	RelObj              // obj
	RelObl              // obl
	RelConj             // conj
	RelNmod             // nmod
	RelCc               // cc
	RelMark             // mark
	RelCompound         // compound
	RelAux              // aux
	RelCop              // cop
	RelAdvcl            // advcl
	RelNmodPoss         // nmod:poss
	RelXcomp            // xcomp
	RelAclRelcl         // acl:relcl
	RelFlat             // flat
	RelCcomp            // ccomp
	RelAcl              // acl
	RelParataxis        // parataxis
	RelNummod           // nummod
	RelAuxPass          // aux:pass
	RelAppos            // appos
	RelNsubjPass        // nsubj:pass
	RelDiscourse        // discourse
	RelOblUnmarked      // obl:unmarked
	RelNmodUnmarked     // nmod:unmarked
	RelCompoundPrt      // compound:prt
	RelExpl             // expl
	RelFixed            // fixed
	RelIobj             // iobj
	RelList             // list
	RelReparandum       // reparandum
	RelOblAgent         // obl:agent
	RelDep              // dep
	RelCsubj            // csubj
	RelNmodDesc         // nmod:desc
	RelNsubjOuter       // nsubj:outer
	RelAdvclRelcl       // advcl:relcl
	RelDetPredet        // det:predet
	RelVocative         // vocative
	RelGoeswith         // goeswith
	RelCcPreconj        // cc:preconj
	RelOrphan           // orphan
	RelDislocated       // dislocated
	RelCsubjPass        // csubj:pass
	RelCsubjOuter       // csubj:outer
	RelClf              // clf
)

var relNames = [...]string{
	"_", "punct", "case", "det", "nsubj", "root", "advmod", "amod", "obj", "obl", "conj", "nmod",
	"cc", "mark", "compound", "aux", "cop", "advcl", "nmod:poss", "xcomp", "acl:relcl", "flat",
	"ccomp", "acl", "parataxis", "nummod", "aux:pass", "appos", "nsubj:pass", "discourse",
	"obl:unmarked", "nmod:unmarked", "compound:prt", "expl", "fixed", "iobj", "list", "reparandum",
	"obl:agent", "dep", "csubj", "nmod:desc", "nsubj:outer", "advcl:relcl", "det:predet", "vocative",
	"goeswith", "cc:preconj", "orphan", "dislocated", "csubj:pass", "csubj:outer", "clf",
}

// relBases holds each relation without its subtype.
var relBases = [...]Rel{
	NoRel, RelPunct, RelCase, RelDet, RelNsubj, RelRoot, RelAdvmod, RelAmod, RelObj, RelObl, RelConj,
	RelNmod, RelCc, RelMark, RelCompound, RelAux, RelCop, RelAdvcl, RelNmod, RelXcomp, RelAcl,
	RelFlat, RelCcomp, RelAcl, RelParataxis, RelNummod, RelAux, RelAppos, RelNsubj, RelDiscourse,
	RelObl, RelNmod, RelCompound, RelExpl, RelFixed, RelIobj, RelList, RelReparandum, RelObl, RelDep,
	RelCsubj, RelNmod, RelNsubj, RelAdvcl, RelDet, RelVocative, RelGoeswith, RelCc, RelOrphan,
	RelDislocated, RelCsubj, RelCsubj, RelClf,
}

func (r Rel) String() string { return relNames[r] }

// Base is the universal relation: nmod of nmod:poss.
func (r Rel) Base() Rel { return relBases[r] }

// ParseRel reads a relation as CoNLL-U writes it. A subtype that English does
// not use gives its base; false where that is unknown too.
func ParseRel(s string) (Rel, bool) {
	i, ok := indexOf(relNames[:], s)
	if !ok {
		base, _, _ := strings.Cut(s, ":")
		i, ok = indexOf(relNames[:], base)
	}
	return Rel(i), ok
}

// NumUPOS, NumXPOS and NumRel are one more than the greatest value of each type.
const (
	NumUPOS = len(uposNames)
	NumXPOS = len(xposNames)
	NumRel  = len(relNames)
)

func indexOf(names []string, s string) (int, bool) {
	i := slices.Index(names, s)
	return max(i, 0), i > 0
}

// Word is a syntactic word of Universal Dependencies v2: one line of CoNLL-U. A
// written token may be several ("don't" is "do" and "n't", "Al-Zaman" is "Al",
// "-" and "Zaman"); the words of a sentence are in the order of the text and
// cover all of it but its white space.
type Word struct {
	Span
	Joined bool // goes on with the written token of the word before (CoNLL-U: a multiword token)
	UPOS   UPOS
	XPOS   XPOS
	Rel    Rel
	Head   int    // index into Document.Words, in the same sentence; -1 for the root
	Lemma  string // dictionary form
	Feats  string // morphological features as CoNLL-U writes them; "" for none
	// Mention is the type of the mention that this word heads, as GUM types it;
	// "" where it heads none.
	Mention Type
}
