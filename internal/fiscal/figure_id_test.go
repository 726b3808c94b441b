package fiscal

import "testing"

func TestFigureID(t *testing.T) {
	for _, s := range []string{"3bb8f38d6749-6012-k7qa", "3bb8f38d6749-0", "3bb8f38d67493348-12-2345"} {
		if id, ok := ParseFigureID(s); !ok || id.String() != s {
			t.Errorf("%s became %v %v", s, id, ok)
		}
	}
	for _, s := range []string{"", "-", "--", "3bb8", "3bb8-", "-1-aaaa", "3bb8-1-", "3bb8-1-aaa", "3bb8-1-aaaaa", "3bb8-1-lll1", "3bb8-01-aaaa", "3bb8--1-aaaa", "3BB8-1-aaaa", "3bb8-1-aaaa-b", "3bb8-99999999999999999999-aaaa", "3bb8-1-aaaa\n", "３-1-aaaa"} {
		if id, ok := ParseFigureID(s); ok {
			t.Errorf("%q is %v", s, id)
		}
	}
}

// An id depends on what a fact means, not on its value or how it was printed.
func TestTag(t *testing.T) {
	a := Fact{Item: IncomeTotal, Basis: Final, Origin: Stated}
	if again := (Fact{Item: IncomeTotal, Basis: Final, Origin: StatedNone}); again.Tag() != a.Tag() {
		t.Error("a nothing is named otherwise than a figure")
	}
	for _, b := range []Fact{
		{Item: ExpenseTotal, Basis: Final}, {Item: IncomeTotal, Basis: Prior}, {Item: IncomeTotal, Basis: Final, Origin: Derived},
		{Item: IncomeTotal, Basis: Final, Class: &Class{Path: []string{"甲"}}}, {Item: IncomeTotal, Basis: Final, EconomicClass: &Class{Path: []string{"甲"}}},
	} {
		if b.Tag() == a.Tag() {
			t.Errorf("%+v has the tag of %+v", b, a)
		}
	}
	if got := a.Tag(); len(got) != 4 || got != (Fact{Item: IncomeTotal, Basis: Final}).Tag() {
		t.Error(got)
	}
}

func FuzzFigureID(f *testing.F) {
	f.Add("3bb8f38d6749-6012-k7qa")
	f.Add("3bb8f38d6749-6012")
	f.Fuzz(func(t *testing.T, s string) {
		if id, ok := ParseFigureID(s); ok && id.String() != s {
			t.Errorf("%q became %q", s, id)
		}
	})
}
