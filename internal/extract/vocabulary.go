package extract

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// role is what a word does in a sentence.
type role int

const (
	roleText       role = iota // no known word
	roleSubject                // names an item: 基本支出
	rolePart                   // names a side of the subject before it: 价值, 全年执行数
	roleClass                  // 一般公共服务支出(类)…
	roleBasis                  // names a basis: 年初预算数
	roleRate                   // 预决算差异率
	roleShare                  // 占
	roleCompletion             // 完成年初预算的
	roleDirection              // 增加, 下降
	roleComparison             // 与上年相比
	roleReason                 // 主要原因是
	roleNone                   // 无
	roleForm                   // the title of a standard form
	roleFiller                 // words that may stand between a name and its figure
	roleFigure
	roleDate
	roleStop    // 。；
	roleComma   // ，
	roleBracket // a remark in brackets
)

// word is one entry of the vocabulary.
type word struct {
	role    role
	topics  []topic // sections in which the word has this meaning; nil for all
	subject *subject
	concept concept
	part    part
	basis   fiscal.Basis
	sign    int
	form    int
}

// subject is what a sentence speaks of. The measure of a figure chooses the
// item: 因公出国（境）0人次 counts people, 因公出国（境）费0.00万元 money.
// Where there are two items, a total stated of both gives its change to the first.
type subject struct {
	items map[measureKind][]fiscal.Item
	parts map[part]*subject
	// concept and account are set for the totals and balances that every
	// account has under the same bare name.
	concept concept
	account account
}

type measureKind int

const (
	byMoney measureKind = iota
	byPieces
	byPeople
	byBatches
	byVehicles
	bySets
	byArea
)

func kindOf(m fiscal.Measure) (measureKind, bool) {
	switch m {
	case fiscal.TenThousandYuan, fiscal.Yuan, fiscal.HundredMillion:
		return byMoney, true
	case fiscal.Pieces, "次", "项":
		return byPieces, true
	case fiscal.Persons, fiscal.Visits:
		return byPeople, true
	case fiscal.Batches:
		return byBatches, true
	case fiscal.Vehicles:
		return byVehicles, true
	case fiscal.Sets:
		return bySets, true
	case fiscal.SquareMetres:
		return byArea, true
	}
	return 0, false
}

// part names one side of a subject that has several under dependent names.
type part int

const (
	noPart part = iota
	partValue
	partBudget
	partExecuted
)

// concept is a quantity that every account has: the bare 收入总计 is the
// account's of the section it stands in.
type concept int

const (
	noConcept concept = iota
	incomeTotal
	expenseTotal
	bothTotal
	incomeYear
	expenseYear
	opening
	closing
)

func one(kind measureKind, item fiscal.Item) *subject {
	return &subject{items: map[measureKind][]fiscal.Item{kind: {item}}}
}

func money(item fiscal.Item) *subject { return one(byMoney, item) }

// accountItems gives each account's item for each concept.
var accountItems = map[account]map[concept][]fiscal.Item{
	overall: {
		incomeTotal: {fiscal.IncomeTotal}, expenseTotal: {fiscal.ExpenseTotal},
		bothTotal:  {fiscal.IncomeTotal, fiscal.ExpenseTotal},
		incomeYear: {fiscal.IncomeYear}, expenseYear: {fiscal.ExpenseYear},
		opening: {fiscal.IncomeOpeningBalance}, closing: {fiscal.ExpenseClosingBalance},
	},
	fiscalA: {
		incomeTotal: {fiscal.FiscalIncomeTotal}, expenseTotal: {fiscal.FiscalExpenseTotal},
		bothTotal:  {fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal},
		incomeYear: {fiscal.FiscalIncomeYear}, expenseYear: {fiscal.FiscalExpenseYear},
		opening: {fiscal.FiscalOpeningBalance}, closing: {fiscal.FiscalClosingBalance},
	},
	general: {
		incomeTotal: {fiscal.GeneralIncomeTotal}, expenseTotal: {fiscal.GeneralExpenseTotal},
		bothTotal:  {fiscal.GeneralIncomeTotal, fiscal.GeneralExpenseTotal},
		incomeYear: {fiscal.GeneralIncomeYear}, expenseYear: {fiscal.GeneralExpense},
		opening: {fiscal.GeneralOpeningBalance}, closing: {fiscal.GeneralClosingBalance},
	},
	fund: {
		incomeTotal: {fiscal.FundIncomeTotal}, expenseTotal: {fiscal.FundExpenseTotal},
		bothTotal:  {fiscal.FundIncomeTotal, fiscal.FundExpenseTotal},
		incomeYear: {fiscal.FundIncomeYear}, expenseYear: {fiscal.FundExpenseYear},
		opening: {fiscal.FundOpeningBalance}, closing: {fiscal.FundClosingBalance},
	},
	capital: {
		incomeTotal: {fiscal.CapitalIncomeTotal}, expenseTotal: {fiscal.CapitalExpenseTotal},
		bothTotal:  {fiscal.CapitalIncomeTotal, fiscal.CapitalExpenseTotal},
		incomeYear: {fiscal.CapitalIncomeYear}, expenseYear: {fiscal.CapitalExpenseYear},
		opening: {fiscal.CapitalOpeningBalance}, closing: {fiscal.CapitalClosingBalance},
	},
}

