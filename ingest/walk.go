package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/readout-project/readout"
)

// ErrSeen marks a file that was named before, perhaps under another name: it
// has been read, and is not read again.
var ErrSeen = errors.New("named before")

// Stdin is the argument that stands for standard input.
const Stdin = "-"

// WalkOptions says how Walk and Load read.
type WalkOptions struct {
	MaxBytes int64            // larger files are refused by name; 0 means the constant MaxBytes
	Now      func() time.Time // the clock that stamps Input.Received; nil means time.Now

	// Fetch gets what an http or https address serves: Data, Address after
	// redirects, and Media. Walk sets Name to the address as given, and Received
	// where Fetch left it. nil means that addresses are refused.
	Fetch func(address string) (Input, error)
}

func (o WalkOptions) limit() int64 {
	if o.MaxBytes > 0 {
		return o.MaxBytes
	}
	return MaxBytes
}

func (o WalkOptions) now() time.Time {
	if o.Now != nil {
		return o.Now()
	}
	return time.Now()
}

// Walk gives the bytes that the arguments name, in their order: files, folders
// with all that lies in them (sorted by name, folders within folders too), "-"
// for stdin, and addresses (http://, https://) through opt.Fetch. Hidden entries
// of a folder are passed over, and so is a link to a folder that is read anyhow
// or that holds the folder being read.
//
// A feed (RSS, Atom, JSON Feed) gives an item for each entry and a web archive
// (WARC) one for each record with a page, both named path#n, with the digest of
// the whole as Container. An archive in a file is read as a stream, one record in
// memory at a time; what of it holds no page is counted in an item whose error
// wraps ErrPassedOver, which is no failure.
//
// An item is an Input or an error that names the input; after an error the
// walk goes on. Input.Name is set in both cases: the path as given, and below
// a folder the folder as given with the path below it. A file that was named
// before gives an error that wraps ErrSeen. One file is open at a time, and
// none of its bytes are kept once the loop body is left.
func Walk(args []string, stdin io.Reader, opt WalkOptions) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		w := walker{opt: opt, stdin: stdin, yield: yield, seen: map[string]string{}}
		for _, a := range args {
			if !w.argument(a) {
				return
			}
		}
	}
}

// walker holds one walk. Its methods return false where the loop was left.
type walker struct {
	opt   WalkOptions
	stdin io.Reader
	yield func(Input, error) bool
	seen  map[string]string // real path -> name under which it was read
}

func (w *walker) fail(name string, err error) bool {
	return w.yield(Input{Name: name}, describe(name, err))
}

// again says that name was read before under another name.
func (w *walker) again(name, before string) bool {
	if before == name {
		return w.fail(name, fmt.Errorf("%w: it is read once", ErrSeen))
	}
	return w.fail(name, fmt.Errorf("%w as %s: it is read once", ErrSeen, before))
}

