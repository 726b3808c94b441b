package export

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingzhang/internal/fiscal"
)

func factRecords(t *testing.T) []map[string]string {
	report, text := theSeed(t)
	return records(t, written(t, func(b *bytes.Buffer) error { return FactsCSV(b, someMeta, report, text, Options{}) }))
}

// What the document prints, line by line of the file.
func TestFactsCSV(t *testing.T) {
	rows := factRecords(t)
	tests := []struct {
		name       string
		find, want map[string]string
	}{
		{"an item of the classification, moving down",
			map[string]string{"item": "general.expense", "class_path": "一般公共服务支出/发展与改革事务/行政运行", "basis": "change"},
			map[string]string{
				"unit": "乌鲁木齐市水磨沟区发展和改革委员会", "region": "650105", "year": "2024", "edition": "k7",
				"term": "一般公共预算财政拨款支出", "basis_term": "比上年增减", "value": "-29.83", "measure": "万元", "origin": "stated", "kind_of_nothing": "",
				"class_code": "2010401", "class_level": "3", "parent": "一般公共服务支出/发展与改革事务", "economic_path": "", "derived_from": "",
				"source_section": "2.5.3", "printed": "29.83",
				"sentence": "1.一般公共服务支出(类)发展与改革事务(款)行政运行(项):支出决算数为115.41万元，比上年决算减少29.83万元，下降20.54%,主要原因是：本年行政在职人员调入调出，人员职级不同，工资基数不同，导致人员经费较上年减少。",
			}},
		{"a 类", map[string]string{"item": "general.expense", "class_path": "科学技术支出", "basis": "final"},
			map[string]string{"value": "175.60", "class_code": "206", "class_level": "1", "parent": ""}},
		{"with thousands", map[string]string{"item": "assets.building_area"},
			map[string]string{"value": "71640.75", "measure": "平方米", "printed": "71,640.75", "class_level": ""}},
		{"a stated zero is no nothing", map[string]string{"item": "sangong.vehicle_purchase", "basis": "full_budget"},
			map[string]string{"value": "0.00", "origin": "stated", "kind_of_nothing": ""}},
		{"a rate under zero", map[string]string{"item": "fund.income_total", "basis": "variance_rate"},
			map[string]string{"value": "-69.58", "measure": "%"}},
		{"nothing, in words", map[string]string{"item": "capital.expense_year"},
			map[string]string{"value": "", "measure": "", "origin": "stated_none", "kind_of_nothing": "文中说明无",
				"sentence": "本单位本年度无国有资本经营预算财政拨款收入、支出及结转和结余，国有资本经营预算财政拨款收入支出决算表为空表。"}},
		{"computed: 2.14 − 0.89", map[string]string{"item": "sangong.total", "basis": "prior"},
			map[string]string{"value": "1.25", "origin": "derived", "printed": "", "sentence": "", "url": ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			row := only(t, rows, tt.find)
			got := map[string]string{}
			for name := range tt.want {
				got[name] = row[name]
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-document +file)\n%s", diff)
			}
		})
	}
}

// Every place leads to what is printed there, every computation to its parts.
func TestFactsCSVIsWhole(t *testing.T) {
	report, text := theSeed(t)
	rows, runes := factRecords(t), []rune(text)
	if len(rows) != len(report.Facts) {
		t.Fatalf("%d lines for %d facts", len(rows), len(report.Facts))
	}
	for i, row := range rows {
		if row["fact"] != strconv.Itoa(i) {
			t.Fatalf("line %d is fact %s", i, row["fact"])
		}
		if row["value"] == "" && row["kind_of_nothing"] == "" {
			t.Errorf("fact %d is neither a value nor a nothing", i)
		}
		if row["origin"] == "derived" {
			for part := range strings.FieldsSeq(row["derived_from"]) {
				if n, err := strconv.Atoi(part); err != nil || n < 0 || n >= len(rows) || rows[n]["origin"] != "stated" {
					t.Errorf("fact %d is computed from %q", i, part)
				}
			}
			continue
		}
		start, _ := strconv.Atoi(row["source_start"])
		end, _ := strconv.Atoi(row["source_end"])
		if printed := string(runes[start:end]); printed != row["printed"] || !strings.Contains(row["sentence"], printed) {
			t.Errorf("fact %d: %q at %d, the file says %q in %q", i, printed, start, row["printed"], row["sentence"])
		}
		if want := "https://example.org/e/k7/source#o" + row["source_start"]; row["url"] != want {
			t.Errorf("fact %d: %s, want %s", i, row["url"], want)
		}
	}
}

