package layout_test

import "testing"

var (
	threeColumns = []float64{60, 260, 400, 540}
	fiveRows     = []float64{100, 120, 140, 160, 180}
)

// budget draws a small form without its lines.
func budget() *sheet {
	return newSheet().
		cells(threeColumns, 114, 10, "项目", "预算数", "决算数").
		cells(threeColumns, 134, 10, "基本支出", "1,503.52", "1,511.89").
		cells(threeColumns, 154, 10, "项目支出", "603.14", "8.37").
		cells(threeColumns, 174, 10, "合计", "2,106.66", "1,520.26")
}

const budgetShown = `| 项目 | 预算数 | 决算数
	| 基本支出 | 1,503.52 | 1,511.89
	| 项目支出 | 603.14 | 8.37
	| 合计 | 2,106.66 | 1,520.26`

// However the lines of a table are drawn, it is the same table.
func TestLinesOfProducers(t *testing.T) {
	xs, ys := threeColumns, fiveRows
	strokes := func(gap float64) *sheet { // a stroke for each edge of each cell
		s := budget()
		for i := 1; i < len(xs); i++ {
			for k := 1; k < len(ys); k++ {
				s.h(ys[k-1]+gap, xs[i-1], xs[i]).h(ys[k]-gap, xs[i-1], xs[i])
				s.v(xs[i-1]+gap, ys[k-1], ys[k]).v(xs[i]-gap, ys[k-1], ys[k])
			}
		}
		return s
	}
	bars := budget() // bars between corners, a dot at each corner
	for _, y := range ys {
		for i, x := range xs {
			bars.h(y, x-0.25, x+0.25).v(x, y-0.25, y+0.25)
			if i > 0 {
				bars.h(y, xs[i-1]+0.25, x-0.25)
			}
		}
	}
	for _, x := range xs {
		for k := 1; k < len(ys); k++ {
			bars.v(x, ys[k-1]+0.25, ys[k]-0.25)
		}
	}
	open := budget() // no lines at the sides
	for _, y := range ys {
		open.h(y, 60, 540)
	}
	open.v(260, 100, 180).v(400, 100, 180)
	uneven := budget().grid(xs, ys) // lines that miss or pass each other by a little
	for i := range uneven.Rules {
		r := &uneven.Rules[i]
		r.From, r.To = r.From+1.5, r.To+2
	}
	double := budget().grid(xs, ys).grid(xs, ys)
	for i := range double.Rules[:9] {
		double.Rules[i].At += 1.2
	}
	columns := budget() // no lines between the rows
	columns.h(100, 60, 540).h(120, 60, 540).h(180, 60, 540)
	for _, x := range xs {
		columns.v(x, 100, 180)
	}
	for name, s := range map[string]*sheet{
		"few long strokes":  budget().grid(xs, ys),
		"strokes a cell":    strokes(0),
		"strokes apart":     strokes(0.4),
		"bars and dots":     bars,
		"open at the sides": open,
		"uneven":            uneven,
		"double lines":      double,
		"lines of columns":  columns,
	} {
		t.Run(name, func(t *testing.T) { same(t, shown(s), budgetShown) })
	}
}

func TestMergedHeading(t *testing.T) {
	xs := []float64{60, 100, 140, 180, 320, 400, 480}
	s := newSheet()
	for _, y := range []float64{100, 190, 230, 250} {
		s.h(y, 60, 480)
	}
	s.h(130, 60, 320).h(160, 60, 180)
	s.v(60, 100, 250).v(100, 190, 250).v(140, 190, 250).v(180, 130, 250).v(320, 100, 250).v(400, 100, 250).v(480, 100, 250)
	s.centre(190, 119, 10, "项目").centre(120, 149, 10, "支出功能分类").centre(120, 179, 10, "科目编码").centre(250, 164, 10, "科目名称")
	// A narrow heading of two characters a line.
	s.centre(360, 140, 10, "本年收").centre(360, 154, 10, "入合计").centre(440, 147, 10, "其他收入")
	// The row of 类, 款, 项 is the row of the total; the figure stands above its line.
	s.cells(xs[:5], 204, 10, "类", "款", "项").centre(250, 214, 10, "合计").right(395, 206, 10, "2,946.25").right(475, 214, 10, "6.20")
	s.cells(xs, 244, 10, "201", "06", "01", "行政运行", "1,511.90", "0.01")
	same(t, shown(s), `
		| 项目{4×1} | 本年收入合计{1×3} | 其他收入{1×3}
		| 支出功能分类{3×1} | 科目名称{1×2}
		| 科目编码{3×1}
		| 类 | 款 | 项 | 合计 | 2,946.25 | 6.20
		| 201 | 06 | 01 | 行政运行 | 1,511.90 | 0.01`)
}

