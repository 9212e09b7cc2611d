package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/readout-project/readout/serve"
)

// TestBrowser reads and corrects in a browser as an editor does.
func TestBrowser(t *testing.T) {
	b := chromium(t)
	d := newsroom(t)
	for _, x := range []struct {
		name string
		test func(*testing.T, *desk, *tab)
	}{
		{"reading the newsroom", testNewsroom},
		{"following a span", testSpan},
		{"keys", testKeys},
		{"focus is seen", testFocus},
		{"print", testPrint},
		{"no JavaScript", testNoScripts},
	} {
		t.Run(x.name, func(t *testing.T) {
			tab := newTab(t, b, d.at.URL)
			x.test(t, d, tab)
			tab.clean("all pages")
		})
	}
	t.Run("correcting", func(t *testing.T) { testCorrecting(t, b) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, b) })
	t.Run("axe", func(t *testing.T) { testAxe(t, b, d) })
}

// What an editor looks for in the two stories of the examples; docs/examples.md says
// why.
func testNewsroom(t *testing.T, d *desk, b *tab) {
	b.open("/")
	b.has(".stories h2", "Marevia, Ardenia end Malta talks without deal on dam", "17 dead as Corrin Star goes over in the Narrows")
	b.click(".stories h2 a[href='" + d.story("Malta talks") + "']")
	b.at(d.story("Malta talks"))
	b.has("h1", "Marevia, Ardenia end Malta talks")
	b.has(".head", "Diario del Istmo", "is not read")
	b.has(".card dd", "Malta", "Ilian Dravec", "Mihail Sorescu", "Josette Camenza")
	b.has(".card dt", "moved from")
	b.has(".card dd", "Geneva")
	b.has("#weighed ~ .claim .stand", "disputed")
	b.has(".claim.on .said", "“the two foreign ministers met directly”")
	b.has(".claim.on .stand", "1 root for, 1 against, independence contradicted")
	b.has(".claim.on .evidence li", "Briefline", "Ardenia’s Foreign Ministry (“denied”); against the claim")
	b.has(".difference", "number of soldiers", "about 12,000", "at least 20,000")
	b.has("#relay-head ~ ul li", "lost “briefed on the session”")
	b.has("#silent-head ~ ul li", "declined to comment")
	if n := len(b.texts(".dot")); n < 10 {
		t.Errorf("%d dots in the timeline", n)
	}
	b.has(".track", "talks", "pressure", "next")
	b.has(".jump li", "Claims", "Differences", "Silent")
	for _, words := range []string{"dock strike", "glassworkers", "lighthouse keeper"} { // of teasers and comments
		if slices.ContainsFunc(b.texts(".claim, .difference, .card"), func(s string) bool { return strings.Contains(s, words) }) {
			t.Errorf("%q is no claim of a report", words)
		}
	}
	b.open(d.story("Malta talks") + "/people")
	b.has(".people > li", "Mihail Sorescu", "Mikhail Sorescu", "one because: spelled alike (mihail, mikhail), same office")
	b.open(d.story("Corrin Star"))
	b.has(".said", "“St. Brannoc's Hospital had received 17 bodies”", "“the vessel was overloaded”")
	b.has("#corrected-head ~ ul li", "112 people, not 131")
	b.click("#reports-list td a")
	b.wait("document.readyState === 'complete' && location.pathname.startsWith('/reports/')")
	b.has(".role", "headline", "body")
	b.has(".soft", "set aside =")
	b.open("/search?q=headless")
	b.has("main", "No block of the record has all of these words")
	b.do(chromedp.SetValue(chromedp.CSS("#top-search"), "patrol boat"), chromedp.SendKeys(chromedp.CSS("#top-search"), kb.Enter))
	b.wait("document.readyState === 'complete' && location.search === '?q=patrol+boat'")
	b.has(".hits .said", "patrol boat")
	for path, words := range map[string]string{"/nothing": "there is no page /nothing", "/stories/none": "none"} {
		b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Run(ctx, chromedp.NavigateResponse(b.base+path))
			return err
		}))
		b.has(".fault", words)
	}
	b.forget("404") // the browser notes that these two are not there
}

// forget leaves out of what was noted what the test itself brought about.
func (b *tab) forget(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ill = slices.DeleteFunc(b.ill, func(s string) bool { return strings.Contains(s, words) })
}

