package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// saidCompletion finds the rate of completion that a row's words give.
var saidCompletion = regexp.MustCompile(`完成率(?:为|是)?\s*(\d+(?:\.\d+)?)\s*[%％]`)

// openingYear finds the year that a text begins with.
var openingYear = regexp.MustCompile(`^\s*(20\d\d)\s*年`)

// years looks for another year where the report speaks of its own.
func years(l *ledger) {
	own := strconv.Itoa(l.report.Year)
	if l.report.Year == 0 {
		return
	}
	for n, e := range l.report.Evaluations {
		if e.Year != 0 && e.Year != l.report.Year {
			l.add(fiscal.Check{
				Title: "自评表的年度与决算年度一致", Status: fiscal.Violated, Stated: strconv.Itoa(e.Year) + " 年度", Computed: own + " 年度",
				Note: "自评表标的年度不是决算年度。", Sources: []fiscal.Source{e.Source},
			})
		}
		m := openingYear.FindStringSubmatch(e.Result)
		if m == nil || m[1] == own {
			continue
		}
		c := fiscal.Check{
			Title: "完成情况说的是决算年度", Status: fiscal.Notice, Stated: m[1] + " 年", Computed: own + " 年",
			Note: own + " 年度的完成情况以“" + m[1] + "年”开头，可能是笔误。", Cells: []fiscal.CellRef{{Evaluation: n, Cell: "result"}},
		}
		l.add(c)
	}
	if len(l.report.Evaluations) > 0 && (len(l.checks) == 0 || l.checks[len(l.checks)-1].Rule != l.rule) {
		l.add(fiscal.Check{Title: "自评表的年度与决算年度一致", Status: fiscal.Holds, Stated: own + " 年度", Computed: own + " 年度", Note: "各表的年度一致。"})
	}
}

// leftover finds what a template leaves when it is not filled in.
var leftover = regexp.MustCompile(`[XxＸ×]{2,}|某某|（\s*）|\(\s*\)|下降（增长）|增长（下降）|增加（减少）|减少（增加）`)

func leftovers(l *ledger) {
	report := func(where, text string, s fiscal.Source) {
		if m := leftover.FindString(text); m != "" {
			l.add(fiscal.Check{
				Title: where + "没有模板留下的空", Status: fiscal.Notice, Stated: m, Note: "文中有“" + m + "”，像是模板没有填完。", Sources: []fiscal.Source{s},
			})
		}
	}
	before := len(l.checks)
	for _, r := range l.report.Reasons {
		report("原因说明", r.Text, r.Source)
	}
	for _, e := range l.report.Evaluations {
		report("自评表", e.Name+e.Goal+e.Result, e.Source)
	}
	if leftover.MatchString(l.report.Unit.Name) {
		l.add(fiscal.Check{Title: "单位名称没有模板留下的空", Status: fiscal.Notice, Stated: l.report.Unit.Name, Note: "单位名称像是模板没有填完。"})
	}
	if len(l.checks) == before && len(l.report.Reasons) > 0 {
		l.add(fiscal.Check{Title: "没有模板留下的空", Status: fiscal.Holds, Note: "原因说明、自评表与单位名称里没有 XX、××、下降（增长）之类的空。"})
	}
}

// repeats compares what the document states more than once.
func repeats(l *ledger) {
	seen := map[fiscal.Key]bool{}
	for _, f := range l.report.Facts {
		k := f.Key()
		if seen[k] || f.Origin != fiscal.Stated {
			continue
		}
		seen[k] = true
		var stated []int
		for _, i := range l.facts[k] {
			if l.report.Facts[i].Origin == fiscal.Stated {
				stated = append(stated, i)
			}
		}
		if len(stated) < 2 {
			continue
		}
		l.repeated(stated)
	}
}

