package fiscal

import (
	"encoding/json"

	"github.com/govalues/decimal"
)

// Measure is the unit of measure as printed behind a figure.
type Measure string

const (
	TenThousandYuan Measure = "万元"
	Yuan            Measure = "元"
	HundredMillion  Measure = "亿元"
	Percent         Measure = "%"
	Persons         Measure = "人"
	Vehicles        Measure = "辆"
	Pieces          Measure = "个"
	Batches         Measure = "批次"
	Visits          Measure = "人次"
	Sets            Measure = "台"
	SquareMetres    Measure = "平方米"
	Points          Measure = "分"
)

// MarshalJSON writes the empty measure as null.
func (m Measure) MarshalJSON() ([]byte, error) {
	if m == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(m))
}

// UnmarshalJSON reads null as the empty measure.
func (m *Measure) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*m = ""
	if s != nil {
		*m = Measure(*s)
	}
	return nil
}

// With writes digits with the measure behind them as a reader says it:
// "2.14 万元", "97.15%".
func (m Measure) With(digits string) string {
	switch m {
	case "":
		return digits
	case Percent:
		return digits + string(m)
	}
	return digits + " " + string(m)
}

// IsMoney reports whether m is an amount of money.
func (m Measure) IsMoney() bool {
	return m == TenThousandYuan || m == Yuan || m == HundredMillion
}

// Canonical returns v as a whole number that compares across documents:
// money in 分 (1/100 元), everything else in ten-thousandths of its measure.
// ok is false when v has digits finer than that or does not fit.
func Canonical(v decimal.Decimal, m Measure) (n int64, ok bool) {
	places := 4
	switch m {
	case Yuan:
		places = 2
	case TenThousandYuan:
		places = 6
	case HundredMillion:
		places = 10
	}
	t := v.Trim(0)
	if t.Scale() > places {
		return 0, false
	}
	whole, _, ok := t.Int64(0)
	_ = whole
	if !ok {
		return 0, false
	}
	factor, err := decimal.New(pow10(places), 0)
	if err != nil {
		return 0, false
	}
	p, err := t.Mul(factor)
	if err != nil {
		return 0, false
	}
	n, frac, ok := p.Int64(0)
	return n, ok && frac == 0
}

func pow10(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
