package corroborate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/readout-project/readout"
	"github.com/readout-project/readout/gazetteer"
	"github.com/readout-project/readout/internal/fold"
	"github.com/readout-project/readout/names"
)

// Ask finds all whom a name can mean in a reading, and what the reports say by
// and of each. Whoever is one in two stories is found in each of them.
func Ask(r *readout.Reading, name string) readout.Asked {
	out := readout.Asked{Name: name}
	asked := nameWords(name)
	var all []readout.Profile
	for i := range r.Stories {
		all = append(all, profiles(r, i)...)
	}
	best := len(matchRank)
	for i := range all {
		p := &all[i]
		if p.Match = meets(name, p); p.Match != "" {
			best = min(best, matchRank[p.Match])
		}
	}
	for i := range all {
		if p := &all[i]; p.Match != "" && max(1, best) >= matchRank[p.Match] {
			fill(r, p, asked)
			out.Found = append(out.Found, *p)
		}
	}
	slices.SortStableFunc(out.Found, func(a, b readout.Profile) int {
		return cmp.Or(cmp.Compare(matchRank[a.Match], matchRank[b.Match]), cmp.Compare(len(b.Reports()), len(a.Reports())),
			cmp.Compare(len(b.Said)+len(b.Told), len(a.Said)+len(a.Told)), cmp.Compare(a.Name(), b.Name()))
	})
	if len(out.Found) == 0 {
		out.Near, out.Apart = closest(asked, all), outsider(r, asked)
		for n, d := range r.Docs {
			if at := wordAt(d, asked); !at.Empty() {
				out.Words = append(out.Words, readout.Ref{Report: n, Span: at})
			}
		}
	}
	return out
}

var matchRank = map[readout.NameMatch]int{readout.SameName: 0, readout.PartOfName: 1, readout.ByOffice: 2, readout.AlikeName: 3}

// meets says how a name that is asked for can mean somebody; "" for not at all.
func meets(name string, p *readout.Profile) readout.NameMatch {
	asked := nameWords(name)
	if len(asked) == 0 {
		return ""
	}
	var match readout.NameMatch
	var all []string
	for _, v := range p.Variants {
		w := nameWords(v.Name)
		switch {
		case slices.Equal(w, asked):
			return readout.SameName
		case among(asked, w) && slices.ContainsFunc(asked, func(w string) bool { return !particles[w] }):
			match = readout.PartOfName
		}
		all = append(all, w...)
	}
	if match != "" || !slices.ContainsFunc(asked, func(w string) bool { return !particles[w] }) {
		return match
	}
	for i := range p.Offices {
		office := officeWords(p.Offices[i].Office)
		if among(byCountry(asked), append(office, all...)) && slices.ContainsFunc(asked, func(w string) bool { return slices.Contains(all, w) }) {
			return readout.PartOfName
		}
	}
	if slices.ContainsFunc(p.Offices, func(o readout.OfficeHeld) bool { return among(byCountry(asked), officeWords(o.Office)) }) {
		return readout.ByOffice
	}
	if spelledAlike(name, p) {
		return readout.AlikeName
	}
	return ""
}

// spelledAlike reports that each word asked for has its like in one of the names.
func spelledAlike(name string, p *readout.Profile) bool {
	asked := names.Parse(name, p.Type)
	return slices.ContainsFunc(p.Variants, func(v readout.Variant) bool {
		n := names.Parse(v.Name, p.Type)
		m := names.Compare(asked, n, true)
		return m.Whole && m.Lowest >= leastSpelled && asked.Words() <= n.Words() && (m.Head || m.Extra == 0)
	})
}

func among(words, in []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(in, w) })
}

// officeWords are the words of an office with the country or body it is of.
func officeWords(o readout.Office) []string { return byCountry(fold.Words(o.Title + " " + o.Of)) }

// byCountry brings the name and the adjective of a country to one form, and leaves
// out what offices are tied together with.
func byCountry(words []string) []string {
	var out []string
	for _, w := range words {
		if w == "of" || w == "the" {
			continue
		}
		if c, _, ok := gazetteer.CountryOf(w); ok {
			w = c.Code
		}
		out = append(out, w)
	}
	return out
}

// profiles are the persons, bodies and places of a story, with their names and
// offices only.
func profiles(r *readout.Reading, story int) []readout.Profile {
	st := &r.Stories[story]
	var out []readout.Profile
	for i, id := range st.People {
		p := readout.Profile{Story: story, Person: i, Type: id.Type, Because: id.Because, Near: id.Near, Members: slices.Clone(id.Members), Variants: variants(id.Names)}
		for _, o := range id.Offices {
			p.Offices = append(p.Offices, readout.OfficeHeld{OfficeAt: o, Former: former(r.Docs[o.Report].Report.Source, o.Office)})
		}
		slices.SortStableFunc(p.Offices, func(a, b readout.OfficeHeld) int {
			x, y := dayOf(r, a.Report), dayOf(r, b.Report)
			return cmp.Or(b2i(x == "")-b2i(y == ""), cmp.Compare(x, y))
		})
		out = append(out, p)
	}
	for i := range out {
		slices.SortStableFunc(out[i].Members, func(a, b readout.Member) int { return cmp.Compare(a.Report, b.Report) })
	}
	return append(out, places(r, story)...)
}

