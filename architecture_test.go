package readout_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/readout-project/readout"

// layers says, for each package or tree of packages ("dir/..."), which packages
// of the module it may import. The first entry that matches a package holds.
var layers = []struct {
	pkg  string
	uses []string
}{
	{".", nil},
	{"internal/fold", nil},
	{"internal/...", []string{".", "internal/..."}},
	{"gazetteer/...", []string{".", "internal/...", "gazetteer"}},
	{"talks/...", []string{".", "internal/...", "gazetteer", "names"}},
	{"stance/...", []string{".", "internal/...", "annotate/segment", "stance"}},
	{"sameevent/train", []string{".", "internal/...", "gazetteer", "annotate/...", "sameevent"}},
	{"sameevent/...", []string{".", "internal/...", "sameevent"}},
	{"names/...", []string{".", "internal/...", "gazetteer", "names"}},
	{"annotate", []string{".", "internal/...", "gazetteer", "annotate/..."}},
	{"annotate/syntax/train", []string{".", "internal/...", "gazetteer", "annotate/syntax", "annotate/segment"}},
	{"annotate/segment/train", []string{".", "internal/...", "gazetteer", "annotate/segment"}},
	{"annotate/lemma/train", []string{".", "internal/...", "gazetteer", "annotate/lemma"}},
	{"annotate/attribution/train", []string{".", "internal/...", "gazetteer", "annotate/attribution", "annotate/lemma", "annotate/segment", "annotate/syntax"}},
	{"annotate/event/train", []string{".", "internal/...", "gazetteer", "annotate", "annotate/..."}},
	{"annotate/coref/train", []string{".", "internal/...", "gazetteer", "annotate/coref"}},
	{"annotate/...", []string{".", "internal/...", "gazetteer"}},
	{"fetch/...", []string{"."}},
	{"ingest", []string{".", "internal/...", "gazetteer"}},
	{"ingest/...", []string{".", "internal/...", "gazetteer", "ingest"}}, // what trains its models
	{"correct", []string{".", "internal/...", "gazetteer", "annotate"}},
	{"corroborate/...", []string{".", "internal/...", "gazetteer", "names", "talks"}},
	{"brief/...", []string{".", "internal/...", "gazetteer"}},
	{"export/...", []string{".", "internal/...", "gazetteer", "brief"}},
	{"store/...", []string{".", "internal/fold", "internal/pack"}},
	{"record/...", []string{".", "internal/...", "ingest", "annotate", "correct", "corroborate", "store"}},
	{"mcp/...", []string{".", "internal/...", "corroborate", "brief", "store", "record"}},
	{"serve/...", []string{".", "internal/...", "ingest", "annotate", "corroborate", "brief", "export", "store", "record"}},
	{"stage/...", []string{".", "internal/...", "gazetteer", "names", "stance", "sameevent", "ingest", "annotate/...", "corroborate", "brief"}},
	{"score/...", []string{".", "internal/...", "gazetteer", "names", "stance", "sameevent", "ingest", "annotate/...", "corroborate", "brief", "stage"}},
	{"cmd/...", []string{".", "internal/...", "gazetteer", "names", "stance", "sameevent", "fetch", "ingest", "annotate/...", "corroborate", "correct", "brief", "export", "stage", "score", "store", "record", "mcp", "serve"}},
}

// only says which packages alone may import a module from outside. Modules that
// are not named here may be imported anywhere but in the root.
var only = []struct {
	module string
	pkgs   []string
}{
	{"github.com/alecthomas/kong", []string{"cmd/..."}},
	{"github.com/markusmobius/", []string{"ingest/..."}},
	{"codeberg.org/readeck/go-readability", []string{"ingest/..."}},
	{"golang.org/x/net", []string{"ingest/..."}},
	{"github.com/andybalholm/brotli", []string{"ingest/..."}},
	{"github.com/klauspost/compress", []string{"ingest/..."}},
	{"modernc.org/sqlite", []string{"store/..."}},
	{"code.dny.dev/ssrf", []string{"fetch/..."}},
	{"github.com/temoto/robotstxt", []string{"fetch/..."}},
	{"github.com/modelcontextprotocol/go-sdk", []string{"mcp/..."}},
	{"github.com/google/jsonschema-go", []string{"mcp/..."}},
	{"github.com/chromedp/", nil},            // tests only
	{"github.com/rogpeppe/go-internal", nil}, // tests only
	{"pgregory.net/rapid", nil},              // tests only
	{"github.com/mmcdole/gofeed", nil},       // tests only
	{"github.com/arran4/golang-ical", nil},   // tests only
	{"github.com/piprate/json-gold", nil},    // tests only
}

