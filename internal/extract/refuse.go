package extract

import (
	"fmt"
	"regexp"
	"strings"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
)

// refuse says why the document is no 部门决算, before it is read.
func (r *reader) refuse() error {
	text := squeeze(r.doc.Text)
	accounts := strings.Count(text, "决算")
	if accounts == 0 {
		if strings.Contains(text, "部门预算") || strings.Contains(text, "单位预算") || strings.Count(text, "预算") >= 5 {
			return r.fail("这是部门预算，不是部门决算", "请换成同一年度的部门决算文件")
		}
		return r.fail("全文没有“决算”二字，不是部门决算", "请换成部门决算的正文")
	}
	if r.blank() {
		return r.fail("这是空白模板，没有读到收入、支出决算总数：应填金额的地方还是“XX”一类的占位符", "请上传填写完整、正式公开的部门决算")
	}
	if budget, at := strings.Count(text, "预算公开")+strings.Count(text, "部门预算"), accounts; budget > at {
		return r.fail("这是部门预算，不是部门决算", "请换成同一年度的部门决算文件")
	}
	if cut, ok := r.cutShort(); ok {
		return r.fail(fmt.Sprintf("正文在“%s”处中断，文件不完整", cut), "请重新下载或重新导出完整的文件")
	}
	return nil
}

// imprint is what may stand below the text: whom to call, when it was printed.
var imprint = regexp.MustCompile(`^\s*(?:[(（]?.{0,8}(?:电话|联系人|联系方式|邮编|邮箱|传真|网址|地址|填表人)|附件|附表|https?:|www)`)

// cutShort reports whether the text ends in the middle of a sentence or of an
// evaluation table, and the words it ends with.
func (r *reader) cutShort() (string, bool) {
	last := r.doc.Blocks[len(r.doc.Blocks)-1]
	start, end := r.t.trim(last.Start, last.End)
	if start == end {
		return "", false
	}
	tail := r.t.slice(max(start, end-12), end)
	if last.Table != nil {
		indicators, total := false, false
		for _, row := range last.Table.Rows {
			total = total || totalsLabel(row) >= 0
			for _, c := range row {
				indicators = indicators || squeeze(c.Text) == "一级指标" || strings.Contains(squeeze(c.Text), "绩效自评表")
			}
		}
		return tail, indicators && !total && strings.Contains(squeeze(r.doc.Text), "总分")
	}
	line := string(r.t.folded[start:end])
	if r.pageLine(start, end) || imprint.MatchString(line) {
		return "", false
	}
	sentence := strings.ContainsAny(line, ",。")
	r.within(start, end, func(i int) {
		f := r.figures[i]
		sentence = sentence || f.measure != "" || r.t.has(f.end, "万") || f.end == end && f.start > start
	})
	open := sentence && !strings.ContainsRune("。;!?:\")》…", r.t.folded[end-1])
	return tail, open && (r.midSentence(line) || r.partsMissing(start))
}

// unfinished are the words that no sentence ends with. A sentence whose stop
// was forgotten ends with any other, and is the end of many a document.
var unfinished = regexp.MustCompile(`(?:[,、(《\-.]|[的和与及为比较在对从将是或由于其按]|万|[^a-zA-Z0-9\-]\d[\d,]*(?:\.\d*)?)$`)

// telephone is a line that ends in figures and is none the less whole.
var telephone = regexp.MustCompile(`(?:电话|邮编|标识码|备案|号码|传真|网站|邮箱)[^。;]{0,24}$`)

// midSentence reports whether a line breaks off where no sentence ends.
func (r *reader) midSentence(line string) bool {
	if strings.Count(line, "(") > strings.Count(line, ")") || strings.Count(line, "《") > strings.Count(line, "》") {
		return true
	}
	return unfinished.MatchString(line) && !telephone.MatchString(line)
}

var partHeading = regexp.MustCompile(`(?m)^[ \t]*第([一二三四五六七八九])部分`)

// partsMissing reports whether the contents name a part that the text, which
// ends in the paragraph at start, does not get to.
func (r *reader) partsMissing(start int) bool {
	named, reached := 0, 0
	for _, m := range partHeading.FindAllStringSubmatch(string(r.t.folded[:start]), -1) {
		reached = chineseDigits[[]rune(m[1])[0]]
		named = max(named, reached)
	}
	return reached < named
}

// Whole says why a report is none by itself, once it has been read.
func Whole(r *fiscal.Report) error {
	if r.Year == 0 && total(r) {
		return &document.Error{Name: r.Document.Name, Reason: "没有读到决算年度", Remedy: "请确认正文里写明了年度，如“2024年度”"}
	}
	if !total(r) {
		return &document.Error{Name: r.Document.Name, Reason: "没有读到收入、支出决算总数，不像一份部门决算",
			Remedy: "请确认文件是部门决算的正文；空白模板和只有目录的文件不能载入"}
	}
	return nil
}

// total reports whether the report states a total of income or expenditure.
func total(r *fiscal.Report) bool {
	for _, f := range r.Facts {
		switch f.Item {
		case fiscal.IncomeTotal, fiscal.ExpenseTotal, fiscal.IncomeYear, fiscal.ExpenseYear, fiscal.FiscalIncomeTotal, fiscal.GeneralExpense:
			if f.Basis == fiscal.Final && f.Origin == fiscal.Stated {
				return true
			}
		}
	}
	return false
}

func (r *reader) fail(reason, remedy string) error {
	return &document.Error{Name: r.doc.Name, Reason: reason, Remedy: remedy}
}
