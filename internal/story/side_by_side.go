package story

import (
	"slices"
	"strconv"

	"mingzhang/internal/charts"
	"mingzhang/internal/fiscal"
)

// UnitYears is what the documents of one unit say of an item.
type UnitYears struct {
	Name string
	// Documents are the years with a document, and why an item that is not
	// stated is not: NotMentioned or Unread.
	Documents map[int]Nothing
	Standings map[int]Standing
}

// SideBySide sets units beside each other over years.
type SideBySide struct {
	Item  fiscal.Item
	Class *fiscal.Class
	View  View
	Own   bool  // each unit is drawn on a scale of its own
	Years []int // every year from the first to the last that anything is known of
	Rows  []SideRow
}

// SideRow is one unit over SideBySide.Years.
type SideRow struct {
	Name  string
	Cells []SideCell
}

// SideCell is one unit's year.
type SideCell struct {
	Viewed
	Year     int
	StatedIn int  // the year of the document that says so: the year itself, or the next
	Later    bool // it is the next year's document that says so
	Reason   *fiscal.Reason
}

// Compare sets units beside each other.
func Compare(item fiscal.Item, class *fiscal.Class, view View, units []UnitYears) SideBySide {
	t := SideBySide{Item: item, Class: class, View: view}
	first, last := 0, 0
	know := func(year int) {
		if first == 0 || year < first {
			first = year
		}
		last = max(last, year)
	}
	for _, u := range units {
		for year := range u.Documents {
			know(year)
			if s, ok := u.Standings[year]; ok && view == AmountView {
				if _, ok := s.Earlier(); ok {
					know(year - 1)
				}
			}
		}
	}
	for year := first; first > 0 && year <= last; year++ {
		t.Years = append(t.Years, year)
	}
	for _, u := range units {
		row := SideRow{Name: u.Name}
		for _, year := range t.Years {
			row.Cells = append(row.Cells, u.at(year, view))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// at returns what is known of the unit's year.
func (u UnitYears) at(year int, view View) SideCell {
	c := SideCell{Year: year, StatedIn: year}
	absent, document := u.Documents[year]
	s, stated := u.Standings[year]
	switch {
	case stated, document:
		s.Year, s.Absent = year, absent
		var before *Standing
		if b, ok := u.Standings[year-1]; ok {
			before = &b
		}
		c.Viewed = s.View(view, before)
		return c
	case view == AmountView:
		if next, ok := u.Standings[year+1]; ok {
			if earlier, ok := next.Earlier(); ok {
				return SideCell{Viewed: Viewed{Cell: earlier}, Year: year, StatedIn: year + 1, Later: true}
			}
		}
	}
	c.Viewed = Viewed{Cell: empty(NoDocument)}
	return c
}

// Unit is the measure that all figures share, "" when they differ or are none.
func (t SideBySide) Unit() string {
	var cells []Cell
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			cells = append(cells, c.Cell)
		}
	}
	unit, _ := unitOf(cells...)
	return unit
}

// Name is what is compared: 社会保障和就业支出（一般公共预算财政拨款支出）.
func (t SideBySide) Name() string { return ItemName(t.Item, t.Class) }

// ItemName names an item and its class, if it has one.
func ItemName(item fiscal.Item, class *fiscal.Class) string {
	if class == nil || len(class.Path) == 0 {
		return item.Term()
	}
	return class.Path[len(class.Path)-1] + "（" + item.Term() + "）"
}

// Known reports whether any figure is known.
func (t SideBySide) Known() bool {
	return slices.ContainsFunc(t.Rows, func(r SideRow) bool {
		return slices.ContainsFunc(r.Cells, func(c SideCell) bool { return c.Figure != nil })
	})
}

// Message says what the comparison shows, in one sentence without links.
func (t SideBySide) Message() string {
	what := t.Name()
	if t.View != AmountView {
		what += t.View.Term()
	}
	for i := len(t.Years) - 1; i >= 0; i-- {
		most, least, known := -1, -1, 0
		for k, r := range t.Rows {
			v, ok := worth(r.Cells[i].Cell)
			if !ok {
				continue
			}
			known++
			if m, _ := worth(t.at(most, i)); most < 0 || v > m {
				most = k
			}
			if m, _ := worth(t.at(least, i)); least < 0 || v < m {
				least = k
			}
		}
		if known < 2 {
			continue
		}
		year := strconv.Itoa(t.Years[i]) + " 年"
		if a, _ := worth(t.at(most, i)); a == must(worth(t.at(least, i))) {
			return year + what + "相同，都是 " + t.at(most, i).Figure.With()
		}
		return year + what + "最多的是" + t.Rows[most].Name + "，" + t.at(most, i).Figure.With() + "；最少的是" + t.Rows[least].Name + "，" + t.at(least, i).Figure.With()
	}
	for _, r := range t.Rows {
		var known []SideCell
		for _, c := range r.Cells {
			if c.Figure != nil {
				known = append(known, c)
			}
		}
		if n := len(known); n == 1 {
			return r.Name + " " + strconv.Itoa(known[0].Year) + " 年" + what + " " + known[0].Figure.With()
		} else if n > 1 {
			return r.Name + what + "从 " + strconv.Itoa(known[0].Year) + " 年的 " + known[0].Figure.With() + "到 " + strconv.Itoa(known[n-1].Year) + " 年的 " + known[n-1].Figure.With()
		}
	}
	if t.View != AmountView {
		return "所选单位的文件里没有能算出" + t.Name() + "的" + t.View.Term() + "的数"
	}
	return "所选单位的文件里没有" + what
}

func (t SideBySide) at(row, year int) Cell {
	if row < 0 {
		return Cell{}
	}
	return t.Rows[row].Cells[year].Cell
}

func must(v int64, _ bool) int64 { return v }

// worth is a figure as a number that compares across measures.
func worth(c Cell) (int64, bool) {
	if c.Figure == nil {
		return 0, false
	}
	return fiscal.Canonical(c.Figure.Value, fiscal.Measure(c.Figure.Unit))
}

// Chart draws the comparison; ok is false when there is nothing to draw.
func (t SideBySide) Chart() (*charts.Multiples, bool) {
	if !t.Known() {
		return nil, false
	}
	unit := t.Unit()
	m := &charts.Multiples{Name: t.Name() + "，" + t.View.TermOf(t.Item), About: t.Message() + "。", Unit: unit, Own: t.Own}
	for _, y := range t.Years {
		m.Categories = append(m.Categories, strconv.Itoa(y))
	}
	for _, r := range t.Rows {
		p := charts.Panel{Name: r.Name}
		for _, c := range r.Cells {
			v := value(c.Cell)
			if c.Figure != nil {
				v.Pale = c.Later
				if unit == "" { // columns of one scale need one measure, labels the printed one
					n, _ := worth(c.Cell)
					v.Amount, v.Label = float64(n), c.Figure.With()
				}
			}
			p.Values = append(p.Values, v)
		}
		m.Panels = append(m.Panels, p)
	}
	return m, true
}
