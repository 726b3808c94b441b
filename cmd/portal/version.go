package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"mingzhang/internal/extract"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本", Args: noArgs,
		Example: "  portal version",
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := cmd.OutOrStdout()
			fmt.Fprintf(w, "明账 %s\n", version)
			if commit != "" {
				fmt.Fprintf(w, "提交 %s\n", commit)
			}
			if built != "" {
				fmt.Fprintf(w, "构建 %s\n", built)
			}
			fmt.Fprintf(w, "读取规则 第%s版\n%s %s/%s\n", extract.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}
