package fiscal

// Item names a quantity of the accounts: "income.total", "sangong.reception".
// The vocabulary is closed; Items lists it in the order a report presents it.
type Item string

// Kind is what an item is measured in.
type Kind string

const (
	Money Kind = "money"
	Count Kind = "count"
	Area  Kind = "area"
)

// ItemInfo describes one item of the vocabulary.
type ItemInfo struct {
	Item Item
	Term string // the official Chinese term
	Kind Kind
}

const (
	IncomeTotal                Item = "income.total"
	IncomeYear                 Item = "income.year"
	IncomeFiscal               Item = "income.fiscal"
	IncomeSuperiorSubsidy      Item = "income.superior_subsidy"
	IncomeUndertaking          Item = "income.undertaking"
	IncomeOperating            Item = "income.operating"
	IncomeAffiliateRemittance  Item = "income.affiliate_remittance"
	IncomeOther                Item = "income.other"
	IncomeNonfiscalBalanceUsed Item = "income.nonfiscal_balance_used"
	IncomeOpeningBalance       Item = "income.opening_balance"
	ExpenseTotal               Item = "expense.total"
	ExpenseYear                Item = "expense.year"
	ExpenseBasic               Item = "expense.basic"
	ExpenseProject             Item = "expense.project"
	ExpenseRemittedUp          Item = "expense.remitted_up"
	ExpenseOperating           Item = "expense.operating"
	ExpenseAffiliateSubsidy    Item = "expense.affiliate_subsidy"
	ExpenseBalanceDistribution Item = "expense.balance_distribution"
	ExpenseClosingBalance      Item = "expense.closing_balance"
	FiscalIncomeTotal          Item = "fiscal.income_total"
	FiscalOpeningBalance       Item = "fiscal.opening_balance"
	FiscalIncomeYear           Item = "fiscal.income_year"
	FiscalExpenseTotal         Item = "fiscal.expense_total"
	FiscalClosingBalance       Item = "fiscal.closing_balance"
	FiscalExpenseYear          Item = "fiscal.expense_year"
	FiscalBasic                Item = "fiscal.basic"
	FiscalPersonnel            Item = "fiscal.personnel"
	FiscalOperation            Item = "fiscal.operation"
	GeneralIncomeTotal         Item = "general.income_total"
	GeneralOpeningBalance      Item = "general.opening_balance"
	GeneralIncomeYear          Item = "general.income_year"
	GeneralExpenseTotal        Item = "general.expense_total"
	GeneralClosingBalance      Item = "general.closing_balance"
	GeneralExpense             Item = "general.expense"
	GeneralProject             Item = "general.project"
	GeneralBasic               Item = "general.basic"
	GeneralPersonnel           Item = "general.personnel"
	GeneralOperation           Item = "general.operation"
	FundIncomeTotal            Item = "fund.income_total"
	FundOpeningBalance         Item = "fund.opening_balance"
	FundIncomeYear             Item = "fund.income_year"
	FundExpenseTotal           Item = "fund.expense_total"
	FundClosingBalance         Item = "fund.closing_balance"
	FundExpenseYear            Item = "fund.expense_year"
	FundExpense                Item = "fund.expense"
	FundBasic                  Item = "fund.basic"
	FundProject                Item = "fund.project"
	CapitalIncomeTotal         Item = "capital.income_total"
	CapitalOpeningBalance      Item = "capital.opening_balance"
	CapitalIncomeYear          Item = "capital.income_year"
	CapitalExpenseTotal        Item = "capital.expense_total"
	CapitalClosingBalance      Item = "capital.closing_balance"
	CapitalExpenseYear         Item = "capital.expense_year"
	CapitalExpense             Item = "capital.expense"
	CapitalBasic               Item = "capital.basic"
	CapitalProject             Item = "capital.project"
	SangongTotal               Item = "sangong.total"
	SangongAbroad              Item = "sangong.abroad"
	SangongVehicle             Item = "sangong.vehicle"
	SangongVehiclePurchase     Item = "sangong.vehicle_purchase"
	SangongVehicleOperation    Item = "sangong.vehicle_operation"
	SangongReception           Item = "sangong.reception"
	SangongReceptionDomestic   Item = "sangong.reception_domestic"
	SangongAbroadGroups        Item = "sangong.abroad_groups"
	SangongAbroadVisits        Item = "sangong.abroad_visits"
	SangongVehiclesPurchased   Item = "sangong.vehicles_purchased"
	SangongVehiclesOwned       Item = "sangong.vehicles_owned"
	SangongReceptionBatches    Item = "sangong.reception_batches"
	SangongReceptionVisits     Item = "sangong.reception_visits"
	AgencyOperation            Item = "agency.operation"
	ProcurementTotal           Item = "procurement.total"
	ProcurementGoods           Item = "procurement.goods"
	ProcurementWorks           Item = "procurement.works"
	ProcurementServices        Item = "procurement.services"
	ProcurementSme             Item = "procurement.sme"
	ProcurementMicro           Item = "procurement.micro"
	AssetsBuildingArea         Item = "assets.building_area"
	AssetsBuildingValue        Item = "assets.building_value"
	AssetsVehicles             Item = "assets.vehicles"
	AssetsVehicleValue         Item = "assets.vehicle_value"
	AssetsVehiclesMinisterial  Item = "assets.vehicles_ministerial"
	AssetsVehiclesLeader       Item = "assets.vehicles_leader"
	AssetsVehiclesConfidential Item = "assets.vehicles_confidential"
	AssetsVehiclesEmergency    Item = "assets.vehicles_emergency"
	AssetsVehiclesEnforcement  Item = "assets.vehicles_enforcement"
	AssetsVehiclesSpecial      Item = "assets.vehicles_special"
	AssetsVehiclesRetired      Item = "assets.vehicles_retired"
	AssetsVehiclesOther        Item = "assets.vehicles_other"
	AssetsEquipmentOver1m      Item = "assets.equipment_over_1m"
	StaffTotal                 Item = "staff.total"
	StaffActive                Item = "staff.active"
	StaffRetiredCadre          Item = "staff.retired_cadre"
	StaffRetired               Item = "staff.retired"
	EvaluationOverallCount     Item = "evaluation.overall_count"
	EvaluationOverallBudget    Item = "evaluation.overall_budget"
	EvaluationOverallExecuted  Item = "evaluation.overall_executed"
	EvaluationProjectCount     Item = "evaluation.project_count"
	EvaluationProjectBudget    Item = "evaluation.project_budget"
	EvaluationProjectExecuted  Item = "evaluation.project_executed"
)

