package layout_test

import (
	"slices"
	"strings"
	"testing"
)

const (
	leftEdge  = 90.0
	rightEdge = 90.0 + 34*12
)

// prose sets paragraphs as a word processor does, 34 characters a line of 12
// points; unbreakable keeps figures whole.
func prose(s *sheet, y, indent float64, paragraphs ...string) float64 {
	for _, p := range paragraphs {
		x, line := leftEdge+indent*12, ""
		flush := func() {
			s.text(x, y, 12, line)
			x, line = leftEdge, ""
			y += 20
		}
		runes := []rune(p)
		for i := 0; i < len(runes); {
			k := i + 1
			for k < len(runes) && (half(runes[k]) && half(runes[k-1]) || strings.ContainsRune("，。；、：）", runes[k])) {
				k++
			}
			if token := string(runes[i:k]); x+width(line+token, 12) > rightEdge+0.1 {
				flush()
				continue
			}
			line += string(runes[i:k])
			i = k
		}
		flush()
	}
	return y
}

var report = []string{
	"一、收入支出决算总体情况说明",
	"某某局2024年度收入支出总计2995.39万元，与2023年度相比，收入支出总计减少56.95万元，下降1.87%，主要原因是人员进出及退休变化，以及项目支出中合同支付进度条款等原因减少支付。",
	"二、收入决算情况说明",
	"本年收入合计2946.25万元，其中：财政拨款收入2940.05万元，占99.79%；上级补助收入0万元，占0%；事业收入0万元，占0%；其他收入6.20万元，占0.21%。",
	"（一）支出决算情况说明",
	"本年支出合计2940.05万元，其中：基本支出2336.91万元，占79.49%；项目支出603.14万元，占20.51%；经营支出0万元，占0%；",
	"完成年初预算的98.20%。",
}

func TestParagraphs(t *testing.T) {
	want := strings.Join(report, "\n")
	t.Run("indented", func(t *testing.T) {
		s := newSheet()
		prose(s, 100, 2, report...)
		same(t, shown(s), want)
	})
	t.Run("not indented", func(t *testing.T) {
		s := newSheet()
		prose(s, 100, 0, report...)
		same(t, shown(s), want)
	})
	t.Run("drawn in any order", func(t *testing.T) {
		s := newSheet()
		prose(s, 100, 2, report...)
		slices.Reverse(s.Chars)
		same(t, shown(s), want)
	})
	t.Run("cut by a page", func(t *testing.T) {
		s := newSheet()
		prose(s, 100, 2, report...)
		for _, at := range []float64{130, 150, 230, 250} {
			first, second := newSheet(), newSheet()
			for _, c := range s.Chars {
				if c.Base < at {
					first.Chars = append(first.Chars, c)
					continue
				}
				c.Base, c.Y0, c.Y1 = c.Base-at+100, c.Y0-at+100, c.Y1-at+100
				second.Chars = append(second.Chars, c)
			}
			first.centre(297, 810, 10, "- 3 -")
			second.centre(297, 50, 9, "4")
			same(t, shown(first, second), want)
		}
	})
	t.Run("justified", func(t *testing.T) {
		s := newSheet()
		prose(s, 100, 2, report[1], report[3])
		// Each full line is stretched to the edge.
		for y := 100.0; y < 220; y += 20 {
			var at []int
			end := 0.0
			for i, c := range s.Chars {
				if c.Base == y {
					at = append(at, i)
					end = max(end, c.X+width(string(c.Rune), 12))
				}
			}
			if len(at) < 2 || end < rightEdge-36 {
				continue
			}
			slices.SortFunc(at, func(a, b int) int { return int(s.Chars[a].X - s.Chars[b].X) })
			for n, i := range at {
				d := (rightEdge - end) * float64(n) / float64(len(at)-1)
				s.Chars[i].X, s.Chars[i].X0, s.Chars[i].X1 = s.Chars[i].X+d, s.Chars[i].X0+d, s.Chars[i].X1+d
			}
		}
		same(t, shown(s), report[1]+"\n"+report[3])
	})
}

