// Package admin is the administrators' side of the website, everything under
// /admin: logging in, people, sessions, the trail, and the desk where what is
// uploaded is reviewed and published. It has an echo of its own, which
// internal/web mounts before its page cache and its limit on bodies.
//
// # How a page is added
//
// One subject is one file here (subject.go with its handlers) and one in
// web/templates/admin (subject.templ with its view struct and components).
//
//  1. Handlers are methods of Server: func (s *Server) things(c echo.Context) error.
//
//  2. Register them in a method of your own, called from routes:
//
//     func (s *Server) routesThings() {
//     s.get("/things", s.anyone, s.things)
//     s.post("/things", s.entryOnly, s.addThing)                // forms up to 64 KiB
//     s.postLarge("/upload", 64<<20, s.entryOnly, s.receive)    // larger bodies
//     }
//
//     Paths are below /admin. The middleware says who may: anyone (whoever is
//     logged in), entryOnly, reviewOnly, adminOnly. 管理员 may what 录入 and 审核
//     may; rules about the same person belong to the store, not here. Behind
//     any of them From(c) is the one who asks, and From(c).Actor() the actor of
//     audit entries. Only what is registered with s.open needs no login.
//
//  3. Answer a page with s.page(c, http.StatusOK, admin.ThingsPage(v)) where v
//     embeds the frame: admin.Things{Frame: s.frame(c, "things", "标题"), …}. The
//     key ("things") marks the entry of the navigation: add yours to
//     web/templates/admin/navigation.go.
//
//  4. Every write is a POST that ends in c.Redirect(http.StatusSeeOther, …); what
//     to say afterwards is a key in the query: s.done(c, "/admin/things",
//     "thing-added"), its sentence in web/templates/admin/said.go.
//
//  5. Wishes that are not met return an error: &account.Refusal{…} (422),
//     notFound(…), forbidden(…) or data.ErrNotFound; fail writes the page. A
//     form is better shown again with the sentence above it: s.again(c, err,
//     func(said string) templ.Component {…}).
//
// Cross-site requests, security headers (no inline script or style), no-store
// and noindex hold for all of it without further ado. There is no time limit on
// handlers, but the server of cmd/portal limits reading and writing; what
// streams or takes long sets its own with http.NewResponseController(c.Response()).
package admin

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	"mingzhang/web/static"
	view "mingzhang/web/templates/admin"
)

// Base is where the administrators' side is.
const Base = "/admin"

// Config is what the administrators' side is told about itself.
type Config struct {
	BaseURL string // absolute address of the site, without a closing slash
	Version string
	Proxies []netip.Prefix // whose word about a visitor's address is taken, besides this machine's
	Log     *slog.Logger

	Desk    *desk.Desk
	Preview func(*data.Store) http.Handler // the public website of another store
	Ending  <-chan struct{}                // closed when the process is about to end: streams end then
}

// Server answers for everything under /admin.
type Server struct {
	config   Config
	store    *data.Store
	accounts *account.Service
	secure   bool // the public address is https
	echo     *echo.Echo
	chain    chain
	handler  http.Handler
	log      *slog.Logger

	desk     *desk.Desk
	receipts kept[view.Receipt]
	results  kept[view.Many]
	seen     seenDrafts
	previews previews
	stopping <-chan struct{}
}

// New returns the administrators' side of a store.
func New(config Config, store *data.Store, accounts *account.Service) *Server {
	config.BaseURL = strings.TrimSuffix(config.BaseURL, "/")
	s := &Server{config: config, store: store, accounts: accounts, secure: strings.HasPrefix(config.BaseURL, "https://"), log: config.Log,
		desk: config.Desk, stopping: config.Ending}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.fail
	e.IPExtractor = addressFrom(config.Proxies)
	e.Use(middleware.RequestID(), middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.recovered}))
	s.echo = e
	s.routes()
	s.handler = s.protected(secured(e))
	return s
}

// Handler returns all of it, for paths that begin with Base.
func (s *Server) Handler() http.Handler { return s.handler }

// addressFrom tells the address of a visitor: behind a proxy on this machine,
// or one that is named, what the proxy says.
func addressFrom(proxies []netip.Prefix) echo.IPExtractor {
	trust := []echo.TrustOption{echo.TrustLoopback(true), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		trust = append(trust, echo.TrustIPRange(prefixNet(p)))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

func (s *Server) recovered(c echo.Context, err error, stack []byte) error {
	s.log.Error("程序出错", "path", c.Request().URL.Path, "error", err.Error(), "stack", string(stack))
	return err
}

// frame returns what surrounds a page: key marks the entry of the navigation.
func (s *Server) frame(c echo.Context, key, title string) view.Frame {
	f := view.Frame{Title: title, Nav: key, Asset: static.URL, Version: s.config.Version, Said: view.Said(c.QueryParam("done"))}
	if u, ok := c.Get(userKey).(account.User); ok {
		f.Who = &view.Who{Display: u.Display, Role: string(u.Role), RoleLabel: u.Role.Label()}
	}
	return f
}

// page answers with a page.
func (s *Server) page(c echo.Context, status int, page templ.Component) error {
	var b bytes.Buffer
	// A sender who stopped has ended the context, and is still told so.
	if err := page.Render(context.WithoutCancel(c.Request().Context()), &b); err != nil {
		return err
	}
	return c.HTMLBlob(status, b.Bytes())
}

// done goes on to a page that says what was done.
func (s *Server) done(c echo.Context, to, key string) error {
	return c.Redirect(http.StatusSeeOther, to+"?done="+url.QueryEscape(key))
}
