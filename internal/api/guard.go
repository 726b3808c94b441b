package api

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

const (
	allowed      = "GET, HEAD, OPTIONS"
	longestQuery = 4 << 10 // bytes
)

type requestKey struct{}

// guarded refuses what no handler should see and bounds what the others take.
// HEAD is answered as GET; whoever sends the answer leaves the body out.
func (a *API) guarded(next http.Handler) http.Handler {
	slots := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store") // but for good answers, whose sender knows better
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		switch r.Method {
		case http.MethodOptions:
			h.Set("Allow", allowed)
			h.Set("Access-Control-Allow-Methods", allowed)
			h.Set("Access-Control-Allow-Headers", "Accept, If-None-Match")
			h.Set("Access-Control-Max-Age", "86400")
			w.WriteHeader(http.StatusNoContent)
			return
		case http.MethodGet, http.MethodHead:
		default:
			a.write(w, r, problem(http.StatusMethodNotAllowed, "只接受 GET、HEAD 和 OPTIONS。"))
			return
		}
		if err := sane(r); err != nil {
			a.write(w, r, err)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), Patience)
		defer cancel()
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		case <-ctx.Done():
			h.Set("Retry-After", "5")
			a.write(w, r, ctx.Err())
			return
		}
		asked := r.Clone(context.WithValue(ctx, requestKey{}, r))
		asked.Method = http.MethodGet
		asked.Header.Set("Accept", "application/json")
		next.ServeHTTP(w, asked)
	})
}

// sane says what is wrong with a request before anything of it is believed.
func sane(r *http.Request) error {
	if len(r.URL.RawQuery) > longestQuery {
		return problem(http.StatusBadRequest, "网址太长：参数合计不能超过 4096 字节。")
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return problem(http.StatusBadRequest, "网址里的百分号编码写得不对。")
	}
	if !clean(r.URL.Path) {
		return problem(http.StatusBadRequest, "网址不是合法的 UTF-8。")
	}
	for name, values := range query {
		if len(values) > 1 {
			return problem(http.StatusBadRequest, "参数 "+clip(strings.ToValidUTF8(name, "�"))+" 写了不止一次，不知道该用哪个。")
		}
		if !clean(name) || !clean(values[0]) {
			return problem(http.StatusBadRequest, "参数 "+clip(strings.ToValidUTF8(name, "�"))+" 不是合法的 UTF-8 文字。")
		}
	}
	if !acceptsJSON(r.Header.Get("Accept")) && !strings.HasSuffix(r.URL.Path, ".yaml") {
		return problem(http.StatusNotAcceptable, "这里只有 application/json。表格见各页的 .csv 与 .xlsx。")
	}
	return nil
}

func clean(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// acceptsJSON reports whether an Accept header allows JSON.
func acceptsJSON(accept string) bool {
	if strings.TrimSpace(accept) == "" {
		return true
	}
	for part := range strings.SplitSeq(accept, ",") {
		kind, params, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(kind)) {
		case "*/*", "application/*", "application/json", typeProblem, "application/vnd.oai.openapi+json":
			if q := strings.ReplaceAll(params, " ", ""); q != "q=0" && q != "q=0.0" {
				return true
			}
		}
	}
	return false
}
