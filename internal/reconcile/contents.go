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
	topic string // of a section that shows it too, "" for none
}

// required are the contents that the rules of disclosure ask for.
var required = []struct {
	title     string
	narrative bool // a form does not stand for it
	contents  []content
}{
	{"各节说明都在", true, []content{
		{"收入支出总体情况", []fiscal.Item{fiscal.IncomeTotal, fiscal.ExpenseTotal}, "overall"},
		{"收入情况", []fiscal.Item{fiscal.IncomeYear}, "income"},
		{"支出情况", []fiscal.Item{fiscal.ExpenseYear}, "expense"},
		{"财政拨款收支情况", []fiscal.Item{fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal, fiscal.FiscalIncomeYear, fiscal.FiscalExpenseYear}, "fiscal"},
		{"一般公共预算支出", []fiscal.Item{fiscal.GeneralExpense}, "general"},
		{"一般公共预算基本支出", []fiscal.Item{fiscal.GeneralBasic, fiscal.FiscalBasic}, "basic"},
		{"政府性基金预算收支", []fiscal.Item{fiscal.FundIncomeTotal, fiscal.FundIncomeYear, fiscal.FundExpense, fiscal.FundExpenseYear}, "fund"},
		{"国有资本经营预算收支", []fiscal.Item{fiscal.CapitalIncomeTotal, fiscal.CapitalIncomeYear, fiscal.CapitalExpense, fiscal.CapitalExpenseYear}, "capital"},
	}},
	{"“三公”经费的总额、分项与数量都在", false, []content{
		{"“三公”经费总额", []fiscal.Item{fiscal.SangongTotal}, ""},
		{"因公出国（境）费", []fiscal.Item{fiscal.SangongAbroad}, ""},
		{"公务用车购置及运行维护费", []fiscal.Item{fiscal.SangongVehicle, fiscal.SangongVehicleOperation}, ""},
		{"公务接待费", []fiscal.Item{fiscal.SangongReception}, ""},
		{"出国（境）团组或人次", []fiscal.Item{fiscal.SangongAbroadGroups, fiscal.SangongAbroadVisits}, ""},
		{"公务用车购置数", []fiscal.Item{fiscal.SangongVehiclesPurchased}, ""},
		{"公务用车保有量", []fiscal.Item{fiscal.SangongVehiclesOwned}, ""},
		{"国内公务接待批次或人次", []fiscal.Item{fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits}, ""},
	}},
	{"其他重要事项都在", false, []content{
		{"机关运行经费", []fiscal.Item{fiscal.AgencyOperation}, ""},
		{"政府采购支出总额", []fiscal.Item{fiscal.ProcurementTotal}, ""},
		{"授予中小企业合同金额", []fiscal.Item{fiscal.ProcurementSme}, ""},
		{"国有资产占用", []fiscal.Item{fiscal.AssetsVehicles, fiscal.AssetsBuildingArea}, ""},
		{"预算绩效", []fiscal.Item{fiscal.EvaluationOverallCount, fiscal.EvaluationProjectCount}, "performance"},
	}},
}

// contents reports what has to be disclosed and was not found: it may stand in
// an annex, and it may be worded in a way that is not understood.
func contents(l *ledger) {
	have, said := map[fiscal.Item]bool{}, map[fiscal.Item]bool{}
	for _, f := range l.report.Facts {
		have[f.Item] = true
		if formOf(f) == 0 {
			said[f.Item] = true
		}
	}
	for _, group := range required {
		found := have
		if group.narrative {
			found = said
		}
		var missing []string
		for _, r := range group.contents {
			if !slices.ContainsFunc(r.items, func(i fiscal.Item) bool { return found[i] }) && !(r.topic != "" && l.hasTopic(r.topic)) {
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
	l.attachedForms()
}

// attachedForms reports, where the document has some of the nine forms, which
// it only names. A form said to be empty need not be attached.
func (l *ledger) attachedForms() {
	var missing []string
	for _, form := range fiscal.Forms {
		if l.forms[form.Number] == nil && !slices.ContainsFunc(l.report.Tables, func(t fiscal.Table) bool { return t.Form == form.Number && t.Empty }) {
			missing = append(missing, "《"+form.Title+"》")
		}
	}
	if len(missing) < len(fiscal.Forms) && slices.ContainsFunc(l.forms, func(x *form) bool { return x != nil && len(x.cells) > 0 }) {
		l.contents("九张报表都附在文件里，或写明是空表", len(fiscal.Forms), missing)
	}
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