// classItem is the item that a class stated within an account's section gives.
var classItem = map[account]fiscal.Item{
	overall: fiscal.GeneralExpense, fiscalA: fiscal.FiscalExpenseYear,
	general: fiscal.GeneralExpense, fund: fiscal.FundExpense, capital: fiscal.CapitalExpense,
}

func accountSubject(a account, c concept) *subject {
	return &subject{items: map[measureKind][]fiscal.Item{byMoney: accountItems[a][c]}, concept: c, account: a}
}

// accountNames are the printed names of the accounts.
var accountNames = map[account][]string{
	fiscalA: {"财政拨款", "财政拨款预算"},
	general: {"一般公共预算财政拨款", "一般公共预算"},
	fund:    {"政府性基金预算财政拨款", "政府性基金财政拨款", "政府性基金预算", "政府性基金"},
	capital: {"国有资本经营预算财政拨款", "国有资本经营财政拨款", "国有资本经营预算"},
}

// conceptNames are the printed names of the concepts behind an account's name;
// $ is where the account's name stands when it is not in front.
var conceptNames = map[concept][]string{
	incomeTotal:  {"收入总计", "收入决算总计", "总收入"},
	expenseTotal: {"支出总计", "支出决算总计", "总支出"},
	bothTotal: {"收支总计", "收、支总计", "收支决算总计", "收、支决算总计", "收入支出总计", "收入、支出总计",
		"收入支出决算总计", "收入、支出决算总计", "收入支出总体", "收支总体"},
	incomeYear:  {"本年收入", "本年收入合计", "本年$收入", "本年$收入合计"},
	expenseYear: {"本年支出", "本年支出合计", "本年$支出", "本年$支出合计"},
	opening:     {"年初结转和结余", "上年结转和结余", "年初$结转和结余", "上年$结转和结余", "年初结转结余"},
	closing:     {"年末结转和结余", "年末$结转和结余", "结转下年", "年末结转结余"},
}

// namedOnly are concept names that mean the account's year only behind the
// account's name: 政府性基金预算财政拨款支出8,960.06万元.
var namedOnly = map[concept][]string{
	incomeYear:  {"收入", "收入合计"},
	expenseYear: {"支出", "支出合计", "支出决算"},
}

