package bulk

import (
	"context"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

var factsTable = Table{
	Name: "facts", Title: "事实",
	About: "一个数（或一句“本单位无……”）一行：什么科目、什么口径、多少、出自哪一句。同一个数印在两处就有两行。",
	Key:   []string{"fact"}, References: []Reference{editionReference, {"unit_id", "units", "unit_id"}},
	Fields: fields([]Field{{Name: "fact", Type: "string", About: "永久编号；卡片的网址是 /f/ 加编号", Required: true}}, whoseFields, []Field{
		{Name: "item", Type: "string", About: "科目，见词汇表", Required: true},
		{Name: "term", Type: "string", About: "科目的中文名", Required: true},
	}, classFields("class", "支出功能分类", "functional-classification", 3), classFields("economic", "支出经济分类", "economic-classification", 2), []Field{
		{Name: "basis", Type: "string", About: "口径，见词汇表", ColumnType: "phase:id", Values: words(fiscal.Bases), Required: true},
		{Name: "basis_term", Type: "string", About: "口径的中文名", ColumnType: "phase:label"},
		{Name: "value", Type: "number", About: "数，小数位与文件里印的一样；空见 kind_of_nothing", ColumnType: "value"},
		{Name: "measure", Type: "string", About: "计量单位：万元、元、%、人……"},
		{Name: "amount_yuan", Type: "number", About: "金额换成元，便于相加；不是金额的为空"},
		{Name: "origin", Type: "string", About: "stated 文中写明；derived 由写明的数推算；stated_none 文中说明无", Values: words(fiscal.Origins), Required: true},
		{Name: "kind_of_nothing", Type: "string", About: "value 为空时是哪一种“没有”：文中说明无。未提及的没有行，没读懂的在 unread"},
		{Name: "derived_from", Type: "string", About: "推算所用的事实的编号，以空格隔开"},
		{Name: "form", Type: "integer", About: "在第几张标准报表里；0 为正文，推算的为空"},
		{Name: "printed", Type: "string", About: "文件里印的原样"},
		{Name: "sentence", Type: "string", About: "出处所在的一句（或表格的一行），照原文"},
	}, correctionFields, placeFields, []Field{{Name: "card", Type: "string", About: "这个数的卡片", Required: true}}),
	rows: factRows,
}

func factRows(ctx context.Context, s source, of data.Scope, yield func([]string) error) error {
	whole, err := s.store.TextByKey(ctx, of.Edition)
	if err != nil {
		return err
	}
	text := []rune(whole)
	list := func(ctx context.Context, p data.Page) ([]data.FactRow, error) {
		return s.store.Facts(ctx, data.FactFilter{Scope: of}, p)
	}
	return walk(ctx, list, func(f data.FactRow) error {
		id := f.ID().String()
		value, nothing := "", "文中说明无"
		if f.Value != nil {
			value, nothing = f.Value.String(), ""
		}
		var operands []string
		for _, o := range f.Operands {
			operands = append(operands, o.ID().String())
		}
		form, printed, sentence, place := "", "", "", make([]string, len(placeFields))
		if p := f.Source; p != nil {
			form, printed, place = strconv.Itoa(p.Form), p.Text, s.place(f.Edition, *p)
			if a, z, ok := fiscal.SentenceAt(text, p.Start, p.End); ok {
				sentence = rowed(string(text[a:z]))
			}
		}
		return yield(row([]string{id}, whose(f.Whose), []string{string(f.Item), f.Item.Term()}, classColumns(f.Class, 3), classColumns(f.EconomicClass, 2),
			[]string{string(f.Basis), f.Basis.Term(), value, string(f.Measure), yuan(f.Fact), string(f.Origin), nothing, strings.Join(operands, " "), form, printed, sentence},
			correctionColumns(f.Correction), place, []string{s.baseURL + "/f/" + id}))
	})
}

// yuan is an amount of money in 元, exactly; "" for what is no money.
func yuan(f fiscal.Fact) string {
	if f.Value == nil {
		return ""
	}
	places, ok := map[fiscal.Measure]int{fiscal.Yuan: 0, fiscal.TenThousandYuan: 4, fiscal.HundredMillion: 8}[f.Measure]
	if !ok {
		return ""
	}
	factor := decimal.MustNew(1, 0)
	for range places {
		factor, _ = factor.Mul(decimal.MustNew(10, 0)) // at most 10^8
	}
	v, err := f.Value.Mul(factor)
	if err != nil {
		return "" // more digits than any account has
	}
	return v.Trim(min(max(f.Value.Scale()-places, 0), v.Scale())).String()
}

// correctionFields say what a person changed of a fact.
var correctionFields = []Field{
	{Name: "correction", Type: "string", About: "人工校正：changed 改正了识别结果，added 补上没有识别出来的；空为照识别结果", Values: []string{"changed", "added"}},
	{Name: "corrected_by", Type: "string", About: "谁校正的"},
	{Name: "corrected_at", Type: "datetime", About: "何时校正的"},
	{Name: "correction_reason", Type: "string", About: "为什么校正"},
	{Name: "read_as", Type: "string", About: "识别程序原来读成什么，JSON（item、class、economic_class、basis、value、unit）；补录的为空"},
}

func correctionColumns(c *fiscal.Correction) []string {
	if c == nil {
		return make([]string, len(correctionFields))
	}
	was := ""
	if c.Was != nil {
		if b, err := fiscal.Canonicalise(c.Was); err == nil {
			was = string(b)
		}
	}
	return []string{c.Kind, c.By, c.At, c.Why, was}
}
