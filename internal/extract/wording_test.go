package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	inOverall     = "收入支出决算总体情况说明"
	inIncome      = "收入决算情况说明"
	inExpense     = "支出决算情况说明"
	inFiscal      = "财政拨款收入支出决算总体情况说明"
	inFiscalSpent = "财政拨款支出决算情况说明"
	inGeneral     = "一般公共预算财政拨款支出决算情况说明"
	inBasic       = "一般公共预算财政拨款基本支出决算情况说明"
	inSangong     = "财政拨款“三公”经费支出决算情况说明"
	inFund        = "政府性基金预算财政拨款收入支出决算情况说明"
	inAgency      = "机关运行经费支出情况"
	inProcurement = "政府采购支出情况"
	inAssets      = "国有资产占用情况说明"
	inPerformance = "预算绩效管理情况"
	inUnknown     = "有关事项的补充"
)

type wording struct {
	title, sentence string
	want, unread    []string
}

func checkWordings(t *testing.T, cases []wording) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.sentence, func(t *testing.T) {
			facts, unread := statements(t, tc.title, tc.sentence)
			if diff := cmp.Diff(tc.want, facts); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.unread, unread); diff != "" {
				t.Errorf("unread (-want +got):\n%s", diff)
			}
		})
	}
}

// Totals, their parts and their change, as regions word them.
func TestTotals(t *testing.T) {
	both := []string{"income.total||final|12.50万元", "expense.total||final|12.50万元"}
	checkWordings(t, []wording{
		{inOverall, "2023年度收入总计12.50万元，支出总计12.50万元。", both, nil},
		{inOverall, "2023年度收入总计12.50万元。2023年度支出总计12.50万元。", both, nil},
		{inOverall, "2023年度收、支总计均为12.50万元。", both, nil},
		{inOverall, "2023年度收入支出总计12.50万元。", both, nil},
		{inOverall, "2023年度收入、支出决算总计12.50万元。", both, nil},
		{inOverall, "2023年度收入总计和支出总计均为12.50万元。", both, nil},
		{inOverall, "本部门2023年度总收入12.50万元，总支出12.50万元。", both, nil},
		{inOverall, "2023年度决算总收入12.50万元，决算总支出12.50万元。", both, nil},
		{inOverall, "2023年度收支总计１２．５０万元。", both, nil},
		{inOverall, "2023年度收支总计12 .50 万 元。", both, nil},
		{inOverall, "2023年度收支总计125,000.00元。", []string{"income.total||final|125000.00元", "expense.total||final|125000.00元"}, nil},
		{inOverall, "2023年度收支总计3.25亿元。", []string{"income.total||final|3.25亿元", "expense.total||final|3.25亿元"}, nil},
		{inOverall, "2023年度收入总计12.50万元，其中：本年收入合计10.00万元，使用非财政拨款结余（含专用结余）0.50万元，年初结转和结余2.00万元。",
			[]string{"income.total||final|12.50万元", "income.year||final|10.00万元", "income.nonfiscal_balance_used||final|0.50万元", "income.opening_balance||final|2.00万元"}, nil},
		{inOverall, "2023年度收入总计12.50万元，其中：用事业基金弥补收支差额0.50万元，上年结转和结余2.00万元。",
			[]string{"income.total||final|12.50万元", "income.nonfiscal_balance_used||final|0.50万元", "income.opening_balance||final|2.00万元"}, nil},
		{inIncome, "2023年度，本单位收入为12.50万元，其中：财政补助收入12.00万元，占96.00%；附属单位缴款0.50万元，占4.00%。",
			[]string{"income.year||final|12.50万元", "income.fiscal||final|12.00万元", "income.fiscal||share|96.00%",
				"income.affiliate_remittance||final|0.50万元", "income.affiliate_remittance||share|4.00%"}, nil},
		{inExpense, "2023年度支出合计12.50万元。其中：基本支出10.00万元，占总支出的80.00%；事业单位经营支出2.50万元，占总支出的20.00%。",
			[]string{"expense.year||final|12.50万元", "expense.basic||final|10.00万元", "expense.basic||share|80.00%",
				"expense.operating||final|2.50万元", "expense.operating||share|20.00%"}, nil},
		{inIncome, "本年收入合计20.00万元，其中：财政拨款收入18.00万元（其中：一般公共预算15.00万元；政府性基金预算3.00万元（其中：本级1.00万元）），占90.00%。",
			[]string{"income.year||final|20.00万元", "income.fiscal||final|18.00万元", "general.income_year||final|15.00万元",
				"fund.income_year||final|3.00万元", "income.fiscal||share|90.00%"}, []string{"1.00"}},
		{inFiscal, "2023年度财政拨款收入总计12.50万元、支出总计12.50万元。",
			[]string{"fiscal.income_total||final|12.50万元", "fiscal.expense_total||final|12.50万元"}, nil},
		{inFund, "2023年度政府性基金预算财政拨款收入总计5.00万元，其中：年初结转和结余1.00万元，本年收入4.00万元，本年支出4.50万元，年末结转和结余0.50万元。",
			[]string{"fund.income_total||final|5.00万元", "fund.opening_balance||final|1.00万元", "fund.income_year||final|4.00万元",
				"fund.expense_year||final|4.50万元", "fund.closing_balance||final|0.50万元"}, nil},
		{inFund, "政府性基金预算财政拨款收入5.00万元，支出4.00万元。", []string{"fund.income_year||final|5.00万元", "fund.expense_year||final|4.00万元"}, nil},
		{inFund, "本年支出4.50万元，其中：基本支出0.50万元，项目支出4.00万元。", []string{"fund.expense_year||final|4.50万元", "fund.basic||final|0.50万元", "fund.project||final|4.00万元"}, nil},
	})
}

