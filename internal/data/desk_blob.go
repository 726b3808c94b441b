package data

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"time"
)

// chunkBytes is how much of a file is packed and written at a time.
const chunkBytes = 1 << 20

// Incoming is a file on its way into the store. What has come is on disk, and
// is nothing until the file is complete.
type Incoming struct {
	s       *Store
	ctx     context.Context
	id      int64
	ordinal int
	bytes   int64
	sum     hash.Hash
	buffer  bytes.Buffer
	done    bool
}

// Receive begins to take a file in. Close must be called.
func (s *Store) Receive(ctx context.Context) (*Incoming, error) {
	in := &Incoming{s: s, ctx: ctx, sum: sha256.New()}
	res, err := s.write.ExecContext(ctx, `INSERT INTO desk_blobs (bytes, begun_at) VALUES (0, ?)`, time.Now().UTC().Format(time.RFC3339))
	if err != nil {
		return nil, roomy(err)
	}
	in.id, err = res.LastInsertId()
	return in, err
}

// Write takes the next bytes.
func (in *Incoming) Write(p []byte) (int, error) {
	in.sum.Write(p)
	in.bytes += int64(len(p))
	for rest := p; len(rest) > 0; {
		n := min(len(rest), chunkBytes-in.buffer.Len())
		in.buffer.Write(rest[:n])
		rest = rest[n:]
		if in.buffer.Len() == chunkBytes {
			if err := in.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

func (in *Incoming) flush() error {
	if in.buffer.Len() == 0 {
		return nil
	}
	packed, err := packOriginal(in.buffer.Bytes())
	if err != nil {
		return err
	}
	_, err = in.s.write.ExecContext(in.ctx, `INSERT INTO desk_chunks (blob_id, ordinal, packed) VALUES (?, ?, ?)`, in.id, in.ordinal, packed)
	in.ordinal++
	in.buffer.Reset()
	return roomy(err)
}

// Bytes returns how many bytes have come.
func (in *Incoming) Bytes() int64 { return in.bytes }

// complete makes the file whole within a transaction, as the blob that it is
// from then on: of the same bytes one is kept.
func (in *Incoming) complete(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	sum := hex.EncodeToString(in.sum.Sum(nil))
	err = tx.QueryRowContext(ctx, `SELECT id FROM desk_blobs WHERE sha256 = ?`, sum).Scan(&id)
	if err == nil {
		_, err = tx.ExecContext(ctx, `DELETE FROM desk_blobs WHERE id = ?`, in.id)
		return id, err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE desk_blobs SET sha256 = ?, bytes = ? WHERE id = ?`, sum, in.bytes, in.id)
	return in.id, err
}

// Close throws away what has come of a file that did not become whole.
func (in *Incoming) Close() error {
	if in.done {
		return nil
	}
	in.done = true
	_, err := in.s.write.ExecContext(context.WithoutCancel(in.ctx), `DELETE FROM desk_blobs WHERE id = ? AND sha256 IS NULL`, in.id)
	return err
}

// KeepBlob stores bytes that are at hand and returns their blob.
func (s *Store) KeepBlob(ctx context.Context, b []byte) (id int64, err error) {
	in, err := s.Receive(ctx)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	if _, err := in.Write(b); err != nil {
		return 0, err
	}
	if err := in.flush(); err != nil {
		return 0, err
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		id, err = in.complete(ctx, tx)
		return err
	})
	in.done = err == nil
	return id, roomy(err)
}

// CopyBlob writes a file byte for byte.
func (s *Store) CopyBlob(ctx context.Context, w io.Writer, id int64) error {
	for ordinal := 0; ; ordinal++ {
		var packed []byte
		err := s.read.QueryRowContext(ctx, `SELECT packed FROM desk_chunks WHERE blob_id = ? AND ordinal = ?`, id, ordinal).Scan(&packed)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return err
		}
		if _, err := io.Copy(w, z); err != nil {
			return err
		}
	}
}

// Blob returns a file byte for byte.
func (s *Store) Blob(ctx context.Context, id int64) ([]byte, error) {
	var b bytes.Buffer
	err := s.CopyBlob(ctx, &b, id)
	return b.Bytes(), err
}

// DropUnfinished throws away files that were on their way in when a process
// ended. Those that another one is taking in are younger.
func (s *Store) DropUnfinished(ctx context.Context, older time.Duration) error {
	_, err := s.write.ExecContext(ctx, `DELETE FROM desk_blobs WHERE sha256 IS NULL AND begun_at < ?`, time.Now().Add(-older).UTC().Format(time.RFC3339))
	return err
}
