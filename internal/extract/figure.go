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
	broken     bool // digits stand beside it that may be its own: 12 345.67
}

// measures by their print, longest first where one begins another.
var measures = []struct {
	print   string
	measure fiscal.Measure
}{
	{"万元", fiscal.TenThousandYuan}, {"亿元", fiscal.HundredMillion}, {"元", fiscal.Yuan},
	{"%", fiscal.Percent}, {"人次", fiscal.Visits}, {"人", fiscal.Persons}, {"名", fiscal.Persons},
	{"辆", fiscal.Vehicles}, {"台车", fiscal.Vehicles}, {"批次", fiscal.Batches}, {"批", fiscal.Batches}, {"个批次", fiscal.Batches},
	{"个百分点", percentPoints}, {"百分点", percentPoints}, {"个", fiscal.Pieces},
	{"台", fiscal.Sets}, {"套", fiscal.Sets}, {"件", fiscal.Sets}, {"平方米", fiscal.SquareMetres}, {"㎡", fiscal.SquareMetres},
	{"分", fiscal.Points}, {"次", fiscal.Measure("次")}, {"家", fiscal.Measure("家")}, {"项", fiscal.Measure("项")},
}

// percentPoints measures the difference of two rates; no item is one.
const percentPoints fiscal.Measure = "个百分点"

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

// figureAt reads the figure whose first digit is at i. Blanks and line ends
// that print put inside it belong to it where no other reading is left.
func (t *text) figureAt(i int) figure {
	f := figure{start: i}
	j := t.digits(i)
	if j-i <= 3 {
		for {
			k := t.group(j)
			if k == j {
				break
			}
			j = k
		}
	}
	if k := t.fraction(i, j); k > j {
		j = k
	}
	f.end, f.after = j, j
	if i > 0 && t.folded[i-1] == '-' && (i < 2 || !nameRune(t.folded[i-2])) {
		f.negative = true
	}
	f.broken = t.touches(i-1, -1) || t.touches(j, 1) || t.splitDecimals(i)
	k := t.gap(j)
	for _, m := range measures {
		if n := t.spaced(k, m.print); n > 0 {
			f.measure, f.after = m.measure, k+n
			break
		}
	}
	if f.measure == "" && t.forgottenYuan(k) {
		f.measure, f.after = fiscal.TenThousandYuan, k+1
	}
	return f
}

// forgottenYuan reports whether a 万 at k that a clause ends behind is a 万元
// whose 元 was forgotten: 支出3.00万，比上年减少1.00万。
func (t *text) forgottenYuan(k int) bool {
	if k >= len(t.folded) || t.folded[k] != '万' {
		return false
	}
	k = t.gap(k + 1)
	return k < len(t.folded) && strings.ContainsRune(",。;()", t.folded[k])
}

// group returns the end of the thousands group at j, j when there is none.
func (t *text) group(j int) int {
	k := t.gap(j)
	if k >= len(t.folded) || t.folded[k] != ',' {
		return j
	}
	from := k + 1
	if k > j || t.digits(from) == from { // a blank at one side of the comma only
		if k == j {
			from = t.gap(from)
		}
	}
	if t.digits(from) == from+3 && (from == j+1 || t.decimalAhead(from+3)) {
		return from + 3
	}
	return j
}

// decimalAhead reports whether a decimal part or a further group begins at j:
// what stands before it is no figure of its own.
func (t *text) decimalAhead(j int) bool {
	return j+1 < len(t.folded) && (t.folded[j] == '.' || t.folded[j] == ',') && digit(t.folded[j+1])
}

