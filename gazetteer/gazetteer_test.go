package gazetteer

import "testing"

func TestNewsroomByName(t *testing.T) {
	for name, want := range map[string]string{
		"Reuters": "Reuters", "AP": "Associated Press", "the Associated Press": "Associated Press",
		"AXIOS": "Axios", "The New York Times": "New York Times", "The Sun": "The Sun", "sun": "", "Focus": "",
		"Sun": "", "people": "", "Al-Jazeera": "Al Jazeera", "Nobody's Gazette": "", "I": "",
	} {
		got, ok := NewsroomByName(name)
		if got.Name != want || ok != (want != "") {
			t.Errorf("NewsroomByName(%q) = %q, %v; want %q", name, got.Name, ok, want)
		}
	}
}

func TestNewsroomByDomain(t *testing.T) {
	for host, want := range map[string]string{
		"www.reuters.com": "Reuters", "edition.cnn.com": "CNN", "com": "", "example.com": "", "": "",
	} {
		if got, _ := NewsroomByDomain(host); got.Name != want {
			t.Errorf("NewsroomByDomain(%q) = %q, want %q", host, got.Name, want)
		}
	}
}

func TestCountryOf(t *testing.T) {
	for _, c := range []struct {
		word, code string
		sense      Sense
	}{
		{"U.S.", "USA", CountryName},
		{"U. S.", "USA", CountryName},
		{"the United States", "USA", CountryName},
		{"Peruvian", "PER", Adjective},
		{"South Koreans", "KOR", Adjective},
		{"Lima", "PER", Capital},
		{"Türkiye", "TUR", CountryName},
		{"us", "", 0},
		{"minister", "", 0},
	} {
		got, sense, ok := CountryOf(c.word)
		if got.Code != c.code || ok != (c.code != "") || (ok && sense != c.sense) {
			t.Errorf("CountryOf(%q) = %v %v %v, want %s %v", c.word, got, sense, ok, c.code, c.sense)
		}
	}
}

func TestCity(t *testing.T) {
	for word, want := range map[string]bool{"Arequipa": true, "Zürich": true, "Qwxyz": false, "": false, "zzzzzz": false, "aaaa": false} {
		if City(word) != want {
			t.Errorf("City(%q) = %v", word, !want)
		}
	}
}

func TestWords(t *testing.T) {
	if !Title("Adm.") || !Title("Foreign Minister") || !Title("Lt. Gen.") || Title("table") {
		t.Error("Title is wrong")
	}
	if !GivenName("María") || GivenName("Tuesday") {
		t.Error("GivenName is wrong")
	}
}

func FuzzLookups(f *testing.F) {
	f.Add("U.S.")
	f.Fuzz(func(_ *testing.T, s string) {
		NewsroomByName(s)
		NewsroomByDomain(s)
		CountryOf(s)
		City(s)
		Title(s)
		GivenName(s)
	})
}
