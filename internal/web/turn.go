package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"mingzhang/internal/data"
)

// published is how far the site has seen what was published and withdrawn.
type published struct {
	edition, withdrawal int64
}

// look sees what is new; ok is false when that cannot be told.
func (p *published) look(ctx context.Context, store *data.Store) (n data.News, ok bool) {
	n, err := store.NewsSince(ctx, p.edition)
	if err != nil {
		return n, false
	}
	ok = n.Withdrawal == p.withdrawal && n.Edition >= p.edition // fewer: it is another database
	p.edition, p.withdrawal = n.Edition, n.Withdrawal
	return n, ok
}

// lists are pages that say first that something was published.
var lists = []string{"/", "/units", "/feed.atom", "/corrections", "/corrections.json", "/corrections.csv", "/corrections.xlsx", "/corrections.atom", "/sitemap.xml"}

// turnOver makes finished pages old after something was published.
func (s *Server) turnOver(ctx context.Context, seen *published) {
	news, ok := seen.look(ctx, s.store)
	if !ok {
		s.pages.forgetAll() // what is withdrawn is shown to nobody any longer
		return
	}
	s.pages.grow(func(address string, calm bool) bool {
		switch {
		case calm && slices.Contains(lists, address):
			return true
		case strings.HasPrefix(address, "/data"), strings.HasPrefix(address, "/verify"), address == "/keys.json":
			return true // what they say of files must be true of those that are there
		}
		under, rest, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
		switch under {
		case "u":
			id := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
			return news.Units[id]
		case "e":
			if i := strings.IndexAny(rest, "/."); i >= 0 {
				rest = rest[:i]
			}
			return news.Keys[rest]
		}
		return false
	})
}

// askAgain asks for a page for nobody, so that it is built anew.
func (s *Server) askAgain(ctx context.Context, uri string) {
	if r, err := http.NewRequestWithContext(ctx, http.MethodGet, uri, nil); err == nil {
		s.router.ServeHTTP(&nobody{header: http.Header{}}, r)
	}
}

// nobody takes an answer and throws it away.
type nobody struct{ header http.Header }

func (n *nobody) Header() http.Header         { return n.header }
func (n *nobody) Write(b []byte) (int, error) { return len(b), nil }
func (n *nobody) WriteHeader(int)             {}
