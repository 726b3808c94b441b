package story

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// classTree returns every class that the facts of an item carry, with the
// levels above each, as a form lists them: 类, its 款, their 项.
func (b *Book) classTree(items ...fiscal.Item) []*fiscal.Class {
	var tree []*fiscal.Class
	seen := map[string]bool{}
	var all []*fiscal.Class
	for _, item := range items {
		all = append(all, b.classes(item, fiscal.Final)...)
	}
	var add func(prefix []string)
	add = func(prefix []string) {
		for _, c := range all {
			if len(c.Path) <= len(prefix) || !slices.Equal(c.Path[:len(prefix)], prefix) {
				continue
			}
			path := slices.Clone(c.Path[:len(prefix)+1])
			node := &fiscal.Class{Path: path}
			if seen[node.String()] {
				continue
			}
			seen[node.String()] = true
			if len(path) == len(c.Path) {
				node.Code = c.Code
			} else if code, ok := fiscal.FunctionClass(b.Report.Year, path); ok {
				node.Code = code
			}
			tree = append(tree, node)
			add(path)
		}
	}
	add(nil)
	return tree
}

// topClasses returns the 类 of a tree.
func topClasses(tree []*fiscal.Class) []*fiscal.Class {
	var top []*fiscal.Class
	for _, c := range tree {
		if len(c.Path) == 1 {
			top = append(top, c)
		}
	}
	return top
}

// classHead is the code and the name of a class at the head of its line.
func classHead(c *fiscal.Class) []FormCell {
	code := words(c.Code)
	if c.Code == "" {
		code = words("未收录")
	}
	return []FormCell{code, heading(c.Path[len(c.Path)-1])}
}

func classRow(c *fiscal.Class, cells ...FormCell) FormRow {
	return FormRow{Level: len(c.Path), Cells: append(classHead(c), cells...)}
}

func totalRow(cells ...FormCell) FormRow {
	return FormRow{Total: true, Cells: append([]FormCell{words(""), heading("合计")}, cells...)}
}

// classHeader heads a form whose lines are classes.
func classHeader(columns ...string) [][]Header {
	row := []Header{{Text: "科目编码"}, {Text: "科目名称"}}
	for _, c := range columns {
		row = append(row, Header{Text: c, Numeric: true})
	}
	return [][]Header{row}
}
