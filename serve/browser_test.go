package serve_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	dialog "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/readout-project/readout/ingest"
	"github.com/readout-project/readout/record"
	"github.com/readout-project/readout/serve"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// missing skips a test that wants a tool, or fails where all tools must be there.
func missing(t *testing.T, tool, what string) {
	t.Helper()
	if os.Getenv("READOUT_TOOLS") == "required" {
		t.Fatalf("%s is not there: %s", tool, what)
	}
	t.Skipf("%s is not there: %s", tool, what)
}

// chromium starts a browser without a window. The context that it gives is the parent
// of its tabs.
func chromium(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil && path == "" {
			path = p
		}
	}
	if path == "" {
		missing(t, "a browser", "apt-get install chromium")
	}
	opts := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(patience),
	}
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, end := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(func() {
		stop()
		end()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return ctx
}

// tab is a tab of the browser with cookies of its own, over a server. It notes what no
// page may do.
type tab struct {
	t    *testing.T
	base string
	ctx  context.Context

	mu    sync.Mutex
	asked []string // addresses that were asked for
	ill   []string // dialogs, exceptions, messages of the console, what the policy stopped
}

func newTab(t *testing.T, browser context.Context, base string) *tab {
	t.Helper()
	ctx, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	b := &tab{t: t, base: base, ctx: ctx}
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	b.size(1280, 900)
	return b
}

// note keeps what a page does.
func (b *tab) note(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *dialog.EventJavascriptDialogOpening:
		b.ill = append(b.ill, "dialog: "+e.Message)
		go chromedp.Call(b.ctx, dialog.HandleJavaScriptDialog, dialog.HandleJavaScriptDialogParams{}) //nolint:errcheck // the tab may be gone
	case *runtime.EventExceptionThrown:
		b.ill = append(b.ill, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		b.ill = append(b.ill, "console: "+string(e.Type))
	case *log.EventEntryAdded:
		b.ill = append(b.ill, fmt.Sprintf("%s: %s", e.Entry.Source, e.Entry.Text))
	}
}

// outside are the addresses that were asked for elsewhere than at the server.
func (b *tab) outside() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	home, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	var out []string
	for _, a := range b.asked {
		if u, err := url.Parse(a); err != nil || u.Host != home.Host && u.Scheme != "data" { // the browser's own controls have pictures in them
			out = append(out, a)
		}
	}
	return out
}

// clean fails where a page did what none may do, and forgets what was noted.
func (b *tab) clean(what string) {
	b.t.Helper()
	for _, a := range b.outside() {
		b.t.Errorf("%s: asked for %s, elsewhere", what, a)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.ill {
		b.t.Errorf("%s: %s", what, x)
	}
	b.asked, b.ill = nil, nil
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// look sets what the page is shown on: the scheme is light or dark, the medium screen
// or print.
func (b *tab) look(scheme, medium string) {
	b.t.Helper()
	p := emulation.SetEmulatedMediaParams{Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, p); err != nil {
		b.t.Fatal(err)
	}
}

// scripts allows or forbids the scripts of pages.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// ask evaluates an expression in the page.
func ask[T any](b *tab, js string) T {
	b.t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
	return v
}

// wait waits until an expression holds, over the loading of pages too.
func (b *tab) wait(js string) {
	b.t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	for tick := time.NewTicker(15 * time.Millisecond); ; {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+js+")")); err == nil && ok {
			tick.Stop()
			return
		}
		select {
		case <-ctx.Done():
			b.t.Fatalf("at %s this never came to hold: %s", ask[string](b, "location.href"), js)
		case <-tick.C:
		}
	}
}

// at waits until a page with such an address is there.
func (b *tab) at(path string) {
	b.t.Helper()
	b.wait(fmt.Sprintf("document.readyState === 'complete' && location.pathname === %q", path))
}

// press presses keys one after the other; letters do what they do on a keyboard: they
// are written where a field has the focus, and the page lets them through.
func (b *tab) press(keys string) {
	b.t.Helper()
	for _, r := range keys {
		if r < ' ' {
			b.do(chromedp.KeyEvent(string(r)))
			continue
		}
		for _, p := range []input.DispatchKeyEventParams{{Type: input.DispatchKeyEventTypeKeyDown, Key: string(r), Text: string(r)}, {Type: input.DispatchKeyEventTypeKeyUp, Key: string(r)}} {
			if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, p); err != nil {
				b.t.Fatal(err)
			}
		}
	}
}

// click clicks on the first thing that the selector finds, as a hand does.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

// texts are the texts of all that a selector finds, blanks made one.
func (b *tab) texts(selector string) []string {
	b.t.Helper()
	return ask[[]string](b, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.textContent.replace(/\s+/g, " ").trim())`, selector))
}

// has fails where no text that the selector finds holds the words.
func (b *tab) has(selector string, words ...string) {
	b.t.Helper()
	list := b.texts(selector)
	for _, w := range words {
		if !slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, w) }) {
			b.t.Errorf("%s: no %s says %q: %q", ask[string](b, "location.pathname"), selector, w, list)
		}
	}
}

// newsroom is a server over a record with the reports of the folder examples.
func newsroom(t *testing.T) *desk {
	t.Helper()
	d := open(t, serve.Options{})
	for item, err := range ingest.Walk([]string{filepath.Join("..", "examples")}, nil, ingest.WalkOptions{Now: d.rec.Now}) {
		if err != nil {
			t.Fatal(err)
		}
		draft, err := record.Read(item)
		if err != nil {
			t.Fatal(err)
		}
		res, err := d.rec.Add(t.Context(), draft)
		if err != nil {
			t.Fatal(err)
		}
		d.ids = append(d.ids, res)
	}
	if err := d.rec.Weigh(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return d
}

// story is the address of the story whose title has the words.
func (d *desk) story(words string) string {
	d.t.Helper()
	list, err := d.rec.Stories(context.Background(), 0)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, s := range list {
		if strings.Contains(s.Title, words) {
			return "/stories/" + s.ID
		}
	}
	d.t.Fatalf("no story has %q in its title", words)
	return ""
}
