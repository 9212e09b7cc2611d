package ingest

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/readout-project/readout"
)

const velmLead = "The council of Velm voted on Tuesday to repair the old bridge before the winter."

func reportOf(role readout.Role, text string) []line {
	return []line{
		{text: velmLead, role: readout.RoleLead, repeats: -1},
		{text: "Work starts in June, the harbour master told Strandline, and ends in the autumn.", role: readout.RoleBody, repeats: -1},
		{text: text, role: role, repeats: -1},
	}
}

func TestOtherOrigin(t *testing.T) {
	own := func(name string) bool { return sameHouse(name, "The Velm Courier") || sameHouse(name, "CNN") }
	opening := func(s string) []line {
		l := reportOf(readout.RoleBody, "Shopkeepers had asked for a date in the spring.")
		l[0].text = s + velmLead
		return l
	}
	credit := func(s string) []line { return reportOf(readout.RoleCredit, s) }
	for name, c := range map[string]struct {
		lines []line
		want  string
	}{
		"own mark":                        {opening("(CNN) - "), ""},
		"own name in the dateline":        {opening("VELM (Velm Courier) - "), ""},
		"unknown agency":                  {opening("VELM, May 6 (Northern Wire) - "), "Northern Wire"},
		"unknown, told by sources":        {opening("VELM (Strandline) - "), "Strandline"},
		"unknown, one word and no more":   {opening("VELM (Oberland) - "), ""},
		"a country":                       {opening("PARIS (France) - "), ""},
		"a day":                           {opening("PARIS (Tuesday) - "), ""},
		"a month":                         {opening("PARIS (March) - "), ""},
		"a station's call sign":           {opening("HOUSTON (KQXN) - "), ""},
		"own rights":                      {credit("© 2031 The Velm Courier. All rights reserved."), ""},
		"rights of an unknown agency":     {credit("© 2031 Northern Press. All rights reserved."), "Northern Press"},
		"rights of a company":             {credit("© 2031 Brightwater Holdings. All rights reserved."), ""},
		"published elsewhere":             {credit("This article was first published by Strandline."), "Strandline"},
		"published in a month":            {credit("This article was first published in March 2030."), ""},
		"published in print":              {credit("This article originally appeared in the Summer issue."), ""},
		"published by itself":             {credit("This article was first published by The Velm Courier."), ""},
		"another work":                    {credit("His memoir was first published by Harrow House."), ""},
		"contributed":                     {credit("Northern Wire contributed to this report."), ""},
		"mark in capitals, as it is told": {credit("• STRANDLINE"), "Strandline"},
		"byline of an agency's staff":     {reportOf(readout.RoleByline, "By Xinhua Staff"), "Xinhua"},
		"staff and agencies":              {reportOf(readout.RoleByline, "From staff and agency reports"), ""},
	} {
		if got := otherOrigin(c.lines, own); got.Value != c.want || got.Stated() != (got.Basis != "") {
			t.Errorf("%s: %+v, want %q", name, got, c.want)
		}
	}
}

// TestOwnIsNeverOrigin: whatever the lines, a name that is the outlet's own is no
// origin.
func TestOwnIsNeverOrigin(t *testing.T) {
	names := rapid.SampledFrom([]string{"Reuters", "Northern Wire", "QXN", "CNN", "Strandline"})
	forms := rapid.SampledFrom([]string{"VELM, May 6 (%) - " + velmLead, "(%) " + velmLead, "• %", "By %", "Source: %", "This article was first published by %.", "© 2031 %. All rights reserved."})
	roles := rapid.SampledFrom([]readout.Role{readout.RoleLead, readout.RoleBody, readout.RoleCredit, readout.RoleByline})
	rapid.Check(t, func(t *rapid.T) {
		var lines []line
		for range rapid.IntRange(0, 5).Draw(t, "lines") {
			text := strings.ReplaceAll(forms.Draw(t, "form"), "%", names.Draw(t, "name"))
			lines = append(lines, line{text: text, role: roles.Draw(t, "role"), repeats: -1})
		}
		if got := otherOrigin(lines, func(string) bool { return true }); got.Stated() {
			t.Fatalf("%+v from %+v", got, lines)
		}
	})
}
