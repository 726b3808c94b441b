package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesEditions() {
	s.get("/editions", s.anyone, s.editions)
	s.get("/editions/:key", s.anyone, s.edition)
	s.post("/editions/:key/withdraw", s.reviewOnly, s.withdraw)
}

// editionsPage is how many editions a page shows.
const editionsPage = 50

// editions lists what was published, the last first.
func (s *Server) editions(c echo.Context) error {
	ctx := c.Request().Context()
	year, _ := strconv.Atoi(c.QueryParam("year")) // what is no number asks for none
	offset, _ := strconv.Atoi(c.QueryParam("from"))
	offset = min(max(offset, 0), 1<<30)
	f := data.PublishedFilter{Query: strings.TrimSpace(c.QueryParam("q")), Year: year, Limit: editionsPage + 1, Offset: offset}
	all, err := s.store.PublishedEditions(ctx, f)
	if err != nil {
		return err
	}
	v := view.Editions{Frame: s.frame(c, "editions", "已公开"), Query: f.Query, Year: c.QueryParam("year")}
	if v.Total, err = s.store.CountPublished(ctx, f); err != nil {
		return err
	}
	at := func(from int) string {
		q := url.Values{"from": {strconv.Itoa(from)}}
		for name, value := range map[string]string{"q": f.Query, "year": v.Year} {
			if value != "" {
				q.Set(name, value)
			}
		}
		return Base + "/editions?" + q.Encode()
	}
	if len(all) > editionsPage {
		all, v.Older = all[:editionsPage], at(offset+editionsPage)
	}
	if offset > 0 {
		v.Newer = at(max(offset-editionsPage, 0))
	}
	for _, e := range all {
		v.All = append(v.All, editionView(e))
	}
	if signer, err := seal.Open(ctx, s.store); err != nil {
		v.KeyProblem = "现在公开的不会签名：" + err.Error()
	} else if signer == nil {
		v.KeyProblem = "还没有签名密钥，公开的各版没有签名，公众无法核对。请管理服务器的人运行 portal key create。"
	}
	return s.page(c, http.StatusOK, view.EditionsPage(v))
}

func editionView(e data.PublishedEdition) view.Edition {
	return view.Edition{
		Unit: e.Unit.Name, Key: e.Key, Page: Base + "/editions/" + e.Key, Year: e.Year, Number: e.Number, At: e.PublishedAt, Reason: e.Reason,
		Current: e.Current, Withdrawn: e.WithdrawnReason, Signed: e.Sealed, Corrections: e.Corrections,
	}
}

// edition shows the editions of the unit's year that one of them is of.
func (s *Server) edition(c echo.Context) error {
	v, _, err := s.editionYear(c)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.EditionYearPage(v))
}

// editionYear reads what is published of the unit's year of an edition.
func (s *Server) editionYear(c echo.Context) (view.EditionYear, data.PublishedEdition, error) {
	ctx, key := c.Request().Context(), c.Param("key")
	one, err := s.store.PublishedEdition(ctx, key)
	if err != nil {
		return view.EditionYear{}, one, err
	}
	all, err := s.store.PublishedOf(ctx, one.UnitID, one.Year)
	if err != nil {
		return view.EditionYear{}, one, err
	}
	who := From(c)
	v := view.EditionYear{
		Frame: s.frame(c, "editions", one.Unit.Name), Unit: one.Unit.Name, Year: one.Year, Number: all[0].Number,
		MayWithdraw: who.Role == account.Review || who.Role == account.Admin, Withdraw: Base + "/editions/" + key + "/withdraw",
	}
	for _, e := range all {
		v.All = append(v.All, editionView(e))
		if e.Current {
			v.Current = e.Key
		}
	}
	if v.Current != "" && (who.Role == account.Enter || who.Role == account.Admin) {
		v.MayCorrect, v.Correct = true, Base+"/editions/"+v.Current+"/correct"
	}
	return v, all[0], nil
}

// withdraw takes a unit's year off the website.
func (s *Server) withdraw(c echo.Context) error {
	v, newest, err := s.editionYear(c)
	if err != nil {
		return err
	}
	v.Reason = c.FormValue("reason")
	seen, _ := strconv.Atoi(c.FormValue("number"))
	err = func() error {
		switch {
		case c.FormValue("sure") == "":
			return &account.Refusal{Reason: "请勾选“我确定要撤回”，再按一次“撤回”。"}
		case seen < 1:
			return &account.Refusal{Reason: "表单不完整，没有撤回。请重新打开这一页。"}
		}
		_, err := s.store.Withdraw(c.Request().Context(), newest.UnitID, newest.Year, seen, v.Reason, time.Now(), audit.Entry{Actor: From(c).Actor()})
		var already *data.Withdrawn
		if errors.As(err, &already) {
			return &account.Refusal{Reason: "已经由 " + already.By + " 撤回了，没有再撤。"}
		}
		return err
	}()
	if err != nil {
		return s.again(c, err, func(said string) templ.Component {
			v.Wrong = said
			return view.EditionYearPage(v)
		})
	}
	return s.done(c, Base+"/editions/"+c.Param("key"), "withdrawn")
}
