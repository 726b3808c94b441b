package site

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"mingzhang/web/static"
)

// walking is one part in the making: from its roots along every link that
// stays within it.
type walking struct {
	c      *copying
	name   string
	mu     sync.Mutex
	more   *sync.Cond // addresses, or nobody is busy any longer
	busy   int        // workers that may find more
	failed bool
	todo   []string
	seen   map[string]bool // addresses
	files  map[string]File
	links  map[string]bool // addresses of other parts
	there  map[string]bool // files that need not be made
	known  sync.Map        // of its rewriters
}

// walk makes the files of a part; more of them are given ready.
func (c *copying) walk(ctx context.Context, name string, roots []string, more func(*walking) error, there map[string]bool, workers int) (*part, error) {
	w := &walking{c: c, name: name, there: there, seen: map[string]bool{}, files: map[string]File{}, links: map[string]bool{}}
	w.more = sync.NewCond(&w.mu)
	for _, r := range roots {
		w.add(r)
	}
	if more != nil {
		if err := more(w); err != nil {
			return nil, err
		}
	}
	if err := c.each(ctx, workers, func(ctx context.Context, _ int) error { return w.work(ctx) }); err != nil {
		return nil, err
	}
	p := &part{}
	for _, f := range w.files {
		p.Files = append(p.Files, f)
	}
	slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	for l := range w.links {
		p.Links = append(p.Links, l)
	}
	slices.Sort(p.Links)
	return p, nil
}

// work makes one address after the other until none is left and no other
// worker can find more.
func (w *walking) work(ctx context.Context) error {
	for {
		ask, ok := w.next()
		if !ok {
			return nil
		}
		err := w.one(ctx, ask)
		w.mu.Lock()
		w.busy--
		w.failed = w.failed || err != nil
		w.mu.Unlock()
		w.more.Broadcast()
		if err != nil {
			return err
		}
	}
}

// next takes the address found last, because what lies together in the links is
// read together.
func (w *walking) next() (ask string, ok bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.todo) == 0 && w.busy > 0 && !w.failed {
		w.more.Wait()
	}
	if len(w.todo) == 0 || w.failed {
		return "", false
	}
	last := len(w.todo) - 1
	ask, w.todo = w.todo[last], w.todo[:last]
	w.busy++
	return ask, true
}

// add puts an address on the way, once.
func (w *walking) add(ask string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen[ask] {
		return
	}
	w.seen[ask] = true
	if w.c.home(ask) != w.name {
		w.links[ask] = true
		return
	}
	if w.there != nil {
		if u, err := url.Parse(ask); err == nil && w.there[w.c.names.of(u).file] {
			return
		}
	}
	w.todo = append(w.todo, ask)
}

func (w *walking) put(file string, body []byte) error {
	one, written, err := w.c.folder.put(file, body)
	if err != nil {
		return err
	}
	if written {
		w.c.written.Add(1)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files[file] = one
	return nil
}

// one makes the file of one address.
func (w *walking) one(ctx context.Context, ask string) error {
	u, err := url.Parse(ask)
	if err != nil {
		return fmt.Errorf("页面里的网址 %s 不对：%w", ask, err)
	}
	here := w.c.names.of(u)
	a, err := w.c.ask(ctx, ask)
	if err != nil {
		return err
	}
	switch {
	case a.status >= 300 && a.status < 400:
		return w.moved(ctx, u, here, a)
	case a.status == http.StatusGone && strings.HasSuffix(here.file, ".html"):
		// What was withdrawn leaves a page that says so.
	case a.status != http.StatusOK:
		return fmt.Errorf("页面 %s 没有做成（%d）；副本里会有断链，所以停在这里，请看日志", ask, a.status)
	}
	body := a.body
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") && strings.HasSuffix(here.file, ".html") {
		body = w.rewritten(u, here.file, body)
	}
	return w.put(here.file, body)
}

func (w *walking) rewritten(u *url.URL, file string, body []byte) []byte {
	return rewriter{known: &w.known, names: w.c.names, asked: u, file: file, public: w.c.options.BaseURL != "", found: func(to address) {
		if to.ask != "" {
			w.add(to.ask)
		}
	}}.page(body)
}

// moved writes the file of an address that leads to another: a page that leads
// on, or the same bytes.
func (w *walking) moved(ctx context.Context, u *url.URL, here address, a *answer) error {
	target, err := u.Parse(a.header.Get("Location"))
	if err != nil {
		return fmt.Errorf("网址 %s 转到的地方不对：%w", u, err)
	}
	to := w.c.names.of(target)
	if strings.HasSuffix(here.file, ".html") && to.file != here.file {
		w.add(to.ask)
		return w.put(here.file, redirect(here, to))
	}
	// The same file under another way of writing its address, or one that
	// nothing can lead on from.
	behind, err := w.c.ask(ctx, target.RequestURI())
	if err != nil || behind.status != http.StatusOK {
		return fmt.Errorf("网址 %s 转到的 %s 没有做成（%d）", u, target, behind.status)
	}
	body := behind.body
	if strings.HasPrefix(behind.header.Get("Content-Type"), "text/html") {
		body = w.rewritten(target, here.file, body)
	}
	return w.put(here.file, body)
}

