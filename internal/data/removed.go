package data

import (
	"database/sql"
	"encoding/json"

	"mingzhang/internal/fiscal"
)

// removed reads the facts that a person took out; nil when there are none, as
// in almost every report.
func (q *selector) removed() []fiscal.Removed {
	all := list(q, `SELECT reading, at, by_name, why, `+sourceColumns+`, form FROM removed WHERE edition_id = ? ORDER BY ordinal`, func(rows *sql.Rows) (x fiscal.Removed, err error) {
		var reading string
		var section, text sql.NullString
		var start, end, page sql.NullInt64
		var form int
		if err = rows.Scan(&reading, &x.At, &x.By, &x.Why, &section, &start, &end, &text, &page, &form); err != nil {
			return x, err
		}
		if start.Valid {
			x.Source = &fiscal.Source{Section: section.String, Start: int(start.Int64), End: int(end.Int64), Text: text.String, Page: readPage(page), Form: form}
		}
		return x, json.Unmarshal([]byte(reading), &x.Reading)
	})
	if len(all) == 0 {
		return nil
	}
	return all
}
