package bulk

import (
	"context"
	"strconv"
	"strings"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

var reasonsTable = Table{
	Name: "reasons", Title: "原因", About: "文中写明的一条“主要原因”一行。", Key: []string{"edition", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(whoseFields, []Field{
		{Name: "ordinal", Type: "integer", About: "报告里的第几条，从 0 起", Required: true},
		{Name: "item", Type: "string", About: "科目", Required: true},
		{Name: "term", Type: "string", About: "科目的中文名"},
	}, classFields("class", "支出功能分类", "functional-classification", 3), []Field{
		{Name: "basis", Type: "string", About: "change 与上年比；variance_rate 与预算比", Required: true},
		{Name: "direction", Type: "string", About: "增、减或持平", Values: words(fiscal.Directions), Required: true},
		{Name: "text", Type: "string", About: "原因，去掉“主要原因是：”与句号", Required: true},
		{Name: "fact", Type: "string", About: "它解释的事实的编号；空为文中没有给数"},
	}, placeFields),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		list := func(ctx context.Context, p data.Page) ([]data.ReasonRow, error) {
			return s.store.StatedReasons(ctx, data.ReasonFilter{Scope: of}, p)
		}
		return walk(ctx, list, func(r data.ReasonRow) error {
			fact := ""
			if r.Explains != nil {
				fact = r.Explains.ID().String()
			}
			return yield(row(whose(r.Whose), []string{strconv.Itoa(r.Ordinal), string(r.Item), r.Item.Term()}, classColumns(r.Class, 3),
				[]string{string(r.Basis), string(r.Direction), r.Text, fact}, s.place(r.Edition, r.Source)))
		})
	},
}

var checksTable = Table{
	Name: "checks", Title: "核对", About: "重算的一道算术一行。只讲算术，不作别的判断。", Key: []string{"edition", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(whoseFields, []Field{
		{Name: "ordinal", Type: "integer", About: "报告里的第几道，从 0 起", Required: true},
		{Name: "rule", Type: "string", About: "规则编号，见 /about#rules", Required: true},
		{Name: "title", Type: "string", About: "核对什么"},
		{Name: "status", Type: "string", About: "holds 对得上，rounding 四舍五入，notice 提示，violated 对不上，not_applicable 没法算", Values: words(fiscal.CheckStatuses), Required: true},
		{Name: "stated", Type: "string", About: "文中写的"},
		{Name: "computed", Type: "string", About: "重算的"},
		{Name: "formula", Type: "string", About: "算式"},
		{Name: "difference", Type: "string", About: "文中写的 − 重算的"},
		{Name: "tolerance", Type: "string", About: "四舍五入能解释的最大差额"},
		{Name: "note", Type: "string", About: "说明"},
		{Name: "facts", Type: "string", About: "牵涉的事实的编号，以空格隔开，被核对的在前"},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		list := func(ctx context.Context, p data.Page) ([]data.CheckRow, error) {
			return s.store.PlainChecks(ctx, of, p)
		}
		ids, err := s.store.FigureIDs(ctx, of.Edition)
		if err != nil {
			return err
		}
		return walk(ctx, list, func(c data.CheckRow) error {
			var facts []string
			for _, i := range c.Facts {
				if id, ok := ids[i]; ok {
					facts = append(facts, id.String())
				}
			}
			return yield(row(whose(c.Whose), []string{strconv.Itoa(c.Ordinal), c.Rule, c.Title, string(c.Status), c.Stated, c.Computed, c.Formula,
				c.Difference, c.Tolerance, c.Note, strings.Join(facts, " ")}))
		})
	},
}

var unreadTable = Table{
	Name: "unread", Title: "没读懂的数字", About: "文中有、程序没读懂的一个数字一行。它们不是零，也不是没有。", Key: []string{"edition", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(whoseFields, []Field{
		{Name: "ordinal", Type: "integer", About: "报告里的第几个，从 0 起", Required: true},
		{Name: "printed", Type: "string", About: "文件里印的原样", Required: true},
		{Name: "context", Type: "string", About: "前后的文字"},
		{Name: "start", Type: "integer", About: "在规整后全文里的起点", Required: true},
		{Name: "url", Type: "string", About: "在网页上看这一处原文"},
	}),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		list := func(ctx context.Context, p data.Page) ([]data.UnreadRow, error) { return s.store.Unread(ctx, of, p) }
		return walk(ctx, list, func(u data.UnreadRow) error {
			return yield(row(whose(u.Whose), []string{strconv.Itoa(u.Ordinal), u.Text, u.Context, strconv.Itoa(u.Start), s.at(u.Edition, u.Start)}))
		})
	},
}

var termsTable = Table{
	Name: "terms", Title: "名词解释", About: "文件里的一条名词解释一行，照原文。", Key: []string{"edition", "ordinal"}, References: []Reference{editionReference},
	Fields: fields(whoseFields, []Field{
		{Name: "ordinal", Type: "integer", About: "报告里的第几条，从 0 起", Required: true},
		{Name: "term", Type: "string", About: "名词", Required: true},
		{Name: "definition", Type: "string", About: "解释"},
	}, placeFields),
	rows: func(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
		list := func(ctx context.Context, p data.Page) ([]data.TermRow, error) { return s.store.Terms(ctx, of, p) }
		return walk(ctx, list, func(t data.TermRow) error {
			return yield(row(whose(t.Whose), []string{strconv.Itoa(t.Ordinal), t.Term.Term, t.Definition}, s.place(t.Edition, t.Source)))
		})
	},
}
