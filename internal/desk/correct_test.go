package desk_test

import (
	"bytes"
	"strings"
	"testing"

	"mingzhang/internal/desk"
	"mingzhang/internal/extract"
	"mingzhang/internal/fiscal"
)

func replaceOnce(t testing.TB, b []byte, old, with string) []byte {
	t.Helper()
	if !bytes.Contains(b, []byte(old)) {
		t.Fatalf("the seed does not say %q", old)
	}
	return bytes.Replace(b, []byte(old), []byte(with), 1)
}

// A figure that the reader did not understand is pointed at: it becomes the
// quantity it is, is counted as read, and carries who, when and why.
func TestReadByHand(t *testing.T) {
	// The words in front of the figure are ones that no reader knows.
	base, text := seed(t, "其中：政府采购货物支出", "内含采买物件开支")
	if len(base.Coverage.Unread) == 0 {
		t.Fatal("the changed words are still understood")
	}
	u := base.Coverage.Unread[0]
	value := strings.ReplaceAll(u.Text, ",", "")
	what := desk.What{Figure: &u.Start, Means: &desk.Meaning{Item: fiscal.ProcurementGoods, Basis: fiscal.Final, Value: value, Measure: fiscal.TenThousandYuan}}
	c, err := desk.Valid(base, base, text, desk.Correction{ID: 1, Kind: desk.Read, What: what, Why: "措辞特殊", By: clerk, At: noon})
	if err != nil {
		t.Fatal(err)
	}
	r := apply(t, base, text, c)
	if len(r.Coverage.Unread) != len(base.Coverage.Unread)-1 || r.Coverage.InFacts != base.Coverage.InFacts+1 {
		t.Errorf("unread %d, in facts %d", len(r.Coverage.Unread), r.Coverage.InFacts)
	}
	var found *fiscal.Fact
	for i, f := range r.Facts {
		if f.Item == fiscal.ProcurementGoods && f.Basis == fiscal.Final {
			found = &r.Facts[i]
		}
	}
	switch {
	case found == nil:
		t.Fatal("no fact")
	case found.Source.Text != u.Text || found.Value.String() != value || found.Source.Section == "":
		t.Errorf("fact %+v at %+v", found, found.Source)
	case found.Correction == nil || found.Correction.Kind != "added" || found.Correction.By != clerk.Name || found.Correction.At != "2026-03-04T05:06:07Z" || found.Correction.Why != "措辞特殊" || found.Correction.Was != nil:
		t.Errorf("correction %+v", found.Correction)
	}
	// The sum of goods, works and services is checked with it.
	for _, check := range r.Checks {
		if check.Rule == "T11" && check.Status == fiscal.Violated {
			t.Errorf("%s: %s", check.Title, check.Note)
		}
	}
	if _, err := desk.Valid(base, r, text, c); err == nil {
		t.Error("the same is said twice of one figure")
	}
}

// What the reader took wrongly is changed where it stands; what follows from
// it follows anew, and the printed words stay.
func TestChangeValue(t *testing.T) {
	base, text := seed(t)
	i := factOf(t, base, fiscal.IncomeTotal, fiscal.Change)
	f := base.Facts[i]
	c := desk.Correction{ID: 1, Kind: desk.Change, Why: "试", By: clerk, At: noon, What: desk.What{Fact: &desk.FactRef{At: f.Source.Start, Tag: f.Tag()},
		Means: &desk.Meaning{Item: f.Item, Basis: f.Basis, Value: "1.00", Measure: f.Measure}}}
	if _, err := desk.Valid(base, base, text, c); err != nil {
		t.Fatal(err)
	}
	r := apply(t, base, text, c)
	got := r.Facts[factOf(t, r, fiscal.IncomeTotal, fiscal.Change)]
	if got.Value.String() != "1.00" || got.Source.Text != f.Source.Text || got.Correction == nil || got.Correction.Was == nil || got.Correction.Was.Value.String() != f.Value.String() {
		t.Errorf("fact %+v, correction %+v", got, got.Correction)
	}
	before, after := base.Facts[factOf(t, base, fiscal.IncomeTotal, fiscal.Prior)], r.Facts[factOf(t, r, fiscal.IncomeTotal, fiscal.Prior)]
	if before.Value.String() == after.Value.String() {
		t.Errorf("last year's quantity is still %s", after.Value)
	}
	if violated(base, "T13") >= violated(r, "T13") {
		t.Error("no check says that rate and amount disagree now")
	}
}

