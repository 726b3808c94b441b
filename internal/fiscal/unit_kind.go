package fiscal

import (
	"strings"
)

// UnitKind is the sort of body that a unit is, as its name tells it. Documents
// do not print it, so it is never more than a way to filter a list.
type UnitKind string

const (
	GovernmentUnit  UnitKind = "government"  // 政府机关
	PartyUnit       UnitKind = "party"       // 党委部门
	AssemblyUnit    UnitKind = "assembly"    // 人大、政协
	JudicialUnit    UnitKind = "judicial"    // 法院、检察院
	MassUnit        UnitKind = "mass"        // 群团组织
	TownUnit        UnitKind = "town"        // 街道、乡镇
	SchoolUnit      UnitKind = "school"      // 学校
	HospitalUnit    UnitKind = "hospital"    // 医疗卫生机构
	InstitutionUnit UnitKind = "institution" // other 事业单位
	OtherUnit       UnitKind = "other"       // a name that does not tell
)

// UnitKinds lists the kinds in the order in which lists offer them.
var UnitKinds = []UnitKind{
	GovernmentUnit, PartyUnit, AssemblyUnit, JudicialUnit, MassUnit, TownUnit, SchoolUnit, HospitalUnit, InstitutionUnit, OtherUnit,
}

var unitKindTerms = map[UnitKind]string{
	GovernmentUnit: "政府机关", PartyUnit: "党委部门", AssemblyUnit: "人大、政协", JudicialUnit: "法院、检察院", MassUnit: "群团组织",
	TownUnit: "街道、乡镇", SchoolUnit: "学校", HospitalUnit: "医疗卫生", InstitutionUnit: "其他事业单位", OtherUnit: "其他",
}

// Term returns the Chinese word for the kind, "" for an unknown one.
func (k UnitKind) Term() string { return unitKindTerms[k] }

// kindRule tells a kind by words in a name or at its end.
type kindRule struct {
	kind     UnitKind
	contains []string
	ends     []string
}

// kindRules are asked in order: what a name says of the body goes before what
// it says of the business, so that 人民医院党委 is no hospital and 教育局 no school.
var kindRules = []kindRule{
	{AssemblyUnit, []string{"人民代表大会", "政治协商会议", "人大常委会", "人大常务委员会"}, []string{"人大", "政协", "政协办公室", "政协委员会"}},
	{JudicialUnit, []string{"人民法院", "人民检察院"}, []string{"法院", "检察院"}},
	{MassUnit, []string{"总工会", "妇女联合会", "残疾人联合会", "工商业联合会", "科学技术协会", "红十字会", "文学艺术界联合会", "归国华侨联合会",
		"社会科学界联合会", "共产主义青年团", "共青团", "供销合作社联合社", "贸易促进委员会", "计划生育协会"}, []string{"妇联", "残联", "工商联", "文联", "科协", "侨联", "作家协会"}},
	{TownUnit, []string{"街道办事处", "街道工作委员会", "街道党工委"}, []string{"街道", "镇人民政府", "乡人民政府", "镇政府", "乡政府", "苏木人民政府", "镇", "乡", "苏木"}},
	{SchoolUnit, nil, []string{"大学", "学院", "学校", "中学", "小学", "幼儿园", "分校", "校区", "党校", "职教中心", "职业教育中心", "托儿所", "完小", "完全小学", "中心校", "附中", "附小"}},
	{HospitalUnit, nil, []string{"医院", "卫生院", "卫生服务中心", "卫生服务站", "疾病预防控制中心", "疾控中心", "妇幼保健院", "妇幼保健所", "保健院", "急救中心", "中心血站", "血站", "防治院", "防治所", "防治站", "诊所", "卫生室"}},
	{PartyUnit, []string{"纪律检查委员会", "委员会宣传部", "委员会组织部", "委员会统一战线工作部", "委员会统战部", "委员会政法委员会", "委员会办公室（", "党史"},
		[]string{"宣传部", "组织部", "统战部", "统一战线工作部", "政法委", "政法委员会", "党委", "纪委", "纪委监委", "网信办", "网络安全和信息化委员会办公室",
			"机构编制委员会办公室", "编办", "巡察办", "党工委", "直属机关工作委员会", "老干部局"}},
	{InstitutionUnit, nil, []string{"中心", "馆", "站", "所", "院", "总队", "支队", "大队", "中队", "队", "台", "社", "场", "园", "园林处", "管理处", "服务处", "事务处",
		"公司", "协会", "学会", "基金会", "库", "剧团", "团", "段"}},
	{GovernmentUnit, nil, []string{"局", "委员会", "厅", "部", "办公室", "人民政府", "署", "办事处", "委", "办", "政府", "监察委", "组"}},
}

// KindOfUnit returns the kind of unit that a name speaks of.
func KindOfUnit(name string) UnitKind {
	name, _, _ = strings.Cut(strings.NewReplacer("(", "（", ")", "）", " ", "", "　", "").Replace(name), "（")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "本级"), "机关")
	party := strings.HasPrefix(name, "中共") || strings.HasPrefix(name, "中国共产党")
	for _, rule := range kindRules {
		if !rule.tells(name) {
			continue
		}
		if party && (rule.kind == GovernmentUnit || rule.kind == InstitutionUnit) {
			return PartyUnit
		}
		return rule.kind
	}
	if party {
		return PartyUnit
	}
	return OtherUnit
}

func (r kindRule) tells(name string) bool {
	for _, word := range r.contains {
		if strings.Contains(name, word) {
			return true
		}
	}
	for _, word := range r.ends {
		if strings.HasSuffix(name, word) {
			return true
		}
	}
	return false
}
