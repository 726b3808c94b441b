package admin

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesOwn() {
	s.get("/own", s.anyone, s.own)
	s.post("/own/password", s.anyone, s.changePassword)
	s.get("/own/code", s.anyone, s.codeSetUp)
	s.post("/own/code", s.anyone, s.turnCodeOn)
	s.post("/own/code/off", s.anyone, s.turnCodeOff)
	s.post("/own/code/recovery", s.anyone, s.renewRecovery)
	s.post("/own/sessions/:session/end", s.anyone, s.endOwnSession)
}

// own shows somebody's own account.
func (s *Server) own(c echo.Context) error {
	v, err := s.ownView(c)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.OwnPage(v))
}

func (s *Server) ownView(c echo.Context) (view.Own, error) {
	u := From(c)
	sessions, err := s.accounts.Sessions(c.Request().Context(), u.ID)
	return view.Own{Frame: s.frame(c, "own", "我的账号"), Name: u.Name, PasswordAt: u.PasswordAt, Code: u.HasCode, Recovery: u.Recovery,
		Sessions: sessionRows(sessions, sessionOf(c).ID)}, err
}

// ownAgain shows the page again with why one of its forms was not taken.
func (s *Server) ownAgain(c echo.Context, err error, place func(*view.Own, string)) error {
	v, failed := s.ownView(c)
	if failed != nil {
		return failed
	}
	return s.again(c, err, func(said string) templ.Component { place(&v, said); return view.OwnPage(v) })
}

func (s *Server) changePassword(c echo.Context) error {
	password, err := twice(c)
	var t account.Tokens
	if err == nil {
		t, err = s.accounts.ChangePassword(c.Request().Context(), From(c), c.FormValue("was"), password, s.visitor(c))
	}
	if err != nil {
		return s.ownAgain(c, err, func(v *view.Own, said string) { v.WrongPassword = said })
	}
	s.keep(c, t)
	return s.done(c, Base+"/own", "password")
}

// codeSetUp shows a new secret for an authenticator. It is kept only when a
// code of it comes back.
func (s *Server) codeSetUp(c echo.Context) error {
	if From(c).HasCode {
		return c.Redirect(http.StatusSeeOther, Base+"/own")
	}
	key, err := account.NewCodeKey(From(c))
	if err != nil {
		return err
	}
	return s.codeSetUpPage(c, key, nil)
}

func (s *Server) codeSetUpPage(c echo.Context, key account.CodeKey, wrong error) error {
	picture, err := qrOf(key.URL)
	if err != nil {
		return err
	}
	v := view.CodeSetUp{Frame: s.frame(c, "own", "开启两步验证"), Secret: key.Secret, Parts: inFours(key.Secret), Picture: picture}
	if wrong != nil {
		return s.again(c, wrong, func(said string) templ.Component { v.Wrong = said; return view.CodeSetUpPage(v) })
	}
	return s.page(c, http.StatusOK, view.CodeSetUpPage(v))
}

// turnCodeOn begins the second step and shows the recovery codes, which are
// seen only now.
func (s *Server) turnCodeOn(c echo.Context) error {
	u := From(c)
	codes, err := s.accounts.TurnCodeOn(c.Request().Context(), u, sessionOf(c).ID, c.FormValue("secret"), c.FormValue("code"), c.FormValue("password"), s.visitor(c))
	if err != nil {
		key, ok := account.KeyOf(u, c.FormValue("secret"))
		if !ok {
			return err
		}
		return s.codeSetUpPage(c, key, err)
	}
	return s.recoveryPage(c, codes, "两步验证已开启")
}

func (s *Server) recoveryPage(c echo.Context, codes []string, title string) error {
	return s.page(c, http.StatusOK, view.RecoveryPage(view.Recovery{Frame: s.frame(c, "own", title), Codes: codes}))
}

func (s *Server) turnCodeOff(c echo.Context) error {
	if err := s.accounts.TurnCodeOff(c.Request().Context(), From(c), c.FormValue("password"), s.visitor(c)); err != nil {
		return s.ownAgain(c, err, func(v *view.Own, said string) { v.WrongCode = said })
	}
	return s.done(c, Base+"/own", "code-off")
}

func (s *Server) renewRecovery(c echo.Context) error {
	codes, err := s.accounts.RenewRecovery(c.Request().Context(), From(c), c.FormValue("password"), s.visitor(c))
	if err != nil {
		return s.ownAgain(c, err, func(v *view.Own, said string) { v.WrongCode = said })
	}
	return s.recoveryPage(c, codes, "新的备用码")
}

func (s *Server) endOwnSession(c echo.Context) error {
	if err := s.endSession(c); err != nil {
		return s.ownAgain(c, err, func(v *view.Own, said string) { v.WrongSession = said })
	}
	return s.done(c, Base+"/own", "session-ended")
}
