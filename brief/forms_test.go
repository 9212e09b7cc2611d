package brief

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/readout-project/readout"
)

// The values that the forms list are those that the vocabulary has.
func TestFormsListTheVocabulary(t *testing.T) {
	levels := names(readout.Single, readout.Relayed, readout.Corroborated, readout.Disputed, readout.Withdrawn)
	news := names(readout.NewClaim, readout.SecondRoot, readout.NowDisputed, readout.NowNamed, readout.NowGone, readout.MoreHeard, readout.NowLess, readout.NowReworded)
	answers := names(readout.Answers...)
	stances := names(readout.Supports, readout.Denies)
	var sections []string
	for _, k := range timelineParts {
		sections = append(sections, k.key)
	}
	for _, c := range []struct {
		form any
		key  string
		want []string
	}{
		{claimJSON{}, "level", levels}, {claimLineJSON{}, "level", levels}, {hitJSON{}, "level", append(levels, "")}, {datedJSON{}, "level", append(levels, "")}, {tellingJSON{}, "level", append(levels, "")},
		{claimJSON{}, "ledger", names(readout.IsSo, readout.WasSaid)}, {claimLineJSON{}, "ledger", names(readout.IsSo, readout.WasSaid)},
		{evidenceJSON{}, "stance", stances}, {openedJSON{}, "stance", append(stances, "")}, {differenceJSON{}, "kind", names(readout.Contradiction, readout.Scope, readout.Assessment, readout.OnlyOneSays)},
		{headlineJSON{}, "kind", names(readout.NoCounterpart, readout.StrongerStatus, readout.NoAttribution)}, {blockJSON{}, "share", names(readout.ShareArticle, readout.ShareRepeat, readout.ShareAside)},
		{checkedReportJSON{}, "answers", answers}, {checkedAtJSON{}, "answer", answers}, {answerSumJSON{}, "answer", answers},
		{newsJSON{}, "kind", news}, {versionClaimJSON{}, "kind", news}, {gapJSON{}, "kind", names(readout.OneRoot, readout.PassedStep, readout.Unanswered)},
		{itemJSON{}, "kind", []string{claimItem.String(), differenceItem.String(), relayItem.String(), silenceItem.String()}}, {datedJSON{}, "section", sections},
	} {
		form := reflect.TypeOf(c.form)
		i := slices.IndexFunc(reflect.VisibleFields(form), func(f reflect.StructField) bool { return f.Tag.Get("json") == c.key })
		if i < 0 {
			t.Errorf("%s has no key %s", form, c.key)
			continue
		}
		got := strings.Split(reflect.VisibleFields(form)[i].Tag.Get("one"), "|")
		want := slices.Clone(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s of %s lists %q, there are %q", c.key, form, got, want)
		}
	}
}

func names[T ~string](list ...T) []string {
	var out []string
	for _, x := range list {
		out = append(out, string(x))
	}
	return out
}
