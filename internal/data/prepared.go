package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// mostPrepared bounds how many statements a connection keeps; a query beyond
// them is prepared each time it is asked.
const mostPrepared = 256

// openReading opens a database to be read by a number of connections that keep
// their statements: to understand a query again and again is a fifth of the
// work of small pages.
func openReading(path, how string, connections int) (*sql.DB, error) {
	from := dsn(path, how+"_pragma=query_only(1)")
	plain, err := sql.Open("sqlite", from)
	if err != nil {
		return nil, fmt.Errorf("打不开数据库 %s：%w", path, err)
	}
	defer plain.Close()
	db := sql.OpenDB(connector{plain.Driver(), from})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

type connector struct {
	driver driver.Driver
	dsn    string
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	opened, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	plain, ok := opened.(plainConn)
	if !ok {
		return nil, errors.Join(errors.New("data: the driver of SQLite cannot prepare statements"), opened.Close())
	}
	return &preparedConn{plain, map[string]*prepared{}}, nil
}

// plainConn is what the driver's connections can do.
type plainConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// preparedConn is a connection that keeps the statements of its queries. It is
// used by one goroutine at a time, as all connections.
type preparedConn struct {
	plainConn
	kept map[string]*prepared
}

type prepared struct {
	driver.Stmt
	busy bool // rows of it are being read
}

// QueryContext asks a query.
func (c *preparedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	p := c.kept[query]
	switch {
	case p == nil && len(c.kept) < mostPrepared:
		s, err := c.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		p = &prepared{Stmt: s}
		c.kept[query] = p
	case p == nil || p.busy:
		return c.plainConn.QueryContext(ctx, query, args)
	}
	rows, err := p.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		c.drop(query)
		return nil, err
	}
	p.busy = true
	return &preparedRows{rows, c, query, false}, nil
}

// drop forgets a statement: after an error it may not be as it was. Closing it
// says no more than its last reading did.
func (c *preparedConn) drop(query string) {
	_ = c.kept[query].Close()
	delete(c.kept, query)
}

// Close closes the statements and the connection.
func (c *preparedConn) Close() error {
	for query := range c.kept {
		c.drop(query)
	}
	return c.plainConn.Close()
}

// preparedRows give their statement back when they are closed.
type preparedRows struct {
	driver.Rows
	of     *preparedConn
	query  string
	failed bool
}

// Next reads the next row.
func (r *preparedRows) Next(into []driver.Value) error {
	err := r.Rows.Next(into)
	r.failed = r.failed || err != nil && !errors.Is(err, io.EOF)
	return err
}

// Close ends the reading.
func (r *preparedRows) Close() error {
	err := r.Rows.Close()
	r.of.kept[r.query].busy = false
	if r.failed || err != nil {
		r.of.drop(r.query)
	}
	return err
}
