package main

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"mingzhang/internal/account"
	view "mingzhang/web/templates/admin"
)

func newUserList() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "列出所有人",
		Example: `  portal user list`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withAccounts(cmd.Context(), database, func(accounts *account.Service) error {
				all, err := accounts.Users(cmd.Context())
				if err != nil {
					return err
				}
				if len(all) == 0 {
					fmt.Fprintln(cmd.OutOrStdout(), "还没有人。用 portal user add 添加，或启动网站后打开日志里的设置链接。")
					return nil
				}
				t := table.NewWriter()
				t.SetOutputMirror(cmd.OutOrStdout())
				t.SetStyle(table.StyleLight)
				t.AppendHeader(table.Row{"登录名", "姓名", "角色", "状态", "两步验证", "添加于"})
				for _, u := range all {
					code := "未开启"
					if u.HasCode {
						code = "已开启"
					}
					t.AppendRow(table.Row{u.Name, u.Display, u.Role.Label(), u.State(), code, view.Moment(u.CreatedAt)})
				}
				t.Render()
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}