// subjects are the items with names of their own.
var subjects = []struct {
	names   []string
	subject *subject
	topics  []topic
}{
	{names: []string{"财政拨款收入"}, subject: money(fiscal.IncomeFiscal)},
	{names: []string{"财政拨款收入"}, subject: accountSubject(fiscalA, incomeYear), topics: []topic{topicFiscal}},
	{names: []string{"上级补助收入"}, subject: money(fiscal.IncomeSuperiorSubsidy)},
	{names: []string{"事业收入"}, subject: money(fiscal.IncomeUndertaking)},
	{names: []string{"经营收入", "事业单位经营收入"}, subject: money(fiscal.IncomeOperating)},
	{names: []string{"附属单位上缴收入", "附属单位缴款"}, subject: money(fiscal.IncomeAffiliateRemittance)},
	{names: []string{"其他收入"}, subject: money(fiscal.IncomeOther)},
	{names: []string{"使用非财政拨款结余", "使用非财政拨款结余和专用结余", "用事业基金弥补收支差额"}, subject: money(fiscal.IncomeNonfiscalBalanceUsed)},

	{names: []string{"基本支出"}, subject: money(fiscal.ExpenseBasic)},
	{names: []string{"项目支出"}, subject: money(fiscal.ExpenseProject)},
	{names: []string{"上缴上级支出"}, subject: money(fiscal.ExpenseRemittedUp)},
	{names: []string{"经营支出", "事业单位经营支出"}, subject: money(fiscal.ExpenseOperating)},
	{names: []string{"对附属单位补助支出", "对附属单位补助"}, subject: money(fiscal.ExpenseAffiliateSubsidy)},
	{names: []string{"结余分配"}, subject: money(fiscal.ExpenseBalanceDistribution)},

	{names: []string{"一般公共预算财政拨款基本支出", "一般公共预算基本支出"}, subject: money(fiscal.GeneralBasic)},
	{names: []string{"基本支出"}, subject: money(fiscal.GeneralBasic), topics: []topic{topicGeneral, topicBasic}},
	{names: []string{"一般公共预算财政拨款项目支出", "一般公共预算项目支出"}, subject: money(fiscal.GeneralProject)},
	{names: []string{"项目支出"}, subject: money(fiscal.GeneralProject), topics: []topic{topicGeneral}},
	{names: []string{"财政拨款基本支出"}, subject: money(fiscal.FiscalBasic)},
	{names: []string{"人员经费"}, subject: money(fiscal.GeneralPersonnel)},
	{names: []string{"公用经费", "日常公用经费"}, subject: money(fiscal.GeneralOperation)},

	{names: []string{"三公经费", "财政拨款三公经费", "一般公共预算财政拨款三公经费", "三公经费财政拨款", "三公经费一般公共预算财政拨款"}, subject: money(fiscal.SangongTotal)},
	{names: []string{"因公出国(境)", "因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费", "出国(境)费", "出国(境)"}, subject: abroad},
	{names: []string{"因公出国(境)团组", "出国(境)团组"}, subject: abroadGroups},
	{names: []string{"公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车购置和运行维护费", "公务用车购置及运行维护", "公务用车费"}, subject: money(fiscal.SangongVehicle)},
	{names: []string{"公务用车购置费", "公务车购置费", "公务用车购置"}, subject: money(fiscal.SangongVehiclePurchase)},
	{names: []string{"公务用车运行维护费", "公务用车运行费", "公务车运行维护费", "公务用车运行"}, subject: money(fiscal.SangongVehicleOperation)},
	{names: []string{"公务用车购置数", "更新购置公务用车", "购置公务用车"}, subject: one(byVehicles, fiscal.SangongVehiclesPurchased)},
	{names: []string{"公务用车保有量", "公务用车保有", "保有量", "共有公务用车"}, subject: one(byVehicles, fiscal.SangongVehiclesOwned)},
	{names: []string{"公务接待费", "公务接待"}, subject: reception},
	{names: []string{"国内公务接待", "国内公务接待费"}, subject: reception},

	{names: []string{"国内来访团组", "接待国内来访团组"}, subject: visitors},

	{names: []string{"机关运行经费"}, subject: money(fiscal.AgencyOperation)},

	{names: []string{"政府采购支出总额", "政府采购支出", "政府采购总额", "政府采购金额"}, subject: money(fiscal.ProcurementTotal)},
	{names: []string{"政府采购货物支出", "货物支出", "货物采购金额"}, subject: money(fiscal.ProcurementGoods)},
	{names: []string{"政府采购工程支出", "工程支出", "工程采购金额"}, subject: money(fiscal.ProcurementWorks)},
	{names: []string{"政府采购服务支出", "服务支出", "服务采购金额"}, subject: money(fiscal.ProcurementServices)},
	{names: []string{"授予中小企业合同金额", "授予中小企业合同"}, subject: money(fiscal.ProcurementSme)},
	{names: []string{"授予小微企业合同金额", "授予小微企业合同"}, subject: money(fiscal.ProcurementMicro)},

	{names: []string{"房屋", "房屋面积", "房屋建筑面积"}, subject: building},
	{names: []string{"车辆", "固定资产车辆", "共有车辆"}, subject: vehicles},
	{names: []string{"副部(省)级及以上领导用车", "副部(省)级以上领导用车", "部(省)级领导干部用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesMinisterial)},
	{names: []string{"主要负责人用车", "主要领导干部用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesLeader)},
	{names: []string{"机要通信用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesConfidential)},
	{names: []string{"应急保障用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesEmergency)},
	{names: []string{"执法执勤用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesEnforcement)},
	{names: []string{"特种专业技术用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesSpecial)},
	{names: []string{"离退休干部服务用车", "离退休干部用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesRetired)},
	{names: []string{"其他用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesOther)},

	{names: []string{"实有人数"}, subject: one(byPeople, fiscal.StaffTotal)},
	{names: []string{"在职人员"}, subject: one(byPeople, fiscal.StaffActive)},
	{names: []string{"离休人员"}, subject: one(byPeople, fiscal.StaffRetiredCadre)},
	{names: []string{"退休人员"}, subject: one(byPeople, fiscal.StaffRetired)},

	{names: []string{"整体支出绩效自评表", "整体支出绩效评价表"}, subject: overallEvaluation, topics: []topic{topicPerformance}},
	{names: []string{"预算绩效评价项目", "绩效评价项目"}, subject: projectEvaluation, topics: []topic{topicPerformance}},
}

var (
	abroadGroups = &subject{items: map[measureKind][]fiscal.Item{
		byPieces: {fiscal.SangongAbroadGroups}, byPeople: {fiscal.SangongAbroadVisits}}}
	abroad = &subject{items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongAbroad}, byPieces: {fiscal.SangongAbroadGroups}, byPeople: {fiscal.SangongAbroadVisits}}}
	reception = &subject{items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongReception}, byBatches: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	visitors = &subject{items: map[measureKind][]fiscal.Item{
		byPieces: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	building = &subject{
		items: map[measureKind][]fiscal.Item{byArea: {fiscal.AssetsBuildingArea}},
		parts: map[part]*subject{partValue: money(fiscal.AssetsBuildingValue)}}
	vehicles = &subject{
		items: map[measureKind][]fiscal.Item{byVehicles: {fiscal.AssetsVehicles}},
		parts: map[part]*subject{partValue: money(fiscal.AssetsVehicleValue)}}
	equipment         = one(bySets, fiscal.AssetsEquipmentOver1m)
	overallEvaluation = &subject{
		items: map[measureKind][]fiscal.Item{byPieces: {fiscal.EvaluationOverallCount}},
		parts: map[part]*subject{partBudget: money(fiscal.EvaluationOverallBudget), partExecuted: money(fiscal.EvaluationOverallExecuted)}}
	projectEvaluation = &subject{
		items: map[measureKind][]fiscal.Item{byPieces: {fiscal.EvaluationProjectCount}},
		parts: map[part]*subject{partBudget: money(fiscal.EvaluationProjectBudget), partExecuted: money(fiscal.EvaluationProjectExecuted)}}
)

// defaultSubject is what a sentence of a section speaks of until it names
// something else.
var defaultSubject = map[topic]*subject{
	topicOverall: accountSubject(overall, bothTotal),
	topicIncome:  accountSubject(overall, incomeYear),
	topicExpense: accountSubject(overall, expenseYear),
	topicFiscal:  accountSubject(fiscalA, bothTotal),
	topicGeneral: accountSubject(general, expenseYear),
	topicBasic:   money(fiscal.GeneralBasic),
	topicSangong: money(fiscal.SangongTotal),
	topicAgency:  money(fiscal.AgencyOperation),
}

func (w *word) appliesIn(t topic) bool { return w.topics == nil || slices.Contains(w.topics, t) }
