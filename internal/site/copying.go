package site

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"mingzhang/internal/bulk"
	"mingzhang/internal/data"
	"mingzhang/internal/web"
	"mingzhang/web/static"
)

// copying is one copy in the making.
type copying struct {
	options    Options
	earlier    *bulk.Earlier // the package of tables of an older copy
	store      *data.Store
	server     *web.Server
	handler    http.Handler
	folder     *folder
	workers    int
	turns      chan struct{} // as many as workers
	generation int64

	names    names
	editions map[string]data.UnitYear // of editions, by key
	papers   map[string]int64         // units of documents, by SHA-256
	known    map[int64]bool           // units of the copy
	cards    map[data.UnitYear]string // what cards are made from
	ranks    ranks

	asked, written     atomic.Int64
	removed, files     int
	bytes              int64
	kept, made         int
	mu                 sync.Mutex
	ready              map[string]*part // parts of this copy
	progress, progFile int
}

// common is the part with the pages of no unit but the rankings.
const common = ""

// unitPart begins the names of parts with the pages of a unit.
const unitPart = "unit "

func partOf(unit int64) string {
	if unit == 0 {
		return common
	}
	return fmt.Sprint(unitPart, unit)
}

func (c *copying) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("导出停下了，已写好的都在；再运行同一条命令会接着写（%w）", context.Cause(ctx))
	}
	return err
}

// run makes every part that is not there as it is to be.
func (c *copying) run(ctx context.Context) error {
	units, err := c.plan(ctx)
	if err != nil {
		return err
	}
	c.ready = map[string]*part{}
	states, err := c.store.UnitStates(ctx)
	if err != nil {
		return err
	}
	if c.cards, err = c.store.UnitYearStates(ctx); err != nil {
		return err
	}
	settings := c.settings()
	stays := c.stays(common, c.commonState(settings))
	// The large files take long, and one worker: they are made beside the rest.
	both, inner := errgroup.WithContext(ctx)
	var large []File
	if !stays && c.options.Unit == 0 {
		both.Go(func() (err error) {
			large, err = c.large(inner)
			return err
		})
	}
	both.Go(func() error {
		if err := c.units(inner, units, states, settings); err != nil {
			return err
		}
		return c.rankings(inner, settings)
	})
	if err := both.Wait(); err != nil {
		return err
	}
	if !stays {
		if err := c.others(ctx, units, large, settings); err != nil {
			return err
		}
	}
	if err := c.missing(ctx, settings); err != nil {
		return err
	}
	now := map[string]bool{}
	for _, p := range c.ready {
		for _, f := range p.Files {
			now[f.Path] = true
			c.bytes += f.Bytes
		}
	}
	c.files = len(now)
	if c.removed, err = c.folder.sweep(now); err != nil {
		return err
	}
	return c.folder.settle(c.ready, c.options.Sign)
}

// settings is a hash of whatever all pages depend on.
func (c *copying) settings() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q", []string{c.options.BaseURL, c.options.Version, c.options.Commit, c.options.Built, c.options.Reader, fmt.Sprint(c.options.Unit)})
	var list []string
	for _, f := range static.Files() {
		list = append(list, f.Path)
	}
	slices.Sort(list)
	fmt.Fprintf(sum, "%q", list)
	return hex.EncodeToString(sum.Sum(nil))[:16] + " "
}

// planned is a unit with the addresses that its pages are found from.
type planned struct {
	id    int64
	years []data.UnitYear
	roots []string
}

func (c *copying) plan(ctx context.Context) ([]*planned, error) {
	base := c.options.BaseURL
	if base == "" {
		base = standIn
	}
	c.names = names{base: base, documents: map[string]string{}, within: c.options.within}
	c.editions, c.papers, c.known = map[string]data.UnitYear{}, map[string]int64{}, map[int64]bool{}
	of := map[int64]*planned{}
	var order []*planned
	unit := func(u data.Unit) *planned {
		p := of[u.ID]
		if p == nil {
			p = &planned{id: u.ID}
			home := (&url.URL{Path: fmt.Sprintf("/u/%d-%s/", u.ID, u.Slug)}).EscapedPath()
			bare := strings.TrimSuffix(home, "/")
			p.roots = []string{home, bare + ".json", bare + ".csv", bare + ".xlsx", bare + ".atom"}
			of[u.ID], order = p, append(order, p)
			c.known[u.ID] = true
		}
		return p
	}
	scope := data.Scope{All: true, Unit: c.options.Unit}
	page := data.Page{Limit: 500}
	for {
		rows, err := c.store.Reports(ctx, scope, page)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			p := unit(r.Whose.Unit)
			year := data.UnitYear{Unit: p.id, Year: r.Year}
			c.editions[r.Key], c.papers[r.SHA256] = year, cmp.Or(c.papers[r.SHA256], p.id)
			if !slices.Contains(p.years, year) {
				p.years = append(p.years, year)
			}
			c.names.documents[r.SHA256] = documentEnd(r.Document)
			p.roots = append(p.roots, "/e/"+r.Key+"/", "/documents/"+r.SHA256)
			if r.Current {
				p.roots = append(p.roots, p.roots[0]+fmt.Sprint(r.Year)+"/")
			}
		}
		if len(rows) < page.Limit {
			break
		}
		page.After = rows[len(rows)-1].Position()
	}
	if c.options.Unit == 0 {
		all, err := c.store.Units(ctx, data.UnitFilter{})
		if err != nil {
			return nil, err
		}
		for _, u := range all {
			unit(u.Unit)
		}
		if c.ranks.items, err = c.server.RankedYears(ctx); err != nil {
			return nil, err
		}
		if c.ranks.years, err = c.store.YearStates(ctx); err != nil {
			return nil, err
		}
	} else {
		if len(order) == 0 {
			return nil, fmt.Errorf("没有编号为 %d 的单位，或它还没有公开过决算；portal unit list 列出全部单位", c.options.Unit)
		}
		c.names.within = func(ask string) bool {
			return c.home(ask) != partOf(0) || strings.HasPrefix(ask, "/glossary") || strings.HasPrefix(ask, "/static/") || ask == "/about" || ask == "/data/dictionary" || ask == "/"
		}
	}
	slices.SortFunc(order, func(a, b *planned) int { return cmp.Compare(a.id, b.id) })
	return order, nil
}

