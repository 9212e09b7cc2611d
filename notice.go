package readout

import _ "embed" // for the notice and the licence

// Notice is the NOTICE file: what the program includes and under which terms.
//
//go:embed NOTICE
var Notice string

// Licence is the text of the licence that the program is given under.
//
//go:embed LICENSE
var Licence string
