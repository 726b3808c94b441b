package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

func newHealth() *cobra.Command {
	return &cobra.Command{
		Use:   "health [网址]",
		Short: "检查网站是否正常（用于容器健康检查）",
		Long: `访问网站的 /healthz，正常则退出码为 0，否则为 1。
不写网址时检查本机的 8080 端口。`,
		Example: "  portal health\n  portal health http://localhost:9000",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			base := "http://localhost:8080"
			if len(args) > 0 {
				base = args[0]
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), 5*time.Second)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/healthz", nil)
			if err != nil {
				return &usageError{"health ", "网址“" + base + "”写得不对"}
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				return fmt.Errorf("%s 没有回应：%w", base, err)
			}
			defer res.Body.Close()
			body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10))
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf("%s 不正常（%d）：%s", base, res.StatusCode, body)
			}
			fmt.Fprintln(cmd.OutOrStdout(), "正常")
			return nil
		},
	}
}
