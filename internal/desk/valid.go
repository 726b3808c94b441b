package desk

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"mingzhang/internal/division"
	"mingzhang/internal/fiscal"
)

// Limits on what a person may write.
const (
	longestWhy   = 500
	longestValue = 30
	longestName  = 200
	longestText  = 2000
	mostAliases  = 20
)

// Bases lists the bases in the order in which forms offer them.
var Bases = []fiscal.Basis{
	fiscal.Final, fiscal.InitialBudget, fiscal.FullBudget, fiscal.Prior, fiscal.Change, fiscal.ChangeRate, fiscal.Share,
	fiscal.VarianceRate, fiscal.CompletionRate, fiscal.BudgetChange,
}

// IsRate reports whether a basis is a percentage, whatever its item.
func IsRate(b fiscal.Basis) bool {
	return b == fiscal.ChangeRate || b == fiscal.Share || b == fiscal.VarianceRate || b == fiscal.CompletionRate
}

// Measures lists what an item may be measured in under a basis.
func Measures(item fiscal.Item, b fiscal.Basis) []fiscal.Measure {
	if IsRate(b) {
		return []fiscal.Measure{fiscal.Percent}
	}
	info, ok := item.Info()
	switch {
	case !ok:
		return nil
	case info.Kind == fiscal.Money:
		return []fiscal.Measure{fiscal.TenThousandYuan, fiscal.Yuan, fiscal.HundredMillion}
	case info.Kind == fiscal.Area:
		return []fiscal.Measure{fiscal.SquareMetres}
	}
	return []fiscal.Measure{fiscal.Pieces, fiscal.Persons, fiscal.Visits, fiscal.Vehicles, fiscal.Batches, fiscal.Sets}
}

// AllMeasures lists what a figure can be measured in.
var AllMeasures = []fiscal.Measure{
	fiscal.TenThousandYuan, fiscal.Yuan, fiscal.HundredMillion, fiscal.Percent, fiscal.Persons, fiscal.Visits, fiscal.Vehicles,
	fiscal.Pieces, fiscal.Batches, fiscal.Sets, fiscal.SquareMetres,
}

// Valid returns the correction as it may be kept, or says in a sentence why it
// may not. now is the report with the corrections made so far.
func Valid(base, now *fiscal.Report, text string, c Correction) (Correction, error) {
	c.Why = strings.TrimSpace(c.Why)
	switch {
	case c.Why == "":
		return c, errors.New("请写明理由：为什么这样校正")
	case utf8.RuneCountInString(c.Why) > longestWhy:
		return c, fmt.Errorf("理由太长，最多 %d 字", longestWhy)
	case !utf8.ValidString(c.Why):
		return c, errors.New("理由里有读不出的字符，请重新输入")
	}
	a := newApplying(base, text)
	switch c.Kind {
	case Read:
		p, err := a.figure(c.What.Figure)
		if err != nil {
			return c, err
		}
		if err := validMeaning(c.What.Means); err != nil {
			return c, err
		}
		if c.What.Means.Value == "" {
			return c, errors.New("请填写数值，按原文的数字，减少的写负号")
		}
		f, err := a.meaning(c.What.Means)
		if err != nil {
			return c, err
		}
		for _, have := range now.Facts {
			if have.Source != nil && have.Source.Start == p.Start && have.Key() == f.Key() {
				return c, fmt.Errorf("这个数已经读作“%s”的%s；要改数值，请选那一条来校正，或先撤销上一次校正", f.Item.Term(), f.Basis.Term())
			}
		}
	case Change:
		if _, err := a.find(c.What.Fact); err != nil {
			return c, err
		}
		if err := validMeaning(c.What.Means); err != nil {
			return c, err
		}
		if _, err := a.meaning(c.What.Means); err != nil {
			return c, err
		}
	case Remove:
		if _, err := a.find(c.What.Fact); err != nil {
			return c, err
		}
		if c.What.As != "" && !declarable(c.What.As) {
			return c, errors.New("请从列表里选这个数是什么")
		}
	case Declare:
		p, err := a.figure(c.What.Figure)
		if err != nil {
			return c, err
		}
		if !declarable(c.What.As) {
			return c, errors.New("请从列表里选这个数是什么")
		}
		if err := stillUnread(now, p.At); err != nil {
			return c, err
		}
	case Cell:
		return a.validCell(now, c)
	case Meta:
		return validMeta(c)
	default:
		return c, errors.New("请选择要做哪一种校正")
	}
	return c, nil
}

