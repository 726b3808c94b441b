package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/data"
)

// administration is the administrators' side, wired up.
type administration struct {
	server   *admin.Server
	accounts *account.Service
	base     string
	log      *slog.Logger
}

// newAdministration wires up the administrators' side of a site at base.
func newAdministration(store *data.Store, base string, proxies []netip.Prefix, log *slog.Logger) *administration {
	accounts := account.New(store)
	config := admin.Config{BaseURL: base, Version: version, Proxies: proxies, Log: log}
	return &administration{server: admin.New(config, store, accounts), accounts: accounts, base: base, log: log}
}

// begin looks after it until ctx ends. Where nobody may log in yet, it logs
// the link to make the first 管理员: nothing else opens the door.
func (a *administration) begin(ctx context.Context) {
	go a.accounts.Tidy(ctx)
	token, err := a.accounts.OfferSetUp(ctx)
	switch {
	case err != nil:
		a.log.Error("没有做成首次设置的链接，管理页面暂时没法设置", "error", err.Error())
	case token != "":
		a.log.Info("还没有管理人员：在浏览器里打开 setup 的链接建立第一个管理员。链接只能用一次，24 小时内有效，重新启动会换新的", "setup", strings.TrimSuffix(a.base, "/")+admin.SetUpPath(token))
	}
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
