package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"mingzhang/internal/fiscal"
)

// keyDigits is how many digits of the hash name an edition; keyDigitsLong when
// another edition's begins with the same.
const (
	keyDigits     = 12
	keyDigitsLong = 16
)

// ErrOtherText means that a document is published already with another text:
// places in the report would not be where the published text has them.
var ErrOtherText = errors.New("这份文件已经公开，当时的正文与现在识别出来的不一样（识别程序已经更新）。请从已公开的版本开始校正，而不是重新上传这份文件")

// writeDocument keeps the document of a publication; again says that it was
// there already.
func writeDocument(ctx context.Context, tx *sql.Tx, p Publication, original []byte) (again bool, err error) {
	d := p.Report.Document
	var text string
	switch err := tx.QueryRowContext(ctx, `SELECT text FROM documents WHERE sha256 = ?`, d.SHA256).Scan(&text); {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return false, err
	case text != p.Text:
		return true, ErrOtherText
	default:
		return true, nil
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO documents (sha256, name, media_type, bytes, pages, original, text, layout, parts, omitted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.SHA256, d.Name, d.MediaType, d.Bytes, d.Pages, original, p.Text, p.Layout, listJSON(d.Parts), listJSON(d.Omitted))
	return false, err
}

// editionKey names a new edition: by the hash of its document, or when that is
// published already, by the hash of the document and of what is said to stand
// in it.
func editionKey(ctx context.Context, tx *sql.Tx, r *fiscal.Report, again bool, number int) (string, error) {
	name := r.Document.SHA256
	if again {
		facts, err := fiscal.CanonicalFacts(r)
		if err != nil {
			return "", err
		}
		name = hexSum([]byte(name + "\n" + hexSum(facts)))
	}
	// The same facts a third time have the name of the second: the number of
	// the edition tells them apart.
	for _, name := range []string{name, hexSum([]byte(name + "\n" + fmt.Sprint(number)))} {
		for _, digits := range []int{keyDigits, keyDigitsLong} {
			var taken bool
			if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM editions WHERE key = ?)`, name[:digits]).Scan(&taken); err != nil || !taken {
				return name[:digits], err
			}
		}
	}
	return "", errors.New("没有给这一版取到网址：相近的网址都已用过")
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// editionOf returns the newest edition of a document.
func editionOf(ctx context.Context, q querier, document string) (Edition, error) {
	return scanEdition(q.QueryRowContext(ctx, selectEdition+`WHERE e.document = ? ORDER BY e.id DESC LIMIT 1`, document))
}

// publishedWith does what belongs to publishing an edition besides its
// statements: who did it, the draft it was, its seal.
func (s *Store) publishedWith(ctx context.Context, tx *sql.Tx, id int64, p Publication) error {
	for _, e := range p.Audit {
		if e.Subject == "" { // the key is only known now
			if err := tx.QueryRowContext(ctx, `SELECT 'edition:' || key FROM editions WHERE id = ?`, id).Scan(&e.Subject); err != nil {
				return err
			}
		}
		if err := record(ctx, tx, p.Now, e); err != nil {
			return err
		}
	}
	if p.Draft != 0 {
		var key string
		if err := tx.QueryRowContext(ctx, `SELECT key FROM editions WHERE id = ?`, id).Scan(&key); err != nil {
			return err
		}
		if err := draftPublished(ctx, tx, p.Draft, id, key, p.Now); err != nil {
			return err
		}
	}
	if s.signing.Edition == nil {
		return nil
	}
	return seal(ctx, tx, id, false, s.signing.Edition)
}
