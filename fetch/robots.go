package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"

	"github.com/readout-project/readout"
)

// Limits of robots.txt.
const (
	maxRobotsBytes = 500 << 10        // RFC 9309, 2.5; a larger file closes the host
	maxDelay       = 10 * time.Second // the longest wait that a host can ask for
	rulesHold      = 24 * time.Hour   // RFC 9309, 2.4
)

// rules are what a host leaves open, and when it was last asked for a page.
type rules struct {
	group *robotstxt.Group // nil leaves all open
	read  time.Time
	last  time.Time
}

// mayGet asks the host's robots.txt (RFC 9309), and waits where it asks to.
func (c *Client) mayGet(ctx context.Context, u *url.URL) error {
	host := u.Scheme + "://" + u.Host
	c.mu.Lock()
	r := c.robots[host]
	c.mu.Unlock()
	if r == nil || time.Since(r.read) > rulesHold {
		var err error
		if r, err = c.readRules(ctx, host); err != nil {
			return err
		}
		c.mu.Lock()
		c.robots[host] = r
		c.mu.Unlock()
	}
	if r.group == nil {
		return nil
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.group.Test(path) {
		return fmt.Errorf("%w: robots.txt of %s closes it to programs; open it in a browser, save the page and name its file", ErrRefused, u.Host)
	}
	return c.wait(ctx, r)
}

// wait keeps the pause between two pages that the host asks for.
func (c *Client) wait(ctx context.Context, r *rules) error {
	c.mu.Lock()
	pause := time.Until(r.last.Add(min(r.group.CrawlDelay, maxDelay)))
	r.last = time.Now().Add(max(pause, 0))
	c.mu.Unlock()
	if pause <= 0 {
		return nil
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

// readRules reads robots.txt. A host without one leaves all open; one that cannot
// say so now is closed (RFC 9309, 2.3.1).
func (c *Client) readRules(ctx context.Context, host string) (*rules, error) {
	u, err := url.Parse(host + "/robots.txt")
	if err != nil {
		return nil, fmt.Errorf("%w: it is no complete web address", readout.ErrFormat)
	}
	a, err := c.follow(ctx, u, Request{}, maxRobotsBytes, false)
	switch {
	case errors.Is(err, readout.ErrFormat):
		return nil, fmt.Errorf("%w: robots.txt of %s cannot be read, so that nothing is fetched there: %w", ErrRefused, u.Host, err)
	case err != nil:
		return nil, err
	case a.status == http.StatusTooManyRequests || a.status >= 500:
		return nil, fmt.Errorf("%w: robots.txt of %s cannot be had now (status %d); try again later", ErrRefused, u.Host, a.status)
	case a.status != http.StatusOK:
		return &rules{read: time.Now()}, nil
	}
	group, err := parseRobots(a.response.Data)
	if err != nil {
		return nil, fmt.Errorf("%w: robots.txt of %s cannot be read (%w)", ErrRefused, u.Host, err)
	}
	return &rules{group: group, read: time.Now()}, nil
}

// parseRobots finds the rules for Readout. A file that the parser finds fault
// with leaves all open, as one without rules does.
func parseRobots(data []byte) (group *robotstxt.Group, err error) {
	defer func() {
		if r := recover(); r != nil {
			group, err = nil, fmt.Errorf("the parser fails: %v", r)
		}
	}()
	file, err := robotstxt.FromBytes(data)
	if err != nil {
		return nil, nil
	}
	return file.FindGroup(token), nil
}