const (
	fileLines = 500
	funcLines = 60
)

// source is one file of the program that is not a test.
type source struct {
	pkg, name string // directory and path from the root, with slashes
	fset      *token.FileSet
	file      *ast.File
}

func TestImportsPointDown(t *testing.T) {
	for _, s := range sources(t) {
		uses, ok := layerOf(s.pkg)
		if !ok {
			t.Errorf("%s: package %s has no layer: say in architecture_test.go and ARCHITECTURE.md what it may import", s.name, s.pkg)
			continue
		}
		for _, spec := range s.file.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if own, inside := strings.CutPrefix(p, module); inside {
				own = "." + own
				if own != "." {
					own = strings.TrimPrefix(own, "./")
				}
				if !within(own, uses) {
					t.Errorf("%s imports %s: package %s may import only %s", s.name, own, s.pkg, strings.Join(uses, ", "))
				}
				continue
			}
			checkOutside(t, s, p)
		}
	}
}

func checkOutside(t *testing.T, s source, p string) {
	t.Helper()
	if !strings.Contains(strings.SplitN(p, "/", 2)[0], ".") {
		return // standard library
	}
	if s.pkg == "." {
		t.Errorf("%s imports %s: the root package imports the standard library only", s.name, p)
	}
	for _, o := range only {
		if strings.HasPrefix(p, o.module) && !within(s.pkg, o.pkgs) {
			t.Errorf("%s imports %s: only %s may", s.name, p, strings.Join(append(o.pkgs, "tests"), ", "))
		}
	}
}

func TestFilesAndFunctionsFitOnAScreen(t *testing.T) {
	for _, s := range sources(t) {
		if ast.IsGenerated(s.file) {
			continue
		}
		if n := s.fset.File(s.file.Pos()).LineCount(); n > fileLines {
			t.Errorf("%s has %d lines: the limit is %d; split it by what its parts are about", s.name, n, fileLines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := s.fset.Position(f.Pos()).Line, s.fset.Position(f.End()).Line
			if n := to - from + 1; n > funcLines {
				t.Errorf("%s:%d: %s has %d lines: the limit is %d", s.name, from, f.Name.Name, n, funcLines)
			}
		}
	}
}

func TestPackageNames(t *testing.T) {
	for _, s := range sources(t) {
		switch base := path.Base(s.pkg); base {
		case "util", "utils", "common", "helper", "helpers", "manager", "handler", "service", "base":
			t.Errorf("%s: a package named %s says nothing about what it owns", s.name, base)
		}
	}
}

func TestLayersSayNo(t *testing.T) {
	for _, c := range []struct {
		from, to string
		may      bool
	}{
		{"annotate", "annotate/timex", true},
		{"annotate/timex", "gazetteer", true},
		{"annotate/timex", "annotate/segment", false},
		{"annotate/timex", "annotate", false},
		{"ingest", "annotate", false},
		{"ingest", "brief", false},
		{"ingest", "fetch", false},
		{"fetch", "ingest", false},
		{"corroborate", "ingest", false},
		{"brief", "corroborate", false},
		{"internal/fold", "gazetteer", false},
		{"gazetteer", "annotate", false},
		{"stage", "corroborate", true},
		{"stage", "cmd/readout", false},
		{".", "internal/fold", false},
	} {
		uses, ok := layerOf(c.from)
		if !ok || within(c.to, uses) != c.may {
			t.Errorf("%s may import %s: got %v, want %v", c.from, c.to, within(c.to, uses), c.may)
		}
	}
}

func layerOf(pkg string) (uses []string, ok bool) {
	for _, l := range layers {
		if within(pkg, []string{l.pkg}) {
			return l.uses, true
		}
	}
	return nil, false
}

// within reports whether a package is named in the list, by itself or by a tree.
func within(pkg string, list []string) bool {
	for _, l := range list {
		tree, isTree := strings.CutSuffix(l, "/...")
		if pkg == l || isTree && (pkg == tree || strings.HasPrefix(pkg, tree+"/")) {
			return true
		}
	}
	return false
}

func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(p)
		if d.IsDir() {
			if base := d.Name(); base != "." && (base == "testdata" || base == "examples" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		s := source{pkg: path.Dir(name), name: name, fset: token.NewFileSet()}
		if s.file, err = parser.ParseFile(s.fset, p, nil, parser.ParseComments|parser.SkipObjectResolution); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatal("no source files found")
	}
	return out
}
