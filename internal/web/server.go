// Package web is the public website: routes, handlers, and what is the same
// for every answer. It asks the store, lets story and templates write the page
// and keeps the finished page; it alone knows HTTP.
package web

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"mingzhang/internal/api"
	"mingzhang/internal/bulk"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/web/static"
	"mingzhang/web/templates"
)

// Config is what a site is told about itself.
type Config struct {
	BaseURL string // absolute address under which the public sees the site, without a closing slash
	Version string
	Commit  string
	Built   string
	Reader  string // version of the reading rules
	// Copy makes the pages that a static copy is made of: nothing is kept or
	// compressed, no page depends on today, and what only a server can answer
	// says so.
	Copy    bool
	Earlier *bulk.Earlier // the package of tables of an older copy, nil for none
	Log     *slog.Logger
	Admin   http.Handler // answers everything under /admin, nil for nothing there
}

// Server answers for one store.
type Server struct {
	config Config
	store  *data.Store
	engine *charts.Engine
	pages  *pageCache
	api    *api.API

	reports, parts *memo // nil but for a copy: whole reports, and smaller things

	downloads *downloads
	sizes     *sizes
	log       *slog.Logger
	handler   http.Handler
	router    http.Handler // behind what is kept
}

// New returns the website of a store. Nothing listens yet.
func New(config Config, store *data.Store, engine *charts.Engine) *Server {
	config.BaseURL = strings.TrimSuffix(config.BaseURL, "/")
	s := &Server{config: config, store: store, engine: engine, pages: newPageCache(), log: config.Log, downloads: newDownloads(), sizes: &sizes{}}
	if s.pages.off = config.Copy; config.Copy {
		s.reports, s.parts = newMemo(16), newMemo(1000)
	}
	s.api = s.newAPI()
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.fail
	e.Use(middleware.RequestID(), middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.recovered}), middleware.BodyLimit("64K"))
	s.routes(e)
	s.router = e
	protection := http.NewCrossOriginProtection()
	protection.AddInsecureBypassPattern(api.Base + "/") // it is read only, and says so itself
	s.handler = s.divided(protection.Handler(secured(s.finished(e))))
	return s
}

// divided leaves everything under /admin to the administrators' side, before
// pages are kept and bodies are limited.
func (s *Server) divided(public http.Handler) http.Handler {
	if s.config.Admin == nil {
		return public
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/admin" || strings.HasPrefix(r.URL.Path, "/admin/") {
			s.config.Admin.ServeHTTP(w, r)
			return
		}
		public.ServeHTTP(w, r)
	})
}

// Handler returns the whole site.
func (s *Server) Handler() http.Handler { return s.handler }

// finished answers what has been built before without going through the router.
func (s *Server) finished(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.pages.serve(w, r) {
			next.ServeHTTP(w, r)
		}
	})
}

func (s *Server) recovered(c echo.Context, err error, stack []byte) error {
	s.log.Error("程序出错", "path", c.Request().URL.Path, "error", err.Error(), "stack", string(stack))
	return err
}

// Watch forgets finished pages when anything is published, by this process or
// another one, until ctx ends.
func (s *Server) Watch(ctx context.Context, every time.Duration) {
	go s.pages.rebuild(ctx, s.askAgain)
	last, err := s.store.Generation(ctx)
	var seen published
	seen.look(ctx, s.store)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now, failed := s.store.Generation(ctx)
		if failed != nil {
			if ctx.Err() == nil && err == nil {
				s.log.Error("读不到数据库的版本号", "error", failed.Error())
			}
			err = failed
			continue
		}
		err = nil
		if now != last {
			last = now
			s.turnOver(ctx, &seen)
			s.log.Info("有新的公开，页面将重新生成")
		}
	}
}

// page returns the frame of a page at a path.
func (s *Server) page(path, title, description string) templates.Page {
	return templates.Page{
		Site: templates.Site{BaseURL: s.config.BaseURL, Version: s.config.Version, Asset: static.URL},
		Path: path, Title: title, Description: description,
	}
}

// html writes a page.
func (s *Server) html(ctx context.Context, page templ.Component) (content, error) {
	var b bytes.Buffer
	if err := page.Render(templates.WithTerms(ctx), &b); err != nil {
		return content{}, err
	}
	return content{mediaType: typeHTML, body: b.Bytes()}, nil
}

// builder makes the content of one address.
type builder func(ctx context.Context) (content, error)

// kept answers with a page that is built once and kept until something is
// published. Its address is its name, so a builder may look at nothing else of
// the request.
func (s *Server) kept(c echo.Context, build builder) error {
	name := c.Request().URL.Path
	if strings.ContainsAny(name, notInPaths) {
		return s.once(c, build)
	}
	if asked := c.QueryParams().Encode(); asked != "" {
		name += "?" + asked
	}
	return s.keptAs(c, name, build)
}

// notInPaths are characters of the names of kept answers that no path of the
// site has.
const notInPaths = " ?"

// longestName is how long the name of a kept answer may be.
const longestName = 512

// keptAs is kept for a page that depends on its query: name is its address in
// the one way of writing it, so that one page is kept once.
func (s *Server) keptAs(c echo.Context, name string, build builder) error {
	if len(name) > longestName {
		return s.once(c, build)
	}
	p, err := s.pages.get(c.Request(), name, build)
	if err != nil {
		return err
	}
	p.serve(c.Response(), c.Request(), http.StatusOK)
	return nil
}

// once answers with a page that is made for this request alone.
func (s *Server) once(c echo.Context, build builder) error {
	made, err := s.pages.inTurn(c.Request().Context(), build)
	if err != nil {
		return err
	}
	pack(made, c.Request().Header.Get("Accept-Encoding")).serve(c.Response(), c.Request(), http.StatusOK)
	return nil
}
