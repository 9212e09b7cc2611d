package brief

import "testing"

func TestDurationsWithoutACountAreToldInWords(t *testing.T) {
	for value, want := range map[string]bool{"PTXH": true, "PXD": true, "PXDE": true, "PT3H": false, "10:00": false, "PHOENIX": false, "XXXX-WXX-5": false} {
		if got := uncounted.MatchString(value); got != want {
			t.Errorf("%s: %v", value, got)
		}
	}
}
