package fiscal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestFunctionClass(t *testing.T) {
	tests := []struct {
		name string
		year int
		path string
		want string // "" for unknown
	}{
		// the classes of the seed document as it prints them
		{"类", 2024, "一般公共服务支出", "201"},
		{"项 of 技术研究与开发", 2024, "科学技术支出/技术研究与开发/科技成果转化与扩散", "2060404"},
		{"项 renamed in the meantime", 2024, "社会保障和就业支出/民政管理事务/基层政权建设和社区治理", "2080208"},
		{"retired of administrative units", 2024, "社会保障和就业支出/行政事业单位养老支出/行政单位离退休", "2080501"},
		{"pension contributions", 2024, "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", "2080505"},
		{"occupational annuity", 2024, "社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出", "2080506"},
		{"same name as its 款", 2024, "社会保障和就业支出/其他社会保障和就业支出/其他社会保障和就业支出", "2089999"},
		{"the 款 of that name", 2024, "社会保障和就业支出/其他社会保障和就业支出", "20899"},
		{"small enterprises", 2024, "资源勘探工业信息等支出/支持中小企业发展和管理支出/中小企业发展专项", "2150805"},
		// names repeat: the path decides
		{"行政运行 of finance", 2024, "一般公共服务支出/财政事务/行政运行", "2010601"},
		{"行政运行 of environment", 2024, "节能环保支出/环境保护管理事务/行政运行", "2110101"},
		{"an item's name alone", 2024, "行政运行", ""},
		{"a 款 that is not under this 类", 2024, "教育支出/财政事务", ""},
		// printing variants
		{"类 without 支出", 2024, "一般公共服务/财政事务/行政运行", "2010601"},
		{"level marks", 2024, "一般公共服务支出（类）/财政事务(款)/行政运行（项）", "2010601"},
		{"spaces", 2024, " 一般公共服务支出 /财 政　事务/行政运行", "2010601"},
		{"another comma", 2024, "节能环保支出/环境保护管理事务/环境保护法规，规划及标准", "2110105"},
		{"no quotes", 2024, "农林水支出/巩固脱贫攻坚成果衔接乡村振兴/三西农业建设专项补助", "2130508"},
		{"款 keeps its 支出", 2024, "住房保障支出/住房改革", ""},
		// names change with the years
		{"health before 2019", 2018, "医疗卫生与计划生育支出", "210"},
		{"health, its new name too early", 2018, "卫生健康支出", ""},
		{"health since 2019", 2019, "卫生健康支出", "210"},
		{"health, its old name too late", 2019, "医疗卫生与计划生育支出", ""},
		{"land before 2019", 2017, "国土海洋气象等支出", "220"},
		{"land since 2019", 2021, "自然资源海洋气象等支出", "220"},
		{"industry before", 2019, "资源勘探信息等支出", "215"},
		{"industry since", 2021, "资源勘探工业信息等支出", "215"},
		{"culture before 2019", 2016, "文化体育与传媒支出", "207"},
		{"emergency did not exist", 2018, "灾害防治及应急管理支出", ""},
		{"old-age 款 before 2020", 2019, "社会保障和就业支出/行政事业单位离退休", "20805"},
		{"项 renumbered in 2021: before", 2020, "城乡社区支出/其他城乡社区支出/其他城乡社区支出", "2129901"},
		{"项 renumbered in 2021: after", 2021, "城乡社区支出/其他城乡社区支出/其他城乡社区支出", "2129999"},
		{"fund class of land sales", 2024, "城乡社区支出/国有土地使用权出让收入安排的支出/城市建设支出", "2120803"},
		{"capital budget", 2024, "国有资本经营预算支出", "223"},
		// no guess
		{"unknown year", 0, "一般公共服务支出", ""},
		{"unknown name", 2024, "一般公共服务支出/无此款", ""},
		{"no name", 2024, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, ok := FunctionClass(tt.year, strings.Split(tt.path, "/"))
			if code != tt.want || ok != (tt.want != "") {
				t.Errorf("FunctionClass(%d, %s) = %q, %v; want %q", tt.year, tt.path, code, ok, tt.want)
			}
		})
	}
	if code, ok := FunctionClass(2024, nil); ok {
		t.Errorf("FunctionClass of no path = %q", code)
	}
}

func TestFunctionPath(t *testing.T) {
	tests := []struct {
		year int
		code string
		want []string
	}{
		{2024, "2080505", []string{"社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"}},
		{2018, "20805", []string{"社会保障和就业支出", "行政事业单位离退休"}},
		{2020, "2080208", []string{"社会保障和就业支出", "民政管理事务", "基层政权和社区建设"}},
		{2017, "210", []string{"医疗卫生与计划生育支出"}},
		{2024, "2990101", nil},
		{2024, "20805051", nil},
		{2024, "20", nil},
		{2024, "", nil},
	}
	for _, tt := range tests {
		got, ok := FunctionPath(tt.year, tt.code)
		if diff := cmp.Diff(tt.want, got); ok && diff != "" || ok != (tt.want != nil) {
			t.Errorf("FunctionPath(%d, %q) = %v, %v; want %v", tt.year, tt.code, got, ok, tt.want)
		}
	}
}

