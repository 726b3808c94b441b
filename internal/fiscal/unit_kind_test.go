package fiscal

import "testing"

func TestKindOfUnit(t *testing.T) {
	for name, want := range map[string]UnitKind{
		"乌鲁木齐市水磨沟区发展和改革委员会":   GovernmentUnit,
		"上海市普陀区教育局":           GovernmentUnit,
		"中华人民共和国财政部":          GovernmentUnit,
		"和田县人民政府办公室":          GovernmentUnit,
		"北京市卫生健康委员会（本级）":      GovernmentUnit,
		"中共石家庄市委员会宣传部":        PartyUnit,
		"中国共产党绵竹市委员会统一战线工作部":  PartyUnit,
		"中共涟水县委党校":            SchoolUnit,
		"昆明市官渡区纪委监委":          PartyUnit,
		"广源市人民代表大会常务委员会办公室":   AssemblyUnit,
		"中国人民政治协商会议渭南市委员会办公室": AssemblyUnit,
		"渭南市中级人民法院":           JudicialUnit,
		"江夏区人民检察院":            JudicialUnit,
		"长沙市残疾人联合会":           MassUnit,
		"中国共产主义青年团岳阳市委员会":     MassUnit,
		"水磨沟区和平街道办事处":         TownUnit,
		"广德市柳亭镇人民政府":          TownUnit,
		"和田县 塔瓦库勒乡人民政府":       TownUnit,
		"天津市第三中学":             SchoolUnit,
		"新疆大学":                SchoolUnit,
		"启明幼儿园":               SchoolUnit,
		"绵竹市人民医院":             HospitalUnit,
		"某县疾病预防控制中心":          HospitalUnit,
		"南湖社区卫生服务中心":          HospitalUnit,
		"水磨沟区政务服务中心":          InstitutionUnit,
		"岳阳市图书馆":              InstitutionUnit,
		"市农业科学研究院":            InstitutionUnit,
		"城市管理行政执法大队":          InstitutionUnit,
		"":                    OtherUnit,
		"某某":                  OtherUnit,
		"上海市城市管理行政执法局执法总队":    InstitutionUnit,
		"中共青江区委员会机构编制委员会办公室":  PartyUnit,
		"国家粮食和物资储备局":          GovernmentUnit,
		"乌鲁木齐高新技术产业开发区管理委员会":  GovernmentUnit,
		"共青团水磨沟区委员会":          MassUnit,
		"水磨沟区人民医院(水磨沟区妇幼保健计划生育服务中心)": HospitalUnit,
	} {
		if got := KindOfUnit(name); got != want {
			t.Errorf("%s is %s, want %s", name, got.Term(), want.Term())
		}
	}
	for _, k := range UnitKinds {
		if k.Term() == "" {
			t.Errorf("%s has no word", k)
		}
	}
}
