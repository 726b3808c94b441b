package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

// home is the first page after a login.
func (s *Server) home(c echo.Context) error {
	u := From(c)
	v := view.Home{Frame: s.frame(c, "home", "工作台"), May: u.Role.May()}
	if u.Role == account.Admin && !u.HasCode {
		v.Notices = append(v.Notices, "建议在“我的账号”里开启两步验证：管理员的密码一旦被人知道，全站的人员都归他管。")
	}
	if u.HasCode && u.Recovery <= 2 {
		v.Notices = append(v.Notices, "备用码快用完了，请在“我的账号”里换一批新的。")
	}
	var err error
	if v.Waiting, err = s.waiting(c.Request().Context(), u); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.HomePage(v))
}
