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
	roleAccount                // 一般公共预算, named without saying which quantity of it
	roleUse                    // 主要用于: what the money went to follows
	roleAmong                  // 其中
	roleEach                   // 分别
	roleOpen                   // ( of a remark that states figures
	roleClose                  // )
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
	account account
	against fiscal.Basis // roleComparison: the quantity compared with
	side    side         // roleFiller: 收入 or 支出 alone
}

// side is 收入 or 支出 printed without saying whose.
type side int

const (
	noSide side = iota
	sideIncome
	sideExpense
)

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
	// outside is true where a figure of no kept item is still understood.
	outside bool
	counts  bool // it names a number of things first, their cost only behind it
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

func one(kind measureKind, item fiscal.Item) *subject {
	return &subject{items: map[measureKind][]fiscal.Item{kind: {item}}}
}

func money(item fiscal.Item) *subject { return one(byMoney, item) }

// buying are the sections that speak of purchases.
var buying = []topic{topicProcurement, topicOther, topicNotes, topicNone}

// subjects are the items with names of their own.
var subjects = []struct {
	names   []string
	subject *subject
	topics  []topic
}{
	{names: []string{"财政拨款收入", "本级财政拨款收入", "同级财政拨款收入", "财政补助收入"}, subject: fiscalIncome,
		topics: []topic{topicOverall, topicIncome, topicNarrative, topicNone}},
	{names: []string{"财政拨款收入"}, subject: accountSubject(fiscalA, incomeYear), topics: []topic{topicFiscal, topicFiscalExpense}},
	{names: []string{"正常运转的日常支出"}, subject: accountSubject(overall, basicExpense), topics: []topic{topicExpense}},
	{names: []string{"专项业务工作的经费支出", "用于专项业务工作的经费支出"}, subject: accountSubject(overall, projectExpense), topics: []topic{topicExpense}},
	{names: []string{"上级补助收入"}, subject: money(fiscal.IncomeSuperiorSubsidy)},
	{names: []string{"事业收入"}, subject: money(fiscal.IncomeUndertaking)},
	{names: []string{"经营收入", "事业单位经营收入"}, subject: money(fiscal.IncomeOperating)},
	{names: []string{"附属单位上缴收入", "附属单位缴款", "附属单位缴款收入", "下级单位上缴收入"}, subject: money(fiscal.IncomeAffiliateRemittance)},
	{names: []string{"其他收入"}, subject: money(fiscal.IncomeOther)},
	{names: []string{"使用非财政拨款结余", "使用非财政拨款结余和专用结余", "使用非财政拨款结余及专用结余", "用事业基金弥补收支差额", "事业基金弥补收支差额"},
		subject: money(fiscal.IncomeNonfiscalBalanceUsed)},

	{names: []string{"上缴上级支出", "上缴上级支出决算"}, subject: money(fiscal.ExpenseRemittedUp)},
	{names: []string{"经营支出", "事业单位经营支出"}, subject: money(fiscal.ExpenseOperating)},
	{names: []string{"对附属单位补助支出", "对附属单位补助", "对附属单位的补助支出"}, subject: money(fiscal.ExpenseAffiliateSubsidy)},
	{names: []string{"结余分配"}, subject: money(fiscal.ExpenseBalanceDistribution)},

	{names: []string{"三公经费", "财政拨款三公经费", "一般公共预算财政拨款三公经费", "三公经费财政拨款", "三公经费一般公共预算财政拨款",
		"一般公共预算三公经费", "三公经费一般公共预算", "三公经费合计", "三公经费总额"}, subject: money(fiscal.SangongTotal)},
	{names: []string{"因公出国(境)", "因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费", "出国(境)费", "出国(境)", "因公出国(境)支出",
		"出国(境)费用", "出国(境)经费", "因公出国费", "因公出国费用", "因公出国经费", "因公出国境费", "因公出国境费用", "因公出国", "因公出(国)境费",
		"因公出国(境)的费用", "因公出国及赴港澳台费"}, subject: abroad},
	{names: []string{"因公出国(境)团组", "出国(境)团组", "因公出国(境)团组数", "因公出国(境)团组个数", "出国团组", "因公出国团组", "因公组织出国(境)团组",
		"因公出国(境)组团", "因公出国(境)团", "出国(境)团"}, subject: abroadGroups},
	{names: []string{"因公出国(境)人次", "因公出国(境)人数", "因公出国(境)人次数", "出国(境)人次", "出国(境)人数", "参加出国(境)人员"}, subject: abroadVisits},
	{names: vehicleNames("购置"), subject: vehiclePurchase},
	{names: vehicleNames("运行维护", "运行", "运维", "维护", "运行及维护", "运行和维护"), subject: money(fiscal.SangongVehicleOperation)},
	{names: append(vehicleNames("购置及运行维护", "购置及运行", "购置和运行维护", "购置和运行", "购置费及运行维护", "购置费及运行", "购置费和运行维护", "购置费和运行",
		"购置、运行维护", "购置与运行维护", "购置与运行", "购置及维护", "购置及运行和维护", "购置及运维", "购置运行维护", "购置运行", "购置费用及运行维护",
		"购置及运行费和维护"), "公务用车费", "公务用车费用", "公务用车经费"), subject: money(fiscal.SangongVehicle)},
	{names: vehicleCosts("车辆", "购置"), subject: vehiclePurchase, topics: []topic{topicSangong}},
	{names: vehicleCosts("车辆", "运行维护", "运行", "运维", "维护"), subject: money(fiscal.SangongVehicleOperation), topics: []topic{topicSangong}},
	{names: append(vehicleCosts("车辆", "购置及运行维护", "购置及运行"), vehicleCosts("公务用车", "及运行维护", "及运行")...),
		subject: money(fiscal.SangongVehicle), topics: []topic{topicSangong}},
	{names: []string{"公务用车购置数", "公务用车购置数量", "公务用车购置量", "更新购置公务用车", "购置公务用车", "新购置公务用车", "新购公务用车", "购置更新公务用车", "更新公务用车",
		"公务用车更新购置", "购买公务用车", "更新公务用车购置", "新增公务用车", "购置公务车", "新购置公务车", "购置公务用车数", "公务用车购置车辆数", "购置公务用车数量"},
		subject: vehiclesPurchased},
	{names: []string{"购置(更新)", "更新购置", "购置更新", "购置车辆", "新购置车辆", "更新车辆", "新购车辆", "购置车辆数"}, subject: vehiclesPurchased, topics: []topic{topicSangong}},
	{names: []string{"公务用车保有量", "公务用车保有", "保有量", "共有公务用车", "公务用车保有数", "公务用车保有数量", "公务用车保有辆数", "公务车保有量",
		"公务用车车辆保有量", "公务用车实有数", "公务用车实有量", "公务用车实际保有量", "保有公务用车", "公务用车的保有量", "车辆保有量", "公务用车辆保有量",
		"公务用车年末保有量", "年末公务用车保有量"}, subject: one(byVehicles, fiscal.SangongVehiclesOwned)},
	{names: []string{"公务接待费", "公务接待", "公务接待费用", "公务接待经费", "公务接待支出"}, subject: reception},
	{names: []string{"国内公务接待", "国内公务接待费", "国内公务接待支出", "国内公务接待费支出", "国内公务接待费用", "国内接待", "国内接待费", "国内接待支出", "国内接待费用",
		"公务接待费中国内公务接待", "国内公务接待活动", "国内公务活动接待"}, subject: domesticReception},
	{names: []string{"国内公务接待批次", "公务接待批次", "国内公务接待批次数", "国内公务接待批数", "公务接待批数", "国内接待批次", "公务接待批次数"}, subject: receptionBatches},
	{names: []string{"接待批次", "接待批数", "接待总批次"}, subject: anyBatches},
	{names: []string{"接待人次", "接待人数", "接待人次数", "接待总人数", "接待总人次"}, subject: anyVisits},
	{names: []string{"国内公务接待人次", "国内公务接待人次数", "国内公务接待人数", "公务接待人次", "公务接待人数", "公务接待人次数", "国内接待人次", "国内接待人数"}, subject: receptionVisits},
	{names: []string{"国内来访团组", "接待国内来访团组", "国内来访", "接待国内来访", "国内来宾团组"}, subject: visitors},
	{names: []string{"接待来访团组", "来访团组"}, subject: anyVisitors},
	{names: []string{"来访外宾", "外宾", "来访外国人"}, subject: outsider, topics: []topic{topicSangong}},

	{names: []string{"机关运行经费", "机关(单位)运行经费", "机关运行费", "机关运行经费财政拨款"}, subject: money(fiscal.AgencyOperation)},

	{names: []string{"政府采购支出总额", "政府采购支出", "政府采购总额", "政府采购金额", "政府采购支出金额", "政府采购合同金额", "政府采购总金额", "政府采购支出合计",
		"政府采购支出总金额", "政府采购决算总额", "采购支出总额", "政府采购支出决算总额"}, subject: money(fiscal.ProcurementTotal)},
	{names: []string{"政府采购货物支出", "货物支出", "货物采购金额", "货物采购支出", "政府采购货物类支出", "货物类支出", "货物类采购支出", "采购货物支出", "政府采购货物金额",
		"货物类采购金额", "货物类采购", "政府采购货物", "货物采购", "政府采购货物采购支出"}, subject: money(fiscal.ProcurementGoods), topics: buying},
	{names: []string{"政府采购工程支出", "工程支出", "工程采购金额", "工程采购支出", "政府采购工程类支出", "工程类支出", "工程类采购支出", "采购工程支出", "政府采购工程金额",
		"工程类采购金额", "工程类采购", "政府采购工程", "工程采购", "政府采购工程采购支出"}, subject: money(fiscal.ProcurementWorks), topics: buying},
	{names: []string{"政府采购服务支出", "服务支出", "服务采购金额", "服务采购支出", "政府采购服务类支出", "服务类支出", "服务类采购支出", "采购服务支出", "政府采购服务金额",
		"服务类采购金额", "服务类采购", "政府采购服务", "服务采购", "政府采购服务采购支出"}, subject: money(fiscal.ProcurementServices), topics: buying},
	{names: contractNames("中小企业", "中、小企业", "中小微企业", "中型、小型企业"), subject: money(fiscal.ProcurementSme)},
	{names: contractNames("小微企业", "小、微企业", "小型微型企业", "小微型企业", "小型、微型企业"), subject: money(fiscal.ProcurementMicro)},

	{names: []string{"房屋", "房屋面积", "房屋建筑面积"}, subject: building, topics: []topic{topicAssets, topicNone}},
	{names: []string{"车辆", "固定资产车辆", "共有车辆", "实有车辆", "车辆数", "车辆总数", "车辆合计"}, subject: vehicles, topics: []topic{topicAssets, topicSangong, topicNone}},
	{names: leaderNames, subject: one(byVehicles, fiscal.AssetsVehiclesMinisterial)},
	{names: []string{"主要负责人用车", "主要领导干部用车", "主要领导用车", "主要负责人用公务用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesLeader)},
	{names: []string{"机要通信用车", "机要通讯用车", "机要通信用公务用车", "机要通信车"}, subject: one(byVehicles, fiscal.AssetsVehiclesConfidential)},
	{names: []string{"应急保障用车", "应急保障车"}, subject: one(byVehicles, fiscal.AssetsVehiclesEmergency)},
	{names: []string{"执法执勤用车", "一般执法执勤用车", "执法执勤车", "执法执勤公务用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesEnforcement)},
	{names: []string{"特种专业技术用车", "特种技术用车", "特种专业技术车辆", "特种专业技术车"}, subject: one(byVehicles, fiscal.AssetsVehiclesSpecial)},
	{names: []string{"离退休干部服务用车", "离退休干部用车", "离退休人员用车", "离退休干部服务车"}, subject: one(byVehicles, fiscal.AssetsVehiclesRetired)},
	{names: []string{"其他用车", "其他车辆", "其它用车"}, subject: one(byVehicles, fiscal.AssetsVehiclesOther), topics: []topic{topicAssets, topicNone}},

	{names: []string{"实有人数", "实有人员", "年末实有人数", "年末实有人员", "实有在编人数合计"}, subject: one(byPeople, fiscal.StaffTotal)},
	{names: []string{"在职人员", "在职人数", "在职职工"}, subject: one(byPeople, fiscal.StaffActive)},
	{names: []string{"离休人员", "离休人数"}, subject: one(byPeople, fiscal.StaffRetiredCadre)},
	{names: []string{"退休人员", "退休人数"}, subject: one(byPeople, fiscal.StaffRetired)},

	{names: []string{"整体支出绩效自评表", "整体支出绩效评价表"}, subject: overallEvaluation, topics: []topic{topicPerformance}},
	{names: []string{"预算绩效评价项目", "绩效评价项目"}, subject: projectEvaluation, topics: []topic{topicPerformance}},
}

// outside are the names of quantities that documents state and this vocabulary
// does not keep: what they are is certain, so their figures are declared.
var outside = []struct {
	names  []string
	topics []topic
}{
	{names: []string{"非财政拨款收入", "非同级财政拨款收入", "非本级财政拨款收入", "其他财政拨款收入", "教育事业收入", "医疗收入", "科研事业收入", "科教收入",
		"财政专户管理资金收入", "财政专户管理资金", "财政专户核拨收入", "财政专户管理教育资金", "专户管理教育资金", "利息收入", "捐赠收入", "租金收入", "教育收费"}},
	{names: []string{"商品和服务支出", "工资福利支出", "对个人和家庭的补助", "对个人和家庭的补助支出", "对个人和家庭补助", "对个人和家庭补助支出", "资本性支出", "其他资本性支出", "债务利息及费用支出",
		"对企业补助", "基本建设支出", "公用支出", "人员支出"}},
	{names: []string{"资产总额", "流动资产", "固定资产", "对外投资及有价证券", "对外投资", "在建工程", "无形资产", "其他资产", "房屋构筑物", "账面原值", "处置房屋建筑物", "处置车辆",
		"报废报损资产", "出租房屋", "资产使用收入", "国有资产总额", "资产合计", "负债总额", "净资产"}, topics: []topic{topicAssets}},
	{names: []string{"会议费", "会议费支出", "培训费", "培训费支出", "差旅费", "办公费", "印刷费", "维修费", "会议费和培训费"},
		topics: []topic{topicSangong, topicAgency, topicOther, topicNone, topicNotes}},
	{names: []string{"轿车", "越野车", "载客汽车", "小型客车", "大型客车", "中型客车", "大中型载客汽车", "小型载客汽车", "商务车", "面包车", "其他车型", "摩托车",
		"新能源汽车", "皮卡车", "大中型客车", "客车", "货车", "小轿车", "其他小型载客汽车", "中型载客汽车", "大型载客汽车", "其他车辆"},
		topics: []topic{topicSangong}},
	{names: []string{"轿车", "越野车", "载客汽车", "小型客车", "大型客车", "中型客车", "一般公务用车", "领导干部用车", "摩托车", "业务用车", "接待用车", "调研用车", "实物保障用车"},
		topics: []topic{topicAssets}},
	{names: []string{"外事接待", "外事接待费", "外事接待支出", "外宾接待", "外宾接待费", "外宾接待支出", "接待外宾", "国(境)外公务接待", "国(境)外公务接待费",
		"国(境)外接待", "国(境)外接待费", "国(境)外来访", "外事接待费用", "其他国内公务接待", "其他国内公务接待支出", "其他国内公务接待费", "接待国(境)外来访团组",
		"国(境)外公务接待支出", "国(境)外来访团组", "境外公务接待", "境外公务接待费", "接待境外来访", "外事接待批次", "外事接待人次", "接待外国来宾", "外国来访团组",
		"国(境)外公务接待批次", "国(境)外公务接待人次", "国外公务接待", "国外接待"}},
	{names: []string{"召开会议", "参加会议", "组织培训", "参加培训", "举办培训", "公务用车加油", "公务用车维修", "公务用车保险", "公务用车其他支出", "开展培训", "会议", "培训"},
		topics: []topic{topicSangong}},
	{names: []string{"车均运行维护费", "车均运行费", "车均运行费用", "平均每辆运行维护费", "平均每辆车运行维护费", "单车运行维护费", "人均接待费", "人均接待费用", "车均购置费",
		"每辆车平均运行维护费", "车均维护费"}},
	{names: []string{"项目", "涉及预算金额", "涉及金额", "涉及资金", "涉及预算资金", "涉及财政资金", "平均得分", "得分", "综合得分", "自评得分", "评分", "评价得分", "问题",
		"涉及预算", "一级项目", "二级项目", "项目数", "项目个数", "自评项目", "重点项目"}, topics: []topic{topicPerformance}},
	{names: append(reservedNames, "货物采购授予中小企业合同金额", "工程采购授予中小企业合同金额", "服务采购授予中小企业合同金额", "货物采购授予小微企业合同金额",
		"工程采购授予小微企业合同金额", "服务采购授予小微企业合同金额", "授予大型企业合同金额", "授予中型企业合同金额", "授予其他企业合同金额",
		"政府集中采购支出", "集中采购金额", "分散采购金额", "部门集中采购支出", "政府集中采购金额"), topics: []topic{topicProcurement, topicOther, topicNone}},
}

// reservedNames are the quantities of 面向中小企业预留采购份额.
var reservedNames = []string{"面向中小企业预留政府采购项目预算金额", "面向小微企业预留政府采购项目预算金额", "面向中小企业预留政府采购项目采购金额",
	"由中小企业供应商中标或成交的,采购金额", "由小微企业供应商中标或成交的,采购金额", "由中小企业供应商中标或成交的采购金额", "由小微企业供应商中标或成交的采购金额",
	"面向中小企业预留采购金额", "面向小微企业预留采购金额", "面向中小企业预留采购份额", "预留中小企业采购份额", "面向中小企业采购金额", "面向小微企业采购金额",
	"面向中小企业预留金额", "面向小微企业预留金额", "专门面向中小企业采购金额", "专门面向小微企业采购金额"}

var leaderNames = func() []string {
	var out []string
	for _, rank := range []string{"副部(省)级", "部(省)级", "省(部)级", "副省(部)级", "部级", "省部级", "省级", "副省级", "副部级"} {
		for _, up := range []string{"", "及以上", "以上"} {
			for _, who := range []string{"领导用车", "领导干部用车", "干部用车"} {
				out = append(out, rank+up+who)
			}
		}
	}
	return out
}()

var costTails = []string{"费", "费用", "经费", "支出", "费支出", "经费支出", "费用支出"}

// vehicleNames builds the names of vehicle costs: 公务用车|运行维护|费.
func vehicleNames(uses ...string) []string {
	var out []string
	for _, of := range []string{"公务用车", "公务车", "公车", "公务用车辆", "公务车辆"} {
		for _, use := range uses {
			out = append(out, of+use)
		}
		out = append(out, vehicleCosts(of, uses...)...)
	}
	return out
}

// vehicleCosts builds the names that say that they are a cost.
func vehicleCosts(of string, uses ...string) []string {
	var out []string
	for _, use := range uses {
		for _, tail := range costTails {
			out = append(out, of+use+tail)
		}
	}
	return out
}

func contractNames(firms ...string) []string {
	var out []string
	for _, f := range firms {
		for _, tail := range []string{"合同金额", "合同", "的合同金额", "合同总金额", "合同总额", "合同支出", "采购合同金额", "政府采购合同金额", "的政府采购合同金额", "合同金额合计"} {
			out = append(out, "授予"+f+tail, "政府采购授予"+f+tail)
		}
	}
	return out
}

var (
	abroadGroups = &subject{counts: true, items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongAbroad}, byPieces: {fiscal.SangongAbroadGroups}, byBatches: {fiscal.SangongAbroadGroups}, byPeople: {fiscal.SangongAbroadVisits}}}
	vehiclesPurchased = &subject{counts: true, items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongVehiclePurchase}, byVehicles: {fiscal.SangongVehiclesPurchased}, bySets: {fiscal.SangongVehiclesPurchased}}}
	abroadVisits = one(byPeople, fiscal.SangongAbroadVisits)
	abroad       = &subject{items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongAbroad}, byPieces: {fiscal.SangongAbroadGroups}, byBatches: {fiscal.SangongAbroadGroups}, byPeople: {fiscal.SangongAbroadVisits}}}
	vehiclePurchase = &subject{items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongVehiclePurchase}, byVehicles: {fiscal.SangongVehiclesPurchased}}}
	reception = &subject{items: map[measureKind][]fiscal.Item{
		byMoney: {fiscal.SangongReception}, byBatches: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	// What was spent on domestic guests alone is part of 公务接待费.
	domesticReception = &subject{items: map[measureKind][]fiscal.Item{byMoney: {fiscal.SangongReceptionDomestic},
		byBatches: {fiscal.SangongReceptionBatches}, byPieces: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	receptionBatches = &subject{items: map[measureKind][]fiscal.Item{
		byBatches: {fiscal.SangongReceptionBatches}, byPieces: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	receptionVisits = one(byPeople, fiscal.SangongReceptionVisits)
	visitors        = &subject{items: map[measureKind][]fiscal.Item{
		byPieces: {fiscal.SangongReceptionBatches}, byBatches: {fiscal.SangongReceptionBatches}, byPeople: {fiscal.SangongReceptionVisits}}}
	// Guests of whom it is not said where they come from: domestic, unless
	// foreign ones are being spoken of.
	anyVisitors = &subject{items: visitors.items}
	anyBatches  = &subject{items: receptionBatches.items}
	anyVisits   = &subject{items: receptionVisits.items}
	building    = &subject{
		items: map[measureKind][]fiscal.Item{byArea: {fiscal.AssetsBuildingArea}},
		parts: map[part]*subject{partValue: money(fiscal.AssetsBuildingValue)}}
	vehicles = &subject{
		items: map[measureKind][]fiscal.Item{byVehicles: {fiscal.AssetsVehicles}, bySets: {fiscal.AssetsVehicles}},
		parts: map[part]*subject{partValue: money(fiscal.AssetsVehicleValue)}}
	equipment         = one(bySets, fiscal.AssetsEquipmentOver1m)
	outsider          = &subject{items: map[measureKind][]fiscal.Item{}, outside: true}
	overallEvaluation = &subject{
		items: map[measureKind][]fiscal.Item{byPieces: {fiscal.EvaluationOverallCount}},
		parts: map[part]*subject{partBudget: money(fiscal.EvaluationOverallBudget), partExecuted: money(fiscal.EvaluationOverallExecuted)}}
	projectEvaluation = &subject{
		items: map[measureKind][]fiscal.Item{byPieces: {fiscal.EvaluationProjectCount}},
		parts: map[part]*subject{partBudget: money(fiscal.EvaluationProjectBudget), partExecuted: money(fiscal.EvaluationProjectExecuted)}}
)

// defaultSubject is what a sentence of a section speaks of until it names
// something else; nil where a figure without a name could be anything.
func defaultSubject(s *section) *subject {
	switch s.topic {
	case topicOverall, topicFiscal:
		return accountSubject(s.account, bothTotal)
	case topicIncome:
		return accountSubject(overall, incomeYear)
	case topicExpense:
		return accountSubject(overall, expenseYear)
	case topicGeneral, topicFiscalExpense:
		return accountSubject(s.account, expenseYear)
	case topicBasic:
		return accountSubject(s.account, basicExpense)
	case topicSangong:
		return sangongTotal
	case topicAgency:
		return agencyOperation
	}
	return nil
}

var (
	fiscalIncome    = money(fiscal.IncomeFiscal)
	sangongTotal    = money(fiscal.SangongTotal)
	agencyOperation = money(fiscal.AgencyOperation)
)

func (w *word) appliesIn(t topic) bool { return w.topics == nil || slices.Contains(w.topics, t) }
