package main

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"mingzhang/internal/charts"
	"mingzhang/internal/data"
	"mingzhang/internal/intake"
	"mingzhang/internal/modest"
)

func newLoad() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:   "load 文件、文件夹或 zip…",
		Short: "把部门决算文件读进数据库并公开",
		Long: `读取文件、文件夹（含下级）或 zip 压缩包里的部门决算，核对后写入数据库。
同一份文件载入多少次都只有一版；同一单位同一年度的另一份文件成为新的一版，旧版仍可打开。
每份文件一个事务：要么整份写入，要么完全不写。一份读不了不影响其他文件。

退出码：0 全部载入；1 至少一份没有载入；2 用法不对。`,
		Example: `  portal load 2024年部门决算.txt
  portal load --db /data/mingzhang.db 决算文件夹 更多.zip`,
		Args: atLeastOne("要载入的文件、文件夹或 zip"),
		RunE: func(cmd *cobra.Command, args []string) error {
			files := collect(args)
			if len(files) == 0 {
				return fmt.Errorf("没有找到可以载入的文件")
			}
			store, err := openSigning(cmd.Context(), database, tellUpgrade, func(err error) {
				fmt.Fprintf(cmd.ErrOrStderr(), "注意：%v。先不签名公开，之后用 portal key sign 补签\n", err)
			})
			if err != nil {
				return err
			}
			defer store.Close()
			engine, err := charts.NewEngine()
			if err != nil {
				return err
			}
			modest.Process() // readers of the website come first
			show := newShow(cmd.ErrOrStderr(), cmd.OutOrStdout(), len(files))
			sum, err := intake.Load(cmd.Context(), store, engine, files, show.one)
			show.end()
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "共 %d 份：新公开 %d，新版 %d，没有变化 %d，没有载入 %d。\n", sum.All(), sum.New, sum.Republished, sum.Unchanged, sum.Failed)
			if sum.Failed > 0 {
				return errFound
			}
			return nil
		},
	}
	addDatabase(cmd, &database)
	addLimits(cmd)
	return cmd
}

func addDatabase(cmd *cobra.Command, database *string) {
	cmd.Flags().StringVar(database, "db", env("PORTAL_DB", "mingzhang.db"), "数据库文件（环境变量 PORTAL_DB）")
}

// show tells how loading goes: a bar on a terminal, a line a file otherwise.
type show struct {
	bar       bar
	out, fail io.Writer
}

func newShow(errOut, out io.Writer, n int) *show {
	return &show{out: out, fail: errOut, bar: newBar(errOut, "载入", n)}
}

func (s *show) one(l intake.Loaded) {
	s.bar.tick()
	if l.Err != nil {
		s.bar.clear()
		fmt.Fprintf(s.fail, "没有载入：%v\n", l.Err)
		return
	}
	if len(l.Namings) > 0 {
		s.bar.clear()
		for _, n := range l.Namings {
			fmt.Fprintln(s.out, "提示："+suggestion(data.Unit{ID: l.Edition.UnitID, Name: l.Report.Unit.Name}, n))
		}
	}
	if !s.bar.shown() {
		r := l.Report
		fmt.Fprintf(s.out, "%s　%s %d 年度 第 %d 版（%s）　数字 %d，读懂 %d，核对 %d 条　%d 毫秒\n",
			l.Outcome, r.Unit.Name, r.Year, l.Edition.Number, l.Edition.Key, r.Coverage.Figures, r.Coverage.Read, len(r.Checks), l.Took.Milliseconds())
	}
}

func (s *show) end() { s.bar.end() }

// loadQuietly logs what is loaded at start.
func loadQuietly(log *slog.Logger) func(intake.Loaded) {
	return func(l intake.Loaded) {
		if l.Err != nil {
			log.Error("没有载入", "file", l.File.Path, "error", l.Err.Error())
			return
		}
		log.Info("已载入", "file", l.File.Path, "unit", l.Report.Unit.Name, "year", l.Report.Year, "edition", l.Edition.Key, "outcome", l.Outcome.String(),
			"figures", l.Report.Coverage.Figures, "unread", len(l.Report.Coverage.Unread), "ms", l.Took.Milliseconds())
	}
}
