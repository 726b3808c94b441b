// Command readers measures whether readers of the public pages wait longer
// while a thousand documents are being loaded: by portal load in another
// process, and by the administrators' queue in the website's own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"mingzhang/tools/internal/portal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var o options
	flag.StringVar(&o.program, "portal", "bin/portal", "portal 程序")
	flag.StringVar(&o.database, "db", "", "已有的数据库，复制一份来用（默认新造 -reports 份）")
	flag.IntVar(&o.reports, "reports", 300, "网站上先有多少份")
	flag.IntVar(&o.load, "load", 1000, "载入多少份")
	flag.IntVar(&o.rate, "rate", 200, "每秒多少次请求")
	flag.IntVar(&o.connections, "connections", 50, "最多多少个连接")
	flag.DurationVar(&o.idle, "idle", 20*time.Second, "空闲时量多久")
	flag.Uint64Var(&o.seed, "seed", 1, "随机种子")
	flag.StringVar(&o.keep, "keep", "", "把工作文件留在这个文件夹")
	flag.Parse()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	program, database, keep          string
	reports, load, rate, connections int
	idle                             time.Duration
	seed                             uint64
}

func run(ctx context.Context, o options) (err error) {
	if o.program, err = filepath.Abs(o.program); err != nil {
		return err
	}
	folder := o.keep
	if folder == "" {
		if folder, err = os.MkdirTemp("", "mingzhang-readers-"); err != nil {
			return err
		}
		defer os.RemoveAll(folder)
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	p := portal.Portal{Program: o.program, Database: filepath.Join(folder, "site.db"), Log: filepath.Join(folder, "portal.log")}
	fmt.Fprintf(os.Stderr, "准备：网站上 %d 份，另写 %d 份来载入…\n", o.reports, o.load)
	d, err := prepare(ctx, o, p, folder)
	if err != nil {
		return err
	}
	site, err := p.Serve()
	if err != nil {
		return err
	}
	defer site.Kill()
	if err := site.Answers(ctx); err != nil {
		return err
	}
	base := func() string { return site.Base }
	entry, err := p.LogIn(ctx, fmt.Sprint("luru", os.Getpid()), "录入", base)
	if err != nil {
		return err
	}
	review, err := p.LogIn(ctx, fmt.Sprint("shenhe", os.Getpid()), "审核", base)
	if err != nil {
		return err
	}
	r, err := newReaders(ctx, o, site.Base)
	if err != nil {
		return err
	}
	idle := func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(o.idle):
			return nil
		}
	}
	_, _ = r.during(ctx, idle) // the first pages are built
	var table []row
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"空闲", idle},
		{"另一进程 portal load", func(ctx context.Context) error { _, err := p.Call(append([]string{"load"}, d.folder)...); return err }},
		{"空闲", idle},
		{"上传队列识别", func(ctx context.Context) error { return d.queue(ctx, p, entry) }},
		{"空闲", idle},
		{"审核后公开", func(ctx context.Context) error { return d.publish(ctx, p, entry, review) }},
		{"空闲", idle},
	} {
		began := time.Now()
		m, err := r.during(ctx, step.do)
		if err != nil {
			return fmt.Errorf("%s：%w", step.name, err)
		}
		table = append(table, row{step.name, time.Since(began), m})
		fmt.Fprintf(os.Stderr, "%s：%s\n", step.name, m)
	}
	print(table)
	return errors.Join(ctx.Err())
}