func (w *walker) argument(name string) bool {
	switch {
	case name == "":
		return w.fail(name, errors.New("an empty name; give a file, a folder, an address or -"))
	case name == Stdin:
		return w.standardInput()
	case strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://"):
		return w.address(name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return w.fail(name, err)
	}
	if !info.IsDir() {
		return w.file(name)
	}
	real, err := realPath(name)
	if err != nil {
		return w.fail(name, err)
	}
	if before, ok := w.seen[real]; ok {
		return w.again(name, before)
	}
	n, ok := w.folder(name, real)
	if ok && n == 0 {
		return w.fail(name, fmt.Errorf("%w: there are no files in the folder", readout.ErrNotFound))
	}
	return ok
}

// address yields what an address serves.
func (w *walker) address(name string) bool {
	if w.opt.Fetch == nil {
		return w.fail(name, fmt.Errorf("%w: addresses are not fetched here; save the page and name its file", readout.ErrFormat))
	}
	if before, ok := w.seen[name]; ok {
		return w.again(name, before)
	}
	w.seen[name] = name
	in, err := w.opt.Fetch(name)
	if err != nil {
		return w.fail(name, err)
	}
	if int64(len(in.Data)) > w.opt.limit() {
		return w.fail(name, fmt.Errorf("%w: larger than %d MiB", readout.ErrFormat, w.opt.limit()>>20))
	}
	if in.Name = name; in.Received.IsZero() {
		in.Received = w.opt.now()
	}
	return w.give(in)
}

func (w *walker) standardInput() bool {
	if before, ok := w.seen[Stdin]; ok {
		return w.again(Stdin, before)
	}
	w.seen[Stdin] = Stdin
	if w.stdin == nil {
		return w.fail(Stdin, errors.New("there is no standard input"))
	}
	data, err := readAll(w.stdin, w.opt.limit())
	if err != nil {
		return w.fail(Stdin, err)
	}
	return w.give(Input{Name: Stdin, Data: data, Received: w.opt.now()})
}

// folder walks one folder and returns the number of items it gave.
func (w *walker) folder(name, real string) (items int, ok bool) {
	w.seen[real] = name
	entries, err := os.ReadDir(name)
	if err != nil {
		return 1, w.fail(name, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		n, ok := w.entry(below(name, e.Name()), real)
		items += n
		if !ok {
			return items, false
		}
	}
	return items, true
}

func (w *walker) entry(name, parent string) (items int, ok bool) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return 1, w.fail(name, err)
	case info.Mode().IsRegular():
		return 1, w.file(name)
	case !info.IsDir():
		return 1, w.fail(name, fmt.Errorf("%w: it is neither a file nor a folder", readout.ErrFormat))
	}
	real, err := realPath(name)
	if err != nil {
		return 1, w.fail(name, err)
	}
	if _, ok := w.seen[real]; ok || holds(real, parent) {
		return 0, true
	}
	return w.folder(name, real)
}

func (w *walker) file(name string) bool {
	real, err := realPath(name)
	if err != nil {
		return w.fail(name, err)
	}
	if before, ok := w.seen[real]; ok {
		return w.again(name, before)
	}
	w.seen[real] = name
	if done, ok := w.archive(name); done {
		return ok
	}
	in, err := Load(name, w.opt)
	if err != nil {
		return w.yield(in, err)
	}
	return w.give(in)
}

// Load reads the bytes of one file. The error names it and says what to do.
// Input.Name is set in any case.
func Load(name string, opt WalkOptions) (Input, error) {
	in := Input{Name: name}
	f, err := os.Open(name)
	if err != nil {
		return in, describe(name, err)
	}
	defer f.Close()
	if in.Data, err = readAll(f, opt.limit()); err != nil {
		return in, describe(name, err)
	}
	in.Received = opt.now()
	return in, nil
}

// readAll refuses what is larger than limit before it holds more than that.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	tooLarge := fmt.Errorf("%w: larger than %d MiB; split it", readout.ErrFormat, limit>>20)
	if limit < 1<<20 {
		tooLarge = fmt.Errorf("%w: larger than %d bytes; split it", readout.ErrFormat, limit)
	}
	size := int64(0)
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	if size > limit {
		return nil, tooLarge
	}
	data := make([]byte, 0, size+512)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > limit:
			return nil, tooLarge
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}

// describe names the input and turns the errors of the file system into what
// to do about them.
func describe(name string, err error) error {
	if name == "" {
		name = `""`
	}
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("read %s: %w: no such file or folder; check the path", name, readout.ErrNotFound)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("read %s: %w; make it readable for this user", name, fs.ErrPermission)
	case errors.As(err, &p):
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// realPath names a file or folder whatever link it was reached through.
func realPath(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		// A pipe under /dev/fd leads to no path of its own, yet can be read.
		return abs, nil
	}
	return real, err
}

// holds reports whether folder outer is inner or lies above it.
func holds(outer, inner string) bool {
	rel, err := filepath.Rel(outer, inner)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// below joins without cleaning, so that the folder stays as given.
func below(folder, name string) string {
	if os.IsPathSeparator(folder[len(folder)-1]) {
		return folder + name
	}
	return folder + string(filepath.Separator) + name
}
