package main

import (
	"context"
	"log/slog"
	"net/http"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/extract"
	"mingzhang/internal/web"
)

// runReplica serves a copy of a database that is written somewhere else.
func (o serving) runReplica(ctx context.Context, log *slog.Logger) error {
	store, err := data.OpenReplica(ctx, o.database)
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := charts.NewEngine()
	if err != nil {
		return err
	}
	listener, base, err := o.listen()
	if err != nil {
		return err
	}
	site := web.New(web.Config{BaseURL: base, Version: version, Commit: commit, Built: built, Reader: extract.Version, Log: log, Admin: http.HandlerFunc(noDesk)}, store, engine)
	background, stop := context.WithCancel(ctx)
	defer stop()
	go site.Watch(background, watchEvery)
	return answer(ctx, site.Handler(), listener, log, func() {
		log.Info("只读副本已启动，不写数据库，没有管理页面", "url", base, "db", o.database, "version", version)
	})
}

// noDesk answers under /admin where there is nothing to administer.
func noDesk(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusForbidden)
	if r.Method != http.MethodHead {
		_, _ = w.Write([]byte(`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>只读副本 · 明账</title></head>` +
			`<body><main><h1>只读副本</h1><p>这里是只读副本，不能登录、上传或公开。请到主站的管理页面去做；主站公开之后，这里会跟着更新。</p><p><a href="/">首页</a></p></main></body></html>` + "\n"))
	}
}
