package reconcile

import (
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

// parseCell reads a cell; ok is false for one in words or with several figures.
func parseCell(text string) (cellFigure, bool) {
	f, ok := fiscal.ParseCell(text)
	return cellFigure{operator: f.Operator, value: f.Value, places: f.Value.Scale(), unit: f.Unit}, ok
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
