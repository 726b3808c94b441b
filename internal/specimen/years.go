package specimen

import (
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

// Course is what the reports of several years of one unit are made with. The
// zero value of a year means never.
type Course struct {
	Options         // of every year, but for Plant
	From, Years int // the first year and how many
	RestateIn   int // the year that gives another 收支总计 for the year before than its own report
	RenameIn    int // the year in which the unit gets another name
	PlantIn     int // the year that Options.Plant stands in
}

// Restated is a figure of last year that is not what last year's report said.
type Restated struct {
	Item fiscal.Item
	Year int // the year the figure is of; the report of the next one gives it anew
	// Was and Now are what the two reports say, in 万元 with as many decimals as
	// they print.
	Was, Now decimal.Decimal
}

// Renamed is a change of a unit's name.
type Renamed struct {
	Year     int // the first with the new name
	Was, Now string
}

// History is one unit over the years, with what was planted in it.
type History struct {
	Reports  []*Specimen // the oldest first
	Restated *Restated
	Renamed  *Renamed
	Planted  *Planted
}

// Years makes the reports of consecutive years of one unit: what each says of
// the year before is what the year before says of itself, to the 分, except
// for what is planted. The same seed and course give the same reports.
func Years(seed uint64, course Course) History {
	c := chanceOf(seed, 0x9e3779b97f4a7c15)
	m := draw(c, course.Options)
	var h History
	var before *accounts
	for year := course.From; year < course.From+course.Years; year++ {
		c := chanceOf(seed, uint64(year))
		o := course.Options
		if year != course.PlantIn {
			o.Plant = ""
		}
		m.former = ""
		if year == course.RenameIn && year > course.From {
			if name, ok := renameUnit(m.unit.Name); ok {
				h.Renamed = &Renamed{Year: year, Was: m.unit.Name, Now: name}
				m.former, m.unit.Name = m.unit.Name, name
			}
		}
		books := newAccounts(c, m.unit, year, grainOf(m.layout.Measure), before)
		if year == course.RestateIn && before != nil {
			was, now := books.restate(c)
			h.Restated = &Restated{Item: fiscal.IncomeTotal, Year: year - 1, Was: was.in(fiscal.TenThousandYuan, 2), Now: now.in(fiscal.TenThousandYuan, 2)}
		}
		s := m.report(c, seed, o, year, books)
		if p, ok := s.Planted(); ok {
			h.Planted = &p
		}
		h.Reports = append(h.Reports, s)
		before = books
	}
	return h
}

// newNames are ends of names and what they become when a unit is renamed.
var newNames = [][2]string{
	{"发展和改革委员会", "发展和改革局"}, {"文化和旅游局", "文化广电和旅游局"}, {"卫生健康委员会", "卫生健康局"},
	{"城市管理局", "城市管理和综合执法局"}, {"科学技术局", "科学技术和工业信息化局"}, {"商务局", "商务和投资促进局"},
	{"水利局", "水务局"}, {"教育局", "教育和体育局"}, {"民政局", "民政和社会事务局"}, {"政务服务中心", "行政审批服务中心"},
	{"第三中学", "实验中学"}, {"实验小学", "第一实验小学"}, {"中心幼儿园", "第一幼儿园"}, {"人民医院", "第一人民医院"},
	{"图书馆", "公共图书馆"}, {"文化馆", "群众艺术馆"}, {"普查中心", "统计调查中心"}, {"镇人民政府", "街道办事处"}, {"乡人民政府", "镇人民政府"},
}

// renameUnit returns another name for a unit of the same business; ok is false
// when none is known.
func renameUnit(name string) (renamed string, ok bool) {
	for _, n := range newNames {
		if rest, ok := strings.CutSuffix(name, n[0]); ok {
			return rest + n[1], true
		}
	}
	return name, false
}
