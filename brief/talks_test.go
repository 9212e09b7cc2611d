package brief

import "testing"

func TestDurationsAreToldInWords(t *testing.T) {
	for value, want := range map[string]bool{"PTXH": true, "PXD": true, "PXDE": true, "PT3H": true, "PT1.5H": true, "10:00": false, "PHOENIX": false, "XXXX-WXX-5": false} {
		if got := coded.MatchString(value); got != want {
			t.Errorf("%s: %v", value, got)
		}
	}
}