// Changes on the year and against the budget.
func TestComparisons(t *testing.T) {
	change := []string{"agency.operation||final|10.00万元", "agency.operation||change|-2.00万元", "agency.operation||change_rate|-16.67%"}
	var cases []wording
	for _, c := range []string{
		"与上年相比减少2.00万元，下降16.67%", "比上年减少2.00万元，下降16.67%", "较上年减少2.00万元，下降16.67%", "较上年度减少2.00万元，降低16.67%",
		"较上年决算数减少2.00万元，下降16.67%", "较去年减少2.00万元，降幅16.67%", "同比减少2.00万元，同比下降16.67%", "与2022年度相比，减少2.00万元，减少16.67%",
		"比2022年减少2.00万元，下降16.67%", "较2022年度决算数减少了2.00万元，下降了16.67%", "与2022年度决算数相比，减少2.00万元，下降率16.67%",
		"比上年减少2.00万元，下降16.67", "比上年减少2.00万元，下降（增长）16.67%", "比上年减少2.00万元、下降16.67％", "比上年减少2.00万元（下降16.67%）",
	} {
		cases = append(cases, wording{inAgency, "2023年度机关运行经费支出10.00万元，" + c + "。", change, nil})
	}
	budget := []string{"agency.operation||final|10.00万元", "agency.operation||budget_change|-2.00万元", "agency.operation||variance_rate|-16.67%"}
	for _, c := range []string{
		"比年初预算减少2.00万元，下降16.67%", "较年初预算数减少2.00万元，下降16.67%", "较2023年初预算数减少2.00万元，下降16.67%", "比预算数减少2.00万元，减少16.67%",
		"与年初预算数相比，减少2.00万元，下降16.67%", "决算数小于预算数2.00万元，下降16.67%",
	} {
		cases = append(cases, wording{inAgency, "2023年度机关运行经费支出10.00万元，" + c + "。", budget, nil})
	}
	only := change[:1]
	checkWordings(t, append(cases, []wording{
		{inAgency, "机关运行经费支出10.00万元，与上年持平。", only, nil},
		{inAgency, "机关运行经费支出10.00万元，与上年基本持平，增长0.00%。", []string{only[0], "agency.operation||change_rate|0.00%"}, nil},
		{inAgency, "机关运行经费支出10.00万元，较上年无增减。", only, nil},
		{inAgency, "机关运行经费支出10.00万元，去年决算数为0万元，无法计算增减比率。", []string{only[0], "agency.operation||prior|0万元"}, nil},
		{inAgency, "机关运行经费支出10.00万元，较上年决算数12.00万元减少2.00万元，下降16.67%。",
			[]string{only[0], "agency.operation||prior|12.00万元", change[1], change[2]}, nil},
		{inAgency, "2022年机关运行经费支出决算12.00万元，2023年机关运行经费支出决算10.00万元。", []string{"agency.operation||prior|12.00万元", only[0]}, nil},
		{inAgency, "机关运行经费支出10.00万元，比年初预算减少2.00万元，下降16.67%，比上年增加1.00万元，增长11.11%。",
			[]string{budget[0], budget[1], budget[2], "agency.operation||change|1.00万元", "agency.operation||change_rate|11.11%"}, nil},
		{inAgency, "机关运行经费支出10.00万元，比2020年减少2.00万元，下降16.67%。", only, []string{"2.00", "16.67"}},
		{inAgency, "机关运行经费支出10.00万元，比上年增加（减少）2.00万元。", only, []string{"2.00"}},
		{inAgency, "机关运行经费支出10.00万元，比上年提高1.20个百分点。", only, []string{"1.20"}},
		{inAgency, "机关运行经费年初预算12.00万元，调整预算11.00万元，支出决算10.00万元，完成年初预算的83.33%。",
			[]string{"agency.operation||initial_budget|12.00万元", "agency.operation||full_budget|11.00万元", "agency.operation||final|10.00万元",
				"agency.operation||completion_rate|83.33%"}, nil},
		{inAgency, "机关运行经费全年预算数12.00万元，支出决算数10.00万元，完成年初预算12.00万元的83.33%。",
			[]string{"agency.operation||full_budget|12.00万元", "agency.operation||final|10.00万元", "agency.operation||initial_budget|12.00万元",
				"agency.operation||completion_rate|83.33%"}, nil},
		{inAgency, "机关运行经费支出10.00万元，占年初预算的83.33%，预算执行率83.33%。",
			[]string{only[0], "agency.operation||completion_rate|83.33%", "agency.operation||completion_rate|83.33%"}, nil},
		{inSangong, "“三公”经费支出决算比年初预算减少3.00万元，其中：因公出国（境）费减少1.00万元；公务接待费减少2.00万元。",
			[]string{"sangong.total||budget_change|-3.00万元", "sangong.abroad||budget_change|-1.00万元", "sangong.reception||budget_change|-2.00万元"}, nil},
	}...))
}

