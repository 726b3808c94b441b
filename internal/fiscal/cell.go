package fiscal

import (
	"regexp"
	"strings"

	"github.com/govalues/decimal"
)

// CellFigure is a printed cell that holds one figure: "=98%", ">=90%",
// "166.81亿元", "9.87分", "-14.7%".
type CellFigure struct {
	Operator string // "", "=", ">=", "<=", ">", "<"
	Value    decimal.Decimal
	Unit     string // what is printed behind the digits
}

// longestCell is how many bytes of a cell are looked at: one figure with its
// unit is shorter.
const longestCell = 200

var cellPattern = regexp.MustCompile(`^(>=|<=|=|>|<)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,]*)$`)

// cellVariants are printed forms of the operators, signs and digits.
var cellVariants = strings.NewReplacer("≥", ">=", "≤", "<=", "＝", "=", "＞", ">", "＜", "<", "－", "-", "−", "-", "％", "%", "，", ",", "　", " ",
	"．", ".", "０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9")

// ParseCell reads a cell; ok is false for one in words or with several figures.
func ParseCell(text string) (f CellFigure, ok bool) {
	if len(text) > longestCell {
		return f, false
	}
	m := cellPattern.FindStringSubmatch(cellVariants.Replace(strings.TrimSpace(text)))
	if m == nil {
		return f, false
	}
	v, err := decimal.Parse(strings.ReplaceAll(m[2], ",", ""))
	if err != nil {
		return f, false
	}
	return CellFigure{Operator: m[1], Value: v, Unit: m[3]}, true
}
