// Package fetch gets one page from the web: GET alone, within limits of size,
// time and redirects, from public hosts only, and only what the host's robots.txt
// leaves open. It keeps no cookies and no files, and fetches nothing that it was
// not asked for but robots.txt.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"code.dny.dev/ssrf"

	"github.com/readout-project/readout"
)

// Limits that hold where Options leave them at zero.
const (
	DefaultMaxBytes     = 32 << 20         // of a page, uncompressed
	DefaultTimeout      = 30 * time.Second // for one address, with robots.txt and all redirects
	DefaultMaxRedirects = 5
	maxHeaderBytes      = 64 << 10
)

// ErrRefused marks an address that is not fetched: a private network, another
// scheme than http and https, a downgrade to http, or what robots.txt closes.
var ErrRefused = errors.New("refused")

// Options say how a Client fetches. The zero value is safe.
type Options struct {
	Version      string        // of the program, for the User-Agent; may be ""
	MaxBytes     int64         // a larger page is refused, never cut
	Timeout      time.Duration // for one address as a whole
	MaxRedirects int

	// AllowPrivate opens private, loopback, link-local and other special
	// networks (IANA special-purpose registries, RFC 6890) and all ports. Without it
	// only public unicast addresses on ports 80 and 443 are reached: the
	// check is on the address that is dialled, for each redirect, so that no
	// name can lead elsewhere.
	AllowPrivate bool
}

// Request is one address, with the validators of an earlier answer where the
// caller has one (RFC 9110, 13.1).
type Request struct {
	Address      string // absolute http or https URL; a fragment is left out
	ETag         string // sent as If-None-Match where not ""
	LastModified string // sent as If-Modified-Since where not ""
}

// Response is what an address served.
type Response struct {
	Address      string // the URL that served it, after redirects
	Data         []byte // without the encoding of the content
	Media        string // Content-Type as served, with its parameters; may be ""
	ETag         string // validators for the next Request; may be ""
	LastModified string
	NotModified  bool // status 304: the earlier answer still holds, Data is nil
}

// Client fetches pages. It may be used by several goroutines.
type Client struct {
	opt    Options
	http   *http.Client
	agent  string
	mu     sync.Mutex
	robots map[string]*rules // by scheme and host
}

// New makes a client. It opens no connection.
func New(opt Options) *Client {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	if opt.Timeout <= 0 {
		opt.Timeout = DefaultTimeout
	}
	if opt.MaxRedirects <= 0 {
		opt.MaxRedirects = DefaultMaxRedirects
	}
	dialer := &net.Dialer{Timeout: opt.Timeout}
	if !opt.AllowPrivate {
		dialer.Control = ssrf.New().Safe
	}
	c := &Client{opt: opt, agent: agent(opt.Version), robots: map[string]*rules{}}
	c.http = &http.Client{
		// No Proxy: behind one, the address that is dialled would be the proxy's.
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: maxHeaderBytes,
			MaxIdleConnsPerHost: 1, IdleConnTimeout: 10 * time.Second, TLSHandshakeTimeout: opt.Timeout,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// token is the product token that robots.txt names Readout by (RFC 9309, 2.2.1).
const token = "Readout"

func agent(version string) string {
	version = strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune(`()<>@,;:\"/[]?={}`, r) {
			return r
		}
		return -1
	}, version)
	if version == "" {
		return token
	}
	return token + "/" + version
}

// Get fetches one address. The error says what is wrong and what to do; the
// caller names the address.
func (c *Client) Get(ctx context.Context, req Request) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, c.opt.Timeout)
	defer cancel()
	u, err := parse(req.Address)
	if err != nil {
		return nil, err
	}
	res, err := c.follow(ctx, u, req, c.opt.MaxBytes, true)
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	return res.response, res.failure()
}

// explain says what an error of the network means.
func (c *Client) explain(ctx context.Context, err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, ErrRefused), errors.Is(err, readout.ErrFormat), errors.Is(err, readout.ErrNotFound):
		return err
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%w: it took longer than %v; try again, or save the page and name its file", readout.ErrFormat, c.opt.Timeout)
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return fmt.Errorf("%w: the host is in a private or special network", ErrRefused)
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return fmt.Errorf("%w: another port than 80 and 443", ErrRefused)
	case errors.As(err, &dns):
		return fmt.Errorf("%w: the host is not found; check the address", readout.ErrNotFound)
	}
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err
	}
	return fmt.Errorf("%w: it cannot be fetched (%w); try again, or save the page and name its file", readout.ErrFormat, err)
}

