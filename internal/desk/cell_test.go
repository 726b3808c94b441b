package desk_test

import (
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/desk"
	"mingzhang/internal/fiscal"
)

func cellOf(evaluation int, address, text string) desk.Correction {
	return desk.Correction{ID: 1, Kind: desk.Cell, Why: "照原文", By: clerk, At: noon, What: desk.What{Cell: &desk.CellRef{Evaluation: evaluation, Address: address}, Text: text}}
}

// apart lists the checks that do not hold and are about a cell.
func apart(r *fiscal.Report, evaluation int, address string) (titles []string) {
	for _, c := range r.Checks {
		if c.Status == fiscal.Violated && slices.Contains(c.Cells, fiscal.CellRef{Evaluation: evaluation, Cell: address}) {
			titles = append(titles, c.Title)
		}
	}
	return titles
}

// The seed prints an indicator of its first project as =100% wanted, =98%
// reached, 100% complete: once the cell says =100%, nothing contradicts it.
func TestCellChanged(t *testing.T) {
	base, text := seed(t)
	const actual = "indicators.2.actual"
	if got := *base.Evaluations[1].Cell(actual); got != "=98%" {
		t.Fatal(got)
	}
	if len(apart(base, 1, "indicators.2.completion")) == 0 {
		t.Fatal("the contradiction of the seed is not found")
	}
	c, err := desk.Valid(base, base, text, cellOf(1, actual, " =100% "))
	if err != nil {
		t.Fatal(err)
	}
	r := apply(t, base, text, c)
	e := r.Evaluations[1]
	if got := e.Indicators[2].Actual; got != "=100%" {
		t.Errorf("the cell says %q", got)
	}
	want := fiscal.CellCorrection{At: "2026-03-04T05:06:07Z", By: clerk.Name, Why: "照原文", Was: "=98%"}
	if len(e.Corrected) != 1 || e.Corrected[actual] != want {
		t.Errorf("%+v", e.Corrected)
	}
	if s := e.Cells[actual]; s.Text != "=98%" || string([]rune(text)[s.Start:s.End]) != "=98%" {
		t.Errorf("the document is said to print %q", s.Text)
	}
	if left := apart(r, 1, "indicators.2.completion"); len(left) > 0 {
		t.Errorf("still: %q", left)
	}
	// Said again, it keeps what the reader had; said as the reader had it, nothing is corrected.
	again, back := cellOf(1, actual, "=99%"), cellOf(1, actual, "=98%")
	if got := apply(t, base, text, c, again).Evaluations[1].Corrected[actual].Was; got != "=98%" {
		t.Errorf("was %q", got)
	}
	if got := apply(t, base, text, c, back); len(got.Evaluations[1].Corrected) != 0 || asJSON(t, got) != asJSON(t, apply(t, base, text)) {
		t.Errorf("%+v", got.Evaluations[1].Corrected)
	}
	c.Undone = &desk.Undoing{By: second, At: noon}
	if asJSON(t, apply(t, base, text, c)) != asJSON(t, apply(t, base, text)) {
		t.Error("an undone correction has left something")
	}
}

// A merged cell says the same in every row that it covers: four rows of the
// first project are 产出指标.
func TestMergedCellChanged(t *testing.T) {
	base, text := seed(t)
	r := apply(t, base, text, cellOf(1, "indicators.1.level1", "产出"))
	e := r.Evaluations[1]
	for i, x := range e.Indicators {
		want := "产出"
		if i > 3 {
			want = "效益指标"
		}
		if _, ok := e.Corrected[fiscalAddress(i, "level1")]; x.Level1 != want || ok != (i <= 3) {
			t.Errorf("row %d: %q, corrected %v", i, x.Level1, ok)
		}
	}
	if got := e.CorrectedCells(); !slices.Equal(got, []string{"indicators.0.level1"}) {
		t.Errorf("listed as %q", got)
	}
}

func fiscalAddress(row int, column string) string {
	return "indicators." + string(rune('0'+row)) + "." + column
}

// A cell that the reader did not find is pointed at: its figure is counted as
// read, and the cell has its place.
func TestCellPointedAt(t *testing.T) {
	base, text := seed(t)
	const address = "funds.0.executed"
	e := &base.Evaluations[1]
	printed := e.Cells[address]
	if printed.Text != "148.00" {
		t.Fatal(printed)
	}
	delete(e.Cells, address)
	e.Funds[0].Executed = ""
	base.Coverage.Unread = append(base.Coverage.Unread, fiscal.Unread{Text: "148.00", Start: printed.Start, Context: "148.00"})
	base.Coverage.InEvaluations--
	base.Coverage.Read--
	c := cellOf(1, address, "148.00")
	c.What.Cell.At = &printed.Start
	c, err := desk.Valid(base, base, text, c)
	if err != nil {
		t.Fatal(err)
	}
	r := apply(t, base, text, c)
	got := r.Evaluations[1]
	if len(r.Coverage.Unread) != len(base.Coverage.Unread)-1 || r.Coverage.InEvaluations != base.Coverage.InEvaluations+1 {
		t.Errorf("%d unread, %d in evaluations", len(r.Coverage.Unread), r.Coverage.InEvaluations)
	}
	if s := got.Cells[address]; got.Funds[0].Executed != "148.00" || s.Text != "148.00" || s.Start != printed.Start || got.Corrected[address].Was != "" || got.Corrected[address].By == "" {
		t.Errorf("%+v at %+v, %+v", got.Funds[0], s, got.Corrected)
	}
	if _, err := desk.Valid(base, r, text, c); err == nil {
		t.Error("the same figure is pointed at twice")
	}
}

func TestCellsThatAreRefused(t *testing.T) {
	base, text := seed(t)
	for name, x := range map[string]struct {
		c    desk.Correction
		says string
	}{
		"no table":     {cellOf(99, "name", "甲"), "没有这张绩效自评表"},
		"before all":   {cellOf(-1, "name", "甲"), "没有这张绩效自评表"},
		"no row":       {cellOf(1, "funds.9.rate", "1%"), "没有这一格"},
		"no column":    {cellOf(1, "funds.0.actual", "1%"), "没有这一格"},
		"another name": {cellOf(1, "funds.00.rate", "1%"), "没有这一格"},
		"no address":   {cellOf(1, "", "甲"), "没有这一格"},
		"as it is":     {cellOf(1, "funds.0.rate", " 98.7% "), "没有改动"},
		"too long":     {cellOf(1, "goal", strings.Repeat("长", 5001)), "最多 5000 字"},
		"broken":       {cellOf(1, "goal", "甲\xff"), "读不出的字符"},
		"no cell":      {desk.Correction{Kind: desk.Cell, Why: "因"}, "没有这张绩效自评表"},
		"printed there": {func() desk.Correction {
			c := cellOf(1, "name", "甲")
			c.What.Cell.At = new(base.Evaluations[1].Cells["funds.0.rate"].Start)
			return c
		}(), "已经读到原文的另一处"},
		"no figure": {func() desk.Correction { c := cellOf(1, "name", "甲"); c.What.Cell.At = new(-5); return c }(), "没有数字"},
		"no reason": {func() desk.Correction { c := cellOf(1, "name", "甲"); c.Why = " "; return c }(), "写明理由"},
	} {
		if _, err := desk.Valid(base, base, text, x.c); err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
