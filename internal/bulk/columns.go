package bulk

import (
	"strconv"
	"strings"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// whoseFields begin every table below the editions.
var whoseFields = []Field{
	{Name: "edition", Type: "string", About: "版本号：文件 SHA-256 的前十二位", Required: true},
	{Name: "current", Type: "boolean", About: "是该单位该年度的最新一版；多数用途应只取 true 的行", Required: true},
	{Name: "unit_id", Type: "integer", About: "单位编号", ColumnType: "administrative-classification:generic:level1:code", Required: true},
	{Name: "unit", Type: "string", About: "单位名称", ColumnType: "administrative-classification:generic:level1:label", Required: true},
	{Name: "region", Type: "string", About: "行政区划代码（GB/T 2260），空为未知"},
	{Name: "year", Type: "year", About: "决算年度", ColumnType: "date:fiscal-year", Required: true},
}

func whose(w data.Whose) []string {
	return []string{w.Edition, strconv.FormatBool(w.Current), strconv.FormatInt(w.Unit.ID, 10), w.Unit.Name, w.Unit.Region, strconv.Itoa(w.Year)}
}

// placeFields say where a row is printed.
var placeFields = []Field{
	{Name: "section", Type: "string", About: "章节编号"},
	{Name: "start", Type: "integer", About: "在规整后全文里的起点，以 Unicode 码点计"},
	{Name: "end", Type: "integer", About: "终点"},
	{Name: "page", Type: "integer", About: "原件第几页；没有页的格式为空"},
	{Name: "url", Type: "string", About: "在网页上看这一处原文"},
}

func (s source) place(edition string, p fiscal.Source) []string {
	page := ""
	if p.Page != nil {
		page = strconv.Itoa(*p.Page)
	}
	return []string{p.Section, strconv.Itoa(p.Start), strconv.Itoa(p.End), page, s.at(edition, p.Start)}
}

func (s source) at(edition string, start int) string {
	return s.fixed(edition) + "source#o" + strconv.Itoa(start)
}

func (s source) fixed(edition string) string { return s.baseURL + "/e/" + edition + "/" }

// classFields are the levels of a classification and its full code.
func classFields(prefix, name, columnType string, levels int) []Field {
	fields := []Field{{Name: prefix + "_code", Type: "string", About: name + "代码；官方表里对不上的为空"}}
	for level := 1; level <= levels; level++ {
		n := strconv.Itoa(level)
		word := []string{"类", "款", "项"}[level-1]
		fields = append(fields,
			Field{Name: prefix + "_" + n + "_code", Type: "string", About: name + word + "的代码", ColumnType: columnType + ":generic:level" + n + ":code"},
			Field{Name: prefix + "_" + n, Type: "string", About: name + word + "的名称，照文件里印的", ColumnType: columnType + ":generic:level" + n + ":label"})
	}
	return fields
}

// classColumns write the levels of a class: 3 digits a 类, two more a level.
func classColumns(c *fiscal.Class, levels int) []string {
	row := make([]string, 1+2*levels)
	if c == nil {
		return row
	}
	row[0] = c.Code
	for i, name := range c.Path {
		if i == levels {
			break
		}
		if end := 3 + 2*i; len(c.Code) >= end {
			row[1+2*i] = c.Code[:end]
		}
		row[2+2*i] = name
	}
	return row
}

func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func words[T ~string](list []T) (all []string) {
	for _, w := range list {
		all = append(all, string(w))
	}
	return all
}

func fields(groups ...[]Field) (all []Field) {
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

func row(groups ...[]string) (all []string) {
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}

var editionReference = Reference{"edition", "editions", "edition"}

// rowed writes a row of a printed table, whose cells are apart by tabs, as a line.
func rowed(text string) string { return strings.ReplaceAll(text, "\t", " ｜ ") }
