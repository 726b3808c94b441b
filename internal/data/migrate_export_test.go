package data

import (
	"context"
	"database/sql"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// OpenAt makes a database as it was before some migrations were written.
func OpenAt(ctx context.Context, path string, version int64) (*sql.DB, error) {
	db, err := openWriting(path)
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return nil, err
	}
	_, err = p.UpTo(ctx, version)
	return db, err
}

// Migrate brings the tables of a database up to date and does nothing else.
func Migrate(ctx context.Context, path string) error {
	db, err := openWriting(path)
	if err != nil {
		return err
	}
	defer db.Close()
	return migrate(ctx, db, path, func(Upgrade) {})
}
