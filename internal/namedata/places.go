package namedata

import (
	"path/filepath"
	"strings"

	"github.com/readout-project/readout"
)

// Places reads the names of countries and territories, their parts and their
// cities; Detail is "country", "region" or "city". Major are countries and the
// places that the tables of countries name: capitals, large cities. Names that are no plain
// words ("Republic of the") are left out.
func Places(reference string) ([]Name, error) {
	var out []Name
	major := true
	add := func(text, country, detail string) {
		if plain(text) {
			out = append(out, Name{Text: text, Type: readout.Place, Country: country, Detail: detail, Major: major})
		}
	}
	iso, err := Rows(filepath.Join(reference, "places", "country-codes.csv"))
	if err != nil {
		return nil, err
	}
	three := map[string]string{}
	for _, r := range iso {
		three[r["CLDR display name"]] = r["ISO3166-1-Alpha-3"]
		three[r["ISO3166-1-Alpha-2"]] = r["ISO3166-1-Alpha-3"]
		for _, col := range []string{"CLDR display name", "UNTERM English Short", "official_name_en"} {
			add(r[col], r["ISO3166-1-Alpha-3"], "country")
		}
		add(r["Capital"], r["ISO3166-1-Alpha-3"], "city")
	}
	terms, err := Rows(filepath.Join(reference, "places", "country-terms.csv"))
	if err != nil {
		return nil, err
	}
	for _, r := range terms {
		switch r["kind"] {
		case "name":
			add(r["term"], r["iso3"], "country")
		case "capital", "city":
			add(r["term"], r["iso3"], "city")
		case "region":
			add(r["term"], r["iso3"], "region")
		}
	}
	major = false
	cities, err := Rows(filepath.Join(reference, "places", "world-cities.csv.gz"))
	if err != nil {
		return nil, err
	}
	for _, r := range cities {
		add(r["name"], three[r["country"]], "city")
		add(r["subcountry"], three[r["country"]], "region")
	}
	err = each(filepath.Join(reference, "places", "geonames-admin1.json.gz"), func(rows []struct{ Code, Name string }) {
		for _, r := range rows {
			two, _, _ := strings.Cut(r.Code, ".")
			add(r.Name, three[two], "region")
		}
	})
	return out, err
}

// Nations reads adjectives and demonyms of countries.
func Nations(reference string) ([]Name, error) {
	terms, err := Rows(filepath.Join(reference, "places", "country-terms.csv"))
	var out []Name
	for _, r := range terms {
		if r["kind"] == "nation" && plain(r["term"]) {
			out = append(out, Name{Text: r["term"], Type: readout.Place, Country: r["iso3"], Detail: "nation"})
		}
	}
	return out, err
}

// Outlets reads the names of news outlets and agencies, with the agencies'
// short names.
func Outlets(reference string) ([]Name, error) {
	var out []Name
	for _, f := range []string{"news-agencies.csv", "outlets.csv"} {
		rows, err := Rows(filepath.Join(reference, "outlets", f))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			names := append([]string{r["name"]}, strings.FieldsFunc(r["aliases"], func(c rune) bool { return c == ';' || c == '|' })...)
			for _, n := range names {
				n, _, _ = strings.Cut(n, " (")
				if n = strings.TrimSpace(n); plain(n) {
					out = append(out, Name{Text: n, Type: readout.Organization, Country: r["iso3"], Detail: "outlet"})
				}
			}
		}
	}
	return out, nil
}

// plain reports whether a name is made of Latin words.
func plain(s string) bool {
	ok := false
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xc0 && r <= 0x24f || r >= 0x1e00 && r <= 0x1eff:
			ok = true
		case r == ' ' || r == '-' || r == '\'' || r == '’' || r == '.' || r == '&' || r >= 0x300 && r <= 0x36f || r >= 0x2b0 && r <= 0x2ff:
		default:
			return false
		}
	}
	return ok && !strings.HasSuffix(s, " the") && !strings.HasSuffix(s, " of")
}
