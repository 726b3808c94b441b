package layout_test

import (
	"strings"
	"testing"
)

// loose draws a form by the alignment of its columns alone: names at the left
// of their cells, figures at the right, headings in the middle.
type loose struct {
	*sheet
	xs   []float64
	size float64
}

func (l loose) head(y float64, from, to int, text string) {
	l.centre((l.xs[from]+l.xs[to])/2, y, l.size, text)
}

func (l loose) row(y float64, texts ...string) {
	for i, t := range texts {
		if strings.ContainsAny(t, "0123456789") && (strings.Contains(t, ".") || t == "-") {
			l.right(l.xs[i+1]-3, y, l.size, t)
		} else {
			l.text(l.xs[i]+3, y, l.size, t)
		}
	}
}

// income draws form 2 of few columns with two lines of headings.
func income() loose {
	l := loose{newSheet(), []float64{60, 130, 310, 400, 480, 545}, 10}
	l.centre(300, 60, 16, "收入决算表").right(545, 86, 10, "单位：万元")
	l.head(110, 0, 2, "项目")
	l.head(119, 2, 3, "本年收入合计")
	l.head(119, 3, 4, "财政拨款收入")
	l.head(119, 4, 5, "其他收入")
	l.head(128, 0, 1, "科目编码")
	l.head(128, 1, 2, "科目名称")
	for i, row := range [][]string{
		{"合计", "", "2,946.25", "2,940.05", "6.20"}, {"201", "一般公共服务支出", "2,112.86", "2,106.66", "6.20"},
		{"20106", "财政事务", "2,112.86", "2,106.66", "6.20"}, {"2010601", "行政运行", "1,511.90", "1,511.89", "0.01"},
		{"208", "社会保障和就业支出", "326.72", "326.72", ""},
	} {
		l.row(150+float64(i)*20, row...)
	}
	return l
}

const incomeBody = `
	| 合计 |  | 2,946.25 | 2,940.05 | 6.20
	| 201 | 一般公共服务支出 | 2,112.86 | 2,106.66 | 6.20
	| 20106 | 财政事务 | 2,112.86 | 2,106.66 | 6.20
	| 2010601 | 行政运行 | 1,511.90 | 1,511.89 | 0.01
	| 208 | 社会保障和就业支出 | 326.72 | 326.72 |`

// body is what is read without the lines of the heading, which may be divided
// into rows in more than one way.
func body(s string) string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); strings.Contains(l, ".") || strings.Contains(l, "合计 |") && !strings.Contains(l, "×") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func TestTablesWithoutGrid(t *testing.T) {
	lined := func(ys ...float64) *sheet {
		s := income()
		for _, y := range ys {
			s.h(y, 60, 545)
		}
		return s.sheet
	}
	cells := income() // rules drawn cell by cell
	for _, y := range []float64{98, 134, 155, 175, 195, 215, 235} {
		for i := 1; i < len(cells.xs); i++ {
			cells.h(y, cells.xs[i-1], cells.xs[i])
		}
	}
	for name, s := range map[string]*sheet{
		"no rules":                 income().sheet,
		"three lines":              lined(98, 134, 238),
		"a rule below each row":    lined(98, 134, 155, 175, 195, 215, 238),
		"rules drawn cell by cell": cells.sheet,
		"a frame":                  income().grid([]float64{60, 545}, []float64{98, 238}),
	} {
		t.Run(name, func(t *testing.T) {
			got := shown(s)
			same(t, body(got), strings.ReplaceAll(incomeBody, "\t", ""))
			if !strings.HasPrefix(got, "收入决算表\n单位：万元\n| 项目{2×") {
				t.Errorf("title, unit and heading read\n%s", got)
			}
		})
	}
}

