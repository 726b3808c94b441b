package bulk

import (
	"bytes"
	"context"
	"encoding/csv"
	"runtime"

	"golang.org/x/sync/errgroup"

	"mingzhang/internal/data"
	"mingzhang/internal/export"
)

// edition is one whose rows are in the package.
type edition struct {
	key   string
	state string // of what its rows are made from
}

// editions lists the editions of the package in the order of their rows.
func (s source) editions(ctx context.Context) (all []edition, err error) {
	states, err := s.store.UnitYearStates(ctx)
	if err != nil {
		return nil, err
	}
	list := func(ctx context.Context, p data.Page) ([]data.ReportRow, error) {
		return s.store.Reports(ctx, every, p)
	}
	err = walk(ctx, list, func(r data.ReportRow) error {
		all = append(all, edition{r.Key, states[data.UnitYear{Unit: r.Whose.Unit.ID, Year: r.Year}]})
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
// Some are made ahead, while others are written.
func (t Table) blocks(ctx context.Context, s source, heading []string, all []edition, earlier *Earlier, give func(block) error) error {
	first, err := made(func(yield func([]string) error) error { return yield(heading) })
	if err != nil {
		return err
	}
	first.rows = 0
	if err := give(first); err != nil {
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

	ctx, stop := context.WithCancel(ctx)
	workers := max(2, runtime.GOMAXPROCS(0))
	var making errgroup.Group
	defer func() {
		stop()
		_ = making.Wait()
	}()
	type result struct {
		block
		err error
	}
	queue := make(chan chan result, 2*workers)
	making.Go(func() error {
		defer close(queue)
		turns := make(chan struct{}, workers)
		for _, e := range all {
			if old.has(e.key) {
				continue
			}
			one := make(chan result, 1)
			select {
			case queue <- one:
			case <-ctx.Done():
				return nil
			}
			turns <- struct{}{}
			making.Go(func() error {
				defer func() { <-turns }()
				b, err := made(func(yield func([]string) error) error { return t.rows(ctx, s, data.Scope{Edition: e.key}, yield) })
				one <- result{b, err}
				return nil
			})
		}
		return nil
	})
	at := int64(len(first.lines))
	for _, e := range all {
		var b block
		if old.has(e.key) {
			if b, err = old.next(e.key); err != nil {
				return err
			}
		} else {
			one, open := <-queue
			if !open {
				return context.Cause(ctx)
			}
			r := <-one
			if b, err = r.block, r.err; err != nil {
				return err
			}
		}
		earlier.remember(t.Name, e.key, at, b)
		at += int64(len(b.lines))
		if err := give(b); err != nil {
			return err
		}
	}
	return nil
}
