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
// lines it has removed. What a form says of itself, its title and its unit of
// measure, stays however often it is printed.
func dropRunning(all [][]element, pages []pdf.Page) int {
	type place struct {
		text string
		y    int
	}
	at := func(i int, l *line) (place, bool) {
		h, text := pages[i].Height, l.text()
		if l.aside || l.base > edge*h && l.base < (1-edge)*h || unitLine.MatchString(text) || titleLine.MatchString(text) {
			return place{}, false
		}
		return place{digits.ReplaceAllString(text, "#"), int(math.Round(l.base / 6))}, true
	}
	seen := map[place]int{}
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
		last := len(elems) - 1
		for last > 0 && elems[last].line != nil && elems[last].line.aside {
			last--
		}
		var kept []element
		for k, e := range elems {
			if e.line != nil {
				p, ok := at(i, e.line)
				number := (k == 0 || k == last) && pageNumber.MatchString(strings.TrimSpace(e.line.text()))
				// Left and right pages may have titles of their own.
				if n := seen[p]; ok && (number || n >= 3 && 5*n >= 2*len(pages)) {
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
