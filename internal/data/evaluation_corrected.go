package data

import (
	"context"
	"database/sql"

	"mingzhang/internal/fiscal"
)

// CorrectedCell is a cell of a 绩效自评表 that a person corrected.
type CorrectedCell struct {
	Address string
	fiscal.CellCorrection
}

// cellCorrectionColumns are those of a row x of evaluation_corrections.
const cellCorrectionColumns = `x.evaluation, x.address, x.was, x.at, x.by_name, x.why`

// scanCorrectedCell reads cellCorrectionColumns behind other columns.
func scanCorrectedCell(rows *sql.Rows, before ...any) (c CorrectedCell, err error) {
	return c, rows.Scan(append(before, &c.Address, &c.Was, &c.At, &c.By, &c.Why)...)
}

// into adds the cell to those of its table; the map is made for the first.
func (c CorrectedCell) into(all *map[string]fiscal.CellCorrection) {
	if *all == nil {
		*all = map[string]fiscal.CellCorrection{}
	}
	(*all)[c.Address] = c.CellCorrection
}

// correctedCells calls each for every corrected cell of the evaluations that a
// JSON list of pairs of edition and number names.
func correctedCells(ctx context.Context, q querier, pairs string, each func(edition int64, evaluation int, c CorrectedCell)) error {
	type found struct {
		edition    int64
		evaluation int
		CorrectedCell
	}
	rows, err := q.QueryContext(ctx, `SELECT x.edition_id, `+cellCorrectionColumns+` FROM json_each(?) k
		CROSS JOIN evaluation_corrections x ON x.edition_id = k.value ->> 0 AND x.evaluation = k.value ->> 1`, pairs)
	all, err := collect(rows, err, func(r *sql.Rows) (x found, err error) {
		x.CorrectedCell, err = scanCorrectedCell(r, &x.edition, &x.evaluation)
		return x, err
	})
	for _, x := range all {
		each(x.edition, x.evaluation, x.CorrectedCell)
	}
	return err
}
