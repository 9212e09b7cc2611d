package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// A page that the record has is asked for with what validates it, and what has not
// changed is neither read nor a failure; what has changed is a later version.
func TestAnAddressIsFetchedAgainOnlyWhereItChanged(t *testing.T) {
	etag, text, sent := `"one"`, "400", 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<h1>Dock workers in Sundvik walk out</h1><p>About %s dock workers in Sundvik walked out over pay on Thursday, the harbour company Orlava Port said in the town.</p>", text)
	}))
	defer s.Close()
	db := filepath.Join(t.TempDir(), "record.db")
	add := func() string {
		t.Helper()
		var out bytes.Buffer
		exit, stderr := runWith(context.Background(), nil, &out, "add", "--allow-private", "--db", db, s.URL+"/strike")
		if exit != 0 {
			t.Fatalf("exit %d: %s", exit, stderr)
		}
		return out.String() + stderr
	}
	if got := add(); !strings.Contains(got, "1 added") {
		t.Errorf("first: %s", got)
	}
	if got := add(); sent != 1 || !strings.Contains(got, "not changed since it was added") || !strings.Contains(got, "0 added") {
		t.Errorf("sent %d times: %s", sent, got)
	}
	etag, text = `"two"`, "450"
	if got := add(); sent != 2 || !strings.Contains(got, "revises") {
		t.Errorf("sent %d times: %s", sent, got)
	}
}
