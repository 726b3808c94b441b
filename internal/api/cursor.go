package api

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"

	"mingzhang/internal/data"
)

// Paging is how a visitor walks through a list.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"一页至多几条"`
	Cursor string `query:"cursor" maxLength:"400" doc:"上一页 next 里的游标，原样带回"`
}

// List is one page of a list.
type List[T any] struct {
	Items []T     `json:"items" nullable:"false" doc:"这一页"`
	Next  *string `json:"next" doc:"下一页的完整网址；null 表示后面没有了"`
}

// listed is the answer of a list.
type listed[T any] struct {
	Link string `header:"Link" doc:"下一页：<…>; rel=\"next\""`
	Body List[T]
}

// place is what a cursor holds: where the page ended, and of which list.
type place struct {
	Code    string `json:"c,omitempty"`
	Edition int64  `json:"e"`
	Ordinal int    `json:"o,omitempty"`
	List    string `json:"l"`
}

// page reads where a page begins. One row more than asked for is read, to know
// whether more follows.
func (p Paging) page(name string, filter any) (data.Page, error) {
	page := data.Page{Limit: p.Limit + 1}
	if p.Cursor == "" {
		return page, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	var at place
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	if err != nil || at.Edition <= 0 || at.Ordinal < 0 || !clean(at.Code) {
		return page, problem(http.StatusBadRequest, "游标 cursor 不是本站给出的，请用上一页 next 里的网址。")
	}
	if at.List != nameOf(name, filter) {
		return page, problem(http.StatusBadRequest, "游标 cursor 属于另一组条件。换了条件要从第一页读起。")
	}
	page.After = data.Position{Code: at.Code, Edition: at.Edition, Ordinal: at.Ordinal}
	return page, nil
}

// nameOf names a list and its conditions.
func nameOf(name string, filter any) string {
	b, _ := json.Marshal(filter) // filters are plain values
	sum := sha256.Sum256(append([]byte(name+"\x00"), b...))
	return hex.EncodeToString(sum[:6])
}

// positioned is a row of a list that knows its place.
type positioned interface{ Position() data.Position }

// list makes the page of rows; one row more than the limit says that more follow.
func list[R positioned, T any](ctx context.Context, a *API, path string, p Paging, filter any, rows []R, wire func(R) T) *listed[T] {
	answer := &listed[T]{Body: List[T]{Items: []T{}}}
	more := len(rows) > p.Limit
	if more {
		rows = rows[:p.Limit]
	}
	for _, r := range rows {
		answer.Body.Items = append(answer.Body.Items, wire(r))
	}
	if more {
		at := rows[len(rows)-1].Position()
		b, _ := json.Marshal(place{Code: at.Code, Edition: at.Edition, Ordinal: at.Ordinal, List: nameOf(path, filter)})
		next := a.next(ctx, path, b)
		answer.Body.Next, answer.Link = &next, "<"+next+`>; rel="next"`
	}
	return answer
}

// next is the address of the page behind a cursor: the one asked for, further on.
func (a *API) next(ctx context.Context, path string, cursor []byte) string {
	query := url.Values{}
	if r, ok := ctx.Value(requestKey{}).(*http.Request); ok {
		query = r.URL.Query()
	}
	query.Set("cursor", base64.RawURLEncoding.EncodeToString(cursor))
	return a.config.BaseURL + Base + path + "?" + query.Encode()
}
