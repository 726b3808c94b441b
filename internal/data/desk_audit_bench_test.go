package data_test

import (
	"context"
	"testing"

	"mingzhang/internal/audit"
)

// Following the whole trail is what the page of the trail does once a minute.
func BenchmarkCheckTrail(b *testing.B) {
	s, _ := store(b)
	for range 2000 {
		act(b, s, 1, audit.DraftCorrected, "draft:17")
	}
	for b.Loop() {
		if _, err := s.CheckTrail(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2000, "ns/entry")
}
