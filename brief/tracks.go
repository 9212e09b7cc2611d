package brief

import (
	"slices"

	"github.com/readout-project/readout"
)

// tracks is a table of the talks and of the pressure around them by day: the dated
// lines of the timeline that are of either, a row for each two of one day.
func (m *chronicle) tracks() {
	var days []string
	at := map[string][2][]string{}
	for i := range m.st.Timeline.Lines {
		l := &m.st.Timeline.Lines[i]
		if l.Track == readout.NoTrack || l.Begin == "" || len(l.Places) == 0 {
			continue
		}
		cites := ""
		for k := range l.Places {
			cites += m.statementCite(l.Places[k].StatementAt)
		}
		when := m.when(l)
		if !slices.Contains(days, when) {
			days = append(days, when)
		}
		row, side := at[when], 0
		if l.Track == readout.PressureTrack {
			side = 1
		}
		row[side] = append(row[side], md(m.dated(l))+cites)
		at[when] = row
	}
	if m.st.Card == nil || len(days) == 0 {
		return
	}
	m.head("Talks and pressure by day")
	m.line("| Day | Talks | Pressure |\n| --- | --- | --- |")
	for _, d := range days {
		row := at[d]
		for i := range max(len(row[0]), len(row[1])) {
			m.line("| %s | %s | %s |", md(d), nth(row[0], i), nth(row[1], i))
			d = ""
		}
	}
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
