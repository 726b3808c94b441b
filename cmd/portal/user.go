package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"mingzhang/internal/account"
	"mingzhang/internal/admin"
	"mingzhang/internal/data"
)

func newUser() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "管理可以登录管理页面的人",
		Long: `管理可以登录管理页面（/admin）的人。角色有三种：录入（entry）上传和校正，
审核（review）审核并公开别人录入的，管理员（admin）管人员和操作记录。

密码从不写在命令行上：add 和 reset 打印一个一次性的链接，由本人打开设置密码；
或加 --prompt 在终端里输入。`,
		Example: `  portal user add zhangsan --display 张三 --role 录入
  portal user list
  portal user role zhangsan 审核
  portal user reset zhangsan            忘了密码
  portal user disable zhangsan          离开岗位`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{commandName(cmd), "缺少子命令：add、list、role、reset、disable 或 enable"}
			}
			return &usageError{commandName(cmd), "没有“" + args[0] + "”这个子命令"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newUserAdd(), newUserList(), newUserRole(), newUserReset(), newUserDisable(), newUserEnable())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

// withAccounts opens the accounts of a database for the time of do.
func withAccounts(ctx context.Context, database string, do func(*account.Service) error) error {
	return withExisting(ctx, database, func(store *data.Store) error { return do(account.New(store)) })
}

// withExisting is withStore where a new database, made because of a slip in its
// path, would only mislead.
func withExisting(ctx context.Context, database string, do func(*data.Store) error) error {
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("没有数据库 %s：请用 --db 指明位置，或先用 portal serve 启动一次网站", database)
	}
	return withStore(ctx, database, do)
}

// onUser does something to the user of a name and prints what was done.
func onUser(cmd *cobra.Command, database, name, done string, do func(context.Context, *account.Service, account.User) error) error {
	ctx := cmd.Context()
	return withAccounts(ctx, database, func(accounts *account.Service) error {
		u, err := accounts.Named(ctx, name)
		if err != nil {
			return err
		}
		if err := do(ctx, accounts, u); err != nil {
			return err
		}
		if done != "" {
			fmt.Fprintf(cmd.OutOrStdout(), done+"\n", u.Display)
		}
		return nil
	})
}

// addBase adds the option that says under which address the site is seen.
func addBase(cmd *cobra.Command, base *string) {
	cmd.Flags().StringVar(base, "base-url", env("PORTAL_BASE_URL", "http://localhost:8080"), "对外的网址，用来写出链接（PORTAL_BASE_URL）")
}

func printLink(cmd *cobra.Command, u, base, token string) {
	fmt.Fprintf(cmd.OutOrStdout(), `请把下面的链接交给%s本人，由本人设置密码。链接只能用一次，24 小时内有效，以后不再显示：
%s
`, u, strings.TrimSuffix(base, "/")+admin.LinkPath(token))
}

// askPassword asks twice for a new password on the terminal, without showing it.
func askPassword(cmd *cobra.Command) (string, error) {
	in, ok := cmd.InOrStdin().(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", errors.New("--prompt 要在终端里运行；不在终端里时去掉 --prompt，把打印出的链接交给本人")
	}
	ask := func(what string) (string, error) {
		fmt.Fprint(cmd.ErrOrStderr(), what)
		b, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(cmd.ErrOrStderr())
		return string(b), err
	}
	first, err := ask("新密码（至少 12 个字，不显示）：")
	if err != nil {
		return "", err
	}
	second, err := ask("再输入一次：")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", errors.New("两次输入的密码不一样，没有改动")
	}
	return first, nil
}