// Figures stand in their row however high or low they are set in it, and names
// that wrap are one name.
func TestFiguresOffTheirRow(t *testing.T) {
	for name, at := range map[string]float64{"high": 108, "at half the height": 119, "low": 130} {
		t.Run(name, func(t *testing.T) {
			s := newSheet().grid([]float64{60, 200, 300}, []float64{100, 135, 170, 205})
			for i, row := range []struct{ a, b, figure string }{
				{"机关事业单位基本养老保险", "缴费支出", "160.75"}, {"行政单位离退休", "", "84.65"}, {"其他行政事业单位养老支", "出", "0.94"},
			} {
				y := float64(i) * 35
				if row.b == "" {
					s.text(65, y+121, 10, row.a)
				} else {
					s.text(65, y+115, 10, row.a).text(65, y+128, 10, row.b)
				}
				s.right(295, y+at, 10, row.figure)
			}
			same(t, shown(s), `
				| 机关事业单位基本养老保险缴费支出 | 160.75
				| 行政单位离退休 | 84.65
				| 其他行政事业单位养老支出 | 0.94`)
		})
	}
}

func TestCells(t *testing.T) {
	one := func(draw func(*sheet)) *sheet {
		s := newSheet().grid([]float64{60, 260, 360}, []float64{100, 160, 180})
		draw(s)
		return s.text(65, 174, 10, "合计").right(355, 174, 10, "3.00")
	}
	for name, c := range map[string]struct {
		draw func(*sheet)
		want string
	}{
		"spread letters": {func(s *sheet) {
			s.spaced(65, 120, 10, 6, "因公出国（境）费").right(355, 120, 10, "0.95")
		}, "| 因公出国（境）费 | 0.95"},
		"stacked letters": {func(s *sheet) {
			for i, r := range []rune("政府性基金") {
				s.text(150, 109+float64(i)*11, 10, string(r))
			}
		}, "| 政府性基金 | "},
		"bold printed twice": {func(s *sheet) {
			s.text(65, 120, 10, "总计").text(65.3, 120, 10, "总计").right(355, 120, 10, "22.00").right(355.3, 120, 10, "22.00")
		}, "| 总计 | 22.00"},
		"figure that wraps": {func(s *sheet) {
			s.text(65, 120, 10, "总计").text(265, 115, 10, "1,234,567,").text(265, 128, 10, "890.12")
		}, "| 总计 | 1,234,567,890.12"},
		"figure split at its point": {func(s *sheet) {
			s.text(65, 120, 10, "总计").text(265, 115, 10, "10").text(265, 128, 10, ".23")
		}, "| 总计 | 10.23"},
		"mark of a note behind a figure": {func(s *sheet) {
			s.text(65, 120, 10, "总计").right(340, 120, 10, "12.50").text(340.2, 116, 5.5, "1")
		}, "| 总计 | 12.50¹"},
		"dash and blank differ": {func(s *sheet) {
			s.text(65, 120, 10, "总计").centre(310, 120, 10, "-")
		}, "| 总计 | -"},
		"Latin words": {func(s *sheet) {
			s.text(65, 115, 10, "GPU server").text(65, 128, 10, "node").right(355, 120, 10, "1.00")
		}, "| GPU server node | 1.00"},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, shown(one(c.draw)), c.want+"\n| 合计 | 3.00")
		})
	}
}

