package extract

import "strings"

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
)

// titleWords decides the topic of a title: the first row all of whose words
// the title contains. Rows are ordered from the narrow to the wide.
var titleWords = []struct {
	words []string
	topic topic
}{
	{[]string{"名词解释"}, topicGlossary},
	{[]string{"三公"}, topicSangong},
	{[]string{"政府性基金"}, topicFund},
	{[]string{"国有资本经营"}, topicCapital},
	{[]string{"基本支出", "一般公共预算"}, topicBasic},
	{[]string{"财政拨款基本支出"}, topicBasic},
	{[]string{"一般公共预算", "支出决算"}, topicGeneral},
	{[]string{"财政拨款收入支出决算总体"}, topicFiscal},
	{[]string{"财政拨款收支决算总体"}, topicFiscal},
	{[]string{"财政拨款收入支出总体"}, topicFiscal},
	{[]string{"收入支出决算总体"}, topicOverall},
	{[]string{"收支决算总体"}, topicOverall},
	{[]string{"收入支出总体"}, topicOverall},
	{[]string{"收入决算"}, topicIncome},
	{[]string{"支出决算情况"}, topicExpense},
	{[]string{"机关运行经费"}, topicAgency},
	{[]string{"政府采购"}, topicProcurement},
	{[]string{"国有资产"}, topicAssets},
	{[]string{"绩效"}, topicPerformance},
	{[]string{"其他重要事项"}, topicOther},
	{[]string{"其他需", "说明"}, topicNotes},
	{[]string{"人员情况"}, topicOrganisation},
	{[]string{"机构设置"}, topicOrganisation},
	{[]string{"职能"}, topicDuties},
	{[]string{"职责"}, topicDuties},
	{[]string{"决算报表"}, topicForms},
	{[]string{"决算表"}, topicForms},
	{[]string{"附表"}, topicForms},
	{[]string{"决算情况说明"}, topicNarrative},
	{[]string{"概况"}, topicProfile},
}

// topicOf returns the topic of a title, "" when it has none of the known words.
func topicOf(title string) topic {
	title = squeeze(title)
	for _, row := range titleWords {
		if containsAll(title, row.words) {
			return row.topic
		}
	}
	return ""
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

func (t topic) account() account {
	switch t {
	case topicFiscal:
		return fiscalA
	case topicGeneral, topicBasic:
		return general
	case topicFund:
		return fund
	case topicCapital:
		return capital
	}
	return overall
}

// states reports whether figures in a section of this topic state the accounts;
// elsewhere they belong to duties, definitions, lists.
func (t topic) states() bool {
	switch t {
	case topicDuties, topicGlossary, topicForms:
		return false
	}
	return true
}
