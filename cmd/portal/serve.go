package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/extract"
	"mingzhang/internal/intake"
	"mingzhang/internal/modest"
	"mingzhang/internal/seal"
	"mingzhang/internal/web"
	"mingzhang/seed"
)

// serving is what `portal serve` is told.
type serving struct {
	addr, database, base, seedDir, logFormat, proxies string
	noSeed, readOnly                                  bool
}

func newServe() *cobra.Command {
	var o serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "启动网站（不带命令时的默认动作）",
		Long: `启动网站。没有数据库就新建，并载入自带的文件（或 --seed 指定的文件夹）；
已有数据库则直接使用。收到 Ctrl-C 或 SIGTERM 时，答完手上的请求再退出。

每个选项都有对应的环境变量，写在说明的括号里；两者都写时以选项为准。`,
		Example: `  portal serve
  portal serve --addr :9000 --db /data/mingzhang.db
  portal serve --base-url https://mingzhang.example.cn     对外网址，用于规范链接与订阅`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log, err := newLog(cmd, o.logFormat)
			if err != nil {
				return err
			}
			return o.run(cmd.Context(), log)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.addr, "addr", env("PORTAL_ADDR", ":8080"), "监听地址（PORTAL_ADDR）")
	addDatabase(cmd, &o.database)
	f.StringVar(&o.base, "base-url", env("PORTAL_BASE_URL", ""), "对外的网址，如 https://mingzhang.example.cn（PORTAL_BASE_URL，默认用监听地址）")
	f.StringVar(&o.seedDir, "seed", env("PORTAL_SEED", ""), "新建数据库时载入的文件夹（PORTAL_SEED，默认用程序自带的文件）")
	f.BoolVar(&o.noSeed, "no-seed", false, "新建数据库时什么也不载入")
	f.StringVar(&o.proxies, "trusted-proxy", env("PORTAL_TRUSTED_PROXY", ""), "反向代理的 IP 或网段，多个用逗号隔开（PORTAL_TRUSTED_PROXY，默认只信本机的）")
	f.BoolVar(&o.readOnly, "read-only", env("PORTAL_READ_ONLY", "") != "", "只读副本：只读地打开一份复制来的数据库，文件换了就用新的（PORTAL_READ_ONLY=1）")
	f.StringVar(&o.logFormat, "log", env("PORTAL_LOG", "text"), "日志格式：text 或 json（PORTAL_LOG）")
	return cmd
}

func newLog(cmd *cobra.Command, format string) (*slog.Logger, error) {
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil)), nil
	}
	return nil, &usageError{"serve ", "--log 只能是 text 或 json，不能是“" + format + "”"}
}

// Limits on a single connection: a slow or silent client frees its place.
const (
	readHeaderLimit = 5 * time.Second
	readLimit       = 15 * time.Second
	writeLimit      = 60 * time.Second
	idleLimit       = 120 * time.Second
	headerBytes     = 64 << 10 // an absurdly long address still gets a page that says so
	drainLimit      = 15 * time.Second
	watchEvery      = time.Second
)

func (o serving) run(ctx context.Context, log *slog.Logger) error {
	modest.Room()
	proxies, err := parseProxies(o.proxies)
	if err != nil {
		return err
	}
	_, missing := os.Stat(o.database)
	if o.readOnly {
		return o.runReplica(ctx, log)
	}
	store, err := openSigning(ctx, o.database, func(u data.Upgrade) {
		log.Warn("数据库由旧版写成，先备份再升级", "db", o.database, "from", u.From, "to", u.To, "backup", u.Backup)
	}, func(err error) {
		log.Error("没有签名，先不签名公开；之后用 portal key sign 补签", "error", err.Error())
	})
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := charts.NewEngine()
	if err != nil {
		return err
	}
	if errors.Is(missing, fs.ErrNotExist) && !o.noSeed {
		if err := o.loadSeed(ctx, store, engine, log); err != nil {
			return err
		}
	}
	listener, base, err := o.listen()
	if err != nil {
		return err
	}
	desk := newAdministration(ctx, store, engine, base, proxies, log)
	defer desk.end() // behind stop, before the store is closed
	site := web.New(web.Config{BaseURL: base, Version: version, Commit: commit, Built: built, Reader: extract.Version, Log: log, Admin: desk.server.Handler()}, store, engine)
	background, stop := context.WithCancel(ctx)
	defer stop()
	go site.Watch(background, watchEvery)
	go redraw(background, store, engine, log)
	go relate(background, store, log)
	go reindex(background, store, log)
	go sealRest(background, store, log)

	return answer(ctx, site.Handler(), listener, log, func() {
		desk.begin(background)
		log.Info("网站已启动", "url", base, "db", o.database, "version", version)
	})
}

