package admin

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesLogin() {
	s.get("/login", s.open, s.loginForm)
	s.post("/login", s.open, s.login)
	s.get("/login/code", s.open, s.codeForm)
	s.post("/login/code", s.open, s.code)
	s.post("/logout", s.open, s.logout)
	s.routesLinks()
}

// arrived is a key in the query of where a login leads: without a cookie there
// the browser has not kept it.
const arrived = "in"

// loginForm asks for a name and a password.
func (s *Server) loginForm(c echo.Context) error {
	if _, _, err := s.accounts.Resume(c.Request().Context(), s.token(c, sessionCookie)); err == nil {
		return c.Redirect(http.StatusSeeOther, Base+"/")
	}
	v := view.Login{Frame: s.frame(c, "", "登录"), Next: nextOf(c)}
	people, err := s.accounts.Users(c.Request().Context())
	if err != nil {
		return err
	}
	v.Nobody = len(people) == 0
	return s.page(c, http.StatusOK, view.LoginPage(v))
}

// login checks them.
func (s *Server) login(c echo.Context) error {
	name, next := c.FormValue("name"), nextOf(c)
	t, err := s.accounts.Login(c.Request().Context(), name, c.FormValue("password"), s.visitor(c))
	if err != nil {
		return s.again(c, err, func(said string) templ.Component {
			return view.LoginPage(view.Login{Frame: s.frame(c, "", "登录"), Name: name, Next: next, Wrong: said})
		})
	}
	s.keep(c, t)
	if t.Half {
		return c.Redirect(http.StatusSeeOther, Base+"/login/code?"+url.Values{"next": {next}, arrived: {"1"}}.Encode())
	}
	return c.Redirect(http.StatusSeeOther, goOn(next))
}

// keep gives the browser its tokens.
func (s *Server) keep(c echo.Context, t account.Tokens) {
	s.give(c, sessionCookie, t.Session, 0)
	if t.Device != "" {
		s.give(c, deviceCookie, t.Device, deviceLife)
	}
}

// codeForm asks for the second step.
func (s *Server) codeForm(c echo.Context) error {
	if c.QueryParam(arrived) != "" && s.token(c, sessionCookie) == "" {
		return s.noCookie(c)
	}
	if _, err := s.accounts.Half(c.Request().Context(), s.token(c, sessionCookie)); err != nil {
		return c.Redirect(http.StatusSeeOther, Base+"/login")
	}
	return s.page(c, http.StatusOK, view.CodePage(view.Code{Frame: s.frame(c, "", "两步验证"), Next: nextOf(c)}))
}

// code checks it.
func (s *Server) code(c echo.Context) error {
	next := nextOf(c)
	t, err := s.accounts.Code(c.Request().Context(), c.FormValue("code"), s.visitor(c))
	if err == account.ErrSession {
		return &failure{http.StatusUnauthorized, "登录已经过了时间", "两步之间最多五分钟。请从头登录。", Base + "/login", "重新登录"}
	}
	if err != nil {
		return s.again(c, err, func(said string) templ.Component {
			return view.CodePage(view.Code{Frame: s.frame(c, "", "两步验证"), Next: next, Wrong: said})
		})
	}
	s.keep(c, t)
	return c.Redirect(http.StatusSeeOther, goOn(next))
}

// logout ends the session, and the cookie with it.
func (s *Server) logout(c echo.Context) error {
	ctx := c.Request().Context()
	u, session, err := s.accounts.Resume(ctx, s.token(c, sessionCookie))
	if err == nil {
		if err := s.accounts.Logout(ctx, u, session.ID); err != nil {
			return err
		}
	} else if err != account.ErrSession {
		return err
	}
	s.give(c, sessionCookie, "", -1e9)
	return s.done(c, Base+"/login", "out")
}

// noCookie tells somebody whose browser has not kept the cookie of a login.
func (s *Server) noCookie(echo.Context) error {
	remedy := "请允许本站的 Cookie，再登录一次。"
	if s.secure {
		remedy = "请用 " + s.config.BaseURL + Base + "/ 打开（要用 https），并允许本站的 Cookie，再登录一次。"
	}
	return &failure{http.StatusForbidden, "浏览器没有留下登录的凭据", remedy, Base + "/login", "重新登录"}
}

// nextOf returns where somebody wanted to go before logging in, "" for
// nowhere in particular. It leads nowhere but below /admin.
func nextOf(c echo.Context) string {
	next := c.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || len(next) > 2000 || u.IsAbs() || u.Host != "" || strings.ContainsAny(next, "\\\r\n\t") ||
		!strings.HasPrefix(next, Base+"/") || path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") {
		return ""
	}
	return next
}

// goOn is the address that follows a login.
func goOn(next string) string {
	if next == "" {
		next = Base + "/"
	}
	u, err := url.Parse(next)
	if err != nil {
		return Base + "/"
	}
	q := u.Query()
	q.Set(arrived, "1")
	u.RawQuery = q.Encode()
	return u.String()
}
