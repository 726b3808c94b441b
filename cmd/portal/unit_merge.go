package main

import (
	"github.com/spf13/cobra"

	"mingzhang/internal/data"
)

func newUnitMerge() *cobra.Command {
	var database, note, into string
	var from int
	cmd := &cobra.Command{
		Use:   "merge 被并入的单位… --into 单位 --from 年度",
		Short: "写明单位并入另一个单位",
		Long: `写明一个或几个单位并入另一个单位。各单位以前的决算仍是各自的，数字不相加；
两边的页面互相指明，历年数字在这一年标出断点。合并后又换了名称的，再用 rename 写明。`,
		Example: `  portal unit merge 某区粮食局 某区物价局 --into 某区发展和改革局 --from 2020`,
		Args:    atLeastOne("被并入的单位"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if into == "" {
				return &usageError{commandName(cmd), "缺少 --into：并入哪个单位"}
			}
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				u, err := unitCalled(cmd.Context(), store, into)
				if err != nil {
					return err
				}
				return joinEach(cmd, store, data.Declaration{Kind: data.Merge, Unit: u.ID, Year: from, Note: note}, args)
			})
		},
	}
	changeFlags(cmd, &database, &from, &note)
	cmd.Flags().StringVar(&into, "into", "", "并入的单位（编号或全称）")
	return cmd
}

// joinEach says the same of several other units.
func joinEach(cmd *cobra.Command, store *data.Store, d data.Declaration, others []string) error {
	for _, other := range others {
		var err error
		if d.Other, err = nameCalled(cmd.Context(), store, other); err != nil {
			return err
		}
		if err := declare(cmd.Context(), store, d, cmd.OutOrStdout()); err != nil {
			return err
		}
	}
	return nil
}
