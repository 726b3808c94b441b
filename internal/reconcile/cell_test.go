package reconcile

import "testing"

func TestParseCell(t *testing.T) {
	for _, tc := range []struct {
		text, operator, value, unit string
		ok                          bool
	}{
		{"=98%", "=", "98", "%", true},
		{">=90%", ">=", "90", "%", true},
		{"≥90％", ">=", "90", "%", true},
		{"=31331.60元", "=", "31331.60", "元", true},
		{"=207.60亿元", "=", "207.60", "亿元", true},
		{"-14.7%", "", "-14.7", "%", true},
		{"9.87分", "", "9.87", "分", true},
		{"29,788.39", "", "29788.39", "", true},
		{" ＝９８．５％ ", "=", "98.5", "%", true},
		{"<= 3 天", "<=", "3", "天", true},
		{"=1家", "=", "1", "家", true},
		{"100", "", "100", "", true},
		{"3-5次", "", "", "", false},
		{"98%以上", "", "98", "%以上", true},
		{"完全达到预期", "", "", "", false},
		{"-", "", "", "", false},
		{"", "", "", "", false},
		{"2024年1月", "", "", "", false},
	} {
		got, ok := parseCell(tc.text)
		if ok != tc.ok || ok && (got.operator != tc.operator || got.value.String() != tc.value || got.unit != tc.unit) {
			t.Errorf("%q: %+v %v", tc.text, got, ok)
		}
	}
}

// What is read of a cell reads the same when it is written out again.
func FuzzParseCell(f *testing.F) {
	for _, s := range []string{"=100%", ">=1", "≥９０％", "-,1", "99999999999999999999999", "=0.0000000000000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, ok := parseCell(s)
		if !ok {
			return
		}
		again, ok := parseCell(c.operator + c.value.String() + c.unit)
		if !ok || again != c {
			t.Errorf("%q: %+v, read again %+v %v", s, c, again, ok)
		}
		if o := c.operand(); o.half.IsNeg() || !o.value.Equal(c.value) {
			t.Errorf("%q as an operand: %+v", s, o)
		}
		if !c.meets(c) {
			t.Errorf("%q does not meet itself", s)
		}
	})
}
