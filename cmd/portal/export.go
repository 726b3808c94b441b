package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/extract"
	"mingzhang/internal/seal"
	"mingzhang/internal/site"
)

func newExport() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "导出：整站静态副本、整库数据、一个单位的页面",
		Long: `把公开的内容导出成文件：整个网站的静态副本（任何网页服务器或磁盘都能打开）、
整库的数据包，或一个单位的全部页面。`,
		Example: `  portal export site 副本/
  portal export data 决算数据.zip
  portal export unit 12 某局/`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return &usageError{commandName(cmd), "要写明导出什么：site、data 或 unit"}
		},
	}
	cmd.AddCommand(newExportSite(), newExportData(), newExportUnit())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

func newExportSite() *cobra.Command {
	var database, base string
	cmd := &cobra.Command{
		Use:   "site 文件夹",
		Short: "导出整个网站的静态副本",
		Long: `把整个公开网站写成文件：网页、图、CSV、JSON、Excel、订阅、原件与数据包。
链接都是相对的，放在网站的任何子目录下、或从磁盘直接打开都能看。

再运行一次只改写变了的部分，删去不再有的；什么都没变，一个字节也不动。
中途停下或断电，再运行同一条命令会接着做。文件夹里别的文件一概不动。
site-manifest.json 列出每个文件的字节数与 SHA-256。`,
		Example: `  portal export site 副本/
  portal export site --base-url https://mingzhang.example.cn /srv/www/mingzhang`,
		Args: exactly(1, "写到哪个文件夹"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return exportSite(cmd, database, site.Options{Folder: args[0], BaseURL: base})
		},
	}
	addDatabase(cmd, &database)
	addExportBase(cmd, &base)
	return cmd
}

func newExportUnit() *cobra.Command {
	var database, base string
	cmd := &cobra.Command{
		Use:     "unit 编号 文件夹",
		Short:   "导出一个单位的全部页面",
		Long:    "把一个单位历年的页面、数据与原件，连同它们用到的名词与样式，写成可以从磁盘直接打开的文件。\n编号见单位网址 /u/ 后面的数字，或 portal unit list。",
		Example: "  portal export unit 12 某局/",
		Args:    exactly(2, "单位编号和文件夹"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil || id < 1 {
				return &usageError{commandName(cmd), "“" + args[0] + "”不是单位编号；portal unit list 列出全部单位"}
			}
			return exportSite(cmd, database, site.Options{Folder: args[1], BaseURL: base, Unit: id})
		},
	}
	addDatabase(cmd, &database)
	addExportBase(cmd, &base)
	return cmd
}

func addExportBase(cmd *cobra.Command, base *string) {
	cmd.Flags().StringVar(base, "base-url", env("PORTAL_BASE_URL", ""), "对外的网址，写进规范链接、引用与订阅（PORTAL_BASE_URL）；不在网上就不写")
}

func exportSite(cmd *cobra.Command, database string, o site.Options) error {
	store, err := openPublished(cmd.Context(), database)
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := charts.NewEngine()
	if err != nil {
		return err
	}
	o.Version, o.Commit, o.Built, o.Reader = version, commit, built, extract.Version
	if o.Log, err = newLog(cmd, "text"); err != nil {
		return err
	}
	o.Sign = seal.FileSigner(cmd.Context(), store)
	progress := newExportBar(cmd.ErrOrStderr())
	o.Progress = progress.show
	began := time.Now()
	sum, err := site.Export(cmd.Context(), store, engine, o)
	progress.end()
	if err != nil {
		return err
	}
	took := time.Since(began)
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "共 %d 个文件，%s：重做 %d，写入 %d，删去 %d，%d 个单位照旧。用时 %s", sum.Files, sizeWords(sum.Bytes), sum.Asked, sum.Written, sum.Removed, sum.Units, tookWords(took))
	if sum.Asked > 0 {
		fmt.Fprintf(out, "，每秒 %.0f 个", float64(sum.Asked)/took.Seconds())
	}
	fmt.Fprintln(out, "。")
	if o.BaseURL == "" {
		fmt.Fprintln(out, "没有写 --base-url：规范链接没有写，订阅、引用与站点地图里的网址写成 http://localhost:8080。")
	}
	return nil
}

// openPublished opens a database that must be there already.
func openPublished(ctx context.Context, database string) (*data.Store, error) {
	if err := data.Exists(database); err != nil {
		return nil, err
	}
	return openStore(ctx, database)
}

// exportBar shows how far a copy has come.
type exportBar struct {
	w io.Writer
	bar
}

func newExportBar(w io.Writer) *exportBar { return &exportBar{w: w} }

func (b *exportBar) show(p site.Progress) {
	if b.bar.bar == nil {
		b.bar = newBarOf(b.w, "导出", "个部分", p.Parts)
	}
	if b.bar.bar != nil {
		b.bar.bar.Describe(fmt.Sprintf("导出 %d 个文件", p.Files))
		_ = b.bar.bar.Set(p.Done)
	}
}

func sizeWords(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.2f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", (n+1023)/1024)
}

func tookWords(d time.Duration) string {
	if d >= time.Minute {
		return fmt.Sprintf("%d 分 %d 秒", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%.1f 秒", d.Seconds())
}
