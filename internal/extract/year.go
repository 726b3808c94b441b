package extract

import (
	"regexp"
	"strconv"
	"strings"
)

// yearOf returns f as a year that accounts can be of.
func (r *reader) yearOf(f figure) (int, bool) {
	if f.end-f.start != 4 {
		return 0, false
	}
	y := 0
	for _, d := range r.t.folded[f.start:f.end] {
		y = y*10 + int(d-'0')
	}
	return y, y >= 2000 && y <= 2099
}

var (
	chineseYears = regexp.MustCompile(`二[〇○零OoＯ0][〇○零OoＯ0一二][〇○零OoＯ0一二三四五六七八九]年`)
	yearDigits   = strings.NewReplacer("〇", "0", "○", "0", "零", "0", "O", "0", "o", "0", "Ｏ", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5",
		"六", "6", "七", "7", "八", "8", "九", "9")
	titleYear = regexp.MustCompile(`(20\d\d)年(?:度)?(?:\p{Han}{0,30}?)(?:部门|单位|本级|汇总|\(单位\)|\(部门\))*决算(?:[^数额]|$)`)
	coverYear = regexp.MustCompile(`^\(?(20\d\d)年(?:度)?\)?$`)
)

// chineseYear writes 二〇二四年 as 2024年.
func chineseYear(s string) string {
	return chineseYears.ReplaceAllStringFunc(s, func(y string) string { return yearDigits.Replace(y) })
}

// titled reports whether the words from a 年 on are those of a title: 年度部门决算,
// but not 年度决算数, which a sentence compares with.
func titled(s string) bool {
	for _, w := range []string{"年度部门决算", "年部门决算", "年度单位决算", "年单位决算", "年度决算"} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return !strings.HasPrefix(rest, "数") && !strings.HasPrefix(rest, "额") && !strings.HasPrefix(rest, "相比")
		}
	}
	return false
}

// year returns the 决算年度: the year of the title or cover when there is one,
// else the year that most sentences give with 年度, last that of the file's name.
func (r *reader) year() int {
	count := map[int]int{}
	for _, f := range r.figures {
		y, ok := r.yearOf(f)
		if !ok || !r.t.has(r.t.gap(f.end), "年") {
			continue
		}
		k := r.t.gap(f.end)
		switch {
		case titled(string(r.t.folded[k:min(len(r.t.folded), k+8)])):
			count[y] += 100
		case r.t.has(k, "年度"):
			count[y] += 2
		default:
			count[y]++
		}
	}
	r.coverYears(count)
	best := 0
	for y, n := range count {
		if best == 0 || n > count[best] || n == count[best] && y > best {
			best = y
		}
	}
	if best != 0 {
		return best
	}
	if m := titleYear.FindStringSubmatch(fileTitle(r.doc.Name)); m != nil {
		r.report.Unit.Inferred = append(r.report.Unit.Inferred, "year")
		best, _ = strconv.Atoi(m[1])
	}
	return best
}

// coverYears counts the years of the first lines, where the cover is.
func (r *reader) coverYears(count map[int]int) {
	const cover = 12
	for i, b := range r.doc.Blocks {
		if i >= cover || b.Table != nil {
			break
		}
		line := chineseYear(squeeze(r.t.slice(b.Start, b.End)))
		if len([]rune(line)) > maxUnitTitle || strings.ContainsAny(line, "。;") || r.measured(b.Start, b.End) {
			continue // a sentence, which may name the year before
		}
		for _, p := range []*regexp.Regexp{titleYear, coverYear} {
			if m := p.FindStringSubmatch(line); m != nil {
				y, _ := strconv.Atoi(m[1])
				count[y] += 150
			}
		}
	}
}