// Figures of something that is not known, or that may be something else's,
// stay unread: a wrong fact is worse.
func TestLeftUnread(t *testing.T) {
	checkWordings(t, []wording{
		{inAgency, "机关运行经费支出10.00万元，其中：取暖费减少3.00万元，下降20%。", []string{"agency.operation||final|10.00万元"}, []string{"3.00", "20"}},
		{inAgency, "机关运行经费支出10.00万元，其中：取暖费3.00万元，比上年减少1.00万元。", []string{"agency.operation||final|10.00万元"}, []string{"3.00", "1.00"}},
		{inExpense, "离退休人员项目支出8.00万元。", nil, []string{"8.00"}},
		{inExpense, "新增项目支出8.00万元。", nil, []string{"8.00"}},
		{inExpense, "年中追加项目支出8.00万元。", nil, []string{"8.00"}},
		{inGeneral, "一般公共预算财政拨款支出9.00万元，其中：上年结转资金安排的支出8.00万元，比上年增加1.00万元。", []string{"general.expense||final|9.00万元"}, []string{"8.00", "1.00"}},
		{inExpense, "基本支出人民币9.00万元，主要用于购置电脑8台，比上年增加1.00万元。", []string{"expense.basic||final|9.00万元", "expense.basic||change|1.00万元"}, []string{"8"}},
		{inIncome, "其他收入9.00万元，收入较上年增加1.00万元。", []string{"income.other||final|9.00万元"}, []string{"1.00"}},
		{inSangong, "公务接待费9.00万元，其中：接待外宾批次2批，人次5人，接待人次6人。", []string{"sangong.reception||final|9.00万元"}, nil},
		{inExpense, "较上年增加项目支出8.00万元。", nil, []string{"8.00"}},
		{inExpense, "基本支出和项目支出共计8.00万元，比上年增加1.00万元。", nil, []string{"8.00", "1.00"}},
		{inExpense, "人员经费8.00万元。", nil, nil}, // of all money, which no item keeps
		{inIncome, "非同级财政拨款收入8.00万元，占3%。", nil, nil},
		{inFund, "财政拨款收入8.00万元。", nil, []string{"8.00"}},
		{inFund, "使用政府性基金预算安排的“三公”经费支出8.00万元。", nil, []string{"8.00"}},
		{inAgency, "公用经费8.00万元。", nil, []string{"8.00"}},
		{inUnknown, "本年收入8.00万元，年初结转和结余1.00万元。", nil, []string{"8.00", "1.00"}},
		{inUnknown, "基本支出8.00万元，项目支出1.00万元。", nil, []string{"8.00", "1.00"}},
		{inUnknown, "2023年度收入总计8.00万元，其中：本年收入7.00万元，年初结转和结余1.00万元。",
			[]string{"income.total||final|8.00万元", "income.year||final|7.00万元", "income.opening_balance||final|1.00万元"}, nil},
		{inUnknown, "政府性基金预算财政拨款收入总计8.00万元，其中：年初结转和结余1.00万元，本年收入7.00万元。",
			[]string{"fund.income_total||final|8.00万元", "fund.opening_balance||final|1.00万元", "fund.income_year||final|7.00万元"}, nil},
		{inUnknown, "教育支出（类）8.00万元。", nil, []string{"8.00"}},
		{inGeneral, "1.其他机要事务支出8.00万元，完成年初预算的90%。", nil, []string{"8.00", "90"}},
		{inGeneral, "3.关于机要事务的支出年初预算为8.00万元，支出决算为7.00万元。", nil, []string{"8.00", "7.00"}},
		{inGeneral, "教育支出（类）基本支出8.00万元。", nil, []string{"8.00"}},
		{inGeneral, "8889999未知科目年初预算为8.00万元，支出决算为7.00万元。", nil, []string{"8889999", "8.00", "7.00"}},
		{inPerformance, "共涉及项目5个，资金8.00万元，占一般公共预算项目支出总额的100%。", nil, nil}, // certain, and kept by no item
		{inPerformance, "组织对2023年度一般公共预算项目支出8.00万元开展绩效自评。", nil, []string{"8.00"}},
		{inSangong, "2023年收支总计12 345.67万元。", nil, []string{"12", "345.67"}},
		{inSangong, "公务接待费和会议费共计8.00万元，比上年增加1.00万元。", nil, []string{"8.00", "1.00"}},
		{inProcurement, "政府采购支出总额8.00万元，其他支出1.00万元。", []string{"procurement.total||final|8.00万元"}, []string{"1.00"}},
		{inAssets, "本部门共有电脑30台，房屋租赁面积20平方米。", nil, []string{"30", "20"}},
		{inOverall, "2023年收入总计8.00万元，比2023年减少1.00万元。", []string{"income.total||final|8.00万元", "expense.total||final|0"}[:1], []string{"1.00"}},
	})
}

