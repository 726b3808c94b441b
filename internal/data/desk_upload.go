package data

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"mingzhang/internal/audit"
)

// UploadState is where an upload is.
type UploadState string

const (
	UploadWaiting    UploadState = "waiting"
	UploadReading    UploadState = "reading"
	UploadRead       UploadState = "read" // its documents are drafts
	UploadUnreadable UploadState = "unreadable"
)

// Upload is a file that was received.
type Upload struct {
	ID      int64
	Blob    int64
	Name    string
	SHA256  string
	Bytes   int64
	By      audit.Actor
	At      time.Time
	State   UploadState
	Tries   int
	Problem string // why it is unreadable; what is to be said of it
	SameAs  int64  // an earlier upload of the same bytes, 0 for none
}

// QueueLimits bound what may wait to be read.
type QueueLimits struct {
	Uploads int
	Bytes   int64
}

const selectUpload = `SELECT u.id, u.blob_id, u.name, b.sha256, b.bytes, u.by_id, u.by_name, u.at, u.state, u.tries, u.problem, coalesce(u.same_as, 0)
	FROM desk_uploads u JOIN desk_blobs b ON b.id = u.blob_id `

func scanUpload(r row) (u Upload, err error) {
	var at string
	if err = r.Scan(&u.ID, &u.Blob, &u.Name, &u.SHA256, &u.Bytes, &u.By.ID, &u.By.Name, &at, &u.State, &u.Tries, &u.Problem, &u.SameAs); err != nil {
		return u, found(err)
	}
	u.At, err = time.Parse(time.RFC3339, at)
	return u, err
}

// Enqueue makes what has come a whole file that waits to be read, and records
// who brought it. The same bytes as an earlier upload are received, and know of
// it.
func (in *Incoming) Enqueue(name string, by audit.Actor, limits QueueLimits, now time.Time) (u Upload, err error) {
	if err := in.flush(); err != nil {
		return u, err
	}
	err = in.s.change(in.ctx, func(tx *sql.Tx) error {
		var waiting int
		var bytes int64
		if err := tx.QueryRowContext(in.ctx, `SELECT count(*), coalesce(sum(b.bytes), 0) FROM desk_uploads u JOIN desk_blobs b ON b.id = u.blob_id
			WHERE u.state IN ('waiting', 'reading')`).Scan(&waiting, &bytes); err != nil {
			return err
		}
		if waiting >= limits.Uploads || bytes+in.bytes > limits.Bytes {
			return refused(QueueFull, "等着识别的文件太多（%d 个，共 %d MB），“%s”没有收下。请等前面的识别完再上传", waiting, bytes>>20, name)
		}
		blob, err := in.complete(in.ctx, tx)
		if err != nil {
			return err
		}
		var same sql.NullInt64
		err = tx.QueryRowContext(in.ctx, `SELECT min(id) FROM desk_uploads WHERE blob_id = ?`, blob).Scan(&same)
		if err != nil {
			return err
		}
		var id int64
		if err := tx.QueryRowContext(in.ctx, `INSERT INTO desk_uploads (blob_id, name, by_id, by_name, at, state, same_as) VALUES (?, ?, ?, ?, ?, 'waiting', ?) RETURNING id`,
			blob, name, by.ID, by.Name, now.UTC().Format(time.RFC3339), same).Scan(&id); err != nil {
			return err
		}
		if u, err = scanUpload(tx.QueryRowContext(in.ctx, selectUpload+`WHERE u.id = ?`, id)); err != nil {
			return err
		}
		return record(in.ctx, tx, now, audit.Entry{Actor: by, Action: audit.UploadReceived, Subject: "upload:" + strconv.FormatInt(id, 10),
			Detail: map[string]any{"name": name, "sha256": u.SHA256, "bytes": u.Bytes}})
	})
	in.done = err == nil
	return u, roomy(err)
}

// NextUpload takes the upload that waits longest, to be read; ErrNotFound when
// none does.
func (s *Store) NextUpload(ctx context.Context) (u Upload, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, `UPDATE desk_uploads SET state = 'reading', tries = tries + 1
			WHERE id = (SELECT min(id) FROM desk_uploads WHERE state = 'waiting') RETURNING id`).Scan(&id)
		if err != nil {
			return found(err)
		}
		u, err = scanUpload(tx.QueryRowContext(ctx, selectUpload+`WHERE u.id = ?`, id))
		return err
	})
	return u, err
}

// Resume puts uploads that were being read when the process ended back into the
// queue. One that was being read at the end of as many processes as tries says
// is taken for the reason, and not read again.
func (s *Store) Resume(ctx context.Context, tries int, problem string, now time.Time) error {
	_, err := s.write.ExecContext(ctx, `UPDATE desk_uploads SET state = iif(tries >= ?1, 'unreadable', 'waiting'), problem = iif(tries >= ?1, ?2, problem),
		ended_at = iif(tries >= ?1, ?3, '') WHERE state = 'reading'`, tries, problem, now.UTC().Format(time.RFC3339))
	return err
}

// PutBack returns an upload that is being read to the queue: the process ends
// in good order, and it was not its fault.
func (s *Store) PutBack(ctx context.Context, id int64) error {
	_, err := s.write.ExecContext(ctx, `UPDATE desk_uploads SET state = 'waiting', tries = tries - 1 WHERE id = ? AND state = 'reading'`, id)
	return err
}

// EndUpload says what came of reading an upload.
func (s *Store) EndUpload(ctx context.Context, id int64, state UploadState, problem string, now time.Time) error {
	_, err := s.write.ExecContext(ctx, `UPDATE desk_uploads SET state = ?, problem = ?, ended_at = ? WHERE id = ?`, string(state), problem, now.UTC().Format(time.RFC3339), id)
	return roomy(err)
}

// ReadAgain puts an unreadable upload into the queue anew.
func (s *Store) ReadAgain(ctx context.Context, id int64) error {
	res, err := s.write.ExecContext(ctx, `UPDATE desk_uploads SET state = 'waiting', tries = 0, problem = '' WHERE id = ? AND state = 'unreadable'`, id)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, refused(WrongState, "只有读不了的文件才能重新识别"))
	}
	return nil
}

// Upload returns one upload.
func (s *Store) Upload(ctx context.Context, id int64) (Upload, error) {
	return scanUpload(s.read.QueryRowContext(ctx, selectUpload+`WHERE u.id = ?`, id))
}

// Uploads returns the uploads before an id (0: from the newest), the newest
// first.
func (s *Store) Uploads(ctx context.Context, before int64, limit int) ([]Upload, error) {
	rows, err := s.read.QueryContext(ctx, selectUpload+`WHERE ?1 = 0 OR u.id < ?1 ORDER BY u.id DESC LIMIT ?2`, before, limit)
	return collect(rows, err, func(r *sql.Rows) (Upload, error) { return scanUpload(r) })
}

// QueueLength returns how many uploads wait or are being read.
func (s *Store) QueueLength(ctx context.Context) (waiting, reading int, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'reading') FROM desk_uploads`).Scan(&waiting, &reading)
	return waiting, reading, err
}
