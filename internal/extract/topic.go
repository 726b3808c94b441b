package extract

import (
	"regexp"
	"slices"
	"strings"
)

// topic is what a section speaks of. It decides which account a bare term
// such as 本年收入 belongs to, and whether the section states figures at all.
type topic string

const (
	topicDuties       topic = "duties"       // 主要职能
	topicOrganisation topic = "organisation" // 机构设置及人员情况
	topicOverall      topic = "overall"      // 收入支出决算总体情况
	topicIncome       topic = "income"       // 收入决算情况
	topicExpense      topic = "expense"      // 支出决算情况
	topicFiscal       topic = "fiscal"       // 财政拨款收入支出决算总体情况
	topicGeneral      topic = "general"      // 一般公共预算财政拨款支出决算情况
	topicBasic        topic = "basic"        // 一般公共预算财政拨款基本支出决算情况
	topicFund         topic = "fund"         // 政府性基金预算
	topicCapital      topic = "capital"      // 国有资本经营预算
	topicSangong      topic = "sangong"      // “三公”经费
	topicOther        topic = "other"        // 其他重要事项
	topicAgency       topic = "agency"       // 机关运行经费
	topicProcurement  topic = "procurement"  // 政府采购
	topicAssets       topic = "assets"       // 国有资产占用
	topicPerformance  topic = "performance"  // 预算绩效
	topicNotes        topic = "notes"        // 其他需说明的事项
	topicGlossary     topic = "glossary"     // 名词解释
	topicForms        topic = "forms"        // 部门决算报表
	topicNarrative    topic = "narrative"    // 部门决算情况说明, the part
	topicProfile      topic = "profile"      // 单位概况, the part

	topicFiscalExpense topic = "fiscal_expense" // 财政拨款支出决算情况
	topicNone          topic = ""               // a title that is not known, or none
)

// titleWords decides the topic of a title, and the account it is of: the first
// row all of whose words the title contains. Rows are ordered from the narrow
// to the wide.
var titleWords = []struct {
	words   []string
	topic   topic
	account account
}{
	{[]string{"名词解释"}, topicGlossary, overall},
	{[]string{"术语解释"}, topicGlossary, overall},
	{[]string{"名词说明"}, topicGlossary, overall},
	{[]string{"绩效"}, topicPerformance, overall},
	{[]string{"三公"}, topicSangong, overall},
	{[]string{"因公出国"}, topicSangong, overall},
	{[]string{"公务用车"}, topicSangong, overall},
	{[]string{"公务接待"}, topicSangong, overall},
	{[]string{"政府性基金"}, topicFund, fund},
	{[]string{"国有资本经营"}, topicCapital, capital},
	{[]string{"机关运行"}, topicAgency, overall},
	{[]string{"政府采购"}, topicProcurement, overall},
	{[]string{"国有资产"}, topicAssets, overall},
	{[]string{"资产占用"}, topicAssets, overall},
	{[]string{"资产占有"}, topicAssets, overall},
	{[]string{"基本支出", "一般公共预算"}, topicBasic, general},
	{[]string{"基本支出", "财政拨款"}, topicBasic, fiscalA},
	{[]string{"一般公共预算", "收入支出决算总体"}, topicGeneral, general},
	{[]string{"一般公共预算", "收支"}, topicGeneral, general},
	{[]string{"一般公共预算", "决算表"}, topicForms, overall},
	{[]string{"一般公共预算", "支出"}, topicGeneral, general},
	{[]string{"财政拨款", "收入支出"}, topicFiscal, fiscalA},
	{[]string{"财政拨款", "收支"}, topicFiscal, fiscalA},
	{[]string{"财政拨款", "收、支"}, topicFiscal, fiscalA},
	{[]string{"财政拨款支出"}, topicFiscalExpense, fiscalA},
	{[]string{"财政拨款", "收入"}, topicFiscal, fiscalA},
	{[]string{"决算总表"}, topicForms, overall},
	{[]string{"收入支出决算总体"}, topicOverall, overall},
	{[]string{"收支决算总体"}, topicOverall, overall},
	{[]string{"收入支出总体"}, topicOverall, overall},
	{[]string{"收支总体"}, topicOverall, overall},
	{[]string{"收、支", "总体"}, topicOverall, overall},
	{[]string{"收入、支出", "总体"}, topicOverall, overall},
	{[]string{"收入决算表"}, topicForms, overall},
	{[]string{"支出决算表"}, topicForms, overall},
	{[]string{"其他重要事项"}, topicOther, overall},
	{[]string{"其它重要事项"}, topicOther, overall},
	{[]string{"重要事项"}, topicOther, overall},
	{[]string{"其他需", "说明"}, topicNotes, overall},
	{[]string{"其他事项"}, topicNotes, overall},
	{[]string{"人员情况"}, topicOrganisation, overall},
	{[]string{"人员构成"}, topicOrganisation, overall},
	{[]string{"机构设置"}, topicOrganisation, overall},
	{[]string{"机构情况"}, topicOrganisation, overall},
	{[]string{"决算单位构成"}, topicOrganisation, overall},
	{[]string{"单位构成"}, topicOrganisation, overall},
	{[]string{"职能"}, topicDuties, overall},
	{[]string{"职责"}, topicDuties, overall},
	{[]string{"决算报表"}, topicForms, overall},
	{[]string{"决算公开表"}, topicForms, overall},
	{[]string{"决算表"}, topicForms, overall},
	{[]string{"附表"}, topicForms, overall},
	{[]string{"部门决算", "说明"}, topicNarrative, overall},
	{[]string{"单位决算", "说明"}, topicNarrative, overall},
	{[]string{"部门决算情况"}, topicNarrative, overall},
	{[]string{"单位决算情况"}, topicNarrative, overall},
	{[]string{"部门决算公开"}, topicNarrative, overall},
	{[]string{"概况"}, topicProfile, overall},
	{[]string{"基本情况"}, topicProfile, overall},
}

