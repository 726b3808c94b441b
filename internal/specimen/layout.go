package specimen

import "mingzhang/internal/fiscal"

// Layout is how the forms of a specimen are laid out.
type Layout struct {
	Measure     fiscal.Measure // of the forms, by their 单位 line
	SplitCodes  bool           // codes in three columns 类, 款, 项: 201 06 01
	TotalLast   bool           // the 合计 row below the classes
	Zeros       string         // printed for nothing: "", "0.00" or "-"
	Grouped     bool           // 9,436.64
	Tag         int            // how forms are numbered, see tags
	Numbers     bool           // 行次 and 栏次 are printed
	AllClasses  bool           // forms 1 and 4 list every 类 of the year
	BasicGroups int            // form 6: side by side groups, 1 to 3
	Sangong     int            // form 7: see sangongForm
	ShortFund   bool           // form 9 has expenditure only
	Abbreviated bool           // 财拨 for 财政拨款 in the header of form 4
	BlankRows   bool           // blank rows stand between and below
	Notes       bool           // an explanation below each form
	Order       []int          // of the forms
}

// tags are the ways in which forms are numbered.
const (
	tagNone     = iota
	tagTable    // 表一 收入支出决算总表
	tagPublic   // 公开01表 on a line of its own
	tagAppendix // 附表1
	tagOrdinal  // 一、收入支出决算总表
	tagKinds
)

var formOrders = [][]int{
	{1, 2, 3, 4, 5, 6, 7, 8, 9},
	{1, 2, 3, 4, 5, 6, 8, 9, 7},
	{1, 2, 3, 4, 5, 6, 8, 7, 9},
}

func newLayout(c chance) Layout {
	l := Layout{
		Measure:     fiscal.TenThousandYuan,
		SplitCodes:  c.in(1, 3),
		TotalLast:   c.in(1, 4),
		Zeros:       pick(c, "", "", "0.00", "-"),
		Grouped:     c.in(3, 4),
		Tag:         c.IntN(tagKinds),
		Numbers:     c.in(1, 3),
		AllClasses:  c.in(1, 2),
		BasicGroups: 1 + c.IntN(3),
		Sangong:     c.IntN(3),
		ShortFund:   c.in(1, 2),
		Abbreviated: c.in(1, 4),
		BlankRows:   c.in(1, 4),
		Notes:       c.in(1, 2),
		Order:       pick(c, formOrders...),
	}
	if c.in(1, 3) {
		l.Measure = fiscal.Yuan
	}
	return l
}
