package corroborate

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/internal/frame"
)

// distance is how far from a named place an act is told to be: "2,000 km east of
// Cape Orlo".
type distance struct {
	text   string // verbatim
	km     float64
	about  bool
	toward int      // degrees from north; -1 where no direction is given
	from   []string // concepts of the name, sorted
}

// lengths are units in kilometres.
var lengths = map[string]float64{
	"km": 1, "kilometer": 1, "kilometre": 1, "kilometers": 1, "kilometres": 1, "mile": 1.609, "miles": 1.609, "mi": 1.609,
	"metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001,
}

// compass are directions in degrees.
var compass = map[string]int{
	"north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135, "south": 180, "southwest": 225, "south-west": 225,
	"west": 270, "northwest": 315, "north-west": 315,
}

// mostBefore bounds the words between a measure and the name that it counts from.
const mostBefore = 10

// distanceIn reads the one distance of a clause that counts from a name; false for
// none or several.
func (s *story) distanceIn(p *prop, sc *scene) (distance, bool) {
	g := s.stages[p.report]
	lo, hi := g.frames.Lo[sc.frame.Verb], g.frames.Hi[sc.frame.Verb]
	var out distance
	n := 0
	for w := lo; w+1 < hi; w++ {
		unit, ok := lengths[g.folded(w+1)]
		v, err := strconv.ParseFloat(strings.ReplaceAll(g.text(w), ",", ""), 64)
		if !ok || err != nil {
			continue
		}
		if d, end, ok := g.distanceAt(w, hi); ok {
			d.km = v * unit
			out = d
			n++
			w = end
		}
	}
	return out, n == 1
}

func (g *stage) text(w int32) string   { return g.d.Words[w].Of(g.d.Report.Source) }
func (g *stage) folded(w int32) string { return fold.Key(g.text(w)) }

// distanceAt reads what stands behind a number and its unit: the same in other
// units in brackets, a direction, "of" or "from", and a name.
func (g *stage) distanceAt(w, hi int32) (distance, int32, bool) {
	d := distance{toward: -1}
	from := false
	for i := w + 2; i < min(hi, w+2+mostBefore); i++ {
		f := g.folded(i)
		deg, direction := compass[f]
		switch {
		case direction && d.toward < 0:
			d.toward = deg
		case (f == "of" || f == "from") && !from:
			from = true
		case from && g.d.Words[i].UPOS == readout.PROPN:
			end := i
			for end+1 < hi && g.d.Words[end+1].UPOS == readout.PROPN {
				end++
			}
			for k := i; k <= end; k++ {
				d.from = append(d.from, concept(g.folded(k)))
			}
			slices.Sort(d.from)
			d.text = fold.Line(g.d.Report.Source[g.d.Words[w].Start:g.d.Words[end].End])
			var before []string
			for k := max(0, w-3); k < w; k++ {
				before = append(before, g.folded(k))
			}
			bound := boundBefore(before)
			d.about = bound == "about" || bound == "nearly"
			return d, end, bound == "" || d.about
		case from && f != "the" && f != "capital" && f != "city" && f != "town" && f != "port" && f != "village" && f != "of":
			return d, i, false
		}
	}
	return d, w + 1, false
}

// Distances are rounded, and measured from here or there in a town: those that
// differ by less than this share may be one.
const (
	distanceShare = 0.25
	aboutShare    = 0.35
	opposed180    = 135 // degrees from which two directions exclude each other
)

// distances finds two distances, or two directions, from one place.
func (e *encounter) distances() (a, b version, ok bool) {
	x, y := &e.a.traits.distance, &e.b.traits.distance
	if !e.a.traits.measured || !e.b.traits.measured || !e.facts() || !e.plain() || !slices.Equal(x.from, y.from) {
		return a, b, false
	}
	share := distanceShare
	if x.about || y.about {
		share = aboutShare
	}
	turn := 0
	if x.toward >= 0 && y.toward >= 0 {
		turn = (x.toward - y.toward + 360) % 360
		turn = min(turn, 360-turn)
	}
	if math.Abs(x.km-y.km) <= share*max(x.km, y.km) && turn < opposed180 {
		return a, b, false
	}
	c, d := e.a.scene.unmeasured(), e.b.scene.unmeasured()
	got, fits := e.but(c, d)
	return version{value: x.text}, version{value: y.text}, fits && (got.agent || got.patient) && (got.same() && e.firm(&got) || got.weight+sharedBy(x.from, y.from) >= firmAccord && e.oneDay())
}