// 三公: sums, items, counts.
func TestSangong(t *testing.T) {
	checkWordings(t, []wording{
		{inSangong, "2023年度“三公”经费财政拨款支出年初预算为9.00万元，支出决算为6.00万元，完成预算的66.67%，较上年减少1.00万元，下降14.29%。",
			[]string{"sangong.total||initial_budget|9.00万元", "sangong.total||final|6.00万元", "sangong.total||completion_rate|66.67%",
				"sangong.total||change|-1.00万元", "sangong.total||change_rate|-14.29%"}, nil},
		{inSangong, "“三公\"经费支出共计6.00万元，较年初预算数减少3.00万元，下降33.33%。",
			[]string{"sangong.total||final|6.00万元", "sangong.total||budget_change|-3.00万元", "sangong.total||variance_rate|-33.33%"}, nil},
		{inSangong, "一般公共预算财政拨款“三公”经费支出6.00万元。", []string{"sangong.total||final|6.00万元"}, nil},
		{inSangong, "本单位2023年度无“三公”经费财政拨款支出。", []string{"sangong.total||final|none"}, nil},
		{inSangong, "未发生因公出国（境）费支出。", []string{"sangong.abroad||final|none"}, nil},
		{inSangong, "因公出国(境)费用0万元，公务车购置费1.00万元，公务车运行维护费2.00万元，公务接待费3.00万元。",
			[]string{"sangong.abroad||final|0万元", "sangong.vehicle_purchase||final|1.00万元", "sangong.vehicle_operation||final|2.00万元", "sangong.reception||final|3.00万元"}, nil},
		{inSangong, "公务用车购置及运行（维护）费支出3.00万元。", nil, []string{"3.00"}},
		{inSangong, "公务用车购置及运行维护费预算数5.00万元，决算数3.00万元。", []string{"sangong.vehicle||full_budget|5.00万元", "sangong.vehicle||final|3.00万元"}, nil},
		{inSangong, "全年安排因公出国（境）团组2个，累计6人次。", []string{"sangong.abroad_groups||final|2个", "sangong.abroad_visits||final|6人次"}, nil},
		{inSangong, "因公出国（境）2个团组，6人。", []string{"sangong.abroad_groups||final|2个", "sangong.abroad_visits||final|6人"}, nil},
		{inSangong, "更新购置公务用车1辆，支出17.98万元。", []string{"sangong.vehicles_purchased||final|1辆", "sangong.vehicle_purchase||final|17.98万元"}, nil},
		{inSangong, "2023年期末，单位开支财政拨款的公务用车保有量为2辆，其中：轿车1辆、越野车1辆。", []string{"sangong.vehicles_owned||final|2辆"}, nil},
		{inSangong, "单位共有公务用车3辆，车均运行维护费1.00万元。", []string{"sangong.vehicles_owned||final|3辆"}, nil},
		{inSangong, "国内公务接待22批次，180人次（不含陪同人员），共计支出1.65万元。外事接待2批次，5人，共计支出0.10万元。",
			[]string{"sangong.reception_batches||final|22批次", "sangong.reception_visits||final|180人次", "sangong.reception_domestic||final|1.65万元"}, nil},
		{inSangong, "国内公务接待22批次180人次。", []string{"sangong.reception_batches||final|22批次", "sangong.reception_visits||final|180人次"}, nil},
		{inSangong, "国内公务接待（22批次，180人次）支出1.65万元。", []string{"sangong.reception_batches||final|22批次", "sangong.reception_visits||final|180人次", "sangong.reception_domestic||final|1.65万元"}, nil},
		{inSangong, "国内公务接待批次22个，国内公务接待人次180人。", []string{"sangong.reception_batches||final|22个", "sangong.reception_visits||final|180人"}, nil},
		{inSangong, "接待国内来访团组40个、来宾412人次（不包括陪同人员）；接待外宾3批次，18人次。",
			[]string{"sangong.reception_batches||final|40个", "sangong.reception_visits||final|412人次"}, nil},
		{inSangong, "公务接待费1.65万元（其中：外宾接待0.10万元），主要用于接待考察，比上年减少0.35万元。",
			[]string{"sangong.reception||final|1.65万元", "sangong.reception||change|-0.35万元"}, nil},
		{inSangong, "公务接待费预算2.00万元，支出1.65万元。", []string{"sangong.reception||full_budget|2.00万元", "sangong.reception||final|1.65万元"}, nil},
		{inSangong, "会议费支出1.00万元，比上年减少0.20万元，下降16.67%。", nil, nil},
	})
}

