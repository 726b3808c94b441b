package site

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"mingzhang/internal/bulk"
)

const (
	packageAsk  = "/data/mingzhang-csv.zip"
	snapshotAsk = "/data/mingzhang.sqlite"

	rowsFile = stateFolder + "/package.json"
)

// large makes the large files, so that the page that offers them knows their
// lengths and hashes.
func (c *copying) large(ctx context.Context) ([]File, error) {
	c.turns <- struct{}{}
	defer func() { <-c.turns }()
	tables, err := c.tables(ctx)
	if err != nil {
		return nil, err
	}
	snapshot, err := c.streamed(ctx, snapshotAsk)
	return []File{tables, snapshot}, err
}

// tables makes the package of tables, with the rows that stay as they are in
// that of the older copy.
func (c *copying) tables(ctx context.Context) (File, error) {
	old := c.recallRows()
	if old != nil {
		defer old.Close()
	}
	made, err := c.streamed(ctx, packageAsk)
	if err != nil && old != nil && ctx.Err() == nil {
		c.earlier.Package = nil // its bytes may have changed on the disk
		made, err = c.streamed(ctx, packageAsk)
	}
	if err != nil {
		return made, err
	}
	return made, c.rememberRows(made)
}

// rows is what is known of a package of tables for the next copy.
type rows struct {
	File     File      `json:"file"`
	Settings string    `json:"settings"`
	Rows     bulk.Rows `json:"rows"`
}

// recallRows opens the package of the older copy, if it is the one that
// something is known of.
func (c *copying) recallRows() io.Closer {
	var known rows
	body, err := os.ReadFile(c.folder.at(rowsFile))
	if err != nil || json.Unmarshal(body, &known) != nil || known.Settings != c.settings() {
		return nil
	}
	file, err := os.Open(c.folder.at(strings.TrimPrefix(packageAsk, "/")))
	if err != nil {
		return nil
	}
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err == nil && size == known.File.Bytes && hex.EncodeToString(sum.Sum(nil)) == known.File.SHA256 {
		c.earlier.Package, err = zip.NewReader(file, size)
	}
	if err != nil || c.earlier.Package == nil {
		file.Close()
		return nil
	}
	c.earlier.Rows = known.Rows
	return file
}

func (c *copying) rememberRows(made File) error {
	body, err := json.Marshal(rows{made, c.settings(), c.earlier.Now})
	if err != nil {
		return err
	}
	return c.folder.trouble(writeFile(c.folder.at(rowsFile), body))
}

// streamed makes the file of a large address.
func (c *copying) streamed(ctx context.Context, ask string) (File, error) {
	f, written, err := c.folder.stream(strings.TrimPrefix(ask, "/"), func(to io.Writer) error { return c.stream(ctx, ask, to) })
	if written {
		c.written.Add(1)
	}
	return f, err
}

// streaming is an answer that goes on to a writer.
type streaming struct {
	answer
	to  io.Writer
	err error
}

func (s *streaming) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// stream asks the website for a large file and writes it to a writer.
func (c *copying) stream(ctx context.Context, address string, to io.Writer) error {
	s := &streaming{answer: answer{header: http.Header{}, status: http.StatusOK}, to: to}
	err := c.serve(ctx, address, s)
	switch {
	case s.err != nil:
		return c.folder.trouble(s.err)
	case err != nil:
		return err
	case s.status != http.StatusOK:
		return fmt.Errorf("数据文件 %s 没有做成（%d），请看日志", address, s.status)
	}
	return nil
}
