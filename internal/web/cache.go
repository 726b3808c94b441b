package web

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/semaphore"
)

// pageCache keeps finished pages by their address. A page is built once per
// publication: what is published makes all of them old. While much is being
// published, an old page is still shown, for a few seconds at most, until it
// has been built anew behind the readers' backs: nobody waits for it.
type pageCache struct {
	pages *otter.Cache[string, *keptPage]
	off   bool // every page is built anew, and not compressed

	mu     sync.Mutex
	age    int64          // how often pages have become old
	turned map[int64]turn // the times that left old pages
	last   time.Time      // when they became old the last time

	again   chan string     // what is to be asked for, so that pages are built anew
	waiting map[string]bool // what is in again
	popular chan *packed    // what is to be compressed as small as can be
	turns   *semaphore.Weighted
	now     func() time.Time
}

// turn is a time when pages became old.
type turn struct {
	at   time.Time
	calm bool // nothing had been published for a while
}

// keptPage is a page and the age of the cache when it was begun.
type keptPage struct {
	*packed
	age   int64
	asked atomic.Int32 // how often, since it was built
}

const (
	// cacheBytes bounds what finished pages may take in memory.
	cacheBytes = 64 << 20
	// mostStale is for how long an old page may still be shown.
	mostStale = 30 * time.Second
	// restful is for how long an old page is shown without ado: while something
	// is published every second, it is not built every second. Browsers keep
	// pages for longer than that.
	restful = 10 * time.Second
	// mostAgain is how many pages may wait to be built anew; what finds no
	// place is built when its time is over.
	mostAgain = 4096
	// often is how many ask for a page before it is compressed as small as it
	// can be: that takes longer than building it did.
	often = 3
)

// together is how many pages are built at the same time. More would not be ready
// sooner, but each of them later: who came first is served first.
var together = int64(max(4, 2*runtime.NumCPU()))

func newPageCache() *pageCache {
	return &pageCache{
		pages: otter.Must(&otter.Options[string, *keptPage]{
			MaximumWeight: cacheBytes,
			Weigher:       func(_ string, p *keptPage) uint32 { return uint32(p.size()) },
		}),
		turned: map[int64]turn{}, again: make(chan string, mostAgain), waiting: map[string]bool{}, popular: make(chan *packed, mostAgain),
		turns: semaphore.NewWeighted(together), now: time.Now,
	}
}

// get returns the page at an address, building it when it is not there; of
// many that ask at once, one builds. Asking for what r asks for builds it too.
func (c *pageCache) get(r *http.Request, address string, build func(context.Context) (content, error)) (*packed, error) {
	return c.getPacked(r.Context(), address, r.URL.RequestURI(), func(ctx context.Context) (*packed, error) {
		made, err := build(ctx)
		if err != nil {
			return nil, err
		}
		if c.off {
			return label(made), nil
		}
		return pack(made, r.Header.Get("Accept-Encoding")), nil
	})
}

// inTurn builds a page when those who came before have had their turn.
func (c *pageCache) inTurn(ctx context.Context, build builder) (content, error) {
	if err := c.turns.Acquire(ctx, 1); err != nil {
		return content{}, err
	}
	defer c.turns.Release(1)
	return build(ctx)
}

// getPacked is get for what packs itself.
func (c *pageCache) getPacked(ctx context.Context, address, uri string, build func(context.Context) (*packed, error)) (*packed, error) {
	if c.off {
		return build(ctx)
	}
	begin := func(ctx context.Context) (*keptPage, error) {
		// The page serves everybody who asks after this visitor, so it is
		// finished even when this visitor leaves.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), buildLimit)
		defer cancel()
		if err := c.turns.Acquire(ctx, 1); err != nil {
			return nil, err
		}
		defer c.turns.Release(1)
		age := c.ageNow()
		p, err := build(ctx)
		return &keptPage{packed: p, age: age}, err
	}
	if ctx.Value(anew{}) != nil {
		p, err := begin(ctx)
		if err != nil {
			c.pages.Invalidate(address)
			return nil, err
		}
		c.pages.Set(address, p)
		return p.packed, nil
	}
	if p, ok := c.find(address, uri); ok {
		return p, nil
	}
	p, err := c.pages.Get(ctx, address, otter.LoaderFunc[string, *keptPage](func(ctx context.Context, _ string) (*keptPage, error) { return begin(ctx) }))
	if err != nil {
		return nil, err
	}
	return p.packed, nil
}

// buildLimit is how long building one page may take.
const buildLimit = 30 * time.Second

// anew marks the context of a request that is made to build a page anew.
type anew struct{}

// find returns the page at an address if it may be shown. An old one is to be
// built anew by asking for uri, "" when that does not build it; one that is too
// old is forgotten.
func (c *pageCache) find(address, uri string) (*packed, bool) {
	p, ok := c.pages.GetIfPresent(address)
	if !ok {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.age == c.age {
		if p.asked.Add(1) == often {
			select {
			case c.popular <- p.packed:
			default:
			}
		}
		return p.packed, true
	}
	turned, ok := c.turned[p.age+1]
	old := c.now().Sub(turned.at)
	if !ok || old > mostStale || uri == "" {
		c.pages.Invalidate(address)
		return nil, false
	}
	if (turned.calm || old > restful) && !c.waiting[uri] {
		select {
		case c.again <- uri:
			c.waiting[uri] = true
		default:
		}
	}
	return p.packed, true
}

func (c *pageCache) ageNow() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.age
}

// serve answers r from the cache; ok is false when the page is not there.
func (c *pageCache) serve(w http.ResponseWriter, r *http.Request) (ok bool) {
	if r.URL.RawQuery != "" || strings.ContainsAny(r.URL.Path, notInPaths) || r.Method != http.MethodGet && r.Method != http.MethodHead || r.Context().Value(anew{}) != nil {
		return false
	}
	p, ok := c.find(r.URL.Path, r.URL.RequestURI())
	if ok {
		p.serve(w, r, http.StatusOK)
	}
	return ok
}

// forgetAll leaves no page: something must not be shown any longer.
func (c *pageCache) forgetAll() {
	c.mu.Lock()
	c.age++
	c.last = c.now()
	clear(c.turned)
	c.mu.Unlock()
	c.pages.InvalidateAll()
}

// grow makes every page old, and leaves none of those that told names: what
// was just published is to be seen there. calm says to told that nothing had
// been published for a while.
func (c *pageCache) grow(told func(address string, calm bool) bool) {
	c.mu.Lock()
	now := c.now()
	calm := now.Sub(c.last) > mostStale
	c.age++
	c.turned[c.age], c.last = turn{now, calm}, now
	for age, turned := range c.turned {
		if now.Sub(turned.at) > 2*mostStale {
			delete(c.turned, age)
		}
	}
	c.mu.Unlock()
	for address := range c.pages.Keys() {
		if told(address, calm) {
			c.pages.Invalidate(address)
		}
	}
}

// rebuild has pages built anew and compressed well, one at a time, until ctx
// ends: readers come first.
func (c *pageCache) rebuild(ctx context.Context, ask func(ctx context.Context, uri string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case p := <-c.popular:
			p.squeeze()
		case uri := <-c.again:
			c.mu.Lock()
			delete(c.waiting, uri)
			c.mu.Unlock()
			ask(context.WithValue(ctx, anew{}, true), uri)
		}
	}
}
