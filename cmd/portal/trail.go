package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"mingzhang/internal/admin"
	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

func newTrail() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "trail",
		Short: "核对、导出管理页面的操作记录",
		Long: `管理页面上做过的事都记在操作记录里，每一条带着上一条的散列：
改动、删去、插入任何一条，核对时都会指出来。`,
		Example: `  portal trail check                  从第一条起逐条核对
  portal trail check --expect 3fa9…   并确认抄下的那条还在
  portal trail csv > 操作记录.csv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{commandName(cmd), "缺少子命令：check 或 csv"}
			}
			return &usageError{commandName(cmd), "没有“" + args[0] + "”这个子命令"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newTrailCheck(), newTrailCSV())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

func newTrailCheck() *cobra.Command {
	var database, expect string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "逐条核对操作记录有没有被改动",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, out := cmd.Context(), cmd.OutOrStdout()
			return withExisting(ctx, database, func(store *data.Store) error {
				c, err := store.CheckTrail(ctx)
				var broken *audit.Broken
				if errors.As(err, &broken) {
					fmt.Fprintf(out, "操作记录被改动过。%v。\n前 %d 条没有改动。\n", broken, c.Count())
					return errFound
				}
				if err != nil {
					return err
				}
				fmt.Fprintf(out, "完整：共 %d 条，没有改动。\n最后一条的散列：%s\n", c.Count(), c.Last())
				if expect == "" {
					return nil
				}
				number, err := store.TrailHas(ctx, expect)
				if errors.Is(err, data.ErrNotFound) {
					fmt.Fprintf(out, "没有散列是 %s 的记录：它以后的记录被删掉过，或散列抄错了。\n", expect)
					return errFound
				}
				if err != nil {
					return err
				}
				fmt.Fprintf(out, "抄下的散列是第 %d 条，还在原处。\n", number)
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	cmd.Flags().StringVar(&expect, "expect", "", "以前抄下的散列：确认那一条还在，末尾没有被删掉")
	return cmd
}

func newTrailCSV() *cobra.Command {
	var database, output string
	cmd := &cobra.Command{
		Use:   "csv",
		Short: "把操作记录写成 CSV，连同散列",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withExisting(cmd.Context(), database, func(store *data.Store) (err error) {
				out := cmd.OutOrStdout()
				if output != "" {
					f, err := os.OpenFile(output, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
					if err != nil {
						return fmt.Errorf("写不了 %s：%w", output, err)
					}
					defer func() { err = errors.Join(err, f.Close()) }()
					return admin.WriteTrail(cmd.Context(), store, data.TrailFilter{}, f)
				}
				return admin.WriteTrail(cmd.Context(), store, data.TrailFilter{}, out)
			})
		},
	}
	addDatabase(cmd, &database)
	cmd.Flags().StringVarP(&output, "output", "o", "", "写到这个文件（默认写到标准输出）")
	return cmd
}