// Names that wrap and figures that are set off their row, without rules.
func TestLooseRows(t *testing.T) {
	l := loose{newSheet(), []float64{60, 260, 360, 460}, 10}
	l.head(110, 0, 1, "项目")
	l.head(110, 1, 2, "预算数")
	l.head(110, 2, 3, "决算数")
	l.text(63, 140, 10, "机关事业单位基本养老保险缴费").text(63, 153, 10, "支出")
	l.row(146, "", "160.75", "84.65")
	l.text(63, 185, 10, "行政单位离退休")
	l.row(191, "", "80.38", "")
	l.row(220, "职业年金", "12,345.60", "-")
	l.row(250, "合计", "12,586.73", "84.65")
	same(t, body(shown(l.sheet)), `
		| 机关事业单位基本养老保险缴费支出 | 160.75 | 84.65
		| 行政单位离退休 | 80.38 |
		| 职业年金 | 12,345.60 | -
		| 合计 | 12,586.73 | 84.65`)
}

// Where nothing tells a row from the rest of one, the table is not read.
func TestLooseRowsInDoubt(t *testing.T) {
	l := loose{newSheet(), []float64{60, 160, 260, 360}, 10}
	l.head(110, 0, 1, "项目")
	l.head(110, 1, 2, "预算数")
	l.head(110, 2, 3, "决算数")
	y := 140.0
	for _, name := range []string{"一般公共服务支", "社会保障和就业", "卫生健康支出费"} {
		l.row(y, name, "160.75", "84.65")
		l.text(63, y+13, 10, "出的其他")
		y += 26
	}
	if got := shown(l.sheet); strings.Contains(got, "|") {
		t.Errorf("read as a table:\n%s", got)
	}
}

func TestLooseTableOverPages(t *testing.T) {
	second := loose{newSheet(), []float64{60, 130, 310, 400, 480, 545}, 10}
	second.row(80, "210", "卫生健康支出", "60.99", "60.99")
	second.row(100, "221", "住房保障支出", "445.69", "445.69")
	got := shown(income().sheet, second.sheet)
	same(t, got[strings.Index(got, "(goes on)"):], `
		(goes on)
		| 210 | 卫生健康支出 | 60.99 | 60.99 |
		| 221 | 住房保障支出 | 445.69 | 445.69 |`)
}

// Running text never becomes a table, however its figures fall.
func TestProseIsNoTable(t *testing.T) {
	pages := map[string]*sheet{}
	s := newSheet()
	prose(s, 100, 2, report...)
	pages["report"] = s
	s = newSheet()
	for i := range 8 { // the same sentence again and again: figures below figures
		s.text(leftEdge, 100+float64(i)*20, 12, "其中：基本支出1,234.56万元，占78.90%，项目支出234.56万元。")
	}
	pages["aligned sentences"] = s
	s = newSheet()
	for i := range 8 { // wide justified
		s.spaced(leftEdge, 100+float64(i)*20, 12, 3, "支出决算数为1,234.56万元，完成预算的98.20%。")
	}
	pages["spread sentences"] = s
	s = newSheet().centre(297, 80, 16, "目　录")
	for i := range 10 {
		s.text(leftEdge, 120+float64(i)*20, 12, "第一部分　部门概况").right(rightEdge, 120+float64(i)*20, 12, "12")
	}
	pages["contents without leaders"] = s
	s = newSheet()
	for i := range 6 {
		s.text(leftEdge, 120+float64(i)*20, 12, "2024年").text(leftEdge+120, 120+float64(i)*20, 12, "12月").text(leftEdge+200, 120+float64(i)*20, 12, "31日")
	}
	pages["dates"] = s
	s = newSheet()
	prose(s, 100, 2, report...)
	s.h(60, leftEdge, rightEdge).h(790, leftEdge, rightEdge)
	pages["rules at the head and the foot"] = s
	s = newSheet()
	s.text(leftEdge, 120, 12, "联系电话：12345678").text(leftEdge+220, 120, 12, "邮编：200333").text(leftEdge, 140, 12, "（签章）").text(leftEdge+220, 140, 12, "2025年8月")
	pages["signature"] = s
	for name, s := range pages {
		t.Run(name, func(t *testing.T) {
			if got := shown(s); strings.Contains(got, "|") {
				t.Errorf("read as a table:\n%s", got)
			}
		})
	}
}
