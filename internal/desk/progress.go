package desk

import (
	"sync"
	"time"

	"mingzhang/internal/data"
)

// Event tells how far an upload is.
type Event struct {
	Upload   int64            `json:"upload"`
	Name     string           `json:"name"`
	State    data.UploadState `json:"state"`
	Problem  string           `json:"problem,omitempty"`
	Files    int              `json:"files"` // found in it, 0 before that is known
	Done     int              `json:"done"`  // of these, read
	Document *DocumentEvent   `json:"document,omitempty"`
}

// DocumentEvent tells what one document turned out to be.
type DocumentEvent struct {
	Draft    int64           `json:"draft"`
	State    data.DraftState `json:"state"`
	Name     string          `json:"name"`
	Unit     string          `json:"unit"`
	Year     int             `json:"year"`
	Format   string          `json:"format"`
	Figures  int             `json:"figures"`
	Unread   int             `json:"unread"`
	Violated int             `json:"violated"`
	Problem  string          `json:"problem,omitempty"`
}

// Bounds of the bus: how many may listen, and how many events one may lag.
const (
	maxListeners = 64
	backlog      = 256
)

// Bus hands events to whoever listens. It is memory only: who missed something
// reads the state from the store.
type Bus struct {
	mu        sync.Mutex
	listeners map[chan Event]bool
	progress  map[int64]Event // the last word on uploads that are being read
}

func newBus() *Bus { return &Bus{listeners: map[chan Event]bool{}, progress: map[int64]Event{}} }

// Listen returns the events from now on; ok is false when too many listen
// already. stop must be called.
func (b *Bus) Listen() (events <-chan Event, stop func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.listeners) >= maxListeners {
		return nil, func() {}, false
	}
	c := make(chan Event, backlog)
	b.listeners[c] = true
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, c)
	}, true
}

// Progress returns how far uploads are that are being read.
func (b *Bus) Progress(upload int64) (Event, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok := b.progress[upload]
	return e, ok
}

// send tells everybody. A listener that does not keep up misses events, and
// keeps nobody else from getting them.
func (b *Bus) send(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e.State == data.UploadReading {
		kept := e
		kept.Document = nil
		b.progress[e.Upload] = kept
	} else {
		delete(b.progress, e.Upload)
	}
	for c := range b.listeners {
		select {
		case c <- e:
		default:
		}
	}
}

// Heartbeat is how often a silent stream says that it is there.
const Heartbeat = 15 * time.Second
