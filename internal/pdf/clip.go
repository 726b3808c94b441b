package pdf

import (
	"cmp"
	"math"
	"slices"
)

// overprinted reports whether characters lie over each other: a sign that some
// are clipped away. Asking for the clipping of all would take too long.
func overprinted(chars []Char) bool {
	sorted := slices.Clone(chars)
	slices.SortFunc(sorted, func(a, b Char) int { return cmp.Compare(a.X0, b.X0) })
	const few, most = 2, 20_000 // beyond that it is no page of text
	if len(chars) > most {
		return false
	}
	n := 0
	for i, a := range sorted {
		for _, b := range sorted[i+1:] {
			if b.X0 > a.X1 {
				break
			}
			over := (min(a.X1, b.X1) - b.X0) * (min(a.Y1, b.Y1) - max(a.Y0, b.Y0))
			if a.Rune != b.Rune && min(a.Y1, b.Y1) > max(a.Y0, b.Y0) && over > 0.25*min((a.X1-a.X0)*(a.Y1-a.Y0), (b.X1-b.X0)*(b.Y1-b.Y0)) {
				if n++; n >= few {
					return true
				}
			}
		}
	}
	return false
}

// clip finds the characters that are clipped away; at holds their numbers.
func (r *pageReader) clip(text uint64, at []int) {
	for k, i := range at {
		object := r.call("FPDFText_GetTextObject", text, uint64(i))
		if object == 0 {
			continue // made up by the engine
		}
		c := &r.page.Chars[k]
		box, ok := r.clipBox(object)
		if x, y := (c.X0+c.X1)/2, (c.Y0+c.Y1)/2; ok && (x < box.X0 || x > box.X1 || y < box.Y0 || y > box.Y1) {
			c.Clip = &box
		}
	}
}

// clipBox returns the box that an object of the page is clipped to.
func (r *pageReader) clipBox(object uint64) (Box, bool) {
	path := r.call("FPDFPageObj_GetClipPath", object)
	if path == 0 {
		return Box{}, false
	}
	all := Box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}
	found := false
	for i := range r.count("FPDFClipPath_CountPaths", path) {
		n := r.count("FPDFClipPath_CountPathSegments", path, uint64(i))
		if n < 3 || n > 6 {
			continue // no rectangle
		}
		b := Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for s := range n {
			segment := r.call("FPDFClipPath_GetPathSegment", path, uint64(i), uint64(s))
			r.call("FPDFPathSegment_GetPoint", segment, r.at(0, 4), r.at(1, 4))
			x, y := r.frame.at(r.float(0), r.float(1))
			b = Box{min(b.X0, x), min(b.Y0, y), max(b.X1, x), max(b.Y1, y)}
		}
		all = Box{max(all.X0, b.X0), max(all.Y0, b.Y0), min(all.X1, b.X1), min(all.Y1, b.Y1)}
		found = true
	}
	return all, found && all.X1 > all.X0 && all.Y1 > all.Y0
}