// unitBefore is a unit's name before the year.
var unitBefore = regexp.MustCompile(`^.{2,40}[局委会厅部院校学所站心队处府道镇乡馆团社办室园]20\d\d年`)

// sideTitle is a title that speaks of the unit's income or expenditure and of
// no part of it.
var sideTitle = regexp.MustCompile(`^(?:关于)?(?:20\d\d年(?:度)?)?(?:决算)?(?:本年度|本年|年度|部门|单位)*(?:决算)?(收入支出|收入、支出|收入和支出|收、支|收支|收入|支出)(?:预算执行|总体|合计|总计|执行)*(?:决算)?(?:总体|具体|结构|增减变动|变化)*(?:情况|的|说明|及增减变动|及增减变化)*$`)

// narrativeTitle is the title of the part that tells the accounts.
var narrativeTitle = regexp.MustCompile(`^(?:20\d\d年(?:度)?)?(?:决算)(?:情况|公开)?(?:的)?说明$`)

// generic are the words of titles that only say how their section speaks of
// what the one above is on.
var generic = regexp.MustCompile(`^(?:20\d\d年(?:度)?|本年度|本年|部门|单位|财政拨款|一般公共预算|政府性基金预算|国有资本经营预算|收入|支出|收支|决算|预算|总体|具体|结构|主要|执行|完成|增减|变动|变化|分项|明细|构成|组成|情况|说明|分析|的|及|和|与|、|按|功能|分类|经济|科目|用途|按支出)+$`)

// wide are the topics of titles that in a narrower section only say which side
// of it they speak of: （一）支出决算总体情况 in the section on 一般公共预算.
var wide = []topic{topicOverall, topicIncome, topicExpense, topicFiscal, topicFiscalExpense, topicNarrative, topicNone, topicNotes, topicProfile}

// sides are the topics of titles that speak of the income or expenditure of
// whatever the title above them names.
var sides = []topic{topicIncome, topicExpense, topicFiscalExpense}

// narrow are the topics of sections that wide titles do not leave.
var narrow = []topic{topicFiscal, topicFiscalExpense, topicGeneral, topicBasic, topicFund, topicCapital, topicSangong, topicAgency, topicProcurement,
	topicAssets, topicPerformance, topicDuties, topicOrganisation}

// topicOf returns the topic of a title and the account it is of, topicNone
// when it has none of the known words.
func topicOf(title string) (topic, account) {
	title = squeeze(title)
	if m := unitBefore.FindStringIndex(title); m != nil {
		title = title[m[1]-len("2024年"):] // the unit's name may hold any word: 某市政府采购中心2024年度…
	}
	if strings.HasSuffix(title, "表") && !strings.Contains(title, "绩效") {
		return topicForms, overall
	}
	if m := sideTitle.FindStringSubmatch(title); m != nil {
		switch income, expense := strings.Contains(m[1], "收"), strings.Contains(m[1], "支"); {
		case income && expense:
			return topicOverall, overall
		case income:
			return topicIncome, overall
		}
		return topicExpense, overall
	}
	if narrativeTitle.MatchString(title) {
		return topicNarrative, overall
	}
	for _, row := range titleWords {
		if containsAll(title, row.words) {
			return row.topic, row.account
		}
	}
	return topicNone, overall
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// account is the pot of money a bare term belongs to.
type account string

const (
	overall account = ""
	fiscalA account = "fiscal"  // 财政拨款
	general account = "general" // 一般公共预算财政拨款
	fund    account = "fund"    // 政府性基金预算财政拨款
	capital account = "capital" // 国有资本经营预算财政拨款
)

// states reports whether figures in a section of this topic state the accounts;
// elsewhere they belong to duties, definitions, lists.
func (t topic) states() bool {
	switch t {
	case topicDuties, topicGlossary, topicForms:
		return false
	}
	return true
}

// accountKnown reports whether bare names in the section are its account's.
func (s *section) accountKnown() bool {
	switch s.topic {
	case topicOverall, topicIncome, topicExpense, topicFiscal, topicFiscalExpense, topicGeneral, topicBasic, topicFund, topicCapital:
		return true
	}
	return false
}

// side is the side of the accounts that the section's own subject is on.
func (s *section) side() side {
	switch s.topic {
	case topicIncome:
		return sideIncome
	case topicExpense, topicFiscalExpense, topicGeneral, topicBasic, topicSangong, topicAgency:
		return sideExpense
	}
	return noSide
}

// opening is what the next paragraph of the section speaks of until it names
// something: the section's subject, as long as nothing else has been named.
// An item of a list by class speaks of a class.
func (s *section) opening(item bool) *subject {
	of := defaultSubject(s)
	if of == nil || s.aside || s.begun && (!s.left.same(of) || s.leftClass != nil) {
		return nil
	}
	switch s.topic {
	case topicGeneral, topicFiscalExpense, topicFund, topicCapital:
		if item {
			return nil
		}
	}
	return of
}

// same reports whether two subjects are of the same amount.
func (s *subject) same(other *subject) bool {
	return s != nil && slices.Equal(s.items[byMoney], other.items[byMoney])
}
