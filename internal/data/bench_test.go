package data_test

import (
	"context"
	"fmt"
	"testing"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

func BenchmarkPublish(b *testing.B) {
	s, _ := store(b)
	p := publication(b)
	sha := p.Report.Document.SHA256
	for i := 0; b.Loop(); i++ {
		p.Report.Document.SHA256 = fmt.Sprintf("%012x%s", i, sha[12:])
		publish(b, s, p)
	}
}

func BenchmarkReport(b *testing.B) {
	s, _ := store(b)
	e, _ := publish(b, s, publication(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Report(context.Background(), e.ID); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSeries(b *testing.B) {
	s, _ := store(b)
	e, _ := publish(b, s, publication(b))
	items := []fiscal.Item{fiscal.IncomeYear, fiscal.ExpenseYear, fiscal.SangongTotal}
	bases := []fiscal.Basis{fiscal.Final, fiscal.Prior}
	b.ReportAllocs()
	for b.Loop() {
		if points, err := s.Series(context.Background(), e.UnitID, items, bases); err != nil || len(points) < 3 {
			b.Fatal(len(points), err)
		}
	}
}

func BenchmarkUnits(b *testing.B) {
	s, _ := store(b)
	p := publication(b)
	for i := range 300 {
		publish(b, s, renamed(b, p, i))
	}
	for b.Loop() {
		if units, err := s.Units(context.Background(), data.UnitFilter{}); err != nil || len(units) != 300 {
			b.Fatal(len(units), err)
		}
	}
}