var placeInAddress = regexp.MustCompile(`[?&]at=(\d+)-(\d+)`)

// A click on a place lights its words in the report, and the same words in the report
// beside it; what is lit is what the source has there.
func testSpan(t *testing.T, d *desk, b *tab) {
	b.open(d.story("Malta talks"))
	places := b.texts(".claim.on .evidence a")
	if len(places) != 4 {
		t.Fatalf("places of the claim: %q", places)
	}
	for i, place := range places {
		link := fmt.Sprintf(".claim.on .evidence li:nth-child(%d) a", i+1)
		href := ask[string](b, fmt.Sprintf("document.querySelector(%q).href", link))
		b.click(link)
		b.wait(fmt.Sprintf("location.href === %q && document.querySelector('.evidence .chosen a')?.textContent === %q", href, place))
		report := d.source(href)
		at := placeInAddress.FindStringSubmatch(href)
		if report == nil || at == nil {
			t.Fatalf("%s leads to %s", place, href)
		}
		var from, to int
		fmt.Sscan(at[1], &from) //nolint:errcheck // digits
		fmt.Sscan(at[2], &to)   //nolint:errcheck // digits
		want := strings.Join(strings.Fields(string([]rune(report.Source)[from:to])), " ")
		lit := strings.Join(strings.Fields(ask[string](b, "[...document.querySelectorAll('#left .lit')].map(e => e.textContent).join('')")), " ")
		if lit != want {
			t.Errorf("%s: lit is %q, and the source has %q", place, lit, want)
		}
		if beside := b.texts("#right .lit"); len(beside) == 0 {
			t.Errorf("%s: nothing is lit in the report beside it", place)
		}
		left, right := words(b.texts("#left .same")), words(b.texts("#right .same"))
		if left == "" || left != right {
			t.Errorf("%s: the same words are %q on the left and %q on the right", place, left, right)
		}
		if !ask[bool](b, "(p => p.querySelector('.lit').getBoundingClientRect().top > p.getBoundingClientRect().top && p.querySelector('.lit').getBoundingClientRect().top < p.getBoundingClientRect().bottom)(document.getElementById('left'))") {
			t.Errorf("%s: the lit words are not in sight", place)
		}
	}
	b.click(".beside li:last-child a")
	b.wait("document.querySelector('.beside li:last-child a[aria-current]')")
	b.has("#right-head", b.texts(".beside li:last-child")[0])
}

// words are the first four letters of words, each once, in order: those that are the same
// may end otherwise.
func words(list []string) string {
	var out []string
	for _, w := range list {
		r := []rune(strings.ToLower(w))
		out = append(out, string(r[:min(4, len(r))]))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func testKeys(t *testing.T, d *desk, b *tab) {
	story := d.story("Malta talks")
	b.open(story)
	on := func() string { return ask[string](b, "document.querySelector('.claim.on').id") }
	first := on()
	b.press("j")
	b.wait(fmt.Sprintf("document.querySelector('.claim.on').id !== %q", first))
	second := on()
	if at := ask[string](b, "location.search"); at != "?claim="+second {
		t.Errorf("after j the address has %s", at)
	}
	b.press("j")
	b.wait(fmt.Sprintf("document.querySelector('.claim.on').id !== %q", second))
	third := on()
	b.press("k")
	b.wait(fmt.Sprintf("document.querySelector('.claim.on').id === %q", second))
	for _, id := range []string{third, second} {
		ask[bool](b, "history.back(); true")
		b.wait(fmt.Sprintf("document.querySelector('.claim.on').id === %q", id))
	}

	if _, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingGranted, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
	}); err != nil {
		t.Fatal(err)
	}
	b.press("e")
	b.wait("document.querySelector('[data-copied]').textContent === 'Copied.'")
	copied := ask[string](b, "navigator.clipboard.readText()")
	if copied != ask[string](b, "document.getElementById('cite').value") || !strings.Contains(copied, "[^1]: ") || !strings.Contains(copied, "sha256") {
		t.Errorf("copied: %q", copied)
	}

	b.click(".cite summary")
	b.wait("document.querySelector('[data-copied]').textContent === ''")
	ask[bool](b, "navigator.clipboard.writeText('else').then(() => true)")
	b.click(".cite summary")
	b.wait("document.querySelector('[data-copied]').textContent === 'Copied.'")
	if got := ask[string](b, "navigator.clipboard.readText()"); got != copied {
		t.Errorf("opened, and copied: %q", got)
	}
	b.press("/")
	b.wait("document.activeElement.id === 'top-search'")
	b.press("jm?")
	if got := ask[string](b, "document.activeElement.value"); got != "jm?" || on() != second {
		t.Errorf("keys in a field: it has %q", got)
	}
	b.press(kb.Escape)
	b.press("h")
	b.at(story + "/history/" + second)
	b.press("?")
	b.at("/help")
	b.has("kbd", "j", "k", "c", "x", "m", "e", "h", "/", "?")
	b.open(story)
	b.press("m")
	b.at(story + "/people")
	b.wait("document.activeElement.id === 'merge-a'")
	b.press(kb.Escape + "j")
	b.wait("document.querySelector('.people > li').classList.contains('at')")
}

