package data

import (
	"database/sql"
	"encoding/json"

	"github.com/govalues/decimal"

	"mingzhang/internal/fiscal"
)

const factColumns = `f.item, f.class, f.class_code, f.economic_class, f.economic_code, f.basis, f.value, f.measure, f.origin, f.derived_from,
	f.section, f.start, f."end", f.text, f.page, f.form, f.correction`

// scanFact reads factColumns between other columns.
func scanFact(r *sql.Rows, before, behind []any) (fiscal.Fact, error) {
	var f scannedFact
	if err := r.Scan(append(append(before, f.columns()...), behind...)...); err != nil {
		return fiscal.Fact{}, err
	}
	return f.read()
}

// scannedFact takes factColumns.
type scannedFact struct {
	fact                                                      fiscal.Fact
	class, code, economic, economicCode, value, from, section sql.NullString
	text                                                      sql.NullString
	start, end, page                                          sql.NullInt64
	form                                                      int
	correction                                                sql.NullString
}

func (s *scannedFact) columns() []any {
	return []any{&s.fact.Item, &s.class, &s.code, &s.economic, &s.economicCode, &s.fact.Basis, &s.value, &s.fact.Measure, &s.fact.Origin, &s.from,
		&s.section, &s.start, &s.end, &s.text, &s.page, &s.form, &s.correction}
}

// read returns the fact when the columns have been scanned.
func (s *scannedFact) read() (fiscal.Fact, error) {
	f := s.fact
	var err error
	if f.Class, err = readClass(s.class, s.code); err != nil {
		return f, err
	}
	if f.EconomicClass, err = readClass(s.economic, s.economicCode); err != nil {
		return f, err
	}
	if s.value.Valid {
		if f.Value, err = parseDecimal(s.value.String); err != nil {
			return f, err
		}
	}
	if s.from.Valid {
		if err := json.Unmarshal([]byte(s.from.String), &f.From); err != nil {
			return f, err
		}
	}
	if s.start.Valid {
		f.Source = &fiscal.Source{Section: s.section.String, Start: int(s.start.Int64), End: int(s.end.Int64), Text: s.text.String, Page: readPage(s.page), Form: s.form}
	}
	if s.correction.Valid {
		return f, strictly(s.correction.String, &f.Correction)
	}
	return f, nil
}

func parseDecimal(digits string) (*decimal.Decimal, error) {
	v, err := decimal.Parse(digits)
	return &v, err
}

func readClass(path, code sql.NullString) (*fiscal.Class, error) {
	if !path.Valid {
		return nil, nil
	}
	c := &fiscal.Class{Code: code.String}
	return c, json.Unmarshal([]byte(path.String), &c.Path)
}

func readPage(page sql.NullInt64) *int {
	if !page.Valid {
		return nil
	}
	n := int(page.Int64)
	return &n
}

// writeClass returns the columns of a class: its path as JSON and its code.
func writeClass(c *fiscal.Class) (path, code any) {
	if c == nil {
		return nil, nil
	}
	if c.Code != "" {
		code = c.Code
	}
	return asJSON(c.Path), code
}

// asJSON writes what cannot fail to be written: strings, numbers, and lists of
// them.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// listJSON is asJSON with NULL for an empty list.
func listJSON[T any](list []T) any {
	if len(list) == 0 {
		return nil
	}
	return asJSON(list)
}

// factRow returns the columns of a fact in the order of its table.
func factRow(editionID int64, ordinal int, f fiscal.Fact) []any {
	class, code := writeClass(f.Class)
	economic, economicCode := writeClass(f.EconomicClass)
	row := []any{editionID, ordinal, string(f.Item), class, code, economic, economicCode, string(f.Basis)}
	var value, amount, from any
	if f.Value != nil {
		value = f.Value.String()
		if n, ok := fiscal.Canonical(*f.Value, f.Measure); ok {
			amount = n
		}
	}
	if f.From != nil {
		from = asJSON(f.From)
	}
	var correction any // NULL: as it was read
	if f.Correction != nil {
		correction = asJSON(f.Correction)
	}
	row = append(row, value, string(f.Measure), amount, string(f.Origin), from, correction)
	return append(row, placeOf(f.Source)...)
}

// placeOf returns sourceColumns and the form; NULL and 0 for no place.
func placeOf(s *fiscal.Source) []any {
	if s == nil {
		return []any{nil, nil, nil, nil, nil, 0}
	}
	return []any{s.Section, s.Start, s.End, s.Text, s.Page, s.Form}
}
