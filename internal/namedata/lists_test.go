package namedata

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// lay writes files below a folder, packed where the name ends in .gz.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".gz") {
			z := gzip.NewWriter(f)
			_, err = z.Write([]byte(text))
			if e := z.Close(); err == nil {
				err = e
			}
		} else {
			_, err = f.WriteString(text)
		}
		if e := f.Close(); err != nil || e != nil {
			t.Fatal(err, e)
		}
	}
	return dir
}

var invented = map[string]string{
	"reference/phoenix/Phoenix.Countries.actors.txt.gz": "ANA_BELLO_  # CountryInfo.txt\n\t[XYZGOV 030101-040101]\n\n" +
		"PAK_IL_NAM_  # CountryInfo.txt\n\t[KORGOV 030101-040101]\n\nXANADU_RIVER_POLICE [XYZCOP]\nSOMEONE_ELSE [XYZGOV]\n",
	"reference/phoenix/Phoenix.International.actors.txt.gz": "ACME_PUMPS_INC_\t[MNCXYZ]\nBOARD_OF_PUMPS_\t[NGO]\n",
	"reference/phoenix/Phoenix.MilNonState.actors.txt.gz":   "RIVER_FRONT_ [XYZREB]\n",
	"reference/places/country-codes.csv":                    "CLDR display name,ISO3166-1-Alpha-3,ISO3166-1-Alpha-2,UNTERM English Short,official_name_en,Capital\nXanadu,XYZ,XY,Xanadu,Xanadu,Kublai\n",
	"reference/places/country-terms.csv":                    "iso3,term,kind\nXYZ,Xanadian,nation\nXYZ,Lower Xanadu,region\nXYZ,Republic of the,name\n",
	"reference/places/world-cities.csv.gz":                  "name,country,subcountry,geonameid\nAlph-sur-Mer,Xanadu,Alphland,1\nkleinstadt,Xanadu,Alphland,2\n",
	"reference/places/geonames-admin1.json.gz":              `[{"code":"XY.01","name":"Damsel Province"}]`,
	"reference/outlets/news-agencies.csv":                   "name,aliases,iso3,domain,ownership\nXanadu Press,XP,XYZ,xp.example,private\n",
	"reference/outlets/outlets.csv":                         "name,domain,country,languages\nThe Daily Dome (DD),dome.example,XY,en\n",
	"corpora/names/dev.jsonl.gz": `{"a":"Ana Maria Bello","b":"BELLO, Ana","type":"person","source":"wikidata"}
{"a":"Left Out","b":"Left Out Too","type":"person","source":"gum"}`,
	"names.tsv": "# names\nana\tf\nbello\ts\n",
}

func TestLoadLists(t *testing.T) {
	dir := lay(t, invented)
	l, err := LoadLists(dir, filepath.Join(dir, "names.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	join := func(names [][]string) string {
		var out []string
		for _, n := range names {
			out = append(out, strings.Join(n, " "))
		}
		return strings.Join(out, "|")
	}
	for _, c := range []struct{ list, got, want string }{
		{"given", strings.Join(l.Given, "|"), "Ana"},
		{"surnames", strings.Join(l.Surname, "|"), "Bello"},
		{"persons", join(l.Persons), "Ana Bello|Ana Maria Bello"},
		{"surname first", join(l.SurnameFirst), "Pak Il Nam"},
		{"countries", join(l.Countries), "Xanadu"},
		{"regions", join(l.Regions), "Alphland|Damsel Province|Lower Xanadu"},
		{"cities", join(l.Cities), "Kublai"},
		{"nations", strings.Join(l.Nations, "|"), "Xanadian"},
		{"organisations", join(l.Organizations), "Acme Pumps|Acme Pumps Inc|River Front|Xanadu River Police"},
		{"agencies", join(l.Agencies), "XP|Xanadu Press"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.list, c.got, c.want)
		}
	}
	if n := ByLength(l.Organizations); len(n[2]) != 2 || len(n[3]) != 2 {
		t.Errorf("by length: %v", n)
	}
}

func TestLoadListsNamesTheFile(t *testing.T) {
	for missing := range invented {
		files := map[string]string{}
		for k, v := range invented {
			if k != missing {
				files[k] = v
			}
		}
		dir := lay(t, files)
		_, err := LoadLists(dir, filepath.Join(dir, "names.tsv"))
		if err == nil || !strings.Contains(err.Error(), filepath.Base(missing)) {
			t.Errorf("without %s: %v", missing, err)
		}
	}
}

func TestTerms(t *testing.T) {
	got := terms(bufio.NewScanner(strings.NewReader("a_list:\n  # words\n  mill:\n    - mühle\n    - мельница # other script\n    - \"windmill\"\ntypes:\n  - display: Ltd.\n    aliases:\n      - Limited\n")))
	want := []Term{{"mühle", "a_list/mill"}, {"windmill", "a_list/mill"}, {"Limited", "types"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
