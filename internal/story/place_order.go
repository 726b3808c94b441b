package story

import (
	"cmp"
	"slices"
)

// ordered sorts places as they nest: by start, the longer first. Of several at
// one start with one end the first given stays; a place that crosses the end
// of the one around it is cut there.
func ordered(all []Place) []Place {
	slices.SortStableFunc(all, func(x, y Place) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	var out []Place
	var around []Place
	for _, p := range all {
		for len(around) > 0 && around[len(around)-1].End <= p.Start {
			around = around[:len(around)-1]
		}
		if n := len(around); n > 0 {
			p.End = min(p.End, around[n-1].End)
		}
		if n := len(out); p.Start >= p.End || n > 0 && out[n-1].Start == p.Start && out[n-1].End == p.End {
			continue
		}
		out = append(out, p)
		around = append(around, p)
	}
	return out
}
