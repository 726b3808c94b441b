package reconcile

import (
	"strconv"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// quantity is a quantity as it is compared across years.
type quantity struct {
	value   decimal.Decimal // money in 元, anything else in its own measure
	half    decimal.Decimal // how far it may be from what was rounded to it
	digits  int             // decimals as printed
	measure fiscal.Measure  // "" for a stated nothing
}

// quantityOf returns the quantity of a fact, zero for a stated nothing. A derived
// one may be off by the rounding of every figure it was computed from.
func quantityOf(r *fiscal.Report, i int) (a quantity, ok bool) {
	f := r.Facts[i]
	if f.Value == nil {
		return a, f.Origin == fiscal.StatedNone
	}
	var err error
	if a.value, err = f.Value.Mul(scale(f.Measure)); err != nil {
		return a, false
	}
	a.measure, a.digits = f.Measure, f.Value.Scale()
	parts := []int{i}
	if f.Origin == fiscal.Derived {
		parts = f.From
	}
	for _, p := range parts {
		if p < 0 || p >= len(r.Facts) || r.Facts[p].Value == nil {
			return a, false
		}
		of := r.Facts[p]
		half, err := halfUnit(*of.Value, of.Measure).Mul(scale(of.Measure))
		if err != nil {
			return a, false
		}
		if a.half, err = a.half.Add(half); err != nil {
			return a, false
		}
	}
	return a, true
}

func comparable(was, now quantity) bool {
	return was.measure == "" || now.measure == "" || was.measure.IsMoney() == now.measure.IsMoney()
}

// judge says how two statements compare.
func (a *across) judge(r fiscal.Restatement, was, now quantity) (fiscal.Restatement, bool) {
	d, e1 := now.value.Sub(was.value)
	tolerance, e2 := was.half.Add(now.half)
	if e1 != nil || e2 != nil {
		return r, false
	}
	switch {
	case d.IsZero():
		r.Kind = fiscal.Consistent
	case d.Abs().Cmp(tolerance) <= 0:
		r.Kind = fiscal.RoundedOff
	case r.Cause == fiscal.ClassRenamed || a.scope:
		r.Kind = fiscal.Recast
	default:
		r.Kind = fiscal.Adjusted
	}
	if r.Cause == fiscal.ClassMoved {
		r.Kind = fiscal.Recast
	}
	if r.Kind == fiscal.Recast && r.Cause == fiscal.NoCause {
		r.Cause = fiscal.ScopeChanged
	}
	like := now
	if like.measure == "" {
		like = was
	}
	r.Measure = like.measure
	var ok bool
	if r.Difference, ok = in(like, d); !ok {
		return r, false
	}
	if r.Tolerance, ok = in(like, tolerance); !ok {
		return r, false
	}
	r.Note = a.note(r, d)
	return r, true
}

// in writes an quantity in the measure of another one, exactly, with at least as
// many decimals as that is printed with.
func in(like quantity, v decimal.Decimal) (string, bool) {
	q, err := v.Quo(scale(like.measure))
	if err != nil {
		return "", false
	}
	return q.Trim(like.digits).Pad(like.digits).String(), true
}

// note says in a sentence what the comparison found.
func (a *across) note(r fiscal.Restatement, d decimal.Decimal) string {
	earlier, later := a.before.Facts[r.Before], a.after.Facts[r.After]
	before, after := strconv.Itoa(a.before.Year)+" 年", strconv.Itoa(a.after.Year)+" 年"
	named := ""
	switch r.Cause {
	case fiscal.ClassRenamed:
		was, now, _ := renamed(earlier, later)
		named = before + "的科目“" + was + "”" + after + "改名“" + now + "”，编码不变。"
	case fiscal.ClassMoved:
		named = "“" + innermost(later.Class) + "”" + before + "的编码是 " + earlier.Class.Code + "，" + after + "改为 " + later.Class.Code + "。"
	case fiscal.ScopeChanged:
		named = "两年的决算范围不同：" + before + "是“" + a.before.Unit.Name + "”，" + after + "是“" + a.after.Unit.Name + "”。"
	}
	said, own := after+"文件所说的上年数", before+"自己公布的数"
	if r.Rule == "Y2" {
		said, own = after+"文件的年初结转和结余", before+"文件的年末结转和结余"
	}
	digits := fiscal.Format(mustAbs(r.Difference))
	switch {
	case d.IsZero():
		return named + said + "与 " + own + "相同。"
	case r.Kind == fiscal.RoundedOff:
		return named + said + "与 " + own + "相差 " + r.Measure.With(digits) + "，四舍五入就能解释。"
	}
	way := "多"
	if d.IsNeg() {
		way = "少"
	}
	return named + said + "比 " + own + way + " " + r.Measure.With(digits) + "。" + a.slip(r)
}

func innermost(c *fiscal.Class) string { return c.Path[len(c.Path)-1] }

func mustAbs(digits string) decimal.Decimal {
	d, err := decimal.Parse(digits)
	if err != nil {
		return decimal.Decimal{}
	}
	return d.Abs()
}

// slip tells two statements that differ only in their unit of money.
func (a *across) slip(r fiscal.Restatement) string {
	was, ok1 := quantityOf(a.before, r.Before)
	now, ok2 := quantityOf(a.after, r.After)
	if !ok1 || !ok2 || !was.measure.IsMoney() || !now.measure.IsMoney() {
		return ""
	}
	for _, f := range factors {
		for _, pair := range [][2]quantity{{was, now}, {now, was}} {
			scaled, e1 := pair[0].value.Mul(f.by)
			half, e2 := pair[0].half.Mul(f.by)
			if e1 != nil || e2 != nil || pair[1].value.IsZero() {
				continue
			}
			d, e1 := pair[1].value.Sub(scaled)
			tolerance, e2 := half.Add(pair[1].half)
			if e1 == nil && e2 == nil && d.Abs().Cmp(tolerance) <= 0 {
				return "两数相差约" + f.words + "倍，也可能是元、万元、亿元混用。"
			}
		}
	}
	return ""
}