// safeEnds are the ends of documents that a browser shows or saves without
// running anything in them; others are kept as plain text or bytes.
var safeEnds = []string{".txt", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".rtf", ".wps", ".et", ".ofd", ".md"}

func documentEnd(name string) string {
	end := strings.ToLower(path.Ext(name))
	switch {
	case slices.Contains(safeEnds, end):
		return end
	case end == ".html" || end == ".htm" || end == ".mht" || end == ".mhtml" || end == ".xml" || end == ".xhtml" || end == ".svg":
		return end + ".txt"
	}
	return ".bin"
}

// home returns the part that an address belongs to.
func (c *copying) home(ask string) string {
	p, query, _ := strings.Cut(ask, "?")
	parts := strings.Split(strings.Trim(p, "/"), "/")
	if len(parts) < 2 {
		return common
	}
	name := parts[1]
	switch parts[0] {
	case "u":
		if id := unitOf(p); c.known[id] {
			return partOf(id)
		}
	case "e":
		key, _, _ := strings.Cut(name, ".")
		return partOf(c.editions[key].Unit)
	case "f":
		key, _, _ := strings.Cut(name, "-")
		return cardsOf(c.editions[key])
	case "documents":
		return partOf(c.papers[name])
	case "rank":
		return c.rankOf(name, query)
	}
	return common
}

// each runs n jobs, as many at once as there are workers, until one fails.
func (c *copying) each(ctx context.Context, n int, job func(context.Context, int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(c.workers, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				if err := job(ctx, i); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return ctx.Err()
}

// units keeps the parts of units that are there as they are to be, and makes
// the others.
func (c *copying) units(ctx context.Context, units []*planned, states map[int64]string, settings string) error {
	old := make([]bool, len(units))
	if err := c.each(ctx, len(units), func(_ context.Context, i int) error {
		u := units[i]
		cards := c.keepCards(u, settings)
		old[i] = !cards || !c.stays(partOf(u.id), settings+states[u.id])
		return nil
	}); err != nil {
		return err
	}
	var making []*planned
	for i, u := range units {
		if old[i] {
			making = append(making, u)
		}
	}
	// What lies together in the links is read together, so a worker makes a unit
	// alone; few units are made by all workers, one after the other.
	if len(making) < 2*c.workers {
		for _, u := range making {
			if err := c.unit(ctx, u, settings, states[u.id], c.workers); err != nil {
				return err
			}
		}
		return nil
	}
	return c.each(ctx, len(making), func(ctx context.Context, i int) error {
		return c.unit(ctx, making[i], settings, states[making[i].id], 1)
	})
}

// unit makes the part of a unit, and of its cards those that are not there.
func (c *copying) unit(ctx context.Context, u *planned, settings, state string, workers int) error {
	name := partOf(u.id)
	var extra []string
	if was := c.folder.part(name); was != nil {
		extra = was.Extra
	}
	p, err := c.walk(ctx, name, append(slices.Clone(u.roots), extra...), nil, nil, workers)
	if err != nil {
		return err
	}
	if p.Links, err = c.makeCards(ctx, u, p.Links, settings, workers); err != nil {
		return err
	}
	p.State, p.Extra = settings+state, extra
	c.mu.Lock()
	c.made++
	c.mu.Unlock()
	return c.done(name, p)
}

// stays keeps a part, if it is there as it is to be.
func (c *copying) stays(name, state string) bool {
	p := c.folder.part(name)
	if p == nil || p.State != state || !c.folder.whole(p) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ready[name] = p
	if strings.HasPrefix(name, unitPart) {
		c.kept++
	}
	c.tell(name, len(p.Files))
	return true
}

func (c *copying) done(name string, p *part) error {
	if err := c.folder.finish(name, p); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ready[name] = p
	c.tell(name, len(p.Files))
	return nil
}

// tell reports progress, in units and what belongs to none; the lock is held.
func (c *copying) tell(name string, files int) {
	if name == common || strings.HasPrefix(name, unitPart) {
		c.progress++
	}
	c.progFile += files
	if c.options.Progress != nil {
		c.options.Progress(Progress{Done: c.progress, Parts: len(c.known) + 1, Files: c.progFile})
	}
}

func (f *folder) part(name string) *part {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.parts[name]
}
