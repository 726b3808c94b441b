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
	p, err := s.get(ctx, "/a", "/a?x", func(context.Context) (content, error) {
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
		expect("at first", "1")
		expect("again", "1")
		s.forget(false)
		expect("after a publication in quiet times", "2")
		time.Sleep(time.Second)
		s.forget(false)
		expect("after the next", "2")
		time.Sleep(restful + time.Second)
		s.forget(false)
		expect("old for a while", "2")
		synctest.Wait()
		expect("built anew meanwhile", "3")
		if strings.Join(asked, " ") != "/a?x" {
			t.Errorf("asked for %q", asked)
		}
		time.Sleep(time.Second)
		s.forget(false)
		time.Sleep(mostStale + time.Second)
		expect("too old", "4")
		s.forget(true)
		expect("after a withdrawal", "5")
	})
}
