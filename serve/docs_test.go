package serve_test

import (
	"os"
	"strings"
	"testing"

	"github.com/readout-project/readout/serve"
)

// TestDocs fails where a route is not in docs/serve.md.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../docs/serve.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range serve.Routes() {
		method, path, _ := strings.Cut(r, " ")
		path = strings.TrimSuffix(path, "{$}")
		written := "`" + r + "`"
		switch {
		case strings.HasPrefix(path, "/static/"), method == "POST" && !strings.HasPrefix(path, "/api/"):
			continue // what pages load, and what their forms send to
		case !strings.HasPrefix(path, "/api/") && path != "/healthz" && path != "/metrics":
			written = "| `" + path + "` |"
		}
		if !strings.Contains(string(data), written) {
			t.Errorf("docs/serve.md lacks %s", written)
		}
	}
}
