// Command specimens fills a database with the 部门决算 of invented units over
// several years, for measuring and for tests: the reports of a unit agree from
// year to year but for what is planted in them, and what is planted is written
// down. Nothing of it is real, and it never goes to the public.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"mingzhang/internal/specimen"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	var o order
	var database, folder, truth string
	flag.IntVar(&o.units, "units", 500, "单位数")
	flag.IntVar(&o.years, "years", 6, "每个单位的年数")
	flag.IntVar(&o.from, "from", 2019, "第一年")
	flag.Uint64Var(&o.seed, "seed", 1, "随机种子")
	flag.BoolVar(&o.narrative, "narrative", false, "只要文字部分，不要报表")
	flag.IntVar(&o.restated, "restated", 0, "有多少个单位调整过上年数")
	flag.IntVar(&o.errors, "errors", 0, "有多少个单位的合计写错")
	flag.IntVar(&o.reasons, "reasons", 0, "有多少个单位漏写原因")
	flag.IntVar(&o.renamed, "renamed", 0, "有多少个单位改过名")
	flag.IntVar(&o.evaluations, "evaluations", 0, "每份附几张项目自评表，另有一张整体的")
	flag.BoolVar(&o.mixed, "mixed", false, "用 --out 写成各种格式：txt、docx、html、zip（说明与报表分开）")
	flag.StringVar(&database, "db", "", "写进这个数据库")
	flag.StringVar(&folder, "out", "", "把文件写进这个文件夹")
	flag.StringVar(&truth, "truth", "", "把埋了什么写进这个 JSON 文件")
	flag.Parse()
	if o.units < 1 || o.years < 1 || o.from < 2000 || o.from+o.years > 2100 {
		return errors.New("单位数与年数至少是 1，年份在 2000 与 2099 之间")
	}
	if database == "" && folder == "" {
		return errors.New("请用 --db 指定数据库，或用 --out 指定文件夹")
	}
	bar := progressbar.NewOptions(o.units*o.years, progressbar.OptionSetVisibility(term.IsTerminal(int(os.Stderr.Fd()))),
		progressbar.OptionSetWriter(os.Stderr), progressbar.OptionSetDescription("样本"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("份"), progressbar.OptionSetPredictTime(true))
	made := o.make()
	if folder != "" {
		if err := write(made, folder, o.mixed); err != nil {
			return err
		}
	}
	if truth != "" {
		b, err := json.MarshalIndent(made.truth, "", " ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(truth, b, 0o644); err != nil {
			return err
		}
	}
	if database == "" {
		return nil
	}
	sum, err := load(ctx, made, database, func() { _ = bar.Add(1) })
	_ = bar.Finish()
	if err != nil {
		return err
	}
	fmt.Printf("\n%d 个单位，%d 份：新公开 %d，没有变化 %d，没有载入 %d\n", o.units, sum.All(), sum.New, sum.Unchanged, sum.Failed)
	return nil
}

// write writes every report as a text file, or mixed: each unit in another
// format than the one before.
func write(m made, folder string, mixed bool) error {
	for i, h := range m.units {
		for _, s := range h.Reports {
			name := filepath.Join(folder, fileName(s))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			b, ending, err := s.CellText(), ".txt", error(nil)
			if mixed {
				b, ending, err = formatted(s, i)
			}
			if err != nil {
				return err
			}
			if err := os.WriteFile(strings.TrimSuffix(name, ".txt")+ending, b, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func formatted(s *specimen.Specimen, i int) (b []byte, ending string, err error) {
	switch i % 4 {
	case 1:
		b, err = s.DOCX()
		return b, ".docx", err
	case 2:
		return s.HTML(), ".html", nil
	case 3:
		b, err = s.Zip()
		return b, ".zip", err
	}
	return s.CellText(), ".txt", nil
}
