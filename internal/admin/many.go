package admin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesMany() {
	s.post("/drafts/submit", s.entryOnly, s.submitMany)
	s.post("/drafts/approve", s.reviewOnly, s.approveMany)
	s.get("/drafts/results/:key", s.anyone, s.manyResults)
}

// Ways to do something with many drafts at once.
const (
	toSubmit  = "submit"
	toApprove = "approve"
)

// ticks says which drafts of a list somebody may tick, and what for. Of those
// to be submitted the list offers what has no open question: what has one is
// looked at by itself. What they may not approve says why.
func (s *Server) ticks(c echo.Context, all []data.Draft, v *view.Drafts) error {
	u := From(c)
	ticked := map[string]bool{}
	if form, err := c.FormParams(); err == nil {
		for _, x := range form["draft"] {
			id, _, _ := strings.Cut(x, ":")
			ticked[id] = true
		}
	}
	for i, d := range all {
		line := &v.Drafts[i]
		line.Ticked = ticked[strconv.FormatInt(d.ID, 10)] || c.QueryParam("tick") == "all"
		switch {
		case d.State.Editable() && mayEnter(u) && d.Unit != "" && d.Year != 0 && d.Unread == 0 && d.Violated == 0:
			line.Tick = toSubmit
			v.Submit.N++
		case d.State == data.DraftSubmitted && mayReview(u):
			hand, err := s.store.Contributed(c.Request().Context(), d, u.Actor())
			if err != nil {
				return err
			}
			if hand != "" {
				line.Hand = "由您" + hand + "，要由另一位“审核”同事来审核"
				continue
			}
			line.Tick = toApprove
			v.Approve.N++
		}
	}
	return nil
}

// chosen reads which drafts a form names, each with the version that was seen.
func (s *Server) chosen(c echo.Context) (all []data.Edit, err error) {
	form, err := c.FormParams()
	if err != nil {
		return nil, err
	}
	taken := map[int64]bool{}
	for _, x := range form["draft"] {
		id, version, _ := strings.Cut(x, ":")
		if e := s.desk.Edit(number(id), number(version), From(c).Actor()); e.Draft > 0 && !taken[e.Draft] {
			taken[e.Draft] = true
			all = append(all, e)
		}
	}
	switch {
	case len(all) == 0:
		return nil, &account.Refusal{Reason: "没有勾选草稿，什么也没有做。请在要办的草稿前打勾。"}
	case len(all) > mostAtOnce:
		return nil, &account.Refusal{Reason: fmt.Sprintf("一次最多办 %d 份，什么也没有做。请分几次。", mostAtOnce)}
	}
	return all, nil
}

// mostAtOnce is how many drafts are dealt with at once: a page of the list.
const mostAtOnce = pageLength

// each does something to every draft that was ticked, one by one: what is
// refused of one keeps no other from being done, and the page after it says
// of each what came of it.
func (s *Server) each(c echo.Context, v view.Many, all []data.Edit, do func(ctx context.Context, e data.Edit) error) error {
	// What is begun is done to its end, though the browser may be gone.
	ctx := context.WithoutCancel(c.Request().Context())
	for _, e := range all {
		line := view.ManyLine{ID: e.Draft, Title: fmt.Sprintf("第 %d 号", e.Draft)}
		if d, err := s.store.Draft(ctx, e.Draft); err == nil {
			line.Title = draftTitle(d)
		}
		if err := do(ctx, e); err != nil {
			f := explain(err)
			s.note(c, f, err)
			line.Why = f.remedy
			if f.remedy == "" || errors.Is(err, data.ErrNotFound) {
				line.Why = f.reason + "。"
			}
			v.Refused = append(v.Refused, line)
			continue
		}
		v.Done = append(v.Done, line)
	}
	return c.Redirect(http.StatusSeeOther, Base+"/drafts/results/"+s.results.put(v, From(c).ID))
}

func (s *Server) submitMany(c echo.Context) error {
	all, err := s.chosen(c)
	if err != nil {
		return s.draftsAgain(c, err)
	}
	reason, err := note(c, "reason")
	if err != nil {
		return s.draftsAgain(c, err)
	}
	said, err := note(c, "note")
	if err != nil {
		return s.draftsAgain(c, err)
	}
	return s.each(c, view.Many{Way: toSubmit}, all, func(ctx context.Context, e data.Edit) error {
		return s.store.Submit(ctx, e, reason, said)
	})
}

func (s *Server) approveMany(c echo.Context) error {
	all, err := s.chosen(c)
	if err != nil {
		return s.draftsAgain(c, err)
	}
	said, err := note(c, "note")
	if err != nil {
		return s.draftsAgain(c, err)
	}
	due, err := dueOf(c.FormValue("due"), all[0].Now)
	if err != nil {
		return s.draftsAgain(c, err)
	}
	err = s.each(c, view.Many{Way: toApprove, Due: due}, all, func(ctx context.Context, e data.Edit) error {
		return s.store.Approve(ctx, e, said, due)
	})
	s.desk.Approved()
	return err
}

// manyResults says what came of doing something to many drafts.
func (s *Server) manyResults(c echo.Context) error {
	v := s.results.take(c.Param("key"), From(c).ID)
	if v == nil {
		return &failure{status: http.StatusNotFound, reason: "这次的结果已经不在了", remedy: "做过的都做了；每一份现在怎样，请看草稿列表。", href: Base + "/drafts", text: "草稿"}
	}
	v.Frame = s.frame(c, "drafts", "一次办多份的结果")
	return s.page(c, http.StatusOK, view.ManyPage(*v))
}
