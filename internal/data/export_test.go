package data

import (
	"context"
	"fmt"
)

// LimitPages lets the database grow by so many pages only, as a full disk does.
func LimitPages(ctx context.Context, s *Store, more int) error {
	var pages int
	if err := s.write.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return err
	}
	_, err := s.write.ExecContext(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more))
	return err
}
