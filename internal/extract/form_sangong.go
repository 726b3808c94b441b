package extract

import (
	"maps"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// sangongWords gives a heading of form 07 its item; the first that fits decides.
var sangongWords = []struct {
	words []string
	item  fiscal.Item
}{
	{[]string{"出国"}, fiscal.SangongAbroad},
	{[]string{"接待费"}, fiscal.SangongReception},
	{[]string{"用车", "购置及运行"}, fiscal.SangongVehicle},
	{[]string{"用车", "购置和运行"}, fiscal.SangongVehicle},
	{[]string{"用车", "购置费及运行"}, fiscal.SangongVehicle},
	{[]string{"用车", "购置"}, fiscal.SangongVehiclePurchase},
	{[]string{"务车", "购置"}, fiscal.SangongVehiclePurchase},
	{[]string{"用车", "运行"}, fiscal.SangongVehicleOperation},
	{[]string{"务车", "运行"}, fiscal.SangongVehicleOperation},
	{[]string{"公务接待"}, fiscal.SangongReception},
}

func sangongItem(s string) (fiscal.Item, bool) {
	for _, w := range sangongWords {
		if containsAll(s, w.words) {
			return w.item, true
		}
	}
	return "", false
}

// sangong reads form 07: columns for the items, each with its budget and its
// accounts, or rows for the items.
func (f *form) sangong() bool {
	g := f.grid
	columns := map[int]fiscal.Item{}
	for col, h := range g.header {
		if item, ok := sangongColumn(h); ok {
			columns[col] = item
		}
	}
	if len(columns) < 3 {
		return f.sangongRows()
	}
	f.countColumns()
	for row := g.body; row < len(g.rows); row++ {
		if f.countsRow(row, columns) {
			for _, c := range g.rows[row] {
				f.ordinals(c)
			}
			continue
		}
		label := f.rowHeading(row, columns)
		for _, col := range slices.Sorted(maps.Keys(columns)) { // as printed
			basis, ok := f.r.columnBasis(g.header[col] + "/" + label)
			if _, c, begins := g.cell(row, col); begins && ok {
				f.cellFact(c, columns[col], nil, nil, basis)
			}
		}
	}
	return true
}

// rowHeading is what stands before the amounts of a row: 预算数, 上年决算数.
func (f *form) rowHeading(row int, columns map[int]fiscal.Item) string {
	var parts []string
	for col := range f.grid.rows[row] {
		if _, ok := columns[col]; ok {
			break
		}
		if s, _, begins := f.grid.cell(row, col); begins && !amount.MatchString(s) {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "/")
}

// countsRow reports whether a row only numbers the columns: 1, 2, 3 …
func (f *form) countsRow(row int, columns map[int]fiscal.Item) bool {
	last, n := 0, 0
	for col := range f.grid.rows[row] {
		s, _, begins := f.grid.cell(row, col)
		if !begins || s == "" {
			continue
		}
		v := 0
		for _, d := range s {
			if d < '0' || d > '9' || len(s) > 2 {
				return false
			}
			v = v*10 + int(d-'0')
		}
		if n > 0 && v != last+1 {
			return false
		}
		last = v
		n++
	}
	return n >= len(columns) && n >= 6
}

// sangongColumn finds the item of a column by its headings, the innermost
// first: 公务用车购置及运行费/小计 is the whole, 三公经费/合计 the total.
func sangongColumn(h string) (fiscal.Item, bool) {
	parts := strings.Split(h, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if item, ok := sangongItem(parts[i]); ok {
			return item, true
		}
		if parts[i] == "小计" {
			continue
		}
		if parts[i] == "合计" || parts[i] == "总计" {
			return fiscal.SangongTotal, true
		}
	}
	return "", false
}

// namesItems reports whether a column names items of the form.
func (f *form) namesItems(col int) bool {
	for row := f.grid.body; row < len(f.grid.rows); row++ {
		if s, _, begins := f.grid.cell(row, col); begins {
			if _, ok := sangongItem(s); ok {
				return true
			}
		}
	}
	return false
}

// sangongRows reads the form when each row is an item.
func (f *form) sangongRows() bool {
	g := f.grid
	label := -1
	for col := range g.header {
		if label < 0 && f.namesItems(col) {
			label = col
		}
	}
	if label < 0 {
		return false
	}
	found := false
	f.countColumns()
	for row := g.body; row < len(g.rows); row++ {
		s, labelCell, begins := g.cell(row, label)
		if !begins {
			continue
		}
		name, ok := f.sangongName(s)
		if !ok {
			continue
		}
		f.ordinals(labelCell)
		for col := label + 1; col < len(g.header); col++ {
			basis, ok := f.r.columnBasis(strings.Replace(g.header[col], "统计数", "", 1))
			if !ok || strings.Contains(g.header[col], "行次") {
				continue
			}
			if _, c, begins := g.cell(row, col); begins && f.rowFact(c, name, basis) {
				found = true
			}
		}
	}
	return found
}

// otherSangong are words of rows that are no item of “三公”经费 although they
// share words with one.
var otherSangong = []string{"国内", "国(境)外", "境外", "外事", "外宾", "会议", "培训", "数", "次", "量", "个"}

// sangongName reads the label of a row: an item by its full name, a sum, else
// an item by its words.
func (f *form) sangongName(label string) (rowName, bool) {
	name := label
	for ordinalMark.MatchString(name) {
		name = ordinalMark.ReplaceAllString(name, "")
	}
	switch strings.TrimSuffix(name, "支出") {
	case "合计", "总计", "支出合计", "三公经费合计", "三公经费", "三公经费支出合计":
		return rowName{subject: sangongTotal}, true
	}
	if n, ok := f.r.rowName(label, []topic{topicSangong}, overall, false); ok {
		return n, n.subject.outside || n.subject.sangong() || n.subject.items[byMoney] == nil || n.subject.same(agencyOperation)
	}
	for _, w := range otherSangong {
		if strings.Contains(name, w) {
			return rowName{}, false
		}
	}
	item, ok := sangongItem(name)
	return rowName{subject: money(item)}, ok
}
