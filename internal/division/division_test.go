package division

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// excerpt holds rows of the real table, out of order, enough for every way a
// name can be read.
const excerpt = `# excerpt
650000	新疆维吾尔自治区
650100	乌鲁木齐市
650105	水磨沟区
650104	新市区
652300	昌吉回族自治州
652301	昌吉市
659001	石河子市
310000	上海市
310107	普陀区
310115	浦东新区
330000	浙江省
330900	舟山市
330903	普陀区
320000	江苏省
320100	南京市
320106	鼓楼区
320300	徐州市
320302	鼓楼区
320583	昆山市
320500	苏州市
350000	福建省
350100	福州市
350102	鼓楼区
350400	三明市
350403	三元区
350404	三元区
140000	山西省
140300	阳泉市
140302	城区
150000	内蒙古自治区
150300	乌海市
150303	海南区
410000	河南省
411500	信阳市
411523	新县
460000	海南省
460100	海口市
630000	青海省
632500	海南藏族自治州
632521	共和县
632300	黄南藏族自治州
632324	河南蒙古族自治县
110000	北京市
110105	朝阳区
220000	吉林省
220100	长春市
220104	朝阳区
220200	吉林市
220204	船营区
340000	安徽省
340500	马鞍山市
340523	和县
`

func excerptTable(t *testing.T) *table {
	t.Helper()
	tab, err := parse(excerpt)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func TestFind(t *testing.T) {
	tests := []struct {
		name string
		want string // "" for not found
	}{
		{"乌鲁木齐市水磨沟区发展和改革委员会（乌鲁木齐市水磨沟区工业和信息化局、粮食和物资储备局）", "650105"},
		{"上海市普陀区财政局", "310107"},
		{"中共上海市普陀区委社会工作部", "310107"},
		{"舟山市普陀区财政局", "330903"},
		{"浙江省普陀区财政局", "330903"},
		{"普陀区财政局", ""}, // in Shanghai and in Zhoushan
		{"鼓楼区人民政府", ""},
		{"江苏省鼓楼区人民政府", ""}, // in Nanjing and in Xuzhou
		{"江苏省南京市鼓楼区人民政府", "320106"},
		{"福建省鼓楼区人民政府", "350102"},
		{"徐州市鼓楼区教育局", "320302"},
		{"水磨沟区教育局", "650105"}, // only one in the country
		{"昆山市财政局", "320583"},
		{"江苏省昆山市财政局", "320583"},
		{"苏州市昆山市财政局", "320583"},
		{"新疆维吾尔自治区财政厅", "650000"},
		{"新疆乌鲁木齐市水磨沟区财政局", "650105"},
		{"新疆水磨沟区财政局", "650105"},
		{"新疆石河子市财政局", "659001"},
		{"昌吉回族自治州昌吉市财政局", "652301"},
		{"国家税务总局乌鲁木齐市税务局", "650100"},
		{"上海浦东新区财政局", "310115"},
		{"北京市朝阳区财政局", "110105"},
		{"北京朝阳区财政局", "110105"},
		{"长春市朝阳区财政局", "220104"},
		{"朝阳区财政局", ""},
		{"吉林省吉林市船营区财政局", "220204"},
		{"吉林市财政局", "220200"},
		{"吉林省财政厅", "220000"},
		{"海南藏族自治州共和县财政局", "632521"},
		{"海南省海口市财政局", "460100"},
		{"乌海市海南区财政局", "150303"},
		{"海南区财政局", "150303"},
		{"河南蒙古族自治县财政局", "632324"},
		{"上 海 市　普陀区财政局", "310107"},
		{"三明市三元区财政局", "350404"}, // re-coded: the newer code
		{"阳泉市城区财政局", "140302"},
		{"城区管理局", ""},
		{"和县财政局", "340523"},
		{"中共和县县委", "340523"},
		{"某某创新县域经济研究中心", ""}, // 新县 by accident
		{"河南省新县财政局", "411523"},
		{"北京大学", ""},
		{"上海海关", ""},
		{"国家粮食和物资储备局", ""},
		{"", ""},
		{"区", ""},
	}
	tab := excerptTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, ok := tab.find(tt.name)
			if d.Code != tt.want || ok != (tt.want != "") {
				t.Errorf("found %q %v, want %q", d.Code, d.Path, tt.want)
			}
		})
	}
}

