package fiscal

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The tables hold what could be confirmed in a published document, and the
// classes of common departments entered from the official list by hand (编者据
// 官方科目表录入); they are not the whole of 政府收支分类科目. Each row names
// where it was seen. Years follow
// these rules: a row seen in any year from 2021 on holds from 2021 (since then
// the ministry added and renamed, but no longer renumbered), unless the row is
// known to be newer; earlier years hold only rows seen in them; an open end
// means that no later change is known. What is not in a table has no code.
var (
	//go:embed classification_function.csv
	functionCSV string
	//go:embed classification_economic.csv
	economicCSV string

	functionClasses = sync.OnceValue(func() classification { return mustClassification("classification_function.csv", functionCSV) })
	economicClasses = sync.OnceValue(func() classification { return mustClassification("classification_economic.csv", economicCSV) })
)

// FunctionClass returns the code of a place in 支出功能分类 (3 digits for a
// 类, 5 for a 款, 7 for a 项) given its names from the 类 inwards, in the table
// of that year. Names repeat at every level (行政运行 stands under each 款), so
// the whole path decides. Printing variants are read alike: brackets and
// commas of either width, spaces, quotes, a level mark such as （款） behind a
// name, a 类 with or without 支出 at its end. ok is false when the table of that
// year does not know the path.
func FunctionClass(year int, path []string) (code string, ok bool) {
	return functionClasses().find(year, path)
}

// FunctionPath returns the official names, 类 first, of a code of 支出功能分类
// in the table of that year.
func FunctionPath(year int, code string) (path []string, ok bool) {
	return functionClasses().path(year, code)
}

// EconomicClass returns the code of a place in 部门预算支出经济分类 (3 digits
// for a 类, 5 for a 款). The path may be a 款 name alone (办公费), as narratives
// print it, when only one 款 of that year has the name. The table begins in
// 2018, when this classification was introduced.
func EconomicClass(year int, path []string) (code string, ok bool) {
	c := economicClasses()
	if code, ok = c.find(year, path); ok || len(path) != 1 {
		return code, ok
	}
	key := nameKey(path[0])
	for i := range c.entries {
		if e := &c.entries[i]; len(e.code) == 5 && e.in(year) && nameKey(e.name) == key {
			if code != "" {
				return "", false
			}
			code = e.code
		}
	}
	return code, code != ""
}

// EconomicPath returns the official names, 类 first, of a code of
// 部门预算支出经济分类 in the table of that year.
func EconomicPath(year int, code string) (path []string, ok bool) {
	return economicClasses().path(year, code)
}

// FunctionClasses lists 支出功能分类 of that year as far as the table knows it,
// by code: each 类 with its 款 and 项 behind it.
func FunctionClasses(year int) []Class { return functionClasses().list(year) }

// EconomicClasses lists 部门预算支出经济分类 of that year, by code.
func EconomicClasses(year int) []Class { return economicClasses().list(year) }

// classEntry is one row of a classification table: a code and its name in the
// years from..to (to 0: no end known).
type classEntry struct {
	code, name string
	from, to   int
	seen       string // where the row was confirmed
}

func (e *classEntry) in(year int) bool {
	return e.from <= year && (e.to == 0 || year <= e.to)
}

type classification struct {
	entries []classEntry
	byCode  map[string][]int // rows of a code, one for each of its names over time
	byName  map[string][]int // rows by parent code and name key
}

func (c classification) find(year int, path []string) (string, bool) {
	code := ""
	for _, name := range path {
		var next string
		for _, i := range c.byName[childKey(code, name)] {
			if c.entries[i].in(year) {
				next = c.entries[i].code
			}
		}
		if next == "" {
			return "", false
		}
		code = next
	}
	return code, code != ""
}

func (c classification) path(year int, code string) ([]string, bool) {
	var names []string
	for n := 3; n <= len(code); n += 2 {
		name := ""
		for _, i := range c.byCode[code[:n]] {
			if c.entries[i].in(year) {
				name = c.entries[i].name
			}
		}
		if name == "" {
			return nil, false
		}
		names = append(names, name)
	}
	return names, len(names) > 0 && 2*len(names)+1 == len(code)
}

func (c classification) list(year int) []Class {
	var all []Class
	for code := range c.byCode {
		if path, ok := c.path(year, code); ok {
			all = append(all, Class{Path: path, Code: code})
		}
	}
	slices.SortFunc(all, func(a, b Class) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// parentCode returns the code one level up, "" for a 类.
func parentCode(code string) string {
	if len(code) <= 3 {
		return ""
	}
	return code[:len(code)-2]
}

func childKey(parent, name string) string {
	key := nameKey(name)
	if parent == "" {
		key = strings.TrimSuffix(key, "支出")
	}
	return parent + "/" + key
}

var levelMarks = []string{"(类)", "(款)", "(项)"}

// nameKey reduces a printed name to what identifies it.
func nameKey(name string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r == '　' || r == ' ' || r == '\u00a0' || r == '\t' || r == '\n' || r == '\r':
			return -1
		case strings.ContainsRune(`"'“”‘’`, r):
			return -1
		case r >= '！' && r <= '～': // full-width forms
			r -= '！' - '!'
		}
		switch r {
		case ',', '､', '﹑':
			return '、'
		case '〔', '［', '﹙':
			return '('
		case '〕', '］', '﹚':
			return ')'
		}
		return r
	}, name)
	for _, mark := range levelMarks {
		key = strings.TrimSuffix(key, mark)
	}
	return key
}

// mustClassification reads an embedded table; a table that cannot be read is a
// fault of the build, found by the package's tests.
func mustClassification(file, text string) classification {
	c, err := parseClassification(text)
	if err != nil {
		panic(fmt.Sprintf("fiscal: embedded %s: %v", file, err))
	}
	return c
}

func parseClassification(text string) (classification, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = 5
	records, err := r.ReadAll()
	if err != nil {
		return classification{}, err
	}
	c := classification{byCode: map[string][]int{}, byName: map[string][]int{}}
	for line, rec := range records {
		if line == 0 {
			continue
		}
		e := classEntry{code: rec[0], name: rec[1], seen: rec[4]}
		if e.from, err = strconv.Atoi(rec[2]); err != nil {
			return classification{}, fmt.Errorf("row %d, first year: %w", line+1, err)
		}
		if rec[3] != "" {
			if e.to, err = strconv.Atoi(rec[3]); err != nil {
				return classification{}, fmt.Errorf("row %d, last year: %w", line+1, err)
			}
		}
		i := len(c.entries)
		c.entries = append(c.entries, e)
		c.byCode[e.code] = append(c.byCode[e.code], i)
		key := childKey(parentCode(e.code), e.name)
		c.byName[key] = append(c.byName[key], i)
	}
	return c, nil
}
