package site

import (
	"cmp"
	"context"
	"fmt"
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
	c     *copying
	name  string
	mu    sync.Mutex
	todo  []string
	seen  map[string]bool // addresses
	files map[string]File
	links map[string]bool // addresses of other parts
	there map[string]bool // files that need not be made
}

// walk makes the files of a part; more of them are given ready.
func (c *copying) walk(ctx context.Context, name string, roots []string, more func(put func(file string, body []byte) error) error, there map[string]bool, workers int) (*part, error) {
	w := &walking{c: c, name: name, there: there, seen: map[string]bool{}, files: map[string]File{}, links: map[string]bool{}}
	for _, r := range roots {
		w.add(r)
	}
	if more != nil {
		if err := more(w.put); err != nil {
			return nil, err
		}
	}
	for {
		batch := w.next(workers)
		if len(batch) == 0 {
			break
		}
		at := func(ctx context.Context, i int) error { return w.one(ctx, batch[i]) }
		if err := c.each(ctx, len(batch), at); err != nil {
			return nil, err
		}
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

// next takes addresses that are to be made: all there are when several workers
// share them, else the one found last, because what lies together in the links
// is read together.
func (w *walking) next(workers int) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	from := 0
	if workers == 1 {
		from = max(0, len(w.todo)-1)
	}
	batch := slices.Clone(w.todo[from:])
	w.todo = w.todo[:from]
	return batch
}

// add puts an address on the way, once.
func (w *walking) add(ask string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen[ask] {
		return
	}
	w.seen[ask] = true
	if w.there != nil {
		if u, err := url.Parse(ask); err == nil && w.there[w.c.names.of(u).file] {
			return
		}
	}
	if w.c.home(ask) == w.name {
		w.todo = append(w.todo, ask)
	} else {
		w.links[ask] = true
	}
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
	return rewriter{names: w.c.names, asked: u, file: file, public: w.c.options.BaseURL != "", found: func(to address) {
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

// others makes the pages of no unit: from the ones that are always there, the
// ones that pages of units lead to, and their own links.
func (c *copying) others(ctx context.Context, units []*planned, settings string) error {
	state := settings + fmt.Sprint(c.generation)
	links := map[string]bool{}
	for _, p := range c.ready {
		for _, l := range p.Links {
			links[l] = true
		}
	}
	if was := c.folder.part(common); was != nil && was.State == state && c.made == 0 && c.folder.whole(was) {
		c.keep(common, was)
		c.kept--
		return nil
	}
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
	for l := range links {
		if c.home(l) == common {
			roots = append(roots, l)
		}
	}
	more := c.unitStart(units)
	var there map[string]bool
	if c.options.Unit == 0 {
		there = map[string]bool{}
		more = func(put func(string, []byte) error) error {
			if err := c.big(ctx, put, there); err != nil {
				return err
			}
			return c.searchFiles(ctx, put)
		}
	}
	p, err := c.walk(ctx, common, roots, more, there, c.workers)
	if err != nil {
		return err
	}
	p.State = state
	return c.done(common, p)
}

// big makes the large files first, so that the page that offers them knows
// their lengths and hashes.
func (c *copying) big(ctx context.Context, put func(string, []byte) error, there map[string]bool) error {
	for _, ask := range []string{"/data/mingzhang-csv.zip", "/data/mingzhang.sqlite"} {
		a, err := c.ask(ctx, ask)
		if err != nil {
			return err
		}
		if a.status != http.StatusOK {
			return fmt.Errorf("数据文件 %s 没有做成（%d），请看日志", ask, a.status)
		}
		file := strings.TrimPrefix(ask, "/")
		if err := put(file, a.body); err != nil {
			return err
		}
		there[file] = true
	}
	return nil
}

// unitStart gives the copy of one unit a first page that leads to it.
func (c *copying) unitStart(units []*planned) func(put func(string, []byte) error) error {
	return func(put func(string, []byte) error) error {
		u, err := url.Parse(units[0].roots[0])
		if err != nil {
			return err
		}
		return put("index.html", redirect(address{file: "index.html"}, c.names.of(u)))
	}
}

// missing makes what pages of one part lead to in another that its own pages
// do not lead to.
func (c *copying) missing(ctx context.Context) error {
	for {
		there := map[string]bool{}
		for _, p := range c.ready {
			for _, f := range p.Files {
				there[f.Path] = true
			}
		}
		lost := map[string][]string{}
		for _, p := range c.ready {
			for _, l := range p.Links {
				u, err := url.Parse(l)
				if err != nil {
					return err
				}
				if !there[c.names.of(u).file] && !slices.Contains(lost[c.home(l)], l) {
					lost[c.home(l)] = append(lost[c.home(l)], l)
				}
			}
		}
		if len(lost) == 0 {
			return nil
		}
		for name, roots := range lost {
			slices.Sort(roots)
			more, err := c.walk(ctx, name, roots, nil, there, c.workers)
			if err != nil {
				return err
			}
			was := c.ready[name]
			if was == nil {
				return fmt.Errorf("页面里有网址 %s，却没有它的单位", roots[0])
			}
			p := &part{State: was.State, Files: slices.Clone(was.Files), Links: slices.Clone(was.Links), Extra: append(slices.Clone(was.Extra), roots...)}
			for _, f := range more.Files {
				if !there[f.Path] {
					p.Files = append(p.Files, f)
				}
			}
			for _, l := range more.Links {
				if !slices.Contains(p.Links, l) {
					p.Links = append(p.Links, l)
				}
			}
			slices.SortFunc(p.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
			slices.Sort(p.Links)
			c.ready[name] = p
		}
	}
}
