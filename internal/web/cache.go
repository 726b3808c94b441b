package web

import (
	"context"
	"net/http"
	"time"

	"github.com/maypok86/otter/v2"
)

// pageCache keeps finished pages by their address. A page is built once per
// publication: everything is forgotten when anything is published.
type pageCache struct {
	pages *otter.Cache[string, *packed]
	off   bool // every page is built anew, and not compressed
}

// cacheBytes bounds what finished pages may take in memory.
const cacheBytes = 64 << 20

func newPageCache() *pageCache {
	return &pageCache{pages: otter.Must(&otter.Options[string, *packed]{
		MaximumWeight: cacheBytes,
		Weigher:       func(_ string, p *packed) uint32 { return uint32(p.size()) },
	})}
}

// get returns the page at an address, building it when it is not there; of
// many that ask at once, one builds.
func (c *pageCache) get(ctx context.Context, address string, build func(context.Context) (content, error)) (*packed, error) {
	return c.getPacked(ctx, address, func(ctx context.Context) (*packed, error) {
		made, err := build(ctx)
		if err != nil {
			return nil, err
		}
		if c.off {
			return label(made), nil
		}
		return pack(made), nil
	})
}

// getPacked is get for what packs itself.
func (c *pageCache) getPacked(ctx context.Context, address string, build func(context.Context) (*packed, error)) (*packed, error) {
	if c.off {
		return build(ctx)
	}
	return c.pages.Get(ctx, address, otter.LoaderFunc[string, *packed](func(ctx context.Context, _ string) (*packed, error) {
		// The page serves everybody who asks after this visitor, so it is
		// finished even when this visitor leaves.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), buildLimit)
		defer cancel()
		return build(ctx)
	}))
}

// buildLimit is how long building one page may take.
const buildLimit = 30 * time.Second

// serve answers r from the cache; ok is false when the page is not there.
func (c *pageCache) serve(w http.ResponseWriter, r *http.Request) (ok bool) {
	if r.URL.RawQuery != "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	p, ok := c.pages.GetIfPresent(r.URL.Path)
	if ok {
		p.serve(w, r, http.StatusOK)
	}
	return ok
}

func (c *pageCache) forget() { c.pages.InvalidateAll() }