// Classes of expenditure.
func TestClassWordings(t *testing.T) {
	const path = "一般公共服务支出/财政事务/行政运行"
	detail := []string{"general.expense|" + path + "|initial_budget|8.00万元", "general.expense|" + path + "|final|7.00万元"}
	share := []string{"general.expense|教育支出|final|8.00万元", "general.expense|教育支出|share|80.00%"}
	checkWordings(t, []wording{
		{inGeneral, "1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：在职人员经费及公用经费等的基本支出。年初预算为8.00万元，支出决算为7.00万元。决算数小于预算数的主要原因：人员减少。", detail, nil},
		{inGeneral, "1.一般公共服务（类）财政事务（款）行政运行（项）:年初预算为8.00万元，支出决算为7.00万元，决算数小于预算数。", detail, nil},
		{inGeneral, "（1）一般公共服务支出（201类）财政事务（06款）行政运行（01项）年初预算8.00万元，支出决算7.00万元。", detail, nil},
		{inGeneral, "1.201类06款01项行政运行，年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "2010601行政运行年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "1.行政运行（2010601）年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "1.一般公共服务支出（201）财政事务（20106）行政运行（2010601）年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "1.一般公共服务支出-财政事务-行政运行年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "（一）一般公共服务支出（类）\n1.财政事务（款）行政运行（项）。年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "（一）一般公共服务支出（类）财政事务（款）\n1.行政运行（项）。\n年初预算为8.00万元，支出决算为7.00万元。", detail, nil},
		{inGeneral, "教育支出8.00万元，占80.00%。", share, nil},
		{inGeneral, "教育支出（类）8.00万元，占80.00%。", share, nil},
		{inGeneral, "教育（类）支出8.00万元，占80.00%。", share, nil},
		{inGeneral, "主要用于以下方面：教育（类）支出8.00万元，占80.00%。", share, nil},
		{inFiscalSpent, "教育支出（类）普通教育（款）小学教育（项）支出8.00万元，比上年增加1.00万元。",
			[]string{"fiscal.expense_year|教育支出/普通教育/小学教育|final|8.00万元", "fiscal.expense_year|教育支出/普通教育/小学教育|change|1.00万元"}, nil},
		{inFund, "1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）支出决算为8.00万元。",
			[]string{"fund.expense|城乡社区支出/国有土地使用权出让收入安排的支出|final|8.00万元"}, nil},
	})
}

