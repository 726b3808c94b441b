package main

import (
	"github.com/spf13/cobra"

	"mingzhang/internal/data"
)

func newUnitRename() *cobra.Command {
	var database, note, was string
	var from int
	cmd := &cobra.Command{
		Use:   "rename 单位 新名称",
		Short: "写明一个单位更了名，前后是一个单位",
		Long: `写明一个单位更了名。单位用编号或全称指明。新旧名称各有决算的，放到同一个单位名下，
另一个的网址会转过来；两个名称有同一年度的决算时不是更名，请用 merge。
单位已经用着新名称的，用 --was 写明原名，不写新名称。--from 不写表示更名时间不详。`,
		Example: `  portal unit rename 12 某区发展和改革局 --from 2019
  portal unit rename 某区发展计划委员会 某区发展和改革局 --from 2019 --note 机构改革
  portal unit rename 15 --was 某区发展计划委员会 --from 2019`,
		Args: func(cmd *cobra.Command, args []string) error {
			if was != "" {
				return exactly(1, "单位（用了 --was 就不写新名称）")(cmd, args)
			}
			return exactly(2, "单位和新名称")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				u, err := unitCalled(cmd.Context(), store, args[0])
				if err != nil {
					return err
				}
				d := data.Declaration{Kind: data.Rename, Unit: u.ID, Year: from, Note: note, Back: was != ""}
				if d.Other, err = nameCalled(cmd.Context(), store, args[len(args)-1]); d.Back {
					d.Other, err = nameCalled(cmd.Context(), store, was)
				}
				if err != nil {
					return err
				}
				return declare(cmd.Context(), store, d, cmd.OutOrStdout())
			})
		},
	}
	changeFlags(cmd, &database, &from, &note)
	cmd.Flags().StringVar(&was, "was", "", "单位的原名（编号或全称）")
	return cmd
}
