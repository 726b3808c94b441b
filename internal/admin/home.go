package admin

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/seal"
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
	if u.Role == account.Admin {
		if v.Key, err = s.keyTrouble(c.Request().Context()); err != nil {
			return err
		}
	}
	if v.Waiting, err = s.waiting(c.Request().Context(), u); err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.HomePage(v))
}

// keyTrouble says why nothing is signed that is published now.
func (s *Server) keyTrouble(ctx context.Context) (view.KeyTrouble, error) {
	keys, err := s.store.Keys(ctx)
	if err != nil {
		return view.KeyTrouble{}, err
	}
	v := view.KeyTrouble{Guide: guideHref("让公众能核对")}
	if len(keys) == 0 {
		v.Text, v.Command = "还没有签名密钥：公开的各版都没有签名，公众无法核对是不是本单位公开的、有没有被改过。", "portal key create"
	} else if _, err := seal.Open(ctx, s.store); err != nil {
		v.Text = "现在公开的不会签名：" + err.Error() + "。"
	}
	return v, nil
}
