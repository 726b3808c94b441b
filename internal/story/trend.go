package story

import (
	"slices"

	"mingzhang/internal/fiscal"
)

// YearFact is a fact of the report of one year.
type YearFact struct {
	Year int
	Fact fiscal.Fact
	At   int // where the fact, or the first it is computed from, is printed
	// Edition is the key of the report's edition.
	Edition string
}

// Trends are the items of a unit over years.
type Trends struct {
	Years []int // oldest first
	Rows  []TrendRow
	// Classes are those of 一般公共预算支出 over ClassYears, the years in which
	// any of them is spoken of.
	Classes    []ClassRow
	ClassYears []int
	Breaks     []Break // by year
}

// Break is a year from which on the figures of a unit are not those of the
// same body under the same name any more.
type Break struct {
	Year  int    // the first year after it
	Short string // 更名, 合并, 分设, 范围
	Text  string // what happened, as half a sentence
}

// BreaksIn returns what breaks the trends at the beginning of a year.
func (t Trends) BreaksIn(year int) []Break {
	var all []Break
	for _, b := range t.Breaks {
		if b.Year == year {
			all = append(all, b)
		}
	}
	return all
}

// TrendRow is one item over Trends.Years.
type TrendRow struct {
	Item  fiscal.Item
	Cells []YearCell
}

// YearCell is an item in one year, and the year of the report that states it:
// the year itself, or the one after for a quantity that follows from its change.
type YearCell struct {
	Cell
	Year     int
	StatedIn int
	Edition  string // key of the edition that states it, "" when none does
	Basis    fiscal.Basis
	Card     string // address of its card, "" for none
	Sentence string // that states it, "" until somebody looks it up
}

// TrendItems are the items that a unit's page follows over the years.
func TrendItems() []fiscal.Item {
	return []fiscal.Item{
		fiscal.ExpenseYear, fiscal.IncomeYear, fiscal.IncomeTotal, fiscal.FiscalIncomeTotal, fiscal.GeneralExpense, fiscal.FundIncomeTotal,
		fiscal.SangongTotal, fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception,
		fiscal.AgencyOperation, fiscal.StaffTotal, fiscal.StaffActive, fiscal.StaffRetired,
	}
}

// TrendBases are the bases from which a year's quantity is known.
func TrendBases() []fiscal.Basis { return []fiscal.Basis{fiscal.Final, fiscal.Prior} }

// NewTrends lays facts without class out over the years. A year's own report
// goes before the quantity that the next year's report gives for it.
func NewTrends(facts []YearFact) Trends {
	var t Trends
	best := map[fiscal.Item]map[int]YearFact{}
	for _, f := range facts {
		if f.Fact.Class != nil || f.Fact.EconomicClass != nil {
			continue
		}
		year := f.Year
		if f.Fact.Basis == fiscal.Prior {
			year--
		}
		if best[f.Fact.Item] == nil {
			best[f.Fact.Item] = map[int]YearFact{}
		}
		have, ok := best[f.Fact.Item][year]
		if !ok || better(f, have) {
			best[f.Fact.Item][year] = f
		}
		if !slices.Contains(t.Years, year) {
			t.Years = append(t.Years, year)
		}
	}
	slices.Sort(t.Years)
	for _, item := range TrendItems() {
		byYear, ok := best[item]
		if !ok {
			continue
		}
		row := TrendRow{Item: item}
		for _, year := range t.Years {
			row.Cells = append(row.Cells, yearCell(byYear, year))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// better reports whether f says more surely than have what a year's quantity is.
func better(f, have YearFact) bool {
	if own, other := f.Fact.Basis == fiscal.Final, have.Fact.Basis == fiscal.Final; own != other {
		return own
	}
	return rank(f.Fact.Origin) < rank(have.Fact.Origin)
}

func yearCell(byYear map[int]YearFact, year int) YearCell {
	f, ok := byYear[year]
	if !ok {
		return YearCell{Cell: empty(NotMentioned), Year: year, StatedIn: year}
	}
	c := FactCell(&f.Fact)
	c.At = f.At
	if c.Figure != nil {
		c.Figure.At = f.At
	}
	y := YearCell{Cell: c, Year: year, StatedIn: f.Year, Edition: f.Edition, Basis: f.Fact.Basis}
	if f.Edition != "" {
		y.Card = "/f/" + fiscal.FigureID{Edition: f.Edition, At: max(f.At, 0), Tag: f.Fact.Tag()}.String()
	}
	return y
}