// parse checks an address.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "":
		return nil, fmt.Errorf("%w: it is no complete web address", readout.ErrFormat)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: only http and https addresses are fetched, not %s", ErrRefused, u.Scheme)
	case u.User != nil:
		return nil, fmt.Errorf("%w: the address holds a name or password; leave it out", ErrRefused)
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// answer is the last answer of a row of redirects.
type answer struct {
	response *Response
	status   int
}

// failure is the error of a status that brings no page.
func (a *answer) failure() error {
	switch {
	case a.status == http.StatusOK, a.response.NotModified:
		return nil
	case a.status == http.StatusNotFound, a.status == http.StatusGone:
		return fmt.Errorf("%w: status %d (%s); check the address", readout.ErrNotFound, a.status, http.StatusText(a.status))
	}
	return fmt.Errorf("%w: status %d (%s); open it in a browser, save the page and name its file", readout.ErrFormat, a.status, http.StatusText(a.status))
}

// follow gets an address and where it leads.
func (c *Client) follow(ctx context.Context, u *url.URL, req Request, limit int64, polite bool) (*answer, error) {
	for hop := 0; ; hop++ {
		if hop > c.opt.MaxRedirects {
			return nil, fmt.Errorf("%w: more than %d redirects; open it in a browser and save the page", readout.ErrFormat, c.opt.MaxRedirects)
		}
		if polite {
			if err := c.mayGet(ctx, u); err != nil {
				return nil, err
			}
		}
		a, next, err := c.get(ctx, u, req, limit)
		if err != nil || next == "" {
			return a, err
		}
		to, err := u.Parse(next)
		if err != nil {
			return nil, fmt.Errorf("%w: it redirects to no address", readout.ErrFormat)
		}
		if to, err = parse(to.String()); err != nil {
			return nil, fmt.Errorf("a redirect is followed nowhere: %w", err)
		}
		if u.Scheme == "https" && to.Scheme == "http" {
			return nil, fmt.Errorf("%w: it redirects from https to http", ErrRefused)
		}
		u = to
	}
}

// get sends one request. next is where a redirect leads.
func (c *Client) get(ctx context.Context, u *url.URL, req Request, limit int64) (a *answer, next string, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", fmt.Errorf("%w: it is no complete web address", readout.ErrFormat)
	}
	r.Header.Set("User-Agent", c.agent)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/pdf,text/plain;q=0.9,*/*;q=0.5")
	if req.ETag != "" {
		r.Header.Set("If-None-Match", req.ETag)
	}
	if req.LastModified != "" {
		r.Header.Set("If-Modified-Since", req.LastModified)
	}
	res, err := c.http.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if to := res.Header.Get("Location"); to != "" {
			return nil, to, nil
		}
	}
	out := &Response{
		Address: u.String(), Media: res.Header.Get("Content-Type"),
		ETag: res.Header.Get("ETag"), LastModified: res.Header.Get("Last-Modified"),
	}
	a = &answer{response: out, status: res.StatusCode}
	switch {
	case res.StatusCode == http.StatusNotModified:
		out.NotModified = req.ETag != "" || req.LastModified != ""
		return a, "", nil
	case res.StatusCode != http.StatusOK:
		return a, "", nil
	}
	out.Data, err = body(res, limit)
	return a, "", err
}

// body reads at most limit bytes; a page that has more is refused.
func body(res *http.Response, limit int64) ([]byte, error) {
	if e := res.Header.Get("Content-Encoding"); e != "" && !res.Uncompressed && !strings.EqualFold(e, "identity") {
		return nil, fmt.Errorf("%w: it is encoded as %.20q, unasked; save the page and name its file", readout.ErrFormat, e)
	}
	tooLarge := fmt.Errorf("%w: larger than %d bytes; save what you need of it", readout.ErrFormat, limit)
	if limit >= 1<<20 {
		tooLarge = fmt.Errorf("%w: larger than %d MiB; save what you need of it", readout.ErrFormat, limit>>20)
	}
	if res.ContentLength > limit {
		return nil, tooLarge
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	switch {
	case int64(len(data)) > limit:
		return nil, tooLarge
	case err != nil:
		return nil, err
	}
	return data, nil
}