// listen takes the address, and says how the public sees the site.
func (o serving) listen() (listener net.Listener, base string, err error) {
	if listener, err = net.Listen("tcp", o.addr); err != nil {
		return nil, "", listenError(o.addr, err)
	}
	if base = o.base; base == "" {
		base = localURL(listener.Addr())
	}
	return listener, base, nil
}

// answer answers requests until ctx ends, and then those that were begun.
func answer(ctx context.Context, handler http.Handler, listener net.Listener, log *slog.Logger, begun func()) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: readHeaderLimit, ReadTimeout: readLimit, WriteTimeout: writeLimit,
		IdleTimeout: idleLimit, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	begun()
	select {
	case err := <-ended:
		return fmt.Errorf("网站停止了：%w", err)
	case <-ctx.Done():
	}
	log.Info("正在停止，先答完手上的请求")
	draining, cancel := context.WithTimeout(context.Background(), drainLimit)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return fmt.Errorf("还有请求没有答完就停止了：%w", err)
	}
	log.Info("已停止")
	return nil
}

func (o serving) loadSeed(ctx context.Context, store *data.Store, engine *charts.Engine, log *slog.Logger) error {
	var files []intake.File
	var err error
	if o.seedDir != "" {
		files, err = intake.Collect([]string{o.seedDir})
	} else {
		files, err = intake.CollectFS(seed.Files, "seed")
	}
	if err != nil {
		return err
	}
	_, err = intake.Load(ctx, store, engine, files, loadQuietly(log))
	return err
}

// redraw draws the charts of editions that another version of the portal has
// drawn, so that an upgrade needs no reload.
func redraw(ctx context.Context, store *data.Store, engine *charts.Engine, log *slog.Logger) {
	n, err := intake.Redraw(ctx, store, engine)
	if err != nil && ctx.Err() == nil {
		log.Error("重画图表出错", "error", err.Error())
	}
	if n > 0 {
		log.Info("图表已按新版重画", "editions", n)
	}
}

// relate compares the years of units that are not compared yet, or by an older
// version of the portal.
func relate(ctx context.Context, store *data.Store, log *slog.Logger) {
	n, err := intake.Relate(ctx, store, 0)
	if err != nil && ctx.Err() == nil {
		log.Error("对照前后年度出错", "error", err.Error())
	}
	if n > 0 {
		log.Info("已对照前后年度", "count", n)
	}
}

// reindex makes editions that another version of the portal has published
// ready to be searched, so that an upgrade needs no reload.
func reindex(ctx context.Context, store *data.Store, log *slog.Logger) {
	n, err := intake.Reindex(ctx, store)
	if err != nil && ctx.Err() == nil {
		log.Error("编制检索出错", "error", err.Error())
	}
	if n > 0 {
		log.Info("检索已按新版编好", "editions", n)
	}
}

// sealRest signs what was published while the key could not be used.
func sealRest(ctx context.Context, store *data.Store, log *slog.Logger) {
	signer, err := seal.Open(ctx, store)
	if err != nil {
		log.Error("签名密钥不能用，新公开的先不签名", "error", err.Error())
	}
	if signer == nil {
		return
	}
	n, err := seal.SealAll(ctx, store, signer, nil)
	if err != nil && ctx.Err() == nil {
		log.Error("补签名出错", "error", err.Error())
	}
	if n > 0 {
		log.Info("已补签名", "editions", n)
	}
}

func listenError(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("地址 %s 已被别的程序占用；请用 --addr 换一个，例如 --addr :9000", addr)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("没有权限监听 %s；请换一个 1024 以上的端口", addr)
	}
	return fmt.Errorf("不能监听 %s：%w", addr, err)
}

// localURL returns the address at which a browser on this machine reaches the
// listener.
func localURL(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return "http://localhost:8080"
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
