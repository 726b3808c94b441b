package web_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
)

// place is what addresses of pages are made from: a unit's year and its edition.
type place struct {
	unit   string // 1-name
	id     int64
	year   int
	key    string
	figure string // the card of one of its figures
}

// pageAddresses makes up an address of every kind of page and file.
var pageAddresses = map[string]func(r *rand.Rand, p place) string{
	"home": func(*rand.Rand, place) string { return "/" },
	"units": func(r *rand.Rand, _ place) string {
		return "/units?q=" + url.QueryEscape(pick(r, "教育", "局", "人民政府", "中学", "河"))
	},
	"unit":         func(_ *rand.Rand, p place) string { return "/u/" + p.unit + "/" },
	"unit csv":     func(_ *rand.Rand, p place) string { return "/u/" + p.unit + ".csv" },
	"restatements": func(_ *rand.Rand, p place) string { return "/u/" + p.unit + "/restatements" },
	"report":       func(_ *rand.Rand, p place) string { return fmt.Sprintf("/u/%s/%d/", p.unit, p.year) },
	"report json":  func(_ *rand.Rand, p place) string { return "/e/" + p.key + ".json" },
	"report xlsx":  func(_ *rand.Rand, p place) string { return "/e/" + p.key + ".xlsx" },
	"form":         func(r *rand.Rand, p place) string { return fmt.Sprintf("/e/%s/forms/%d", p.key, 1+r.IntN(9)) },
	"evaluation":   func(_ *rand.Rand, p place) string { return "/e/" + p.key + "/evaluations/1" },
	"checks":       func(_ *rand.Rand, p place) string { return "/e/" + p.key + "/checks" },
	"source":       func(_ *rand.Rand, p place) string { return "/e/" + p.key + "/source" },
	"card":         func(_ *rand.Rand, p place) string { return "/f/" + p.figure },
	"embed":        func(_ *rand.Rand, p place) string { return "/f/" + p.figure + "/embed" },
	"search":       func(r *rand.Rand, _ place) string { return "/search?q=" + url.QueryEscape(words(r)) },
	"search of a unit": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/search?q=%s&unit=%d", url.QueryEscape(words(r)), p.id)
	},
	"reasons":             func(r *rand.Rand, _ place) string { return "/reasons?q=" + url.QueryEscape(words(r)) },
	"wordings of reasons": func(r *rand.Rand, _ place) string { return fmt.Sprintf("/reasons/wordings?page=%d", 1+r.IntN(3)) },
	"no reason given": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/reasons/unexplained?year=%d&page=%d", p.year, 1+r.IntN(5))
	},
	"evaluations": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/evaluations?year=%d&page=%d", p.year, 1+r.IntN(5))
	},
	"indicators":     func(r *rand.Rand, p place) string { return fmt.Sprintf("/evaluations/indicators?year=%d", p.year) },
	"coverage":       func(r *rand.Rand, p place) string { return fmt.Sprintf("/evaluations/coverage?year=%d", p.year) },
	"glossary":       func(*rand.Rand, place) string { return "/glossary" },
	"corrections":    func(*rand.Rand, place) string { return "/corrections" },
	"data":           func(*rand.Rand, place) string { return "/data" },
	"feed of a unit": func(_ *rand.Rand, p place) string { return "/u/" + p.unit + "/feed.atom" },
	"api facts": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/api/v1/facts?year=%d&item=%s", p.year, moneyItem(r))
	},
	"api facts of a class": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/api/v1/facts?class=%s&year=%d", pick(r, "208", "20805", "210", "221"), p.year)
	},
	"api reasons": func(r *rand.Rand, p place) string { return fmt.Sprintf("/api/v1/reasons?unit=%d", p.id) },
	"api checks": func(r *rand.Rand, p place) string {
		return fmt.Sprintf("/api/v1/checks?status=violated&year=%d", p.year)
	},
	"api search":       func(r *rand.Rand, p place) string { return "/api/v1/search?q=" + url.QueryEscape(words(r)) },
	"api restatements": func(r *rand.Rand, p place) string { return fmt.Sprintf("/api/v1/restatements?year=%d", p.year) },
}

func words(r *rand.Rand) string {
	return pick(r, "三公", "用车", "馕", "公务接待", "人员增加", "公用经费", "退休", "预算执行率", "基本养老保险", "结转")
}

// BenchmarkManyPages answers every kind of page on a database of many units,
// each address for the first time: nothing of it is kept.
func BenchmarkManyPages(b *testing.B) {
	store, engine := measuredStore(b)
	places := placesOf(b, store)
	names := slices.Sorted(maps.Keys(pageAddresses))
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 6))
			var took []time.Duration
			for b.Loop() {
				handler := siteOf(store, engine)
				for _, p := range places {
					request := httptest.NewRequest("GET", pageAddresses[name](r, p), nil)
					request.Header.Set("Accept-Encoding", "br")
					w := httptest.NewRecorder()
					start := time.Now()
					handler.ServeHTTP(w, request)
					took = append(took, time.Since(start))
					if w.Code >= 500 || w.Code == http.StatusBadRequest {
						b.Fatalf("%s: %d", request.URL, w.Code)
					}
				}
			}
			quantiles(b, took)
		})
	}
}

// placesOf lists some of the reports of the measured database.
func placesOf(b *testing.B, store *data.Store) []place {
	b.Helper()
	ctx := context.Background()
	editions, err := store.AllCurrent(ctx)
	if err != nil {
		b.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 8))
	var places []place
	for range min(200, len(editions)) {
		e := editions[r.IntN(len(editions))]
		u, err := store.Unit(ctx, e.UnitID)
		if err != nil {
			b.Fatal(err)
		}
		report, err := store.Report(ctx, e.ID)
		if err != nil {
			b.Fatal(err)
		}
		stated := report.Facts[slices.IndexFunc(report.Facts, func(f fiscal.Fact) bool { return f.Source != nil })]
		places = append(places, place{unit: fmt.Sprintf("%d-%s", u.ID, u.Slug), id: u.ID, year: e.Year, key: e.Key, figure: fiscal.FigureID{Edition: e.Key, At: stated.Source.Start, Tag: stated.Tag()}.String()})
	}
	return places
}