// A wrong fact is taken out of the report and stays in the list of what was.
func TestRemove(t *testing.T) {
	base, text := seed(t)
	f := base.Facts[factOf(t, base, fiscal.AgencyOperation, fiscal.Final)]
	ref := &desk.FactRef{At: f.Source.Start, Tag: f.Tag()}
	r := apply(t, base, text, desk.Correction{ID: 1, Kind: desk.Remove, What: desk.What{Fact: ref}, Why: "不是", By: clerk, At: noon})
	if len(r.Removed) != 1 || r.Removed[0].Item != fiscal.AgencyOperation || r.Removed[0].By != clerk.Name {
		t.Fatalf("removed %+v", r.Removed)
	}
	if f.Value != nil && len(r.Coverage.Unread) != len(base.Coverage.Unread)+1 {
		t.Error("the figure is not among the unread ones")
	}
	r = apply(t, base, text, desk.Correction{ID: 1, Kind: desk.Remove, What: desk.What{Fact: ref, As: fiscal.Narrative}, Why: "不是", By: clerk, At: noon})
	if f.Value != nil && (len(r.Coverage.Unread) != len(base.Coverage.Unread) || len(r.Coverage.Declared) != len(base.Coverage.Declared)+1) {
		t.Error("the figure is not declared")
	}
}

func TestRefused(t *testing.T) {
	base, text := seed(t)
	figure := extract.Printing(text)[3].At
	nowhere := 1 << 30
	good := func() *desk.Meaning {
		return &desk.Meaning{Item: fiscal.SangongTotal, Basis: fiscal.Final, Value: "1.00", Measure: fiscal.TenThousandYuan}
	}
	with := func(f func(m *desk.Meaning)) *desk.Meaning { m := good(); f(m); return m }
	tests := map[string]struct {
		kind desk.Kind
		what desk.What
		why  string
		says string
	}{
		"no reason":        {desk.Read, desk.What{Figure: &figure, Means: good()}, " ", "理由"},
		"no place":         {desk.Read, desk.What{Means: good()}, "因", "没有数字"},
		"no figure there":  {desk.Read, desk.What{Figure: &nowhere, Means: good()}, "因", "没有数字"},
		"no item":          {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Item = "x.y" })}, "因", "项目"},
		"no basis":         {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Basis = "" })}, "因", "口径"},
		"words for digits": {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Value = "=1+1" })}, "因", "不是一个数"},
		"exponent":         {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Value = "1e9" })}, "因", "不是一个数"},
		"money in percent": {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Measure = fiscal.Percent })}, "因", "单位只能是"},
		"a rate in 万元":     {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Basis = fiscal.ChangeRate })}, "因", "单位只能是"},
		"deep class":       {desk.Read, desk.What{Figure: &figure, Means: with(func(m *desk.Meaning) { m.Class = []string{"a", "b", "c", "d"} })}, "因", "三级"},
		"no such fact":     {desk.Change, desk.What{Fact: &desk.FactRef{At: 1, Tag: "aaaa"}, Means: good()}, "因", "没有这一处"},
		"read already":     {desk.Declare, desk.What{Figure: &figure, As: fiscal.Date}, "因", "未读"},
		"bad day":          {desk.Meta, desk.What{Field: desk.FieldPublished, Text: "2024-02-30"}, "因", "公开日期"},
		"script address":   {desk.Meta, desk.What{Field: desk.FieldURL, Text: "javascript:alert(1)"}, "因", "http"},
		"no such region":   {desk.Meta, desk.What{Field: desk.FieldRegion, Text: "999999"}, "因", "行政区划"},
		"no name":          {desk.Meta, desk.What{Field: desk.FieldName}, "因", "不能为空"},
		"no field":         {desk.Meta, desk.What{Field: "key", Text: "a"}, "因", "没有这一项"},
		"no kind":          {"", desk.What{}, "因", "哪一种"},
	}
	for name, tt := range tests {
		_, err := desk.Valid(base, base, text, desk.Correction{Kind: tt.kind, What: tt.what, Why: tt.why})
		if err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func factOf(t testing.TB, r *fiscal.Report, item fiscal.Item, b fiscal.Basis) int {
	t.Helper()
	for i, f := range r.Facts {
		if f.Item == item && f.Basis == b && f.Class == nil {
			return i
		}
	}
	t.Fatalf("no %s %s", item, b)
	return -1
}

func violated(r *fiscal.Report, rule string) (n int) {
	for _, c := range r.Checks {
		if c.Rule == rule && c.Status == fiscal.Violated {
			n++
		}
	}
	return n
}
