package ingest

import "errors"

func readText([]byte) (*page, error) { return nil, errors.New("text: not read yet") }