// Whoever goes through a page by Tab sees where they are.
func testFocus(t *testing.T, d *desk, b *tab) {
	for _, path := range []string{d.story("Malta talks"), "/claims", "/add"} {
		b.open(path)
		b.press(kb.Tab)
		if got := ask[string](b, "document.activeElement.textContent"); got != "Skip to the content" {
			t.Errorf("%s: the first stop is %q", path, got)
		}
		seen := map[string]bool{}
		for range 25 {
			stop := ask[[]string](b, `(e => { const r = e.getBoundingClientRect(), s = getComputedStyle(e);
				return [e.tagName + " " + e.textContent.trim().slice(0, 40) + (e.id || e.getAttribute("href") || ""), s.outlineStyle + " " + s.outlineWidth, String(r.width > 0 && r.right > 0 && r.bottom > 0)] })(document.activeElement)`)
			if strings.HasPrefix(stop[0], "BODY") {
				break
			}
			if seen[stop[0]] = true; stop[1] != "solid 2px" || stop[2] != "true" {
				t.Errorf("%s: focus on %s is not seen: outline %s, in sight %s", path, stop[0], stop[1], stop[2])
			}
			b.press(kb.Tab)
		}
		if len(seen) < 12 {
			t.Errorf("%s: only %d stops: %v", path, len(seen), seen)
		}
	}
	b.open("/claims")
	b.press(kb.Tab + kb.Enter)
	b.wait("location.hash === '#content'")
}

func testPrint(t *testing.T, d *desk, b *tab) {
	b.open(d.story("Malta talks"))
	b.look("dark", "print")
	if got := ask[string](b, "getComputedStyle(document.documentElement).backgroundColor"); got != "rgb(255, 255, 255)" {
		t.Errorf("the paper is %s", got)
	}
	all, shown := ask[int](b, "document.querySelectorAll('form, button, input, nav, .tools, .top').length"), ask[int](b, "[...document.querySelectorAll('form, button, input, nav, .tools, .top')].filter(e => e.getClientRects().length > 0).length")
	if all < 10 || shown > 0 {
		t.Errorf("of %d forms and the like %d are printed", all, shown)
	}
	if !ask[bool](b, "[...document.querySelectorAll('.pane')].every(p => p.scrollHeight <= p.clientHeight + 1)") {
		t.Error("the reports are cut off")
	}
	if !ask[bool](b, "[...document.querySelectorAll('.claim .said, .difference .said, .card dd')].every(e => e.getClientRects().length > 0 || e.closest('details'))") {
		t.Error("claims are not printed")
	}
	b.look("", "")
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); !bytes.HasPrefix(pdf, []byte("%PDF-")) || n < 2 || n > 30 {
		t.Errorf("%d bytes, %d pages", len(pdf), n)
	}
}