// unmeasured is a scene without its measures, and without the obliques, which may
// hang on them.
func (s *scene) unmeasured() *scene {
	c := s.without(func(t taker) bool { return t.role == frame.Oblique && !t.place })
	c.numbers = nil
	return c
}

// term is what somebody was sentenced to: months, or a sum of one currency.
type term struct {
	text string // verbatim
	unit string
	n    float64
}

// terms that a sentence is counted in, in months, and words that make a number no
// term or only a part or a bound of one.
var (
	termUnits = map[string]float64{"year": 12, "years": 12, "month": 1, "months": 1, "week": 0.23, "weeks": 0.23}
	noTerms   = []string{"up", "least", "minimum", "maximum", "suspended", "parole", "probation", "more", "less", "over", "under", "between", "facing", "faces",
		"could", "may", "might", "would", "additional", "each", "concurrent", "consecutive", "life", "half", "remaining", "already", "appeal", "reduced", "extended", "cut", "increased"}
	currencies = map[string]string{"dollar": "dollar", "dollars": "dollar", "euro": "euro", "euros": "euro", "pound": "pound", "pounds": "pound"}
	jails      = []string{"prison", "jail", "jailed", "imprisonment", "imprisoned", "sentenced", "sentence", "bars"}
)

// termIn reads the one term of a clause; false for none or several.
func (s *story) termIn(p *prop, sc *scene) (term, bool) {
	g := s.stages[p.report]
	lo, hi := g.frames.Lo[sc.frame.Verb], g.frames.Hi[sc.frame.Verb]
	var out term
	n := 0
	jail := false
	for w := lo; w < hi; w++ {
		f := g.folded(w)
		jail = jail || slices.Contains(jails, f)
		if slices.Contains(noTerms, f) {
			return term{}, false
		}
		v, ok := g.number(w)
		if !ok {
			continue
		}
		if t, ok := g.termAt(w, hi, v); ok {
			out = t
			n++
		}
	}
	return out, n == 1 && (jail || out.unit != "month")
}

// number is the value of a word that is one; words of "10-year" are parted.
func (g *stage) number(w int32) (float64, bool) {
	f := strings.ReplaceAll(g.folded(w), ",", "")
	if d, ok := numberWords[f]; ok {
		f = d
	}
	v, err := strconv.ParseFloat(f, 64)
	return v, err == nil
}

// termAt reads a number of years or months, not an age or a time gone by, or a sum.
func (g *stage) termAt(w, hi int32, v float64) (term, bool) {
	next := func(k int32) string {
		if w+k < hi {
			return g.folded(w + k)
		}
		return ""
	}
	k := int32(1)
	if next(k) == "-" {
		k++
	}
	if x := scales[next(k)]; x > 0 {
		v *= x
		k++
	}
	span := func(from, to int32) string {
		return fold.Line(g.d.Report.Source[g.d.Words[from].Start:g.d.Words[to].End])
	}
	if months, ok := termUnits[next(k)]; ok {
		switch next(k + 1) {
		case "ago", "old", "later", "after", "before", "earlier", "and", "-":
			return term{}, false
		}
		return term{span(w, w+k), "month", v * months}, true
	}
	if c, ok := currencies[next(k)]; ok {
		return term{span(w, w+k), c, v}, true
	}
	if w > 0 {
		if sign := g.text(w - 1); sign == "$" || sign == "€" || sign == "£" {
			return term{span(w-1, w+k-1), sign, v}, true
		}
	}
	return term{}, false
}

// fined is the act of setting a sum as a sentence.
var fined = sync.OnceValue(func() string { return act("fine", "fine") })

// terms finds two terms or sums in the sentence of one person.
func (e *encounter) terms() (a, b version, ok bool) {
	x, y := &e.a.traits.term, &e.b.traits.term
	if !e.a.traits.termed || !e.b.traits.termed || !e.facts() || !e.plain() || x.unit != y.unit || math.Abs(x.n-y.n) < 0.05*max(x.n, y.n) {
		return a, b, false
	}
	c, d := e.a.scene.unmeasured(), e.b.scene.unmeasured()
	got, fits := e.but(c, d)
	if !fits || !got.known && got.weight < strongAccord || !got.patient {
		return a, b, false
	}
	return version{value: x.text}, version{value: y.text}, true
}
