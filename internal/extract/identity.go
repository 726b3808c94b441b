package extract

import (
	"path/filepath"
	"regexp"
	"strings"

	"mingzhang/internal/fiscal"
)

// unitName is one name and, in brackets behind it, others.
const unitName = `([\p{Han}·]{3,40}?)((?:\([^\n()]{1,60}\))*)`

const (
	yearPrint = `20\d\d年(?:度)?`
	accounts  = `(?:部门|单位|本级|汇总|整体|收支|\(单位\)|\(部门\))*决算`
	attached  = `(?:附件[\d一二三四五六七八九十]*[:、.]?)?(?:关于)?(?:公开)?`
)

// The places that name the unit, the surest first. Names are matched in
// squeezed lines.
var unitPatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?m)^` + attached + `(?:第.{1,3}部分:?)?` + unitName + `(?:关于)?` + yearPrint + accounts),
	regexp.MustCompile(`(?m)^` + attached + yearPrint + unitName + `(?:` + accounts + `)(?:公开|报告|情况|说明|编制|及|的|信息|数据|$)`),
	regexp.MustCompile(`(?m)^` + attached + yearPrint + unitName + accounts),
	regexp.MustCompile(`(?m)^` + unitName + `\n(?:[^\n]{0,12}\n)?` + yearPrint + accounts),
	regexp.MustCompile(`(?m)^` + yearPrint + `(?:` + accounts + `)?\n` + unitName + `(?:` + accounts + `|\n|$)`),
	regexp.MustCompile(`(?m)^` + attached + yearPrint + unitName + `\n(?:(?:\([^\n]{1,40}\))\n)?` + accounts),
	regexp.MustCompile(`(?m)^` + unitName + accounts + `(?:公开|报告|说明)?\n(?:\(?` + yearPrint + `\)?)`),
	regexp.MustCompile(`(?m)^(?:第.{1,3}部分:?\n?)` + unitName + `(?:部门|单位)?概况`),
	regexp.MustCompile(`(?m)^(?:一、)?` + unitName + `(?:部门|单位)?(?:概况|基本情况)$`),
	regexp.MustCompile(`(?m)^(?:编制单位|单位名称|部门名称|公开单位|公开部门|填报单位|部门|单位):` + unitName + `$`),
	regexp.MustCompile(`(?m)^` + unitName + `20\d\d年(?:度)?,(?:年末)?实有人数`),
	regexp.MustCompile(`(?m)^` + unitName + yearPrint + `(?:收入支出|收、支|收支|收入|总收入|财政拨款)`),
	regexp.MustCompile(`(?m)(?:^|。)` + yearPrint + `,?` + unitName + `(?:\([^\n()]*\))?(?:机关运行经费|政府采购支出|收入总计|收支总计|收、支总计|总收入|收入支出总计|本年收入)`),
	regexp.MustCompile(`(?m)31日,` + unitName + `(?:共有)?(?:车辆|房屋)`),
}

// unitEnds are the last characters of the names of bodies.
const unitEnds = "局委会厅部院校学所站心队办室处府道镇乡馆团社园宫师厂台署库场庭区级司段组旗"

// notInNames are words that no body's name holds: what was matched is a title.
var notInNames = []string{"决算", "情况", "说明", "部分", "附件", "公开", "年度", "报表", "目录", "概况", "预算数", "收入", "支出", "总计", "本部门", "本单位", "我单位",
	"我部门", "经费", "名称", "编制范围", "三公", "关于印发", "截至"}

// isUnitName reports whether s can be the name of a body.
func isUnitName(s string) bool {
	n := []rune(s)
	if len(n) < 3 || !strings.ContainsRune(unitEnds, n[len(n)-1]) {
		return false
	}
	for _, w := range notInNames {
		if strings.Contains(s, w) {
			return false
		}
	}
	switch s {
	case "各部门", "各单位", "本级部门", "所属单位", "财政部门", "行政部门":
		return false
	}
	return !strings.HasSuffix(s, "各部") && !strings.HasSuffix(s, "全部")
}

// named finds the unit's name and the names in brackets behind it in text of
// squeezed lines.
func named(text string) (name, aliases string) {
	for _, p := range unitPatterns {
		for _, m := range p.FindAllStringSubmatch(text, 8) {
			name := strings.TrimSuffix(strings.TrimSuffix(m[1], "部门"), "单位")
			name = strings.TrimPrefix(strings.TrimPrefix(name, "关于"), "附件")
			if isUnitName(name) {
				return name, m[2]
			}
		}
	}
	return "", ""
}

// lines returns the document's text line by line, squeezed.
func (r *reader) lines() string {
	lines := strings.Split(r.doc.Text, "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l = squeeze(l); l != "" {
			kept = append(kept, chineseYear(l))
		}
	}
	return strings.Join(kept, "\n")
}

// nameEarly finds what the document calls its unit before it is read: a
// sentence may begin with the name.
func (r *reader) nameEarly() {
	name, aliases := named(r.lines())
	if name == "" {
		return
	}
	r.unitNames = append(r.unitNames, name)
	r.bodyOnly = strings.Contains(aliases, "本级") || strings.Contains(aliases, "机关")
	for i, c := range name { // 青江区教育局 of 广源市青江区教育局
		if i > 0 && strings.ContainsRune("省市县区州盟旗", c) && len([]rune(name[i:])) > 3 {
			r.unitNames = append(r.unitNames, name[i+len(string(c)):])
		}
	}
	for _, alias := range aliasList(aliases) {
		r.unitNames = append(r.unitNames, squeeze(alias))
	}
}

// identify finds the unit: by its own evaluation table, by what the text calls
// it, last by the name of the file.
func (r *reader) identify() {
	for _, e := range r.report.Evaluations {
		if e.Kind == fiscal.Overall && e.Name != "" {
			name, aliases, _ := strings.Cut(squeeze(e.Name), "(")
			r.nameUnit(name, aliases)
			return
		}
	}
	if name, aliases := named(r.lines()); name != "" {
		r.nameUnit(name, aliases)
		return
	}
	base := fileTitle(r.doc.Name)
	name, aliases := named(base)
	if name == "" && isUnitName(base) {
		name = base
	}
	if name != "" {
		r.nameUnit(name, aliases)
		r.report.Unit.Inferred = append(r.report.Unit.Inferred, "name")
	}
}

var fileMark = regexp.MustCompile(`^(?:附件[\d一二三四五六七八九十]*[:、._-]*|\d{1,3}[、._-]+)`)

// fileNumber is a number set apart from the title by a blank.
var fileNumber = regexp.MustCompile(`^\s*\d{1,2}\s+`)

// fileTitle is the name of a file without its folder, its ending and the
// number of an attachment.
func fileTitle(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	name = name[strings.LastIndexByte(name, '/')+1:]
	name = strings.TrimSuffix(name, filepath.Ext(name))
	return chineseYear(fileMark.ReplaceAllString(squeeze(fileNumber.ReplaceAllString(name, "")), ""))
}

// nameUnit takes 名称(别名、别名) apart. 本级 in brackets tells the body's own
// accounts from those of all its units, and stays in the name.
func (r *reader) nameUnit(name, aliases string) {
	r.report.Unit.Name = name
	for _, a := range aliasList(aliases) {
		switch a {
		case "本级", "机关", "汇总", "部门", "单位":
			if a == "本级" || a == "机关" {
				r.report.Unit.Name = name + "（" + a + "）"
			}
		default:
			r.report.Unit.Aliases = append(r.report.Unit.Aliases, a)
		}
	}
}

func aliasList(brackets string) []string {
	var out []string
	for _, a := range strings.FieldsFunc(brackets, func(r rune) bool { return strings.ContainsRune("()、,;", r) }) {
		for _, lead := range []string{"挂", "加挂", "原", "简称", "以下简称"} {
			a = strings.TrimPrefix(a, lead)
		}
		if a = strings.TrimSpace(strings.TrimSuffix(a, "牌子")); a != "" && !strings.Contains(a, "决算") {
			out = append(out, a)
		}
	}
	return out
}
