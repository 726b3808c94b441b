package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"mingzhang/internal/audit"
	"mingzhang/internal/data"
)

// openStore opens the database of a command, and says when it was copied and
// brought up to date first.
func openStore(ctx context.Context, database string) (*data.Store, error) {
	return openTelling(ctx, database, tellUpgrade)
}

func tellUpgrade(u data.Upgrade) {
	fmt.Fprintf(os.Stderr, "数据库由旧版写成（结构第 %d 版），现在升级到第 %d 版；升级前的备份在 %s\n", u.From, u.To, u.Backup)
}

// openTelling opens a database, tells of an upgrade before it is made, and
// writes it into the trail.
func openTelling(ctx context.Context, database string, tell func(data.Upgrade)) (*data.Store, error) {
	var upgrade *data.Upgrade
	store, err := data.Open(ctx, database, func(u data.Upgrade) {
		upgrade = &u
		tell(u)
	})
	if err != nil || upgrade == nil {
		return store, err
	}
	if err := store.Record(ctx, audit.Entry{
		Actor: audit.Shell, Action: audit.DatabaseUpgraded, Subject: "backup:" + filepath.Base(upgrade.Backup),
		Detail: map[string]any{"from": upgrade.From, "to": upgrade.To},
	}); err != nil {
		store.Close()
		return nil, err
	}
	return store, nil
}
