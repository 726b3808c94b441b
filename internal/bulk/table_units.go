package bulk

import (
	"context"
	"strconv"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/division"
)

var unitsTable = Table{
	Name: "units", Title: "单位", About: "一个单位一行。", Key: []string{"unit_id"},
	Fields: []Field{
		{Name: "unit_id", Type: "integer", About: "单位编号，只在本站之内不变", ColumnType: "administrative-classification:generic:level1:code", Required: true},
		{Name: "unit", Type: "string", About: "单位名称", ColumnType: "administrative-classification:generic:level1:label", Required: true},
		{Name: "aliases", Type: "string", About: "名称后括号里的挂牌名，以；隔开"},
		{Name: "region", Type: "string", About: "行政区划代码（GB/T 2260），空为未知"},
		{Name: "region_name", Type: "string", About: "从省到县的名称"},
		{Name: "region_inferred", Type: "boolean", About: "地区由名称推得，文件没有写", Required: true},
		{Name: "years", Type: "string", About: "有报告的年度，以空格隔开，新的在前"},
	},
	whole: func(ctx context.Context, s source, yield func([]string) error) error {
		for after := int64(0); ; {
			units, err := s.store.UnitPage(ctx, data.UnitFilter{}, after, batch)
			if err != nil {
				return err
			}
			for _, u := range units {
				after = u.ID
				var years []string
				for _, y := range u.Years {
					years = append(years, strconv.Itoa(y))
				}
				d, _ := division.Lookup(u.Region)
				if err := yield([]string{strconv.FormatInt(u.ID, 10), u.Name, strings.Join(u.Aliases, "；"), u.Region, strings.Join(d.Path, " "),
					strconv.FormatBool(u.RegionInferred), strings.Join(years, " ")}); err != nil {
					return err
				}
			}
			if len(units) < batch {
				return nil
			}
		}
	},
}

var editionsTable = Table{
	Name: "editions", Title: "版本", About: "一份公开的文件一行；更正是同一单位同一年度的下一版，旧版也在。", Key: []string{"edition"},
	References: []Reference{{"unit_id", "units", "unit_id"}},
	Fields: fields(whoseFields, []Field{
		{Name: "edition_number", Type: "integer", About: "该单位该年度的第几版", Required: true},
		{Name: "unit_as_printed", Type: "string", About: "文件里印的单位名称；单位后来改名也不变", Required: true},
		{Name: "published_at", Type: "datetime", About: "本站载入的时间", Required: true},
		{Name: "disclosed", Type: "date", About: "单位公开的日期，空为未知"},
		{Name: "source_title", Type: "string", About: "来源的题名"},
		{Name: "source_url", Type: "string", About: "来源的网址，空为未知"},
		{Name: "licence", Type: "string", About: "来源处写明的许可"},
		{Name: "note", Type: "string", About: "说明"},
		{Name: "reason", Type: "string", About: "为什么重新公开"},
		{Name: "document", Type: "string", About: "文件名"},
		{Name: "sha256", Type: "string", About: "文件的 SHA-256", Required: true},
		{Name: "media_type", Type: "string", About: "文件的格式"},
		{Name: "bytes", Type: "integer", About: "文件的字节数"},
		{Name: "figures", Type: "integer", About: "全文的数字个数"},
		{Name: "figures_read", Type: "integer", About: "其中读懂的；其余在 unread"},
		{Name: "url", Type: "string", About: "这一版的固定网址"},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		list := func(ctx context.Context, p data.Page) ([]data.ReportRow, error) {
			return s.store.Reports(ctx, of, p)
		}
		return walk(ctx, list, func(r data.ReportRow) error {
			v := r.Provenance
			return yield(row(whose(r.Whose), []string{
				strconv.Itoa(r.Number), r.UnitName, clock(r.PublishedAt), v.Published, v.Title, v.URL, v.Licence, v.Note, r.Reason,
				r.Document, r.SHA256, r.MediaType, strconv.Itoa(r.Bytes), strconv.Itoa(r.Figures), strconv.Itoa(r.FiguresRead), s.fixed(r.Key),
			}))
		})
	},
}
