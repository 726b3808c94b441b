package specimen

import (
	"slices"
	"strings"

	"mingzhang/internal/division"
	"mingzhang/internal/fiscal"
)

// kind is what sort of unit a specimen is of.
type kind int

const (
	agency      kind = iota // 行政单位
	institution             // 事业单位
)

// trade is what a unit does: the end of its name and the 款 or 类 of its own
// business.
type trade struct {
	kind    kind
	name    string
	classes []string
}

var trades = []trade{
	{agency, "财政局", []string{"20106"}},
	{agency, "发展和改革委员会", []string{"20104"}},
	{agency, "统计局", []string{"20105"}},
	{agency, "审计局", []string{"20108"}},
	{agency, "商务局", []string{"20113"}},
	{agency, "人民政府办公室", []string{"20103"}},
	{agency, "司法局", []string{"20406"}},
	{agency, "教育局", []string{"20502", "20599"}},
	{agency, "科学技术局", []string{"20605", "20607", "20604"}},
	{agency, "文化和旅游局", []string{"20701"}},
	{agency, "民政局", []string{"20802", "20825"}},
	{agency, "卫生健康委员会", []string{"21007"}},
	{agency, "生态环境局", []string{"21101", "21103", "21111"}},
	{agency, "城市管理局", []string{"21201", "21205", "21203"}},
	{agency, "水利局", []string{"21303"}},
	{agency, "档案局", []string{"20126"}},
	{agency, "委宣传部", []string{"20133"}},
	{agency, "委统一战线工作部", []string{"20134"}},
	{agency, "人民代表大会常务委员会办公室", []string{"20101"}},
	{institution, "政务服务中心", []string{"20103"}},
	{institution, "第三中学", []string{"20502"}},
	{institution, "实验小学", []string{"20502"}},
	{institution, "中心幼儿园", []string{"20502"}},
	{institution, "人民医院", []string{"21007", "21011"}},
	{institution, "文化馆", []string{"20701"}},
	{institution, "图书馆", []string{"20701"}},
	{institution, "普查中心", []string{"20105"}},
	{agency, "街道办事处", []string{"20103", "21201", "20807"}},
	{agency, "镇人民政府", []string{"20103", "21299", "21305"}},
	{agency, "乡人民政府", []string{"20103", "21203", "21305"}},
}

var (
	placeNames = []string{"和平", "新华", "解放", "建设", "东风", "红旗", "青山", "柳林", "石桥", "白云", "清河", "双庙", "大营", "沙河", "长岭", "西湾"}
	otherNames = []string{"粮食和物资储备局", "金融工作办公室", "国防动员办公室", "知识产权局", "信访局", "外事办公室", "数据局", "乡村振兴局"}
)

// unit is who a specimen is of.
type unit struct {
	fiscal.Unit
	trade trade
}

func newUnit(c chance) unit {
	t := pick(c, trades...)
	place, region := newPlace(c)
	name := t.name
	if slices.Contains([]string{"街道办事处", "镇人民政府", "乡人民政府"}, name) {
		name = pick(c, placeNames...) + name
	}
	if rest, ok := strings.CutPrefix(name, "委"); ok {
		place, name = "中共"+place, "委员会"+rest
	}
	u := unit{trade: t}
	u.Unit = fiscal.Unit{Name: place + name, Aliases: []string{}, Region: region}
	if t.kind == agency && strings.HasSuffix(name, "局") && c.in(1, 4) {
		u.Aliases = some(c, 1+c.IntN(2), otherNames)
	}
	return u
}

// newPlace picks a province, city or county as a unit's name begins with it.
func newPlace(c chance) (name, region string) {
	provinces := division.Children("")
	if len(provinces) == 0 {
		return "河东省广源市青江区", ""
	}
	// 港澳台 publish no 部门决算.
	d := provinces[c.IntN(min(31, len(provinces)))]
	for range c.IntN(4) {
		below := division.Children(d.Code)
		if len(below) == 0 {
			break
		}
		d = below[c.IntN(len(below))]
	}
	path := d.Path
	if len(path) == 3 && c.in(2, 3) {
		path = path[1:] // 乌鲁木齐市水磨沟区
	}
	return strings.Join(path, ""), d.Code
}

// fullName is a unit's name with its other names in brackets.
func fullName(u fiscal.Unit) string {
	if len(u.Aliases) == 0 {
		return u.Name
	}
	return u.Name + "（" + strings.Join(u.Aliases, "、") + "）"
}
