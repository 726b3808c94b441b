package extract_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// amountOf returns a random amount of two decimals as printed and as a value.
func amountOf(r *rand.Rand, least int64) (printed, value string) {
	cents := least + r.Int64N(9_999_999_99)
	value = fmt.Sprintf("%d.%02d", cents/100, cents%100)
	printed = value
	if r.IntN(2) == 0 {
		whole := fmt.Sprint(cents / 100)
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
		printed = fmt.Sprintf("%s.%02d", whole, cents%100)
	}
	return printed, value
}

// TestGrammar: whatever the item, the wording, the amounts and the print,
// a sentence of the grammar gives exactly the facts that it was made from.
func TestGrammar(t *testing.T) {
	subjects := []struct{ title, term, item string }{
		{"收入决算情况说明", "其他收入", "income.other"},
		{"收入决算情况说明", "事业收入", "income.undertaking"},
		{"支出决算情况说明", "基本支出", "expense.basic"},
		{"支出决算情况说明", "项目支出", "expense.project"},
		{"一般公共预算财政拨款基本支出决算情况说明", "人员经费", "general.personnel"},
		{"财政拨款“三公”经费支出决算情况说明", "公务接待费支出", "sangong.reception"},
		{"财政拨款“三公”经费支出决算情况说明", "因公出国（境）费", "sangong.abroad"},
		{"财政拨款“三公”经费支出决算情况说明", "公务用车运行维护费", "sangong.vehicle_operation"},
		{"机关运行经费支出情况", "机关运行经费支出", "agency.operation"},
		{"政府采购支出情况", "政府采购支出总额", "procurement.total"},
		{"政府性基金预算财政拨款收入支出决算情况说明", "政府性基金预算财政拨款收入总计", "fund.income_total"},
	}
	comparisons := []struct {
		basis, rate string
		words       []string
	}{
		{"change", "change_rate", []string{"比上年", "较上年", "与上年相比，", "比2022年度", "较上年决算数", "较去年", "同比", "与2022年度相比，", "较上年度", "在2022年基础上"}},
		{"budget_change", "variance_rate", []string{"比年初预算", "较年初预算数", "与预算数相比，", "较2023年初预算数", "比全年预算数"}},
	}
	up, down := []string{"增加", "增长", "增加了", "各增加"}, []string{"减少", "下降", "减少了"}
	upRate, downRate := []string{"增长", "上升", "增幅", "增长率为"}, []string{"下降", "降低", "降幅为", "减少"}
	budgets := []struct{ word, basis string }{
		{"年初预算为", "initial_budget"}, {"年初预算数", "initial_budget"}, {"调整预算为", "full_budget"}, {"全年预算数", "full_budget"}, {"支出预算为", "full_budget"}}
	uses := []string{"", "", "，主要用于日常工作", "（含上年结转）", "，用于：人员经费、公用经费等方面的基本支出"}
	units := []string{"万元", "元", "亿元", " 万元", "万 元"}
	reasons := []string{"", "，主要原因是：本年业务量变化", "，主要原因是本年人员调整", "，变动原因：一是人员增加；二是标准提高", "，主要是因为工作变化", "。主要原因：人员增加2人"}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(words []string) string { return words[r.IntN(len(words))] }
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．", ",", "，")
	for range 1500 {
		s := subjects[r.IntN(len(subjects))]
		printed, value := amountOf(r, 0)
		change, changeValue := amountOf(r, 1)
		rateValue := fmt.Sprintf("%d.%02d", r.IntN(400), r.IntN(100))
		word, rateWord, sign := pick(up), pick(upRate), ""
		if r.IntN(2) == 0 {
			word, rateWord, sign = pick(down), pick(downRate), "-"
		}
		rateSign := sign
		if rateValue == "0.00" {
			rateSign = ""
		}
		compare := comparisons[r.IntN(len(comparisons))]
		unit := pick(units)
		measure := strings.ReplaceAll(unit, " ", "")
		lead, want := "", []string(nil)
		if r.IntN(3) == 0 { // a pair of budget and account
			b := budgets[r.IntN(len(budgets))]
			budget, budgetValue := amountOf(r, 0)
			final := "，支出决算为"
			if strings.HasSuffix(s.term, "收入总计") {
				final = "，收入决算为"
				if strings.HasPrefix(b.word, "支出") {
					b = budgets[0]
				}
			}
			lead = s.term + b.word + budget + unit + final + printed + unit
			want = append(want, fmt.Sprintf("%s||%s|%s%s", s.item, b.basis, budgetValue, measure))
		} else {
			lead = s.term + pick([]string{"", "为", "共计", "：", "合计为"}) + printed + unit
		}
		want = append(want,
			fmt.Sprintf("%s||final|%s%s", s.item, value, measure),
			fmt.Sprintf("%s||%s|%s%s%s", s.item, compare.basis, sign, changeValue, measure),
			fmt.Sprintf("%s||%s|%s%s%%", s.item, compare.rate, rateSign, rateValue))
		rateEnd := pick([]string{"%", "%", "％", ""})
		sentence := pick([]string{"", "2023年度，", "2023年度本单位", "其中："}) + lead + pick(uses) + "，" + pick(compare.words) + word + change + unit + "，" + rateWord + rateValue + rateEnd + pick(reasons) + "。"
		if r.IntN(4) == 0 && !strings.Contains(printed+change, ",") {
			sentence = wide.Replace(sentence) // digits and stops of full width
		}
		facts, unread := statements(t, s.title, sentence)
		if diff := cmp.Diff(want, facts); diff != "" || len(unread) > 0 {
			t.Fatalf("%s under %s, unread %v (-want +got):\n%s", sentence, s.title, unread, diff)
		}
	}
}
