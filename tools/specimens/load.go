package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/intake"
)

// load publishes every report, one unit after the other on each processor.
func load(ctx context.Context, m made, database string, tick func()) (intake.Sum, error) {
	store, err := data.Open(ctx, database)
	if err != nil {
		return intake.Sum{}, err
	}
	defer store.Close()
	next := make(chan int)
	var lock sync.Mutex
	var sum intake.Sum
	var failed error
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		engine, err := charts.NewEngine()
		if err != nil {
			return sum, err
		}
		wg.Go(func() {
			for i := range next {
				var files []intake.File
				for _, s := range m.units[i].Reports {
					name := fileName(s)
					files = append(files, intake.File{Name: name, Path: name, Open: func() ([]byte, error) { return s.CellText(), nil }})
				}
				one, err := intake.Load(ctx, store, engine, files, func(l intake.Loaded) {
					tick()
					if l.Err != nil {
						fmt.Fprintf(os.Stderr, "\n没有载入：%v\n", l.Err)
					}
				})
				lock.Lock()
				sum.New, sum.Republished, sum.Unchanged, sum.Failed = sum.New+one.New, sum.Republished+one.Republished, sum.Unchanged+one.Unchanged, sum.Failed+one.Failed
				if err != nil && failed == nil {
					failed = err
				}
				lock.Unlock()
			}
		})
	}
	for i := range m.units {
		next <- i
	}
	close(next)
	wg.Wait()
	return sum, failed
}
