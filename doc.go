// Package readout is the vocabulary of a sourced record: what a report is, what
// stands in it, and what several reports of one story carry together.
//
// A [Report] is one publication as received: its source text in blocks, each
// with a role and a reason, and its metadata, each value with its basis. A
// [Document] is a report with its layers of annotation, all stand-off: every
// layer points into the source text, which never changes. A [Story] holds what
// reports of one running matter say: [Claim]s with their [Evidence], weighed by
// independent origin and root, and the [Difference]s between them.
//
// Five words have one meaning each. Source is who is quoted or cited; outlet,
// who publishes; origin, whose reporting it is; capture, where the bytes came
// from; event, what PLOVER means. A claim crosses reports; evidence lives in
// one.
//
// The package does no input or output and imports the standard library only.
// Spans are half-open byte offsets; [CodePoints] converts them at the edge.
package readout
