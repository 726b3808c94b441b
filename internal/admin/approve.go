package admin

import (
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
)

func (s *Server) routesApprove() {
	s.post("/drafts/:draft/submit", s.entryOnly, s.submit)
	s.post("/drafts/:draft/recall", s.entryOnly, s.recall)
	s.post("/drafts/:draft/discard", s.entryOnly, s.discard)
	s.post("/drafts/:draft/return", s.reviewOnly, s.sendBack)
	s.post("/drafts/:draft/approve", s.reviewOnly, s.approve)
	s.post("/drafts/:draft/revoke", s.reviewOnly, s.revoke)
	s.post("/editions/:key/correct", s.entryOnly, s.correctEdition)
}

// step does something to a draft as a whole and shows it again.
func (s *Server) step(c echo.Context, done string, do func(e data.Edit) error) error {
	id := number(c.Param("draft"))
	if err := do(s.desk.Edit(id, number(c.FormValue("version")), From(c).Actor())); err != nil {
		return s.reviewAgain(c, err)
	}
	return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s/drafts/%d?done=%s", Base, id, done))
}

// longestNote is how many characters a note may have.
const longestNote = 500

// note reads what somebody says in a form.
func note(c echo.Context, field string) (string, error) {
	text := strings.TrimSpace(strings.ToValidUTF8(c.FormValue(field), "�"))
	if utf8.RuneCountInString(text) > longestNote {
		return "", &data.Refused{Why: data.Incomplete, Text: fmt.Sprintf("写得太长，最多 %d 字", longestNote)}
	}
	return text, nil
}

func (s *Server) submit(c echo.Context) error {
	return s.step(c, "submitted", func(e data.Edit) error {
		reason, err := note(c, "reason")
		if err != nil {
			return err
		}
		said, err := note(c, "note")
		if err != nil {
			return err
		}
		return s.store.Submit(c.Request().Context(), e, reason, said)
	})
}

func (s *Server) recall(c echo.Context) error {
	return s.step(c, "recalled", func(e data.Edit) error { return s.store.Recall(c.Request().Context(), e) })
}

func (s *Server) discard(c echo.Context) error {
	if from := c.FormValue("from"); from == string(data.DraftUnreadable) || from == string(data.DraftSame) {
		// What could not be read has no page of its own.
		if err := s.store.Discard(c.Request().Context(), s.desk.Edit(number(c.Param("draft")), number(c.FormValue("version")), From(c).Actor()), ""); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, Base+"/drafts?state="+from+"&done=shelved")
	}
	return s.step(c, "discarded", func(e data.Edit) error {
		why, err := note(c, "why")
		if err != nil {
			return err
		}
		return s.store.Discard(c.Request().Context(), e, why)
	})
}

func (s *Server) sendBack(c echo.Context) error {
	return s.step(c, "returned", func(e data.Edit) error {
		said, err := note(c, "note")
		if err != nil {
			return err
		}
		return s.store.SendBack(c.Request().Context(), e, said)
	})
}

// farthest is how far ahead a publication can be planned.
const farthest = 366 * 24 * time.Hour

func (s *Server) approve(c echo.Context) error {
	done := "approved"
	return s.step(c, done, func(e data.Edit) error {
		said, err := note(c, "note")
		if err != nil {
			return err
		}
		due, err := dueOf(c.FormValue("due"), e.Now)
		if err != nil {
			return err
		}
		if err := s.store.Approve(c.Request().Context(), e, said, due); err != nil {
			return err
		}
		s.desk.Approved()
		return nil
	})
}

// dueOf reads a time as browsers send it, in China; "" is at once.
func dueOf(text string, now time.Time) (due time.Time, err error) {
	if text = strings.TrimSpace(text); text == "" {
		return due, nil
	}
	china := time.FixedZone("UTC+8", 8*60*60)
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if due, err = time.ParseInLocation(layout, text, china); err == nil {
			break
		}
	}
	switch {
	case err != nil:
		return due, &data.Refused{Why: data.Incomplete, Text: "公开的时间写成 2026-09-30 09:00 的样子，或不填"}
	case due.Before(now.Add(-time.Hour)):
		return due, &data.Refused{Why: data.Incomplete, Text: "公开的时间已经过去；要立即公开，请不填时间"}
	case due.After(now.Add(farthest)):
		return due, &data.Refused{Why: data.Incomplete, Text: "公开的时间最多定在一年之内"}
	}
	return due, nil
}

func (s *Server) revoke(c echo.Context) error {
	return s.step(c, "revoked", func(e data.Edit) error {
		said, err := note(c, "note")
		if err != nil {
			return err
		}
		return s.store.Revoke(c.Request().Context(), e, said)
	})
}

// correctEdition begins a draft that corrects what is published.
func (s *Server) correctEdition(c echo.Context) error {
	id, err := s.desk.CorrectEdition(c.Request().Context(), c.Param("key"), From(c).Actor())
	if err != nil {
		return err
	}
	return s.done(c, fmt.Sprintf("%s/drafts/%d", Base, id), "edition-opened")
}
