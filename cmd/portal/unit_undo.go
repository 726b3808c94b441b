package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/data"
	"mingzhang/internal/intake"
)

func newUnitUndo() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:     "undo 变更的编号",
		Short:   "撤销一条写错的更名、合并或分设",
		Long:    `撤销一条变更。更名撤销后，两个名称的决算各归各的单位。编号见 portal unit list。`,
		Example: `  portal unit undo 3`,
		Args:    exactly(1, "变更的编号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return &usageError{commandName(cmd), "变更的编号是数字，不能是“" + args[0] + "”"}
			}
			return withStore(cmd.Context(), database, func(store *data.Store) error {
				c, err := store.Undo(cmd.Context(), id, time.Now())
				if err != nil {
					return err
				}
				if err := intake.Resettle(cmd.Context(), store); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "已撤销。%s\n", changeLine(c))
				return nil
			})
		},
	}
	addDatabase(cmd, &database)
	return cmd
}