// Without scripts every page does the same by links and buttons.
func testNoScripts(t *testing.T, d *desk, b *tab) {
	b.scripts(false)
	story := d.story("Malta talks")
	b.open(story)
	first := ask[string](b, "document.querySelector('.claim.on').id")
	b.press("j")
	b.press("?")
	b.click(".claim:not(.on) .said a")
	b.wait("document.readyState === 'complete' && location.search.startsWith('?claim=')")
	if got := ask[string](b, "document.querySelector('.claim.on').id"); got == first || ask[string](b, "location.hash") != "#"+got {
		t.Errorf("the claim %s is open", got)
	}
	b.click(".claim.on .evidence a")
	b.wait("document.readyState === 'complete' && location.hash === '#left' && document.querySelector('#left .lit')")
	b.click(".claim.on .cite summary")
	b.wait("document.getElementById('cite').getClientRects().length > 0")
	if got := ask[string](b, "document.getElementById('cite').value"); !strings.Contains(got, "[^1]: ") {
		t.Errorf("to copy: %q", got)
	}
	b.click(".claim.on [data-key=h]")
	b.wait("document.readyState === 'complete' && location.pathname.includes('/history/')")
	b.has(".steps li", "first reported")
	b.do(chromedp.SendKeys(chromedp.CSS("#top-search"), "ministers"+kb.Enter))
	b.wait("document.readyState === 'complete' && location.pathname === '/search'")
	b.has(".hits .said", "ministers")
	b.click(".hits h2 a")
	b.wait("document.readyState === 'complete' && document.querySelector(':target')")
}

// testCorrecting decides by form and by key, rebuilds the record, and undoes it.
func testCorrecting(t *testing.T, ctx context.Context) {
	d := open(t, serve.Options{}, daily, post, courier)
	b := newTab(t, ctx, d.at.URL)
	story := "/stories/" + d.ids[0].Story
	b.open(story)
	claim := ask[string](b, "[...document.querySelectorAll('.claim')].find(c => c.querySelector('.said').textContent.includes('until Monday')).id")
	path := story + "?claim=" + claim
	standing := func() string {
		t.Helper()
		b.open(path)
		return b.texts(".claim.on .stand")[0]
	}
	before := standing()
	if !strings.Contains(before, "in 2 reports") {
		t.Fatalf("the claim stands so: %s", before)
	}

	b.press("c")
	b.wait("document.querySelector('.claim.on .decided')")
	b.has(".claim.on .stand", "one claim by A. Tester, 2031-05-03")
	b.has(".claim.on .decided", "one claim: “", "by A. Tester")
	if _, err := d.rec.Rebuild(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	if got := standing(); !strings.Contains(got, "one claim by A. Tester") {
		t.Errorf("after rebuild: %s", got)
	}
	b.click(".claim.on .decided button")
	b.wait("!document.querySelector('.claim.on .decided')")
	if got := standing(); got != before {
		t.Errorf("undone: %s, before: %s", got, before)
	}

	b.press("x")
	b.wait("document.readyState === 'complete' && !document.querySelector('.claim.on [data-key=x]')")
	if n := len(b.texts(".claim.on .evidence li")); n != 1 {
		t.Errorf("rejected, and the claim has %d places", n)
	}
	if _, err := d.rec.Rebuild(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	b.open("/corrections")
	b.has(".corrections li:first-child", "split-claims", "A. Tester")
	b.click(".corrections li:first-child button")
	b.wait("document.readyState === 'complete' && document.querySelector('.corrections li:first-child.undone')")
	if got := standing(); got != before {
		t.Errorf("undone: %s, before: %s", got, before)
	}

	// By the form, with the tab key and the keyboard alone.
	b.click(".claim.on .tools details:last-of-type summary")
	b.do(chromedp.SendKeys(chromedp.CSS("#note"), "ask the <b>union</b> again"+kb.Enter))
	b.wait("document.readyState === 'complete' && document.querySelector('.claim.on .decided')")
	b.has(".claim.on .decided", "note: ask the <b>union</b> again")
	if _, err := d.rec.Rebuild(t.Context(), true, nil); err != nil {
		t.Fatal(err)
	}
	b.open(path)
	b.has(".claim.on .decided", "note: ask the <b>union</b> again")
	b.clean("correcting")
}

// testHostile shows reports that do all that a page can do, and sees that nothing is done.
func testHostile(t *testing.T, ctx context.Context) {
	t.Run("what must be seen is seen", func(t *testing.T) {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(attack)) //nolint:errcheck // the browser has gone
		}))
		defer s.Close()
		b := newTab(t, ctx, s.URL)
		b.open("/")
		b.wait("window.ran")
		if len(b.outside()) == 0 || len(b.ill) == 0 {
			t.Errorf("asked for elsewhere: %q, noted: %q", b.outside(), b.ill)
		}
	})
	d := open(t, serve.Options{}, hostile, attack, attackText())
	b := newTab(t, ctx, d.at.URL)
	for _, r := range d.ids {
		story := "/stories/" + r.Story
		for _, path := range []string{
			"/", story, story + "/people", story + "/history/C1", "/reports/" + r.ID, "/claims", "/news", "/gaps?days=0", "/corrections",
			"/search?q=resigned", "/search?q=%22%3E%3Cscript%3Ewindow.ran=1%3C/script%3E+resigned", "/stories/%3Cscript%3Ewindow.ran=1%3C%2Fscript%3E",
		} {
			b.open(path)
			if ask[bool](b, "!!window.ran") {
				t.Errorf("%s: a script of a report ran", path)
			}
			if n := ask[int](b, `document.querySelectorAll("main :is(script, style, link, img, iframe, object, embed, base, meta, b), [onclick], [onload], [onerror], [onmouseover], [href^='javascript:' i], [action^='javascript:' i], [style]").length`); n > 0 {
				t.Errorf("%s: %d pieces of markup of a report", path, n)
			}
			if strings.ContainsAny(ask[string](b, "document.documentElement.outerHTML"), "\u202e\u202d\u2066\u2067\u2068") {
				t.Errorf("%s: text that turns the line around", path)
			}
		}
		b.open("/reports/" + r.ID)
		if r.ID == d.ids[2].ID {
			b.has(".words", "<script>window.ran = 1</script>", "javascript:window.ran=1")
		}
		// Everything that can be followed or opened, followed.
		for range 3 {
			b.press(kb.Tab + kb.Enter)
			b.wait("document.readyState === 'complete'")
		}
	}
	b.forget("404") // the story with a script in its name
	b.clean("hostile")
}

