package serve_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/serve"
)

func TestProfilesAreForThisMachine(t *testing.T) {
	for addr, ok := range map[string]bool{"127.0.0.1:0": true, "[::1]:0": true, "0.0.0.0:0": false, ":0": false, "192.0.2.1:0": false, "desk.example:0": false, "7878": false, "": false} {
		l, err := serve.ListenDebug(t.Context(), addr)
		if err == nil {
			l.Close()
		}
		if !ok && !errors.Is(err, readout.ErrInvalid) || ok && errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

// Profiles are where they were asked for, and on the server of the record never.
func TestProfilesStandApart(t *testing.T) {
	d := open(t, serve.Options{}, daily)
	ctx, end := context.WithCancel(t.Context())
	l, err := serve.ListenDebug(ctx, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- d.srv.Debug(ctx, l) }()
	get := func(path, host string) (int, string) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+l.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		data, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(data)
	}
	if status, body := get("/debug/pprof/goroutine?debug=1", ""); status != 200 || !strings.Contains(body, "goroutine profile:") {
		t.Errorf("%d %s", status, body)
	}
	if status, body := get("/debug/pprof/heap", ""); status != 200 || !strings.HasPrefix(body, "\x1f\x8b") {
		t.Errorf("heap: %d", status)
	}
	if status, _ := get("/debug/pprof/", "elsewhere.example"); status != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d", status)
	}
	if status, _ := get("/", ""); status != http.StatusNotFound {
		t.Errorf("the record on the debug address: %d", status)
	}
	for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/profile?seconds=1", "/debug/vars"} {
		if a := d.get(path); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s on the server of the record: %s", path, a.Status)
		}
	}
	end()
	if err := <-done; err != nil {
		t.Errorf("at the end: %v", err)
	}
}
