package vault

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingzhang/internal/smalldisk"
)

// A copy that does not fit is not left half there, older ones stay, the
// database goes on, and the error says what to do.
func TestBackupToFullDisk(t *testing.T) {
	smalldisk.Run(t, "16m", func(t *testing.T, folder string) {
		ctx := context.Background()
		store, path := filled(t)
		if _, err := (Backup{Database: path, To: folder, Now: noon, Keep: 1}).Run(ctx); err != nil {
			t.Fatal(err)
		}
		kept, err := os.ReadFile(filepath.Join(folder, noon.Format(dated)))
		if err != nil {
			t.Fatal(err)
		}
		free := smalldisk.Fill(t, folder)
		_, err = Backup{Database: path, To: folder, Now: noon.AddDate(0, 0, 1), Keep: 1}.Run(ctx)
		if err == nil || !strings.Contains(err.Error(), "磁盘写满了") || !strings.Contains(err.Error(), "腾出空间") {
			t.Errorf("%v", err)
		}
		free()
		left, err := os.ReadDir(folder)
		if err != nil || len(left) != 1 || left[0].Name() != noon.Format(dated) {
			t.Errorf("%v %v", left, err)
		}
		if now, err := os.ReadFile(filepath.Join(folder, noon.Format(dated))); err != nil || !bytes.Equal(now, kept) {
			t.Error("the older copy is not as it was", err)
		}
		if editions, err := store.AllCurrent(ctx); err != nil || len(editions) == 0 {
			t.Error("the database does not go on", err)
		}
	})
}
