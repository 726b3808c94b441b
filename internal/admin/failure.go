package admin

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/account"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	view "mingzhang/web/templates/admin"
)

// failure is an error with what to tell the visitor, and where to go on.
type failure struct {
	status         int
	reason, remedy string
	href, text     string // "" for the first page
}

func (f *failure) Error() string { return f.reason }

func notFound(reason, remedy string) error {
	return &failure{status: http.StatusNotFound, reason: reason, remedy: remedy}
}

func forbidden(reason, remedy string) error {
	return &failure{status: http.StatusForbidden, reason: reason, remedy: remedy}
}

// refusedStatus is how the store's refusals are answered.
var refusedStatus = map[data.RefusedWhy]int{
	data.WrongState: http.StatusConflict, data.Stale: http.StatusConflict, data.SamePerson: http.StatusForbidden, data.NoRight: http.StatusForbidden,
	data.QueueFull: http.StatusServiceUnavailable, data.DiskFull: http.StatusInsufficientStorage, data.Incomplete: http.StatusUnprocessableEntity,
}

// explain turns an error into what a visitor is told. Only here do errors
// become status codes.
func explain(err error) *failure {
	var f *failure
	var h *echo.HTTPError
	var wait *account.Wait
	var refusal *account.Refusal
	var large *http.MaxBytesError
	var no *data.Refused
	var invalid *desk.Invalid
	err = data.InWords(err)
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, errCrossOrigin):
		return &failure{status: http.StatusForbidden, reason: "请求来自别的网站，没有执行", remedy: "请从本站的页面操作。如果您就是从本站打开的，请确认浏览器里的网址与 --base-url 写的对外网址一致。"}
	case errors.As(err, &wait):
		return &failure{status: http.StatusTooManyRequests, reason: "请稍等", remedy: wait.Error()}
	case errors.Is(err, account.ErrBusy):
		return &failure{status: http.StatusServiceUnavailable, reason: "正忙", remedy: err.Error()}
	case errors.Is(err, account.ErrWrong), errors.Is(err, account.ErrCode), errors.Is(err, account.ErrOwnPassword):
		return &failure{status: http.StatusForbidden, reason: err.Error()}
	case errors.As(err, &no):
		return &failure{status: refusedStatus[no.Why], reason: "没有做成", remedy: no.Text + "。"}
	case errors.As(err, &invalid):
		return &failure{status: http.StatusUnprocessableEntity, reason: "没有做成", remedy: invalid.Error() + "。"}
	case errors.As(err, &refusal):
		return &failure{status: http.StatusUnprocessableEntity, reason: "没有做成", remedy: refusal.Reason}
	case errors.Is(err, data.ErrNotFound):
		return &failure{status: http.StatusNotFound, reason: "没有找到", remedy: "它可能刚被删除，或网址抄漏了字。"}
	case errors.As(err, &large), errors.As(err, &h) && h.Code == http.StatusRequestEntityTooLarge:
		return &failure{status: http.StatusRequestEntityTooLarge, reason: "内容太大，没有收下", remedy: "请分成几次，或减少内容后再试。"}
	case errors.As(err, &h) && h.Code == http.StatusNotFound:
		return &failure{status: http.StatusNotFound, reason: "没有这个页面", remedy: "请检查网址，或从工作台重新找。"}
	case errors.As(err, &h) && h.Code == http.StatusMethodNotAllowed:
		return &failure{status: h.Code, reason: "这个地址不能这样打开", remedy: "请从页面上的按钮操作。"}
	case errors.As(err, &h) && h.Code < http.StatusInternalServerError:
		return &failure{status: h.Code, reason: "请求不对", remedy: "请回到上一页重试。"}
	case errors.Is(err, context.DeadlineExceeded):
		return &failure{status: http.StatusServiceUnavailable, reason: "太久没有做完", remedy: "请稍后再试。"}
	}
	return &failure{status: http.StatusInternalServerError, reason: "程序出错了，没有做成", remedy: "已记下这个错误。请稍后再试；仍然不行，请看服务器的日志。"}
}

// fail answers a request that could not be served.
func (s *Server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	f := explain(err)
	s.note(c, f, err)
	retryAfter(c, err)
	page := view.Failure{Frame: s.frame(c, "", f.reason), Reason: f.reason, Remedy: f.remedy, Href: f.href, Text: f.text, Status: strconv.Itoa(f.status)}
	if page.Href == "" {
		page.Href, page.Text = Base+"/", "回工作台"
	}
	if s.page(c, f.status, view.FailurePage(page)) != nil {
		_ = c.String(f.status, f.reason+"。"+f.remedy+"\n")
	}
}

func (s *Server) note(c echo.Context, f *failure, err error) {
	if f.status < http.StatusInternalServerError {
		return
	}
	s.log.LogAttrs(c.Request().Context(), slog.LevelError, "请求失败", slog.String("path", c.Path()),
		slog.String("request_id", c.Response().Header().Get(echo.HeaderXRequestID)), slog.String("error", err.Error()))
}

func retryAfter(c echo.Context, err error) {
	var wait *account.Wait
	switch {
	case errors.As(err, &wait):
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.For.Seconds()))))
	case errors.Is(err, account.ErrBusy):
		c.Response().Header().Set("Retry-After", "5")
	}
}

// again shows a form again with a sentence saying why nothing was done, when
// the error is about what was filled in.
func (s *Server) again(c echo.Context, err error, form func(said string) templ.Component) error {
	f := explain(err)
	var no *data.Refused // a full disk, a full queue: what was filled in is not lost
	if f.status >= http.StatusInternalServerError && !errors.Is(err, account.ErrBusy) && !errors.As(data.InWords(err), &no) || f.status == http.StatusNotFound || f.status == http.StatusRequestEntityTooLarge {
		return err
	}
	retryAfter(c, err)
	said := f.remedy
	if said == "" {
		said = f.reason
	}
	return s.page(c, f.status, form(said))
}
