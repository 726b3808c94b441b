// Package story tells what a report says: the sentences of its first screen,
// comparisons with last year and with the budget, the series of its charts,
// the nine forms rebuilt from its words. Everything is computed from the facts
// of one report and carries them along, so that every number a page shows can
// be traced to the place it is printed. It does no input or output, and
// it adds no adjective that the document does not carry.
package story
