package layout

import (
	"math"
	"regexp"
	"strings"

	"mingzhang/internal/pdf"
)

// edge is the share of a page's height at its top and bottom in which page
// numbers and running titles stand.
const edge = 0.12

var pageNumber = regexp.MustCompile(`^[-—–－~·\s]*(第\s*)?\d{1,4}\s*(页)?\s*([/／,，]?\s*(共\s*)?\d{1,4}\s*(页)?)?[-—–－~·\s]*$`)

// dropRunning removes page numbers and running titles and returns how many
// lines it has removed.
func dropRunning(all [][]element, pages []pdf.Page) int {
	type place struct {
		text string
		y    int
	}
	seen := map[place]int{}
	at := func(i int, l *line) (place, bool) {
		h := pages[i].Height
		if l.base > edge*h && l.base < (1-edge)*h {
			return place{}, false
		}
		return place{digits.ReplaceAllString(l.text(), "#"), int(math.Round(l.base / 6))}, true
	}
	for i, elems := range all {
		for _, e := range elems {
			if e.line != nil {
				if p, ok := at(i, e.line); ok {
					seen[p]++
				}
			}
		}
	}
	dropped := 0
	for i, elems := range all {
		kept := elems[:0]
		for k, e := range elems {
			if e.line != nil {
				p, ok := at(i, e.line)
				outermost := k == 0 || k == len(elems)-1
				number := outermost && pageNumber.MatchString(strings.TrimSpace(e.line.text()))
				if ok && (number || seen[p] >= 3 && 2*seen[p] > len(pages)) {
					dropped++
					continue
				}
			}
			kept = append(kept, e)
		}
		all[i] = kept
	}
	return dropped
}

var digits = regexp.MustCompile(`\d+`)
