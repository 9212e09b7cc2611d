package ingest

import (
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// roleIn is the role and reason of the block with that text.
func roleIn(t *testing.T, r *readout.Report, text string) readout.Role {
	t.Helper()
	for i, b := range r.Blocks {
		if r.BlockText(i) == text {
			return b.Role
		}
	}
	t.Errorf("no block %q", text)
	return ""
}

// TestFurnitureInside puts a line between two paragraphs of an article.
func TestFurnitureInside(t *testing.T) {
	for line, want := range map[string]readout.Role{
		`Correction, May 7: An earlier version of this article gave the wrong length of the bridge. It is 90 metres, not 190.`: readout.RoleCorrection,
		`CLARIFICATION (7 May 2031): The council votes on the plan in two sessions.`:                                           readout.RoleCorrection,
		`Editor’s note: This story was corrected to say that the vote was on Tuesday.`:                                         readout.RoleCorrection,
		`This article was amended on 7 May 2031 to name the builder.`:                                                          readout.RoleCorrection,
		`Correction officers of the county prison helped to clear the road on Monday night: eight of them came.`:               readout.RoleBody,
		`The council said the earlier version of this plan had been too dear for a town of its size to pay for.`:               readout.RoleBody,
		`Did you see the storm that broke the old bridge? Write to the newsdesk.`:                                              readout.RolePromotion,
		`Do you cross the bridge every day? We want to hear from you.`:                                                         readout.RolePromotion,
		`“Write to us, we said, and nobody wrote,” the harbour master told the council on Tuesday.`:                            readout.RoleBody,
		`The papers tell us little about what the council will do when the money for the bridge runs out.`:                     readout.RoleBody,
		`(Reporting by Ilse Torvand in Velm and Marek Olin in Sund; Editing by Runa Feld)`:                                     readout.RoleCredit,
		`Our Standards: The Courier's rules of reporting.`:                                                                     readout.RolePromotion,
		`The old bridge of Velm on Monday evening. (Runa Feld/Velm Courier)`:                                                   readout.RoleCaption,
		`The council leaned on three reports (one by a bank) and on the advice of builders it knew (or thought it knew).`:      readout.RoleBody,
	} {
		page := strings.Replace(string(pageOf("", "<h1>Bridge of Velm</h1>")), "<p>Shopkeepers", "<p>"+line+"</p><p>Shopkeepers", 1)
		if got := roleIn(t, readOK(t, []byte(page)), line); got != want {
			t.Errorf("%q: role %s, want %s", line, got, want)
		}
	}
}

func TestTeasersInside(t *testing.T) {
	for line, want := range map[string]readout.Role{
		`[<a href="/2">Ferries of Velm are late again</a>]`:       readout.RoleTeaser,
		`Read: <a href="/2">Ferries of Velm are late again</a>`:   readout.RoleTeaser,
		`[The council did not say which of the banks had asked.]`: readout.RoleBody,
		`___`: readout.RoleOther,
	} {
		page := strings.Replace(string(pageOf("", "<h1>Bridge of Velm</h1>")), "<p>Shopkeepers", "<p>"+line+"</p><p>Shopkeepers", 1)
		if got := roleIn(t, readOK(t, []byte(page)), tagsAway.ReplaceAllString(line, "")); got != want {
			t.Errorf("%q: role %s, want %s", line, got, want)
		}
	}
}

// TestFurnitureOnTop puts a line between the headline and the text.
func TestFurnitureOnTop(t *testing.T) {
	const head = `<meta name="author" content="Ilse Torvand">`
	for line, want := range map[string]readout.Role{
		`By Ilse Torvand May 6, 2031 6:20 PM UTC`:               readout.RoleByline,
		`By Ilse Torvand, a correspondent at the Velm Courier.`: readout.RoleByline,
		`By Ilse Torvand - Tuesday, 6 May 2031`:                 readout.RoleByline,
		`Ilse Torvand · Tuesday, May 6, 2031`:                   readout.RoleByline,
		`From staff and agency reports`:                         readout.RoleByline,
		`Tuesday, 6 May 2031`:                                   readout.RoleDateline,
		`Tuesday, 6 May 2031 – From staff and agency reports`:   readout.RoleDateline,
		`© Runa Feld`: readout.RoleCaption,
		`The old bridge in March. Photo: Runa Feld for Velm Courier`: readout.RoleCaption,
	} {
		if got := roleIn(t, readOK(t, pageOf(head, `<h1>Bridge of Velm</h1><div>`+line+`</div>`)), line); got != want {
			t.Errorf("%q: role %s, want %s", line, got, want)
		}
	}
}

func TestDeck(t *testing.T) {
	const deck = "Lorries will have to go round by Sund until the autumn, builders say."
	for name, c := range map[string]struct {
		top  string
		want readout.Role
	}{
		"heading before a byline": {`<h1>Bridge of Velm</h1><h2>` + deck + `</h2><p class="byline">By Ilse Torvand</p>`, readout.RoleDeck},
		"named, before a date":    {`<h1>Bridge of Velm</h1><p class="standfirst">` + deck + `</p><time datetime="2031-05-06">6 May 2031</time>`, readout.RoleDeck},
	} {
		if got := roleIn(t, readOK(t, pageOf(`<meta name="author" content="Ilse Torvand">`, c.top)), deck); got != c.want {
			t.Errorf("%s: role %s, want %s", name, got, c.want)
		}
	}
}

func TestCaptionWithoutFigcaption(t *testing.T) {
	const caption = "Divers look at the third pillar of the bridge in Velm"
	for name, top := range map[string]string{
		"figure":         `<h1>Bridge of Velm</h1><figure><img src="b.jpg"><div>` + caption + `</div></figure>`,
		"after a figure": `<h1>Bridge of Velm</h1><div><img src="b.jpg"></div><p>` + caption + `, in a file photo</p>`,
	} {
		r := readOK(t, pageOf("", top))
		text := caption
		if strings.Contains(top, "file photo") {
			text += ", in a file photo"
		}
		if got := roleIn(t, r, text); got != readout.RoleCaption {
			t.Errorf("%s: role %s", name, got)
		}
	}
}
