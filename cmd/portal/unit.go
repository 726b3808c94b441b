package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
)

func newUnit() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "unit",
		Short: "写明单位的更名、合并、分设",
		Long: `单位会更名、合并、分设。文件里的话只作提示，由人写明才算数：
更了名的单位前后是一个单位，历年数字放在一起；合并、分设的各有各的决算，页面互相指明。
写错了可以撤销；已公开的各版决算从不改动。`,
		Example: `  portal unit list 发改                              查单位的编号和已写明的变更
  portal unit suggest                                文件里提到、还没有写明的原名
  portal unit rename 12 某区发展和改革局 --from 2019
  portal unit merge 某区粮食局 --into 12 --from 2020
  portal unit split 12 某区数据中心 --from 2022
  portal unit undo 3`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{commandName(cmd), "缺少子命令：list、suggest、rename、merge、split 或 undo"}
			}
			return &usageError{commandName(cmd), "没有“" + args[0] + "”这个子命令"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newUnitList(), newUnitSuggest(), newUnitRename(), newUnitMerge(), newUnitSplit(), newUnitUndo())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

// withStore opens the database of a unit command for the time of do.
func withStore(ctx context.Context, database string, do func(*data.Store) error) error {
	store, err := openStore(ctx, database)
	if err != nil {
		return err
	}
	defer store.Close()
	return do(store)
}

// unitCalled finds the one unit that is meant by a number or a whole name.
func unitCalled(ctx context.Context, store *data.Store, called string) (data.Unit, error) {
	if id, err := strconv.ParseInt(called, 10, 64); err == nil {
		u, err := store.Unit(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			err = fmt.Errorf("没有编号为 %d 的单位，用 portal unit list 查编号", id)
		}
		return u, err
	}
	all, err := store.UnitsNamed(ctx, called)
	switch {
	case err != nil:
		return data.Unit{}, err
	case len(all) == 0:
		return data.Unit{}, fmt.Errorf("没有名称是“%s”的单位，用 portal unit list 查名称或编号", called)
	case len(all) > 1:
		var ids []string
		for _, u := range all {
			ids = append(ids, strconv.FormatInt(u.ID, 10))
		}
		return data.Unit{}, fmt.Errorf("名称是“%s”的单位不止一个，请用编号指明：%s", called, strings.Join(ids, "、"))
	}
	return all[0], nil
}

// nameCalled returns the name that a number stands for, else the words as given.
func nameCalled(ctx context.Context, store *data.Store, called string) (string, error) {
	if _, err := strconv.ParseInt(called, 10, 64); err != nil {
		return called, nil
	}
	u, err := unitCalled(ctx, store, called)
	return u.Name, err
}

// declare says what became of a unit, and compares the years that stand
// together by now.
func declare(ctx context.Context, store *data.Store, d data.Declaration, out io.Writer) error {
	d.Now = time.Now()
	c, made, err := store.Declare(ctx, d)
	if err != nil {
		return err
	}
	if err := intake.Resettle(ctx, store); err != nil {
		return err
	}
	if !made {
		fmt.Fprintf(out, "没有变化：早已写明。%s\n", changeLine(c))
		return nil
	}
	fmt.Fprintf(out, "已写明。%s\n", changeLine(c))
	if c.Kind != data.Rename && c.Other.ID == 0 {
		fmt.Fprintf(out, "名录里没有叫“%s”的单位，先记下名称；载入它的决算后页面会互相指明。\n", c.Was)
	}
	return nil
}

// changeLine writes a change in one line.
func changeLine(c data.Change) string {
	since := "时间不详"
	if c.Year != 0 {
		since = fmt.Sprintf("%d 年度起", c.Year)
	}
	what := ""
	switch c.Kind {
	case data.Rename:
		what = fmt.Sprintf("“%s”更名为“%s”", c.Was, c.Now)
	case data.Merge:
		what = fmt.Sprintf("“%s”并入“%s”", c.Was, c.Now)
	case data.Split:
		what = fmt.Sprintf("从“%s”分设“%s”", c.Now, c.Was)
	}
	line := fmt.Sprintf("第 %d 条：%s，%s（单位编号 %d）", c.ID, since, what, c.Unit.ID)
	if c.Note != "" {
		line += "　" + c.Note
	}
	return line
}

// changeFlags are the flags of what became of a unit.
func changeFlags(cmd *cobra.Command, database *string, from *int, note *string) {
	addDatabase(cmd, database)
	cmd.Flags().IntVar(from, "from", 0, "从哪个决算年度起，例如 2024")
	cmd.Flags().StringVar(note, "note", "", "给读者看的说明，例如依据的文件")
}
