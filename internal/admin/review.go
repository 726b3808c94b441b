package admin

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesReview() {
	s.get("/drafts", s.anyone, s.drafts)
	s.get("/drafts/:draft", s.anyone, s.review)
	s.get("/drafts/:draft/source", s.anyone, s.reviewSource)
	s.get("/drafts/:draft/evaluations/:number", s.anyone, s.reviewTable)
	s.get("/drafts/:draft/document", s.anyone, s.reviewDocument)
	s.post("/drafts/:draft/corrections", s.entryOnly, s.correct)
	s.post("/drafts/:draft/meta", s.entryOnly, s.describe)
	s.post("/drafts/:draft/corrections/:correction/undo", s.entryOnly, s.undo)
	s.get("/drafts/:draft/preview", s.anyone, s.preview)
	s.get("/drafts/:draft/preview/*", s.anyone, s.preview)
}

// number reads a number of an address; what is none is 0.
func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// underWay are the states of drafts that somebody has to do something about.
var underWay = []data.DraftState{data.DraftOpen, data.DraftReturned, data.DraftSubmitted, data.DraftApproved}

// offered are the states that the list of drafts can be narrowed to.
var offered = []data.DraftState{data.DraftOpen, data.DraftReturned, data.DraftSubmitted, data.DraftApproved, data.DraftPublished, data.DraftUnreadable, data.DraftSame, data.DraftDiscarded}

// drafts lists drafts.
func (s *Server) drafts(c echo.Context) error {
	v, err := s.draftList(c)
	if err != nil {
		return err
	}
	return s.page(c, http.StatusOK, view.DraftsPage(v))
}

// draftsAgain shows the list again, with what was ticked and filled in, and why
// nothing was done.
func (s *Server) draftsAgain(c echo.Context, err error) error {
	v, failed := s.draftList(c)
	if failed != nil {
		return failed
	}
	filled := view.ManyForm{Reason: c.FormValue("reason"), Note: c.FormValue("note"), Due: c.FormValue("due")}
	for _, f := range []*view.ManyForm{&v.Submit, &v.Approve} {
		f.Reason, f.Note, f.Due = filled.Reason, filled.Note, filled.Due
	}
	return s.again(c, err, func(said string) templ.Component {
		v.Wrong = said
		return view.DraftsPage(v)
	})
}

// draftList is the list that a request asks for, or whose form it is from.
func (s *Server) draftList(c echo.Context) (v view.Drafts, err error) {
	ctx := c.Request().Context()
	v = view.Drafts{Frame: s.frame(c, "drafts", "草稿"), State: c.FormValue("state"), Query: c.FormValue("q"), Open: c.FormValue("open") != "", Before: c.FormValue("before")}
	counts, err := s.store.DraftCounts(ctx)
	if err != nil {
		return v, err
	}
	f := data.DraftFilter{States: underWay, Unit: v.Query, Open: v.Open, Before: number(v.Before), Limit: pageLength + 1}
	known := v.State == ""
	for _, state := range offered {
		if counts[state] > 0 || v.State == string(state) {
			v.States = append(v.States, view.StateCount{State: string(state), Label: state.Label(), N: counts[state]})
		}
		if v.State == string(state) {
			f.States, known = []data.DraftState{state}, true
		}
	}
	if !known {
		return v, notFound("没有这种状态的草稿", "请从草稿页重新选。")
	}
	all, err := s.store.Drafts(ctx, f)
	if err != nil {
		return v, err
	}
	at := func(more ...string) string {
		q := url.Values{}
		open := ""
		if v.Open {
			open = "1"
		}
		for x := range slices.Chunk(append([]string{"state", v.State, "q", v.Query, "open", open}, more...), 2) {
			if x[1] != "" {
				q.Set(x[0], x[1])
			}
		}
		return Base + "/drafts?" + q.Encode()
	}
	if len(all) > pageLength {
		all = all[:pageLength]
		v.Older = at("before", fmt.Sprint(all[len(all)-1].ID))
	}
	v.All = at("before", v.Before, "tick", "all")
	for _, d := range all {
		line := s.draftLine(d)
		line.Shelve = mayEnter(From(c)) && (d.State == data.DraftUnreadable || d.State == data.DraftSame)
		v.Drafts = append(v.Drafts, line)
	}
	return v, s.ticks(c, all, &v)
}

func (s *Server) draftLine(d data.Draft) view.DraftLine {
	if d.State == data.DraftApproved && d.Problem == "" {
		d.Problem = s.desk.Trouble(fmt.Sprintf("draft:%d", d.ID))
	}
	return view.DraftLine{ID: d.ID, Name: d.Name, Unit: d.Unit, Title: draftTitle(d), State: string(d.State), StateLabel: d.State.Label(), Problem: d.Problem,
		Figures: d.Figures, Unread: d.Unread, Violated: d.Violated, Corrections: d.Corrections, By: d.By.Name, ChangedBy: d.ChangedBy, At: d.At, ChangedAt: d.ChangedAt, Due: d.Due, Version: d.Version, Read: d.Read}
}

func draftTitle(d data.Draft) string {
	switch {
	case d.Unit == "" && d.Year == 0:
		return d.Name
	case d.Unit == "":
		return fmt.Sprintf("%s（%d 年度，没有读到单位名称）", d.Name, d.Year)
	case d.Year == 0:
		return d.Unit + "（没有读到年度）"
	}
	return fmt.Sprintf("%s %d 年度", d.Unit, d.Year)
}

// opened opens the draft of a request.
func (s *Server) opened(c echo.Context) (*desk.Work, error) {
	w, err := s.desk.Open(c.Request().Context(), number(c.Param("draft")))
	if err != nil {
		return nil, err
	}
	s.sawDraft(c, w.Draft)
	return w, nil
}

// seenDrafts remembers who has seen which version of a draft, so that the trail
// tells it once.
type seenDrafts struct {
	mu  sync.Mutex
	all map[[3]int64]bool
}

const mostSeen = 10_000

func (x *seenDrafts) first(user, draft, version int64) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	key := [3]int64{user, draft, version}
	if x.all[key] {
		return false
	}
	if x.all == nil || len(x.all) >= mostSeen {
		x.all = map[[3]int64]bool{}
	}
	x.all[key] = true
	return true
}

func (s *Server) sawDraft(c echo.Context, d data.Draft) {
	u := From(c)
	if !s.seen.first(u.ID, d.ID, d.Version) {
		return
	}
	err := s.store.Record(c.Request().Context(), audit.Entry{Actor: u.Actor(), Action: audit.DraftSeen, Subject: fmt.Sprintf("draft:%d", d.ID), Detail: map[string]any{"version": d.Version, "state": string(d.State)}})
	if err != nil {
		s.log.Error("没有记下谁看过草稿", "draft", d.ID, "error", err.Error())
	}
}

// mayEnter and mayReview say what somebody's page offers; what they do is
// asked again where it is done.
func mayEnter(u account.User) bool  { return u.Role == account.Enter || u.Role == account.Admin }
func mayReview(u account.User) bool { return u.Role == account.Review || u.Role == account.Admin }

// reviewDocument gives the file that a draft was read from.
func (s *Server) reviewDocument(c echo.Context) error {
	ctx := c.Request().Context()
	d, err := s.store.Draft(ctx, number(c.Param("draft")))
	if err != nil {
		return err
	}
	b, err := s.desk.Original(ctx, d)
	if err != nil {
		return err
	}
	// Never shown in the browser: it may be a web page with anything in it.
	h := c.Response().Header()
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(baseName(d.Name)))
	return c.Blob(http.StatusOK, "application/octet-stream", b)
}
