package extract

import (
	"regexp"
	"strconv"
	"strings"

	"mingzhang/internal/fiscal"
)

// noAmounts are words of headings whose columns hold no amounts of any year:
// differences, rates, counts, remarks.
var noAmounts = regexp.MustCompile(`增减|差异|差额|变动|变化|占|%|率|比重|比例|完成|同比|人次|人数|辆|批次|个数|数量|团组|备注|说明`)

var headingYear = regexp.MustCompile(`20\d\d年?`)

// columnBasis is the basis that a column's headings name; without one the
// column is 决算数. ok is false for a column of differences or rates, and of a
// year that is neither the accounts' nor the one before.
func (r *reader) columnBasis(h string) (basis fiscal.Basis, ok bool) {
	h = strings.NewReplacer("上年结转", "", "上年度结转", "", "上年末", "").Replace(h)
	if noAmounts.MatchString(h) {
		return "", false
	}
	basis = fiscal.Final
	switch {
	case strings.Contains(h, "年初预算"):
		basis = fiscal.InitialBudget
	case strings.Contains(h, "全年预算"), strings.Contains(h, "调整预算"), strings.Contains(h, "预算数"):
		basis = fiscal.FullBudget
	case strings.Contains(h, "上年"), strings.Contains(h, "去年"):
		basis = fiscal.Prior
	}
	for _, m := range headingYear.FindAllString(h, -1) {
		year, _ := strconv.Atoi(m[:4])
		switch {
		case r.report.Year == 0 || year == r.report.Year:
		case year == r.report.Year-1 && (basis == fiscal.Final || basis == fiscal.Prior):
			basis = fiscal.Prior
		default:
			return "", false
		}
	}
	return basis, true
}
