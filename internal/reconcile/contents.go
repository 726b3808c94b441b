package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// content is something that has to be disclosed, with the items any of which
// shows that it is there.
type content struct {
	name  string
	items []fiscal.Item
}

// required are the contents that the rules of disclosure ask for.
var required = []struct {
	title    string
	contents []content
}{
	{"各节说明都在", []content{
		{"收入支出总体情况", []fiscal.Item{fiscal.IncomeTotal, fiscal.ExpenseTotal}},
		{"收入情况", []fiscal.Item{fiscal.IncomeYear}},
		{"支出情况", []fiscal.Item{fiscal.ExpenseYear}},
		{"财政拨款收支情况", []fiscal.Item{fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal, fiscal.FiscalIncomeYear, fiscal.FiscalExpenseYear}},
		{"一般公共预算支出", []fiscal.Item{fiscal.GeneralExpense}},
		{"一般公共预算基本支出", []fiscal.Item{fiscal.GeneralBasic, fiscal.FiscalBasic}},
		{"政府性基金预算收支", []fiscal.Item{fiscal.FundIncomeTotal, fiscal.FundIncomeYear, fiscal.FundExpense, fiscal.FundExpenseYear}},
		{"国有资本经营预算收支", []fiscal.Item{fiscal.CapitalIncomeTotal, fiscal.CapitalIncomeYear, fiscal.CapitalExpense, fiscal.CapitalExpenseYear}},
	}},
	{"“三公”经费的总额、分项与数量都在", []content{
		{"“三公”经费总额", []fiscal.Item{fiscal.SangongTotal}},
		{"因公出国（境）费", []fiscal.Item{fiscal.SangongAbroad}},
		{"公务用车购置及运行维护费", []fiscal.Item{fiscal.SangongVehicle, fiscal.SangongVehicleOperation}},
		{"公务接待费", []fiscal.Item{fiscal.SangongReception}},
		{"出国（境）团组或人次", []fiscal.Item{fiscal.SangongAbroadGroups, fiscal.SangongAbroadVisits}},
		{"公务用车购置数", []fiscal.Item{fiscal.SangongVehiclesPurchased}},
		{"公务用车保有量", []fiscal.Item{fiscal.SangongVehiclesOwned}},
		{"国内公务接待批次或人次", []fiscal.Item{fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits}},
	}},
	{"其他重要事项都在", []content{
		{"机关运行经费", []fiscal.Item{fiscal.AgencyOperation}},
		{"政府采购支出总额", []fiscal.Item{fiscal.ProcurementTotal}},
		{"授予中小企业合同金额", []fiscal.Item{fiscal.ProcurementSme}},
		{"国有资产占用", []fiscal.Item{fiscal.AssetsVehicles, fiscal.AssetsBuildingArea}},
		{"预算绩效", []fiscal.Item{fiscal.EvaluationOverallCount, fiscal.EvaluationProjectCount}},
	}},
}

// contents reports what has to be disclosed and was not found: it may stand in
// an annex, and it may be worded in a way that is not understood.
func contents(l *ledger) {
	have := map[fiscal.Item]bool{}
	for _, f := range l.report.Facts {
		have[f.Item] = true
	}
	for _, group := range required {
		var missing []string
		for _, r := range group.contents {
			if !slices.ContainsFunc(r.items, func(i fiscal.Item) bool { return have[i] }) && !(r.name == "预算绩效" && l.hasTopic("performance")) {
				missing = append(missing, r.name)
			}
		}
		l.contents(group.title, len(group.contents), missing)
	}
	var missing []string
	if len(l.report.Glossary) == 0 {
		missing = append(missing, "名词解释")
	}
	for _, form := range fiscal.Forms {
		if !slices.ContainsFunc(l.report.Tables, func(t fiscal.Table) bool { return t.Form == form.Number }) {
			missing = append(missing, "《"+form.Title+"》")
		}
	}
	l.contents("名词解释和九张报表都在", 1+len(fiscal.Forms), missing)
}

func (l *ledger) contents(title string, all int, missing []string) {
	c := fiscal.Check{
		Title: title, Status: fiscal.Holds, Stated: strconv.Itoa(all-len(missing)) + " 项", Computed: strconv.Itoa(all) + " 项",
		Note: "应有的 " + strconv.Itoa(all) + " 项都读到了。",
	}
	if len(missing) > 0 {
		c.Status, c.Note = fiscal.Notice, "没有读到"+strings.Join(missing, "、")+"；可能写在附件里，也可能写法没有认出。"
	}
	l.add(c)
}

func (l *ledger) hasTopic(topic string) bool {
	return slices.ContainsFunc(l.report.Sections, func(s fiscal.Section) bool { return s.Topic == topic })
}
