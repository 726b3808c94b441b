package main

import (
	"github.com/spf13/cobra"

	"mingzhang/internal/data"
)

func newUnitSplit() *cobra.Command {
	var database, note string
	var from int
	cmd := &cobra.Command{
		Use:   "split 单位 分出的单位… --from 年度",
		Short: "写明从一个单位分设了别的单位",
		Long: `写明从一个单位分设了一个或几个单位。各单位的决算是各自的；
两边的页面互相指明，历年数字在这一年标出断点。`,
		Example: `  portal unit split 某区发展和改革局 某区数据中心 --from 2022`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return &usageError{commandName(cmd), "缺少单位或分出的单位"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				u, err := unitCalled(cmd.Context(), store, args[0])
				if err != nil {
					return err
				}
				return joinEach(cmd, store, data.Declaration{Kind: data.Split, Unit: u.ID, Year: from, Note: note}, args[1:])
			})
		},
	}
	changeFlags(cmd, &database, &from, &note)
	return cmd
}
