package layout_test

import (
	"fmt"
	"testing"
)

var columnsOfPages = []float64{60, 120, 300, 400, 500}

// rows draws rows of a table from y down, each 20 high.
func rows(s *sheet, y float64, rows ...[]string) *sheet {
	ys := []float64{y}
	for i, r := range rows {
		s.cells(columnsOfPages, y+float64(i)*20+14, 10, r...)
		ys = append(ys, y+float64(i+1)*20)
	}
	return s.grid(columnsOfPages, ys)
}

var headOfPages = []string{"编码", "名称", "合计", "基本支出"}

func TestTableOverPages(t *testing.T) {
	first := func() *sheet {
		return rows(newSheet().centre(280, 60, 16, "支出决算表"), 700, headOfPages, []string{"201", "一般公共服务支出", "5.00", "4.00"})
	}
	t.Run("without headings", func(t *testing.T) {
		same(t, shown(first(), rows(newSheet(), 60, []string{"208", "社会保障和就业支出", "3.00", "3.00"})), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			(goes on)
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
	t.Run("with headings repeated", func(t *testing.T) {
		same(t, shown(first(), rows(newSheet(), 60, headOfPages, []string{"208", "社会保障和就业支出", "3.00", "3.00"})), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			(goes on)
			| 编码 | 名称 | 合计 | 基本支出
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
	t.Run("with page numbers between", func(t *testing.T) {
		same(t, shown(first().centre(280, 815, 10, "— 7 —"), rows(newSheet().centre(280, 815, 10, "— 8 —"), 60, []string{"208", "社会保障和就业支出", "3.00", "3.00"})), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			(goes on)
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
	t.Run("another table", func(t *testing.T) {
		same(t, shown(first(), rows(newSheet().centre(280, 45, 16, "另一张表"), 60, []string{"208", "社会保障和就业支出", "3.00", "3.00"})), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			另一张表
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
	t.Run("an empty remnant and a blank row", func(t *testing.T) {
		blank := rows(newSheet(), 60, []string{"", "", "", ""})
		same(t, shown(first(), blank, rows(newSheet(), 60, []string{"", "", "", ""}, []string{"208", "社会保障和就业支出", "3.00", "3.00"})), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			(goes on)
			|  |  |  |
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
	t.Run("a last row of fewer cells", func(t *testing.T) {
		last := newSheet().grid([]float64{60, 300, 400, 500}, []float64{60, 80}).cells([]float64{60, 300, 400, 500}, 74, 10, "合计", "8.00", "7.00")
		same(t, shown(first(), last), `
			支出决算表
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			(goes on)
			| 合计{2×1} | 8.00 | 7.00`)
	})
}

// A row that the end of the page cuts is one row.
func TestRowCutByPage(t *testing.T) {
	cut := func(above, below func(*sheet)) string {
		a := rows(newSheet(), 700, headOfPages, []string{"", "", "", ""})
		above(a)
		b := rows(newSheet(), 60, headOfPages, []string{"", "", "", ""}, []string{"210", "卫生健康支出", "1.00", "1.00"})
		below(b)
		return shown(a, b)
	}
	rest := "\n(goes on)\n| 编码 | 名称 | 合计 | 基本支出\n| 210 | 卫生健康支出 | 1.00 | 1.00"
	t.Run("name", func(t *testing.T) {
		same(t, cut(func(s *sheet) {
			s.text(65, 734, 10, "2080505").text(122, 734, 10, "机关事业单位基本养老保险缴费支出及其").text(350, 734, 10, "160.75").text(450, 734, 10, "160.75")
		}, func(s *sheet) { s.text(122, 94, 10, "他支出") }),
			"| 编码 | 名称 | 合计 | 基本支出\n| 2080505 | 机关事业单位基本养老保险缴费支出及其他支出 | 160.75 | 160.75"+rest)
	})
	t.Run("figure", func(t *testing.T) {
		same(t, cut(func(s *sheet) {
			s.text(65, 734, 10, "208").text(122, 734, 10, "社会保障").text(350, 734, 10, "12,345,").text(450, 734, 10, "7.00")
		}, func(s *sheet) { s.text(350, 94, 10, "678.90") }),
			"| 编码 | 名称 | 合计 | 基本支出\n| 208 | 社会保障 | 12,345,678.90 | 7.00"+rest)
	})
	t.Run("a row of its own", func(t *testing.T) {
		same(t, cut(func(s *sheet) {
			s.text(65, 734, 10, "208").text(122, 734, 10, "社会保障").text(350, 734, 10, "5.00").text(450, 734, 10, "7.00")
		}, func(s *sheet) { s.text(122, 94, 10, "就业补助") }),
			"| 编码 | 名称 | 合计 | 基本支出\n| 208 | 社会保障 | 5.00 | 7.00\n(goes on)\n| 编码 | 名称 | 合计 | 基本支出\n|  | 就业补助 |  |\n| 210 | 卫生健康支出 | 1.00 | 1.00")
	})
	t.Run("open at the end of the page", func(t *testing.T) {
		a := newSheet().grid(columnsOfPages, []float64{700, 720, 740}).cells(columnsOfPages, 714, 10, headOfPages...).
			cells(columnsOfPages, 734, 10, "201", "一般公共服务支出", "5.00", "4.00").cells(columnsOfPages, 750, 10, "208", "社会保障和就业支出", "3.00", "3.00")
		for _, x := range columnsOfPages {
			a.v(x, 740, 754)
		}
		same(t, shown(a), `
			| 编码 | 名称 | 合计 | 基本支出
			| 201 | 一般公共服务支出 | 5.00 | 4.00
			| 208 | 社会保障和就业支出 | 3.00 | 3.00`)
	})
}

// A spreadsheet too wide for its page has its last columns on pages of their own.
func TestColumnsOnOtherPages(t *testing.T) {
	left, right := []float64{60, 120, 300, 400}, []float64{60, 160, 260}
	ys := []float64{100, 120, 140, 160}
	page := func(title string, xs []float64, rows ...[]string) *sheet {
		s := newSheet().grid(xs, ys)
		if title != "" {
			s.text(60, 60, 16, title)
		}
		for i, r := range rows {
			s.cells(xs, ys[i]+14, 10, r...)
		}
		return s
	}
	a := page("支出决算表", left, []string{"编码", "名称", "合计"}, []string{"201", "一般公共服务支出", "5.00"}, []string{"208", "社会保障支出", "3.00"})
	b := page("", right, []string{"基本支出", "项目支出"}, []string{"4.00", "1.00"}, []string{"3.00", "-"}).right(260, 90, 10, "单位：万元")
	same(t, shown(a, b), `
		支出决算表
		单位：万元
		| 编码 | 名称 | 合计 | 基本支出 | 项目支出
		| 201 | 一般公共服务支出 | 5.00 | 4.00 | 1.00
		| 208 | 社会保障支出 | 3.00 | 3.00 | -`)
	// A table of its own with rows at the same heights stays one.
	c := page("“三公”经费支出决算表", right, []string{"因公出国", "公务接待费"}, []string{"4.00", "1.00"}, []string{"3.00", "-"})
	same(t, shown(a, c), `
		支出决算表
		| 编码 | 名称 | 合计
		| 201 | 一般公共服务支出 | 5.00
		| 208 | 社会保障支出 | 3.00
		“三公”经费支出决算表
		| 因公出国 | 公务接待费
		| 4.00 | 1.00
		| 3.00 | -`)
}

// Page numbers and running titles are no text, in whatever dress.
func TestRunningTitles(t *testing.T) {
	body := []string{"本部门全年收入决算情况如下。", "本部门全年支出决算情况如下。", "财政拨款收入支出情况如下。", "机关运行经费支出情况如下。"}
	for name, number := range map[string]string{"plain": "%d", "dashes": "- %d -", "long dashes": "— %d —", "words": "第%d页", "of all": "第 %d 页 共 4 页", "slash": "%d / 4"} {
		t.Run(name, func(t *testing.T) {
			var pages []*sheet
			want := ""
			for i, text := range body {
				s := newSheet().centre(297, 50, 9, "某某局2024年度部门决算").text(90, 120, 12, text).right(500, 810, 10, fmt.Sprintf(number, i+1))
				if i == 0 {
					s = newSheet().text(90, 120, 12, text).right(500, 810, 10, fmt.Sprintf(number, i+1))
				}
				pages = append(pages, s)
				want += text + "\n"
			}
			same(t, shown(pages...), want)
		})
	}
	// What a form says of itself stays, however often.
	var forms []*sheet
	for range 4 {
		forms = append(forms, newSheet().right(500, 60, 10, "单位：万元").grid(threeColumns, fiveRows))
	}
	same(t, shown(forms...), "单位：万元\n单位：万元\n单位：万元\n单位：万元")
}
