package ingest

import (
	"testing"

	"github.com/readout-project/readout"
)

func TestCreditOrigin(t *testing.T) {
	body := func(s string) line { return line{text: s, role: readout.RoleBody, repeats: -1} }
	lead := func(s string) line { return line{text: s, role: readout.RoleLead, repeats: -1} }
	credit := func(s string) line { return line{text: s, role: readout.RoleCredit, repeats: -1} }
	byline := func(s string) line { return line{text: s, role: readout.RoleByline, repeats: -1} }
	plain := lead("The council of Port Alder closed the old pier on Tuesday.")
	for name, c := range map[string]struct {
		lines []line
		want  string
		basis string
	}{
		"dateline with date":      {[]line{lead("PORT ALDER, May 4 (Reuters) - The pier was closed.")}, "Reuters", "block 1, dateline mark"},
		"dateline, long dash":     {[]line{lead("PORT ALDER, Valdia (AP) — The pier was closed.")}, "Associated Press", "block 1, dateline mark"},
		"mark alone":              {[]line{lead("(Reuters) - The pier was closed.")}, "Reuters", "block 1, dateline mark"},
		"mark without dash":       {[]line{lead("(CNN) The pier was closed on Tuesday.")}, "CNN", "block 1, dateline mark"},
		"unknown agency":          {[]line{lead("PORT ALDER (QXN) - The pier was closed.")}, "QXN", "block 1, dateline mark, agency not in the gazetteer"},
		"bullet credit":           {[]line{plain, credit("• AXIOS")}, "Axios", "block 2, credit line"},
		"dash credit":             {[]line{plain, credit("— AXIOS")}, "Axios", "block 2, credit line"},
		"source line":             {[]line{plain, credit("Source: Xinhua")}, "Xinhua", "block 2, credit line"},
		"closing brackets":        {[]line{plain, body("The ferry will not call there. (AFP)")}, "Agence France-Presse", "block 2, credit at the end of the text"},
		"agency byline":           {[]line{byline("By Xinhua"), plain}, "Xinhua", "block 1, byline"},
		"via":                     {[]line{byline("By Maren Holt via AP"), plain}, "Associated Press", "block 1, byline, via"},
		"name and agency":         {[]line{byline("By Maren Holt, Associated Press"), plain}, "Associated Press", "block 1, byline names the agency"},
		"rights line":             {[]line{plain, credit("Copyright 2026 The Associated Press. All rights reserved.")}, "Associated Press", "block 2, rights line"},
		"first appeared":          {[]line{plain, credit("This article originally appeared on Axios.")}, "Axios", "block 2, says where it first appeared"},
		"unknown house, dateline": {[]line{lead("PORT ALDER, May 4 (Strand Press) - The pier was closed.")}, "Strand Press", "block 1, dateline mark, agency not in the gazetteer"},
		"unknown house, mark":     {[]line{plain, credit("• STRANDLINE")}, "STRANDLINE", "block 2, credit mark, not in the gazetteer"},
		"unknown house, byline":   {[]line{byline("By Strand Press"), plain}, "Strand Press", "block 1, byline, not in the gazetteer"},
		"unknown house, reprint":  {[]line{plain, credit("This article was first published by Strandline and is reproduced here with permission.")}, "Strandline", "block 2, says where it first appeared, not in the gazetteer"},
		"contributed only":        {[]line{plain, credit("Reuters contributed to this report.")}, "", ""},
		"writers contributed":     {[]line{plain, credit("Associated Press writer Pia Sand contributed to this report.")}, "", ""},
		"cited inside":            {[]line{lead("The pier (Reuters reported) was closed, and the council met.")}, "", ""},
		"abbreviation":            {[]line{lead("The World Health Organization (WHO) - a body of the UN - met in Port Alder.")}, "", ""},
		"photo credit":            {[]line{{text: "The pier. (Reuters)", role: readout.RoleCaption}, plain}, "", ""},
		"none":                    {[]line{plain}, "", ""},
		"no lines":                {nil, "", ""},
	} {
		got := creditOrigin(c.lines)
		if got.Value != c.want || got.Basis != c.basis {
			t.Errorf("%s: %+v, want %q (%s)", name, got, c.want, c.basis)
		}
	}
}
