package web_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/web"
)

// measuredStore opens the database that MANY_DB names, made by
// `go run ./tools/specimens --units 500 --years 6 --db FILE`.
func measuredStore(b *testing.B) (*data.Store, *charts.Engine) {
	b.Helper()
	path := os.Getenv("MANY_DB")
	if path == "" {
		b.Skip("MANY_DB does not name a database of many units")
	}
	store, err := data.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	engine, err := charts.NewEngine()
	if err != nil {
		b.Fatal(err)
	}
	return store, engine
}

// siteOf is a website that keeps nothing yet.
func siteOf(store *data.Store, engine *charts.Engine) http.Handler {
	return web.New(web.Config{BaseURL: base, Version: "测试", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, store, engine).Handler()
}

// watched is such a website that also does what it does behind its visitors'
// backs.
func watched(b *testing.B, store *data.Store, engine *charts.Engine) http.Handler {
	b.Helper()
	server := web.New(web.Config{BaseURL: base, Version: "测试", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, store, engine)
	go server.Watch(b.Context(), time.Second)
	return server.Handler()
}

func measured(b *testing.B) http.Handler {
	b.Helper()
	return siteOf(measuredStore(b))
}

// manyAddresses makes up addresses under /compare and /rank as visitors choose
// them; hardly any comes twice.
var manyAddresses = map[string]func(r *rand.Rand) string{
	"compare 2 units": func(r *rand.Rand) string { return comparedAt(r, 2) },
	"compare 8 units": func(r *rand.Rand) string { return comparedAt(r, 8) },
	"find a unit": func(r *rand.Rand) string {
		return fmt.Sprintf("/compare/units.json?u=%d&find=%s", 1+r.IntN(500), pick(r, "czj", "cqs", "%E5%8C%BA", "%E6%95%99%E8%82%B2"))
	},
	"rank an amount":  func(r *rand.Rand) string { return rankedAt(r, "amount") },
	"rank a share":    func(r *rand.Rand) string { return rankedAt(r, "share") },
	"rank a change":   func(r *rand.Rand) string { return rankedAt(r, "change") },
	"rank a growth":   func(r *rand.Rand) string { return rankedAt(r, "growth") },
	"rank a variance": func(r *rand.Rand) string { return rankedAt(r, "variance") },
	"rank a class": func(r *rand.Rand) string {
		return fmt.Sprintf("/rank/general.expense?year=%d&class=%s&page=%d", 2019+r.IntN(6), pick(r, "208", "210", "221", "2080505"), 1+r.IntN(4))
	},
}

func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func moneyItem(r *rand.Rand) fiscal.Item {
	for {
		if info := fiscal.Items[r.IntN(len(fiscal.Items))]; info.Kind == fiscal.Money && info.Item != fiscal.ExpenseYear {
			return info.Item
		}
	}
}

func comparedAt(r *rand.Rand, units int) string {
	path := "/compare?"
	for _, u := range r.Perm(500)[:units] {
		path += fmt.Sprintf("u=%d&", u+1)
	}
	return path + fmt.Sprintf("item=%s&as=%s", moneyItem(r), pick(r, "share", "per_staff", "change"))
}

func rankedAt(r *rand.Rand, as string) string {
	path := fmt.Sprintf("/rank/%s?year=%d", moneyItem(r), 2019+r.IntN(6))
	if as != "amount" {
		path += "&as=" + as
	}
	if kind := pick(r, "", "school", "government", "institution"); kind != "" {
		path += "&kind=" + kind
	}
	return path
}

// BenchmarkMany answers addresses that nobody asked for before: nothing of
// them is kept.
func BenchmarkMany(b *testing.B) {
	handler := measured(b)
	for name, address := range manyAddresses {
		b.Run(name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			var took []time.Duration
			for b.Loop() {
				request := httptest.NewRequest("GET", address(r), nil)
				request.Header.Set("Accept-Encoding", "br")
				start := time.Now()
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, request)
				took = append(took, time.Since(start))
				if w.Code != http.StatusOK && w.Code != http.StatusSeeOther && w.Code != http.StatusNotFound {
					b.Fatalf("%s: %d", request.URL, w.Code)
				}
			}
			quantiles(b, took)
		})
	}
}

// BenchmarkManyLoopback asks over the loopback on 50 connections at once, as
// visitors do: for a few hundred addresses that others asked for before, then
// for any of thousands that nobody did.
func BenchmarkManyLoopback(b *testing.B) {
	store, engine := measuredStore(b)
	handler, places := watched(b, store, engine), placesOf(b, store)
	const asked = 300
	for _, known := range []int{asked, 5000} {
		b.Run(fmt.Sprintf("of %d", known), func(b *testing.B) {
			server := httptest.NewServer(handler)
			defer server.Close()
			client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 50}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			r := rand.New(rand.NewPCG(3, uint64(known)))
			chosen, pages := slices.Sorted(maps.Keys(manyAddresses)), slices.Sorted(maps.Keys(pageAddresses))
			addresses := make([]string, known)
			for i := range addresses {
				if k := i % (len(chosen) + len(pages)); k < len(chosen) {
					addresses[i] = manyAddresses[chosen[k]](r)
				} else {
					addresses[i] = pageAddresses[pages[k-len(chosen)]](r, pick(r, places...))
				}
			}
			var lock sync.Mutex
			var took []time.Duration
			next := make(chan string)
			var wg sync.WaitGroup
			for range 50 {
				wg.Go(func() {
					for address := range next {
						start := time.Now()
						answer, err := client.Get(server.URL + address)
						if err != nil {
							b.Error(err)
							continue
						}
						_, _ = io.Copy(io.Discard, answer.Body)
						answer.Body.Close()
						lock.Lock()
						took = append(took, time.Since(start))
						lock.Unlock()
						if answer.StatusCode >= 500 {
							b.Errorf("%s: %d", address, answer.StatusCode)
						}
					}
				})
			}
			if known == asked { // by others, before
				for _, address := range addresses {
					next <- address
				}
				time.Sleep(time.Second)
				lock.Lock()
				took = nil
				lock.Unlock()
			}
			for b.Loop() {
				next <- addresses[r.IntN(known)]
			}
			close(next)
			wg.Wait()
			quantiles(b, took)
		})
	}
}

// quantiles reports what half, 99 of a hundred, and the slowest took.
func quantiles(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	for name, q := range map[string]float64{"p50-ms": 0.5, "p99-ms": 0.99, "max-ms": 1} {
		b.ReportMetric(float64(took[min(int(q*float64(len(took))), len(took)-1)].Microseconds())/1000, name)
	}
}