// repeated makes one check of all statements of a quantity: the first against
// the one that differs most from it.
func (l *ledger) repeated(facts []int) {
	first, ok := l.operand(facts[0])
	if !ok {
		return
	}
	worst := -1
	for _, i := range facts[1:] {
		o, ok := l.operand(i)
		if !ok {
			return
		}
		if !o.value.Equal(first.value) {
			worst = i
		}
	}
	title := first.term + basisWord(l.report.Facts[facts[0]].Basis) + "各处一致"
	if worst < 0 {
		l.add(fiscal.Check{Title: title, Status: fiscal.Holds, Stated: first.with(), Computed: first.with(), Facts: slices.Clone(facts), Note: "文中写了 " + strconv.Itoa(len(facts)) + " 次，每次都一样。"})
		return
	}
	other, _ := l.operand(worst)
	l.equal(title, first, other)
}

func basisWord(b fiscal.Basis) string {
	if b == fiscal.Final {
		return ""
	}
	return "的" + b.Term()
}

// required are the contents that the rules of disclosure ask for, with the
// items any of which shows that one is there.
var required = []struct {
	name  string
	items []fiscal.Item
}{
	{"收入支出总体情况", []fiscal.Item{fiscal.IncomeTotal, fiscal.ExpenseTotal}},
	{"收入情况", []fiscal.Item{fiscal.IncomeYear}},
	{"支出情况", []fiscal.Item{fiscal.ExpenseYear}},
	{"财政拨款收支情况", []fiscal.Item{fiscal.FiscalIncomeTotal, fiscal.FiscalExpenseTotal}},
	{"一般公共预算支出", []fiscal.Item{fiscal.GeneralExpense}},
	{"一般公共预算基本支出", []fiscal.Item{fiscal.GeneralBasic, fiscal.FiscalBasic}},
	{"政府性基金预算收支", []fiscal.Item{fiscal.FundIncomeTotal, fiscal.FundExpense, fiscal.FundExpenseYear}},
	{"国有资本经营预算收支", []fiscal.Item{fiscal.CapitalIncomeTotal, fiscal.CapitalExpense, fiscal.CapitalExpenseYear}},
	{"“三公”经费总额", []fiscal.Item{fiscal.SangongTotal}},
	{"因公出国（境）费", []fiscal.Item{fiscal.SangongAbroad}},
	{"公务用车购置及运行费", []fiscal.Item{fiscal.SangongVehicle, fiscal.SangongVehicleOperation}},
	{"公务接待费", []fiscal.Item{fiscal.SangongReception}},
	{"出国团组与人次", []fiscal.Item{fiscal.SangongAbroadGroups, fiscal.SangongAbroadVisits}},
	{"公务用车购置数与保有量", []fiscal.Item{fiscal.SangongVehiclesPurchased, fiscal.SangongVehiclesOwned}},
	{"公务接待批次与人次", []fiscal.Item{fiscal.SangongReceptionBatches, fiscal.SangongReceptionVisits}},
	{"机关运行经费", []fiscal.Item{fiscal.AgencyOperation}},
	{"政府采购", []fiscal.Item{fiscal.ProcurementTotal}},
	{"国有资产占用", []fiscal.Item{fiscal.AssetsVehicles, fiscal.AssetsBuildingArea}},
	{"预算绩效", []fiscal.Item{fiscal.EvaluationOverallCount, fiscal.EvaluationProjectCount}},
}

func contents(l *ledger) {
	have := map[fiscal.Item]bool{}
	for _, f := range l.report.Facts {
		have[f.Item] = true
	}
	var missing []string
	for _, r := range required {
		if !slices.ContainsFunc(r.items, func(i fiscal.Item) bool { return have[i] }) {
			missing = append(missing, r.name)
		}
	}
	if len(l.report.Glossary) == 0 {
		missing = append(missing, "名词解释")
	}
	if len(l.report.Tables) < len(fiscal.Forms) {
		missing = append(missing, "九张报表的全部名称")
	}
	c := fiscal.Check{Title: "应当公开的内容都在", Status: fiscal.Holds, Note: strconv.Itoa(len(required)+2) + " 项内容都读到了。"}
	if len(missing) > 0 {
		c.Status, c.Note = fiscal.Notice, "没有读到："+strings.Join(missing, "、")+"。可能写在附件里，也可能程序没有认出。"
	}
	l.add(c)
}
