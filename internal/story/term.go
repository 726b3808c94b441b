package story

import (
	"strings"

	"mingzhang/internal/fiscal"
)

// Term is a word of the field explained: in the document's own words where its
// 名词解释 has them, and in the portal's plain ones.
type Term struct {
	Name  string
	Plain string // the portal's explanation, "" when it has none
	Own   string // the document's definition, "" when it gives none
	At    int    // where the document defines it, -1 when it does not
}

// plainTerms explain the words that pages use, in words that need no explaining.
var plainTerms = []struct{ name, plain string }{
	{"部门决算", "一个单位一年的收支结算：这一年实际收了多少钱、花了多少钱、剩下多少钱。"},
	{"决算数", "一年结束后按实际收支结算出来的数，不是计划数。"},
	{"年初预算数", "年初经批准的计划数。"},
	{"全年预算数", "年初预算经过年中追加、调减之后的计划数，也叫调整预算数。"},
	{"预决算差异率", "决算数比预算数多或少了百分之几：（决算数 − 预算数）÷ 预算数。"},
	{"上年决算数", "上一年度实际结算的数。文中没有直接写出的，本站用“本年数 − 增减额”推算，并标明“推算”。"},
	{"财政拨款收入", "由本级财政拨给这个单位的钱，来自税收等公共收入。"},
	{"一般公共预算", "以税收为主要来源、用于保障民生和机构运转的那本账。"},
	{"政府性基金预算", "有专门来源、专款专用的那本账，例如土地出让收入、专项债券收入。"},
	{"国有资本经营预算", "来自国有企业利润等收益、用于国有企业的那本账。"},
	{"基本支出", "让单位正常运转的开支，主要是人员工资和日常办公。"},
	{"项目支出", "在正常运转之外，为完成特定任务或建设项目花的钱。"},
	{"人员经费", "工资、津贴、社会保险、住房公积金等花在人身上的钱。"},
	{"公用经费", "办公、邮电、水电、差旅、用车等日常运转的钱。"},
	{"上级补助收入", "从主管部门或上级单位得到的、不是财政拨款的补助。"},
	{"事业收入", "事业单位开展本职业务活动取得的收入。"},
	{"经营收入", "事业单位在本职业务之外做经营取得的收入。"},
	{"附属单位上缴收入", "下属独立核算的单位按规定上交的钱。"},
	{"其他收入", "上面几类之外的收入，如利息、捐赠。"},
	{"使用非财政拨款结余（含专用结余）", "收支有差额时，动用以前积累的、不来自财政拨款的结余来补。"},
	{"年初结转和结余", "上一年没有用完、带到今年继续用的钱。"},
	{"年末结转和结余", "今年没有用完、留到明年继续用的钱。"},
	{"结余分配", "事业单位把当年的结余按规定提取基金或交税。"},
	{"上缴上级支出", "按规定上交给上级单位的钱。"},
	{"经营支出", "事业单位在本职业务之外做经营花的钱。"},
	{"对附属单位补助支出", "用非财政的钱补助下属单位。"},
	{"“三公”经费", "因公出国（境）、公务用车购置及运行、公务接待三项开支。"},
	{"机关运行经费", "行政机关（和参照公务员法管理的事业单位）用财政拨款支付的日常公用开支。"},
	{"绩效自评", "单位对照年初目标，给自己这一年花钱的效果打分。"},
	{"类、款、项", "政府支出按用途分的三级科目：类最大，款在类之下，项最细。"},
}

// Terms explains every word that the document defines or the portal knows, the
// document's first.
func (b *Book) Terms() []Term {
	var all []Term
	seen := map[string]bool{}
	for _, g := range b.Report.Glossary {
		all = append(all, Term{Name: g.Term, Own: g.Definition, At: g.Source.Start, Plain: Plain(g.Term)})
		seen[TermKey(g.Term)] = true
	}
	for _, p := range plainTerms {
		if !seen[TermKey(p.name)] {
			all = append(all, Term{Name: p.name, Plain: p.plain, At: -1})
		}
	}
	return all
}

// Explain returns the explanation of a word; ok is false for one that nobody explains.
func (b *Book) Explain(name string) (Term, bool) {
	key := TermKey(name)
	for _, t := range b.Terms() {
		if TermKey(t.Name) == key {
			return t, true
		}
	}
	return Term{}, false
}

// Plain returns the portal's own explanation of a word, "" when it has none.
func Plain(name string) string {
	for _, p := range plainTerms {
		if TermKey(p.name) == TermKey(name) {
			return p.plain
		}
	}
	return ""
}

// PlainTerms returns every word that the portal itself explains.
func PlainTerms() []Term {
	var all []Term
	for _, p := range plainTerms {
		all = append(all, Term{Name: p.name, Plain: p.plain, At: -1})
	}
	return all
}

// TermFor returns the word that explains an item; "" when nothing does.
func TermFor(item fiscal.Item) string {
	if Plain(item.Term()) != "" {
		return item.Term()
	}
	return ""
}

// TermKey makes the printed variants of one word equal.
func TermKey(name string) string {
	return strings.NewReplacer("“", "", "”", "", "\"", "", "(", "（", ")", "）", " ", "").Replace(name)
}
