package main

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

func newEdition() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "edition",
		Short: "已公开的各版：列出、撤回",
		Long: `列出已公开的各版决算，或撤回一个单位一个年度的。
撤回的从网站的各处消失，它的网址改为一页说明：何时撤回、为什么。数据库里的内容不删，签名清单也不删；
改好之后重新公开的是下一版，正常显示。撤回不能撤销。`,
		Example: `  portal edition list 发改
  portal edition withdraw 12 2024 --reason 附件含不应公开的内容`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{commandName(cmd), "缺少子命令：list 或 withdraw"}
			}
			return &usageError{commandName(cmd), "没有“" + args[0] + "”这个子命令"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newEditionList(), newEditionWithdraw())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

func newEditionList() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "list [单位名称的一部分]",
		Short:   "列出已公开和已撤回的各版",
		Example: "  portal edition list\n  portal edition list 发改",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := openPublished(cmd.Context(), database)
			if err != nil {
				return err
			}
			defer store.Close()
			query := ""
			if len(args) > 0 {
				query = args[0]
			}
			all, err := store.PublishedEditions(cmd.Context(), data.PublishedFilter{Query: query, Limit: 10000})
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			for _, e := range all {
				state, sealed := "", "未签名"
				switch {
				case e.Withdrawn:
					state = "，已撤回：" + e.WithdrawnReason
				case !e.Current:
					state = "，已有新版"
				}
				if e.Sealed {
					sealed = "已签名"
				}
				fmt.Fprintf(out, "%d　%s　%d 年度 第 %d 版（%s）　%s 公开，%s%s\n", e.Unit.ID, e.Unit.Name, e.Year, e.Number, e.Key, e.PublishedAt.Local().Format(time.DateOnly), sealed, state)
			}
			if len(all) == 0 {
				fmt.Fprintln(out, "没有公开过这样的决算。")
			}
			return nil
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func newEditionWithdraw() *cobra.Command {
	var database, reason string
	cmd := &cobra.Command{
		Use:     "withdraw 单位 年度",
		Short:   "撤回一个单位一个年度的决算，留下说明页",
		Long:    "撤回一个单位一个年度已公开的各版。理由会公开。单位写编号或全称，编号见 portal edition list。",
		Example: "  portal edition withdraw 12 2024 --reason 附件含不应公开的内容",
		Args:    exactly(2, "单位和年度"),
		RunE: func(cmd *cobra.Command, args []string) error {
			year, err := strconv.Atoi(args[1])
			if err != nil {
				return &usageError{commandName(cmd), "年度是四位数字，不能是“" + args[1] + "”"}
			}
			if reason == "" {
				return &usageError{commandName(cmd), "要用 --reason 写明理由，它会公开显示"}
			}
			store, err := openPublished(cmd.Context(), database)
			if err != nil {
				return err
			}
			defer store.Close()
			store.SignWith(seal.Auto(store, func(err error) {
				fmt.Fprintf(cmd.ErrOrStderr(), "注意：%v。先不签名撤回，之后用 portal key sign 补签\n", err)
			}))
			unit, err := unitCalled(cmd.Context(), store, args[0])
			if err != nil {
				return err
			}
			w, err := store.Withdraw(cmd.Context(), unit.ID, year, 0, reason, time.Now(), audit.Entry{Actor: audit.Shell})
			var already *data.Withdrawn
			if errors.As(err, &already) {
				return fmt.Errorf("早已撤回，没有再撤：%w", err)
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已撤回 %s %d 年度的第 1 至 %d 版。它们的网址现在显示撤回说明。\n", unit.Name, year, w.UpTo)
			return nil
		},
	}
	addDatabase(cmd, &database)
	cmd.Flags().StringVar(&reason, "reason", "", "撤回的理由，会公开显示")
	return cmd
}
