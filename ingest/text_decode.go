package ingest

import "strings"

// savedText takes saved text for UTF-8; bytes that are not become U+FFFD.
func savedText(data []byte) (text, basis string) {
	return strings.TrimPrefix(strings.ToValidUTF8(string(data), "\uFFFD"), "\ufeff"), "taken for UTF-8"
}
