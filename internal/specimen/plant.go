package specimen

import (
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Plant is a kind of error that a specimen can be made with.
type Plant string

const (
	PlantTotal  Plant = "a total off by 1.00"     // 本年支出合计 of the narrative
	PlantClass  Plant = "a 款 that is not its 项"   // in form 5
	PlantRate   Plant = "a rate off by one point" // of 收入总计 against last year
	PlantUnit   Plant = "an amount in 元 as 万元"    // 政府采购支出总额
	PlantYear   Plant = "another year"            // in a heading or a closing date
	PlantReason Plant = "a reason left out"       // of 收入总计
)

// Plants lists the kinds of error.
var Plants = []Plant{PlantTotal, PlantClass, PlantRate, PlantUnit, PlantYear, PlantReason}

// Planted is an error in a specimen and where it is.
type Planted struct {
	Plant
	Rules   []string // the checks any of which should find it
	Where   string   // the words or the row with the error in it
	Item    fiscal.Item
	Printed string // what is printed
	Right   string // what should be
}

var plantRules = map[Plant][]string{
	PlantTotal: {"T4", "X2"}, PlantClass: {"F5", "X1"}, PlantRate: {"T13"}, PlantUnit: {"T11", "X4"}, PlantYear: {"T16"}, PlantReason: {"C1"},
}

// Planted returns the error that the specimen was made with; ok is false when
// none was asked for, or when this specimen has no place for it.
func (s *Specimen) Planted() (p Planted, ok bool) { return s.planted, s.planted.Plant != "" }

func (s *Specimen) spoilt(item fiscal.Item, printed, right string) {
	if s.planted.Plant == "" {
		s.planted = Planted{Plant: s.options.Plant, Rules: plantRules[s.options.Plant], Item: item, Printed: printed, Right: right}
	}
}

// spoil returns the value that the narrative prints in place of the right one.
func (s *Specimen) spoil(item fiscal.Item, b fiscal.Basis, class *fiscal.Class, right decimal.Decimal) decimal.Decimal {
	wrong := right
	switch {
	case class != nil:
	case s.options.Plant == PlantTotal && item == fiscal.ExpenseYear && b == fiscal.Final:
		wrong = add(right, decimal.One)
	case s.options.Plant == PlantRate && item == fiscal.IncomeTotal && b == fiscal.ChangeRate:
		by := decimal.One
		if right.IsNeg() {
			by = by.Neg()
		}
		wrong = add(right, by)
	case s.options.Plant == PlantUnit && item == fiscal.ProcurementTotal && b == fiscal.Final && !right.IsZero():
		wrong = decimal.MustNew(coefficient(right)*10_000, right.Scale())
	}
	if wrong != right {
		s.spoilt(item, wrong.String(), right.String())
	}
	return wrong
}

func add(a, b decimal.Decimal) decimal.Decimal {
	sum, err := a.Add(b)
	if err != nil {
		panic(err) // amounts of a specimen are far from any limit
	}
	return sum
}

func coefficient(d decimal.Decimal) int64 {
	n := int64(d.Coef())
	if d.IsNeg() {
		n = -n
	}
	return n
}

// spoilCell returns the amount that a form prints in place of the right one.
func (s *Specimen) spoilCell(form int, item fiscal.Item, class *fiscal.Class, right amount) amount {
	if s.options.Plant != PlantClass || form != 5 || item != fiscal.GeneralExpense || class == nil || len(class.Path) != 2 || s.planted.Plant != "" {
		return right
	}
	wrong := right + amount(10*unitOf[s.Layout.Measure])
	s.spoilt(item, fmt.Sprint(wrong.in(s.Layout.Measure, 2)), fmt.Sprint(right.in(s.Layout.Measure, 2)))
	s.planted.Where = class.String()
	return wrong
}

// spoilYear puts another year into a heading, or else into the closing date.
func (s *Specimen) spoilYear() {
	if s.options.Plant != PlantYear {
		return
	}
	right, wrong := fmt.Sprint(s.Year), fmt.Sprint(s.Year-2)
	for _, find := range []func(Block) bool{
		func(b Block) bool { return b.Heading > 0 && strings.Contains(b.Text, right+"年度") },
		func(b Block) bool { return strings.HasPrefix(b.Text, "截至"+right+"年12月31日") },
	} {
		for i, b := range s.Blocks {
			if find(b) {
				s.Blocks[i].Text = strings.Replace(b.Text, right, wrong, 1)
				s.spoilt("", wrong, right)
				s.planted.Where = s.Blocks[i].Text
				return
			}
		}
	}
}
