package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
	"github.com/labstack/echo/v4"

	"mingzhang/internal/data"
)

// Problem is an error as RFC 9457 describes it.
type Problem struct {
	Type   string   `json:"type" doc:"错误的种类：说明这种错误的网址" format:"uri-reference"`
	Title  string   `json:"title" doc:"错误的种类，用一句话说"`
	Status int      `json:"status" doc:"HTTP 状态码"`
	Detail string   `json:"detail,omitempty" doc:"这一次错在哪里，怎样改"`
	Errors []Detail `json:"errors,omitempty" doc:"逐个参数的错误"`
}

// Detail is what is wrong with one parameter.
type Detail struct {
	Location string `json:"location" doc:"哪个参数：query.year"`
	Message  string `json:"message"`
	Value    string `json:"value,omitempty" doc:"收到的值，过长的截短"`
}

// Error returns the problem as one sentence.
func (p *Problem) Error() string { return p.Title + "：" + p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return typeProblem }

const typeProblem = "application/problem+json"

var titles = map[int]string{
	http.StatusBadRequest:            "请求写得不对",
	http.StatusNotFound:              "没有找到",
	http.StatusGone:                  "已撤回",
	http.StatusMethodNotAllowed:      "这里只能读",
	http.StatusNotAcceptable:         "没有这种格式",
	http.StatusRequestEntityTooLarge: "请求太长",
	http.StatusInternalServerError:   "网站出错了",
	http.StatusServiceUnavailable:    "算得太久",
}

// problem returns a problem of a status, with the page that explains it.
func problem(status int, detail string, errs ...Detail) *Problem {
	if titles[status] == "" {
		status = http.StatusInternalServerError
	}
	return &Problem{Type: "/api#problem-" + fmt.Sprint(status), Title: titles[status], Status: status, Detail: detail, Errors: errs}
}

func missing(detail string) error { return problem(http.StatusNotFound, detail) }

// explain turns any error into what a visitor is told; only what is known to be
// harmless is repeated.
func explain(err error) *Problem {
	var p *Problem
	var h *echo.HTTPError
	var gone *data.Withdrawn
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &gone):
		return problem(http.StatusGone, gone.Error()+"。")
	case errors.Is(err, data.ErrNotFound):
		return problem(http.StatusNotFound, "库里没有这一项。请检查编号，或从清单里重新找。")
	case errors.As(err, &h) && h.Code == http.StatusNotFound:
		return problem(http.StatusNotFound, "没有这个地址。全部地址见 /api。")
	case errors.As(err, &h) && h.Code == http.StatusMethodNotAllowed:
		return problem(http.StatusMethodNotAllowed, "只接受 GET、HEAD 和 OPTIONS。")
	case errors.As(err, &h) && h.Code < http.StatusInternalServerError:
		return problem(http.StatusBadRequest, "请检查网址。")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return problem(http.StatusServiceUnavailable, "请加上单位、年度或科目把范围缩小，或稍后再试。要全部数据请到 /data 下载。")
	}
	return problem(http.StatusInternalServerError, "已记下这个错误，请稍后再试。")
}

// fail answers with a problem.
func (a *API) fail(err error, c echo.Context) {
	if !c.Response().Committed {
		a.write(c.Response(), c.Request(), err)
	}
}

func (a *API) write(w http.ResponseWriter, r *http.Request, err error) {
	p := explain(err)
	if p.Status >= http.StatusInternalServerError {
		a.config.Failed(r, err)
	}
	body, _ := json.Marshal(p) // plain strings do not fail
	w.Header().Set("Content-Type", typeProblem)
	if p.Status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", allowed)
	}
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(body, '\n')) // a client that has gone needs no answer
}

// failed tells an error of the store apart from one of the visitor.
func (a *API) failed(ctx context.Context, err error) error {
	if ctx.Err() != nil { // SQLite says only that it was interrupted
		err = ctx.Err()
	}
	p := explain(err)
	if p.Status >= http.StatusInternalServerError && ctx.Err() == nil {
		if r, ok := ctx.Value(requestKey{}).(*http.Request); ok {
			a.config.Failed(r, err)
		}
	}
	return p
}

// The library that checks parameters speaks through these.
func init() {
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError {
		if status == http.StatusUnprocessableEntity {
			status = http.StatusBadRequest
		}
		var details []Detail
		for _, err := range errs {
			var one *huma.ErrorDetail
			if errors.As(err, &one) {
				details = append(details, Detail{Location: one.Location, Message: inChinese(one.Message), Value: clip(fmt.Sprint(one.Value))})
			}
		}
		detail := "请检查网址。"
		if len(details) > 0 {
			detail = "参数 " + strings.TrimPrefix(strings.TrimPrefix(details[0].Location, "query."), "path.") + "：" + details[0].Message
		}
		if status >= http.StatusInternalServerError {
			return problem(status, "已记下这个错误，请稍后再试。")
		}
		return problem(status, detail, details...)
	}
	validation.MsgExpectedInteger = "应是整数"
	validation.MsgExpectedNumber = "应是数字"
	validation.MsgExpectedBoolean = "应是 true 或 false"
	validation.MsgExpectedString = "应是文字"
	validation.MsgExpectedOneOf = "只能是这些之一：%s"
	validation.MsgExpectedMinimumNumber = "不能小于 %v"
	validation.MsgExpectedMaximumNumber = "不能大于 %v"
	validation.MsgExpectedMinLength = "至少 %d 个字"
	validation.MsgExpectedMaxLength = "至多 %d 个字"
	validation.MsgExpectedBePattern = "应是%s"
	validation.MsgExpectedMatchPattern = "应符合 %s"
}

// inChinese translates what the library says in words of its own.
func inChinese(message string) string {
	switch message {
	case "unknown query parameter":
		return "没有这个参数，请对照 /api 检查拼写"
	case "invalid integer":
		return "应是整数"
	case "invalid boolean":
		return "应是 true 或 false"
	}
	if len(message) > 300 { // the whole vocabulary
		return "不在词汇表里，见 /api/v1/vocabulary"
	}
	return message
}

// clip shortens a value that is shown back.
func clip(s string) string {
	if s == "<nil>" {
		return ""
	}
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
