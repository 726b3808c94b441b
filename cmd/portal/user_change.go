package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"mingzhang/internal/account"
	"mingzhang/internal/audit"
)

func newUserRole() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "role 登录名 角色",
		Short:   "改变一个人的角色，结束他的登录",
		Example: `  portal user role zhangsan 审核`,
		Args:    exactly(2, "登录名和角色"),
		RunE: func(cmd *cobra.Command, args []string) error {
			role, err := account.ParseRole(args[1])
			if err != nil {
				return err
			}
			return onUser(cmd, database, args[0], "%s的角色已是"+role.Label()+"。", func(ctx context.Context, accounts *account.Service, u account.User) error {
				return accounts.SetRole(ctx, audit.Shell, u.ID, role)
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func newUserDisable() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "disable 登录名",
		Short:   "停用一个人，结束他的登录；做过的事都留着",
		Example: `  portal user disable zhangsan`,
		Args:    exactly(1, "登录名"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return onUser(cmd, database, args[0], "已停用%s，他的登录都已结束。", func(ctx context.Context, accounts *account.Service, u account.User) error {
				return accounts.Disable(ctx, audit.Shell, u.ID)
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func newUserEnable() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "enable 登录名",
		Short:   "恢复一个停用的人",
		Example: `  portal user enable zhangsan`,
		Args:    exactly(1, "登录名"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return onUser(cmd, database, args[0], "已恢复%s。", func(ctx context.Context, accounts *account.Service, u account.User) error {
				return accounts.Enable(ctx, audit.Shell, u.ID)
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func newUserReset() *cobra.Command {
	var database, base string
	var prompt, code bool
	cmd := &cobra.Command{
		Use:   "reset 登录名",
		Short: "作废一个人的密码，打印重新设置的一次性链接",
		Example: `  portal user reset zhangsan
  portal user reset zhangsan --totp          手机也丢了，同时关闭两步验证
  portal user reset zhangsan --prompt        在终端里输入新密码`,
		Args: exactly(1, "登录名"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return onUser(cmd, database, args[0], "", func(ctx context.Context, accounts *account.Service, u account.User) error {
				if u.Disabled {
					return &account.Refusal{Reason: u.Display + "已停用，请先用 portal user enable 恢复"}
				}
				if prompt {
					password, err := askPassword(cmd)
					if err != nil {
						return err
					}
					if err := accounts.SetPassword(ctx, audit.Shell, u.ID, password, code); err != nil {
						return err
					}
					fmt.Fprintf(cmd.OutOrStdout(), "%s的密码已改，他的登录都已结束。\n", u.Display)
					return nil
				}
				token, err := accounts.Reset(ctx, audit.Shell, u.ID, code)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s的旧密码已作废，他的登录都已结束。\n", u.Display)
				printLink(cmd, u.Display, base, token)
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	addBase(cmd, &base)
	cmd.Flags().BoolVar(&code, "totp", false, "同时关闭两步验证")
	cmd.Flags().BoolVar(&prompt, "prompt", false, "在终端里输入新密码，不发链接")
	return cmd
}
