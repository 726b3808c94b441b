package admin

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
)

// Keys of what a request is known to be.
const (
	userKey    = "user"
	sessionKey = "session"
)

// From returns the one who asks. Every handler behind anyone, entryOnly,
// reviewOnly or adminOnly has one.
func From(c echo.Context) account.User { return c.Get(userKey).(account.User) }

// sessionOf returns the session of the one who asks.
func sessionOf(c echo.Context) account.Session { return c.Get(sessionKey).(account.Session) }

// requireRole lets in who is logged in and has one of the roles.
func (s *Server) requireRole(roles ...account.Role) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			u, session, err := s.accounts.Resume(c.Request().Context(), s.token(c, sessionCookie))
			if errors.Is(err, account.ErrSession) {
				return s.toLogin(c)
			}
			if err != nil {
				return err
			}
			c.Set(userKey, u)
			c.Set(sessionKey, session)
			if !slices.Contains(roles, u.Role) {
				return forbidden("您的角色不能做这件事", "您是"+u.Role.Label()+"，这里要"+labels(roles)+"。如果工作需要，请管理员改变角色。")
			}
			return next(c)
		}
	}
}

func labels(roles []account.Role) string {
	var all []string
	for _, r := range roles {
		all = append(all, r.Label())
	}
	return strings.Join(all, "或")
}

func (s *Server) anyone(next echo.HandlerFunc) echo.HandlerFunc {
	return s.requireRole(account.Roles...)(next)
}

func (s *Server) entryOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return s.requireRole(account.Enter, account.Admin)(next)
}

func (s *Server) reviewOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return s.requireRole(account.Review, account.Admin)(next)
}

func (s *Server) adminOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return s.requireRole(account.Admin)(next)
}

// toLogin sends a page's visitor to log in and come back. What was to be
// written, or streamed, is told that nothing was done.
func (s *Server) toLogin(c echo.Context) error {
	r := c.Request()
	if r.Method != http.MethodGet && r.Method != http.MethodHead || strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		return &failure{http.StatusUnauthorized, "登录已经结束", "刚才的操作没有做。请重新登录后再做一次。", Base + "/login", "重新登录"}
	}
	if _, sent := r.URL.Query()[arrived]; sent && s.token(c, sessionCookie) == "" {
		return s.noCookie(c)
	}
	to := Base + "/login"
	if r.URL.Path != Base && r.URL.Path != Base+"/" {
		to += "?" + url.Values{"next": {r.URL.RequestURI()}}.Encode()
	}
	return c.Redirect(http.StatusSeeOther, to)
}

// The cookies.
const (
	sessionCookie = "desk"
	deviceCookie  = "desk-browser"
	deviceLife    = 180 * 24 * time.Hour
)

// cookie returns the name of a cookie. With __Host- browsers take it only from
// this very host, over https.
func (s *Server) cookie(name string) string {
	if s.secure {
		return "__Host-" + name
	}
	return name
}

// token returns what a cookie holds, "" for nothing.
func (s *Server) token(c echo.Context, name string) string {
	k, err := c.Cookie(s.cookie(name))
	if err != nil || len(k.Value) > 100 {
		return ""
	}
	return k.Value
}

// give sets a cookie; without a life it goes with the browser.
func (s *Server) give(c echo.Context, name, value string, life time.Duration) {
	c.SetCookie(&http.Cookie{Name: s.cookie(name), Value: value, Path: "/", HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteStrictMode, MaxAge: int(life / time.Second)})
}

// visitor returns where a request comes from.
func (s *Server) visitor(c echo.Context) account.Visitor {
	return account.Visitor{Address: c.RealIP(), Agent: c.Request().UserAgent(), Device: s.token(c, deviceCookie), Session: s.token(c, sessionCookie)}
}
