// Package serve shows a record in a browser and to programs over HTTP: pages made on
// the server, readable without JavaScript, and a JSON API with the same values as the
// command line. One table of routes names both.
//
// Nothing leaves the machine: pages load styles and a script of this program alone, and
// the policy that goes with them forbids anything else (CSP 3). Without tokens only
// this machine is served. Words of reports are data on every page.
//
// It weighs nothing: what a page says is the record's, in the words of package brief.
package serve

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/annotate"
	"github.com/readout-project/readout/brief"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/store"
)

// Options say whom a server answers, and how.
type Options struct {
	By      string      // who decides where a request has no token
	Tokens  []Token     // who may ask; none: whoever is on this machine
	Hosts   []string    // names under which the server is reached, besides addresses and localhost
	Version string      // of the program, for JSON
	Log     func(error) // is told of errors that are faults of the program; may be nil
}

// Server answers requests from one record. It may be used by several goroutines.
type Server struct {
	rec     *record.Record
	opt     Options
	watch   *store.Watch
	start   string // of this run: states of the record are told apart within it
	key     []byte // of this run, for the tokens of forms
	routes  []route
	mux     *http.ServeMux
	origin  *http.CrossOriginProtection
	logins  sessions
	metrics metrics
	openapi []byte
	since   newsCache

	readings readings
	onStory  storyNews
	work     sync.WaitGroup // what goes on after an answer
	life     context.Context
	end      context.CancelFunc // of life
}

// Limits of one request and of the server.
const (
	maxForm   = 1 << 20  // bytes of a form without reports
	maxUpload = 64 << 20 // bytes of all reports of one request
	maxHeader = 64 << 10

	headerTimeout = 5 * time.Second
	readTimeout   = time.Minute
	writeTimeout  = 5 * time.Minute // adding reports weighs their stories
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 5 * time.Second
)

// New makes a server for an open record. Close ends it; the record stays open.
func New(ctx context.Context, rec *record.Record, opt Options) (*Server, error) {
	w, err := rec.Watch(ctx)
	if err != nil {
		return nil, err
	}
	s := &Server{rec: rec, opt: opt, watch: w, start: rand.Text(), key: []byte(rand.Text()), mux: http.NewServeMux(), origin: http.NewCrossOriginProtection()}
	s.life, s.end = context.WithCancel(context.WithoutCancel(ctx))
	s.logins.open = map[string]session{}
	s.metrics.begin()
	s.routes = table()
	for _, rt := range s.routes {
		s.mux.Handle(rt.method+" "+rt.path, s.handle(rt))
	}
	if s.openapi, err = openapi(s.routes, opt.Version); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close ends the watch over the record, and what goes on after answers.
func (s *Server) Close() error {
	s.end()
	s.work.Wait()
	return s.watch.Close()
}

// Listen opens the address of a server. Without tokens it refuses any but a loopback
// address; the error wraps readout.ErrInvalid and says what to do.
func Listen(ctx context.Context, addr string, tokens []Token) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%w: address %q: give HOST:PORT, as 127.0.0.1:7878", readout.ErrInvalid, addr)
	}
	if len(tokens) == 0 && !loopback(host) {
		return nil, fmt.Errorf("%w: address %q can be reached from other machines; give 127.0.0.1:PORT, or say with --token-file who may ask", readout.ErrInvalid, addr)
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %w; give another with --addr", readout.ErrConflict, err)
	}
	return l, nil
}

// loopback reports a host that only this machine reaches.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// Serve answers on a listener until the context ends; requests that are under way are
// then given a few seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	return until(ctx, &http.Server{
		Handler: s, MaxHeaderBytes: maxHeader, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
	}, l)
}

// until serves until the context ends.
func until(ctx context.Context, h *http.Server, l net.Listener) error {
	var stop sync.WaitGroup
	done := make(chan struct{})
	stop.Go(func() {
		select {
		case <-ctx.Done():
			late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
			defer cancel()
			h.Shutdown(late) //nolint:errcheck // what is not done by then is cut off by the end of the program
		case <-done:
		}
	})
	err := h.Serve(l)
	close(done)
	stop.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// options are those of the renderers of JSON.
func (s *Server) options() brief.Options {
	return brief.Options{Version: s.opt.Version, Pipeline: annotate.Pipeline}
}
