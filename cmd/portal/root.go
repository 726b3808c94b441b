package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "portal [命令]",
		Short: "明账：让部门决算看得懂、查得到、核得准",
		Long: `明账（portal）读取部门决算文件，核对其中的数字，并以网站公开。

不带命令运行时等同于 portal serve：没有数据库就新建，载入自带的文件，
然后在 http://localhost:8080 提供网站。`,
		Example: `  portal                              启动网站
  portal load 2024年部门决算.zip      载入一批文件
  portal check 决算.txt               核对一份文件的勾稽关系
  portal extract --pretty 决算.txt    看程序从文件里读出了什么`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	serve := newServe()
	root.Args = cobra.ArbitraryArgs
	root.Flags().AddFlagSet(serve.Flags())
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return &usageError{reason: "没有“" + args[0] + "”这个命令"}
		}
		return serve.RunE(cmd, args)
	}
	root.AddCommand(serve, newLoad(), newExtract(), newCheck(), newUnit(), newEdition(), newKey(), newVerify(), newExport(), newBackup(), newRestore(), newUser(), newTrail(), newHealth(), newVersion())
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "显示命令的用法", Run: func(cmd *cobra.Command, args []string) {
		if c, _, err := root.Find(args); err == nil {
			_ = c.Help()
		}
	}})
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{.}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{commandName(cmd), flagReason(err)}
	})
	for _, c := range append(root.Commands(), root) {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return root
}

func commandName(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return ""
	}
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ") + " "
}

// flagReason puts the flag library's English into the user's language.
func flagReason(err error) string {
	s := err.Error()
	for _, r := range []struct{ english, chinese string }{
		{"unknown flag: ", "没有这个选项："},
		{"unknown shorthand flag: ", "没有这个短选项："},
		{"flag needs an argument: ", "选项缺少值："},
		{"invalid argument ", "选项的值不对："},
	} {
		s = strings.Replace(s, r.english, r.chinese, 1)
	}
	return s
}

// atLeastOne asks for one or more arguments called what.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &usageError{commandName(cmd), "缺少" + what}
		}
		return nil
	}
}

// exactly asks for n arguments called what.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return &usageError{commandName(cmd), fmt.Sprintf("要写明%s，一共 %d 个", what, n)}
		}
		return nil
	}
}

func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{commandName(cmd), "多出了“" + args[0] + "”"}
	}
	return nil
}

// env returns the environment variable, or otherwise when it is empty.
func env(name, otherwise string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return otherwise
}

const usageTemplate = `用法：
  {{if .Runnable}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

portal help 命令 可查看某个命令的详细用法。{{end}}
`
