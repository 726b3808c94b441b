package admin

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

// routesLinks are the links that work once.
func (s *Server) routesLinks() {
	s.get("/link/:token", s.open, s.linkForm)
	s.post("/link/:token", s.open, s.link)
	s.get("/setup/:token", s.open, s.setUpForm)
	s.post("/setup/:token", s.open, s.setUp)
}

// LinkPath is where somebody sets a password with the token of a link.
func LinkPath(token string) string { return Base + "/link/" + token }

// SetUpPath is where the first 管理员 is made.
func SetUpPath(token string) string { return Base + "/setup/" + token }

func linkGone(err error) error {
	if f := explain(err); f.status == http.StatusUnprocessableEntity {
		return &failure{http.StatusGone, "链接不能用了", f.remedy + "。请管理员重新发一个。", Base + "/login", "去登录"}
	}
	return err
}

func setUpGone(err error) error {
	if f := explain(err); f.status == http.StatusUnprocessableEntity {
		return &failure{http.StatusGone, "链接不能用了", f.remedy + "。如果还没有设置过，请重新启动程序，日志里有新的链接。", Base + "/login", "去登录"}
	}
	return err
}

// linkForm asks for a new password.
func (s *Server) linkForm(c echo.Context) error {
	u, err := s.accounts.Invited(c.Request().Context(), c.Param("token"))
	if err != nil {
		return linkGone(err)
	}
	return s.page(c, http.StatusOK, view.LinkPage(s.linkView(c, u, "")))
}

func (s *Server) linkView(c echo.Context, u account.User, wrong string) view.Link {
	return view.Link{Frame: s.frame(c, "", "设置密码"), Name: u.Name, Display: u.Display, Role: u.Role.Label(), Wrong: wrong}
}

// link sets it.
func (s *Server) link(c echo.Context) error {
	ctx, token := c.Request().Context(), c.Param("token")
	u, err := s.accounts.Invited(ctx, token)
	if err != nil {
		return linkGone(err)
	}
	password, err := twice(c)
	var device string
	if err == nil {
		device, err = s.accounts.Accept(ctx, token, password, s.visitor(c))
	}
	if err != nil {
		return s.again(c, err, func(said string) templ.Component { return view.LinkPage(s.linkView(c, u, said)) })
	}
	s.give(c, deviceCookie, device, deviceLife)
	return s.done(c, Base+"/login", "password-set")
}

// twice returns a new password that was typed twice.
func twice(c echo.Context) (string, error) {
	if c.FormValue("password") != c.FormValue("again") {
		return "", &account.Refusal{Reason: "两次输入的密码不一样，请重新输入。"}
	}
	return c.FormValue("password"), nil
}

// setUpForm asks for the first 管理员.
func (s *Server) setUpForm(c echo.Context) error {
	if err := s.accounts.SetUpOpen(c.Request().Context(), c.Param("token")); err != nil {
		return setUpGone(err)
	}
	return s.page(c, http.StatusOK, view.SetUpPage(view.SetUp{Frame: s.frame(c, "", "首次设置")}))
}

// setUp makes the first 管理员, who is logged in at once.
func (s *Server) setUp(c echo.Context) error {
	ctx, token := c.Request().Context(), c.Param("token")
	if err := s.accounts.SetUpOpen(ctx, token); err != nil {
		return setUpGone(err)
	}
	v := view.SetUp{Frame: s.frame(c, "", "首次设置"), Name: c.FormValue("name"), Display: c.FormValue("display")}
	password, err := twice(c)
	if err == nil {
		err = s.accounts.SetUp(ctx, token, v.Name, v.Display, password, s.visitor(c))
	}
	if err != nil {
		return s.again(c, err, func(said string) templ.Component { v.Wrong = said; return view.SetUpPage(v) })
	}
	t, err := s.accounts.Login(ctx, v.Name, password, s.visitor(c))
	if err != nil {
		return err
	}
	s.keep(c, t)
	return s.done(c, Base+"/people", "set-up")
}
