package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
)

func newUserAdd() *cobra.Command {
	var database, base, display, role string
	var prompt bool
	cmd := &cobra.Command{
		Use:   "add 登录名",
		Short: "添加一个人，打印设置密码的一次性链接",
		Example: `  portal user add zhangsan --display 张三 --role 录入
  portal user add lisi --display 李四 --role 审核 --base-url https://mingzhang.example.cn
  portal user add wangwu --role 管理员 --prompt       在终端里输入密码`,
		Args: exactly(1, "登录名"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			if role == "" {
				return &usageError{commandName(cmd), "要用 --role 写明角色：录入、审核或管理员"}
			}
			as, err := account.ParseRole(role)
			if err != nil {
				return err
			}
			password := ""
			if prompt {
				if password, err = askPassword(cmd); err != nil {
					return err
				}
			}
			return withAccounts(ctx, database, func(accounts *account.Service) error {
				var id int64
				var token string
				if prompt {
					id, err = accounts.AddWithPassword(ctx, audit.Shell, args[0], display, as, password)
				} else {
					id, token, err = accounts.Add(ctx, audit.Shell, args[0], display, as)
				}
				if err != nil {
					return err
				}
				u, err := accounts.User(ctx, id)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "已添加%s（登录名 %s，%s）。\n", u.Display, u.Name, u.Role.Label())
				if token != "" {
					printLink(cmd, u.Display, base, token)
				}
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	addBase(cmd, &base)
	cmd.Flags().StringVar(&display, "display", "", "姓名，页面和操作记录里显示（默认用登录名）")
	cmd.Flags().StringVar(&role, "role", "", "角色：录入、审核或管理员")
	cmd.Flags().BoolVar(&prompt, "prompt", false, "在终端里输入密码，不发链接")
	return cmd
}
