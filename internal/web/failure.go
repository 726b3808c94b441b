package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
	"mingzhang/web/templates"
)

// failure is an error with what to tell the visitor.
type failure struct {
	status         int
	reason, remedy string
}

func (f *failure) Error() string { return f.reason }

func notFound(reason, remedy string) error {
	return &failure{http.StatusNotFound, reason, remedy}
}

func badRequest(reason, remedy string) error {
	return &failure{http.StatusBadRequest, reason, remedy}
}

// explain turns an error into what a visitor is told. Only here do errors
// become status codes.
func explain(err error) *failure {
	var f *failure
	var h *echo.HTTPError
	var gone *data.Withdrawn
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &gone):
		return &failure{http.StatusGone, "已撤回", gone.Error()}
	case errors.Is(err, data.ErrNotFound):
		return &failure{http.StatusNotFound, "没有这个页面", "它可能从未存在，或网址抄漏了字。可以从单位名录重新找。"}
	case errors.As(err, &h) && h.Code == http.StatusNotFound:
		return &failure{http.StatusNotFound, "没有这个页面", "请检查网址，或从单位名录重新找。"}
	case errors.As(err, &h) && h.Code == http.StatusMethodNotAllowed:
		return &failure{h.Code, "这个地址只能读，不能写", "请用浏览器直接打开。"}
	case errors.As(err, &h) && h.Code < http.StatusInternalServerError:
		return &failure{h.Code, "请求不对", "请检查网址。"}
	case errors.Is(err, context.DeadlineExceeded):
		return &failure{http.StatusServiceUnavailable, "这一页算得太久", "请稍后再试。"}
	}
	return &failure{http.StatusInternalServerError, "网站出错了", "已记下这个错误，请稍后再试。"}
}

// fail answers a request that could not be served.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	f := explain(err)
	r := c.Request()
	if f.status >= http.StatusInternalServerError {
		s.log.LogAttrs(r.Context(), slog.LevelError, "请求失败", slog.String("path", r.URL.Path),
			slog.String("request_id", c.Response().Header().Get(echo.HeaderXRequestID)), slog.String("error", err.Error()))
	}
	if gone, ok := s.withdrawn(c, err); ok {
		if made, err := s.html(r.Context(), templates.WithdrawnPage(gone)); err == nil {
			made.fresh = "no-store"
			pack(made, r.Header.Get("Accept-Encoding")).serve(c.Response(), r, http.StatusGone)
			return
		}
	}
	page := templates.Failure{Page: s.page(r.URL.EscapedPath(), f.reason, f.remedy), Status: f.status, Reason: f.reason, Remedy: f.remedy}
	page.NoIndex = true
	made, err := s.html(r.Context(), templates.FailurePage(page))
	if err != nil {
		made = content{mediaType: typeText, body: []byte(f.reason + "。" + f.remedy + "\n")}
	}
	made.fresh = "no-store"
	pack(made, r.Header.Get("Accept-Encoding")).serve(c.Response(), r, f.status)
}
