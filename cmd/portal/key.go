package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
)

// openSigning opens a database such that what is published is signed; warn is
// told of an edition that could not be.
func openSigning(ctx context.Context, database string, tell func(data.Upgrade), warn func(error)) (*data.Store, error) {
	store, err := openTelling(ctx, database, tell)
	if err == nil {
		store.SignWith(seal.Auto(store, warn))
	}
	return store, err
}

func newKey() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key",
		Short: "签名密钥：建立、更换、备份、补签",
		Long: `每一版决算公开时都用 Ed25519 私钥签一份清单，任何人有公钥就能离线核对有没有被改动过。
私钥在数据库旁边的文件里（数据库名加 .key，权限 0600），不在数据库里，也不会随数据导出。`,
		Example: `  portal key create                  建立密钥，并给已公开的各版补签
  portal key show                    公钥、私钥文件的位置、签了多少
  portal key backup /mnt/u/portal.key
  portal key rotate                  换一把新密钥，由旧的签名认可
  portal key sign                    给还没有签名的版本补签`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{commandName(cmd), "缺少子命令：create、show、backup、rotate 或 sign"}
			}
			return &usageError{commandName(cmd), "没有“" + args[0] + "”这个子命令"}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newKeyCreate(), newKeyShow(), newKeyBackup(), newKeyRotate(), newKeySign())
	for _, c := range cmd.Commands() {
		c.Flags().BoolP("help", "h", false, "显示用法")
	}
	return cmd
}

// keyCommand is a command on the keys of a database that is there.
func keyCommand(use, short string, args cobra.PositionalArgs, do func(cmd *cobra.Command, store *data.Store, args []string) error) *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use: use, Short: short, Args: args,
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := openPublished(cmd.Context(), database)
			if err != nil {
				return err
			}
			defer store.Close()
			return do(cmd, store, args)
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func newKeyCreate() *cobra.Command {
	return keyCommand("create", "建立签名密钥，并给已公开的各版补签", noArgs, func(cmd *cobra.Command, store *data.Store, _ []string) error {
		s, err := seal.Create(cmd.Context(), store, audit.Shell, time.Now())
		if err != nil {
			return err
		}
		out := cmd.OutOrStdout()
		fmt.Fprintf(out, "已建立密钥 %s，私钥在 %s。\n请马上备份私钥（portal key backup 文件），存到另一台机器或保险柜；丢了就不能再签名，被人拿到就能冒签。\n", s.ID(), seal.KeyFile(store.Path()))
		if err := sealAll(cmd, store, s); err != nil {
			return err
		}
		return showKeys(cmd.Context(), out, store)
	})
}

func sealAll(cmd *cobra.Command, store *data.Store, s *seal.Signer) error {
	left, err := store.Unsealed(cmd.Context())
	if err != nil {
		return err
	}
	progress := newBar(cmd.ErrOrStderr(), "补签", left)
	n, err := seal.SealAll(cmd.Context(), store, s, func(int) { progress.tick() })
	progress.end()
	if n > 0 {
		fmt.Fprintf(cmd.OutOrStdout(), "已给当时没有签名的 %d 项（公开的版本、撤回）补签；注明是后来补签的。\n", n)
	}
	return err
}

func newKeyShow() *cobra.Command {
	return keyCommand("show", "公钥、私钥文件的位置、签了多少", noArgs, func(cmd *cobra.Command, store *data.Store, _ []string) error {
		if err := showKeys(cmd.Context(), cmd.OutOrStdout(), store); err != nil {
			return err
		}
		_, err := seal.Open(cmd.Context(), store)
		return err
	})
}

func showKeys(ctx context.Context, out io.Writer, store *data.Store) error {
	keys, err := store.Keys(ctx)
	if err != nil {
		return err
	}
	if len(keys) == 0 {
		return seal.ErrNoKey
	}
	for i, k := range keys {
		state := "已更换，只对更换之前签的有效"
		if i == len(keys)-1 {
			state = "现用"
		}
		fmt.Fprintf(out, "密钥 %s（%s，%s 建立）\n  公钥 %s\n", k.ID, state, k.CreatedAt, k.Public)
	}
	fmt.Fprintf(out, "私钥文件 %s\n", seal.KeyFile(store.Path()))
	left, err := store.Unsealed(ctx)
	if err != nil {
		return err
	}
	last, err := store.LastSeal(ctx)
	if err == nil {
		fmt.Fprintf(out, "最后一份清单是第 %d 份，SHA-256 %s\n  抄下它，以后用 portal verify --last 就能发现链尾有没有被删去。\n", last.Number, last.Hash)
	}
	if left > 0 {
		fmt.Fprintf(out, "还有 %d 项（公开的版本、撤回）没有签名，请运行 portal key sign\n", left)
	}
	return nil
}

func newKeyBackup() *cobra.Command {
	return keyCommand("backup 文件", "把私钥复制到一个新文件，并读回来核对", exactly(1, "备份文件"), func(cmd *cobra.Command, store *data.Store, args []string) error {
		s, err := seal.Backup(cmd.Context(), store, args[0])
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "私钥 %s 已备份到 %s（权限 0600），读回来核对无误。请把它存到别处，不要和数据库备份放在一起。\n", s.ID(), args[0])
		return nil
	})
}

func newKeyRotate() *cobra.Command {
	return keyCommand("rotate", "换一把新密钥，由旧的签名认可", noArgs, func(cmd *cobra.Command, store *data.Store, _ []string) error {
		if s, err := seal.Open(cmd.Context(), store); err != nil {
			return err
		} else if s != nil { // what is left belongs to the old key's time
			if err := sealAll(cmd, store, s); err != nil {
				return err
			}
		}
		s, err := seal.Rotate(cmd.Context(), store, audit.Shell, time.Now())
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "已换成新密钥 %s。旧公钥对它签过的仍然有效。请马上备份新私钥，并公布新公钥。\n", s.ID())
		return showKeys(cmd.Context(), cmd.OutOrStdout(), store)
	})
}

func newKeySign() *cobra.Command {
	return keyCommand("sign", "给还没有签名的版本补签", noArgs, func(cmd *cobra.Command, store *data.Store, _ []string) error {
		s, err := seal.Open(cmd.Context(), store)
		if err != nil {
			return err
		}
		if s == nil {
			return seal.ErrNoKey
		}
		left, err := store.Unsealed(cmd.Context())
		if err != nil {
			return err
		}
		if left == 0 {
			fmt.Fprintln(cmd.OutOrStdout(), "各版与撤回都已签名。")
			return nil
		}
		return sealAll(cmd, store, s)
	})
}
