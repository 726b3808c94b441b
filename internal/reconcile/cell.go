package reconcile

import (
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// cellFigure is a cell of a 绩效自评表 that holds one figure: "=98%", ">=90%",
// "166.81亿元", "9.87分", "-14.7%".
type cellFigure struct {
	operator string // "", "=", ">=", "<=", ">", "<"
	value    decimal.Decimal
	places   int // printed decimals
	unit     string
}

var cellPattern = regexp.MustCompile(`^(>=|<=|=|>|<)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,]*)$`)

// cellVariants are printed forms of the operators, signs and digits.
var cellVariants = strings.NewReplacer("≥", ">=", "≤", "<=", "＝", "=", "＞", ">", "＜", "<", "－", "-", "−", "-", "％", "%", "，", ",", "　", " ",
	"．", ".", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

// parseCell reads a cell; ok is false for one in words or with several figures.
func parseCell(text string) (f cellFigure, ok bool) {
	m := cellPattern.FindStringSubmatch(cellVariants.Replace(strings.TrimSpace(text)))
	if m == nil {
		return f, false
	}
	digits := strings.ReplaceAll(m[2], ",", "")
	v, err := decimal.Parse(digits)
	if err != nil {
		return f, false
	}
	return cellFigure{operator: m[1], value: v, places: v.Scale(), unit: m[3]}, true
}

// operand returns the figure for a sum or rate. Whatever the unit, half a unit
// of its last digit is what it may be off.
func (f cellFigure) operand() operand {
	return operand{
		value: f.value, half: halfOfLast(f.value), printed: fiscal.Format(f.value), measure: fiscal.Measure(f.unit),
	}
}

// meets reports whether an actual value meets a target.
func (f cellFigure) meets(target cellFigure) bool {
	d := f.value.Cmp(target.value)
	switch target.operator {
	case "<=", "<":
		return d <= 0
	}
	return d >= 0
}
