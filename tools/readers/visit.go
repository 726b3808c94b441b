package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// readers ask for public pages at a steady rate, whether or not the answers to
// those before have come.
type readers struct {
	options
	base    string
	client  *http.Client
	chance  *rand.Rand
	popular []string // pages that others have asked for before
	units   []string // of which one asks for what hardly anybody asked for
}

var location = regexp.MustCompile(`<loc>https?://[^/]+(/[^<]*)</loc>`)

func newReaders(ctx context.Context, o options, base string) (*readers, error) {
	r := &readers{options: o, base: base, chance: rand.New(rand.NewPCG(o.seed, 2)), client: &http.Client{
		Timeout: time.Minute, Transport: &http.Transport{MaxConnsPerHost: o.connections, MaxIdleConnsPerHost: o.connections},
	}}
	b, err := r.ask(ctx, "/sitemap.xml", "identity")
	if err != nil {
		return nil, err
	}
	for _, m := range location.FindAllSubmatch(b, -1) {
		r.units = append(r.units, string(m[1]))
	}
	if len(r.units) < 100 {
		return nil, errors.New("网站上的页面太少，量不出来")
	}
	r.chance.Shuffle(len(r.units), func(i, j int) { r.units[i], r.units[j] = r.units[j], r.units[i] })
	r.popular = append([]string{"/", "/units", "/rank", "/about", "/search?q=%E6%95%99%E8%82%B2", "/feed.atom"}, r.units[:60]...)
	return r, nil
}

func (r *readers) ask(ctx context.Context, path, encoding string) ([]byte, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base+path, nil)
	if err != nil {
		return nil, err
	}
	q.Header.Set("Accept-Encoding", encoding)
	a, err := r.client.Do(q)
	if err != nil {
		return nil, err
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err == nil && a.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s 答 %d", path, a.StatusCode)
	}
	return b, err
}

// next chooses a page: of a hundred, ninety-five are asked for often, four are
// reports that hardly anybody reads, one is a search with words of its own.
func (r *readers) next() (path string, popular bool) {
	switch n := r.chance.IntN(100); {
	case n < 95:
		return r.popular[r.chance.IntN(len(r.popular))], true
	case n < 99:
		return r.units[60+r.chance.IntN(len(r.units)-60)], false
	default:
		return fmt.Sprintf("/search?q=%%E5%%B1%%80+%d", r.chance.IntN(1000)), false
	}
}

// measured is how long answers took.
type measured struct {
	all, popular []time.Duration
	failed       int
	first        error
}

func share(all []time.Duration, of float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	return all[min(len(all)-1, int(of*float64(len(all))))]
}

func (m measured) String() string {
	return fmt.Sprintf("%d 次，p50 %s，p99 %s；常看的页 p50 %s，p99 %s；失败 %d", len(m.all), share(m.all, .5), share(m.all, .99), share(m.popular, .5), share(m.popular, .99), m.failed)
}

// during asks for pages while something is done.
func (r *readers) during(ctx context.Context, do func(context.Context) error) (m measured, err error) {
	done := make(chan error, 1)
	go func() { done <- do(ctx) }()
	tick := time.NewTicker(time.Second / time.Duration(r.rate))
	defer tick.Stop()
	var running sync.WaitGroup
	var lock sync.Mutex
	for {
		select {
		case err := <-done:
			running.Wait()
			slices.Sort(m.all)
			slices.Sort(m.popular)
			return m, err
		case <-tick.C:
		}
		path, popular := r.next()
		running.Go(func() {
			began := time.Now()
			_, err := r.ask(ctx, path, "br")
			took := time.Since(began)
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				if m.failed++; m.first == nil {
					m.first = err
					fmt.Fprintln(os.Stderr, err)
				}
				return
			}
			m.all = append(m.all, took)
			if popular {
				m.popular = append(m.popular, took)
			}
		})
	}
}

// row is one line of the table.
type row struct {
	name string
	took time.Duration
	measured
}

// print writes the table; each load is compared with the idle time around it.
func print(table []row) {
	w := tabwriter.NewWriter(os.Stdout, 0, 1, 2, ' ', 0)
	fmt.Fprintln(w, "时段\t秒\t请求\tp50\tp99\t常看的页 p50\tp99\t失败\tp99 与前后空闲之比")
	for i, r := range table {
		ratio := ""
		if i > 0 && i+1 < len(table) && r.name != "空闲" {
			around := append(slices.Clone(table[i-1].all), table[i+1].all...)
			slices.Sort(around)
			ratio = fmt.Sprintf("%.2f", float64(share(r.all, .99))/float64(share(around, .99)))
		}
		fmt.Fprintf(w, "%s\t%.0f\t%d\t%s\t%s\t%s\t%s\t%d\t%s\n", r.name, r.took.Seconds(), len(r.all)+r.failed, ms(share(r.all, .5)), ms(share(r.all, .99)), ms(share(r.popular, .5)), ms(share(r.popular, .99)), r.failed, ratio)
	}
	w.Flush()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f 毫秒", float64(d)/1e6) }
