package extract

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// figure is a maximal run of digits with its thousands separators and decimal
// part, and the unit of measure printed behind it.
type figure struct {
	start, end int // the digits
	measure    fiscal.Measure
	after      int  // index behind the measure, end when there is none
	negative   bool // a minus sign is printed before the digits
}

// measures by their print, longest first where one begins another.
var measures = []struct {
	print   string
	measure fiscal.Measure
}{
	{"万元", fiscal.TenThousandYuan}, {"亿元", fiscal.HundredMillion}, {"元", fiscal.Yuan},
	{"%", fiscal.Percent}, {"人次", fiscal.Visits}, {"人", fiscal.Persons}, {"名", fiscal.Persons},
	{"辆", fiscal.Vehicles}, {"批次", fiscal.Batches}, {"批", fiscal.Batches}, {"个", fiscal.Pieces},
	{"台", fiscal.Sets}, {"套", fiscal.Sets}, {"平方米", fiscal.SquareMetres}, {"㎡", fiscal.SquareMetres},
	{"分", fiscal.Points}, {"次", fiscal.Measure("次")}, {"家", fiscal.Measure("家")}, {"项", fiscal.Measure("项")},
}

// figures finds every figure of t in text order.
func (t *text) figures() []figure {
	var out []figure
	for i := 0; i < len(t.folded); {
		if !digit(t.folded[i]) {
			i++
			continue
		}
		f := t.figureAt(i)
		out = append(out, f)
		i = f.end
	}
	return out
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// figureAt reads the figure whose first digit is at i.
func (t *text) figureAt(i int) figure {
	f := figure{start: i}
	j := t.digits(i)
	if j-i <= 3 {
		for j < len(t.folded) && t.folded[j] == ',' && t.digits(j+1) == j+4 {
			j += 4
		}
	}
	if j < len(t.folded) && t.folded[j] == '.' {
		if k := t.digits(j + 1); k > j+1 {
			j = k
		}
	}
	f.end, f.after = j, j
	if i > 0 && t.folded[i-1] == '-' && (i < 2 || !nameRune(t.folded[i-2])) {
		f.negative = true
	}
	k := j
	for k < len(t.folded) && t.folded[k] == ' ' {
		k++
	}
	for _, m := range measures {
		if t.has(k, m.print) {
			f.measure, f.after = m.measure, k+len([]rune(m.print))
			break
		}
	}
	return f
}

// nameRune reports whether r before a "-" makes it a hyphen and no minus sign.
// A Chinese character does not: 预决算差异率-68.42%.
func nameRune(r rune) bool {
	return digit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == ')'
}

func (t *text) digits(i int) int {
	for i < len(t.folded) && digit(t.folded[i]) {
		i++
	}
	return i
}

// value returns the figure as a decimal in its printed precision, without its
// thousands separators; ok is false for a run of digits too long to be one.
func (f figure) value(t *text) (v decimal.Decimal, ok bool) {
	v, err := decimal.Parse(strings.ReplaceAll(string(t.folded[f.start:f.end]), ",", ""))
	if err != nil {
		return decimal.Decimal{}, false
	}
	if f.negative {
		v = v.Neg()
	}
	return v, true
}

// span returns the figure with its printed minus sign.
func (f figure) span() (start, end int) {
	if f.negative {
		return f.start - 1, f.end
	}
	return f.start, f.end
}
