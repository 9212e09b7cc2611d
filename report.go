package readout

import (
	"fmt"
	"strings"
	"time"
)

// Role says what a block is in its report.
type Role string

// The roles of product words: first those of the article itself, then those
// that are set aside.
const (
	RoleHeadline   Role = "headline"
	RoleDeck       Role = "deck"
	RoleByline     Role = "byline"
	RoleDateline   Role = "dateline"
	RoleLead       Role = "lead"
	RoleBody       Role = "body"
	RoleHeading    Role = "heading"
	RoleList       Role = "list"
	RoleQuote      Role = "quote"
	RoleCaption    Role = "caption"
	RoleCredit     Role = "credit"
	RoleCorrection Role = "correction"

	RoleRepeat Role = "repeat"

	RoleTeaser        Role = "teaser"
	RolePromotion     Role = "promotion"
	RoleAdvertisement Role = "advertisement"
	RoleNavigation    Role = "navigation"
	RoleComment       Role = "comment"
	RoleOther         Role = "other"
)

// Share is the column of the block ledger that a role is counted in.
type Share string

// The three columns: article + repeat + aside = all blocks.
const (
	ShareArticle Share = "article"
	ShareRepeat  Share = "repeat"
	ShareAside   Share = "aside"
)

var shares = map[Role]Share{
	RoleHeadline: ShareArticle, RoleDeck: ShareArticle, RoleByline: ShareArticle,
	RoleDateline: ShareArticle, RoleLead: ShareArticle, RoleBody: ShareArticle,
	RoleHeading: ShareArticle, RoleList: ShareArticle, RoleQuote: ShareArticle,
	RoleCaption: ShareArticle, RoleCredit: ShareArticle, RoleCorrection: ShareArticle,
	RoleRepeat: ShareRepeat,
	RoleTeaser: ShareAside, RolePromotion: ShareAside, RoleAdvertisement: ShareAside,
	RoleNavigation: ShareAside, RoleComment: ShareAside, RoleOther: ShareAside,
}

// Share is the ledger column of the role; empty for a word that is no role.
func (r Role) Share() Share { return shares[r] }

// Text reports whether blocks of this role are what the report itself says:
// lead, body, heading, list and quote.
func (r Role) Text() bool {
	switch r {
	case RoleLead, RoleBody, RoleHeading, RoleList, RoleQuote:
		return true
	}
	return false
}

// Block is one line or paragraph of a report. Its text holds no line break and
// no white space at either end.
type Block struct {
	Span
	Role   Role
	Reason string // why the role, in words a reader can check
	// Repeats is the index of the block that a repeat repeats; -1 for other roles.
	Repeats int
}

// Found is a value of metadata with where it was found, for instance "meta
// article:author" or "block 3, byline". A zero Found means that the report does not
// state it: nothing is guessed in.
type Found struct {
	Value string
	Basis string
}

// Stated reports whether there is a value.
func (f Found) Stated() bool { return f.Value != "" }

// Capture says which bytes a report was read from, when and where they were
// received. The bytes with Address and Media are all that a second reading needs.
type Capture struct {
	SHA256   string    // lower-case hex digest of the bytes as received, or as cut from their container
	Bytes    int       // their number
	Input    string    // path or address; "path#n" for the n-th entry of a container
	Received time.Time // by the clock of the edge that read them, or as the archive states; analysis never looks at it
	Format   string    // what the bytes were taken for: "html", "text", "mail", "mhtml", "feed", "pdf"

	// Container is the lower-case hex SHA-256 of the file, as received, that the
	// bytes were cut from: a feed or a web archive; "" where they came by themselves.
	Container string
	// Address is the URL that the bytes were served from: of a fetch after its
	// redirects, of a record of a web archive; "" for a file.
	Address string
	// Media is the Content-Type that they were served with (RFC 9110, 8.3); "" for a file.
	Media string
}

// Report is one publication as received. Source is the text of all its blocks
// in their order, joined by one line break; every span of the report, its
// document and its evidence points into it.
type Report struct {
	Capture   Capture
	Source    string
	Blocks    []Block
	Title     Found
	Byline    []Found
	Published Found // RFC 3339 full-date or date-time
	Modified  Found // likewise
	Lang      Found // BCP 47 primary subtag
	Outlet    Found // who published it
	Origin    Found // whose reporting it is, where it is another's
	Canonical Found // address the publisher gives for it
}

// ID names the report by its content: the first twelve hex digits of the digest
// of its bytes. Reading the same bytes twice gives the same report.
func (r *Report) ID() string {
	if len(r.Capture.SHA256) < 12 {
		return r.Capture.SHA256
	}
	return r.Capture.SHA256[:12]
}

// Text is what the report itself says: its text blocks joined by two line
// breaks, without headline, deck, captions and credits.
func (r *Report) Text() string {
	var b strings.Builder
	for _, k := range r.Blocks {
		if !k.Role.Text() {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(k.Of(r.Source))
	}
	return b.String()
}

// BlockText is the text of block i.
func (r *Report) BlockText(i int) string { return r.Blocks[i].Of(r.Source) }

// BlockAt is the index of the block that holds byte offset p, or -1.
func (r *Report) BlockAt(p int) int {
	lo, hi := 0, len(r.Blocks)
	for lo < hi {
		m := (lo + hi) / 2
		if r.Blocks[m].End <= p {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(r.Blocks) && r.Blocks[lo].Start <= p {
		return lo
	}
	return -1
}

// Ledger counts the blocks of a report by share.
type Ledger struct {
	Article, Repeat, Aside, All int
}

// Ledger counts the blocks. An error means that they do not add up, that a
// block has no role, or that blocks and Source disagree: a bug, never bad input.
func (r *Report) Ledger() (Ledger, error) {
	l := Ledger{All: len(r.Blocks)}
	at := 0
	for i, b := range r.Blocks {
		switch b.Role.Share() {
		case ShareArticle:
			l.Article++
		case ShareRepeat:
			l.Repeat++
		case ShareAside:
			l.Aside++
		default:
			return l, fmt.Errorf("ledger of %s: block %d has the unknown role %q", r.Capture.Input, i+1, b.Role)
		}
		if b.Start != at || b.End <= b.Start || b.End > len(r.Source) {
			return l, fmt.Errorf("ledger of %s: block %d covers [%d,%d), expected a start of %d", r.Capture.Input, i+1, b.Start, b.End, at)
		}
		if b.Reason == "" {
			return l, fmt.Errorf("ledger of %s: block %d has no reason for its role", r.Capture.Input, i+1)
		}
		at = b.End + 1
	}
	if len(r.Blocks) > 0 && at-1 != len(r.Source) {
		return l, fmt.Errorf("ledger of %s: blocks end at %d, source at %d", r.Capture.Input, at-1, len(r.Source))
	}
	if l.Article+l.Repeat+l.Aside != l.All {
		return l, fmt.Errorf("ledger of %s: %d + %d + %d is not %d", r.Capture.Input, l.Article, l.Repeat, l.Aside, l.All)
	}
	return l, nil
}
