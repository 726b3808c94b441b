package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/desk"
	"mingzhang/internal/extract"
	"mingzhang/internal/web"
)

// administration is the administrators' side, wired up.
type administration struct {
	server   *admin.Server
	accounts *account.Service
	desk     *desk.Desk
	working  sync.WaitGroup
	base     string
	log      *slog.Logger
}

// newAdministration wires up the administrators' side of a site at base.
func newAdministration(ctx context.Context, store *data.Store, engine *charts.Engine, base string, proxies []netip.Prefix, log *slog.Logger) *administration {
	accounts, work := account.New(store), desk.New(store, engine, log)
	config := admin.Config{BaseURL: base, Version: version, Proxies: proxies, Log: log, Desk: work, Ending: ctx.Done(), Preview: func(s *data.Store) http.Handler {
		return web.New(web.Config{BaseURL: base, Version: version, Commit: commit, Built: built, Reader: extract.Version, Log: log}, s, engine).Handler()
	}}
	return &administration{server: admin.New(config, store, accounts), accounts: accounts, desk: work, base: base, log: log}
}

// begin looks after it until ctx ends. Where nobody may log in yet, it logs
// the link to make the first 管理员: nothing else opens the door.
func (a *administration) begin(ctx context.Context) {
	go a.accounts.Tidy(ctx)
	a.working.Go(func() { a.desk.Run(ctx) })
	token, err := a.accounts.OfferSetUp(ctx)
	switch {
	case err != nil:
		a.log.Error("没有做成首次设置的链接，管理页面暂时没法设置", "error", err.Error())
	case token != "":
		a.log.Info("还没有管理人员：在浏览器里打开 setup 的链接建立第一个管理员。链接只能用一次，24 小时内有效，重新启动会换新的", "setup", strings.TrimSuffix(a.base, "/")+admin.SetUpPath(token))
	}
}

// end waits until what was begun has stopped, and gives back what it held.
func (a *administration) end() {
	a.working.Wait()
	a.server.Close()
}

// parseProxies reads addresses and networks parted by commas.
func parseProxies(list string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, one := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(one)
		if err != nil {
			a, failed := netip.ParseAddr(one)
			if failed != nil {
				return nil, &usageError{"serve ", fmt.Sprintf("--trusted-proxy 里的“%s”不是 IP 地址或网段", one)}
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		all = append(all, p)
	}
	return all, nil
}
