package ingest

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/readout-project/readout"
)

// plant writes files below a new folder, enters it and gives a fixed clock.
func plant(t *testing.T, files map[string]string) WalkOptions {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	return WalkOptions{Now: func() time.Time { return at }}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("links cannot be made here:", err)
	}
}

// walked renders a walk: "name=text" for an input, "name!" for an error.
func walked(t *testing.T, args []string, stdin io.Reader, opt WalkOptions) (items []string, failed []error) {
	t.Helper()
	for in, err := range Walk(args, stdin, opt) {
		if err != nil {
			items, failed = append(items, in.Name+"!"), append(failed, err)
			if !strings.Contains(err.Error(), in.Name) {
				t.Errorf("the error %q does not name %q", err, in.Name)
			}
			continue
		}
		if in.Received != opt.now() {
			t.Errorf("%s was received at %v", in.Name, in.Received)
		}
		items = append(items, in.Name+"="+string(in.Data))
	}
	return items, failed
}

func TestWalkOrder(t *testing.T) {
	opt := plant(t, map[string]string{
		"z.txt": "z", "box/b.txt": "b", "box/a.txt": "a", "box/.hidden": "h",
		"box/.git/config": "g", "box/inner/c.txt": "c", "box/z.txt": "zz",
	})
	for _, c := range []struct {
		args, want []string
	}{
		{[]string{"z.txt", "box"}, []string{"z.txt=z", "box/a.txt=a", "box/b.txt=b", "box/inner/c.txt=c", "box/z.txt=zz"}},
		{[]string{"./box/inner/"}, []string{"./box/inner/c.txt=c"}},
		{[]string{"-", "z.txt"}, []string{"-=in", "z.txt=z"}},
		{[]string{"-", "-"}, []string{"-=in", "-!"}},
		{[]string{"box/.hidden"}, []string{"box/.hidden=h"}},
		{nil, nil},
	} {
		got, _ := walked(t, c.args, strings.NewReader("in"), opt)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q gives %q, want %q", c.args, got, c.want)
		}
	}
}

func TestWalkNamesFailuresAndGoesOn(t *testing.T) {
	opt := plant(t, map[string]string{"a.txt": "a", "big.txt": strings.Repeat("x", 100), "box/a.txt": "b", "empty/.keep": ""})
	opt.MaxBytes = 50
	for _, c := range []struct {
		args []string
		want []string
		is   error
		says string
	}{
		{[]string{"gone.txt", "a.txt"}, []string{"gone.txt!", "a.txt=a"}, readout.ErrNotFound, "check the path"},
		{[]string{"big.txt", "a.txt"}, []string{"big.txt!", "a.txt=a"}, readout.ErrFormat, "larger than 50 bytes; split it"},
		{[]string{"a.txt", "./a.txt"}, []string{"a.txt=a", "./a.txt!"}, ErrSeen, "as a.txt: it is read once"},
		{[]string{"box", "box"}, []string{"box/a.txt=b", "box!"}, ErrSeen, "named before: it is read once"},
		{[]string{"box/a.txt", "box"}, []string{"box/a.txt=b", "box/a.txt!"}, ErrSeen, "read once"},
		{[]string{"empty", "a.txt"}, []string{"empty!", "a.txt=a"}, readout.ErrNotFound, "no files in the folder"},
		{[]string{"https://outlet.example/1", "a.txt"}, []string{"https://outlet.example/1!", "a.txt=a"}, readout.ErrFormat, "save the page"},
		{[]string{"", "a.txt"}, []string{"!", "a.txt=a"}, nil, "an empty name"},
		{[]string{"-"}, []string{"-!"}, readout.ErrFormat, "larger than 50 bytes"},
	} {
		got, failed := walked(t, c.args, strings.NewReader(strings.Repeat("y", 51)), opt)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q gives %q, want %q", c.args, got, c.want)
		}
		if len(failed) != 1 {
			t.Fatalf("%q fails %d times", c.args, len(failed))
		}
		if (c.is != nil && !errors.Is(failed[0], c.is)) || !strings.Contains(failed[0].Error(), c.says) {
			t.Errorf("%q fails with %q, want %q", c.args, failed[0], c.says)
		}
	}
}

func TestWalkLinks(t *testing.T) {
	opt := plant(t, map[string]string{"top/box/a.txt": "a", "top/other/b.txt": "b", "outside/c.txt": "c"})
	link(t, "..", "top/box/up")                               // the folder above
	link(t, filepath.Join("..", "..", ".."), "top/box/upper") // a folder that holds the whole walk
	link(t, filepath.Join("..", "other"), "top/box/side")
	link(t, filepath.Join("..", "..", "outside"), "top/box/out")
	link(t, "a.txt", "top/box/same.txt")
	link(t, "nowhere", "top/box/zdangling")
	got, _ := walked(t, []string{"top"}, nil, opt)
	want := []string{
		"top/box/a.txt=a", "top/box/out/c.txt=c", "top/box/same.txt!", "top/box/side/b.txt=b", "top/box/zdangling!",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWalkUnreadable(t *testing.T) {
	opt := plant(t, map[string]string{"box/a.txt": "a", "box/b.txt": "b"})
	if err := os.Chmod("box/a.txt", 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open("box/a.txt"); err == nil {
		f.Close()
		t.Skip("this user may read every file")
	}
	got, failed := walked(t, []string{"box"}, nil, opt)
	if want := []string{"box/a.txt!", "box/b.txt=b"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(failed[0], fs.ErrPermission) {
		t.Errorf("fails with %v", failed[0])
	}
}

func TestWalkStopsWhereTheLoopIsLeft(t *testing.T) {
	opt := plant(t, map[string]string{"box/a.txt": "a", "box/in/b.txt": "b", "c.txt": "c"})
	for stop := 1; stop <= 3; stop++ {
		n := 0
		for range Walk([]string{"box", "c.txt", "gone"}, nil, opt) {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("left after %d, ran %d times", stop, n)
		}
	}
}

func FuzzReadAll(f *testing.F) {
	f.Add([]byte("some bytes"), int64(4))
	f.Add([]byte{}, int64(0))
	f.Fuzz(func(t *testing.T, data []byte, limit int64) {
		if limit < 0 || limit > 1<<16 {
			return
		}
		got, err := readAll(bytes.NewReader(data), limit)
		if (err == nil) != (int64(len(data)) <= limit) {
			t.Fatalf("%d bytes under a limit of %d: %v", len(data), limit, err)
		}
		if err == nil && !bytes.Equal(got, data) {
			t.Fatal("the bytes differ")
		}
	})
}
