package serve

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// policy is what a page may do: load the style, the script and pictures of this
// server, send forms to it, and nothing else (CSP 3).
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Cookies of the server.
const (
	sessionCookie = "readout_session"
	formCookie    = "readout_form"
)

// request is a request on its way to an answer.
type request struct {
	*http.Request
	s       *Server
	rt      *route
	w       http.ResponseWriter
	who     Token
	known   bool // who is known by a token
	cookie  bool // by a cookie
	formKey string
}

// reply is an answer: it is sent once it is whole.
type reply struct {
	status int // 0 for 200
	media  string
	body   []byte
	to     string // where to go instead
	etag   string // of the state that it was made from
	links  []string
}

// recorder notes the status that was sent.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// ServeHTTP guards every request and hands it to its route.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	rec := &recorder{ResponseWriter: w, status: http.StatusOK}
	s.metrics.enter()
	pattern := ""
	defer func() { s.metrics.leave(pattern, rec.status, time.Since(start)) }()
	h := rec.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "private, no-cache")
	q := &request{Request: r, s: s, w: rec, rt: &route{api: forPrograms(r.URL.Path)}}
	if !s.host(r.Host) {
		q.fail(fault{http.StatusMisdirectedRequest, "wrong-host", fmt.Errorf("%w: this server is not reached as %q; use its address, or name it with --host", readout.ErrInvalid, r.Host)})
		return
	}
	if err := s.origin.Check(r); err != nil {
		q.fail(fault{http.StatusForbidden, "cross-origin", fmt.Errorf("%w: the request comes from another site; open the page here and send it again", readout.ErrInvalid)})
		return
	}
	if _, pattern = s.mux.Handler(r); pattern == "" {
		s.unrouted(q)
		return
	}
	s.mux.ServeHTTP(rec, r)
}

// forPrograms reports an address whose errors are for programs to read.
func forPrograms(path string) bool {
	return strings.HasPrefix(path, "/api/") || path == healthPath || path == metricsPath
}

// unrouted answers where there is no such page, or none with the method.
func (s *Server) unrouted(q *request) {
	var allowed []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		other := q.Clone(q.Context())
		other.Method = m
		if _, p := s.mux.Handler(other); p != "" {
			allowed = append(allowed, m)
		}
	}
	if len(allowed) > 0 && !slices.Contains(allowed, q.Method) {
		q.w.Header().Set("Allow", strings.Join(allowed, ", "))
		q.fail(fault{http.StatusMethodNotAllowed, "method", fmt.Errorf("%w: %s is not for this address; it takes %s", readout.ErrInvalid, q.Method, strings.Join(allowed, ", "))})
		return
	}
	q.fail(fmt.Errorf("%w: there is no page %s; begin at the list of stories", readout.ErrNotFound, q.URL.Path))
}

// host reports a name under which this server may be asked. A page of another site
// whose name was made to lead here (DNS rebinding) asks under that name; addresses
// cannot be made to lead elsewhere.
func (s *Server) host(name string) bool {
	if h, _, err := net.SplitHostPort(name); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "localhost" || slices.ContainsFunc(s.opt.Hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
		return true
	}
	_, err := netip.ParseAddr(name)
	return err == nil
}

// handle answers the requests of one route.
func (s *Server) handle(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := &request{Request: r, s: s, rt: &rt, w: w}
		defer func() {
			if x := recover(); x != nil {
				if s.opt.Log != nil {
					s.opt.Log(fmt.Errorf("%s %s: %v\n%s", r.Method, rt.path, x, debug.Stack()))
				}
				q.fail(fault{http.StatusInternalServerError, "internal", errBroken})
			}
		}()
		if err := q.admit(); err != nil {
			q.fail(err)
			return
		}
		if rt.api {
			if err := q.checkQuery(); err != nil {
				q.fail(err)
				return
			}
		}
		etag, err := q.state()
		if err != nil {
			q.fail(err)
			return
		}
		if etag != "" && matches(r.Header.Get("If-None-Match"), etag) {
			w.Header().Set("ETag", etag)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		out, err := rt.answer(q)
		if err != nil {
			q.fail(err)
			return
		}
		out.etag = etag
		q.send(out)
	})
}

// state names the state of the record that an answer is made from; "" for answers
// that are of no state.
func (q *request) state() (string, error) {
	if !q.rt.tagged || !q.reads() {
		return "", nil
	}
	n, err := q.s.watch.Version(q.Context())
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %s %s %s", q.s.start, n, q.URL.RequestURI(), q.by(), q.s.rec.Now().Format(time.DateOnly)))
	return `"` + hex.EncodeToString(sum[:12]) + `"`, nil
}

