package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

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

// Table rules are drawn as strokes, or as filled bars no thicker than this.
const thickest = 2.5

// longestPath bounds the points of one drawing: rules have few.
const longestPath = 2000

type point struct{ x, y float64 }

// path adds the straight lines of a drawing that run along an axis.
func (r *pageReader) path(o references.FPDF_PAGEOBJECT, m matrix) error {
	mode, err := r.engine.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
	if err != nil {
		return err
	}
	filled := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !filled && !mode.Stroke {
		return nil // only clips
	}
	count, err := r.engine.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: o})
	if err != nil {
		return err
	}
	if count.Count > longestPath {
		return nil
	}
	var sub []point
	curved := false
	flush := func(closed bool) {
		if closed && len(sub) > 2 {
			sub = append(sub, sub[0])
		}
		if !curved {
			r.outline(sub, mode.Stroke, filled)
		}
		sub, curved = nil, false
	}
	for i := range count.Count {
		seg, err := r.engine.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: o, Index: i})
		if err != nil {
			return err
		}
		kind, err := r.engine.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: seg.PathSegment})
		if err != nil {
			return err
		}
		at, err := r.engine.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: seg.PathSegment})
		if err != nil {
			return err
		}
		end, err := r.engine.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: seg.PathSegment})
		if err != nil {
			return err
		}
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			flush(false)
		case enums.FPDF_SEGMENT_BEZIERTO:
			curved = true
		}
		x, y := r.frame.at(m.apply(float64(at.X), float64(at.Y)))
		sub = append(sub, point{x, y})
		if end.IsClose {
			flush(true)
		}
	}
	flush(false)
	return nil
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
		if !stroke && !fill {
			return
		}
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