// The remaining sections.
func TestOtherSections(t *testing.T) {
	checkWordings(t, []wording{
		{inBasic, "人员经费8.00万元，主要包括：基本工资、津贴补贴等。日常公用经费2.00万元，主要包括：办公费、差旅费。",
			[]string{"general.personnel||final|8.00万元", "general.operation||final|2.00万元"}, nil},
		{inBasic, "使用一般公共预算财政拨款安排基本支出8.00万元，使用政府性基金预算财政拨款安排基本支出2.00万元。", []string{"general.basic||final|8.00万元", "fund.basic||final|2.00万元"}, nil},
		{inFund, "本部门没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。",
			[]string{"fund.income_total||final|none", "fund.income_year||final|none", "fund.expense_total||final|none", "fund.expense_year||final|none", "fund.expense||final|none"}, nil},
		{inAgency, "本单位为事业单位，无机关运行经费。", []string{"agency.operation||final|none"}, nil},
		{inProcurement, "政府采购金额（以合同签订为准）为8.00万元，其中：货物采购金额5.00万元、工程采购金额0万元、服务采购金额3.00万元。面向中小企业预留采购金额2.00万元。",
			[]string{"procurement.total||final|8.00万元", "procurement.goods||final|5.00万元", "procurement.works||final|0万元", "procurement.services||final|3.00万元"}, nil},
		{inProcurement, "授予中小企业合同金额8.00万元，占政府采购支出总额的100%，其中：授予小微企业合同金额4.00万元，占授予中小企业合同金额的50%；货物采购授予中小企业合同金额占货物支出金额的100%。",
			[]string{"procurement.sme||final|8.00万元", "procurement.sme||share|100%", "procurement.micro||final|4.00万元", "procurement.micro||share|50%"}, nil},
		{inAssets, "本单位共有车辆5辆，其中：部级领导干部用车0辆、一般公务用车1辆、一般执法执勤用车2辆、其他用车2辆；单价50万元以上通用设备3台（套），单价100万元以上专用设备1台（套）。",
			[]string{"assets.vehicles||final|5辆", "assets.vehicles_ministerial||final|0辆", "assets.vehicles_enforcement||final|2辆",
				"assets.vehicles_other||final|2辆", "assets.equipment_over_1m||final|1台"}, nil},
		{inAssets, "单价100万元（含）以上设备（不含车辆）2台（套）。", []string{"assets.equipment_over_1m||final|2台"}, nil},
	})
}
