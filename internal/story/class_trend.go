package story

import (
	"slices"
	"strings"

	"mingzhang/internal/fiscal"
)

// ClassRow is one place in the functional classification over the years. A
// class that was renamed is followed by its code.
type ClassRow struct {
	Class  fiscal.Class // as the newest report names it
	Former []ClassName  // its other names, the oldest first
	Cells  []YearCell
}

// ClassName is a name that a class had in the reports up to a year.
type ClassName struct {
	Name  string
	Until int // the year before the first report with the next name
}

// Name returns the innermost name of the class.
func (r ClassRow) Name() string { return r.Class.Path[len(r.Class.Path)-1] }

// Empty reports whether no year has an amount, or only amounts of zero.
func (r ClassRow) Empty() bool {
	for _, c := range r.Cells {
		if c.Figure != nil && !c.Figure.Value.IsZero() {
			return false
		}
	}
	return true
}

// classTrend is a class being laid out.
type classTrend struct {
	byYear map[int]YearFact
	names  map[int][]string // by the year of the report
	code   string
}

// WithClasses adds the classes that facts speak of, over the years that the
// trends know.
func (t Trends) WithClasses(facts []YearFact) Trends {
	all := map[string]*classTrend{}
	codes := map[string]string{}
	for _, f := range facts {
		if f.Fact.Class != nil && f.Fact.Class.Code != "" {
			codes[classPath(f.Fact.Class)] = f.Fact.Class.Code
		}
	}
	for _, f := range facts {
		class := f.Fact.Class
		if class == nil || len(class.Path) == 0 || f.Fact.EconomicClass != nil {
			continue
		}
		year := f.Year
		if f.Fact.Basis == fiscal.Prior {
			year--
		}
		if !slices.Contains(t.Years, year) {
			continue
		}
		key := class.Code
		if key == "" {
			key = codes[classPath(class)]
		}
		code := key
		if key == "" {
			key = classPath(class)
		}
		c := all[key]
		if c == nil {
			c = &classTrend{byYear: map[int]YearFact{}, names: map[int][]string{}, code: code}
			all[key] = c
		}
		if have, ok := c.byYear[year]; !ok || better(f, have) {
			c.byYear[year] = f
		}
		if len(class.Path) > len(c.names[f.Year]) {
			c.names[f.Year] = class.Path
		}
	}
	t.Classes, t.ClassYears = nil, nil
	for _, year := range t.Years {
		for _, c := range all {
			if _, ok := c.byYear[year]; ok {
				t.ClassYears = append(t.ClassYears, year)
				break
			}
		}
	}
	for _, c := range all {
		t.Classes = append(t.Classes, c.row(t.ClassYears))
	}
	slices.SortFunc(t.Classes, func(a, b ClassRow) int {
		if (a.Class.Code == "") != (b.Class.Code == "") {
			return strings.Compare(b.Class.Code, a.Class.Code) // what has no code comes last
		}
		if n := strings.Compare(a.Class.Code, b.Class.Code); n != 0 {
			return n
		}
		return strings.Compare(a.Class.String(), b.Class.String())
	})
	return t
}

func (c *classTrend) row(years []int) ClassRow {
	r := ClassRow{Class: fiscal.Class{Code: c.code}}
	var said []int
	for year := range c.names {
		said = append(said, year)
	}
	slices.Sort(said)
	for i, year := range said {
		path := c.names[year]
		if i > 0 && plainClass(r.Class.Path[len(r.Class.Path)-1:]) != plainClass(path[len(path)-1:]) {
			r.Former = append(r.Former, ClassName{Name: r.Name(), Until: year - 1})
		}
		r.Class.Path = path
	}
	for _, year := range years {
		r.Cells = append(r.Cells, yearCell(c.byYear, year))
	}
	return r
}

// ClassUnit returns what all figures of the classes are in, "" when they differ.
func (t Trends) ClassUnit() string {
	var cells []Cell
	for _, r := range t.Classes {
		for _, c := range r.Cells {
			cells = append(cells, c.Cell)
		}
	}
	unit, same := unitOf(cells...)
	if !same {
		return ""
	}
	return unit
}

// plainClass writes names without what printing varies.
func plainClass(path []string) string {
	names := slices.Clone(path)
	for i := range names {
		names[i] = plainPrint.Replace(names[i])
	}
	names[0] = strings.TrimSuffix(names[0], "支出")
	return strings.Join(names, "/")
}

var plainPrint = strings.NewReplacer(" ", "", "　", "", "（", "(", "）", ")", "“", "", "”", "", "，", "、")

func classPath(c *fiscal.Class) string { return plainClass(c.Path) }
