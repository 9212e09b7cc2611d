package export

import (
	"crypto/sha1" // as RFC 9562 has it for names; nothing rests on its strength
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/readout-project/readout"
)

// space is the name space of the identifiers that are made here: the UUID of
// version 5 of the vocabulary's address in the name space of URLs.
var space = uuid5([16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}, vocabulary)

func uuid5(space [16]byte, name string) (out [16]byte) {
	h := sha1.New()
	h.Write(space[:])
	h.Write([]byte(name))
	copy(out[:], h.Sum(nil))
	out[6] = out[6]&0x0F | 0x50
	out[8] = out[8]&0x3F | 0x80
	return out
}

// urn is a stable identifier of what the parts name together: a UUID of version 5
// (RFC 9562) as a URN. The same parts give the same one.
func urn(parts ...string) string {
	u := uuid5(space, strings.Join(parts, "\x00"))
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// reportURI names a report by the digest of its bytes (RFC 6920); by its input
// where it has none.
func reportURI(r *readout.Report) string {
	sum, err := hex.DecodeString(r.Capture.SHA256)
	if err != nil || len(sum) != sha256.Size {
		return urn("report", r.Capture.SHA256, r.Capture.Input)
	}
	return "ni:///sha-256;" + base64.RawURLEncoding.EncodeToString(sum)
}
