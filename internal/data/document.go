package data

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
)

// Original is a published file, byte for byte.
type Original struct {
	Name      string
	MediaType string
	Bytes     []byte
}

// Original returns the file with a SHA-256.
func (s *Store) Original(ctx context.Context, sha256 string) (Original, error) {
	var o Original
	var packed []byte
	err := s.read.QueryRowContext(ctx, `SELECT name, media_type, original FROM documents WHERE sha256 = ?`, sha256).Scan(&o.Name, &o.MediaType, &packed)
	if err != nil {
		return o, found(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return o, err
	}
	o.Bytes, err = io.ReadAll(z)
	return o, err
}

func packOriginal(data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return nil, err
	}
	err := z.Close()
	return b.Bytes(), err
}

// Text returns the normalised text that the places of an edition count in.
func (s *Store) Text(ctx context.Context, editionID int64) (text string, err error) {
	text, _, err = s.Layout(ctx, editionID)
	return text, err
}

// TextByKey returns the normalised text of the edition with a key.
func (s *Store) TextByKey(ctx context.Context, key string) (text string, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT d.text FROM editions e JOIN documents d ON d.sha256 = e.document WHERE e.key = ? AND `+standingOnly, key).Scan(&text)
	return text, found(err)
}

// Layout returns the text of an edition and its layout as it was published,
// nil when it was published without one.
func (s *Store) Layout(ctx context.Context, editionID int64) (text string, layout []byte, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT d.text, d.layout FROM editions e JOIN documents d ON d.sha256 = e.document WHERE e.id = ?`, editionID).Scan(&text, &layout)
	return text, layout, found(err)
}