func TestParse(t *testing.T) {
	tab := excerptTable(t)
	paths := map[string][]string{
		"650105": {"新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区"},
		"659001": {"新疆维吾尔自治区", "石河子市"}, // no city in between
		"310107": {"上海市", "普陀区"},
		"310000": {"上海市"},
	}
	for code, want := range paths {
		if diff := cmp.Diff(want, tab.division(tab.byCode[code]).Path); diff != "" {
			t.Errorf("path of %s: %s", code, diff)
		}
	}
	faults := map[string]string{
		"":                        "空",
		"# only a comment\n":      "空",
		"650000 新疆维吾尔自治区\n":       "第 1 行",
		"650000\t新疆\n65010\t乌市\n": "第 2 行",
		"65x000\t新疆\n":            "第 1 行",
		"650105\t水磨沟区\n":          "所属的省份",
	}
	for text, want := range faults {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("parse(%q) error %v, want one with %q", text, err, want)
		}
	}
}

// TestEmbeddedTable reads the table that the build made of the npm package.
func TestEmbeddedTable(t *testing.T) {
	if err := Load(); err != nil {
		if !strings.Contains(err.Error(), "make assets") {
			t.Fatalf("the error does not name the remedy: %v", err)
		}
		t.Skip(err)
	}
	want := Division{Code: "650105", Name: "水磨沟区", Path: []string{"新疆维吾尔自治区", "乌鲁木齐市", "水磨沟区"}}
	if got, ok := Lookup("650105"); !ok || cmp.Diff(want, got) != "" {
		t.Errorf("Lookup(650105) = %v, %v", got, ok)
	}
	for _, code := range []string{"", "65", "650199", "x"} {
		if d, ok := Lookup(code); ok {
			t.Errorf("Lookup(%q) = %v", code, d)
		}
	}
	if got := len(Children("")); got != 34 {
		t.Errorf("%d provinces, want 34", got)
	}
	var districts []string
	for _, d := range Children("6501") {
		districts = append(districts, d.Name)
	}
	wantDistricts := []string{"天山区", "沙依巴克区", "新市区", "水磨沟区", "头屯河区", "达坂城区", "米东区", "乌鲁木齐县"}
	if diff := cmp.Diff(wantDistricts, districts); diff != "" {
		t.Errorf("divisions of 乌鲁木齐市: %s", diff)
	}
	if got := Children("31"); len(got) != 16 || got[0].Code != "310101" {
		t.Errorf("Shanghai has %d districts, first %v", len(got), got)
	}
	if got := Children("650105"); got != nil {
		t.Errorf("a district has divisions: %v", got)
	}
	if got := Children("99"); got != nil {
		t.Errorf("no such province, but %v", got)
	}
	for _, r := range loaded().rows {
		d, _ := Lookup(r.code)
		name := strings.Join(d.Path, "") + "财政局"
		if got, ok := Find(name); !ok || got.Code != r.code && r.code != "350403" { // 350403 became 350404
			t.Errorf("Find(%s) = %v, want %s", name, got, r.code)
		}
	}
	found := map[string]string{
		"乌鲁木齐市水磨沟区发展和改革委员会": "650105",
		"上海市普陀区财政局":         "310107",
		"普陀区财政局":            "",
		"鼓楼区人民政府":           "",
		"福州市鼓楼区人民政府":        "350102",
		"湖北省仙桃市财政局":         "429004",
		"东莞市财政局":            "441900",
		"枣庄市市中区财政局":         "370402",
		"恩施土家族苗族自治州利川市财政局":  "422802",
		"国家统计局":             "",
	}
	for name, want := range found {
		if d, ok := Find(name); d.Code != want || ok != (want != "") {
			t.Errorf("Find(%s) = %v, want %q", name, d, want)
		}
	}
}
