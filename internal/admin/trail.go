package admin

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/export"
	view "mingzhang/web/templates/admin"
)

func (s *Server) routesTrail() {
	s.get("/trail", s.adminOnly, s.trail)
	s.get("/trail.csv", s.adminOnly, s.trailCSV)
}

// trailPage is how many entries a page shows.
const trailPage = 50

// trail shows what was done, the last first.
func (s *Server) trail(c echo.Context) error {
	ctx := c.Request().Context()
	f, asked, err := trailFilter(c)
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64) // what is no number begins at the last
	all, err := s.store.Trail(ctx, f, max(before, 0), trailPage+1)
	if err != nil {
		return err
	}
	v := view.Trail{Frame: s.frame(c, "trail", "操作记录"), CSV: "/admin/trail.csv?" + asked.Encode(), Filtered: len(asked) > 0,
		About: asked.Get("about"), From: asked.Get("from"), To: asked.Get("to")}
	if v.Actors, err = s.actorChoices(ctx, asked.Get("who")); err != nil {
		return err
	}
	for _, a := range audit.Actions() {
		v.Actions = append(v.Actions, view.Choice{Value: string(a), Label: a.Label(), Chosen: string(a) == asked.Get("what")})
	}
	if len(all) > trailPage {
		all = all[:trailPage]
		v.Older = "/admin/trail?" + with(asked, "before", strconv.FormatInt(all[trailPage-1].Number, 10))
	}
	if before > 0 {
		v.Newest = "/admin/trail?" + asked.Encode()
	}
	for _, r := range all {
		v.All = append(v.All, s.entryView(ctx, r))
	}
	v.Chain = s.chain.look(ctx, s.store)
	return s.page(c, http.StatusOK, view.TrailPage(v))
}

// with returns a query with one more key.
func with(q url.Values, key, value string) string {
	more := url.Values{key: {value}}
	for k, v := range q {
		more[k] = v
	}
	return more.Encode()
}

func (s *Server) actorChoices(ctx context.Context, chosen string) ([]view.Choice, error) {
	all, err := s.store.TrailActors(ctx)
	var choices []view.Choice
	for _, a := range all {
		id, label := strconv.FormatInt(a.ID, 10), a.Name
		if a.ID == 0 {
			label = "命令行、系统或未登录"
		}
		choices = append(choices, view.Choice{Value: id, Label: label, Chosen: id == chosen})
	}
	return choices, err
}

// china is UTC+8: days of the filter are days there.
var china = time.FixedZone("UTC+8", 8*60*60)

// trailFilter reads what of the trail is asked for, and returns the query in
// the one way of writing it.
func trailFilter(c echo.Context) (f data.TrailFilter, asked url.Values, err error) {
	asked = url.Values{}
	for _, key := range []string{"who", "what", "about", "from", "to"} {
		if v := c.QueryParam(key); v != "" && len(v) <= 200 {
			asked.Set(key, v)
		}
	}
	if who := asked.Get("who"); who != "" {
		id, err := strconv.ParseInt(who, 10, 64)
		if err != nil {
			return f, nil, badQuery("没有编号为“" + who + "”的人")
		}
		f.Actor = &id
	}
	f.Action, f.Subject = audit.Action(asked.Get("what")), asked.Get("about")
	day := func(key string) (time.Time, error) {
		if asked.Get(key) == "" {
			return time.Time{}, nil
		}
		t, err := time.ParseInLocation(time.DateOnly, asked.Get(key), china)
		if err != nil {
			return t, badQuery("日期“" + asked.Get(key) + "”要写成 2026-03-01 的样子")
		}
		return t, nil
	}
	if f.From, err = day("from"); err != nil {
		return f, nil, err
	}
	if f.To, err = day("to"); err != nil {
		return f, nil, err
	}
	if !f.To.IsZero() {
		f.To = f.To.AddDate(0, 0, 1) // to the end of the day
	}
	return f, asked, nil
}

func badQuery(reason string) error {
	return &failure{http.StatusBadRequest, reason, "请从操作记录的页面重新筛选。", Base + "/trail", "操作记录"}
}

// trailCSV sends what was done as a table, the first first, with the hashes.
func (s *Server) trailCSV(c echo.Context) error {
	ctx := c.Request().Context()
	f, asked, err := trailFilter(c)
	if err != nil {
		return err
	}
	detail := map[string]any{}
	for key := range asked {
		detail[key] = asked.Get(key)
	}
	if err := s.store.Record(ctx, audit.Entry{Actor: From(c).Actor(), Action: audit.TrailRead, Subject: "trail", Detail: detail}); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="trail.csv"; filename*=UTF-8''`+url.PathEscape("操作记录")+".csv")
	c.Response().WriteHeader(http.StatusOK)
	return WriteTrail(ctx, s.store, f, c.Response())
}

// WriteTrail writes entries of the trail as CSV, the first first: all that is
// hashed, and the hashes.
func WriteTrail(ctx context.Context, store *data.Store, f data.TrailFilter, w interface{ Write([]byte) (int, error) }) error {
	if _, err := w.Write([]byte("\uFEFF")); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	_ = out.Write([]string{"number", "at", "actor_id", "actor", "action", "action_label", "subject", "detail", "previous", "hash"}) // Flush tells
	err := store.EachRecorded(ctx, f, func(r audit.Recorded) error {
		row := []string{strconv.FormatInt(r.Number, 10), r.At, strconv.FormatInt(r.Actor.ID, 10), r.Actor.Name, string(r.Action), r.Action.Label(), r.Subject, r.Detail, r.Previous, r.Hash}
		for i, cell := range row {
			row[i] = export.Harmless(cell)
		}
		return out.Write(row)
	})
	out.Flush()
	return errors.Join(err, out.Error())
}

// chainEvery is how long a finding about the chain is shown before the whole
// trail is followed again.
const chainEvery = time.Minute

// chain remembers what following the whole trail found.
type chain struct {
	mu    sync.Mutex
	at    time.Time
	found view.Chain
}

// look follows the trail from its first entry, unless that was just done.
func (c *chain) look(ctx context.Context, store *data.Store) view.Chain {
	c.mu.Lock()
	defer c.mu.Unlock()
	if time.Since(c.at) < chainEvery {
		last, err := store.Trail(ctx, data.TrailFilter{}, 0, 1)
		if err == nil && len(last) == 1 && last[0].Hash == c.found.Last {
			return c.found
		}
	}
	check, err := store.CheckTrail(ctx)
	c.found = view.Chain{Count: strconv.FormatInt(check.Count(), 10), Last: check.Last(), At: time.Now()}
	c.at = c.found.At
	if err != nil {
		c.found.Broken = fmt.Sprint(err)
		c.at = time.Time{}
	}
	return c.found
}