// matches compares entity tags as RFC 9110, 13.1.2 has it.
func matches(header, etag string) bool {
	for t := range strings.SplitSeq(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == etag {
			return true
		}
	}
	return false
}

func (q *request) send(out reply) {
	h := q.w.Header()
	if out.etag != "" {
		h.Set("ETag", out.etag)
	}
	if len(out.links) > 0 {
		h.Set("Link", strings.Join(out.links, ", "))
	}
	if out.to != "" {
		http.Redirect(q.w, q.Request, out.to, http.StatusSeeOther)
		return
	}
	h.Set("Content-Type", out.media)
	h.Set("Content-Length", fmt.Sprint(len(out.body)))
	if out.status != 0 {
		q.w.WriteHeader(out.status)
	}
	bytes.NewReader(out.body).WriteTo(q.w) //nolint:errcheck // the reader has gone
}

// admit lets a request in: by its token or login where there are tokens, and with the
// token of its form where a page sends one.
func (q *request) admit() error {
	if len(q.s.opt.Tokens) == 0 {
		q.who = Token{Name: q.s.opt.By, Scope: Correct}
	} else {
		q.identify()
	}
	if q.rt.scope != "" {
		if !q.allowed(Read) {
			return fault{http.StatusUnauthorized, "token-needed", fmt.Errorf("%w: say who you are with a token: as Authorization: Bearer TOKEN, or on the page %s", readout.ErrInvalid, loginPath)}
		}
		if !q.allowed(q.rt.scope) {
			return fault{http.StatusForbidden, "scope", fmt.Errorf("%w: your token may read and not correct; ask for one of the scope correct", readout.ErrInvalid)}
		}
	}
	if !q.rt.api {
		q.form()
	}
	if q.reads() {
		return nil
	}
	limit := int64(maxForm)
	if q.rt.upload {
		limit = maxUpload + maxForm
	}
	q.Body = http.MaxBytesReader(q.w, q.Body, limit)
	if q.rt.api || q.rt.upload {
		return nil // reports are read part by part, with the token of the form in front
	}
	if err := q.ParseForm(); err != nil {
		return tooLarge(err)
	}
	return q.checkForm(q.PostForm.Get("form"))
}

// reads reports a request that changes nothing.
func (q *request) reads() bool { return q.Method == http.MethodGet || q.Method == http.MethodHead }

// identify finds who asks.
func (q *request) identify() {
	if secret, ok := strings.CutPrefix(q.Header.Get("Authorization"), "Bearer "); ok {
		q.who, q.known = tokenOf(q.s.opt.Tokens, strings.TrimSpace(secret))
		return
	}
	if c, err := q.Cookie(sessionCookie); err == nil {
		q.who, q.known = q.s.logins.find(c.Value, time.Now())
		q.cookie = q.known
	}
}

func (q *request) allowed(scope Scope) bool {
	if len(q.s.opt.Tokens) > 0 && !q.known {
		return false
	}
	return scope != Correct || q.who.Scope == Correct
}

// by is who asks or decides.
func (q *request) by() string { return q.who.Name }

// form makes sure that the browser has the cookie that the tokens of forms are made
// with.
func (q *request) form() {
	if c, err := q.Cookie(formCookie); err == nil && len(c.Value) >= len(rand.Text()) {
		q.formKey = c.Value
		return
	}
	q.formKey = rand.Text()
	q.cookieFor(formCookie, q.formKey, 0)
}

func (q *request) cookieFor(name, value string, age time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: q.TLS != nil, MaxAge: int(age.Seconds())}
	http.SetCookie(q.w, c)
}

// formToken is the token of the forms of this browser.
func (q *request) formToken() string {
	m := hmac.New(sha256.New, q.s.key)
	m.Write([]byte(q.formKey)) //nolint:errcheck // a hash never fails
	return hex.EncodeToString(m.Sum(nil))
}

func (q *request) checkForm(token string) error {
	if hmac.Equal([]byte(token), []byte(q.formToken())) {
		return nil
	}
	return fault{http.StatusForbidden, "form", fmt.Errorf("%w: the form was not made by this server, or the server was started again since; open the page anew and send it again", readout.ErrInvalid)}
}

// back is where a form came from, where that is a page here.
func back(to, otherwise string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return otherwise
	}
	return to
}
