package web

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// shelf is a cache whose pages say how often they were built.
type shelf struct {
	*pageCache
	built int
}

func newShelf() *shelf { return &shelf{pageCache: newPageCache()} }

func (s *shelf) ask(t *testing.T, ctx context.Context) string {
	t.Helper()
	p, err := s.get(httptest.NewRequestWithContext(ctx, "GET", "/a?x", nil), "/a", func(context.Context) (content, error) {
		s.built++
		return content{mediaType: typeText, body: fmt.Append(nil, s.built)}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	p.serve(w, httptest.NewRequest("GET", "/a", nil), 200)
	return w.Body.String()
}

// While one publication follows the other, readers get the old page until it
// was built anew behind their backs; it is never older than a few seconds.
func TestOldPagesWhilePublishing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var asked []string
		go s.rebuild(ctx, func(ctx context.Context, uri string) {
			asked = append(asked, uri)
			s.ask(t, ctx)
		})
		expect := func(what, want string) {
			t.Helper()
			if got := s.ask(t, t.Context()); got != want {
				t.Errorf("%s: build %s, want %s", what, got, want)
			}
		}
		grow := func() { s.grow(func(string, bool) bool { return false }) }
		expect("at first", "1")
		expect("again", "1")
		grow()
		expect("after a publication in calm times", "1")
		synctest.Wait()
		expect("built anew behind that reader's back", "2")
		time.Sleep(time.Second)
		grow()
		expect("after the next", "2")
		time.Sleep(restful + time.Second)
		grow()
		expect("old for a while", "2")
		synctest.Wait()
		expect("built anew meanwhile", "3")
		if strings.Join(asked, " ") != "/a?x /a?x" {
			t.Errorf("asked for %q", asked)
		}
		time.Sleep(time.Second)
		grow()
		time.Sleep(mostStale + time.Second)
		expect("too old", "4")
		lists := func(address string, calm bool) bool { return calm && address == "/a" }
		s.grow(lists)
		expect("what tells of it in calm times", "5")
		s.grow(lists)
		expect("what tells of it in other times", "5")
		s.forgetAll()
		expect("after a withdrawal", "6")
	})
}