func TestEconomicClass(t *testing.T) {
	tests := []struct {
		name string
		year int
		path string
		want string
	}{
		{"类", 2024, "工资福利支出", "301"},
		{"款", 2024, "工资福利支出/基本工资", "30101"},
		{"款 alone", 2024, "机关事业单位基本养老保险缴费", "30108"},
		{"brackets of the other width", 2024, "商品和服务支出/维修(护)费", "30213"},
		{"款 alone with brackets", 2024, "因公出国（境）费用", "30212"},
		{"not the one with a longer name", 2024, "医疗费", "30114"},
		{"before this classification", 2017, "工资福利支出", ""},
		{"not a place in it", 2024, "人员经费", ""},
		{"under the wrong 类", 2024, "商品和服务支出/基本工资", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, ok := EconomicClass(tt.year, strings.Split(tt.path, "/"))
			if code != tt.want || ok != (tt.want != "") {
				t.Errorf("EconomicClass(%d, %s) = %q, %v; want %q", tt.year, tt.path, code, ok, tt.want)
			}
		})
	}
	path, ok := EconomicPath(2024, "30231")
	if diff := cmp.Diff([]string{"商品和服务支出", "公务用车运行维护费"}, path); !ok || diff != "" {
		t.Errorf("EconomicPath(2024, 30231): %v %s", ok, diff)
	}
}

// Every code must stand under its 类 and 款 in every year it is valid, a code
// must have one name a year, and no two children of one class may share a name.
func TestClassificationTablesAreConsistent(t *testing.T) {
	const firstYear, lastYear = 2015, 2026
	tables := []struct {
		name   string
		c      classification
		widths map[int]bool
	}{
		{"function", functionClasses(), map[int]bool{3: true, 5: true, 7: true}},
		{"economic", economicClasses(), map[int]bool{3: true, 5: true}},
	}
	for _, tt := range tables {
		t.Run(tt.name, func(t *testing.T) {
			for year := firstYear; year <= lastYear; year++ {
				names, codes := map[string]string{}, map[string]bool{}
				for i := range tt.c.entries {
					e := &tt.c.entries[i]
					if !e.in(year) {
						continue
					}
					if codes[e.code] {
						t.Errorf("%d: %s has two names", year, e.code)
					}
					codes[e.code] = true
					key := childKey(parentCode(e.code), e.name)
					if other := names[key]; other != "" {
						t.Errorf("%d: %s and %s are both called %s", year, other, e.code, e.name)
					}
					names[key] = e.code
				}
				for code := range codes {
					if p := parentCode(code); p != "" && !codes[p] {
						t.Errorf("%d: %s stands without its parent %s", year, code, p)
					}
					path, ok := tt.c.path(year, code)
					if back, found := tt.c.find(year, path); !ok || !found || back != code {
						t.Errorf("%d: %s leads to %v and back to %q", year, code, path, back)
					}
				}
			}
			for i := range tt.c.entries {
				e := &tt.c.entries[i]
				if !tt.widths[len(e.code)] || strings.Trim(e.code, "0123456789") != "" {
					t.Errorf("code %q has no level", e.code)
				}
				if e.from < firstYear || e.to != 0 && e.to < e.from {
					t.Errorf("%s %s: years %d to %d", e.code, e.name, e.from, e.to)
				}
				if e.seen == "" || e.name == "" || !utf8.ValidString(e.name) {
					t.Errorf("%s: name %q, seen %q", e.code, e.name, e.seen)
				}
			}
		})
	}
}

func TestParseClassificationNamesTheRow(t *testing.T) {
	for _, text := range []string{
		"code,name,from,to,seen\n201,一般公共服务支出,x,,决算\n",
		"code,name,from,to,seen\n201,一般公共服务支出,2015,y,决算\n",
	} {
		if _, err := parseClassification(text); err == nil || !strings.Contains(err.Error(), "row 2") {
			t.Errorf("error of %q: %v", text, err)
		}
	}
	if _, err := parseClassification("code,name\n201,x\n"); err == nil {
		t.Error("a row with two columns was read")
	}
}

func TestClassesOfAYear(t *testing.T) {
	codes := map[string]string{}
	for _, c := range FunctionClasses(2024) {
		codes[c.Code] = c.String()
	}
	for code, want := range map[string]string{
		"201":     "一般公共服务支出",
		"20106":   "一般公共服务支出/财政事务",
		"2010601": "一般公共服务支出/财政事务/行政运行",
		"2101101": "卫生健康支出/行政事业单位医疗/行政单位医疗",
	} {
		if codes[code] != want {
			t.Errorf("%s in 2024 is %q, want %q", code, codes[code], want)
		}
	}
	for _, c := range FunctionClasses(2017) {
		if c.Code == "210" && c.String() != "医疗卫生与计划生育支出" {
			t.Errorf("210 in 2017 is %q", c.String())
		}
		if len(c.Code) == 7 {
			t.Errorf("2017 has %s, of which the table knows nothing", c.Code)
		}
	}
	if n := len(EconomicClasses(2017)); n != 0 {
		t.Errorf("%d economic classes in 2017; the classification begins in 2018", n)
	}
}