// variants are the spellings of an identity, the fullest first, then those of
// most reports.
func variants(names []readout.NameAt) []readout.Variant {
	var out []readout.Variant
	for _, n := range names {
		k := slices.IndexFunc(out, func(v readout.Variant) bool { return v.Name == n.Name })
		if k < 0 {
			k = len(out)
			out = append(out, readout.Variant{Name: n.Name})
		}
		out[k].Places = append(out[k].Places, n.Ref)
	}
	slices.SortStableFunc(out, func(a, b readout.Variant) int {
		return cmp.Or(cmp.Compare(len(strings.Fields(b.Name)), len(strings.Fields(a.Name))), cmp.Compare(len(b.Places), len(a.Places)))
	})
	return out
}

// formerly are the words that take an office from the one who bears its title.
var formerly = map[string]bool{"former": true, "formerly": true, "ex": true, "onetime": true, "erstwhile": true}

// former reports an office that the report calls former, within the title or by
// the word before it.
func former(source string, o readout.Office) bool {
	title := fold.Words(o.Title)
	before := fold.Words(source[max(0, strings.LastIndexByte(source[:o.Span.Start], '\n')):o.Span.Start])
	return len(title) > 0 && formerly[title[0]] || slices.Contains(title, "former") || len(before) > 0 && formerly[before[len(before)-1]]
}

// places are the places of a story; a country is one by its code, in all
// spellings and as an adjective, but not its capital.
func places(r *readout.Reading, story int) []readout.Profile {
	var out []readout.Profile
	at := map[string]int{}
	named := map[string][]readout.NameAt{}
	var keys []string
	for _, n := range r.Stories[story].Reports {
		d := r.Docs[n]
		for e := range d.Entities {
			ent := &d.Entities[e]
			key := placeKey(ent)
			if key == "" {
				continue
			}
			if _, known := at[key]; !known {
				at[key] = len(out)
				keys = append(keys, key)
				out = append(out, readout.Profile{Story: story, Person: -1, Type: readout.Place})
			}
			p := &out[at[key]]
			p.Members = append(p.Members, readout.Member{Report: n, Entity: e})
			if strings.HasPrefix(key, "country ") && len(p.Members) > 1 {
				p.Because = "names and adjectives of one country"
			}
			for _, name := range ent.Names {
				if span, ok := firstMention(d, e, name); ok {
					named[key] = append(named[key], readout.NameAt{Name: name, Ref: readout.Ref{Report: n, Span: span}})
				}
			}
		}
	}
	for i, key := range keys {
		out[i].Variants = variants(named[key])
		slices.SortStableFunc(out[i].Variants, func(a, b readout.Variant) int {
			return cmp.Or(b2i(!noun(a.Name))-b2i(!noun(b.Name)), cmp.Compare(len(b.Places), len(a.Places)))
		})
		if len(out[i].Variants) < 2 {
			out[i].Because = ""
		}
	}
	return slices.DeleteFunc(out, func(p readout.Profile) bool { return len(p.Variants) == 0 })
}

// noun tells the name of a country from its adjective.
func noun(name string) bool {
	_, sense, ok := gazetteer.CountryOf(name)
	return !ok || sense == gazetteer.CountryName
}

func placeKey(ent *readout.Entity) string {
	if ent.Type != readout.Place || ent.Name == "" {
		return ""
	}
	if c, sense, ok := gazetteer.CountryOf(ent.Name); ok && sense != gazetteer.Capital {
		return "country " + c.Code
	}
	return "place " + strings.Join(fold.Words(ent.Name), " ")
}

// closest are the names closest to the one asked for, by the letters of their words.
func closest(asked []string, all []readout.Profile) []string {
	const most, furthest = 5, 0.5
	type spelling struct {
		name string
		far  float64
	}
	var list []spelling
	for i := range all {
		best := spelling{far: 1}
		for _, v := range all[i].Variants {
			for _, w := range nameWords(v.Name) {
				for _, a := range asked {
					if far := float64(edits(a, w)) / float64(max(len(a), len(w))); far < best.far {
						best = spelling{all[i].Name(), far}
					}
				}
			}
		}
		if best.far < furthest && !slices.ContainsFunc(list, func(c spelling) bool { return c.name == best.name }) {
			list = append(list, best)
		}
	}
	slices.SortStableFunc(list, func(a, b spelling) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.name, b.name)) })
	var out []string
	for _, c := range list[:min(len(list), most)] {
		out = append(out, c.name)
	}
	return out
}

// edits is the number of bytes to put in, leave out or change between two words;
// words longer than any name count as wholly different.
func edits(a, b string) int {
	const longest = 40
	if len(a) > longest || len(b) > longest {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal + b2i(a[i] != b[j])
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// outsider says that a name is that of a newsroom or an author, who are no part of
// their story.
func outsider(r *readout.Reading, asked []string) string {
	is := func(name string) bool {
		w := nameWords(name)
		return len(asked) > 0 && len(w) > 0 && among(asked, w)
	}
	for i := range r.Stories {
		for _, o := range r.Stories[i].Origins {
			if is(o.Name) {
				return "a newsroom"
			}
		}
	}
	for _, d := range r.Docs {
		if is(d.Report.Outlet.Value) || is(d.Report.Origin.Value) {
			return "a newsroom"
		}
		for _, b := range d.Report.Byline {
			if is(b.Value) {
				return "an author"
			}
		}
	}
	return ""
}