func TestFactsCSVOfEconomicClasses(t *testing.T) {
	r := &fiscal.Report{Facts: []fiscal.Fact{{
		Item: fiscal.GeneralBasic, Basis: fiscal.Final, Origin: fiscal.StatedNone,
		EconomicClass: &fiscal.Class{Path: []string{"工资福利支出", "基本工资"}, Code: "30101"},
	}}}
	row := records(t, written(t, func(b *bytes.Buffer) error { return FactsCSV(b, Meta{}, r, "", Options{}) }))[0]
	for name, want := range map[string]string{
		"economic_code": "30101", "economic_path": "工资福利支出/基本工资", "economic_level": "2", "economic_parent": "工资福利支出", "class_path": "", "year": "",
	} {
		if row[name] != want {
			t.Errorf("%s is %q, want %q", name, row[name], want)
		}
	}
}

func TestSentenceIsWhole(t *testing.T) {
	text := []rune("一、标题\n收入10元。支出20元；其中：项目5元\n")
	tests := []struct {
		name       string
		start, end int
		want       string
	}{
		{"a heading ends with its line", 2, 4, "一、标题"},
		{"up to its stop", 7, 9, "收入10元。"},
		{"from the stop before", 13, 15, "支出20元；"},
		{"to the end of the line", 22, 23, "其中：项目5元"},
		{"nowhere", -1, 4, ""},
		{"behind the end", 5, 99, ""},
		{"the wrong way", 9, 7, ""},
	}
	for _, tt := range tests {
		if got := sentenceAt(text, tt.start, tt.end); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// The file is the contract and one field more.
func TestReportJSONIsTheContract(t *testing.T) {
	report, _ := theSeed(t)
	var file, contract map[string]json.RawMessage
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return ReportJSON(b, someMeta, report) }), &file); err != nil {
		t.Fatal(err)
	}
	plain, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(plain, &contract); err != nil {
		t.Fatal(err)
	}
	var from map[string]any
	if err := json.Unmarshal(file["edition"], &from); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"url": "https://example.org/u/1-%E5%8F%91%E6%94%B9%E5%A7%94/2024/", "fixed_url": "https://example.org/e/k7/",
		"edition": "k7", "edition_number": 2.0, "published_at": "2025-09-30T12:00:00Z", "disclosed": "2025-09-12",
		"source_title": "2024年度部门决算", "source_url": "https://example.org/doc.html", "licence": "政府信息公开", "note": nil,
	}
	if diff := cmp.Diff(want, from); diff != "" {
		t.Errorf("edition (-want +file)\n%s", diff)
	}
	delete(file, "edition")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(contract)), slices.Sorted(maps.Keys(file))); diff != "" {
		t.Errorf("fields (-contract +file)\n%s", diff)
	}
	var again fiscal.Report
	if err := json.Unmarshal(written(t, func(b *bytes.Buffer) error { return ReportJSON(b, someMeta, report) }), &again); err != nil {
		t.Fatal(err)
	}
	if len(again.Facts) != len(report.Facts) || again.Facts[0].Item != report.Facts[0].Item {
		t.Errorf("the file gives %d facts back of %d", len(again.Facts), len(report.Facts))
	}
}
