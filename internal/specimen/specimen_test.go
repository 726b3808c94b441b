package specimen

import (
	"bytes"
	"strings"
	"testing"

	"mingzhang/internal/division"
	"mingzhang/internal/fiscal"
)

// seeds are those that the tests of the package make specimens of.
func seeds(t *testing.T, n int, check func(t *testing.T, s *Specimen)) {
	t.Helper()
	for seed := range uint64(n) {
		s := New(seed, Options{Style: Styles()[seed%uint64(len(Styles()))]})
		check(t, s)
		if t.Failed() {
			t.Fatalf("seed %d, style %s, %s", seed, s.Style, s.Title)
		}
	}
}

func TestSameSeedSameSpecimen(t *testing.T) {
	for seed := range uint64(20) {
		a, b := New(seed, Options{}), New(seed, Options{})
		if !bytes.Equal(a.Text(), b.Text()) {
			t.Fatalf("seed %d gives two different texts", seed)
		}
	}
	if bytes.Equal(New(1, Options{}).Text(), New(2, Options{}).Text()) {
		t.Error("seeds 1 and 2 give the same text")
	}
}

// TestTotals: the books keep every promise of arithmetic that the standard
// forms make, to the 分.
func TestTotals(t *testing.T) {
	seeds(t, 400, totalsHold)
}

func totalsHold(t *testing.T, s *Specimen) {
	t.Helper()
	get := func(item fiscal.Item) amount { return s.books.get(item, nil, fiscal.Final) }
	sum := func(items ...fiscal.Item) amount {
		total := amount(0)
		for _, item := range items {
			total += get(item)
		}
		return total
	}
	equal := func(what string, a, b amount) {
		if a != b {
			t.Errorf("%s: %d and %d", what, a, b)
		}
	}
	equal("收入总计", get(fiscal.IncomeTotal), sum(fiscal.IncomeYear, fiscal.IncomeNonfiscalBalanceUsed, fiscal.IncomeOpeningBalance))
	equal("支出总计", get(fiscal.ExpenseTotal), sum(fiscal.ExpenseYear, fiscal.ExpenseBalanceDistribution, fiscal.ExpenseClosingBalance))
	equal("收支", get(fiscal.IncomeTotal), get(fiscal.ExpenseTotal))
	equal("本年收入", get(fiscal.IncomeYear), sum(fiscal.IncomeFiscal, fiscal.IncomeSuperiorSubsidy, fiscal.IncomeUndertaking,
		fiscal.IncomeOperating, fiscal.IncomeAffiliateRemittance, fiscal.IncomeOther))
	equal("本年支出", get(fiscal.ExpenseYear), sum(fiscal.ExpenseBasic, fiscal.ExpenseProject, fiscal.ExpenseRemittedUp,
		fiscal.ExpenseOperating, fiscal.ExpenseAffiliateSubsidy))
	equal("财政拨款收支", get(fiscal.FiscalIncomeTotal), get(fiscal.FiscalExpenseTotal))
	equal("财政拨款收入", get(fiscal.FiscalIncomeTotal), sum(fiscal.FiscalIncomeYear, fiscal.FiscalOpeningBalance))
	equal("财政拨款支出", get(fiscal.FiscalExpenseTotal), sum(fiscal.FiscalExpenseYear, fiscal.FiscalClosingBalance))
	equal("三本预算", get(fiscal.FiscalExpenseYear), sum(fiscal.GeneralExpense, fiscal.FundExpenseYear, fiscal.CapitalExpenseYear))
	equal("三本预算收入", get(fiscal.IncomeFiscal), sum(fiscal.GeneralIncomeYear, fiscal.FundIncomeYear, fiscal.CapitalIncomeYear))
	equal("一般公共预算", get(fiscal.GeneralExpense), sum(fiscal.GeneralBasic, fiscal.GeneralProject))
	equal("基本支出", get(fiscal.GeneralBasic), sum(fiscal.GeneralPersonnel, fiscal.GeneralOperation))
	equal("经济分类", get(fiscal.GeneralBasic), s.books.economicSum(""))
	equal("人员经费", get(fiscal.GeneralPersonnel), s.books.economicSum("301", "303"))
	equal("三公", get(fiscal.SangongTotal), sum(fiscal.SangongAbroad, fiscal.SangongVehicle, fiscal.SangongReception))
	equal("用车", get(fiscal.SangongVehicle), sum(fiscal.SangongVehiclePurchase, fiscal.SangongVehicleOperation))
	equal("采购", get(fiscal.ProcurementTotal), sum(fiscal.ProcurementGoods, fiscal.ProcurementWorks, fiscal.ProcurementServices))
	equal("车辆", get(fiscal.AssetsVehicles), sum(vehicleKinds...))
	equal("人员", get(fiscal.StaffTotal), sum(fiscal.StaffActive, fiscal.StaffRetiredCadre, fiscal.StaffRetired))
	for key, v := range s.books.values {
		if v < 0 {
			t.Errorf("%v is %d", key, v)
		}
	}
	for _, b := range []pot{generalPot, fundPot, capitalPot} {
		of := itemsOf[b]
		equal("收入总计", get(of.incomeTotal), sum(of.incomeYear, of.opening))
		equal("支出总计", get(of.expenseTotal), sum(of.expenseYear, of.closing))
		equal("收支", get(of.incomeTotal), get(of.expenseTotal))
	}
}

