package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
)

// pageCache keeps finished pages by their address. A page is built once per
// publication: what is published makes all of them old. While much is being
// published, an old page is still shown, for a few seconds at most, until it
// has been built anew behind the readers' backs: nobody waits for it.
type pageCache struct {
	pages *otter.Cache[string, *keptPage]
	off   bool // every page is built anew, and not compressed

	mu     sync.Mutex
	age    int64               // how often pages have become old
	turned map[int64]time.Time // when they did, of those times that left them
	last   time.Time           // when they did the last time

	again   chan string     // what is to be asked for, so that pages are built anew
	waiting map[string]bool // what is in again
	now     func() time.Time
}

// keptPage is a page and the age of the cache when it was begun.
type keptPage struct {
	*packed
	age int64
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
)

func newPageCache() *pageCache {
	return &pageCache{
		pages: otter.Must(&otter.Options[string, *keptPage]{
			MaximumWeight: cacheBytes,
			Weigher:       func(_ string, p *keptPage) uint32 { return uint32(p.size()) },
		}),
		turned: map[int64]time.Time{}, again: make(chan string, mostAgain), waiting: map[string]bool{}, now: time.Now,
	}
}

// get returns the page at an address, building it when it is not there; of
// many that ask at once, one builds. Asking for uri builds it too.
func (c *pageCache) get(ctx context.Context, address, uri string, build func(context.Context) (content, error)) (*packed, error) {
	return c.getPacked(ctx, address, uri, func(ctx context.Context) (*packed, error) {
		made, err := build(ctx)
		if err != nil {
			return nil, err
		}
		if c.off {
			return label(made), nil
		}
		if c.busy() {
			return packQuickly(made), nil
		}
		return pack(made), nil
	})
}

// busy reports whether one publication follows the other: pages are not kept
// for long then.
func (c *pageCache) busy() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.turned) > 0 && c.now().Sub(c.last) < mostStale
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
		age := c.ageNow()
		p, err := build(ctx)
		return &keptPage{p, age}, err
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
		return p.packed, true
	}
	turned, ok := c.turned[p.age+1]
	old := c.now().Sub(turned)
	if !ok || old > mostStale || uri == "" {
		c.pages.Invalidate(address)
		return nil, false
	}
	if old > restful && !c.waiting[uri] {
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
	if r.URL.RawQuery != "" || r.Method != http.MethodGet && r.Method != http.MethodHead || r.Context().Value(anew{}) != nil {
		return false
	}
	p, ok := c.find(r.URL.Path, r.URL.RequestURI())
	if ok {
		p.serve(w, r, http.StatusOK)
	}
	return ok
}

// forget makes every page old. The first publication after a quiet time, and
// what must not be shown any longer, leaves no old page; one publication behind
// the other leaves them until they are built anew.
func (c *pageCache) forget(atOnce bool) {
	c.mu.Lock()
	now := c.now()
	c.age++
	if atOnce = atOnce || now.Sub(c.last) > mostStale; atOnce {
		clear(c.turned)
	} else {
		c.turned[c.age] = now
	}
	for age, turned := range c.turned {
		if now.Sub(turned) > 2*mostStale {
			delete(c.turned, age)
		}
	}
	c.last = now
	c.mu.Unlock()
	if atOnce {
		c.pages.InvalidateAll()
	}
}

// rebuild has pages built anew, one at a time, until ctx ends: readers come
// first.
func (c *pageCache) rebuild(ctx context.Context, ask func(ctx context.Context, uri string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case uri := <-c.again:
			c.mu.Lock()
			delete(c.waiting, uri)
			c.mu.Unlock()
			ask(context.WithValue(ctx, anew{}, true), uri)
		}
	}
}