// commonState is what the pages of no unit are made from: whatever is published.
func (c *copying) commonState(settings string) string { return settings + fmt.Sprint(c.generation) }

// others makes the pages of no unit but the rankings: from the ones that are
// always there, the ones that pages of units lead to, and their own links.
func (c *copying) others(ctx context.Context, units []*planned, large []File, settings string) error {
	roots := []string{"/needs-server", "/about", "/data/dictionary", "/glossary"}
	if c.options.Unit == 0 {
		roots = append(roots, "/", "/units", "/rank", "/search", "/compare", "/api", "/reasons", "/evaluations", "/corrections", "/corrections.json", "/corrections.csv", "/corrections.xlsx", "/sitemap.xml", "/robots.txt",
			"/version.json", "/feed.atom", "/corrections.atom", "/units.json", "/units.csv", "/units.xlsx", "/glossary.json", "/glossary.csv", "/glossary.xlsx")
		old, err := c.server.OldUnits(ctx)
		if err != nil {
			return err
		}
		roots = append(roots, old...)
	}
	for _, f := range static.Files() {
		roots = append(roots, f.Path)
	}
	for _, p := range c.ready {
		for _, l := range p.Links {
			if c.home(l) == common {
				roots = append(roots, l)
			}
		}
	}
	more := c.unitStart(units)
	there := map[string]bool{}
	if c.options.Unit == 0 {
		more = func(w *walking) error {
			for _, f := range large {
				w.files[f.Path] = f
			}
			return c.searchFiles(ctx, w.put)
		}
		for _, f := range large {
			there[f.Path] = true
		}
	}
	p, err := c.walk(ctx, common, roots, more, there, c.workers)
	if err != nil {
		return err
	}
	p.State = c.commonState(settings)
	return c.done(common, p)
}

// unitStart gives the copy of one unit a first page that leads to it.
func (c *copying) unitStart(units []*planned) func(*walking) error {
	return func(w *walking) error {
		u, err := url.Parse(units[0].roots[0])
		if err != nil {
			return err
		}
		return w.put("index.html", redirect(address{file: "index.html"}, c.names.of(u)))
	}
}

// missing makes what pages of one part lead to in another that its own pages
// do not lead to; the rankings of a year in which no unit has the item are found
// so.
func (c *copying) missing(ctx context.Context, settings string) error {
	tried := map[string]bool{}
	for {
		lost, there, err := c.lost()
		if err != nil || len(lost) == 0 {
			return err
		}
		var rankings []string
		for _, name := range slices.Sorted(maps.Keys(lost)) {
			for _, l := range lost[name] {
				if tried[l] {
					return fmt.Errorf("网址 %s 没有得到自己的文件；副本里会有断链，所以停在这里", l)
				}
				tried[l] = true
			}
			switch {
			case c.ready[name] != nil:
				if err := c.extend(ctx, name, lost[name], there); err != nil {
					return err
				}
			case isRank(name):
				rankings = append(rankings, name)
			default:
				return fmt.Errorf("页面里有网址 %s，却没有它的单位", lost[name][0])
			}
		}
		if err := c.each(ctx, len(rankings), func(ctx context.Context, i int) error {
			return c.rank(ctx, rankings[i], lost[rankings[i]], settings)
		}); err != nil {
			return err
		}
	}
}

// lost returns, by part, the addresses that pages lead to and that no part has
// the files of, and the files that are there.
func (c *copying) lost() (lost map[string][]string, there map[string]bool, err error) {
	there = map[string]bool{}
	for _, p := range c.ready {
		for _, f := range p.Files {
			there[f.Path] = true
		}
	}
	seen := map[string]bool{}
	lost = map[string][]string{}
	for _, p := range c.ready {
		for _, l := range p.Links {
			if seen[l] {
				continue
			}
			seen[l] = true
			u, err := url.Parse(l)
			if err != nil {
				return nil, nil, err
			}
			if !there[c.names.of(u).file] {
				lost[c.home(l)] = append(lost[c.home(l)], l)
			}
		}
	}
	for _, roots := range lost {
		slices.Sort(roots)
	}
	return lost, there, nil
}

// extend adds to a part the pages that are found from more addresses.
func (c *copying) extend(ctx context.Context, name string, roots []string, there map[string]bool) error {
	more, err := c.walk(ctx, name, roots, nil, there, c.workers)
	if err != nil {
		return err
	}
	was := c.ready[name]
	p := &part{State: was.State, Files: slices.Clone(was.Files), Links: slices.Clone(was.Links), Extra: append(slices.Clone(was.Extra), roots...)}
	for _, f := range more.Files {
		if !there[f.Path] {
			p.Files = append(p.Files, f)
		}
	}
	p.Links = append(p.Links, more.Links...)
	slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.Sort(p.Links)
	p.Links = slices.Compact(p.Links)
	c.ready[name] = p
	return nil
}
