package pdf

import "math"

// The types of page objects and of the pieces of a path that matter here, and
// the fill mode of a path that is not filled, from PDFium's headers.
const (
	objectPath  = 2
	objectImage = 3
	objectForm  = 5

	segmentCurve = 1
	segmentMove  = 2

	fillNone = 0
)

// deepest bounds drawings within drawings.
const deepest = 8

// object reads the rules of an object of the page.
func (r *pageReader) object(o uint64, outer matrix, depth int) {
	if o == 0 || r.err != nil {
		return
	}
	switch r.count("FPDFPageObj_GetType", o) {
	case objectImage:
		r.page.Images++
	case objectPath:
		r.path(o, outer)
	case objectForm:
		if depth == deepest {
			return
		}
		m := r.matrix(o).then(outer)
		for i := range r.count("FPDFFormObj_CountObjects", o) {
			r.object(r.call("FPDFFormObj_GetObject", o, uint64(i)), m, depth+1)
		}
	}
}

// matrix is an affine map, in the order in which PDF writes it.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{1, 0, 0, 1, 0, 0}

func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (r *pageReader) matrix(o uint64) matrix {
	if r.call("FPDFPageObj_GetMatrix", o, r.at(0, 4)) == 0 {
		return identity
	}
	return matrix{r.float(0), r.float(1), r.float(2), r.float(3), r.float(4), r.float(5)}
}

// Table rules are drawn as strokes, or as filled bars no thicker than this.
const thickest = 2.5

// longestPath bounds the points of one drawing: rules have few.
const longestPath = 2000

type point struct{ x, y float64 }

// path adds the straight lines of a drawing that run along an axis.
func (r *pageReader) path(o uint64, outer matrix) {
	r.call("FPDFPath_GetDrawMode", o, r.at(0, 4), r.at(1, 4))
	filled, stroked := r.int(0) != fillNone, r.int(1) != 0
	if !filled && !stroked {
		return // only clips
	}
	count := r.count("FPDFPath_CountSegments", o)
	if count > longestPath {
		return
	}
	m := r.matrix(o).then(outer)
	var sub []point
	curved := false
	flush := func(closed bool) {
		if closed && len(sub) > 2 {
			sub = append(sub, sub[0])
		}
		if !curved {
			r.outline(sub, stroked, filled)
		}
		sub, curved = nil, false
	}
	for i := range count {
		segment := r.call("FPDFPath_GetPathSegment", o, uint64(i))
		if segment == 0 {
			return
		}
		simple := count == 2 // from here to there: what most rules are
		if !simple {
			switch r.count("FPDFPathSegment_GetType", segment) {
			case segmentMove:
				flush(false)
			case segmentCurve:
				curved = true
			}
		}
		r.call("FPDFPathSegment_GetPoint", segment, r.at(0, 4), r.at(1, 4))
		x, y := r.frame.at(m.apply(r.float(0), r.float(1)))
		sub = append(sub, point{x, y})
		if !simple && r.count("FPDFPathSegment_GetClose", segment) != 0 {
			flush(true)
		}
	}
	flush(false)
}

// outline adds the rules of one connected line: the bar that it fills when it
// is thin, else its strokes.
func (r *pageReader) outline(pts []point, stroke, fill bool) {
	if len(pts) < 2 {
		return
	}
	x0, y0, x1, y1 := pts[0].x, pts[0].y, pts[0].x, pts[0].y
	for _, p := range pts {
		x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
	}
	if w, h := x1-x0, y1-y0; w <= thickest || h <= thickest {
		// The corner of a cell may be drawn as a dot: it lengthens both lines.
		if h <= thickest {
			r.page.Rules = append(r.page.Rules, Rule{At: (y0 + y1) / 2, From: x0, To: x1})
		}
		if w <= thickest {
			r.page.Rules = append(r.page.Rules, Rule{Vertical: true, At: (x0 + x1) / 2, From: y0, To: y1})
		}
		return
	}
	if !stroke {
		return
	}
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		switch {
		case math.Abs(a.y-b.y) <= 0.5 && math.Abs(a.x-b.x) > 0.5:
			r.page.Rules = append(r.page.Rules, Rule{At: (a.y + b.y) / 2, From: min(a.x, b.x), To: max(a.x, b.x)})
		case math.Abs(a.x-b.x) <= 0.5 && math.Abs(a.y-b.y) > 0.5:
			r.page.Rules = append(r.page.Rules, Rule{Vertical: true, At: (a.x + b.x) / 2, From: min(a.y, b.y), To: max(a.y, b.y)})
		}
	}
}
