package templates

import "mingzhang/internal/story"

// bar is one stretch of the strip that shows what 100 元 are made of.
type bar struct {
	Index    int
	X, Width string
}

// hundredBars lays the shares end to end on a strip 100 wide.
func hundredBars(parts []story.Share) []bar {
	var bars []bar
	at := story.Zero
	for i, p := range parts {
		width := p.Rate.Value
		bars = append(bars, bar{Index: i, X: at.String(), Width: width.String()})
		at = story.Plus(at, width)
	}
	return bars
}
