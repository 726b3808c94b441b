package fiscal

import (
	"strings"

	"github.com/govalues/decimal"
)

// Origin says how a fact came to be known. Together with "no fact at all"
// (not mentioned) and Coverage.Unread (seen, not understood) it keeps the four
// kinds of nothing apart: a stated 0.00 is Stated, 本单位无… is StatedNone.
type Origin string

const (
	Stated     Origin = "stated"      // printed in the document
	Derived    Origin = "derived"     // computed from stated facts, see Fact.From
	StatedNone Origin = "stated_none" // the document says in words that there is nothing
)

// Fact is one quantity that a report states, or that follows from what it states.
type Fact struct {
	Item          Item             `json:"item"`
	Class         *Class           `json:"class"`                    // 支出功能分类, nil for a total
	EconomicClass *Class           `json:"economic_class,omitempty"` // 支出经济分类
	Basis         Basis            `json:"basis"`
	Value         *decimal.Decimal `json:"value"` // digits as printed, sign by the words; nil when StatedNone
	Measure       Measure          `json:"unit"`  // as printed; "" (null) when StatedNone
	Origin        Origin           `json:"origin"`
	Source        *Source          `json:"source"` // nil when Derived
	From          []int            `json:"from,omitempty"`
	Correction    *Correction      `json:"correction,omitempty"`
}

// Key identifies what a fact is about within one report, whatever its value.
type Key struct {
	Item     Item
	Class    string // Class.String(), "" for none
	Economic string
	Basis    Basis
}

// Key returns what f is about.
func (f Fact) Key() Key {
	return Key{f.Item, f.Class.String(), f.EconomicClass.String(), f.Basis}
}

// Class is a place in an official classification: names from the outermost
// level inwards (类, 款, 项), and the official code when the name path is
// found in the official table of that year, never guessed.
type Class struct {
	Path []string `json:"path"`
	Code string   `json:"code,omitempty"`
}

// String returns the path joined by "/", "" for nil.
func (c *Class) String() string {
	if c == nil {
		return ""
	}
	return strings.Join(c.Path, "/")
}

// Reason is one 主要原因: why an item changed or differs from its budget.
type Reason struct {
	Item      Item      `json:"item"`
	Class     *Class    `json:"class"`
	Basis     Basis     `json:"basis"` // Change: against last year; VarianceRate: against a budget
	Direction Direction `json:"direction"`
	Text      string    `json:"text"` // without 主要原因是： and the closing stop
	Source    Source    `json:"source"`
	// Fact is the index of the fact explained (the amount or rate the reason
	// follows), -1 when the document gives none.
	Fact int `json:"fact"`
}

// Direction is the way a quantity moved, by its figures: a stated 增加0.00 is Flat.
type Direction string

const (
	Up   Direction = "up"
	Down Direction = "down"
	Flat Direction = "flat"
)
