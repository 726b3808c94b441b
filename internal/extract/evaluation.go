package extract

import (
	"fmt"
	"slices"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// table reads a table of the document; above are the blocks before it. Tables
// that are not understood leave their figures unread.
func (r *reader) table(s *section, b document.Block, above []document.Block) {
	read := false
	for i, part := range tablesIn(b) {
		before := above
		if i > 0 {
			before = nil
		}
		if e, ok := r.evaluation(part, before); ok {
			r.report.Evaluations = append(r.report.Evaluations, e)
			read = true
		}
	}
	if read {
		return
	}
	r.summary(s, b, above)
}

// wholeTable is the table that blocks begin with, and what continues it on
// further pages.
func wholeTable(blocks []document.Block) document.Block {
	b := blocks[0]
	for _, next := range blocks[1:] {
		if next.Table == nil || !next.Table.Continues {
			break
		}
		b.End = next.End
		b.Table = &document.Table{Rows: append(slices.Clone(b.Table.Rows), next.Table.Rows...)}
	}
	return b
}

// evaluationReader reads one 绩效自评表 row by row; a row of headings decides
// how the rows below it are read.
type evaluationReader struct {
	r    *reader
	e    fiscal.Evaluation
	part evaluationPart
	cols []string // the field of each column in the current part, "" for none
	last [2]document.Cell
}

type evaluationPart int

const (
	partHead evaluationPart = iota
	partFunds
	partGoals
	partIndicators
)

func (r *reader) evaluation(b document.Block, above []document.Block) (fiscal.Evaluation, bool) {
	v := &evaluationReader{r: r}
	v.e = fiscal.Evaluation{
		Kind: fiscal.Project, Year: r.report.Year,
		Funds: []fiscal.Fund{}, Indicators: []fiscal.Indicator{}, Cells: fiscal.CellSources{},
	}
	known := v.headed(b, above)
	for _, row := range b.Table.Rows {
		title, ok := single(row)
		switch {
		case ok && v.part < partIndicators && v.captioned(title):
			known = v.caption(title) || known
		case known:
			v.row(row)
		}
	}
	if !known {
		return fiscal.Evaluation{}, false
	}
	start, end := b.Start, b.End
	v.e.Source = *r.source(start, end)
	v.e.Source.Text = r.t.slice(start, end)
	return v.e, true
}

// headed reports whether the table is known for one by its headings, and reads
// its title and year from the lines above it.
func (v *evaluationReader) headed(b document.Block, above []document.Block) bool {
	if !slices.ContainsFunc(b.Table.Rows, isIndicatorHeading) {
		return false
	}
	for i := len(above) - 1; i >= 0 && i >= len(above)-3 && above[i].Table == nil; i-- {
		c := document.Cell{Span: above[i].Span, Text: v.r.t.slice(above[i].Start, above[i].End)}
		if len([]rune(c.Text)) < longestCaption && v.caption(c) {
			break
		}
	}
	return true
}

// withText returns the cells of a row that are not empty.
func withText(row []document.Cell) []document.Cell {
	var all []document.Cell
	for _, c := range row {
		if c.Text != "" {
			all = append(all, c)
		}
	}
	return all
}

// single returns the only cell with text of a row.
func single(row []document.Cell) (document.Cell, bool) {
	if all := withText(row); len(all) == 1 {
		return all[0], true
	}
	return document.Cell{}, false
}

// longestCaption is how many characters a line above a table has at most.
const longestCaption = 60

// captioned reports whether the only cell of a row stands above the table: a
// title, a year, a measure. Other rows have a single cell where all the others
// are empty.
func (v *evaluationReader) captioned(c document.Cell) bool {
	if len([]rune(c.Text)) >= longestCaption {
		return false
	}
	text := squeeze(c.Text)
	_, measured := measureLine(text)
	return measured || nameOfTable(text) || yearLine(text) || v.part == partHead
}

// nameOfTable reports whether a line is the title of an evaluation table.
func nameOfTable(text string) bool {
	return strings.Contains(text, "绩效自评表") || strings.Contains(text, "绩效评价表")
}

func yearLine(text string) bool { return strings.HasSuffix(strings.Trim(text, "()"), "年度") }

// caption reads the title, the year and the measure above the table.
func (v *evaluationReader) caption(c document.Cell) bool {
	text := squeeze(c.Text)
	if m, ok := measureLine(text); ok {
		v.e.Measure = m
	}
	if nameOfTable(text) {
		v.e.Title = c.Text
		if strings.Contains(text, "整体") {
			v.e.Kind = fiscal.Overall
		}
		return true
	}
	if yearLine(text) {
		v.r.within(c.Start, c.End, func(i int) {
			if y, ok := v.r.yearOf(v.r.figures[i]); ok {
				v.e.Year = y
			}
		})
		v.r.declareFigures(c.Start, c.End, fiscal.Date)
	}
	return false
}

func (v *evaluationReader) row(row []document.Cell) {
	switch {
	case v.heading(row):
		return
	case v.label(row):
		return
	}
	switch v.part {
	case partFunds:
		v.fund(row)
	case partGoals:
		v.goals(row)
	case partIndicators:
		v.indicator(row)
	}
}

// heading recognises a row of column headings.
func (v *evaluationReader) heading(row []document.Cell) bool {
	has := func(words ...string) bool {
		for _, w := range words {
			found := false
			for _, c := range row {
				found = found || strings.Contains(squeeze(c.Text), w)
			}
			if !found {
				return false
			}
		}
		return true
	}
	switch {
	case has("一级指标", "二级指标"):
		v.begin(partIndicators, row, indicatorColumns)
	case has("预算数", "执行数"):
		v.begin(partFunds, row, fundColumns)
		v.funded(row)
	case has("目标", "完成情况") && len(withText(row)) <= 4:
		v.begin(partGoals, row, goalColumns)
	default:
		return false
	}
	return true
}

type columnWord struct{ word, field string }

// Column headings by a word they contain; the first row that fits decides.
var (
	fundColumns = []columnWord{
		{"资金来源", "source"}, {"年初预算", "initial_budget"}, {"全年预算", "full_budget"}, {"执行数", "executed"},
		{"权重", "weight"}, {"分值", "weight"}, {"执行率", "rate"}, {"得分", "score"},
	}
	goalColumns      = []columnWord{{"完成情况", "result"}, {"预期目标", "goal"}, {"总体目标", "goal"}}
	indicatorColumns = []columnWord{
		{"一级指标", "level1"}, {"二级指标", "level2"}, {"三级指标", "level3"}, {"依据", "basis"}, {"上年", "prior"},
		{"实际完成", "actual"}, {"实际值", "actual"}, {"赋分", "rule"}, {"评分", "rule"}, {"佐证", "evidence"}, {"偏差", "deviation"},
		{"完成率", "completion"}, {"权重", "weight"}, {"得分", "score"}, {"分值", "weight"},
		{"指标值", "target"}, {"目标值", "target"},
	}
)

func (v *evaluationReader) begin(part evaluationPart, row []document.Cell, columns []columnWord) {
	v.part, v.cols = part, nil
	printed := withText(row)
	for _, c := range row {
		text, field := squeeze(c.Text), ""
		for _, w := range columns {
			// In front of the two headings of the goals may stand what they are.
			side := part == partGoals && len(printed) > 2 && c.Col == printed[0].Col
			if strings.Contains(text, w.word) && !side {
				field = w.field
				break
			}
		}
		for len(v.cols) < c.Col {
			v.cols = append(v.cols, "")
		}
		for range c.Cols {
			v.cols = append(v.cols, field)
		}
	}
	v.last = [2]document.Cell{}
}

// field returns what the column holds that the cell begins in, "" for none.
func (v *evaluationReader) field(c document.Cell) string {
	if c.Col >= len(v.cols) {
		return ""
	}
	return v.cols[c.Col]
}

// labels are the cells in front of a single value.
var labels = []columnWord{
	{"单位名称", "name"}, {"部门名称", "name"}, {"项目名称", "name"}, {"主管部门", "department"}, {"实施单位", "implementer"},
}

// label reads rows of the shape label, value, label, value.
func (v *evaluationReader) label(row []document.Cell) bool {
	found := false
	for i := 0; i+1 < len(row); i++ {
		text := squeeze(row[i].Text)
		for _, l := range labels {
			if text != l.word {
				continue
			}
			value := row[i+1]
			switch l.field {
			case "name":
				v.e.Name = value.Text
			case "department":
				v.e.Department = value.Text
			case "implementer":
				v.e.Implementer = value.Text
			}
			v.place(l.field, value)
			found = true
			i++
			break
		}
	}
	return found
}

// place stores where a cell stands and takes its figures as read.
func (v *evaluationReader) place(address string, c document.Cell) {
	if c.Text == "" {
		return
	}
	v.e.Cells[address] = *v.r.source(c.Start, c.End)
	v.r.evaluated(c.Start, c.End)
}

func (v *evaluationReader) fund(row []document.Cell) {
	var f fiscal.Fund
	prefix := fmt.Sprintf("funds.%d.", len(v.e.Funds))
	any := false
	for _, c := range row {
		field := v.field(c)
		if field == "" || c.Text == "" {
			continue
		}
		*fundField(&f, field) = c.Text
		v.place(prefix+field, c)
		any = true
	}
	if any {
		v.e.Funds = append(v.e.Funds, f)
	}
}

func fundField(f *fiscal.Fund, name string) *string {
	switch name {
	case "source":
		return &f.Source
	case "initial_budget":
		return &f.InitialBudget
	case "full_budget":
		return &f.FullBudget
	case "executed":
		return &f.Executed
	case "weight":
		return &f.Weight
	case "rate":
		return &f.Rate
	}
	return &f.Score
}

// goals reads the goal and what came of it. Figures inside them belong to the
// story that they tell.
func (v *evaluationReader) goals(row []document.Cell) {
	for _, c := range row {
		field := v.field(c)
		if field == "" || c.Text == "" {
			continue
		}
		if field == "goal" {
			v.e.Goal = c.Text
		} else {
			v.e.Result = c.Text
		}
		v.e.Cells[field] = *v.r.source(c.Start, c.End)
		v.r.declareFigures(c.Start, c.End, fiscal.Narrative)
	}
}

func (v *evaluationReader) indicator(row []document.Cell) {
	if i := totalsLabel(row); i >= 0 {
		v.total(row, i)
		return
	}
	var ind fiscal.Indicator
	prefix := fmt.Sprintf("indicators.%d.", len(v.e.Indicators))
	cells := v.carried(row)
	for _, c := range cells {
		if field := v.field(c); field != "" {
			*indicatorField(&ind, field) = c.Text
		}
	}
	if ind.Level3 == "" && ind.Target == "" {
		return
	}
	for _, c := range cells {
		if field := v.field(c); field != "" {
			v.place(prefix+field, c)
		}
	}
	v.e.Indicators = append(v.e.Indicators, ind)
}

// carried returns the row with the cells of the two outer levels that reach
// down to it: the only ones that are ever merged. They are absent from the
// row, or empty where a converter has written the merged cells out.
func (v *evaluationReader) carried(row []document.Cell) []document.Cell {
	var out []document.Cell
	seen := [2]bool{}
	for _, c := range row {
		if level := levelOf(v.field(c)); level >= 0 {
			seen[level] = true
			if c.Text == "" {
				col := c.Col
				c = v.last[level]
				c.Col = col
			} else {
				v.last[level] = c
				if level == 0 {
					v.last[1] = document.Cell{}
				}
			}
		}
		out = append(out, c)
	}
	for level, found := range seen {
		if !found && v.last[level].Text != "" {
			out = append(out, v.last[level])
		}
	}
	return out
}

func levelOf(field string) int {
	switch field {
	case "level1":
		return 0
	case "level2":
		return 1
	}
	return -1
}

func indicatorField(ind *fiscal.Indicator, name string) *string {
	switch name {
	case "level1":
		return &ind.Level1
	case "level2":
		return &ind.Level2
	case "level3":
		return &ind.Level3
	case "target":
		return &ind.Target
	case "basis":
		return &ind.Basis
	case "prior":
		return &ind.Prior
	case "weight":
		return &ind.Weight
	case "rule":
		return &ind.Rule
	case "evidence":
		return &ind.Evidence
	case "actual":
		return &ind.Actual
	case "completion":
		return &ind.Completion
	case "deviation":
		return &ind.Deviation
	}
	return &ind.Score
}
