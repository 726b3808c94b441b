package fiscal

// Form is one of the nine standard forms of a 部门决算.
type Form struct {
	Number int
	Title  string
}

// Forms lists the nine standard forms in the order most regions print them;
// the order of 7–9 differs by region, the title decides.
var Forms = []Form{
	{1, "收入支出决算总表"},
	{2, "收入决算表"},
	{3, "支出决算表"},
	{4, "财政拨款收入支出决算总表"},
	{5, "一般公共预算财政拨款支出决算表"},
	{6, "一般公共预算财政拨款基本支出决算表"},
	{7, "财政拨款“三公”经费支出决算表"},
	{8, "政府性基金预算财政拨款收入支出决算表"},
	{9, "国有资本经营预算财政拨款收入支出决算表"},
}
