package serve_test

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// pictures is the folder that the pictures of the README are written to.
var pictures = flag.String("pictures", "", "write the pictures of the README to this `folder`")

// TestPictures takes the pictures of the README:
//
//	go test ./serve -run TestPictures -pictures ../docs/pictures
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no folder is given with -pictures")
	}
	d := newsroom(t)
	b := newTab(t, chromium(t), d.at.URL)
	b.size(1440, 900)
	b.look("light", "screen")
	b.open(d.story("Malta talks"))
	b.shoot("story.png")
	b.open(d.story("Malta talks") + "?claim=C1")
	b.size(1080, 700)
	ask[bool](b, "document.querySelector('.claim.on').scrollIntoView(); true")
	b.look("dark", "screen")
	b.shoot("claim.png")
}

// shoot writes what is in sight as a picture of few colours.
func (b *tab) shoot(name string) {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		b.t.Fatal(err)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColours(img)); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pictures, name), out.Bytes(), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// fewColours draws a picture with 256 colours: the ones that it has most of, one of each
// small cube of the colours that are nearly alike.
func fewColours(img image.Image) image.Image {
	count := map[color.RGBA]int{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var most color.Palette
	seen := map[color.RGBA]bool{}
	for _, c := range colours {
		cube := color.RGBA{c.R >> 4, c.G >> 4, c.B >> 4, 0}
		if len(most) < 256 && !seen[cube] {
			seen[cube], most = true, append(most, c)
		}
	}
	for _, c := range colours[:min(len(colours), 256)] {
		if len(most) < 256 && !slices.Contains(most, color.Color(c)) {
			most = append(most, c)
		}
	}
	out := image.NewPaletted(img.Bounds(), most)
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out
}