// fraction returns the end of the decimal part at j of the digits from i.
func (t *text) fraction(i, j int) int {
	k := t.gap(j)
	if k >= len(t.folded) || t.folded[k] != '.' {
		return j
	}
	from := k + 1
	switch {
	case t.digits(from) > from:
		if k == j && t.numbersCode(i, from) {
			return j
		}
	case k == j && t.gap(from) > from && t.digits(t.gap(from)) > t.gap(from):
		from = t.gap(from)
		if t.opensPoint(i) {
			return j // 1. 23: a number in a list
		}
	default:
		return j
	}
	end := t.digits(from)
	if k > j || from > k+1 {
		// 2 .3 may be two things; an amount has two decimals at most, and a measure.
		if end-from > 2 || !t.measureAhead(end) {
			return j
		}
	}
	return end
}

// opensPoint reports whether the digits from i may be the number of a point of
// a list: they begin a line or a clause.
func (t *text) opensPoint(i int) bool {
	for i > 0 && t.folded[i-1] == ' ' {
		i--
	}
	return i == 0 || strings.ContainsRune("\n。;:,(、", t.folded[i-1])
}

// splitDecimals reports whether the digits from i are the decimals of a figure
// that blanks have come into behind its point, and that is not read as one.
func (t *text) splitDecimals(i int) bool {
	k := i
	for k > 0 && (t.folded[k-1] == ' ' || t.folded[k-1] == '\n') {
		k--
	}
	if k == i || k < 2 || t.folded[k-1] != '.' || !digit(t.folded[k-2]) {
		return false
	}
	for k--; k > 0 && digit(t.folded[k-1]); {
		k--
	}
	return i > 0 && !t.startsLine(k)
}

// startsLine reports whether only blanks stand before i on its line.
func (t *text) startsLine(i int) bool {
	for i > 0 && t.folded[i-1] == ' ' {
		i--
	}
	return i == 0 || t.folded[i-1] == '\n'
}

// numbersCode reports whether the digits from i are the number of a paragraph
// and those from k a code of 支出功能分类: 1.201类06款, 2.2010601行政运行.
func (t *text) numbersCode(i, k int) bool {
	end := t.digits(k)
	switch {
	case i > 0 && t.folded[i-1] != '\n' || k-i > 3 || t.folded[k] != '2':
		return false
	case end-k == 3:
		return t.has(end, "类")
	case end-k == 5 || end-k == 7:
		return !t.measureAhead(end)
	}
	return false
}

// gap returns the first index at or behind j that is neither a blank nor a
// single line end. A tab stands between two cells.
func (t *text) gap(j int) int {
	lines := 0
	for j < len(t.folded) && (t.folded[j] == ' ' && t.runes[j] != '\t' || t.folded[j] == '\n' && lines == 0) {
		if t.folded[j] == '\n' {
			lines++
		}
		j++
	}
	return j
}

func (t *text) measureAhead(j int) bool {
	k := t.gap(j)
	for _, m := range measures {
		if t.spaced(k, m.print) > 0 {
			return true
		}
	}
	return false
}

// spaced returns the length of word at k, with blanks or a line end inside it;
// 0 when it does not stand there.
func (t *text) spaced(k int, word string) int {
	i := k
	for n, r := range []rune(word) {
		if n > 0 {
			i = t.gap(i)
		}
		if i >= len(t.folded) || t.folded[i] != r {
			return 0
		}
		i++
	}
	return i - k
}

// touches reports whether only blanks or a line end are between index i, going
// in direction step, and another digit: one figure, or two.
func (t *text) touches(i, step int) bool {
	seen := false
	for i >= 0 && i < len(t.folded) && (t.folded[i] == ' ' && t.runes[i] != '\t' || t.folded[i] == '\n') {
		i += step
		seen = true
	}
	return seen && i >= 0 && i < len(t.folded) && digit(t.folded[i])
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

// separators may stand within the digits of a figure.
var separators = strings.NewReplacer(",", "", " ", "", "\n", "")

// value returns the figure as a decimal in its printed precision, without its
// thousands separators; ok is false for a run of digits too long to be one.
func (f figure) value(t *text) (v decimal.Decimal, ok bool) {
	v, err := decimal.Parse(separators.Replace(string(t.folded[f.start:f.end])))
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
