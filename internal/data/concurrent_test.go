package data_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

func TestPublishAtOnce(t *testing.T) {
	s, _ := store(t)
	p := publication(t)
	var wg sync.WaitGroup
	outcomes := make(chan data.Outcome, 8)
	for range cap(outcomes) {
		wg.Go(func() {
			_, o, err := s.Publish(context.Background(), p)
			if err != nil {
				t.Error(err)
			}
			outcomes <- o
		})
	}
	wg.Wait()
	close(outcomes)
	count := map[data.Outcome]int{}
	for o := range outcomes {
		count[o]++
	}
	if count[data.Published] != 1 || count[data.Unchanged] != 7 {
		t.Errorf("outcomes %v", count)
	}
}

// Readers see whole editions while others are written: here edition n has n
// checks, and its coverage says n.
func TestReadWhileWriting(t *testing.T) {
	s, _ := store(t)
	ctx := context.Background()
	p := publication(t)
	edition := func(n int) data.Publication {
		r, next := *p.Report, p
		r.Document.SHA256 = fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n)}))
		r.Checks, r.Coverage.Figures = make([]fiscal.Check, n), n
		next.Report = &r
		return next
	}
	first, _ := publish(t, s, edition(1))
	const last = 25
	var done atomic.Bool
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for seen := 0; seen < last; {
				over := done.Load()
				e, err := s.Current(ctx, first.UnitID, first.Year)
				if err != nil {
					t.Error(err)
					return
				}
				r, err := s.Report(ctx, e.ID)
				if err != nil {
					t.Error(err)
					return
				}
				if e.Number < seen || len(r.Checks) != e.Number || r.Coverage.Figures != e.Number {
					t.Errorf("edition %d after %d has %d checks and %d figures", e.Number, seen, len(r.Checks), r.Coverage.Figures)
					return
				}
				if seen = e.Number; over && seen < last {
					t.Errorf("edition %d is still the newest after %d were written", seen, last)
					return
				}
			}
		})
	}
	for n := 2; n <= last; n++ {
		publish(t, s, edition(n))
	}
	done.Store(true)
	wg.Wait()
}
