package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// An address is fetched only where it is an argument, and a private one only
// where the environment allows it.
func TestAddresses(t *testing.T) {
	asked := 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked++; r.URL.Path != "/bridge" {
			http.NotFound(w, r)
			return
		}
		if !strings.HasPrefix(r.UserAgent(), "Readout/") {
			t.Errorf("fetched by %q", r.UserAgent())
		}
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-2")
		fmt.Fprint(w, "<h1>Bridge of Orlava opens</h1><p>The bridge of Orlava opened to trams on Monday, Ji\xf8\xed Vesel\xfd said at the town hall of Orlava.</p>")
	}))
	defer s.Close()
	look := func(allow string, args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		env := func(name string) string {
			if name == allowPrivate {
				return allow
			}
			return ""
		}
		exit := run(context.Background(), append([]string{"lines", "--format", "json"}, args...), strings.NewReader(""), &out, &errs, env)
		return exit, out.String(), errs.String()
	}
	exit, _, refused := look("", s.URL+"/bridge")
	if exit != exitUnread || asked > 0 || !strings.Contains(refused, "refused") {
		t.Errorf("exit %d, asked %d times: %s", exit, asked, refused)
	}
	exit, out, errs := look("1", s.URL+"/bridge")
	if exit != exitDone || asked != 2 || !strings.Contains(out, "Jiří Veselý") || !strings.Contains(out, `"input":"`+s.URL+`/bridge"`) {
		t.Errorf("exit %d, asked %d times: %s %s", exit, asked, out, errs)
	}
	if exit, _, errs = look("1", s.URL+"/gone"); exit != exitUnread || !strings.Contains(errs, "status 404") {
		t.Errorf("exit %d: %s", exit, errs)
	}
}
