package bulk

import (
	"bytes"
	"context"
	"encoding/csv"
	"runtime"
	"sync"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
)

// edition is one whose rows are in the package.
type edition struct {
	key string
	of  data.UnitYear
}

// editions lists the editions of the package in the order of their rows.
func (s source) editions(ctx context.Context) (all []edition, err error) {
	list := func(ctx context.Context, p data.Page) ([]data.ReportRow, error) {
		return s.store.Reports(ctx, every, p)
	}
	err = walk(ctx, list, func(r data.ReportRow) error {
		all = append(all, edition{r.Key, data.UnitYear{Unit: r.Whose.Unit.ID, Year: r.Year}})
		return nil
	})
	return all, err
}

// block is the lines of a table that belong to one edition.
type block struct {
	lines []byte
	rows  int
}

// made makes a block from rows.
func made(rows func(yield func([]string) error) error) (b block, err error) {
	var buffer bytes.Buffer
	lines := csv.NewWriter(&buffer)
	lines.UseCRLF = true
	if err := rows(func(row []string) error {
		b.rows++
		for i := range row {
			row[i] = export.Harmless(row[i])
		}
		return lines.Write(row)
	}); err != nil {
		return b, err
	}
	lines.Flush()
	b.lines = buffer.Bytes()
	return b, lines.Error()
}

// blocks gives the blocks of a table one after the other, its heading first.
func (t Table) blocks(ctx context.Context, s source, all []edition, earlier *Earlier, give func(block) error) error {
	heading, err := made(func(yield func([]string) error) error { return yield(t.heading()) })
	if err != nil {
		return err
	}
	heading.rows = 0
	if err := give(heading); err != nil {
		return err
	}
	if t.whole != nil {
		b, err := made(func(yield func([]string) error) error { return t.whole(ctx, s, yield) })
		if err != nil {
			return err
		}
		return give(b)
	}
	old, err := earlier.open(t.Name, all)
	if err != nil {
		return err
	}
	defer old.close()
	at := int64(len(heading.lines))
	return ahead(ctx, len(all), func(ctx context.Context, i int) (block, error) {
		if old.has(all[i].key) {
			return block{}, nil
		}
		return made(func(yield func([]string) error) error {
			return t.rows(ctx, s, data.Scope{Edition: all[i].key}, yield)
		})
	}, func(i int, b block) (err error) {
		if key := all[i].key; old.has(key) {
			if b, err = old.next(key); err != nil {
				return err
			}
		}
		earlier.remember(t.Name, all[i].key, at, b)
		at += int64(len(b.lines))
		return give(b)
	})
}

// ahead makes n things, some of them while those before are given away, and
// gives them in their order.
func ahead[T any](ctx context.Context, n int, one func(context.Context, int) (T, error), give func(int, T) error) error {
	type result struct {
		made T
		err  error
	}
	workers := max(2, runtime.GOMAXPROCS(0))
	queue, turns := make(chan chan result, 2*workers), make(chan struct{}, workers)
	ctx, stop := context.WithCancel(ctx)
	var making sync.WaitGroup
	defer func() {
		stop()
		making.Wait()
	}()
	making.Go(func() {
		defer close(queue)
		for i := range n {
			place := make(chan result, 1)
			select {
			case queue <- place:
			case <-ctx.Done():
				return
			}
			turns <- struct{}{}
			making.Go(func() {
				defer func() { <-turns }()
				made, err := one(ctx, i)
				place <- result{made, err}
			})
		}
	})
	for i := range n {
		place, open := <-queue
		if !open {
			return context.Cause(ctx)
		}
		r := <-place
		if r.err != nil {
			return r.err
		}
		if err := give(i, r.made); err != nil {
			return err
		}
	}
	return nil
}
