package extract

import (
	"regexp"
	"strings"
)

var (
	// placeholder is where a template waits for an amount or a rate.
	placeholder = regexp.MustCompile(`(?:[XxＸｘ×*＊]{2,}|[_＿]{2,}|[○〇□]{2,}|(?:^|[^\p{Han}\d])(?:某某|XX))\s*(?:万元|亿元|元|%|％|个|辆|批次|人次|人|平方米|台)`)
	// namePlaceholder is where it waits for a name.
	namePlaceholder = regexp.MustCompile(`[XxＸｘ×*＊_＿○〇□]{2,}\s*(?:年度?|\p{Han}{0,4}(?:单位|部门|局|委|厅|街道|镇|学校|医院))`)
)

// blank reports whether the document is a template that nobody has filled in:
// where amounts stand in accounts, it has places for them.
func (r *reader) blank() bool {
	if !strings.ContainsAny(r.doc.Text, "XxＸｘ×*＊_＿○〇□") && !strings.Contains(r.doc.Text, "某某") {
		return false
	}
	open := len(placeholder.FindAllString(r.doc.Text, -1))
	filled := 0
	for _, f := range r.figures {
		if f.measure.IsMoney() && !strings.Contains(r.t.slice(max(0, f.start-3), f.start), "价") {
			filled++
		}
	}
	const fewest = 2
	return open >= fewest && open > filled || open > 0 && filled == 0 && namePlaceholder.MatchString(r.doc.Text)
}
