package serve

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/readout-project/readout"
)

// Scope is what somebody may do.
type Scope string

// Scopes. Who may correct may read.
const (
	Read    Scope = "read"
	Correct Scope = "correct" // corrections and reports
)

// Token lets somebody ask.
type Token struct {
	Name  string // who decides, where the token corrects
	Scope Scope
	sum   [sha256.Size]byte // of the secret
}

// shortestSecret is how long a secret must be: 24 random bytes in base64.
const shortestSecret = 32

// ParseTokens reads a list of tokens: a line each, NAME SCOPE SECRET; the name may hold
// blanks. Empty lines and those that begin with # are passed over. The error wraps
// readout.ErrInvalid and names the line, never the secret.
func ParseTokens(r io.Reader) ([]Token, error) {
	var out []Token
	seen := map[[sha256.Size]byte]bool{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) < 3 {
			return nil, fmt.Errorf("%w: line %d: give NAME SCOPE SECRET", readout.ErrInvalid, n)
		}
		t := Token{Name: strings.Join(f[:len(f)-2], " "), Scope: Scope(f[len(f)-2]), sum: sha256.Sum256([]byte(f[len(f)-1]))}
		switch {
		case t.Scope != Read && t.Scope != Correct:
			return nil, fmt.Errorf("%w: line %d: the scope is read or correct", readout.ErrInvalid, n)
		case len(f[len(f)-1]) < shortestSecret:
			return nil, fmt.Errorf("%w: line %d: the secret has fewer than %d characters; openssl rand -hex 24 makes one", readout.ErrInvalid, n, shortestSecret)
		case seen[t.sum]:
			return nil, fmt.Errorf("%w: line %d: the secret stands in the list before", readout.ErrInvalid, n)
		}
		seen[t.sum] = true
		out = append(out, t)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%w: there is no token in it; a line is NAME SCOPE SECRET", readout.ErrInvalid)
	}
	return out, nil
}

// tokenOf finds the token of a secret, in the same time for every secret.
func tokenOf(list []Token, secret string) (Token, bool) {
	sum := sha256.Sum256([]byte(secret))
	found := -1
	for i := range list {
		if subtle.ConstantTimeCompare(list[i].sum[:], sum[:]) == 1 {
			found = i
		}
	}
	if found < 0 {
		return Token{}, false
	}
	return list[found], true
}

// session is a login.
type session struct {
	token Token
	until time.Time
}

// sessions are the logins of this run; a restart ends all.
type sessions struct {
	mu   sync.Mutex
	open map[string]session
}

const (
	sessionTime  = 12 * time.Hour
	mostSessions = 1000
)

// begin opens a session and gives its id; "" where there are too many.
func (s *sessions) begin(t Token, now time.Time) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, x := range s.open {
		if now.After(x.until) {
			delete(s.open, id)
		}
	}
	if len(s.open) >= mostSessions {
		return ""
	}
	id := rand.Text()
	s.open[id] = session{t, now.Add(sessionTime)}
	return id
}

func (s *sessions) find(id string, now time.Time) (Token, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, ok := s.open[id]
	return x.token, ok && !now.After(x.until)
}

func (s *sessions) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
}
