package intake_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingzhang/internal/document"
	"mingzhang/internal/fiscal"
	"mingzhang/internal/intake"
	"mingzhang/internal/specimen"
)

// readAll reads what lies at the paths.
func readAll(t *testing.T, paths ...string) []intake.Reading {
	t.Helper()
	files, err := intake.Collect(paths)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Collect(intake.ReadAll(context.Background(), files, nil))
}

// split writes a specimen as a narrative and a workbook of its forms.
func split(t *testing.T, dir, name string, seed uint64) (s *specimen.Specimen, narrative, forms string) {
	t.Helper()
	s = specimen.New(seed, specimen.Options{Style: specimen.Styles()[0]})
	told := specimen.New(seed, specimen.Options{Style: specimen.Styles()[0], NoForms: true})
	workbook, err := s.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	return s, write(t, filepath.Join(dir, name+"情况说明.txt"), told.Text()), write(t, filepath.Join(dir, name+"公开表.xlsx"), workbook)
}

// A narrative and its forms in one folder are one report.
func TestFolderOfOneUnit(t *testing.T) {
	dir := t.TempDir()
	s, _, _ := split(t, dir, "甲", 7)
	readings := readAll(t, dir)
	if len(readings) != 1 {
		t.Fatalf("%d documents, want one", len(readings))
	}
	r := readings[0]
	if r.Err != nil {
		t.Fatal(r.Err)
	}
	if r.Report.Unit.Name != s.Unit.Name || r.Report.Year != s.Year {
		t.Errorf("%s %d, want %s %d", r.Report.Unit.Name, r.Report.Year, s.Unit.Name, s.Year)
	}
	told, set := 0, 0
	for _, f := range r.Report.Facts {
		switch {
		case f.Source == nil:
		case f.Source.Form > 0:
			set++
		default:
			told++
		}
	}
	if told == 0 || set == 0 {
		t.Errorf("%d facts of the narrative, %d of the forms", told, set)
	}
	parts := r.Report.Document.Parts
	if len(parts) != 2 || !strings.HasSuffix(parts[0].Name, ".txt") || !strings.HasSuffix(parts[1].Name, ".xlsx") || parts[1].Start == 0 {
		t.Errorf("parts: %+v", parts)
	}
	runes := []rune(r.Document.Text)
	for _, f := range r.Report.Facts {
		if f.Source != nil && string(runes[f.Source.Start:f.Source.End]) != f.Source.Text {
			t.Fatalf("%s: the text at %d is not %q", f.Item, f.Source.Start, f.Source.Text)
		}
	}
	// What is stated twice is compared.
	compared := slices.ContainsFunc(r.Report.Checks, func(c fiscal.Check) bool { return c.Rule == "X2" })
	if !compared {
		t.Error("narrative and forms were not compared")
	}

	// The archive of both files is the document: reading it gives the same report.
	again := intake.Read(context.Background(), intake.File{Name: r.File.Name, Path: r.File.Path, Open: r.File.Open})
	if again.Err != nil || again.Document.Text != r.Document.Text || again.Report.Document.SHA256 != r.Report.Document.SHA256 {
		t.Errorf("the archive reads differently: %v", again.Err)
	}
}

// Files of several units in one folder are told apart, each with its forms;
// two narratives of one unit stay two documents.
func TestFolderOfSeveralUnits(t *testing.T) {
	dir := t.TempDir()
	split(t, dir, "甲", 7)
	split(t, dir, "乙", 8)
	if n := len(readAll(t, dir)); n != 2 {
		t.Errorf("%d documents, want two", n)
	}
	_, narrative, _ := split(t, t.TempDir(), "甲", 7)
	write(t, filepath.Join(dir, "甲情况说明（重印）.txt"), mustRead(t, narrative))
	if n := len(readAll(t, dir)); n != 4 { // 甲 twice told: its forms belong to neither
		t.Errorf("%d documents, want four", n)
	}
}

// Files that are named one by one are documents of their own.
func TestFilesNamedOneByOne(t *testing.T) {
	_, narrative, forms := split(t, t.TempDir(), "甲", 7)
	if n := len(readAll(t, narrative, forms)); n != 2 {
		t.Errorf("%d documents, want two", n)
	}
}

func TestArchiveOfOneUnit(t *testing.T) {
	dir := t.TempDir()
	_, narrative, forms := split(t, dir, "甲", 7)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range []string{narrative, forms} {
		w, err := z.Create(filepath.Base(p))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(mustRead(t, p)); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	p := write(t, filepath.Join(t.TempDir(), "甲2024.zip"), b.Bytes())
	readings := readAll(t, p)
	if len(readings) != 1 || readings[0].Err != nil || len(readings[0].Report.Document.Parts) != 2 {
		t.Fatalf("%d documents: %v", len(readings), readings[0].Err)
	}
	if readings[0].File.Name != "甲2024.zip" || !bytes.Equal(readings[0].Bytes, b.Bytes()) {
		t.Error("the archive is not the document that was published")
	}
}

// Archives that are no document of one unit are refused with the reason.
func TestArchivesRefused(t *testing.T) {
	archive := func(names ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			w, err := z.Create(n)
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte("2024年度部门决算"))
		}
		z.Close()
		return b.Bytes()
	}
	many := make([]string, 70)
	for i := range many {
		many[i] = strings.Repeat("甲", i+1) + ".txt"
	}
	nested := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.Create("里面.zip")
		w.Write(archive("a.txt"))
		z.Close()
		return b.Bytes()
	}()
	for _, tc := range []struct {
		name, want string
		data       []byte
	}{
		{"a path out of the folder", "不安全的文件名", archive("../../etc/a.txt")},
		{"a path from the root", "不安全的文件名", archive("/etc/a.txt")},
		{"too many files", "超过 64 个", archive(many...)},
		{"an archive in the archive", "还有压缩包", nested},
		{"nothing to read", "没有可读的文件", archive(".DS_Store", "__MACOSX/a.txt")},
		{"cut short", "打不开", archive("a.txt", "b.txt")[:60]},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := document.Read(context.Background(), "某单位.zip", tc.data)
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "某单位.zip") {
				t.Errorf("error %v does not say %q", err, tc.want)
			}
		})
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
