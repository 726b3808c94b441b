package intake

import (
	"context"
	"iter"
	"runtime"
	"sync"
)

// ReadAll reads files and yields a reading for each document, in the order of
// files. Files of one folder that together are one unit's year are one
// document. Several are read at the same time; tick, when not nil, is called
// once for each file that has been read, from any goroutine. When ctx ends,
// the rest is left unread.
func ReadAll(ctx context.Context, files []File, tick func()) iter.Seq[Reading] {
	return ReadOn(ctx, runtime.GOMAXPROCS(0), files, tick)
}

// ReadOn is ReadAll on at most so many processors, for what must leave some to
// others.
func ReadOn(ctx context.Context, processors int, files []File, tick func()) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		for len(files) > 0 {
			n := 1
			for n < len(files) && files[n].Folder == files[0].Folder && n < batch {
				n++
			}
			readings := parallel(ctx, processors, n, func(i int) Reading {
				r := readPart(ctx, files[i])
				if tick != nil {
					tick()
				}
				if n > keepBytes {
					r.Bytes = nil
				}
				return r
			})
			if files[0].Folder != "" {
				readings = join(ctx, readings)
			}
			readings = parallel(ctx, processors, len(readings), func(i int) Reading {
				readings[i].whole()
				return readings[i]
			})
			for _, r := range readings {
				if ctx.Err() != nil || !yield(r) {
					return
				}
			}
			files = files[n:]
		}
	}
}

// Bounds on what is held at the same time: files of a folder that are grouped
// together, and files whose bytes are kept with them.
const (
	batch     = 300
	keepBytes = 100
)

// parallel returns f of 0 … n-1 in order, computed on several processors.
func parallel(ctx context.Context, processors, n int, f func(int) Reading) []Reading {
	out := make([]Reading, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(1, min(n, processors)) {
		wg.Go(func() {
			for i := range next {
				out[i] = f(i)
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}
