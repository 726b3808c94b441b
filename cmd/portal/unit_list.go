package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"mingzhang/internal/data"
)

func newUnitList() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "list [名称的几个字]",
		Short:   "列出单位的编号、曾用名、年度和已写明的变更",
		Example: `  portal unit list 发改`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return noArgs(cmd, args[1:])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				all, err := store.Units(cmd.Context(), data.UnitFilter{Query: strings.Join(args, "")})
				if err != nil {
					return err
				}
				if len(all) == 0 {
					return fmt.Errorf("没有找到单位")
				}
				t := table.NewWriter()
				t.SetStyle(table.StyleLight)
				t.AppendHeader(table.Row{"编号", "单位", "曾用名", "年度"})
				shown := map[int64]bool{}
				for _, u := range all {
					shown[u.ID] = true
					var former []string
					for _, n := range u.Former {
						former = append(former, n.Name)
					}
					years := make([]string, len(u.Years))
					for i, y := range slices.Backward(u.Years) {
						years[len(u.Years)-1-i] = strconv.Itoa(y)
					}
					t.AppendRow(table.Row{u.ID, u.Name, strings.Join(former, "、"), strings.Join(years, " ")})
				}
				fmt.Fprintln(cmd.OutOrStdout(), t.Render())
				changes, err := store.AllChanges(cmd.Context())
				if err != nil {
					return err
				}
				for _, c := range slices.Backward(changes) {
					if shown[c.Unit.ID] || shown[c.Other.ID] {
						fmt.Fprintln(cmd.OutOrStdout(), changeLine(c))
					}
				}
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}
