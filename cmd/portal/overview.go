package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"mingzhang/internal/intake"
	"mingzhang/internal/story"
)

// overview is the table of what was read.
type overview struct {
	t        table.Writer
	begun    time.Time
	all      int
	figures  int
	read     int
	facts    int
	violated int
	failed   int
}

func newOverview() *overview {
	o := &overview{t: table.NewWriter(), begun: time.Now()}
	o.t.SetStyle(table.StyleLight)
	o.t.AppendHeader(table.Row{"文件", "格式", "单位", "年度", "数字", "读懂", "未懂", "事实", "不符", "毫秒"})
	columns := []table.ColumnConfig{{Number: 1, WidthMax: 40, WidthMaxEnforcer: text.WrapText}, {Number: 3, WidthMax: 28, WidthMaxEnforcer: text.WrapText}}
	for n := 4; n <= 10; n++ {
		columns = append(columns, table.ColumnConfig{Number: n, Align: text.AlignRight, AlignFooter: text.AlignRight, AlignHeader: text.AlignRight})
	}
	o.t.SetColumnConfigs(columns)
	return o
}

func (o *overview) add(r intake.Reading) {
	o.all++
	if r.Err != nil {
		o.failed++
		o.t.AppendRow(table.Row{r.File.Path, formatName(r), "读不了", "", "", "", "", "", "", r.Took.Milliseconds()})
		return
	}
	c := r.Report.Coverage
	violated := story.TallyOf(r.Report.Checks).Violated
	o.figures, o.read, o.facts, o.violated = o.figures+c.Figures, o.read+c.Read, o.facts+len(r.Report.Facts), o.violated+violated
	o.t.AppendRow(table.Row{r.File.Path, formatName(r), r.Report.Unit.Name, r.Report.Year, c.Figures, c.Read, len(c.Unread), len(r.Report.Facts), violated, r.Took.Milliseconds()})
}

func (o *overview) print(w io.Writer) {
	took := time.Since(o.begun)
	o.t.SetOutputMirror(w)
	o.t.AppendFooter(table.Row{fmt.Sprintf("共 %d 份，读不了 %d 份", o.all, o.failed), "", fmt.Sprintf("每秒 %.0f 份", float64(o.all)/took.Seconds()), "",
		o.figures, o.read, o.figures - o.read, o.facts, o.violated, took.Milliseconds()})
	o.t.Render()
}

var formatNames = []struct{ part, name string }{
	{"pdf", "pdf"}, {"wordprocessingml", "docx"}, {"spreadsheetml", "xlsx"}, {"ms-excel", "xls"}, {"msword", "doc"}, {"html", "html"},
	{"zip", "多个文件"}, {"text/plain", "txt"},
}

func formatName(r intake.Reading) string {
	if r.Document == nil {
		return ""
	}
	for _, f := range formatNames {
		if strings.Contains(r.Document.MediaType, f.part) {
			return f.name
		}
	}
	return r.Document.MediaType
}
