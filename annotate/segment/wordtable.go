package segment

import (
	_ "embed"
	"strings"
	"unicode"

	"github.com/readout-project/readout/internal/fold"
)

//go:embed contractions.txt
var contractionTable string

//go:embed prefixes.txt
var prefixTable string

//go:embed suffixes.txt
var suffixTable string

//go:embed units.txt
var unitTable string

//go:embed domains.txt
var domainTable string

//go:embed emoticons.txt
var emoticonTable string

var (
	prefixes     = readWords(prefixTable)
	suffixes     = readWords(suffixTable)
	units        = readWords(unitTable)
	domains      = readWords(domainTable)
	emoticons    = readWords(emoticonTable)
	contractions = readContractions(contractionTable)
)

// The longest entries of the tables; what is longer is not looked up.
const (
	longestAffix        = 8
	longestUnit         = 8
	longestDomain       = 6
	longestContraction  = 8
	shortestContraction = 2
)

// What a byte of a chunk is.
const (
	letterByte uint16 = 1 << iota
	digitByte
	spaceByte
	stopByte
	atByte
	slashByte
	colonByte
	closeByte
	faceByte // begins an emoticon
	otherByte
)

var bytes = byteTable()

func byteTable() (t [256]uint16) {
	for b := range t {
		t[b] = otherByte
	}
	set := func(chars string, k uint16) {
		for i := range len(chars) {
			t[chars[i]] = k
		}
	}
	set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letterByte)
	set("0123456789", digitByte)
	set(" \t\n\v\f\r", spaceByte)
	set(".!?", stopByte)
	set("@", atByte)
	set("/", slashByte)
	set(":", colonByte|faceByte)
	set(")]\"'", closeByte)
	set(";=<>(^-", otherByte|faceByte)
	return t
}

func digit(r rune) bool { return '0' <= r && r <= '9' || r > 0x7f && unicode.IsDigit(r) }

func letter(r rune) bool {
	return 'a' <= r|0x20 && r|0x20 <= 'z' || r > 0x7f && unicode.IsLetter(r)
}

func wordByte(b byte) bool { return bytes[b]&(letterByte|digitByte) != 0 }

// space reports whether r is white space, which belongs to no word. Characters
// that are not seen belong to the word they stand at.
func space(r rune) bool { return unicode.IsSpace(r) }

func invisible(r rune) bool { return r > 0x7f && fold.Rune(r) < 0 }

func closing(r rune) bool {
	switch r {
	case ')', ']', '"', '\'', '”', '’', '»', '.', '?', '!', '*', '_':
		return true
	}
	return false
}

// lowered appends s to b with its ASCII letters in lower case.
func lowered(b []byte, s string) []byte {
	for i := range len(s) {
		k := s[i]
		if 'A' <= k && k <= 'Z' {
			k |= 0x20
		}
		b = append(b, k)
	}
	return b
}

func upper(s string) bool { return s != "" && s == strings.ToUpper(s) && s != strings.ToLower(s) }

// cuts are the places where a contraction is cut; 0 ends the list.
type cuts [2]uint8

func readContractions(table string) map[string]cuts {
	m := map[string]cuts{}
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var k cuts
		n, at := 0, 0
		for part := range strings.SplitSeq(line, " ") {
			if at > 0 {
				k[n] = uint8(at)
				n++
			}
			at += len(part)
		}
		m[strings.ReplaceAll(line, " ", "")] = k
	}
	return m
}

// contraction looks up a word of ASCII letters, in lower case or with a capital.
func contraction(word string) (cuts, bool) {
	switch word[0] | 0x20 {
	case 'c', 'g', 'w', 'l', 'd', 'i', 'a', 's', 'h', 'y', 't':
	default:
		return cuts{}, false
	}
	var b [longestContraction]byte
	low := lowered(b[:0], word)
	k, ok := contractions[string(low)]
	return k, ok
}