// A line that happens to be nearly full and ends a paragraph ends it.
func TestNearlyFullLines(t *testing.T) {
	s := newSheet()
	y := prose(s, 100, 2, report[1])
	heading := "九、国有资本经营预算财政拨款收入支出决算情况的补充说明" // leaves two characters free
	y = prose(s, y, 2, heading, "国有资本经营预算财政拨款收入12.00万元，支出12.00万元，支出具体情况如下，主要用于某项业务的开展：")
	y = prose(s, y, 2, "无国有资本经营预算财政拨款收入支出的部门，应当另作下述说明：", "某某局2024年度无国有资本经营预算财政拨款收入和支出。")
	_ = y
	same(t, shown(s), report[1]+"\n"+heading+"\n国有资本经营预算财政拨款收入12.00万元，支出12.00万元，支出具体情况如下，主要用于某项业务的开展：\n无国有资本经营预算财政拨款收入支出的部门，应当另作下述说明：\n某某局2024年度无国有资本经营预算财政拨款收入和支出。")
}

func TestFigureSplitAtLineEnd(t *testing.T) {
	s := newSheet()
	s.text(leftEdge+24, 100, 12, "本年度一般公共预算财政拨款支出决算为一千二百万元其中项目支出10")
	s.text(leftEdge, 120, 12, ".23万元，完成年初预算的100.00%，与上年度决算数相比增长率为-")
	s.text(leftEdge, 140, 12, "19.08%，主要原因是项目减少。")
	same(t, shown(s), "本年度一般公共预算财政拨款支出决算为一千二百万元其中项目支出10.23万元，完成年初预算的100.00%，与上年度决算数相比增长率为-19.08%，主要原因是项目减少。")
}

func TestContents(t *testing.T) {
	s := newSheet().centre(297, 80, 16, "目　录")
	lines := []string{"第一部分　部门概况", "一、主要职能", "二、部门决算单位构成", "第二部分　部门决算表", "一、收入支出决算总表"}
	want := "目录"
	for i, l := range lines {
		y := 120 + float64(i)*22
		s.text(leftEdge, y, 12, l)
		end := leftEdge + width(l, 12)
		s.text(end, y, 12, strings.Repeat(".", int((rightEdge-20-end)/6))).right(rightEdge, y, 12, "1"+string(rune('0'+i)))
		want += "\n" + strings.ReplaceAll(l, "　", "")
	}
	var got []string
	for l := range strings.SplitSeq(shown(s), "\n") {
		got = append(got, strings.ReplaceAll(strings.TrimRight(l, ".0123456789 "), " ", ""))
	}
	same(t, strings.Join(got, "\n"), want)
}

func TestTitleOfTwoLines(t *testing.T) {
	s := newSheet().centre(294, 80, 22, "某某省某某市某某区某某局（本级）").centre(294, 112, 22, "2024年度部门决算公开说明")
	prose(s, 180, 2, report[1], report[3])
	got := strings.Split(shown(s), "\n")
	if len(got) > 4 || !strings.HasPrefix(got[0], "某某省") {
		t.Errorf("read %q", got)
	}
}

// A stamp or a watermark over a sentence does not mix with it.
func TestOverprint(t *testing.T) {
	s := newSheet()
	prose(s, 100, 2, report[1])
	s.text(150, 125, 30, "内部资料")
	got := shown(s)
	if !strings.Contains(got, "减少56.95万元，下降1.87%，主要原因是人员进出") {
		t.Errorf("read %s", got)
	}
	line := newSheet()
	prose(line, 100, 2, report[1])
	line.text(120, 121, 9, "部门决算公开信息")
	if got := strings.ReplaceAll(shown(line), "部门决算公开信息", ""); !strings.Contains(got, "减少56.95万元，下降1.87%") {
		t.Errorf("read %s", got)
	}
}

func TestTableWithinText(t *testing.T) {
	s := newSheet()
	prose(s, 40, 2, report[1])
	cells := budget().grid(threeColumns, fiveRows)
	s.Chars, s.Rules = append(s.Chars, cells.Chars...), cells.Rules
	prose(s, 220, 2, report[3])
	same(t, shown(s), report[1]+"\n"+budgetShown+"\n"+report[3])
}
