package story

import (
	"regexp"
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// basicForm is 06 一般公共预算财政拨款基本支出决算表. text is the document's
// normalised text, "" when it is not at hand.
func (b *Book) basicForm(text string) Form {
	f := Form{
		Columns: [][]Header{{{Text: "科目编码"}, {Text: "科目名称"}, {Text: "决算数", Numeric: true}}},
		Rows:    []FormRow{totalRow(b.final(fiscal.GeneralBasic))},
	}
	stated := b.basicClasses()
	for _, half := range []struct {
		item      fiscal.Item
		personnel bool
	}{{fiscal.GeneralPersonnel, true}, {fiscal.GeneralOperation, false}} {
		f.Rows = append(f.Rows, FormRow{Level: 1, Cells: []FormCell{words(""), heading(half.item.Term()), b.final(half.item)}})
		var names []string
		for _, i := range stated {
			x := b.Report.Facts[i]
			if isPersonnel(x.EconomicClass) != half.personnel {
				continue
			}
			names = append(names, x.EconomicClass.Path[len(x.EconomicClass.Path)-1])
			f.Rows = append(f.Rows, basicRow(x.EconomicClass, filled(b.FactFigure(i))))
		}
		for _, name := range b.contents(half.item, text) {
			if slices.Contains(names, name) {
				continue
			}
			class := &fiscal.Class{Path: []string{name}}
			class.Code, _ = fiscal.EconomicClass(b.Report.Year, class.Path)
			f.Rows = append(f.Rows, basicRow(class, empty(NotMentioned)))
		}
	}
	if len(stated) == 0 {
		f.Note = "正文没有写人员经费、公用经费中每一种的金额。"
	}
	return f
}

// basicRow is the line of an economic class, below 人员经费 or 公用经费.
func basicRow(class *fiscal.Class, c Cell) FormRow {
	row := classRow(class, quantity(c))
	row.Level++
	return row
}

// basicClasses returns the facts of 基本支出 by 支出经济分类, one a class.
func (b *Book) basicClasses() []int {
	var facts []int
	for i, x := range b.Report.Facts {
		if x.EconomicClass == nil || x.Class != nil || x.Item != fiscal.GeneralBasic || x.Basis != fiscal.Final || x.Value == nil {
			continue
		}
		if b.find(x.Key()) == i {
			facts = append(facts, i)
		}
	}
	return facts
}

// isPersonnel tells 人员经费 from 公用经费 by the 类 of 支出经济分类.
func isPersonnel(c *fiscal.Class) bool {
	if c.Code != "" {
		return strings.HasPrefix(c.Code, "301") || strings.HasPrefix(c.Code, "303")
	}
	return slices.Contains([]string{"工资福利支出", "对个人和家庭的补助"}, c.Path[0])
}

// contentsOf matches the list behind an amount: 万元，主要包括：基本工资、奖金。
var contentsOf = regexp.MustCompile(`^[万亿]?元?[，,；;]?\s*(?:其中)?(?:主要)?(?:包括|包含)[：:]?\s*([^。；;\n]+)`)

// contents returns the kinds that the narrative names behind the amount of an
// item, as printed; none where it names none or text is not the document's.
func (b *Book) contents(item fiscal.Item, text string) []string {
	i := b.find(fiscal.Key{Item: item, Basis: fiscal.Final})
	if i < 0 || b.Report.Facts[i].Source == nil || text == "" {
		return nil
	}
	runes, end := []rune(text), b.Report.Facts[i].Source.End
	if end < 0 || end >= len(runes) {
		return nil
	}
	const far = 1000 // longer than any list of kinds
	m := contentsOf.FindStringSubmatch(string(runes[end:min(end+far, len(runes))]))
	if m == nil {
		return nil
	}
	var names []string
	for name := range strings.SplitSeq(m[1], "、") {
		name = strings.TrimSuffix(strings.TrimSpace(name), "等")
		if name == "" || strings.ContainsAny(name, "0123456789") || slices.Contains(names, name) {
			continue
		}
		names = append(names, name)
	}
	return names
}
