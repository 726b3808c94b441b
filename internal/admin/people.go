package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesPeople() {
	s.get("/people", s.adminOnly, s.people)
	s.post("/people", s.adminOnly, s.addPerson)
	s.get("/people/:id", s.adminOnly, s.person)
	s.post("/people/:id/role", s.adminOnly, s.setRole)
	s.post("/people/:id/reset", s.adminOnly, s.resetPerson)
	s.post("/people/:id/disable", s.adminOnly, s.disablePerson)
	s.post("/people/:id/enable", s.adminOnly, s.enablePerson)
	s.post("/people/:id/sessions/:session/end", s.adminOnly, s.endTheirSession)
}

// people lists everybody.
func (s *Server) people(c echo.Context) error {
	v, err := s.peopleView(c)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.PeoplePage(v))
}

func (s *Server) peopleView(c echo.Context) (view.People, error) {
	v := view.People{Frame: s.frame(c, "people", "人员"), Roles: roleChoices("")}
	all, err := s.accounts.Users(c.Request().Context())
	roles := map[account.Role]int{}
	for _, u := range all {
		v.All = append(v.All, rowOf(u))
		if !u.Disabled {
			roles[u.Role]++
		}
	}
	v.Alone = roles[account.Review]+roles[account.Admin] < 2 && roles[account.Enter] == 0
	return v, err
}

func rowOf(u account.User) view.Person {
	return view.Person{ID: strconv.FormatInt(u.ID, 10), Name: u.Name, Display: u.Display, Role: u.Role.Label(), State: u.State(), Disabled: u.Disabled, Code: u.HasCode, SeenAt: u.SeenAt}
}

func roleChoices(chosen account.Role) []view.RoleChoice {
	var all []view.RoleChoice
	for _, r := range account.Roles {
		all = append(all, view.RoleChoice{Value: string(r), Label: r.Label(), May: r.May(), Chosen: r == chosen})
	}
	return all
}

// addPerson adds somebody and shows the link, which is seen only now.
func (s *Server) addPerson(c echo.Context) error {
	ctx := c.Request().Context()
	name, display := c.FormValue("name"), c.FormValue("display")
	role, err := account.ParseRole(c.FormValue("role"))
	var token string
	var id int64
	if err == nil {
		id, token, err = s.accounts.Add(ctx, From(c).Actor(), name, display, role)
	}
	if err != nil {
		v, failed := s.peopleView(c)
		if failed != nil {
			return failed
		}
		v.Name, v.Display, v.Roles = name, display, roleChoices(role)
		return s.again(c, err, func(said string) templ.Component { v.Wrong = said; return view.PeoplePage(v) })
	}
	u, err := s.accounts.User(ctx, id)
	if err != nil {
		return err
	}
	return s.handOver(c, u, token, false)
}

// handOver shows a link to set a password. Its token is kept nowhere, so this
// one answer to a form is a page and no redirection.
func (s *Server) handOver(c echo.Context, u account.User, token string, reset bool) error {
	return s.page(c, http.StatusOK, view.HandOverPage(view.HandOver{
		Frame: s.frame(c, "people", "设置密码的链接"), ID: strconv.FormatInt(u.ID, 10), Display: u.Display, Name: u.Name,
		URL: s.seenAs(c) + LinkPath(token), Reset: reset,
	}))
}

// seenAs returns the address of the site for a link to hand over. Where none
// was configured, it is the one that the 管理员 has used.
func (s *Server) seenAs(c echo.Context) string {
	u, err := url.Parse(s.config.BaseURL)
	if err == nil && u.Hostname() == "localhost" && c.Request().Host != "" {
		return u.Scheme + "://" + c.Request().Host
	}
	return s.config.BaseURL
}

// who returns the person whom the address names.
func (s *Server) who(c echo.Context) (account.User, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return account.User{}, notFound("没有这个人", "请从人员名单重新找。")
	}
	return s.accounts.User(c.Request().Context(), id)
}

// person shows somebody.
func (s *Server) person(c echo.Context) error {
	u, err := s.who(c)
	if err != nil {
		return err
	}
	v, err := s.personView(c, u)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.PersonPage(v))
}

func (s *Server) personView(c echo.Context, u account.User) (view.PersonDetail, error) {
	v := view.PersonDetail{Frame: s.frame(c, "people", u.Display), Person: rowOf(u), Roles: roleChoices(u.Role), Self: u.ID == From(c).ID, CreatedAt: u.CreatedAt, PasswordAt: u.PasswordAt, Recovery: u.Recovery}
	sessions, err := s.accounts.Sessions(c.Request().Context(), u.ID)
	v.Sessions = sessionRows(sessions, sessionOf(c).ID)
	return v, err
}

// onPerson does something to the person whom the address names, then shows
// them.
func (s *Server) onPerson(c echo.Context, said string, do func(account.User) error) error {
	u, err := s.who(c)
	if err != nil {
		return err
	}
	if err := do(u); err != nil {
		v, failed := s.personView(c, u)
		if failed != nil {
			return errors.Join(err, failed)
		}
		return s.again(c, err, func(said string) templ.Component { v.Wrong = said; return view.PersonPage(v) })
	}
	return s.done(c, Base+"/people/"+strconv.FormatInt(u.ID, 10), said)
}

func (s *Server) setRole(c echo.Context) error {
	return s.onPerson(c, "role", func(u account.User) error {
		role, err := account.ParseRole(c.FormValue("role"))
		if err != nil {
			return err
		}
		return s.accounts.SetRole(c.Request().Context(), From(c).Actor(), u.ID, role)
	})
}

func (s *Server) disablePerson(c echo.Context) error {
	return s.onPerson(c, "disabled", func(u account.User) error {
		return s.accounts.Disable(c.Request().Context(), From(c).Actor(), u.ID)
	})
}

func (s *Server) enablePerson(c echo.Context) error {
	return s.onPerson(c, "enabled", func(u account.User) error {
		return s.accounts.Enable(c.Request().Context(), From(c).Actor(), u.ID)
	})
}

func (s *Server) endTheirSession(c echo.Context) error {
	return s.onPerson(c, "session-ended", func(account.User) error { return s.endSession(c) })
}

func (s *Server) endSession(c echo.Context) error {
	id, err := strconv.ParseInt(c.Param("session"), 10, 64)
	if err != nil {
		return notFound("没有这次登录", "请重新打开页面。")
	}
	return s.accounts.Revoke(c.Request().Context(), From(c), id)
}

// resetPerson takes a password away and shows the link to set a new one.
func (s *Server) resetPerson(c echo.Context) error {
	u, err := s.who(c)
	if err != nil {
		return err
	}
	if u.ID == From(c).ID {
		return &account.Refusal{Reason: "自己的密码请在“我的账号”里改。"}
	}
	if u.Disabled {
		return &account.Refusal{Reason: "这个人已停用，请先恢复。"}
	}
	token, err := s.accounts.Reset(c.Request().Context(), From(c).Actor(), u.ID, c.FormValue("code") != "")
	if err != nil {
		return err
	}
	return s.handOver(c, u, token, true)
}

// sessionRows writes sessions as the pages list them; own is the one in use.
func sessionRows(all []account.Session, own int64) []view.Session {
	var rows []view.Session
	for _, v := range all {
		rows = append(rows, view.Session{ID: strconv.FormatInt(v.ID, 10), Browser: browserWord(v.Agent), Address: v.Address, Created: v.Created, Seen: v.Seen, Ends: v.Ends, Own: v.ID == own})
	}
	return rows
}
