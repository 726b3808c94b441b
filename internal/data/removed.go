package data

import (
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"strings"

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
		return x, strictly(reading, &x.Reading)
	})
	if len(all) == 0 {
		return nil
	}
	return all
}

// strictly reads JSON that the store wrote: a name that it does not know was
// never written by it.
func strictly(text string, into any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("JSON 之后还有别的字")
	}
	return nil
}
