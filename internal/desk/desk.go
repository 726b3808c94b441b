package desk

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
)

// Limits of the queue. What waits is on disk; the bounds keep a mistake, such
// as a whole disk dropped on the page, from filling it.
var Limits = data.QueueLimits{Uploads: 2000, Bytes: 4 << 30}

// Desk is the administrators' workplace over a store: it reads what is
// uploaded and publishes what is approved, in the background.
type Desk struct {
	Bus *Bus

	store  *data.Store
	engine *charts.Engine
	log    *slog.Logger
	wake   chan struct{} // an upload waits
	due    chan struct{} // a draft may be due
	now    func() time.Time

	publishing sync.Mutex // one draft at a time
	trouble    troubles
	patience   time.Duration // before what did not work for a reason of the moment is tried again

	// reading is called before an upload is read; tests put harm into it.
	reading func(data.Upload)
}

// New returns the desk of a store. Nothing runs before Run.
func New(store *data.Store, engine *charts.Engine, log *slog.Logger) *Desk {
	return &Desk{Bus: newBus(), store: store, engine: engine, log: log, wake: make(chan struct{}, 1), due: make(chan struct{}, 1), now: time.Now, patience: 30 * time.Second}
}

// workers is how many uploads are read at the same time: two, but a processor
// is left to those who read the public pages.
func workers() int { return max(1, min(2, runtime.NumCPU()-1)) }

// Run reads uploads and publishes drafts until ctx ends. It first takes up
// what a process before it left unfinished.
func (d *Desk) Run(ctx context.Context) {
	if err := d.takeUp(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("上传队列没有接上", "error", err.Error())
	}
	var running sync.WaitGroup
	for range workers() {
		running.Go(func() { d.work(ctx) })
	}
	running.Go(func() { d.schedule(ctx) })
	running.Wait()
}

// poke wakes who waits on c.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Uploaded tells the desk that an upload waits.
func (d *Desk) Uploaded() { poke(d.wake) }

// Approved tells the desk that a draft may be due.
func (d *Desk) Approved() { poke(d.due) }
