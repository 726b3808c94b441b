package export

import (
	"bytes"
	"errors"
	"testing"
)

func TestCellsAreNoFormulas(t *testing.T) {
	tests := []struct{ cell, want string }{
		{"", ""},
		{"-", "-"},
		{"-411.09", "-411.09"},
		{"+8.5", "+8.5"},
		{"-14.7%", "-14.7%"},
		{"-1,234,567.89", "-1,234,567.89"},
		{"9,436.64", "9,436.64"},
		{"2010401", "2010401"},
		{"−411.09", "−411.09"}, // a real minus sign starts no formula
		{"基本支出", "基本支出"},
		{"≥95%", "≥95%"},
		{"1+1", "1+1"},
		{"=100%", "'=100%"},
		{"=207.60亿元", "'=207.60亿元"},
		{"=1份", "'=1份"},
		{`=HYPERLINK("http://example.org","看")`, `'=HYPERLINK("http://example.org","看")`},
		{"+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"},
		{"-2+3", "'-2+3"},
		{"--", "'--"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{"\n=1", "'\n=1"},
		{"＝1+1", "'＝1+1"},
		{"＠A1", "'＠A1"},
	}
	for _, tt := range tests {
		if got := harmless(tt.cell); got != tt.want {
			t.Errorf("harmless(%q) = %q, want %q", tt.cell, got, tt.want)
		}
	}
}

func TestTableAsWritten(t *testing.T) {
	rows := [][]string{{"a", "b"}, {"两行\n的", `说"好"，`}, {"=1", "2,5"}}
	var marked, plain bytes.Buffer
	if err := table(&marked, Options{}, rows); err != nil {
		t.Fatal(err)
	}
	if err := table(&plain, Options{WithoutBOM: true}, rows); err != nil {
		t.Fatal(err)
	}
	const want = "a,b\r\n\"两行\r\n的\",\"说\"\"好\"\"，\"\r\n'=1,\"2,5\"\r\n"
	if plain.String() != want {
		t.Errorf("%q, want %q", plain.String(), want)
	}
	if marked.String() != "\xEF\xBB\xBF"+want {
		t.Errorf("with a mark: %q", marked.String())
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("full")

func TestWritersReportFailure(t *testing.T) {
	report, text := theSeed(t)
	for name, write := range map[string]func() error{
		"facts":    func() error { return FactsCSV(full{}, someMeta, report, text, Options{}) },
		"plain":    func() error { return ChecksCSV(full{}, someMeta, report, Options{WithoutBOM: true}) },
		"json":     func() error { return ReportJSON(full{}, someMeta, report) },
		"feed":     func() error { return Feed{}.Write(full{}) },
		"site map": func() error { return new(SiteMap).Write(full{}) },
	} {
		if err := write(); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
