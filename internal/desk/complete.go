package desk

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// Presence says whether something that has to be disclosed is there.
type Presence int

const (
	Missing    Presence = iota // 没有提到
	SaidNone                   // 写明没有
	Present                    // 有
	NotPrinted                 // its name is listed, itself is not in the file
)

// Label returns the Chinese words for it.
func (p Presence) Label() string {
	return [...]string{"没有提到", "写明没有", "有", "只列了名称，表不在文件里"}[p]
}

// Content is one thing that the rules of disclosure ask for.
type Content struct {
	Group string
	Name  string
	Presence
	At int // where it stands in the text, -1 for nowhere
}

// required is what must be disclosed: a section by its topic, a quantity by
// any of its items.
type required struct {
	group, name string
	topics      []string
	items       []fiscal.Item
}

var requiredContents = []required{
	{"部门概况", "主要职能", []string{"duties", "profile"}, nil},
	{"部门概况", "机构设置", []string{"organisation", "profile"}, nil},
	{"情况说明", "收入支出决算总体情况", []string{"overall"}, []fiscal.Item{fiscal.IncomeTotal, fiscal.ExpenseTotal}},
	{"情况说明", "收入决算情况", []string{"income"}, []fiscal.Item{fiscal.IncomeYear}},
	{"情况说明", "支出决算情况", []string{"expense"}, []fiscal.Item{fiscal.ExpenseYear}},
	{"情况说明", "财政拨款收入支出决算总体情况", []string{"fiscal"}, []fiscal.Item{fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal, fiscal.FiscalIncomeYear, fiscal.FiscalExpenseYear}},
	{"情况说明", "一般公共预算财政拨款支出决算情况", []string{"general"}, []fiscal.Item{fiscal.GeneralExpense}},
	{"情况说明", "一般公共预算财政拨款基本支出决算情况", []string{"basic"}, []fiscal.Item{fiscal.GeneralBasic, fiscal.FiscalBasic}},
	{"情况说明", "政府性基金预算财政拨款收入支出", []string{"fund"}, []fiscal.Item{fiscal.FundIncomeTotal, fiscal.FundIncomeYear, fiscal.FundExpense, fiscal.FundExpenseYear, fiscal.FundExpenseTotal}},
	{"情况说明", "国有资本经营预算财政拨款收入支出", []string{"capital"}, []fiscal.Item{fiscal.CapitalIncomeTotal, fiscal.CapitalIncomeYear, fiscal.CapitalExpense, fiscal.CapitalExpenseYear, fiscal.CapitalExpenseTotal}},
	{"“三公”经费", "“三公”经费总额", nil, []fiscal.Item{fiscal.SangongTotal}},
	{"“三公”经费", "因公出国（境）费", nil, []fiscal.Item{fiscal.SangongAbroad}},
	{"“三公”经费", "公务用车购置费", nil, []fiscal.Item{fiscal.SangongVehiclePurchase, fiscal.SangongVehicle}},
	{"“三公”经费", "公务用车运行维护费", nil, []fiscal.Item{fiscal.SangongVehicleOperation, fiscal.SangongVehicle}},
	{"“三公”经费", "公务接待费", nil, []fiscal.Item{fiscal.SangongReception}},
	{"“三公”经费", "出国（境）团组、人次", nil, []fiscal.Item{fiscal.SangongAbroadGroups, fiscal.SangongAbroadVisits}},
	{"“三公”经费", "公务用车购置数", nil, []fiscal.Item{fiscal.SangongVehiclesPurchased}},
	{"“三公”经费", "公务用车保有量", nil, []fiscal.Item{fiscal.SangongVehiclesOwned}},
	{"“三公”经费", "国内公务接待批次、人次", nil, []fiscal.Item{fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits}},
	{"其他重要事项", "机关运行经费", nil, []fiscal.Item{fiscal.AgencyOperation}},
	{"其他重要事项", "政府采购支出总额", nil, []fiscal.Item{fiscal.ProcurementTotal}},
	{"其他重要事项", "授予中小企业合同金额", nil, []fiscal.Item{fiscal.ProcurementSme}},
	{"其他重要事项", "国有资产占用", nil, []fiscal.Item{fiscal.AssetsVehicles, fiscal.AssetsBuildingArea, fiscal.AssetsEquipmentOver1m}},
	{"其他重要事项", "预算绩效", []string{"performance"}, []fiscal.Item{fiscal.EvaluationOverallCount, fiscal.EvaluationProjectCount}},
}

// Completeness sets a report beside what has to be disclosed, in the order of
// a report.
func Completeness(r *fiscal.Report) []Content {
	var all []Content
	for _, q := range requiredContents {
		all = append(all, q.in(r))
	}
	forms := make([]Content, 0, len(fiscal.Forms))
	for _, f := range fiscal.Forms {
		forms = append(forms, formContent(r, f))
	}
	// The forms come behind the profile, as documents have them.
	at := slices.IndexFunc(all, func(c Content) bool { return c.Group != all[0].Group })
	all = slices.Insert(all, at, forms...)
	evaluated := Content{Group: "其他重要事项", Name: "绩效自评表", At: -1}
	if len(r.Evaluations) > 0 {
		evaluated.Presence, evaluated.At = Present, r.Evaluations[0].Source.Start
	}
	terms := Content{Group: "名词解释", Name: "名词解释", At: -1}
	if len(r.Glossary) > 0 {
		terms.Presence, terms.At = Present, r.Glossary[0].Source.Start
	}
	return append(all, evaluated, terms)
}

func (q required) in(r *fiscal.Report) Content {
	c := Content{Group: q.group, Name: q.name, At: -1}
	better := func(p Presence, at int) {
		if p > c.Presence {
			c.Presence, c.At = p, at
		}
	}
	for _, f := range r.Facts {
		if f.Source == nil || !slices.Contains(q.items, f.Item) || len(q.topics) > 0 && f.Source.Form > 0 {
			continue
		}
		if f.Value == nil {
			better(SaidNone, f.Source.Start)
		} else {
			better(Present, f.Source.Start)
		}
	}
	if c.Presence == Missing {
		for _, s := range r.Sections {
			if slices.Contains(q.topics, s.Topic) {
				better(Present, s.Start)
			}
		}
	}
	return c
}

func formContent(r *fiscal.Report, f fiscal.Form) Content {
	c := Content{Group: "决算报表", Name: f.Title, At: -1}
	for _, t := range r.Tables {
		if t.Form != f.Number {
			continue
		}
		c.At = t.Source.Start
		switch {
		case t.Empty:
			c.Presence = SaidNone
		case t.Listed:
			c.Presence = NotPrinted
		default:
			c.Presence = Present
		}
	}
	return c
}
