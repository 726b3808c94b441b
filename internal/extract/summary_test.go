package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Tables beside the text of a section.
func TestSummaryTables(t *testing.T) {
	const head = "<p>临江市白水镇人民政府2021年度部门决算</p><p>第二部分 2021年度部门决算情况说明</p>"
	for _, tc := range []struct {
		name, body string
		want       []string
	}{
		{"two years and their difference", `<p>一、收入支出总体情况说明</p><p>收支情况见下表：</p><table>
<tr><td>项目</td><td>2021年（万元）</td><td>2020年（万元）</td><td>增减（万元）</td><td>增减率</td></tr>
<tr><td>收入总计</td><td>90.00</td><td>80.00</td><td>10.00</td><td>12.50%</td></tr><tr><td>支出总计</td><td>90.00</td><td>100.00</td><td>-10.00</td><td>-10.00%</td></tr></table>`,
			[]string{"income.total||final|90.00", "income.total||prior|80.00", "income.total||change|10.00", "income.total||change_rate|12.50",
				"expense.total||final|90.00", "expense.total||prior|100.00", "expense.total||change|-10.00", "expense.total||change_rate|-10.00"}},
		{"shares, the measure above", `<p>二、收入决算情况说明</p><p>单位：元</p><table><tr><td>收入来源</td><td>金额</td><td>占比</td></tr>
<tr><td>（一）财政拨款收入</td><td>60.00</td><td>66.67%</td></tr><tr><td>（二）其他收入</td><td>30.00</td><td>33.33%</td></tr><tr><td>捐款</td><td>1.00</td><td>1%</td></tr></table>`,
			[]string{"income.fiscal||final|60.00", "income.fiscal||share|66.67", "income.other||final|30.00", "income.other||share|33.33"}},
		{"counts and money", `<p>三、“三公”经费情况</p><table><tr><td>项目</td><td>2021年度决算数</td><td>2019年度决算数</td></tr>
<tr><td>1.因公出国（境）费（万元）</td><td>0.00</td><td>5.00</td></tr><tr><td>2.公务用车保有量（辆）</td><td>2</td><td>3</td></tr>
<tr><td>3.国内公务接待批次（批次）</td><td>31</td><td>40</td></tr></table><p>单位：元</p><table><tr><td>项目</td><td>预算数</td><td>决算数</td></tr>
<tr><td>合计</td><td>6</td><td>5</td></tr><tr><td>公务接待费</td><td>2</td><td>1</td></tr></table>`,
			[]string{"sangong.total||full_budget|6", "sangong.total||final|5", "sangong.reception||full_budget|2", "sangong.reception||final|1", "sangong.abroad||final|0.00", "sangong.vehicles_owned||final|2", "sangong.reception_batches||final|31"}},
		{"no measure, no amounts", `<p>二、收入决算情况说明</p><table><tr><td>收入来源</td><td>金额</td></tr><tr><td>财政拨款收入</td><td>60.00</td></tr><tr><td>其他收入</td><td>30.00</td></tr></table>`, nil},
		{"another year's", `<p>二、收入决算情况说明</p><p>2020年收入情况表（单位：万元）</p><table><tr><td>收入来源</td><td>金额</td></tr><tr><td>财政拨款收入</td><td>60.00</td></tr><tr><td>其他收入</td><td>30.00</td></tr></table>`, nil},
		{"columns that say nothing", `<p>二、收入决算情况说明</p><p>单位：万元</p><table><tr><td>收入来源</td><td>中心小学</td><td>卫生院</td></tr><tr><td>财政拨款收入</td><td>60.00</td><td>3.00</td></tr><tr><td>其他收入</td><td>30.00</td><td>4.00</td></tr></table>`, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(unique(tc.want), factsOfPage(t, head+tc.body)); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
		})
	}
}

// Form 10 of some regions counts what “三公”经费 was spent on.
func TestSangongStatistics(t *testing.T) {
	got := factsOfPage(t, `<p>云岭县农业局2021年度部门决算</p><p>“三公”经费、行政参公单位机关运行经费情况表</p><p>金额单位：元</p><table>
<tr><td>项目</td><td>行次</td><td>预算数</td><td>决算统计数</td></tr><tr><td>一、“三公”经费支出</td><td>1</td><td>—</td><td>—</td></tr>
<tr><td>（一）支出合计</td><td>2</td><td>50.00</td><td>45.00</td></tr><tr><td>3．公务接待费</td><td>7</td><td>10.00</td><td>9.00</td></tr>
<tr><td>（1）国内接待费</td><td>8</td><td>—</td><td>9.00</td></tr><tr><td>其中：外事接待费</td><td>9</td><td>—</td><td>1.00</td></tr>
<tr><td>（2）国（境）外接待费</td><td>10</td><td>—</td><td>0.00</td></tr><tr><td>4．公务用车保有量（辆）</td><td>15</td><td>—</td><td>2</td></tr>
<tr><td>5．国内公务接待批次（个）</td><td>16</td><td>—</td><td>31</td></tr><tr><td>其中：外事接待批次（个）</td><td>17</td><td>—</td><td>1</td></tr>
<tr><td>8．国（境）外公务接待人次（人）</td><td>21</td><td>—</td><td>4</td></tr><tr><td>二、机关运行经费</td><td>22</td><td>—</td><td>95.00</td></tr>
<tr><td>（一）行政单位</td><td>23</td><td>—</td><td>95.00</td></tr></table>`)
	want := []string{"sangong.total||full_budget|50.00", "sangong.total||final|45.00", "sangong.reception||full_budget|10.00", "sangong.reception||final|9.00",
		"sangong.reception_domestic||final|9.00", "sangong.vehicles_owned||final|2", "sangong.reception_batches||final|31", "agency.operation||final|95.00"}
	if diff := cmp.Diff(unique(want), got); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}