// stillUnread says so when the figure at a place is none that was not understood.
func stillUnread(now *fiscal.Report, at int) error {
	if !slices.ContainsFunc(now.Coverage.Unread, func(u fiscal.Unread) bool { return u.Start == at }) {
		return errors.New("这个数不在未读的数里：已经有读数或已经说明过；要改，请先撤销或去掉那一条")
	}
	return nil
}

func declarable(k fiscal.DeclaredKind) bool {
	return slices.ContainsFunc(DeclaredChoices(), func(c Choice) bool { return c.Value == string(k) })
}

func validMeaning(m *Meaning) error {
	if m == nil {
		return errors.New("请选择这个数是哪个项目")
	}
	if _, ok := m.Item.Info(); !ok {
		return errors.New("请从列表里选项目；可以输入几个字来找")
	}
	if m.Basis.Term() == "" {
		return errors.New("请选择口径：决算数、预算数、上年数还是增减")
	}
	for _, path := range [][]string{m.Class, m.Economic} {
		if len(path) > 3 {
			return errors.New("科目最多三级：类、款、项")
		}
		for _, name := range path {
			if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > longestName || !utf8.ValidString(name) {
				return errors.New("科目名称不能为空，也不能太长；各级之间用“/”隔开")
			}
		}
	}
	if len(m.Class) > 0 && len(m.Economic) > 0 {
		return errors.New("功能分类科目和经济分类科目只能填一个")
	}
	if m.Value == "" {
		return nil
	}
	if len(m.Value) > longestValue {
		return errors.New("数值太长，请只填数字，不带单位")
	}
	if _, err := decimal.Parse(m.Value); err != nil || strings.ContainsAny(m.Value, "eE") {
		return fmt.Errorf("“%s”不是一个数；请只填数字，减少的写负号，例如 -29.83", m.Value)
	}
	if !slices.Contains(Measures(m.Item, m.Basis), m.Measure) {
		var may []string
		for _, u := range Measures(m.Item, m.Basis) {
			may = append(may, string(u))
		}
		return fmt.Errorf("“%s”的%s的单位只能是 %s", m.Item.Term(), m.Basis.Term(), strings.Join(may, "、"))
	}
	return nil
}

var dayPattern = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

func validMeta(c Correction) (Correction, error) {
	text := strings.TrimSpace(strings.ReplaceAll(c.What.Text, "\r\n", "\n"))
	c.What.Text = text
	switch {
	case !utf8.ValidString(text):
		return c, errors.New("里面有读不出的字符，请重新输入")
	case utf8.RuneCountInString(text) > longestText:
		return c, fmt.Errorf("%s太长，最多 %d 字", c.What.Field.Label(), longestText)
	case c.What.Field != FieldAliases && strings.ContainsAny(text, "\n\t"):
		return c, fmt.Errorf("%s只能写一行", c.What.Field.Label())
	}
	switch c.What.Field {
	case FieldName:
		if text == "" || utf8.RuneCountInString(text) > longestName {
			return c, fmt.Errorf("单位名称不能为空，最多 %d 字", longestName)
		}
	case FieldAliases:
		if len(Lines(text)) > mostAliases {
			return c, fmt.Errorf("挂牌名称最多 %d 个，一行一个", mostAliases)
		}
	case FieldRegion:
		if _, ok := division.Lookup(text); text != "" && !ok {
			return c, fmt.Errorf("没有“%s”这个行政区划代码；代码是六位数字，例如 650105", text)
		}
	case FieldYear:
		if year, err := strconv.Atoi(text); err != nil || year < 2000 || year > 2099 {
			return c, errors.New("决算年度是四位数字，例如 2024")
		}
	case FieldPublished:
		if _, err := time.Parse(time.DateOnly, text); text != "" && (err != nil || !dayPattern.MatchString(text)) {
			return c, errors.New("公开日期写成 2025-09-30 的样子")
		}
	case FieldURL:
		if u, err := url.Parse(text); text != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			return c, errors.New("来源网址以 http:// 或 https:// 开头")
		}
	case FieldTitle, FieldLicence, FieldNote:
	default:
		return c, errors.New("没有这一项说明信息")
	}
	return c, nil
}
