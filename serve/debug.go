package serve

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"

	"github.com/readout-project/readout"
)

// ListenDebug opens the address where profiles of the running program are to be had.
// It refuses any but a loopback address, tokens or not: a profile tells what the
// program works on. The error wraps readout.ErrInvalid and says what to do.
func ListenDebug(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || !loopback(host) {
		return nil, fmt.Errorf("%w: debug address %q: give 127.0.0.1:PORT; profiles are for this machine alone", readout.ErrInvalid, addr)
	}
	l, err := Listen(ctx, addr, nil)
	if err != nil {
		return nil, fmt.Errorf("debug address: %w", err)
	}
	return l, nil
}

// Debug answers with profiles under /debug/pprof/ until the context ends. The server of
// the record never does.
func (s *Server) Debug(ctx context.Context, l net.Listener) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	guard := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.host(r.Host) {
			http.Error(w, "this server is not reached by that name; use its address", http.StatusMisdirectedRequest)
			return
		}
		mux.ServeHTTP(w, r)
	})
	// A profile takes as long as it is asked to: there is no limit for writing.
	return until(ctx, &http.Server{Handler: guard, MaxHeaderBytes: maxHeader, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout}, l)
}
