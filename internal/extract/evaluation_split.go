package extract

import (
	"slices"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// tablesIn takes apart a table that holds several 绩效自评表 one below the
// other. A new one begins with its title, or with the name of the next project
// once there have been indicators.
func tablesIn(b document.Block) []document.Block {
	rows := b.Table.Rows
	var starts []int
	indicators := false
	begin := 0 // of the lines above the rows at hand
	for i, row := range rows {
		cell, alone := single(row)
		switch text := squeeze(cell.Text); {
		case alone && len([]rune(text)) < longestCaption && nameOfTable(text) && indicators:
			starts, indicators = append(starts, i), false
		case alone && yearLine(text) && indicators:
			continue // above the table that the next row begins
		case indicators && namesTable(row):
			starts, indicators = append(starts, begin), false
		}
		begin = i + 1
		indicators = indicators || isIndicatorHeading(row)
	}
	if len(starts) == 0 {
		return []document.Block{b}
	}
	var parts []document.Block
	for i, from := range append([]int{0}, starts...) {
		to := len(rows)
		if i < len(starts) {
			to = starts[i]
		}
		part := document.Block{Page: b.Page, Table: &document.Table{Name: b.Table.Name, Rows: rows[from:to]}}
		if part.Span = spanOf(part.Table.Rows); part.End > part.Start {
			parts = append(parts, part)
		}
	}
	return parts
}

// spanOf is from the first to the last cell with text.
func spanOf(rows [][]document.Cell) document.Span {
	s := document.Span{Start: -1}
	for _, row := range rows {
		for _, c := range row {
			if c.Text == "" {
				continue
			}
			if s.Start < 0 {
				s.Start = c.Start
			}
			s.End = max(s.End, c.End)
		}
	}
	return s
}

// namesTable reports whether a row gives the name of a project or unit.
func namesTable(row []document.Cell) bool {
	for _, c := range row {
		if text := squeeze(c.Text); text != "" {
			return text == "项目名称" || text == "单位名称" || text == "部门名称"
		}
	}
	return false
}

func isIndicatorHeading(row []document.Cell) bool {
	level1, level2 := false, false
	for _, c := range row {
		text := squeeze(c.Text)
		level1 = level1 || text == "一级指标"
		level2 = level2 || text == "二级指标"
	}
	return level1 && level2
}

// funded reads what the funds are in from the row of their headings: 项目资金
// （万元）. A column without a heading before the amounts names the sources.
func (v *evaluationReader) funded(row []document.Cell) {
	for _, c := range row {
		text := squeeze(c.Text)
		for _, m := range []fiscal.Measure{fiscal.TenThousandYuan, fiscal.HundredMillion, fiscal.Yuan} {
			if strings.Contains(text, "("+string(m)+")") {
				v.e.Measure = m
			}
		}
	}
	first := slices.IndexFunc(v.cols, func(field string) bool { return field == "initial_budget" || field == "full_budget" })
	if first < 1 || slices.Contains(v.cols, "source") {
		return
	}
	v.cols[first-1] = "source"
	for _, c := range row {
		if c.Text == "" && c.Col+c.Cols <= first {
			for i := range c.Cols {
				v.cols[c.Col+i] = "source"
			}
		}
	}
}
