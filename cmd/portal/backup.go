package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
	"mingzhang/internal/seal"
	"mingzhang/internal/vault"
)

func newBackup() *cobra.Command {
	var b vault.Backup
	cmd := &cobra.Command{
		Use:   "backup 文件或文件夹",
		Short: "备份数据库（网站不用停），读回来核对",
		Long: `把数据库在这一刻的样子写成一个新文件，网站照常运行。写完后整个读回来核对：
SQLite 的完整性检查、没有悬空的行、每份原件和上传的文件与它的 SHA-256 相符、
操作记录没有断。通过了才落下名字；文件只有本人可读（0600）。

已有的文件不覆盖，除非写 --force。写到文件夹里时以时间为名，--keep 留下最近几份。
备份里有账号与上传的文件，不要公开；签名的私钥不在数据库里，另用 portal key backup。`,
		Example: `  portal backup 备份.db
  portal backup --keep 14 /var/backups/mingzhang/`,
		Args: exactly(1, "备份写到哪里"),
		RunE: func(cmd *cobra.Command, args []string) error {
			b.To, b.Now = args[0], time.Now()
			began := time.Now()
			m, err := b.Run(cmd.Context())
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "已备份到 %s，%s，用时 %s。\n读回核对：%s。\n", m.File, sizeWords(m.Bytes), tookWords(time.Since(began)), healthWords(m.Health))
			for _, old := range m.Removed {
				fmt.Fprintf(out, "删去较早的 %s\n", old)
			}
			if _, err := os.Stat(seal.KeyFile(b.Database)); err == nil {
				fmt.Fprintln(out, "签名的私钥不在备份里，请另用 portal key backup 备份。")
			}
			return recordBackup(cmd, b.Database, audit.BackupMade, m.File, m.Health)
		},
	}
	addDatabase(cmd, &b.Database)
	cmd.Flags().BoolVar(&b.Force, "force", false, "文件已经在时覆盖它")
	cmd.Flags().IntVar(&b.Keep, "keep", 0, "写到文件夹里时只留最近几份（默认都留）")
	return cmd
}

func newRestore() *cobra.Command {
	var database string
	cmd := &cobra.Command{
		Use:   "restore 备份文件",
		Short: "用备份换下数据库",
		Long: `先把备份整个读一遍核对，通过了才动手；网站还开着数据库时不动。
换下来的数据库不删，留在旁边，名字后面加 .replaced-时间。`,
		Example: `  systemctl stop portal
  portal restore --db /var/lib/mingzhang/mingzhang.db /var/backups/mingzhang/mingzhang-20250101-030000.db
  systemctl start portal`,
		Args: exactly(1, "备份文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := vault.Restore(cmd.Context(), args[0], database, time.Now())
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "已恢复到 %s：%s。\n", database, healthWords(r.Health))
			if r.Replaced != "" {
				fmt.Fprintf(out, "原来的数据库留在 %s，确认无误后可以删去。\n", r.Replaced)
			}
			return recordBackup(cmd, database, audit.BackupRestored, args[0], r.Health)
		},
	}
	addDatabase(cmd, &database)
	return cmd
}

func healthWords(h data.Health) string {
	text := fmt.Sprintf("%d 个单位，%d 版，%d 份原件，%d 个数字", h.Units, h.Editions, h.Documents, h.Facts)
	if h.Uploads > 0 {
		text += fmt.Sprintf("，%d 个上传的文件", h.Uploads)
	}
	if h.Trail > 0 {
		text += fmt.Sprintf("，%d 条操作记录", h.Trail)
	}
	return text + "，都完整"
}

// recordBackup writes into the trail what was done. A database of an older
// version is left as it is: only the next start brings it up to date.
func recordBackup(cmd *cobra.Command, database string, action audit.Action, file string, h data.Health) error {
	newest, err := data.NewestStep()
	if err != nil || h.Schema != newest {
		return err
	}
	store, err := openStore(cmd.Context(), database)
	if err != nil {
		return err
	}
	defer store.Close()
	return store.Record(cmd.Context(), audit.Entry{
		Actor: audit.Shell, Action: action, Subject: "backup:" + filepath.Base(file), Detail: map[string]any{"editions": h.Editions, "trail": h.Trail},
	})
}