// Text that stands on its side in a narrow cell.
func TestSidewaysCell(t *testing.T) {
	for turn, want := range map[int]string{1: "收入", 3: "收入"} {
		s := newSheet().grid([]float64{60, 80, 200, 300}, []float64{100, 180, 200})
		for i, r := range []rune("收入") {
			y := 120 + float64(i)*12
			if turn == 3 {
				y = 150 - float64(i)*12
			}
			s.text(65, y, 10, string(r))
			c := &s.Chars[len(s.Chars)-1]
			c.Turn, c.X, c.Base = turn, 67, y
		}
		s.text(85, 140, 10, "财政拨款").right(295, 140, 10, "3.00").text(85, 194, 10, "合计").right(295, 194, 10, "3.00")
		same(t, shown(s), "| "+want+" | 财政拨款 | 3.00\n|  | 合计 | 3.00")
	}
}

func TestTwoTablesSideBySide(t *testing.T) {
	s := across().grid([]float64{60, 160, 220}, []float64{100, 120, 140}).grid([]float64{400, 500, 560}, []float64{100, 120, 140})
	s.cells([]float64{60, 160, 220}, 114, 10, "收入", "1.00").cells([]float64{60, 160, 220}, 134, 10, "合计", "1.00")
	s.cells([]float64{400, 500, 560}, 114, 10, "支出", "2.00").cells([]float64{400, 500, 560}, 134, 10, "合计", "2.00")
	same(t, shown(s), `
		| 收入 | 1.00
		| 合计 | 1.00
		| 支出 | 2.00
		| 合计 | 2.00`)
}

func TestTitleAndUnit(t *testing.T) {
	xs := []float64{160, 360, 440, 540}
	table := func(s *sheet) *sheet {
		return s.grid(xs, []float64{100, 120, 140}).cells(xs, 114, 10, "项目", "预算数", "决算数").cells(xs, 134, 10, "合计", "1.00", "2.00")
	}
	rows := "\n| 项目 | 预算数 | 决算数\n| 合计 | 1.00 | 2.00"
	same(t, shown(table(newSheet().centre(300, 60, 16, "收入决算表").right(540, 90, 10, "单位：万元"))), "收入决算表\n单位：万元"+rows)
	same(t, shown(table(newSheet().centre(300, 60, 16, "收入决算表").text(160, 90, 10, "编制单位：某局").right(540, 90, 10, "单位：万元"))), "收入决算表\n编制单位：某局 单位：万元"+rows)
	same(t, shown(table(newSheet().text(60, 112, 12, "收入决算表").text(60, 130, 10, "单位：万元"))), "收入决算表\n单位：万元"+rows)
	same(t, shown(table(newSheet().centre(300, 60, 16, "收入决算表").right(540, 74, 10, "公开02表").right(540, 90, 10, "单位：万元"))), "收入决算表\n公开02表\n单位：万元"+rows)
}

// Boxes and lines that are no tables.
func TestNoTables(t *testing.T) {
	words := "本部门全年收入支出情况说明"
	for name, s := range map[string]*sheet{
		"box":               newSheet().grid([]float64{60, 540}, []float64{100, 130}).text(70, 120, 12, words),
		"underline":         newSheet().text(70, 120, 12, words).h(123, 70, 220),
		"lines around":      newSheet().text(70, 120, 12, words).h(100, 60, 540).h(130, 60, 540),
		"struck through":    newSheet().text(70, 120, 12, words).h(116, 70, 220),
		"box in the margin": newSheet().grid([]float64{20, 30, 40}, []float64{20, 30, 40}).text(70, 120, 12, words),
		"frame of the page": newSheet().grid([]float64{20, 575}, []float64{20, 822}).text(70, 120, 12, words),
	} {
		t.Run(name, func(t *testing.T) { same(t, shown(s), words) })
	}
}
