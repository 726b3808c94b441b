package bulk

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"

	"mingzhang/internal/data"
)

// Earlier is a package that was written before, with what is known of it; nil
// is none.
type Earlier struct {
	Package *zip.Reader // nil: there is none yet
	Rows    Rows        // of it
	Now     Rows        // of the package that was written from it
}

// Rows say where the rows of editions stand in a package.
type Rows struct {
	States map[string]string          `json:"states"` // of what they are made from, by edition
	Tables map[string]map[string]Span `json:"tables"` // by table and edition
}

// Span is where the rows of an edition stand in the file of a table.
type Span struct {
	From  int64 `json:"from"` // bytes
	Bytes int64 `json:"bytes"`
	Rows  int   `json:"rows"`
}

// ErrEarlier means that the earlier package is not what is known of it: it is
// written without.
var ErrEarlier = errors.New("上次写的数据包读不回来")

// begin notes what the rows of the editions are made from now.
func (e *Earlier) begin(ctx context.Context, store *data.Frozen, all []edition) error {
	if e == nil {
		return nil
	}
	states, err := store.UnitYearStates(ctx)
	if err != nil {
		return err
	}
	e.Now = Rows{States: map[string]string{}, Tables: map[string]map[string]Span{}}
	for _, one := range all {
		e.Now.States[one.key] = states[one.of]
	}
	return nil
}

// remember notes where a block stands in the package that is being written.
func (e *Earlier) remember(table, edition string, at int64, b block) {
	if e == nil || len(b.lines) == 0 {
		return
	}
	if e.Now.Tables[table] == nil {
		e.Now.Tables[table] = map[string]Span{}
	}
	e.Now.Tables[table][edition] = Span{at, int64(len(b.lines)), b.rows}
}

// kept is the file of a table in an earlier package, read once from its
// beginning to its end.
type kept struct {
	spans map[string]Span // of the editions whose rows stay
	file  io.ReadCloser
	at    int64
}

// open opens a table of the earlier package; without one nothing is kept.
func (e *Earlier) open(table string, all []edition) (*kept, error) {
	k := &kept{spans: map[string]Span{}}
	if e == nil || e.Package == nil {
		return k, nil
	}
	var end int64
	for _, one := range all {
		if was, ok := e.Rows.States[one.key]; !ok || was != e.Now.States[one.key] {
			continue
		}
		// An edition without rows has no place; one that has moved before another
		// is made anew.
		span := e.Rows.Tables[table][one.key]
		if span.Bytes > 0 && span.From < end {
			continue
		}
		k.spans[one.key] = span
		end = max(end, span.From+span.Bytes)
	}
	var err error
	if k.file, err = e.Package.Open(table + ".csv"); err != nil {
		return nil, fmt.Errorf("%w：%w", ErrEarlier, err)
	}
	return k, nil
}

func (k *kept) close() {
	if k.file != nil {
		k.file.Close()
	}
}

func (k *kept) has(edition string) bool {
	_, ok := k.spans[edition]
	return ok
}

// next reads the rows of an edition, those behind what was read before.
func (k *kept) next(edition string) (b block, err error) {
	span := k.spans[edition]
	b = block{make([]byte, span.Bytes), span.Rows}
	if span.Bytes == 0 {
		return b, nil
	}
	if _, err = io.CopyN(io.Discard, k.file, span.From-k.at); err == nil {
		_, err = io.ReadFull(k.file, b.lines)
	}
	if err != nil {
		return b, fmt.Errorf("%w：%w", ErrEarlier, err)
	}
	k.at = span.From + span.Bytes
	return b, nil
}
