package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"mingzhang/internal/bulk"
	"mingzhang/internal/seal"
)

func newExportData() *cobra.Command {
	var database, base string
	cmd := &cobra.Command{
		Use:     "data 文件.zip",
		Short:   "导出整库的数据包（CSV）",
		Long:    "把全部公开的数据写成一个 zip：每张表一个 CSV，连同列的含义、行数与 SHA-256，与网站“数据”页的下载一样。\n先写到旁边的临时文件，写完整了才换上；数据没变，文件的字节也不变。",
		Example: "  portal export data 决算数据.zip",
		Args:    exactly(1, "写到哪个 zip 文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := openPublished(cmd.Context(), database)
			if err != nil {
				return err
			}
			defer store.Close()
			frozen, err := store.Freeze(cmd.Context())
			if err != nil {
				return err
			}
			defer frozen.Close()
			if base == "" {
				base = "http://localhost:8080"
			}
			sum, size, err := replaceFile(args[0], func(w io.Writer) error {
				return bulk.WriteSigned(cmd.Context(), w, frozen, base, seal.FileSigner(cmd.Context(), store), nil)
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已写 %s，%s，SHA-256 %s\n", args[0], sizeWords(size), sum)
			return nil
		},
	}
	addDatabase(cmd, &database)
	addExportBase(cmd, &base)
	return cmd
}

// replaceFile writes a file such that it is there whole or as it was before.
func replaceFile(name string, write func(io.Writer) error) (sum string, size int64, err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return "", 0, fmt.Errorf("不能写 %s：请检查文件夹是否存在、有没有权限（%w）", name, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	h := sha256.New()
	err = write(io.MultiWriter(f, h))
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	info, failed := f.Stat()
	if err = errors.Join(err, failed, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "", 0, fmt.Errorf("磁盘写满了，%s 没有写成，原来的文件没有动；请腾出空间再试（%w）", name, err)
	case errors.Is(err, context.Canceled):
		return "", 0, fmt.Errorf("导出停下了，%s 没有写成", name)
	case err != nil:
		return "", 0, fmt.Errorf("没有写成 %s：%w", name, err)
	}
	return hex.EncodeToString(h.Sum(nil)), info.Size(), nil
}
