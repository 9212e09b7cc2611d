package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// serve starts a server on loopback; robots is what its robots.txt says, "" for
// none.
func serve(t *testing.T, robots string, pages map[string]http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.Header.Get("Cookie") != "" || !strings.HasPrefix(r.UserAgent(), "Readout") {
			t.Errorf("%s with cookie %q by %q", r.Method, r.Header.Get("Cookie"), r.UserAgent())
		}
		switch h := pages[r.URL.Path]; {
		case h != nil:
			h(w, r)
		case r.URL.Path == "/robots.txt" && robots != "":
			fmt.Fprint(w, robots)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

func open() *Client {
	return New(Options{AllowPrivate: true, Timeout: 5 * time.Second, Version: "1.2 (x)"})
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

func TestGet(t *testing.T) {
	s := serve(t, "", map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			w.Header().Set("ETag", `"v1"`)
			if r.UserAgent() != "Readout/1.2x" {
				t.Errorf("agent %q", r.UserAgent())
			}
			if r.Header.Get("If-None-Match") == `"v1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "<p>caf\xe9")
		},
		"/go": redirect("/a#part"),
		"/zip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			fmt.Fprint(z, "zipped")
			z.Close()
		},
	})
	c := open()
	r, err := c.Get(context.Background(), Request{Address: s.URL + "/go#x"})
	if err != nil || string(r.Data) != "<p>caf\xe9" || r.Media != "text/html; charset=iso-8859-1" || r.Address != s.URL+"/a" || r.ETag != `"v1"` {
		t.Fatalf("%+v %v", r, err)
	}
	r, err = c.Get(context.Background(), Request{Address: s.URL + "/a", ETag: `"v1"`})
	if err != nil || !r.NotModified || r.Data != nil {
		t.Errorf("%+v %v", r, err)
	}
	r, err = c.Get(context.Background(), Request{Address: s.URL + "/zip"})
	if err != nil || string(r.Data) != "zipped" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestGetFails(t *testing.T) {
	endless := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	}
	s := serve(t, "User-agent: *\nDisallow: /\n\nUser-agent: readout\nDisallow: /closed\nAllow: /\n", map[string]http.HandlerFunc{
		"/loop":    redirect("/loop"),
		"/ftp":     redirect("ftp://outlet.example/x"),
		"/file":    redirect("file:///etc/passwd"),
		"/closed":  text("closed"),
		"/to":      redirect("/closed?a=b"),
		"/endless": endless,
		"/zipped": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for r.Context().Err() == nil {
				if _, err := z.Write(make([]byte, 64<<10)); err != nil || z.Flush() != nil {
					return
				}
				w.(http.Flusher).Flush()
			}
		},
		"/slow": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		},
		"/no":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"/304": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/brotli": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "x")
		},
	})
	c := New(Options{AllowPrivate: true, Timeout: 2 * time.Second, MaxBytes: 1 << 20})
	for _, x := range []struct {
		address string
		is      error
		says    string
	}{
		{s.URL + "/loop", readout.ErrFormat, "more than 5 redirects"},
		{s.URL + "/ftp", ErrRefused, "not ftp"},
		{s.URL + "/file", readout.ErrFormat, "no complete web address"},
		{s.URL + "/closed", ErrRefused, "robots.txt"},
		{s.URL + "/to", ErrRefused, "robots.txt"},
		{s.URL + "/endless", readout.ErrFormat, "larger than 1 MiB"},
		{s.URL + "/zipped", readout.ErrFormat, "larger than 1 MiB"},
		{s.URL + "/slow", readout.ErrFormat, "longer than 2s"},
		{s.URL + "/no", readout.ErrFormat, "status 403"},
		{s.URL + "/304", readout.ErrFormat, "status 304"},
		{s.URL + "/gone", readout.ErrNotFound, "status 404"},
		{s.URL + "/brotli", readout.ErrFormat, "encoded as"},
		{"gopher://outlet.example/", ErrRefused, "not gopher"},
		{"http://bo:secret@outlet.example/", ErrRefused, "password"},
		{"http:///x", readout.ErrFormat, "no complete"},
	} {
		began := time.Now()
		_, err := c.Get(context.Background(), Request{Address: x.address})
		if !errors.Is(err, x.is) || !strings.Contains(err.Error(), x.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", x.address, err, x.says)
		}
		if time.Since(began) > 8*time.Second {
			t.Errorf("%s took %v", x.address, time.Since(began))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Get(ctx, Request{Address: s.URL + "/slow"}); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted fetch fails with %v", err)
	}
}

func TestPrivateNetworksAreRefused(t *testing.T) {
	var hits atomic.Int32
	s := serve(t, "", map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { hits.Add(1) }, "/robots.txt": func(http.ResponseWriter, *http.Request) { hits.Add(1) }})
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	c := New(Options{Timeout: 2 * time.Second})
	for _, a := range []string{
		s.URL + "/", "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:10.0.0.1]/",
		"http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/",
		"http://[fe80::1]/", "http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://0.0.0.0/", "http://[::]/", "http://224.0.0.1/", "http://255.255.255.255/",
		"http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://192.0.2.1/", "http://198.18.0.1/",
		"https://127.0.0.1:" + port + "/", "http://2130706433/", "http://0x7f.1/", "http://127.1/",
	} {
		_, err := c.Get(context.Background(), Request{Address: a})
		if !errors.Is(err, ErrRefused) && !errors.Is(err, readout.ErrNotFound) {
			t.Errorf("%s: %v", a, err)
		}
	}
	if hits.Load() > 0 {
		t.Errorf("a private server was reached %d times", hits.Load())
	}
}

// A public page must not lead to a private one. The first hop is let through by
// an own dialler, the next is checked as all are.
func TestRedirectToPrivateIsRefused(t *testing.T) {
	var hits atomic.Int32
	private := serve(t, "", map[string]http.HandlerFunc{"/": func(http.ResponseWriter, *http.Request) { hits.Add(1) }, "/robots.txt": func(http.ResponseWriter, *http.Request) { hits.Add(1) }})
	public := serve(t, "", map[string]http.HandlerFunc{
		"/v4": redirect(private.URL + "/"), "/v6": redirect("http://[::1]/"), "/mapped": redirect("http://[::ffff:127.0.0.1]/"), "/meta": redirect("http://169.254.169.254/"),
	})
	c := New(Options{Timeout: 2 * time.Second})
	safe := c.http.Transport.(*http.Transport).DialContext
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == "public.example:80" {
			return (&net.Dialer{}).DialContext(ctx, network, public.Listener.Addr().String())
		}
		return safe(ctx, network, address)
	}
	for _, p := range []string{"/v4", "/v6", "/mapped", "/meta"} {
		if _, err := c.Get(context.Background(), Request{Address: "http://public.example" + p}); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if hits.Load() > 0 {
		t.Errorf("a private server was reached %d times", hits.Load())
	}
}

func TestDowngradeIsRefused(t *testing.T) {
	plain := serve(t, "", map[string]http.HandlerFunc{"/": text("plain")})
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		redirect(plain.URL+"/")(w, r)
	}))
	defer secure.Close()
	c := open()
	c.http.Transport.(*http.Transport).TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	if _, err := c.Get(context.Background(), Request{Address: secure.URL + "/"}); !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "https to http") {
		t.Errorf("got %v", err)
	}
}

func TestIPv6(t *testing.T) {
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Skip("no IPv6 here:", err)
	}
	s := &httptest.Server{Listener: l, Config: &http.Server{Handler: text("six")}}
	s.Start()
	defer s.Close()
	if r, err := open().Get(context.Background(), Request{Address: s.URL}); err != nil || string(r.Data) != "six" {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := New(Options{}).Get(context.Background(), Request{Address: s.URL}); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
}

func TestRobots(t *testing.T) {
	var asked, status atomic.Int32
	s := serve(t, "", map[string]http.HandlerFunc{
		"/a": text("a"),
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			asked.Add(1)
			w.WriteHeader(int(status.Load()))
			fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.3\nDisallow: /*.pdf$\n")
		},
	})
	status.Store(503)
	if _, err := open().Get(context.Background(), Request{Address: s.URL + "/a"}); !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "later") {
		t.Errorf("got %v", err)
	}
	status.Store(401)
	if _, err := open().Get(context.Background(), Request{Address: s.URL + "/a"}); err != nil {
		t.Errorf("got %v", err)
	}
	status.Store(200)
	asked.Store(0)
	c, began := open(), time.Now()
	for range 2 {
		if _, err := c.Get(context.Background(), Request{Address: s.URL + "/a"}); err != nil {
			t.Errorf("got %v", err)
		}
	}
	if asked.Load() != 1 || time.Since(began) < 250*time.Millisecond {
		t.Errorf("robots.txt was read %d times, two pages came within %v", asked.Load(), time.Since(began))
	}
	if _, err := c.Get(context.Background(), Request{Address: s.URL + "/a.pdf"}); !errors.Is(err, ErrRefused) {
		t.Errorf("got %v", err)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow:\nCrawl-delay: x\nSitemap: y"), "/a")
	f.Add([]byte("\xef\xbb\xbfuser-agent:readout\r\ndisallow:/(((\\"), "/(")
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		if g, err := parseRobots(data); err == nil && g != nil {
			g.Test(path)
		}
	})
}

func FuzzAddress(f *testing.F) {
	f.Add("http://a.example/b#c")
	f.Add("https://[::1%25eth0]:0/")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parse(s)
		if err != nil {
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
			t.Fatalf("%q is taken as %v", s, u)
		}
	})
}