// Items is the whole vocabulary in presentation order.
var Items = []ItemInfo{
	{IncomeTotal, "收入总计", Money},
	{IncomeYear, "本年收入合计", Money},
	{IncomeFiscal, "财政拨款收入", Money},
	{IncomeSuperiorSubsidy, "上级补助收入", Money},
	{IncomeUndertaking, "事业收入", Money},
	{IncomeOperating, "经营收入", Money},
	{IncomeAffiliateRemittance, "附属单位上缴收入", Money},
	{IncomeOther, "其他收入", Money},
	{IncomeNonfiscalBalanceUsed, "使用非财政拨款结余（含专用结余）", Money},
	{IncomeOpeningBalance, "年初结转和结余", Money},
	{ExpenseTotal, "支出总计", Money},
	{ExpenseYear, "本年支出合计", Money},
	{ExpenseBasic, "基本支出", Money},
	{ExpenseProject, "项目支出", Money},
	{ExpenseRemittedUp, "上缴上级支出", Money},
	{ExpenseOperating, "经营支出", Money},
	{ExpenseAffiliateSubsidy, "对附属单位补助支出", Money},
	{ExpenseBalanceDistribution, "结余分配", Money},
	{ExpenseClosingBalance, "年末结转和结余", Money},
	{FiscalIncomeTotal, "财政拨款收入总计", Money},
	{FiscalOpeningBalance, "年初财政拨款结转和结余", Money},
	{FiscalIncomeYear, "本年财政拨款收入", Money},
	{FiscalExpenseTotal, "财政拨款支出总计", Money},
	{FiscalClosingBalance, "年末财政拨款结转和结余", Money},
	{FiscalExpenseYear, "本年财政拨款支出", Money},
	{FiscalBasic, "财政拨款基本支出", Money},
	{FiscalPersonnel, "财政拨款人员经费", Money},
	{FiscalOperation, "财政拨款公用经费", Money},
	{GeneralIncomeTotal, "一般公共预算财政拨款收入总计", Money},
	{GeneralOpeningBalance, "一般公共预算财政拨款年初结转和结余", Money},
	{GeneralIncomeYear, "一般公共预算财政拨款收入", Money},
	{GeneralExpenseTotal, "一般公共预算财政拨款支出总计", Money},
	{GeneralClosingBalance, "一般公共预算财政拨款年末结转和结余", Money},
	{GeneralExpense, "一般公共预算财政拨款支出", Money},
	{GeneralProject, "一般公共预算财政拨款项目支出", Money},
	{GeneralBasic, "一般公共预算财政拨款基本支出", Money},
	{GeneralPersonnel, "人员经费", Money},
	{GeneralOperation, "公用经费", Money},
	{FundIncomeTotal, "政府性基金预算财政拨款收入总计", Money},
	{FundOpeningBalance, "政府性基金预算财政拨款年初结转和结余", Money},
	{FundIncomeYear, "政府性基金预算财政拨款本年收入", Money},
	{FundExpenseTotal, "政府性基金预算财政拨款支出总计", Money},
	{FundClosingBalance, "政府性基金预算财政拨款年末结转和结余", Money},
	{FundExpenseYear, "政府性基金预算财政拨款本年支出", Money},
	{FundExpense, "政府性基金预算财政拨款支出", Money},
	{FundBasic, "政府性基金预算财政拨款基本支出", Money},
	{FundProject, "政府性基金预算财政拨款项目支出", Money},
	{CapitalIncomeTotal, "国有资本经营预算财政拨款收入总计", Money},
	{CapitalOpeningBalance, "国有资本经营预算财政拨款年初结转和结余", Money},
	{CapitalIncomeYear, "国有资本经营预算财政拨款本年收入", Money},
	{CapitalExpenseTotal, "国有资本经营预算财政拨款支出总计", Money},
	{CapitalClosingBalance, "国有资本经营预算财政拨款年末结转和结余", Money},
	{CapitalExpenseYear, "国有资本经营预算财政拨款本年支出", Money},
	{CapitalExpense, "国有资本经营预算财政拨款支出", Money},
	{CapitalBasic, "国有资本经营预算财政拨款基本支出", Money},
	{CapitalProject, "国有资本经营预算财政拨款项目支出", Money},
	{SangongTotal, "“三公”经费", Money},
	{SangongAbroad, "因公出国（境）费", Money},
	{SangongVehicle, "公务用车购置及运行维护费", Money},
	{SangongVehiclePurchase, "公务用车购置费", Money},
	{SangongVehicleOperation, "公务用车运行维护费", Money},
	{SangongReception, "公务接待费", Money},
	{SangongReceptionDomestic, "国内公务接待费", Money},
	{SangongAbroadGroups, "因公出国（境）团组", Count},
	{SangongAbroadVisits, "因公出国（境）人次", Count},
	{SangongVehiclesPurchased, "公务用车购置数", Count},
	{SangongVehiclesOwned, "公务用车保有量", Count},
	{SangongReceptionBatches, "国内公务接待批次", Count},
	{SangongReceptionVisits, "国内公务接待人次", Count},
	{AgencyOperation, "机关运行经费", Money},
	{ProcurementTotal, "政府采购支出总额", Money},
	{ProcurementGoods, "政府采购货物支出", Money},
	{ProcurementWorks, "政府采购工程支出", Money},
	{ProcurementServices, "政府采购服务支出", Money},
	{ProcurementSme, "授予中小企业合同金额", Money},
	{ProcurementMicro, "授予小微企业合同金额", Money},
	{AssetsBuildingArea, "房屋面积", Area},
	{AssetsBuildingValue, "房屋价值", Money},
	{AssetsVehicles, "车辆", Count},
	{AssetsVehicleValue, "车辆价值", Money},
	{AssetsVehiclesMinisterial, "副部（省）级及以上领导用车", Count},
	{AssetsVehiclesLeader, "主要负责人用车", Count},
	{AssetsVehiclesConfidential, "机要通信用车", Count},
	{AssetsVehiclesEmergency, "应急保障用车", Count},
	{AssetsVehiclesEnforcement, "执法执勤用车", Count},
	{AssetsVehiclesSpecial, "特种专业技术用车", Count},
	{AssetsVehiclesRetired, "离退休干部服务用车", Count},
	{AssetsVehiclesOther, "其他用车", Count},
	{AssetsEquipmentOver1m, "单价100万元（含）以上设备", Count},
	{StaffTotal, "实有人数", Count},
	{StaffActive, "在职人员", Count},
	{StaffRetiredCadre, "离休人员", Count},
	{StaffRetired, "退休人员", Count},
	{EvaluationOverallCount, "整体支出绩效自评表", Count},
	{EvaluationOverallBudget, "整体支出全年预算总额", Money},
	{EvaluationOverallExecuted, "整体支出实际执行总额", Money},
	{EvaluationProjectCount, "绩效评价项目", Count},
	{EvaluationProjectBudget, "评价项目全年预算数", Money},
	{EvaluationProjectExecuted, "评价项目全年执行数", Money},
}

var itemIndex = func() map[Item]ItemInfo {
	m := make(map[Item]ItemInfo, len(Items))
	for _, it := range Items {
		m[it.Item] = it
	}
	return m
}()

// Info returns the vocabulary entry of i; ok is false for an unknown item.
func (i Item) Info() (info ItemInfo, ok bool) {
	info, ok = itemIndex[i]
	return info, ok
}

// Term returns the official Chinese term, or the item's name when it is unknown.
func (i Item) Term() string {
	if info, ok := itemIndex[i]; ok {
		return info.Term
	}
	return string(i)
}
