package main

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/story"
)

func newCheck() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "check 文件…",
		Short: "核对文件里的勾稽关系，列出对不上的地方",
		Long: `按勾稽关系重算一份或多份部门决算，列出每一条的原文数、重算数、差额和容差。
默认只列出没有完全对上的，--all 列出全部。规则见 docs/checks.md。

退出码：0 没有不符；1 有不符，或有文件读不了；2 用法不对。`,
		Example: `  portal check 决算.txt
  portal check --all 决算.txt`,
		Args: atLeastOne("要核对的文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			failed := false
			for r := range intake.ReadAll(cmd.Context(), collect(args), nil) {
				if r.Err != nil {
					failed = true
					fmt.Fprintf(cmd.ErrOrStderr(), "%v\n", r.Err)
					continue
				}
				violated := printChecks(cmd, r.Report, all)
				failed = failed || violated > 0
			}
			if failed {
				return errFound
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "也列出对得上的和不适用的")
	addLimits(cmd)
	return cmd
}

var statusNames = map[fiscal.CheckStatus]string{
	fiscal.Holds: "相符", fiscal.Rounding: "四舍五入", fiscal.Notice: "提示",
	fiscal.Violated: "不符", fiscal.NotApplicable: "不适用",
}

// printChecks prints the arithmetic report and returns how many checks are violated.
func printChecks(cmd *cobra.Command, r *fiscal.Report, all bool) int {
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "%s　%d年度\n%s：读出 %d 个数字中的 %d 个\n", r.Unit.Name, r.Year, r.Document.Name, r.Coverage.Figures, r.Coverage.Read)
	for _, u := range r.Coverage.Unread {
		fmt.Fprintf(w, "  未读懂：%s（……%s……）\n", u.Text, u.Context)
	}
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.AppendHeader(table.Row{"规则", "核对什么", "结果", "原文", "重算", "差额", "容差"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, WidthMax: 44, WidthMaxEnforcer: text.WrapText},
		{Number: 4, Align: text.AlignRight, WidthMax: 24, WidthMaxEnforcer: text.WrapText},
		{Number: 5, Align: text.AlignRight, WidthMax: 24, WidthMaxEnforcer: text.WrapText},
		{Number: 6, Align: text.AlignRight}, {Number: 7, Align: text.AlignRight},
	})
	for _, c := range r.Checks {
		if all || c.Status != fiscal.Holds && c.Status != fiscal.NotApplicable {
			t.AppendRow(table.Row{c.Rule, c.Title, statusNames[c.Status], c.Stated, c.Computed, c.Difference, c.Tolerance})
		}
	}
	if t.Length() > 0 {
		t.Render()
	}
	tally := story.TallyOf(r.Checks)
	fmt.Fprintf(w, "共核对 %d 条：相符 %d，四舍五入 %d，提示 %d，不符 %d，不适用 %d。\n\n", len(r.Checks),
		tally.Holds, tally.Rounding, tally.Notice, tally.Violated, tally.NotApplicable)
	return tally.Violated
}
