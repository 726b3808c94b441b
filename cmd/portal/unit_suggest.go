package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"mingzhang/internal/data"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
)

func newUnitSuggest() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "suggest",
		Short:   "列出文件里提到、还没有写明的原名与合并",
		Long:    `列出文件里写着“原……局”“更名为”“合并组建”而还没有写明的名称，以及可以照抄的命令。程序从不自动合并单位。`,
		Example: `  portal unit suggest`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				if _, err := intake.Relate(cmd.Context(), store, 0); err != nil {
					return err
				}
				of, err := store.Namings(cmd.Context(), 0)
				if err != nil {
					return err
				}
				for _, id := range slices.Sorted(maps.Keys(of)) {
					u, err := store.Unit(cmd.Context(), id)
					if err != nil {
						return err
					}
					for _, n := range of[id] {
						fmt.Fprintln(cmd.OutOrStdout(), suggestion(u, n))
					}
				}
				if len(of) == 0 {
					fmt.Fprintln(cmd.OutOrStdout(), "没有：文件里提到的原名都已写明。")
				}
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

// suggestion says what a document says of another name, and which command
// would say that it is so.
func suggestion(u data.Unit, n data.Naming) string {
	year := n.Naming.Year
	since := " --from 年度"
	if year != 0 {
		since = fmt.Sprintf(" --from %d", year)
	}
	s := fmt.Sprintf("%s（编号 %d）%d 年度的文件写着“%s”。", u.Name, u.ID, n.Year, n.Source.Text)
	other := n.Name
	if n.Other.ID != 0 {
		other = n.Other.Name
		s += fmt.Sprintf("名录里有“%s”（编号 %d）。", n.Other.Name, n.Other.ID)
	}
	if n.Kind == fiscal.MergedInto {
		return s + fmt.Sprintf("确认后运行：portal unit merge %s --into %d%s", other, u.ID, since)
	}
	return s + fmt.Sprintf("确认是同一个单位后运行：portal unit rename %d --was %s%s", u.ID, other, since)
}
