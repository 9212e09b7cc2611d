package ingest

import "errors"

func looksLikeHTML([]byte) bool { return false }

func binaryKind([]byte) string { return "" }

func readHTML([]byte) (*page, error) { return nil, errors.New("html: not read yet") }