// TestForms: in every form as printed the 款 sum to their 类, the 类 to the
// 合计 row, and the columns of a row to its first.
func TestForms(t *testing.T) {
	seeds(t, 200, func(t *testing.T, s *Specimen) {
		type key struct {
			form  int
			item  fiscal.Item
			class string
		}
		cells := map[key]int64{}
		for _, st := range s.Statements() {
			if st.Origin != fiscal.Stated || st.Source.Form == 0 || st.Basis != fiscal.Final {
				continue
			}
			n, ok := fiscal.Canonical(*st.Value, st.Measure)
			if !ok {
				t.Errorf("%v has no value in 分", st.Value)
			}
			k := key{st.Source.Form, st.Item, st.Class.String() + st.EconomicClass.String()}
			if old, twice := cells[k]; twice && old != n {
				t.Errorf("form %d prints %s %s as %d and as %d", k.form, k.item, k.class, old, n)
			}
			cells[k] = n
		}
		below := map[key]int64{}
		for k, n := range cells {
			if i := strings.LastIndex(k.class, "/"); i > 0 {
				below[key{k.form, k.item, k.class[:i]}] += n
			}
		}
		for k, n := range below {
			if cells[k] != n {
				t.Errorf("form %d: %s %s is %d, below it stand %d", k.form, k.item, k.class, cells[k], n)
			}
		}
		for _, same := range [][2]key{
			{{1, fiscal.IncomeYear, ""}, {2, fiscal.IncomeYear, ""}}, {{1, fiscal.ExpenseYear, ""}, {3, fiscal.ExpenseYear, ""}},
			{{4, fiscal.GeneralExpense, ""}, {5, fiscal.GeneralExpense, ""}}, {{1, fiscal.GeneralIncomeYear, ""}, {4, fiscal.GeneralIncomeYear, ""}},
			{{4, fiscal.FundExpenseYear, ""}, {8, fiscal.FundExpenseYear, ""}}, {{4, fiscal.CapitalExpenseYear, ""}, {9, fiscal.CapitalExpenseYear, ""}},
		} {
			if cells[same[0]] != cells[same[1]] {
				t.Errorf("form %d says %d, form %d says %d of %s", same[0].form, cells[same[0]], same[1].form, cells[same[1]], same[0].item)
			}
		}
		if got, want := cells[key{5, fiscal.GeneralBasic, ""}], cells[key{6, fiscal.GeneralPersonnel, ""}]+cells[key{6, fiscal.GeneralOperation, ""}]; got != want {
			t.Errorf("form 5 says %d of 基本支出, form 6 says %d", got, want)
		}
	})
}

// TestGrids: every row of a form reaches across the whole of it, no cell over
// another.
func TestGrids(t *testing.T) {
	seeds(t, 200, func(t *testing.T, s *Specimen) {
		n := 0
		for _, b := range s.Blocks {
			if b.Form == nil {
				continue
			}
			n++
			for y, row := range b.Form.Grid() {
				if len(row) != b.Form.width() {
					t.Errorf("form %d, row %d has %d of %d columns", b.Form.Number, y, len(row), b.Form.width())
				}
				for x, c := range row {
					if c.Cell == nil {
						t.Errorf("form %d, row %d, column %d has no cell", b.Form.Number, y, x)
					}
				}
			}
		}
		if n != len(fiscal.Forms) {
			t.Errorf("%d forms", n)
		}
	})
}

// TestPlaces: units are named after the place whose code they carry.
func TestPlaces(t *testing.T) {
	if err := division.Load(); err != nil {
		t.Skip(err)
	}
	seeds(t, 200, func(t *testing.T, s *Specimen) {
		d, ok := division.Lookup(s.Unit.Region)
		if !ok || !strings.Contains(s.Unit.Name, d.Name) {
			t.Errorf("%s in %s %v", s.Unit.Name, s.Unit.Region, d)
		}
	})
}

func TestRates(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		places      int
		want        string
	}{
		{163051, 780613, 2, "20.89"}, {-41109, 85942, 2, "-47.83"}, {1, 3, 1, "33.3"}, {5, 1000, 0, "1"}, {-5, 1000, 0, "-1"}, {0, 7, 2, "0.00"},
	} {
		if got := rate(c.part, c.whole, c.places).String(); got != c.want {
			t.Errorf("%d in %d is %s%%, want %s%%", c.part, c.whole, got, c.want)
		}
	}
}
