package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"mingzhang/internal/specimen"
)

// paper is a generated document, and what an undisturbed portal makes of it.
type paper struct {
	name, path string
	bytes      []byte
	file       string // SHA-256 of bytes
	sum        string // SHA-256 of the document, as the portal gives it
	unit       string
	year       int
	report     map[string]any // what portal extract says
	rows       map[string]int // rows that its edition has in each table
}

// stock is the documents that every world publishes.
type stock struct {
	papers []*paper
	tables []string // that have rows by edition
}

// newStock makes documents, has them read and published without any kill, and
// keeps what came of it to compare with.
func newStock(ctx context.Context, program, folder string, seed uint64, count int, forms bool) (*stock, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	s := &stock{}
	units := map[string]bool{}
	for i := 0; len(s.papers) < count; i++ {
		course := specimen.Course{From: 2024, Years: 1}
		course.Style = specimen.Styles()[i%len(specimen.Styles())]
		course.NoForms = !forms || len(s.papers)%4 < 2
		one := specimen.Years(seed+uint64(i), course).Reports[0]
		if units[one.Unit.Name] {
			continue
		}
		units[one.Unit.Name] = true
		p, err := newPaper(one, len(s.papers), !course.NoForms)
		if err != nil {
			return nil, err
		}
		p.path = filepath.Join(folder, p.name)
		if err := os.WriteFile(p.path, p.bytes, 0o644); err != nil {
			return nil, err
		}
		s.papers = append(s.papers, p)
	}
	if err := s.extract(ctx, program); err != nil {
		return nil, err
	}
	return s, s.publish(ctx, program, filepath.Join(folder, "calm.db"))
}

// newPaper writes a specimen in one of the formats that are uploaded.
func newPaper(one *specimen.Specimen, i int, forms bool) (p *paper, err error) {
	p = &paper{unit: one.Unit.Name, year: one.Year}
	ending := ""
	switch {
	case i%4 == 1:
		p.bytes, err = one.DOCX()
		ending = ".docx"
	case i%4 == 2:
		p.bytes, ending = one.HTML(), ".html"
	case i%4 == 3 && forms:
		p.bytes, err = one.Zip()
		ending = ".zip"
	default:
		p.bytes, ending = one.CellText(), ".txt"
	}
	p.name = fmt.Sprintf("%02d-%s%d年部门决算%s", i, one.Unit.Name, one.Year, ending)
	p.file = sum(p.bytes)
	return p, err
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

func (s *stock) extract(ctx context.Context, program string) error {
	args := []string{"extract"}
	for _, p := range s.papers {
		args = append(args, p.path)
	}
	out, err := exec.CommandContext(ctx, program, args...).Output()
	if err != nil {
		return fmt.Errorf("portal extract：%w", err)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	for _, p := range s.papers {
		if err := d.Decode(&p.report); err != nil {
			return err
		}
		p.sum, _ = p.report["document"].(map[string]any)["sha256"].(string)
		if u := p.report["unit"].(map[string]any)["name"]; u != p.unit {
			return fmt.Errorf("%s 读成了 %v", p.name, u)
		}
	}
	return nil
}

// publish publishes all of them undisturbed and counts the rows of each.
func (s *stock) publish(ctx context.Context, program, database string) error {
	args := []string{"load", "--db", database}
	for _, p := range s.papers {
		args = append(args, p.path)
	}
	for _, args := range [][]string{args, {"key", "create", "--db", database}} {
		if out, err := exec.CommandContext(ctx, program, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("portal %s：%w\n%s", args[0], err, out)
		}
	}
	db, err := look(database)
	if err != nil {
		return err
	}
	defer db.Close()
	if s.tables, err = tablesByEdition(ctx, db); err != nil {
		return err
	}
	for _, p := range s.papers {
		var id int64
		if err := db.QueryRowContext(ctx, `SELECT id FROM editions WHERE document = ?`, p.sum).Scan(&id); err != nil {
			return fmt.Errorf("%s：%w", p.name, err)
		}
		if p.rows, err = rowsOf(ctx, db, s.tables, id); err != nil {
			return err
		}
	}
	return nil
}

// bundle puts papers into one archive, a folder each.
func bundle(papers []*paper) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, p := range papers {
		w, err := z.Create(fmt.Sprintf("%d/%s", i, p.name))
		if err == nil {
			_, err = w.Write(p.bytes)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
