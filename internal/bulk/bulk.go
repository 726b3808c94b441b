// Package bulk writes the whole database as one package of tables: CSV files
// in a zip, described by a Frictionless datapackage.json with the column types
// of the Fiscal Data Package. The description of the tables is also the data
// dictionary that people read.
package bulk

import (
	"context"

	"mingzhang/internal/data"
)

// Field is one column of a table.
type Field struct {
	Name       string
	Type       string // of Table Schema: string, integer, number, boolean, year, date, datetime
	About      string
	ColumnType string   // of the Fiscal Data Package, "" for none
	Values     []string // the values it may have, when they are few
	Required   bool
}

// Reference says that a column holds the key of another table.
type Reference struct{ Field, Table, Key string }

// Table is one file of the package.
type Table struct {
	Name       string // its file is Name.csv
	Title      string
	About      string
	Key        []string
	References []Reference
	Fields     []Field

	// rows gives the rows of an edition, or whole those of a table that is not
	// below the editions.
	rows  func(ctx context.Context, s source, of data.Scope, yield func(row []string) error) error
	whole func(ctx context.Context, s source, yield func(row []string) error) error
}

// source is what rows are read from.
type source struct {
	store   *data.Frozen
	baseURL string
}

// Tables lists the tables of the package in their order.
func Tables() []Table {
	return []Table{unitsTable, editionsTable, factsTable, reasonsTable, checksTable, evaluationsTable, fundsTable, indicatorsTable, cellCorrectionsTable, unreadTable, termsTable}
}

// batch is how many rows are read at a time.
const batch = 1000

// walk reads a list to its end.
func walk[R interface{ Position() data.Position }](ctx context.Context, list func(context.Context, data.Page) ([]R, error), each func(R) error) error {
	var after data.Position
	for {
		rows, err := list(ctx, data.Page{Limit: batch, After: after})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
		if len(rows) < batch {
			return nil
		}
		after = rows[batch-1].Position()
	}
}

// every is all editions, the superseded ones too.
var every = data.Scope{All: true}
