// Package score holds the floors: for each figure that the project reports, the
// set it is measured on, the run that gives it, and the value below which a
// change is refused.
//
// The figures come from the corpora and the scorers that lie beside the
// repository in ../shared and are no part of it. Where they are absent the test
// skips by name; floors.json still says what is pinned. Each corpus file is
// pinned by its SHA-256, since a figure means something on its own data only.
//
//	go test ./score -run Floors -count=1 -v          compare with the floors
//	go test ./score -run Floors -count=1 -v -print   and print them as a table
//	go test ./score -run Floors -count=1 -v -update  raise the floors to what is measured
//
// A floor is lowered only with the reason in the commit message and in
// docs/scores.md.
package score