// attack is a page that does in markup what a page can do.
const attack = `<!doctype html><html lang="en"><head><title>Mayor resigns in Harn</title><base href="http://elsewhere.invalid/"><meta property="og:site_name" content="Evil &quot;&gt;&lt;script&gt;window.ran=1&lt;/script&gt; Times">
<meta name="author" content="Ada &lt;img src=http://elsewhere.invalid/a onerror='window.ran=1'&gt; Mor"><meta property="article:published_time" content="2031-05-02T10:00:00Z">
<link rel="canonical" href="javascript:window.ran=1"><link rel="stylesheet" href="http://elsewhere.invalid/s.css"><script src="http://elsewhere.invalid/s.js"></script><script>window.ran = 1; console.log("ran"); alert("ran")</script></head>
<body onload="window.ran = 1"><article><h1>Mayor resigns in Harn</h1><p>By Ada Mor</p>
<p>Mayor Anselm Korvat resigned on Friday, the city council of Harn said.</p><p>The <a href="javascript:window.ran=1">council</a> will meet on Monday, <img src="http://elsewhere.invalid/i" onerror="window.ran=1"> Anselm Korvat said in a statement.</p>
<p style="background: url(http://elsewhere.invalid/b)">Three members of the council asked him to stay until June.</p><svg onload="window.ran=1"><script>window.ran=1</script></svg><iframe src="javascript:parent.ran=1"></iframe><object data="http://elsewhere.invalid/o"></object></article></body></html>`

// attackText is a report that has markup as its text, in title, byline, names and body.
func attackText() string {
	const e = "&lt;script&gt;window.ran = 1&lt;/script&gt;"
	return page("Evil "+e+" Times", "2031-05-02T10:00:00Z", "Mayor &lt;img src=http://elsewhere.invalid/x onerror=window.ran=1&gt; resigns \" onmouseover=\"window.ran=1",
		"By Ada &lt;svg onload=window.ran=1&gt; Mor", "Mayor Anselm "+e+" Korvat resigned on Friday, the city council of Harn said.",
		"“&lt;a href=\"javascript:window.ran=1\"&gt;Go home&lt;/a&gt;,” said Anselm Korvat of the \u202egnihton\u202c \u2067party\u2069, javascript:window.ran=1.",
		"&lt;/p&gt;&lt;/textarea&gt;&lt;/title&gt;"+e+"&lt;iframe src=http://elsewhere.invalid/&gt; The council will meet on Monday, it said.")
}
