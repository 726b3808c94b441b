package document_test

import (
	"testing"
)

// The same workbook saved as xls by another program reads the same.
func TestXLSFromOffice(t *testing.T) {
	w := income(newWorkbook(t, "收入"))
	w.sheet("草稿").row("A1", "草稿")
	w.must(w.SetSheetVisible("草稿", false))
	w.sheet("各种").
		row("A1", "项目", "值").row("A2", "百分比", 0.1234).row("A3", "负数", -1234.5).row("A4", "零", 0).
		row("A5", "日期", 45657).row("A6", "文字数字", "0123.40").row("A7", "编码", 6).row("A8", "逻辑", true).
		row("A9", "一般", 9436.6399999999994).row("A10", "藏", 1).row("A11", "多行\n文字", 2).
		format("B2:B2", "0.00%").format("B3:B3", `#,##0.00_);[Red]\(#,##0.00\)`).
		format("B4:B4", `_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `).format("B5:B5", `yyyy"年"m"月"d"日"`).format("B7:B7", "00")
	w.must(w.SetRowVisible("各种", 10, false))
	data := w.bytes()
	want := outline(read(t, "a.xlsx", data))
	got := read(t, "a.xls", office(t, data, "xlsx", "xls"))
	wantOutline(t, got, want)
	t.Log(want)
	if got.MediaType != "application/vnd.ms-excel" {
		t.Errorf("media type %q", got.MediaType)
	}
}
